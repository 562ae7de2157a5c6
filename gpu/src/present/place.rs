//! Where things go in a window.

/// Distance of the overlay from the corner of the window, before scaling.
const MARGIN: u32 = 8;

/// A rectangle of a window, in pixels from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// First column.
    pub x: u32,
    /// First row.
    pub y: u32,
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

impl Rect {
    /// Where an overlay goes whose pixels are `scale` wide and high: the upper left corner.
    /// `None` when the window is too small for it.
    pub fn overlay(size: (u32, u32), scale: u32, window: (u32, u32)) -> Option<Rect> {
        let (width, height) = (size.0 * scale, size.1 * scale);
        let (x, y) = (MARGIN * scale, MARGIN * scale);
        (x + width <= window.0 && y + height <= window.1).then_some(Rect { x, y, width, height })
    }

    /// The point of a picture of this size that is shown at a point of the window. Points
    /// beside the picture count as the nearest on its edge.
    pub fn to_picture(&self, (x, y): (f64, f64), (width, height): (u32, u32)) -> (u32, u32) {
        let scale = |at: f64, start: u32, length: u32, size: u32| {
            let share = (at - f64::from(start)) / f64::from(length.max(1));
            // The cast takes what is below zero as zero.
            ((share * f64::from(size)) as u32).min(size.saturating_sub(1))
        };
        (scale(x, self.x, self.width, width), scale(y, self.y, self.height, height))
    }
}

/// The largest rectangle of the picture's shape in the middle of a window. A picture of the
/// window's size is shown pixel by pixel.
pub fn fit(picture: (u32, u32), window: (u32, u32)) -> Rect {
    let [(pw, ph), (ww, wh)] = [picture, window]
        .map(|(width, height)| (u64::from(width.max(1)), u64::from(height.max(1))));
    let (width, height) = match ww * ph <= wh * pw {
        true => (ww, (ph * ww / pw).max(1)),
        false => ((pw * wh / ph).max(1), wh),
    };
    let (x, y) = ((ww - width) / 2, (wh - height) / 2);
    Rect { x: x as u32, y: y as u32, width: width as u32, height: height as u32 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bars_are_where_the_shape_differs() {
        let rect = |x, y, width, height| Rect { x, y, width, height };
        assert_eq!(fit((1280, 720), (1280, 720)), rect(0, 0, 1280, 720));
        assert_eq!(fit((1280, 720), (1024, 768)), rect(0, 96, 1024, 576));
        assert_eq!(fit((640, 480), (1920, 1080)), rect(240, 0, 1440, 1080));
        assert_eq!(fit((1280, 720), (0, 0)), rect(0, 0, 1, 1));
    }

    #[test]
    fn points_of_the_window_are_points_of_the_picture() {
        let place = fit((1280, 720), (1024, 768));
        assert_eq!(place.to_picture((0.0, 96.0), (1280, 720)), (0, 0));
        assert_eq!(place.to_picture((512.0, 384.0), (1280, 720)), (640, 360));
        assert_eq!(place.to_picture((1023.9, 671.9), (1280, 720)), (1279, 719));
        assert_eq!(place.to_picture((-5.0, 767.0), (1280, 720)), (0, 719));
    }

    #[test]
    fn an_overlay_without_room_is_left_out() {
        assert!(Rect::overlay((300, 100), 2, (640, 360)).is_some());
        assert_eq!(Rect::overlay((300, 100), 2, (600, 360)), None);
    }

    proptest! {
        #[test]
        fn pictures_stay_within_their_window(
            picture in (1..9_000_u32, 1..9_000_u32), window in (1..9_000_u32, 1..9_000_u32),
        ) {
            let place = fit(picture, window);
            prop_assert!(place.x + place.width <= window.0 && place.width > 0);
            prop_assert!(place.y + place.height <= window.1 && place.height > 0);
            prop_assert!(place.width == window.0 || place.height == window.1);
        }
    }
}
