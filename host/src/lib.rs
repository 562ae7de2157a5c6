//! lumen host

#![forbid(unsafe_code)]

pub mod capture;
pub mod display;
pub mod input;
pub mod process;
