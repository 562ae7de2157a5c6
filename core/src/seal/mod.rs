//! Authenticated encryption of datagrams and messages.
//!
//! AES-128-GCM in place, by `ring`. GameStream lays out its nonces itself and uses [`AesGcm`]
//! with them; `lumen/1` has [`epoch`], which hands out sequence numbers, builds nonces and changes
//! keys in time. A nonce must never repeat under one key.
//!
//! | module | is |
//! |---|---|
//! | [`aes_gcm`] | the cipher, and a second implementation of it |
//! | [`nonce`] | keys whose nonce is a salt and a sequence number |
//! | [`secret`] | the chain of secrets that keys come from |
//! | [`limits`] | how much one key may protect |
//! | [`replay`] | the window that refuses a sequence number twice |
//! | [`epoch`] | sender and receiver that change keys |

pub mod aes_gcm;
pub mod epoch;
pub mod limits;
pub mod nonce;
pub mod replay;
pub mod secret;

pub use aes_gcm::AesGcm;

/// Bytes of a GCM tag.
pub const TAG_LEN: usize = 16;

/// Bytes of a GCM nonce.
pub const NONCE_LEN: usize = 12;

/// Bytes of a key of AES-128.
pub const KEY_LEN: usize = 16;

/// What proves a text and its associated data.
pub type Tag = [u8; TAG_LEN];

/// A datagram or message that is not what its key's owner sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("authentication tag does not match")]
pub struct Forged;
