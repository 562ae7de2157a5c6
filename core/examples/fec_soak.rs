//! Random blocks for the erasure codes, as many as asked:
//!
//! ```text
//! cargo run --release -p lumen-core --example fec_soak -- CODEC COUNT [SEED]
//! ```
//!
//! CODEC is `gf8`, `gf16` (our repair alone) or `gf16-library` (ours against the library's, far
//! slower). Block n of a run has the seed SEED + n, so a COUNT of 1 does a reported one again.

#[path = "../tests/fec/mod.rs"]
mod fec;

use std::process::ExitCode;

use lumen_core::fec::Kernel;
use lumen_core::fec::gf16::Codec;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |index: usize| arguments.get(index).map(|text| text.parse::<u64>());
    let (Some(codec), Some(Ok(count)), seed) = (arguments.first(), number(1), number(2)) else {
        return usage();
    };
    let Ok(seed) = seed.unwrap_or(Ok(0)) else { return usage() };
    for kernel in Kernel::available() {
        let done = match codec.as_str() {
            "gf8" => run(seed, count, |seed| fec::gf8(kernel, seed)),
            "gf16" => soak_gf16(kernel, seed, count, false),
            "gf16-library" => soak_gf16(kernel, seed, count, true),
            _ => return usage(),
        };
        if let Err(error) = done {
            println!("{codec} {}: WRONG, {error}", kernel.name());
            return ExitCode::FAILURE;
        }
        println!("{codec} {}: {count} blocks restored, seed {seed}", kernel.name());
    }
    ExitCode::SUCCESS
}

fn soak_gf16(kernel: Kernel, seed: u64, count: u64, library: bool) -> Result<(), String> {
    let mut codec = Codec::new();
    run(seed, count, |seed| fec::gf16(&mut codec, kernel, seed, library))
}

fn run(
    first: u64,
    count: u64,
    mut block: impl FnMut(u64) -> Result<(), String>,
) -> Result<(), String> {
    for seed in (0..count).map(|index| first.wrapping_add(index)) {
        block(seed).map_err(|error| format!("seed {seed}: {error}"))?;
    }
    Ok(())
}

fn usage() -> ExitCode {
    eprintln!("usage: fec_soak gf8|gf16|gf16-library COUNT [SEED]");
    ExitCode::FAILURE
}
