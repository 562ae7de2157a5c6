//! Encrypted RTSP: every message of the handshake is one sealed record.
//!
//! ```text
//!  0           4           8           24
//!  | 1, length | sequence  | tag       | ciphertext of the whole message |
//! ```
//!
//! Both numbers are big-endian, the top bit of the first one is always set. Sequences start at 1
//! and go up across all connections of a handshake. Source: moonlight-common-c,
//! `RtspConnection.c`, `ENC_RTSP_HEADER`; docs/wire-gamestream.md "Encrypted RTSP".

use super::rtsp::MAX_MESSAGE;
use super::{Role, SessionKey};
use crate::seal::{AesGcm, Forged, TAG_LEN};

/// Bytes before the ciphertext.
pub const HEADER_LEN: usize = 8 + TAG_LEN;

const ENCRYPTED: u32 = 0x8000_0000;
const STREAM: u8 = b'R';

/// Why a record is refused. The connection is then closed without a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// The top bit is not set: plain text where only sealed records are allowed.
    #[error("RTSP message is not encrypted")]
    Plain,
    /// Longer than any message may be, or empty.
    #[error("encrypted RTSP message of {0} bytes")]
    Length(usize),
    /// The record is longer or shorter than its header says.
    #[error("encrypted RTSP record is cut or followed by more")]
    Cut,
    /// The sequence number is not above the last one.
    #[error("encrypted RTSP record was seen before")]
    Replayed,
    /// The tag does not match.
    #[error(transparent)]
    Forged(#[from] Forged),
    /// Every sequence number was used.
    #[error("encrypted RTSP sequence is exhausted")]
    Exhausted,
}

/// How many bytes the record takes that begins with `received`; `None` when fewer than four
/// are there to tell.
///
/// # Errors
/// `Plain`, `Length`, before anything is allocated for it.
pub fn record_length(received: &[u8]) -> Result<Option<usize>, RecordError> {
    let Some((word, _)) = received.split_first_chunk() else { return Ok(None) };
    let word = u32::from_be_bytes(*word);
    if word & ENCRYPTED == 0 {
        return Err(RecordError::Plain);
    }
    let length = (word & !ENCRYPTED) as usize;
    if length == 0 || length > MAX_MESSAGE {
        return Err(RecordError::Length(length));
    }
    Ok(Some(HEADER_LEN + length))
}

/// One end of an encrypted handshake: both directions, for all its connections.
pub struct RtspSeal {
    key: AesGcm,
    role: Role,
    last_sent: u32,
    last_received: u32,
}

impl RtspSeal {
    /// The end that `role` holds under the key of the session.
    pub fn new(key: &SessionKey, role: Role) -> RtspSeal {
        RtspSeal { key: AesGcm::new(key.expose()), role, last_sent: 0, last_received: 0 }
    }

    /// Seals one message into a record.
    ///
    /// # Errors
    /// `Length` for a message that no peer takes, `Exhausted` before a number repeats.
    pub fn seal(&mut self, message: &[u8]) -> Result<Vec<u8>, RecordError> {
        if message.is_empty() || message.len() > MAX_MESSAGE {
            return Err(RecordError::Length(message.len()));
        }
        let sequence = self.last_sent.checked_add(1).ok_or(RecordError::Exhausted)?;
        self.last_sent = sequence;
        let mut record = vec![0; HEADER_LEN + message.len()];
        let (header, text) = record.split_at_mut(HEADER_LEN);
        text.copy_from_slice(message);
        let tag = self.key.seal(self.role.nonce(sequence, STREAM), &[], text);
        header[..4].copy_from_slice(&(ENCRYPTED | message.len() as u32).to_be_bytes());
        header[4..8].copy_from_slice(&sequence.to_be_bytes());
        header[8..].copy_from_slice(&tag);
        Ok(record)
    }

    /// Opens one whole record in place and returns the message.
    ///
    /// The host takes only sequence numbers above the last; stock hosts may send any number, so
    /// the client takes any.
    ///
    /// # Errors
    /// Any of [`RecordError`] but `Exhausted`; the state is then unchanged.
    pub fn open<'a>(&mut self, record: &'a mut [u8]) -> Result<&'a mut [u8], RecordError> {
        if record_length(record)? != Some(record.len()) {
            return Err(RecordError::Cut);
        }
        let (header, text) = record.split_at_mut(HEADER_LEN);
        let (mut sequence, mut tag) = ([0; 4], [0; TAG_LEN]);
        sequence.copy_from_slice(&header[4..8]);
        tag.copy_from_slice(&header[8..]);
        let sequence = u32::from_be_bytes(sequence);
        if self.role == Role::Host && sequence <= self.last_received {
            return Err(RecordError::Replayed);
        }
        self.key.open(self.role.peer().nonce(sequence, STREAM), &[], text, &tag)?;
        self.last_received = sequence;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OPTIONS: &[u8] = b"OPTIONS rtsp://0.0.0.0:48010 RTSP/1.0\r\n\
        CSeq: 1\r\nX-GS-ClientVersion: 14\r\nHost: 0.0.0.0\r\n\r\n";
    const REPLY: &[u8] = b"RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n";

    fn seal(role: Role) -> RtspSeal {
        RtspSeal::new(&SessionKey::new(std::array::from_fn(|at| at as u8)), role)
    }

    /// Vectors: docs/wire-gamestream.md "Test vectors", encrypted RTSP.
    #[test]
    fn records_match_the_vectors() {
        let record = seal(Role::Client).seal(OPTIONS).unwrap();
        assert_eq!(
            hex::encode(record),
            "8000005900000001d27783ace3f06b5aa18412fb3a4449f5\
             9fe452003a42126629e9a38daca4f663a0b4c5ec51aa0265930c8c3181ede1fa583ffad30508461a\
             ebf911908cd92b11a0a3b8f2713d639beabb9acf618e39892ab13bdfb2487bc34e325b83463c5ce1\
             9059557356a1be78be"
        );
        let record = seal(Role::Host).seal(REPLY).unwrap();
        assert_eq!(
            hex::encode(record),
            "8000001c00000001f1734c68fca6356daf5717bc54c6f6a2\
             600872b43a271f6b4fc685cedf9a7cb84351077c0cc521456e1d06e9"
        );
    }

    #[test]
    fn the_host_takes_each_record_once() {
        let (mut client, mut host) = (seal(Role::Client), seal(Role::Host));
        let first = client.seal(OPTIONS).unwrap();
        let second = client.seal(OPTIONS).unwrap();
        assert_eq!(host.open(&mut second.clone()).unwrap(), OPTIONS);
        assert_eq!(host.open(&mut second.clone()), Err(RecordError::Replayed));
        assert_eq!(host.open(&mut first.clone()), Err(RecordError::Replayed));
    }

    #[test]
    fn a_forged_record_uses_up_no_number() {
        let (mut client, mut host) = (seal(Role::Client), seal(Role::Host));
        let record = client.seal(OPTIONS).unwrap();
        let mut forged = record.clone();
        forged[30] ^= 1;
        assert_eq!(host.open(&mut forged), Err(RecordError::Forged(Forged)));
        assert!(host.open(&mut record.clone()).is_ok());
        let mut echoed = seal(Role::Host).seal(REPLY).unwrap();
        assert_eq!(host.open(&mut echoed), Err(RecordError::Replayed));
        host.last_received = 0;
        let mut echoed = seal(Role::Host).seal(REPLY).unwrap();
        assert_eq!(host.open(&mut echoed), Err(RecordError::Forged(Forged)));
    }

    #[test]
    fn lengths_are_checked_first() {
        assert_eq!(record_length(b"OPTI"), Err(RecordError::Plain));
        assert_eq!(record_length(&[0x80, 0, 0]), Ok(None));
        assert_eq!(record_length(&[0x80, 0, 0, 0]), Err(RecordError::Length(0)));
        assert_eq!(record_length(&[0x80, 1, 0, 1]), Err(RecordError::Length(65_537)));
        let mut record = seal(Role::Client).seal(OPTIONS).unwrap();
        record.push(0);
        assert_eq!(seal(Role::Host).open(&mut record), Err(RecordError::Cut));
    }

    #[test]
    fn a_number_never_repeats() {
        let mut client = seal(Role::Client);
        client.last_sent = u32::MAX - 1;
        assert!(client.seal(OPTIONS).is_ok());
        assert_eq!(client.seal(OPTIONS), Err(RecordError::Exhausted));
    }

    proptest! {
        #[test]
        fn open_never_panics(mut bytes: Vec<u8>) {
            let _ = record_length(&bytes);
            let _ = seal(Role::Host).open(&mut bytes);
        }

        #[test]
        fn what_is_sealed_is_opened(messages in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..300), 1..5)) {
            let (mut client, mut host) = (seal(Role::Client), seal(Role::Host));
            for message in messages {
                let mut record = client.seal(&message).unwrap();
                prop_assert_eq!(host.open(&mut record).unwrap(), &message[..]);
                let mut record = host.seal(&message).unwrap();
                prop_assert_eq!(client.open(&mut record).unwrap(), &message[..]);
            }
        }
    }
}
