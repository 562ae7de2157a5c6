//! Frames out of nothing: a moving pattern at a steady rate, for tests and for measuring the
//! rest of the pipeline.

use std::thread;

use lumen_core::units::{Micros, Mode};
use lumen_gpu::damage::Damage;
use lumen_gpu::frame::{Frame, FramePool, ImageLayout, PixelFormat, Surface};

use super::{BUFFERS, Capture, CaptureError, Clock};

/// A source that paints a frame each interval of its mode.
pub struct Synthetic {
    clock: Clock,
    mode: Mode,
    layout: ImageLayout,
    pool: FramePool,
    /// One row and a period more: every row of every frame is a window of it.
    pattern: Vec<u8>,
    due: Micros,
    painted: usize,
}

/// Pixels after which the pattern repeats.
const PERIOD: usize = 256;

impl Synthetic {
    /// A source for `mode`.
    ///
    /// # Errors
    /// [`CaptureError::Memory`] when there is no memory for the frames.
    pub fn new(mode: Mode, clock: Clock) -> Result<Synthetic, CaptureError> {
        let Mode { width, height, .. } = mode;
        let (stride, format) = (width * 4, PixelFormat::Bgrx);
        let layout = ImageLayout { width, height, stride, format, bottom_up: false };
        let pool = FramePool::new(BUFFERS, layout.len(), |_, _| {})?;
        let pixels = (0..width as usize + PERIOD).flat_map(|x| {
            let ramp = (x % PERIOD) as u8;
            [ramp, ramp.wrapping_mul(3), 255 - ramp, 255]
        });
        let pattern = pixels.collect();
        Ok(Synthetic { clock, mode, layout, pool, pattern, due: clock(), painted: 0 })
    }

    fn paint(&mut self, picture: &mut [u8]) {
        let row_bytes = self.layout.stride as usize;
        for (y, row) in picture.chunks_exact_mut(row_bytes).enumerate() {
            let shift = (y + self.painted * 4) % PERIOD * 4;
            row.copy_from_slice(&self.pattern[shift..shift + row_bytes]);
        }
        self.painted += 1;
    }
}

impl Capture for Synthetic {
    fn next(&mut self, until: Micros) -> Result<Option<Frame>, CaptureError> {
        thread::sleep(self.due.min(until).since((self.clock)()).into());
        if self.due > until {
            return Ok(None);
        }
        // Frames that nobody came for are skipped, as a compositor would.
        self.due = (self.due + self.mode.refresh.interval()).max((self.clock)());
        let Some(mut pixels) = self.pool.take() else { return Ok(None) };
        self.paint(pixels.bytes_mut());
        let surface = Surface::Shared { layout: self.layout, pixels };
        let (captured, number) = ((self.clock)(), self.painted as u64);
        Ok(Some(Frame { surface, captured, number, damage: Damage::WHOLE }))
    }
}

#[cfg(test)]
mod tests {
    use lumen_core::units::{RefreshRate, Span};
    use rustix::time::{ClockId, clock_gettime};

    use super::*;

    fn now() -> Micros {
        let time = clock_gettime(ClockId::Monotonic);
        Micros(time.tv_sec as u64 * 1_000_000 + time.tv_nsec as u64 / 1_000)
    }

    #[test]
    fn frames_come_at_the_rate_and_differ() {
        let mode = Mode::new(64, 32, RefreshRate::from_hz(200)).unwrap();
        let mut source = Synthetic::new(mode, now).unwrap();
        let start = now();
        let mut last = Vec::new();
        for _ in 0..10 {
            let frame = source.next(now() + Span::from_secs(1)).unwrap().unwrap();
            let Surface::Shared { pixels, .. } = &frame.surface else { panic!("shared memory") };
            assert_ne!(pixels.bytes(), last);
            last = pixels.bytes().to_vec();
        }
        assert!(now().since(start) >= Span::from_millis(44));
    }

    #[test]
    fn the_deadline_is_kept() {
        let mode = Mode::new(64, 32, RefreshRate::from_hz(1)).unwrap();
        let mut source = Synthetic::new(mode, now).unwrap();
        assert!(source.next(now() + Span::from_secs(1)).unwrap().is_some());
        assert!(source.next(now() + Span::from_millis(5)).unwrap().is_none());
    }

    #[test]
    fn a_consumer_that_keeps_every_buffer_gets_no_more() {
        let mode = Mode::new(64, 32, RefreshRate::from_hz(500)).unwrap();
        let mut source = Synthetic::new(mode, now).unwrap();
        let mut next = || source.next(now() + Span::from_millis(20)).unwrap();
        let kept = [next(), next(), next()];
        assert!(kept.iter().all(Option::is_some));
        assert!(next().is_none());
    }
}
