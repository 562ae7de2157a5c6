//! A transmitter for tests that keeps what it is given.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use super::{SendStats, Transmit};
use crate::TransportError;

/// Trains of datagrams, in the order they were sent.
pub type Trains = Arc<Mutex<Vec<Vec<Vec<u8>>>>>;

/// Keeps every train.
#[derive(Default)]
pub struct Sink {
    trains: Trains,
    stats: SendStats,
}

impl Sink {
    /// What was sent so far, shared with the test.
    pub fn trains(&self) -> Trains {
        Arc::clone(&self.trains)
    }
}

impl Transmit for Sink {
    fn send(
        &mut self,
        datagrams: &[u8],
        stride: usize,
        _to: SocketAddr,
    ) -> Result<(), TransportError> {
        let train: Vec<Vec<u8>> = datagrams.chunks(stride).map(<[u8]>::to_vec).collect();
        self.stats.datagrams += train.len() as u64;
        self.stats.calls += 1;
        self.trains.lock().unwrap_or_else(PoisonError::into_inner).push(train);
        Ok(())
    }

    fn stats(&self) -> SendStats {
        self.stats
    }

    fn method(&self) -> &'static str {
        "sink"
    }
}
