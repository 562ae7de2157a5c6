//! lumen host
