//! Sound that is computed: for tests, measurements, and machines without sound.

use std::f32::consts::TAU;
use std::thread;

use lumen_core::audio::SAMPLE_RATE;
use lumen_core::gamestream::sdp::AudioChannels;
use lumen_core::units::{Micros, Span};

use super::{AudioError, AudioSource, Clock};

/// Behind by more than this, the source goes on from now instead of catching up.
const CATCH_UP: Span = Span::from_millis(100);

/// How loud, of 1.
const AMPLITUDE: f32 = 0.4;

/// What is heard, the same on every channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Signal {
    /// Nothing.
    Silence,
    /// One tone.
    Sine {
        /// Its pitch.
        hz: f32,
    },
    /// A tone that rises from one pitch to another in a second, again and again.
    Sweep {
        /// At the start.
        from_hz: f32,
        /// At the end.
        to_hz: f32,
    },
    /// A click of one millisecond at each full second of the clock: a stamp that can be heard.
    Clicks,
}

/// Computes a [`Signal`] at the pace of a clock.
pub struct Synthetic {
    signal: Signal,
    channels: usize,
    clock: Clock,
    /// When the next sample is due; `None` before the first read.
    due: Option<Micros>,
    /// Samples of a channel so far, and what of a microsecond they left over, in 48ths.
    count: u64,
    rest: u64,
    phase: f32,
}

impl Synthetic {
    /// A source that begins with the first read.
    pub fn new(signal: Signal, channels: AudioChannels, clock: Clock) -> Synthetic {
        let channels = usize::from(channels.count());
        Synthetic { signal, channels, clock, due: None, count: 0, rest: 0, phase: 0.0 }
    }

    fn sample(&mut self, at: Micros) -> f32 {
        let hz = match self.signal {
            Signal::Silence => return 0.0,
            Signal::Clicks => return if at.0 % 1_000_000 < 1_000 { AMPLITUDE } else { 0.0 },
            Signal::Sine { hz } => hz,
            Signal::Sweep { from_hz, to_hz } => {
                let share = (self.count % u64::from(SAMPLE_RATE)) as f32 / SAMPLE_RATE as f32;
                from_hz + (to_hz - from_hz) * share
            }
        };
        self.phase = (self.phase + hz / SAMPLE_RATE as f32).fract();
        (self.phase * TAU).sin() * AMPLITUDE
    }

    /// The time that `frames` samples take, exact in the long run.
    fn advance(&mut self, frames: u64) -> Span {
        let parts = frames * 1_000_000 + self.rest;
        self.rest = parts % u64::from(SAMPLE_RATE);
        Span(parts / u64::from(SAMPLE_RATE))
    }
}

impl AudioSource for Synthetic {
    fn read(&mut self, samples: &mut [f32]) -> Result<(), AudioError> {
        let now = (self.clock)();
        let start = self.due.filter(|due| now.since(*due) < CATCH_UP).unwrap_or(now);
        let frames = samples.len() / self.channels;
        for (index, frame) in samples.chunks_exact_mut(self.channels).enumerate() {
            let at = start + Span(index as u64 * 1_000_000 / u64::from(SAMPLE_RATE));
            frame.fill(self.sample(at));
            self.count += 1;
        }
        let due = start + self.advance(frames as u64);
        self.due = Some(due);
        thread::sleep(due.since((self.clock)()).into());
        Ok(())
    }
}
