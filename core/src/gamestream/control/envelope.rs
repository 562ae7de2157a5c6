//! The sealed envelope around every control message.
//!
//! ```text
//!  0       2        4           8      24
//!  | 0001  | length | sequence  | tag  | ciphertext: type, length, payload |
//! ```
//!
//! Numbers are little-endian; `length` counts all that follows it. Sequences start at 0 and go up
//! over all ENet channels, which deliver out of order: hence a window, not "must be greater".
//! Source: moonlight-common-c, `ControlStream.c`, `NVCTL_ENCRYPTED_PACKET_HEADER`.

use super::ControlError;
use crate::gamestream::{Role, SessionKey};
use crate::seal::replay::ReplayWindow;
use crate::seal::{AesGcm, TAG_LEN};

/// Bytes before the ciphertext.
pub const ENVELOPE_LEN: usize = 8 + TAG_LEN;

/// Longest message, its four bytes of type and length included.
/// Source: docs/wire-gamestream.md "Limits".
pub const MAX_MESSAGE: usize = 512;

/// Longest packet.
pub const MAX_PACKET: usize = ENVELOPE_LEN + MAX_MESSAGE;

const ENCRYPTED: u16 = 0x0001;
const STREAM: u8 = b'C';
const MESSAGE_HEADER_LEN: usize = 4;

/// One end of a control stream.
pub struct ControlSeal {
    key: AesGcm,
    role: Role,
    /// `None` once every number was used.
    next: Option<u32>,
    window: ReplayWindow,
}

impl ControlSeal {
    /// The end that `role` holds under the key of the session.
    pub fn new(key: &SessionKey, role: Role) -> ControlSeal {
        let key = AesGcm::new(key.expose());
        ControlSeal { key, role, next: Some(0), window: ReplayWindow::default() }
    }

    /// Seals `message`, type and length included, into the start of `packet` and returns that
    /// part. Does not allocate.
    ///
    /// # Errors
    /// `Length` for a message above [`MAX_MESSAGE`], `Exhausted` before a number repeats.
    pub fn seal<'a>(
        &mut self,
        message: &[u8],
        packet: &'a mut [u8; MAX_PACKET],
    ) -> Result<&'a [u8], ControlError> {
        if message.len() > MAX_MESSAGE {
            return Err(ControlError::Length(message.len()));
        }
        let sequence = self.next.ok_or(ControlError::Exhausted)?;
        self.next = sequence.checked_add(1);
        let packet = &mut packet[..ENVELOPE_LEN + message.len()];
        let length = (packet.len() - MESSAGE_HEADER_LEN) as u16;
        let (header, text) = packet.split_at_mut(ENVELOPE_LEN);
        text.copy_from_slice(message);
        let tag = self.key.seal(self.role.nonce(sequence, STREAM), &[], text);
        header[..2].copy_from_slice(&ENCRYPTED.to_le_bytes());
        header[2..4].copy_from_slice(&length.to_le_bytes());
        header[4..8].copy_from_slice(&sequence.to_le_bytes());
        header[8..].copy_from_slice(&tag);
        Ok(packet)
    }

    /// Opens one packet in place and returns the message, type and length included.
    ///
    /// # Errors
    /// `Length`, `Plain`, `Cut`, `Replayed`, `Forged`. Count them; a spoofed datagram must not
    /// end a session. The state is unchanged.
    pub fn open<'a>(&mut self, packet: &'a mut [u8]) -> Result<&'a [u8], ControlError> {
        let lengths = ENVELOPE_LEN + MESSAGE_HEADER_LEN..=MAX_PACKET;
        if !lengths.contains(&packet.len()) {
            return Err(ControlError::Length(packet.len()));
        }
        let length = packet.len();
        let (header, text) = packet.split_at_mut(ENVELOPE_LEN);
        let (words, tag) = header.split_at(8);
        if u16::from_le_bytes([words[0], words[1]]) != ENCRYPTED {
            return Err(ControlError::Plain);
        }
        if usize::from(u16::from_le_bytes([words[2], words[3]])) + MESSAGE_HEADER_LEN != length {
            return Err(ControlError::Cut);
        }
        let sequence = u32::from_le_bytes([words[4], words[5], words[6], words[7]]);
        if !self.window.allows(sequence.into()) {
            return Err(ControlError::Replayed);
        }
        let mut expected = [0; TAG_LEN];
        expected.copy_from_slice(tag);
        self.key.open(self.role.peer().nonce(sequence, STREAM), &[], text, &expected)?;
        self.window.accept(sequence.into());
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::seal::Forged;

    fn seal(role: Role) -> ControlSeal {
        ControlSeal::new(&SessionKey::new(std::array::from_fn(|at| at as u8)), role)
    }

    fn sealed(from: &mut ControlSeal, message: &[u8]) -> Vec<u8> {
        from.seal(message, &mut [0; MAX_PACKET]).unwrap().to_vec()
    }

    /// Vectors: docs/wire-gamestream.md "Test vectors", control stream.
    #[test]
    fn packets_match_the_vectors() {
        let cases = [
            (
                Role::Client,
                0,
                "020302000000",
                "01001a000000000022302723537811166cb9bfead7dad4575cd629f5cafe",
            ),
            (
                Role::Client,
                2,
                "000208000400000000000000",
                "0100200002000000cba7578964fa4fa8e7185416b33e29f8a54e75964ddf1abd0172cdfb",
            ),
            (
                Role::Client,
                0x0102_0304,
                "06020c000000000807000000fffd0007",
                "010024000403020103d4ba05c822435b2a381d5197edff7416de641bb44f1b6b3e7987e691219d4d",
            ),
            (
                Role::Host,
                0,
                "0901040080030023",
                "01001c0000000000b835a2b8ace857ddcbad385dce166aa9f2dd4edacf3be801",
            ),
            (
                Role::Host,
                1,
                "0b010a00eeffc000000011112222",
                "0100220001000000feb19ce860f9493fe7ffe46e8b2b5a012a320d7067c145d84a3299c1e227",
            ),
        ];
        for (role, sequence, message, packet) in cases {
            let message = hex::decode(message).unwrap();
            let mut from = seal(role);
            from.next = Some(sequence);
            let mut bytes = sealed(&mut from, &message);
            assert_eq!(hex::encode(&bytes), packet);
            assert_eq!(seal(role.peer()).open(&mut bytes).unwrap(), message);
        }
    }

    #[test]
    fn order_does_not_matter_but_each_counts_once() {
        let (mut client, mut host) = (seal(Role::Client), seal(Role::Host));
        let first = sealed(&mut client, b"\x02\x03\x02\x00\x00\x00");
        let second = sealed(&mut client, b"\x07\x03\x01\x00\x00");
        assert!(host.open(&mut second.clone()).is_ok());
        assert!(host.open(&mut first.clone()).is_ok());
        assert_eq!(host.open(&mut first.clone()), Err(ControlError::Replayed));
        assert_eq!(host.open(&mut second.clone()), Err(ControlError::Replayed));
    }

    #[test]
    fn what_does_not_authenticate_leaves_no_trace() {
        let (mut client, mut host) = (seal(Role::Client), seal(Role::Host));
        let packet = sealed(&mut client, b"\x02\x03\x02\x00\x00\x00");
        let mut forged = packet.clone();
        forged[25] ^= 1;
        assert_eq!(host.open(&mut forged), Err(ControlError::Forged(Forged)));
        let mut longer = packet.clone();
        longer.push(0);
        assert_eq!(host.open(&mut longer), Err(ControlError::Cut));
        assert_eq!(host.open(&mut [0; 27]), Err(ControlError::Length(27)));
        assert_eq!(host.open(&mut [0; 28]), Err(ControlError::Plain));
        assert_eq!(host.open(&mut [0; 537]), Err(ControlError::Length(537)));
        assert!(host.open(&mut packet.clone()).is_ok());
    }

    #[test]
    fn a_number_never_repeats() {
        let mut client = seal(Role::Client);
        client.next = Some(u32::MAX);
        assert!(client.seal(&[0; 4], &mut [0; MAX_PACKET]).is_ok());
        assert_eq!(client.seal(&[0; 4], &mut [0; MAX_PACKET]), Err(ControlError::Exhausted));
    }

    proptest! {
        #[test]
        fn open_never_panics(mut bytes: Vec<u8>) {
            let _ = seal(Role::Host).open(&mut bytes);
        }

        #[test]
        fn what_is_sealed_is_opened(message in proptest::collection::vec(any::<u8>(), 4..512)) {
            let mut packet = sealed(&mut seal(Role::Client), &message);
            prop_assert_eq!(seal(Role::Host).open(&mut packet).unwrap(), &message[..]);
        }
    }
}
