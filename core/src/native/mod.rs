//! `lumen/1`, our own protocol. Specification: docs/wire-native.md.

pub mod media;
