//! Which encoder a stream gets. What the machine has is found once, before anything is served.
//!
//! NVENC where there is one, software elsewhere; `lumen-host encoders` says what was found and why
//! the rest is not used. H.264 falls back to software stream by stream; HEVC is offered to clients
//! only where NVENC has it.

use std::fmt::{self, Write};
use std::sync::{Arc, OnceLock};

use lumen_core::native::message::format;
use lumen_core::units::{Mode, RefreshRate};
use lumen_gpu::GpuError;
use lumen_gpu::bridge::{Bridge, NoBridge, Which};
use lumen_gpu::encode::null::NullEncoder;
use lumen_gpu::encode::nvenc::NvencEncoder;
use lumen_gpu::encode::nvenc::caps::{Codec, CodecCaps};
use lumen_gpu::encode::nvenc::config::NvencConfig;
use lumen_gpu::encode::nvenc::driver::{Driver, Libraries};
use lumen_gpu::encode::nvenc::error::NvencError;
use lumen_gpu::encode::nvenc::plan::{Wish, plan};
use lumen_gpu::encode::nvenc::probe::{self, Found};
use lumen_gpu::encode::software::SoftwareEncoder;
use lumen_gpu::encode::{Encode, EncodeConfig};

use crate::stream::OpenEncoder;

/// The setting `encoder`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// NVENC where it works, software elsewhere.
    #[default]
    Auto,
    /// Software.
    Software,
    /// NVENC; a stream that it cannot code does not start.
    Nvenc,
}

/// What the machine encodes with.
pub struct Encoders {
    choice: Choice,
    nvenc: Result<Nvenc, NoNvenc>,
}

struct Nvenc {
    driver: Arc<Driver>,
    found: Found,
    /// Vulkan or EGL on the same GPU, or why pictures are converted on the CPU.
    bridge: Result<Bridge, NoBridge>,
}

/// Why NVENC is not used.
enum NoNvenc {
    NotWanted,
    Error(NvencError),
}

impl fmt::Display for NoNvenc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoNvenc::NotWanted => f.write_str("not wanted (encoder = \"software\")"),
            NoNvenc::Error(error) => write!(f, "{error}"),
        }
    }
}

/// Modes whose plans a report shows.
const SHOWN_MODES: [(u32, u32, u32); 4] =
    [(1920, 1080, 60), (2560, 1440, 144), (3840, 2160, 120), (5120, 1440, 240)];

impl Encoders {
    /// Looks for NVENC, unless software is wanted.
    pub fn find(choice: Choice, libraries: &Libraries) -> Encoders {
        let nvenc = match choice {
            Choice::Software => Err(NoNvenc::NotWanted),
            Choice::Auto | Choice::Nvenc => match probe::probe(libraries) {
                Ok((driver, found)) => Ok(Nvenc::new(driver, found)),
                Err(error) => Err(NoNvenc::Error(error)),
            },
        };
        Encoders { choice, nvenc }
    }

    /// One line for the log.
    pub fn summary(&self) -> String {
        match &self.nvenc {
            Ok(nvenc) => {
                let codecs: Vec<String> =
                    nvenc.found.codecs.iter().map(|caps| caps.codec.to_string()).collect();
                let simulated = if nvenc.found.simulated { " (simulated)" } else { "" };
                let codecs = codecs.join(", ");
                let converts = nvenc.conversion();
                format!("NVENC on {}{simulated}: {codecs}; converts {converts}", nvenc.found.gpu)
            }
            Err(reason) => format!("software H.264; {reason}"),
        }
    }

    /// What was found, what is used, and why, for people.
    pub fn report(&self) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = match &self.nvenc {
            Ok(nvenc) => nvenc.report(&mut text),
            Err(reason) => writeln!(text, "NVENC: not used: {reason}"),
        };
        let software = match (&self.nvenc, self.choice) {
            (Err(_), Choice::Nvenc) => "not used (encoder = \"nvenc\"): streams do not start",
            (Err(_), _) => "used for all streams",
            (Ok(_), Choice::Nvenc) => "not used (encoder = \"nvenc\")",
            (Ok(_), _) => "used where NVENC refuses a stream",
        };
        let _ = writeln!(text, "software H.264 (openh264): {software}");
        text
    }

    fn caps(&self, codec: Codec) -> Option<(&Nvenc, &CodecCaps)> {
        let nvenc = self.nvenc.as_ref().ok()?;
        Some((nvenc, nvenc.found.codecs.iter().find(|caps| caps.codec == codec)?))
    }

    fn open(&self, codec: Codec, config: EncodeConfig) -> Result<Box<dyn Encode>, GpuError> {
        let Some((nvenc, caps)) = self.caps(codec) else {
            return self.without_nvenc(codec, config, None);
        };
        match nvenc.open(caps, config) {
            Ok(encoder) => Ok(encoder),
            Err(error) => self.without_nvenc(codec, config, Some(error)),
        }
    }

    /// Software for H.264, unless NVENC is insisted on.
    fn without_nvenc(
        &self,
        codec: Codec,
        config: EncodeConfig,
        error: Option<NvencError>,
    ) -> Result<Box<dyn Encode>, GpuError> {
        if codec == Codec::H264 && self.choice != Choice::Nvenc {
            if let Some(error) = error {
                tracing::warn!(%error, "NVENC refuses this stream: software H.264");
            }
            return Ok(Box::new(SoftwareEncoder::open(config)?));
        }
        let missing = GpuError::Unsupported { what: "hardware encoder", value: codec as u64 };
        Err(error.map_or(missing, GpuError::from))
    }
}

impl Nvenc {
    fn new(driver: Arc<Driver>, found: Found) -> Nvenc {
        let which = if found.simulated { Which::Simulated } else { Which::Same };
        let bridge = Bridge::open(driver.context(), which);
        Nvenc { driver, found, bridge }
    }

    /// Where pictures for NVENC are converted.
    fn conversion(&self) -> String {
        match &self.bridge {
            Ok(bridge) => format!("on the GPU ({}), {}", bridge.name(), bridge.then()),
            Err(error) => format!("on the CPU: {error}"),
        }
    }

    fn report(&self, text: &mut String) -> fmt::Result {
        writeln!(text, "NVENC: {}", self.found)?;
        writeln!(text, "    pictures are converted {}", self.conversion())?;
        for caps in &self.found.codecs {
            for (width, height, hz) in SHOWN_MODES {
                let refresh = RefreshRate::from_hz(hz);
                let wish = wish(width, height, refresh, 4);
                match plan(&wish, caps) {
                    Ok(plan) => writeln!(text, "    {}: {plan}", Mode { width, height, refresh })?,
                    Err(error) => {
                        writeln!(
                            text,
                            "    {}: {}: {error}",
                            Mode { width, height, refresh },
                            caps.codec
                        )?;
                    }
                }
            }
        }
        Ok(())
    }

    fn open(&self, caps: &CodecCaps, config: EncodeConfig) -> Result<Box<dyn Encode>, NvencError> {
        let wish = wish(config.width, config.height, config.refresh, config.slices);
        let plan = plan(&wish, caps)?;
        tracing::info!(gpu = self.found.gpu, simulated = self.found.simulated, "{plan}");
        Ok(Box::new(NvencEncoder::open(&self.driver, NvencConfig::new(config, plan))?))
    }
}

/// What a GameStream client takes: one tile, 8 bits, 4:2:0.
fn wish(width: u32, height: u32, refresh: RefreshRate, slices: u8) -> Wish {
    Wish { width, height, refresh, slices, tiles: 1, ten_bit: false, full_chroma: false }
}

/// What this machine has. Set once, by the program, before it serves.
static MACHINE: OnceLock<Encoders> = OnceLock::new();

/// Encodes with these from now on. The first ones stay.
pub fn install(encoders: Encoders) {
    tracing::info!("encoder: {}", encoders.summary());
    // A second call is a second host in this process, which has the same machine.
    let _ = MACHINE.set(encoders);
}

/// What converts pictures on the GPU that codes them, where that works.
pub fn bridge() -> Option<&'static Bridge> {
    MACHINE.get()?.nvenc.as_ref().ok()?.bridge.as_ref().ok()
}

/// Lost frames can be made up for without a key frame, whatever codec.
pub fn invalidates() -> bool {
    let all = |nvenc: &Nvenc| nvenc.found.codecs.iter().all(|caps| caps.invalidates);
    MACHINE.get().and_then(|machine| machine.nvenc.as_ref().ok()).is_some_and(all)
}

/// Streams may be HEVC.
pub fn has_hevc() -> bool {
    MACHINE.get().is_some_and(|machine| machine.caps(Codec::Hevc).is_some())
}

/// What opens encoders of a codec; none where it is not coded.
pub type CodersOf = fn(format::Codec) -> Option<OpenEncoder>;

/// What opens encoders of a codec on this machine.
pub fn coders(codec: format::Codec) -> Option<OpenEncoder> {
    match codec {
        format::Codec::H264 => Some(open_h264),
        format::Codec::Hevc => has_hevc().then_some(open_hevc as OpenEncoder),
        // What is sent slice by slice has to have some.
        format::Codec::Av1 => None,
    }
}

/// What plays encoders, of H.264 alone.
pub fn null_coders(codec: format::Codec) -> Option<OpenEncoder> {
    (codec == format::Codec::H264).then_some(open_null as OpenEncoder)
}

/// Opens an H.264 encoder.
///
/// # Errors
/// [`GpuError`] when neither NVENC nor, where it may, software takes the stream.
pub fn open_h264(config: EncodeConfig) -> Result<Box<dyn Encode>, GpuError> {
    match MACHINE.get() {
        Some(machine) => machine.open(Codec::H264, config),
        None => Ok(Box::new(SoftwareEncoder::open(config)?)),
    }
}

/// Opens what plays an encoder, and shows nothing.
///
/// # Errors
/// None.
pub fn open_null(config: EncodeConfig) -> Result<Box<dyn Encode>, GpuError> {
    Ok(Box::new(NullEncoder::steady(&config)))
}

/// Opens an HEVC encoder.
///
/// # Errors
/// [`GpuError`] when NVENC does not take the stream.
pub fn open_hevc(config: EncodeConfig) -> Result<Box<dyn Encode>, GpuError> {
    match MACHINE.get() {
        Some(machine) => machine.open(Codec::Hevc, config),
        None => Err(GpuError::Unsupported { what: "hardware encoder", value: 0 }),
    }
}

#[cfg(test)]
mod tests {
    use lumen_core::units::Bitrate;
    use lumen_gpu::convert::ColourSpec;
    use lumen_gpu::encode::H264Profile;
    use lumen_nvenc_standin::control::Standin;

    use super::*;

    fn config() -> EncodeConfig {
        EncodeConfig {
            width: 640,
            height: 360,
            refresh: RefreshRate::from_hz(60),
            bitrate: Bitrate::from_kbps(5_000),
            slices: 4,
            profile: H264Profile::High,
            colour: ColourSpec::default(),
        }
    }

    fn nowhere() -> Libraries {
        Libraries { nvenc: None, cuda: Some("/nonexistent/libcuda.so".into()) }
    }

    #[test]
    fn without_a_driver_software_is_used_and_the_report_says_why() {
        let encoders = Encoders::find(Choice::Auto, &nowhere());
        let report = encoders.report();
        assert!(
            report.starts_with("NVENC: not used: CUDA: /nonexistent/libcuda.so cannot be loaded"),
            "{report}"
        );
        assert!(report.ends_with("software H.264 (openh264): used for all streams\n"), "{report}");
        assert!(encoders.open(Codec::H264, config()).is_ok());
        assert!(encoders.open(Codec::Hevc, config()).is_err());
        let insisting = Encoders::find(Choice::Nvenc, &nowhere());
        assert!(insisting.open(Codec::H264, config()).is_err());
        assert!(Encoders::find(Choice::Software, &nowhere()).report().contains("not wanted"));
    }

    #[test]
    fn with_a_driver_that_stands_in_its_plans_are_told_and_its_encoders_opened() {
        let path = Standin::find().expect("cargo built the stand-in");
        let standin = Standin::open(&path, "engines=2;codecs=h264,hevc").unwrap();
        let libraries = Libraries { nvenc: Some(path.clone()), cuda: Some(path) };
        let encoders = Encoders::find(Choice::Auto, &libraries);
        let summary = encoders.summary();
        let start = "NVENC on Simulated GPU (simulated): H.264, HEVC; converts on the ";
        assert!(summary.starts_with(start), "{summary}");
        let report = encoders.report();
        let converts = match &encoders.nvenc.as_ref().ok().unwrap().bridge {
            Ok(bridge) => format!("    pictures are converted on the GPU ({})", bridge.name()),
            Err(error) => format!("    pictures are converted on the CPU: {error}\n"),
        };
        assert!(report.contains(&converts), "{report}");
        let line = "    3840x2160@120: HEVC, each frame on 2 engines, 4 slices, sent when the \
                    frame is done: more than one engine keeps up with\n";
        assert!(report.contains(line), "{report}");
        assert!(report.contains("    5120x1440@240: H.264: width of 5120 is more"), "{report}");
        for codec in [Codec::H264, Codec::Hevc] {
            assert!(encoders.open(codec, config()).unwrap().caps().sub_frame);
        }
        // What the GPU refuses is coded in software, if it is H.264.
        standin.play("fault=OpenEncodeSessionEx:*:21").unwrap();
        assert!(!encoders.open(Codec::H264, config()).unwrap().caps().sub_frame);
        let refused = encoders.open(Codec::Hevc, config()).err().unwrap();
        assert!(refused.to_string().contains("too many encoder sessions"), "{refused}");
        standin.play("").unwrap();
        drop(encoders);
    }
}
