//! Watches a stream of the test card: what each decoded picture says about itself, and when it
//! was where.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lumen_client::{FrameRecord, Observe};
use lumen_core::units::{FrameId, Micros};
use lumen_gpu::decode::Decoded;

use crate::testcard::stamp::{self, Stamp};

/// One decoded picture.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// What the picture says, if its stamp is readable.
    pub stamp: Option<Stamp>,
    /// Where it was when.
    pub record: FrameRecord,
}

/// Collects what an observer sees. Clones share it.
#[derive(Clone, Default)]
pub struct Watcher(Arc<Mutex<Vec<Seen>>>);

impl Watcher {
    /// Everything seen so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.lock().clone()
    }

    /// The newest readable stamp, and when it was decoded.
    pub fn newest(&self) -> Option<(Stamp, Micros)> {
        let seen = self.lock();
        let read = seen.iter().rev().find_map(|seen| Some((seen.stamp?, seen.record)));
        read.map(|(stamp, record)| (stamp, Micros(record.decoded)))
    }

    /// When the first picture was decoded whose stamp satisfies `wanted`.
    pub fn first(&self, wanted: impl Fn(&Stamp) -> bool) -> Option<Micros> {
        let seen = self.lock();
        let found = seen.iter().find(|seen| seen.stamp.as_ref().is_some_and(&wanted));
        found.map(|seen| Micros(seen.record.decoded))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observe for Watcher {
    fn unit(&mut self, _frame: FrameId, _bytes: &[u8]) {}

    fn picture(&mut self, picture: &Decoded<'_>, record: &FrameRecord) {
        let [luma, ..] = picture.planes;
        let stride = picture.strides[0] as usize;
        let stamp = stamp::read(luma, stride, picture.width, picture.height);
        self.lock().push(Seen { stamp, record: *record });
    }
}
