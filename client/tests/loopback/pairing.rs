//! Who trusts whom.

use lumen_client::{Client, ClientError, Phase, Unobserved};
use lumen_core::gamestream::pairing::{PairingError, Pin};

use super::host::{Behaviour, FIRST, FakeHost, OTHER};
use super::setup::{acquaint, patient, small, stranger};

#[test]
fn the_right_pin_pairs_for_good() {
    let host = FakeHost::start(Behaviour::default());
    let (client, directory) = stranger();
    let fingerprint = client.pair(&host.address(), &host.pin()).unwrap();
    assert_eq!(fingerprint, FIRST.pairing.certificate().fingerprint());
    assert!(client.info(&host.address()).unwrap().paired);
    drop(client);
    let again = Client::open(directory.path()).unwrap().with_timeouts(patient());
    let titles = again.apps(&host.address()).unwrap().into_iter().map(|app| app.title);
    assert_eq!(titles.collect::<Vec<_>>(), ["Desktop", "Doom"]);
}

#[test]
fn a_wrong_pin_pairs_nobody_and_says_so() {
    let host = FakeHost::start(Behaviour { pin: "9999", ..Behaviour::default() });
    let (client, _directory) = stranger();
    let pin: Pin = "1234".parse().unwrap();
    let error = client.pair(&host.address(), &pin).unwrap_err();
    assert!(matches!(error, ClientError::Pairing(PairingError::WrongPin)), "{error:?}");
    assert!(error.advice().unwrap().contains("PIN"));
    assert_eq!(host.requests().last().unwrap(), "/unpair");
    let unpaired = client.info(&host.address()).unwrap_err();
    assert!(matches!(unpaired, ClientError::NotPaired { .. }), "{unpaired:?}");
}

#[test]
fn who_is_not_paired_is_told_to() {
    let host = FakeHost::start(Behaviour::default());
    let (client, _directory) = stranger();
    let error = client.connect(&host.address(), &small(), Box::new(Unobserved)).unwrap_err();
    assert!(matches!(error, ClientError::NotPaired { .. }), "{error:?}");
    assert!(error.advice().unwrap().contains("pair"));
}

#[test]
fn a_host_that_forgot_us_is_noticed() {
    let host = FakeHost::start(Behaviour::default());
    let (client, _directory) = acquaint(&host, FIRST.pairing.certificate());
    assert!(client.info(&host.address()).is_ok());
    host.forget_everyone();
    let error = client.apps(&host.address()).unwrap_err();
    assert!(matches!(error, ClientError::NotPaired { .. }), "{error:?}");
}

#[test]
fn another_certificate_under_the_same_name_is_not_trusted() {
    let host = FakeHost::start(Behaviour { identity: &OTHER, ..Behaviour::default() });
    let (client, _directory) = acquaint(&host, FIRST.pairing.certificate());
    let error = client.info(&host.address()).unwrap_err();
    assert!(matches!(error, ClientError::CertificateChanged { .. }), "{error:?}");
    assert_eq!(host.requests(), ["/serverinfo"], "nothing was told to the stranger");
}

#[test]
fn nobody_at_the_address_is_a_typed_error() {
    let host = FakeHost::start(Behaviour::default());
    let address = host.address();
    drop(host);
    let (client, _directory) = stranger();
    let error = client.pair(&address, &"1234".parse().unwrap()).unwrap_err();
    assert!(matches!(error, ClientError::Connect { phase: Phase::ServerInfo, .. }), "{error:?}");
}
