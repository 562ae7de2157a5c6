//! System calls of a test, counted by strace from outside.

use std::process::Command;

use rustix::process::getppid;

/// Marks where counting begins, then where it ends; nothing else makes this call.
pub fn mark() {
    let _ = getppid();
}

/// The calls that the marking thread of `test` made between its two marks; `None` where there is
/// no strace or it may not trace.
pub fn calls_between_marks(test: &str) -> Option<Vec<String>> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let traced = Command::new("strace")
        .args(["-f", "-qq", "-o"])
        .arg(log.path())
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", test])
        .output();
    let said = match traced {
        Ok(output) => {
            String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
        }
        Err(error) => error.to_string(),
    };
    if !said.contains("test result:") {
        eprintln!("SKIPPED: strace is missing or may not trace: {said}");
        return None;
    }
    assert!(said.contains("1 passed"), "{said}");
    Some(between_marks(&std::fs::read_to_string(log.path()).unwrap()))
}

/// Lines begin with the thread; a call that another thread's interrupts has a second one, which
/// begins with `<...`.
fn between_marks(log: &str) -> Vec<String> {
    let lines = log.lines().filter_map(|line| line.split_once(' '));
    let calls = lines.map(|(thread, call)| (thread, call.trim_start()));
    let mut marks: Vec<&str> = Vec::new();
    let mut between = Vec::new();
    for (thread, call) in calls.filter(|(_, call)| call.starts_with(char::is_alphabetic)) {
        if call.starts_with("getppid(") {
            marks.push(thread);
        } else if marks == [thread] {
            between.push(call.to_owned());
        }
    }
    assert!(marks.len() == 2 && marks[0] == marks[1], "two marks of one thread: {marks:?}");
    between
}

#[test]
fn calls_of_other_threads_and_the_second_halves_of_lines_do_not_count() {
    let log = "7  execve(\"x\")\n\
               8  getppid( <unfinished ...>\n\
               7  write(1) = 1\n\
               8  <... getppid resumed>) = 3\n\
               8  sendmsg(4) = 5\n\
               7  futex(0x1\n\
               8  io_uring_enter(4, <unfinished ...>\n\
               7  recvmsg(5) = -1\n\
               8  <... io_uring_enter resumed>) = 1\n\
               8  --- SIGCHLD {si_signo=SIGCHLD} ---\n\
               8  getppid() = 3\n\
               8  munmap(0x2)\n";
    assert_eq!(between_marks(log), ["sendmsg(4) = 5", "io_uring_enter(4, <unfinished ...>"]);
}
