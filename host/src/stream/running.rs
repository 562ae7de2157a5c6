//! The streams that run, for whoever asks how they are.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::remote::Remote;

/// Streams of one protocol. Clones are the same list.
#[derive(Clone)]
pub struct Running(Arc<List>);

struct List {
    protocol: &'static str,
    streams: Mutex<Streams>,
}

#[derive(Default)]
struct Streams {
    begun: u64,
    running: BTreeMap<u64, Remote>,
}

impl Running {
    /// No stream yet of a protocol with this name.
    pub fn new(protocol: &'static str) -> Running {
        Running(Arc::new(List { protocol, streams: Mutex::default() }))
    }

    /// Name of the protocol.
    pub fn protocol(&self) -> &'static str {
        self.0.protocol
    }

    /// Puts a stream on the list, for as long as what is returned lives.
    pub fn enter(&self, remote: &Remote) -> Entry {
        let mut streams = self.lock();
        streams.begun += 1;
        let number = streams.begun;
        streams.running.insert(number, remote.clone());
        Entry { list: self.clone(), number }
    }

    /// The streams, with numbers that count from 1 and are not used again.
    pub fn streams(&self) -> Vec<(u64, Remote)> {
        let streams = self.lock();
        streams.running.iter().map(|(number, remote)| (*number, remote.clone())).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Streams> {
        self.0.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A stream's place on the list.
pub struct Entry {
    list: Running,
    number: u64,
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.list.lock().running.remove(&self.number);
    }
}
