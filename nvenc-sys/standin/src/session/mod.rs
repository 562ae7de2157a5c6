//! Encoder sessions: their state, their handles, what they refuse.

pub mod encode;
pub mod lock;
pub mod long_term;
pub mod settings;

use std::collections::{BTreeMap, VecDeque};
use std::ffi::CString;

use crate::coder::Stream;
use crate::coder::picture::Format;
use crate::driver::{Driver, Failure, status};
use crate::layout::{Generation, Struct};
use crate::raw::Raw;
use settings::Settings;

/// One encoder.
pub struct Session {
    pub generation: Generation,
    pub running: Option<Running>,
    /// Input memory of the driver's own.
    pub inputs: BTreeMap<usize, InputBuffer>,
    pub resources: BTreeMap<usize, Resource>,
    /// Mapped handles and what they map.
    pub mapped: BTreeMap<usize, usize>,
    pub bitstreams: BTreeMap<usize, Bitstream>,
    last_error: CString,
}

/// What there is once a session is initialised.
pub struct Running {
    pub settings: Settings,
    pub stream: Stream,
    pub frames: u64,
    pub ended: bool,
}

pub struct InputBuffer {
    pub format: Format,
    pub width: usize,
    pub height: usize,
    pub pitch: usize,
    pub bytes: Vec<u8>,
    pub locked: bool,
}

/// Registered device memory.
#[derive(Clone, Copy)]
pub struct Resource {
    pub address: usize,
    pub format: u32,
    pub width: usize,
    pub height: usize,
    pub pitch: usize,
}

/// A bitstream buffer and the pictures whose output is in it or on its way.
#[derive(Default)]
pub struct Bitstream {
    pub outputs: VecDeque<Output>,
    pub locked: Option<Locked>,
}

/// What an unlock has to undo.
#[derive(Clone, Copy)]
pub struct Locked {
    /// The output was handed out to its end.
    pub whole: bool,
}

/// A coded picture on its timetable.
pub struct Output {
    /// What a reader sees: bytes that are not there yet are rubbish.
    pub seen: Vec<u8>,
    pub coded: Vec<u8>,
    pub ends: Vec<usize>,
    /// When each slice is there.
    pub ready: Vec<u64>,
    pub done: u64,
    pub kind: u32,
    pub frame: u32,
    pub timestamp: u64,
    pub sub_frame: bool,
    pub offsets: bool,
    /// The long-term reference that the picture became, and those that it was predicted from.
    pub long_term: (Option<u32>, u32),
    pub locks: u32,
}

impl Session {
    pub fn new(generation: Generation) -> Session {
        Session {
            generation,
            running: None,
            inputs: BTreeMap::new(),
            resources: BTreeMap::new(),
            mapped: BTreeMap::new(),
            bitstreams: BTreeMap::new(),
            last_error: CString::default(),
        }
    }

    pub fn fail(&mut self, text: &str) {
        self.last_error = CString::new(text).unwrap_or_default();
    }

    /// Address of the last failure's words.
    pub fn last_error(&self) -> usize {
        self.last_error.as_ptr().expose_provenance()
    }

    /// The version word of `kind` is this session's.
    pub fn check(&self, params: Raw, kind: Struct) -> Result<(), Failure> {
        if params.u32(0) == self.generation.word(kind) {
            Ok(())
        } else {
            Err(status::INVALID_VERSION.into())
        }
    }

    /// What is initialised. Calls before that find no device, as drivers answer.
    pub fn running(&mut self) -> Result<&mut Running, Failure> {
        self.running.as_mut().ok_or_else(|| status::DEVICE_NOT_EXIST.into())
    }

    /// Objects that the caller did not take back.
    pub fn left_behind(&self) -> u64 {
        let locked = self.bitstreams.values().filter(|bitstream| bitstream.locked.is_some());
        (self.mapped.len() + self.resources.len() + self.bitstreams.len() + self.inputs.len())
            as u64
            + locked.count() as u64
    }

    /// Takes memory of the driver's own.
    pub fn create_input(&mut self, driver: &mut Driver, params: Raw) -> Result<(), Failure> {
        use crate::layout::input;
        self.check(params, Struct::InputBuffer)?;
        self.running()?;
        let format = Format::of(params.u32(input::FORMAT)).ok_or(status::INVALID_PARAM)?;
        let (width, height) =
            (params.u32(input::WIDTH) as usize, params.u32(input::HEIGHT) as usize);
        if width == 0 || height == 0 || width > 8192 || height > 8192 {
            return Err(status::INVALID_PARAM.into());
        }
        let sample_bytes = if format.sample().depth > 8 { 2 } else { 1 };
        let pitch = (width * sample_bytes).next_multiple_of(64);
        let bytes = vec![0; format.surface_bytes(pitch, height)];
        let handle = driver.handle();
        let buffer = InputBuffer { format, width, height, pitch, bytes, locked: false };
        self.inputs.insert(handle, buffer);
        params.set_address(input::BUFFER, handle);
        Ok(())
    }

    /// Lends the memory to the caller.
    pub fn lock_input(&mut self, params: Raw) -> Result<(), Failure> {
        use crate::layout::input;
        self.check(params, Struct::LockInput)?;
        let handle = params.address(input::LOCK_BUFFER);
        let buffer = self.inputs.get_mut(&handle).ok_or(status::INVALID_PARAM)?;
        buffer.locked = true;
        params.set_address(input::LOCK_POINTER, buffer.bytes.as_mut_ptr().expose_provenance());
        params.set_u32(input::LOCK_PITCH, buffer.pitch as u32);
        Ok(())
    }

    /// Registers device memory. Nearly everything is taken; what is wrong shows later.
    pub fn register(&mut self, driver: &mut Driver, params: Raw) -> Result<(), Failure> {
        use crate::layout::register;
        const DEVICE_POINTER: u32 = 1;
        self.check(params, Struct::Register)?;
        let depth = self.running()?.settings.sample.depth;
        let address = params.address(register::RESOURCE);
        if address == 0 {
            return Err(status::INVALID_PTR.into());
        }
        if params.u32(register::TYPE) != DEVICE_POINTER {
            return Err(status::UNSUPPORTED_PARAM.into());
        }
        let format = params.u32(register::FORMAT);
        if Format::of(format).is_some_and(|format| format.sample().depth > depth) {
            return Err(status::INVALID_PARAM.into());
        }
        let resource = Resource {
            address,
            format,
            width: params.u32(register::WIDTH) as usize,
            height: params.u32(register::HEIGHT) as usize,
            pitch: params.u32(register::PITCH) as usize,
        };
        let handle = driver.handle();
        self.resources.insert(handle, resource);
        params.set_address(register::REGISTERED, handle);
        Ok(())
    }

    /// Maps registered memory. What does not hold a surface of its format is found out here.
    pub fn map(&mut self, driver: &mut Driver, params: Raw) -> Result<(), Failure> {
        use crate::layout::map;
        self.check(params, Struct::Map)?;
        let registered = params.address(map::REGISTERED);
        let resource = *self.resources.get(&registered).ok_or(status::RESOURCE_NOT_REGISTERED)?;
        if self.mapped.values().any(|mapped| *mapped == registered) {
            return Err(status::MAP_FAILED.into());
        }
        let format = Format::of(resource.format).ok_or(status::MAP_FAILED)?;
        let sample_bytes = if format.sample().depth > 8 { 2 } else { 1 };
        let bytes = format.surface_bytes(resource.pitch, resource.height);
        let narrow =
            resource.pitch < resource.width * sample_bytes || !resource.pitch.is_multiple_of(4);
        if narrow || driver.memory_at(resource.address, bytes).is_none() {
            return Err(status::MAP_FAILED.into());
        }
        let handle = driver.handle();
        self.mapped.insert(handle, registered);
        params.set_address(map::MAPPED, handle);
        params.set_u32(map::FORMAT, resource.format);
        Ok(())
    }

    pub fn unregister(&mut self, handle: usize) -> Result<(), Failure> {
        if handle == 0 {
            return Err(status::INVALID_PTR.into());
        }
        if self.mapped.values().any(|mapped| *mapped == handle) {
            return Err(status::INVALID_CALL.into());
        }
        self.resources
            .remove(&handle)
            .map(drop)
            .ok_or_else(|| status::RESOURCE_NOT_REGISTERED.into())
    }
}
