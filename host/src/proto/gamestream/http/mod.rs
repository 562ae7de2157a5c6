//! The HTTP control plane: two ports, a handful of paths, one request for each connection.
//!
//! `listen` owns sockets and limits, this module the paths; what the paths mean is `core`'s.
//! Launching, quitting and the list of apps belong to [`Sessions`]. Source: moonlight-qt,
//! `nvhttp.cpp`; docs/wire-gamestream.md "HTTP control plane".

mod listen;
mod picture;
#[cfg(test)]
pub(crate) mod tests;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use lumen_core::gamestream::nvhttp::{
    App, AppId, CodecModes, LaunchKind, LaunchReply, LaunchRequest, NvError, Query, Reply,
    ServerInfo, Status, Target, write_app_list,
};
use lumen_core::gamestream::pairing::{Fingerprint, PairReply, PairingError};

pub use listen::{Limits, serve_plain, serve_tls};

use super::desk::PairingDesk;
use super::session::{Caller, GameStreamHost, LaunchRefusal, Ports};
use crate::store::Clients;

/// What the control plane asks of whoever runs apps and streams. Calls may block.
pub trait Sessions: Send + Sync + 'static {
    /// What the host encodes.
    fn codecs(&self) -> CodecModes;

    /// The app that runs.
    fn running_app(&self) -> Option<AppId>;

    /// The apps on offer; at least one.
    fn apps(&self) -> Vec<App>;

    /// The picture of an app, if it has one of its own.
    fn picture(&self, app: AppId) -> Option<PathBuf>;

    /// The client that is streaming.
    fn streaming_client(&self) -> Option<Fingerprint>;

    /// Lets a client start or join an app.
    ///
    /// # Errors
    /// Why not; the client's user reads it.
    fn launch(&self, request: LaunchRequest, caller: Caller) -> Result<LaunchReply, LaunchRefusal>;

    /// Ends the app and its session; returns when they are gone.
    fn cancel(&self);

    /// Ends the session of a client whose pairing was removed.
    fn disconnect(&self, client: &Fingerprint);
}

impl Sessions for GameStreamHost {
    fn codecs(&self) -> CodecModes {
        GameStreamHost::codecs(self)
    }

    fn running_app(&self) -> Option<AppId> {
        GameStreamHost::running_app(self)
    }

    fn apps(&self) -> Vec<App> {
        self.catalogue().app_list()
    }

    fn picture(&self, app: AppId) -> Option<PathBuf> {
        self.catalogue().find(app).and_then(|entry| entry.picture.clone())
    }

    fn streaming_client(&self) -> Option<Fingerprint> {
        GameStreamHost::streaming_client(self).map(Fingerprint)
    }

    fn launch(&self, request: LaunchRequest, caller: Caller) -> Result<LaunchReply, LaunchRefusal> {
        GameStreamHost::launch(self, request, caller)
    }

    fn cancel(&self) {
        GameStreamHost::cancel(self);
    }

    fn disconnect(&self, client: &Fingerprint) {
        GameStreamHost::disconnect(self, &client.0);
    }
}

/// What a client reads that is not let in.
const NOT_PAIRED: &str = "client certificate not paired";

/// What a client's user reads when a request panicked.
const HOST_FAILED: &str = "the host failed; see its log";

/// Everything that answers need.
pub struct ControlPlane {
    /// Name that clients show.
    pub name: String,
    /// Id under which clients file this host.
    pub unique_id: String,
    /// The ports to announce.
    pub ports: Ports,
    /// Who is let in.
    pub clients: Arc<Clients>,
    /// Where pairings wait.
    pub desk: Arc<PairingDesk>,
    /// Who runs apps and streams.
    pub sessions: Arc<dyn Sessions>,
}

/// What is known of whoever sent a request.
#[derive(Clone, Copy, Debug)]
struct Peer {
    address: SocketAddr,
    /// The address of ours that it reached.
    local: IpAddr,
    way: Way,
}

/// How a request came in.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// In clear text: anyone.
    Plain,
    /// Over TLS, with this certificate if any.
    Tls(Option<Fingerprint>),
}

/// What is sent back. The HTTP status is 200 for all XML.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Xml(String),
    Picture(Vec<u8>),
}

impl ControlPlane {
    /// Answers one request line's target.
    async fn answer(&self, peer: Peer, target: &str) -> Answer {
        let target = match Target::parse(target) {
            Ok(target) => target,
            Err(error) => return refusal(Status::BAD_REQUEST, &error.to_string()),
        };
        match peer.way {
            Way::Plain => self.answer_stranger(peer, &target).await,
            Way::Tls(Some(client)) if self.clients.is_paired(&client) => {
                self.answer_client(peer, client, &target).await
            }
            Way::Tls(_) => refusal(Status::UNAUTHORIZED, NOT_PAIRED),
        }
    }

    /// In clear text there is little to say and nothing to command.
    async fn answer_stranger(&self, peer: Peer, target: &Target<'_>) -> Answer {
        let address = peer.address.ip();
        match target.path {
            "/serverinfo" => self.server_info(peer, false).await,
            "/pair" => Answer::Xml(self.desk.answer(address, &target.query).await),
            "/unpair" => {
                // Anyone can send it, so it removes no pairing.
                self.desk.abort_by(address, &target.query);
                Answer::Xml(Reply::ok().finish())
            }
            _ => not_found(),
        }
    }

    async fn answer_client(&self, peer: Peer, client: Fingerprint, target: &Target<'_>) -> Answer {
        match target.path {
            "/serverinfo" => self.server_info(peer, true).await,
            "/pair" => Answer::Xml(pair_challenge(&target.query)),
            "/unpair" => Answer::Xml(Reply::ok().finish()),
            "/applist" => Answer::Xml(write_app_list(&self.sessions.apps())),
            "/appasset" => self.picture(&target.query).await,
            "/launch" => self.launch(LaunchKind::Launch, peer, client, &target.query).await,
            "/resume" => self.launch(LaunchKind::Resume, peer, client, &target.query).await,
            "/cancel" => self.cancel().await,
            _ => not_found(),
        }
    }

    async fn server_info(&self, peer: Peer, paired: bool) -> Answer {
        let sessions = Arc::clone(&self.sessions);
        let state = blocking(move || {
            let mac = paired.then(super::mac::of_default_route).flatten();
            (mac, sessions.codecs(), sessions.running_app())
        });
        let Some((mac, codecs, running)) = state.await else {
            return refusal(Status::UNAVAILABLE, HOST_FAILED);
        };
        let info = ServerInfo {
            hostname: self.name.clone(),
            unique_id: self.unique_id.clone(),
            https_port: self.ports.https(),
            http_port: self.ports.http,
            mac,
            local_ip: peer.local,
            codecs,
            paired,
            running,
        };
        Answer::Xml(info.write())
    }

    async fn picture(&self, query: &Query) -> Answer {
        let Some(app) = query.get("appid").and_then(|id| id.parse().ok()) else {
            return refusal(Status::BAD_REQUEST, "appid is missing or malformed");
        };
        if !self.sessions.apps().iter().any(|known| known.id == app) {
            return not_found();
        }
        let path = self.sessions.picture(app);
        let picture = blocking(move || picture::load_or_make(app, path.as_deref())).await;
        picture.map_or_else(not_found, Answer::Picture)
    }

    async fn launch(
        &self,
        kind: LaunchKind,
        peer: Peer,
        client: Fingerprint,
        query: &Query,
    ) -> Answer {
        let refused =
            |status, message: &str| Answer::Xml(LaunchReply::refusal(kind, status, message));
        let request = match LaunchRequest::parse(kind, query) {
            Ok(request) => request,
            Err(error) => return refused(Status::BAD_REQUEST, &error.to_string()),
        };
        let caller = Caller { fingerprint: client.0, peer: peer.address, local: peer.local };
        let sessions = Arc::clone(&self.sessions);
        let clients = Arc::clone(&self.clients);
        let launched = blocking(move || {
            let reply = sessions.launch(request, caller)?;
            // Whoever was unpaired while the app started must not get in behind that.
            let unpaired = !clients.is_paired(&client);
            if unpaired {
                sessions.disconnect(&client);
            }
            Ok::<_, LaunchRefusal>((reply, unpaired))
        });
        match launched.await {
            Some(Ok((_, true))) => refusal(Status::UNAUTHORIZED, NOT_PAIRED),
            Some(Ok((reply, false))) => Answer::Xml(reply.write()),
            Some(Err(error)) => {
                tracing::warn!(peer = %peer.address, %error, "launch refused");
                refused(error.status(), &error.to_string())
            }
            None => refused(Status::UNAVAILABLE, HOST_FAILED),
        }
    }

    async fn cancel(&self) -> Answer {
        let sessions = Arc::clone(&self.sessions);
        match blocking(move || sessions.cancel()).await {
            Some(()) => Answer::Xml(Reply::ok().element("cancel", 1).finish()),
            None => refusal(Status::UNAVAILABLE, HOST_FAILED),
        }
    }
}

/// Phase 5 proves no more than that mutual TLS works, which it did.
fn pair_challenge(query: &Query) -> String {
    match query.get("phrase") {
        Some("pairchallenge") => PairReply::Accepted.write(),
        Some(_) => PairingError::OutOfOrder.reply(),
        None => PairingError::Message(NvError::Missing("phrase")).reply(),
    }
}

fn refusal(status: Status, message: &str) -> Answer {
    Answer::Xml(Reply::refusal(status, message).finish())
}

fn not_found() -> Answer {
    refusal(Status::NOT_FOUND, "not found")
}

/// Runs what may block away from the sockets; `None` when it panicked.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.inspect_err(|error| tracing::error!(%error, "request failed")).ok()
}
