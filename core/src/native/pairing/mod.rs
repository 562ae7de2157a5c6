//! Pairing: client and host come to trust each other's certificate by a PIN.
//!
//! The host shows the PIN, the user types it at the client. SPAKE2 over the group of Ed25519 turns
//! it into a key that both ends have if, and only if, both used the same PIN. What is sent tells
//! nothing about the PIN; who takes part gets to try one PIN for each run. The key is tied to both
//! certificates and to the TLS connection, so it differs when somebody sits between the two.
//!
//! ```text
//!  client                                  host
//!  Pair { name, share }      ──────────►   takes a try off the desk
//!                            ◄──────────   PairShare { share }
//!  PairConfirm { proof }     ──────────►   checks, stores the client
//!  checks, pins the host     ◄──────────   Paired { proof },  or Bye { WrongPin }
//! ```
//!
//! | module | is |
//! |---|---|
//! | `mod` | the exchange, without I/O |
//! | [`desk`] | which PIN counts, and how often |
//! | [`message`] | its messages |
//!
//! Source: docs/wire-native.md "Pairing"; RFC 9382 for the exchange, with the constants and the
//! transcript of the library `spake2`.

use std::fmt;
use std::str::FromStr;

use ring::hkdf::{HKDF_SHA256, Prk, Salt};
use ring::hmac;
use spake2::{Ed25519Group, Identity, Password, Spake2};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

use crate::gamestream::pairing::Fingerprint;

pub mod desk;
pub mod message;
#[cfg(test)]
pub(crate) mod tests;

/// Digits of a PIN.
pub const PIN_LEN: usize = 6;

/// Bytes of a share: which side it is of, and a point.
pub const SHARE_LEN: usize = 33;

/// Bytes of a proof.
pub const PROOF_LEN: usize = 32;

/// First bytes of what the keys are derived with: the protocol, as TLS names it.
const PROTOCOL: &[u8] = b"lumen/1 pairing";

/// Why a pairing does not come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PairingError {
    /// A text that is no PIN.
    #[error("a PIN has six digits")]
    PinForm,
    /// The peer's share is no point, or of the wrong side.
    #[error("the peer does not know how to pair")]
    Share,
    /// The peer's proof is wrong.
    #[error("wrong PIN; if it was typed right, somebody sits between client and host")]
    WrongPin,
}

/// Six digits; overwritten when dropped, never printed but by [`Pin::expose`].
#[derive(Clone, PartialEq, Eq)]
pub struct Pin([u8; PIN_LEN]);

impl Pin {
    /// A PIN as good as `random`, which is nobody else's.
    pub fn from_random(random: [u8; 8]) -> Pin {
        let mut number = u64::from_le_bytes(random) % 10u64.pow(PIN_LEN as u32);
        let mut digits = [b'0'; PIN_LEN];
        for digit in digits.iter_mut().rev() {
            *digit += (number % 10) as u8;
            number /= 10;
        }
        Pin(digits)
    }

    /// The digits, to be shown to the user.
    pub fn expose(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Pin {
    type Err = PairingError;

    /// Six digits; blanks between them do not matter.
    fn from_str(text: &str) -> Result<Pin, PairingError> {
        let mut pin = Pin([0; PIN_LEN]);
        let mut digits = text.bytes().filter(|byte| *byte != b' ');
        for digit in &mut pin.0 {
            let byte = digits.next().filter(u8::is_ascii_digit);
            *digit = byte.ok_or(PairingError::PinForm)?;
        }
        if digits.next().is_some() { Err(PairingError::PinForm) } else { Ok(pin) }
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(..)")
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// What a pairing is tied to: both certificates, and the TLS connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Of the client's certificate.
    pub client: Fingerprint,
    /// Of the host's certificate.
    pub host: Fingerprint,
    /// Exported from TLS; equal at both ends of one connection only.
    pub connection: [u8; 32],
}

/// One end's half of the exchange, as it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share(pub [u8; SHARE_LEN]);

/// That its sender has the key. Compared in constant time.
#[derive(Clone, Copy, Debug)]
pub struct Proof(pub [u8; PROOF_LEN]);

impl PartialEq for Proof {
    fn eq(&self, other: &Proof) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Proof {}

/// The client, waiting for the host's share.
pub struct ClientPairing(Half);

impl ClientPairing {
    /// Begins; the share is for [`message::Pair`].
    pub fn start(pin: &Pin, binding: Binding) -> (ClientPairing, Share) {
        let half = Half::new(binding, |[client, host]| {
            Spake2::start_a(&Password::new(pin.0), &client, &host)
        });
        let share = half.share;
        (ClientPairing(half), share)
    }

    /// Takes the host's share. The proof is for the host; the rest waits for its own.
    ///
    /// # Errors
    /// `Share`.
    pub fn on_share(self, host: Share) -> Result<(Confirming, Proof), PairingError> {
        let client = self.0.share;
        let [ours, theirs] = self.0.proofs(host, client, host)?;
        Ok((Confirming(theirs), ours))
    }
}

/// The client, waiting for the host's proof.
pub struct Confirming(Proof);

impl Confirming {
    /// Whether the host knows the PIN too: then its certificate is to be pinned.
    ///
    /// # Errors
    /// `WrongPin`.
    pub fn on_proof(self, host: Proof) -> Result<(), PairingError> {
        if self.0 == host { Ok(()) } else { Err(PairingError::WrongPin) }
    }
}

/// The host, waiting for the client's proof.
pub struct HostPairing {
    expected: Proof,
    answer: Proof,
}

impl HostPairing {
    /// Takes the client's share, which costs it one try of `pin`. The share is the answer.
    ///
    /// # Errors
    /// `Share`.
    pub fn on_share(
        pin: &Pin,
        binding: Binding,
        client: Share,
    ) -> Result<(HostPairing, Share), PairingError> {
        let half = Half::new(binding, |[client, host]| {
            Spake2::start_b(&Password::new(pin.0), &client, &host)
        });
        half.answer(client)
    }

    /// Takes the client's proof. If it is right, the client is to be trusted, and the proof that
    /// is returned tells it so.
    ///
    /// # Errors
    /// `WrongPin`; the client learns nothing else.
    pub fn on_proof(self, client: Proof) -> Result<Proof, PairingError> {
        if self.expected == client { Ok(self.answer) } else { Err(PairingError::WrongPin) }
    }
}

/// What both ends have in common.
struct Half {
    spake: Spake2<Ed25519Group>,
    share: Share,
    binding: Binding,
}

impl Half {
    fn new(
        binding: Binding,
        start: impl FnOnce([Identity; 2]) -> (Spake2<Ed25519Group>, Vec<u8>),
    ) -> Half {
        let Binding { client, host, .. } = binding;
        let (spake, message) = start([client, host].map(|end| Identity::new(&end.0)));
        let mut share = Share([0; SHARE_LEN]);
        share.0.copy_from_slice(&message);
        Half { spake, share, binding }
    }

    fn answer(self, client: Share) -> Result<(HostPairing, Share), PairingError> {
        let host = self.share;
        let [expected, answer] = self.proofs(client, client, host)?;
        Ok((HostPairing { expected, answer }, host))
    }

    /// The proofs of client and host.
    fn proofs(self, peer: Share, client: Share, host: Share) -> Result<[Proof; 2], PairingError> {
        let key = self.spake.finish(&peer.0).map_err(|_| PairingError::Share)?;
        let key = Zeroizing::new(key);
        let key = Salt::new(HKDF_SHA256, &self.binding.connection).extract(&key);
        let ends = [self.binding.client.0, self.binding.host.0].concat();
        let spoken = [client.0, host.0].concat();
        let proof = |end: &[u8]| prove(&key, end, &[&ends[..], &spoken].concat());
        Ok([proof(b"client"), proof(b"host")])
    }
}

/// HMAC of `said` with a key for this end alone.
fn prove(key: &Prk, end: &[u8], said: &[u8]) -> Proof {
    let info = [PROTOCOL, b" ", end];
    let okm = key.expand(&info, hmac::HMAC_SHA256).expect("a key is shorter than 255 hashes");
    let tag = hmac::sign(&hmac::Key::from(okm), said);
    let mut proof = Proof([0; PROOF_LEN]);
    proof.0.copy_from_slice(tag.as_ref());
    proof
}
