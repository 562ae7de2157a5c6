//! Pictures that another interface of the GPU makes, coded where they are.

use std::sync::Arc;

use super::NvencEncoder;
use super::error::NvencError;
use super::surface::{Memory, RING};
use crate::GpuError;
use crate::convert::surface::SurfaceLayout;
use crate::cuda::external::Imported;
use crate::cuda::{Context, Rows};
use crate::encode::{FrameParams, GpuInput};

impl GpuInput for NvencEncoder {
    fn layout(&self) -> SurfaceLayout {
        self.ring.layout()
    }

    fn context(&self) -> &Arc<Context> {
        &self.driver.context
    }

    fn adopt(&mut self, surfaces: Vec<Imported>, layout: SurfaceLayout) -> Result<(), GpuError> {
        if self.frame.is_some() {
            return Err(GpuError::Busy);
        }
        let unsupported = |what, value: usize| GpuError::Unsupported { what, value: value as u64 };
        if surfaces.len() != RING {
            return Err(unsupported("number of surfaces", surfaces.len()));
        }
        let expected = self.ring.layout();
        if layout != expected {
            let size = |layout: SurfaceLayout| (layout.width as u32, layout.height as u32);
            return Err(match size(layout) == size(expected) {
                true => unsupported("surface layout", layout.pitch),
                false => GpuError::Size { expected: size(expected), got: size(layout) },
            });
        }
        let least = surfaces.iter().map(Imported::len).min().unwrap_or(0);
        if least < layout.len() {
            return Err(unsupported("surface bytes", least));
        }
        Ok(self.ring.adopt(&self.session, surfaces)?)
    }

    fn submit_surface(&mut self, index: usize, params: FrameParams) -> Result<(), GpuError> {
        if self.frame.is_some() {
            return Err(GpuError::Busy);
        }
        if !self.ring.choose(index) {
            return Err(GpuError::Unsupported { what: "surface number", value: index as u64 });
        }
        self.submit_filled(params)
    }

    fn submit_copy(&mut self, surface: Rows, params: FrameParams) -> Result<(), GpuError> {
        if self.frame.is_some() {
            return Err(GpuError::Busy);
        }
        let layout = self.ring.layout();
        if surface.pitch != layout.pitch || surface.row > layout.pitch {
            let value = surface.pitch as u64;
            return Err(GpuError::Unsupported { what: "surface pitch", value });
        }
        let Memory::Own(memory) = &self.ring.current().memory else {
            return Err(GpuError::Unsupported { what: "copy of a picture", value: 0 });
        };
        let (to, rows) = (memory.address(), layout.len() / layout.pitch);
        let context = &self.driver.context;
        context.copy_rows(surface, rows, to, layout.pitch).map_err(NvencError::from)?;
        // The engine does not wait for copies of this kind.
        context.synchronize().map_err(NvencError::from)?;
        self.submit_filled(params)
    }
}
