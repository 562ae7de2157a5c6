//! Pictures that another interface of the GPU makes, coded where they are.

use std::sync::Arc;

use super::NvencEncoder;
use super::surface::RING;
use crate::GpuError;
use crate::convert::surface::SurfaceLayout;
use crate::cuda::Context;
use crate::cuda::external::Imported;
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
}
