//! The PIN pairing: how host and client come to trust each other's certificates.
//!
//! ```text
//! phase  client                                  host
//!   1    salt, certificate             ───────►  asks its user for the PIN, answers certificate
//!   2    E(C)                          ───────►  E(H(C, host signature, S), N)
//!   3    E(H(N, client signature, T))  ───────►  S, signed
//!   4    T, signed                     ───────►  checks both, stores the client
//!   5    any request over mutual TLS   ───────►  paired
//! ```
//!
//! E is AES-128-ECB under SHA-256(salt, PIN), H is SHA-256; C, S, N and T are random, and a
//! signature is that inside the certificate. The scheme is weak against whoever relays it (an
//! observer can compute the PIN from a finished exchange), so the host allows one attempt at a
//! time, each phase once, and forgets everything on the first failure.
//! Source: moonlight-qt, `nvpairingmanager.cpp`; docs/wire-gamestream.md "Pairing".

mod certificate;
mod client;
mod crypto;
mod host;
mod message;
#[cfg(test)]
pub(crate) mod tests;

pub use certificate::{Certificate, CertificateError, Fingerprint, Identity};
pub use client::{ClientPairing, ClientRandom, ClientStep};
pub use crypto::Pin;
pub use host::{AttemptId, HostPairing, HostRandom, HostStep, Pending, Requester};
pub use message::{PairReply, PairRequest};

use super::nvhttp::{NvError, Reply, Status};

/// Why a pairing, or a step of it, fails.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PairingError {
    /// The message is not of its form, or the peer answered with an error status.
    #[error(transparent)]
    Message(#[from] NvError),
    /// The peer's certificate cannot be used.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// A PIN is four digits.
    #[error("a PIN is four digits")]
    PinForm,
    /// Another attempt is in progress on the host.
    #[error("another pairing is in progress")]
    Busy,
    /// Too many attempts failed in the last minute.
    #[error("too many failed pairings, wait a minute")]
    TooManyFailures,
    /// The message belongs to no attempt, or to one that has expired.
    #[error("no pairing is in progress")]
    NotPending,
    /// The message is not the one that this attempt waits for.
    #[error("pairing message out of order")]
    OutOfOrder,
    /// The two sides used different PINs.
    #[error("wrong PIN")]
    WrongPin,
    /// The peer does not hold the key of the certificate it sent.
    #[error("peer does not own its certificate")]
    NotTheOwner,
    /// The host said no.
    #[error("host refused to pair")]
    Refused,
}

impl PairingError {
    /// What the host answers for it.
    ///
    /// A busy host says "paired" without a certificate, which clients show as such; a failed
    /// proof is an ordinary "not paired". Source: docs/wire-gamestream.md "Pairing".
    pub fn reply(&self) -> String {
        match self {
            Self::Busy => PairReply::Accepted.write(),
            Self::WrongPin | Self::NotTheOwner | Self::Refused => PairReply::Rejected.write(),
            other => {
                let refusal = Reply::refusal(Status::BAD_REQUEST, &other.to_string());
                refusal.element("paired", 0).finish()
            }
        }
    }
}
