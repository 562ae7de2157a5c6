//! Machines without NVIDIA, with a broken library, with the wrong one: a clear sentence each.

// Clippy takes the helpers of a test for something else.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::PathBuf;

use lumen_gpu::decode::nvdec::{self, Nvdec};
use lumen_gpu::encode::nvenc::driver::{Driver, Libraries};
use lumen_gpu::encode::nvenc::error::Trouble;
use lumen_gpu::error::Remedy;
use lumen_nvenc_standin::control::Standin;

fn sentence(libraries: &Libraries) -> String {
    let error = Driver::load(libraries).err().expect("no driver");
    assert_eq!((error.trouble(), error.remedy()), (Trouble::Environment, Remedy::EndStream));
    error.to_string()
}

/// In this order: what was opened once stays open in a process.
#[test]
fn each_lack_has_its_sentence() {
    let nothing = Libraries::default();
    match Driver::load(&nothing) {
        Err(error) => {
            let said = error.to_string();
            assert_eq!(said, "CUDA: no NVIDIA driver: libcuda.so.1 cannot be loaded");
        }
        Ok(_) => eprintln!("SKIPPED: this machine has an NVIDIA driver"),
    }
    match Nvdec::load(&Default::default()) {
        Err(error) => {
            assert_eq!(error.to_string(), "CUDA: no NVIDIA driver: libcuda.so.1 cannot be loaded");
            assert_eq!(error.remedy(), Remedy::EndStream);
        }
        Ok(_) => eprintln!("SKIPPED: this machine has an NVIDIA driver"),
    }
    let folder = std::env::temp_dir().join(format!("lumen-absent-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let broken = folder.join("libbroken.so");
    fs::write(&broken, b"\x7fELF and then nothing").unwrap();
    let said = sentence(&Libraries { cuda: Some(broken.clone()), nvenc: None });
    assert!(said.contains("libbroken.so cannot be loaded"), "{said}");

    let path = Standin::find().expect("cargo built the stand-in");
    let with = |nvenc: PathBuf| Libraries { cuda: Some(path.clone()), nvenc: Some(nvenc) };
    let standin = Standin::open(&path, "cuda=none").unwrap();
    let said = sentence(&with(path.clone()));
    assert!(said.contains("CUDA finds no GPU (code 100)"), "{said}");
    standin.play("").unwrap();
    let said = sentence(&with(broken));
    assert!(
        said.starts_with("NVENC: ") && said.contains("libbroken.so cannot be loaded"),
        "{said}"
    );
    let cuvid = |file: PathBuf| nvdec::Libraries { cuda: Some(path.clone()), cuvid: Some(file) };
    let said = Nvdec::load(&cuvid(folder.join("libbroken.so"))).expect_err("none").to_string();
    assert!(said.starts_with("NVDEC: ") && said.contains("`video` driver capability"), "{said}");
    let said = Nvdec::load(&cuvid("libc.so.6".into())).expect_err("none").to_string();
    assert!(said.contains("has no cuvidGetDecoderCaps"), "{said}");
    let said = sentence(&with("libc.so.6".into()));
    assert!(said.contains("has no NvEncodeAPIGetMaxSupportedVersion"), "{said}");
    standin.play("api=11.1").unwrap();
    let said = sentence(&with(path.clone()));
    assert_eq!(
        said,
        "NVENC: the driver speaks NVENC 11.1, lumen needs 12.1: install driver 530 or newer"
    );
    fs::remove_dir_all(&folder).unwrap();
}
