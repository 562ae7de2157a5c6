//! Erasure codes: any shape, any layout, any loss pattern; what can be restored is restored.
#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use lumen_core::fec::gf16::{Codec, Path};
use lumen_core::fec::{FecError, Kernel, Present, Rows, Shards, gf8};

thread_local! {
    static CODECS: RefCell<Vec<Codec>> = RefCell::new(Kernel::available().map(Codec::on).collect());
}

fuzz_target!(|input: &[u8]| {
    let [choice, data, parity, len, start, gap, pattern @ ..] = input else { return };
    let (data, parity) = (usize::from(*data), usize::from(*parity));
    let (len, start) = (usize::from(*len % 140), usize::from(*start % 8));
    let (shard, stride) = (start..start + len, start + len + usize::from(*gap % 8));
    let kernels = Kernel::available().count();
    let index = usize::from(choice >> 2) % kernels;
    let kernel = Kernel::available().nth(index).expect("scalar");
    let path = if choice & 2 == 0 { Path::Direct } else { Path::Transforms };
    let small = choice & 1 == 0;

    let mut bytes: Vec<u8> =
        (0..(data + parity) * stride).map(|at| (at * 7 + at / 3) as u8).collect();
    let (head, tail) = bytes.split_at_mut(data * stride);
    let rows: Vec<&[u8]> = head.chunks(stride.max(1)).map(|row| &row[shard.clone()]).collect();
    let encoded = Rows::new(tail, stride, shard.clone(), parity).and_then(|mut parity| {
        if small {
            gf8::encode_with(kernel, &rows, &mut parity)
        } else {
            CODECS.with_borrow_mut(|codecs| codecs[index].encode(&rows, &mut parity))
        }
    });
    if encoded.is_err() {
        return;
    }
    let whole = bytes.clone();
    let present: Vec<u64> = pattern
        .chunks(8)
        .map(|chunk| chunk.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)))
        .map(|lost| !lost)
        .collect();
    let present = Present::new(&present);
    for lost in present.missing(0..data + parity) {
        bytes[lost * stride..][shard.clone()].fill(0x55);
    }
    let arrived = present.count(0..data + parity);
    let restored =
        Shards::adjacent(&mut bytes, stride, shard, data, parity).and_then(|mut shards| {
            if small {
                gf8::decode_with(kernel, &mut shards, present)
            } else {
                CODECS.with_borrow_mut(|codecs| codecs[index].decode_by(path, &mut shards, present))
            }
        });
    match restored {
        Ok(()) => assert_eq!(bytes[..data * stride], whole[..data * stride]),
        Err(FecError::Flags { .. }) => assert!(present.capacity() < data + parity),
        Err(FecError::TooManyLost { .. }) => assert!(arrived < data),
        Err(error) => panic!("{error}"),
    }
});
