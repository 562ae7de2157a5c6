//! lumen client
