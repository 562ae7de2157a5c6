//! A thread on the other core that does what it is told.

use std::io;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use lumen_bench::measure::probe::Thread;

type Order<S> = Box<dyn FnOnce(&Thread, &mut S) + Send>;

/// A thread that keeps `S`. Ends when this is dropped, after what it was told.
pub struct Peer<S> {
    orders: Option<mpsc::Sender<Order<S>>>,
    thread: Option<JoinHandle<()>>,
}

impl<S: Send + 'static> Peer<S> {
    /// Starts the thread on `core`.
    ///
    /// # Errors
    /// What the system says, for one where the core is not ours.
    pub fn start(core: usize, mut state: S) -> io::Result<Peer<S>> {
        let (orders, inbox) = mpsc::channel::<Order<S>>();
        let (ready, pinned) = mpsc::channel();
        let work = move || {
            let thread = match Thread::pin(Some(core)) {
                Ok(thread) => thread,
                Err(error) => return drop(ready.send(Err(error))),
            };
            let _ = ready.send(Ok(()));
            for order in inbox {
                order(&thread, &mut state);
            }
        };
        let thread = thread::Builder::new().name("peer".into()).spawn(work)?;
        let peer = Peer { orders: Some(orders), thread: Some(thread) };
        pinned.recv().map_err(io::Error::other)??;
        Ok(peer)
    }

    /// Tells it what to do after what it was told before.
    pub fn tell(&self, order: impl FnOnce(&Thread, &mut S) + Send + 'static) {
        let orders = self.orders.as_ref().expect("closed on drop alone");
        // A thread that panicked has said so, and whoever waits for its work gives up in time.
        let _ = orders.send(Box::new(order));
    }
}

impl<S> Drop for Peer<S> {
    fn drop(&mut self) {
        self.orders = None;
        let _ = self.thread.take().map(JoinHandle::join);
    }
}
