//! Media datagrams of lumen/1: garbage before the cipher, and hostile shapes of a peer that has
//! the key; the reassembler's memory bound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lumen_core::fec::plan::{BlockShape, FecPolicy};
use lumen_core::framing::{FrameHead, FrameType, SendFraming, ShardPlace};
use lumen_core::native::media::{HEADER_LEN, MediaConfig, MediaReceiver, MediaSender};
use lumen_core::reassemble::Reassembler;
use lumen_core::seal::TAG_LEN;
use lumen_core::seal::epoch::{Opener, Sealer};
use lumen_core::seal::limits::Limits;
use lumen_core::seal::secret::Secret;
use lumen_core::units::{FrameId, Micros, Span};

const CONFIG: MediaConfig =
    MediaConfig { tile: 0, max_datagram: 128, max_frame: 1 << 14, big_blocks: false };

// Each run is a sequence of ten-byte operations.
fuzz_target!(|input: &[u8]| {
    let limits = Limits::for_datagrams(128).at_most(64, 1 << 20);
    let secret = || Secret::new([9; 32]);
    let fec = FecPolicy { percent: 20, min_parity: 2 };
    let mut sender = MediaSender::new(CONFIG, fec, Sealer::new(secret(), limits));
    let receiver = MediaReceiver::new(CONFIG, Opener::new(&secret(), limits));
    let mut reassembler = Reassembler::new(receiver);
    let reserved = reassembler.memory();
    let mut last: Vec<u8> = Vec::new();
    for (step, operation) in input.as_chunks::<10>().0.iter().enumerate() {
        let [kind, frame, block, data, parity, index, end, payload, far, flags] = *operation;
        let mut datagram = [0x5A; 128];
        let mut len = HEADER_LEN + usize::from(payload % 81) + TAG_LEN;
        match kind % 4 {
            // What the network may do to any datagram.
            0 => datagram.copy_from_slice(&operation.repeat(13)[..128]),
            1 if !last.is_empty() => {
                len = last.len();
                datagram[..len].copy_from_slice(&last);
                datagram[usize::from(index) % len] ^= data;
            }
            // What a peer with the key may say.
            _ => {
                let frame = u32::from(frame % 12).wrapping_sub(u32::from(far) << 24);
                let block = u16::from(block);
                let many = if far & 1 == 1 { 16 } else { 1 };
                let place = ShardPlace {
                    sequence: 0,
                    frame: FrameId(frame),
                    block,
                    last_block: if end & 1 == 1 { block } else { u16::MAX },
                    shape: BlockShape {
                        data: usize::from(data) * many,
                        parity: usize::from(parity) * many,
                        percent: 0,
                    },
                    index: usize::from(index) * many,
                    padding: usize::from(flags),
                };
                let head = FrameHead {
                    frame: FrameId(frame),
                    frame_type: if flags & 1 == 1 { FrameType::Idr } else { FrameType::Predicted },
                    captured: Micros(step as u64),
                    latency: Span(0),
                    slices: 1,
                };
                if sender.seal_data(&head, &place, &mut datagram[..len]).is_err() {
                    return;
                }
                last = datagram[..len].to_vec();
            }
        }
        let max_unit = reassembler.max_unit();
        if let Ok(Some(unit)) = reassembler.datagram(&mut datagram[..len], Micros(step as u64)) {
            assert!(unit.bytes.len() <= max_unit);
        }
        assert_eq!(reassembler.memory(), reserved);
    }
});
