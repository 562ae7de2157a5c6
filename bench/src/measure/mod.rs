//! Figures that repeat on a machine that others use too.
//!
//! Everything is a ratio between two ways of doing the same work, timed in turns in one process,
//! since absolute times change with the neighbours on a core and ratios hardly do. What a
//! measurement cannot vouch for is reported as not judged, never as a pass.
//!
//! | module | is |
//! |---|---|
//! | [`probe`] | what one piece of work cost: time, CPU time, preemption |
//! | [`cores`] | which cores to measure on, where it takes two |
//! | [`slices`] | code that computes, in turns of 100 us |
//! | [`runs`] | code that moves datagrams, in turns of 40 ms |
//! | [`stamps`] | work of which a part counts |
//! | [`comparison`] | what both come to: times and ratios |
//! | [`pairs`] | whether two ways differ, by pairs of runs of whole programs |
//! | [`noise`] | whether the machine let us measure |
//! | [`mod@bench`] | a measurement on one core: tries again when it was disturbed, keeps the rows |
//! | [`report`] | rows of figures, goals and verdicts; table and JSON |
//! | [`machine`] | what was measured on |

pub mod bench;
pub mod comparison;
pub mod cores;
pub mod machine;
pub mod noise;
pub mod pairs;
pub mod probe;
pub mod report;
pub mod runs;
pub mod slices;
pub mod stamps;
