//! What the two ends, an observer and an attacker get out of a pairing.

use std::sync::LazyLock;

use proptest::prelude::*;
use rsa::rand_core::{CryptoRng, Error, RngCore};
use spake2::Group;

use super::message::{Pair, PairMessage};
use super::*;
use crate::native::message::end::{Bye, Reason};
use crate::native::message::value::Text;
use crate::native::tlv::{HEADER_LEN, MAX_BODY, RawMessage, Reader};

fn pin(text: &str) -> Pin {
    text.parse().unwrap()
}

fn binding(seed: u8) -> Binding {
    Binding {
        client: Fingerprint([seed; 32]),
        host: Fingerprint([0xb0; 32]),
        connection: [0xcc; 32],
    }
}

/// All that goes over the wire in a run.
struct Run {
    client_share: Share,
    host_share: Share,
    client_proof: Proof,
    /// What the host makes of the client's proof, and the client of that.
    result: Result<(), PairingError>,
}

fn run(client: (&Pin, Binding), host: (&Pin, Binding)) -> Run {
    let (pairing, client_share) = ClientPairing::start(client.0, client.1);
    let (waiting, host_share) = HostPairing::on_share(host.0, host.1, client_share).unwrap();
    let (confirming, client_proof) = pairing.on_share(host_share).unwrap();
    let result = waiting.on_proof(client_proof).and_then(|proof| confirming.on_proof(proof));
    Run { client_share, host_share, client_proof, result }
}

#[test]
fn the_same_pin_on_the_same_connection_pairs() {
    let (pin, binding) = (pin("048 151"), binding(1));
    assert_eq!(run((&pin, binding), (&pin, binding)).result, Ok(()));
}

#[test]
fn another_pin_does_not() {
    let binding = binding(1);
    let result = run((&pin("048151"), binding), (&pin("048152"), binding)).result;
    assert_eq!(result, Err(PairingError::WrongPin));
}

/// Somebody in the middle has a connection with each end, thus another certificate towards each
/// and another secret of TLS. Passing the messages on, knowing all but the PIN, pairs nobody.
#[test]
fn whoever_sits_between_the_two_pairs_nobody() {
    let pin = pin("314159");
    let ours = binding(1);
    for theirs in [
        Binding { client: Fingerprint([2; 32]), ..ours },
        Binding { host: Fingerprint([2; 32]), ..ours },
        Binding { connection: [2; 32], ..ours },
    ] {
        let Run { client_proof, result, .. } = run((&pin, ours), (&pin, theirs));
        assert_eq!(result, Err(PairingError::WrongPin));
        let direct = run((&pin, ours), (&pin, ours));
        assert_ne!(client_proof, direct.client_proof);
    }
}

/// The host's proof never leaves before the client's was right, and each end proves with a key of
/// its own: sending the host's or the client's proof back gets nobody in.
#[test]
fn a_proof_of_one_end_is_none_of_the_other() {
    let (pin, binding) = (pin("271828"), binding(1));
    let (pairing, share) = ClientPairing::start(&pin, binding);
    let (_, answer) = HostPairing::on_share(&pin, binding, share).unwrap();
    let (confirming, ours) = pairing.on_share(answer).unwrap();
    assert_eq!(confirming.on_proof(ours), Err(PairingError::WrongPin));
}

/// What a share is once the blinding of a PIN is taken off it, if that has a discrete logarithm.
fn explained(share: Share, blinding: <Ed25519Group as Group>::Element, pin: &Pin) -> bool {
    let point = Ed25519Group::bytes_to_element(&share.0[1..]).unwrap();
    let off = Ed25519Group::scalar_neg(&Ed25519Group::hash_to_scalar(&pin.0));
    let rest = Ed25519Group::add(&point, &Ed25519Group::scalarmult(&blinding, &off));
    rest.is_torsion_free()
}

/// Shares are `x B + pin M` and `y B + pin N`. Whatever PIN an observer assumes, what is left of
/// either share is a multiple of B, so some x and y explain it: the shares fit every PIN. The
/// proofs follow from `x y B` and are of no use to who knows neither x nor y.
#[test]
fn an_observer_cannot_tell_the_pins_apart() {
    let binding = binding(1);
    let right = pin("123456");
    let seen = run((&right, binding), (&right, binding));
    assert_eq!(seen.result, Ok(()));
    for candidate in (0..500).map(|number| pin(&format!("{:06}", 123_206 + number))) {
        assert!(explained(seen.client_share, Ed25519Group::const_m(), &candidate));
        assert!(explained(seen.host_share, Ed25519Group::const_n(), &candidate));
        let (guess, _) = ClientPairing::start(&candidate, binding);
        let (_, proof) = guess.on_share(seen.host_share).unwrap();
        assert_ne!(proof, seen.client_proof, "though one of the PINs is the right one");
    }
}

/// An attacker that takes part knows the secret of its own half, and with it can compute the proof
/// of the PIN that it put into its share, of that one alone: what the host sent is blinded by the
/// right PIN, and to try another PIN on it the attacker would need a new share of its own.
#[test]
fn an_attacker_tries_one_pin_for_each_run() {
    let binding = binding(1);
    let right = pin("000007");
    let mut let_in = Vec::new();
    for number in 0..10 {
        let guess = pin(&format!("{number:06}"));
        let attacker = Half::new(binding, |[client, host]| {
            Spake2::start_a_with_rng(&Password::new(guess.0), &client, &host, Fixed(9))
        });
        let share = attacker.share;
        let (waiting, answer) = HostPairing::on_share(&right, binding, share).unwrap();
        // Later, with all that was said, the attacker replays its own secret with every PIN: each
        // has another share than the one that was sent, so the proof is over other words.
        for other in (0..10).filter(|other| *other != number) {
            let other = pin(&format!("{other:06}"));
            let replayed = Half::new(binding, |[client, host]| {
                Spake2::start_a_with_rng(&Password::new(other.0), &client, &host, Fixed(9))
            });
            assert_ne!(replayed.share, share);
        }
        let [proof, _] = attacker.proofs(answer, share, answer).unwrap();
        if waiting.on_proof(proof).is_ok() {
            let_in.push(number);
        }
    }
    assert_eq!(let_in, [7]);
}

#[test]
fn what_is_no_point_or_of_the_wrong_side_is_refused() {
    let (pin, binding) = (pin("123456"), binding(1));
    let (_, client) = ClientPairing::start(&pin, binding);
    let (_, host) = HostPairing::on_share(&pin, binding, client).unwrap();
    let share = |result: Result<(HostPairing, Share), PairingError>| result.map(|(_, share)| share);
    assert_eq!(share(HostPairing::on_share(&pin, binding, host)), Err(PairingError::Share));
    let (pairing, own) = ClientPairing::start(&pin, binding);
    assert!(matches!(pairing.on_share(own), Err(PairingError::Share)));
    let mut no_point = [2; SHARE_LEN];
    no_point[0] = b'A';
    let refused = HostPairing::on_share(&pin, binding, Share(no_point));
    assert_eq!(share(refused), Err(PairingError::Share));
}

#[test]
fn pins_are_six_digits_and_nothing_prints_them() {
    for text in ["", "12345", "1234567", "12345x", "１２３４５６"] {
        assert_eq!(text.parse::<Pin>(), Err(PairingError::PinForm), "{text}");
    }
    assert_eq!(pin(" 00 00 12 ").expose(), "000012");
    assert_eq!(Pin::from_random(1_000_042u64.to_le_bytes()).expose(), "000042");
    assert_eq!(format!("{:?}", pin("123456")), "Pin(..)");
}

/// A random number generator that is none.
struct Fixed(u8);

impl RngCore for Fixed {
    fn next_u32(&mut self) -> u32 {
        self.0.into()
    }

    fn next_u64(&mut self) -> u64 {
        self.0.into()
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for Fixed {}

/// A run with fixed secrets. Both halves and their proofs.
pub(crate) fn fixed_run() -> (Share, Share, Proof, Proof) {
    let (pin, binding) = (pin("123456"), binding(0xc1));
    let client = Half::new(binding, |[client, host]| {
        Spake2::start_a_with_rng(&Password::new(pin.0), &client, &host, Fixed(1))
    });
    let host = Half::new(binding, |[client, host]| {
        Spake2::start_b_with_rng(&Password::new(pin.0), &client, &host, Fixed(2))
    });
    let shares = (client.share, host.share);
    let [ours, theirs] = client.proofs(shares.1, shares.0, shares.1).unwrap();
    (shares.0, shares.1, ours, theirs)
}

/// The messages of [`fixed_run`].
pub(crate) fn samples() -> &'static [(&'static str, PairMessage)] {
    static SAMPLES: LazyLock<Vec<(&str, PairMessage)>> = LazyLock::new(|| {
        let (client, host, ours, theirs) = fixed_run();
        let name = Text::new("Küche").unwrap();
        vec![
            ("pair", PairMessage::Pair(Pair { name, share: client })),
            ("pair-share", PairMessage::Share(host)),
            ("pair-confirm", PairMessage::Confirm(ours)),
            ("paired", PairMessage::Paired(theirs)),
        ]
    });
    &SAMPLES
}

pub(crate) fn bytes(message: &PairMessage, grease: u16) -> Vec<u8> {
    let mut out = Vec::new();
    message.write(grease, &mut out);
    assert!(out.len() <= HEADER_LEN + MAX_BODY);
    out
}

fn parse(bytes: &[u8]) -> Option<PairMessage> {
    let mut reader = Reader::default();
    let raw = reader.read(&mut { bytes }).ok().flatten()?;
    PairMessage::parse(raw).ok().flatten()
}

fn message() -> impl Strategy<Value = PairMessage> {
    let name = "[ a-zé€]{0,40}".prop_map(|text| Text::new(&text).unwrap());
    let share = || {
        let bytes = (any::<[u8; 32]>(), any::<u8>());
        bytes.prop_map(|(point, side)| {
            let mut share = Share([side; SHARE_LEN]);
            share.0[1..].copy_from_slice(&point);
            share
        })
    };
    let proof = || any::<[u8; PROOF_LEN]>().prop_map(Proof);
    prop_oneof![
        (name, share()).prop_map(|(name, share)| PairMessage::Pair(Pair { name, share })),
        share().prop_map(PairMessage::Share),
        proof().prop_map(PairMessage::Confirm),
        proof().prop_map(PairMessage::Paired),
        Just(PairMessage::Bye(Bye::from(Reason::WrongPin))),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read(message in message(), grease: u16) {
        prop_assert_eq!(parse(&bytes(&message, grease)), Some(message));
    }

    #[test]
    fn garbage_never_panics(kind in 9u16..21, body: Vec<u8>, peer: [u8; 32]) {
        let _ = PairMessage::parse(RawMessage { kind, body: &body });
        let mut share = Share([b'A'; SHARE_LEN]);
        share.0[1..].copy_from_slice(&peer);
        let _ = HostPairing::on_share(&pin("000000"), binding(0), share);
    }
}
