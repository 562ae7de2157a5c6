//! Random blocks with random losses, each from a number, so that any of them can be done again.

use lumen_core::fec::gf16::{self, Path};
use lumen_core::fec::{Kernel, Present, Rows, Shards, gf8};
use reed_solomon_simd::ReedSolomonDecoder;

/// SplitMix64: every seed gives an unrelated sequence.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }

    /// A number from 0 to `limit - 1`.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn pick(&mut self, limits: &[usize]) -> usize {
        let limit = limits[self.below(limits.len())];
        1 + self.below(limit)
    }

    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_le_bytes()[..chunk.len()]);
        }
    }
}

/// A block: shape, layout, and what of it is lost.
#[derive(Debug)]
struct Block {
    data: usize,
    parity: usize,
    len: usize,
    /// Bytes before a shard in its row, and from row to row.
    start: usize,
    stride: usize,
    present: Vec<u64>,
}

impl Block {
    fn new(random: &mut Random, data: usize, parity: usize, len: usize) -> Block {
        let (start, gap) = (random.below(20), random.below(20));
        let present = vec![0; (data + parity).div_ceil(64)];
        Block { data, parity, len, start, stride: start + len + gap, present }
    }

    /// Loses any `lost` shards, data or parity.
    fn lose(&mut self, random: &mut Random, lost: usize) {
        for shard in 0..self.data + self.parity {
            Present::insert(&mut self.present, shard);
        }
        let mut left = lost;
        while left > 0 {
            let shard = random.below(self.data + self.parity);
            left -= usize::from(Present::new(&self.present).has(shard));
            self.present[shard / 64] &= !(1 << (shard % 64));
        }
    }

    fn bytes(&self, random: &mut Random) -> Vec<u8> {
        let mut bytes = vec![0; (self.data + self.parity) * self.stride];
        random.fill(&mut bytes);
        bytes
    }

    /// Data shards and parity rows of `bytes`.
    fn split<'a>(&self, bytes: &'a mut [u8]) -> (Vec<&'a [u8]>, Rows<'a>) {
        let (data, parity) = bytes.split_at_mut(self.data * self.stride);
        let shard = self.start..self.start + self.len;
        let rows = Rows::new(parity, self.stride, shard.clone(), self.parity).expect("room");
        (data.chunks(self.stride).map(|row| &row[shard.clone()]).collect(), rows)
    }

    fn shards<'a>(&self, bytes: &'a mut [u8]) -> Shards<'a> {
        let shard = self.start..self.start + self.len;
        Shards::adjacent(bytes, self.stride, shard, self.data, self.parity).expect("room")
    }

    /// Fills lost shards with noise.
    fn damage(&self, random: &mut Random, bytes: &mut [u8]) {
        for lost in Present::new(&self.present).missing(0..self.data + self.parity) {
            random.fill(&mut bytes[lost * self.stride + self.start..][..self.len]);
        }
    }

    /// All data rows are as before, and so is everything around parity shards.
    fn check(&self, whole: &[u8], repaired: &[u8], how: &str) -> Result<(), String> {
        let data = self.data * self.stride;
        let rows = whole[data..].chunks(self.stride).zip(repaired[data..].chunks(self.stride));
        let around =
            |row: &[u8]| (row[..self.start].to_vec(), row[self.start + self.len..].to_vec());
        let same = rows.into_iter().all(|(whole, repaired)| around(whole) == around(repaired));
        if whole[..data] == repaired[..data] && same {
            return Ok(());
        }
        Err(format!("{how}: {self:?}"))
    }
}

/// One block over GF(2^8): parity against the formula, then repair.
///
/// # Errors
/// What was wrong with it.
pub fn gf8(kernel: Kernel, seed: u64) -> Result<(), String> {
    let mut random = Random(seed);
    let data = random.pick(&[4, 12, 30, 30, 120]);
    let parity = random.pick(&[2, 6, 12, 60]);
    let len = random.pick(&[16, 40, 140]);
    let mut block = Block::new(&mut random, data, parity, len);
    let lost = random.below(parity + 1);
    block.lose(&mut random, lost);
    let mut whole = block.bytes(&mut random);
    let (rows, mut parity) = block.split(&mut whole);
    gf8::encode_with(kernel, &rows, &mut parity).map_err(|error| error.to_string())?;
    for row in 0..block.parity {
        if parity.row(row) != formula(&rows, block.parity, row) {
            return Err(format!("{} encode: {block:?}", kernel.name()));
        }
    }
    let mut bytes = whole.clone();
    block.damage(&mut random, &mut bytes);
    gf8::decode_with(kernel, &mut block.shards(&mut bytes), Present::new(&block.present))
        .map_err(|error| error.to_string())?;
    block.check(&whole, &bytes, kernel.name())
}

/// Parity shard `row` as the definition says, byte by byte.
fn formula(data: &[&[u8]], parity: usize, row: usize) -> Vec<u8> {
    let mut sum = vec![0; data[0].len()];
    for (column, shard) in data.iter().enumerate() {
        let factor = gf8::inverse(((parity + column) ^ row) as u8);
        for (sum, &byte) in sum.iter_mut().zip(*shard) {
            *sum ^= gf8::multiply(factor, byte);
        }
    }
    sum
}

/// Codecs of some kernels, and the library by itself.
pub struct Gf16 {
    codecs: Vec<(Kernel, gf16::Codec)>,
    library: ReedSolomonDecoder,
}

impl Gf16 {
    pub fn new(kernels: impl IntoIterator<Item = Kernel>) -> Gf16 {
        let codecs = kernels.into_iter().map(|kernel| (kernel, gf16::Codec::on(kernel))).collect();
        let library = ReedSolomonDecoder::new(2, 1, 2).expect("a shape that it has");
        Gf16 { codecs, library }
    }

    /// One block: parity by every kernel and both paths against the first one's, then repair by every kernel and
    /// both paths. With `library` the library has to find the same parity and the same data.
    ///
    /// # Errors
    /// What was wrong with it.
    pub fn check(&mut self, seed: u64, library: bool) -> Result<(), String> {
        let mut random = Random(seed);
        let data = random.pick(&[4, 20, 60, 250]);
        let parity = random.pick(&[4, 12, 40]);
        let len = 2 * random.pick(&[8, 20, 70]);
        let mut block = Block::new(&mut random, data, parity, len);
        let lost = 1 + random.below(parity.min(8));
        block.lose(&mut random, lost);
        let mut whole = block.bytes(&mut random);
        self.encode(&block, &mut whole)?;
        if library {
            self.check_by_library(&block, &whole)?;
        }
        let mut damaged = whole.clone();
        block.damage(&mut random, &mut damaged);
        let mut copy = damaged.clone();
        for (kernel, codec) in &mut self.codecs {
            for path in [Path::Direct, Path::Transforms] {
                copy.copy_from_slice(&damaged);
                codec
                    .decode_by(path, &mut block.shards(&mut copy), Present::new(&block.present))
                    .map_err(|error| error.to_string())?;
                block.check(&whole, &copy, kernel.name())?;
            }
        }
        Ok(())
    }

    /// Fills the parity of `bytes`; all kernels and both paths have to agree.
    fn encode(&mut self, block: &Block, bytes: &mut [u8]) -> Result<(), String> {
        let mut first = None;
        for (kernel, codec) in &mut self.codecs {
            for path in [Path::Direct, Path::Transforms] {
                let (rows, mut parity) = block.split(bytes);
                (0..parity.count()).for_each(|row| parity.row_mut(row).fill(0xEE));
                codec
                    .encode_by(path, rows.iter().copied(), &mut parity)
                    .map_err(|error| error.to_string())?;
                if first.get_or_insert_with(|| bytes.to_vec()) != bytes {
                    return Err(format!("{} {path:?} encode: {block:?}", kernel.name()));
                }
            }
        }
        Ok(())
    }

    /// The library's decoder is given what arrived, its encoder all data.
    fn check_by_library(&mut self, block: &Block, whole: &[u8]) -> Result<(), String> {
        let told = |error: reed_solomon_simd::Error| format!("library: {error}, {block:?}");
        let shard = |index: usize| &whole[index * block.stride + block.start..][..block.len];
        let parity =
            reed_solomon_simd::encode(block.data, block.parity, (0..block.data).map(shard));
        let parity = parity.map_err(told)?;
        self.library.reset(block.data, block.parity, block.len).map_err(told)?;
        let present = Present::new(&block.present);
        for index in present.arrived(0..block.data) {
            self.library.add_original_shard(index, shard(index)).map_err(told)?;
        }
        for index in present.arrived(block.data..block.data + block.parity) {
            let row = index - block.data;
            self.library.add_recovery_shard(row, shard(index)).map_err(told)?;
        }
        let decoded = self.library.decode().map_err(told)?;
        let parity_same =
            parity.iter().enumerate().all(|(row, bytes)| bytes == shard(block.data + row));
        let data_same =
            decoded.restored_original_iter().all(|(index, bytes)| bytes == shard(index));
        let restored = decoded.restored_original_iter().count();
        if parity_same && data_same && restored == present.missing(0..block.data).count() {
            return Ok(());
        }
        Err(format!("not the library's: {block:?}"))
    }
}
