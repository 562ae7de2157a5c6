//! Canned slices for tests, on the test's own timetable.
//!
//! [`NullEncoder`] plays a script of frames and looks at no pixel. With a [`Gate`] a test decides
//! when each slice comes to exist, and so can prove that one slice left before the next was there.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lumen_core::units::{FrameId, Micros};
use rustix::time::{ClockId, clock_gettime};

use super::{
    Caps, Collected, Encode, EncodeConfig, FrameKind, FrameParams, ReferenceControl, Slice,
};
use crate::GpuError;
use crate::convert::Yuv420;

/// Most bytes of a frame of [`NullEncoder::steady`].
const MAX_STEADY: usize = 1 << 20;

/// One frame of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannedFrame {
    /// Kind that its slices carry.
    pub kind: FrameKind,
    /// Its slices, in order, at most 255. None makes a frame that the encoder skipped.
    pub slices: Vec<Vec<u8>>,
}

/// An encoder that plays a script, over and over. Submitting and collecting allocate nothing.
pub struct NullEncoder {
    script: Vec<CannedFrame>,
    position: usize,
    /// Where the script goes on after its end.
    again: usize,
    current: Option<(FrameId, usize, u8)>,
    gate: Option<Arc<Turnstile>>,
}

impl NullEncoder {
    /// An encoder whose slices are ready as soon as their frame is submitted.
    pub fn new(script: Vec<CannedFrame>) -> NullEncoder {
        NullEncoder { script, position: 0, again: 0, current: None, gate: None }
    }

    /// An encoder whose frames are as large as the bitrate allows, key frames twice that, and
    /// whose bytes mean nothing: for measuring everything but a codec.
    pub fn steady(config: &EncodeConfig) -> NullEncoder {
        let frame_bits = config.bitrate.0 * 1_000 / u64::from(config.refresh.0.max(1));
        let slices = config.slices.max(1);
        let slice_bytes = frame_bits / 8 / u64::from(slices);
        let frame = |kind, nal_type: u8, bytes: u64| {
            let mut slice = vec![0, 0, 0, 1, nal_type];
            slice.resize((bytes as usize).clamp(8, MAX_STEADY / usize::from(slices)), 0xa5);
            CannedFrame { kind, slices: vec![slice; slices.into()] }
        };
        // Slice NAL units of a key frame and of a predicted one.
        NullEncoder::new(vec![
            frame(FrameKind::Idr, 0x65, 2 * slice_bytes),
            frame(FrameKind::Predicted, 0x41, slice_bytes),
        ])
        .with_loop_from(1)
    }

    /// Plays the frames before `first` only when a key frame is asked for.
    fn with_loop_from(self, first: usize) -> NullEncoder {
        NullEncoder { again: first, ..self }
    }

    /// An encoder whose slices come to exist one by one, as `Gate` lets them.
    pub fn gated(script: Vec<CannedFrame>) -> (NullEncoder, Gate) {
        let turnstile = Arc::new(Turnstile::default());
        let gate = Gate(Arc::clone(&turnstile));
        (NullEncoder { script, position: 0, again: 0, current: None, gate: Some(turnstile) }, gate)
    }

    /// Where the script goes on: at the next key frame if one is asked for and there is one.
    fn next_position(&self, force_idr: bool) -> usize {
        let len = self.script.len();
        let ahead = (0..len).map(|step| (self.position + step) % len);
        let mut keys = ahead.filter(|&at| self.script[at].kind == FrameKind::Idr);
        keys.next().filter(|_| force_idr).unwrap_or(self.position)
    }
}

impl Encode for NullEncoder {
    fn caps(&self) -> Caps {
        Caps { max_slices: u8::MAX, sub_frame: true }
    }

    fn submit(&mut self, _picture: &Yuv420, params: FrameParams) -> Result<(), GpuError> {
        if self.current.is_some() {
            return Err(GpuError::Busy);
        }
        if self.script.is_empty() {
            return Ok(());
        }
        let at = self.next_position(params.force_idr);
        let next = at + 1;
        self.position = if next < self.script.len() { next } else { self.again };
        self.current = Some((params.frame, at, 0));
        Ok(())
    }

    fn collect(&mut self, until: Micros) -> Result<Collected<'_>, GpuError> {
        let Some((frame, at, index)) = self.current else { return Ok(Collected::Done) };
        let CannedFrame { kind, slices } = &self.script[at];
        let Some(bytes) = slices.get(usize::from(index)) else {
            self.current = None;
            return Ok(Collected::Done);
        };
        if self.gate.as_ref().is_some_and(|gate| !gate.pass(until)) {
            return Ok(Collected::Pending);
        }
        self.current = Some((frame, at, index.saturating_add(1)));
        let last = usize::from(index) + 1 == slices.len();
        Ok(Collected::Slice(Slice { frame, index, last, kind: *kind, bytes }))
    }

    fn references(&mut self) -> Option<&mut dyn ReferenceControl> {
        None
    }
}

/// The test's end of a gated encoder. Dropping it opens the gate for good.
pub struct Gate(Arc<Turnstile>);

impl Gate {
    /// Lets `slices` more slices come to exist.
    pub fn open(&self, slices: usize) {
        self.0.admit(slices);
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.0.admit(usize::MAX);
    }
}

/// A count of slices that may pass, and who waits for it to grow.
#[derive(Default)]
struct Turnstile {
    admitted: Mutex<usize>,
    grown: Condvar,
}

impl Turnstile {
    fn admitted(&self) -> MutexGuard<'_, usize> {
        self.admitted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn admit(&self, slices: usize) {
        let mut admitted = self.admitted();
        *admitted = admitted.saturating_add(slices);
        self.grown.notify_all();
    }

    /// Takes one admission, waiting for it until `until`.
    fn pass(&self, until: Micros) -> bool {
        let patience = Duration::from(until.since(now()));
        let waited = self.grown.wait_timeout_while(self.admitted(), patience, |count| *count == 0);
        let (mut admitted, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let open = *admitted > 0;
        *admitted = match *admitted {
            usize::MAX => usize::MAX,
            count => count.saturating_sub(1),
        };
        open
    }
}

/// The clock that deadlines are on.
fn now() -> Micros {
    let time = clock_gettime(ClockId::Monotonic);
    Micros(time.tv_sec as u64 * 1_000_000 + time.tv_nsec as u64 / 1_000)
}

#[cfg(test)]
mod tests {
    use std::thread;

    use lumen_core::units::{Bitrate, Span};

    use super::*;
    use crate::testing::{encode, params};

    const RATE: Bitrate = Bitrate::from_kbps(1_000);

    fn script() -> Vec<CannedFrame> {
        let frame = |kind, slices: &[&[u8]]| CannedFrame {
            kind,
            slices: slices.iter().map(|slice| slice.to_vec()).collect(),
        };
        vec![
            frame(FrameKind::Idr, &[b"I0", b"I1"]),
            frame(FrameKind::Predicted, &[b"P0"]),
            frame(FrameKind::Predicted, &[]),
        ]
    }

    #[test]
    fn the_script_plays_over_and_over_and_jumps_to_its_key_frame() {
        let mut encoder = NullEncoder::new(script());
        let picture = Yuv420::new(16, 16);
        let mut play = |frame, force_idr| {
            let params = FrameParams { force_idr, ..params(frame, RATE) };
            encode(&mut encoder, &picture, params).unwrap().1.concat()
        };
        assert_eq!([play(1, false), play(2, false)].concat(), b"I0I1P0");
        assert_eq!(play(3, false), b"", "a skipped frame has no slices");
        assert_eq!([play(4, false), play(5, true), play(6, false)].concat(), b"I0I1I0I1P0");
    }

    #[test]
    fn steady_frames_have_the_size_that_the_rate_allows() {
        let config = crate::testing::config(64, 64, Bitrate::from_kbps(4_800));
        let mut encoder = NullEncoder::steady(&EncodeConfig { slices: 2, ..config });
        let picture = Yuv420::new(64, 64);
        let mut size = |frame, force_idr| {
            let params = FrameParams { force_idr, ..params(frame, RATE) };
            let (kind, slices) = encode(&mut encoder, &picture, params).unwrap();
            (kind == Some(FrameKind::Idr), slices.concat().len())
        };
        // 4.8 Mb/s at 60 frames per second: 10000 bytes each.
        assert_eq!(size(0, true), (true, 20_000));
        assert_eq!([size(1, false), size(2, false)], [(false, 10_000); 2]);
        assert_eq!([size(3, true), size(4, false)], [(true, 20_000), (false, 10_000)]);
    }

    #[test]
    fn a_slice_is_pending_until_the_gate_lets_it_be() {
        let (mut encoder, gate) = NullEncoder::gated(script());
        encoder.submit(&Yuv420::new(16, 16), params(1, RATE)).unwrap();
        assert_eq!(encoder.collect(now() + Span(1_000)).unwrap(), Collected::Pending);
        gate.open(1);
        let first = encoder.collect(now()).unwrap();
        assert!(matches!(first, Collected::Slice(Slice { index: 0, last: false, .. })));
        assert_eq!(encoder.collect(Micros(0)).unwrap(), Collected::Pending);
        drop(gate);
        let second = encoder.collect(Micros(0)).unwrap();
        assert!(matches!(second, Collected::Slice(Slice { index: 1, last: true, .. })));
        assert_eq!(encoder.collect(Micros(0)).unwrap(), Collected::Done);
    }

    #[test]
    fn a_waiting_collector_wakes_when_the_gate_opens() {
        let (mut encoder, gate) = NullEncoder::gated(script());
        encoder.submit(&Yuv420::new(16, 16), params(1, RATE)).unwrap();
        let waiting = thread::spawn(move || {
            let slice = encoder.collect(now() + Span::from_secs(60)).unwrap();
            matches!(slice, Collected::Slice(_))
        });
        gate.open(1);
        assert!(waiting.join().unwrap());
    }
}
