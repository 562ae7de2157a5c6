//! An openh264 encoder object.

use std::ffi::{c_int, c_void};
use std::ptr::{NonNull, from_mut, null_mut};

use openh264_sys2::source::APILoader;
use openh264_sys2::{
    ENCODER_OPTION, ENCODER_OPTION_SVC_ENCODE_PARAM_EXT, ENCODER_OPTION_TRACE_LEVEL, ISVCEncoder,
    ISVCEncoderVtbl, SEncParamExt, SFrameBSInfo, SLayerBSInfo, SSourcePicture, WELS_LOG_QUIET,
    videoFormatI420, videoFrameTypeIDR,
};

use super::present;
use crate::GpuError;
use crate::convert::Yuv420;
use crate::encode::FrameKind;

const CODEC: &str = "openh264 encoder";

/// The entries of the encoder's function table that are used.
struct Calls {
    initialize: unsafe extern "C" fn(*mut ISVCEncoder, *const SEncParamExt) -> c_int,
    encode:
        unsafe extern "C" fn(*mut ISVCEncoder, *const SSourcePicture, *mut SFrameBSInfo) -> c_int,
    force_intra: unsafe extern "C" fn(*mut ISVCEncoder, bool) -> c_int,
    set_option: unsafe extern "C" fn(*mut ISVCEncoder, ENCODER_OPTION, *mut c_void) -> c_int,
}

impl Calls {
    fn of(table: &ISVCEncoderVtbl) -> Result<Calls, GpuError> {
        Ok(Calls {
            initialize: present(table.InitializeExt, CODEC)?,
            encode: present(table.EncodeFrame, CODEC)?,
            force_intra: present(table.ForceIntraFrame, CODEC)?,
            set_option: present(table.SetOption, CODEC)?,
        })
    }
}

/// The bare object, destroyed on drop, which also shuts it down.
struct Object(NonNull<ISVCEncoder>);

impl Drop for Object {
    fn drop(&mut self) {
        // SAFETY: the object came from the create call and is destroyed exactly once, here.
        unsafe { APILoader::WelsDestroySVCEncoder(self.0.as_ptr()) }
    }
}

/// An open encoder.
pub struct RawEncoder {
    object: Object,
    calls: Calls,
    parameters: SEncParamExt,
    output: Box<SFrameBSInfo>,
}

// SAFETY: the object is not tied to a thread: its state is in its own heap memory, and
// `&mut self` on every call that changes it admits one caller at a time. The output points only
// into the object's memory.
unsafe impl Send for RawEncoder {}

impl RawEncoder {
    /// Opens an encoder that writes nothing to the standard streams.
    ///
    /// # Errors
    /// [`GpuError::Open`] when the library refuses the parameters.
    pub fn open(parameters: SEncParamExt) -> Result<RawEncoder, GpuError> {
        let mut object = null_mut();
        // SAFETY: `object` is a valid out-slot.
        let code = unsafe { APILoader::WelsCreateSVCEncoder(&mut object) };
        let refused = |code: c_int| GpuError::Open { codec: CODEC, code: code.into() };
        let object = Object(NonNull::new(object).ok_or_else(|| refused(code))?);
        // SAFETY: the created object is valid and starts with the pointer to its table.
        let table = unsafe { object.0.as_ptr().read() };
        // SAFETY: the table is a constant of the library.
        let calls = Calls::of(unsafe { &*table })?;
        let mut encoder = RawEncoder { object, calls, parameters, output: Box::default() };
        encoder.set_option(ENCODER_OPTION_TRACE_LEVEL, &mut { WELS_LOG_QUIET })?;
        // SAFETY: the object is valid and `parameters` is a live struct that is only read.
        match unsafe { (encoder.calls.initialize)(encoder.object.0.as_ptr(), &parameters) } {
            0 => Ok(encoder),
            code => Err(refused(code)),
        }
    }

    /// Sets one option. `T` must be the type that the library reads for `option`.
    fn set_option<T>(&mut self, option: ENCODER_OPTION, value: &mut T) -> Result<(), GpuError> {
        let value = from_mut(value).cast();
        // SAFETY: the object is valid; `value` points to a live `T`, which the private callers
        // choose as the option's type in codec_app_def.h. The call keeps no pointer.
        match unsafe { (self.calls.set_option)(self.object.0.as_ptr(), option, value) } {
            0 => Ok(()),
            code => Err(GpuError::Encode { call: "set option", code: code.into() }),
        }
    }

    /// Sets the quantiser from the next frame on.
    ///
    /// # Errors
    /// [`GpuError::Encode`] when the encoder is not open.
    pub fn set_quantiser(&mut self, qp: u8) -> Result<(), GpuError> {
        let current = &mut self.parameters.sSpatialLayers[0].iDLayerQp;
        if *current == i32::from(qp) {
            return Ok(());
        }
        *current = qp.into();
        let mut parameters = self.parameters;
        self.set_option(ENCODER_OPTION_SVC_ENCODE_PARAM_EXT, &mut parameters)
    }

    /// Makes the next frame an IDR with parameter sets.
    ///
    /// # Errors
    /// [`GpuError::Encode`] when the encoder is not open.
    pub fn force_idr(&mut self) -> Result<(), GpuError> {
        // SAFETY: the object is valid. The C++ method has a second parameter, a layer, which the
        // C table leaves undefined; the library reads it only for simulcast, which is off.
        match unsafe { (self.calls.force_intra)(self.object.0.as_ptr(), true) } {
            0 => Ok(()),
            code => Err(GpuError::Encode { call: "force intra", code: code.into() }),
        }
    }

    /// Encodes one picture at `millis` on the stream's time line. `None` when the library left
    /// the frame out.
    ///
    /// # Errors
    /// [`GpuError::Encode`]; the encoder is then of no more use.
    pub fn encode(&mut self, picture: &Yuv420, millis: i64) -> Result<Option<FrameKind>, GpuError> {
        let [y, u, v] = picture.planes().map(|plane| plane.as_ptr().cast_mut());
        let [luma, chroma, _] = picture.strides().map(|stride| stride as c_int);
        let source = SSourcePicture {
            iColorFormat: videoFormatI420,
            iStride: [luma, chroma, chroma, 0],
            pData: [y, u, v, null_mut()],
            iPicWidth: picture.width() as c_int,
            iPicHeight: picture.height() as c_int,
            uiTimeStamp: millis,
            ..SSourcePicture::default()
        };
        let (object, output) = (self.object.0.as_ptr(), from_mut(self.output.as_mut()));
        // SAFETY: object and output are valid and not shared. The source is three live planes of
        // stride times rows bytes, which the library only reads, and only during the call.
        match unsafe { (self.calls.encode)(object, &source, output) } {
            0 => Ok(self.kind()),
            code => Err(GpuError::Encode { call: "encode frame", code: code.into() }),
        }
    }

    fn kind(&self) -> Option<FrameKind> {
        match self.layers().is_empty() {
            true => None,
            false if self.output.eFrameType == videoFrameTypeIDR => Some(FrameKind::Idr),
            false => Some(FrameKind::Predicted),
        }
    }

    /// The groups of NAL units of the last frame.
    fn layers(&self) -> &[SLayerBSInfo] {
        let count = usize::try_from(self.output.iLayerNum).unwrap_or(0);
        self.output.sLayerInfo.get(..count).unwrap_or(&[])
    }

    /// Sizes of the NAL units of the last frame with their start codes, in stream order.
    pub fn nal_sizes(&self) -> impl Iterator<Item = usize> {
        self.layers().iter().flat_map(nal_sizes).map(|&size| usize::try_from(size).unwrap_or(0))
    }

    /// All bytes of the last frame, Annex B.
    ///
    /// # Errors
    /// [`GpuError::Encode`] if the library did not lay its layers end to end, which its
    /// `WelsEncoderEncodeExt` does (it writes them all to `pFrameBs`).
    pub fn unit(&self) -> Result<&[u8], GpuError> {
        let Some(first) = self.layers().first() else { return Ok(&[]) };
        let mut len = 0;
        for layer in self.layers() {
            if layer.pBsBuf.addr() != first.pBsBuf.addr() + len {
                return Err(GpuError::Encode { call: "layer order", code: len as i64 });
            }
            let sizes = nal_sizes(layer).iter();
            len += sizes.map(|&size| usize::try_from(size).unwrap_or(0)).sum::<usize>();
        }
        // SAFETY: the layers lie end to end in the encoder's frame buffer, as just checked, and
        // stay as they are until the next call with `&mut self`.
        Ok(unsafe { std::slice::from_raw_parts(first.pBsBuf, len) })
    }
}

fn nal_sizes(layer: &SLayerBSInfo) -> &[c_int] {
    let count = usize::try_from(layer.iNalCount).unwrap_or(0);
    if layer.pNalLengthInByte.is_null() {
        return &[];
    }
    // SAFETY: a layer of the current output has `iNalCount` sizes at `pNalLengthInByte`, in
    // memory of the encoder, and layers are handed in only while the encoder is borrowed.
    unsafe { std::slice::from_raw_parts(layer.pNalLengthInByte, count) }
}
