//! The latency of whole sessions, in stages that add up.
//!
//! Host and client run on one machine and stamp on its monotonic clock. Their records join by
//! frame number into one time line for each frame ([`timeline`]); a key that was pressed joins by
//! its number, which the test card paints ([`event`]). No figure leaves this module without its
//! start and end event, percentile, mode, content, machine and commit ([`report`]).
//!
//! | module | is |
//! |---|---|
//! | [`timeline`] | one frame's way, its stages and whose time they are |
//! | [`event`] | the way of a key press |
//! | [`report`] | table and JSON lines |
//! | [`headline`] | a few figures in Markdown, for a page |
//! | [`plot`] | stacked stages as SVG |
//! | [`perfetto`] | some hundred frames as a trace |

pub mod event;
pub mod headline;
pub mod perfetto;
pub mod plot;
pub mod report;
pub mod timeline;
