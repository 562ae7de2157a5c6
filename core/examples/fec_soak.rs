//! Random blocks for the erasure codes, as many as asked:
//!
//! ```text
//! cargo run --release -p lumen-core --example fec_soak -- CODEC COUNT [SEED]
//! ```
//!
//! CODEC is `gf8`, `gf16` (our repair on every kernel) or `gf16-library` (and the library's by
//! itself, ten times slower). Block n of a run has the seed SEED + n, so a COUNT of 1 does a
//! reported one again.

#[path = "../tests/fec/mod.rs"]
mod fec;

use std::process::ExitCode;

use lumen_core::fec::Kernel;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |index: usize| arguments.get(index).map(|text| text.parse::<u64>());
    let (Some(codec), Some(Ok(count)), seed) = (arguments.first(), number(1), number(2)) else {
        return usage();
    };
    let Ok(seed) = seed.unwrap_or(Ok(0)) else { return usage() };
    let library = codec == "gf16-library";
    let done = match codec.as_str() {
        "gf8" => soak_gf8(seed, count),
        "gf16" | "gf16-library" => {
            let mut codecs = fec::Gf16::new(Kernel::available());
            run(seed, count, |seed| codecs.check(seed, library))
        }
        _ => return usage(),
    };
    if let Err(error) = done {
        println!("{codec}: WRONG, {error}");
        return ExitCode::FAILURE;
    }
    let kernels: Vec<_> = Kernel::available().map(Kernel::name).collect();
    println!("{codec}: {count} blocks from seed {seed} restored by each of {}", kernels.join(", "));
    ExitCode::SUCCESS
}

fn soak_gf8(seed: u64, count: u64) -> Result<(), String> {
    Kernel::available().try_for_each(|kernel| run(seed, count, |seed| fec::gf8(kernel, seed)))
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
