//! The reliable side: ENet for GameStream's control stream.

pub mod enet;
