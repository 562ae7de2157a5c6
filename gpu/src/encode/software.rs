//! H.264 on the CPU: openh264.
//!
//! The stream is what a low-delay decoder wants: one reference frame, no reordering, no frame
//! skipped, key frames only on demand, each with its parameter sets, which keep their identifiers.
//! The library returns a frame when all of it is encoded, so [`Caps::sub_frame`] is false however
//! many slices there are. Our side allocates nothing per frame; the library's own memory is
//! outside of that.
//!
//! # What the rate control holds, and what it does not
//! The rate is planned as if the decoder had buffer for one frame (`rate.rs` says how), at any
//! frame rate. It is a plan, not a promise: the library has no second try. Seen at 1280x720, 60
//! frames per second and 12 Mb/s, four slices, sizes in shares (a share is the rate over the
//! frame rate); in brackets the library's own control with frame skipping off:
//!
//! | content | mean | 99 % | largest | longest queue |
//! |---|---|---|---|---|
//! | panning texture | 0.8 (1.0) | 1.2 (2.9) | 1.3 (3.1) | 0.3 (2.3) |
//! | the same with strong noise | 0.8 (1.0) | 1.1 (2.9) | 1.3 (6.8) | 0.3 (8.1) |
//! | slow pan, a cut each second | 0.7 (1.0) | 1.6 (4.2) | 1.9 (9.0) | 0.9 (9.6) |
//! | still pages that change at once | 0.5 (0.6) | 1.9 (15.7) | 2.0 (16.2) | 1.0 (15.2) |
//! | half seconds of stillness and of fast pan | 0.6 (0.9) | 1.9 (19.6) | 6.3 (20.0) | 5.3 (29.3) |
//!
//! So steady motion keeps within a share and a third (a little over two, at other rates and under
//! noise), a key frame or a sudden change within two and a half or, when it is the first frame of
//! a stream, three. What is not foreseen is a cut in the middle of motion that changes as much as
//! the cut does (last row). A lower rate holds from the next frame on; a higher one is grown into.

mod activity;
mod parameters;
mod rate;

use std::thread::available_parallelism;

use lumen_core::units::{Bitrate, FrameId, Micros};

use self::activity::Watcher;
use self::parameters::MAX_SLICES;
use self::rate::RateControl;
use super::{
    Caps, Collected, Encode, EncodeConfig, FrameKind, FrameParams, ReferenceControl, Slice,
};
use crate::GpuError;
use crate::annex_b::{NalKind, first_kind};
use crate::convert::Yuv420;
use crate::openh264::encoder::RawEncoder;

/// How many threads encode the slices of a frame. Never more than slices, never more than four.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Threads {
    /// One for each core.
    #[default]
    Auto,
    /// So many.
    AtMost(u8),
}

impl Threads {
    fn count(self, slices: u8) -> u8 {
        let wanted = match self {
            Threads::Auto => available_parallelism().map_or(1, |cores| cores.get().min(4) as u8),
            Threads::AtMost(count) => count.min(4),
        };
        wanted.clamp(1, slices.max(1))
    }
}

/// An H.264 encoder on the CPU.
pub struct SoftwareEncoder {
    raw: RawEncoder,
    config: EncodeConfig,
    watcher: Watcher,
    rate: RateControl,
    submitted: u64,
    frame: Option<Cut>,
}

impl SoftwareEncoder {
    /// Opens an encoder with a thread for each slice, as far as there are cores. A picture that
    /// is too small for the slices asked for gets fewer.
    ///
    /// # Errors
    /// [`GpuError::Unsupported`] names the setting that the library cannot do,
    /// [`GpuError::Open`] when it has no memory.
    pub fn open(config: EncodeConfig) -> Result<SoftwareEncoder, GpuError> {
        SoftwareEncoder::open_with(config, Threads::Auto)
    }

    /// Opens an encoder with so many threads.
    ///
    /// # Errors
    /// As [`SoftwareEncoder::open`].
    pub fn open_with(config: EncodeConfig, threads: Threads) -> Result<SoftwareEncoder, GpuError> {
        parameters::check_size(&config)?;
        let slices = parameters::slices(&config);
        let parameters = parameters::parameters(&config, slices, threads.count(slices));
        Ok(SoftwareEncoder {
            raw: RawEncoder::open(parameters)?,
            config,
            watcher: Watcher::new(config.width, config.height),
            rate: RateControl::new(config.width * config.height),
            submitted: 0,
            frame: None,
        })
    }

    /// Time of the next frame in milliseconds, as if frames came at the planned rate.
    fn millis(&self) -> i64 {
        (self.submitted * self.config.refresh.interval().0 / 1_000) as i64
    }

    /// Bits that a frame takes at `bitrate`.
    fn share(&self, bitrate: Bitrate) -> f64 {
        bitrate.0 as f64 * 1_000.0 / f64::from(self.config.refresh.0.max(1))
    }
}

impl Encode for SoftwareEncoder {
    fn caps(&self) -> Caps {
        Caps { max_slices: MAX_SLICES, sub_frame: false }
    }

    fn submit(&mut self, picture: &Yuv420, params: FrameParams) -> Result<(), GpuError> {
        if self.frame.is_some() {
            return Err(GpuError::Busy);
        }
        let expected = (self.config.width, self.config.height);
        let got = (picture.width(), picture.height());
        if expected != got {
            return Err(GpuError::Size { expected, got });
        }
        let first = self.submitted == 0;
        let asked = if params.force_idr || first { FrameKind::Idr } else { FrameKind::Predicted };
        let share = self.share(params.bitrate);
        let qp = self.rate.plan(asked, self.watcher.look(picture), share);
        self.raw.set_quantiser(qp)?;
        if params.force_idr {
            self.raw.force_idr()?;
        }
        let kind = self.raw.encode(picture, self.millis())?;
        self.submitted += 1;
        let (unit, sizes) = (self.raw.unit()?, self.raw.nal_sizes());
        self.rate.record(unit.len() as f64 * 8.0);
        self.frame = kind.map(|kind| Cut::new(params.frame, kind, unit, sizes));
        Ok(())
    }

    fn collect(&mut self, _until: Micros) -> Result<Collected<'_>, GpuError> {
        let Some(cut) = &mut self.frame else { return Ok(Collected::Done) };
        match cut.next(self.raw.unit()?) {
            Some(slice) => Ok(Collected::Slice(slice)),
            None => {
                self.frame = None;
                Ok(Collected::Done)
            }
        }
    }

    fn references(&mut self) -> Option<&mut dyn ReferenceControl> {
        None
    }
}

/// Where the slices of an encoded frame end, and how many were handed out.
struct Cut {
    frame: FrameId,
    kind: FrameKind,
    ends: [usize; MAX_SLICES as usize],
    count: u8,
    handed_out: u8,
}

impl Cut {
    /// Cuts `unit`, whose NAL units have these `sizes`, behind each slice NAL unit. What lies
    /// before the first one stays with it.
    fn new(
        frame: FrameId,
        kind: FrameKind,
        unit: &[u8],
        sizes: impl Iterator<Item = usize>,
    ) -> Cut {
        let mut cut = Cut { frame, kind, ends: [0; MAX_SLICES as usize], count: 0, handed_out: 0 };
        let mut end = 0;
        for size in sizes {
            let nal = unit.get(end..end + size).unwrap_or(&[]);
            end += size;
            if first_kind(nal).is_some_and(NalKind::is_slice)
                && usize::from(cut.count) < cut.ends.len()
            {
                cut.ends[usize::from(cut.count)] = end;
                cut.count += 1;
            }
        }
        cut
    }

    fn next<'a>(&mut self, unit: &'a [u8]) -> Option<Slice<'a>> {
        if self.handed_out == self.count {
            return None;
        }
        let index = self.handed_out;
        self.handed_out += 1;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[usize::from(before)]);
        let end = self.ends[usize::from(index)];
        Some(Slice {
            frame: self.frame,
            index,
            last: self.handed_out == self.count,
            kind: self.kind,
            bytes: unit.get(start..end)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use lumen_core::units::RefreshRate;

    use super::*;
    use crate::annex_b::nal_units;
    use crate::convert::{ColourSpec, Matrix, Range};
    use crate::decode::Decode;
    use crate::decode::software::SoftwareDecoder;
    use crate::encode::H264Profile;
    use crate::testing::sps::{self, Sps};
    use crate::testing::{config, encode, nal_types, params, scene};

    const RATE: Bitrate = Bitrate::from_kbps(12_000);

    fn idr(frame: u32) -> FrameParams {
        FrameParams { force_idr: true, ..params(frame, RATE) }
    }

    #[test]
    fn slice_0_carries_the_parameter_sets() {
        for (wanted, threads) in [(1, 1), (4, 1), (4, 2), (5, 4), (16, 1)] {
            let config = EncodeConfig { slices: wanted, ..config(1280, 720, RATE) };
            let mut encoder = SoftwareEncoder::open_with(config, Threads::AtMost(threads)).unwrap();
            let picture = scene(1280, 720, 0);
            let (kind, slices) = encode(&mut encoder, &picture, params(1, RATE)).unwrap();
            assert_eq!(kind, Some(FrameKind::Idr));
            assert_eq!(slices.len(), usize::from(wanted));
            assert_eq!(nal_types(&slices[0]), [7, 8, 5]);
            assert!(slices[1..].iter().all(|slice| nal_types(slice) == [5]));
            let (kind, slices) = encode(&mut encoder, &picture, params(2, RATE)).unwrap();
            assert_eq!((kind, slices.len()), (Some(FrameKind::Predicted), usize::from(wanted)));
            assert!(slices.iter().all(|slice| nal_types(slice) == [1]));
        }
    }

    #[test]
    fn the_first_slice_begins_within_the_first_datagram() {
        let mut encoder = SoftwareEncoder::open(config(1280, 720, RATE)).unwrap();
        let (_, slices) = encode(&mut encoder, &scene(1280, 720, 0), params(1, RATE)).unwrap();
        let sets: usize = nal_units(&slices[0]).take(2).map(|nal| nal.len() + 4).sum();
        assert!(sets < 64, "{sets} bytes before the first slice");
    }

    #[test]
    fn a_key_frame_comes_when_asked_for_and_only_then() {
        let mut encoder = SoftwareEncoder::open(config(640, 360, RATE)).unwrap();
        let mut sets = Vec::new();
        for frame in 1..=100 {
            let asked = frame == 40 || frame == 41;
            let params = if asked { idr(frame) } else { params(frame, RATE) };
            // New content every tenth frame must not bring key frames of its own.
            let picture = scene(640, 360, frame / 10 * 97);
            let (kind, slices) = encode(&mut encoder, &picture, params).unwrap();
            let expected = if asked || frame == 1 { FrameKind::Idr } else { FrameKind::Predicted };
            assert_eq!(kind, Some(expected), "frame {frame}");
            if expected == FrameKind::Idr {
                sets.push(nal_units(&slices[0]).take(2).map(<[u8]>::to_vec).collect::<Vec<_>>());
            }
        }
        assert_eq!(sets.len(), 3);
        assert!(sets.iter().all(|set| *set == sets[0]), "parameter sets changed");
    }

    fn sps_of(config: EncodeConfig) -> Sps {
        let mut encoder = SoftwareEncoder::open(config).unwrap();
        let picture = Yuv420::new(config.width, config.height);
        let (_, slices) = encode(&mut encoder, &picture, params(1, RATE)).unwrap();
        sps::parse(nal_units(&slices[0]).next().unwrap())
    }

    #[test]
    fn the_stream_says_that_pictures_come_out_at_once() {
        let full = ColourSpec { matrix: Matrix::Bt601, range: Range::Full };
        let sps = sps_of(EncodeConfig { colour: full, ..config(1366, 768, RATE) });
        let expected = Sps {
            profile: 66,
            constraints: 0b1100_0000, // sets 0 and 1: constrained baseline
            level: 42,
            id: 0,
            max_num_ref_frames: 1,
            width: 1366,
            height: 768,
            full_range: true,
            colour: [6, 6, 6],
            max_num_reorder_frames: 0,
            max_dec_frame_buffering: 1,
        };
        assert_eq!(sps, expected);
    }

    #[test]
    fn the_high_profile_differs_in_nothing_else() {
        let sps = sps_of(EncodeConfig { profile: H264Profile::High, ..config(1280, 720, RATE) });
        assert_eq!((sps.profile, sps.max_num_ref_frames), (100, 1));
        assert_eq!((sps.max_num_reorder_frames, sps.max_dec_frame_buffering), (0, 1));
        assert_eq!((sps.full_range, sps.colour), (false, [1, 1, 1]));
    }

    #[test]
    fn the_level_counts_frame_rates_beyond_60() {
        let refresh = RefreshRate::from_hz(120);
        assert_eq!(sps_of(config(1280, 720, RATE)).level, 32);
        assert_eq!(sps_of(EncodeConfig { refresh, ..config(1280, 720, RATE) }).level, 42);
        assert_eq!(sps_of(EncodeConfig { refresh, ..config(1920, 1080, RATE) }).level, 51);
    }

    #[test]
    fn a_new_bitrate_shows_in_the_frames_that_follow() {
        let (high, low) = (Bitrate::from_kbps(20_000), Bitrate::from_kbps(4_000));
        let mut encoder = SoftwareEncoder::open(config(1280, 720, high)).unwrap();
        let mut mean_size = |first: u32, bitrate| {
            let sizes = (first..first + 40).map(|frame| {
                let picture = scene(1280, 720, frame * frame * 8);
                let (_, slices) = encode(&mut encoder, &picture, params(frame, bitrate)).unwrap();
                slices.concat().len()
            });
            sizes.skip(10).sum::<usize>() / 30
        };
        let sizes = [mean_size(1, high), mean_size(41, low), mean_size(81, high)];
        assert!(sizes[1] * 2 < sizes[0] && sizes[1] * 2 < sizes[2], "{sizes:?}");
        assert!(sizes[1] < 4_000_000 / 60 / 8 * 13 / 10, "{sizes:?}");
    }

    /// `frame_num` has 15 bits, and there may be no second key frame for hours.
    #[test]
    fn frame_numbers_wrap_without_a_key_frame() {
        let mut encoder = SoftwareEncoder::open(config(32, 32, RATE)).unwrap();
        let mut decoder = SoftwareDecoder::open().unwrap();
        let pictures = [scene(32, 32, 0), scene(32, 32, 9)];
        for frame in 0..33_000 {
            let picture = &pictures[frame as usize % 2];
            let (kind, slices) = encode(&mut encoder, picture, params(frame, RATE)).unwrap();
            assert_eq!(kind == Some(FrameKind::Idr), frame == 0, "frame {frame}");
            let shown = decoder.decode(&slices.concat()).unwrap();
            assert!(shown.is_some(), "frame {frame}");
        }
    }

    #[test]
    fn what_cannot_be_encoded_is_refused() {
        let open = |width, height| SoftwareEncoder::open(config(width, height, RATE)).err();
        assert!(matches!(open(1279, 720), Some(GpuError::Unsupported { what: "width", .. })));
        assert!(matches!(open(1280, 8), Some(GpuError::Unsupported { what: "height", .. })));
        assert!(matches!(open(8192, 8192), Some(GpuError::Unsupported { .. })));
        assert!(matches!(open(u32::MAX - 1, u32::MAX - 1), Some(GpuError::Unsupported { .. })));
        let mut encoder = SoftwareEncoder::open(config(64, 64, RATE)).unwrap();
        let wrong = encoder.submit(&Yuv420::new(64, 48), params(1, RATE));
        assert!(matches!(wrong, Err(GpuError::Size { expected: (64, 64), got: (64, 48) })));
        encoder.submit(&Yuv420::new(64, 64), params(1, RATE)).unwrap();
        let early = encoder.submit(&Yuv420::new(64, 64), params(2, RATE));
        assert!(matches!(early, Err(GpuError::Busy)));
    }

    #[test]
    fn a_unit_is_cut_behind_each_slice() {
        let unit = b"\0\0\0\x01\x67s\0\0\0\x01\x68p\0\0\0\x01\x65A\0\0\x01\x65B";
        let mut cut = Cut::new(FrameId(3), FrameKind::Idr, unit, [6, 6, 6, 5].into_iter());
        let first = cut.next(unit).unwrap();
        assert_eq!((first.index, first.last, first.bytes), (0, false, &unit[..18]));
        let second = cut.next(unit).unwrap();
        assert_eq!((second.index, second.last, second.bytes), (1, true, &unit[18..]));
        assert_eq!(cut.next(unit), None);
    }
}
