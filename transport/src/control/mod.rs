//! The reliable side: ENet for GameStream's control stream, TLS configurations.

pub mod enet;
