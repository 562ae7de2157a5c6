//! Erasure code: any shape, any loss pattern; what can be restored is restored.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lumen_core::fec::gf8::Shards;

fuzz_target!(|input: &[u8]| {
    let [data, parity, len, pattern @ ..] = input else { return };
    let (data, parity, len) = (usize::from(*data), usize::from(*parity), usize::from(*len % 40) + 1);
    let mut bytes: Vec<u8> = (0..(data + parity) * len).map(|i| (i * 7 + i / 3) as u8).collect();
    let Ok(mut shards) = Shards::new(&mut bytes, len, 0..len, data, parity) else { return };
    shards.encode();
    let whole = bytes.clone();
    let present: Vec<bool> = (0..data + parity)
        .map(|shard| pattern.get(shard / 8).is_none_or(|bits| bits >> (shard % 8) & 1 == 0))
        .collect();
    for shard in (0..data + parity).filter(|&shard| !present[shard]) {
        bytes[shard * len..(shard + 1) * len].fill(0x55);
    }
    let arrived = present.iter().filter(|&&present| present).count();
    let restored = Shards::new(&mut bytes, len, 0..len, data, parity)
        .and_then(|mut shards| shards.decode(&present));
    assert_eq!(restored.is_ok(), arrived >= data);
    if restored.is_ok() {
        assert_eq!(bytes[..data * len], whole[..data * len]);
    }
});
