//! The calls, compiled once for each version of the API: structs differ in layout, the code does
//! not. Source: nvEncodeAPI.h names each call's parameters.

use std::ffi::{c_char, c_void};
use std::ptr::null;

use lumen_nvenc_sys::guid;
use lumen_nvenc_sys::status::Status;
use lumen_nvenc_sys::v12_1::GUID as Guid;
use lumen_nvenc_sys::version::Versioned;

use super::fill::Filled;
use super::{VERSION, nv};
use crate::encode::nvenc::api::{Api, Handle, Job, Lock, Locked, Setup};
use crate::encode::nvenc::caps::{Codec, CodecCaps};
use crate::encode::nvenc::config::NvencConfig;
use crate::encode::nvenc::hdr::Messages;
use crate::encode::nvenc::long_term::{LongTermDone, LongTermUse};
use crate::encode::nvenc::surface::{SurfaceFormat, SurfaceLayout};

/// The function table of this version.
pub(in crate::encode::nvenc::api) struct Calls(pub nv::NV_ENCODE_API_FUNCTION_LIST);

// SAFETY: the table is function pointers into a library that stays mapped, and reserved nulls.
unsafe impl Send for Calls {}
// SAFETY: as above; nobody writes the table.
unsafe impl Sync for Calls {}

/// Calls a function of the table; its status.
macro_rules! invoke {
    ($calls:ident.$function:ident($($argument:expr),*)) => {
        match $calls.0.$function {
            // SAFETY: handles are of this driver and alive, says the trait. Every struct carries
            // its version word and outlives the call, and so does what it points to.
            Some(function) => Status(unsafe { function($($argument),*) }.0),
            None => Status::UNIMPLEMENTED,
        }
    };
}

/// This version's own type of an identifier.
pub(super) fn own(guid: &Guid) -> nv::GUID {
    nv::GUID { Data1: guid.Data1, Data2: guid.Data2, Data3: guid.Data3, Data4: guid.Data4 }
}

fn format_code(format: SurfaceFormat) -> nv::NV_ENC_BUFFER_FORMAT {
    match format {
        SurfaceFormat::Nv12 => nv::NV_ENC_BUFFER_FORMAT::NV_ENC_BUFFER_FORMAT_NV12,
        SurfaceFormat::P010 => nv::NV_ENC_BUFFER_FORMAT::NV_ENC_BUFFER_FORMAT_YUV420_10BIT,
        SurfaceFormat::Yuv444 => nv::NV_ENC_BUFFER_FORMAT::NV_ENC_BUFFER_FORMAT_YUV444,
        SurfaceFormat::Yuv444Ten => nv::NV_ENC_BUFFER_FORMAT::NV_ENC_BUFFER_FORMAT_YUV444_10BIT,
    }
}

impl Api for Calls {
    fn open(&self, context: *mut c_void, out: &mut Handle) -> Status {
        let mut params = nv::NV_ENC_OPEN_ENCODE_SESSION_EX_PARAMS::new();
        params.deviceType = nv::NV_ENC_DEVICE_TYPE::NV_ENC_DEVICE_TYPE_CUDA;
        params.device = context;
        params.apiVersion = VERSION.word();
        invoke!(self.nvEncOpenEncodeSessionEx(&mut params, out))
    }

    fn last_words(&self, session: Handle) -> *const c_char {
        match self.0.nvEncGetLastErrorString {
            // SAFETY: the session is open, says the trait.
            Some(get) => unsafe { get(session) },
            None => null(),
        }
    }

    fn codec_count(&self, session: Handle) -> Result<u32, Status> {
        let mut count = 0;
        invoke!(self.nvEncGetEncodeGUIDCount(session, &mut count)).check()?;
        Ok(count)
    }

    fn codecs(&self, session: Handle, most: u32) -> Result<Vec<Guid>, Status> {
        let none = nv::GUID { Data1: 0, Data2: 0, Data3: 0, Data4: [0; 8] };
        let (mut codecs, mut count) = (vec![none; most as usize], 0);
        let status =
            invoke!(self.nvEncGetEncodeGUIDs(session, codecs.as_mut_ptr(), most, &mut count));
        status.check()?;
        codecs.truncate(count as usize);
        let common = |guid: nv::GUID| Guid {
            Data1: guid.Data1,
            Data2: guid.Data2,
            Data3: guid.Data3,
            Data4: guid.Data4,
        };
        Ok(codecs.into_iter().map(common).collect())
    }

    fn cap(&self, session: Handle, codec: Codec, cap: u32) -> Result<i32, Status> {
        let mut params = nv::NV_ENC_CAPS_PARAM::new();
        params.capsToQuery = nv::NV_ENC_CAPS(cap);
        let mut value = 0;
        let codec = own(&codec.guid());
        invoke!(self.nvEncGetEncodeCaps(session, codec, &mut params, &mut value)).check()?;
        Ok(value)
    }

    fn setup(
        &self,
        session: Handle,
        config: &NvencConfig,
        caps: &CodecCaps,
    ) -> Result<Box<dyn Setup>, Status> {
        let mut params = nv::NV_ENC_PRESET_CONFIG::new();
        params.presetCfg.version = nv::NV_ENC_CONFIG::WORD;
        let tuning = nv::NV_ENC_TUNING_INFO::NV_ENC_TUNING_INFO_ULTRA_LOW_LATENCY;
        let (codec, preset) = (own(&config.plan.codec.guid()), own(&guid::PRESET_P1));
        let status =
            invoke!(self.nvEncGetEncodePresetConfigEx(session, codec, preset, tuning, &mut params));
        status.check()?;
        Ok(Box::new(Filled::new(&self.0, config, caps, params.presetCfg)))
    }

    fn create_bitstream(&self, session: Handle) -> Result<Handle, Status> {
        let mut params = nv::NV_ENC_CREATE_BITSTREAM_BUFFER::new();
        invoke!(self.nvEncCreateBitstreamBuffer(session, &mut params)).check()?;
        Ok(params.bitstreamBuffer)
    }

    fn destroy_bitstream(&self, session: Handle, bitstream: Handle) -> Status {
        invoke!(self.nvEncDestroyBitstreamBuffer(session, bitstream))
    }

    fn register(
        &self,
        session: Handle,
        layout: &SurfaceLayout,
        address: u64,
    ) -> Result<Handle, Status> {
        let mut params = nv::NV_ENC_REGISTER_RESOURCE::new();
        params.resourceType =
            nv::NV_ENC_INPUT_RESOURCE_TYPE::NV_ENC_INPUT_RESOURCE_TYPE_CUDADEVICEPTR;
        params.width = layout.width as u32;
        params.height = layout.height as u32;
        params.pitch = layout.pitch as u32;
        params.resourceToRegister = std::ptr::with_exposed_provenance_mut(address as usize);
        params.bufferFormat = format_code(layout.format);
        params.bufferUsage = nv::NV_ENC_BUFFER_USAGE::NV_ENC_INPUT_IMAGE;
        invoke!(self.nvEncRegisterResource(session, &mut params)).check()?;
        Ok(params.registeredResource)
    }

    fn unregister(&self, session: Handle, registered: Handle) -> Status {
        invoke!(self.nvEncUnregisterResource(session, registered))
    }

    fn map(&self, session: Handle, registered: Handle) -> Result<(Handle, u32), Status> {
        let mut params = nv::NV_ENC_MAP_INPUT_RESOURCE::new();
        params.registeredResource = registered;
        invoke!(self.nvEncMapInputResource(session, &mut params)).check()?;
        Ok((params.mappedResource, params.mappedBufferFmt.0))
    }

    fn unmap(&self, session: Handle, mapped: Handle) -> Status {
        invoke!(self.nvEncUnmapInputResource(session, mapped))
    }

    fn encode(&self, session: Handle, job: &mut Job<'_>) -> Status {
        let mut picture = picture(job);
        set_long_term(job.codec, &mut picture, job.long_term);
        let mut payloads = job.messages.as_mut().map(|messages| payloads(messages));
        if let Some(payloads) = &mut payloads {
            attach(job.codec, &mut picture, payloads);
        }
        invoke!(self.nvEncEncodePicture(session, &mut picture))
    }

    fn lock(&self, session: Handle, lock: &Lock) -> Result<Locked, Status> {
        let mut params = nv::NV_ENC_LOCK_BITSTREAM::new();
        params.outputBitstream = lock.bitstream;
        params.sliceOffsets = lock.offsets;
        params.set_doNotWait((!lock.wait).into());
        invoke!(self.nvEncLockBitstream(session, &mut params)).check()?;
        Ok(Locked {
            slices: params.numSlices as usize,
            complete: params.hwEncodeStatus == COMPLETE,
            key: params.pictureType == nv::NV_ENC_PIC_TYPE::NV_ENC_PIC_TYPE_IDR,
            long_term: LongTermDone {
                marked: (params.ltrFrame() != 0).then_some(params.ltrFrameIdx as u8),
                used: params.ltrFrameBitmap,
            },
            start: params.bitstreamBufferPtr.cast(),
            len: params.bitstreamSizeInBytes as usize,
        })
    }

    fn unlock(&self, session: Handle, bitstream: Handle) -> Status {
        invoke!(self.nvEncUnlockBitstream(session, bitstream))
    }

    fn invalidate(&self, session: Handle, time: u64) -> Status {
        invoke!(self.nvEncInvalidateRefFrames(session, time))
    }

    fn sequence_params(&self, session: Handle, space: &mut [u8]) -> Result<usize, Status> {
        let mut written = 0;
        let mut params = nv::NV_ENC_SEQUENCE_PARAM_PAYLOAD::new();
        params.inBufferSize = space.len() as u32;
        params.spsppsBuffer = space.as_mut_ptr().cast();
        params.outSPSPPSPayloadSize = &mut written;
        invoke!(self.nvEncGetSequenceParams(session, &mut params)).check()?;
        Ok(written as usize)
    }

    fn destroy(&self, session: Handle) -> Status {
        invoke!(self.nvEncDestroyEncoder(session))
    }
}

/// `hwEncodeStatus` of a complete picture.
const COMPLETE: u32 = 2;

fn picture(job: &Job<'_>) -> nv::NV_ENC_PIC_PARAMS {
    let mut picture = nv::NV_ENC_PIC_PARAMS::new();
    picture.inputWidth = job.layout.width as u32;
    picture.inputHeight = job.layout.height as u32;
    picture.inputPitch = job.layout.pitch as u32;
    picture.inputBuffer = job.mapped;
    picture.bufferFmt = nv::NV_ENC_BUFFER_FORMAT(job.format);
    picture.outputBitstream = job.bitstream;
    picture.pictureStruct = nv::NV_ENC_PIC_STRUCT::NV_ENC_PIC_STRUCT_FRAME;
    picture.pictureType = nv::NV_ENC_PIC_TYPE::NV_ENC_PIC_TYPE_UNKNOWN;
    picture.inputTimeStamp = job.time;
    picture.frameIdx = job.time as u32;
    if job.key {
        let flags = [
            nv::NV_ENC_PIC_FLAGS::NV_ENC_PIC_FLAG_FORCEIDR,
            nv::NV_ENC_PIC_FLAGS::NV_ENC_PIC_FLAG_OUTPUT_SPSPPS,
        ];
        picture.encodePicFlags = flags.iter().fold(0, |all, flag| all | flag.0);
    }
    picture
}

/// Tells a picture what it is kept by and predicted from, in the codec's own parameters.
macro_rules! tell_long_term {
    ($params:expr, $told:ident) => {{
        let params = $params;
        if let Some(index) = $told.mark {
            params.set_ltrMarkFrame(1);
            params.ltrMarkFrameIdx = index.into();
        }
        if let Some(index) = $told.from {
            params.set_ltrUseFrames(1);
            params.ltrUseFrameBitmap = 1 << index;
        }
    }};
}

fn set_long_term(codec: Codec, picture: &mut nv::NV_ENC_PIC_PARAMS, told: LongTermUse) {
    let of_codec = &mut picture.codecPicParams;
    match codec {
        // SAFETY: all members of the union are integers and pointers, valid for any bytes.
        Codec::Hevc => tell_long_term!(unsafe { &mut of_codec.hevcPicParams }, told),
        // SAFETY: as above.
        Codec::H264 => tell_long_term!(unsafe { &mut of_codec.h264PicParams }, told),
        Codec::Av1 => {}
    }
}

/// The messages as the driver takes them, pointing into `messages`.
fn payloads(messages: &mut Messages) -> [nv::NV_ENC_SEI_PAYLOAD; 2] {
    messages.payloads().map(|(kind, bytes)| nv::NV_ENC_SEI_PAYLOAD {
        payloadSize: bytes.len() as u32,
        payloadType: kind,
        payload: bytes.as_mut_ptr(),
    })
}

/// Hands supplemental messages to the driver with a picture. AV1 carries them elsewhere.
fn attach(
    codec: Codec,
    picture: &mut nv::NV_ENC_PIC_PARAMS,
    payloads: &mut [nv::NV_ENC_SEI_PAYLOAD; 2],
) {
    let of_codec = &mut picture.codecPicParams;
    match codec {
        Codec::Hevc => {
            // SAFETY: all members of the union are integers and pointers, valid for any bytes.
            let hevc = unsafe { &mut of_codec.hevcPicParams };
            hevc.seiPayloadArrayCnt = payloads.len() as u32;
            hevc.seiPayloadArray = payloads.as_mut_ptr();
        }
        Codec::H264 => {
            // SAFETY: as above.
            let h264 = unsafe { &mut of_codec.h264PicParams };
            h264.seiPayloadArrayCnt = payloads.len() as u32;
            h264.seiPayloadArray = payloads.as_mut_ptr();
        }
        Codec::Av1 => {}
    }
}
