//! Whole streams.

use lumen_client::{ClientError, End, Phase, Session, StreamOptions, Unobserved};
use lumen_core::gamestream::Encryption;
use lumen_core::gamestream::control::{ClientMessage, HostMessage, Termination};
use lumen_core::gamestream::input::{InputEvent, Key, Modifiers, MouseButton};
use lumen_core::gamestream::nvhttp::AppId;
use lumen_core::gamestream::rtsp::Method;
use lumen_core::units::Span;
use tempfile::TempDir;

use super::host::{Behaviour, Command, FIRST, FakeHost, LATENCY, luma};
use super::setup::{Seen, acquaint, next, patient, small, until, watcher};

const LONG: Span = Span::from_secs(20);

/// A session, its host, and the pictures that arrive. The session is dropped first: it says
/// good-bye to its host.
struct Stream {
    session: Session,
    host: FakeHost,
    seen: std::sync::mpsc::Receiver<Seen>,
    _directory: TempDir,
}

impl Stream {
    fn start(behaviour: Behaviour) -> Stream {
        Stream::start_with(behaviour, &small(), None)
    }

    fn start_with(behaviour: Behaviour, options: &StreamOptions, dwells_on: Option<u32>) -> Stream {
        let host = FakeHost::start(behaviour);
        let (client, directory) = acquaint(&host, FIRST.pairing.certificate());
        let (observer, seen) = watcher(dwells_on);
        let session = client.connect(&host.address(), options, observer).unwrap();
        Stream { session, host, seen, _directory: directory }
    }

    /// The next pictures, each checked for what it shows.
    fn pictures(&self, count: usize) -> Vec<Seen> {
        let check = |seen: Seen| {
            let expected = luma(seen.record.frame);
            assert!(seen.luma.abs_diff(expected) <= 3, "{seen:?}, expected {expected}");
            seen
        };
        (0..count).map(|_| check(next(&self.seen))).collect()
    }
}

#[test]
fn pictures_arrive_in_order_with_their_stamps() {
    let stream = Stream::start(Behaviour::default());
    let seen = stream.pictures(30);
    for pair in seen.windows(2) {
        assert_eq!(pair[1].record.frame, pair[0].record.frame + 1);
    }
    for Seen { record, size, .. } in &seen {
        assert_eq!(*size, (320, 180));
        assert!(record.first_arrival <= record.completed, "{record:?}");
        assert!(record.completed <= record.submitted, "{record:?}");
        assert!(record.submitted <= record.decoded, "{record:?}");
        assert_eq!(record.host_latency, LATENCY.0);
    }
    assert!(seen[0].record.key && !seen[1].record.key);
    assert_eq!(stream.session.agreed().encryption, Encryption::ALL);
    let stats = stream.session.disconnect();
    assert_eq!((stats.reassembly.lost, stats.undecodable, stats.withheld), (0, 0, 0));
    assert!(stats.decoded >= 30 && stats.bytes > 0);
    until("the host is told", || stream.host.is_left());
}

#[test]
fn a_stream_in_clear_text_works_too() {
    let plain = StreamOptions { encrypt_video: false, slices: 1, ..small() };
    let stream = Stream::start_with(Behaviour::default(), &plain, None);
    stream.pictures(10);
    assert!(!stream.session.agreed().encryption.contains(Encryption::VIDEO));
}

#[test]
fn input_arrives_as_sent_after_the_start_messages() {
    let stream = Stream::start(Behaviour::default());
    stream.pictures(1);
    let key = |down| Key { code: 0x41, down, modifiers: Modifiers::SHIFT, positional: true };
    let events = [
        InputEvent::Key(key(true)),
        InputEvent::MouseMove { dx: -3, dy: 12 },
        InputEvent::MouseButton { button: MouseButton::Left, down: true },
        InputEvent::Key(key(false)),
    ];
    for event in events {
        stream.session.send_input(event).unwrap();
    }
    // Queued when the session ends, and still sent.
    drop(stream.session);
    until("the host is told", || stream.host.is_left());
    let received = stream.host.received();
    let start = [
        ClientMessage::RequestIdr,
        ClientMessage::StartB,
        ClientMessage::Ping,
        ClientMessage::Input(InputEvent::Haptics(true)),
    ];
    assert_eq!(received[..4], start);
    for event in events {
        let sent = received.iter().filter(|got| **got == ClientMessage::Input(event)).count();
        assert_eq!(sent, 1, "{event:?}");
    }
    assert!(stream.host.heard_audio_ping());
}

#[test]
fn pings_keep_coming() {
    let stream = Stream::start(Behaviour::default());
    let pings = || {
        let received = stream.host.received();
        received.iter().filter(|message| **message == ClientMessage::Ping).count()
    };
    until("five pings", || pings() >= 5);
}

#[test]
fn a_datagram_lost_in_each_frame_is_repaired() {
    let loses = |_, index| index == 0;
    let stream = Stream::start(Behaviour { loses, ..Behaviour::default() });
    stream.pictures(30);
    let stats = stream.session.disconnect();
    assert!(stats.reassembly.repaired >= 30, "{stats:?}");
    assert_eq!((stats.reassembly.lost, stats.undecodable, stats.withheld), (0, 0, 0));
    assert_eq!(stream.host.key_requests(), 1, "the one that starts the stream");
}

#[test]
fn a_frame_lost_for_good_is_answered_by_a_key_frame() {
    let loses = |frame, _| frame == 10;
    let stream = Stream::start(Behaviour { loses, ..Behaviour::default() });
    let seen = stream.pictures(20);
    assert_eq!(seen[8].record.frame, 9);
    let after = &seen[9].record;
    assert!(after.key && after.frame > 10, "nothing is shown until a key frame: {after:?}");
    let stats = stream.session.disconnect();
    assert_eq!(stats.reassembly.lost, 1, "{stats:?}");
    assert!(stats.withheld >= 1 && stats.key_requests >= 1, "{stats:?}");
    assert_eq!(stats.undecodable, 0);
    assert!(stream.host.key_requests() >= 2);
}

#[test]
fn an_undecodable_frame_is_answered_by_a_key_frame() {
    let maims = |frame| frame == 10;
    let stream = Stream::start(Behaviour { maims, ..Behaviour::default() });
    let seen = stream.pictures(20);
    assert_eq!(seen[8].record.frame, 9);
    let after = &seen[9].record;
    assert!(after.key && after.frame > 10, "nothing is shown until a key frame: {after:?}");
    let stats = stream.session.disconnect();
    assert_eq!((stats.undecodable, stats.reassembly.lost), (1, 0), "{stats:?}");
}

#[test]
fn a_slow_program_misses_pictures_but_gets_no_wrong_ones() {
    let stream = Stream::start_with(Behaviour::default(), &small(), Some(5));
    let seen = stream.pictures(30);
    let gap = seen.windows(2).find(|pair| pair[1].record.frame != pair[0].record.frame + 1);
    let [_, after] = gap.expect("frames were dropped") else { panic!("a pair") };
    assert!(after.record.key, "{after:?}");
    let stats = stream.session.disconnect();
    assert!(stats.overrun >= 1, "{stats:?}");
    assert_eq!((stats.undecodable, stats.reassembly.lost), (0, 0));
}

#[test]
fn a_key_frame_can_be_asked_for() {
    let stream = Stream::start(Behaviour::default());
    stream.pictures(3);
    stream.session.request_key_frame().unwrap();
    until("a key frame", || next(&stream.seen).record.key);
}

#[test]
fn a_picture_can_be_kept() {
    let stream = Stream::start(Behaviour::default());
    let picture = stream.session.next_picture(LONG).unwrap();
    assert_eq!((picture.width(), picture.height()), (320, 180));
    let [red, green, blue] = picture.pixel(160, 90).unwrap();
    assert!(red.abs_diff(green) <= 4 && green.abs_diff(blue) <= 4, "a grey picture");
}

#[test]
fn rumble_reaches_the_program_and_babble_does_not() {
    let stream = Stream::start(Behaviour::default());
    let rumble = HostMessage::Rumble { gamepad: 0, low_frequency: 7, high_frequency: 9 };
    stream.host.command(Command::Babble);
    stream.host.say(rumble);
    until("rumble", || stream.session.next_feedback() == Some(rumble));
    assert_eq!(stream.session.stats().refused_control, 4);
    assert_eq!(stream.session.is_ended(), None);
}

#[test]
fn a_graceful_end_is_one() {
    let stream = Stream::start(Behaviour::default());
    stream.pictures(3);
    stream.host.say(HostMessage::Termination(Termination::GRACEFUL));
    assert_eq!(stream.session.wait_for_end(LONG), Some(End::Graceful));
    until("the client has left", || stream.host.is_left());
    let late = stream.session.request_key_frame().unwrap_err();
    assert!(matches!(late, ClientError::Ended(End::Graceful)));
}

#[test]
fn an_end_with_an_error_says_which() {
    let stream = Stream::start(Behaviour::default());
    stream.host.say(HostMessage::Termination(Termination::PROTECTED_CONTENT));
    let end = stream.session.wait_for_end(LONG);
    assert_eq!(end, Some(End::Host(Termination::PROTECTED_CONTENT)));
}

#[test]
fn an_end_before_the_first_picture_is_no_success() {
    let loses = |_, _| true;
    let stream = Stream::start(Behaviour { loses, ..Behaviour::default() });
    stream.host.say(HostMessage::Termination(Termination::GRACEFUL));
    assert_eq!(stream.session.wait_for_end(LONG), Some(End::BeforeVideo));
}

#[test]
fn a_host_that_just_leaves_is_noticed() {
    let stream = Stream::start(Behaviour::default());
    stream.pictures(1);
    stream.host.command(Command::Close);
    assert_eq!(stream.session.wait_for_end(LONG), Some(End::Closed));
}

#[test]
fn a_running_app_is_joined_and_another_one_respected() {
    let desktop = AppId::of_title("Desktop");
    let host = FakeHost::start(Behaviour { running: Some(desktop), ..Behaviour::default() });
    let (client, _directory) = acquaint(&host, FIRST.pairing.certificate());
    let session = client.connect(&host.address(), &small(), Box::new(Unobserved)).unwrap();
    drop(session);
    assert!(host.requests().contains(&"/resume".to_owned()));

    let doom = StreamOptions { app: "doom".to_owned(), ..small() };
    let error = client.connect(&host.address(), &doom, Box::new(Unobserved)).unwrap_err();
    assert!(matches!(&error, ClientError::Busy { title, .. } if title == "Desktop"), "{error:?}");

    client.quit(&host.address()).unwrap();
    assert_eq!(client.info(&host.address()).unwrap().running, None);
}

#[test]
fn what_a_host_does_not_have_is_named() {
    let host = FakeHost::start(Behaviour::default());
    let (client, _directory) = acquaint(&host, FIRST.pairing.certificate());
    let quake = StreamOptions { app: "Quake".to_owned(), ..small() };
    let error = client.connect(&host.address(), &quake, Box::new(Unobserved)).unwrap_err();
    assert!(matches!(error, ClientError::NoSuchApp { .. }), "{error:?}");
    assert!(!host.requests().contains(&"/launch".to_owned()));
}

#[test]
fn a_refused_handshake_tells_its_status() {
    let host = FakeHost::start(Behaviour { announce_status: 503, ..Behaviour::default() });
    let (client, _directory) = acquaint(&host, FIRST.pairing.certificate());
    let client = client.with_timeouts(patient());
    let error = client.connect(&host.address(), &small(), Box::new(Unobserved)).unwrap_err();
    let phase = Phase::Rtsp(Method::Announce);
    assert!(
        matches!(error, ClientError::RtspStatus { phase: p, status: 503 } if p == phase),
        "{error:?}"
    );
}
