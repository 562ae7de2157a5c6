//! Layout, geometry and limits of media datagrams.

use proptest::prelude::*;

use super::*;
use crate::seal::limits::Limits;
use crate::seal::secret::Secret;
use crate::units::Micros;

const CONFIG: MediaConfig =
    MediaConfig { tile: 2, max_datagram: 1200, max_frame: 1 << 22, big_blocks: false };

fn ends(config: MediaConfig) -> (MediaSender, MediaReceiver) {
    let limits = Limits::for_datagrams(config.max_datagram);
    let secret = || Secret::new([3; 32]);
    let fec = FecPolicy { percent: 20, min_parity: 2 };
    (
        MediaSender::new(config, fec, Sealer::new(secret(), limits)),
        MediaReceiver::new(config, Opener::new(&secret(), limits)),
    )
}

fn head() -> FrameHead {
    FrameHead {
        frame: FrameId(0x0102_0304),
        frame_type: FrameType::Idr,
        captured: Micros(0x9_0A0B_0C0D),
        latency: Span(1_234),
        slices: 1,
    }
}

fn place(block: u16, last_block: u16, data: usize, parity: usize, index: usize) -> ShardPlace {
    let shape = BlockShape { data, parity, percent: 0 };
    let frame = head().frame;
    ShardPlace { sequence: 0, frame, block, last_block, shape, index, padding: 5 }
}

/// What a receiver says of a datagram with this place and `payload` bytes, sealed by its peer.
fn sealed(config: MediaConfig, place: ShardPlace, payload: usize) -> Result<(), MediaError> {
    let (mut sender, _) = ends(MediaConfig { max_datagram: 9000, ..config });
    let (_, mut receiver) = ends(config);
    let mut datagram = vec![0x77; HEADER_LEN + payload + TAG_LEN];
    sender.seal_data(&head(), &place, &mut datagram).unwrap();
    receiver.open(&mut datagram).map(|_| ())
}

#[test]
fn a_header_is_laid_out_as_specified() {
    let (mut sender, mut receiver) = ends(CONFIG);
    let mut datagram = [0x77; HEADER_LEN + 4 + TAG_LEN];
    sender.seal_data(&head(), &place(7, 7, 9, 3, 11), &mut datagram).unwrap();
    let header = "1005020000000000000000000102030 40a0b0c0d0007000b00090003 0005000c";
    assert_eq!(hex::encode(&datagram[..HEADER_LEN]), header.replace(' ', ""));
    // By the key schedule of docs/wire-native.md "Keys", computed apart from this code.
    assert_eq!(hex::encode(&datagram[HEADER_LEN..]), SEALED);
    let shard = receiver.open(&mut datagram).unwrap();
    assert_eq!((shard.bytes, shard.payload), ([0x77; 4].as_slice(), 4));
    assert_eq!(shard.place, place(7, 7, 9, 3, 11));
    assert_eq!(shard.meta.captured, Some(0x0A0B_0C0D));
    assert_eq!((shard.meta.frame_type, shard.meta.latency), (FrameType::Idr, Span(1_200)));
}

const SEALED: &str = "f41c37487cbaf4021360acd1158b8e367bc71fe8";

#[test]
fn what_cannot_be_is_refused() {
    let outside = |result| matches!(result, Err(MediaError::OutsideBlock { .. }));
    assert!(sealed(CONFIG, place(0, 0, 200, 55, 254), 100).is_ok());
    assert!(outside(sealed(CONFIG, place(0, 0, 200, 55, 255), 100)));
    assert!(outside(sealed(CONFIG, place(0, 0, 0, 55, 3), 100)));
    assert!(outside(sealed(CONFIG, place(0, 0, 200, 56, 3), 100)), "no big blocks agreed");
    assert!(outside(sealed(CONFIG, place(256, 256, 9, 3, 3), 100)));
    let big = MediaConfig { big_blocks: true, ..CONFIG };
    assert!(sealed(big, place(0, 0, 2000, 560, 2559), 100).is_ok());
    assert!(outside(sealed(big, place(0, 0, 2000, 560, 3), 99)), "no whole elements");
    assert!(outside(sealed(big, place(0, 0, 32_000, 769, 3), 100)));
    let other = MediaConfig { tile: 1, ..CONFIG };
    let (mut sender, _) = ends(other);
    let mut datagram = [0; 100];
    sender.seal_data(&head(), &place(0, 0, 9, 3, 3), &mut datagram).unwrap();
    let (_, mut receiver) = ends(CONFIG);
    assert!(matches!(receiver.open(&mut datagram), Err(MediaError::NotMedia)));
    assert!(matches!(sealed(CONFIG, place(0, 0, 9, 3, 3), 1153), Err(MediaError::Length(1201))));
}

/// Every number of shards that a slice can have, at every percentage.
#[test]
fn blocks_are_equal_legal_and_protected() {
    for max_shards in [MAX_SHARDS, MAX_BLOCK_SHARDS] {
        for percent in 0..=100 {
            let fec = FecPolicy { percent, min_parity: 2 };
            for shards in (1..2_000).chain((2_000..40_000).step_by(997)) {
                let split = split(fec, shards, max_shards);
                let shape = split.block(0);
                assert_eq!(split.shards(), split.blocks * shape.data);
                assert_eq!(split.total(), split.blocks * shape.total());
                assert!(split.shards() >= shards && split.shards() < shards + split.blocks);
                assert!(shape.total() <= max_shards, "{percent} % of {shards}: {shape:?}");
                let wanted = parity_count(shape.data, percent);
                assert!(shape.parity >= wanted, "{percent} % of {shards}: {shape:?}");
                assert_eq!(shape.parity == 0, percent == 0);
            }
        }
    }
}

/// Lengths around every boundary: the payload fits the datagram, everything has a place, and
/// counts and padding fit their fields.
#[test]
fn every_length_of_a_slice_is_cut_within_its_fields() {
    let progress = Progress { head: head(), blocks: 0, slices: 0 };
    for (max_datagram, big_blocks) in [(64, false), (65, true), (1200, false), (1200, true)] {
        let config = MediaConfig { max_datagram, big_blocks, ..CONFIG };
        let (mut sender, _) = ends(config);
        let max_payload = sender.max_payload();
        let near = |shards: usize| shards * max_payload - 2..shards * max_payload + 3;
        let lengths = (0..3_000).chain((1..3_000).step_by(7).flat_map(near));
        for slice in lengths {
            let waiting = Waiting { pending: 0, slice, last: true };
            let Ok(Cut::Send { split, payload, .. }) = sender.cut(&progress, waiting) else {
                assert!(slice > 40_000, "{slice}");
                continue;
            };
            assert!(payload <= max_payload && payload % 2 == 0, "{slice}: {payload}");
            let room = split.shards() * payload;
            assert!(room >= slice && room - slice <= usize::from(u16::MAX), "{slice}");
            let last = split.block(split.blocks - 1).data * payload;
            assert!(room - slice <= last || slice == 0, "{slice}: padding beyond the last block");
            assert!(split.shards() < MAX_BLOCK_SHARDS);
            let slots = split.total() * sender.layout().datagram(payload);
            assert!(slots <= sender.max_slots(), "{slice}");
        }
    }
}

#[test]
fn an_anchor_has_twice_the_parity() {
    let (mut sender, _) = ends(CONFIG);
    sender.set_fec(FecPolicy { percent: 25, min_parity: 1 });
    let mut parity = |frame_type| {
        let head = FrameHead { frame_type, ..head() };
        let waiting = Waiting { pending: 0, slice: 20_000, last: true };
        match sender.cut(&Progress { head, blocks: 0, slices: 0 }, waiting).unwrap() {
            Cut::Send { split, .. } => split.total() - split.shards(),
            Cut::Hold => 0,
        }
    };
    let (predicted, anchor) = (parity(FrameType::Predicted), parity(FrameType::AfterInvalidation));
    assert!(predicted > 0 && anchor.abs_diff(2 * predicted) <= 1, "{predicted} and {anchor}");
}

proptest! {
    #[test]
    fn garbage_is_refused(mut bytes in proptest::collection::vec(any::<u8>(), 0..1300)) {
        let (_, mut receiver) = ends(CONFIG);
        prop_assert!(receiver.open(&mut bytes).is_err());
        if let Some(first) = bytes.first_mut() {
            *first = KIND;
        }
        prop_assert!(receiver.open(&mut bytes).is_err());
    }

    #[test]
    fn a_flipped_bit_anywhere_is_refused(bit in 0usize..(HEADER_LEN + 40 + TAG_LEN) * 8) {
        let (mut sender, mut receiver) = ends(CONFIG);
        let mut datagram = [0x77; HEADER_LEN + 40 + TAG_LEN];
        sender.seal_data(&head(), &place(0, 0, 9, 3, 3), &mut datagram).unwrap();
        datagram[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(receiver.open(&mut datagram).is_err());
    }
}
