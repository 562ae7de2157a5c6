//! The management API over its socket, and the page over loopback.

use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use lumen_core::rate::loss::LossReport;
use lumen_core::units::{Bitrate, Span};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::client::{CallError, HostClient};
use super::page::Page;
use super::socket::ManagementSocket;
use super::*;
use crate::proto::gamestream::http::tests::{Machines, TestHost};
use crate::store::PairedClient;
use crate::stream::{Remote, Running};

fn management(host: &TestHost) -> Management {
    Management {
        name: "den".to_owned(),
        desk: Arc::clone(&host.plane.desk),
        trust: Trust::new(Fingerprint([0; 32]), Arc::clone(&host.plane.clients)),
        clients: Arc::clone(&host.plane.clients),
        sessions: Arc::clone(&host.plane.sessions),
        streams: vec![Running::new("gamestream")],
    }
}

fn refused(error: CallError) -> (u16, String) {
    match error {
        CallError::Refused { status, message } => (status, message),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_pin_from_the_command_line_pairs() {
    let machines = Machines::new();
    let client = machines.client("client");
    let host = TestHost::start(&machines.store).await;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("host.sock");
    let socket = ManagementSocket::bind(&path).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let served = tokio::spawn(socket.serve(management(&host)));
    let here = HostClient::new(&path);

    assert_eq!(here.pending().await.unwrap(), None);
    assert_eq!(refused(here.pair("1234", None).await.unwrap_err()).0, 404);
    assert_eq!(refused(here.pair("12", None).await.unwrap_err()).0, 400);

    let enter = async {
        host.wait_for_attempt().await;
        let pending = here.pending().await.unwrap().unwrap();
        assert_eq!((pending.address.as_str(), pending.needs_pin), ("127.0.0.1", true));
        here.pair("1234", Some("couch".to_owned())).await
    };
    let (paired, entered) = tokio::join!(host.pair_as(&client, "1234"), enter);
    paired.unwrap();
    let entered = entered.unwrap();
    assert_eq!(entered.name, "couch");
    assert_eq!(here.clients().await.unwrap(), std::slice::from_ref(&entered));
    let status = here.status().await.unwrap();
    assert_eq!((status.name.as_str(), status.paired_clients), ("den", 1));

    let fingerprint: Fingerprint = entered.fingerprint.parse().unwrap();
    here.unpair(&fingerprint).await.unwrap();
    assert_eq!(*host.sessions.disconnected.lock().unwrap(), [fingerprint]);
    assert_eq!(refused(here.unpair(&fingerprint).await.unwrap_err()).0, 404);
    served.abort();
    let _ = served.await;
    assert!(!path.exists());
    assert!(matches!(here.status().await, Err(CallError::Connect { .. })));
}

#[tokio::test]
async fn a_pin_is_shown_and_a_client_renamed() {
    let machines = Machines::new();
    let host = TestHost::start(&machines.store).await;
    let client = machines.client("client").pairing.certificate().clone();
    host.plane.clients.add(PairedClient::now(client.clone(), "couch")).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("host.sock");
    let management = management(&host);
    let trust = Arc::clone(&management.trust);
    let served = tokio::spawn(ManagementSocket::bind(&path).unwrap().serve(management));
    let here = HostClient::new(&path);

    assert_eq!(here.native_pairing().await.unwrap().pin, None);
    assert_eq!(refused(here.close_native_pairing().await.unwrap_err()).0, 404);
    let opened = here.open_native_pairing().await.unwrap();
    assert_eq!(opened.pin.as_deref(), Some(trust.shown().unwrap().pin.expose()));
    assert!((170..=180).contains(&opened.seconds_left) && opened.paired.is_none());
    here.close_native_pairing().await.unwrap();
    assert_eq!(trust.shown(), None);

    here.rename(&client.fingerprint(), "sofa").await.unwrap();
    assert_eq!(here.clients().await.unwrap()[0].name, "sofa");
    assert_eq!(refused(here.rename(&Fingerprint([1; 32]), "x").await.unwrap_err()).0, 404);
    served.abort();
}

#[tokio::test]
async fn a_wrong_pin_is_a_conflict() {
    let machines = Machines::new();
    let client = machines.client("client");
    let host = TestHost::start(&machines.store).await;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("host.sock");
    let served = tokio::spawn(ManagementSocket::bind(&path).unwrap().serve(management(&host)));
    let here = HostClient::new(&path);
    let enter = async {
        host.wait_for_attempt().await;
        here.pair("0000", None).await
    };
    let (paired, entered) = tokio::join!(host.pair_as(&client, "1234"), enter);
    assert!(paired.is_err());
    let (status, message) = refused(entered.unwrap_err());
    assert_eq!(status, 409);
    assert!(message.contains("did not finish"), "{message}");
    served.abort();
}

#[tokio::test]
async fn a_socket_left_behind_is_replaced_and_a_live_one_is_not() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("host.sock");
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    let first = ManagementSocket::bind(&path).unwrap();
    let error = ManagementSocket::bind(&path).err().unwrap();
    assert_eq!(error.kind(), std::io::ErrorKind::AddrInUse);
    drop(first);
    assert!(!path.exists());
}

#[tokio::test]
async fn unpairing_a_stranger_changes_nothing() {
    let machines = Machines::new();
    let host = TestHost::start(&machines.store).await;
    let known = machines.client("client").pairing.certificate().clone();
    host.plane.clients.add(PairedClient::now(known.clone(), "x")).unwrap();
    let management = management(&host);
    assert!(!management.unpair(&Fingerprint([0; 32])).unwrap());
    assert!(host.sessions.disconnected.lock().unwrap().is_empty());
    assert!(host.plane.clients.is_paired(&known.fingerprint()));
}

#[tokio::test]
async fn streams_are_counted_for_whoever_calls_the_page_by_its_name() {
    let machines = Machines::new();
    let host = TestHost::start(&machines.store).await;
    let (page, management) = (Page::bind(0).await.unwrap(), management(&host));
    let url = page.url();
    let address = url.strip_prefix("http://").and_then(|rest| rest.split_once('/')).unwrap().0;
    let (running, remote) = (management.streams[0].clone(), Remote::new(Bitrate(1)));
    let served = tokio::spawn(page.serve(management));
    let browser = Browser { host: address.to_owned(), token: String::new() };
    let said = browser.get("/metrics", address, "").await;
    assert!(said.contains("text/plain; version=0.0.4"), "{said}");
    assert!(said.contains("\nlumen_streams{protocol=\"gamestream\"} 0\n"), "{said}");

    let entry = running.enter(&remote);
    let loss = LossReport { received: 97, lost: 3, ..LossReport::default() };
    remote.stages().on_report(loss, Span(2_000));
    let said = browser.get("/metrics", address, "").await;
    let labels = "protocol=\"gamestream\",stream=\"1\"";
    for line in [
        "lumen_streams{protocol=\"gamestream\"} 1".to_owned(),
        format!("lumen_frames_total{{{labels}}} 0"),
        format!("lumen_reported_datagrams_total{{{labels},fate=\"lost\"}} 3"),
        format!("lumen_stage_seconds_bucket{{{labels},stage=\"network\",le=\"0.000511\"}} 0"),
        format!("lumen_stage_seconds_bucket{{{labels},stage=\"network\",le=\"0.001023\"}} 1"),
        format!("lumen_stage_seconds_bucket{{{labels},stage=\"network\",le=\"+Inf\"}} 1"),
        format!("lumen_stage_seconds_sum{{{labels},stage=\"network\"}} 0.001"),
    ] {
        assert!(said.contains(&format!("\n{line}\n")), "{line} in {said}");
    }
    drop(entry);
    assert!(!browser.get("/metrics", address, "").await.contains("stream=\"1\""));
    let foreign = browser.get("/metrics", "evil.example", "").await;
    assert!(foreign.starts_with("HTTP/1.1 403"), "{foreign}");
    served.abort();
}

struct Browser {
    host: String,
    token: String,
}

impl Browser {
    async fn send(&self, request: String) -> String {
        let mut stream = TcpStream::connect(&self.host).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut reply = String::new();
        let read = stream.read_to_string(&mut reply);
        timeout(Duration::from_secs(10), read).await.unwrap().unwrap();
        reply
    }

    async fn get(&self, target: &str, host: &str, more: &str) -> String {
        self.send(format!(
            "GET {target} HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n"
        ))
        .await
    }

    async fn post(&self, form: &str, more: &str) -> String {
        self.send(format!(
            "POST / HTTP/1.1\r\nHost: {}\r\n{more}Content-Length: {}\r\nConnection: close\r\n\r\n{form}",
            self.host,
            form.len()
        ))
        .await
    }

    fn cookie(&self) -> String {
        format!("Cookie: a=b; lumen-token={}\r\n", self.token)
    }
}

#[tokio::test]
async fn the_page_lets_in_only_whom_it_told_its_address() {
    let machines = Machines::new();
    let host = TestHost::start(&machines.store).await;
    let page = Page::bind(0).await.unwrap();
    let url = page.url();
    let (address, token) = url.split_once("/?token=").unwrap();
    let address = address.strip_prefix("http://").unwrap().to_owned();
    let browser = Browser { host: address.clone(), token: token.to_owned() };
    let served = tokio::spawn(page.serve(management(&host)));
    let denied = |reply: &str| {
        assert!(reply.starts_with("HTTP/1.1 403"), "{reply}");
        assert!(reply.to_ascii_lowercase().contains("x-frame-options: deny"), "{reply}");
    };

    denied(&browser.get("/", &address, "").await);
    denied(&browser.get("/?token=00", &address, "").await);
    denied(&browser.get("/", "evil.example", &browser.cookie()).await);
    denied(&browser.get(&format!("/?token={token}"), "evil.example", "").await);
    let entered = browser.get(&format!("/?token={token}"), &address, "").await;
    assert!(entered.starts_with("HTTP/1.1 303"), "{entered}");
    assert!(entered.contains("HttpOnly; SameSite=Strict"), "{entered}");
    let shown = browser.get("/", &address, &browser.cookie()).await;
    assert!(shown.contains("No device asks to be paired"), "{shown}");

    denied(&browser.post("pin=1234", &browser.cookie()).await);
    let foreign = format!("{}Origin: http://evil.example\r\n", browser.cookie());
    denied(&browser.post("pin=1234", &foreign).await);
    let own = format!("{}Origin: http://{address}\r\n", browser.cookie());
    let nobody = browser.post("pin=1234&name=", &own).await;
    assert!(nobody.starts_with("HTTP/1.1 404"), "{nobody}");
    let long = browser.post(&"a".repeat(2000), &own).await;
    assert!(long.starts_with("HTTP/1.1 413"), "{long}");
    served.abort();
}

#[tokio::test]
async fn a_pin_from_the_page_pairs() {
    let machines = Machines::new();
    let client = machines.client("client");
    let host = TestHost::start(&machines.store).await;
    let page = Page::bind(0).await.unwrap();
    let url = page.url();
    let (address, token) = url.split_once("/?token=").unwrap();
    let address = address.strip_prefix("http://").unwrap().to_owned();
    let browser = Browser { host: address.clone(), token: token.to_owned() };
    let served = tokio::spawn(page.serve(management(&host)));
    let enter = async {
        host.wait_for_attempt().await;
        let shown = browser.get("/", &address, &browser.cookie()).await;
        assert!(shown.contains("at <strong>127.0.0.1</strong> asks to be paired"), "{shown}");
        let own = format!("{}Origin: http://{address}\r\n", browser.cookie());
        browser.post("pin=1234&name=a%3Cb", &own).await
    };
    let (paired, said) = tokio::join!(host.pair_as(&client, "1234"), enter);
    paired.unwrap();
    assert!(said.contains("Paired: a&lt;b."), "{said}");
    served.abort();
}
