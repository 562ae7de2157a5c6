//! Wrong PINs, strangers and impossible wishes are refused with a reason, and cost nothing.

use lumen_client::ClientError;
use lumen_core::gamestream::SessionKey;
use lumen_core::gamestream::nvhttp::{AppId, LaunchKind, LaunchRequest, Status, WishedMode};
use lumen_core::gamestream::pairing::{
    ClientPairing, ClientRandom, PairReply, PairRequest, PairingError,
};
use lumen_core::gamestream::rtsp::Method;
use lumen_core::gamestream::sdp::Codec;
use lumen_core::units::{Mode, RefreshRate};

use crate::garbage::Noise;
use crate::hand::{Hand, refusal, refused, stream_request, wish};
use crate::rig::{MODE, Rig, SOON, setup, turn, within};

/// The first request of a pairing, as a stock client sends it.
pub fn pairing_request(hand: &Hand) -> String {
    let random = ClientRandom { salt: [1; 16], challenge: [2; 16], secret: [3; 16] };
    let pin = "1234".parse().unwrap();
    let (_, request) = ClientPairing::start(hand.identity().clone(), &pin, random, None);
    target_of(hand, &request)
}

fn target_of(hand: &Hand, request: &PairRequest) -> String {
    request.to_query("0123456789ABCDEF", hand.identity().pem()).target("/pair")
}

#[test]
fn a_wrong_pin_pairs_nobody() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::of_strangers(&setup());
    let (paired, entered) = rig.try_pair(&rig.alice, "1111", "2222");
    let wrong = paired.unwrap_err();
    assert!(matches!(wrong, ClientError::Pairing(PairingError::WrongPin)), "{wrong}");
    assert!(wrong.advice().is_some());
    entered.unwrap_err();
    let status = rig.status();
    assert_eq!((status.paired_clients, status.pairing), (0, None));
    // Once more, with the right one.
    rig.pair(&rig.alice);
    assert_eq!(rig.status().paired_clients, 1);
}

#[test]
fn one_pairing_at_a_time_and_a_client_that_gives_up_makes_room() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::of_strangers(&setup());
    let waiting = rig.alice.hand.send_http(&pairing_request(&rig.alice.hand));
    within(SOON, "the pairing waits", || rig.status().pairing);
    let second = rig.bob.client.pair(rig.bob.address(), &"1234".parse().unwrap());
    assert!(matches!(second, Err(ClientError::Pairing(PairingError::Busy))), "{second:?}");
    let pending = rig.status().pairing.expect("the first one still waits");
    assert_eq!(pending.fingerprint, rig.alice.fingerprint().to_string());
    // The first client vanishes after phase 1.
    drop(waiting);
    within(SOON, "the attempt is over", || rig.status().pairing.is_none().then_some(()));
    rig.pair(&rig.bob);
}

#[test]
fn phases_of_a_pairing_out_of_turn_are_refused() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::of_strangers(&setup());
    let hand = &rig.alice.hand;
    for request in [
        PairRequest::ClientChallenge([0; 16]),
        PairRequest::ServerChallengeResponse([0; 32]),
        PairRequest::ClientPairingSecret { secret: [0; 16], signature: vec![0; 256] },
        PairRequest::PairChallenge,
    ] {
        let (status, message) = refusal(&hand.http(&target_of(hand, &request)));
        assert_eq!(status, Status::BAD_REQUEST);
        assert_eq!(message, PairingError::NotPending.to_string());
    }
    assert_ne!(PairReply::parse(&hand.http("/pair?uniqueid=1")), Ok(PairReply::Accepted));
}

#[test]
fn strangers_are_told_401_in_xml() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::of_strangers(&setup());
    rig.pair(&rig.alice);
    let launch = wish(LaunchKind::Launch).to_query().target("/launch");
    for target in ["/serverinfo", "/applist", "/appasset", "/resume", "/cancel", &launch] {
        for answer in [rig.bob.hand.https(target), rig.bob.hand.https_nameless(target)] {
            let (status, message) = refusal(&answer);
            assert_eq!(status, Status::UNAUTHORIZED, "{target}");
            assert!(message.contains("not paired"), "{message}");
        }
    }
    // Nobody commands in clear text either.
    for target in ["/applist", "/cancel", &launch] {
        assert_eq!(refusal(&rig.alice.hand.http(target)).0, Status::NOT_FOUND);
    }
    rig.is_vacant();
    let unknown = rig.bob.connect();
    assert!(matches!(unknown, Err(ClientError::NotPaired { .. })), "{:?}", unknown.err());
}

#[test]
fn impossible_launches_start_nothing() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::start();
    let refused = |request: &LaunchRequest| refused(rig.alice.hand.launch(request));
    let (status, message) = refused(&wish(LaunchKind::Resume));
    assert_eq!((status, message.as_str()), (Status::UNAVAILABLE, "no app is running"));
    let unknown = Some(AppId::of_title("Doom"));
    let (status, message) = refused(&LaunchRequest { app: unknown, ..wish(LaunchKind::Launch) });
    assert_eq!((status, message.as_str()), (Status::NOT_FOUND, "this host has no such app"));
    for (width, height, fps) in
        [(0, 0, 60), (20_000, 20_000, 60), (1280, 720, 1_000), (1280, 720, u32::MAX)]
    {
        let mode = Some(WishedMode { width, height, fps });
        let (status, message) = refused(&LaunchRequest { mode, ..wish(LaunchKind::Launch) });
        assert_eq!(status, Status::BAD_REQUEST);
        assert!(message.contains(&format!("{width}x{height}")), "{message}");
        assert!(message.contains(" outside "), "{message}");
    }
    assert_eq!(rig.status().running_app, None);
    rig.is_vacant();
}

#[test]
fn impossible_streams_are_refused_and_a_possible_one_still_begins() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::start();
    let mut launched = rig.alice.hand.launch(&wish(LaunchKind::Launch)).unwrap();
    launched.describe();
    let mode = |width, height, hz| Mode { width, height, refresh: RefreshRate::from_hz(hz) };
    for wrong in [mode(0, 0, 60), mode(20_000, 20_000, 60), mode(1280, 720, 1_000)] {
        assert_eq!(launched.announce(&stream_request(wrong)), 400, "{wrong}");
    }
    let mut unencrypted = stream_request(MODE);
    unencrypted.encryption.0 = 0;
    assert_eq!(launched.announce(&unencrypted), 403);
    let mut hevc = stream_request(MODE);
    hevc.codec = Codec::Hevc;
    assert_eq!(launched.announce(&hevc), 400);
    let mut noise = Noise::new(3);
    for length in [0, 1, 16, 255, 1024, 4096] {
        assert_eq!(launched.announce_bytes(noise.bytes(length)), 400, "{length} random bytes");
    }
    let many = "a=x:1\r\n".repeat(300);
    assert_eq!(launched.announce_bytes(many.into_bytes()), 400);
    let unknown = launched.request(Method::Setup, "streamid=smell/0/0");
    assert_eq!(launched.ask(&unknown).unwrap().status, 404);
    let said = rig.host.log();
    assert!(said.contains("mode 0x0") || said.contains("clientViewportWd"), "{said}");

    let agreed = launched.agree();
    assert_eq!(launched.announce(&stream_request(MODE)), 400, "a second ANNOUNCE");
    assert!(agreed.watch(&mut agreed.connect()));
}

#[test]
fn a_key_serves_once() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::start();
    let hand = &rig.alice.hand;
    let request = wish(LaunchKind::Launch);
    hand.launch(&request).unwrap();
    let mut resume = wish(LaunchKind::Resume);
    resume.key = SessionKey::new(*request.key.expose());
    rig.alice.quit();
    rig.is_vacant();
    for again in [&request, &resume] {
        let (status, message) = refused(hand.launch(again));
        assert_eq!(status, Status::BAD_REQUEST);
        assert!(message.contains("key was used before"), "{message}");
    }
    rig.is_vacant();
    hand.launch(&wish(LaunchKind::Launch)).unwrap();
}

#[test]
fn another_client_has_to_wait_while_one_streams() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::start();
    let stream = rig.alice.stream();
    for kind in [LaunchKind::Launch, LaunchKind::Resume] {
        let (status, message) = refused(rig.bob.hand.launch(&wish(kind)));
        assert_eq!(status, Status::UNAVAILABLE);
        assert!(message.contains("another device is streaming"), "{message}");
    }
    assert!(rig.bob.connect().is_err());
    stream.see(10);
    assert_eq!(rig.status().streaming_client, Some(rig.alice.fingerprint().to_string()));
    stream.session.disconnect();
    within(SOON, "the host is free", || rig.status().streaming_client.is_none().then_some(()));
    rig.bob.stream();
}
