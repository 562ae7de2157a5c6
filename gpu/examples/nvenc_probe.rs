//! What the NVIDIA driver of this machine says, asked a thousand times, and whether the asking
//! leaves anything behind.
//!
//!     cargo run -p lumen-gpu --example nvenc_probe

use std::fmt;
use std::fs;
use std::sync::Arc;
use std::time::Instant;

use lumen_gpu::cuda::Context;
use lumen_gpu::encode::nvenc::driver::{Driver, Libraries};
use lumen_gpu::encode::nvenc::probe;

const TIMES: usize = 1_000;

/// Questions after which everything has grown that grows once.
const SETTLED: usize = TIMES / 10;

/// What the process holds.
#[derive(Clone, Copy, Default)]
struct Holdings {
    resident_kib: i64,
    /// Of all processes.
    device_kib: i64,
    descriptors: i64,
    threads: i64,
}

impl Holdings {
    fn now(context: &Context) -> Holdings {
        let device_kib = context.memory().map_or(0, |(free, total)| (total - free) / 1024);
        Holdings {
            resident_kib: status("VmRSS:"),
            device_kib: device_kib as i64,
            descriptors: fs::read_dir("/proc/self/fd").map_or(0, Iterator::count) as i64,
            threads: status("Threads:"),
        }
    }
}

impl fmt::Display for Holdings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Holdings { resident_kib, device_kib, descriptors, threads } = self;
        write!(
            f,
            "{resident_kib} KiB resident, {device_kib} KiB of the GPU, {descriptors} descriptors, {threads} threads"
        )
    }
}

fn status(name: &str) -> i64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn answer(driver: &Arc<Driver>) -> String {
    match probe::codecs(driver) {
        Ok(codecs) => codecs.iter().map(|caps| format!("{caps}\n")).collect(),
        Err(error) => format!("{error}\n"),
    }
}

fn main() {
    let driver = Driver::load(&Libraries::default());
    let context = Context::open(None);
    let (driver, context) = match (driver, context) {
        (Ok(driver), Ok(context)) => (driver, context),
        (Err(error), _) => return println!("{error}"),
        (_, Err(error)) => return println!("{error}"),
    };
    println!("{}, NVENC {}", driver.gpu(), driver.version());
    let before = Holdings::now(&context);
    let first = answer(&driver);
    print!("{first}");
    let mut settled = before;
    let mut same = 0;
    let started = Instant::now();
    for time in 1..=TIMES {
        same += usize::from(answer(&driver) == first);
        if time % SETTLED == 0 {
            println!(
                "{time} after {:.1} s: {}",
                started.elapsed().as_secs_f64(),
                Holdings::now(&context)
            );
        }
        if time == SETTLED {
            settled = Holdings::now(&context);
        }
    }
    let after = Holdings::now(&context);
    let each = started.elapsed().as_secs_f64() * 1e3 / TIMES as f64;
    println!("{same} of {TIMES} answers are the same, {each:.1} ms each");
    println!("before:      {before}");
    println!("after {SETTLED:>4}:  {settled}");
    println!("after {TIMES:>4}:  {after}");
    let grown = after.descriptors > settled.descriptors
        || after.threads > settled.threads
        || after.device_kib > settled.device_kib
        || after.resident_kib > settled.resident_kib + 1024;
    println!("{}", if grown { "LEAK" } else { "no leak" });
}
