//! Another source in flight: numbers go on, nothing of the old one is left, failures change
//! nothing.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;

use super::*;
use crate::capture::synthetic::Synthetic;

/// Says when it is dropped.
struct Watched(Box<dyn Capture>, Arc<AtomicBool>);

impl Capture for Watched {
    fn next(&mut self, until: Micros) -> Result<Option<Frame>, CaptureError> {
        self.0.next(until)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.1.store(true, Ordering::Release);
    }
}

fn other(width: u32, capture: Box<dyn Capture>) -> Source {
    let mode = Mode::new(width, SIZE.1, RefreshRate::from_hz(100)).unwrap();
    let (parts, _) = parts(Still::new(0), Box::new(NullEncoder::new(script())));
    Source::open(capture, open_null, StreamPlan { mode, ..parts.source.coders.plan }).unwrap()
}

fn synthetic(width: u32) -> Box<dyn Capture> {
    let mode = Mode::new(width, SIZE.1, RefreshRate::from_hz(100)).unwrap();
    Box::new(Synthetic::new(mode, clock::now).unwrap())
}

/// Replaces the source and waits for the outcome.
fn replace(stream: &mut Stream, source: Source) -> Result<Swapped, SwapError> {
    let (sender, outcome) = mpsc::channel();
    stream.replace(source, Box::new(move |done| drop(sender.send(done)))).unwrap();
    outcome.recv_timeout(Duration::from_secs(20)).unwrap()
}

#[test]
fn another_source_goes_on_with_the_next_number_and_a_key_frame() {
    let gone = Arc::new(AtomicBool::new(false));
    let first = Watched(synthetic(SIZE.0), Arc::clone(&gone));
    let (parts, trains) = parts(Box::new(first), Box::new(NullEncoder::new(script())));
    let mut stream = Stream::start(parts).unwrap();
    let mut firsts = vec![1];
    for turn in 0..6 {
        let before = stream.remote().stats().frames;
        eventually("frames", || stream.remote().stats().frames >= before + 2);
        let width = SIZE.0 + 32 * (turn % 2);
        let swapped = replace(&mut stream, other(width, synthetic(width))).unwrap();
        firsts.push(swapped.first.0);
    }
    eventually("the end of the first source", || gone.load(Ordering::Acquire));
    let frames = stream.remote().stats().frames;
    eventually("frames of the last source", || stream.remote().stats().frames > frames);
    assert!(stream.captures.len() <= 2, "capture threads are joined");
    assert_eq!(stream.remote().stats().failed, 0);
    drop(stream);
    let units = received(&trains);
    let numbers: Vec<u32> = units.iter().map(|unit| unit.0).collect();
    assert_eq!(numbers, (1..=numbers.len() as u32).collect::<Vec<_>>(), "no number is skipped");
    let keys = units.iter().filter(|unit| unit.1 == FrameType::Idr).map(|unit| unit.0);
    let keys: Vec<u32> = keys.collect();
    assert!(firsts.iter().all(|first| keys.contains(first)), "{firsts:?} of {keys:?}");
}

#[test]
fn a_source_that_fails_first_changes_nothing() {
    struct Broken;
    impl Capture for Broken {
        fn next(&mut self, _: Micros) -> Result<Option<Frame>, CaptureError> {
            Err(CaptureError::NoFormat)
        }
    }
    let (parts, _) = parts(synthetic(SIZE.0), Box::new(NullEncoder::new(script())));
    let mut stream = Stream::start(parts).unwrap();
    let outcome = replace(&mut stream, other(96, Box::new(Broken)));
    assert!(matches!(outcome, Err(SwapError::Capture(_))));
    let frames = stream.remote().stats().frames;
    eventually("more frames", || stream.remote().stats().frames > frames);
    assert_eq!(stream.remote().ended(), None);
}

#[test]
fn a_source_that_shows_nothing_is_given_up() {
    let (parts, _) = parts(synthetic(SIZE.0), Box::new(NullEncoder::new(script())));
    let mut stream = Stream::start(parts).unwrap();
    let gone = Arc::new(AtomicBool::new(false));
    let silent = || Box::new(Watched(Still::new(0), Arc::clone(&gone)));
    let (sender, outcome) = mpsc::channel();
    let done = || -> Done {
        let sender = sender.clone();
        Box::new(move |done| drop(sender.send(done.map(|_| ()))))
    };
    stream.replace(other(96, silent()), done()).unwrap();
    stream.replace(other(128, silent()), done()).unwrap();
    assert_eq!(outcome.recv().unwrap(), Err(SwapError::Superseded));
    stream.give_up(SwapError::NoFrame);
    assert_eq!(outcome.recv().unwrap(), Err(SwapError::NoFrame));
    eventually("the end of its capture", || gone.load(Ordering::Acquire));
    drop(stream);
}
