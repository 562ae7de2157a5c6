//! Sessions beside each other, and their ends.

use std::thread;
use std::time::{Duration, Instant};

use lumen_client::{ClientError, End};
use lumen_core::units::Span;

use crate::rig::{BARE, PATIENCE, Rig, eventually, mode, options, watch};

#[test]
fn frames_sound_and_the_hosts_clock_arrive() {
    let mut rig = Rig::new(BARE);
    let client = rig.client();
    let session = rig.connect(&client, &options(mode(1280, 720, 60)));
    let seen = watch(&session, |seen| seen.units == 120);
    assert_eq!((seen.gaps, seen.keys), (0, 1), "{seen:?}");
    let plan = session.plan().unwrap();
    let per_frame = plan.bitrate.0 / 8 / 60;
    let mean = seen.bytes / seen.units;
    assert!(mean.abs_diff(per_frame) < per_frame / 10, "{mean} bytes, not {per_frame}");
    let clock = session.clock().expect("probes are answered");
    assert!(clock.offset.error < Span::from_millis(20), "one machine, one clock: {clock:?}");
    assert!(session.stats().audio_datagrams > 100, "{:?}", session.stats());
    session.request_key_frame().unwrap();
    watch(&session, |seen| seen.keys == 1);
    drop(session);
    let mut said = String::new();
    eventually("the log names the bottleneck", || {
        said += &rig.host.log();
        said.lines().any(|line| line.contains("bottleneck=\"") && line.contains(" ms of "))
    });
    println!("{said}");
    assert!(rig.host.stop(), "{}", rig.host.log());
}

#[test]
fn sessions_are_independent_and_bounded() {
    let mut rig = Rig::new(&format!("{BARE}max_sessions = 3\n"));
    let modes = [mode(1280, 720, 60), mode(1920, 1080, 30), mode(640, 480, 120)];
    let sessions: Vec<_> = modes
        .iter()
        .map(|&mode| {
            let client = rig.client();
            (rig.connect(&client, &options(mode)), client)
        })
        .collect();
    let fourth = rig.client();
    let refused = fourth.connect_native(&rig.address(), &options(modes[0])).err();
    assert!(matches!(refused, Some(ClientError::NoRoom { .. })), "{refused:?}");
    thread::scope(|scope| {
        for ((session, _), mode) in sessions.iter().zip(modes) {
            scope.spawn(move || {
                // What came while nobody took it is old or was dropped.
                watch(session, |seen| seen.units == 10);
                let seen = watch(session, |seen| seen.units == 90);
                assert_eq!(seen.gaps, 0, "{mode}: {seen:?}");
                assert_eq!(session.plan().unwrap().mode, mode);
            });
        }
    });
    // One leaves: there is room again.
    let mut sessions = sessions;
    drop(sessions.remove(0));
    let begun = Instant::now();
    let session = loop {
        match fourth.connect_native(&rig.address(), &options(modes[0])) {
            Ok(session) => break session,
            Err(ClientError::NoRoom { .. }) if begun.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(20));
            }
            Err(error) => panic!("{error}"),
        }
    };
    watch(&session, |seen| seen.units == 10);
}

#[test]
fn whoever_is_unpaired_is_gone_at_once() {
    let mut rig = Rig::new(BARE);
    let client = rig.client();
    let session = rig.connect(&client, &options(mode(640, 480, 60)));
    watch(&session, |seen| seen.units == 10);
    let list = rig.host.operator().command("clients").output().unwrap();
    let list = String::from_utf8(list.stdout).unwrap();
    let fingerprint = list.split_whitespace().find(|word| word.len() == 64).expect("a client");
    let unpaired = rig.host.operator().command("unpair").arg(fingerprint).status().unwrap();
    assert!(unpaired.success());
    let begun = Instant::now();
    while session.is_ended().is_none() {
        assert!(begun.elapsed() < PATIENCE);
        let _ = session.next_unit(Span::from_millis(50));
    }
    assert!(
        matches!(session.is_ended(), Some(End::Host(_)) | Some(End::Bye(_))),
        "{:?}",
        session.is_ended()
    );
    let again = client.connect_native(&rig.address(), &options(mode(640, 480, 60))).err();
    assert!(matches!(again, Some(ClientError::Turned(_))), "{again:?}");
}
