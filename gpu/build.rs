//! Refuses to build for x86 without nasm.
//!
//! openh264 builds without its assembler when nasm is missing, and is three times slower; its
//! own build script only prints a note.

use std::env;
use std::process::{Command, exit};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=PATH");
    println!("cargo:rerun-if-env-changed=OPENH264_NO_ASM");
    let arch = env::var("CARGO_CFG_TARGET_ARCH").unwrap_or_default();
    if arch != "x86_64" && arch != "x86" {
        return;
    }
    if env::var_os("OPENH264_NO_ASM").is_some() {
        println!("cargo:warning=OPENH264_NO_ASM is set: software H.264 will be three times slower");
        return;
    }
    let runs = Command::new("nasm").arg("-v").output().is_ok_and(|output| output.status.success());
    if !runs {
        eprintln!("nasm was not found on PATH, and software H.264 is three times slower without.");
        eprintln!("Install it (package `nasm` on every distribution), then forget what was built");
        eprintln!("without it: cargo clean -p openh264-sys2");
        exit(1);
    }
}
