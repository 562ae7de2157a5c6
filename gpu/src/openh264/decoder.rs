//! An openh264 decoder object.

use std::ffi::{c_int, c_long, c_uchar, c_void};
use std::ptr::{NonNull, from_mut, null_mut};

use openh264_sys2::source::APILoader;
use openh264_sys2::{
    DECODER_OPTION, DECODER_OPTION_TRACE_LEVEL, DECODING_STATE, ERROR_CON_DISABLE, ISVCDecoder,
    ISVCDecoderVtbl, SBufferInfo, SDecodingParam, SSysMEMBuffer, SVideoProperty,
    VIDEO_BITSTREAM_AVC, WELS_LOG_QUIET, dsErrorFree, dsInvalidArgument,
};

use super::present;
use crate::GpuError;
use crate::decode::Decoded;

const CODEC: &str = "openh264 decoder";

type Decode = unsafe extern "C" fn(
    *mut ISVCDecoder,
    *const c_uchar,
    c_int,
    *mut *mut c_uchar,
    *mut SBufferInfo,
) -> DECODING_STATE;

/// The entries of the decoder's function table that are used.
struct Calls {
    initialize: unsafe extern "C" fn(*mut ISVCDecoder, *const SDecodingParam) -> c_long,
    uninitialize: unsafe extern "C" fn(*mut ISVCDecoder) -> c_long,
    set_option: unsafe extern "C" fn(*mut ISVCDecoder, DECODER_OPTION, *mut c_void) -> c_long,
    decode: Decode,
    flush: unsafe extern "C" fn(
        *mut ISVCDecoder,
        *mut *mut c_uchar,
        *mut SBufferInfo,
    ) -> DECODING_STATE,
}

impl Calls {
    fn of(table: &ISVCDecoderVtbl) -> Result<Calls, GpuError> {
        Ok(Calls {
            initialize: present(table.Initialize, CODEC)?,
            uninitialize: present(table.Uninitialize, CODEC)?,
            set_option: present(table.SetOption, CODEC)?,
            decode: present(table.DecodeFrameNoDelay, CODEC)?,
            flush: present(table.FlushFrame, CODEC)?,
        })
    }
}

/// The bare object, destroyed on drop.
struct Object(NonNull<ISVCDecoder>);

impl Drop for Object {
    fn drop(&mut self) {
        // SAFETY: the object came from the create call and is destroyed exactly once, here.
        unsafe { APILoader::WelsDestroyDecoder(self.0.as_ptr()) }
    }
}

/// An open decoder without concealment: a picture is whole or it is not shown.
pub struct RawDecoder {
    object: Object,
    calls: Calls,
    planes: [*mut c_uchar; 3],
    info: SBufferInfo,
}

// SAFETY: the object is not tied to a thread: its state is in its own heap memory, it has no
// worker threads by default, and `&mut self` on every call admits one caller at a time. The
// planes point only into the object's memory.
unsafe impl Send for RawDecoder {}

impl RawDecoder {
    /// Opens a decoder that writes nothing to the standard streams.
    ///
    /// # Errors
    /// [`GpuError::Open`] when the library has no memory.
    pub fn open() -> Result<RawDecoder, GpuError> {
        let mut object = null_mut();
        // SAFETY: `object` is a valid out-slot.
        let code = unsafe { APILoader::WelsCreateDecoder(&mut object) };
        let refused = |code: c_long| GpuError::Open { codec: CODEC, code };
        let object = Object(NonNull::new(object).ok_or_else(|| refused(code))?);
        // SAFETY: the created object is valid and starts with the pointer to its table.
        let table = unsafe { object.0.as_ptr().read() };
        // SAFETY: the table is a constant of the library.
        let calls = Calls::of(unsafe { &*table })?;
        let (planes, info) = ([null_mut(); 3], SBufferInfo::default());
        let decoder = RawDecoder { object, calls, planes, info };
        let mut quiet = WELS_LOG_QUIET;
        let (object, level) = (decoder.object.0.as_ptr(), from_mut(&mut quiet).cast());
        let set_option = decoder.calls.set_option;
        // SAFETY: the object is valid; the option is a 32-bit number, which `quiet` is, and is
        // read during the call.
        match unsafe { set_option(object, DECODER_OPTION_TRACE_LEVEL, level) } {
            0 => decoder.initialized(),
            code => Err(refused(code)),
        }
    }

    fn initialized(self) -> Result<RawDecoder, GpuError> {
        let property = SVideoProperty {
            size: size_of::<SVideoProperty>() as u32,
            eVideoBsType: VIDEO_BITSTREAM_AVC,
        };
        let parameters = SDecodingParam {
            eEcActiveIdc: ERROR_CON_DISABLE,
            sVideoProperty: property,
            ..SDecodingParam::default()
        };
        // SAFETY: the object is valid and `parameters` is a live struct that is only read.
        match unsafe { (self.calls.initialize)(self.object.0.as_ptr(), &parameters) } {
            0 => Ok(self),
            code => Err(GpuError::Open { codec: CODEC, code }),
        }
    }

    /// Decodes one access unit. Returns the library's state bits, 0 for no error; then
    /// [`RawDecoder::picture`] has the picture, if the unit shows one.
    pub fn decode(&mut self, unit: &[u8]) -> u32 {
        (self.planes, self.info) = ([null_mut(); 3], SBufferInfo::default());
        let Ok(len) = c_int::try_from(unit.len()) else { return dsInvalidArgument as u32 };
        let (object, planes) = (self.object.0.as_ptr(), self.planes.as_mut_ptr());
        let info = from_mut(&mut self.info);
        // SAFETY: the object is valid, `unit` has `len` bytes that are only read, and the two
        // outputs are live and as large as the call writes (three pointers, one struct).
        let state = unsafe { (self.calls.decode)(object, unit.as_ptr(), len, planes, info) };
        if state != dsErrorFree || self.shows() {
            return state as u32;
        }
        // Profiles that may hold B pictures are queued for display order; ours hold none.
        // SAFETY: as above.
        (unsafe { (self.calls.flush)(object, planes, info) }) as u32
    }

    /// True when the last unit came with a picture.
    pub fn shows(&self) -> bool {
        self.info.iBufferStatus == 1
    }

    /// The picture of the last unit.
    pub fn picture(&self) -> Option<Decoded<'_>> {
        if !self.shows() || self.planes.iter().any(|plane| plane.is_null()) {
            return None;
        }
        // SAFETY: the union has one member, plain integers.
        let layout: SSysMEMBuffer = unsafe { self.info.UsrData.sSystemBuffer };
        let [width, height] = [layout.iWidth, layout.iHeight].map(|n| u32::try_from(n).ok());
        let (width, height) = (width.filter(|n| *n > 0)?, height.filter(|n| *n > 0)?);
        let [luma, chroma] = layout.iStride.map(|stride| u32::try_from(stride).unwrap_or(0));
        let chroma_size = (width.div_ceil(2), height.div_ceil(2));
        Some(Decoded {
            width,
            height,
            planes: [
                self.plane(self.planes[0], luma, (width, height))?,
                self.plane(self.planes[1], chroma, chroma_size)?,
                self.plane(self.planes[2], chroma, chroma_size)?,
            ],
            strides: [luma, chroma, chroma],
            gpu: None,
        })
    }

    /// The samples of one plane, which end with the last row's last sample.
    fn plane(&self, start: *mut u8, stride: u32, (width, rows): (u32, u32)) -> Option<&[u8]> {
        if stride < width {
            return None;
        }
        let len = stride as usize * (rows as usize - 1) + width as usize;
        // SAFETY: the picture of the last unit has `rows` rows of `stride` samples from `start`
        // on (its buffer has a border around them), and the next call, which needs `&mut self`,
        // forgets `start` before it touches them.
        Some(unsafe { std::slice::from_raw_parts(start, len) })
    }
}

impl Drop for RawDecoder {
    fn drop(&mut self) {
        // SAFETY: the object is valid; it is destroyed only after this, with its field.
        let code = unsafe { (self.calls.uninitialize)(self.object.0.as_ptr()) };
        if code != 0 {
            tracing::warn!(code, "decoder left open");
        }
    }
}
