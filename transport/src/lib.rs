//! lumen transport
