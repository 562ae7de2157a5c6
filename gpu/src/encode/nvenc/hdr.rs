//! What a decoder is told of HDR10 material.
//!
//! API 12.1 has no fields for it, and what 13.0 has says no more; so the payloads of two
//! supplemental messages are written here and the driver wraps them. Source: H.265 clauses D.2.28 and D.2.35, SMPTE ST 2086, CTA-861.3.

/// Mastering display and content light level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hdr {
    /// Green, blue, red and white, x and y, in units of 0.00002.
    pub primaries: [[u16; 2]; 4],
    /// Most luminance of the display, in units of 0.0001 cd/m2.
    pub most_luminance: u32,
    /// Least luminance of the display, in units of 0.0001 cd/m2.
    pub least_luminance: u32,
    /// Most luminance of a pixel, in cd/m2.
    pub content: u16,
    /// Most mean luminance of a frame, in cd/m2.
    pub frame_mean: u16,
}

/// `mastering_display_colour_volume`.
const MASTERING: u32 = 137;
/// `content_light_level_info`.
const LIGHT_LEVEL: u32 = 144;

/// The messages of a stream, in memory that stays where it is.
pub(super) struct Messages {
    mastering: Box<[u8; 24]>,
    light: Box<[u8; 4]>,
}

impl Messages {
    pub fn new(hdr: &Hdr) -> Messages {
        let mut mastering = Box::new([0; 24]);
        let words = hdr.primaries.iter().flatten().flat_map(|value| value.to_be_bytes());
        let longs = [hdr.most_luminance, hdr.least_luminance];
        let bytes = words.chain(longs.iter().flat_map(|value| value.to_be_bytes()));
        mastering.iter_mut().zip(bytes).for_each(|(out, byte)| *out = byte);
        let [a, b] = hdr.content.to_be_bytes();
        let [c, d] = hdr.frame_mean.to_be_bytes();
        Messages { mastering, light: Box::new([a, b, c, d]) }
    }

    /// Types and payloads.
    pub fn payloads(&mut self) -> [(u32, &mut [u8]); 2] {
        [(MASTERING, &mut *self.mastering), (LIGHT_LEVEL, &mut *self.light)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payloads_are_big_endian_and_in_the_standards_order() {
        let hdr = Hdr {
            primaries: [[0x0102, 0x0304], [5, 6], [7, 8], [9, 0x0a0b]],
            most_luminance: 0x0098_9680,
            least_luminance: 1,
            content: 1000,
            frame_mean: 400,
        };
        let messages = Messages::new(&hdr);
        assert_eq!(messages.mastering[..6], [1, 2, 3, 4, 0, 5]);
        assert_eq!(messages.mastering[14..], [0x0a, 0x0b, 0, 0x98, 0x96, 0x80, 0, 0, 0, 1]);
        assert_eq!(*messages.light, [3, 0xe8, 1, 0x90]);
    }
}
