//! Where a stream's datagrams go, which may change while it runs.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// An address that a stream sends to. Clones are the same destination.
#[derive(Clone, Debug)]
pub struct Destination(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// Counts changes, so that senders look at the address only when there is a new one.
    changes: AtomicU64,
    address: Mutex<SocketAddr>,
}

impl Destination {
    /// A destination at `address`.
    pub fn new(address: SocketAddr) -> Destination {
        let (changes, address) = (AtomicU64::new(0), Mutex::new(address));
        Destination(Arc::new(Shared { changes, address }))
    }

    /// Sends what follows to `address`. It must be known to be the client's.
    pub fn set(&self, address: SocketAddr) {
        *self.0.address.lock().unwrap_or_else(PoisonError::into_inner) = address;
        self.0.changes.fetch_add(1, Ordering::Release);
    }

    /// Where it is now.
    pub fn address(&self) -> SocketAddr {
        *self.0.address.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A sender's view of its destination: one atomic load as long as nothing changes.
#[derive(Debug)]
pub(super) struct Route {
    destination: Destination,
    changes: u64,
    address: SocketAddr,
}

impl Route {
    pub fn new(destination: Destination) -> Route {
        // Counted first: a change in between is then seen again rather than missed.
        let changes = destination.0.changes.load(Ordering::Acquire);
        Route { changes, address: destination.address(), destination }
    }

    /// Where the next datagrams go.
    pub fn address(&mut self) -> SocketAddr {
        let changes = self.destination.0.changes.load(Ordering::Acquire);
        if changes != self.changes {
            self.changes = changes;
            self.address = self.destination.address();
        }
        self.address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_follows_its_destination() {
        let port = |port| SocketAddr::from(([127, 0, 0, 1], port));
        let destination = Destination::new(port(1));
        let mut route = Route::new(destination.clone());
        assert_eq!(route.address(), port(1));
        destination.set(port(2));
        destination.set(port(3));
        assert_eq!((route.address(), route.address()), (port(3), port(3)));
    }
}
