//! Both paths against the library by itself.

use std::iter;

use proptest::prelude::*;

use super::*;

/// A small generator of reproducible noise.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize
    }

    fn bytes(&mut self, len: usize) -> Vec<u8> {
        (0..len).map(|_| self.next() as u8).collect()
    }
}

/// Parity as the library makes it.
fn library(data: &[&[u8]], parity: usize) -> Vec<Vec<u8>> {
    reed_solomon_simd::encode(data.len(), parity, data).unwrap()
}

fn all_present(count: usize) -> Vec<u64> {
    let mut words = vec![0; count.div_ceil(64)];
    for shard in 0..count {
        Present::insert(&mut words, shard);
    }
    words
}

#[test]
fn encoding_is_the_librarys_in_any_layout() {
    let mut noise = Noise(5);
    let blocks = [
        (3, 2, 2),
        (1, 1, 6),
        (33, 1, 1200),
        (20, 2, 130),
        (20, 4, 66),
        (7, 30, 130),
        (40, 8, 64),
        (300, 60, 10),
    ];
    let kernels = || Kernel::available().map(Codec::on);
    let ways = [Path::Direct, Path::Transforms];
    for (mut codec, path) in ways.into_iter().flat_map(|path| kernels().zip(iter::repeat(path))) {
        for (data, parity, len) in blocks {
            let store = noise.bytes(data * (len + 3));
            let shards: Vec<&[u8]> = store.chunks(len + 3).map(|row| &row[2..][..len]).collect();
            let mut bytes = vec![0xEE; parity * (len + 9)];
            let mut rows = Rows::new(&mut bytes, len + 9, 4..4 + len, parity).unwrap();
            codec.encode_by(path, shards.iter().copied(), &mut rows).unwrap();
            for (row, expected) in library(&shards, parity).into_iter().enumerate() {
                assert_eq!(rows.row(row), expected, "{data}+{parity} {path:?}");
            }
        }
    }
}

#[test]
fn blocks_that_cannot_be_are_refused() {
    let mut codec = Codec::new();
    let mut bytes = [0; 16];
    let mut parity = Rows::new(&mut bytes, 8, 0..8, 2).unwrap();
    let shape = |data| Err(FecError::Shape { data, parity: 2 });
    assert_eq!(codec.encode(&[], &mut parity), shape(0));
    assert_eq!(codec.encode(&vec![&[1; 8][..]; 65535], &mut parity), shape(65535));
    let refused = codec.encode(&[&[1; 8], &[1; 6]], &mut parity);
    assert_eq!(refused, Err(FecError::Length { have: 6, need: 8 }));
    let mut parity = Rows::new(&mut bytes, 8, 0..7, 2).unwrap();
    assert_eq!(codec.encode(&[&[1; 7]], &mut parity), Err(FecError::Odd { len: 7 }));
    let mut none = Rows::new(&mut [], 8, 0..8, 0).unwrap();
    assert_eq!(codec.encode(&[&[1; 8]], &mut none), Ok(()));
}

#[test]
fn losses_that_cannot_be_restored_are_refused_and_nothing_is_touched() {
    let mut codec = Codec::new();
    let mut bytes: Vec<u8> = (0..40).collect();
    let before = bytes.clone();
    let mut shards = Shards::adjacent(&mut bytes, 8, 0..8, 3, 2).unwrap();
    let refused = codec.decode(&mut shards, Present::new(&[0b11000]));
    assert_eq!(refused, Err(FecError::TooManyLost { lost: 3, parity: 2 }));
    let refused = codec.decode(&mut shards, Present::new(&[0b10001]));
    assert_eq!(refused, Err(FecError::TooManyLost { lost: 2, parity: 1 }));
    let refused = codec.decode(&mut shards, Present::new(&[]));
    assert_eq!(refused, Err(FecError::Flags { have: 0, need: 5 }));
    assert_eq!(codec.decode(&mut shards, Present::new(&[0b00111])), Ok(()));
    assert_eq!(bytes, before);
}

/// The largest blocks: points up to the last one of the field.
#[test]
fn blocks_that_fill_the_field_are_restored() {
    let mut codec = Codec::new();
    let mut noise = Noise(9);
    for (data, parity) in [(65528, 8), (65535, 1), (8, 65528), (32768, 32768)] {
        let mut bytes = noise.bytes((data + parity) * 2);
        let (head, tail) = bytes.split_at_mut(data * 2);
        let shards: Vec<&[u8]> = head.chunks(2).collect();
        codec.encode(&shards, &mut Rows::new(tail, 2, 0..2, parity).unwrap()).unwrap();
        let whole = bytes.clone();
        let mut words = all_present(data + parity);
        for lost in [data - 1, data / 2, data / 3].into_iter().take(parity) {
            words[lost / 64] &= !(1 << (lost % 64));
            bytes[lost * 2..][..2].fill(0xAA);
        }
        let mut shards = Shards::adjacent(&mut bytes, 2, 0..2, data, parity).unwrap();
        let present = Present::new(&words);
        codec.decode_by(Path::Direct, &mut shards, present).unwrap();
        assert!(bytes[..data * 2] == whole[..data * 2], "{data}+{parity}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any even length, odd strides, any alignment, every kernel, both paths; what lies around
    /// the shards stays as it is.
    #[test]
    fn any_loss_up_to_parity_is_restored(
        data in 1usize..200,
        parity in 1usize..100,
        half in 1usize..200,
        gap in 0usize..9,
        seed in 1u64..,
    ) {
        let mut codec = Codec::new();
        let mut noise = Noise(seed);
        let (count, len, stride) = (data + parity, 2 * half, 2 * half + 5 + gap);
        let mut bytes = noise.bytes(count * stride);
        let (head, tail) = bytes.split_at_mut(data * stride);
        let rows: Vec<&[u8]> = head.chunks(stride).map(|row| &row[5..5 + len]).collect();
        codec.encode(&rows, &mut Rows::new(tail, stride, 5..5 + len, parity).unwrap()).unwrap();
        let whole = bytes.clone();
        let mut words = all_present(count);
        for _ in 0..noise.next() % (parity + 1) {
            let lost = noise.next() % count;
            words[lost / 64] &= !(1 << (lost % 64));
        }
        let present = Present::new(&words);
        for lost in present.missing(0..count) {
            bytes[lost * stride + 5..][..len].fill(0xAA);
        }
        let paths = [Path::Direct, Path::Transforms];
        for (kernel, path) in Kernel::available().flat_map(|kernel| paths.map(|path| (kernel, path))) {
            let mut copy = bytes.clone();
            let mut shards = Shards::adjacent(&mut copy, stride, 5..5 + len, data, parity).unwrap();
            Codec::on(kernel).decode_by(path, &mut shards, present).unwrap();
            let restored = copy[..data * stride] == whole[..data * stride];
            prop_assert!(restored, "{} {path:?}", kernel.name());
            let around = |bytes: &[u8]| -> Vec<u8> {
                let rows = bytes.chunks(stride);
                rows.flat_map(|row| row[..5].iter().chain(&row[5 + len..]).copied()).collect()
            };
            prop_assert_eq!(around(&copy), around(&whole));
        }
    }
}
