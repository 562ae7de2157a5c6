//! What a lost datagram costs the receiver.

use lumen_bench::measure::bench::Bench;
use lumen_bench::measure::report::Row;
use lumen_bench::measure::slices::{Candidate, Work};
use lumen_core::native::media::MediaReceiver;
use lumen_core::reassemble::Reassembler;
use lumen_core::units::Micros;

use super::media::{self, DATAGRAM, Shape, Source};

/// Data datagrams of a frame that is one block.
const BLOCKS: [usize; 3] = [14, 28, 68];

pub fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    for data in BLOCKS {
        let shape = Shape { slices: 1, data };
        let comparison = bench.compute(&mut [
            Candidate::prepared("whole", Frames::new(shape, 0)),
            Candidate::prepared("one lost", Frames::new(shape, 1)),
        ])?;
        let [whole, lost] = [0, 1].map(|way| comparison.timings[way].median);
        let what = format!("{}: repair of one lost datagram, us", shape.name());
        bench.add(Row::value(&what, (lost - whole) / 1e3, &comparison, 1, None));
    }
    Ok(())
}

/// Frames of one block each, from datagrams to bytes.
struct Frames {
    source: Source,
    /// Data datagrams lost of each, and parity that comes instead.
    lost: usize,
    datagrams: Vec<u8>,
    reassembler: Reassembler<MediaReceiver>,
}

impl Frames {
    fn new(shape: Shape, lost: usize) -> Frames {
        let (source, reassembler) = (Source::new(shape), media::reassembler(shape));
        Frames { source, lost, datagrams: Vec::new(), reassembler }
    }
}

impl Work for Frames {
    fn prepare(&mut self, times: u64) {
        let Frames { source, lost, datagrams, .. } = self;
        datagrams.clear();
        for _ in 0..times {
            let mut data = true;
            source.push(|train| {
                // Data comes first, then parity.
                let (skip, take) =
                    if data { (*lost, train.bytes.len()) } else { (0, *lost * DATAGRAM) };
                datagrams.extend_from_slice(&train.bytes[skip * DATAGRAM..take]);
                data = false;
            });
        }
    }

    fn run(&mut self, times: u64) {
        let mut whole = 0;
        for datagram in self.datagrams.chunks_mut(DATAGRAM) {
            let unit = self.reassembler.datagram(datagram, Micros(0)).expect("datagrams of ours");
            whole += u64::from(unit.is_some());
        }
        assert_eq!(whole, times);
    }
}
