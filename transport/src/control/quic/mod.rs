//! QUIC for `lumen/1`: control stream and side planes, on the socket that media uses too.
//!
//! | module | is |
//! |---|---|
//! | [`socket`] | one UDP socket for QUIC and media, told apart by the first byte |
//! | [`tls`] | certificates: whoever holds the key is let through, with a fingerprint |
//! | [`listener`] | the host's end, and how many strangers it bears |
//! | [`connector`] | the client's end |
//! | [`connection`] | datagrams, media secrets, the address that media may go to |
//! | [`stream`] | messages on the control stream |
//!
//! A connection proves only which certificate the peer has the key of. Whether that is one to
//! trust is decided by the caller, from [`Connection::peer`], before it acts on any message.
//!
//! All futures run on the tokio runtime in which the end was made; those that say so may be
//! dropped half-way without loss. Source: docs/wire-native.md "Connection".

mod config;
pub mod connection;
pub mod connector;
mod error;
mod gate;
pub mod listener;
mod path;
mod queue;
pub mod socket;
pub mod stream;
#[cfg(test)]
mod tests;
pub mod tls;

pub use connection::{Connection, MediaSecrets};
pub use connector::Connector;
pub use error::QuicError;
pub use listener::Listener;
pub use socket::{MediaReader, QuicInbox, SharedSocket};
pub use stream::{ControlReader, ControlWriter};
pub use tls::Credentials;

/// Name and major version of the protocol in the TLS handshake.
pub const ALPN: &[u8] = b"lumen/1";

/// UDP port of a host unless its settings say otherwise.
pub const DEFAULT_PORT: u16 = 48_009;

/// Bytes that nobody can guess.
fn random<const LEN: usize>() -> [u8; LEN]
where
    [u8; LEN]: ring::rand::RandomlyConstructable,
{
    ring::rand::generate(&ring::rand::SystemRandom::new())
        .expect("the system has random numbers, as TLS needs them too")
        .expose()
}
