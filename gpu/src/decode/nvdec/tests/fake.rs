//! Calls that stand in for cuvid's: strict about handles and order, with a bitstream of their own.
//!
//! A parameter set says how large pictures are, a slice which value fills one. Luma holds the
//! value, chroma the value plus 100. Memory is the stand-in driver's.

use std::collections::BTreeMap;
use std::ffi::c_void;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cudarc::driver::sys;
use lumen_nvenc_standin::control::Standin;
use lumen_nvenc_sys::cuvid as cu;
use lumen_nvenc_sys::load::DecodeApi;

use super::super::{Nvdec, zeroed};
use crate::cuda::Context;

/// Values of pictures that are not like others.
pub const CONCEALED: u8 = 130;
pub const FIELD: u8 = 131;
pub const REFUSED: u8 = 132;

const OK: cu::CUresult = cu::cudaError_enum(0);
const INVALID: cu::CUresult = cu::cudaError_enum(1);
const UNKNOWN: cu::CUresult = cu::cudaError_enum(999);

/// Bytes from one row to the next.
const PITCH: usize = 512;

/// A unit with parameters, in blocks of 16 of which a column and a row are not shown, and a picture.
pub fn key(across: u8, down: u8, bits: u8, value: u8) -> Vec<u8> {
    [&[0, 0, 1, 0x67, across, down, bits], &picture(value)[..]].concat()
}

/// A unit with a picture.
pub fn picture(value: u8) -> Vec<u8> {
    vec![0, 0, 1, 0x65, 0x80, value]
}

struct FakeDecoder {
    info: cu::CUVIDDECODECREATEINFO,
    surfaces: BTreeMap<i32, u8>,
}

// SAFETY: the struct's pointer is a lock that is never set.
unsafe impl Send for FakeDecoder {}

struct FakeParser {
    params: cu::CUVIDPARSERPARAMS,
    keyed: bool,
    next: i32,
}

// SAFETY: its pointers are used on the thread that calls the parser.
unsafe impl Send for FakeParser {}

#[derive(Default)]
struct World {
    handles: usize,
    made: usize,
    decoders: BTreeMap<usize, FakeDecoder>,
    parsers: BTreeMap<usize, FakeParser>,
    mapped: BTreeMap<u64, usize>,
}

static WORLD: Mutex<Option<World>> = Mutex::new(None);

fn world<T>(work: impl FnOnce(&mut World) -> T) -> T {
    let mut world = WORLD.lock().unwrap_or_else(PoisonError::into_inner);
    work(world.get_or_insert_default())
}

/// One at a time, as the stand-in is.
static TURN: Mutex<()> = Mutex::new(());

pub struct Fake {
    pub nvdec: Arc<Nvdec>,
    _standin: Standin,
    _turn: MutexGuard<'static, ()>,
}

impl Fake {
    pub fn new() -> Fake {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let path = Standin::find().expect("cargo built the stand-in");
        let standin = Standin::open(&path, "clock=manual").unwrap();
        world(|world| *world = World::default());
        let context = Context::open(Some(standin.path())).unwrap();
        let nvdec = Arc::new(Nvdec { api: api(), context });
        Fake { nvdec, _standin: standin, _turn: turn }
    }

    pub fn mapped(&self) -> usize {
        world(|world| world.mapped.len())
    }

    /// Made until now, and open.
    pub fn decoders(&self) -> (usize, usize) {
        world(|world| (world.made, world.decoders.len()))
    }

    pub fn parsers(&self) -> usize {
        world(|world| world.parsers.len())
    }
}

fn api() -> DecodeApi {
    DecodeApi {
        get_decoder_caps: Some(get_decoder_caps),
        create_decoder: Some(create_decoder),
        destroy_decoder: Some(destroy_decoder),
        reconfigure_decoder: None,
        decode_picture: Some(decode_picture),
        get_decode_status: Some(get_decode_status),
        map_video_frame: Some(map_video_frame),
        unmap_video_frame: Some(unmap_video_frame),
        create_video_parser: Some(create_video_parser),
        parse_video_data: Some(parse_video_data),
        destroy_video_parser: Some(destroy_video_parser),
        ctx_lock_create: None,
        ctx_lock_destroy: None,
    }
}

unsafe extern "C" fn get_decoder_caps(caps: *mut cu::CUVIDDECODECAPS) -> cu::CUresult {
    // SAFETY: the caller's struct.
    let caps = unsafe { &mut *caps };
    caps.bIsSupported = u8::from(caps.nBitDepthMinus8 <= 2);
    caps.nNumNVDECs = 1;
    caps.nOutputFormatMask = if caps.nBitDepthMinus8 == 0 { 0b01 } else { 0b11 };
    (caps.nMinWidth, caps.nMinHeight) = (16, 16);
    (caps.nMaxWidth, caps.nMaxHeight, caps.nMaxMBCount) = (2048, 2048, 16_384);
    OK
}

unsafe extern "C" fn create_decoder(
    out: *mut cu::CUvideodecoder,
    info: *mut cu::CUVIDDECODECREATEINFO,
) -> cu::CUresult {
    // SAFETY: the caller's struct.
    let info = unsafe { *info };
    let sane = info.ulNumDecodeSurfaces > 0
        && info.ulNumOutputSurfaces > 0
        && (info.ulTargetWidth, info.ulTargetHeight) == (info.ulWidth, info.ulHeight);
    if !sane {
        return INVALID;
    }
    let handle = world(|world| {
        world.handles += 1;
        world.made += 1;
        world.decoders.insert(world.handles, FakeDecoder { info, surfaces: BTreeMap::new() });
        world.handles
    });
    // SAFETY: the caller's place for the handle.
    unsafe { out.write(std::ptr::without_provenance_mut(handle)) };
    OK
}

unsafe extern "C" fn destroy_decoder(decoder: cu::CUvideodecoder) -> cu::CUresult {
    world(|world| {
        let unmapped = !world.mapped.values().any(|owner| *owner == decoder.addr());
        let known = world.decoders.remove(&decoder.addr()).is_some();
        if known && unmapped { OK } else { INVALID }
    })
}

unsafe extern "C" fn decode_picture(
    decoder: cu::CUvideodecoder,
    picture: *mut cu::CUVIDPICPARAMS,
) -> cu::CUresult {
    // SAFETY: the parser's struct.
    let picture = unsafe { &*picture };
    // SAFETY: the parser's byte.
    let value = unsafe { *picture.pBitstreamData };
    world(|world| match world.decoders.get_mut(&decoder.addr()) {
        _ if value == REFUSED => UNKNOWN,
        Some(decoder) if (picture.CurrPicIdx as u64) < decoder.info.ulNumDecodeSurfaces => {
            decoder.surfaces.insert(picture.CurrPicIdx, value);
            OK
        }
        _ => INVALID,
    })
}

unsafe extern "C" fn get_decode_status(
    decoder: cu::CUvideodecoder,
    index: i32,
    status: *mut cu::CUVIDGETDECODESTATUS,
) -> cu::CUresult {
    let found = world(|world| world.decoders.get(&decoder.addr())?.surfaces.get(&index).copied());
    let Some(value) = found else { return INVALID };
    use cu::cuvidDecodeStatus_enum as Status;
    let state = match value {
        CONCEALED => Status::cuvidDecodeStatus_Error_Concealed,
        _ => Status::cuvidDecodeStatus_Success,
    };
    // SAFETY: the caller's struct.
    unsafe { (*status).decodeStatus = state };
    OK
}

unsafe extern "C" fn map_video_frame(
    decoder: cu::CUvideodecoder,
    index: i32,
    address: *mut u64,
    pitch: *mut u32,
    _how: *mut cu::CUVIDPROCPARAMS,
) -> cu::CUresult {
    let found = world(|world| {
        let own = world.mapped.values().filter(|owner| **owner == decoder.addr()).count();
        let decoder = world.decoders.get(&decoder.addr())?;
        let free = (own as u64) < decoder.info.ulNumOutputSurfaces;
        let value = decoder.surfaces.get(&index).filter(|_| free)?;
        Some((*value, decoder.info.ulTargetHeight as usize))
    });
    let Some((value, rows)) = found else { return INVALID };
    let mut bytes = vec![value; PITCH * rows];
    bytes.resize(PITCH * rows * 3 / 2, value.wrapping_add(100));
    let mut block = 0;
    // SAFETY: writes an address to a valid place.
    let taken = unsafe { sys::cuMemAlloc_v2(&mut block, bytes.len()) };
    // SAFETY: the block has as many bytes.
    let filled = unsafe { sys::cuMemcpyHtoD_v2(block, bytes.as_ptr().cast(), bytes.len()) };
    if taken as u32 != 0 || filled as u32 != 0 {
        return INVALID;
    }
    world(|world| world.mapped.insert(block, decoder.addr()));
    // SAFETY: the caller's place.
    unsafe { address.write(block) };
    // SAFETY: the caller's place.
    unsafe { pitch.write(PITCH as u32) };
    OK
}

unsafe extern "C" fn unmap_video_frame(decoder: cu::CUvideodecoder, address: u64) -> cu::CUresult {
    if world(|world| world.mapped.remove(&address)) != Some(decoder.addr()) {
        return INVALID;
    }
    // SAFETY: taken when it was mapped, and given back once.
    let freed = unsafe { sys::cuMemFree_v2(address) };
    if freed as u32 == 0 { OK } else { INVALID }
}

unsafe extern "C" fn create_video_parser(
    out: *mut cu::CUvideoparser,
    params: *mut cu::CUVIDPARSERPARAMS,
) -> cu::CUresult {
    // SAFETY: the caller's struct.
    let params = unsafe { *params };
    if params.ulMaxDisplayDelay != 0 || params.pUserData.is_null() {
        return INVALID;
    }
    let handle = world(|world| {
        world.handles += 1;
        world.parsers.insert(world.handles, FakeParser { params, keyed: false, next: 0 });
        world.handles
    });
    // SAFETY: the caller's place for the handle.
    unsafe { out.write(std::ptr::without_provenance_mut(handle)) };
    OK
}

unsafe extern "C" fn destroy_video_parser(parser: cu::CUvideoparser) -> cu::CUresult {
    if world(|world| world.parsers.remove(&parser.addr())).is_some() { OK } else { INVALID }
}

/// Shows a picture at once only where the unit is marked as whole, as the driver's parser does.
unsafe extern "C" fn parse_video_data(
    parser: cu::CUvideoparser,
    packet: *mut cu::CUVIDSOURCEDATAPACKET,
) -> cu::CUresult {
    const END_OF_PICTURE: u64 = 8;
    // SAFETY: the caller's struct.
    let packet = unsafe { &*packet };
    let len = packet.payload_size as usize;
    // SAFETY: the caller's bytes.
    let unit = unsafe { std::slice::from_raw_parts(packet.payload, len) };
    for at in unit.windows(3).enumerate().filter(|(_, code)| *code == [0, 0, 1]).map(|(at, _)| at) {
        let done = match &unit[at + 3..] {
            [0x67, across, down, bits, ..] => sequence(parser, *across, *down, *bits),
            [0x65, _, value, ..] if packet.flags & END_OF_PICTURE != 0 => slices(parser, value),
            _ => true,
        };
        if !done {
            return UNKNOWN;
        }
    }
    OK
}

fn params(parser: cu::CUvideoparser) -> Option<cu::CUVIDPARSERPARAMS> {
    world(|world| world.parsers.get(&parser.addr()).map(|parser| parser.params))
}

fn sequence(parser: cu::CUvideoparser, across: u8, down: u8, bits: u8) -> bool {
    let Some(params) = params(parser) else { return false };
    let mut format: cu::CUVIDEOFORMAT = zeroed();
    format.codec = params.CodecType;
    format.chroma_format = cu::cudaVideoChromaFormat::cudaVideoChromaFormat_420;
    (format.bit_depth_luma_minus8, format.bit_depth_chroma_minus8) = (bits - 8, bits - 8);
    (format.coded_width, format.coded_height) = (u32::from(across) * 16, u32::from(down) * 16);
    format.display_area.right = i32::from(across) * 16 - 1;
    format.display_area.bottom = i32::from(down) * 16 - 1;
    format.min_num_decode_surfaces = 3;
    let Some(call) = params.pfnSequenceCallback else { return false };
    // SAFETY: the callback's declared arguments.
    let keeps = unsafe { call(params.pUserData, &mut format) };
    world(|world| {
        if let Some(parser) = world.parsers.get_mut(&parser.addr()) {
            parser.keyed = keeps > 1;
        }
    });
    keeps > 0
}

fn slices(parser: cu::CUvideoparser, value: &u8) -> bool {
    let next = world(|world| {
        let parser = world.parsers.get_mut(&parser.addr())?;
        parser.next = (parser.next + 1) % 3;
        parser.keyed.then_some(parser.next)
    });
    // Without parameters there is no picture, and no failure either.
    let (Some(next), Some(params)) = (next, params(parser)) else { return true };
    let mut picture = std::mem::MaybeUninit::<cu::CUVIDPICPARAMS>::zeroed();
    // SAFETY: a C struct of integers, pointers and arrays, of which zero bytes are a value.
    let picture = unsafe { picture.assume_init_mut() };
    picture.CurrPicIdx = next;
    picture.field_pic_flag = i32::from(*value == FIELD);
    picture.pBitstreamData = value;
    let Some(call) = params.pfnDecodePicture else { return false };
    let user: *mut c_void = params.pUserData;
    // SAFETY: the callback's declared arguments.
    unsafe { call(user, picture) > 0 }
}
