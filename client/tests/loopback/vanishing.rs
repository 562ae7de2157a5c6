//! Hosts that fall silent: each phase ends in bounded time, with an error that names it.

use std::time::{Duration, Instant};

use lumen_client::{ClientError, End, Phase, Session, Timeouts, Unobserved};
use lumen_core::gamestream::rtsp::Method;
use lumen_core::units::Span;

use super::host::{Behaviour, Command, FIRST, FakeHost, Stage};
use super::setup::{acquaint, patient, small, stranger, until};

const SHORT: Span = Span::from_millis(300);
const LONG: Span = Span::from_secs(20);

/// Well above the limits set, well below the ordinary ones.
const BOUND: Duration = Duration::from_secs(15);

/// Connects to a host that falls silent at `stage`.
fn connect(stage: Stage, timeouts: Timeouts) -> ClientError {
    let host = FakeHost::start(Behaviour { silent_at: Some(stage), ..Behaviour::default() });
    let (client, _directory) = acquaint(&host, FIRST.pairing.certificate());
    let client = client.with_timeouts(timeouts);
    let started = Instant::now();
    let error = client.connect(&host.address(), &small(), Box::new(Unobserved)).unwrap_err();
    assert!(started.elapsed() < BOUND, "{stage:?}: {error:?}");
    error
}

fn timed_out(error: &ClientError, expected: Phase) -> bool {
    matches!(error, ClientError::TimedOut { phase, .. } if *phase == expected)
}

#[test]
fn before_a_session() {
    // One limit for three phases: long enough for those that are answered.
    let request = Span::from_secs(2);
    for (stage, phase) in [
        (Stage::PublicInfo, Phase::ServerInfo),
        (Stage::PairedInfo, Phase::ServerInfo),
        (Stage::AppList, Phase::AppList),
    ] {
        let error = connect(stage, Timeouts { request, ..patient() });
        assert!(timed_out(&error, phase), "{stage:?}: {error:?}");
    }
    let error = connect(Stage::Launch, Timeouts { launch: SHORT, ..patient() });
    assert!(timed_out(&error, Phase::Launch), "{error:?}");
}

#[test]
fn while_pairing() {
    let host = FakeHost::start(Behaviour { silent_at: Some(Stage::Pin), ..Behaviour::default() });
    let (client, _directory) = stranger();
    let client = client.with_timeouts(Timeouts { pin: SHORT, ..patient() });
    let error = client.pair(&host.address(), &host.pin()).unwrap_err();
    assert!(timed_out(&error, Phase::Pairing), "{error:?}");
    assert_eq!(host.requests().last().unwrap(), "/unpair");
}

#[test]
fn while_quitting() {
    let silent_at = Some(Stage::Cancel);
    let host = FakeHost::start(Behaviour { silent_at, ..Behaviour::default() });
    let (client, _directory) = acquaint(&host, FIRST.pairing.certificate());
    let client = client.with_timeouts(Timeouts { cancel: SHORT, ..patient() });
    let error = client.quit(&host.address()).unwrap_err();
    assert!(timed_out(&error, Phase::Cancel), "{error:?}");
}

#[test]
fn in_the_handshake() {
    for method in [Method::Options, Method::Describe, Method::Setup, Method::Announce, Method::Play]
    {
        let timeouts = Timeouts { rtsp_reply: Span::from_secs(1), ..patient() };
        let error = connect(Stage::Rtsp(method), timeouts);
        assert!(timed_out(&error, Phase::Rtsp(method)), "{method:?}: {error:?}");
    }
}

#[test]
fn at_the_control_stream() {
    let error = connect(Stage::Control, Timeouts { control: SHORT, ..patient() });
    assert!(timed_out(&error, Phase::Control), "{error:?}");
    assert!(error.advice().unwrap().contains("firewall"));
}

/// A session that begins well.
fn begin(behaviour: Behaviour, timeouts: Timeouts) -> (FakeHost, Session) {
    let host = FakeHost::start(behaviour);
    let (client, _directory) = acquaint(&host, FIRST.pairing.certificate());
    let client = client.with_timeouts(timeouts);
    let session = client.connect(&host.address(), &small(), Box::new(Unobserved)).unwrap();
    (host, session)
}

#[test]
fn in_the_middle_of_a_stream() {
    let timeouts = Timeouts { silence: Span::from_secs(1), ..patient() };
    let (host, session) = begin(Behaviour::default(), timeouts);
    until("the stream runs", || session.stats().decoded > 3);
    assert_eq!(session.is_ended(), None);
    host.command(Command::Freeze);
    assert_eq!(session.wait_for_end(LONG), Some(End::Vanished));
    let started = Instant::now();
    drop(session);
    assert!(started.elapsed() < Duration::from_secs(5), "nobody waits for the vanished");
}

#[test]
fn without_any_video() {
    let loses = |_, _| true;
    let timeouts = Timeouts { first_video: SHORT, ..patient() };
    let (_host, session) = begin(Behaviour { loses, ..Behaviour::default() }, timeouts);
    assert_eq!(session.wait_for_end(LONG), Some(End::NoVideo));
}

#[test]
fn without_a_key_frame() {
    let timeouts = Timeouts { first_key: Span::from_secs(1), ..patient() };
    let behaviour = Behaviour { no_key_frames: true, ..Behaviour::default() };
    let (host, session) = begin(behaviour, timeouts);
    assert_eq!(session.wait_for_end(LONG), Some(End::NoKeyFrame));
    assert!(host.key_requests() >= 2, "it was asked for");
    let late = session.next_picture(SHORT).unwrap_err();
    assert!(matches!(late, ClientError::Ended(End::NoKeyFrame)), "{late:?}");
}
