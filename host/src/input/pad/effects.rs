//! What apps have uploaded to a gamepad, and what its motors do in consequence.
//!
//! Source: Linux, Documentation/input/ff.rst and include/uapi/linux/input.h, `struct ff_effect`.

use lumen_core::native::rumble::Motors;
use lumen_core::units::{Micros, Span};

/// Effects that fit into a gamepad at once.
pub(super) const MAX_EFFECTS: usize = 16;

/// The longest that an effect without a length plays before it has to be started again.
const ENDLESS: Span = Span::from_secs(3_600);

/// The effects of one gamepad.
pub(super) struct Effects {
    slots: [Option<Effect>; MAX_EFFECTS],
    /// Of 65535.
    gain: u16,
}

#[derive(Clone, Copy)]
struct Effect {
    strong: u16,
    weak: u16,
    length: Span,
    until: Option<Micros>,
}

impl Default for Effects {
    fn default() -> Self {
        Effects { slots: [None; MAX_EFFECTS], gain: u16::MAX }
    }
}

impl Effects {
    /// Takes an effect; one that plays goes on with the new strengths. A length of 0 has no end.
    /// False when there is no such place.
    pub fn upload(&mut self, id: i16, strong: u16, weak: u16, length: Span) -> bool {
        let Some(slot) = usize::try_from(id).ok().and_then(|id| self.slots.get_mut(id)) else {
            return false;
        };
        let length = if length == Span(0) { ENDLESS } else { length };
        let until = slot.and_then(|effect| effect.until);
        *slot = Some(Effect { strong, weak, length, until });
        true
    }

    /// Forgets an effect.
    pub fn erase(&mut self, id: u32) {
        if let Some(slot) = self.slots.get_mut(id as usize) {
            *slot = None;
        }
    }

    /// Plays an effect so many times, from now on; 0 stops it.
    pub fn play(&mut self, id: u16, times: i32, now: Micros) {
        if let Some(Some(effect)) = self.slots.get_mut(usize::from(id)) {
            let times = u64::try_from(times).unwrap_or(0);
            let until = now + Span(effect.length.0.saturating_mul(times));
            effect.until = (times > 0).then_some(until);
        }
    }

    /// Sets the strength of all effects, of 65535.
    pub fn set_gain(&mut self, gain: i32) {
        self.gain = gain.clamp(0, u16::MAX.into()) as u16;
    }

    /// What the motors do now: the sum of what plays.
    pub fn motors(&self, now: Micros) -> Motors {
        let playing = self.slots.iter().flatten().filter(|it| it.until.is_some_and(|at| at > now));
        let sum = playing.fold((0u32, 0u32), |(strong, weak), effect| {
            (strong + u32::from(effect.strong), weak + u32::from(effect.weak))
        });
        let scaled = |sum: u32| {
            (sum.min(u16::MAX.into()) * u32::from(self.gain) / u32::from(u16::MAX)) as u16
        };
        Motors { low_frequency: scaled(sum.0), high_frequency: scaled(sum.1), ..Motors::STILL }
    }

    /// When the first of what plays at `now` ends.
    pub fn deadline(&self, now: Micros) -> Option<Micros> {
        self.slots.iter().flatten().filter_map(|it| it.until).filter(|at| *at > now).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_add_up_and_end() {
        let mut effects = Effects::default();
        assert!(effects.upload(0, 40_000, 0, Span::from_millis(100)));
        assert!(effects.upload(15, 40_000, 1_000, Span(0)));
        assert!(!effects.upload(16, 1, 1, Span(0)) && !effects.upload(-1, 1, 1, Span(0)));
        assert_eq!(effects.motors(Micros(0)), Motors::STILL);
        effects.play(0, 2, Micros(0));
        effects.play(15, 1, Micros(0));
        let motors = effects.motors(Micros(199_999));
        assert_eq!((motors.low_frequency, motors.high_frequency), (65_535, 1_000));
        assert_eq!(effects.deadline(Micros(0)), Some(Micros(200_000)));
        assert_eq!(effects.motors(Micros(200_000)).low_frequency, 40_000);
        effects.set_gain(0x7fff);
        assert_eq!(effects.motors(Micros(200_000)).low_frequency, 19_999);
        effects.play(15, 0, Micros(300_000));
        assert_eq!(effects.motors(Micros(300_000)), Motors::STILL);
        effects.erase(15);
        effects.play(15, 1, Micros(300_000));
        assert_eq!(
            (effects.motors(Micros(300_001)), effects.deadline(Micros(300_001))),
            (Motors::STILL, None)
        );
    }

    #[test]
    fn a_playing_effect_can_be_changed() {
        let mut effects = Effects::default();
        effects.upload(3, 100, 100, Span::from_millis(50));
        effects.play(3, 1, Micros(0));
        effects.upload(3, 900, 0, Span::from_millis(50));
        assert_eq!(effects.motors(Micros(1)).low_frequency, 900);
    }
}
