//! GameStream video datagrams: header, reassembler with hostile shapes, its memory bound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lumen_core::gamestream::framing::{VideoConfig, VideoReceiver};
use lumen_core::gamestream::video;
use lumen_core::reassemble::Reassembler;
use lumen_core::seal::AesGcm;
use lumen_core::units::{FrameId, Micros};

// Each run is a sequence of datagrams: a length byte, then as many bytes, written over a valid
// header so that the fuzzer gets past the first checks; sealed where the stream is.
fuzz_target!(|input: &[u8]| {
    let Some((&mode, mut rest)) = input.split_first() else { return };
    let key = || (mode & 1 == 1).then(|| AesGcm::new(&[7; 16]));
    let config = VideoConfig { packet_size: 64, key: key() };
    let mut reassembler = Reassembler::new(VideoReceiver::new(config));
    let (reserved, key) = (reassembler.memory(), key());
    let mut now = 0;
    while let Some((&length, tail)) = rest.split_first() {
        let (chunk, tail) = tail.split_at(usize::from(length & 0x7f).min(tail.len()));
        rest = tail;
        let mut plain = [0u8; video::HEADER_LEN + 48];
        plain[0] = 0x90;
        plain[20] = 1;
        let fields = chunk.len().min(plain.len() - 16);
        plain[16..][..fields].copy_from_slice(&chunk[..fields]);
        let cut = if length & 0x80 == 0 { plain.len() } else { 16 + fields };
        let _ = video::parse_header(&plain);
        let mut sealed = [0u8; video::SEAL_LEN + video::HEADER_LEN + 48];
        sealed[video::SEAL_LEN..].copy_from_slice(&plain);
        let datagram = match &key {
            Some(key) => {
                let datagram = &mut sealed[..video::SEAL_LEN + cut];
                video::seal(key, now, FrameId(1), datagram);
                datagram
            }
            None => &mut sealed[video::SEAL_LEN..][..cut],
        };
        now += 100;
        let max_unit = reassembler.max_unit();
        if let Ok(Some(unit)) = reassembler.datagram(datagram, Micros(now)) {
            assert!(unit.bytes.len() <= max_unit);
        }
        assert_eq!(reassembler.memory(), reserved);
    }
});
