//! Sessions that are decoded and played by the library.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use lumen_client::audio::SoundOutput;
use lumen_client::{
    Client, ClientError, End, FrameRecord, NativeOptions, NativeViewer, Observe, Stream, Viewing,
    Wish,
};
use lumen_core::native::message::end::Reason;
use lumen_core::units::{FrameId, Mode, RefreshRate, Span};
use lumen_gpu::decode::Decoded;
use tempfile::TempDir;

use super::host::{Host, luma};
use super::session::{directory, options, until};

/// A picture: its size, brightness left and right, and where it was when.
type Seen = ((u32, u32), [u8; 2], FrameRecord);

#[derive(Clone, Default)]
struct Eye(Arc<Mutex<Vec<Seen>>>);

impl Eye {
    fn count(&self, wanted: impl Fn(&Seen) -> bool) -> usize {
        self.0.lock().unwrap().iter().filter(|seen| wanted(seen)).count()
    }
}

impl Observe for Eye {
    fn unit(&mut self, _frame: FrameId, bytes: &[u8]) {
        assert!(bytes.starts_with(&[0, 0, 0, 1]) || bytes.starts_with(&[0, 0, 1]));
    }

    fn picture(&mut self, picture: &Decoded<'_>, record: &FrameRecord) {
        let row = &picture.planes[0][(picture.strides[0] * 50) as usize..];
        let ends = [row[0], row[picture.width as usize - 1]];
        self.0.lock().unwrap().push(((picture.width, picture.height), ends, *record));
    }
}

fn watch(host: &Host, options: &NativeOptions) -> (NativeViewer, Eye, TempDir) {
    let (directory, eye) = (directory(), Eye::default());
    let client = Client::open(directory.path()).unwrap();
    let viewing = Viewing { sound: SoundOutput::Mute, ..Viewing::default() };
    let name = host.name().parse().unwrap();
    let viewer = client.watch_native(&name, options, &viewing, Box::new(eye.clone())).unwrap();
    (viewer, eye, directory)
}

#[test]
fn tiles_are_one_picture_with_sound_and_the_host_hears_how_long_decoding_takes() {
    let host = Host::start();
    let options = NativeOptions { max_tiles: 2, ..options(&host) };
    let (viewer, eye, _directory) = watch(&host, &options);
    until("pictures", || eye.count(|_| true) > 20);
    for (size, [left, right], record) in eye.0.lock().unwrap().iter() {
        assert_eq!(*size, (320, 180));
        let sent = [luma(record.frame, 0), luma(record.frame, 1)];
        assert!(left.abs_diff(sent[0]) < 4 && right.abs_diff(sent[1]) < 4, "{record:?}");
        assert!(record.first_arrival <= record.completed && record.submitted < record.decoded);
    }
    until("capture times", || eye.count(|(.., record)| record.captured > 0) > 5);
    until("sound", || viewer.stats().sound_played > 20);
    until("decode time", || host.seen.decode_time.load(Ordering::Relaxed) > 0);

    let picture = viewer.next_picture(Span::from_secs(20)).unwrap();
    assert_eq!((picture.width(), picture.height()), (320, 180));
    let stats = viewer.finish();
    assert!(stats.decoded > 20 && stats.undecodable == 0 && stats.round_trip.is_some());
    until("good-bye", || *host.seen.bye.lock().unwrap() == Some(Reason::Finished));
}

#[test]
fn a_mode_changes_without_an_empty_picture() {
    let host = Host::start();
    let options = NativeOptions { max_tiles: 2, ..options(&host) };
    let (viewer, eye, _directory) = watch(&host, &options);
    until("pictures", || eye.count(|_| true) > 3);
    let mode = Mode { width: 640, height: 360, refresh: RefreshRate::from_hz(60) };
    viewer.session().request(Wish { mode: Some(mode), ..Wish::default() }).unwrap();
    until("the new mode", || eye.count(|(size, ..)| *size == (640, 360)) > 5);
    assert_eq!(viewer.mode(), mode);
    for (_, [left, right], record) in eye.0.lock().unwrap().iter() {
        let sent = [luma(record.frame, 0), luma(record.frame, 1)];
        assert!(left.abs_diff(sent[0]) < 4 && right.abs_diff(sent[1]) < 4, "{record:?}");
    }
}

#[test]
fn pictures_go_on_after_losses_and_end_with_the_session() {
    let host = Host::start();
    host.seen.lose_every.store(3, Ordering::Relaxed);
    let (viewer, eye, _directory) = watch(&host, &options(&host));
    until("loss", || viewer.stats().reassembly.lost > 2);
    host.seen.lose_every.store(0, Ordering::Relaxed);
    let before = eye.count(|_| true);
    until("pictures", || eye.count(|_| true) > before + 20);
    viewer.session().leave();
    assert_eq!(viewer.wait_for_end(Span::from_secs(20)), Some(End::Local));
    let late = viewer.next_picture(Span::from_secs(20));
    assert!(matches!(late, Err(ClientError::Ended(End::Local))), "{late:?}");
}
