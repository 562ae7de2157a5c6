//! What to do after a loss: [`client`] decides what to show and what to ask for, [`host`] what
//! such a request is worth.

pub mod client;
pub mod host;
