//! From captured pictures to encoders of CUDA's, on the GPU that codes them.
//!
//! | module | is |
//! |---|---|
//! | [`feed`] | what fills the surfaces of a stream's encoders |
//! | `vulkan` | the way that copies nothing: what Vulkan converts it exports, CUDA maps, encoders register |
//! | `egl` | the way where Vulkan will not do: OpenGL converts, and CUDA copies the surface once |
//!
//! A [`Bridge`] is tried on small pictures before it is trusted; it opens a [`Feed`] for each
//! stream.

mod egl;
pub mod feed;
mod vulkan;

use std::sync::Arc;

pub use self::feed::{Feed, Tile};
use self::vulkan::OverVulkan;
use crate::GpuError;
use crate::convert::ColourSpec;
use crate::cuda::Context;

/// How pictures get from one interface of the GPU to the other.
pub struct Bridge {
    way: Way,
}

enum Way {
    Vulkan(OverVulkan),
    Egl(Arc<crate::egl::context::Context>),
}

/// Which device of Vulkan's is the encoder's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one that has CUDA's identifier.
    Same,
    /// Any: CUDA is played by a driver that stands in, and takes memory of lavapipe.
    Simulated,
}

/// Why pictures are converted on the CPU.
#[derive(Debug, thiserror::Error)]
#[error("{vulkan}; {egl}")]
pub struct NoBridge {
    /// Why not over Vulkan.
    pub vulkan: Box<GpuError>,
    /// Why not over EGL.
    pub egl: Box<GpuError>,
}

impl Bridge {
    /// The first way on which CUDA reads what the CPU would have computed. Takes tenths of a
    /// second.
    ///
    /// # Errors
    /// [`NoBridge`] says what is missing on each.
    pub fn open(cuda: &Arc<Context>, which: Which) -> Result<Bridge, NoBridge> {
        let vulkan = match Bridge::over_vulkan(cuda, which) {
            Ok(bridge) => return Ok(bridge),
            Err(error) => error,
        };
        Bridge::over_egl(cuda)
            .map_err(|egl| NoBridge { vulkan: Box::new(vulkan), egl: Box::new(egl) })
    }

    /// Over Vulkan or not at all.
    ///
    /// # Errors
    /// [`GpuError::NoVulkan`] says what is missing, or that the picture came out wrong;
    /// [`GpuError::Vulkan`] and [`GpuError::Nvenc`] what was refused.
    pub fn over_vulkan(cuda: &Arc<Context>, which: Which) -> Result<Bridge, GpuError> {
        Ok(Bridge { way: Way::Vulkan(OverVulkan::open(cuda, which)?) })
    }

    /// Over EGL or not at all.
    ///
    /// # Errors
    /// [`GpuError::NoEgl`] says what is missing, or that the picture came out wrong;
    /// [`GpuError::Egl`] and [`GpuError::Cuda`] what was refused.
    pub fn over_egl(cuda: &Arc<Context>) -> Result<Bridge, GpuError> {
        Ok(Bridge { way: Way::Egl(crate::egl::context::Context::open(Some(cuda))?) })
    }

    /// What the interface calls the device.
    pub fn name(&self) -> &str {
        match &self.way {
            Way::Vulkan(vulkan) => vulkan.name(),
            Way::Egl(context) => context.name(),
        }
    }

    /// What becomes of a converted picture, in words.
    pub fn then(&self) -> &'static str {
        match self.way {
            Way::Vulkan(_) => "coded where they are",
            Way::Egl(_) => "copied once for the encoder",
        }
    }

    /// Opens what fills the surfaces of these encoders from pictures of `size`, each with its part.
    ///
    /// # Errors
    /// [`GpuError`]; encoders may be left without surfaces and are to be opened anew.
    pub fn feed(
        &self,
        tiles: &mut [Tile<'_>],
        size: (u32, u32),
        colour: ColourSpec,
    ) -> Result<Feed, GpuError> {
        match &self.way {
            Way::Vulkan(vulkan) => vulkan.feed(tiles, size, colour).map(Feed::from),
            Way::Egl(context) => egl::EglFeed::new(context, tiles, size, colour).map(Feed::from),
        }
    }
}

#[cfg(test)]
mod tests;
