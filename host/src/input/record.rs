//! A test double: remembers what it was given.

use std::sync::{Arc, Mutex, PoisonError};

use super::held::Held;
use super::{Inject, InjectError, InputEvent, InputStats};

/// Takes input and only writes it down.
pub struct Recorder {
    recording: Recording,
    held: Held,
    stats: InputStats,
}

/// What a [`Recorder`] has been given, to look at from outside.
#[derive(Clone, Debug, Default)]
pub struct Recording(Arc<Mutex<Vec<InputEvent>>>);

impl Recording {
    /// Everything so far, releases included.
    pub fn events(&self) -> Vec<InputEvent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn push(&self, event: InputEvent) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }
}

impl Recorder {
    /// A recorder, and its recording.
    pub fn new() -> (Recorder, Recording) {
        let recording = Recording::default();
        let (held, stats) = (Held::nothing(), InputStats::default());
        (Recorder { recording: recording.clone(), held, stats }, recording)
    }
}

impl Inject for Recorder {
    fn inject(&mut self, event: InputEvent) -> Result<(), InjectError> {
        let counts = match event {
            InputEvent::Key { code, down } => self.held.key(code, down),
            InputEvent::Button { button, down } => self.held.button(button, down),
            InputEvent::PointerAbsolute(place) => place.right > 0 && place.bottom > 0,
            _ => true,
        };
        if counts {
            self.recording.push(event);
        }
        self.stats.injected += u64::from(counts);
        self.stats.ignored += u64::from(!counts);
        Ok(())
    }

    fn release_all(&mut self) -> Result<(), InjectError> {
        self.held.releases().into_iter().try_for_each(|event| self.inject(event))
    }

    fn stats(&self) -> InputStats {
        self.stats
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        let _ = self.release_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Button, KeyCode};

    #[test]
    fn nothing_stays_pressed() {
        let (mut recorder, recording) = Recorder::new();
        let key = |down| InputEvent::Key { code: KeyCode(30), down };
        let button = |down| InputEvent::Button { button: Button::Left, down };
        for event in [key(true), key(true), button(true)] {
            recorder.inject(event).unwrap();
        }
        assert_eq!(recorder.stats(), InputStats { injected: 2, ignored: 1 });
        drop(recorder);
        assert_eq!(recording.events(), [key(true), button(true), key(false), button(false)]);
    }
}
