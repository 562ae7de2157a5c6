//! `lumen/1`, our own protocol. Specification: docs/wire-native.md.
//!
//! | module | is |
//! |---|---|
//! | [`datagram`] | input, sound, rumble, clock probes, reports |
//! | [`input`] | each input event exactly once and in order, over datagrams that get lost |
//! | [`media`] | the datagrams of the video |
//! | [`message`] | the messages of the control stream |
//! | [`pairing`] | how a client and a host come to trust each other |
//! | [`path`] | where media may go when a client moves |
//! | [`rumble`] | motors that never run on after a loss |
//! | [`session`] | what may be said when |
//! | [`tiles`] | where the tiles of a frame lie |
//! | [`tlv`] | how messages and their fields lie on the control stream |

pub mod datagram;
pub mod input;
pub mod media;
pub mod message;
pub mod pairing;
pub mod path;
pub mod rumble;
pub mod session;
pub mod tiles;
pub mod tlv;

#[cfg(test)]
mod vectors;
