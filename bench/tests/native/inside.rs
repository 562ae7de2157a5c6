//! A host of `lumen/1` in the test's own process, with scenes and encoders that the test chooses.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use lumen_client::{Client, ClientError, HostAddress, HostTrust, NativeOptions, NativeSession};
use lumen_core::gamestream::pairing::{Certificate, Fingerprint};
use lumen_core::native::message::value::Grid;
use lumen_core::rate::fec::FecBounds;
use lumen_core::units::{Mode, Span};
use lumen_gpu::encode::H264Profile;
use lumen_host::audio::SourceKind;
use lumen_host::encoder::CodersOf;
use lumen_host::proto::native::plan::Limits;
use lumen_host::proto::native::{self, NativeHost, NativeSettings, OpenScene};
use lumen_host::store::{Clients, PairedClient, Store};
use lumen_host::stream::plan::{Pacing, SlicePolicy};
use lumen_host::stream::trace::Tracer;
use lumen_host::trust::Trust;
use lumen_transport::control::quic::{Credentials, QuicError};
use lumen_transport::send::Method;
use tempfile::TempDir;

use crate::rig::{Turn, options};

/// How far the port of `lumen/1` is above the one that addresses name.
const NATIVE_OFFSET: u16 = 20;

/// A running host. Dropping it ends it.
pub struct Inside {
    /// What the host says of its sessions.
    pub native: Arc<NativeHost>,
    pub fingerprint: Fingerprint,
    socket: SocketAddr,
    clients: Arc<Clients>,
    thread: Option<JoinHandle<()>>,
    directory: TempDir,
    count: usize,
    // Last: the next test begins when the host is gone.
    _turn: Turn,
}

/// What a host shows, how, and how long it waits for clients that are gone.
pub struct Parts {
    pub scenes: Arc<dyn OpenScene>,
    pub coders: CodersOf,
    pub grace: Span,
}

impl Inside {
    pub fn new(parts: Parts) -> Inside {
        Inside::traced(parts, None)
    }

    /// A host that stamps its frames.
    pub fn traced(parts: Parts, tracer: Option<Tracer>) -> Inside {
        let turn = Turn::take();
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(&directory.path().join("state")).unwrap();
        let identity = store.identity().unwrap();
        let clients = Arc::new(store.clients().unwrap());
        let fingerprint = identity.pairing.certificate().fingerprint();
        let credentials = Credentials::new(identity.pairing.certificate().der(), &identity.key);
        let trust = Trust::new(fingerprint, Arc::clone(&clients));
        let known = Arc::clone(&clients);
        let (tell, told) = mpsc::channel();
        let serve = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                let bound = bind(settings(parts, tracer), &credentials, trust, known);
                let (host, listener, socket) = bound.unwrap();
                tell.send((Arc::clone(&host), socket)).unwrap();
                native::host::serve(host, listener).await;
            });
        };
        let thread = Some(thread::spawn(serve));
        let (native, socket) = told.recv().expect("the host listens");
        Inside { native, fingerprint, socket, clients, thread, directory, count: 0, _turn: turn }
    }

    /// Where the host listens.
    pub fn socket(&self) -> SocketAddr {
        self.socket
    }

    pub fn address(&self) -> HostAddress {
        address_of(self.socket).parse().unwrap()
    }

    /// Another client that the host trusts, and its directory.
    pub fn client(&mut self) -> (Client, PathBuf) {
        self.count += 1;
        let path = self.directory.path().join(format!("client-{}", self.count));
        let client = Client::open(&path).unwrap();
        let certificate = std::fs::read(path.join("client.pem")).unwrap();
        let certificate = Certificate::from_pem(&certificate).unwrap();
        self.clients.add(PairedClient::now(certificate, "test")).unwrap();
        (client, path)
    }

    pub fn connect(&self, client: &Client, mode: Mode) -> Result<NativeSession, ClientError> {
        let trust = HostTrust::Pinned(self.fingerprint);
        client.connect_native(&self.address(), &NativeOptions { trust, ..options(mode) })
    }

    /// Ends the host and its sessions; false when its thread panicked.
    pub fn stop(&mut self) -> bool {
        self.native.shut_down();
        self.thread.take().is_none_or(|thread| thread.join().is_ok())
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What a client is told to find a socket that listens for `lumen/1`.
pub fn address_of(socket: SocketAddr) -> String {
    SocketAddr::new(socket.ip(), socket.port() - NATIVE_OFFSET).to_string()
}

type Bound = (Arc<NativeHost>, lumen_transport::control::quic::Listener, SocketAddr);

fn bind(
    settings: NativeSettings,
    credentials: &Credentials,
    trust: Arc<Trust>,
    clients: Arc<Clients>,
) -> Result<Bound, QuicError> {
    let (host, listener) = NativeHost::bind(settings, credentials, trust, clients)?;
    let socket = listener.local_addr()?;
    Ok((host, listener, socket))
}

fn settings(parts: Parts, tracer: Option<Tracer>) -> NativeSettings {
    let Parts { scenes, coders, grace } = parts;
    let (slices, fec) = (SlicePolicy::Auto, FecBounds::default());
    NativeSettings {
        address: (Ipv4Addr::LOCALHOST, 0).into(),
        max_sessions: 4,
        grace,
        max_datagram: 1_200,
        limits: Limits { grid: Grid::ONE, slices, fec, sound: true },
        send: Method::Auto,
        pacing: Pacing::Auto,
        profile: H264Profile::ConstrainedBaseline,
        coders,
        scenes,
        sound: SourceKind::Tone,
        tracer,
    }
}
