//! Packets of the control stream, sealed and opened.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lumen_core::gamestream::control::{ClientMessage, ControlSeal, HostMessage, MAX_PACKET};
use lumen_core::gamestream::{Role, SessionKey};

fuzz_target!(|bytes: &[u8]| {
    let key = SessionKey::new([7; 16]);
    let mut host = ControlSeal::new(&key, Role::Host);
    assert!(host.open(&mut bytes.to_vec()).is_err(), "a packet was forged");

    let mut buffer = [0; MAX_PACKET];
    let mut client = ControlSeal::new(&key, Role::Client);
    if let Ok(packet) = client.seal(bytes, &mut buffer) {
        let mut packet = packet.to_vec();
        if let Ok(message) = host.open(&mut packet) {
            assert_eq!(message, bytes);
        }
    }

    let mut written = Vec::new();
    if let Ok(message) = ClientMessage::parse(bytes) {
        message.write(&mut written);
        // Of what is unknown, only the type is kept.
        let known = !matches!(message, ClientMessage::Unknown(_));
        assert!(!known || ClientMessage::parse(&written) == Ok(message));
    }
    if let Ok(message) = HostMessage::parse(bytes) {
        message.write(&mut written);
        assert_eq!(HostMessage::parse(&written), Ok(message));
    }
});
