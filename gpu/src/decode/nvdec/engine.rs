//! Parser and decoder of the driver. The parser reads a unit and calls back on the same thread:
//! with the stream's parameters, for which a decoder is made, and with each picture, which the
//! decoder is given.

use std::ffi::{c_int, c_void};
use std::ptr::{NonNull, null_mut};
use std::sync::Arc;

use lumen_nvenc_sys::cuvid as cu;

use super::caps::{Codec, Shape, surface_code};
use super::error::NvdecError;
use super::{MISSING, Nvdec, check, zeroed};

/// Parts of a packet's meaning. Source: dynlink_nvcuvid.h, `CUvideopacketflags`.
const TIMESTAMP: u64 = 0x02;
const END_OF_PICTURE: u64 = 0x08;

/// Damaged pictures are decoded all the same, and told of by their status.
const TOLERANCE: u32 = 100;

/// Pictures that are mapped at once: the one in hand.
const MAPPED: u64 = 1;

/// Answers of a callback.
const FAILED: c_int = 0;
const DONE: c_int = 1;

/// An open decoder for pictures of one shape.
pub(super) struct RawDecoder {
    raw: cu::CUvideodecoder,
    nvdec: Arc<Nvdec>,
    pub shape: Shape,
}

impl RawDecoder {
    /// Within the context.
    fn open(nvdec: &Arc<Nvdec>, shape: Shape) -> Result<RawDecoder, NvdecError> {
        nvdec.caps(shape.codec, shape.chroma, shape.bits)?.check(&shape)?;
        let mut info: cu::CUVIDDECODECREATEINFO = zeroed();
        let (width, height) = (u64::from(shape.coded.0), u64::from(shape.coded.1));
        (info.ulWidth, info.ulHeight) = (width, height);
        (info.ulMaxWidth, info.ulMaxHeight) = (width, height);
        (info.ulTargetWidth, info.ulTargetHeight) = (width, height);
        info.ulNumDecodeSurfaces = shape.surfaces.into();
        info.ulNumOutputSurfaces = MAPPED;
        info.CodecType = shape.codec.code();
        info.ChromaFormat = shape.chroma.code();
        info.bitDepthMinus8 = u64::from(shape.bits - 8);
        info.OutputFormat = surface_code(shape.surface());
        info.DeinterlaceMode = cu::cudaVideoDeinterlaceMode::cudaVideoDeinterlaceMode_Weave;
        info.ulCreationFlags = cu::cudaVideoCreateFlags_enum::cudaVideoCreate_PreferCUVID.0.into();
        let mut raw = null_mut();
        let made = match nvdec.api.create_decoder {
            // SAFETY: a context is current; the struct and the place for the handle are valid.
            Some(function) => unsafe { function(&mut raw, &mut info) },
            None => MISSING,
        };
        check("cuvidCreateDecoder", made)?;
        Ok(RawDecoder { raw, nvdec: Arc::clone(nvdec), shape })
    }

    fn decode(&self, picture: *mut cu::CUVIDPICPARAMS) -> Result<(), NvdecError> {
        let decoded = match self.nvdec.api.decode_picture {
            // SAFETY: the decoder is open; the parser's picture is valid during its callback.
            Some(function) => unsafe { function(self.raw, picture) },
            None => MISSING,
        };
        check("cuvidDecodePicture", decoded)
    }

    /// Address and row distance of a picture. Within the context.
    pub fn map(&self, index: c_int) -> Result<(u64, u32), NvdecError> {
        let mut how: cu::CUVIDPROCPARAMS = zeroed();
        how.progressive_frame = 1;
        let (mut address, mut pitch) = (0, 0);
        let mapped = match self.nvdec.api.map_video_frame {
            // SAFETY: the decoder is open, and all places are valid.
            Some(function) => unsafe {
                function(self.raw, index, &mut address, &mut pitch, &mut how)
            },
            None => MISSING,
        };
        check("cuvidMapVideoFrame64", mapped)?;
        Ok((address, pitch))
    }

    /// Within the context.
    pub fn unmap(&self, address: u64) -> Result<(), NvdecError> {
        let unmapped = match self.nvdec.api.unmap_video_frame {
            // SAFETY: the decoder is open; the address is of a mapped picture.
            Some(function) => unsafe { function(self.raw, address) },
            None => MISSING,
        };
        check("cuvidUnmapVideoFrame64", unmapped)
    }

    /// Refuses a picture that was damaged. Within the context, after mapping.
    pub fn whole(&self, index: c_int) -> Result<(), NvdecError> {
        let mut status: cu::CUVIDGETDECODESTATUS = zeroed();
        let asked = match self.nvdec.api.get_decode_status {
            // SAFETY: the decoder is open; the call writes to a valid struct.
            Some(function) => unsafe { function(self.raw, index, &mut status) },
            None => MISSING,
        };
        check("cuvidGetDecodeStatus", asked)?;
        use cu::cuvidDecodeStatus_enum as Status;
        let damaged =
            [Status::cuvidDecodeStatus_Error.0, Status::cuvidDecodeStatus_Error_Concealed.0];
        match status.decodeStatus.0 {
            state if damaged.contains(&state) => Err(NvdecError::Damaged { state }),
            _ => Ok(()),
        }
    }
}

impl Drop for RawDecoder {
    fn drop(&mut self) {
        let Ok(_entered) = self.nvdec.context.enter() else { return };
        let closed = match self.nvdec.api.destroy_decoder {
            // SAFETY: opened once, closed once; no picture is mapped, since those borrow it.
            Some(function) => unsafe { function(self.raw) },
            None => MISSING,
        };
        let closed = check("cuvidDestroyDecoder", closed);
        closed.unwrap_or_else(|error| tracing::warn!(%error, "decoder left open"));
    }
}

/// What the callbacks work on.
struct State {
    nvdec: Arc<Nvdec>,
    codec: Codec,
    decoder: Option<RawDecoder>,
    /// The picture that was decoded last of the unit in work.
    picture: Option<c_int>,
    /// Why a callback failed.
    error: Option<NvdecError>,
}

/// The driver's parser, and the decoder that it feeds.
pub(super) struct Parser {
    raw: cu::CUvideoparser,
    /// The parser has this address too. It is dereferenced by the callbacks, which run within
    /// `feed`, and by methods of this value, outside of it.
    state: NonNull<State>,
}

// SAFETY: the driver ties neither parser nor decoder to a thread; the context is entered for each
// call, and `&mut self` keeps other threads out.
unsafe impl Send for Parser {}

impl Parser {
    pub fn open(nvdec: &Arc<Nvdec>, codec: Codec) -> Result<Parser, NvdecError> {
        let nvdec = Arc::clone(nvdec);
        let state = State { nvdec, codec, decoder: None, picture: None, error: None };
        let state = NonNull::from(Box::leak(Box::new(state)));
        let mut parser = Parser { raw: null_mut(), state };
        let mut params: cu::CUVIDPARSERPARAMS = zeroed();
        params.CodecType = codec.code();
        // The callback for parameters says how many there are.
        params.ulMaxNumDecodeSurfaces = 1;
        params.ulErrorThreshold = TOLERANCE;
        params.ulMaxDisplayDelay = 0;
        params.pUserData = state.as_ptr().cast();
        params.pfnSequenceCallback = Some(on_sequence);
        params.pfnDecodePicture = Some(on_picture);
        let nvdec = Arc::clone(&parser.state().nvdec);
        let _entered = nvdec.context.enter()?;
        let made = match nvdec.api.create_video_parser {
            // SAFETY: a context is current; the struct is valid, its callbacks have the declared
            // signatures, and the user's pointer lives as long as the parser.
            Some(function) => unsafe { function(&mut parser.raw, &mut params) },
            None => MISSING,
        };
        check("cuvidCreateVideoParser", made)?;
        Ok(parser)
    }

    pub fn codec(&self) -> Codec {
        self.state().codec
    }

    pub fn decoder(&self) -> Option<&RawDecoder> {
        self.state().decoder.as_ref()
    }

    pub fn nvdec(&self) -> &Arc<Nvdec> {
        &self.state().nvdec
    }

    fn state(&self) -> &State {
        // SAFETY: allocated in `open`, freed in `drop`; no callback runs, since those run within
        // `feed`, which borrows the parser for itself.
        unsafe { self.state.as_ref() }
    }

    fn state_mut(&mut self) -> &mut State {
        // SAFETY: as in `state`.
        unsafe { self.state.as_mut() }
    }

    /// Parses and decodes a whole unit; the picture it gave.
    pub fn feed(&mut self, unit: &[u8]) -> Result<Option<c_int>, NvdecError> {
        let nvdec = Arc::clone(self.nvdec());
        let _entered = nvdec.context.enter()?;
        let state = self.state_mut();
        (state.picture, state.error) = (None, None);
        let mut packet: cu::CUVIDSOURCEDATAPACKET = zeroed();
        packet.flags = TIMESTAMP | END_OF_PICTURE;
        packet.payload_size = unit.len() as u64;
        packet.payload = unit.as_ptr();
        let parsed = match nvdec.api.parse_video_data {
            // SAFETY: the parser is open and a context current; the payload outlives the call, and
            // no reference to the state is in use while callbacks make theirs.
            Some(function) => unsafe { function(self.raw, &mut packet) },
            None => MISSING,
        };
        let state = self.state_mut();
        match (state.error.take(), state.picture.take()) {
            (Some(error), _) => Err(error),
            (None, picture) => check("cuvidParseVideoData", parsed).map(|()| picture),
        }
    }
}

impl Drop for Parser {
    fn drop(&mut self) {
        let nvdec = Arc::clone(self.nvdec());
        let entered = nvdec.context.enter();
        if !self.raw.is_null() && entered.is_ok() {
            let closed = match nvdec.api.destroy_video_parser {
                // SAFETY: opened once, closed once.
                Some(function) => unsafe { function(self.raw) },
                None => MISSING,
            };
            let closed = check("cuvidDestroyVideoParser", closed);
            closed.unwrap_or_else(|error| tracing::warn!(%error, "parser left open"));
        }
        // SAFETY: allocated by `Box` in `open`; the parser, which had the address, is gone.
        drop(unsafe { Box::from_raw(self.state.as_ptr()) });
    }
}

/// The parser has read other parameters than before. Answers with the number of pictures that it
/// may keep.
unsafe extern "C" fn on_sequence(state: *mut c_void, format: *mut cu::CUVIDEOFORMAT) -> c_int {
    // SAFETY: the pointer that `Parser::open` gave, not dereferenced by anyone else meanwhile.
    let Some(state) = (unsafe { state.cast::<State>().as_mut() }) else { return FAILED };
    // SAFETY: the parser's own struct, valid during the callback.
    let Some(format) = (unsafe { format.as_ref() }) else { return FAILED };
    match state.reshape(format) {
        Ok(surfaces) => surfaces as c_int,
        Err(error) => {
            state.error = Some(error);
            FAILED
        }
    }
}

/// The parser has read the slices of a picture.
unsafe extern "C" fn on_picture(state: *mut c_void, picture: *mut cu::CUVIDPICPARAMS) -> c_int {
    // SAFETY: as in `on_sequence`.
    let Some(state) = (unsafe { state.cast::<State>().as_mut() }) else { return FAILED };
    if picture.is_null() {
        return FAILED;
    }
    match state.decode(picture) {
        Ok(()) => DONE,
        Err(error) => {
            state.error = Some(error);
            FAILED
        }
    }
}

impl State {
    /// Makes a decoder for what comes, unless it is what came; how many pictures it keeps.
    fn reshape(&mut self, format: &cu::CUVIDEOFORMAT) -> Result<u32, NvdecError> {
        let shape = Shape::of(self.codec, format)?;
        if self.decoder.as_ref().is_none_or(|decoder| decoder.shape != shape) {
            // The old one first: memory for both may not be there.
            self.decoder = None;
            self.decoder = Some(RawDecoder::open(&self.nvdec, shape)?);
        }
        Ok(shape.surfaces)
    }

    fn decode(&mut self, picture: *mut cu::CUVIDPICPARAMS) -> Result<(), NvdecError> {
        let Some(decoder) = &self.decoder else { return Err(NvdecError::Damaged { state: 0 }) };
        // SAFETY: the parser's own struct, valid during the callback and not null.
        let facts = unsafe { &*picture };
        let (index, field) = (facts.CurrPicIdx, facts.field_pic_flag);
        if field != 0 {
            return Err(NvdecError::Stream { what: "field", value: 1 });
        }
        decoder.decode(picture)?;
        self.picture = Some(index);
        Ok(())
    }
}
