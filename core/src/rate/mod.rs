//! How much leaves, and when: what the receiver saw, and what follows from it.

pub mod controller;
pub mod fec;
pub mod loss;
pub mod pacer;
