//! What a context has to show before it is used: that it converts as the CPU does.
//!
//! Drivers have been seen to mix channels up, to sample from the wrong place and to share memory
//! that stays black; all that shows in a small picture.

use std::sync::Arc;

use super::context::Context;
use super::convert::{Conversion, Converter, Output};
use super::import::Source;
use crate::convert::ColourSpec;
use crate::convert::exact::{self, Rule, Siting};
use crate::convert::packed::{Packed, PackedLayout};
use crate::convert::surface::{SurfaceFormat, SurfaceLayout};
use crate::{GpuError, cuda};

/// Every format of either side once.
const PAIRS: [(Packed, SurfaceFormat); 4] = [
    (Packed::Bgrx, SurfaceFormat::Nv12),
    (Packed::RgbxTen, SurfaceFormat::P010),
    (Packed::Rgbx, SurfaceFormat::Yuv444),
    (Packed::BgrxTen, SurfaceFormat::Yuv444Ten),
];

/// Neither side is a multiple of anything.
const SIZE: (u32, u32) = (67, 35);

/// Converts a small picture in every format and compares; with `cuda`, as CUDA sees it.
///
/// # Errors
/// [`GpuError::NoEgl`] where bytes differ; what did not work at all.
pub(super) fn converts_exactly(
    context: &Arc<Context>,
    cuda: Option<&Arc<cuda::Context>>,
) -> Result<(), GpuError> {
    for (from, to) in PAIRS {
        let (width, height) = SIZE;
        let layout = PackedLayout { width, height, stride: width * 4, offset: 0, format: from };
        let pixels = picture(layout.end().unwrap_or(0));
        let (colour, siting) = (ColourSpec::default(), Siting::Left);
        let conversion = Conversion { size: SIZE, part: None, from, to, colour, siting };
        let target = exact::target(to, SIZE);
        let mut wanted = vec![0; target.len()];
        exact::convert(&layout, &pixels, &Rule::new(colour, siting, from, to), to, &mut wanted)?;
        let source = Source::texture(context, layout, &pixels)?;
        let got = converted(context, cuda, conversion, &source)?;
        if !same(&target, &got, &wanted) {
            return Err(GpuError::NoEgl { what: "its conversions differ from the CPU's" });
        }
    }
    Ok(())
}

fn converted(
    context: &Arc<Context>,
    cuda: Option<&Arc<cuda::Context>>,
    conversion: Conversion,
    source: &Arc<Source>,
) -> Result<Vec<u8>, GpuError> {
    let output = cuda.map_or(Output::Cpu, |cuda| Output::Cuda(Arc::clone(cuda)));
    let mut converter = Converter::new(context, conversion, output)?;
    let slot = converter.submit(source)?;
    converter.wait(slot)?;
    let mut surface = vec![0; converter.target().len()];
    converter.read(slot, &mut surface)?;
    Ok(surface)
}

/// Bytes without structure.
fn picture(len: usize) -> Vec<u8> {
    (0..len as u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 21) as u8).collect()
}

/// Compares rows without what lies between them.
fn same(target: &SurfaceLayout, got: &[u8], wanted: &[u8]) -> bool {
    let bytes = target.width * if target.format.is_ten_bit() { 2 } else { 1 };
    got.len() == wanted.len()
        && got
            .chunks(target.pitch)
            .zip(wanted.chunks(target.pitch))
            .all(|(got, wanted)| got.get(..bytes) == wanted.get(..bytes) && wanted.len() >= bytes)
}
