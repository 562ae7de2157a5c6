//! The session handshake: seven requests, each on a TCP connection of its own.
//!
//! The answer ends where the host closes the connection. Sealed when the host said so at launch.
//! Source: moonlight-common-c, `RtspConnection.c`; docs/wire-gamestream.md "RTSP handshake".

use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;

use lumen_core::gamestream::nvhttp::SessionUrl;
use lumen_core::gamestream::rtsp::{Method, Request, Response, Setup, StreamKind};
use lumen_core::gamestream::rtsp_seal::RtspSeal;
use lumen_core::gamestream::sdp::{HostOffer, StreamRequest};
use lumen_core::gamestream::{Role, rtsp, rtsp_seal};
use lumen_core::units::{Micros, Span};
use lumen_transport::clock;

use super::launch::Launched;
use crate::error::Phase;
use crate::{ClientError, Timeouts};

/// Host part of those who are content with modest audio.
const MODEST: &str = "0.0.0.0";

/// The host may open its port a moment after it answered the launch, so a refused connection is
/// tried again. Source: moonlight-common-c, `RtspConnection.c`.
const RETRY_EVERY: Span = Span::from_millis(500);

/// Longest answer taken, sealed or not.
const MAX_ANSWER: usize = rtsp_seal::HEADER_LEN + rtsp::MAX_MESSAGE;

/// A handshake in progress.
pub(crate) struct Handshake<'a> {
    address: SocketAddr,
    /// Target of the first two requests.
    url: String,
    /// Value of the `Host` header.
    host: String,
    seal: Option<RtspSeal>,
    cseq: u32,
    /// Token from the first SETUP.
    session: Option<String>,
    timeouts: &'a Timeouts,
}

impl<'a> Handshake<'a> {
    /// The handshake of a session just launched; `rich` asks for audio of high bitrate.
    pub fn new(launched: &Launched, rich: bool, timeouts: &'a Timeouts) -> Handshake<'a> {
        let SessionUrl { encrypted, address } = launched.reply.url;
        let (url, host) = match rich {
            true => (launched.reply.url.to_string(), address.ip().to_string()),
            false => (format!("rtsp://{MODEST}:{}", address.port()), MODEST.to_owned()),
        };
        let seal = encrypted.then(|| RtspSeal::new(&launched.key, Role::Client));
        Handshake { address, url, host, seal, cseq: 0, session: None, timeouts }
    }

    /// OPTIONS and DESCRIBE: what the host offers.
    pub fn describe(&mut self) -> Result<HostOffer, ClientError> {
        let options = self.request(Method::Options, self.url.clone());
        self.ask(options)?;
        let describe = self.request(Method::Describe, self.url.clone());
        let describe = describe.with("Accept", "application/sdp").with(SINCE, EPOCH);
        let offer = self.ask(describe)?;
        Ok(HostOffer::parse(&offer.body))
    }

    /// SETUP of one stream: where it goes.
    pub fn setup(&mut self, stream: StreamKind) -> Result<Setup, ClientError> {
        let setup = self.request(Method::Setup, stream.target());
        let setup = setup.with("Transport", "unicast;X-GS-ClientPort=50000-50001");
        let answer = self.ask(setup.with(SINCE, EPOCH))?;
        let setup = match &self.session {
            // Only the first answer has to carry the token; the other two repeat it.
            Some(session) if answer.header("Session").is_none() => {
                Setup::from_response(stream, &answer.with("Session", session))
            }
            _ => Setup::from_response(stream, &answer),
        };
        let phase = Phase::Rtsp(Method::Setup);
        let setup = setup.map_err(|source| ClientError::Rtsp { phase, source })?;
        self.session.get_or_insert_with(|| setup.session.clone());
        Ok(setup)
    }

    /// ANNOUNCE: what we want.
    pub fn announce(&mut self, wish: &StreamRequest, video_port: u16) -> Result<(), ClientError> {
        let announce = self.request(Method::Announce, StreamKind::Control.target());
        let body = wish.write(self.address.ip(), video_port);
        self.ask(announce.with_body(body)).map(drop)
    }

    /// PLAY: go.
    pub fn play(&mut self) -> Result<(), ClientError> {
        let play = self.request(Method::Play, "/");
        self.ask(play).map(drop)
    }

    fn request(&mut self, method: Method, target: impl AsRef<str>) -> Request {
        self.cseq += 1;
        let request = Request::new(method, target.as_ref(), self.cseq, &self.host);
        match &self.session {
            Some(session) => request.with("Session", session),
            None => request,
        }
    }

    /// The answer to one request; anything but 200 is an error.
    fn ask(&mut self, request: Request) -> Result<Response, ClientError> {
        let phase = Phase::Rtsp(request.method);
        let record = |source| ClientError::Record { phase, source };
        let mut message = request.write();
        if let Some(seal) = &mut self.seal {
            message = seal.seal(&message).map_err(record)?;
        }
        let mut answer = self.exchange(phase, &message)?;
        let plain = match &mut self.seal {
            Some(seal) => seal.open(&mut answer).map_err(record)?,
            None => &mut answer,
        };
        let response =
            Response::parse(plain).map_err(|source| ClientError::Rtsp { phase, source })?;
        match response.status {
            200 => Ok(response),
            status => Err(ClientError::RtspStatus { phase, status }),
        }
    }

    /// Sends the message and reads until the host closes.
    fn exchange(&self, phase: Phase, message: &[u8]) -> Result<Vec<u8>, ClientError> {
        let mut stream = self.connect(phase)?;
        let limit = self.timeouts.rtsp_reply;
        let deadline = clock::now() + limit;
        let fail = |source: io::Error| match source.kind() {
            ErrorKind::WouldBlock | ErrorKind::TimedOut => ClientError::TimedOut { phase, limit },
            _ => ClientError::Broken { phase, source },
        };
        stream.set_nodelay(true).map_err(fail)?;
        stream.set_write_timeout(Some(limit.into())).map_err(fail)?;
        stream.write_all(message).map_err(fail)?;
        read_to_end(&mut stream, deadline).map_err(fail)
    }

    /// Retries while nobody listens, until the time is up.
    fn connect(&self, phase: Phase) -> Result<TcpStream, ClientError> {
        let (address, limit) = (self.address, self.timeouts.rtsp_connect);
        let deadline = clock::now() + limit;
        loop {
            let left = clock::until(deadline);
            // The system refuses a limit of zero.
            let connected = TcpStream::connect_timeout(&address, left.max(Span(1)).into());
            let source = match connected {
                Ok(stream) => return Ok(stream),
                Err(source) => source,
            };
            let again = clock::until(deadline).min(RETRY_EVERY);
            match source.kind() {
                ErrorKind::TimedOut => return Err(ClientError::TimedOut { phase, limit }),
                ErrorKind::ConnectionRefused if again > Span(0) => thread::sleep(again.into()),
                _ => return Err(ClientError::Connect { phase, address, source }),
            }
        }
    }
}

const SINCE: &str = "If-Modified-Since";
const EPOCH: &str = "Thu, 01 Jan 1970 00:00:00 GMT";

fn read_to_end(stream: &mut TcpStream, deadline: Micros) -> io::Result<Vec<u8>> {
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let left = clock::until(deadline);
        if left == Span(0) {
            return Err(ErrorKind::TimedOut.into());
        }
        stream.set_read_timeout(Some(left.into()))?;
        match stream.read(&mut buffer) {
            Ok(0) if answer.is_empty() => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(0) => return Ok(answer),
            Ok(count) => answer.extend_from_slice(&buffer[..count]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if answer.len() > MAX_ANSWER {
            return Err(io::Error::new(ErrorKind::InvalidData, "answer is too long"));
        }
    }
}
