//! Runs one program for the host and ends all that it started; see `lumen_host::process::keeper`.
//!
//! Usage: `lumen-keeper PROGRAM [ARG..]`, with a pipe from the host as standard input.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use lumen_host::process::keeper::{NOT_STARTED, keep};

fn main() -> ExitCode {
    let code = keep(std::env::args_os().skip(1)).unwrap_or_else(|error| {
        eprintln!("lumen-keeper: {error}");
        NOT_STARTED
    });
    ExitCode::from(code)
}
