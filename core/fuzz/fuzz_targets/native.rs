//! Messages and datagrams of `lumen/1`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lumen_core::native::datagram::Datagram;
use lumen_core::native::message::Message;
use lumen_core::native::tlv::{HEADER_LEN, MAX_BODY, Reader};

/// What the message becomes after it was written.
fn again(message: &Message, grease: u16) -> Option<Message> {
    let mut bytes = Vec::new();
    message.write(grease, &mut bytes);
    assert!(bytes.len() <= HEADER_LEN + MAX_BODY);
    let mut reader = Reader::default();
    let raw = reader.read(&mut bytes.as_slice()).expect("ours is short enough");
    Message::parse(raw.expect("ours is whole")).expect("ours is valid")
}

/// A stream that comes in pieces, whose size the first byte chooses.
fn messages(bytes: &[u8]) {
    let Some((&size, stream)) = bytes.split_first() else { return };
    let mut reader = Reader::default();
    for mut piece in stream.chunks(usize::from(size).max(1)) {
        loop {
            match reader.read(&mut piece) {
                Ok(None) => break,
                Ok(Some(raw)) => {
                    if let Ok(Some(message)) = Message::parse(raw) {
                        assert_eq!(again(&message, u16::from(size) * 257), Some(message));
                    }
                }
                Err(_) => return,
            }
        }
    }
}

fn datagram(bytes: &[u8]) {
    let Ok(datagram) = Datagram::parse(bytes) else { return };
    let mut written = Vec::new();
    datagram.write(&mut written);
    assert_eq!(Datagram::parse(&written), Ok(datagram));
    if let Datagram::Input(input) = datagram {
        input.events().for_each(drop);
    }
}

fuzz_target!(|bytes: &[u8]| {
    messages(bytes);
    datagram(bytes);
});
