//! Both ends of a stream of `lumen/1` as the product has them.

use lumen_core::fec::plan::{FecPolicy, parity_count};
use lumen_core::framing::{FrameHead, FrameType};
use lumen_core::native::media::{HEADER_LEN, MediaConfig, MediaReceiver, MediaSender};
use lumen_core::packetize::{Packetizer, Train};
use lumen_core::reassemble::Reassembler;
use lumen_core::seal::TAG_LEN;
use lumen_core::seal::epoch::{Opener, Sealer};
use lumen_core::seal::limits::Limits;
use lumen_core::seal::secret::Secret;
use lumen_core::units::{FrameId, Micros, Span};

use super::content::Content;

/// Bytes of every datagram.
pub const DATAGRAM: usize = 1200;

/// Bytes of its payload.
pub const PAYLOAD: usize = DATAGRAM - HEADER_LEN - TAG_LEN;

const FEC: FecPolicy = FecPolicy { percent: 20, min_parity: 2 };

/// How frames are cut. Slices fill their datagrams, so that there is no padding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Slices of a frame.
    pub slices: usize,
    /// Data datagrams of a slice.
    pub data: usize,
}

impl Shape {
    /// Parity datagrams of a slice.
    pub fn parity(self) -> usize {
        parity_count(self.data, FEC.percent).max(FEC.min_parity.into())
    }

    /// All datagrams of a slice.
    pub fn datagrams(self) -> usize {
        self.data + self.parity()
    }

    /// Bytes of a slice.
    pub fn slice_len(self) -> usize {
        self.data * PAYLOAD
    }

    /// Bytes of a frame.
    pub fn frame_len(self) -> usize {
        self.slices * self.slice_len()
    }

    /// As it stands in tables.
    pub fn name(self) -> String {
        format!("{}+{}", self.data, self.parity())
    }

    fn config(self) -> MediaConfig {
        MediaConfig {
            tile: 0,
            max_datagram: DATAGRAM,
            max_frame: self.frame_len(),
            big_blocks: false,
        }
    }
}

fn secret() -> Secret {
    Secret::new([9; 32])
}

fn limits() -> Limits {
    Limits::for_datagrams(DATAGRAM)
}

/// An encoder's place: slices that are ready, one after the other.
pub struct Source {
    shape: Shape,
    packetizer: Packetizer<MediaSender>,
    slots: Vec<u8>,
    content: Content,
    /// Slices packetized since the start.
    slices: usize,
}

impl Source {
    /// The first slice of the first frame is next.
    pub fn new(shape: Shape) -> Source {
        Source::of(shape, Content::new(shape.frame_len()))
    }

    /// The same of other content.
    pub fn of(shape: Shape, content: Content) -> Source {
        let sealer = Sealer::new(secret(), limits());
        let packetizer = Packetizer::new(MediaSender::new(shape.config(), FEC, sealer));
        let slots = vec![0; packetizer.max_slots()];
        Source { shape, packetizer, slots, content, slices: 0 }
    }

    /// How frames are cut.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Packetizes the next slice.
    pub fn push(&mut self, send: impl FnMut(Train<'_>)) {
        let (frame, slice) = self.place();
        if slice == 0 {
            self.packetizer.begin(head(frame, self.shape));
        }
        let len = self.shape.slice_len();
        let bytes = &self.content.frame(frame, self.shape.frame_len())[slice * len..][..len];
        let last = slice + 1 == self.shape.slices;
        let pushed = self.packetizer.push(bytes, last, &mut self.slots, send);
        let written = pushed.expect("the slots hold every slice");
        debug_assert_eq!(written.datagrams, self.shape.datagrams());
        self.slices += 1;
    }

    fn place(&self) -> (u32, usize) {
        ((self.slices / self.shape.slices) as u32, self.slices % self.shape.slices)
    }
}

fn head(frame: u32, shape: Shape) -> FrameHead {
    FrameHead {
        frame: FrameId(frame),
        frame_type: if frame == 0 { FrameType::Idr } else { FrameType::Predicted },
        captured: Micros(1),
        latency: Span(0),
        slices: shape.slices as u8,
    }
}

/// The other end of a [`Source`].
pub fn reassembler(shape: Shape) -> Reassembler<MediaReceiver> {
    Reassembler::new(MediaReceiver::new(shape.config(), Opener::new(&secret(), limits())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_become_full_datagrams_and_these_the_frames_again() {
        let shape = Shape { slices: 3, data: 14 };
        let (mut source, mut reassembler) = (Source::new(shape), reassembler(shape));
        let content = Content::comparing();
        for frame in 0..5 {
            for slice in 0..shape.slices {
                let (mut datagrams, mut units) = (0, 0);
                source.push(|train| {
                    assert_eq!(train.stride, DATAGRAM);
                    for datagram in train.bytes.to_vec().chunks_mut(train.stride) {
                        let unit = reassembler.datagram(datagram, Micros(0));
                        if let Ok(Some(unit)) = unit {
                            assert_eq!(unit.bytes.len(), shape.frame_len());
                            assert!(content.is_frame(frame, unit.bytes));
                            units += 1;
                        }
                        datagrams += 1;
                    }
                });
                assert_eq!(datagrams, 17);
                assert_eq!(units, usize::from(slice == 2));
            }
        }
        assert_eq!(reassembler.stats().frames, 5);
    }
}
