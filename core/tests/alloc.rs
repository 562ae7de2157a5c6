//! The data path allocates nothing once it is set up: counted, not believed.

#[path = "support/counting.rs"]
mod counting;

use lumen_core::fec::plan::FecPolicy;
use lumen_core::framing::{FrameHead, FrameType, ReceiveFraming, SendFraming};
use lumen_core::gamestream::framing::{VideoConfig, VideoReceiver, VideoSender};
use lumen_core::native::media::{MediaConfig, MediaReceiver, MediaSender};
use lumen_core::packetize::Packetizer;
use lumen_core::reassemble::Reassembler;
use lumen_core::seal::AesGcm;
use lumen_core::seal::epoch::{Opener, Sealer};
use lumen_core::seal::limits::Limits;
use lumen_core::seal::secret::Secret;
use lumen_core::units::{FrameId, Micros, Span};

const FEC: FecPolicy = FecPolicy { percent: 20, min_parity: 2 };

/// Frames that may touch memory for the first time.
const WARM_UP: u32 = 8;

/// Sends frames of these slices with one datagram lost in each train; returns the frames that
/// arrive, the data shards repaired and the allocations after the warm-up.
fn count<S: SendFraming, R: ReceiveFraming>(
    packetizer: Packetizer<S>,
    reassembler: Reassembler<R>,
    slices: &[usize],
) -> (u32, u64, u64) {
    count_with(packetizer, reassembler, slices, || {})
}

/// The same with something more in each frame.
fn count_with<S: SendFraming, R: ReceiveFraming>(
    mut packetizer: Packetizer<S>,
    mut reassembler: Reassembler<R>,
    slices: &[usize],
    mut more: impl FnMut(),
) -> (u32, u64, u64) {
    let mut slots = vec![0; packetizer.max_slots()];
    let mut datagram = vec![0; reassembler.max_datagram()];
    let slices: Vec<Vec<u8>> = slices.iter().map(|&len| vec![0x5A; len]).collect();
    let (mut allocations, mut delivered) = (0, 0);
    for frame in 1..=200u32 {
        let before = counting::allocations();
        more();
        packetizer.begin(FrameHead {
            frame: FrameId(frame),
            frame_type: if frame == 1 { FrameType::Idr } else { FrameType::Predicted },
            captured: Micros(1),
            latency: Span(0),
            slices: slices.len() as u8,
        });
        for (index, slice) in slices.iter().enumerate() {
            let last = index + 1 == slices.len();
            let pushed = packetizer.push(slice, last, &mut slots, |train| {
                for sealed in train.bytes.chunks_exact(train.stride).skip(1) {
                    let datagram = &mut datagram[..sealed.len()];
                    datagram.copy_from_slice(sealed);
                    let unit = reassembler.datagram(datagram, Micros(u64::from(frame)));
                    delivered += u32::from(unit.expect("a datagram of this stream").is_some());
                }
            });
            pushed.expect("slots for every slice");
        }
        if frame > WARM_UP {
            allocations += counting::allocations() - before;
        }
    }
    (delivered, reassembler.stats().repaired, allocations)
}

#[test]
fn gamestream_frames_pass_without_allocation() {
    let config = || VideoConfig { packet_size: 1360, key: Some(AesGcm::new(&[3; 16])) };
    let packetizer = Packetizer::new(VideoSender::new(config(), FEC));
    let reassembler = Reassembler::new(VideoReceiver::new(config()));
    let (delivered, repaired, allocations) =
        count(packetizer, reassembler, &[9_000, 700, 21_000, 12_345]);
    assert_eq!((delivered, allocations), (200, 0));
    assert!(repaired >= 200, "{repaired}");
}

fn native(big_blocks: bool) -> (MediaSender, MediaReceiver) {
    let config = MediaConfig { tile: 0, max_datagram: 1200, max_frame: 1 << 20, big_blocks };
    // A new key every few frames.
    let limits = Limits::for_datagrams(1200).at_most(1000, u64::MAX);
    let sealer = Sealer::new(Secret::new([1; 32]), limits);
    let opener = Opener::new(&Secret::new([1; 32]), limits);
    (MediaSender::new(config, FEC, sealer), MediaReceiver::new(config, opener))
}

#[test]
fn native_frames_pass_without_allocation() {
    let (sender, receiver) = native(false);
    let (packetizer, reassembler) = (Packetizer::new(sender), Reassembler::new(receiver));
    let (delivered, repaired, allocations) =
        count(packetizer, reassembler, &[9_000, 700, 21_000, 300_000]);
    assert_eq!((delivered, allocations), (200, 0));
    assert!(repaired >= 200, "{repaired}");
}

#[test]
fn native_frames_of_big_blocks_pass_without_allocation() {
    let (sender, receiver) = native(true);
    let packetizer = Packetizer::with_big_blocks(sender);
    let reassembler = Reassembler::with_big_blocks(receiver);
    let (delivered, repaired, allocations) = count(packetizer, reassembler, &[400_000, 5_000]);
    assert_eq!((delivered, allocations), (200, 0));
    assert!(repaired >= 200, "{repaired}");
}

#[test]
fn one_small_allocation_a_frame_would_be_counted() {
    let (sender, receiver) = native(false);
    let (packetizer, reassembler) = (Packetizer::new(sender), Reassembler::new(receiver));
    let allocate = || drop(std::hint::black_box(Box::new(7_u8)));
    let (_, _, allocations) = count_with(packetizer, reassembler, &[9_000, 700], allocate);
    assert_eq!(allocations, u64::from(200 - WARM_UP));
}
