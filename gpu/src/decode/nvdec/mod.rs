//! H.264 and HEVC on NVIDIA GPUs: NVDEC through cuvid.
//!
//! | module | is |
//! |---|---|
//! | [`caps`] | what a stream is, what the GPU decodes; pure |
//! | [`picture`] | a decoded picture in the GPU's memory |
//! | `on_gpu` | a decoder for pictures that a window reads, feature `vulkan` |
//! | [`units`] | access units of a file |
//! | [`error`] | what is refused, in words |
//! | `engine` | parser and decoder of the driver, and what they call |
//!
//! A unit goes in whole and marked as complete, so its picture comes out of the same call: the
//! driver's parser would otherwise wait for the next unit. Pictures are shown in the order in which
//! they are decoded, which is that of every low-delay stream. One thread at a time.
//!
//! Source: dynlink_nvcuvid.h, dynlink_cuviddec.h; NVDEC programming guide.

use std::ffi::c_int;
use std::fmt;
use std::mem::MaybeUninit;
use std::path::PathBuf;
use std::sync::Arc;

use lumen_nvenc_sys::cuvid as cu;
use lumen_nvenc_sys::load::DecodeApi;

pub mod caps;
mod engine;
pub mod error;
#[cfg(feature = "vulkan")]
pub mod on_gpu;
pub mod picture;
pub mod units;

use self::caps::{Chroma, Codec, DecodeCaps};
use self::engine::Parser;
use self::error::NvdecError;
use self::picture::Picture;
use super::part::part;
use super::{Decode, Decoded};
use crate::GpuError;
use crate::convert::surface::SurfaceFormat;
use crate::cuda::Context;
use crate::cuda::host::HostMemory;

/// NVDEC and CUDA of this machine. Made once and shared by all decoders.
pub struct Nvdec {
    api: DecodeApi,
    context: Arc<Context>,
}

impl fmt::Debug for Nvdec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Nvdec").field(&self.gpu()).finish()
    }
}

/// Which files to use instead of the system's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Libraries {
    /// cuvid.
    pub cuvid: Option<PathBuf>,
    /// CUDA.
    pub cuda: Option<PathBuf>,
}

impl Nvdec {
    /// Loads the libraries and opens the first GPU. Opens no decoder.
    ///
    /// # Errors
    /// [`NvdecError::Load`] and [`NvdecError::Cuda`].
    pub fn load(libraries: &Libraries) -> Result<Arc<Nvdec>, NvdecError> {
        let context = Context::open(libraries.cuda.as_deref())?;
        let api = DecodeApi::load(libraries.cuvid.as_deref())?;
        Ok(Arc::new(Nvdec { api, context }))
    }

    /// The GPU's name.
    pub fn gpu(&self) -> &str {
        self.context.name()
    }

    /// CUDA's context, in which pictures are.
    pub fn context(&self) -> &Arc<Context> {
        &self.context
    }

    /// What the GPU decodes of a codec.
    ///
    /// # Errors
    /// [`NvdecError::Call`].
    pub fn caps(&self, codec: Codec, chroma: Chroma, bits: u32) -> Result<DecodeCaps, NvdecError> {
        let _entered = self.context.enter()?;
        let mut caps: cu::CUVIDDECODECAPS = zeroed();
        caps.eCodecType = codec.code();
        caps.eChromaFormat = chroma.code();
        caps.nBitDepthMinus8 = bits.saturating_sub(8);
        let asked = match self.api.get_decoder_caps {
            // SAFETY: a context is current; the call writes to a valid struct.
            Some(function) => unsafe { function(&mut caps) },
            None => MISSING,
        };
        check("cuvidGetDecoderCaps", asked)?;
        Ok(DecodeCaps::from(&caps))
    }
}

/// The answer of an entry point that is not there, which loading has ruled out. Source: cuda.h,
/// `CUDA_ERROR_NOT_FOUND`.
const MISSING: cu::CUresult = cu::cudaError_enum(500);

fn check(call: &'static str, result: cu::CUresult) -> Result<(), NvdecError> {
    match result.0 {
        0 => Ok(()),
        code => Err(NvdecError::Call { call, code }),
    }
}

/// A struct of cuvid's, whose reserved members must be zero.
///
/// # Safety
/// All-zero bytes are a value of the type.
unsafe trait Plain: Sized {}

macro_rules! plain {
    ($($name:ident)*) => {$(
        // SAFETY: a C struct of integers, nullable pointers, and arrays of them.
        unsafe impl Plain for cu::$name {}
    )*};
}

plain! {
    CUVIDDECODECAPS CUVIDDECODECREATEINFO CUVIDEOFORMAT CUVIDGETDECODESTATUS CUVIDPARSERPARAMS
    CUVIDPROCPARAMS CUVIDSOURCEDATAPACKET
}

fn zeroed<T: Plain>() -> T {
    // SAFETY: the trait's promise.
    unsafe { MaybeUninit::zeroed().assume_init() }
}

/// A decoder whose pictures stay in the GPU's memory.
pub struct NvdecDecoder {
    parser: Parser,
    /// The picture of the unit that was taken last.
    started: Option<c_int>,
}

impl NvdecDecoder {
    /// Opens a decoder that waits for its first key frame.
    ///
    /// # Errors
    /// [`NvdecError::Codec`] when the GPU decodes no stream of this codec.
    pub fn open(nvdec: &Arc<Nvdec>, codec: Codec) -> Result<NvdecDecoder, NvdecError> {
        let (chroma, bits) = (Chroma::Half, 8);
        if !nvdec.caps(codec, chroma, bits)?.supported {
            return Err(NvdecError::Codec { codec, chroma, bits });
        }
        Ok(NvdecDecoder { parser: Parser::open(nvdec, codec)?, started: None })
    }

    /// Starts to decode one access unit (Annex B) and does not wait for it.
    ///
    /// # Errors
    /// [`NvdecError::Damaged`]: ask for a key frame. What the stream asks of the GPU that it does
    /// not do; [`NvdecError::Call`].
    pub fn submit(&mut self, unit: &[u8]) -> Result<(), NvdecError> {
        self.started = None;
        let sliced = units::has_slices(self.parser.codec(), unit);
        self.started = self.parser.feed(unit)?;
        match self.started {
            None if sliced => Err(NvdecError::Damaged { state: 0 }),
            _ => Ok(()),
        }
    }

    /// Waits for the picture of the unit that was started last, once; `None` when it has no
    /// slices. What follows in the default stream of CUDA sees the picture decoded.
    ///
    /// # Errors
    /// As [`NvdecDecoder::submit`].
    pub fn picture(&mut self) -> Result<Option<Picture<'_>>, NvdecError> {
        let started = self.started.take();
        started.map(|index| Picture::map(&mut self.parser, index)).transpose()
    }

    /// Decodes one access unit (Annex B): both steps.
    ///
    /// # Errors
    /// As [`NvdecDecoder::submit`].
    pub fn decode(&mut self, unit: &[u8]) -> Result<Option<Picture<'_>>, NvdecError> {
        self.submit(unit)?;
        self.picture()
    }
}

/// A decoder whose pictures are copied to the CPU's memory: 8 bits, 4:2:0.
pub struct NvdecToHost {
    decoder: NvdecDecoder,
    surface: HostMemory,
    chroma: [Vec<u8>; 2],
}

impl NvdecToHost {
    /// As [`NvdecDecoder::open`].
    ///
    /// # Errors
    /// As [`NvdecDecoder::open`].
    pub fn open(nvdec: &Arc<Nvdec>, codec: Codec) -> Result<NvdecToHost, NvdecError> {
        let decoder = NvdecDecoder::open(nvdec, codec)?;
        let surface = HostMemory::new(nvdec.context(), 0)?;
        Ok(NvdecToHost { decoder, surface, chroma: [Vec::new(), Vec::new()] })
    }
}

impl Decode for NvdecToHost {
    fn submit(&mut self, unit: &[u8]) -> Result<(), GpuError> {
        Ok(self.decoder.submit(unit)?)
    }

    /// Allocates with the first picture of a size, then no more.
    fn picture(&mut self) -> Result<Option<Decoded<'_>>, GpuError> {
        let Some(picture) = self.decoder.picture()? else { return Ok(None) };
        let (width, height) = picture.size();
        if picture.format() != SurfaceFormat::Nv12 {
            let format = picture.format() as u64;
            return Err(NvdecError::Stream { what: "surface format", value: format }.into());
        }
        if self.surface.len() != picture.len() {
            self.surface =
                HostMemory::new(picture.context(), picture.len()).map_err(NvdecError::from)?;
        }
        picture.read(&mut self.surface)?;
        let luma = width as usize * height as usize;
        let (columns, rows) = (width.div_ceil(2), height.div_ceil(2));
        let (y, pairs) = self.surface.split_at(luma);
        let [u, v] = &mut self.chroma;
        for plane in [&mut *u, &mut *v] {
            plane.resize(columns as usize * rows as usize, 0);
        }
        part(pairs, u, v);
        let strides = [width, columns, columns];
        Ok(Some(Decoded { width, height, planes: [y, u, v], strides, gpu: None }))
    }
}

#[cfg(test)]
mod tests;
