//! The client library pairs with the host over real connections; somebody sits in between.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock, mpsc};
use std::thread::JoinHandle;

use lumen_client::{Client, ClientError, HostAddress, HostTrust};
use lumen_core::gamestream::pairing::Fingerprint;
use lumen_core::native::message::end::Reason;
use lumen_core::native::pairing::message::PairMessage;
use lumen_core::native::pairing::{PairingError, Pin};
use lumen_host::store::{Clients, HostIdentity, Store};
use lumen_host::trust::Trust;
use lumen_transport::control::quic::{
    Connector, ControlReader, ControlWriter, Credentials, Listener,
};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

/// Three machines' identities for all tests, since making one takes a while: a host, somebody in
/// the middle, a client.
static MACHINES: LazyLock<[tempfile::TempDir; 2]> = LazyLock::new(|| {
    std::array::from_fn(|_| {
        let directory = tempfile::tempdir().unwrap();
        Store::open(directory.path()).unwrap().identity().unwrap();
        directory
    })
});

static CLIENT: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let directory = tempfile::tempdir().unwrap();
    Client::open(directory.path()).unwrap();
    directory
});

fn credentials(machine: usize) -> Credentials {
    let store = Store::open(MACHINES[machine].path()).unwrap();
    let HostIdentity { pairing, key } = store.identity().unwrap();
    Credentials::new(pairing.certificate().der(), &key)
}

/// A client that knows nobody.
fn client() -> (Client, tempfile::TempDir) {
    let directory = tempfile::tempdir().unwrap();
    for file in ["client.pem", "client-key.pem"] {
        std::fs::copy(CLIENT.path().join(file), directory.path().join(file)).unwrap();
    }
    (Client::open(directory.path()).unwrap(), directory)
}

/// A host that greets whoever comes, on a thread of its own, until it is dropped.
struct Host {
    trust: Arc<Trust>,
    clients: Arc<Clients>,
    fingerprint: Fingerprint,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    _directory: tempfile::TempDir,
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn listen(machine: usize) -> Listener {
    Listener::bind("127.0.0.1:0".parse().unwrap(), &credentials(machine)).unwrap()
}

impl Host {
    fn start(machine: usize) -> Host {
        let directory = tempfile::tempdir().unwrap();
        let fingerprint = credentials(machine).fingerprint();
        let clients = Arc::new(Store::open(directory.path()).unwrap().clients().unwrap());
        let trust = Trust::new(fingerprint, Arc::clone(&clients));
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = mpsc::channel();
        let greeter = Arc::clone(&trust);
        let thread = std::thread::spawn(move || {
            runtime().block_on(async move {
                let listener = listen(machine);
                tell.send(listener.local_addr().unwrap()).unwrap();
                tokio::select! {
                    () = greeter.serve(listener, |_| panic!("nobody says Hello")) => {}
                    _ = stopped => {}
                }
            });
        });
        let (address, stop, thread) = (told.recv().unwrap(), Some(stop), Some(thread));
        Host { trust, clients, fingerprint, address, stop, thread, _directory: directory }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        drop(self.stop.take());
        self.thread.take().map(JoinHandle::join);
    }
}

/// As a user would name it: by the port of HTTP, 20 below.
fn named(address: SocketAddr) -> HostAddress {
    SocketAddr::new(address.ip(), address.port() - 20).into()
}

fn wrong(pin: &Pin) -> Pin {
    let number: u32 = pin.expose().parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000).parse().unwrap()
}

#[test]
fn a_client_pairs_by_the_pin_that_the_host_shows() {
    let (host, (client, _directory)) = (Host::start(0), client());
    let name = named(host.address);
    let pin: Pin = "123456".parse().unwrap();
    let closed = client.pair_native(&name, &pin);
    assert!(matches!(closed, Err(ClientError::Turned(Reason::PairingClosed))), "{closed:?}");

    let pin = host.trust.open().unwrap().pin;
    let refused = client.pair_native(&name, &wrong(&pin));
    let refusal = matches!(refused, Err(ClientError::NativePairing(PairingError::WrongPin)));
    assert!(refusal, "{refused:?}");
    let probe = client.probe_native(&name, HostTrust::Paired);
    assert!(matches!(probe, Err(ClientError::NotPairedNative { .. })), "{probe:?}");

    assert_eq!(client.pair_native(&name, &pin).unwrap(), host.fingerprint);
    assert_eq!(host.clients.list().len(), 1);
    assert_eq!(client.probe_native(&name, HostTrust::Paired).unwrap().0, host.fingerprint);
    let other = HostTrust::Pinned(Fingerprint([7; 32]));
    let changed = client.probe_native(&name, other);
    assert!(matches!(changed, Err(ClientError::HostChanged { .. })), "{changed:?}");
}

/// Somebody has a connection with the client and one with the host, each with a certificate of its
/// own, and passes every message on. It does not know the PIN, and learns nothing to guess it by.
#[test]
fn whoever_passes_the_messages_on_is_found_out() {
    let (host, (client, _directory)) = (Host::start(0), client());
    let (to, (tell, told)) = (host.address, mpsc::channel());
    let relay = std::thread::spawn(move || {
        runtime().block_on(async move {
            let mut listener = listen(1);
            tell.send(listener.local_addr().unwrap()).unwrap();
            let victim = listener.accept().await.unwrap();
            let connector = Connector::new(to, &credentials(1)).unwrap();
            let onward = connector.connect().await.unwrap();
            let (mut from_client, mut to_client) = victim.accept_control().await.unwrap();
            let (mut from_host, mut to_host) = onward.open_control().await.unwrap();
            let mut passed = Vec::new();
            for _ in 0..2 {
                passed.push(pass(&mut from_client, &mut to_host).await);
                passed.push(pass(&mut from_host, &mut to_client).await);
            }
            to_client.finish().await;
            passed
        })
    });
    let middle = told.recv().unwrap();

    let pin = host.trust.open().unwrap().pin;
    let refused = client.pair_native(&named(middle), &pin);
    let refusal = matches!(refused, Err(ClientError::NativePairing(PairingError::WrongPin)));
    assert!(refusal, "{refused:?}");
    assert!(host.clients.list().is_empty());
    let passed = relay.join().unwrap();
    let kinds: Vec<&str> = passed.iter().map(|message| message.kind().name).collect();
    assert_eq!(kinds, ["Pair", "PairShare", "PairConfirm", "Bye"]);
}

async fn pass(from: &mut ControlReader, to: &mut ControlWriter) -> PairMessage {
    let message = from.next_by(PairMessage::parse).await.unwrap();
    to.send_by(|grease, out| message.write(grease, out)).await.unwrap();
    message
}
