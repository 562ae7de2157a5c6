//! Both ports over real sockets, with the client's side of pairing and with abuse.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use lumen_core::gamestream::nvhttp::{Envelope, SessionUrl};
use lumen_core::gamestream::pairing::{
    Certificate, ClientPairing, ClientRandom, ClientStep, PairRequest, Pin,
};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep, timeout};
use tokio_rustls::TlsConnector;

use super::*;
use crate::proto::gamestream::desk::PinError;
use crate::proto::gamestream::tls;
use crate::store::{HostIdentity, PairedClient, Store};

/// Apps without a desktop: remembers what was asked.
#[derive(Default)]
pub(crate) struct FakeSessions {
    pub running: Mutex<Option<AppId>>,
    pub disconnected: Mutex<Vec<Fingerprint>>,
    pub callers: Mutex<Vec<Caller>>,
    /// Happens while the next app starts.
    pub meanwhile: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl Sessions for FakeSessions {
    fn codecs(&self) -> CodecModes {
        CodecModes::H264
    }

    fn running_app(&self) -> Option<AppId> {
        *self.running.lock().unwrap()
    }

    fn apps(&self) -> Vec<App> {
        let title = "Desktop".to_owned();
        vec![App { id: AppId::of_title(&title), title, hdr: false }]
    }

    fn picture(&self, _app: AppId) -> Option<PathBuf> {
        None
    }

    fn streaming_client(&self) -> Option<Fingerprint> {
        None
    }

    fn launch(&self, request: LaunchRequest, caller: Caller) -> Result<LaunchReply, LaunchRefusal> {
        if let Some(meanwhile) = self.meanwhile.lock().unwrap().take() {
            meanwhile();
        }
        let mut running = self.running.lock().unwrap();
        match (request.kind, *running) {
            (LaunchKind::Launch, Some(_)) => return Err(LaunchRefusal::AlreadyRunning),
            (LaunchKind::Resume, None) => return Err(LaunchRefusal::NothingRunning),
            (LaunchKind::Launch, None) => *running = request.app,
            (LaunchKind::Resume, Some(_)) => {}
        }
        self.callers.lock().unwrap().push(caller);
        let url = SessionUrl { encrypted: true, address: SocketAddr::new(caller.local, 48010) };
        Ok(LaunchReply { kind: request.kind, url })
    }

    fn cancel(&self) {
        *self.running.lock().unwrap() = None;
    }

    fn disconnect(&self, client: &Fingerprint) {
        self.disconnected.lock().unwrap().push(*client);
    }
}

/// A host that listens on loopback until it is dropped.
pub(crate) struct TestHost {
    pub plane: Arc<ControlPlane>,
    pub sessions: Arc<FakeSessions>,
    identity: HostIdentity,
    plain: SocketAddr,
    tls: SocketAddr,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

impl TestHost {
    pub async fn start(store: &Store) -> TestHost {
        Self::start_with(store, Limits::default()).await
    }

    async fn start_with(store: &Store, limits: Limits) -> TestHost {
        let identity = store.identity().unwrap();
        let clients = Arc::new(store.clients().unwrap());
        let sessions = Arc::new(FakeSessions::default());
        let plane = Arc::new(ControlPlane {
            name: "den".to_owned(),
            unique_id: identity.unique_id(),
            ports: Ports { http: 47_989 },
            desk: PairingDesk::new(identity.pairing.clone(), Arc::clone(&clients)),
            clients,
            sessions: Arc::clone(&sessions) as Arc<dyn Sessions>,
        });
        let config = tls::server_config(&identity).unwrap();
        let plain = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let secure = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addresses = (plain.local_addr().unwrap(), secure.local_addr().unwrap());
        let tasks = vec![
            tokio::spawn(serve_plain(plain, Arc::clone(&plane), limits)),
            tokio::spawn(serve_tls(secure, Arc::clone(&plane), config, limits)),
        ];
        TestHost { plane, sessions, identity, plain: addresses.0, tls: addresses.1, tasks }
    }

    pub async fn get(&self, target: &str) -> String {
        body_of(&self.get_raw(target).await)
    }

    async fn get_raw(&self, target: &str) -> String {
        exchange(TcpStream::connect(self.plain).await.unwrap(), target).await
    }

    async fn get_tls(&self, client: Option<&HostIdentity>, target: &str) -> String {
        let config = client_config(client, self.identity.pairing.certificate());
        let stream = TcpStream::connect(self.tls).await.unwrap();
        let name = ServerName::IpAddress(self.tls.ip().into());
        let stream = TlsConnector::from(config).connect(name, stream).await.unwrap();
        body_of(&exchange(stream, target).await)
    }

    pub async fn wait_for_attempt(&self) {
        let waits = async {
            while self.plane.desk.pending().is_none() {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(Duration::from_secs(10), waits).await.unwrap();
    }

    async fn wait_for_no_attempt(&self) {
        let waits = async {
            while self.plane.desk.pending().is_some() {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(Duration::from_secs(10), waits).await.unwrap();
    }

    /// Pairs as a stock client does.
    pub async fn pair_as(
        &self,
        client: &HostIdentity,
        pin: &str,
    ) -> Result<Certificate, PairingError> {
        let paired = self.pair_exchange(client, pin).await;
        if paired.is_err() {
            self.get("/unpair?uniqueid=0123456789ABCDEF").await;
        }
        paired
    }

    async fn pair_exchange(
        &self,
        client: &HostIdentity,
        pin: &str,
    ) -> Result<Certificate, PairingError> {
        let random = ClientRandom { salt: [1; 16], challenge: [2; 16], secret: [3; 16] };
        let pin: Pin = pin.parse().unwrap();
        let (mut pairing, first) = ClientPairing::start(client.pairing.clone(), &pin, random, None);
        let mut reply = self.get(&target(client, &first)).await;
        loop {
            reply = match pairing.handle(&reply)? {
                ClientStep::Send(request) => self.get(&target(client, &request)).await,
                ClientStep::SendTls(request, _) => {
                    self.get_tls(Some(client), &target(client, &request)).await
                }
                ClientStep::Done(host) => return Ok(host),
            };
        }
    }
}

impl Drop for TestHost {
    fn drop(&mut self) {
        self.tasks.iter().for_each(|task| task.abort());
    }
}

fn target(client: &HostIdentity, request: &PairRequest) -> String {
    request.to_query("0123456789ABCDEF", client.pairing.pem()).target("/pair")
}

/// Sends one request and reads until the host closes.
pub(crate) async fn exchange<S>(mut stream: S, target: &str) -> String
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    let request = format!("GET {target} HTTP/1.1\r\nHost: den\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut reply = Vec::new();
    timeout(Duration::from_secs(30), stream.read_to_end(&mut reply)).await.unwrap().unwrap();
    String::from_utf8_lossy(&reply).into_owned()
}

fn body_of(reply: &str) -> String {
    let (head, body) = reply.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(head.to_ascii_lowercase().contains("connection: close"), "{head}");
    body.to_owned()
}

fn status_of(body: &str) -> Status {
    Envelope::parse(body).unwrap().status()
}

/// The directories of a host and of clients.
pub(crate) struct Machines {
    directory: tempfile::TempDir,
    pub store: Store,
}

impl Machines {
    pub fn new() -> Machines {
        let directory = tempfile::tempdir().unwrap();
        let store = store_of(&directory.path().join("host"), "host");
        Machines { directory, store }
    }

    pub fn client(&self, name: &'static str) -> HostIdentity {
        store_of(&self.directory.path().join(name), name).identity().unwrap()
    }
}

/// A store whose identity is made once for all tests, since that takes a while.
fn store_of(directory: &Path, name: &'static str) -> Store {
    static MADE: LazyLock<Mutex<HashMap<&str, Vec<u8>>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap();
    let store = Store::open(directory).unwrap();
    let path = directory.join("identity.pem");
    if let Some(identity) = made.get(name) {
        std::fs::write(&path, identity).unwrap();
    }
    store.identity().unwrap();
    made.entry(name).or_insert_with(|| std::fs::read(&path).unwrap());
    store
}

#[derive(Debug)]
struct Pinned(Vec<u8>);

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        assert_eq!((end_entity.as_ref(), intermediates.len()), (&self.0[..], 0));
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = ring::default_provider().signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, &algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = ring::default_provider().signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, &algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        ring::default_provider().signature_verification_algorithms.supported_schemes()
    }
}

fn client_config(client: Option<&HostIdentity>, host: &Certificate) -> Arc<ClientConfig> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Pinned(host.der().to_vec())));
    let config = match client {
        Some(client) => {
            let der = CertificateDer::from(client.pairing.certificate().der().to_vec());
            let key = PrivateKeyDer::Pkcs8(client.key.clone_key());
            builder.with_client_auth_cert(vec![der], key).unwrap()
        }
        None => builder.with_no_client_auth(),
    };
    Arc::new(config)
}

#[tokio::test]
async fn the_right_pin_pairs_for_good() {
    let machines = Machines::new();
    let client = machines.client("client");
    let host = TestHost::start(&machines.store).await;
    let pin: Pin = "1234".parse().unwrap();
    let enter = async {
        host.wait_for_attempt().await;
        host.plane.desk.enter_pin(&pin, Some("couch".to_owned())).await
    };
    let (paired, entered) = tokio::join!(host.pair_as(&client, "1234"), enter);
    assert_eq!(&paired.unwrap(), host.identity.pairing.certificate());
    assert_eq!(entered.unwrap().name, "couch");
    let info = host.get_tls(Some(&client), "/serverinfo").await;
    assert!(ServerInfo::parse(&info).unwrap().paired);

    // A host that starts again knows its clients and is the same to them.
    let id = host.plane.unique_id.clone();
    drop(host);
    let host = TestHost::start(&machines.store).await;
    let info = ServerInfo::parse(&host.get_tls(Some(&client), "/serverinfo").await).unwrap();
    assert_eq!((info.paired, info.unique_id), (true, id));
}

#[tokio::test]
async fn a_wrong_pin_pairs_nobody_and_is_reported() {
    let machines = Machines::new();
    let client = machines.client("client");
    let host = TestHost::start(&machines.store).await;
    let pin: Pin = "9999".parse().unwrap();
    let enter = async {
        host.wait_for_attempt().await;
        host.plane.desk.enter_pin(&pin, None).await
    };
    let (paired, entered) = tokio::join!(host.pair_as(&client, "1234"), enter);
    assert_eq!(paired, Err(PairingError::WrongPin));
    assert!(matches!(entered, Err(PinError::Unfinished)));
    assert!(host.plane.clients.list().is_empty());
    assert!(host.plane.desk.pending().is_none());
}

#[tokio::test]
async fn a_second_client_is_told_to_wait() {
    let machines = Machines::new();
    let client = machines.client("client");
    let host = TestHost::start(&machines.store).await;
    let pin: Pin = "1234".parse().unwrap();
    let others = async {
        host.wait_for_attempt().await;
        let request = PairRequest::GetServerCert {
            salt: [9; 16],
            certificate: client.pairing.certificate().clone(),
            device_name: None,
        };
        let target = request.to_query("another", client.pairing.pem()).target("/pair");
        let busy = host.get(&target).await;
        // A stranger cannot end what is not his either.
        host.get("/unpair?uniqueid=another").await;
        let entered = host.plane.desk.enter_pin(&pin, None).await;
        (busy, entered)
    };
    let (paired, (busy, entered)) = tokio::join!(host.pair_as(&client, "1234"), others);
    assert!(busy.ends_with("<root status_code=\"200\"><paired>1</paired></root>"));
    assert!(paired.is_ok() && entered.is_ok());
}

#[tokio::test]
async fn a_client_that_hangs_up_leaves_no_attempt() {
    let machines = Machines::new();
    let client = machines.client("client");
    let host = TestHost::start(&machines.store).await;
    let request = PairRequest::GetServerCert {
        salt: [9; 16],
        certificate: client.pairing.certificate().clone(),
        device_name: Some("couch".to_owned()),
    };
    let target = target(&client, &request);
    let mut stream = TcpStream::connect(host.plain).await.unwrap();
    stream.write_all(format!("GET {target} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes()).await.unwrap();
    host.wait_for_attempt().await;
    let pending = host.plane.desk.pending().unwrap();
    assert_eq!(pending.device_name.as_deref(), Some("couch"));
    drop(stream);
    host.wait_for_no_attempt().await;
}

#[tokio::test]
async fn unknown_certificates_are_told_so_in_xml() {
    let machines = Machines::new();
    let stranger = machines.client("stranger");
    let host = TestHost::start(&machines.store).await;
    for target in ["/serverinfo", "/applist", "/launch", "/pair?phrase=pairchallenge", "/x"] {
        for certificate in [Some(&stranger), None] {
            let body = host.get_tls(certificate, target).await;
            assert_eq!(status_of(&body), Status::UNAUTHORIZED, "{target}");
        }
    }
    for target in ["/applist", "/launch", "/cancel", "/x"] {
        assert_eq!(status_of(&host.get(target).await), Status::NOT_FOUND, "{target}");
    }
    let info = ServerInfo::parse(&host.get("/serverinfo").await).unwrap();
    assert!(!info.paired && info.mac.is_none());
}

#[tokio::test]
async fn a_paired_client_launches_resumes_and_quits() {
    let machines = Machines::new();
    let client = machines.client("client");
    let host = TestHost::start(&machines.store).await;
    let certificate = client.pairing.certificate().clone();
    host.plane.clients.add(PairedClient::now(certificate, "c")).unwrap();
    let ask = async |target: String| host.get_tls(Some(&client), &target).await;

    let apps = lumen_core::gamestream::nvhttp::parse_app_list(&ask("/applist".into()).await);
    let id = apps.unwrap()[0].id;
    let key = "rikey=000102030405060708090a0b0c0d0e0f&rikeyid=-7&corever=1";
    let launch = format!("/launch?appid={id}&{key}&localAudioPlayMode=0");
    let resume = format!("/resume?{key}");
    let nothing = ask(resume.clone()).await;
    assert_eq!(status_of(&nothing), Status::UNAVAILABLE);
    assert!(nothing.contains("<resume>0</resume>"));
    let reply = ask(launch.clone()).await;
    let url = LaunchReply::parse(LaunchKind::Launch, host.tls.ip(), &reply).unwrap().url;
    assert_eq!(url.to_string(), "rtspenc://127.0.0.1:48010");
    assert!(reply.contains("<gamesession>1</gamesession>"));
    assert_eq!(status_of(&ask(launch).await), Status::BAD_REQUEST);
    assert!(ask(resume).await.contains("<resume>1</resume>"));
    let info = ServerInfo::parse(&host.get("/serverinfo").await).unwrap();
    assert_eq!(info.running, Some(id));
    assert!(ask("/cancel".into()).await.contains("<cancel>1</cancel>"));
    assert_eq!(ServerInfo::parse(&ask("/serverinfo".into()).await).unwrap().running, None);
    assert_eq!(status_of(&ask("/launch?appid=1".into()).await), Status::BAD_REQUEST);

    let callers = host.sessions.callers.lock().unwrap().clone();
    assert_eq!(callers[0].fingerprint, client.pairing.certificate().fingerprint().0);
    assert!(callers[0].local.is_loopback());
}

#[tokio::test]
async fn a_client_that_is_unpaired_during_its_launch_is_disconnected() {
    let machines = Machines::new();
    let client = machines.client("client");
    let host = TestHost::start(&machines.store).await;
    let certificate = client.pairing.certificate().clone();
    let fingerprint = certificate.fingerprint();
    host.plane.clients.add(PairedClient::now(certificate, "c")).unwrap();
    let clients = Arc::clone(&host.plane.clients);
    *host.sessions.meanwhile.lock().unwrap() =
        Some(Box::new(move || assert!(clients.remove(&fingerprint).unwrap())));
    let id = AppId::of_title("Desktop");
    let launch = format!(
        "/launch?appid={id}&rikey=000102030405060708090a0b0c0d0e0f&rikeyid=1&localAudioPlayMode=0"
    );
    let refused = host.get_tls(Some(&client), &launch).await;
    assert_eq!(status_of(&refused), Status::UNAUTHORIZED);
    assert_eq!(*host.sessions.disconnected.lock().unwrap(), [fingerprint]);
}

#[tokio::test]
async fn pictures_are_png_and_unpairing_works_at_once() {
    let machines = Machines::new();
    let client = machines.client("client");
    let host = TestHost::start(&machines.store).await;
    let certificate = client.pairing.certificate().clone();
    host.plane.clients.add(PairedClient::now(certificate.clone(), "c")).unwrap();
    let id = AppId::of_title("Desktop");
    let picture = host.get_tls(Some(&client), &format!("/appasset?appid={id}&AssetType=2")).await;
    assert!(picture.contains("PNG"));
    assert_eq!(
        status_of(&host.get_tls(Some(&client), "/appasset?appid=7").await),
        Status::NOT_FOUND
    );
    assert!(host.plane.clients.remove(&certificate.fingerprint()).unwrap());
    let refused = host.get_tls(Some(&client), "/serverinfo").await;
    assert_eq!(status_of(&refused), Status::UNAUTHORIZED);
}

#[tokio::test]
async fn long_request_lines_are_refused() {
    let machines = Machines::new();
    let host = TestHost::start(&machines.store).await;
    let target = |length: usize| format!("/serverinfo?x={}", "a".repeat(length - 14));
    assert_eq!(status_of(&host.get(&target(16 * 1024)).await), Status::OK);
    assert_eq!(status_of(&host.get(&target(16 * 1024 + 1)).await), Status::BAD_REQUEST);
    let huge = host.get_raw(&target(60 * 1024)).await;
    assert!(huge.starts_with("HTTP/1.1 431") || huge.starts_with("HTTP/1.1 414"), "{huge}");
    let odd = host.get_raw("*").await;
    assert!(odd.starts_with("HTTP/1.1 "), "{odd}");
}

#[tokio::test]
async fn garbage_does_no_harm() {
    let machines = Machines::new();
    let host = TestHost::start(&machines.store).await;
    let garbage: [&[u8]; 4] =
        [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"\0\0\0\0\r\n\r\n", b"GET", &[0xff; 4096]];
    for address in [host.plain, host.tls] {
        for bytes in garbage {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(bytes).await.unwrap();
            stream.shutdown().await.unwrap();
            let mut reply = Vec::new();
            let ended = stream.read_to_end(&mut reply);
            // Reset or closed: either ends it.
            let _ = timeout(Duration::from_secs(10), ended).await.unwrap();
            assert!(!reply.starts_with(b"HTTP/1.1 200"));
        }
        // What a client's reachability probe looks like.
        drop(TcpStream::connect(address).await.unwrap());
    }
    assert_eq!(status_of(&host.get("/serverinfo").await), Status::OK);
}

#[tokio::test]
async fn slow_requests_are_cut_off() {
    let machines = Machines::new();
    let limits = Limits { receive: Duration::from_millis(200), ..Limits::default() };
    let host = TestHost::start_with(&machines.store, limits).await;
    // The start of a request line, and that of a TLS record of 16 KiB.
    let starts: [(SocketAddr, &[u8]); 2] =
        [(host.plain, b"GET /"), (host.tls, &[0x16, 3, 1, 0x40, 0])];
    for (address, start) in starts {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(start).await.unwrap();
        let begun = Instant::now();
        let drip = async {
            while stream.write_all(b"a").await.is_ok() {
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(Duration::from_secs(5), drip).await.expect("the host hangs up");
        assert!(begun.elapsed() >= Duration::from_millis(150));
    }
}

#[tokio::test]
async fn one_address_has_its_share_of_connections() {
    let machines = Machines::new();
    let limits = Limits { per_address: 2, ..Limits::default() };
    let host = TestHost::start_with(&machines.store, limits).await;
    let held = [
        TcpStream::connect(host.plain).await.unwrap(),
        TcpStream::connect(host.plain).await.unwrap(),
    ];
    let mut third = TcpStream::connect(host.plain).await.unwrap();
    let mut reply = Vec::new();
    // Nothing was sent, so only a host that turns it away closes it.
    let _ = timeout(Duration::from_secs(5), third.read_to_end(&mut reply)).await.unwrap();
    assert!(reply.is_empty());
    drop(held);
    let answered = async {
        loop {
            let stream = TcpStream::connect(host.plain).await.unwrap();
            let mut reply = String::new();
            let mut stream = stream;
            let sent = stream.write_all(b"GET /serverinfo HTTP/1.1\r\nHost: x\r\n\r\n").await;
            if sent.is_ok() && stream.read_to_string(&mut reply).await.is_ok_and(|read| read > 0) {
                return reply;
            }
        }
    };
    assert!(timeout(Duration::from_secs(5), answered).await.unwrap().contains("den"));
}

#[tokio::test]
async fn other_methods_are_refused_in_xml() {
    let machines = Machines::new();
    let host = TestHost::start(&machines.store).await;
    let mut stream = TcpStream::connect(host.plain).await.unwrap();
    stream.write_all(b"POST /pair HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").await.unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).await.unwrap();
    assert_eq!(status_of(&body_of(&reply)), Status::BAD_REQUEST);
}
