//! What a client gets of what it can take and of what this host can give. Pure.

use lumen_core::native::message::format::{Audio, Chroma, Codec, Depth, Format};
use lumen_core::native::message::hello::{Caps, Hello, StreamPlan};
use lumen_core::native::message::running::Reconfigure;
use lumen_core::native::message::value::{Grid, MIN_BITRATE, Slices};
use lumen_core::rate::fec::FecBounds;
use lumen_core::units::{Bitrate, Mode};
use lumen_gpu::convert::{ColourSpec, Matrix, Range};
use lumen_gpu::encode::H264Profile;

pub use crate::stream::plan::StreamPlan as EnginePlan;
use crate::stream::plan::{Pacing, SlicePolicy};

/// What is coded, the best first.
const FORMATS: [Format; 2] = [eight_bits(Codec::Hevc), eight_bits(Codec::H264)];

const fn eight_bits(codec: Codec) -> Format {
    Format { codec, chroma: Chroma::Half, depth: Depth::Eight }
}

/// Bits of a pixel of a picture that nobody said a bitrate for: 15 Mbit/s at 1280x720, 60 fps.
const BITS_PER_1000_PIXELS: u64 = 270;

/// A key frame may be so many times as large as a frame of mean size.
const LARGEST_FRAME: u64 = 16;

/// Bounds of what is told as the largest frame, in bytes.
const FRAME_BYTES: std::ops::RangeInclusive<u64> = 2 << 20..=16 << 20;

/// What the operator allows.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How frames are divided, if the client takes as many tiles.
    pub grid: Grid,
    /// When frames leave slice by slice.
    pub slices: SlicePolicy,
    /// Bounds of the parity.
    pub fec: FecBounds,
    /// Sound is captured.
    pub sound: bool,
}

/// The plan for a client that asks for a session; `None` when it decodes nothing that we code,
/// as `codes` says.
pub fn first(hello: &Hello, limits: Limits, codes: impl Fn(Codec) -> bool) -> Option<StreamPlan> {
    let caps = &hello.caps;
    let fitting = limits.grid.tiles() <= caps.max_tiles;
    let grid = if fitting { limits.grid } else { Grid::ONE };
    let bitrate = usual(hello.mode, caps.max_bitrate);
    let suits = |format: &Format| caps.allow_format(*format) && codes(format.codec);
    let format = FORMATS.into_iter().find(suits)?;
    Some(StreamPlan {
        mode: hello.mode,
        format,
        bitrate,
        grid,
        slices: slices(limits.slices, caps),
        audio: if limits.sound { caps.audio.min(Audio::Stereo) } else { Audio::Off },
        fec: limits.fec,
        big_blocks: caps.big_blocks,
        max_frame: largest_frame(caps.max_bitrate, hello.mode),
    })
}

/// The plan after a wish. What cannot be had stays as it is.
pub fn changed(plan: &StreamPlan, wish: &Reconfigure, caps: &Caps) -> StreamPlan {
    let mode = wish.mode.unwrap_or(plan.mode);
    let bitrate = match (wish.bitrate, wish.mode) {
        (Some(bitrate), _) => Bitrate(bitrate.0.clamp(MIN_BITRATE.0, caps.max_bitrate.0)),
        // As many bits for a pixel as before.
        (None, Some(mode)) => {
            let scaled = plan.bitrate.0 * pixels(mode) / pixels(plan.mode).max(1);
            Bitrate(scaled.clamp(MIN_BITRATE.0, caps.max_bitrate.0))
        }
        (None, None) => plan.bitrate,
    };
    let fec = wish.fec.unwrap_or(plan.fec);
    StreamPlan { mode, bitrate, fec, ..*plan }
}

/// The stream engine's view of a plan.
pub fn engine(plan: &StreamPlan, profile: H264Profile, pacing: Pacing) -> EnginePlan {
    EnginePlan {
        mode: plan.mode,
        bitrate: plan.bitrate,
        grid: plan.grid,
        slices: plan.slices.get(),
        colour: ColourSpec { matrix: Matrix::Bt709, range: Range::Limited },
        profile,
        pacing,
    }
}

fn slices(policy: SlicePolicy, caps: &Caps) -> Slices {
    let wanted = policy.slices(caps.max_slices.get());
    Slices::new(wanted).unwrap_or(caps.max_slices).min(caps.max_slices)
}

/// Pixels of a second.
fn pixels(mode: Mode) -> u64 {
    u64::from(mode.width) * u64::from(mode.height) * u64::from(mode.refresh.0) / 1_000
}

fn usual(mode: Mode, most: Bitrate) -> Bitrate {
    Bitrate((pixels(mode) * BITS_PER_1000_PIXELS / 1_000).clamp(MIN_BITRATE.0, most.0))
}

/// For the whole life of the session: its bitrate may rise to the highest.
fn largest_frame(most: Bitrate, mode: Mode) -> u32 {
    let mean = most.0 / 8 * 1_000 / u64::from(mode.refresh.0).max(1);
    let bytes = (mean * LARGEST_FRAME).clamp(*FRAME_BYTES.start(), *FRAME_BYTES.end());
    bytes as u32
}

#[cfg(test)]
mod tests {
    use lumen_core::native::message::format::Codecs;
    use lumen_core::native::message::running::RequestId;
    use lumen_core::native::message::value::{Text, Tiles, VERSION};
    use lumen_core::units::RefreshRate;

    use super::*;

    fn hello(codecs: &[Codec], tiles: u8) -> Hello {
        Hello {
            version: VERSION,
            mode: Mode::new(1280, 720, RefreshRate::from_hz(60)).unwrap(),
            caps: Caps {
                codecs: Codecs::of(codecs),
                full_chroma: false,
                ten_bit: false,
                big_blocks: true,
                max_slices: Slices::new(8).unwrap(),
                max_tiles: Tiles::new(tiles).unwrap(),
                max_bitrate: Bitrate::from_kbps(20_000),
                audio: Audio::Surround51,
            },
            name: Text::new("test").unwrap(),
            resume: None,
        }
    }

    fn limits() -> Limits {
        let grid = Grid::new(2, 1).unwrap();
        Limits { grid, slices: SlicePolicy::Auto, fec: FecBounds::default(), sound: true }
    }

    #[test]
    fn a_plan_is_within_what_the_client_takes() {
        for tiles in [1, 2, 16] {
            let hello = hello(&[Codec::Hevc, Codec::H264], tiles);
            let plan = first(&hello, limits(), |codec| codec == Codec::H264).unwrap();
            assert!(hello.caps.allow(&plan), "{plan:?}");
            assert_eq!(plan.format.codec, Codec::H264);
            assert_eq!(plan.grid.tiles().get(), if tiles == 1 { 1 } else { 2 });
        }
        let codec = |takes: &[Codec]| {
            first(&hello(takes, 1), limits(), |_| true).map(|plan| plan.format.codec)
        };
        assert_eq!(codec(&[Codec::H264, Codec::Hevc]), Some(Codec::Hevc));
        assert_eq!(codec(&[Codec::H264]), Some(Codec::H264));
        assert_eq!(codec(&[Codec::Av1]), None);
    }

    #[test]
    fn a_wish_changes_what_it_names_and_the_bitrate_with_the_mode() {
        let hello = hello(&[Codec::H264], 1);
        let plan = first(&hello, limits(), |_| true).unwrap();
        let nothing = Reconfigure {
            request: RequestId(0),
            mode: None,
            bitrate: None,
            format: None,
            fec: None,
        };
        assert_eq!(changed(&plan, &nothing, &hello.caps), plan);
        let half = Mode::new(1280, 360, RefreshRate::from_hz(60)).unwrap();
        let smaller = changed(&plan, &Reconfigure { mode: Some(half), ..nothing }, &hello.caps);
        assert_eq!((smaller.mode, smaller.bitrate.0), (half, plan.bitrate.0 / 2));
        let much = Some(Bitrate(u64::MAX));
        let most = changed(&plan, &Reconfigure { bitrate: much, ..nothing }, &hello.caps);
        assert_eq!(most.bitrate, hello.caps.max_bitrate);
    }
}
