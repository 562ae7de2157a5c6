//! The program itself, as a user runs it.

use std::path::Path;
use std::process::{Command, Output};

use super::host::{Behaviour, FIRST, FakeHost};
use super::setup::{introduce, stranger};

/// Runs the program with a directory of its own.
fn run(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lumen-client"));
    command.arg("--config-dir").arg(directory).args(arguments);
    command.output().unwrap()
}

fn address(host: &FakeHost) -> String {
    host.address().resolve().unwrap().to_string()
}

#[test]
fn pair_list_and_fail_with_advice() {
    let host = FakeHost::start(Behaviour::default());
    let address = address(&host);
    let (_, directory) = stranger();
    let unpaired = run(directory.path(), &["list", &address]);
    let message = String::from_utf8(unpaired.stderr).unwrap();
    assert!(!unpaired.status.success() && message.contains("not paired"), "{message}");
    assert!(message.contains("lumen-client pair"), "{message}");

    let paired = run(directory.path(), &["pair", &address, "--pin", "1234"]);
    assert!(paired.status.success(), "{paired:?}");
    assert!(String::from_utf8(paired.stdout).unwrap().contains("1234"));

    let list = run(directory.path(), &["list", &address]);
    assert_eq!(String::from_utf8(list.stdout).unwrap(), "Desktop\nDoom\n");
    let quit = run(directory.path(), &["quit", &address]);
    assert!(quit.status.success(), "{quit:?}");
}

#[test]
fn a_stream_leaves_its_files_and_its_table() {
    let host = FakeHost::start(Behaviour::default());
    let (_, directory) = stranger();
    introduce(directory.path(), &host, FIRST.pairing.certificate());
    let file = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
    let (video, picture, trace) = (file("a.h264"), file("a.png"), file("a.jsonl"));
    let options =
        ["--headless", "--mode", "320x180x60", "--seconds", "1", "--quit-app", "--slices", "4"];
    let files = ["--out", &video, "--png", &picture, "--trace", &trace];
    let address = address(&host);
    let arguments = [["connect", &address].as_slice(), &options, &files].concat();
    let output = run(directory.path(), &arguments);
    assert!(output.status.success(), "{output:?}");

    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.contains("frames decoded") && table.contains("reassemble"), "{table}");
    assert!(std::fs::read(video).unwrap().starts_with(&[0, 0, 0, 1]));
    assert!(std::fs::read(picture).unwrap().starts_with(b"\x89PNG"));
    let trace = std::fs::read_to_string(trace).unwrap();
    let first: serde_json::Value = serde_json::from_str(trace.lines().next().unwrap()).unwrap();
    assert_eq!((&first["frame"], &first["key"]), (&1.into(), &true.into()));
    assert!(host.requests().contains(&"/cancel".to_owned()));
}
