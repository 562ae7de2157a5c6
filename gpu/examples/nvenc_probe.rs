//! What the NVIDIA driver of this machine says, asked a thousand times, and whether the asking
//! leaves anything behind.
//!
//!     cargo run -p lumen-gpu --example nvenc_probe

use std::fs;
use std::sync::Arc;

use lumen_gpu::encode::nvenc::driver::{Driver, Libraries};
use lumen_gpu::encode::nvenc::probe;

const TIMES: usize = 1_000;

fn resident_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").map_or(0, Iterator::count)
}

fn answer(driver: &Arc<Driver>) -> String {
    match probe::codecs(driver) {
        Ok(codecs) => codecs.iter().map(|caps| format!("{caps}\n")).collect(),
        Err(error) => format!("{error}\n"),
    }
}

fn main() {
    let driver = match Driver::load(&Libraries::default()) {
        Ok(driver) => driver,
        Err(error) => {
            println!("{error}");
            return;
        }
    };
    println!("{}, NVENC {}", driver.gpu(), driver.version());
    let first = answer(&driver);
    print!("{first}");
    let mut settled = (0, 0);
    let mut same = 0;
    for time in 1..=TIMES {
        same += usize::from(answer(&driver) == first);
        if time == TIMES / 10 {
            settled = (resident_kib(), descriptors());
        }
    }
    let grown = resident_kib() as i64 - settled.0 as i64;
    println!("{same} of {TIMES} answers are the same");
    println!(
        "{grown} KiB and {} descriptors more than after {}",
        descriptors() as i64 - settled.1 as i64,
        TIMES / 10
    );
}
