//! lumen bench

#![forbid(unsafe_code)]

pub mod testcard;
