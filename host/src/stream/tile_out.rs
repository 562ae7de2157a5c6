//! One tile of a stream on its way out, and what is owed to a client that misses frames of it.

use lumen_core::packetize::Packetizer;
use lumen_core::reassemble::FrameRange;
use lumen_core::recovery::Ask;
use lumen_core::recovery::host::{Anchors, Next};
use lumen_core::units::{FrameId, Micros, Span};
use lumen_gpu::GpuError;
use lumen_gpu::encode::{Encode, LeftOut};
use lumen_transport::clock;

/// Longest time for which an answer to a request is taken to be under way: what the client misses
/// after it, it names.
const UNDER_WAY: Span = Span::from_millis(150);

/// The datagrams of one tile, and what is owed to those who miss some.
pub(super) struct TileOut<F> {
    pub packetizer: Packetizer<F>,
    pub answers: Anchors,
    /// What the frame at hand is to be.
    pub next: Next,
    /// How far the frame at hand is.
    pub stage: Stage,
}

/// What of a tile's frame was collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing yet.
    Submitted,
    /// A slice or more.
    Begun,
    /// Everything, or nothing was submitted.
    Over,
}

impl<F> TileOut<F> {
    /// Nothing was sent yet.
    pub fn new(packetizer: Packetizer<F>) -> TileOut<F> {
        TileOut {
            packetizer,
            answers: Anchors::default(),
            next: Next::Predicted,
            stage: Stage::Over,
        }
    }

    /// The client asks for something.
    pub fn on_ask(&mut self, ask: Ask, now: Micros) {
        self.answers.on_ask(ask, now, UNDER_WAY);
    }

    /// Decides what the next frame is to be; whether a key frame.
    pub fn decide(&mut self, frame: FrameId, encoder: &mut dyn Encode) -> Result<bool, GpuError> {
        let mut references = encoder.references();
        let oldest = references.as_deref().and_then(|references| references.oldest());
        self.next = self.answers.take(frame, oldest.unwrap_or(frame), clock::now());
        if let (Next::Before(missing), Some(references)) = (self.next, &mut references) {
            self.next = match references.leave_out(missing)? {
                LeftOut::Done => self.next,
                LeftOut::NotNeeded => Next::Predicted,
                LeftOut::Impossible => Next::Key,
            };
        }
        Ok(self.next == Next::Key)
    }

    /// The frame that was to answer a request did not come to be.
    pub fn owe_again(&mut self) {
        if std::mem::replace(&mut self.next, Next::Predicted) != Next::Predicted {
            self.answers.require_key();
        }
    }
}

/// The part of a range of frames that was sent; `next` was not.
pub(super) fn sent_part(lost: FrameRange, next: FrameId) -> Option<FrameRange> {
    let newest = FrameId(next.0.wrapping_sub(1));
    let last = if lost.last.is_before(next) { lost.last } else { newest };
    lost.first.is_before(next).then_some(FrameRange { last, ..lost })
}
