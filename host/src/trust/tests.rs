//! Strangers, guessers and clients over real connections.

use std::sync::LazyLock;

use lumen_core::native::message::value::Text;
use lumen_core::native::pairing::ClientPairing;
use lumen_transport::control::quic::{Connector, Credentials, Listener};

use super::*;
use crate::store::{HostIdentity, Store};

/// A host and a client with certificates as they have them.
struct Rig {
    trust: Arc<Trust>,
    clients: Arc<Clients>,
    listener: Listener,
    host: Credentials,
    client: HostIdentity,
    _directory: tempfile::TempDir,
}

/// Two identities for all tests, since making one takes a while.
static IDENTITIES: LazyLock<[tempfile::TempDir; 2]> = LazyLock::new(|| {
    std::array::from_fn(|_| {
        let directory = tempfile::tempdir().unwrap();
        Store::open(directory.path()).unwrap().identity().unwrap();
        directory
    })
});

fn credentials(identity: &HostIdentity) -> Credentials {
    Credentials::new(identity.pairing.certificate().der(), &identity.key)
}

impl Rig {
    fn new() -> Rig {
        let identity = |index: usize| {
            let directory = IDENTITIES[index].path();
            Store::open(directory).unwrap().identity().unwrap()
        };
        let (host, client) = (credentials(&identity(0)), identity(1));
        let directory = tempfile::tempdir().unwrap();
        let clients = Arc::new(Store::open(directory.path()).unwrap().clients().unwrap());
        let trust = Trust::new(host.fingerprint(), Arc::clone(&clients));
        let listener = Listener::bind("127.0.0.1:0".parse().unwrap(), &host).unwrap();
        Rig { trust, clients, listener, host, client, _directory: directory }
    }

    /// The client connects, says what it has to say, and the host hears it.
    async fn meet<T>(
        &mut self,
        client: impl AsyncFnOnce(Connection) -> T,
    ) -> (Option<Admitted>, T) {
        let to = self.listener.local_addr().unwrap();
        let connector = Connector::new(to, &credentials(&self.client)).unwrap();
        let there = async {
            let connection = connector.connect().await.unwrap();
            client(connection).await
        };
        let here = async {
            let connection = self.listener.accept().await.unwrap();
            tokio::select! {
                greeted = self.trust.greet(connection) => greeted,
                // Handshakes go on only while somebody accepts.
                _ = self.listener.accept() => panic!("one connection is enough"),
            }
        };
        tokio::join!(here, there)
    }

    async fn pair_with(&mut self, pin: &Pin) -> Result<(), Reason> {
        let host = self.host.fingerprint();
        let client = self.client.pairing.certificate().fingerprint();
        let ends = (client, host);
        self.meet(async |connection| pair(connection, pin, ends).await).await.1
    }
}

/// The client's side.
async fn pair(
    connection: Connection,
    pin: &Pin,
    (client, host): (Fingerprint, Fingerprint),
) -> Result<(), Reason> {
    let binding = Binding { client, host, connection: connection.pairing_binding().unwrap() };
    let (mut reader, mut writer) = connection.open_control().await.unwrap();
    let (pairing, share) = ClientPairing::start(pin, binding);
    let name = Text::new("couch").unwrap();
    say(&mut writer, PairMessage::Pair(Pair { name, share })).await.unwrap();
    let share = match reader.next_by(PairMessage::parse).await.unwrap() {
        PairMessage::Share(share) => share,
        PairMessage::Bye(bye) => return Err(bye.reason),
        other => panic!("{other:?}"),
    };
    let (confirming, proof) = pairing.on_share(share).unwrap();
    say(&mut writer, PairMessage::Confirm(proof)).await.unwrap();
    match reader.next_by(PairMessage::parse).await.unwrap() {
        PairMessage::Paired(proof) => confirming.on_proof(proof).map_err(|_| Reason::WrongPin),
        PairMessage::Bye(bye) => Err(bye.reason),
        other => panic!("{other:?}"),
    }
}

async fn start(connection: Connection) -> Option<Message> {
    let (mut reader, mut writer) = connection.open_control().await.unwrap();
    writer.send(&Message::Start).await.unwrap();
    timeout(Duration::from_millis(200), reader.next()).await.ok()?.ok()
}

#[tokio::test]
async fn a_client_is_let_in_once_it_is_paired_and_until_it_is_removed() {
    let mut rig = Rig::new();
    let not_trusted = Message::Bye(Bye::from(Reason::NotTrusted));
    let (admitted, said) = rig.meet(start).await;
    assert!(admitted.is_none());
    assert_eq!(said, Some(not_trusted.clone()));

    let shown = rig.trust.open().unwrap();
    assert_eq!(rig.pair_with(&shown.pin).await, Ok(()));
    assert_eq!(rig.trust.paired().unwrap().name, "couch");
    assert_eq!(rig.trust.shown(), None);
    assert_eq!(rig.pair_with(&shown.pin).await, Err(Reason::PairingClosed));

    let (admitted, said) = rig.meet(start).await;
    let admitted = admitted.unwrap();
    assert_eq!((admitted.first, said), (Message::Start, None));
    let client = admitted.connection.peer();
    let removed = rig.clients.until_removed(&client);
    rig.clients.rename(&client, "sofa").unwrap();
    assert!(rig.clients.remove(&client).unwrap());
    timeout(Duration::from_secs(5), removed).await.unwrap();
    assert_eq!(rig.meet(start).await.1, Some(not_trusted));
}

#[tokio::test]
async fn three_wrong_pins_make_a_new_one_and_nine_close_the_desk() {
    let mut rig = Rig::new();
    let first = rig.trust.open().unwrap().pin;
    let wrong = |pin: &Pin| -> Pin {
        let number: u32 = pin.expose().parse().unwrap();
        format!("{:06}", (number + 1) % 1_000_000).parse().unwrap()
    };
    for number in 1..=8 {
        let shown = rig.trust.shown().unwrap().pin;
        assert_eq!(rig.pair_with(&wrong(&shown)).await, Err(Reason::WrongPin));
        assert_eq!(rig.trust.shown().unwrap().pin == first, number < 3, "try {number}");
    }
    let last = rig.trust.shown().unwrap().pin;
    assert_eq!(rig.pair_with(&wrong(&last)).await, Err(Reason::WrongPin));
    assert_eq!(rig.trust.shown(), None);
    assert_eq!(rig.pair_with(&last).await, Err(Reason::PairingClosed));
    assert!(rig.clients.list().is_empty());
    assert!(!rig.trust.close());
}
