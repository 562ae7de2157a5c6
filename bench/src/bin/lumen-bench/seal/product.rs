//! The product's own sealing and opening: headers, nonces, tags where they belong, replay window.

use lumen_bench::measure::slices::{Candidate, Work};
use lumen_core::gamestream::video;
use lumen_core::seal::epoch::{Epoch, Opener, Sealer};
use lumen_core::seal::limits::Limits;
use lumen_core::seal::secret::Secret;
use lumen_core::seal::{AesGcm, TAG_LEN};
use lumen_core::units::FrameId;

use super::{Aligned, HEADER_LEN};

fn secret() -> Secret {
    Secret::new([9; 32])
}

fn limits(len: usize) -> Limits {
    Limits::for_datagrams(HEADER_LEN + len + TAG_LEN)
}

/// Header, text and tag, as they go out.
fn seal_datagram(sealer: &mut Sealer, datagram: &mut [u8]) {
    let turn = sealer.turn().expect("sequence numbers are left");
    let (header, rest) = datagram.split_at_mut(HEADER_LEN);
    header[0] = turn.epoch().0;
    header[8..].copy_from_slice(&turn.sequence().to_be_bytes());
    let (text, tag) = rest.split_at_mut(rest.len() - TAG_LEN);
    tag.copy_from_slice(&turn.seal(header, text));
}

fn open_datagram(opener: &mut Opener, datagram: &mut [u8]) {
    let (header, rest) = datagram.split_at_mut(HEADER_LEN);
    let (text, tag) = rest.split_last_chunk_mut::<TAG_LEN>().expect("a tag");
    let mut sequence = [0; 8];
    sequence.copy_from_slice(&header[8..]);
    let sequence = u64::from_be_bytes(sequence);
    let opened = opener.open(Epoch(header[0]), sequence, header, text, tag);
    opened.expect("what was sealed opens");
}

/// A datagram of `lumen/1`, `len` bytes of text.
pub fn seal(name: &'static str, len: usize) -> Candidate<'static> {
    let mut sealer = Sealer::new(secret(), limits(len));
    let mut datagram = Aligned::new(HEADER_LEN + len + TAG_LEN);
    Candidate::new(name, move || seal_datagram(&mut sealer, datagram.bytes()))
}

/// A video datagram of GameStream, `len` bytes of text.
pub fn seal_gamestream(name: &'static str, len: usize) -> Candidate<'static> {
    let key = AesGcm::new(&[9; 16]);
    let (mut datagram, mut counter) = (Aligned::new(video::SEAL_LEN + len), 0);
    Candidate::new(name, move || {
        counter += 1;
        video::seal(&key, counter, FrameId(7), datagram.bytes());
    })
}

/// Datagrams of `lumen/1` opened in place, in the order they were sealed.
pub struct Open {
    sealer: Sealer,
    opener: Opener,
    /// Bytes of a datagram.
    stride: usize,
    datagrams: Aligned,
}

impl Open {
    pub fn new(len: usize) -> Open {
        Open {
            sealer: Sealer::new(secret(), limits(len)),
            opener: Opener::new(&secret(), limits(len)),
            stride: HEADER_LEN + len + TAG_LEN,
            datagrams: Aligned::new(0),
        }
    }
}

impl Work for Open {
    fn prepare(&mut self, times: u64) {
        self.datagrams.resize(self.stride * times as usize);
        for datagram in self.datagrams.bytes().chunks_exact_mut(self.stride) {
            seal_datagram(&mut self.sealer, datagram);
        }
    }

    fn run(&mut self, times: u64) {
        for datagram in self.datagrams.bytes().chunks_exact_mut(self.stride).take(times as usize) {
            open_datagram(&mut self.opener, datagram);
        }
    }
}
