//! A page on this machine's browser where PINs are entered.
//!
//! The browser is shared with every site that the user visits, so the page defends itself: it
//! listens on loopback only, asks for a token that is in the URL the host prints, answers only to
//! its own name (a foreign name that resolves to loopback is turned away), takes forms only from
//! itself and cannot be framed. `/metrics` needs no token: it tells no secret and changes nothing.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, HeaderMap, HeaderName, LOCATION, ORIGIN,
    SET_COOKIE, X_FRAME_OPTIONS,
};
use axum::http::{StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use lumen_core::gamestream::nvhttp::Target;
use lumen_core::gamestream::pairing::Pin;
use ring::rand::{SecureRandom, SystemRandom};
use subtle::ConstantTimeEq;
use tokio::net::TcpListener;

use super::routes::pin_status;
use super::{Management, metrics};
use crate::proto::gamestream::desk::PinError;

const COOKIE_NAME: &str = "lumen-token";
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; \
                      frame-ancestors 'none'; base-uri 'none'";

/// A form has a PIN and a name.
const MAX_FORM: usize = 1024;

/// The page, bound but not served yet.
pub struct Page {
    listener: TcpListener,
    address: SocketAddr,
    token: Arc<str>,
}

impl Page {
    /// Binds the page to loopback and makes a token for this start.
    ///
    /// # Errors
    /// What the system says.
    pub async fn bind(port: u16) -> std::io::Result<Page> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let mut token = [0; 16];
        let filled = SystemRandom::new().fill(&mut token);
        filled.map_err(|_| std::io::Error::other("the system has no random numbers"))?;
        let address = listener.local_addr()?;
        Ok(Page { listener, address, token: hex::encode(token).into() })
    }

    /// Where the user finds it. Secret: whoever knows it can pair clients.
    pub fn url(&self) -> String {
        format!("http://{}/?token={}", self.address, self.token)
    }

    /// Answers until the task is dropped.
    ///
    /// # Errors
    /// What the system says.
    pub async fn serve(self, management: Management) -> std::io::Result<()> {
        let gate = Gate { address: self.address, token: self.token };
        let metrics = Router::new()
            .route("/metrics", get(running_streams))
            .layer(middleware::from_fn_with_state(gate.clone(), admit_by_name));
        let router = Router::new()
            .route("/", get(show).post(enter_pin))
            .layer(DefaultBodyLimit::max(MAX_FORM))
            .layer(middleware::from_fn_with_state(gate, admit))
            .merge(metrics)
            .with_state(management);
        axum::serve(self.listener, router).await
    }
}

#[derive(Clone)]
struct Gate {
    address: SocketAddr,
    token: Arc<str>,
}

/// Lets a request through when everything about it is right, and marks every reply as private.
async fn admit(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let mut response = match gate.check(request.uri(), request.headers()) {
        Verdict::Pass => {
            let own_form = request.method() != axum::http::Method::POST
                || gate.is_own_origin(request.headers());
            if own_form {
                next.run(request).await
            } else {
                (StatusCode::FORBIDDEN, "not from this page").into_response()
            }
        }
        Verdict::Enter => gate.enter(),
        Verdict::Refuse(why) => (StatusCode::FORBIDDEN, why).into_response(),
    };
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_FRAME_OPTIONS, "DENY"),
        (CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("referrer-policy"), "no-referrer"),
        (HeaderName::from_static("x-content-type-options"), "nosniff"),
    ] {
        response.headers_mut().insert(name, axum::http::HeaderValue::from_static(value));
    }
    response
}

/// Lets a request through that calls this page by its own name.
async fn admit_by_name(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    match gate.is_called(request.headers()) {
        true => next.run(request).await,
        false => (StatusCode::FORBIDDEN, FOREIGN_NAME).into_response(),
    }
}

const FOREIGN_NAME: &str = "this page answers to its own address only";

enum Verdict {
    Pass,
    /// The token is in the URL: move it into a cookie.
    Enter,
    Refuse(&'static str),
}

impl Gate {
    fn check(&self, uri: &Uri, headers: &HeaderMap) -> Verdict {
        if !self.is_called(headers) {
            return Verdict::Refuse(FOREIGN_NAME);
        }
        let target = Target::parse(uri.path_and_query().map_or("/", |target| target.as_str()));
        let given = target.ok().and_then(|target| target.query.get("token").map(str::to_owned));
        if given.is_some_and(|given| self.is_token(&given)) {
            return Verdict::Enter;
        }
        let cookies = headers.get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let mut pairs = cookies.flat_map(|cookies| cookies.split("; "));
        let known = pairs.any(|pair| {
            pair.split_once('=')
                .is_some_and(|(name, value)| name == COOKIE_NAME && self.is_token(value))
        });
        if known {
            Verdict::Pass
        } else {
            Verdict::Refuse("open the address that the host printed")
        }
    }

    fn is_called(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
        self.names().iter().any(|name| name == host)
    }

    fn is_token(&self, given: &str) -> bool {
        given.as_bytes().ct_eq(self.token.as_bytes()).into()
    }

    fn names(&self) -> [String; 2] {
        [self.address.to_string(), format!("localhost:{}", self.address.port())]
    }

    fn is_own_origin(&self, headers: &HeaderMap) -> bool {
        let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
        let name = origin.and_then(|origin| origin.strip_prefix("http://"));
        name.is_some_and(|name| self.names().iter().any(|own| own == name))
    }

    fn enter(&self) -> Response {
        let cookie = format!("{COOKIE_NAME}={}; Path=/; HttpOnly; SameSite=Strict", self.token);
        let headers = [(SET_COOKIE, cookie), (LOCATION, "/".to_owned())];
        (StatusCode::SEE_OTHER, headers).into_response()
    }
}

async fn show(State(management): State<Management>) -> Html<String> {
    Html(write_page(&management, None))
}

async fn running_streams(State(management): State<Management>) -> Response {
    metrics::reply(&management.streams)
}

async fn enter_pin(State(management): State<Management>, body: Bytes) -> Response {
    let said = match pair(&management, &body).await {
        Ok(name) => (StatusCode::OK, format!("Paired: {name}.")),
        Err(error) => (pin_status(&error), format!("Not paired: {error}.")),
    };
    (said.0, Html(write_page(&management, Some(&said.1)))).into_response()
}

async fn pair(management: &Management, form: &[u8]) -> Result<String, PinError> {
    // A form is encoded like a query.
    let form = String::from_utf8_lossy(form);
    let target = format!("/?{form}");
    let query = Target::parse(&target).map(|target| target.query).unwrap_or_default();
    let pin: Pin = query.get("pin").unwrap_or("").trim().parse().map_err(PinError::Pairing)?;
    let name = query.get("name").map(str::to_owned);
    Ok(management.desk.enter_pin(&pin, name).await?.name)
}

fn write_page(management: &Management, said: Option<&str>) -> String {
    let said = said.map(|said| format!("<p><strong>{}</strong></p>", escape(said)));
    let waiting = match management.desk.pending().filter(|pending| pending.needs_pin) {
        Some(pending) => {
            let name = pending.device_name.unwrap_or_else(|| "A device".to_owned());
            format!(
                "<p>{} at <strong>{}</strong> asks to be paired. Is it yours? Then enter the PIN \
                 that it shows.</p>\
                 <form method=\"post\" action=\"/\">\
                 <p><label>PIN <input name=\"pin\" inputmode=\"numeric\" pattern=\"[0-9]{{4}}\" \
                 maxlength=\"4\" autocomplete=\"off\" required autofocus></label></p>\
                 <p><label>Name <input name=\"name\" maxlength=\"64\"></label></p>\
                 <p><button>Pair</button></p></form>",
                escape(&name),
                pending.address
            )
        }
        None => "<p>No device asks to be paired. Choose this host on the device, then \
                 <a href=\"/\">look again</a>.</p>"
            .to_owned(),
    };
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>lumen</title>\
         <style>body{{font:16px sans-serif;max-width:36em;margin:4em auto;padding:0 1em}}\
         input,button{{font:inherit;padding:.3em}}</style></head>\
         <body><h1>{}</h1>{}{waiting}</body></html>",
        escape(&management.name),
        said.unwrap_or_default()
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
