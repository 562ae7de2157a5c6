//! Whom `lumen/1` lets in: pairing by a PIN that the host shows, and the first message of every
//! connection.
//!
//! Clients of GameStream and of `lumen/1` are in one list ([`Clients`]); whoever was paired over
//! one protocol is let in over the other. Nothing that a stranger sends is acted on but a request
//! to be paired, and that only while the user has opened the desk. All of it runs on the runtime
//! that serves the listener. Source: docs/wire-native.md "Pairing".

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lumen_core::gamestream::pairing::{Certificate, Fingerprint};
use lumen_core::native::message::Message;
use lumen_core::native::message::end::{Bye, Reason};
use lumen_core::native::pairing::desk::PinDesk;
use lumen_core::native::pairing::message::{Pair, PairMessage};
use lumen_core::native::pairing::{Binding, HostPairing, PairingError, Pin};
use lumen_core::native::tlv::{RawMessage, TlvError};
use lumen_core::units::Micros;
use lumen_transport::clock;
use lumen_transport::control::quic::{
    Connection, ControlReader, ControlWriter, Listener, QuicError,
};
use ring::rand::{SecureRandom, SystemRandom};
use tokio::time::timeout;

use crate::store::{Clients, PairedClient, StoreError};

/// Time for a new connection to say what it wants. Source: docs/wire-native.md "Sessions".
const FIRST_MESSAGE: Duration = Duration::from_secs(10);

/// Time for the client's proof; it needs no human for that.
const PROOF: Duration = Duration::from_secs(5);

/// Why a connection was turned away or a pairing came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// A client that is not paired wants a session.
    #[error("client {0} is not paired; `lumen-host pair-native` shows a PIN for it")]
    Stranger(Fingerprint),
    /// The user has not opened the desk, or its tries are used up.
    #[error("a client wants to be paired; `lumen-host pair-native` shows a PIN for it")]
    Closed,
    /// The exchange failed.
    #[error(transparent)]
    Pairing(#[from] PairingError),
    /// The client's certificate is not of the kind that is kept.
    #[error("the client's certificate cannot be kept: {0}")]
    Certificate(#[from] lumen_core::gamestream::pairing::CertificateError),
    /// The client proved itself but cannot be remembered.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system has no random numbers.
    #[error("no random numbers to make a PIN of")]
    Random,
    /// The client said what it may not, or nothing.
    #[error("the client broke the rules")]
    Protocol,
    /// The client took too long.
    #[error("the client took too long")]
    TooSlow,
    /// The connection ended.
    #[error(transparent)]
    Connection(#[from] QuicError),
}

impl TrustError {
    /// What the client is told.
    fn reason(&self) -> Reason {
        match self {
            Self::Stranger(_) => Reason::NotTrusted,
            Self::Closed => Reason::PairingClosed,
            Self::Pairing(PairingError::WrongPin) => Reason::WrongPin,
            Self::Store(_) | Self::Random => Reason::Internal,
            Self::TooSlow => Reason::TooSlow,
            _ => Reason::Protocol,
        }
    }
}

/// A PIN for the user to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The PIN.
    pub pin: Pin,
    /// When it ends, unless it is tried too often before.
    pub until: Micros,
}

/// A client that is let in, and the first thing it said.
pub struct Admitted {
    /// Its connection.
    pub connection: Connection,
    /// The control stream, behind the first message.
    pub reader: ControlReader,
    /// The other direction of it.
    pub writer: ControlWriter,
    /// The first message: Hello, if the client keeps the rules.
    pub first: Message,
}

/// Decides whom `lumen/1` lets in.
pub struct Trust {
    host: Fingerprint,
    clients: Arc<Clients>,
    desk: Mutex<Desk>,
    random: SystemRandom,
}

#[derive(Default)]
struct Desk {
    pins: PinDesk,
    /// Who was paired since the desk was opened.
    paired: Option<PairedClient>,
}

impl Trust {
    /// Pairs clients with the host of this certificate, and stores them in `clients`.
    pub fn new(host: Fingerprint, clients: Arc<Clients>) -> Arc<Trust> {
        let (desk, random) = (Mutex::default(), SystemRandom::new());
        Arc::new(Trust { host, clients, desk, random })
    }

    /// Opens the desk: whoever knows the PIN is paired, for three minutes and nine tries.
    ///
    /// # Errors
    /// `Random`.
    pub fn open(&self) -> Result<Shown, TrustError> {
        let pin = self.pin()?;
        let mut desk = self.lock();
        desk.paired = None;
        desk.pins.open(clock::now(), pin);
        desk.shown().ok_or(TrustError::Closed)
    }

    /// The PIN to be shown now: another one after three tries.
    pub fn shown(&self) -> Option<Shown> {
        self.lock().shown()
    }

    /// Who was paired since the desk was last opened.
    pub fn paired(&self) -> Option<PairedClient> {
        self.lock().paired.clone()
    }

    /// Closes the desk. False when it was closed.
    pub fn close(&self) -> bool {
        let mut desk = self.lock();
        let open = desk.shown().is_some();
        desk.pins.close();
        open
    }

    /// Greets whoever comes to `listener`, each in a task of its own, until it is closed; `admit`
    /// gets those that are let in, on the task of their own.
    pub async fn serve(
        self: Arc<Self>,
        mut listener: Listener,
        admit: impl Fn(Admitted) + Clone + Send + 'static,
    ) {
        while let Some(connection) = listener.accept().await {
            let (trust, admit) = (Arc::clone(&self), admit.clone());
            tokio::spawn(async move {
                if let Some(admitted) = trust.greet(connection).await {
                    admit(admitted);
                }
            });
        }
    }

    /// Hears what a new connection wants. A paired client is admitted and its first message
    /// returned; one that wants to be paired is, if it knows the PIN. Everyone else is told why
    /// not. `None` when the connection is done with.
    pub async fn greet(&self, connection: Connection) -> Option<Admitted> {
        match self.hear(&connection).await {
            Ok(admitted) => admitted,
            Err(error) => {
                tracing::info!(%error, address = %connection.remote_address(), "turned away");
                None
            }
        }
    }

    async fn hear(&self, connection: &Connection) -> Result<Option<Admitted>, TrustError> {
        let first = async {
            let (mut reader, writer) = connection.accept_control().await?;
            let first = reader.next_by(First::parse).await?;
            Ok((reader, writer, first))
        };
        let first = timeout(FIRST_MESSAGE, first).await;
        let (mut reader, mut writer, first) = match first {
            Ok(Ok(first)) => first,
            Ok(Err(error)) => return Err(turn_away(connection, error)),
            Err(_) => {
                connection.close(Reason::TooSlow);
                return Err(TrustError::TooSlow);
            }
        };
        let heard = match first {
            First::Pair(request) => {
                self.pair(connection, &mut reader, &mut writer, request).await.map(|()| None)
            }
            First::Session(first) if self.clients.is_paired(&connection.peer()) => {
                connection.admit();
                let connection = connection.clone();
                return Ok(Some(Admitted { connection, reader, writer, first }));
            }
            First::Session(_) => Err(TrustError::Stranger(connection.peer())),
        };
        if let Err(error) = &heard {
            let bye = PairMessage::Bye(Bye::from(error.reason()));
            // A client that is gone needs no reason.
            let _ = writer.send_by(|grease, out| bye.write(grease, out)).await;
        }
        writer.finish().await;
        connection.close(heard.as_ref().err().map_or(Reason::Finished, TrustError::reason));
        heard
    }

    /// One run of the exchange.
    async fn pair(
        &self,
        connection: &Connection,
        reader: &mut ControlReader,
        writer: &mut ControlWriter,
        request: Pair,
    ) -> Result<(), TrustError> {
        let certificate = Certificate::from_der(connection.peer_certificate())?;
        let binding = Binding {
            client: connection.peer(),
            host: self.host,
            connection: connection.pairing_binding()?,
        };
        let pin = self.take()?;
        let (pairing, share) = HostPairing::on_share(&pin, binding, request.share)?;
        say(writer, PairMessage::Share(share)).await?;
        let reply = timeout(PROOF, reader.next_by(PairMessage::parse)).await;
        let proof = match reply.map_err(|_| TrustError::TooSlow)?? {
            PairMessage::Confirm(proof) => proof,
            PairMessage::Bye(bye) => return Err(QuicError::Closed(bye.reason).into()),
            _ => return Err(TrustError::Protocol),
        };
        let answer = pairing.on_proof(proof)?;
        // Trusted before it is told so: it may come back at once.
        self.trust(PairedClient::now(certificate, request.name.as_str()))?;
        say(writer, PairMessage::Paired(answer)).await
    }

    fn trust(&self, client: PairedClient) -> Result<(), TrustError> {
        self.clients.add(client.clone())?;
        tracing::info!(name = client.name, fingerprint = %client.fingerprint(), "client paired");
        let mut desk = self.lock();
        desk.pins.close();
        desk.paired = Some(client);
        Ok(())
    }

    /// Takes a try off the desk.
    fn take(&self) -> Result<Pin, TrustError> {
        let next = self.pin()?;
        self.lock().pins.take(clock::now(), || next).ok_or(TrustError::Closed)
    }

    fn pin(&self) -> Result<Pin, TrustError> {
        let mut random = [0; 8];
        self.random.fill(&mut random).map_err(|_| TrustError::Random)?;
        Ok(Pin::from_random(random))
    }

    fn lock(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    fn shown(&mut self) -> Option<Shown> {
        let (pin, until) = self.pins.shown(clock::now())?;
        Some(Shown { pin: pin.clone(), until })
    }
}

/// What a connection may begin with.
enum First {
    Pair(Pair),
    Session(Message),
}

impl First {
    fn parse(raw: RawMessage<'_>) -> Result<Option<First>, TlvError> {
        match PairMessage::parse(raw)? {
            Some(PairMessage::Pair(pair)) => Ok(Some(First::Pair(pair))),
            _ => Ok(Message::parse(raw)?.map(First::Session)),
        }
    }
}

async fn say(writer: &mut ControlWriter, message: PairMessage) -> Result<(), TrustError> {
    Ok(writer.send_by(|grease, out| message.write(grease, out)).await?)
}

/// There is no stream to say a reason on.
fn turn_away(connection: &Connection, error: QuicError) -> TrustError {
    connection.close(Reason::Protocol);
    TrustError::Connection(error)
}

#[cfg(test)]
mod tests;
