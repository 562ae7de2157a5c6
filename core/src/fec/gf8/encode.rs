//! Parity from data: by fours of rows and columns where both are whole, singly elsewhere.

use super::field::{QUAD_SUMS, QUADS};
use super::kernels;
use crate::fec::tile::{ROWS, SOURCES};
use crate::fec::{Kernel, Rows};

/// Computes all of `parity`. The shape and the lengths must have been checked.
pub(super) fn all(kernel: Kernel, data: &[&[u8]], parity: &mut Rows<'_>) {
    for first in (0..parity.count()).step_by(ROWS) {
        let whole = parity.count() - first >= ROWS;
        if !(whole && by_fours(kernel, data, parity, first)) {
            singly(kernel, data, 0, parity, first, false);
        }
    }
}

/// Four rows from `first`. False, with nothing done, when the kernel cannot do this or there are
/// no four columns that begin at a multiple of four.
fn by_fours(kernel: Kernel, data: &[&[u8]], parity: &mut Rows<'_>, first: usize) -> bool {
    let count = parity.count();
    let head = count.next_multiple_of(4) - count;
    let Some((head, rest)) = data.split_at_checked(head) else { return false };
    let (fours, tail) = rest.split_at(rest.len() / 4 * 4);
    let mut column = head.len();
    for sources in fours.chunks(SOURCES) {
        let mut factors = [[0; ROWS]; SOURCES];
        for (four, factors) in factors.iter_mut().enumerate().take(sources.len() / 4) {
            *factors = QUAD_SUMS[(count + column + 4 * four) ^ first];
        }
        let mut targets = parity.pick::<ROWS>(first..count);
        let add = column > head.len();
        if !kernels::compute_quads(kernel, &mut targets, sources, &factors, add) {
            return false;
        }
        column += sources.len();
    }
    singly(kernel, head, 0, parity, first, !fours.is_empty());
    singly(kernel, tail, column, parity, first, true);
    !fours.is_empty()
}

/// The rows of a tile from `first`, from `data`, whose first shard is the block's `column`.
fn singly(
    kernel: Kernel,
    data: &[&[u8]],
    column: usize,
    parity: &mut Rows<'_>,
    first: usize,
    add: bool,
) {
    let count = parity.count();
    for (part, sources) in data.chunks(SOURCES).enumerate() {
        let mut factors = [[0; ROWS]; SOURCES];
        for (source, factors) in factors.iter_mut().enumerate().take(sources.len()) {
            *factors = QUADS[(count + column + part * SOURCES + source) ^ first];
        }
        let mut targets = parity.pick::<ROWS>(first..count);
        let targets = &mut targets[..ROWS.min(count - first)];
        kernels::compute(kernel, targets, sources, &factors, add || part > 0);
    }
}
