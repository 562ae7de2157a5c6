//! The management API: pairing and paired clients, for the command line and for other programs.
//!
//! REST over a Unix socket that only this user can open ([`socket`]); requests and replies are
//! JSON ([`types`]). [`client`] is the other end. [`page`] serves a page for entering PINs to the
//! local browser.
//!
//! | request | does |
//! |---|---|
//! | `GET /v1/status` | what the host is doing |
//! | `GET /v1/pair` | the pairing that waits |
//! | `POST /v1/pair` | enters its PIN, answers when the pairing has ended |
//! | `DELETE /v1/pair` | turns it away |
//! | `GET /v1/native-pairing` | the PIN that `lumen/1` clients are paired with, if one is shown |
//! | `POST /v1/native-pairing` | shows one |
//! | `DELETE /v1/native-pairing` | shows none any more |
//! | `GET /v1/clients` | the paired clients |
//! | `PATCH /v1/clients/{fingerprint}` | renames one |
//! | `DELETE /v1/clients/{fingerprint}` | unpairs one and ends its sessions |
//! | `GET /metrics` | what streams count, for Prometheus ([`metrics`]); [`page`] has it too |

pub mod client;
pub mod metrics;
pub mod page;
mod routes;
pub mod socket;
#[cfg(test)]
mod tests;
pub mod types;

use std::sync::Arc;

use lumen_core::gamestream::pairing::Fingerprint;

pub use routes::router;

use crate::proto::gamestream::desk::PairingDesk;
use crate::proto::gamestream::http::Sessions;
use crate::store::{Clients, StoreError};
use crate::stream::Running;
use crate::trust::Trust;

/// What the management API manages.
#[derive(Clone)]
pub struct Management {
    /// Name of the host.
    pub name: String,
    /// Where pairings of GameStream wait.
    pub desk: Arc<PairingDesk>,
    /// Where `lumen/1` clients are paired.
    pub trust: Arc<Trust>,
    /// Who is let in.
    pub clients: Arc<Clients>,
    /// Who runs apps and streams.
    pub sessions: Arc<dyn Sessions>,
    /// The streams that run, of each protocol.
    pub streams: Vec<Running>,
}

impl Management {
    /// Lets a client in no more and ends its sessions, in this order: those of `lumen/1` wait for
    /// [`Clients::until_removed`]. False when it was not known. Blocks.
    ///
    /// # Errors
    /// [`StoreError`]; the client is then still paired.
    pub fn unpair(&self, client: &Fingerprint) -> Result<bool, StoreError> {
        let known = self.clients.remove(client)?;
        if known {
            self.sessions.disconnect(client);
        }
        Ok(known)
    }
}
