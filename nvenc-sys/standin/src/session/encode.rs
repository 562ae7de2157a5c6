//! Submission: one picture in, its output on a timetable.

use super::{Output, Running, Session};
use crate::coder::picture::{Format, Picture};
use crate::coder::{self, Codec, Request, Stream};
use crate::driver::{Driver, Failure, status};
use crate::layout::{Struct, init, picture, sei};
use crate::personality::Timing;
use crate::raw::Raw;
use crate::session::long_term;
use crate::session::settings::{self, Settings};

const FLAG_INTRA: u32 = 1;
const FLAG_IDR: u32 = 2;
const FLAG_END: u32 = 8;

fn format(settings: &Settings) -> coder::Format {
    coder::Format {
        codec: settings.codec,
        width: settings.width,
        height: settings.height,
        sample: settings.sample,
        profile: settings.profile,
        tier: settings.tier,
        references: settings.references,
        long_term: settings.long_term,
        vui: settings.vui,
    }
}

impl Session {
    /// Initialises the session. A second time is taken for granted, as drivers do.
    pub fn initialize(&mut self, driver: &mut Driver, params: Raw) -> Result<(), Failure> {
        self.check(params, Struct::Initialize)?;
        let settings = settings::read(&self.generation, &driver.personality, params)?;
        driver.note(|| format!("  {}", settings.describe()));
        if self.running.is_none() {
            let stream = Stream::new(format(&settings));
            self.running = Some(Running { settings, stream, frames: 0, ended: false });
        }
        Ok(())
    }

    pub fn reconfigure(&mut self, driver: &mut Driver, params: Raw) -> Result<(), Failure> {
        self.check(params, Struct::Reconfigure)?;
        let flags = params.u32(self.generation.reconfigure_flags);
        let inner = params.part(init::IN_RECONFIGURE);
        if inner.u32(0) != self.generation.word(Struct::Initialize) {
            return Err(status::INVALID_VERSION.into());
        }
        let generation = self.generation;
        let running = self.running()?;
        let new = settings::read(&generation, &driver.personality, inner)?;
        let old = &running.settings;
        let long_term = (new.references, new.long_term) != (old.references, old.long_term);
        if new.codec != old.codec || new.sample != old.sample || long_term {
            return Err(status::INVALID_PARAM.into());
        }
        let resized = (new.width, new.height) != (old.width, old.height);
        if resized && (new.width > old.max_width || new.height > old.max_height) {
            return Err(status::INVALID_PARAM.into());
        }
        driver.note(|| format!("  flags={flags} {}", new.describe()));
        if resized || flags != 0 {
            running.stream.resize(new.width, new.height);
        }
        let (max_width, max_height) = (old.max_width, old.max_height);
        running.settings = Settings { max_width, max_height, ..new };
        Ok(())
    }

    /// Takes one picture, or the end of the stream.
    pub fn encode(&mut self, driver: &mut Driver, params: Raw) -> Result<(), Failure> {
        self.check(params, Struct::Picture)?;
        let flags = params.u32(picture::FLAGS);
        if self.running()?.ended {
            return Err(status::INVALID_CALL.into());
        }
        if flags & FLAG_END != 0 {
            self.running()?.ended = true;
            return Ok(());
        }
        let (input, output) = (params.address(picture::INPUT), params.address(picture::OUTPUT));
        if input == 0 || output == 0 || params.u32(picture::STRUCTURE) != 1 {
            return Err(status::INVALID_PARAM.into());
        }
        let bitstream = self.bitstreams.get(&output).ok_or(status::INVALID_PARAM)?;
        if bitstream.locked.is_some() {
            return Err(status::INVALID_CALL.into());
        }
        let picture = self.input(driver, params, input)?;
        let running = self.running()?;
        let idr = flags & (FLAG_IDR | FLAG_INTRA) != 0;
        let Running { settings, stream, .. } = &running;
        let wish = long_term::wish(&driver.personality, settings, stream, params, idr)?;
        let request = Request {
            timestamp: params.u64(picture::TIMESTAMP),
            idr,
            mark: wish.mark,
            from: wish.from,
            cut: strips(&running.settings),
            messages: messages(running.settings.codec, params),
        };
        let submitted = driver.now();
        let coded = running.stream.code(picture, &request);
        let frame = running.frames as u32;
        running.frames += 1;
        let out = timetable(driver, running, coded, submitted, frame, request.timestamp);
        driver.note(|| {
            format!(
                "  picture {frame} at {}: kind {} slices {:?} long-term {:?}",
                out.timestamp, out.kind, out.ends, out.long_term
            )
        });
        if let Some(bitstream) = self.bitstreams.get_mut(&output) {
            bitstream.outputs.push_back(out);
        }
        Ok(())
    }

    /// Reads the input that a handle stands for: mapped memory or the driver's own.
    fn input(
        &mut self,
        driver: &mut Driver,
        params: Raw,
        handle: usize,
    ) -> Result<Picture, Failure> {
        let settings = self.running()?.settings.clone();
        let (width, height) = (settings.width, settings.height);
        let told = (params.u32(picture::WIDTH) as usize, params.u32(picture::HEIGHT) as usize);
        if told != (width, height) {
            return Err(status::INVALID_PARAM.into());
        }
        let right = |format: Format| format.sample() == settings.sample;
        if let Some(buffer) = self.inputs.get(&handle) {
            if buffer.locked || !right(buffer.format) || (buffer.width, buffer.height) != told {
                return Err(status::INVALID_PARAM.into());
            }
            return Ok(Picture::read(&buffer.bytes, buffer.format, buffer.pitch, width, height));
        }
        let registered = self.mapped.get(&handle).ok_or(status::INVALID_PARAM)?;
        let resource = *self.resources.get(registered).ok_or(status::RESOURCE_NOT_REGISTERED)?;
        let format = Format::of(resource.format).ok_or(status::INVALID_PARAM)?;
        let formats_agree = params.u32(picture::FORMAT) == resource.format;
        if !formats_agree || !right(format) || resource.width < width || resource.height < height {
            return Err(status::INVALID_PARAM.into());
        }
        let len = format.surface_bytes(resource.pitch, resource.height);
        let bytes = driver.memory_at(resource.address, len).ok_or(status::MAP_FAILED)?;
        if resource.height == height {
            return Ok(Picture::read(bytes, format, resource.pitch, width, height));
        }
        // Chroma follows the rows that were registered, not those that are coded.
        let whole = Picture::read(bytes, format, resource.pitch, width, resource.height);
        Ok(whole.cropped(height.div_ceil(16)))
    }
}

/// Each strip of a split frame is a slice at least.
fn strips(settings: &Settings) -> coder::Cut {
    match settings.cut {
        coder::Cut::Slices(count) => coder::Cut::Slices(count.max(settings.split)),
        rows => rows,
    }
}

/// Supplemental information that comes with the picture.
fn messages(codec: Codec, params: Raw) -> Vec<(u32, Vec<u8>)> {
    let of_codec = params.part(picture::CODEC);
    let (count, array) = match codec {
        Codec::H264 => (picture::H264_SEI, picture::SEI_ARRAY[0]),
        Codec::Hevc => (picture::HEVC_SEI, picture::SEI_ARRAY[1]),
        Codec::Av1 => return Vec::new(),
    };
    let Some(array) = of_codec.follow(array) else { return Vec::new() };
    let one = |at: usize| {
        let entry = array.part(at * sei::SIZE);
        let payload = entry.follow(sei::PAYLOAD)?;
        Some((entry.u32(sei::TYPE), payload.bytes(entry.u32(0) as usize)))
    };
    (0..of_codec.u32(count) as usize).filter_map(one).collect()
}

/// Puts a coded picture on an engine, or on several when it is split, and says when its slices
/// are there.
fn timetable(
    driver: &mut Driver,
    running: &Running,
    coded: coder::Coded,
    submitted: u64,
    frame: u32,
    timestamp: u64,
) -> Output {
    let settings = &running.settings;
    let pixels = (settings.width * settings.height) as u64;
    let length = (pixels / driver.personality.rate / settings.split as u64).max(1);
    driver.engines.sort_unstable();
    let used = settings.split.min(driver.engines.len());
    let free = driver.engines.get(used.saturating_sub(1)).copied().unwrap_or(0);
    let start = submitted.max(free);
    let done = start + length;
    driver.engines.iter_mut().take(used).for_each(|engine| *engine = done);
    let count = coded.ends.len() as u64;
    let timing = driver.personality.timing;
    let ready = (1..=count).map(|slice| {
        let slice = match timing {
            Timing::Burst => slice.next_multiple_of(2).min(count),
            Timing::Late if slice > 1 => count,
            _ => slice,
        };
        start + length * slice / count
    });
    Output {
        seen: vec![0xb5; coded.bytes.len()],
        ready: ready.collect(),
        coded: coded.bytes,
        ends: coded.ends,
        done,
        kind: coded.kind as u32,
        long_term: (coded.marked, coded.used),
        frame,
        timestamp,
        sub_frame: settings.sub_frame && settings.split == 1,
        offsets: settings.offsets,
        locks: 0,
    }
}
