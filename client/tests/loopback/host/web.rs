//! The HTTP control plane of the host.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use lumen_core::gamestream::Role;
use lumen_core::gamestream::nvhttp::{
    CodecModes, LaunchKind, LaunchReply, LaunchRequest, Query, Reply, ServerInfo, SessionUrl,
    Status, Target, write_app_list,
};
use lumen_core::gamestream::pairing::{
    Certificate, Fingerprint, HostRandom, HostStep, PairReply, Requester,
};
use lumen_core::gamestream::rtsp_seal::RtspSeal;
use lumen_transport::clock;
use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{
    DigitallySignedStruct, DistinguishedName, ServerConfig, ServerConnection, SignatureScheme,
    StreamOwned,
};

use super::{Granted, Stage, State, apps, lock};

const PATIENCE: Option<Duration> = Some(Duration::from_secs(5));

pub fn serve_plain(state: &State, listener: &TcpListener) {
    for stream in connections(state, listener) {
        let held = stream.try_clone().unwrap();
        let from = stream.peer_addr().unwrap().ip();
        let answer = |target: &Target<'_>| plain(state, target, from);
        if exchange(stream, answer).is_none() {
            lock(&state.held).push(held);
        }
    }
}

pub fn serve_tls(state: &State, listener: &TcpListener) {
    let config = server_config(state);
    for stream in connections(state, listener) {
        let held = stream.try_clone().unwrap();
        let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut socket = stream;
        while connection.is_handshaking() {
            if connection.complete_io(&mut socket).is_err() {
                break;
            }
        }
        let peer = connection.peer_certificates().and_then(|chain| chain.first());
        let Some(peer) = peer.and_then(|peer| Certificate::from_der(peer).ok()) else { continue };
        let client = peer.fingerprint();
        let answer = |target: &Target<'_>| secured(state, target, client);
        if exchange(StreamOwned::new(connection, socket), answer).is_none() {
            lock(&state.held).push(held);
        }
    }
}

pub(super) fn connections(
    state: &State,
    listener: &TcpListener,
) -> impl Iterator<Item = TcpStream> {
    let accept = || {
        let (stream, _) = listener.accept().unwrap();
        stream.set_read_timeout(PATIENCE).unwrap();
        (!state.stopped()).then_some(stream)
    };
    std::iter::from_fn(accept)
}

/// One request, one answer. `None` when none is to be given.
fn exchange(
    stream: impl Read + Write,
    answer: impl FnOnce(&Target<'_>) -> Option<String>,
) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    stream.read_line(&mut line).ok();
    let mut header = String::from("x");
    while !header.trim().is_empty() {
        header.clear();
        stream.read_line(&mut header).ok();
    }
    let Some(target) = line.split(' ').nth(1) else { return Some(()) };
    let body = answer(&Target::parse(target).unwrap())?;
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n", body.len());
    let reply = format!("{head}Connection: close\r\n\r\n{body}");
    let mut stream = stream.into_inner();
    stream.write_all(reply.as_bytes()).ok();
    stream.flush().ok();
    Some(())
}

fn plain(state: &State, target: &Target<'_>, from: IpAddr) -> Option<String> {
    lock(&state.requests).push(target.path.to_owned());
    match target.path {
        "/serverinfo" if state.is_silent_at(Stage::PublicInfo) => None,
        "/serverinfo" => Some(info(state, false)),
        "/pair" if state.is_silent_at(Stage::Pin) => None,
        "/pair" => Some(pair(state, &target.query, from)),
        _ => Some(not_found()),
    }
}

fn pair(state: &State, query: &Query, from: IpAddr) -> String {
    let random = HostRandom { secret: [5; 16], challenge: [6; 16] };
    let requester = Requester::parse(query, from).unwrap();
    let mut pairing = lock(&state.pairing);
    match pairing.handle(clock::now(), &requester, query, random) {
        Ok(HostStep::AskPin(_)) => {
            let pin = state.behaviour.pin.parse().unwrap();
            pairing.enter_pin(clock::now(), &pin).unwrap().1.write()
        }
        Ok(HostStep::Reply(reply)) => reply.write(),
        Ok(HostStep::Paired(client, _)) => {
            lock(&state.paired).push(client.fingerprint());
            PairReply::Accepted.write()
        }
        Err(error) => error.reply(),
    }
}

fn secured(state: &State, target: &Target<'_>, client: Fingerprint) -> Option<String> {
    lock(&state.requests).push(target.path.to_owned());
    if !lock(&state.paired).contains(&client) {
        return Some(Reply::refusal(Status::UNAUTHORIZED, "not authorised").finish());
    }
    let silent = match target.path {
        "/serverinfo" => Some(Stage::PairedInfo),
        "/applist" => Some(Stage::AppList),
        "/launch" | "/resume" => Some(Stage::Launch),
        "/cancel" => Some(Stage::Cancel),
        _ => None,
    };
    if silent.is_some_and(|stage| state.is_silent_at(stage)) {
        return None;
    }
    Some(match target.path {
        "/serverinfo" => info(state, true),
        "/pair" => PairReply::Accepted.write(),
        "/applist" => write_app_list(&apps()),
        "/launch" => launch(state, LaunchKind::Launch, &target.query),
        "/resume" => launch(state, LaunchKind::Resume, &target.query),
        "/cancel" => {
            *lock(&state.running) = None;
            Reply::ok().element("cancel", 1).finish()
        }
        _ => not_found(),
    })
}

fn launch(state: &State, kind: LaunchKind, query: &Query) -> String {
    let request = LaunchRequest::parse(kind, query).unwrap();
    *lock(&state.running) = request.app;
    let rtsp = RtspSeal::new(&request.key, Role::Host);
    *lock(&state.session) = Some(Granted { key: request.key, rtsp, request: None });
    let url = SessionUrl { encrypted: true, address: state.ports.rtsp };
    LaunchReply { kind, url }.write()
}

fn info(state: &State, paired: bool) -> String {
    ServerInfo {
        hostname: "den".to_owned(),
        unique_id: "3f0c-den".to_owned(),
        https_port: state.ports.https.port(),
        http_port: state.ports.http.port(),
        mac: None,
        local_ip: state.ports.http.ip(),
        codecs: CodecModes::H264,
        paired,
        running: *lock(&state.running),
    }
    .write()
}

fn not_found() -> String {
    Reply::refusal(Status::NOT_FOUND, "no such path").finish()
}

fn server_config(state: &State) -> Arc<ServerConfig> {
    let provider = Arc::new(ring::default_provider());
    let identity = state.behaviour.identity;
    let certificate = CertificateDer::from(identity.pairing.certificate().der().to_vec());
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(identity.key.clone()));
    let config = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(Arc::new(Anybody(provider)))
        .with_single_cert(vec![certificate], key);
    Arc::new(config.unwrap())
}

/// Takes every certificate: who is authorised is decided for each request.
#[derive(Debug)]
struct Anybody(Arc<CryptoProvider>);

impl ClientCertVerifier for Anybody {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, rustls::Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
