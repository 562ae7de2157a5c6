//! The negotiated facts of a stream, fixed for its life.

use lumen_core::native::message::value::Grid;
use lumen_core::native::tiles::Rect;
use lumen_core::rate::pacer::{Budget, PacerConfig};
use lumen_core::units::{Bitrate, Mode, Percent};
use lumen_gpu::convert::ColourSpec;
use lumen_gpu::encode::{EncodeConfig, H264Profile};

/// When frames are cut into slices that leave one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SlicePolicy {
    /// As many slices as the client asks for.
    #[default]
    Auto,
    /// Four slices, whatever the client asks for: most decoders take them.
    Always,
    /// One slice.
    Off,
}

impl SlicePolicy {
    /// Slices per frame for a client that wants `wanted`: 1 to 4, since a frame has at most four
    /// FEC blocks.
    pub fn slices(self, wanted: u8) -> u8 {
        match self {
            Self::Auto => wanted.clamp(1, 4),
            Self::Always => 4,
            Self::Off => 1,
        }
    }
}

/// Bytes that a path is taken to hold in front of its narrowest link; no more leave in a burst.
const PATH_QUEUE: usize = 64 << 10;

/// The part of the frame interval in which a frame of mean size would leave.
const AUTO_SHARE: Percent = Percent(33);

/// The same where the link is known: what a key frame may take.
const LINK_SHARE: Percent = Percent(80);

/// How a large frame leaves, which as one burst might overrun a queue on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pacing {
    /// What goes beyond a queue's worth leaves at three times the stream's rate.
    #[default]
    Auto,
    /// At once.
    Off,
    /// At the rate of the path's narrowest link.
    Link(Bitrate),
}

/// What one stream shows, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamPlan {
    /// Mode of the output that is captured.
    pub mode: Mode,
    /// Bitrate of all tiles together, FEC and audio taken off.
    pub bitrate: Bitrate,
    /// How the frame is divided; GameStream knows one tile only.
    pub grid: Grid,
    /// Slices of each tile's picture.
    pub slices: u8,
    /// Colour of the coded video.
    pub colour: ColourSpec,
    /// H.264 profile.
    pub profile: H264Profile,
    /// How large frames leave.
    pub pacing: Pacing,
}

impl StreamPlan {
    /// How the stream's datagrams are paced, if they are.
    pub fn pacer_config(&self) -> Option<PacerConfig> {
        let (budget, share) = match self.pacing {
            Pacing::Off => return None,
            Pacing::Auto => (Budget::Stream(self.bitrate), AUTO_SHARE),
            Pacing::Link(rate) => (Budget::Link(rate), LINK_SHARE),
        };
        let interval = self.mode.refresh.interval();
        Some(PacerConfig { interval, budget, share, queue: PATH_QUEUE })
    }

    /// The part of a bitrate that a tile gets; all tiles get the same.
    pub fn tile_bitrate(&self, all: Bitrate) -> Bitrate {
        Bitrate(all.0 / u64::from(self.grid.tiles().get()))
    }

    /// The configuration of a tile's encoder: 4:2:0 video has even sizes, so odd modes grow by a
    /// pixel.
    pub fn encode_config(&self, tile: Rect) -> EncodeConfig {
        EncodeConfig {
            width: tile.width,
            height: tile.height,
            refresh: self.mode.refresh,
            bitrate: self.tile_bitrate(self.bitrate),
            slices: self.slices,
            profile: self.profile,
            colour: self.colour,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_stay_within_the_four_blocks_of_a_frame() {
        assert_eq!([0, 1, 4, 32].map(|wanted| SlicePolicy::Auto.slices(wanted)), [1, 1, 4, 4]);
        assert_eq!(SlicePolicy::Always.slices(1), 4);
        assert_eq!(SlicePolicy::Off.slices(4), 1);
    }
}
