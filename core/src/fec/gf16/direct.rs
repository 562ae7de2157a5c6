//! Repair of few losses, and few parity shards, without transforms.
//!
//! Parity is the matrix's product with the data. For repair, one pass over the data that arrived leaves in as many parity shards as data shards are lost
//! what the lost ones contributed to them. The square matrix between the two is a Cauchy matrix
//! but for a factor for each row and column ([`Generator`]), so its inverse has a closed form.

use super::field::{Field, ORDER};
use super::generator::Generator;
use super::kernels::{Products, SOURCES};
use crate::fec::tile::ROWS;
use crate::fec::{Kernel, Present, Rows, Shards};

/// Tables and working memory, which grows to the most losses seen.
pub(super) struct Direct {
    products: Products,
    /// Numbers of the lost data shards, and of as many parity shards that arrived.
    columns: Vec<u16>,
    rows: Vec<u16>,
    inverse: Inverse,
}

impl Direct {
    pub(super) fn new() -> Direct {
        let (columns, rows) = (Vec::with_capacity(SOURCES), Vec::with_capacity(SOURCES));
        Direct { products: Products::new(), columns, rows, inverse: Inverse::default() }
    }

    /// Restores `lost` data shards; as many parity shards must have arrived.
    pub(super) fn decode(
        &mut self,
        kernel: Kernel,
        shards: &mut Shards<'_>,
        present: Present<'_>,
        lost: usize,
    ) {
        let (data, count) = (shards.data.count(), shards.parity.count());
        let generator = Generator::new(data, count);
        self.columns.clear();
        self.columns.extend(present.missing(0..data).map(|column| column as u16));
        self.rows.clear();
        let arrived = present.arrived(data..data + count).take(lost);
        self.rows.extend(arrived.map(|shard| (shard - data) as u16));
        // Only what the lost data shards contributed is left in the chosen parity shards.
        let Shards { data: rows, parity } = shards;
        let columns = present.arrived(0..data).map(|column| (column, rows.row(column)));
        self.sum(kernel, columns, parity, generator, true);
        self.solve(kernel, shards, generator);
    }

    /// Computes all parity shards; the shape is one that the library supports.
    pub(super) fn encode<'d>(
        &mut self,
        kernel: Kernel,
        data: impl ExactSizeIterator<Item = &'d [u8]>,
        parity: &mut Rows<'_>,
    ) {
        let generator = Generator::new(data.len(), parity.count());
        self.rows.clear();
        self.rows.extend((0..parity.count()).map(|row| row as u16));
        self.sum(kernel, data.enumerate(), parity, generator, false);
    }

    /// What `columns` contribute to the chosen parity shards, as those, or added to them.
    fn sum<'d>(
        &mut self,
        kernel: Kernel,
        mut columns: impl Iterator<Item = (usize, &'d [u8])>,
        parity: &mut Rows<'_>,
        generator: Generator,
        mut add: bool,
    ) {
        loop {
            let (mut numbers, mut sources) = ([0; SOURCES], [&[][..]; SOURCES]);
            let mut count = 0;
            for (number, source) in columns.by_ref().take(SOURCES) {
                (numbers[count], sources[count]) = (number, source);
                count += 1;
            }
            if count == 0 {
                return;
            }
            for rows in self.rows.chunks(ROWS) {
                let mut targets = parity.pick::<ROWS>(rows.iter().map(|&row| row.into()));
                self.products.compute(
                    kernel,
                    &mut targets[..rows.len()],
                    &sources[..count],
                    |field, row, source| generator.entry(field, rows[row].into(), numbers[source]),
                    add,
                );
            }
            add = true;
        }
    }

    /// The lost data shards from the chosen parity shards.
    fn solve(&mut self, kernel: Kernel, shards: &mut Shards<'_>, generator: Generator) {
        let Direct { products, columns, rows, inverse } = self;
        inverse.set(products.field, generator, rows, columns);
        for (part, rows) in rows.chunks(SOURCES).enumerate() {
            let mut sources = [&[][..]; SOURCES];
            for (source, &row) in sources.iter_mut().zip(rows) {
                *source = shards.parity.row(row.into());
            }
            for (tile, columns) in columns.chunks(ROWS).enumerate() {
                let targets = columns.iter().map(|&column| column.into());
                let mut targets = shards.data.pick::<ROWS>(targets);
                products.compute(
                    kernel,
                    &mut targets[..columns.len()],
                    &sources[..rows.len()],
                    |field, row, source| {
                        inverse.entry(field, generator, tile * ROWS + row, part * SOURCES + source)
                    },
                    part > 0,
                );
            }
        }
    }
}

/// The inverse of the matrix with entries `scale / (x[r] + y[k])`, where `scale` is a factor of
/// either a row or a column. Its entry `[k][r]` is `u[r] * v[k] / (x[r] + y[k]) / scale`, with
/// `u[r]` the product of all `x[r] + y[m]` over that of the other `x[r] + x[m]`, and `v[k]` the
/// same with `x` and `y` exchanged.
#[derive(Default)]
struct Inverse {
    x: Vec<u16>,
    y: Vec<u16>,
    /// Logarithms.
    u: Vec<u16>,
    v: Vec<u16>,
}

impl Inverse {
    fn set(&mut self, field: &Field, generator: Generator, rows: &[u16], columns: &[u16]) {
        let Inverse { x, y, u, v } = self;
        [&mut *x, y, u, v].into_iter().for_each(Vec::clear);
        x.extend(rows.iter().map(|&row| generator.x(row.into())));
        y.extend(columns.iter().map(|&column| generator.y(column.into())));
        u.extend((0..x.len()).map(|r| field.log_of_quotient(r, x, y)));
        v.extend((0..y.len()).map(|k| field.log_of_quotient(k, y, x)));
    }

    fn entry(&self, field: &Field, generator: Generator, k: usize, r: usize) -> u16 {
        let (x, y) = (self.x[r], self.y[k]);
        let divisor = field.log(x ^ y) + field.log(generator.scale(x, y));
        field.exp(u32::from(self.u[r]) + u32::from(self.v[k]) + 2 * ORDER - divisor)
    }
}
