//! Staying in a session for a while, pressing a key now and then where pictures can answer.
//!
//! A step at a time, so that a window's thread can do it between its events.

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{bail, ensure};
use lumen_bench::latency::event::Presses;
use lumen_bench::watch::Watcher;
use lumen_client::Stream;
use lumen_client::window::{Backend, Pictures, Presented, WindowOptions, show};
use lumen_core::gamestream::input::{InputEvent, Key, Modifiers};
use lumen_core::units::Micros;
use lumen_transport::clock;

use super::rig::WARM_UP;

/// Time between two key presses; above any latency, and no multiple of a frame's time, so that
/// presses meet all phases of the refresh.
const KEY_INTERVAL: Duration = Duration::from_micros(287_300);

/// How long the first picture may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Frames that may have been shown without anybody having asked.
const SHOWN: usize = 1 << 16;

/// A stay under way.
pub struct Stay<'a> {
    stream: &'a dyn Stream,
    watcher: &'a Watcher,
    length: Duration,
    begun: Instant,
    /// When the first picture was there.
    first: Option<Instant>,
    next_press: Instant,
    /// None until presses are due, and where pictures say nothing.
    presses: Option<Presses>,
}

impl<'a> Stay<'a> {
    /// From now until `seconds` after the first picture.
    pub fn new(stream: &'a dyn Stream, watcher: &'a Watcher, seconds: u32) -> Stay<'a> {
        let (begun, length) = (Instant::now(), Duration::from_secs(seconds.into()));
        Stay { stream, watcher, length, begun, first: None, next_press: begun, presses: None }
    }

    /// Does what is due; true when it is over.
    pub fn step(&mut self) -> anyhow::Result<bool> {
        if let Some(why) = self.stream.is_ended() {
            bail!("the session ended: {why}");
        }
        let now = Instant::now();
        let Some(first) = self.first else {
            ensure!(self.begun.elapsed() < PATIENCE, "no picture within {} s", PATIENCE.as_secs());
            if !self.watcher.seen().is_empty() {
                (self.first, self.next_press) = (Some(now), now + Duration::from(WARM_UP));
            }
            return Ok(false);
        };
        let end = first + self.length;
        if now >= self.next_press && now + KEY_INTERVAL < end {
            if self.presses.is_none() {
                let before = self.watcher.newest().map(|(stamp, _)| stamp.input.keys);
                self.presses = before.map(|before| Presses { before, sent: Vec::new() });
            }
            if let Some(presses) = &mut self.presses {
                presses.sent.push(press(self.stream)?);
            }
            self.next_press = now + KEY_INTERVAL;
        }
        Ok(now >= end)
    }

    /// When to take the next step at the latest.
    pub fn due(&self) -> Instant {
        let soon = Instant::now() + Duration::from_millis(5);
        if self.first.is_some() { self.next_press.max(soon) } else { soon }
    }

    /// To the end.
    pub fn until_over(mut self) -> anyhow::Result<Presses> {
        while !self.step()? {
            let end =
                self.first.map_or_else(|| self.due(), |first| self.due().min(first + self.length));
            thread::sleep(end.saturating_duration_since(Instant::now()));
        }
        Ok(self.presses.unwrap_or_default())
    }

    /// To the end, in a window on this thread, which must be the program's first. The times at which
    /// frames were shown come as well.
    pub fn in_a_window(mut self, pictures: Pictures) -> anyhow::Result<(Presses, Vec<Presented>)> {
        let (to, presented) = sync_channel(SHOWN);
        let options = WindowOptions {
            title: "lumen-bench".to_owned(),
            backend: Backend::Auto,
            full_screen: true,
            presented: Some(to),
            ..WindowOptions::default()
        };
        let (stream, mut outcome) = (self.stream, Ok(false));
        let mut leave = || {
            // Asked ten times a second, which would press keys at few phases of the refresh.
            let wait = self.next_press.saturating_duration_since(Instant::now());
            if wait < Duration::from_millis(100) {
                thread::sleep(wait);
            }
            outcome = self.step();
            !matches!(outcome, Ok(false))
        };
        show(stream, &options, pictures, &mut leave)?;
        drop(options);
        if !outcome? {
            bail!("the window was closed");
        }
        Ok((self.presses.unwrap_or_default(), all(&presented)))
    }
}

fn all(presented: &Receiver<Presented>) -> Vec<Presented> {
    presented.try_iter().collect()
}

fn press(stream: &dyn Stream) -> anyhow::Result<Micros> {
    let pressed = clock::now();
    for down in [true, false] {
        let modifiers = Modifiers::default();
        stream.send_input(InputEvent::Key(Key {
            code: 0x41,
            down,
            modifiers,
            positional: true,
        }))?;
    }
    Ok(pressed)
}
