//! After any end nothing is left behind, and nothing stands in the way of the next start.

use std::path::Path;
use std::time::Duration;

use lumen_client::{ClientError, End};
use lumen_core::units::Span;
use rustix::process::{Pid, Signal, kill_process};

use crate::census::{belonging_to, is_dead};
use crate::rig::{Rig, SOON, names, turn, within};
use crate::vanishing::connect_program;

fn send(pid: u32, signal: Signal) {
    kill_process(Pid::from_raw(pid as i32).unwrap(), signal).unwrap();
}

impl Rig {
    /// True while the session's sockets are open.
    fn has_stream_sockets(&self) -> bool {
        let (hand, ports) = (&self.alice.hand, self.alice.hand.ports());
        let taken = |port| std::net::UdpSocket::bind(hand.at(port)).is_err();
        [ports.video(), ports.control(), ports.audio()].into_iter().any(taken)
    }

    fn is_free(&self) {
        within(SOON, "the session is gone", || (!self.has_stream_sockets()).then_some(()));
        let status = self.status();
        assert_eq!((status.streaming_client, status.running_app), (None, None));
        self.is_vacant();
    }

    fn management_socket(&self) -> std::path::PathBuf {
        self.host.state().join("host.sock")
    }
}

#[test]
fn a_client_that_leaves_leaves_the_app_and_one_that_quits_nothing() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::start();
    rig.alice.stream().session.disconnect();
    within(SOON, "the session is gone", || (!rig.has_stream_sockets()).then_some(()));
    let status = rig.status();
    assert!(status.running_app.is_some() && status.streaming_client.is_none());
    rig.alice.quit();
    rig.is_free();
}

#[test]
fn cancel_of_another_client_ends_a_stream_gracefully() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::start();
    let stream = rig.alice.stream();
    rig.bob.quit();
    assert_eq!(stream.end(), End::Graceful);
    rig.is_free();
}

#[test]
fn an_app_that_ends_ends_its_stream_gracefully() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::start();
    let stream = rig.alice.stream();
    let apps = belonging_to(rig.place());
    let is_app =
        |command: &str| command.split(' ').next().is_some_and(|it| it.ends_with("testcard"));
    let app = apps.iter().find(|process| is_app(&process.command)).expect("the app runs");
    send(app.pid, Signal::TERM);
    assert_eq!(stream.end(), End::Graceful);
    rig.is_free();
    rig.alice.stream();
}

#[test]
fn a_compositor_that_crashes_ends_the_stream() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::start();
    let stream = rig.alice.stream();
    let is_sway = |command: &str| command.starts_with("sway ");
    let found = belonging_to(rig.place());
    let sway = found.iter().find(|process| is_sway(&process.command)).expect("sway runs");
    send(sway.pid, Signal::KILL);
    let end = stream.end();
    assert!(matches!(end, End::Graceful | End::Host(_)), "{end}");
    within(SOON, "the host is free", || rig.status().running_app.is_none().then_some(()));
    rig.is_free();
    rig.bob.stream();
}

#[test]
fn unpairing_a_client_ends_its_stream_at_once() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::start();
    let stream = rig.alice.stream();
    let unpair =
        rig.host.operator().command("unpair").arg(rig.alice.fingerprint().to_string()).status();
    assert!(unpair.unwrap().success());
    let end = stream.session.wait_for_end(Span::from_secs(2));
    assert_eq!(end, Some(End::Graceful));
    assert_eq!(rig.status().streaming_client, None);
    let again = rig.alice.connect();
    assert!(matches!(again, Err(ClientError::NotPaired { .. })), "{:?}", again.err());
    rig.bob.stream();
}

#[test]
fn a_host_that_is_told_to_end_leaves_nothing() {
    let Some(_turn) = turn() else { return };
    for signal in [Signal::INT, Signal::TERM] {
        let mut rig = Rig::start();
        let stream = rig.alice.stream();
        let pid = rig.host.pid().unwrap();
        send(pid, signal);
        assert_eq!(stream.end(), End::Graceful, "{signal:?}");
        within(SOON, "the host ends", || is_dead(pid).then_some(()));
        assert!(rig.host.stop(), "{}", rig.host.log());
        rig.is_vacant();
        assert!(!rig.management_socket().exists());
    }
}

#[test]
fn a_host_that_is_told_to_end_while_it_starts_an_app_leaves_nothing() {
    let Some(_turn) = turn() else { return };
    let mut rig = Rig::start();
    let mut client = connect_program(&rig);
    within(SOON, "sway starts", || {
        let started = belonging_to(rig.place());
        started.iter().any(|process| process.command.contains("sway")).then_some(())
    });
    send(rig.host.pid().unwrap(), Signal::TERM);
    let stopped = rig.host.stop();
    client.kill().unwrap();
    client.wait().unwrap();
    assert!(stopped, "{}", rig.host.log());
    rig.is_vacant();
}

#[test]
fn a_host_that_is_killed_leaves_nothing_alive_and_starts_again() {
    let Some(_turn) = turn() else { return };
    let mut rig = Rig::start();
    let stream = rig.alice.stream();
    rig.host.kill();
    within(Duration::from_secs(10), "everything ends with the host", || {
        belonging_to(rig.place()).is_empty().then_some(())
    });
    // Nobody was there to remove these.
    assert!(rig.management_socket().exists());
    assert_eq!(names(&rig.host.runtime()).len(), 1);
    drop(stream);

    rig.host.restart().unwrap();
    rig.alice.stream();
    assert_eq!(names(&rig.host.runtime()).len(), 1, "the stale display is cleared away");
    rig.alice.quit();
    rig.is_free();
    assert!(rig.host.stop());
    assert_eq!(sockets(&rig.host.state()), [""; 0]);
}

fn sockets(directory: &Path) -> Vec<String> {
    names(directory).into_iter().filter(|name| name.ends_with(".sock")).collect()
}
