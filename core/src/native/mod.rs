//! `lumen/1`, our own protocol. Specification: docs/wire-native.md.
//!
//! | module | is |
//! |---|---|
//! | [`datagram`] | input, sound, rumble, clock probes, reports |
//! | [`media`] | the datagrams of the video |
//! | [`message`] | the messages of the control stream |
//! | [`pairing`] | how a client and a host come to trust each other |
//! | [`path`] | where media may go when a client moves |
//! | [`session`] | what may be said when |
//! | [`tiles`] | where the tiles of a frame lie |
//! | [`tlv`] | how messages and their fields lie on the control stream |

pub mod datagram;
pub mod media;
pub mod message;
pub mod pairing;
pub mod path;
pub mod session;
pub mod tiles;
pub mod tlv;

#[cfg(test)]
mod vectors;
