//! The protocol that stock Moonlight clients speak, both roles of it.
//!
//! Each module turns bytes into checked types and back, so the host, our own test client and the
//! fuzzers share one reading of the wire. Only the newest dialect is spoken: that of hosts whose
//! version is [`APP_VERSION`]. Source: docs/wire-gamestream.md.
//!
//! | module | is |
//! |---|---|
//! | [`nvhttp`] | requests and XML replies of the HTTP control plane |
//! | [`pairing`] | the PIN pairing, host and client |
//! | [`rtsp`], [`rtsp_seal`], [`sdp`] | the session handshake, its encryption, its bodies |
//! | [`control`], [`input`] | messages of the control stream |
//! | [`video`], [`framing`], [`audio`] | the media streams |

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroize;

pub mod audio;
pub mod control;
pub mod framing;
pub mod input;
pub mod nvhttp;
pub mod pairing;
pub mod rtsp;
pub mod rtsp_seal;
pub mod sdp;
pub mod video;

/// The `appversion` of a host of this dialect: its negative last part switches on the client's
/// Sunshine extensions. Source: moonlight-common-c, `Connection.c`, `AppVersionQuad`.
pub const APP_VERSION: &str = "7.1.431.-1";

/// The `GfeVersion` that front ends compare. Source: docs/wire-gamestream.md "serverinfo".
pub const GFE_VERSION: &str = "3.23.0.74";

/// The key of one session: everything after `/launch` is sealed with it (`rikey` on the wire).
///
/// Compared in constant time, overwritten when dropped, and never printed.
#[derive(Clone)]
pub struct SessionKey([u8; 16]);

impl SessionKey {
    /// A key made of these bytes.
    pub fn new(bytes: [u8; 16]) -> SessionKey {
        SessionKey(bytes)
    }

    /// The bytes, for the cipher and for the launch request.
    pub fn expose(&self) -> &[u8; 16] {
        &self.0
    }
}

impl PartialEq for SessionKey {
    fn eq(&self, other: &SessionKey) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for SessionKey {}

impl Drop for SessionKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionKey")
    }
}

/// Which end of the wire this is; it decides the direction bytes of the nonces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The machine that streams.
    Host,
    /// The machine that watches.
    Client,
}

impl Role {
    /// The other end.
    pub fn peer(self) -> Role {
        match self {
            Self::Host => Self::Client,
            Self::Client => Self::Host,
        }
    }

    /// The nonce of a text message: sequence, zeros, who sent it, in which stream.
    /// Source: moonlight-common-c, `RtspConnection.c` and `ControlStream.c`.
    fn nonce(self, sequence: u32, stream: u8) -> [u8; 12] {
        let mut nonce = [0; 12];
        nonce[..4].copy_from_slice(&sequence.to_le_bytes());
        nonce[10] = match self {
            Self::Host => b'H',
            Self::Client => b'C',
        };
        nonce[11] = stream;
        nonce
    }
}

/// A set of streams to encrypt beyond RTSP. Source: moonlight-common-c, `Limelight-internal.h`,
/// `SS_ENC_*`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Encryption(pub u32);

impl Encryption {
    /// The control stream, with nonces that never repeat.
    pub const CONTROL: Encryption = Encryption(1);
    /// Video.
    pub const VIDEO: Encryption = Encryption(2);
    /// Audio.
    pub const AUDIO: Encryption = Encryption(4);
    /// All of them.
    pub const ALL: Encryption = Encryption(7);

    /// True when every stream of `other` is in this set.
    pub fn contains(self, other: Encryption) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    pub const fn with(self, other: Encryption) -> Encryption {
        Encryption(self.0 | other.0)
    }
}

/// The 16 characters by which a UDP ping proves which session it belongs to.
///
/// Sent in clear, so it binds flows but keeps no secret. Source: moonlight-common-c,
/// `Limelight-internal.h`, `SS_PING`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PingPayload([u8; 16]);

impl PingPayload {
    /// The payload that spells these random bytes as upper-case hex digits.
    pub fn from_random(random: [u8; 8]) -> PingPayload {
        let mut text = [0; 16];
        for (pair, byte) in text.chunks_exact_mut(2).zip(random) {
            pair[0] = hex_digit(byte >> 4);
            pair[1] = hex_digit(byte & 15);
        }
        PingPayload(text)
    }

    /// A payload as the client reads it: exactly 16 visible ASCII characters.
    pub fn parse(text: &str) -> Option<PingPayload> {
        let bytes: [u8; 16] = text.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_graphic).then_some(PingPayload(bytes))
    }

    /// The characters as sent.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for PingPayload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&byte| write!(f, "{}", char::from(byte)))
    }
}

fn hex_digit(nibble: u8) -> u8 {
    match nibble {
        0..=9 => b'0' + nibble,
        _ => b'A' + nibble - 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_never_printed() {
        assert_eq!(format!("{:?}", SessionKey::new([0x5a; 16])), "SessionKey");
    }

    #[test]
    fn ping_payloads_are_sixteen_characters() {
        let payload = PingPayload::from_random([0x7a, 0x31, 0xf0, 0x9c, 0x55, 0xe2, 0xb8, 0x4d]);
        assert_eq!(payload.to_string(), "7A31F09C55E2B84D");
        assert_eq!(PingPayload::parse("7A31F09C55E2B84D"), Some(payload));
        assert_eq!(PingPayload::parse("7A31F09C55E2B84"), None);
        assert_eq!(PingPayload::parse("7A31 09C55E2B84D"), None);
    }
}
