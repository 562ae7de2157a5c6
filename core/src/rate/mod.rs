//! At what pace a stream leaves.

pub mod pacer;
