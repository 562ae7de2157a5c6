//! The erasure codes allocate nothing once the largest shape was seen: counted, not believed.

#[path = "support/counting.rs"]
mod counting;

use lumen_core::fec::gf16::{Codec, Path};
use lumen_core::fec::{Kernel, Present, Rows, Shards, gf8};

const LEN: usize = 130;

/// Allocations of `work`.
fn counted(work: impl FnOnce()) -> u64 {
    let before = counting::allocations();
    work();
    counting::allocations() - before
}

/// The first `lost` shards of `data` are lost, all parity is there.
fn present<const WORDS: usize>(lost: usize) -> [u64; WORDS] {
    let mut words = [u64::MAX; WORDS];
    for shard in 0..lost {
        words[shard / 64] &= !(1 << (shard % 64));
    }
    words
}

#[test]
fn gf8_never_allocates() {
    let (store, mut area) = (vec![7; LEN], vec![0; 255 * LEN]);
    let data = vec![&store[..]; 254];
    let allocations = counted(|| {
        for kernel in Kernel::available() {
            for (count, parity) in [(1, 1), (20, 4), (17, 3), (200, 55), (64, 64)] {
                let mut rows = Rows::new(&mut area, LEN, 0..LEN, parity).unwrap();
                gf8::encode_with(kernel, &data[..count], &mut rows).unwrap();
                let mut shards = Shards::adjacent(&mut area, LEN, 0..LEN, count, parity).unwrap();
                let words = present::<4>(parity.min(count));
                gf8::decode_with(kernel, &mut shards, Present::new(&words)).unwrap();
            }
        }
    });
    assert_eq!(allocations, 0);
}

#[test]
fn gf16_allocates_for_the_largest_shape_alone() {
    let (store, mut area) = (vec![7; LEN], vec![0; 600 * LEN]);
    let data = vec![&store[..]; 500];
    let mut codec = Codec::new();
    let mut block = |count: usize, parity: usize, lost: usize| {
        let mut rows = Rows::new(&mut area, LEN, 0..LEN, parity).unwrap();
        codec.encode(&data[..count], &mut rows).unwrap();
        for path in [Path::Direct, Path::Transforms] {
            let mut shards = Shards::adjacent(&mut area, LEN, 0..LEN, count, parity).unwrap();
            let words = present::<10>(lost);
            codec.decode_by(path, &mut shards, Present::new(&words)).unwrap();
        }
    };
    block(500, 100, 100);
    let allocations = counted(|| {
        // Both rates in turns, all smaller than the first block.
        for (count, parity, lost) in
            [(20, 2, 2), (20, 4, 4), (10, 300, 9), (499, 99, 99), (7, 9, 1)]
        {
            block(count, parity, lost);
        }
    });
    assert_eq!(allocations, 0);
}
