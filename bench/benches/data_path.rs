//! Frames to datagrams and back: time and bytes per second of one 720p frame's worth of work.
//!
//! Run with `make bench`. Sealing and FEC by themselves are measured by `lumen-bench`. Figures are
//! this machine's of this moment; compare rows of one run.

use divan::Bencher;
use divan::counter::BytesCount;
use lumen_core::fec::plan::FecPolicy;
use lumen_core::gamestream::video::FrameType;
use lumen_core::packetize::{FrameHead, Packetizer, PacketizerConfig};
use lumen_core::reassemble::{Reassembler, ReassemblerConfig};
use lumen_core::seal::AesGcm;
use lumen_core::units::{FrameId, Micros};

const PACKET_SIZE: u16 = 1360;
const SLICES: [usize; 4] = [5_000, 5_000, 5_000, 5_000];

fn main() {
    divan::main();
}

fn key() -> Option<AesGcm> {
    Some(AesGcm::new(&[3; 16]))
}

fn packetizer() -> Packetizer {
    let fec = FecPolicy { percent: 20, min_parity: 2 };
    Packetizer::new(PacketizerConfig { packet_size: PACKET_SIZE, fec, key: key() })
}

/// Writes one frame to `slots`; returns how many bytes of them are used.
fn write_frame(packetizer: &mut Packetizer, frame: u32, slice: &[u8], slots: &mut [u8]) -> usize {
    let stride = packetizer.datagram_len();
    let frame = FrameId(frame);
    let head = FrameHead { frame, frame_type: FrameType::Idr, timestamp: 1, latency: 0, slices: 4 };
    packetizer.begin(head);
    let mut used = 0;
    for (index, len) in SLICES.into_iter().enumerate() {
        let written = packetizer.push(&slice[..len], index == 3, &mut slots[used..]);
        used += written.map_or(0, |written| written.datagrams) * stride;
    }
    used
}

/// Four slices: copied, protected, encrypted.
#[divan::bench]
fn packetize(bencher: Bencher) {
    let (mut packetizer, slice) = (packetizer(), vec![0x5A; 5_000]);
    let mut slots = vec![0; 64 * packetizer.datagram_len()];
    let mut frame = 0;
    bencher.counter(BytesCount::new(SLICES.iter().sum::<usize>())).bench_local(|| {
        frame += 1;
        write_frame(&mut packetizer, frame, &slice, &mut slots)
    });
}

/// The same frame received: decrypted, put together, one datagram in nine repaired.
#[divan::bench]
fn reassemble(bencher: Bencher) {
    let (mut packetizer, slice) = (packetizer(), vec![0x5A; 5_000]);
    let stride = packetizer.datagram_len();
    let mut slots = vec![0; 64 * stride];
    let config = ReassemblerConfig { packet_size: PACKET_SIZE, key: key() };
    let mut reassembler = Reassembler::new(config);
    let mut frame = 0;
    bencher
        .counter(BytesCount::new(SLICES.iter().sum::<usize>()))
        .with_inputs(|| {
            frame += 1;
            let used = write_frame(&mut packetizer, frame, &slice, &mut slots);
            slots[..used].to_vec()
        })
        .bench_local_values(|mut datagrams| {
            for (index, datagram) in datagrams.chunks_exact_mut(stride).enumerate() {
                if index % 9 != 1 {
                    let _ = reassembler.datagram(datagram, Micros(1));
                }
            }
        });
}
