//! The program itself, over `lumen/1` and without a window.

use std::process::Command;

use lumen_core::gamestream::input::InputEvent;

use super::host::Host;
use super::session::directory;

#[test]
fn a_stream_leaves_its_files_and_its_table_and_plays_the_input_test() {
    let (host, directory) = (Host::start(), directory());
    let file = |name: &str| directory.path().join(name);
    let (video, picture) = (file("a.h264"), file("a.png"));
    let (trace, sound) = (file("a.jsonl"), file("a.wav"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_lumen-client"));
    command
        .arg("--config-dir")
        .arg(directory.path())
        .args(["connect", &host.name(), "--protocol", "lumen", "--headless", "--input-test"])
        .args(["--mode", "320x180x60", "--pin", &host.fingerprint.to_string()]);
    for (option, path) in
        [("--out", &video), ("--png", &picture), ("--trace", &trace), ("--record-sound", &sound)]
    {
        command.arg(option).arg(path);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");

    let table = String::from_utf8(output.stdout).unwrap();
    for row in ["Streaming 320x180@60", "frames decoded", "network", "capture to whole", "round"] {
        assert!(table.contains(row), "{row}: {table}");
    }
    assert!(table.contains("sent 52 key, 10 button, 6 wheel and 9 motion events; 0 refused"));
    let motion = |event: &&InputEvent| {
        matches!(event, InputEvent::MouseMove { .. } | InputEvent::MousePosition(_))
    };
    let input = host.seen.input.lock().unwrap();
    // Motions that wait for each other may become one.
    assert_eq!(input.iter().filter(|event| !motion(event)).count(), 68, "the last ones too");
    assert!((2..=9).contains(&input.iter().filter(motion).count()));
    drop(input);
    assert!(std::fs::read(video).unwrap().starts_with(&[0, 0, 0, 1]));
    assert!(std::fs::read(picture).unwrap().starts_with(b"\x89PNG"));
    let trace = std::fs::read_to_string(trace).unwrap();
    let first: serde_json::Value = serde_json::from_str(trace.lines().next().unwrap()).unwrap();
    assert_eq!((&first["frame"], &first["key"]), (&0.into(), &true.into()));
    // The host plays a tone of two fifths of full scale, in 32-bit floats behind the header.
    let sound = std::fs::read(sound).unwrap();
    let samples = sound[44..].as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes));
    assert!(sound.starts_with(b"RIFF") && samples.filter(|sample| *sample > 0.2).count() > 1_000);
}
