//! Input that goes nowhere, for pictures without a desktop.

use super::held::Held;
use super::{Inject, InjectError, InputEvent, InputStats};

/// Takes input, and only counts it.
pub struct Swallow {
    held: Held,
    stats: InputStats,
}

impl Default for Swallow {
    fn default() -> Self {
        Swallow { held: Held::nothing(), stats: InputStats::default() }
    }
}

impl Inject for Swallow {
    fn inject(&mut self, event: InputEvent) -> Result<(), InjectError> {
        let counts = match event {
            InputEvent::Key { code, down } => self.held.key(code, down),
            InputEvent::Button { button, down } => self.held.button(button, down),
            InputEvent::PointerAbsolute(place) => place.right > 0 && place.bottom > 0,
            _ => true,
        };
        self.stats.injected += u64::from(counts);
        self.stats.ignored += u64::from(!counts);
        Ok(())
    }

    fn release_all(&mut self) -> Result<(), InjectError> {
        for event in self.held.releases() {
            self.inject(event)?;
        }
        Ok(())
    }

    fn stats(&self) -> InputStats {
        self.stats
    }
}
