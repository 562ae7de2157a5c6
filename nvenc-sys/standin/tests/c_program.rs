//! A C program that knows the public header and nothing of lumen encodes through the stand-in;
//! ffmpeg shows exactly the pictures that went in.

// Clippy takes the helpers of a test for something else.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use lumen_nvenc_standin::control::Standin;

/// Directories that may hold `ffnvcodec/nvEncodeAPI.h`.
fn header_folders() -> Vec<PathBuf> {
    let given = std::env::var_os("NVENC_HEADERS").map(PathBuf::from);
    given.into_iter().chain([PathBuf::from("/usr/include")]).collect()
}

fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    output
}

fn has(program: &str, argument: &str) -> bool {
    Command::new(program).arg(argument).output().is_ok_and(|output| output.status.success())
}

/// The program, compiled; nothing, said loudly, where the header or the tools are missing.
fn program(folder: &Path) -> Option<PathBuf> {
    let headers = header_folders().into_iter();
    let header = headers.map(|at| at.join("ffnvcodec/nvEncodeAPI.h")).find(|path| path.exists());
    let Some(header) = header.filter(|_| has("ffmpeg", "-version") && has("cc", "--version"))
    else {
        eprintln!("SKIPPED: needs cc, ffmpeg and libffmpeg-nvenc-dev");
        return None;
    };
    let binary = folder.join("encode");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/c/encode.c");
    let include = header.parent()?.parent()?;
    run(Command::new("cc")
        .args(["-std=gnu11", "-O1", "-Wall", "-Werror", "-o"])
        .arg(&binary)
        .arg("-I")
        .arg(include)
        .arg(source)
        .arg("-ldl"));
    Some(binary)
}

fn hundred_frames(codec: &str, personality: &str, more: &[&str]) {
    let name = format!("lumen-c-{codec}{}-{}", more.concat(), std::process::id());
    let folder = std::env::temp_dir().join(name);
    fs::create_dir_all(&folder).unwrap();
    if let Some(program) = program(&folder) {
        let [stream, raw, shown] = [codec, "raw", "shown"].map(|name| folder.join(name));
        let library = Standin::find().expect("cargo built the library");
        let output = run(Command::new(program)
            .env("LUMEN_STANDIN", personality)
            .arg(library)
            .args([codec, "178", "100", "100"])
            .args([&stream, &raw])
            .args(more));
        print!("simulated: {}", String::from_utf8_lossy(&output.stdout));
        run(Command::new("ffmpeg")
            .args(["-v", "error", "-xerror", "-f", codec, "-i"])
            .arg(&stream)
            .args(["-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-y"])
            .arg(&shown));
        let (sent, shown) = (fs::read(&raw).unwrap(), fs::read(&shown).unwrap());
        let frame = 178 * 100 * 3 / 2;
        assert_eq!(sent.len(), frame * if more.is_empty() { 100 } else { 70 });
        assert_eq!(shown.len(), sent.len());
        let wrong = sent.chunks(frame).zip(shown.chunks(frame)).position(|(a, b)| a != b);
        assert_eq!(wrong, None, "first frame that differs");
        let coded = fs::metadata(&stream).unwrap().len();
        assert!(coded < sent.len() as u64 / 2, "{coded}: unchanged blocks were not left out");
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn h264_of_a_c_program_is_shown_as_it_was_painted() {
    hundred_frames("h264", "rate=100000", &[]);
}

#[test]
fn hevc_of_a_c_program_is_shown_as_it_was_painted() {
    hundred_frames("hevc", "rate=100000", &[]);
}

#[test]
fn h264_is_shown_although_frames_are_lost() {
    hundred_frames("h264", "rate=100000", &["ltr"]);
}

#[test]
fn hevc_is_shown_although_frames_are_lost() {
    hundred_frames("hevc", "rate=100000", &["ltr"]);
}
