//! Decoded pictures to a window, with the least delay: no more than one frame is in flight, and
//! the newest picture replaces one that the screen has not shown yet.

use std::sync::Arc;

use ash::vk;

use super::device::{Device, Devices};
use super::frame::Frame;
use super::memory::{Staging, Texture};
use super::pipeline::Pipelines;
pub use super::surface::Drawable;
use super::surface::Surface;
use super::swapchain::{Swapchain, Turn, surface_format};
use crate::GpuError;
use crate::convert::ColourSpec;
use crate::decode::Decoded;
use crate::present::{Bitmap, Rect, fit};

const PLANE: vk::Format = vk::Format::R8_UNORM;
const OVERLAY: vk::Format = vk::Format::R8G8B8A8_UNORM;

/// Draws to one window. Used by one thread at a time.
pub struct Presenter {
    // Fields are dropped in order: what was made from something goes before it.
    chain: Option<Swapchain>,
    /// The window's size as it was when the chain was made.
    size: (u32, u32),
    picture: Picture,
    overlay: Overlay,
    pipelines: Pipelines,
    frame: Frame,
    format: vk::SurfaceFormatKHR,
    rows: [[f32; 4]; 3],
    device: Arc<Device>,
    surface: Surface,
}

/// The picture on the GPU, and its way there.
struct Picture {
    planes: [Texture; 3],
    staging: Staging,
    size: (u32, u32),
    waiting: bool,
}

/// The overlay on the GPU, and its way there.
struct Overlay {
    texture: Texture,
    staging: Staging,
    scale: u32,
    waiting: bool,
    shown: bool,
}

impl Presenter {
    /// Opens the best of `devices` for a window. The window lives as long as this.
    ///
    /// # Errors
    /// [`GpuError::NoVulkan`] when there is no driver that can show pictures in this window,
    /// [`GpuError::Vulkan`].
    pub fn open(
        window: Arc<dyn Drawable>,
        colour: ColourSpec,
        devices: Devices,
    ) -> Result<Presenter, GpuError> {
        let surface = Surface::open(window)?;
        let device = Device::for_surface(&surface, devices)?;
        let format = surface_format(&surface.facts(device.physical())?.formats)
            .ok_or(GpuError::NoVulkan { what: "no plain 8-bit format" })?;
        let presenter = Presenter {
            chain: None,
            size: (0, 0),
            picture: Picture::new(&device, (2, 2))?,
            overlay: Overlay::new(&device, (1, 1))?,
            pipelines: Pipelines::new(&device, format.format)?,
            frame: Frame::new(&device)?,
            format,
            rows: colour.to_rgb_rows(),
            device,
            surface,
        };
        presenter.bind();
        Ok(presenter)
    }

    /// The device's name and how pictures are queued for the screen.
    pub fn describe(&self) -> String {
        let mode = self.chain.as_ref().map(|chain| format!(", {:?}", chain.mode()));
        format!("Vulkan on {}{}", self.device.name(), mode.unwrap_or_default())
    }

    /// Takes a picture for the next [`draw`](Self::draw). Allocates when its size is new.
    ///
    /// # Errors
    /// [`GpuError::Truncated`] when a plane is shorter than the picture; [`GpuError::Vulkan`].
    pub fn set_picture(&mut self, picture: &Decoded<'_>) -> Result<(), GpuError> {
        let size = (picture.width, picture.height);
        if self.picture.size != size {
            self.picture = Picture::new(&self.device, size)?;
            self.bind();
        }
        self.picture.fill(picture)
    }

    /// Takes an overlay for the next [`draw`](Self::draw), or none. Each of its pixels is
    /// `scale` wide and high. Allocates when its size is new.
    ///
    /// # Errors
    /// [`GpuError::Vulkan`].
    pub fn set_overlay(&mut self, bitmap: Option<&Bitmap>, scale: u32) -> Result<(), GpuError> {
        self.overlay.shown = bitmap.is_some();
        let Some(bitmap) = bitmap else { return Ok(()) };
        let size = self.overlay.texture.size();
        if (size.width, size.height) != (bitmap.width(), bitmap.height()) {
            self.overlay = Overlay::new(&self.device, (bitmap.width(), bitmap.height()))?;
            self.overlay.shown = true;
            self.bind();
        }
        self.overlay.scale = scale.max(1);
        self.overlay.fill(bitmap);
        Ok(())
    }

    /// Shows what was set last in a window of this size, letterboxed. Returns when the GPU is
    /// done; false when the window is hidden or has no pixels, so that nothing was shown.
    ///
    /// # Errors
    /// [`GpuError::Vulkan`], after which the presenter is of no use.
    pub fn draw(&mut self, size: (u32, u32)) -> Result<bool, GpuError> {
        if self.size != size {
            (self.chain, self.size) = (None, size);
        }
        // A window that changes twice while this is done is drawn with the next picture.
        for _ in 0..2 {
            let acquired = self.frame.acquired();
            let Some(chain) = self.ready_chain()? else { return Ok(false) };
            let image = match chain.acquire(acquired)? {
                Turn::Ready(image) => image,
                Turn::Hidden => return Ok(false),
                Turn::Stale => {
                    self.chain = None;
                    continue;
                }
            };
            return self.draw_to(image);
        }
        Ok(false)
    }

    fn ready_chain(&mut self) -> Result<Option<&Swapchain>, GpuError> {
        if self.chain.is_none() {
            let (device, surface) = (&self.device, &self.surface);
            let pass = self.pipelines.pass();
            self.chain = Swapchain::new(device, surface, pass, self.format, self.size)?;
        }
        Ok(self.chain.as_ref())
    }

    /// Draws and shows one acquired image.
    fn draw_to(&mut self, image: u32) -> Result<bool, GpuError> {
        let Some(chain) = &self.chain else { return Ok(false) };
        self.frame.begin()?;
        self.picture.upload(&self.frame)?;
        self.overlay.upload(&self.frame)?;
        let (commands, extent) = (self.frame.commands(), chain.extent());
        let window = (extent.width, extent.height);
        self.pipelines.begin(commands, chain.framebuffer(image), extent);
        let place = fit(self.picture.size, window);
        self.pipelines.draw_picture(commands, place, &self.rows);
        if let Some(place) = self.overlay.place(window) {
            self.pipelines.draw_text(commands, place);
        }
        self.pipelines.end(commands);
        self.frame.submit(chain.finished(image))?;
        (self.picture.waiting, self.overlay.waiting) = (false, false);
        let shown = chain.present(image);
        self.frame.wait()?;
        if let Turn::Stale = shown? {
            self.chain = None;
        }
        Ok(true)
    }

    fn bind(&self) {
        let [y, u, v] = &self.picture.planes;
        self.pipelines.bind([y, u, v, &self.overlay.texture]);
    }
}

impl Drop for Presenter {
    fn drop(&mut self) {
        self.device.wait_idle();
    }
}

/// A chroma sample stands for four pixels.
fn plane_sizes((width, height): (u32, u32)) -> [(u32, u32); 3] {
    let half = (width.div_ceil(2), height.div_ceil(2));
    [(width, height), half, half]
}

fn area((width, height): (u32, u32)) -> usize {
    width as usize * height as usize
}

/// Copies must start at multiples of four bytes. Source: the Vulkan specification,
/// `vkCmdCopyBufferToImage`.
fn plane_offsets(size: (u32, u32)) -> [usize; 4] {
    let [y, u, v] = plane_sizes(size).map(|plane| area(plane).next_multiple_of(4));
    [0, y, y + u, y + u + v]
}

impl Picture {
    /// A black picture.
    fn new(device: &Arc<Device>, size: (u32, u32)) -> Result<Picture, GpuError> {
        let [y, u, v] = plane_sizes(size);
        let planes = [
            Texture::new(device, y, PLANE)?,
            Texture::new(device, u, PLANE)?,
            Texture::new(device, v, PLANE)?,
        ];
        let [_, chroma, _, end] = plane_offsets(size);
        let mut staging = Staging::new(device, end)?;
        let (luma, chroma) = staging.bytes_mut().split_at_mut(chroma);
        luma.fill(16);
        chroma.fill(128);
        Ok(Picture { planes, staging, size, waiting: true })
    }

    fn fill(&mut self, picture: &Decoded<'_>) -> Result<(), GpuError> {
        let offsets = plane_offsets(self.size);
        for (plane, (width, height)) in plane_sizes(self.size).into_iter().enumerate() {
            let (samples, stride) = (picture.planes[plane], picture.strides[plane] as usize);
            let (width, height) = (width as usize, height as usize);
            let needed = stride * height.saturating_sub(1) + width;
            if samples.len() < needed || stride < width {
                return Err(GpuError::Truncated { needed, got: samples.len() });
            }
            let target = &mut self.staging.bytes_mut()[offsets[plane]..][..width * height];
            for (target, row) in target.chunks_exact_mut(width).zip(samples.chunks(stride)) {
                target.copy_from_slice(&row[..width]);
            }
        }
        self.waiting = true;
        Ok(())
    }

    fn upload(&self, frame: &Frame) -> Result<(), GpuError> {
        if self.waiting {
            let sizes = plane_sizes(self.size).into_iter().zip(plane_offsets(self.size));
            for (texture, ((width, _), offset)) in self.planes.iter().zip(sizes) {
                frame.upload(&self.staging, offset, width, 1, texture)?;
            }
        }
        Ok(())
    }
}

impl Overlay {
    fn new(device: &Arc<Device>, size: (u32, u32)) -> Result<Overlay, GpuError> {
        let texture = Texture::new(device, size, OVERLAY)?;
        let mut staging = Staging::new(device, area(size) * 4)?;
        staging.bytes_mut().fill(0);
        Ok(Overlay { texture, staging, scale: 1, waiting: true, shown: false })
    }

    fn fill(&mut self, bitmap: &Bitmap) {
        let target = self.staging.bytes_mut();
        for (target, pixel) in target.as_chunks_mut::<4>().0.iter_mut().zip(bitmap.pixels()) {
            *target = *pixel;
        }
        self.waiting = true;
    }

    fn upload(&self, frame: &Frame) -> Result<(), GpuError> {
        match self.waiting {
            true => frame.upload(&self.staging, 0, self.texture.size().width, 4, &self.texture),
            false => Ok(()),
        }
    }

    /// Where on a window, if it is shown and has room there.
    fn place(&self, window: (u32, u32)) -> Option<Rect> {
        let vk::Extent2D { width, height } = self.texture.size();
        self.shown.then(|| Rect::overlay((width, height), self.scale, window))?
    }
}
