//! Programs that the host starts and that cannot outlive it.
//!
//! A compositor or an app forks, makes sessions of its own and leaves orphans, so neither its
//! process id nor its process group reaches all of it. Each program therefore runs under a
//! *keeper* (the small program `lumen-keeper`, see [`keeper`]): a subreaper that holds one end of
//! a pipe from the host. When the pipe closes, because the [`Child`] was dropped or because the
//! host was killed with its whole address space, the keeper ends every descendant and then itself.
//!
//! Blocking; for the control side, never for a per-frame thread.

pub mod keeper;

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, ExitStatus, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, pidfd_open};

/// What can go wrong with a child.
#[derive(Debug, thiserror::Error)]
pub enum ProcessError {
    /// The keeper program is not there.
    #[error("start {}: {source}", keeper.display())]
    Keeper {
        /// Where it was looked for.
        keeper: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file for the child's output cannot be made.
    #[error("write the log {}: {source}", path.display())]
    Log {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// An account to run a program as, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct User {
    /// User id.
    pub uid: u32,
    /// Group id; supplementary groups are dropped.
    pub gid: u32,
}

impl User {
    /// The account without rights that every Linux system has.
    pub const NOBODY: User = User { uid: 65_534, gid: 65_534 };
}

/// A program to start, with its surroundings.
#[derive(Clone, Debug)]
pub struct Launch {
    /// Name, looked up in `PATH`, or path of the program.
    pub program: OsString,
    /// Its arguments.
    pub args: Vec<OsString>,
    /// Variables set on top of the host's own; `None` removes one.
    pub env: Vec<(OsString, Option<OsString>)>,
    /// The account to run as; `None` is the host's own.
    pub user: Option<User>,
    /// Where its standard output and error go; `None` discards them.
    pub log: Option<PathBuf>,
}

impl Launch {
    /// `program` with the host's surroundings and no output.
    pub fn new(program: impl Into<OsString>) -> Launch {
        let (args, env) = (Vec::new(), Vec::new());
        Launch { program: program.into(), args, env, user: None, log: None }
    }

    /// Appends an argument.
    pub fn arg(mut self, arg: impl Into<OsString>) -> Launch {
        self.args.push(arg.into());
        self
    }

    /// Sets a variable.
    pub fn env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Launch {
        self.env.push((name.into(), Some(value.into())));
        self
    }

    /// Removes a variable that the host has.
    pub fn without_env(mut self, name: impl Into<OsString>) -> Launch {
        self.env.push((name.into(), None));
        self
    }
}

/// Starts children. Cheap to clone; any thread may use it and end.
#[derive(Clone, Debug)]
pub struct Spawner {
    keeper: PathBuf,
}

impl Spawner {
    /// A spawner with the keeper program at `keeper`.
    pub fn new(keeper: impl Into<PathBuf>) -> Spawner {
        Spawner { keeper: keeper.into() }
    }

    /// A spawner with the keeper that is installed beside `executable` (the running program), or
    /// one directory up, where cargo puts it for tests.
    pub fn beside(executable: &Path) -> Spawner {
        let mut places = executable.ancestors().skip(1).take(2).map(|dir| dir.join(keeper::NAME));
        let found = places.find(|place| place.is_file());
        Spawner::new(found.unwrap_or_else(|| executable.with_file_name(keeper::NAME)))
    }

    /// Starts a program. That it does not exist shows as an exit with
    /// [`keeper::NOT_STARTED`].
    ///
    /// # Errors
    /// [`ProcessError`] when the keeper or the log file is not to be had.
    pub fn spawn(&self, launch: &Launch) -> Result<Child, ProcessError> {
        let (output, error) = outputs(launch.log.as_deref())?;
        let mut command = Command::new(&self.keeper);
        command.args(privileges(launch.user)).arg(&launch.program).args(&launch.args);
        for (name, value) in &launch.env {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        // A group of its own keeps a terminal's interrupt away: the pipe is the one way to end it.
        let command = command.stdin(Stdio::piped()).stdout(output).stderr(error).process_group(0);
        let keeper_missing = |source| ProcessError::Keeper { keeper: self.keeper.clone(), source };
        let mut keeper = command.spawn().map_err(keeper_missing)?;
        Ok(Child { hold: keeper.stdin.take(), keeper })
    }
}

/// `setpriv` ties the program to the keeper, should someone kill that one, and drops rights.
/// The death signal is set last: changing the user clears it (prctl(2), PR_SET_PDEATHSIG).
fn privileges(user: Option<User>) -> Vec<OsString> {
    let mut words = vec!["setpriv".into(), "--pdeathsig".into(), "KILL".into()];
    if let Some(User { uid, gid }) = user {
        words.extend([format!("--reuid={uid}").into(), format!("--regid={gid}").into()]);
        words.push("--clear-groups".into());
    }
    words.push("--".into());
    words
}

fn outputs(log: Option<&Path>) -> Result<(Stdio, Stdio), ProcessError> {
    let Some(path) = log else { return Ok((Stdio::null(), Stdio::null())) };
    let open = || -> io::Result<(Stdio, Stdio)> {
        let file = File::options().create(true).append(true).open(path)?;
        Ok((Stdio::from(file.try_clone()?), Stdio::from(file)))
    };
    open().map_err(|source| ProcessError::Log { path: path.to_owned(), source })
}

/// A running program and everything that it started. Dropping it ends them all: a request to
/// terminate, [`keeper::GRACE`] later a kill.
#[derive(Debug)]
pub struct Child {
    keeper: std::process::Child,
    hold: Option<ChildStdin>,
}

impl Child {
    /// Process id of the keeper, the parent of the program.
    pub fn id(&self) -> u32 {
        self.keeper.id()
    }

    /// How the program ended, or `None` while it runs. A signal `n` shows as exit code `128 + n`.
    ///
    /// # Errors
    /// As `waitpid`.
    pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
        self.keeper.try_wait()
    }

    /// Waits up to `limit` for the end of the program.
    ///
    /// # Errors
    /// As `waitpid` and `pidfd_open`.
    pub fn wait(&mut self, limit: Duration) -> io::Result<Option<ExitStatus>> {
        if let Some(status) = self.keeper.try_wait()? {
            return Ok(Some(status));
        }
        // Not reaped yet, so the id cannot belong to another process.
        let pid = Pid::from_child(&self.keeper);
        let pidfd = pidfd_open(pid, PidfdFlags::empty())?;
        let limit =
            Timespec { tv_sec: limit.as_secs() as i64, tv_nsec: i64::from(limit.subsec_nanos()) };
        poll(&mut [PollFd::new(&pidfd, PollFlags::IN)], Some(&limit))?;
        self.keeper.try_wait()
    }

    fn end(&mut self) -> io::Result<()> {
        drop(self.hold.take());
        if self.wait(keeper::GRACE + ENOUGH_TO_KILL)?.is_none() {
            self.keeper.kill()?;
            self.keeper.wait()?;
        }
        Ok(())
    }
}

/// After the grace period the keeper kills; this long it may take to collect the dead.
const ENOUGH_TO_KILL: Duration = Duration::from_secs(3);

impl Drop for Child {
    fn drop(&mut self) {
        self.end().unwrap_or_else(|error| tracing::warn!(%error, "child left running"));
    }
}
