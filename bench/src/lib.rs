//! Measurements and the means for them: the test card, a host to measure, clients to measure with.
//!
//! | module | is |
//! |---|---|
//! | [`measure`] | figures that repeat: ratios, goals, verdicts |
//! | [`testcard`] | a Wayland client whose pictures say what they are |
//! | [`fixture`] | a host of its own, as a program |
//! | [`watch`] | what our client sees of the test card |
//! | [`moonlight`] | a stock Moonlight core as a client |
//! | [`proxy`] | a network that loses video of GameStream, repeatably |
//! | [`relay`] | one that loses datagrams of `lumen/1` both ways |
//! | [`soak`] | what is watched for long, and whether it grows |
//! | [`quality`] | how close pictures are to what was painted |
//! | [`stages`] | where the time of a frame goes |
//! | [`latency`] | the same in stages that add up, for whole sessions |

#![forbid(unsafe_code)]

pub mod fixture;
pub mod latency;
pub mod measure;
pub mod moonlight;
pub mod proxy;
pub mod quality;
pub mod relay;
pub mod soak;
pub mod stages;
pub mod testcard;
pub mod watch;
