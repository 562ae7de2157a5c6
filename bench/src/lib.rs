//! lumen bench
