//! The daemon: opens every port, says that it is ready, and ends in good order.
//!
//! Idle it waits in the kernel: media sockets, session threads and compositors exist only while a
//! client is there.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use lumen_core::gamestream::pairing::Fingerprint;
use lumen_core::rate::fec::FecBounds;
use lumen_core::units::Span;
use lumen_transport::control::quic::{Credentials, QuicError};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinSet;

use crate::api::Management;
use crate::api::page::Page;
use crate::api::socket::ManagementSocket;
use crate::audio::SourceKind;
use crate::config::apps::{AppEntry, Catalogue};
use crate::config::{self, ConfigError, Places, Settings};
use crate::display;
use crate::encoder::{self, Encoders};
use crate::process::Spawner;
use crate::proto::gamestream::desk::PairingDesk;
use crate::proto::gamestream::http::{self, ControlPlane, Sessions, serve_plain, serve_tls};
use crate::proto::gamestream::session::{GameStreamHost, Ports, StreamSettings};
use crate::proto::gamestream::{mdns, rtsp, tls};
use crate::proto::native::plan::Limits;
use crate::proto::native::{self, NativeHost, NativeSettings, Scenes};
use crate::store::{Store, StoreError};
use crate::stream::trace::{self, Tracer};
use crate::trust::Trust;

/// How long a session of `lumen/1` waits for its client to come back.
const GRACE: Span = Span::from_secs(30);

/// Bytes of a media datagram of `lumen/1`: fits every path that QUIC runs on (RFC 9000 section
/// 14), with room for IPv6, UDP and a tunnel within 1280.
const MAX_DATAGRAM: u16 = 1_200;

/// How long the host waits for sessions to say good-bye.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// Why the host cannot serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Settings or app catalogue.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Identity or paired clients.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A port that another program holds.
    #[error("{what} on {address}: {source}; another host may be running, or choose --port")]
    Port {
        /// What the port is for.
        what: &'static str,
        /// Where it is.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The port or the key of `lumen/1`.
    #[error("lumen/1: {0}; another host may be running, or choose native_port")]
    Native(#[from] QuicError),
    /// The key of the host.
    #[error("TLS: {0}")]
    Tls(#[from] rustls::Error),
    /// The management socket, the trace file, signals.
    #[error("{what}: {source}")]
    System {
        /// What was tried.
        what: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

/// What the command line adds to the settings.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// Where things are.
    pub places: Places,
    /// The settings.
    pub settings: Settings,
    /// Where frame stamps go.
    pub trace: Option<PathBuf>,
    /// The running program, to find its helpers.
    pub executable: PathBuf,
}

/// Every socket that listens while nobody streams.
struct Listeners {
    http: TcpListener,
    https: TcpListener,
    rtsp: TcpListener,
    management: ManagementSocket,
    page: Option<Page>,
}

/// Serves until a signal asks to end.
///
/// # Errors
/// [`ServeError`] when it cannot begin.
pub async fn serve(options: ServeOptions) -> Result<(), ServeError> {
    let settings = &options.settings;
    let ports = Ports { http: settings.http_port()? };
    encoder::install(Encoders::find(settings.encoder()?, &settings.encoder_libraries()));
    let store = Store::open(&options.places.state)?;
    let identity = store.identity()?;
    let clients = Arc::new(store.clients()?);
    let catalogue =
        Catalogue::load(&options.places.config.join("apps.toml"), settings.compositor()?)?;
    let tracer = options.trace.as_deref().map(trace::open).transpose();
    let tracer = tracer.map_err(|source| ServeError::System { what: "frame trace", source })?;
    let tracer = tracer.map(|(tracer, _)| tracer);
    let app = catalogue.entries().first().cloned();
    let native = native_settings(&options, app, tracer.clone())?;
    let host = stream_host(&options, ports, catalogue, tracer)?;
    let listeners = Listeners::bind(&options, ports).await?;
    let tls_config = tls::server_config(&identity)?;
    let unique_id = identity.unique_id();
    let trust = Trust::new(identity.pairing.certificate().fingerprint(), Arc::clone(&clients));
    let credentials = Credentials::new(identity.pairing.certificate().der(), &identity.key);
    let native_trust = Arc::clone(&trust);
    let (native, quic) =
        NativeHost::bind(native, &credentials, native_trust, Arc::clone(&clients))?;
    let desk = PairingDesk::new(identity.pairing, Arc::clone(&clients));
    let sessions: Arc<dyn Sessions> = Arc::<GameStreamHost>::clone(&host);
    let plane = Arc::new(ControlPlane {
        name: settings.name.clone(),
        unique_id,
        ports,
        clients: Arc::clone(&clients),
        desk: Arc::clone(&desk),
        sessions: Arc::clone(&sessions),
    });
    let streams = vec![host.streams().clone(), native.streams().clone()];
    let name = settings.name.clone();
    let management = Management { name, desk, trust, clients, sessions, streams };
    let announcement = settings.announce.then(|| mdns::announce(&settings.name, ports.http));

    let ended = Signals::new()?;
    let mut tasks = JoinSet::new();
    listeners.serve(&mut tasks, plane, tls_config, management, &host);
    let native_port = quic.local_addr()?.port();
    let mut natives = tokio::spawn(native::host::serve(Arc::clone(&native), quic));
    println!(
        "lumen-host is ready: http port {}, lumen port {native_port}, state in {}",
        ports.http,
        options.places.state.display()
    );
    ended.wait().await;
    tracing::info!("ending");
    drop(announcement);
    tasks.abort_all();
    native.shut_down();
    if tokio::time::timeout(LAST_WORDS, &mut natives).await.is_err() {
        tracing::warn!("a session does not end; the host goes without waiting for it");
    }
    // Sessions are told, apps and compositors end.
    let _ = tokio::task::spawn_blocking(move || host.shut_down()).await;
    Ok(())
}

fn stream_host(
    options: &ServeOptions,
    ports: Ports,
    catalogue: Catalogue,
    tracer: Option<Tracer>,
) -> Result<Arc<GameStreamHost>, ServeError> {
    let settings = &options.settings;
    let stream = StreamSettings {
        bind: reachable(settings.bind),
        ports,
        fec: settings.fec()?,
        required: settings.required_encryption(),
        slices: settings.slice_policy()?,
        send: settings.send_method()?,
        pacing: settings.pacing()?,
        profile: settings.h264_profile()?,
        stand_in: settings.stand_in_encoder(),
        layout: settings.layout(),
        sound: settings.sound()?,
        tracer,
    };
    Ok(GameStreamHost::new(stream, display_options(options)?, catalogue))
}

fn display_options(options: &ServeOptions) -> Result<display::Options, ServeError> {
    Ok(display::Options {
        compositor: options.settings.compositor()?,
        running: config::running_compositor(),
        runtime_base: options.places.runtime.clone(),
        user: None,
        spawner: Spawner::beside(&options.executable),
    })
}

fn native_settings(
    options: &ServeOptions,
    app: Option<AppEntry>,
    tracer: Option<Tracer>,
) -> Result<NativeSettings, ServeError> {
    let settings = &options.settings;
    let sound = settings.sound()?;
    let display = display_options(options)?;
    // Each session has a compositor of its own unless the desktop's is there to be shared.
    let compositor = app.as_ref().map_or(display.compositor, |app| app.compositor);
    Ok(NativeSettings {
        address: SocketAddr::new(reachable(settings.bind), settings.native_port()?),
        max_sessions: settings.max_sessions()?,
        grace: GRACE,
        max_datagram: MAX_DATAGRAM,
        limits: Limits {
            grid: settings.tiles()?,
            slices: settings.slice_policy()?,
            fec: FecBounds::default(),
            sound: sound != SourceKind::Off,
        },
        send: settings.send_method()?,
        pacing: settings.pacing()?,
        profile: settings.h264_profile()?,
        coders: settings.native_coders(),
        scenes: Arc::new(Scenes {
            show: settings.show()?,
            app,
            display: display::Options { compositor, ..display },
            layout: settings.layout(),
        }),
        sound,
        tracer,
    })
}

/// The address to bind: IPv6 for all falls back to IPv4 where the machine has no IPv6.
fn reachable(bind: IpAddr) -> IpAddr {
    let any = IpAddr::from([0u16; 8]);
    if bind == any && std::net::UdpSocket::bind((any, 0)).is_err() {
        return Ipv4Addr::UNSPECIFIED.into();
    }
    bind
}

impl Listeners {
    async fn bind(options: &ServeOptions, ports: Ports) -> Result<Listeners, ServeError> {
        let address = reachable(options.settings.bind);
        let listen = async |what, port| {
            let address = SocketAddr::new(address, port);
            let bound = TcpListener::bind(address).await;
            bound.map_err(|source| ServeError::Port { what, address, source })
        };
        let management = ManagementSocket::bind(&options.places.management_socket());
        let page = Page::bind(ports.web()).await;
        let page = page.inspect_err(|error| {
            tracing::warn!(port = ports.web(), %error, "no page for PINs: use `lumen-host pair`");
        });
        Ok(Listeners {
            http: listen("HTTP", ports.http).await?,
            https: listen("HTTPS", ports.https()).await?,
            rtsp: listen("RTSP", ports.rtsp()).await?,
            management: management
                .map_err(|source| ServeError::System { what: "management socket", source })?,
            page: page.ok(),
        })
    }

    fn serve(
        self,
        tasks: &mut JoinSet<()>,
        plane: Arc<ControlPlane>,
        tls_config: Arc<rustls::ServerConfig>,
        management: Management,
        host: &Arc<GameStreamHost>,
    ) {
        let limits = http::Limits::default();
        tasks.spawn(serve_plain(self.http, Arc::clone(&plane), limits));
        tasks.spawn(serve_tls(self.https, plane, tls_config, limits));
        tasks.spawn(rtsp::serve(self.rtsp, Arc::clone(host)));
        let expiring = Arc::clone(host);
        tasks.spawn(async move { expiring.expire_handshakes().await });
        if let Some(page) = self.page {
            tracing::info!("PINs can be entered at {}", page.url());
            let management = management.clone();
            tasks.spawn(async move { report("page for PINs", page.serve(management).await) });
        }
        let socket = self.management;
        tasks.spawn(async move { report("management socket", socket.serve(management).await) });
    }
}

fn report(what: &str, ended: io::Result<()>) {
    if let Err(error) = ended {
        tracing::error!(what, %error, "server ended");
    }
}

/// The signals that end the host.
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

impl Signals {
    fn new() -> Result<Signals, ServeError> {
        let listen = |kind| {
            signal(kind).map_err(|source| ServeError::System { what: "listen to signals", source })
        };
        Ok(Signals {
            interrupt: listen(SignalKind::interrupt())?,
            terminate: listen(SignalKind::terminate())?,
        })
    }

    async fn wait(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// A fingerprint as the user types it: hex digits, in upper or lower case.
pub fn parse_fingerprint(text: &str) -> Option<Fingerprint> {
    let bytes: [u8; 32] = hex::decode(text).ok()?.try_into().ok()?;
    Some(Fingerprint(bytes))
}
