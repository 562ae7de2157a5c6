//! `lumen-client`: pair with a host, see what it offers, stream from it to a window or without one.

#![forbid(unsafe_code)]

mod cli;

use std::process::ExitCode;

use clap::Parser;
use lumen_client::ClientError;

use cli::arguments::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = tracing_subscriber::EnvFilter::new(&arguments.log);
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match cli::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lumen-client: {error:#}");
            if let Some(advice) = advice(&error) {
                eprintln!("{advice}");
            }
            ExitCode::FAILURE
        }
    }
}

fn advice(error: &anyhow::Error) -> Option<&'static str> {
    error.chain().find_map(|cause| match cause.downcast_ref::<ClientError>() {
        Some(error) => error.advice(),
        None => window_advice(cause),
    })
}

#[cfg(feature = "window")]
fn window_advice(cause: &(dyn std::error::Error + 'static)) -> Option<&'static str> {
    cause.downcast_ref::<lumen_client::window::WindowError>()?.advice()
}

#[cfg(not(feature = "window"))]
fn window_advice(_: &(dyn std::error::Error + 'static)) -> Option<&'static str> {
    None
}
