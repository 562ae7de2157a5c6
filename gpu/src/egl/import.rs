//! Pictures to convert: the compositor's buffers, uploads.
//!
//! An import costs much more than a frame, so whoever captures keeps the [`Source`] of each buffer
//! that comes again. Whoever fills a dmabuf must be done before it is converted; a descriptor of
//! one becomes readable (`poll`) when its writers are. Source: Linux,
//! Documentation/driver-api/dma-buf.rst, "Implicit Fence Poll Support".

use std::os::fd::AsRawFd;
use std::sync::Arc;

use khronos_egl as egl;

use super::context::{Context, Entered};
use super::gl::is;
use crate::GpuError;
use crate::convert::packed::{Packed, PackedLayout};
use crate::dmabuf::Dmabuf;

/// Attributes of an image. Source: `EGL_EXT_image_dma_buf_import` and
/// `EGL_EXT_image_dma_buf_import_modifiers`, "New Tokens".
const LINUX_DMA_BUF: u32 = 0x3270;
const FOURCC: usize = 0x3271;
/// Descriptor, offset, pitch, low and high half of the modifier, for each plane.
const PLANE: [[usize; 5]; 4] = [
    [0x3272, 0x3273, 0x3274, 0x3443, 0x3444],
    [0x3275, 0x3276, 0x3277, 0x3445, 0x3446],
    [0x3278, 0x3279, 0x327A, 0x3447, 0x3448],
    [0x3440, 0x3441, 0x3442, 0x3449, 0x344A],
];

/// A picture to convert, which is a texture to OpenGL.
pub struct Source {
    texture: u32,
    image: Option<egl::Image>,
    layout: PackedLayout,
    context: Arc<Context>,
}

// SAFETY: images belong to a display and textures to a context, not to a thread; both are touched
// in the context alone.
unsafe impl Send for Source {}
// SAFETY: as above; what can be seen of it does not change.
unsafe impl Sync for Source {}

impl Source {
    /// A compositor's buffer. It stays the compositor's; its memory stays while this value lives.
    ///
    /// # Errors
    /// [`GpuError::Import`] when it cannot be used here: have the compositor fill shared memory.
    /// [`GpuError::Unsupported`] for a description that is wrong; [`GpuError::Egl`].
    pub fn dmabuf(context: &Arc<Context>, dmabuf: &Dmabuf<'_>) -> Result<Arc<Source>, GpuError> {
        if !context.imports_dmabuf() {
            return Err(GpuError::Import { what: "the driver imports none", value: 0 });
        }
        let layout = dmabuf.layout(dmabuf.first()?);
        check_size(context, &layout)?;
        if !context.modifiers(dmabuf.format)?.contains(&dmabuf.modifier) {
            let value = dmabuf.modifier;
            return Err(GpuError::Import { what: "unknown modifier", value });
        }
        let mut source = Source { texture: 0, image: None, layout, context: Arc::clone(context) };
        source.image = Some(image(context, dmabuf)?);
        let entered = context.enter()?;
        let filled = source.adopt(&entered);
        // Dropping the source enters the context.
        drop(entered);
        filled.map(|()| Arc::new(source))
    }

    /// A picture in the GPU's own layout, filled once: for pictures in shared memory and tests.
    ///
    /// # Errors
    /// [`GpuError::Truncated`] when `pixels` are too few, [`GpuError::Unsupported`] for a layout
    /// that no picture has; [`GpuError::Egl`].
    pub fn texture(
        context: &Arc<Context>,
        layout: PackedLayout,
        pixels: &[u8],
    ) -> Result<Arc<Source>, GpuError> {
        layout.check()?;
        check_size(context, &layout)?;
        let (needed, got) = (layout.end().unwrap_or(usize::MAX), pixels.len());
        let pixels = pixels.get(..needed).ok_or(GpuError::Truncated { needed, got })?;
        let mut source = Source { texture: 0, image: None, layout, context: Arc::clone(context) };
        let entered = context.enter()?;
        let filled = source.upload(&entered, pixels);
        drop(entered);
        filled.map(|()| Arc::new(source))
    }

    /// Puts another picture of the same layout in place of the one that [`Source::texture`] was
    /// given.
    ///
    /// # Errors
    /// [`GpuError::Truncated`] when `pixels` are too few, [`GpuError::Unsupported`] for a
    /// compositor's buffer; [`GpuError::Egl`].
    pub fn refill(&mut self, pixels: &[u8]) -> Result<(), GpuError> {
        if self.image.is_some() {
            return Err(GpuError::Unsupported { what: "writing to a dmabuf", value: 0 });
        }
        let (needed, got) = (self.layout.end().unwrap_or(usize::MAX), pixels.len());
        let pixels = pixels.get(..needed).ok_or(GpuError::Truncated { needed, got })?;
        let entered = self.context.enter()?;
        // SAFETY: a texture of this context.
        unsafe { (entered.gl().bind_texture)(is::TEXTURE_2D, self.texture) };
        self.write(&entered, pixels)
    }

    /// Size and format. Offset and stride are of the memory it was made from.
    pub fn layout(&self) -> &PackedLayout {
        &self.layout
    }

    pub(super) fn name(&self) -> u32 {
        self.texture
    }

    /// True for a source of this context.
    pub(super) fn is_of(&self, context: &Arc<Context>) -> bool {
        Arc::ptr_eq(&self.context, context)
    }

    /// Makes a texture, and binds it.
    fn create(&mut self, entered: &Entered<'_>) {
        let gl = entered.gl();
        // SAFETY: valid usage: there is room for one name.
        unsafe { (gl.gen_textures)(1, &mut self.texture) };
        // SAFETY: valid usage: the name is new.
        unsafe { (gl.bind_texture)(is::TEXTURE_2D, self.texture) };
        // A texture without smaller copies of itself is complete only without filters for them.
        for filter in [is::TEXTURE_MIN_FILTER, is::TEXTURE_MAG_FILTER] {
            // SAFETY: numbers alone, of the texture that is bound.
            unsafe { (gl.tex_parameter)(is::TEXTURE_2D, filter, is::NEAREST) };
        }
    }

    /// Makes the texture of the image.
    fn adopt(&mut self, entered: &Entered<'_>) -> Result<(), GpuError> {
        self.create(entered);
        let refused = |code| GpuError::Import { what: "no texture of it", value: code };
        let (Some(adopt), Some(image)) = (entered.gl().image_to_texture, self.image) else {
            return Err(refused(0));
        };
        // SAFETY: valid usage: a texture is bound, and the image is the display's.
        unsafe { adopt(is::TEXTURE_2D, image.as_ptr()) };
        entered.check("glEGLImageTargetTexture2DOES").map_err(|error| match error {
            GpuError::Egl { code, .. } => refused(code.into()),
            other => other,
        })
    }

    /// Makes the texture of rows in memory, of which there are enough.
    fn upload(&mut self, entered: &Entered<'_>, pixels: &[u8]) -> Result<(), GpuError> {
        self.create(entered);
        let (gl, layout) = (entered.gl(), self.layout);
        let (width, height) = (layout.width as i32, layout.height as i32);
        let inside = texels(layout.format).0;
        // SAFETY: numbers alone.
        unsafe { (gl.tex_storage)(is::TEXTURE_2D, 1, inside, width, height) };
        if !layout.format.is_red_first() {
            // OpenGL ES has no format with blue first, but lets shaders see it in another order.
            for (seen, stored) in
                [(is::TEXTURE_SWIZZLE_R, is::BLUE), (is::TEXTURE_SWIZZLE_B, is::RED)]
            {
                // SAFETY: numbers alone.
                unsafe { (gl.tex_parameter)(is::TEXTURE_2D, seen, stored) };
            }
        }
        self.write(entered, pixels)
    }

    /// Copies rows to the texture that is bound.
    fn write(&self, entered: &Entered<'_>, pixels: &[u8]) -> Result<(), GpuError> {
        let (gl, layout) = (entered.gl(), self.layout);
        let (width, height) = (layout.width as i32, layout.height as i32);
        // SAFETY: numbers alone.
        unsafe { (gl.pixel_store)(is::UNPACK_ROW_LENGTH, (layout.stride / 4) as i32) };
        let kind = texels(layout.format).1;
        let rows = pixels.get(layout.offset as usize..).unwrap_or_default().as_ptr();
        // SAFETY: valid usage: the rows are as long and as far from each other as was said, and
        // the caller has seen that the last one ends within `pixels`.
        unsafe {
            (gl.tex_sub_image)(is::TEXTURE_2D, 0, 0, 0, width, height, is::RGBA, kind, rows.cast());
        }
        entered.check("glTexSubImage2D")
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        if let Ok(entered) = self.context.enter() {
            // SAFETY: valid usage: one name, made here, deleted once.
            unsafe { (entered.gl().delete_textures)(1, &self.texture) };
        }
        let display = &self.context.display;
        let gone = self.image.take().map(|image| display.egl.destroy_image(display.raw, image));
        if let Some(Err(error)) = gone {
            tracing::warn!(%error, "image left behind");
        }
    }
}

/// How a texture stores pixels of this format, and how they come.
fn texels(format: Packed) -> (u32, u32) {
    match format {
        Packed::Bgrx | Packed::Rgbx => (is::RGBA8, is::UNSIGNED_BYTE),
        Packed::BgrxTen | Packed::RgbxTen => (is::RGB10_A2, is::UNSIGNED_INT_2_10_10_10_REV),
    }
}

fn check_size(context: &Context, layout: &PackedLayout) -> Result<(), GpuError> {
    let most = context.facts().most_pixels;
    for value in [layout.width, layout.height] {
        if value == 0 || value > most {
            return Err(GpuError::Unsupported { what: "picture size", value: value.into() });
        }
    }
    Ok(())
}

/// The buffer as EGL sees it, which takes descriptors of its own.
fn image(context: &Context, dmabuf: &Dmabuf<'_>) -> Result<egl::Image, GpuError> {
    let mut attributes = vec![
        egl::WIDTH as usize,
        dmabuf.width as usize,
        egl::HEIGHT as usize,
        dmabuf.height as usize,
        FOURCC,
        dmabuf.format.fourcc() as usize,
    ];
    for (names, plane) in PLANE.into_iter().zip(dmabuf.planes) {
        let (low, high) = (dmabuf.modifier & 0xffff_ffff, dmabuf.modifier >> 32);
        let values = [
            plane.fd.as_raw_fd() as usize,
            plane.offset as usize,
            plane.stride as usize,
            low as usize,
            high as usize,
        ];
        attributes.extend(names.into_iter().zip(values).flat_map(|(name, value)| [name, value]));
    }
    attributes.push(egl::ATTRIB_NONE);
    let display = &context.display;
    // SAFETY: this target is of no context, and takes no buffer but the attributes.
    let none = unsafe { egl::Context::from_ptr(egl::NO_CONTEXT) };
    // SAFETY: as above.
    let nothing = unsafe { egl::ClientBuffer::from_ptr(std::ptr::null_mut()) };
    display
        .egl
        .create_image(display.raw, none, LINUX_DMA_BUF, nothing, &attributes)
        .map_err(|error| GpuError::Import { what: "EGL refuses it", value: error.native() as u64 })
}
