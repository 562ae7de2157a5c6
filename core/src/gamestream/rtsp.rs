//! The text messages of the session handshake.
//!
//! Each request has a TCP connection of its own; the reply ends where the host closes it. The
//! client's tokenizer is simple, so replies keep to what it can read: at least one header,
//! exactly one space after the colon, no empty value. Source: moonlight-common-c,
//! `RtspParser.c`, `RtspConnection.c`; docs/wire-gamestream.md "RTSP handshake".

use std::fmt;

use super::PingPayload;

/// Longest message taken. Source: docs/wire-gamestream.md "Limits".
pub const MAX_MESSAGE: usize = 64 * 1024;

const MAX_HEADERS: usize = 64;
const VERSION: &str = "RTSP/1.0";
const END_OF_HEADERS: &[u8] = b"\r\n\r\n";

/// Why a message is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RtspError {
    /// Longer than [`MAX_MESSAGE`].
    #[error("RTSP message of {0} bytes")]
    TooLong(usize),
    /// Not UTF-8, or without the empty line that ends the headers.
    #[error("not an RTSP message")]
    NotText,
    /// The first line is not "METHOD target RTSP/1.0".
    #[error("malformed RTSP request line")]
    RequestLine,
    /// The first line is not "RTSP/1.0 code reason".
    #[error("malformed RTSP status line")]
    StatusLine,
    /// A header line without colon, or too many of them.
    #[error("malformed RTSP header")]
    Header,
    /// A header that must be there is not, or is not a number where it must be.
    #[error("RTSP header {0} is missing or malformed")]
    Missing(&'static str),
    /// The body is shorter than its `Content-length`.
    #[error("RTSP body of {found} bytes, {announced} announced")]
    Body {
        /// Value of the header.
        announced: usize,
        /// Bytes behind the headers.
        found: usize,
    },
}

/// Named values in order; names compare without case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Headers(Vec<(String, String)>);

impl Headers {
    fn parse<'a>(lines: impl Iterator<Item = &'a str>) -> Result<Headers, RtspError> {
        let mut headers = Vec::new();
        for line in lines.filter(|line| !line.is_empty()) {
            let (name, value) = line.split_once(':').ok_or(RtspError::Header)?;
            if headers.len() == MAX_HEADERS || name.is_empty() || name.contains(' ') {
                return Err(RtspError::Header);
            }
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
        Ok(Headers(headers))
    }

    /// Of a repeated name the last one counts, as in the client.
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().rev().find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Leaves out what the client could not read: values that are empty or contain control
    /// characters.
    fn push(&mut self, name: &'static str, value: impl fmt::Display) {
        let value = value.to_string();
        if !value.is_empty() && !value.contains(char::is_control) {
            self.0.push((name.to_owned(), value));
        }
    }

    fn cseq(&self) -> Result<u32, RtspError> {
        let value = self.get("CSeq").and_then(|value| value.parse().ok());
        value.ok_or(RtspError::Missing("CSeq"))
    }

    fn content_length(&self) -> Result<Option<usize>, RtspError> {
        let parse = |value: &str| value.parse().map_err(|_| RtspError::Missing("Content-length"));
        self.get("Content-length").map(parse).transpose()
    }
}

impl fmt::Display for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(name, value)| write!(f, "{name}: {value}\r\n"))
    }
}

/// How many bytes the plain request takes that begins with `received`; `None` when more must be
/// read to tell. An encrypted message is delimited by its record instead.
///
/// # Errors
/// `TooLong` as soon as that is certain; otherwise like [`Request::parse`].
pub fn request_length(received: &[u8]) -> Result<Option<usize>, RtspError> {
    let too_long = |length: usize| {
        if length > MAX_MESSAGE { Err(RtspError::TooLong(length)) } else { Ok(length) }
    };
    let Some(end) = find_end_of_headers(received) else {
        too_long(received.len())?;
        return Ok(None);
    };
    let (_, headers) = split_headers(&received[..end])?;
    let body = headers.content_length()?.unwrap_or(0);
    let length = too_long(end.saturating_add(body))?;
    Ok((received.len() >= length).then_some(length))
}

/// Index behind the empty line.
fn find_end_of_headers(message: &[u8]) -> Option<usize> {
    let start = message.windows(4).position(|window| window == END_OF_HEADERS)?;
    Some(start + END_OF_HEADERS.len())
}

fn split_headers(head: &[u8]) -> Result<(&str, Headers), RtspError> {
    let text = std::str::from_utf8(head).map_err(|_| RtspError::NotText)?;
    let mut lines = text.split("\r\n");
    let first = lines.next().ok_or(RtspError::NotText)?;
    Ok((first, Headers::parse(lines)?))
}

/// First line, headers and body of a whole message.
fn split_message(message: &[u8]) -> Result<(&str, Headers, &[u8]), RtspError> {
    if message.len() > MAX_MESSAGE {
        return Err(RtspError::TooLong(message.len()));
    }
    let end = find_end_of_headers(message).ok_or(RtspError::NotText)?;
    let (head, body) = message.split_at(end);
    let (first, headers) = split_headers(head)?;
    Ok((first, headers, body))
}

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Is anybody there.
    Options,
    /// What can the host do.
    Describe,
    /// Where does one stream go.
    Setup,
    /// What the client wants.
    Announce,
    /// Begin.
    Play,
}

impl Method {
    const ALL: [(Method, &str); 5] = [
        (Method::Options, "OPTIONS"),
        (Method::Describe, "DESCRIBE"),
        (Method::Setup, "SETUP"),
        (Method::Announce, "ANNOUNCE"),
        (Method::Play, "PLAY"),
    ];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(method, _)| *method == self).map_or("", |(_, name)| name)
    }
}

/// One of the streams that SETUP is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamKind {
    /// Sound.
    Audio,
    /// Pictures.
    Video,
    /// The control stream.
    Control,
}

impl StreamKind {
    /// The target of its SETUP request.
    pub fn target(self) -> &'static str {
        match self {
            Self::Audio => "streamid=audio/0/0",
            Self::Video => "streamid=video/0/0",
            Self::Control => "streamid=control/13/0",
        }
    }

    fn default_port(self) -> u16 {
        match self {
            Self::Audio => 48000,
            Self::Video => 47998,
            Self::Control => 47999,
        }
    }
}

/// A message from client to host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What it asks for.
    pub method: Method,
    /// A URL or a stream id; never validated.
    pub target: String,
    /// Number that the reply repeats.
    pub cseq: u32,
    headers: Headers,
    /// Attributes of an ANNOUNCE.
    pub body: Vec<u8>,
}

impl Request {
    /// A request with the headers that every client sends. `host` is the host part of the
    /// session URL, or `0.0.0.0` when modest audio will do.
    pub fn new(method: Method, target: &str, cseq: u32, host: &str) -> Request {
        let mut headers = Headers::default();
        headers.push("CSeq", cseq);
        headers.push("X-GS-ClientVersion", 14);
        headers.push("Host", host);
        Request { method, target: target.to_owned(), cseq, headers, body: Vec::new() }
    }

    /// Adds a header.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Request {
        self.headers.push(name, value);
        self
    }

    /// Adds a body and the headers that describe it.
    pub fn with_body(mut self, body: String) -> Request {
        self.headers.push("Content-type", "application/sdp");
        self.headers.push("Content-length", body.len());
        self.body = body.into_bytes();
        self
    }

    /// Reads a whole request.
    ///
    /// # Errors
    /// Any of [`RtspError`].
    pub fn parse(message: &[u8]) -> Result<Request, RtspError> {
        let (first, headers, body) = split_message(message)?;
        let mut words = first.split(' ');
        let (method, target) = match (words.next(), words.next(), words.next(), words.next()) {
            (Some(method), Some(target), Some(VERSION), None) => (method, target),
            _ => return Err(RtspError::RequestLine),
        };
        let method = Method::ALL.iter().find(|(_, name)| *name == method);
        let (method, _) = method.ok_or(RtspError::RequestLine)?;
        let announced = headers.content_length()?.unwrap_or(body.len());
        let found = body.len();
        let body = body.get(..announced).ok_or(RtspError::Body { announced, found })?;
        Ok(Request {
            method: *method,
            target: target.to_owned(),
            cseq: headers.cseq()?,
            headers,
            body: body.to_vec(),
        })
    }

    /// The message as sent.
    pub fn write(&self) -> Vec<u8> {
        let Self { method, target, headers, .. } = self;
        let head = format!("{} {target} {VERSION}\r\n{headers}\r\n", method.name());
        [head.as_bytes(), &self.body].concat()
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)
    }

    /// The stream that a SETUP is for.
    pub fn stream(&self) -> Option<StreamKind> {
        let id = self.target.strip_prefix("streamid=")?;
        match id.split('/').next()? {
            "audio" => Some(StreamKind::Audio),
            "video" => Some(StreamKind::Video),
            "control" => Some(StreamKind::Control),
            _ => None,
        }
    }

    /// True when the client is content with audio of low bitrate.
    /// Source: docs/wire-gamestream.md "Request headers".
    pub fn wants_modest_audio(&self) -> bool {
        self.header("Host").is_some_and(|host| host.contains("0.0.0.0"))
    }
}

/// A message from host to client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// 200 or an error; anything else ends the handshake with this code.
    pub status: u16,
    headers: Headers,
    /// Attributes of the host, in the reply to DESCRIBE.
    pub body: String,
}

impl Response {
    /// A reply that says it worked. `cseq` is that of the request.
    pub fn ok(cseq: u32) -> Response {
        Response::new(200, cseq)
    }

    /// A reply with any status.
    pub fn new(status: u16, cseq: u32) -> Response {
        let mut headers = Headers::default();
        headers.push("CSeq", cseq);
        Response { status, headers, body: String::new() }
    }

    /// Adds a header.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Response {
        self.headers.push(name, value);
        self
    }

    /// Adds a body, which ends where the connection does.
    pub fn with_body(mut self, body: String) -> Response {
        self.body = body;
        self
    }

    /// The message as sent.
    pub fn write(&self) -> Vec<u8> {
        let Self { status, headers, body } = self;
        let reason = match status {
            200 => "OK",
            400 => "Bad Request",
            403 => "Forbidden",
            404 => "Not Found",
            454 => "Session Not Found",
            501 => "Not Implemented",
            503 => "Service Unavailable",
            _ => "Error",
        };
        format!("{VERSION} {status} {reason}\r\n{headers}\r\n{body}").into_bytes()
    }

    /// Reads a whole reply, as strictly as stock clients do.
    ///
    /// # Errors
    /// `TooLong`, `NotText`, `StatusLine`, `Header`.
    pub fn parse(message: &[u8]) -> Result<Response, RtspError> {
        let (first, headers, body) = split_message(message)?;
        let mut words = first.splitn(3, ' ');
        let status = match (words.next(), words.next(), words.next()) {
            (Some(VERSION), Some(code), Some(reason)) if !reason.is_empty() => code.parse().ok(),
            _ => None,
        };
        if headers.0.is_empty() || headers.0.iter().any(|(_, value)| value.is_empty()) {
            return Err(RtspError::Header);
        }
        let status = status.ok_or(RtspError::StatusLine)?;
        let body = std::str::from_utf8(body).map_err(|_| RtspError::NotText)?.to_owned();
        Ok(Response { status, headers, body })
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)
    }
}

/// What the reply to SETUP tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// Token of the handshake; the client repeats it.
    pub session: String,
    /// Where the host listens for this stream.
    pub port: u16,
    /// What the client's pings must contain. Audio and video.
    pub ping_payload: Option<PingPayload>,
    /// What the ENet connection must present. Control.
    pub connect_data: Option<u32>,
}

impl Setup {
    /// The reply that tells it.
    pub fn to_response(&self, cseq: u32) -> Response {
        let mut response = Response::ok(cseq)
            .with("Session", format_args!("{};timeout = 90", self.session))
            .with("Transport", format_args!("server_port={}", self.port));
        if let Some(payload) = self.ping_payload {
            response = response.with("X-SS-Ping-Payload", payload);
        }
        if let Some(data) = self.connect_data {
            response = response.with("X-SS-Connect-Data", data);
        }
        response
    }

    /// Reads a reply as stock clients do: a missing port is the default one, a payload that is
    /// not 16 characters does not exist.
    ///
    /// # Errors
    /// `Missing` without session.
    pub fn from_response(kind: StreamKind, response: &Response) -> Result<Setup, RtspError> {
        let session = response.header("Session").and_then(|value| value.split(';').next());
        let session = session.filter(|session| !session.is_empty());
        Ok(Setup {
            session: session.ok_or(RtspError::Missing("Session"))?.to_owned(),
            port: response.header("Transport").and_then(server_port).unwrap_or(kind.default_port()),
            ping_payload: response.header("X-SS-Ping-Payload").and_then(PingPayload::parse),
            connect_data: response.header("X-SS-Connect-Data").and_then(parse_c_number),
        })
    }
}

fn server_port(transport: &str) -> Option<u16> {
    let (_, value) = transport.split_once("server_port=")?;
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    value[..end].parse().ok().filter(|port| *port != 0)
}

/// A number as C's `strtoul` with base 0 reads it: decimal, `0x` hex or leading-zero octal.
pub(super) fn parse_c_number(text: &str) -> Option<u32> {
    let lower = text.trim().to_ascii_lowercase();
    if let Some(hex) = lower.strip_prefix("0x") {
        return u32::from_str_radix(hex, 16).ok();
    }
    let radix = if lower.starts_with('0') { 8 } else { 10 };
    u32::from_str_radix(&lower, radix).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OPTIONS: &[u8] = b"OPTIONS rtsp://0.0.0.0:48010 RTSP/1.0\r\n\
        CSeq: 1\r\nX-GS-ClientVersion: 14\r\nHost: 0.0.0.0\r\n\r\n";

    #[test]
    fn a_stock_request_is_read_and_written_the_same() {
        let request = Request::parse(OPTIONS).unwrap();
        assert_eq!((request.method, request.cseq), (Method::Options, 1));
        assert!(request.wants_modest_audio());
        assert_eq!(request.write(), OPTIONS);
        let ours = Request::new(Method::Options, "rtsp://0.0.0.0:48010", 1, "0.0.0.0");
        assert_eq!(ours.write(), OPTIONS);
        assert_eq!(OPTIONS.len(), 89);
    }

    #[test]
    fn a_request_ends_after_its_body() {
        let request = Request::new(Method::Announce, "streamid=control/13/0", 6, "0.0.0.0")
            .with("Session", "DEADBEEFCAFE")
            .with_body("a=x:1 \r\n".to_owned());
        let mut bytes = request.write();
        let length = bytes.len();
        for end in 0..length {
            assert_eq!(request_length(&bytes[..end]), Ok(None));
        }
        bytes.extend(b"more");
        assert_eq!(request_length(&bytes), Ok(Some(length)));
        assert_eq!(Request::parse(&bytes[..length]), Ok(request));
        let cut = Request::parse(&bytes[..length - 1]);
        assert_eq!(cut, Err(RtspError::Body { announced: 8, found: 7 }));
    }

    #[test]
    fn lengths_are_limited_before_anything_is_kept() {
        let endless = vec![b'a'; MAX_MESSAGE + 1];
        assert_eq!(request_length(&endless), Err(RtspError::TooLong(MAX_MESSAGE + 1)));
        let huge = b"ANNOUNCE x RTSP/1.0\r\nContent-length: 18446744073709551615\r\n\r\n";
        assert_eq!(request_length(huge), Err(RtspError::TooLong(usize::MAX)));
        let many = format!("OPTIONS x RTSP/1.0\r\n{}\r\n", "A: b\r\n".repeat(65));
        assert_eq!(Request::parse(many.as_bytes()), Err(RtspError::Header));
    }

    #[test]
    fn malformed_lines_are_refused() {
        let parse = |text: &str| Request::parse(text.as_bytes()).map(|_| ());
        assert_eq!(parse("OPTIONS x RTSP/1.0\r\n\r\n"), Err(RtspError::Missing("CSeq")));
        assert_eq!(parse("OPTIONS x HTTP/1.0\r\nCSeq: 1\r\n\r\n"), Err(RtspError::RequestLine));
        assert_eq!(parse("DELETE x RTSP/1.0\r\nCSeq: 1\r\n\r\n"), Err(RtspError::RequestLine));
        assert_eq!(parse("OPTIONS x RTSP/1.0\r\nCSeq 1\r\n\r\n"), Err(RtspError::Header));
        assert_eq!(parse("OPTIONS x RTSP/1.0\r\nCSeq: 1\r\n"), Err(RtspError::NotText));
    }

    #[test]
    fn replies_suit_the_clients_tokenizer() {
        let setup = Setup {
            session: "DEADBEEFCAFE".to_owned(),
            port: 58000,
            ping_payload: PingPayload::parse("7A31F09C55E2B84D"),
            connect_data: None,
        };
        let bytes = setup.to_response(3).write();
        assert_eq!(
            String::from_utf8(bytes.clone()).unwrap(),
            "RTSP/1.0 200 OK\r\nCSeq: 3\r\nSession: DEADBEEFCAFE;timeout = 90\r\n\
             Transport: server_port=58000\r\nX-SS-Ping-Payload: 7A31F09C55E2B84D\r\n\r\n"
        );
        let read = Setup::from_response(StreamKind::Audio, &Response::parse(&bytes).unwrap());
        assert_eq!(read, Ok(setup));
        let odd = Response::ok(1).with("X-Empty", "").with("X-Split", "a\r\nb");
        assert_eq!(odd.write(), b"RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n");
    }

    #[test]
    fn clients_read_numbers_like_c() {
        assert_eq!(parse_c_number("305441741"), Some(305_441_741));
        assert_eq!(parse_c_number("0x1234ABCD"), Some(0x1234_abcd));
        assert_eq!((parse_c_number("010"), parse_c_number("0")), (Some(8), Some(0)));
        assert_eq!(server_port("unicast;server_port=58000-58001"), Some(58000));
        assert_eq!(server_port("server_port=x"), None);
    }

    proptest! {
        #[test]
        fn parse_never_panics(bytes: Vec<u8>, text: String) {
            let _ = request_length(&bytes);
            let _ = Request::parse(&bytes);
            let framed = format!("SETUP {text} RTSP/1.0\r\nCSeq: 1\r\n{text}\r\n\r\n{text}");
            let _ = Request::parse(framed.as_bytes()).map(|request| request.stream());
            let response = format!("RTSP/1.0 200 {text}\r\nCSeq: 1\r\nSession:{text}\r\n\r\n");
            if let Ok(response) = Response::parse(response.as_bytes()) {
                let _ = Setup::from_response(StreamKind::Video, &response);
            }
        }

        #[test]
        fn what_is_written_is_read(
            cseq: u32,
            target in "[!-~]{1,40}",
            body in "[ -~\r\n]{0,200}",
            port in 1u16..,
            random: [u8; 8],
            data: u32,
        ) {
            let request = Request::new(Method::Announce, &target, cseq, "h").with_body(body);
            prop_assert_eq!(Request::parse(&request.write()), Ok(request));
            let setup = Setup {
                session: "S".to_owned(),
                port,
                ping_payload: Some(PingPayload::from_random(random)),
                connect_data: Some(data),
            };
            let response = Response::parse(&setup.to_response(cseq).write()).unwrap();
            prop_assert_eq!(Setup::from_response(StreamKind::Video, &response), Ok(setup));
        }
    }
}
