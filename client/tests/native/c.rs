//! The program of docs/embedding.md, compiled and run as its reader would.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::Ordering;

use super::host::{Host, PIN};
use super::session::directory;

/// Overrides how long the program runs, in seconds.
const SECONDS: &str = "LUMEN_C_SECONDS";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// Where cargo has put the library: beside this program.
fn library() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let beside = program.parent().unwrap();
    let found = [beside, beside.parent().unwrap()]
        .into_iter()
        .map(|folder| folder.join("liblumen_client.so"))
        .filter(|path| path.exists())
        .max_by_key(|path| path.metadata().unwrap().modified().unwrap());
    found.expect("cargo builds the library for C with the tests")
}

/// Compiles the program; the path of what came out.
fn compile(compiler: &str, flags: &[&str], into: &Path) -> PathBuf {
    let (root, library, program) = (root(), library(), into.join("stream"));
    let output = Command::new(compiler)
        .args(flags)
        .args(["-Wall", "-Wextra", "-Werror", "-g", "-I"])
        .arg(root.join("include"))
        .arg(root.join("client/tests/c/stream.c"))
        .args(["-x", "none"])
        .arg(&library)
        // Built with sound output, it names functions of newer versions of ALSA without using them.
        .arg("-Wl,--allow-shlib-undefined")
        .arg(format!("-Wl,-rpath,{}", library.parent().unwrap().display()))
        .arg("-o")
        .arg(&program)
        .output()
        .unwrap_or_else(|error| panic!("{compiler}: {error}; .ci/setup installs it"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    program
}

fn seconds(default: &str) -> String {
    std::env::var(SECONDS).unwrap_or_else(|_| default.to_owned())
}

/// Runs the program against a host; it says itself whether it saw everything.
fn run(host: &Host, prefix: &[&str], program: &Path, seconds: &str) -> Output {
    let directory = directory();
    let mut words: Vec<_> = prefix.iter().map(Path::new).collect();
    words.push(program);
    Command::new(words[0])
        .args(&words[1..])
        .arg(host.name())
        .arg(directory.path())
        .args([PIN, seconds])
        .output()
        .unwrap()
}

fn assert_good(output: &Output, host: &Host) {
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complained}");
    println!("{said}");
    assert!(!said.contains("rumble 0;"), "a gamepad was shown: {said}");
    assert!(host.seen.input.lock().unwrap().len() > 5, "{said}");
    assert!(host.seen.bye.lock().unwrap().is_some(), "it left without good-bye");
    assert_eq!(host.seen.sessions.load(Ordering::Relaxed), 1, "it reconnected: {said}");
}

#[test]
fn the_c_program_runs_clean_under_the_address_sanitizer() {
    let (host, folder) = (Host::start(), tempfile::tempdir().unwrap());
    let flags = ["-std=c11", "-fsanitize=address,undefined", "-fno-sanitize-recover"];
    let program = compile("gcc", &flags, folder.path());
    assert_good(&run(&host, &[], &program, &seconds("4")), &host);
}

#[test]
fn the_c_program_is_cpp_too() {
    let (host, folder) = (Host::start(), tempfile::tempdir().unwrap());
    let program = compile("g++", &["-std=c++17", "-x", "c++"], folder.path());
    assert_good(&run(&host, &[], &program, &seconds("4")), &host);
}

#[test]
fn the_c_program_runs_clean_under_valgrind() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("SKIPPED: valgrind is not installed; .ci/setup installs it");
        return;
    }
    let (host, folder) = (Host::start(), tempfile::tempdir().unwrap());
    let program = compile("gcc", &["-std=c11"], folder.path());
    // It cannot follow the cipher's assembler, and takes all that was decrypted for uninitialised:
    // that check is left out. Accesses, frees and leaks are checked here.
    let valgrind = [
        "valgrind",
        "--quiet",
        "--error-exitcode=99",
        "--undef-value-errors=no",
        "--leak-check=full",
        "--errors-for-leak-kinds=definite",
        "--show-leak-kinds=definite",
    ];
    assert_good(&run(&host, &valgrind, &program, &seconds("12")), &host);
}
