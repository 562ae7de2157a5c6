//! What of each buffer is out of date. Buffers are lent in turn, so each misses what the others got.

use lumen_gpu::damage::Damage;

use super::BUFFERS;

/// The parts of all buffers of a pool that are older than the newest frame.
pub(super) struct Stale([Damage; BUFFERS]);

impl Stale {
    /// Of buffers that nobody has written yet.
    pub(super) fn new() -> Stale {
        Stale([Damage::WHOLE; BUFFERS])
    }

    /// Of one buffer.
    pub(super) fn of(&self, index: usize) -> &Damage {
        self.0.get(index).unwrap_or(&Damage::WHOLE)
    }

    /// A buffer has got a frame in which `damage` is new.
    pub(super) fn filled(&mut self, index: usize, damage: &Damage) {
        self.0.iter_mut().for_each(|stale| stale.join(damage));
        if let Some(stale) = self.0.get_mut(index) {
            *stale = Damage::NONE;
        }
    }
}

#[cfg(test)]
mod tests {
    use lumen_gpu::damage::Part;

    use super::*;

    fn of(parts: &[Part]) -> Damage {
        let mut damage = Damage::NONE;
        parts.iter().for_each(|part| damage.add(*part));
        damage
    }

    #[test]
    fn a_buffer_misses_what_the_others_got_since() {
        let part = |x| Part { x, y: 0, width: 10, height: 10 };
        let mut stale = Stale::new();
        for index in 0..BUFFERS {
            assert!(stale.of(index).is_whole());
            stale.filled(index, &Damage::WHOLE);
        }
        assert_eq!((*stale.of(BUFFERS - 1), *stale.of(0)), (Damage::NONE, Damage::WHOLE));
        stale.filled(0, &of(&[part(0)]));
        stale.filled(1, &of(&[part(20)]));
        stale.filled(2, &of(&[part(40)]));
        assert_eq!(*stale.of(0), of(&[part(20), part(40)]));
        assert_eq!(*stale.of(1), of(&[part(40)]));
        assert_eq!(*stale.of(2), Damage::NONE);
    }
}
