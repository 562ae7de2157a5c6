//! The packetizer's datagrams through loss, reordering and damage.

use proptest::prelude::*;

use super::*;
use crate::fec::plan::FecPolicy;
use crate::packetize::{FrameHead, Packetizer, PacketizerConfig};

const FEC: FecPolicy = FecPolicy { percent: 20, min_parity: 2 };

fn pair(packet_size: u16, encrypted: bool) -> (Packetizer, Reassembler) {
    let key = || encrypted.then(|| AesGcm::new(&[9; 16]));
    (
        Packetizer::new(PacketizerConfig { packet_size, fec: FEC, key: key() }),
        Reassembler::new(ReassemblerConfig { packet_size, key: key() }),
    )
}

fn head(frame: u32, slices: u8) -> FrameHead {
    let frame_type = if frame == 1 { FrameType::Idr } else { FrameType::Predicted };
    FrameHead { frame: FrameId(frame), frame_type, timestamp: 9000, latency: 37, slices }
}

/// Datagrams of each block of one frame.
fn send(packetizer: &mut Packetizer, head: FrameHead, slices: &[&[u8]]) -> Vec<Vec<u8>> {
    let stride = packetizer.datagram_len();
    let mut slots = vec![0xEE; 1500 * stride];
    let mut datagrams = Vec::new();
    packetizer.begin(head);
    for (index, slice) in slices.iter().enumerate() {
        let last = index + 1 == slices.len();
        let written = packetizer.push(slice, last, &mut slots).unwrap();
        let bytes = &slots[..written.datagrams * stride];
        datagrams.extend(bytes.chunks_exact(stride).map(<[u8]>::to_vec));
    }
    datagrams
}

/// The access unit without the zeros that pad the last datagram.
fn receive(reassembler: &mut Reassembler, datagrams: &[Vec<u8>], len: usize) -> Option<Vec<u8>> {
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
    let config = PacketizerConfig { packet_size: 48, fec: FEC, key: Some(AesGcm::new(&key)) };
    let datagrams = send(&mut Packetizer::new(config), head(1, 1), &[&unit]);
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
    let stride = packetizer.datagram_len();
    let slices: Vec<Vec<u8>> = [9_000, 2_000, 40_000, 12_345].map(|len| noise(len, len)).into();
    let mut slots = vec![0; 200 * stride];
    packetizer.begin(head(1, 4));
    let mut blocks = 0;
    let mut unit = None;
    for (index, slice) in slices.iter().enumerate() {
        let written = packetizer.push(slice, index == 3, &mut slots).unwrap();
        assert_eq!(written.blocks, 1, "slice {index}");
        blocks += written.blocks;
        for datagram in slots[..written.datagrams * stride].chunks_exact_mut(stride) {
            if let Some(whole) = reassembler.datagram(datagram, Micros(1)).unwrap() {
                unit = Some(whole.bytes.to_vec());
            }
        }
        assert_eq!(unit.is_some(), index == 3);
    }
    assert_eq!(blocks, 4);
    let whole = slices.concat();
    assert_eq!(unit.unwrap()[..whole.len()], whole);
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
    let stride = packetizer.datagram_len();
    let mut slots = vec![0; 5000 * stride];
    packetizer.begin(head(1, 1));
    let refused = packetizer.push(&noise(32 * 4093, 1), true, &mut slots);
    assert!(matches!(refused, Err(crate::packetize::PacketizeError::FrameTooLarge { .. })));
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
        let mut random = seed | 1;
        let mut next = move |below: usize| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random as usize % below
        };
        for frame in 1..=3 {
            let mut datagrams = send(&mut packetizer, head(frame, lens.len() as u8), &views);
            // One lost shard is within the parity of every block.
            let lost = next(datagrams.len());
            datagrams.remove(lost);
            for i in (1..datagrams.len()).rev() {
                datagrams.swap(i, next(i + 1));
            }
            let whole = slices.concat();
            let unit = receive(&mut reassembler, &datagrams, whole.len());
            prop_assert!(unit.is_some_and(|unit| unit == whole), "frame {frame}");
        }
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
