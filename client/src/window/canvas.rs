//! What a window is drawn with: Vulkan, or the CPU where that is missing or breaks.

use std::sync::Arc;

use lumen_gpu::convert::ColourSpec;
use lumen_gpu::decode::Decoded;
use lumen_gpu::present::Bitmap;
use lumen_gpu::vulkan::device::Devices;
use lumen_gpu::vulkan::present::Presenter;
use winit::window::Window;

use super::WindowError;
use super::software::Software;

/// How pictures get to the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backend {
    /// Vulkan on a GPU, else software.
    #[default]
    Auto,
    /// Vulkan, also on drivers that compute on the CPU.
    Vulkan,
    /// Converted on the CPU.
    Software,
}

/// Draws to one window, on one thread.
pub(super) trait Canvas {
    /// What it is, for the user.
    fn describe(&self) -> String;

    /// Takes a picture for the next `draw`. Allocates when its size is new.
    fn set_picture(&mut self, picture: &Decoded<'_>) -> Result<(), WindowError>;

    /// Takes an overlay for the next `draw`, or none; each of its pixels is `scale` wide.
    fn set_overlay(&mut self, bitmap: Option<&Bitmap>, scale: u32) -> Result<(), WindowError>;

    /// Hands the window system what was set last; false when the window is hidden.
    fn draw(&mut self, size: (u32, u32)) -> Result<bool, WindowError>;
}

impl Canvas for Presenter {
    fn describe(&self) -> String {
        Presenter::describe(self)
    }

    fn set_picture(&mut self, picture: &Decoded<'_>) -> Result<(), WindowError> {
        Presenter::set_picture(self, picture).map_err(WindowError::Gpu)
    }

    fn set_overlay(&mut self, bitmap: Option<&Bitmap>, scale: u32) -> Result<(), WindowError> {
        Presenter::set_overlay(self, bitmap, scale).map_err(WindowError::Gpu)
    }

    fn draw(&mut self, size: (u32, u32)) -> Result<bool, WindowError> {
        Presenter::draw(self, size).map_err(WindowError::Gpu)
    }
}

/// Opens what there is.
pub(super) fn open(
    window: &Arc<Window>,
    colour: ColourSpec,
    backend: Backend,
) -> Result<Box<dyn Canvas>, WindowError> {
    let devices = match backend {
        Backend::Auto => Devices::Hardware,
        Backend::Vulkan => Devices::Any,
        Backend::Software => return software(window, colour),
    };
    match Presenter::open(Arc::<Window>::clone(window), colour, devices) {
        Ok(presenter) => Ok(Box::new(presenter)),
        Err(error) if backend == Backend::Auto => {
            tracing::info!(%error, "pictures are drawn on the CPU");
            software(window, colour)
        }
        Err(error) => Err(WindowError::Gpu(error)),
    }
}

pub(super) fn software(
    window: &Arc<Window>,
    colour: ColourSpec,
) -> Result<Box<dyn Canvas>, WindowError> {
    Ok(Box::new(Software::open(Arc::clone(window), colour)?))
}
