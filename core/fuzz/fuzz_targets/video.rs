//! Video datagrams: header, reassembler with hostile shapes, its memory bound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lumen_core::gamestream::video;
use lumen_core::reassemble::{Reassembler, ReassemblerConfig};
use lumen_core::seal::AesGcm;
use lumen_core::units::Micros;

// Each run is a sequence of datagrams: a length byte, then as many bytes, written over a valid
// header now and then so that the fuzzer gets past the first checks.
fuzz_target!(|input: &[u8]| {
    let Some((&mode, mut rest)) = input.split_first() else { return };
    let key = (mode & 1 == 1).then(|| AesGcm::new(&[7; 16]));
    let mut reassembler = Reassembler::new(ReassemblerConfig { packet_size: 64, key });
    let mut now = 0;
    while let Some((&length, tail)) = rest.split_first() {
        let (chunk, tail) = tail.split_at(usize::from(length).min(tail.len()));
        rest = tail;
        let mut datagram = [0u8; 80];
        datagram[0] = 0x90;
        datagram[20] = 1;
        let end = chunk.len().min(datagram.len());
        datagram[16..][..end.min(64)].copy_from_slice(&chunk[..end.min(64)]);
        let _ = video::parse_header(&datagram);
        now += 100;
        if let Ok(Some(unit)) = reassembler.datagram(&mut datagram, Micros(now)) {
            assert!(unit.bytes.len() <= lumen_core::reassemble::MAX_FRAME_SHARDS * 80);
        }
    }
});
