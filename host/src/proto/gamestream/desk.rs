//! Where a pairing waits for the PIN that the user carries over.
//!
//! The HTTP server puts requests in and holds the reply of the first phase; the management API
//! and the local page hand the PIN in and hear how the pairing ends. The state itself is
//! `core`'s [`HostPairing`].

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lumen_core::gamestream::nvhttp::Query;
use lumen_core::gamestream::pairing::{
    AttemptId, HostPairing, HostRandom, HostStep, Identity, PairReply, PairingError, Pending, Pin,
    Requester,
};
use lumen_transport::clock;
use ring::rand::{SecureRandom, SystemRandom};
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::store::{Clients, PairedClient, StoreError};

/// Time for the client to finish once the PIN is entered. It takes a second.
const FINISH_LIMIT: Duration = Duration::from_secs(30);

/// Why a PIN that was entered did not pair.
#[derive(Debug, thiserror::Error)]
pub enum PinError {
    /// No client waits for one, or the exchange failed.
    #[error(transparent)]
    Pairing(#[from] PairingError),
    /// The client gave up or fell silent. Someone may sit between the two.
    #[error("the client did not finish the pairing; if it claims success, do not use it")]
    Unfinished,
    /// The client proved itself but cannot be remembered.
    #[error("the client cannot be stored; see the log")]
    Store,
}

type Outcome = Result<PairedClient, PinError>;

/// The one attempt in progress and all who wait for it.
pub struct PairingDesk {
    desk: Mutex<Desk>,
    clients: Arc<Clients>,
    random: SystemRandom,
}

struct Desk {
    pairing: HostPairing,
    /// The request whose reply is held.
    held: Option<oneshot::Sender<PairReply>>,
    /// Whoever entered the PIN.
    outcome: Option<oneshot::Sender<Outcome>>,
    /// What the user calls the client.
    name: Option<String>,
}

impl PairingDesk {
    /// A desk that pairs clients with `identity` and stores them in `clients`.
    pub fn new(identity: Identity, clients: Arc<Clients>) -> Arc<PairingDesk> {
        let pairing = HostPairing::new(identity);
        let desk = Desk { pairing, held: None, outcome: None, name: None };
        Arc::new(PairingDesk { desk: Mutex::new(desk), clients, random: SystemRandom::new() })
    }

    /// Answers one request of phases 1 to 4; the first one only when the PIN is there. Dropping
    /// the future, as the server does when the client hangs up, ends an attempt that waits.
    pub async fn answer(&self, address: IpAddr, query: &Query) -> String {
        let (id, held) = match self.take(address, query) {
            Ok(Taken::Answer(reply)) => return reply.write(),
            Ok(Taken::Hold(id, held)) => (id, held),
            Err(error) => {
                tracing::info!(%address, %error, "pairing refused");
                return error.reply();
            }
        };
        let waiting = Waiting { desk: self, id: Some(id) };
        let limit = self.lock().pairing.deadline().map(clock::until).unwrap_or_default();
        match timeout(limit.into(), held).await {
            Ok(Ok(reply)) => {
                waiting.go_on();
                reply.write()
            }
            _ => PairingError::NotPending.reply(),
        }
    }

    fn take(&self, address: IpAddr, query: &Query) -> Result<Taken, PairingError> {
        let requester = Requester::parse(query, address)?;
        let random = HostRandom { secret: self.random()?, challenge: self.random()? };
        let mut desk = self.lock();
        let step = desk.pairing.handle(clock::now(), &requester, query, random);
        match step {
            Ok(HostStep::AskPin(id)) => {
                let (sender, held) = oneshot::channel();
                desk.held = Some(sender);
                desk.name = None;
                tracing::info!(%address, "a client asks to be paired: enter the PIN it shows");
                Ok(Taken::Hold(id, held))
            }
            Ok(HostStep::Reply(reply)) => Ok(Taken::Answer(reply)),
            Ok(HostStep::Paired(certificate, device_name)) => {
                let name = desk.name.take().or(device_name);
                let name = name.unwrap_or_else(|| format!("client at {address}"));
                let client = PairedClient::now(certificate, &name);
                // Trusted before the reply leaves: the client returns over TLS at once.
                let stored = self.clients.add(client.clone());
                Ok(Taken::Answer(desk.close(address, client, stored)))
            }
            Err(error) => {
                desk.fail_unless_pending(PinError::Pairing(error.clone()));
                Err(error)
            }
        }
    }

    /// The attempt in progress.
    pub fn pending(&self) -> Option<Pending> {
        let mut desk = self.lock();
        desk.pairing.expire(clock::now());
        desk.pairing.pending()
    }

    /// Enters the PIN for the attempt that waits, and waits for it to end. `name` is what the
    /// user calls the client.
    ///
    /// # Errors
    /// [`PinError`]; the attempt is then over.
    pub async fn enter_pin(
        &self,
        pin: &Pin,
        name: Option<String>,
    ) -> Result<PairedClient, PinError> {
        let (id, outcome) = {
            let mut desk = self.lock();
            let (id, reply) = desk.pairing.enter_pin(clock::now(), pin)?;
            let (sender, outcome) = oneshot::channel();
            desk.outcome = Some(sender);
            desk.name = name.filter(|name| !name.trim().is_empty());
            // A request that was dropped meanwhile leaves an attempt that never finishes.
            let _ = desk.held.take().map(|held| held.send(reply));
            (id, outcome)
        };
        match timeout(FINISH_LIMIT, outcome).await {
            Ok(Ok(outcome)) => outcome,
            _ => {
                self.abort(id);
                Err(PinError::Unfinished)
            }
        }
    }

    /// Ends the attempt in progress at the user's wish.
    pub fn dismiss(&self) -> bool {
        let id = self.lock().pairing.pending().map(|pending| pending.id);
        id.is_some_and(|id| self.abort(id))
    }

    /// Ends the attempt of this requester, which is all that `/unpair` may do.
    pub fn abort_by(&self, address: IpAddr, query: &Query) {
        let Ok(requester) = Requester::parse(query, address) else { return };
        let mut desk = self.lock();
        if desk.pairing.abort_by(&requester) {
            desk.fail_unless_pending(PinError::Unfinished);
        }
    }

    fn abort(&self, id: AttemptId) -> bool {
        let mut desk = self.lock();
        let aborted = desk.pairing.abort(id);
        if aborted {
            desk.fail_unless_pending(PinError::Unfinished);
        }
        aborted
    }

    /// Without random numbers nobody is paired.
    fn random(&self) -> Result<[u8; 16], PairingError> {
        let mut bytes = [0; 16];
        self.random.fill(&mut bytes).map_err(|_| PairingError::Refused)?;
        Ok(bytes)
    }

    fn lock(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Taken {
    Answer(PairReply),
    Hold(AttemptId, oneshot::Receiver<PairReply>),
}

impl Desk {
    /// Tells everybody how it ended; the reply is the client's.
    fn close(
        &mut self,
        address: IpAddr,
        client: PairedClient,
        stored: Result<(), StoreError>,
    ) -> PairReply {
        let (outcome, reply) = match stored {
            Ok(()) => {
                tracing::info!(%address, name = client.name, "client paired");
                (Ok(client), PairReply::Accepted)
            }
            Err(error) => {
                tracing::error!(%error, "paired client not stored");
                (Err(PinError::Store), PairReply::Rejected)
            }
        };
        let _ = self.outcome.take().map(|waiting| waiting.send(outcome));
        reply
    }

    fn fail_unless_pending(&mut self, error: PinError) {
        if self.pairing.pending().is_none() {
            self.held = None;
            let _ = self.outcome.take().map(|waiting| waiting.send(Err(error)));
        }
    }
}

/// Ends an attempt whose first request went away before the PIN came.
struct Waiting<'a> {
    desk: &'a PairingDesk,
    id: Option<AttemptId>,
}

impl Waiting<'_> {
    fn go_on(mut self) {
        self.id = None;
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            self.desk.abort(id);
        }
    }
}
