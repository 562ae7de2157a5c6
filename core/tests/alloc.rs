//! The data path allocates nothing once it is set up: counted, not believed.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use lumen_core::fec::plan::FecPolicy;
use lumen_core::gamestream::video::FrameType;
use lumen_core::packetize::{FrameHead, Packetizer, PacketizerConfig};
use lumen_core::reassemble::{Reassembler, ReassemblerConfig};
use lumen_core::seal::AesGcm;
use lumen_core::seal::epoch::{Opener, Sealer};
use lumen_core::seal::limits::Limits;
use lumen_core::seal::secret::Secret;
use lumen_core::units::{FrameId, Micros};

thread_local! {
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

/// The system's allocator, counting what this thread takes.
struct Counting;

// SAFETY: every call is passed on unchanged to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn frames_pass_without_allocation() {
    let key = || Some(AesGcm::new(&[3; 16]));
    let fec = FecPolicy { percent: 20, min_parity: 2 };
    let mut packetizer = Packetizer::new(PacketizerConfig { packet_size: 1360, fec, key: key() });
    let mut reassembler = Reassembler::new(ReassemblerConfig { packet_size: 1360, key: key() });
    let stride = packetizer.datagram_len();
    let mut slots = vec![0; 200 * stride];
    let slices: Vec<Vec<u8>> = [9_000, 700, 21_000, 12_345].map(|len| vec![0x5A; len]).into();
    let (mut allocations, mut delivered) = (0, 0);
    for frame in 1..=200u32 {
        let before = ALLOCATIONS.get();
        let frame_type = if frame == 1 { FrameType::Idr } else { FrameType::Predicted };
        let head =
            FrameHead { frame: FrameId(frame), frame_type, timestamp: 1, latency: 0, slices: 4 };
        packetizer.begin(head);
        for (index, slice) in slices.iter().enumerate() {
            let written = packetizer.push(slice, index == 3, &mut slots).unwrap();
            let train = slots[..written.datagrams * stride].chunks_exact_mut(stride);
            // One datagram in a block is lost, so repair is counted as well.
            for datagram in train.skip(1) {
                delivered += u32::from(
                    reassembler.datagram(datagram, Micros(u64::from(frame))).unwrap().is_some(),
                );
            }
        }
        // The first frames of each slot in the window may touch memory for the first time.
        if frame > 8 {
            allocations += ALLOCATIONS.get() - before;
        }
    }
    assert_eq!((delivered, allocations), (200, 0));
    assert!(reassembler.stats().repaired >= 200);
}

#[test]
fn keys_change_without_allocation() {
    let limits = Limits::for_datagrams(1200).at_most(50, 50);
    let mut sealer = Sealer::new(Secret::new([3; 32]), limits);
    let mut opener = Opener::new(&Secret::new([3; 32]), limits);
    let mut text = [0x5A; 1200];
    let before = ALLOCATIONS.get();
    for _ in 0..1_000 {
        let turn = sealer.turn().unwrap();
        let (epoch, sequence) = (turn.epoch(), turn.sequence());
        let tag = turn.seal(&[epoch.0], &mut text);
        opener.open(epoch, sequence, &[epoch.0], &mut text, &tag).unwrap();
    }
    assert_eq!((opener.epoch().0, ALLOCATIONS.get() - before), (19, 0));
}
