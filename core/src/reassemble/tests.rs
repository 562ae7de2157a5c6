//! The packetizer's datagrams through loss, reordering and damage, in both framings.

use proptest::prelude::*;

use super::*;
use crate::fec::plan::FecPolicy;
use crate::framing::SendFraming;
use crate::gamestream::framing::{VideoConfig, VideoReceiver, VideoSender};
use crate::native::media::{MediaConfig, MediaReceiver, MediaSender};
use crate::packetize::{FrameHead, PacketizeError, Packetizer};
use crate::seal::AesGcm;
use crate::seal::epoch::{Opener, Sealer};
use crate::seal::limits::Limits;
use crate::seal::secret::Secret;

const FEC: FecPolicy = FecPolicy { percent: 20, min_parity: 2 };

fn pair(
    packet_size: u16,
    encrypted: bool,
) -> (Packetizer<VideoSender>, Reassembler<VideoReceiver>) {
    let config = || VideoConfig { packet_size, key: encrypted.then(|| AesGcm::new(&[9; 16])) };
    let sender = Packetizer::new(VideoSender::new(config(), FEC));
    (sender, Reassembler::new(VideoReceiver::new(config())))
}

/// The same of `lumen/1`; a key serves `turns` datagrams.
fn native(
    max_datagram: usize,
    big_blocks: bool,
    turns: u64,
) -> (Packetizer<MediaSender>, Reassembler<MediaReceiver>) {
    let config = MediaConfig { tile: 3, max_datagram, max_frame: 1 << 20, big_blocks };
    let limits = Limits::for_datagrams(max_datagram).at_most(turns, 1 << 20);
    let secret = || Secret::new([5; 32]);
    let sender = MediaSender::new(config, FEC, Sealer::new(secret(), limits));
    let receiver = MediaReceiver::new(config, Opener::new(&secret(), limits));
    if big_blocks {
        (Packetizer::with_big_blocks(sender), Reassembler::with_big_blocks(receiver))
    } else {
        (Packetizer::new(sender), Reassembler::new(receiver))
    }
}

fn head(frame: u32, slices: u8) -> FrameHead {
    let frame_type = if frame == 1 { FrameType::Idr } else { FrameType::Predicted };
    let (captured, latency) = (Micros(100_000), Span(3_700));
    FrameHead { frame: FrameId(frame), frame_type, captured, latency, slices }
}

/// Datagrams of one frame, slice by slice.
fn send_slices<F: SendFraming>(
    packetizer: &mut Packetizer<F>,
    head: FrameHead,
    slices: &[&[u8]],
) -> Vec<Vec<Vec<u8>>> {
    let mut slots = vec![0xEE; packetizer.max_slots()];
    packetizer.begin(head);
    let mut sent = Vec::new();
    for (index, slice) in slices.iter().enumerate() {
        let mut datagrams = Vec::new();
        let written = packetizer.push(slice, index + 1 == slices.len(), &mut slots, |train| {
            datagrams.extend(train.bytes.chunks_exact(train.stride).map(<[u8]>::to_vec));
        });
        assert_eq!(written.unwrap().datagrams, datagrams.len());
        sent.push(datagrams);
    }
    sent
}

fn send<F: SendFraming>(
    packetizer: &mut Packetizer<F>,
    head: FrameHead,
    slices: &[&[u8]],
) -> Vec<Vec<u8>> {
    send_slices(packetizer, head, slices).concat()
}

/// The access unit without the zeros that pad the last datagram.
fn receive<F: ReceiveFraming>(
    reassembler: &mut Reassembler<F>,
    datagrams: &[Vec<u8>],
    len: usize,
) -> Option<Vec<u8>> {
    let mut unit = None;
    for datagram in datagrams {
        let mut datagram = datagram.clone();
        if let Some(whole) = reassembler.datagram(&mut datagram, Micros(5)).unwrap() {
            assert!(whole.bytes[len..].iter().all(|&byte| byte == 0));
            unit = Some(whole.bytes[..len].to_vec());
        }
    }
    unit
}

fn noise(len: usize, seed: usize) -> Vec<u8> {
    (0..len).map(|i| ((i * 31 + seed * 17) ^ (i >> 3)) as u8 | 1).collect()
}

/// Vector: docs/wire-gamestream.md "Test vectors", one video frame.
#[test]
fn a_frame_is_packetized_as_published() {
    let unit = hex::decode(concat!(
        "000000016742c020da0280bfe5840000000168ce3c800000000165888404",
        "a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7"
    ))
    .unwrap();
    let (mut packetizer, _) = pair(48, false);
    let datagrams = send(&mut packetizer, head(1, 1), &[&unit]);
    let expected = [
        "90000000000023280000000000000000000000000100000005001000 2004c000
         012500020e000000000000016742c020da0280bfe5840000000168ce3c800000",
        "90000001000023280000000000000000000100000100000001001000 2014c000
         000165888404a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9",
        "90000002000023280000000000000000000200000100000003001000 2024c000
         babbbcbdbebfc0c1c2c3c4c5c6c7000000000000000000000000000000000000",
        "90000003000023280000000000000000007a000001000000b100f700 2034c000
         2e8f0c11da1150e32b98a69b604ff3770b9324416d279b6f6e1458ff872d689c",
        "9000000400002328000000000000000000dd00000100000079005100 2044c000
         7441c96395839bb2c9e03fe2bb7a1431e82edd46ffa558d6592389654f5e5cd2",
    ];
    for (datagram, expected) in datagrams.iter().zip(expected) {
        let expected: String = expected.split_whitespace().collect();
        assert_eq!(hex::encode(datagram), expected);
    }
    assert_eq!(datagrams.len(), 5);
}

#[test]
fn the_first_sealed_datagram_is_as_published() {
    let unit = hex::decode(concat!(
        "000000016742c020da0280bfe5840000000168ce3c800000000165888404",
        "a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7"
    ))
    .unwrap();
    let key: [u8; 16] = std::array::from_fn(|i| i as u8);
    let config = VideoConfig { packet_size: 48, key: Some(AesGcm::new(&key)) };
    let mut packetizer = Packetizer::new(VideoSender::new(config, FEC));
    let datagrams = send(&mut packetizer, head(1, 1), &[&unit]);
    let expected = concat!(
        "000000000000000000000056",
        "01000000",
        "fca1f474e56aa33242f7a3b34a2e4632",
        "4f33772dd68b1593fc7929865625ec58199cb9faa2eb43e663dcc80f25b5ad5d",
        "fe1b1c83850fd170afb1a6d8e25a6fe436f1f0f3e14eb817255850a17c9aeb5f"
    );
    assert_eq!(hex::encode(&datagrams[0]), expected);
}

#[test]
fn four_slices_become_four_blocks_and_the_first_leaves_early() {
    let (mut packetizer, mut reassembler) = pair(1392, true);
    let slices: Vec<Vec<u8>> = [9_000, 2_000, 40_000, 12_345].map(|len| noise(len, len)).into();
    let views: Vec<&[u8]> = slices.iter().map(Vec::as_slice).collect();
    let sent = send_slices(&mut packetizer, head(1, 4), &views);
    let whole = slices.concat();
    for (index, datagrams) in sent.iter().enumerate() {
        assert!(!datagrams.is_empty(), "slice {index}");
        let unit = receive(&mut reassembler, datagrams, whole.len());
        assert_eq!(unit, (index == 3).then(|| whole.clone()));
    }
}

#[test]
fn data_leaves_before_its_parity_and_parity_with_the_data_that_follows() {
    let (mut packetizer, _) = pair(1392, false);
    let mut slots = vec![0; packetizer.max_slots()];
    packetizer.begin(head(1, 1));
    let mut trains = Vec::new();
    let written = packetizer.push(&noise(400_000, 1), true, &mut slots, |train| {
        trains.push(train.bytes.len() / train.stride);
    });
    // 291 data shards in blocks of 146 + 30 and 145 + 29.
    assert_eq!(written.unwrap().datagrams, 350);
    assert_eq!(trains, [146, 30 + 145, 29]);
}

#[test]
fn slices_smaller_than_a_datagram_are_carried_into_one_block() {
    let (mut packetizer, mut reassembler) = pair(1392, false);
    let slices = [noise(100, 1), noise(200, 2), noise(300, 3), noise(50, 4)];
    let views: Vec<&[u8]> = slices.iter().map(Vec::as_slice).collect();
    let datagrams = send(&mut packetizer, head(1, 4), &views);
    assert_eq!(datagrams.len(), 3, "one data shard, two of parity");
    assert_eq!(receive(&mut reassembler, &datagrams, 650).unwrap(), slices.concat());
}

#[test]
fn a_frame_too_large_for_early_blocks_is_planned_whole() {
    let (mut packetizer, mut reassembler) = pair(1392, false);
    let slices = [noise(300_000, 1), noise(290_000, 2), noise(310_000, 3), noise(1_000, 4)];
    let views: Vec<&[u8]> = slices.iter().map(Vec::as_slice).collect();
    let datagrams = send(&mut packetizer, head(1, 4), &views);
    assert_eq!(receive(&mut reassembler, &datagrams, 901_000).unwrap(), slices.concat());
}

#[test]
fn a_frame_beyond_four_blocks_is_refused_and_the_next_one_goes_on() {
    let (mut packetizer, mut reassembler) = pair(48, false);
    let mut slots = vec![0; packetizer.max_slots()];
    packetizer.begin(head(1, 1));
    let refused = packetizer.push(&noise(32 * 4093, 1), true, &mut slots, |_| {});
    assert!(matches!(refused, Err(PacketizeError::FrameTooLarge { .. })));
    assert!(!packetizer.number_is_spent());
    let datagrams = send(&mut packetizer, head(1, 1), &[&noise(70, 2)]);
    assert!(receive(&mut reassembler, &datagrams, 70).is_some());
}

#[test]
fn a_lost_frame_is_reported_with_the_next_whole_one() {
    let (mut packetizer, mut reassembler) = pair(1392, false);
    for frame in 1..=4 {
        let datagrams = send(&mut packetizer, head(frame, 1), &[&noise(5_000, 3)]);
        let arrived = if frame == 2 || frame == 3 { &datagrams[..2] } else { &datagrams[..] };
        for datagram in arrived {
            let mut datagram = datagram.clone();
            if let Some(unit) = reassembler.datagram(&mut datagram, Micros(1)).unwrap() {
                let range = FrameRange { first: FrameId(2), last: FrameId(3) };
                assert_eq!(unit.lost, (frame == 4).then_some(range));
            }
        }
    }
    let stats = reassembler.stats();
    assert_eq!((stats.frames, stats.lost), (2, 2));
}

#[test]
fn a_frame_far_ahead_does_not_stop_the_stream() {
    let (mut packetizer, mut reassembler) = pair(1392, false);
    let far = send(&mut packetizer, head(0x4000_0001, 1), &[&noise(3_000, 3)]);
    assert!(reassembler.datagram(&mut far[0].clone(), Micros(0)).unwrap().is_none());
    let datagrams = send(&mut packetizer, head(2, 1), &[&noise(3_000, 3)]);
    assert!(receive(&mut reassembler, &datagrams, 3_000).is_some());
}

#[test]
fn a_native_slice_is_a_block_that_stands_alone() {
    let (mut packetizer, mut reassembler) = native(1200, false, u64::MAX);
    let slices: Vec<Vec<u8>> = [3_000, 700, 1, 30_001].map(|len| noise(len, len)).into();
    let views: Vec<&[u8]> = slices.iter().map(Vec::as_slice).collect();
    let sent = send_slices(&mut packetizer, head(0, 4), &views);
    let shapes: Vec<(usize, usize)> =
        sent.iter().map(|datagrams| (datagrams.len(), datagrams[0].len())).collect();
    // Shards are as short as the slice allows: 3 x 1000, 1 x 700, 1 x 2, 27 x 1112 bytes.
    assert_eq!(shapes, [(5, 1048), (3, 748), (3, 50), (33, 1160)]);
    let mut last = None;
    for datagram in sent.concat() {
        let unit = reassembler.datagram(&mut datagram.clone(), Micros(7)).unwrap();
        if let Some(unit) = unit {
            assert_eq!((unit.captured, unit.latency), (Some(100_000), Span(3_700)));
            last = Some(unit.bytes.to_vec());
        }
    }
    let mut padded = Vec::new();
    for (slice, (shards, payload)) in slices.iter().zip([(3, 1000), (1, 700), (1, 2), (27, 1112)]) {
        padded.extend_from_slice(slice);
        padded.resize(padded.len() + shards * payload - slice.len(), 0);
    }
    assert_eq!(last, Some(padded));
}

#[test]
fn a_replayed_datagram_is_refused_and_changes_nothing() {
    let (mut packetizer, mut reassembler) = native(1200, false, u64::MAX);
    let datagrams = send(&mut packetizer, head(0, 1), &[&noise(5_000, 1)]);
    let sealed = datagrams[0].clone();
    assert!(reassembler.datagram(&mut sealed.clone(), Micros(0)).is_ok());
    let again = reassembler.datagram(&mut sealed.clone(), Micros(0));
    assert!(matches!(again, Err(MediaError::Sealed(_))));
    assert_eq!(reassembler.stats().refused, 1);
}

#[test]
fn a_big_block_takes_more_losses_in_one_place_than_small_ones_could() {
    let (mut packetizer, mut reassembler) = native(1200, true, u64::MAX);
    let slice = noise(800_000, 2);
    let mut datagrams = send(&mut packetizer, head(0, 1), &[&slice]);
    // 695 data shards in one block, 139 of parity.
    assert_eq!(datagrams.len(), 695 + 139);
    datagrams.drain(300..300 + 139);
    assert!(receive(&mut reassembler, &datagrams, slice.len()).is_some_and(|unit| unit == slice));
    assert_eq!(reassembler.stats().repaired, 139);
}

#[test]
fn frame_numbers_wrap() {
    let (mut packetizer, mut reassembler) = native(1200, false, u64::MAX);
    reassembler.next = FrameId(u32::MAX - 1);
    for frame in [u32::MAX - 1, u32::MAX, 0, 1] {
        let slice = noise(4_000, frame as usize);
        let datagrams = send(&mut packetizer, head(frame, 1), &[&slice]);
        assert_eq!(receive(&mut reassembler, &datagrams, 4_000), Some(slice), "frame {frame}");
    }
    assert_eq!(reassembler.stats().lost, 0);
}

/// Sequence number and packet index of GameStream have 16 and 24 bits.
#[test]
fn packet_numbers_wrap() {
    for start in [0xFFF0, 0xFF_FFF0] {
        let (mut packetizer, mut reassembler) = pair(1392, true);
        packetizer.sent = start;
        for frame in 1..=8 {
            let slice = noise(9_000, frame as usize);
            let datagrams = send(&mut packetizer, head(frame, 1), &[&slice]);
            assert_eq!(receive(&mut reassembler, &datagrams, 9_000), Some(slice));
        }
    }
}

#[test]
fn a_frame_larger_than_agreed_is_refused_before_it_takes_memory() {
    let (mut packetizer, _) = native(1200, false, u64::MAX);
    let (_, mut small) = native(1200, false, u64::MAX);
    small.slots = std::array::from_fn(|_| {
        FrameSlot::new(frame::Limits { blocks: 256, data: 50_000, parity: 50_000 })
    });
    let reserved = small.memory();
    let datagrams = send(&mut packetizer, head(0, 1), &[&noise(400_000, 1)]);
    let mut refused = 0;
    for mut datagram in datagrams {
        let taken = small.datagram(&mut datagram, Micros(0));
        refused += usize::from(matches!(taken, Err(MediaError::TooLarge { .. })));
    }
    assert!(refused > 200, "{refused}");
    assert_eq!(small.memory(), reserved);
}

fn shuffle(datagrams: &mut [Vec<u8>], next: &mut impl FnMut(usize) -> usize) {
    for i in (1..datagrams.len()).rev() {
        datagrams.swap(i, next(i + 1));
    }
}

fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let mut random = seed | 1;
    move |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random as usize % below
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_repairable_loss_in_any_order_is_repaired(
        lens in proptest::collection::vec(1usize..9_000, 1..5),
        packet_size in (4u16..90).prop_map(|units| units * 16),
        encrypted: bool,
        seed: u64,
    ) {
        let (mut packetizer, mut reassembler) = pair(packet_size.max(48), encrypted);
        let slices: Vec<Vec<u8>> =
            lens.iter().enumerate().map(|(seed, &len)| noise(len, seed)).collect();
        let views: Vec<&[u8]> = slices.iter().map(Vec::as_slice).collect();
        let mut next = random(seed);
        for frame in 1..=3 {
            let mut datagrams = send(&mut packetizer, head(frame, lens.len() as u8), &views);
            // One lost shard is within the parity of every block.
            let lost = next(datagrams.len());
            datagrams.remove(lost);
            shuffle(&mut datagrams, &mut next);
            let whole = slices.concat();
            let unit = receive(&mut reassembler, &datagrams, whole.len());
            prop_assert!(unit.is_some_and(|unit| unit == whole), "frame {frame}");
        }
    }

    /// Whatever is lost in each block up to its parity, duplicated or reordered, across changes of
    /// key: a native frame arrives.
    #[test]
    fn every_repairable_loss_is_repaired_in_native_frames(
        lens in proptest::collection::vec(1usize..60_000, 1..9),
        max_datagram in 200usize..1400,
        big: bool,
        turns in 200u64..400,
        seed: u64,
    ) {
        let (mut packetizer, mut reassembler) = native(max_datagram, big, turns);
        let slices: Vec<Vec<u8>> =
            lens.iter().enumerate().map(|(seed, &len)| noise(len, seed)).collect();
        let views: Vec<&[u8]> = slices.iter().map(Vec::as_slice).collect();
        let mut next = random(seed);
        let mut delivered = 0;
        for frame in 0..3 {
            let mut arrived = Vec::new();
            for mut block in send_slices(&mut packetizer, head(frame, 8), &views) {
                // Two shards of parity at least; blocks of one slice lie one behind the other.
                for _ in 0..2.min(block.len() - 1) {
                    block.remove(next(block.len()));
                }
                let twice = block[next(block.len())].clone();
                block.push(twice);
                arrived.extend(block);
            }
            // Less than the epochs that the receiver can follow.
            for window in arrived.chunks_mut(100) {
                shuffle(window, &mut next);
            }
            for datagram in arrived {
                if let Ok(Some(unit)) = reassembler.datagram(&mut datagram.clone(), Micros(1)) {
                    let mut bytes = unit.bytes;
                    for slice in &slices {
                        prop_assert_eq!(&bytes[..slice.len()], slice.as_slice());
                        let zeros = bytes[slice.len()..].iter().take_while(|&&byte| byte == 0);
                        bytes = &bytes[slice.len() + zeros.count()..];
                    }
                    delivered += 1;
                }
            }
        }
        prop_assert_eq!(delivered, 3);
    }

    #[test]
    fn garbage_is_refused_without_harm(
        garbage in proptest::collection::vec(
            proptest::collection::vec(any::<u8>(), 0..100), 0..60),
        mutate in proptest::collection::vec((0usize..2000, any::<u8>()), 0..20),
    ) {
        let (mut packetizer, mut reassembler) = pair(64, false);
        for mut datagram in garbage {
            let _ = reassembler.datagram(&mut datagram, Micros(1));
        }
        let mut datagrams = send(&mut packetizer, head(1, 1), &[&noise(700, 1)]);
        for (position, value) in mutate {
            let count = datagrams.len();
            let datagram = &mut datagrams[position % count];
            let len = datagram.len();
            datagram[position / count % len] = value;
        }
        for datagram in &mut datagrams {
            let _ = reassembler.datagram(datagram, Micros(1));
        }
    }
}

/// The bytes of a unit, and how many of them slices brought.
type Whole = (Vec<u8>, usize);

/// Gives `datagrams` to the reassembler; the bytes of the pieces that come out, and of the frame.
fn pieces(
    reassembler: &mut Reassembler<MediaReceiver>,
    datagrams: &[Vec<u8>],
) -> (Vec<Vec<u8>>, Option<Whole>) {
    let (mut pieces, mut unit, mut offset) = (Vec::new(), None, 0);
    for datagram in datagrams {
        if let Some(whole) = reassembler.datagram(&mut datagram.clone(), Micros(5)).unwrap() {
            unit = Some((whole.bytes.to_vec(), whole.handed));
        }
        while let Some(piece) = reassembler.next_piece() {
            assert_eq!(piece.offset, offset);
            offset += piece.bytes.len();
            pieces.push(piece.bytes.to_vec());
        }
    }
    (pieces, unit)
}

#[test]
fn slices_are_handed_out_as_they_become_whole() {
    let (mut packetizer, mut reassembler) = native(200, false, 1 << 20);
    let slices = [noise(1_000, 1), noise(300, 2), noise(700, 3)];
    let slices: Vec<&[u8]> = slices.iter().map(Vec::as_slice).collect();
    let sent = send_slices(&mut packetizer, head(0, 3), &slices);
    let (first, none) = pieces(&mut reassembler, &sent[0]);
    assert_eq!((first.len(), none), (1, None));
    assert_eq!(first[0][..1_000], *slices[0]);
    let (early, none) = pieces(&mut reassembler, &sent[2][..2]);
    assert_eq!((early.len(), none), (0, None));
    // The third becomes whole before the second: its bytes come with the frame.
    assert_eq!(pieces(&mut reassembler, &sent[2][2..]), (vec![], None));
    let (second, unit) = pieces(&mut reassembler, &sent[1]);
    let (unit, handed) = unit.unwrap();
    assert_eq!((second.len(), handed), (0, first[0].len()));
    assert_eq!(unit[handed..][..300], *slices[1]);

    // Nothing of a frame is handed out while the one before is missing.
    send(&mut packetizer, head(1, 1), &[b"lost"]);
    let sent = send_slices(&mut packetizer, head(2, 2), &[b"one", b"two"]);
    assert_eq!(pieces(&mut reassembler, &sent[0]), (vec![], None));
    assert_eq!(pieces(&mut reassembler, &sent[1]).1, Some((b"one\0two\0".to_vec(), 0)));
}

#[test]
fn a_block_that_may_be_part_of_a_slice_waits_for_the_frame() {
    let (mut packetizer, mut reassembler) = native(200, false, 1 << 20);
    let large = noise(40_000, 1);
    let sent = send_slices(&mut packetizer, head(0, 2), &[&large, b"end"]);
    assert_eq!(pieces(&mut reassembler, &sent[0]), (vec![], None));
    let (unit, handed) = pieces(&mut reassembler, &sent[1]).1.unwrap();
    assert_eq!((handed, &unit[..40_000]), (0, large.as_slice()));
}

#[test]
fn frames_may_be_larger_after_a_refit_and_what_arrived_is_kept() {
    let (mut packetizer, _) = native(1_200, false, 1 << 20);
    let small = MediaConfig { tile: 3, max_datagram: 1_200, max_frame: 1 << 10, big_blocks: false };
    let opener = Opener::new(&Secret::new([5; 32]), Limits::for_datagrams(1_200));
    let mut reassembler = Reassembler::new(MediaReceiver::new(small, opener));
    let large = noise(600_000, 2);
    let sent = send_slices(&mut packetizer, head(0, 2), &[b"first", &large]);
    assert!(receive(&mut reassembler, &sent[0], 5).is_none());
    let mut refused = sent[1][0].clone();
    assert!(reassembler.datagram(&mut refused, Micros(5)).is_err());
    let plan = MediaConfig { max_frame: 1 << 20, ..small };
    reassembler.refit(false, |framing| framing.widen(plan));
    let (_, whole) = pieces(&mut reassembler, &sent[1][1..]);
    let (unit, handed) = whole.unwrap();
    assert_eq!((&unit[..6], handed), (b"first\0".as_slice(), 6));
    assert_eq!(unit[6..][..large.len()], large);
}
