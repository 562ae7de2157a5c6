//! Limits and timers of a connection, the same at both ends.

use std::sync::Arc;
use std::time::Duration;

use quinn::{ClientConfig, EndpointConfig, IdleTimeout, ServerConfig, TransportConfig, VarInt};

use super::QuicError;
use super::tls::{self, Credentials};

/// A peer that is silent for so long is gone.
pub(super) const IDLE_MS: u32 = 5_000;

/// An end that has nothing to say says so this often.
const KEEP_ALIVE: Duration = Duration::from_secs(1);

/// Bytes on the way on the control stream, each way: some messages of the largest size.
const STREAM_WINDOW: u32 = 16 << 10;

/// Bytes of datagrams that wait to be sent, or to be taken by the program. Older ones are dropped
/// for newer ones.
const DATAGRAM_BUFFER: usize = 64 << 10;

/// Round trip assumed before one was measured: a lost first packet is repeated after twice that.
const INITIAL_RTT: Duration = Duration::from_millis(100);

/// Bytes of handshake out of order that are kept.
const CRYPTO_BUFFER: usize = 16 << 10;

/// Packets of a handshake that are kept while the listener has not looked at it.
const INCOMING_BUFFER: u64 = 4 << 10;

/// The only version of QUIC that is spoken, RFC 9000.
pub(super) const QUIC_VERSION: u32 = 1;

fn transport(streams: u32) -> Arc<TransportConfig> {
    let mut config = TransportConfig::default();
    config
        .max_concurrent_bidi_streams(streams.into())
        .max_concurrent_uni_streams(0u32.into())
        .max_idle_timeout(Some(IdleTimeout::from(VarInt::from_u32(IDLE_MS))))
        .keep_alive_interval(Some(KEEP_ALIVE))
        .stream_receive_window(STREAM_WINDOW.into())
        .receive_window(STREAM_WINDOW.into())
        .send_window(STREAM_WINDOW.into())
        .crypto_buffer_size(CRYPTO_BUFFER)
        .datagram_receive_buffer_size(Some(DATAGRAM_BUFFER))
        .datagram_send_buffer_size(DATAGRAM_BUFFER)
        .initial_rtt(INITIAL_RTT)
        .allow_spin(false);
    Arc::new(config)
}

/// Media is told apart from QUIC by the two upper bits of the first byte, so neither end may
/// clear QUIC's fixed bit (RFC 9287). Answers of unknown connections are rare.
pub(super) fn endpoint() -> EndpointConfig {
    let mut config = EndpointConfig::default();
    config
        .supported_versions(vec![QUIC_VERSION])
        .grease_quic_bit(false)
        .min_reset_interval(Duration::from_secs(1));
    config
}

/// The host's side. `incoming` is the most first packets that may wait for the listener.
pub(super) fn server(
    credentials: &Credentials,
    incoming: usize,
) -> Result<ServerConfig, QuicError> {
    let mut config = ServerConfig::with_crypto(Arc::new(tls::server(credentials)?));
    config
        .transport_config(transport(1))
        .migration(true)
        .max_incoming(incoming)
        .incoming_buffer_size(INCOMING_BUFFER)
        .incoming_buffer_size_total(INCOMING_BUFFER * incoming as u64);
    Ok(config)
}

/// The client's side. The host opens no streams.
pub(super) fn client(credentials: &Credentials) -> Result<ClientConfig, QuicError> {
    let mut config = ClientConfig::new(Arc::new(tls::client(credentials)?));
    config.transport_config(transport(0)).version(QUIC_VERSION);
    Ok(config)
}
