//! One running stream: a capture thread and a stream thread with a mailbox between them.
//!
//! The one stream engine of both framings. A captured frame starts the pipeline at once; there is
//! no tick. The stream thread converts, submits, and sends each slice as it comes; others reach
//! it through [`Remote`], by atomics and a wake-up. A change of mode is a new [`Source`], made
//! beside the old one and taken over with its first frame. Dropping the [`Stream`] stops all of
//! its threads.

pub mod histogram;
mod on_gpu;
mod outlet;
mod picture;
pub mod plan;
mod remote;
pub mod repeat;
mod route;
mod running;
mod source;
pub mod stages;
mod stream_loop;
mod tile_out;
pub mod trace;

use std::io;
use std::sync::atomic::Ordering;
use std::thread::{self, JoinHandle};

use lumen_core::framing::SendFraming;
use lumen_core::packetize::Packetizer;
use lumen_transport::send::Transmit;

use crate::capture::Capture;
use remote::EndOnPanic;
pub use remote::{Remote, StreamStats};
pub use route::Destination;
pub use running::{Entry, Running};
pub use source::{Coders, Done, OpenEncoder, Retired, Source, SwapError, Swapped};
use source::{Generation, Pending, run_capture};
use stream_loop::StreamLoop;
use trace::Tracer;

/// Everything a stream is made of.
pub struct Parts<F> {
    /// Where pictures come from and what codes them.
    pub source: Source,
    /// Where they go.
    pub ways: Ways<F>,
}

/// How coded pictures leave.
pub struct Ways<F> {
    /// What cuts slices into datagrams: one for each tile, in the order of their numbers.
    pub packetizers: Vec<Packetizer<F>>,
    /// Where datagrams leave.
    pub transmit: Box<dyn Transmit>,
    /// Who gets them.
    pub destination: Destination,
    /// Where stamps go, if anybody wants them.
    pub tracer: Option<Tracer>,
}

/// A running stream. Dropping it stops and joins its threads.
pub struct Stream {
    remote: Remote,
    stream: Option<JoinHandle<()>>,
    captures: Vec<JoinHandle<()>>,
    newest: Generation,
    tiles: usize,
}

impl Stream {
    /// Starts the threads. The first frame is a key frame.
    ///
    /// # Errors
    /// What the system says when it has no thread left.
    pub fn start<F: SendFraming + Send + 'static>(parts: Parts<F>) -> io::Result<Stream> {
        let Parts { source: Source { capture, coders }, ways } = parts;
        let remote = Remote::new(coders.plan.bitrate);
        let (newest, tiles) = (Generation::FIRST, ways.packetizers.len());
        let (stream, captures) = (None, Vec::with_capacity(2));
        let mut this = Stream { remote: remote.clone(), stream, captures, newest, tiles };
        let run = move || {
            let _guard = EndOnPanic(remote.clone());
            StreamLoop::new(coders, ways, remote).run();
        };
        this.stream = Some(thread::Builder::new().name("stream".into()).spawn(run)?);
        this.capture(capture)?;
        Ok(this)
    }

    /// Shows another source as soon as its first frame is there, which becomes a key frame; until
    /// then the stream goes on as it is. Sequence numbers, frame numbers and keys go on. `done`
    /// hears how it went; a change that comes meanwhile takes the place of this one. What the old
    /// source showed must stay until then.
    ///
    /// # Errors
    /// What the system says when it has no thread left; the stream goes on.
    pub fn replace(&mut self, source: Source, done: Done) -> io::Result<()> {
        let Source { capture, coders } = source;
        if coders.tiles.len() != self.tiles {
            done(Err(SwapError::Grid));
            return Ok(());
        }
        self.reap();
        self.newest = Generation(self.newest.0 + 1);
        self.remote.0.expect(Pending { generation: self.newest, coders, done });
        if self.remote.ended().is_some() {
            // The stream thread may have looked for the last time already.
            self.give_up(SwapError::Ended);
            return Ok(());
        }
        self.capture(capture).inspect_err(|_| self.give_up(SwapError::Ended))
    }

    /// Gives up a replacement whose first frame did not come.
    pub fn give_up(&self, why: SwapError) {
        self.remote.0.give_up_pending(None, why);
    }

    /// The handle that steers the stream.
    pub fn remote(&self) -> &Remote {
        &self.remote
    }

    fn capture(&mut self, capture: Box<dyn Capture>) -> io::Result<()> {
        let (remote, generation) = (self.remote.clone(), self.newest);
        let run = move || {
            let _guard = EndOnPanic(remote.clone());
            run_capture(capture, generation, remote);
        };
        self.captures.push(thread::Builder::new().name("capture".into()).spawn(run)?);
        Ok(())
    }

    /// Joins the capture threads of sources that were replaced.
    fn reap(&mut self) {
        for thread in self.captures.extract_if(.., |thread| thread.is_finished()) {
            join(thread, &self.remote);
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.remote.0.stop.store(true, Ordering::Release);
        self.remote.0.mailbox.close();
        for thread in self.stream.take().into_iter().chain(self.captures.drain(..)) {
            join(thread, &self.remote);
        }
        self.give_up(SwapError::Ended);
    }
}

fn join(thread: JoinHandle<()>, remote: &Remote) {
    if thread.join().is_err() {
        tracing::error!(ended = ?remote.ended(), "a stream thread panicked");
    }
}

#[cfg(test)]
mod tests;
