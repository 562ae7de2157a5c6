//! A conversion by a GPU, whatever interface it is driven through: what is wanted, and what the
//! shader is told. Source of the order of words: shaders/convert.wgsl, `Rule`.

use super::exact::{Rule, Siting};
use super::packed::{Packed, PackedLayout};
use super::surface::{SurfaceFormat, SurfaceLayout};
use super::{ColourSpec, even, exact};
use crate::GpuError;
use crate::damage::Part;

/// Jobs of a converter: one being filled, one at the encoder, one to spare.
pub const RING: usize = 3;

/// What is to be converted, and into what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// Width and height of the sources.
    pub size: (u32, u32),
    /// What of a source is converted: all of it, or a part whose edges are even and at most at the
    /// next even ones of the source. The pixels around a part count for the chroma at its edges,
    /// so that parts fit together.
    pub part: Option<Part>,
    /// Format of the sources.
    pub from: Packed,
    /// Format of the surfaces.
    pub to: SurfaceFormat,
    /// Colour of the stream.
    pub colour: ColourSpec,
    /// Where chroma is.
    pub siting: Siting,
}

impl Conversion {
    /// How the surfaces are laid out.
    ///
    /// # Errors
    /// [`GpuError::Unsupported`] for a part that is not one.
    pub(crate) fn target(&self) -> Result<SurfaceLayout, GpuError> {
        let Some(part) = self.part else { return Ok(exact::target(self.to, self.size)) };
        let fits = part == part.even().within(even(self.size.0), even(self.size.1));
        if part.is_empty() || !fits {
            let value = part.area();
            return Err(GpuError::Unsupported { what: "part of a picture", value });
        }
        Ok(exact::target(self.to, (part.width, part.height)))
    }

    /// Refuses a picture of another size or format.
    pub(crate) fn check(&self, source: &PackedLayout) -> Result<(), GpuError> {
        let (expected, got) = (self.size, (source.width, source.height));
        if got != expected {
            return Err(GpuError::Size { expected, got });
        }
        if source.format != self.from {
            let value = source.format.fourcc().into();
            return Err(GpuError::Unsupported { what: "other format", value });
        }
        Ok(())
    }
}

/// One of the surfaces of a converter, 0 to [`RING`] - 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot(pub usize);

/// Blocks that a workgroup does, across and down. Source: shaders/convert.wgsl.
const GROUP: (u32, u32) = (32, 4);

/// Words of `Rule` in shaders/convert.wgsl, and where those stand that differ by source.
pub(crate) const WORDS: usize = 28;
#[cfg(feature = "vulkan")]
const START: usize = 14;
#[cfg(feature = "vulkan")]
const ROW: usize = 15;

/// Flags. Source: shaders/convert.wgsl.
const TEN_BITS: u32 = 1;
const CENTRE: u32 = 2;

/// The shader's rule, but for what differs by source. Source: shaders/convert.wgsl, `Rule`.
pub(crate) fn words(conversion: &Conversion, target: &SurfaceLayout) -> [u32; WORDS] {
    let Conversion { size, part, from, to, colour, siting } = *conversion;
    let rule = Rule::new(colour, siting, from, to);
    let flag = |is, flag| if is { flag } else { 0 };
    let flags = flag(from.bits() == 10, TEN_BITS) | flag(siting == Siting::Centre, CENTRE);
    let pitch = (target.pitch / 4) as u32;
    let plane = pitch * target.height as u32;
    let (across, down) = blocks(target);
    let [luma, cb, cr] = [rule.luma, rule.cb, rule.cr].map(|row| row.map(|word| word as u32));
    let rest = [size.0, size.1, 0, 0, pitch, plane, 2 * plane, flags];
    let (left, upper) = part.map_or((0, 0), |part| (part.x, part.y));
    let tail = [across, down, left, upper, rule.most as u32];
    let mut words = [0; WORDS];
    let all = luma.into_iter().chain(cb).chain(cr).chain(rest).chain(tail);
    words.iter_mut().zip(all).for_each(|(place, word)| *place = word);
    words
}

/// What differs for rows: where they are, and that their pixels may begin with blue.
#[cfg(feature = "vulkan")]
pub(crate) fn for_rows(words: &mut [u32; WORDS], layout: &PackedLayout) {
    words[START] = layout.offset / 4;
    words[ROW] = layout.stride / 4;
    if !layout.format.is_red_first() {
        for row in words[..12].as_chunks_mut::<4>().0 {
            row.swap(0, 2);
        }
    }
}

/// Blocks of 4 x 2 pixels, across and down. The last one of a row may reach into its padding.
fn blocks(target: &SurfaceLayout) -> (u32, u32) {
    (target.width.div_ceil(4) as u32, target.height.div_ceil(2) as u32)
}

pub(crate) fn groups(target: &SurfaceLayout) -> (u32, u32) {
    let (across, down) = blocks(target);
    (across.div_ceil(GROUP.0), down.div_ceil(GROUP.1))
}
