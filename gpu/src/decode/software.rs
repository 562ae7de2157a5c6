//! H.264 on the CPU: openh264.
//!
//! One picture out for each access unit in, without delay and without concealment: a unit with
//! missing slices or a missing reference is an error, never a guess. CAVLC decodes four times
//! as fast as CABAC. Our side allocates nothing per unit; the library's own memory is outside
//! of that.

use super::{Decode, Decoded};
use crate::GpuError;
use crate::openh264::decoder::RawDecoder;

/// An H.264 decoder on the calling thread.
pub struct SoftwareDecoder {
    raw: RawDecoder,
}

impl SoftwareDecoder {
    /// Opens a decoder that waits for its first key frame.
    ///
    /// # Errors
    /// [`GpuError::Open`] when the library has no memory.
    pub fn open() -> Result<SoftwareDecoder, GpuError> {
        Ok(SoftwareDecoder { raw: RawDecoder::open()? })
    }
}

impl Decode for SoftwareDecoder {
    fn decode(&mut self, unit: &[u8]) -> Result<Option<Decoded<'_>>, GpuError> {
        self.raw.decode(unit)
    }
}

#[cfg(test)]
mod tests {
    use lumen_core::units::Bitrate;

    use super::*;
    use crate::encode::software::SoftwareEncoder;
    use crate::encode::{FrameParams, H264Profile};
    use crate::testing::{config, encode, params, psnr, scene};

    /// Sharpness of the last of `frames` pictures, each of which must come out at once.
    fn round_trip(width: u32, height: u32, slices: u8, profile: H264Profile) -> f64 {
        let bitrate = Bitrate::from_kbps(20_000);
        let config =
            crate::encode::EncodeConfig { slices, profile, ..config(width, height, bitrate) };
        let mut encoder = SoftwareEncoder::open(config).unwrap();
        let mut decoder = SoftwareDecoder::open().unwrap();
        let picture = scene(width, height, 0);
        let mut quality = 0.0;
        for frame in 1..=20 {
            let force_idr = frame == 10;
            let params = FrameParams { force_idr, ..params(frame, bitrate) };
            let (_, slices) = encode(&mut encoder, &picture, params).unwrap();
            let shown = decoder.decode(&slices.concat()).unwrap().expect("a picture at once");
            quality = psnr(&picture, &shown);
        }
        quality
    }

    #[test]
    fn a_still_picture_comes_back_sharp() {
        for (width, height) in [(1280, 720), (1366, 768)] {
            for profile in [H264Profile::ConstrainedBaseline, H264Profile::High] {
                for slices in [1, 4] {
                    let quality = round_trip(width, height, slices, profile);
                    println!("{width}x{height} {profile:?} {slices} slices: {quality:.1} dB");
                    assert!(quality >= 35.0, "{quality} dB");
                }
            }
        }
    }
}
