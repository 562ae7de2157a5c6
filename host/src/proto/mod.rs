//! Adapters from sockets to the protocols of `lumen-core`, and from there to streams.

mod events;
pub mod gamestream;
pub mod native;
