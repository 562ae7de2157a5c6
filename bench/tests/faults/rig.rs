//! A host, two clients that it may know, and patience for a busy machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use lumen_bench::fixture::{FixtureError, Host, Setup};
use lumen_bench::watch::Watcher;
use lumen_client::{Client, ClientError, HostAddress, Session, StreamOptions};
use lumen_core::gamestream::pairing::Fingerprint;
use lumen_core::units::{Bitrate, Mode, RefreshRate, Span};
use lumen_host::api::types::Status;

use crate::census;
use crate::hand::Hand;

/// The one mode of these tests, cheap to code.
pub const MODE: Mode = Mode { width: 640, height: 360, refresh: RefreshRate::from_hz(30) };

static TURN: Mutex<()> = Mutex::new(());

/// This test's turn; `None`, loudly, without a compositor to stream from.
pub fn turn() -> Option<MutexGuard<'static, ()>> {
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    if Command::new("sway").arg("--version").output().is_err() {
        eprintln!("SKIPPED: sway is not installed");
        return None;
    }
    Some(turn)
}

/// Looks until there is something, and fails with `what` when the time is up.
pub fn within<T>(limit: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + limit;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < end, "{what}: not within {limit:?}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Anything that needs no time-out of the host's to pass, on a machine that is busy.
pub const SOON: Duration = Duration::from_secs(20);

/// Certificate and key of a client. Making a key takes long, so there are two for all tests.
struct Identity {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

static IDENTITIES: LazyLock<[Identity; 2]> = LazyLock::new(|| {
    [(); 2].map(|()| {
        let directory = tempfile::tempdir().unwrap();
        Client::open(directory.path()).unwrap();
        let read = |name| fs::read(directory.path().join(name)).unwrap();
        Identity { certificate: read("client.pem"), key: read("client-key.pem") }
    })
});

/// One client: as our library, as a program's directory, and by hand.
pub struct Guest {
    pub client: Client,
    pub directory: PathBuf,
    pub hand: Hand,
    address: HostAddress,
}

impl Guest {
    fn new(host: &Host, name: &str, identity: &Identity) -> Guest {
        let directory = host.client_directory(name);
        fs::create_dir(&directory).unwrap();
        fs::write(directory.join("client.pem"), &identity.certificate).unwrap();
        fs::write(directory.join("client-key.pem"), &identity.key).unwrap();
        Guest {
            client: Client::open(&directory).unwrap(),
            hand: Hand::new(host.address(), &identity.certificate, &identity.key),
            address: host.address().to_string().parse().unwrap(),
            directory,
        }
    }

    pub fn address(&self) -> &HostAddress {
        &self.address
    }

    pub fn fingerprint(&self) -> Fingerprint {
        self.hand.identity().certificate().fingerprint()
    }

    /// Streams; the app is started or joined.
    pub fn connect(&self) -> Result<Stream, ClientError> {
        let watcher = Watcher::default();
        let bitrate = Bitrate::from_kbps(2_000);
        let options = StreamOptions { mode: MODE, bitrate, ..StreamOptions::default() };
        let session = self.client.connect(&self.address, &options, Box::new(watcher.clone()))?;
        Ok(Stream { session, watcher })
    }

    /// Streams, and is sure that pictures come.
    pub fn stream(&self) -> Stream {
        let stream = self.connect().unwrap();
        stream.see(5);
        stream
    }

    pub fn quit(&self) {
        self.client.quit(&self.address).unwrap();
    }
}

/// A running stream of our library.
pub struct Stream {
    pub session: Session,
    watcher: Watcher,
}

impl Stream {
    /// Waits for that many more pictures.
    pub fn see(&self, more: usize) {
        let goal = self.watcher.seen().len() + more;
        within(SOON, "pictures", || {
            assert_eq!(self.session.is_ended(), None);
            (self.watcher.seen().len() >= goal).then_some(())
        });
    }

    pub fn pictures(&self) -> usize {
        self.watcher.seen().len()
    }

    /// Why the host ended it.
    pub fn end(self) -> lumen_client::End {
        let limit = Span(SOON.as_micros() as u64);
        self.session.wait_for_end(limit).expect("the session ends")
    }
}

/// A host with two clients.
pub struct Rig {
    pub alice: Guest,
    pub bob: Guest,
    // Last: the clients' files are in its directory.
    pub host: Host,
}

impl Rig {
    /// Both clients are paired; the app is a test card of a few pictures a second.
    pub fn start() -> Rig {
        let rig = Rig::of_strangers(&setup());
        rig.pair(&rig.alice);
        rig.pair(&rig.bob);
        rig
    }

    /// No client is paired.
    pub fn of_strangers(setup: &Setup) -> Rig {
        let host = Host::start(setup).unwrap();
        let [alice, bob] = &*IDENTITIES;
        let alice = Guest::new(&host, "alice", alice);
        Rig { alice, bob: Guest::new(&host, "bob", bob), host }
    }

    pub fn pair(&self, guest: &Guest) {
        let (paired, entered) = self.try_pair(guest, "1234", "1234");
        entered.unwrap();
        paired.unwrap();
    }

    /// Pairs with the PIN that the client shows and the one that its user types.
    pub fn try_pair(
        &self,
        guest: &Guest,
        shown: &str,
        typed: &str,
    ) -> (Result<Fingerprint, ClientError>, Result<(), FixtureError>) {
        let operator = self.host.operator();
        thread::scope(|scope| {
            let entered = scope.spawn(move || operator.enter_pin(typed));
            let paired = guest.client.pair(guest.address(), &shown.parse().unwrap());
            (paired, entered.join().unwrap())
        })
    }

    /// What the host says that it is doing.
    pub fn status(&self) -> Status {
        let output = self.host.operator().command("status").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Everything of this host's.
    pub fn place(&self) -> &Path {
        self.alice.directory.parent().unwrap()
    }

    /// Waits until nothing is left of the app: no process but the host, no display.
    pub fn is_vacant(&self) {
        let host = self.host.pid();
        within(SOON, "the app's processes are gone", || {
            let mut left = census::belonging_to(self.place());
            left.retain(|process| Some(process.pid) != host);
            left.is_empty().then_some(())
        });
        assert_eq!(host.map_or(0, |pid| census::children(pid).len()), 0, "a child is left");
        assert_eq!(names(&self.host.runtime()), [""; 0], "a display's directory is left");
    }
}

/// A test card that costs little.
pub fn setup() -> Setup {
    Setup { card: "--fps 30".into(), ..Setup::default() }
}

/// Names in a directory; none if there is no directory.
pub fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
