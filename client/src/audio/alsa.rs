//! The default device of ALSA, which on desktops is PipeWire or PulseAudio.
//!
//! Source: ALSA project, PCM interface; "delay" is what was written and not heard.

use alsa::pcm::{Access, Format, HwParams, PCM};
use alsa::{Direction, ValueOr};
use lumen_core::audio::{MAX_CHANNELS, SAMPLE_RATE};
use lumen_core::gamestream::sdp::AudioChannels;
use lumen_core::units::Micros;

use super::{Play, SoundError};

/// Samples of a channel between two looks of the device: 5 ms.
const PERIOD: i64 = SAMPLE_RATE as i64 / 200;

/// Most samples of a packet here: 20 ms and one more.
const MAX_FRAMES: usize = SAMPLE_RATE as usize / 50 + 1;

impl From<alsa::Error> for SoundError {
    fn from(error: alsa::Error) -> SoundError {
        SoundError::Device(error.to_string())
    }
}

/// An open device.
pub(super) struct Device {
    pcm: PCM,
    target: usize,
    /// Samples as the device takes them.
    bytes: Vec<u8>,
}

impl Device {
    pub fn open(channels: AudioChannels) -> Result<Device, SoundError> {
        let pcm = PCM::new("default", Direction::Playback, true)?;
        let period = configure(&pcm, channels)?;
        // Two periods: one that is heard, one that waits.
        let target = usize::try_from(2 * period).unwrap_or(0);
        Ok(Device { pcm, target, bytes: Vec::with_capacity(MAX_FRAMES * MAX_CHANNELS * 4) })
    }
}

/// Sets the device up; returns the period that it chose.
fn configure(pcm: &PCM, channels: AudioChannels) -> Result<i64, SoundError> {
    let hardware = HwParams::any(pcm)?;
    hardware.set_access(Access::RWInterleaved)?;
    hardware.set_format(Format::float())?;
    hardware.set_channels(channels.count().into())?;
    hardware.set_rate_resample(true)?;
    hardware.set_rate(SAMPLE_RATE, ValueOr::Nearest)?;
    let period = hardware.set_period_size_near(PERIOD, ValueOr::Nearest)?;
    hardware.set_buffer_size_near(4 * period)?;
    pcm.hw_params(&hardware)?;
    let software = pcm.sw_params_current()?;
    software.set_start_threshold(period)?;
    pcm.sw_params(&software)?;
    Ok(period)
}

impl Play for Device {
    fn queued(&mut self, _now: Micros) -> Result<usize, SoundError> {
        // Fails after it ran dry: then nothing waits.
        let delay = match self.pcm.delay() {
            Ok(delay) => delay,
            Err(error) => {
                self.pcm.try_recover(error, true)?;
                0
            }
        };
        Ok(usize::try_from(delay).unwrap_or(0))
    }

    fn target(&self) -> usize {
        self.target
    }

    fn write(&mut self, samples: &[f32]) -> Result<(), SoundError> {
        self.bytes.clear();
        self.bytes.extend(samples.iter().flat_map(|sample| sample.to_ne_bytes()));
        match self.pcm.io_bytes().writei(&self.bytes) {
            Ok(_) => Ok(()),
            // Full: these samples are left out, which the next look at the queue corrects.
            Err(error) if error.errno() == libc_again() => Ok(()),
            Err(error) => Ok(self.pcm.try_recover(error, true)?),
        }
    }
}

/// `EAGAIN`, as ALSA reports a full buffer.
fn libc_again() -> i32 {
    rustix::io::Errno::AGAIN.raw_os_error()
}
