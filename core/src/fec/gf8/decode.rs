//! Repair of any loss that parity covers.
//!
//! One pass over the data that arrived leaves in as many parity shards as data shards are lost
//! what the lost ones contributed to them. The square Cauchy matrix between the two has its
//! inverse in closed form.

use super::field::{exp, log};
use super::{MAX_SHARDS, check_shape, coefficient, kernels};
use crate::fec::tile::{ROWS, SOURCES};
use crate::fec::{FecError, Kernel, Present, Shards};

/// Restores the data shards that are not `present`. Data shards that arrived stay as they are;
/// parity shards are overwritten with working values.
///
/// # Errors
/// [`FecError::Shape`], [`FecError::Flags`] when `present` is too small for the block, and
/// [`FecError::TooManyLost`]. Nothing was touched then.
pub fn decode(shards: &mut Shards<'_>, present: Present<'_>) -> Result<(), FecError> {
    decode_with(Kernel::best(), shards, present)
}

/// [`decode`] on a given kernel.
///
/// # Errors
/// Those of [`decode`].
pub fn decode_with(
    kernel: Kernel,
    shards: &mut Shards<'_>,
    present: Present<'_>,
) -> Result<(), FecError> {
    let (data, parity) = (shards.data.count(), shards.parity.count());
    check_shape(data, parity)?;
    if present.capacity() < data + parity {
        return Err(FecError::Flags { have: present.capacity(), need: data + parity });
    }
    let (lost, arrived) = (data - present.count(0..data), present.count(data..data + parity));
    if lost > arrived {
        return Err(FecError::TooManyLost { lost, parity: arrived });
    }
    if lost == 0 {
        return Ok(());
    }
    let (mut columns, mut rows) = ([0; MAX_SHARDS], [0; MAX_SHARDS]);
    let columns = collect(&mut columns[..lost], present.missing(0..data));
    let rows = collect(&mut rows[..lost], present.arrived(data..data + parity).map(|i| i - data));
    subtract_arrived(kernel, shards, present, rows);
    solve(kernel, shards, rows, columns);
    Ok(())
}

fn collect(into: &mut [u16], values: impl Iterator<Item = usize>) -> &[u16] {
    for (slot, value) in into.iter_mut().zip(values) {
        *slot = value as u16;
    }
    into
}

/// Leaves in the parity shards `rows` only what the lost data shards contributed.
fn subtract_arrived(kernel: Kernel, shards: &mut Shards<'_>, present: Present<'_>, rows: &[u16]) {
    let parity = shards.parity.count();
    let mut arrived = present.arrived(0..shards.data.count());
    loop {
        let (mut columns, mut sources) = ([0; SOURCES], [&[][..]; SOURCES]);
        let mut count = 0;
        for column in arrived.by_ref().take(SOURCES) {
            (columns[count], sources[count]) = (column, shards.data.row(column));
            count += 1;
        }
        if count == 0 {
            return;
        }
        for rows in rows.chunks(ROWS) {
            let mut factors = [[0; ROWS]; SOURCES];
            for (factors, &column) in factors.iter_mut().zip(&columns[..count]) {
                for (factor, &row) in factors.iter_mut().zip(rows) {
                    *factor = coefficient(parity, usize::from(row), column);
                }
            }
            let mut targets = shards.parity.pick::<ROWS>(rows.iter().map(|&row| usize::from(row)));
            let targets = &mut targets[..rows.len()];
            kernels::compute(kernel, targets, &sources[..count], &factors, true);
        }
    }
}

/// The lost `columns` from the parity shards `rows`, as many.
fn solve(kernel: Kernel, shards: &mut Shards<'_>, rows: &[u16], columns: &[u16]) {
    let inverse = Inverse::new(shards.parity.count(), rows, columns);
    for (part, sources) in rows.chunks(SOURCES).enumerate() {
        let mut shards_of_part = [&[][..]; SOURCES];
        for (source, &row) in shards_of_part.iter_mut().zip(sources) {
            *source = shards.parity.row(usize::from(row));
        }
        for (tile, columns) in columns.chunks(ROWS).enumerate() {
            let mut factors = [[0; ROWS]; SOURCES];
            for (source, factors) in factors.iter_mut().enumerate().take(sources.len()) {
                for (target, factor) in factors.iter_mut().enumerate().take(columns.len()) {
                    *factor = inverse.entry(tile * ROWS + target, part * SOURCES + source);
                }
            }
            let mut targets =
                shards.data.pick::<ROWS>(columns.iter().map(|&column| usize::from(column)));
            let targets = &mut targets[..columns.len()];
            kernels::compute(kernel, targets, &shards_of_part[..sources.len()], &factors, part > 0);
        }
    }
}

/// The inverse of the Cauchy matrix with entries `1 / (x[r] + y[k])`. Its entry `[k][r]` is
/// `u[r] * v[k] / (x[r] + y[k])`, where `u[r]` is the product of all `x[r] + y[m]` over the
/// product of the other `x[r] + x[m]`, and `v[k]` the same with `x` and `y` exchanged. Signs
/// vanish in characteristic 2.
struct Inverse {
    x: [u8; MAX_SHARDS],
    y: [u8; MAX_SHARDS],
    /// Logarithms, modulo 255.
    u: [u8; MAX_SHARDS],
    v: [u8; MAX_SHARDS],
}

impl Inverse {
    fn new(parity: usize, rows: &[u16], columns: &[u16]) -> Inverse {
        let zero = [0; MAX_SHARDS];
        let mut inverse = Inverse { x: zero, y: zero, u: zero, v: zero };
        for (k, (&row, &column)) in rows.iter().zip(columns).enumerate() {
            inverse.x[k] = row as u8;
            inverse.y[k] = (parity + usize::from(column)) as u8;
        }
        let (x, y) = (&inverse.x[..rows.len()], &inverse.y[..rows.len()]);
        for k in 0..rows.len() {
            inverse.u[k] = log_of_quotient(k, x, y);
            inverse.v[k] = log_of_quotient(k, y, x);
        }
        inverse
    }

    fn entry(&self, k: usize, r: usize) -> u8 {
        let sum = u32::from(self.u[r]) + u32::from(self.v[k]);
        exp(sum + 255 - log(self.x[r] ^ self.y[k]))
    }
}

/// Logarithm of the product of `own[k] + others[m]` for all m, over that of `own[k] + own[m]` for
/// all m but k.
fn log_of_quotient(k: usize, own: &[u8], others: &[u8]) -> u8 {
    let product: u32 = others.iter().map(|other| log(own[k] ^ other)).sum();
    // The logarithm table holds 0 for 0, so the term of k itself adds nothing.
    let divisor: u32 = own.iter().map(|other| log(own[k] ^ other)).sum();
    ((product + 255 * own.len() as u32 - divisor) % 255) as u8
}
