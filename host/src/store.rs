//! What the host remembers: who it is, and which clients are paired.
//!
//! ```text
//! <directory>/identity.pem   certificate and private key, one file so that both are replaced at once
//! <directory>/clients.json   the paired clients
//! ```
//!
//! Files are readable by their owner only and replaced atomically. A file that is there but cannot
//! be understood is an error that names it, never a reason to start afresh: losing the identity
//! breaks every pairing.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use lumen_core::gamestream::pairing::{Certificate, CertificateError, Fingerprint, Identity};
use rsa::pkcs8::{EncodePrivateKey, LineEnding};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

/// The only kind of key that every client accepts.
/// Source: docs/wire-gamestream.md "TLS and client identity".
const KEY_BITS: usize = 2048;

/// Years until the certificate ends. Clients pin it, so it must outlive every pairing.
const VALID_YEARS: i32 = 20;

const KEY_START: &str = "-----BEGIN PRIVATE KEY-----";

/// Longest name of a client that is kept.
const MAX_NAME: usize = 64;

/// Why the host cannot remember.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is there but not what it should be.
    #[error("{} is damaged ({reason}); restore it from a backup, or remove it to pair anew",
        path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A certificate could not be made.
    #[error("make the host's certificate: {0}")]
    MakeIdentity(String),
}

/// Who this host is.
pub struct HostIdentity {
    /// Certificate and key as pairing uses them.
    pub pairing: Identity,
    /// The key as TLS takes it.
    pub key: PrivatePkcs8KeyDer<'static>,
}

impl HostIdentity {
    /// The id under which clients file this host: it follows from the certificate, in the form
    /// of a UUID.
    pub fn unique_id(&self) -> String {
        let digits = self.pairing.certificate().fingerprint().to_string();
        let part = |from, to| digits.get(from..to).unwrap_or_default();
        [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
    }
}

/// The directory of one host.
pub struct Store {
    directory: PathBuf,
}

impl Store {
    /// Opens the directory, making it for this user alone if need be.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn open(directory: &Path) -> Result<Store, StoreError> {
        let made = DirBuilder::new().recursive(true).mode(0o700).create(directory);
        made.map_err(at(directory))?;
        Ok(Store { directory: directory.to_owned() })
    }

    /// The identity of this host; made the first time, which takes about a second.
    ///
    /// # Errors
    /// [`StoreError`]; an identity that cannot be read is never replaced.
    pub fn identity(&self) -> Result<HostIdentity, StoreError> {
        let path = self.directory.join("identity.pem");
        match read(&path)? {
            Some(text) => parse_identity(&text)
                .map_err(|reason| StoreError::Damaged { path, reason: reason.to_string() }),
            None => {
                let text = make_identity()?;
                let identity = parse_identity(&text)
                    .map_err(|error| StoreError::MakeIdentity(error.to_string()))?;
                replace(&path, text.as_bytes())?;
                Ok(identity)
            }
        }
    }

    /// The clients that are paired.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn clients(&self) -> Result<Clients, StoreError> {
        let path = self.directory.join("clients.json");
        let list = match read(&path)? {
            Some(text) => parse_clients(&text)
                .map_err(|reason| StoreError::Damaged { path: path.clone(), reason })?,
            None => Vec::new(),
        };
        Ok(Clients { path, list: Mutex::new(list), changes: watch::Sender::new(()) })
    }
}

fn parse_identity(text: &str) -> Result<HostIdentity, CertificateError> {
    let (certificate, _) = text.split_once(KEY_START).ok_or(CertificateError::PrivateKey)?;
    let key = PrivatePkcs8KeyDer::from_pem_slice(text.as_bytes())
        .map_err(|_| CertificateError::PrivateKey)?;
    let pairing = Identity::new(certificate, key.secret_pkcs8_der())?;
    Ok(HostIdentity { pairing, key })
}

/// Certificate and key in one text.
fn make_identity() -> Result<String, StoreError> {
    let failed = |error: &dyn std::fmt::Display| StoreError::MakeIdentity(error.to_string());
    let key = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, KEY_BITS)
        .map_err(|error| failed(&error))?;
    let der = key.to_pkcs8_der().map_err(|error| failed(&error))?;
    let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(|error| failed(&error))?;
    let certificate = self_signed(der.as_bytes()).map_err(|error| failed(&error))?;
    Ok(certificate + &pem)
}

fn self_signed(key_pkcs8: &[u8]) -> Result<String, rcgen::Error> {
    let key = rcgen::KeyPair::try_from(key_pkcs8)?;
    let mut params = rcgen::CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(rcgen::DnType::CommonName, "lumen host");
    // A clock that is wrong today must not make the certificate unusable: no lower bound.
    params.not_before = rcgen::date_time_ymd(2020, 1, 1);
    params.not_after = rcgen::date_time_ymd(this_year() + VALID_YEARS, 1, 1);
    Ok(params.self_signed(&key)?.pem())
}

fn this_year() -> i32 {
    let days = unix_seconds() / 86_400;
    1970 + (days * 4 / 1_461) as i32
}

fn unix_seconds() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0, |now| now.as_secs())
}

/// A client that may stream and command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairedClient {
    /// Its certificate.
    pub certificate: Certificate,
    /// What its user calls it.
    pub name: String,
    /// Seconds since 1970.
    pub paired_at: u64,
}

impl PairedClient {
    /// A client paired now.
    pub fn now(certificate: Certificate, name: &str) -> PairedClient {
        PairedClient { certificate, name: kept_name(name), paired_at: unix_seconds() }
    }

    /// What identifies it.
    pub fn fingerprint(&self) -> Fingerprint {
        self.certificate.fingerprint()
    }
}

fn kept_name(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(MAX_NAME).collect()
}

/// The clients that are paired, in memory and on disk.
pub struct Clients {
    path: PathBuf,
    list: Mutex<Vec<PairedClient>>,
    changes: watch::Sender<()>,
}

/// One client as written. The certificate tells everything else apart from name and time.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    paired_at: u64,
    /// DER in hex.
    certificate: String,
}

impl Clients {
    /// Whether the owner of the certificate with this fingerprint is let in. The one place where
    /// that is decided.
    pub fn is_paired(&self, fingerprint: &Fingerprint) -> bool {
        self.lock().iter().any(|client| client.fingerprint() == *fingerprint)
    }

    /// All of them, in the order of pairing.
    pub fn list(&self) -> Vec<PairedClient> {
        self.lock().clone()
    }

    /// Lets a client in from now on. One that is known already gets its new name.
    ///
    /// # Errors
    /// [`StoreError::Io`]; it is then not let in.
    pub fn add(&self, client: PairedClient) -> Result<(), StoreError> {
        self.change(|list| {
            list.retain(|other| other.certificate != client.certificate);
            list.push(client);
        })
    }

    /// Lets a client in no more; false when it was not known. Its sessions are the caller's.
    ///
    /// # Errors
    /// [`StoreError::Io`]; it is then still let in.
    pub fn remove(&self, fingerprint: &Fingerprint) -> Result<bool, StoreError> {
        if !self.is_paired(fingerprint) {
            return Ok(false);
        }
        self.change(|list| list.retain(|client| client.fingerprint() != *fingerprint))?;
        Ok(true)
    }

    /// Calls a client something else; false when it is not known.
    ///
    /// # Errors
    /// [`StoreError::Io`]; it then keeps its name.
    pub fn rename(&self, fingerprint: &Fingerprint, name: &str) -> Result<bool, StoreError> {
        if !self.is_paired(fingerprint) {
            return Ok(false);
        }
        self.change(|list| {
            let client = list.iter_mut().find(|client| client.fingerprint() == *fingerprint);
            if let Some(client) = client {
                client.name = kept_name(name);
            }
        })?;
        Ok(true)
    }

    /// Waits until a client is let in no more, for whoever has to end its session. From now on,
    /// also while the future is not polled. May be dropped.
    pub fn until_removed(&self, fingerprint: &Fingerprint) -> impl Future<Output = ()> + '_ {
        let (mut changes, fingerprint) = (self.changes.subscribe(), *fingerprint);
        async move { while self.is_paired(&fingerprint) && changes.changed().await.is_ok() {} }
    }

    /// Disk first: what is not written does not count.
    fn change(&self, change: impl FnOnce(&mut Vec<PairedClient>)) -> Result<(), StoreError> {
        let mut list = self.lock();
        let mut changed = list.clone();
        change(&mut changed);
        replace(&self.path, write_clients(&changed).as_bytes())?;
        *list = changed;
        drop(list);
        self.changes.send_replace(());
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<PairedClient>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn parse_clients(text: &str) -> Result<Vec<PairedClient>, String> {
    let written: Vec<Written> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let client = |written: Written| {
        let der = hex::decode(&written.certificate).map_err(|error| error.to_string())?;
        let certificate = Certificate::from_der(&der).map_err(|error| error.to_string())?;
        Ok(PairedClient { certificate, name: written.name, paired_at: written.paired_at })
    };
    written.into_iter().map(client).collect()
}

fn write_clients(clients: &[PairedClient]) -> String {
    let written = |client: &PairedClient| Written {
        name: client.name.clone(),
        paired_at: client.paired_at,
        certificate: hex::encode(client.certificate.der()),
    };
    let list: Vec<Written> = clients.iter().map(written).collect();
    // Strings and numbers: nothing that JSON could refuse.
    serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    |source| StoreError::Io { path, source }
}

fn read(path: &Path) -> Result<Option<String>, StoreError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            let (path, reason) = (path.to_owned(), "it is not text".to_owned());
            Err(StoreError::Damaged { path, reason })
        }
        Err(error) => Err(at(path)(error)),
    }
}

/// Replaces the file at once, durably: after a crash it holds the old contents or the new ones.
fn replace(path: &Path, contents: &[u8]) -> Result<(), StoreError> {
    let temporary = path.with_extension("new");
    let write = || {
        let mut options = OpenOptions::new();
        let options = options.write(true).create(true).truncate(true).mode(0o600);
        let mut file = options.open(&temporary)?;
        file.write_all(contents)?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        // The new name is durable only once its directory is.
        File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()
    };
    write().map_err(at(path))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::sync::LazyLock;

    use super::*;

    /// Two identities for all tests, since making one takes a while.
    static IDENTITIES: LazyLock<[String; 2]> =
        LazyLock::new(|| [make_identity().unwrap(), make_identity().unwrap()]);

    fn certificates() -> [Certificate; 2] {
        let certificate =
            |text: &String| parse_identity(text).unwrap().pairing.certificate().clone();
        IDENTITIES.each_ref().map(certificate)
    }

    #[test]
    fn the_identity_is_made_once_and_kept_private() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(&directory.path().join("state")).unwrap();
        let made = store.identity().unwrap();
        let again = store.identity().unwrap();
        assert_eq!(made.pairing.certificate(), again.pairing.certificate());
        assert_eq!(made.unique_id(), again.unique_id());
        assert_eq!(made.unique_id().len(), 36);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&store.directory), 0o700);
        assert_eq!(mode(&store.directory.join("identity.pem")), 0o600);
        assert!(!store.directory.join("identity.new").exists());
    }

    #[test]
    fn a_damaged_identity_is_named_and_kept() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let path = directory.path().join("identity.pem");
        let [whole, other] = &*IDENTITIES;
        let foreign_key = other.split_once(KEY_START).unwrap().1;
        let mixed = format!("{}{KEY_START}{foreign_key}", whole.split_once(KEY_START).unwrap().0);
        for damaged in ["", "nonsense", &whole[..whole.len() / 2], mixed.as_str()] {
            fs::write(&path, damaged).unwrap();
            let error = store.identity().err().unwrap();
            assert!(error.to_string().contains("identity.pem is damaged"), "{error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), damaged);
        }
    }

    #[test]
    fn clients_survive_a_restart() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let [ours, other] = certificates();
        let clients = store.clients().unwrap();
        clients.add(PairedClient::now(ours.clone(), "couch\n")).unwrap();
        clients.add(PairedClient::now(other.clone(), "")).unwrap();
        assert_eq!(store.clients().unwrap().list(), clients.list());
        assert_eq!(clients.list()[0].name, "couch");
        assert!(clients.list()[0].paired_at > 1_600_000_000);

        assert!(clients.remove(&ours.fingerprint()).unwrap());
        assert!(!clients.remove(&ours.fingerprint()).unwrap());
        let again = store.clients().unwrap();
        assert!(!again.is_paired(&ours.fingerprint()) && again.is_paired(&other.fingerprint()));
    }

    #[test]
    fn pairing_again_replaces_the_name() {
        let directory = tempfile::tempdir().unwrap();
        let clients = Store::open(directory.path()).unwrap().clients().unwrap();
        let [ours, _] = certificates();
        clients.add(PairedClient::now(ours.clone(), "old")).unwrap();
        clients.add(PairedClient::now(ours, "new")).unwrap();
        let names: Vec<_> = clients.list().into_iter().map(|client| client.name).collect();
        assert_eq!(names, ["new"]);
    }

    #[test]
    fn damaged_lists_are_named_and_kept() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let path = directory.path().join("clients.json");
        for damaged in ["", "{}", "[{\"name\":\"x\",\"paired_at\":1,\"certificate\":\"00\"}]"] {
            fs::write(&path, damaged).unwrap();
            assert!(matches!(store.clients(), Err(StoreError::Damaged { .. })), "{damaged}");
            assert_eq!(fs::read_to_string(&path).unwrap(), damaged);
        }
    }

    #[test]
    fn what_cannot_be_written_does_not_count() {
        let directory = tempfile::tempdir().unwrap();
        let clients = Store::open(directory.path()).unwrap().clients().unwrap();
        drop(directory);
        let [ours, _] = certificates();
        assert!(clients.add(PairedClient::now(ours.clone(), "x")).is_err());
        assert!(!clients.is_paired(&ours.fingerprint()));
    }
}
