//! Watches and controls a lumen or GameStream host: the library behind `lumen-client`.
//!
//! A [`Client`] is a directory with our certificate and those of paired hosts. It pairs, lists
//! apps and connects. A [`Session`] (GameStream) or a [`NativeViewer`] (`lumen/1`) is one stream,
//! decoded and played on threads of its own and seen by an [`Observe`]r; both are a [`Stream`]. A
//! [`NativeSession`] hands out what is coded. Every call blocks until it is done or its time is up;
//! do not call from inside an asynchronous runtime.
//!
//! | module | is |
//! |---|---|
//! | `gamestream` | the sockets: HTTP, RTSP, control, video, audio |
//! | `native` | `lumen/1`: [`Client::watch_native`], [`Client::connect_native`] |
//! | `ffi` | the C interface, `include/lumen.h` |
//! | `session` | the threads of one stream |
//! | `stream` | what a session of either protocol can do for who shows it |
//! | `units`, `decode` | from access unit to picture |
//! | [`audio`] | from packet to sound |
//! | [`input`] | gamepads |
//! | `identity` | certificates on disk |
//! | `trust` | pairing over `lumen/1`, and which hosts it may talk to |
//! | [`trace`] | where each frame was when |
//! | `window` | the reference client's window (feature `window`) |

#![deny(unsafe_code)]

mod address;
pub mod audio;
mod decode;
mod error;
#[allow(unsafe_code)]
pub mod ffi;
mod gamestream;
mod identity;
pub mod input;
mod native;
mod options;
mod picture;
mod random;
mod session;
mod state;
mod stream;
pub mod trace;
mod trust;
mod units;
#[cfg(feature = "window")]
pub mod window;

use std::net::SocketAddr;
use std::path::Path;

use lumen_core::gamestream::nvhttp::{App, ServerInfo};
use lumen_core::gamestream::pairing::{Fingerprint, Pin};

pub use address::HostAddress;
pub use decode::{Decoder, DecoderChoice, FrameRecord, Hardware, Observe, OpenDecoder, Unobserved};
pub use error::{ClientError, Phase};
pub use native::link::Wish;
pub use native::options::{Delivery, NativeOptions};
pub use native::session::{ClockState, NativeEvent, NativeSession, RumbleEvent};
pub use native::viewer::{NativeViewer, Viewing};
pub use options::{StreamOptions, Timeouts};
pub use picture::Picture;
pub use session::Session;
pub use state::{End, StreamStats};
pub use stream::Stream;
pub use trust::HostTrust;
pub use units::{Captured, Lease, Unit, UnitInfo};

use gamestream::http::Http;
use gamestream::launch::PairedHost;
use gamestream::pair::{self, Pairing};
use gamestream::tls;
use identity::{ClientIdentity, Store};

/// This machine as a client.
pub struct Client {
    store: Store,
    identity: ClientIdentity,
    http: Http,
    timeouts: Timeouts,
}

impl Client {
    /// Opens the directory of a client. Makes it, and an identity in it, if need be; that takes
    /// about a second.
    ///
    /// # Errors
    /// `Store` or `Identity` for files that cannot be used, `MakeIdentity`, `Start`.
    pub fn open(directory: &Path) -> Result<Client, ClientError> {
        let store = Store::open(directory)?;
        let identity = store.identity()?;
        Ok(Client { store, identity, http: Http::new()?, timeouts: Timeouts::default() })
    }

    /// Waits for hosts as long as this from now on.
    pub fn with_timeouts(self, timeouts: Timeouts) -> Client {
        Client { timeouts, ..self }
    }

    /// A PIN that nobody can guess.
    ///
    /// # Errors
    /// `Start` when the system has no randomness.
    pub fn random_pin() -> Result<Pin, ClientError> {
        random::random().map(Pin::from_random)
    }

    /// Pairs with a host, whose user has to enter `pin` there meanwhile, and remembers it.
    ///
    /// # Errors
    /// `Pairing` with the reason; `Resolve`, `Connect`, `TimedOut` and their like; `Store`.
    pub fn pair(&self, host: &HostAddress, pin: &Pin) -> Result<Fingerprint, ClientError> {
        let address = host.resolve()?;
        let info = pair::public_info(&self.http, address, &self.timeouts)?;
        let pairing = Pairing {
            http: &self.http,
            identity: &self.identity,
            address,
            https: SocketAddr::new(address.ip(), info.https_port),
            timeouts: &self.timeouts,
        };
        let certificate = pairing.run(pin)?;
        if self.store.host(&info.unique_id)?.is_some_and(|known| known != certificate) {
            tracing::warn!(%host, "the host has another certificate than when it was paired before");
        }
        self.store.trust(&info.unique_id, &certificate)?;
        Ok(certificate.fingerprint())
    }

    /// What the host says of itself to those it knows.
    ///
    /// # Errors
    /// `NotPaired`, `CertificateChanged`; `Resolve`, `Connect`, `TimedOut` and their like.
    pub fn info(&self, host: &HostAddress) -> Result<ServerInfo, ClientError> {
        self.paired(host)?.info()
    }

    /// The apps of a host.
    ///
    /// # Errors
    /// As [`Client::info`].
    pub fn apps(&self, host: &HostAddress) -> Result<Vec<App>, ClientError> {
        self.paired(host)?.apps()
    }

    /// Quits the app that runs on a host.
    ///
    /// # Errors
    /// `StillRunning`; as [`Client::info`].
    pub fn quit(&self, host: &HostAddress) -> Result<(), ClientError> {
        self.paired(host)?.cancel()
    }

    /// Starts an app, or joins it when it runs already, and streams it. Returns when the control
    /// stream is up; the first picture may take a moment longer.
    ///
    /// # Errors
    /// `NoSuchApp`, `Busy`; a refusal or time-out of any phase; as [`Client::info`].
    pub fn connect(
        &self,
        host: &HostAddress,
        options: &StreamOptions,
        observer: Box<dyn Observe>,
    ) -> Result<Session, ClientError> {
        options.check()?;
        let launched = self.paired(host)?.launch(&options.app, options.mode)?;
        Session::start(&launched, options, &self.timeouts, observer)
    }

    fn paired(&self, host: &HostAddress) -> Result<PairedHost<'_>, ClientError> {
        let address = host.resolve()?;
        let info = pair::public_info(&self.http, address, &self.timeouts)?;
        let pinned = self.store.host(&info.unique_id)?;
        let pinned = pinned.ok_or_else(|| ClientError::NotPaired { host: host.to_string() })?;
        Ok(PairedHost {
            http: &self.http,
            https: SocketAddr::new(address.ip(), info.https_port),
            tls: tls::client_config(&self.identity, &pinned)?,
            timeouts: &self.timeouts,
        })
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("identity", &self.identity.pairing).finish_non_exhaustive()
    }
}
