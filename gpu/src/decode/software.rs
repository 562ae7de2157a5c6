//! H.264 on the CPU: openh264.
//!
//! One picture out for each access unit in, without delay and without concealment: a unit with
//! missing slices or a missing reference is an error, never a guess, and after an error nothing
//! is shown before the next key frame. CAVLC decodes four times as fast as CABAC. Our side
//! allocates nothing per unit; the library's own memory is outside of that.

use super::{Decode, Decoded};
use crate::GpuError;
use crate::annex_b::{NalKind, nal_kinds};
use crate::openh264::decoder::RawDecoder;

/// An H.264 decoder on the calling thread.
pub struct SoftwareDecoder {
    raw: RawDecoder,
    trust: Trust,
}

/// Whether the pictures that the library refers to are the sender's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// They are.
    Whole,
    /// Not since a unit left the library in this state.
    Lost { state: u32 },
}

impl SoftwareDecoder {
    /// Opens a decoder that waits for its first key frame.
    ///
    /// # Errors
    /// [`GpuError::Open`] when the library has no memory.
    pub fn open() -> Result<SoftwareDecoder, GpuError> {
        Ok(SoftwareDecoder { raw: RawDecoder::open()?, trust: Trust::Whole })
    }

    /// After an error, starts over with a key frame and refuses anything else: the library would
    /// take later slices for the rest of a damaged frame.
    fn regain_trust(&mut self, unit: &[u8]) -> Result<(), GpuError> {
        match self.trust {
            Trust::Whole => Ok(()),
            Trust::Lost { .. } if nal_kinds(unit).any(|kind| kind == NalKind::IdrSlice) => {
                self.raw = RawDecoder::open()?;
                self.trust = Trust::Whole;
                Ok(())
            }
            Trust::Lost { state } => Err(GpuError::Decode { state }),
        }
    }
}

impl Decode for SoftwareDecoder {
    fn submit(&mut self, unit: &[u8]) -> Result<(), GpuError> {
        self.regain_trust(unit)?;
        let state = match self.raw.decode(unit) {
            // It waits for slices that the unit lacks.
            0 if !self.raw.shows() && nal_kinds(unit).any(NalKind::is_slice) => PENDING,
            state => state,
        };
        if state == 0 {
            return Ok(());
        }
        self.trust = Trust::Lost { state };
        Err(GpuError::Decode { state })
    }

    fn picture(&mut self) -> Result<Option<Decoded<'_>>, GpuError> {
        match self.trust {
            Trust::Whole => Ok(self.raw.picture()),
            Trust::Lost { state } => Err(GpuError::Decode { state }),
        }
    }
}

/// The library's state for a frame that is not whole. Source: `dsFramePending`, codec_app_def.h.
const PENDING: u32 = openh264_sys2::dsFramePending as u32;

#[cfg(test)]
mod tests {
    use lumen_core::units::Bitrate;
    use proptest::prelude::*;

    use super::*;
    use crate::annex_b::nal_units;
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

    /// Access units of a moving picture, four slices each, the first a key frame.
    fn stream(frames: u32) -> Vec<Vec<Vec<u8>>> {
        let bitrate = Bitrate::from_kbps(2_000);
        let mut encoder = SoftwareEncoder::open(config(320, 180, bitrate)).unwrap();
        let encoded = (1..=frames).map(|frame| {
            let picture = scene(320, 180, frame * 8);
            encode(&mut encoder, &picture, params(frame, bitrate)).unwrap().1
        });
        encoded.collect()
    }

    fn damaged(outcome: Result<Option<Decoded<'_>>, GpuError>) -> bool {
        matches!(outcome, Err(GpuError::Decode { .. }))
    }

    #[test]
    fn a_missing_slice_is_an_error() {
        for missing in 0..4 {
            let mut units = stream(2);
            let mut decoder = SoftwareDecoder::open().unwrap();
            assert!(decoder.decode(&units[0].concat()).unwrap().is_some());
            units[1].remove(missing);
            assert!(damaged(decoder.decode(&units[1].concat())), "slice {missing}");
        }
    }

    #[test]
    fn a_lost_frame_is_an_error_until_the_next_key_frame() {
        let units = stream(5);
        let mut decoder = SoftwareDecoder::open().unwrap();
        assert!(decoder.decode(&units[0].concat()).unwrap().is_some());
        assert!(decoder.decode(&units[1].concat()).unwrap().is_some());
        assert!(damaged(decoder.decode(&units[3].concat())));
        assert!(damaged(decoder.decode(&units[4].concat())));
        assert!(decoder.decode(&units[0].concat()).unwrap().is_some());
        assert!(decoder.decode(&units[1].concat()).unwrap().is_some());
    }

    #[test]
    fn nothing_is_shown_before_a_key_frame() {
        let units = stream(2);
        let mut decoder = SoftwareDecoder::open().unwrap();
        assert!(decoder.decode(&[]).is_ok_and(|shown| shown.is_none()));
        let sets: Vec<u8> =
            nal_units(&units[0][0]).take(2).flat_map(|nal| [&[0, 0, 0, 1], nal].concat()).collect();
        assert!(decoder.decode(&sets).is_ok_and(|shown| shown.is_none()));
        assert!(damaged(decoder.decode(&units[1].concat())));
        assert!(damaged(decoder.decode(&sets)));
    }

    #[test]
    fn a_new_size_needs_no_new_decoder() {
        let bitrate = Bitrate::from_kbps(2_000);
        let mut decoder = SoftwareDecoder::open().unwrap();
        for (width, height) in [(640, 360), (320, 180), (1366, 768)] {
            let mut encoder = SoftwareEncoder::open(config(width, height, bitrate)).unwrap();
            let picture = scene(width, height, 0);
            let (_, slices) = encode(&mut encoder, &picture, params(1, bitrate)).unwrap();
            let shown = decoder.decode(&slices.concat()).unwrap().expect("a key frame");
            assert_eq!((shown.width, shown.height), (width, height));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn random_bytes_never_crash(units in prop::collection::vec(any::<Vec<u8>>(), 1..8)) {
            let mut decoder = SoftwareDecoder::open().unwrap();
            for unit in units {
                let _ = decoder.decode(&unit);
            }
        }

        #[test]
        fn mutated_streams_never_crash_and_a_key_frame_heals(
            mutations in prop::collection::vec(
                (0..6_usize, any::<prop::sample::Index>(), any::<u8>(), any::<bool>()),
                1..24,
            ),
        ) {
            let units: Vec<Vec<u8>> = stream(6).iter().map(|slices| slices.concat()).collect();
            let mut broken = units.clone();
            for (unit, at, byte, cut) in mutations {
                let unit = &mut broken[unit];
                if unit.is_empty() {
                    continue;
                }
                let at = at.index(unit.len());
                if cut { unit.truncate(at) } else { unit[at] = byte }
            }
            let mut decoder = SoftwareDecoder::open().unwrap();
            for unit in &broken {
                let _ = decoder.decode(unit).map(|shown| {
                    shown.map(|picture| picture.planes.map(|plane| plane.last().copied()))
                });
            }
            prop_assert!(decoder.decode(&units[0]).is_ok_and(|shown| shown.is_some()));
        }
    }
}
