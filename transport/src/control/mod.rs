//! The reliable side: ENet for GameStream's control stream, QUIC for `lumen/1`.

pub mod enet;
pub mod quic;
