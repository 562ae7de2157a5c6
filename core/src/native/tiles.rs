//! Where the tiles of a frame lie.
//!
//! Both ends compute it from mode and grid alone. Tiles cover the coded frame, which is as large
//! as the mode rounded up to even sizes; all edges are even, so that each tile has chroma samples
//! of its own. Source: docs/wire-native.md "Tiles".

use super::message::value::{Grid, Tile};
use crate::units::Mode;

/// A rectangle of the coded frame, in pixels; all four are even.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Pixels per row, at least 2.
    pub width: u32,
    /// Rows, at least 2.
    pub height: u32,
}

/// Where `tile` lies. `None` when the grid has no such tile, or the mode is too small for it.
pub fn rect(mode: Mode, grid: Grid, tile: Tile) -> Option<Rect> {
    let (column, row) = (tile.get() % grid.columns(), tile.get() / grid.columns());
    let (x, width) = part(mode.width, grid.columns(), column)?;
    let (y, height) = part(mode.height, grid.rows(), row)?;
    Some(Rect { x, y, width, height })
}

/// All tiles, in the order of their numbers. `None` when the mode is too small for the grid.
pub fn rects(mode: Mode, grid: Grid) -> Option<Vec<Rect>> {
    (0..grid.tiles().get()).map(|number| rect(mode, grid, Tile::new(number)?)).collect()
}

/// Start and length of part `index` of `size` pixels in `count` parts.
fn part(size: u32, count: u8, index: u8) -> Option<(u32, u32)> {
    let pairs = u64::from(size.div_ceil(2));
    let edge = |index: u8| 2 * (pairs * u64::from(index) / u64::from(count)) as u32;
    let start = edge(index);
    let length = edge(index.checked_add(1)?).checked_sub(start)?;
    (index < count && length > 0).then_some((start, length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::units::RefreshRate;

    fn mode(width: u32, height: u32) -> Mode {
        Mode::new(width, height, RefreshRate::from_hz(60)).unwrap()
    }

    #[test]
    fn tiles_are_numbered_row_by_row() {
        let grid = Grid::new(2, 2).unwrap();
        let found = rects(mode(1366, 767), grid).unwrap();
        let rect = |x, y, width, height| Rect { x, y, width, height };
        let expected = [
            rect(0, 0, 682, 384),
            rect(682, 0, 684, 384),
            rect(0, 384, 682, 384),
            rect(682, 384, 684, 384),
        ];
        assert_eq!(found, expected);
        assert_eq!(super::rect(mode(1366, 767), grid, Tile::new(4).unwrap()), None);
    }

    #[test]
    fn a_mode_can_be_too_small() {
        assert_eq!(rects(mode(16, 16), Grid::new(16, 1).unwrap()), None);
        assert!(rects(mode(16, 16), Grid::new(8, 2).unwrap()).is_some());
    }

    proptest! {
        #[test]
        fn tiles_cover_the_coded_frame_once(
            width in 16u32..=16384, height in 16u32..=16384, columns in 1u8..=4, rows in 1u8..=4,
        ) {
            let grid = Grid::new(columns, rows).unwrap();
            let found = rects(mode(width, height), grid).unwrap();
            let (mut right, mut bottom, mut area) = (0, 0, 0);
            for (number, rect) in found.iter().enumerate() {
                prop_assert!([rect.x, rect.y, rect.width, rect.height].iter().all(|edge| edge % 2 == 0));
                if number % usize::from(columns) == 0 {
                    right = 0;
                    bottom = if number == 0 { 0 } else { found[number - 1].y + found[number - 1].height };
                }
                prop_assert_eq!((rect.x, rect.y), (right, bottom));
                right += rect.width;
                area += u64::from(rect.width) * u64::from(rect.height);
            }
            let even = |size: u32| u64::from(size + size % 2);
            prop_assert_eq!(area, even(width) * even(height));
        }
    }
}
