//! `lumen/1`, our own protocol. Specification: docs/wire-native.md.
//!
//! | module | is |
//! |---|---|
//! | [`media`] | the datagrams of the video |
//! | [`tlv`] | how messages and their fields lie on the control stream |

pub mod media;
pub mod tlv;
