//! A panic in any thread of a session ends that session, and nobody else notices.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use lumen_client::{Client, ClientError, End, NativeSession, Wish};
use lumen_core::gamestream::input::{InputEvent, Key, Modifiers};
use lumen_core::native::message::end::Reason;
use lumen_core::units::Span;

use crate::doubles::{Alive, Counted, Fault, coders};
use crate::inside::{Inside, Parts};
use crate::rig::{PATIENCE, eventually, mode, watch};

#[test]
fn a_panic_ends_its_session_and_no_other() {
    let counted = Counted::default();
    let (scenes, grace) = (counted.opener(), Span::from_secs(30));
    let mut host = Inside::new(Parts { scenes, coders, grace });
    let (client, _) = host.client();
    let steady = host.connect(&client, mode(640, 360, 30)).unwrap();
    let over = AtomicBool::new(false);
    let seen = thread::scope(|scope| {
        let seen = scope.spawn(|| watch(&steady, |_| over.load(Ordering::Relaxed)));
        eventually("the steady session streams", || counted.alive() == Alive::of(1));
        for fault in Fault::ALL {
            suffer(fault, &host, &client);
            let begun = Instant::now();
            while (host.native.sessions(), counted.alive()) != (1, Alive::of(1)) {
                let left = (host.native.sessions(), counted.alive());
                assert!(begun.elapsed() < PATIENCE, "{fault:?}: {left:?} are left");
                thread::sleep(Duration::from_millis(5));
            }
        }
        over.store(true, Ordering::Relaxed);
        seen.join().unwrap()
    });
    assert_eq!((seen.gaps, seen.keys), (0, 1), "{seen:?}");
    let stats = steady.stats();
    assert_eq!((stats.reconnects, stats.key_requests, stats.reassembly.lost), (0, 0, 0));
    assert_eq!(steady.is_ended(), None);
    drop(steady);
    assert!(host.stop(), "the host's own thread goes on to its end");
    assert_eq!(host.native.sessions(), 0);
}

/// Connects a session that panics, sees to it that it does, and how it ends.
fn suffer(fault: Fault, host: &Inside, client: &Client) {
    let session = match (fault, host.connect(client, fault.mode())) {
        (Fault::Open, Err(ClientError::Turned(Reason::Internal))) => return,
        (_, session) => session.unwrap_or_else(|error| panic!("{fault:?}: {error}")),
    };
    let streams = || watch(&session, |seen| seen.units == 1);
    match fault {
        Fault::Inject => {
            streams();
            let key =
                Key { code: 0x41, down: true, modifiers: Modifiers::default(), positional: true };
            session.send_input(InputEvent::Key(key)).unwrap();
        }
        Fault::ShowAgain | Fault::Settle => {
            streams();
            let other = Wish { mode: Some(mode(352, 240, 30)), ..Wish::default() };
            session.request(other).unwrap();
        }
        // The session is over before it panics.
        Fault::Release => {
            streams();
            return;
        }
        _ => {}
    }
    assert_eq!(ending(&session, fault), End::Bye(Reason::Internal), "{fault:?}");
}

/// Takes what comes until the session is over.
fn ending(session: &NativeSession, fault: Fault) -> End {
    let begun = Instant::now();
    loop {
        assert!(begun.elapsed() < PATIENCE, "{fault:?}: the session goes on");
        match session.next_unit(Span::from_millis(50)) {
            Err(ClientError::Ended(end)) => return end,
            Err(error) => panic!("{error}"),
            Ok(_) => {}
        }
    }
}
