//! What can go wrong for a client, and what its user can do about it.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use lumen_core::gamestream::nvhttp::{AppId, NvError};
use lumen_core::gamestream::pairing::{CertificateError, Fingerprint, PairingError};
use lumen_core::gamestream::rtsp::{Method, RtspError};
use lumen_core::gamestream::rtsp_seal::RecordError;
use lumen_core::native;
use lumen_core::native::message::end::Reason;
use lumen_core::native::session::TurnError;
use lumen_core::units::Span;
use lumen_gpu::GpuError;
use lumen_transport::TransportError;
use lumen_transport::control::quic::QuicError;

use crate::audio::SoundError;
use crate::state::End;

/// What the client was doing with the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// `/serverinfo`.
    ServerInfo,
    /// Pairing, waiting for the PIN included.
    Pairing,
    /// `/applist`.
    AppList,
    /// `/launch` or `/resume`.
    Launch,
    /// `/cancel`.
    Cancel,
    /// One request of the session handshake.
    Rtsp(Method),
    /// Connecting the control stream.
    Control,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ServerInfo => f.write_str("server information"),
            Self::Pairing => f.write_str("pairing"),
            Self::AppList => f.write_str("list of apps"),
            Self::Launch => f.write_str("launch"),
            Self::Cancel => f.write_str("quitting the app"),
            Self::Rtsp(method) => write!(f, "handshake, {method:?}"),
            Self::Control => f.write_str("control stream"),
        }
    }
}

/// Every way in which a call of this library ends badly.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The text names no host.
    #[error("{0:?} is not HOST or HOST:PORT")]
    Address(String),
    /// The name of the host has no address.
    #[error("no address is known for {name}")]
    Resolve {
        /// The name.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// The host cannot be reached.
    #[error("{phase}: no connection to {address}")]
    Connect {
        /// What for.
        phase: Phase,
        /// Where to.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The host did not answer in time.
    #[error("{phase}: no answer within {} ms", limit.0 / 1_000)]
    TimedOut {
        /// What was asked.
        phase: Phase,
        /// How long was waited.
        limit: Span,
    },
    /// The connection broke before the answer was complete.
    #[error("{phase}: connection lost")]
    Broken {
        /// What was asked.
        phase: Phase,
        /// What the system said.
        source: io::Error,
    },
    /// The answer is not HTTP, or stops in the middle.
    #[error("{phase}: no complete HTTP answer")]
    Http {
        /// What was asked.
        phase: Phase,
        /// What is wrong with it.
        source: hyper::Error,
    },
    /// The answer is HTTP, but its status is not 200, it is too long, or it is not text.
    #[error("{phase}: HTTP answer {status} that no GameStream host gives")]
    HttpAnswer {
        /// What was asked.
        phase: Phase,
        /// Its status.
        status: u16,
    },
    /// No TLS connection came about.
    #[error("{phase}: no secure connection")]
    Tls {
        /// What for.
        phase: Phase,
        /// What the TLS library said.
        source: io::Error,
    },
    /// The host shows another certificate than the one it was paired with.
    #[error("host at {address} is not the one that was paired: its certificate has changed")]
    CertificateChanged {
        /// Where it was found.
        address: SocketAddr,
    },
    /// One side does not know the other.
    #[error("not paired with {host}")]
    NotPaired {
        /// Name or address of the host.
        host: String,
    },
    /// The pairing did not succeed.
    #[error(transparent)]
    Pairing(#[from] PairingError),
    /// No connection over `lumen/1`, or it broke.
    #[error(transparent)]
    Quic(#[from] QuicError),
    /// The pairing over `lumen/1` did not succeed.
    #[error(transparent)]
    NativePairing(#[from] native::pairing::PairingError),
    /// A `lumen/1` host wants nothing to do with us.
    #[error("turned away by the host: {0:?}")]
    Turned(Reason),
    /// No `lumen/1` host of this name is known.
    #[error("not paired with {host}, whose certificate is {seen}")]
    NotPairedNative {
        /// Name or address of the host.
        host: String,
        /// Who answers there.
        seen: Fingerprint,
    },
    /// Another `lumen/1` host answers than the one that was meant.
    #[error("{host} is not the one that was meant: its certificate is {seen}, not {meant}")]
    HostChanged {
        /// Name or address of the host.
        host: String,
        /// Who was meant.
        meant: Fingerprint,
        /// Who answers there.
        seen: Fingerprint,
    },
    /// The host's XML is malformed, or says no.
    #[error("{phase}")]
    Reply {
        /// What was asked.
        phase: Phase,
        /// What is wrong.
        source: NvError,
    },
    /// The host has no app of this name.
    #[error("host has no app {title:?}, but {}", known.join(", "))]
    NoSuchApp {
        /// The name looked for.
        title: String,
        /// The names it has.
        known: Vec<String>,
    },
    /// Another app is running.
    #[error("host is running another app, {title}")]
    Busy {
        /// Number of that app.
        running: AppId,
        /// Its name, or its number when the list does not have it.
        title: String,
    },
    /// The app was cancelled, but the host says that it is still running.
    #[error("app is still running")]
    StillRunning,
    /// A request of the handshake was refused.
    #[error("{phase}: host answered {status}")]
    RtspStatus {
        /// Which request.
        phase: Phase,
        /// The status.
        status: u16,
    },
    /// An answer of the handshake cannot be read.
    #[error("{phase}")]
    Rtsp {
        /// Which request.
        phase: Phase,
        /// What is wrong with it.
        source: RtspError,
    },
    /// An answer of the handshake is not sealed as it should be.
    #[error("{phase}")]
    Record {
        /// Which request.
        phase: Phase,
        /// What is wrong with it.
        source: RecordError,
    },
    /// The host cannot encrypt the control stream, or gives no connect data for it.
    #[error("host speaks an old dialect without {0}")]
    OldHost(&'static str),
    /// A setting of the stream is out of range.
    #[error("{setting} of {value} is not possible")]
    Setting {
        /// The setting.
        setting: &'static str,
        /// Its value.
        value: u64,
    },
    /// A file of the configuration cannot be read or written.
    #[error("{}", path.display())]
    Store {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A stored certificate or key cannot be used.
    #[error("{}", path.display())]
    Identity {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: CertificateError,
    },
    /// No key or certificate could be made, or TLS does not take it.
    #[error("make an identity: {0}")]
    MakeIdentity(String),
    /// A socket does not do what it should.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// There is no decoder.
    #[error(transparent)]
    Gpu(#[from] GpuError),
    /// Sound.
    #[error(transparent)]
    Sound(#[from] SoundError),
    /// The system gives no thread, event or runtime.
    #[error("start {what}")]
    Start {
        /// What was to be started.
        what: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// The host broke the rules of a `lumen/1` session, or we were about to.
    #[error(transparent)]
    Turn(#[from] TurnError),
    /// A `lumen/1` host has no room for another session.
    #[error("the host has no room for another session")]
    NoRoom {
        /// When it is worth to ask again, if the host knows.
        retry: Option<Span>,
    },
    /// Another stream was asked for, and that wish was not even sent yet.
    #[error("another change of the stream waits for its answer")]
    WishWaits,
    /// Events come faster than the host acknowledges them; this one was dropped.
    #[error("too much input at once")]
    InputFull,
    /// The session is over.
    #[error("session is over: {0}")]
    Ended(End),
    /// No picture came in the time given.
    #[error("no picture within {} ms", limit.0 / 1_000)]
    NoPicture {
        /// How long was waited.
        limit: Span,
    },
    /// The picture cannot be written.
    #[error("write picture to {}", path.display())]
    Png {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: png::EncodingError,
    },
}

impl ClientError {
    /// What the user can do about it, as a sentence; nothing for what only a developer can mend.
    pub fn advice(&self) -> Option<&'static str> {
        Some(match self {
            Self::Address(_) => "Give a name or an address, such as 192.168.1.20 or den:47989.",
            Self::Resolve { .. } => "Check the spelling, or give the address instead of the name.",
            Self::Connect { .. } | Self::TimedOut { phase: Phase::ServerInfo, .. } => {
                "Check that the host is on, that its streaming service runs, and that no firewall \
                 is in between."
            }
            Self::TimedOut { phase: Phase::Pairing, .. } => {
                "Nobody entered the PIN on the host in time. Pair again."
            }
            Self::TimedOut { phase: Phase::Rtsp(_) | Phase::Control, .. } => {
                "The host accepts requests but not the stream: let the firewall pass TCP 48010 \
                 and UDP 47998-48000."
            }
            Self::CertificateChanged { .. } | Self::HostChanged { .. } => {
                "If the host was installed anew, pair again. If it was not, another machine \
                 answers in its place: do not pair."
            }
            Self::NotPaired { .. } => "Run `lumen-client pair` for this host first.",
            Self::NotPairedNative { .. } => {
                "Run `lumen-host pair-native` on the host, and `lumen-client pair-native` here with \
                 the PIN that it shows; or name the fingerprint with --pin."
            }
            Self::Turned(Reason::PairingClosed) => {
                "Run `lumen-host pair-native` on the host and use the PIN that it shows."
            }
            Self::Turned(Reason::NotTrusted) => {
                "The host does not know this client, or no longer. Pair again."
            }
            Self::NativePairing(_) => "Try again with the PIN that the host shows now.",
            Self::Pairing(error) => return pairing_advice(error),
            Self::Busy { .. } => "Quit that app first (`lumen-client quit`), or connect to it.",
            Self::NoRoom { .. } => "End another session on the host, or try again later.",
            Self::StillRunning => "Close the app on the host itself.",
            Self::OldHost(_) => "Update the streaming service of the host.",
            Self::Identity { .. } => {
                "The file is damaged. Remove it and pair again; a new one is made."
            }
            Self::Store { .. } => "Check that the directory exists and belongs to you.",
            _ => return None,
        })
    }
}

fn pairing_advice(error: &PairingError) -> Option<&'static str> {
    Some(match error {
        PairingError::WrongPin | PairingError::Refused => {
            "The PIN typed on the host was not the one shown here. Pair again with a new PIN."
        }
        PairingError::Busy => "Another device is being paired with the host. Try again later.",
        PairingError::TooManyFailures => "Wait a minute, then pair again.",
        PairingError::NotTheOwner => {
            "Another machine may sit between you and the host. Do not pair over this network."
        }
        PairingError::PinForm => "Give four digits, such as 0123.",
        _ => return None,
    })
}

/// Gives an `io::Error` the file it is about.
pub(crate) fn at_path(path: &std::path::Path) -> impl FnOnce(io::Error) -> ClientError {
    let path = path.to_owned();
    |source| ClientError::Store { path, source }
}
