//! Whole exchanges between both sides, and every way to break one.

use std::net::IpAddr;
use std::sync::LazyLock;

use proptest::prelude::*;
use rsa::pkcs8::EncodePrivateKey;

use super::*;
use crate::gamestream::nvhttp::{Query, Target};
use crate::units::{Micros, Span};

fn make_identity(name: &str) -> Identity {
    let key = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).unwrap();
    let pkcs8 = key.to_pkcs8_der().unwrap();
    let signer = rcgen::KeyPair::try_from(pkcs8.as_bytes()).unwrap();
    let mut params = rcgen::CertificateParams::default();
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
    let pem = params.self_signed(&signer).unwrap().pem();
    Identity::new(&pem, pkcs8.as_bytes()).unwrap()
}

pub(crate) fn host_identity() -> &'static Identity {
    static HOST: LazyLock<Identity> = LazyLock::new(|| make_identity("host"));
    &HOST
}

pub(crate) fn client_identity() -> &'static Identity {
    static CLIENT: LazyLock<Identity> = LazyLock::new(|| make_identity("NVIDIA GameStream Client"));
    &CLIENT
}

const HOST_RANDOM: HostRandom = HostRandom { secret: [0x20; 16], challenge: [0x30; 16] };
const CLIENT_RANDOM: ClientRandom =
    ClientRandom { salt: [1; 16], challenge: [2; 16], secret: [3; 16] };

fn requester() -> Requester {
    Requester { unique_id: "0123456789ABCDEF".to_owned(), address: [10, 0, 0, 2].into() }
}

fn stranger() -> Requester {
    Requester { address: [10, 0, 0, 66].into(), ..requester() }
}

fn pin(digits: &str) -> Pin {
    digits.parse().unwrap()
}

fn on_the_wire(request: &PairRequest) -> Query {
    let target = request.to_query("0123456789ABCDEF", client_identity().pem()).target("/pair");
    Target::parse(&target).unwrap().query
}

/// A host and a client that talk to each other.
struct Exchange {
    host: HostPairing,
    client: ClientPairing,
    now: Micros,
}

impl Exchange {
    fn start(client_pin: &str) -> (Exchange, PairRequest) {
        let identity = client_identity().clone();
        let (client, request) =
            ClientPairing::start(identity, &pin(client_pin), CLIENT_RANDOM, None);
        let host = HostPairing::new(host_identity().clone());
        (Exchange { host, client, now: Micros(0) }, request)
    }

    fn ask(&mut self, request: &PairRequest) -> Result<HostStep, PairingError> {
        self.host.handle(self.now, &requester(), &on_the_wire(request), HOST_RANDOM)
    }

    /// Up to the phase whose request is returned.
    fn until_phase(&mut self, first: &PairRequest, host_pin: &str, phase: u32) -> PairRequest {
        assert!(matches!(self.ask(first), Ok(HostStep::AskPin(_))));
        let (_, mut reply) = self.host.enter_pin(self.now, &pin(host_pin)).unwrap();
        for _ in 2..phase {
            reply = match self.client.handle(&reply.write()).unwrap() {
                ClientStep::Send(request) => match self.ask(&request).unwrap() {
                    HostStep::Reply(reply) => reply,
                    other => panic!("{other:?}"),
                },
                other => panic!("{other:?}"),
            };
        }
        match self.client.handle(&reply.write()).unwrap() {
            ClientStep::Send(request) => request,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_right_pin_pairs_both() {
    let (mut exchange, first) = Exchange::start("1234");
    let last = exchange.until_phase(&first, "1234", 4);
    let client = client_identity().certificate().clone();
    assert_eq!(exchange.ask(&last), Ok(HostStep::Paired(client, None)));
    assert_eq!(exchange.host.pending(), None);
    let accepted = PairReply::Accepted.write();
    let host = host_identity().certificate().clone();
    let step = exchange.client.handle(&accepted).unwrap();
    assert_eq!(step, ClientStep::SendTls(PairRequest::PairChallenge, host.clone()));
    assert_eq!(exchange.client.handle(&accepted), Ok(ClientStep::Done(host)));
    assert_eq!(exchange.client.handle(&accepted), Err(PairingError::OutOfOrder));
}

#[test]
fn the_client_notices_a_wrong_pin_in_phase_3() {
    let (mut exchange, first) = Exchange::start("1234");
    let request = exchange.until_phase(&first, "1235", 3);
    let Ok(HostStep::Reply(reply)) = exchange.ask(&request) else { panic!() };
    assert_eq!(exchange.client.handle(&reply.write()), Err(PairingError::WrongPin));
}

#[test]
fn the_host_notices_a_wrong_pin_in_phase_4() {
    let (mut exchange, first) = Exchange::start("1234");
    let request = exchange.until_phase(&first, "9999", 3);
    exchange.ask(&request).unwrap();
    let secret = CLIENT_RANDOM.secret;
    let signature = client_identity().sign(&secret).unwrap();
    let last = PairRequest::ClientPairingSecret { secret, signature };
    assert_eq!(exchange.ask(&last), Err(PairingError::WrongPin));
    assert_eq!(exchange.ask(&last), Err(PairingError::NotPending));
}

#[test]
fn a_secret_signed_by_another_key_is_refused_by_both() {
    let (mut exchange, first) = Exchange::start("1234");
    let last = exchange.until_phase(&first, "1234", 4);
    let PairRequest::ClientPairingSecret { secret, .. } = last else { panic!() };
    let signature = host_identity().sign(&secret).unwrap();
    let forged = PairRequest::ClientPairingSecret { secret, signature };
    assert_eq!(exchange.ask(&forged), Err(PairingError::NotTheOwner));
    assert_eq!(exchange.host.pending(), None);

    let (mut exchange, first) = Exchange::start("1234");
    exchange.until_phase(&first, "1234", 3);
    let secret = HOST_RANDOM.secret;
    let signature = client_identity().sign(&secret).unwrap();
    let forged = PairReply::PairingSecret { secret, signature }.write();
    assert_eq!(exchange.client.handle(&forged), Err(PairingError::NotTheOwner));
}

#[test]
fn each_phase_works_once_and_in_order() {
    for skipped_to in [
        PairRequest::ServerChallengeResponse([0; 32]),
        PairRequest::ClientPairingSecret { secret: [0; 16], signature: vec![0; 256] },
        PairRequest::PairChallenge,
    ] {
        let (mut exchange, first) = Exchange::start("1234");
        let second = exchange.until_phase(&first, "1234", 2);
        assert_eq!(exchange.ask(&skipped_to), Err(PairingError::OutOfOrder));
        assert_eq!(exchange.ask(&second), Err(PairingError::NotPending));
    }
    let (mut exchange, first) = Exchange::start("1234");
    let second = exchange.until_phase(&first, "1234", 2);
    exchange.ask(&second).unwrap();
    assert_eq!(exchange.ask(&second), Err(PairingError::OutOfOrder));
}

#[test]
fn nothing_goes_on_before_the_pin() {
    let (mut exchange, first) = Exchange::start("1234");
    exchange.ask(&first).unwrap();
    let early = PairRequest::ClientChallenge([0; 16]);
    assert_eq!(exchange.ask(&early), Err(PairingError::OutOfOrder));
    assert!(exchange.host.enter_pin(exchange.now, &pin("1234")).is_err());
}

#[test]
fn a_second_attempt_is_told_to_wait_and_cannot_disturb_the_first() {
    let (mut exchange, first) = Exchange::start("1234");
    exchange.ask(&first).unwrap();
    let query = on_the_wire(&first);
    let now = exchange.now;
    let second = exchange.host.handle(now, &stranger(), &query, HOST_RANDOM);
    assert_eq!(second, Err(PairingError::Busy));
    let other = on_the_wire(&PairRequest::ClientChallenge([0; 16]));
    let disturbed = exchange.host.handle(now, &stranger(), &other, HOST_RANDOM);
    assert_eq!(disturbed, Err(PairingError::NotPending));
    assert!(!exchange.host.abort_by(&stranger()));
    assert!(exchange.host.pending().is_some_and(|pending| pending.needs_pin));
    assert!(exchange.host.abort_by(&requester()));
}

#[test]
fn malformed_values_end_the_attempt() {
    let (mut exchange, first) = Exchange::start("1234");
    exchange.until_phase(&first, "1234", 2);
    let mut broken = Query::default();
    broken.push("clientchallenge", "00112233");
    let answer = exchange.host.handle(exchange.now, &requester(), &broken, HOST_RANDOM);
    assert!(matches!(answer, Err(PairingError::Message(_))));
    assert_eq!(exchange.host.pending(), None);
}

#[test]
fn attempts_expire() {
    let (mut exchange, first) = Exchange::start("1234");
    exchange.ask(&first).unwrap();
    let deadline = exchange.host.deadline().unwrap();
    assert_eq!(deadline, Micros(0) + Span::from_secs(300));
    assert!(exchange.host.enter_pin(deadline, &pin("1234")).is_err());
    assert_eq!(exchange.host.pending(), None);
}

#[test]
fn five_failures_a_minute_are_enough() {
    let (mut exchange, first) = Exchange::start("1234");
    for _ in 0..5 {
        exchange.ask(&first).unwrap();
        assert!(exchange.ask(&PairRequest::PairChallenge).is_err());
    }
    assert_eq!(exchange.ask(&first), Err(PairingError::TooManyFailures));
    exchange.now = exchange.now + Span::from_secs(60);
    assert!(exchange.ask(&first).is_ok());
}

#[test]
fn an_old_attempt_number_ends_nothing() {
    let (mut exchange, first) = Exchange::start("1234");
    let Ok(HostStep::AskPin(old)) = exchange.ask(&first) else { panic!() };
    assert!(exchange.host.abort(old));
    exchange.ask(&first).unwrap();
    assert!(!exchange.host.abort(old));
    assert!(exchange.host.pending().is_some());
}

#[test]
fn requesters_need_an_id() {
    let address = IpAddr::from([127, 0, 0, 1]);
    assert!(Requester::parse(&Query::default(), address).is_err());
    let mut query = Query::default();
    query.push("uniqueid", "1");
    let mapped = "::ffff:127.0.0.1".parse().unwrap();
    let same = Requester::parse(&query, mapped).unwrap();
    assert_eq!(same, Requester::parse(&query, address).unwrap());
}

/// One thing that can happen to a host.
#[derive(Clone, Debug)]
enum Op {
    Request(u8, bool),
    Pin,
    Wait(u16),
    Unpair(bool),
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        6 => (0u8..6, any::<bool>()).prop_map(|(kind, ours)| Op::Request(kind, ours)),
        2 => Just(Op::Pin),
        1 => any::<u16>().prop_map(Op::Wait),
        1 => any::<bool>().prop_map(Op::Unpair),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is sent in whatever order, nobody is paired who did not prove the PIN.
    #[test]
    fn only_a_whole_exchange_pairs(ops in proptest::collection::vec(op(), 1..40)) {
        let (mut exchange, first) = Exchange::start("1234");
        for op in ops {
            match op {
                Op::Request(kind, ours) => {
                    let request = match kind {
                        0 => first.clone(),
                        1 => PairRequest::ClientChallenge([9; 16]),
                        2 => PairRequest::ServerChallengeResponse([9; 32]),
                        3 => PairRequest::ClientPairingSecret {
                            secret: [9; 16],
                            signature: vec![9; 256],
                        },
                        _ => PairRequest::PairChallenge,
                    };
                    let from = if ours { requester() } else { stranger() };
                    let query = on_the_wire(&request);
                    let step = exchange.host.handle(exchange.now, &from, &query, HOST_RANDOM);
                    prop_assert!(!matches!(step, Ok(HostStep::Paired(..))));
                }
                Op::Pin => drop(exchange.host.enter_pin(exchange.now, &pin("1234"))),
                Op::Wait(seconds) => {
                    exchange.now = exchange.now + Span::from_secs(seconds.into());
                }
                Op::Unpair(ours) => {
                    let from = if ours { requester() } else { stranger() };
                    exchange.host.abort_by(&from);
                }
            }
        }
    }
}
