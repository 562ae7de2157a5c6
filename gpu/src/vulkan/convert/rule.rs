//! What the shader is told. Source of the order of words: shaders/convert.wgsl, `Rule`.

use std::ffi::CStr;

use super::Conversion;
use crate::convert::exact::{Rule, Siting};
use crate::convert::packed::PackedLayout;
use crate::convert::surface::{SurfaceFormat, SurfaceLayout};

/// Blocks that a workgroup does, across and down. Source: shaders/convert.wgsl.
const GROUP: (u32, u32) = (32, 4);

/// Words of `Rule` in shaders/convert.wgsl, and where those stand that differ by source.
pub(super) const WORDS: usize = 24;
const START: usize = 14;
const ROW: usize = 15;

/// Flags. Source: shaders/convert.wgsl.
const TEN_BITS: u32 = 1;
const CENTRE: u32 = 2;

/// The shader's rule, but for what differs by source. Source: shaders/convert.wgsl, `Rule`.
pub(super) fn words(conversion: &Conversion, target: &SurfaceLayout) -> [u32; WORDS] {
    let Conversion { size, from, to, colour, siting } = *conversion;
    let rule = Rule::new(colour, siting, from, to);
    let flag = |is, flag| if is { flag } else { 0 };
    let flags = flag(from.bits() == 10, TEN_BITS) | flag(siting == Siting::Centre, CENTRE);
    let pitch = (target.pitch / 4) as u32;
    let plane = pitch * target.height as u32;
    let (across, down) = blocks(target);
    let [luma, cb, cr] = [rule.luma, rule.cb, rule.cr].map(|row| row.map(|word| word as u32));
    let rest = [size.0, size.1, 0, 0, pitch, plane, 2 * plane, flags];
    let tail = [across, down, rule.most as u32, 0];
    let mut words = [0; WORDS];
    let all = luma.into_iter().chain(cb).chain(cr).chain(rest).chain(tail);
    words.iter_mut().zip(all).for_each(|(place, word)| *place = word);
    words
}

/// What differs for rows: where they are, and that their pixels may begin with blue.
pub(super) fn for_rows(words: &mut [u32; WORDS], layout: &PackedLayout) {
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

pub(super) fn groups(target: &SurfaceLayout) -> (u32, u32) {
    let (across, down) = blocks(target);
    (across.div_ceil(GROUP.0), down.div_ceil(GROUP.1))
}

/// Entry points for images and for rows. Source: shaders/convert.wgsl.
pub(super) fn entries(to: SurfaceFormat) -> (&'static CStr, &'static CStr) {
    match to {
        SurfaceFormat::Nv12 => (c"image_nv12", c"buffer_nv12"),
        SurfaceFormat::P010 => (c"image_p010", c"buffer_p010"),
        SurfaceFormat::Yuv444 => (c"image_yuv444", c"buffer_yuv444"),
        SurfaceFormat::Yuv444Ten => (c"image_yuv444_ten", c"buffer_yuv444_ten"),
    }
}
