//! Sessions as a Rust program has them.

use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};

use lumen_client::{
    Client, ClientError, Delivery, End, HostAddress, HostTrust, NativeEvent, NativeOptions,
    NativeSession, Wish,
};
use lumen_core::gamestream::input::InputEvent;
use lumen_core::native::message::end::Reason;
use lumen_core::units::{Mode, RefreshRate, Span};
use lumen_gpu::decode::Decode;
use lumen_gpu::decode::software::SoftwareDecoder;
use tempfile::TempDir;

use super::host::{Host, PIN, luma};

/// How long a test waits for what must happen, on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(30);

/// A directory with an identity, made once: an RSA key takes its time.
static TEMPLATE: LazyLock<TempDir> = LazyLock::new(|| {
    let directory = tempfile::tempdir().unwrap();
    drop(Client::open(directory.path()).unwrap());
    directory
});

/// A directory with an identity, and no hosts.
pub fn directory() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    for name in ["client.pem", "client-key.pem"] {
        std::fs::copy(TEMPLATE.path().join(name), directory.path().join(name)).unwrap();
    }
    directory
}

pub fn options(host: &Host) -> NativeOptions {
    NativeOptions {
        mode: Mode { width: 320, height: 180, refresh: RefreshRate::from_hz(60) },
        trust: HostTrust::Pinned(host.fingerprint),
        ..NativeOptions::default()
    }
}

fn connect(host: &Host, name: &str, options: &NativeOptions) -> (NativeSession, TempDir) {
    let directory = directory();
    let client = Client::open(directory.path()).unwrap();
    let name: HostAddress = name.parse().unwrap();
    (
        client
            .connect_native(&name, options)
            .unwrap_or_else(|error| panic!("{error} ({})", host.name())),
        directory,
    )
}

/// Handles units until `done`.
fn watch(session: &NativeSession, mut done: impl FnMut(&lumen_client::Unit) -> bool) {
    let deadline = Instant::now() + PATIENCE;
    loop {
        assert!(Instant::now() < deadline, "waited in vain: {:?}", session.stats());
        let unit = session.next_unit(Span::from_millis(100)).unwrap();
        if unit.is_some_and(|unit| done(&unit)) {
            return;
        }
    }
}

pub fn until(what: &str, so: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !so() {
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn pictures_arrive_as_they_were_sent_on_one_time_line() {
    let host = Host::start();
    let options = NativeOptions { max_tiles: 2, ..options(&host) };
    let (session, _directory) = connect(&host, &host.name(), &options);
    let mut decoders = [SoftwareDecoder::open().unwrap(), SoftwareDecoder::open().unwrap()];
    let mut shown = [0u32; 2];
    let mut stamped = 0;
    watch(&session, |unit| {
        let tile = unit.tile;
        let picture = decoders[usize::from(tile)].decode(unit.bytes()).unwrap();
        if let Some(picture) = picture {
            assert_eq!((picture.width, picture.height), (160, 180));
            let sent = luma(unit.frame.0, tile);
            assert!(picture.planes[0][50 * 160].abs_diff(sent) < 4, "frame {}", unit.frame.0);
            shown[usize::from(tile)] += 1;
        }
        if let Some(captured) = unit.captured {
            stamped += 1;
            // The host's clock is two hours ahead; on ours, capture comes before arrival.
            let least = captured.at.0.saturating_sub(captured.error.0);
            assert!(least <= unit.completed.0, "{captured:?} {:?}", unit.completed);
            assert!(unit.completed.since(captured.at) < Span::from_secs(5));
        }
        shown.iter().all(|count| *count > 20) && stamped > 10
    });
    assert!(session.clock().unwrap().offset.error < Span::from_secs(1));
    until("reports", || host.seen.reports.load(Ordering::Relaxed) > 3);
    drop(session);
    until("good-bye", || *host.seen.bye.lock().unwrap() == Some(Reason::Finished));
}

#[test]
fn slices_come_in_order_and_make_up_frames() {
    let host = Host::start();
    let options = NativeOptions { delivery: Delivery::Slices, ..options(&host) };
    let (session, _directory) = connect(&host, &host.name(), &options);
    let (mut frames, mut split, mut open) = (0, 0, None);
    watch(&session, |slice| {
        assert_eq!(slice.first, open.is_none(), "nothing is lost on this link");
        assert!(slice.bytes().starts_with(&[0, 0, 0, 1]) || slice.bytes().starts_with(&[0, 0, 1]));
        split += u32::from(!slice.first);
        frames += u32::from(slice.last);
        open = (!slice.last).then_some(slice.frame);
        frames > 20
    });
    assert!(split >= 20, "{split} slices that are not the first");
}

#[test]
fn a_mode_changes_in_flight_at_a_frame_that_is_told() {
    let host = Host::start();
    host.seen.tight.store(true, Ordering::Relaxed);
    let (session, _directory) = connect(&host, &host.name(), &options(&host));
    watch(&session, |unit| unit.frame.0 > 3);
    let mode = Mode { width: 640, height: 360, refresh: RefreshRate::from_hz(30) };
    let wish = Wish { mode: Some(mode), ..Wish::default() };
    let request = session.request(wish).unwrap();
    let mut decoder = SoftwareDecoder::open().unwrap();
    let (mut last, mut sizes) = (None, Vec::new());
    watch(&session, |unit| {
        if let Some(last) = last {
            assert_eq!(unit.frame.0, last + 1, "no frame is missing");
        }
        last = Some(unit.frame.0);
        if (unit.key || !sizes.is_empty())
            && let Some(picture) = decoder.decode(unit.bytes()).unwrap()
        {
            sizes.push((unit.plan, unit.frame, picture.width));
        }
        sizes.len() > 10
    });
    let event = session.next_event(Span::from_secs(10)).unwrap().unwrap();
    let NativeEvent::Changed { request: answered, number: 1, first, plan } = event else {
        panic!("{event:?}");
    };
    assert_eq!((answered, plan.mode), (Some(request), mode));
    assert_eq!(session.plan().unwrap(), plan);
    let new = sizes.iter().filter(|(_, frame, _)| !frame.is_before(first));
    assert!(new.clone().count() > 5 && new.clone().all(|(_, _, width)| *width == 640));
    assert_eq!(session.stats().key_requests, 0);
}

#[test]
fn losses_are_repaired_or_asked_for() {
    let host = Host::start();
    host.seen.lose_every.store(3, Ordering::Relaxed);
    let (session, _directory) = connect(&host, &host.name(), &options(&host));
    until("loss", || {
        let _ = session.next_unit(Span::from_millis(5));
        let stats = session.stats();
        stats.reassembly.lost > 2 && stats.handed_over > 2
    });
    until("asked", || host.seen.asks.load(Ordering::Relaxed) > 0);
    host.seen.lose_every.store(0, Ordering::Relaxed);
    let mut row = 0;
    watch(&session, |_| {
        row += 1;
        row > 20
    });
}

#[test]
fn input_arrives_in_order_and_sound_and_rumble_come_back() {
    let host = Host::start();
    let (session, _directory) = connect(&host, &host.name(), &options(&host));
    let events: Vec<_> = (0..40).map(InputEvent::Scroll).collect();
    for event in &events {
        session.send_input(*event).unwrap();
    }
    until("input", || host.seen.input.lock().unwrap().len() == events.len());
    assert_eq!(*host.seen.input.lock().unwrap(), events);
    until("sound", || session.stats().audio_datagrams > 20);
}

#[test]
fn another_host_than_the_one_that_was_meant_is_refused() {
    let host = Host::start();
    let directory = directory();
    let client = Client::open(directory.path()).unwrap();
    let name: HostAddress = host.name().parse().unwrap();
    let stranger = NativeOptions { trust: HostTrust::Paired, ..options(&host) };
    let refused = client.connect_native(&name, &stranger);
    assert!(matches!(refused, Err(ClientError::NotPairedNative { .. })), "{refused:?}");
    assert_eq!(host.seen.sessions.load(Ordering::Relaxed), 0, "it saw no Hello");
    client.pair_native(&name, &PIN.parse().unwrap()).unwrap();
    drop(client.connect_native(&name, &stranger).unwrap());
}

/// Carries datagrams between a client and a host, while it is not cut.
fn router(host: SocketAddr) -> (u16, Arc<AtomicBool>) {
    let inside = Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap());
    let outside = Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap());
    let (cut, client) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(None)));
    let port = inside.local_addr().unwrap().port();
    let (from, to, known, broken) =
        (Arc::clone(&outside), Arc::clone(&inside), Arc::clone(&client), Arc::clone(&cut));
    std::thread::spawn(move || {
        let mut bytes = [0; 2048];
        while let Ok(len) = from.recv(&mut bytes) {
            let client: Option<SocketAddr> = *known.lock().unwrap();
            if let Some(client) = client.filter(|_| !broken.load(Ordering::Relaxed)) {
                let _ = to.send_to(&bytes[..len], client);
            }
        }
    });
    let broken = Arc::clone(&cut);
    std::thread::spawn(move || {
        let mut bytes = [0; 2048];
        while let Ok((len, from)) = inside.recv_from(&mut bytes) {
            *client.lock().unwrap() = Some(from);
            if !broken.load(Ordering::Relaxed) {
                let _ = outside.send_to(&bytes[..len], host);
            }
        }
    });
    (port, cut)
}

#[test]
fn a_session_outlives_its_connection() {
    let host = Host::start();
    let (port, cut) = router(host.address());
    let (session, _directory) = connect(&host, &host.name_at(port), &options(&host));
    watch(&session, |unit| unit.frame.0 > 3);
    cut.store(true, Ordering::Relaxed);
    let event = session.next_event(Span::from_secs(20)).unwrap();
    assert_eq!(event, Some(NativeEvent::Lost));
    while session.next_unit(Span(0)).unwrap().is_some() {}
    cut.store(false, Ordering::Relaxed);
    assert_eq!(session.next_event(Span::from_secs(20)).unwrap(), Some(NativeEvent::Back));
    let mut first = true;
    watch(&session, |unit| {
        assert!(!std::mem::replace(&mut first, false) || unit.key);
        unit.frame.0 > 3
    });
    assert_eq!(host.seen.resumed.load(Ordering::Relaxed), 1);
    assert_eq!(session.stats().reconnects, 1);
}

#[test]
fn waiting_ends_with_the_session() {
    let host = Host::start();
    let (session, _directory) = connect(&host, &host.name(), &options(&host));
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| session.next_event(Span::from_secs(30)));
        watch(&session, |_| true);
        session.leave();
        let ended = waiting.join().unwrap();
        assert!(matches!(ended, Err(ClientError::Ended(End::Local))), "{ended:?}");
    });
    assert!(matches!(session.request_key_frame(), Err(ClientError::Ended(End::Local))));
}
