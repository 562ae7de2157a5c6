//! `lumen-host encoders` on machines where NVENC is of no use: a sentence that says what is wrong,
//! and what helps, and software is used.

// Clippy takes the helpers of a test for something else.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

use lumen_nvenc_standin::control::Standin;

/// What the program prints with these settings and a driver that plays `standin`.
fn report(settings: &str, standin: &str) -> String {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("host.toml"), settings).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_lumen-host"))
        .arg("encoders")
        .arg("--config")
        .arg(directory.path())
        .env("LUMEN_STANDIN", standin)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Why NVENC is not used; software is.
fn refusal(settings: &str, standin: &str) -> String {
    let report = report(settings, standin);
    let lines: Vec<&str> = report.lines().collect();
    let [why, software] = &lines[..] else { panic!("two lines: {report}") };
    assert_eq!(*software, "software H.264 (openh264): used for all streams");
    why.strip_prefix("NVENC: not used: ").unwrap().to_owned()
}

fn libraries(cuda: &Path, nvenc: &Path) -> String {
    format!("cuda_library = \"{}\"\nnvenc_library = \"{}\"\n", cuda.display(), nvenc.display())
}

#[test]
fn without_nvidia_files_the_report_says_so() {
    if Path::new("/dev/nvidiactl").exists() {
        eprintln!("SKIPPED: this machine has an NVIDIA driver");
        return;
    }
    let said = refusal("", "");
    assert_eq!(said, "CUDA: no NVIDIA driver: libcuda.so.1 cannot be loaded");
}

#[test]
fn a_broken_library_is_named() {
    let standin = Standin::find().expect("cargo built the stand-in");
    let directory = tempfile::tempdir().unwrap();
    let broken = directory.path().join("libbroken.so");
    fs::write(&broken, b"\x7fELF and then nothing").unwrap();
    let name = broken.display();
    let said = refusal(&libraries(&broken, &standin), "");
    assert!(said.starts_with(&format!("CUDA: {name} cannot be loaded")), "{said}");
    let said = refusal(&libraries(&standin, &broken), "");
    assert!(said.starts_with(&format!("NVENC: {name} cannot be loaded")), "{said}");
    let said = refusal(&libraries(&standin, Path::new("libc.so.6")), "");
    assert_eq!(
        said,
        "NVENC: libc.so.6 has no NvEncodeAPIGetMaxSupportedVersion: it is damaged or not NVIDIA's"
    );
}

#[test]
fn a_driver_that_is_too_old_is_to_be_replaced() {
    let standin = Standin::find().expect("cargo built the stand-in");
    let said = refusal(&libraries(&standin, &standin), "api=11.1");
    assert_eq!(
        said,
        "NVENC: the driver speaks NVENC 11.1, lumen needs 12.1: install driver 530 or newer"
    );
}

#[test]
fn a_container_without_the_video_capability_is_told_apart() {
    let standin = Standin::find().expect("cargo built the stand-in");
    let name = "name=Simulated L4";
    // What the capability brings is one library.
    if !Path::new("/dev/nvidiactl").exists() {
        let cuda = format!("cuda_library = \"{}\"\n", standin.display());
        assert_eq!(
            refusal(&cuda, name),
            "Simulated L4: libnvidia-encode.so cannot be loaded: give the container the `video` \
             driver capability (NVIDIA_DRIVER_CAPABILITIES), or install the driver's encode library"
        );
    }
    // Where it is there all the same, sessions are refused.
    let said = refusal(&libraries(&standin, &standin), &format!("{name};engines=0"));
    assert_eq!(
        said,
        "Simulated L4: this GPU has no NVENC engine, or the container lacks the `video` driver \
         capability (UNSUPPORTED_DEVICE (2))"
    );
}

#[test]
fn a_driver_that_works_is_described_with_its_plans() {
    let standin = Standin::find().expect("cargo built the stand-in");
    let report = report(&libraries(&standin, &standin), "engines=2;codecs=h264,hevc");
    assert!(report.starts_with("NVENC: Simulated GPU (simulated), NVENC 13.0\n"), "{report}");
    assert!(report.ends_with("(openh264): used where NVENC refuses a stream\n"), "{report}");
}
