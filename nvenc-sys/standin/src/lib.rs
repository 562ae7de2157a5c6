//! A driver that stands in for NVENC where no GPU has one. What comes out of it is *simulated*.
//!
//! The library exports NVENC's two entry points and the CUDA calls that go with them. It reads its
//! caller's structs through offsets of its own ([`layout`]), written from the header's tables and
//! not from any binding, so that a mistake in a binding does not cancel out. It is strict about
//! version words, the order of calls, nulls and handles; answers as the real driver was seen to
//! answer; keeps a journal; fails where it is told to; shows slices on a timetable. Its H.264 and
//! HEVC are real: any decoder shows exactly the picture that was put in. Its AV1 is not.
//!
//! A process steers it through [`control`], or with the variable `LUMEN_STANDIN`.
//!
//! | module | is |
//! |---|---|
//! | [`layout`] | offsets, sizes, version words of 11.1 to 13.0 |
//! | [`personality`] | which GPU, which driver, which faults |
//! | [`control`] | the test's end: configure, clock, journal |
//! | `api` | the function table |
//! | `cuda` | the CUDA calls, lavapipe's memory among them |
//! | `session` | encoders, buffers, resources |
//! | `coder` | pictures to slices |

mod api;
mod coder;
pub mod control;
mod cuda;
mod driver;
pub mod layout;
mod memory;
pub mod personality;
mod raw;
mod session;
