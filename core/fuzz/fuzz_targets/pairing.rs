//! A host that anyone may send anything: each line of the input is the query of one request.
//! A line that begins with `!` enters the PIN, one with `~` lets a minute pass.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use lumen_core::gamestream::nvhttp::Target;
use lumen_core::gamestream::pairing::{
    Certificate, HostPairing, HostRandom, HostStep, Identity, PairReply, Pin, Requester,
};
use lumen_core::units::{Micros, Span};

static IDENTITY: LazyLock<Identity> = LazyLock::new(|| {
    let pem = include_str!(concat!(env!("OUT_DIR"), "/identity.pem"));
    let key = include_bytes!(concat!(env!("OUT_DIR"), "/identity.key"));
    Identity::new(pem, key).expect("an identity")
});

fuzz_target!(|text: &str| {
    let pin: Pin = "1234".parse().expect("four digits");
    let random = HostRandom { secret: [1; 16], challenge: [2; 16] };
    let mut host = HostPairing::new(IDENTITY.clone());
    let mut now = Micros(0);
    for line in text.lines() {
        let _ = PairReply::parse(line);
        let _ = Certificate::from_pem(line.as_bytes());
        if line.starts_with('!') {
            let _ = host.enter_pin(now, &pin);
        } else if line.starts_with('~') {
            now = now + Span::from_secs(60);
        }
        // The identity's own certificate stands in for that of a client.
        let certificate = hex_of(IDENTITY.pem());
        let target = format!("/pair?{}", line.replace("CERTIFICATE", &certificate));
        let Ok(target) = Target::parse(&target) else { continue };
        let Ok(from) = Requester::parse(&target.query, [10, 0, 0, 1].into()) else { continue };
        let step = host.handle(now, &from, &target.query, random);
        assert!(!matches!(step, Ok(HostStep::Paired(..))), "paired without proof");
    }
});

fn hex_of(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}
