//! Sway's control socket, with a time limit on every answer.

use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use swayipc::{Connection, Output};

use super::super::DisplayError;

/// An open control socket.
pub(super) struct Control(Connection);

/// Far more than sway takes for any answer; a stuck sway must not take the host with it.
const ANSWER: Duration = Duration::from_secs(5);

impl Control {
    /// Connects to the socket that `SWAYSOCK` names.
    pub(super) fn connect(path: &Path) -> Result<Control, DisplayError> {
        let open = || {
            let stream = UnixStream::connect(path)?;
            stream.set_read_timeout(Some(ANSWER))?;
            stream.set_write_timeout(Some(ANSWER))?;
            Ok(stream)
        };
        let stream =
            open().map_err(|source| DisplayError::Connect { path: path.to_owned(), source })?;
        Ok(Control(Connection::from(stream)))
    }

    /// Runs one command line.
    pub(super) fn run(&mut self, command: &str) -> Result<(), DisplayError> {
        for outcome in self.0.run_command(command)? {
            outcome.map_err(|error| DisplayError::Refused {
                command: command.to_owned(),
                reason: error.to_string(),
            })?;
        }
        Ok(())
    }

    /// All outputs, also those that are off.
    pub(super) fn outputs(&mut self) -> Result<Vec<Output>, DisplayError> {
        Ok(self.0.get_outputs()?)
    }
}
