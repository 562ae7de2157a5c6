//! `include/lumen.h` is what `client/src/ffi` declares.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

/// Set by `make header`: write the header instead of comparing.
const WRITE: &str = "LUMEN_WRITE_HEADER";

/// In the order in which they are read.
const SOURCES: [&str; 7] = ["status", "client", "config", "media", "event", "input", "session"];

fn generated() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = cbindgen::Config::from_file(root.join("cbindgen.toml")).unwrap();
    let sources = SOURCES.map(|name| root.join(format!("src/ffi/{name}.rs")));
    let builder =
        sources.iter().fold(cbindgen::Builder::new().with_config(config), |builder, source| {
            builder.with_src(source)
        });
    let mut text = Vec::new();
    builder.generate().unwrap().write(&mut text);
    String::from_utf8(text).unwrap()
}

fn header() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../include/lumen.h")
}

#[test]
fn the_header_is_as_checked_in() {
    let generated = generated();
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(header(), &generated).unwrap();
    }
    let checked_in = std::fs::read_to_string(header()).unwrap_or_default();
    assert!(
        checked_in == generated,
        "include/lumen.h is not what client/src/ffi declares: make header"
    );
}
