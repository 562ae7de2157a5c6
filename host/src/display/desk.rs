//! A Wayland connection to a desktop with one output picked from it: the start of every capture
//! and every input device.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;

use lumen_core::units::Micros;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use wayland_client::backend::WaylandError;
use wayland_client::globals::{GlobalError, GlobalList, GlobalListContents, registry_queue_init};
use wayland_client::protocol::wl_output::{self, WlOutput};
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::{ConnectError, Connection, Dispatch, DispatchError, EventQueue, QueueHandle};

use super::DesktopSession;

/// Reads the monotonic clock (CLOCK_MONOTONIC) of this machine.
pub type Clock = fn() -> Micros;

/// What can go wrong with a desktop's Wayland side.
#[derive(Debug, thiserror::Error)]
pub enum DesktopError {
    /// The compositor's socket cannot be reached.
    #[error("connect to {}: {source}", path.display())]
    Connect {
        /// The socket.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What listens on the socket is no Wayland compositor.
    #[error("wayland: {0}")]
    Handshake(#[from] ConnectError),
    /// The compositor went away or broke off the connection.
    #[error("the compositor is gone: {0}")]
    Gone(#[from] DispatchError),
    /// The compositor does not offer what is needed.
    #[error("the compositor lacks {0}")]
    Lacks(&'static str),
    /// There is no output of that name, or no more.
    #[error("no output `{0}`")]
    NoOutput(String),
    /// Waiting on the socket failed.
    #[error("wait: {0}")]
    Wait(#[source] io::Error),
}

impl From<WaylandError> for DesktopError {
    fn from(error: WaylandError) -> Self {
        Self::Gone(DispatchError::Backend(error))
    }
}

/// The outputs that the compositor has named and the globals that it has taken back.
#[derive(Default)]
pub(crate) struct Outputs {
    named: Vec<(WlOutput, u32, String)>,
    removed: Vec<u32>,
}

/// A connection whose events go to an `S`.
pub(crate) struct Desk<S> {
    pub(crate) connection: Connection,
    pub(crate) queue: EventQueue<S>,
    pub(crate) globals: GlobalList,
    pub(crate) state: S,
    pub(crate) output: WlOutput,
    output_global: u32,
    output_name: String,
}

impl<S> Desk<S>
where
    S: Dispatch<WlRegistry, GlobalListContents> + Dispatch<WlOutput, u32>,
    S: AsMut<Outputs> + Default + 'static,
{
    /// Connects and finds the output called `name`.
    pub(crate) fn open(session: &DesktopSession, name: &str) -> Result<Self, DesktopError> {
        let connection = connect(session)?;
        let (globals, mut queue) = registry_queue_init::<S>(&connection).map_err(no_registry)?;
        for global in globals.contents().clone_list() {
            // `wl_output.name` is of version 4.
            if global.interface == "wl_output" && global.version >= 4 {
                let _: WlOutput =
                    globals.registry().bind(global.name, 4, &queue.handle(), global.name);
            }
        }
        let mut state = S::default();
        queue.roundtrip(&mut state)?;
        let found = state.as_mut().named.iter().find(|(_, _, output)| output == name);
        let (output, output_global, output_name) =
            found.cloned().ok_or_else(|| DesktopError::NoOutput(name.to_owned()))?;
        Ok(Desk { connection, queue, globals, state, output, output_global, output_name })
    }

    /// Handles what has arrived, waiting until `until` for something to arrive. An error once
    /// the output is gone.
    pub(crate) fn wait(&mut self, clock: Clock, until: Micros) -> Result<(), DesktopError> {
        if self.queue.dispatch_pending(&mut self.state)? == 0 {
            self.flush()?;
            self.read(clock, until)?;
            self.queue.dispatch_pending(&mut self.state)?;
        }
        match self.state.as_mut().removed.contains(&self.output_global) {
            true => Err(DesktopError::NoOutput(self.output_name.clone())),
            false => Ok(()),
        }
    }

    fn read(&self, clock: Clock, until: Micros) -> Result<(), DesktopError> {
        let Some(guard) = self.queue.prepare_read() else { return Ok(()) };
        if readable_by(guard.connection_fd().as_fd(), clock, until)? {
            ignore_would_block(guard.read().map(drop))?;
        }
        Ok(())
    }

    /// Sends what has been asked for. What a busy compositor does not take now goes next time.
    pub(crate) fn flush(&self) -> Result<(), DesktopError> {
        ignore_would_block(self.connection.flush())
    }

    /// What to report when the output ends in another way than by leaving the list.
    pub(crate) fn gone(&self) -> DesktopError {
        DesktopError::NoOutput(self.output_name.clone())
    }
}

fn connect(session: &DesktopSession) -> Result<Connection, DesktopError> {
    let path = &session.wayland_socket;
    let stream = UnixStream::connect(path)
        .map_err(|source| DesktopError::Connect { path: path.clone(), source })?;
    Ok(Connection::from_socket(stream)?)
}

fn no_registry(error: GlobalError) -> DesktopError {
    match error {
        GlobalError::Backend(error) => error.into(),
        GlobalError::InvalidId(_) => DesktopError::Lacks("wl_registry"),
    }
}

fn ignore_would_block(done: Result<(), WaylandError>) -> Result<(), DesktopError> {
    match done {
        Err(WaylandError::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => Ok(()),
        other => Ok(other?),
    }
}

/// Waits for `fd` to have something to read; false when the time came first.
fn readable_by(fd: BorrowedFd<'_>, clock: Clock, until: Micros) -> Result<bool, DesktopError> {
    loop {
        let left = until.since(clock()).0;
        let limit = Timespec {
            tv_sec: (left / 1_000_000) as i64,
            tv_nsec: (left % 1_000_000 * 1_000) as i64,
        };
        match poll(&mut [PollFd::new(&fd, PollFlags::IN)], Some(&limit)) {
            Ok(count) => return Ok(count > 0),
            Err(Errno::INTR) => {}
            Err(error) => return Err(DesktopError::Wait(error.into())),
        }
    }
}

impl<S> Dispatch<WlRegistry, GlobalListContents, S> for Outputs
where
    S: Dispatch<WlRegistry, GlobalListContents> + AsMut<Outputs>,
{
    fn event(
        state: &mut S,
        _: &WlRegistry,
        event: wl_registry::Event,
        _: &GlobalListContents,
        _: &Connection,
        _: &QueueHandle<S>,
    ) {
        if let wl_registry::Event::GlobalRemove { name } = event {
            state.as_mut().removed.push(name);
        }
    }
}

impl<S> Dispatch<WlOutput, u32, S> for Outputs
where
    S: Dispatch<WlOutput, u32> + AsMut<Outputs>,
{
    fn event(
        state: &mut S,
        output: &WlOutput,
        event: wl_output::Event,
        global: &u32,
        _: &Connection,
        _: &QueueHandle<S>,
    ) {
        if let wl_output::Event::Name { name } = event {
            state.as_mut().named.push((output.clone(), *global, name));
        }
    }
}
