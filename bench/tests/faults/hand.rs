//! A client by hand: each step of a session is a call, and nothing follows unless it is called.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use lumen_core::gamestream::nvhttp::{
    AppId, Envelope, LaunchKind, LaunchReply, LaunchRequest, NvError, Status, SurroundInfo,
    WishedMode,
};
use lumen_core::gamestream::pairing::Identity;
use lumen_core::gamestream::rtsp::{Method, Request, Response, Setup, StreamKind};
use lumen_core::gamestream::rtsp_seal::RtspSeal;
use lumen_core::gamestream::sdp::{
    AudioChannels, AudioRequest, BitDepth, BitrateWish, Chroma, Codec, ColorSpace, ColorSpec,
    StreamRequest,
};
use lumen_core::gamestream::{Encryption, PingPayload, Role, SessionKey};
use lumen_core::units::{Bitrate, Mode, Span};
use lumen_host::proto::gamestream::session::Ports;
use lumen_transport::control::enet::{Enet, EnetEvent, Peer};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, SignatureScheme};

use crate::rig::{MODE, SOON, within};

/// How long one answer may take, a compositor's start included.
const ANSWER: Duration = Duration::from_secs(30);

/// A client with a certificate.
pub struct Hand {
    host: SocketAddr,
    identity: Identity,
    tls: Arc<ClientConfig>,
}

impl Hand {
    pub fn new(host: SocketAddr, certificate: &[u8], key: &[u8]) -> Hand {
        let key = PrivateKeyDer::from_pem_slice(key).unwrap();
        let text = std::str::from_utf8(certificate).unwrap();
        let identity = Identity::new(text, key.secret_der()).unwrap();
        let chain = vec![CertificateDer::from(identity.certificate().der().to_vec())];
        let tls = trusting().with_client_auth_cert(chain, key).unwrap();
        Hand { host, identity, tls: Arc::new(tls) }
    }

    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    pub fn ports(&self) -> Ports {
        Ports { http: self.host.port() }
    }

    pub fn at(&self, port: u16) -> SocketAddr {
        SocketAddr::new(self.host.ip(), port)
    }

    /// The body of the answer to a request in clear text.
    pub fn http(&self, target: &str) -> String {
        let mut stream = self.send_http(target);
        body(&read_to_end(&mut stream))
    }

    /// Sends a request in clear text and leaves the answer to the caller.
    pub fn send_http(&self, target: &str) -> TcpStream {
        let mut stream = connect(self.host);
        write!(stream, "GET {target} HTTP/1.1\r\nHost: host\r\n\r\n").unwrap();
        stream
    }

    /// The body of the answer over TLS.
    pub fn https(&self, target: &str) -> String {
        self.https_as(&self.tls, target)
    }

    /// The body of the answer over TLS, without a certificate.
    pub fn https_nameless(&self, target: &str) -> String {
        self.https_as(&Arc::new(trusting().with_no_client_auth()), target)
    }

    fn https_as(&self, config: &Arc<ClientConfig>, target: &str) -> String {
        let mut tcp = connect(self.at(self.ports().https()));
        let name = ServerName::IpAddress(self.host.ip().into());
        let mut tls = ClientConnection::new(Arc::clone(config), name).unwrap();
        let mut stream = rustls::Stream::new(&mut tls, &mut tcp);
        write!(stream, "GET {target} HTTP/1.1\r\nHost: host\r\n\r\n").unwrap();
        body(&read_to_end(&mut stream))
    }

    /// Launches or resumes.
    pub fn launch(&self, request: &LaunchRequest) -> Result<Launched, NvError> {
        let reply = self.https(&request.to_query().target(request.kind.path()));
        let reply = LaunchReply::parse(request.kind, self.host.ip(), &reply)?;
        let seal = RtspSeal::new(&request.key, Role::Client);
        Ok(Launched { rtsp: reply.url.address, seal, cseq: 0 })
    }
}

/// A request for the test card with a key of its own.
pub fn wish(kind: LaunchKind) -> LaunchRequest {
    static KEYS: AtomicU64 = AtomicU64::new(1);
    let mut key = [0x5a; 16];
    key[..8].copy_from_slice(&KEYS.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    LaunchRequest {
        kind,
        app: Some(AppId::of_title("Desktop")),
        mode: Some(WishedMode { width: MODE.width, height: MODE.height, fps: 30 }),
        key: SessionKey::new(key),
        key_id: 7,
        hdr: false,
        play_on_host: false,
        surround: SurroundInfo::STEREO,
        gamepads: 0,
        keep_gamepads: false,
        optimize: false,
        core_version: 1,
    }
}

/// Status and sentence of a refusal.
pub fn refused<T>(answer: Result<T, NvError>) -> (Status, String) {
    match answer {
        Err(NvError::Refused { status, message }) => (status, message),
        Err(error) => panic!("not a refusal: {error}"),
        Ok(_) => panic!("not refused"),
    }
}

/// The same of any XML answer.
pub fn refusal(text: &str) -> (Status, String) {
    refused(Envelope::parse_ok(text))
}

/// A session that was granted: the RTSP handshake.
pub struct Launched {
    rtsp: SocketAddr,
    seal: RtspSeal,
    cseq: u32,
}

impl Launched {
    pub fn request(&mut self, method: Method, target: &str) -> Request {
        self.cseq += 1;
        Request::new(method, target, self.cseq, "0.0.0.0")
    }

    /// The answer; `None` when the host closes without one.
    pub fn ask(&mut self, request: &Request) -> Option<Response> {
        let record = self.seal.seal(&request.write()).unwrap();
        let mut stream = connect(self.rtsp);
        stream.write_all(&record).unwrap();
        let mut answer = read_to_end(&mut stream);
        if answer.is_empty() {
            return None;
        }
        let plain = self.seal.open(&mut answer).unwrap();
        Some(Response::parse(plain).unwrap())
    }

    pub fn describe(&mut self) {
        for method in [Method::Options, Method::Describe] {
            let request = self.request(method, "rtsp://0.0.0.0");
            assert_eq!(self.ask(&request).unwrap().status, 200);
        }
    }

    pub fn set_up(&mut self, stream: StreamKind) -> Setup {
        let request = self.request(Method::Setup, stream.target());
        Setup::from_response(stream, &self.ask(&request).unwrap()).unwrap()
    }

    /// Status of the answer to ANNOUNCE.
    pub fn announce(&mut self, wanted: &StreamRequest) -> u16 {
        let body = wanted.write(self.rtsp.ip(), 0);
        self.announce_bytes(body.into_bytes())
    }

    pub fn announce_bytes(&mut self, body: Vec<u8>) -> u16 {
        let request = self.request(Method::Announce, StreamKind::Control.target());
        let mut request = request.with("Content-length", body.len());
        request.body = body;
        self.ask(&request).unwrap().status
    }

    /// The whole handshake.
    pub fn agree(&mut self) -> Agreed {
        self.describe();
        self.set_up(StreamKind::Audio);
        let video = self.set_up(StreamKind::Video);
        let control = self.set_up(StreamKind::Control);
        assert_eq!(self.announce(&stream_request(MODE)), 200);
        let play = self.request(Method::Play, "/");
        assert_eq!(self.ask(&play).unwrap().status, 200);
        let at = |setup: &Setup| SocketAddr::new(self.rtsp.ip(), setup.port);
        Agreed {
            control: at(&control),
            connect_data: control.connect_data.unwrap(),
            video: at(&video),
            ping: video.ping_payload.unwrap(),
        }
    }
}

/// A stream as stock clients ask for it.
pub fn stream_request(mode: Mode) -> StreamRequest {
    StreamRequest {
        mode,
        codec: Codec::H264,
        chroma: Chroma::Yuv420,
        depth: BitDepth::Eight,
        color: ColorSpec { space: ColorSpace::Bt709, full_range: false },
        packet_size: 1360,
        bitrate: BitrateWish::of_user(Bitrate::from_kbps(2_000)),
        slices: 1,
        references: 1,
        min_parity: 2,
        intra_refresh: false,
        encryption: Encryption::ALL,
        audio_encryption: true,
        fec_status: false,
        session_ids: true,
        mark_video: true,
        mark_audio: true,
        audio: AudioRequest {
            channels: AudioChannels::Stereo,
            high_quality: false,
            packet: Span::from_millis(5),
        },
    }
}

/// A handshake that is done: control stream and video.
pub struct Agreed {
    control: SocketAddr,
    connect_data: u32,
    video: SocketAddr,
    ping: PingPayload,
}

impl Agreed {
    /// Connects the control stream. Dropping it says nothing to the host.
    pub fn connect(&self) -> Control {
        let socket = UdpSocket::bind((self.control.ip(), 0)).unwrap();
        let mut enet = Enet::new(socket, 1).unwrap();
        let peer = enet.connect(self.control, self.connect_data).unwrap();
        within(SOON, "the control connection", || {
            matches!(enet.service()?, EnetEvent::Connected { .. }).then_some(())
        });
        Control { enet, _peer: peer }
    }

    /// Asks for video; true when some comes.
    pub fn watch(&self, control: &mut Control) -> bool {
        let socket = UdpSocket::bind((self.video.ip(), 0)).unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        let ping = [self.ping.as_bytes().as_slice(), &[0, 0, 0, 1]].concat();
        within(SOON, "video", || {
            control.keep_up();
            socket.send_to(&ping, self.video).unwrap();
            socket.recv(&mut [0; 2048]).is_ok_and(|length| length > 0).then_some(true)
        })
    }
}

/// A control stream.
pub struct Control {
    enet: Enet,
    _peer: Peer,
}

impl Control {
    /// Acknowledges what came.
    pub fn keep_up(&mut self) {
        while self.enet.service().is_some() {}
    }
}

fn connect(to: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect_timeout(&to, ANSWER).unwrap();
    stream.set_read_timeout(Some(ANSWER)).unwrap();
    stream.set_write_timeout(Some(ANSWER)).unwrap();
    stream
}

/// Everything until the host closes; TLS without a good-bye is an end as well.
fn read_to_end(stream: &mut impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Ok(_) => {}
        Err(error) if is_end(&error) => {}
        Err(error) => panic!("no answer: {error}"),
    }
    bytes
}

fn is_end(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset)
}

fn body(answer: &[u8]) -> String {
    let text = String::from_utf8_lossy(answer);
    assert!(text.starts_with("HTTP/1.1 200 "), "{text}");
    text.split_once("\r\n\r\n").unwrap().1.to_owned()
}

type Authenticated = rustls::ConfigBuilder<ClientConfig, rustls::client::WantsClientCert>;

/// TLS that takes any host's word.
fn trusting() -> Authenticated {
    let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    builder.dangerous().with_custom_certificate_verifier(Arc::new(Anyone))
}

#[derive(Debug)]
struct Anyone;

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        default_provider().signature_verification_algorithms.supported_schemes()
    }
}
