//! The Unix socket of the management API: for this user and root, and nobody else.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream as StdUnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::serve::Listener;
use rustix::process::geteuid;
use tokio::net::{UnixListener, UnixStream};

use super::{Management, router};

/// A bound socket. Dropping it removes the file.
pub struct ManagementSocket {
    listener: UnixListener,
    path: PathBuf,
}

impl ManagementSocket {
    /// Binds the socket. One that a dead host left behind is replaced.
    ///
    /// # Errors
    /// `AddrInUse` when another host answers on it; whatever else the system says.
    pub fn bind(path: &Path) -> io::Result<ManagementSocket> {
        if StdUnixStream::connect(path).is_ok() {
            let taken = format!("another host answers on {}", path.display());
            return Err(io::Error::new(io::ErrorKind::AddrInUse, taken));
        }
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(path)?;
        let socket = ManagementSocket { listener, path: path.to_owned() };
        // Whoever slips in before this is turned away by `accept`.
        fs::set_permissions(path, Permissions::from_mode(0o600))?;
        Ok(socket)
    }

    /// Answers until the task is dropped.
    ///
    /// # Errors
    /// What the system says.
    pub async fn serve(self, management: Management) -> io::Result<()> {
        axum::serve(self, router(management)).await
    }
}

/// True for this user and for root.
fn is_trusted(stream: &UnixStream) -> bool {
    let peer = stream.peer_cred().map(|peer| peer.uid());
    peer.is_ok_and(|uid| uid == 0 || uid == geteuid().as_raw())
}

impl Listener for ManagementSocket {
    type Io = UnixStream;
    type Addr = ();

    async fn accept(&mut self) -> (UnixStream, ()) {
        loop {
            match self.listener.accept().await {
                Ok((stream, _)) if is_trusted(&stream) => return (stream, ()),
                Ok(_) => tracing::warn!("management connection of another user turned away"),
                Err(error) => {
                    tracing::warn!(%error, "management connection not accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for ManagementSocket {
    fn drop(&mut self) {
        // Gone already is gone.
        let _ = fs::remove_file(&self.path);
    }
}
