//! The codec against the scalar formula and the published vectors.

use proptest::prelude::*;

use super::*;
use crate::fec::{Present, Shards};

/// A small generator of reproducible noise.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize
    }
}

/// Parity by the formula, byte by byte.
fn formula(data: &[&[u8]], parity: usize) -> Vec<Vec<u8>> {
    let sum = |row: usize, at: usize| {
        let products = data.iter().enumerate();
        products
            .map(|(column, shard)| multiply(coefficient(parity, row, column), shard[at]))
            .fold(0, |sum, product| sum ^ product)
    };
    let len = data[0].len();
    (0..parity).map(|row| (0..len).map(|at| sum(row, at)).collect()).collect()
}

/// Vectors: docs/wire-gamestream.md "Test vectors", Reed-Solomon.
#[test]
fn generator_rows_match_the_published_ones() {
    let row = |d: usize, p, j| (0..d).map(|i| coefficient(p, j, i)).collect::<Vec<_>>();
    assert_eq!(row(5, 3, 0), [0xf4, 0x47, 0xa7, 0x7a, 0xba]);
    assert_eq!(row(5, 3, 2), [0x01, 0x7a, 0xba, 0x47, 0xa7]);
    assert_eq!(row(4, 2, 1), [0xf4, 0x8e, 0xa7, 0x47]);
}

#[test]
fn parity_of_three_shards_matches_the_published_one() {
    let shard = |start: u8| -> Vec<u8> { (0..16).map(|i| start + 3 * i).collect() };
    let data = [shard(0x11), shard(0x22), shard(0x33)];
    let data = [&data[0][..], &data[1], &data[2]];
    for kernel in Kernel::available() {
        let mut bytes = [0xEE; 32];
        let mut parity = Rows::new(&mut bytes, 16, 0..16, 2).unwrap();
        encode_with(kernel, &data, &mut parity).unwrap();
        assert_eq!(hex::encode(parity.row(0)), "5d61d41b5c6a2ee7576b01c681480cc9");
        assert_eq!(hex::encode(parity.row(1)), "119e146ae49c439fe66979fc725b84a3");
    }
}

#[test]
fn blocks_that_cannot_be_are_refused() {
    let shard = [1; 8];
    let mut bytes = [0; 16];
    let mut parity = Rows::new(&mut bytes, 8, 0..8, 2).unwrap();
    let refused = encode(&[], &mut parity);
    assert_eq!(refused, Err(FecError::Shape { data: 0, parity: 2 }));
    let refused = encode(&[&shard[..]; 254], &mut parity);
    assert_eq!(refused, Err(FecError::Shape { data: 254, parity: 2 }));
    let refused = encode(&[&shard[..], &shard[..7]], &mut parity);
    assert_eq!(refused, Err(FecError::Length { have: 7, need: 8 }));
}

#[test]
fn losses_that_cannot_be_restored_are_refused_and_nothing_is_touched() {
    let mut bytes: Vec<u8> = (0..40).collect();
    let before = bytes.clone();
    let mut shards = Shards::adjacent(&mut bytes, 8, 0..8, 3, 2).unwrap();
    let refused = decode(&mut shards, Present::new(&[0b11000]));
    assert_eq!(refused, Err(FecError::TooManyLost { lost: 3, parity: 2 }));
    let refused = decode(&mut shards, Present::new(&[0b10001]));
    assert_eq!(refused, Err(FecError::TooManyLost { lost: 2, parity: 1 }));
    let refused = decode(&mut shards, Present::new(&[]));
    assert_eq!(refused, Err(FecError::Flags { have: 0, need: 5 }));
    assert_eq!(bytes, before);
}

/// Every pattern of a small block, on every kernel.
#[test]
fn every_loss_pattern_of_small_blocks_is_restored() {
    for (data, parity) in [(1, 1), (1, 4), (4, 2), (5, 5), (7, 4)] {
        for kernel in Kernel::available() {
            let mut noise = Noise(data as u64);
            let mut bytes: Vec<u8> =
                (0..(data + parity) * 21).map(|_| noise.next() as u8).collect();
            let (head, tail) = bytes.split_at_mut(data * 21);
            let rows: Vec<&[u8]> = head.chunks(21).collect();
            let mut parity_rows = Rows::new(tail, 21, 0..21, parity).unwrap();
            encode_with(kernel, &rows, &mut parity_rows).unwrap();
            for pattern in 0u64..1 << (data + parity) {
                if (pattern.count_ones() as usize) < data {
                    continue;
                }
                let mut damaged = bytes.clone();
                for lost in (0..data + parity).filter(|shard| pattern >> shard & 1 == 0) {
                    damaged[lost * 21..][..21].fill(0x55);
                }
                let mut shards = Shards::adjacent(&mut damaged, 21, 0..21, data, parity).unwrap();
                decode_with(kernel, &mut shards, Present::new(&[pattern])).unwrap();
                assert_eq!(damaged[..data * 21], bytes[..data * 21], "{kernel:?} {pattern:b}");
            }
        }
    }
}

proptest! {
    /// Odd lengths, odd strides, any alignment, data in scattered places; what lies around the
    /// shards stays as it is.
    #[test]
    fn every_kernel_agrees_with_the_formula(
        data in 1usize..186,
        parity in 0usize..70,
        len in 1usize..700,
        gap in 0usize..70,
        start in 0usize..70,
        seed in 1u64..,
    ) {
        let mut noise = Noise(seed);
        let store: Vec<u8> = (0..data + len + 4096).map(|_| noise.next() as u8).collect();
        let shards: Vec<&[u8]> =
            (0..data).map(|_| &store[noise.next() % (store.len() - len)..][..len]).collect();
        let expected = formula(&shards, parity);
        let stride = start + len + gap;
        for kernel in Kernel::available() {
            let mut bytes = vec![0xEE; parity * stride];
            let mut rows = Rows::new(&mut bytes, stride, start..start + len, parity).unwrap();
            encode_with(kernel, &shards, &mut rows).unwrap();
            for (row, expected) in bytes.chunks(stride).zip(&expected) {
                prop_assert!(row[start..start + len] == expected[..], "{}", kernel.name());
                let around = row[..start].iter().chain(&row[start + len..]);
                prop_assert!(around.into_iter().all(|&byte| byte == 0xEE));
            }
        }
    }

    #[test]
    fn any_loss_up_to_parity_is_restored(
        data in 1usize..170,
        parity in 1usize..86,
        len in 1usize..300,
        gap in 0usize..9,
        seed in 1u64..,
    ) {
        let mut noise = Noise(seed);
        let (count, stride) = (data + parity, len + 5 + gap);
        let mut bytes: Vec<u8> = (0..count * stride).map(|_| noise.next() as u8).collect();
        let (head, tail) = bytes.split_at_mut(data * stride);
        let rows: Vec<&[u8]> = head.chunks(stride).map(|row| &row[5..5 + len]).collect();
        encode(&rows, &mut Rows::new(tail, stride, 5..5 + len, parity).unwrap()).unwrap();
        let mut words = [0u64; 4];
        for shard in 0..count {
            Present::insert(&mut words, shard);
        }
        for _ in 0..noise.next() % (parity + 1) {
            let lost = noise.next() % count;
            words[lost / 64] &= !(1 << (lost % 64));
        }
        let present = Present::new(&words);
        for lost in present.missing(0..count) {
            bytes[lost * stride + 5..][..len].fill(0xAA);
        }
        for kernel in Kernel::available() {
            let mut copy = bytes.clone();
            let mut shards = Shards::adjacent(&mut copy, stride, 5..5 + len, data, parity).unwrap();
            decode_with(kernel, &mut shards, present).unwrap();
            let sums = formula(&(0..data).map(|i| shards.data().row(i)).collect::<Vec<_>>(), parity);
            let whole = present.arrived(data..count);
            for row in whole {
                let sent = &bytes[row * stride + 5..][..len];
                prop_assert!(sent == &sums[row - data][..], "{}", kernel.name());
            }
        }
    }
}
