//! A hundred thousand random blocks for each codec; `examples/fec_soak.rs` does as many as asked.

mod fec;

use lumen_core::fec::Kernel;

const BLOCKS: u64 = 100_000;

/// One of this CPU's kernels after the other.
fn kernels() -> impl Iterator<Item = Kernel> {
    Kernel::available().collect::<Vec<_>>().into_iter().cycle()
}

#[test]
fn gf8_restores_every_loss() {
    for (seed, kernel) in (0..BLOCKS).zip(kernels()) {
        fec::gf8(kernel, seed).unwrap_or_else(|error| panic!("gf8, seed {seed}: {error}"));
    }
}

#[test]
fn gf16_restores_few_losses_as_the_library_does() {
    let mut codecs: Vec<_> = Kernel::available().map(|kernel| fec::Gf16::new([kernel])).collect();
    let count = codecs.len();
    for seed in 0..BLOCKS {
        // The library takes 200 us for a block, ours some.
        let library = seed % 50 == 0;
        codecs[seed as usize % count]
            .check(seed, library)
            .unwrap_or_else(|error| panic!("gf16, seed {seed}: {error}"));
    }
}
