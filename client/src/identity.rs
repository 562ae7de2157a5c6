//! Who this client is, and which hosts it trusts, on disk.
//!
//! ```text
//! <directory>/client.pem        our certificate
//! <directory>/client-key.pem    its key, RSA of 2048 bits, PKCS#8
//! <directory>/hosts/<id>.pem    certificate of a paired host, by the id that it gives itself
//! <directory>/native-hosts.json fingerprints of lumen/1 hosts, by the name that the user gave
//! ```
//!
//! Every file is readable by its owner only and written to a temporary name first. The id of a
//! host is only a label: what is trusted is the certificate, byte by byte.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use lumen_core::gamestream::pairing::{Certificate, Fingerprint, Identity};
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding};
use rustls::pki_types::PrivatePkcs8KeyDer;
use serde::{Deserialize, Serialize};

use crate::error::at_path;
use crate::{ClientError, HostAddress};

/// Size that every host accepts. Source: docs/wire-gamestream.md "TLS and client identity".
const KEY_BITS: usize = 2048;

/// Common name of every stock client's certificate. Source: moonlight-qt, `identitymanager.cpp`.
const COMMON_NAME: &str = "NVIDIA GameStream Client";

/// Longest id of a host that is kept.
const MAX_HOST_ID: usize = 64;

/// A certificate and its private key.
pub(crate) struct ClientIdentity {
    /// What pairing needs.
    pub pairing: Identity,
    /// The key as TLS takes it.
    pub key: PrivatePkcs8KeyDer<'static>,
}

/// The directory of one client.
pub(crate) struct Store {
    directory: PathBuf,
}

impl Store {
    /// Opens the directory, making it if need be.
    pub fn open(directory: &Path) -> Result<Store, ClientError> {
        let store = Store { directory: directory.to_owned() };
        let hosts = store.directory.join("hosts");
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&hosts);
        made.map_err(at_path(&hosts))?;
        Ok(store)
    }

    /// The identity of this client; made the first time, which takes about a second.
    pub fn identity(&self) -> Result<ClientIdentity, ClientError> {
        let (certificate, key) = (self.certificate_path(), self.key_path());
        match (read(&certificate)?, read(&key)?) {
            (Some(pem), Some(key)) => self.load(&pem, &key),
            _ => self.make(),
        }
    }

    fn load(&self, certificate: &str, key: &str) -> Result<ClientIdentity, ClientError> {
        let path = self.key_path();
        let damaged = |error: rsa::pkcs8::Error| ClientError::Store {
            path: path.clone(),
            source: io::Error::new(io::ErrorKind::InvalidData, error),
        };
        let key = rsa::RsaPrivateKey::from_pkcs8_pem(key).map_err(damaged)?;
        let der = key.to_pkcs8_der().map_err(damaged)?;
        self.join(certificate, der.as_bytes())
    }

    /// The key is written first: a certificate without its key would be of no use.
    fn make(&self) -> Result<ClientIdentity, ClientError> {
        let failed = |error: &dyn std::fmt::Display| ClientError::MakeIdentity(error.to_string());
        let key = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, KEY_BITS)
            .map_err(|error| failed(&error))?;
        let der = key.to_pkcs8_der().map_err(|error| failed(&error))?;
        let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(|error| failed(&error))?;
        let certificate = self_signed(der.as_bytes()).map_err(|error| failed(&error))?;
        write_atomically(&self.key_path(), pem.as_bytes())?;
        write_atomically(&self.certificate_path(), certificate.as_bytes())?;
        self.join(&certificate, der.as_bytes())
    }

    fn join(&self, certificate: &str, key: &[u8]) -> Result<ClientIdentity, ClientError> {
        let damaged = |source| ClientError::Identity { path: self.certificate_path(), source };
        let pairing = Identity::new(certificate, key).map_err(damaged)?;
        Ok(ClientIdentity { pairing, key: PrivatePkcs8KeyDer::from(key.to_vec()) })
    }

    /// The certificate of a paired host.
    pub fn host(&self, id: &str) -> Result<Option<Certificate>, ClientError> {
        let Some(path) = self.host_path(id) else { return Ok(None) };
        let Some(pem) = read(&path)? else { return Ok(None) };
        let certificate = Certificate::from_pem(pem.as_bytes());
        certificate.map(Some).map_err(|source| ClientError::Identity { path, source })
    }

    /// Trusts a host from now on, in place of what was trusted under this id.
    pub fn trust(&self, id: &str, certificate: &Certificate) -> Result<(), ClientError> {
        let path = self.host_path(id);
        let path = path.ok_or(ClientError::OldHost("a usable identifier"))?;
        write_atomically(&path, pem_of(certificate).as_bytes())
    }

    /// Ids of hosts are chosen by strangers: only those that are plain file names are used.
    fn host_path(&self, id: &str) -> Option<PathBuf> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let usable = (1..=MAX_HOST_ID).contains(&id.len()) && id.bytes().all(plain);
        usable.then(|| self.directory.join("hosts").join(format!("{id}.pem")))
    }

    /// The `lumen/1` host that was paired under this name.
    pub fn native_host(&self, host: &HostAddress) -> Result<Option<Fingerprint>, ClientError> {
        let known = self.native_hosts()?;
        Ok(known.into_iter().find(|known| known.host == host.key()).map(|known| known.print()))
    }

    /// Trusts a `lumen/1` host from now on, in place of what was trusted under this name.
    pub fn pin_native(&self, host: &HostAddress, print: &Fingerprint) -> Result<(), ClientError> {
        let mut hosts = self.native_hosts()?;
        hosts.retain(|known| known.host != host.key());
        hosts.push(NativeHost { host: host.key(), fingerprint: print.0 });
        // Strings and numbers: nothing that JSON could refuse.
        let text = serde_json::to_string_pretty(&hosts).unwrap_or_default();
        write_atomically(&self.native_path(), text.as_bytes())
    }

    /// Whether a host of this certificate is trusted under any name, over any protocol.
    pub fn knows(&self, print: &Fingerprint) -> Result<bool, ClientError> {
        let native = self.native_hosts()?;
        Ok(native.iter().any(|known| known.print() == *print) || self.has_certificate(print)?)
    }

    fn native_hosts(&self) -> Result<Vec<NativeHost>, ClientError> {
        let path = self.native_path();
        let Some(text) = read(&path)? else { return Ok(Vec::new()) };
        serde_json::from_str(&text).map_err(|error| at_path(&path)(error.into()))
    }

    fn has_certificate(&self, print: &Fingerprint) -> Result<bool, ClientError> {
        let hosts = self.directory.join("hosts");
        for entry in fs::read_dir(&hosts).map_err(at_path(&hosts))? {
            let path = entry.map_err(at_path(&hosts))?.path();
            let pem = fs::read(&path).map_err(at_path(&path))?;
            // What is no certificate, such as a file half written, is nobody's.
            if Certificate::from_pem(&pem).is_ok_and(|known| known.fingerprint() == *print) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn native_path(&self) -> PathBuf {
        self.directory.join("native-hosts.json")
    }

    fn certificate_path(&self) -> PathBuf {
        self.directory.join("client.pem")
    }

    fn key_path(&self) -> PathBuf {
        self.directory.join("client-key.pem")
    }
}

/// A `lumen/1` host as written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NativeHost {
    host: String,
    #[serde(with = "print_in_hex")]
    fingerprint: [u8; 32],
}

impl NativeHost {
    fn print(&self) -> Fingerprint {
        Fingerprint(self.fingerprint)
    }
}

/// Fingerprints as people read them.
mod print_in_hex {
    use lumen_core::gamestream::pairing::Fingerprint;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(bytes: &[u8; 32], to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&Fingerprint(*bytes))
    }

    pub fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<[u8; 32], D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map(|Fingerprint(bytes)| bytes).map_err(D::Error::custom)
    }
}

fn self_signed(key_pkcs8: &[u8]) -> Result<String, rcgen::Error> {
    let key = rcgen::KeyPair::try_from(key_pkcs8)?;
    let mut params = rcgen::CertificateParams::default();
    params.distinguished_name.push(rcgen::DnType::CommonName, COMMON_NAME);
    Ok(params.self_signed(&key)?.pem())
}

fn pem_of(certificate: &Certificate) -> String {
    let pem = rsa::pkcs8::der::pem::encode_string("CERTIFICATE", LineEnding::LF, certificate.der());
    // Only a label with line breaks, or a length beyond the address space, could be refused.
    pem.unwrap_or_default()
}

fn read(path: &Path) -> Result<Option<String>, ClientError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(ClientError::Store { path: path.to_owned(), source }),
    }
}

/// Replaces the file at once: readers see the old contents or the new ones.
fn write_atomically(path: &Path, contents: &[u8]) -> Result<(), ClientError> {
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    let write = || {
        let mut options = fs::OpenOptions::new();
        let mut file =
            options.write(true).create(true).truncate(true).mode(0o600).open(&temporary)?;
        file.write_all(contents)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    };
    write().map_err(at_path(path))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn an_identity_is_made_once_and_kept_private() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let made = store.identity().unwrap();
        let again = Store::open(directory.path()).unwrap().identity().unwrap();
        assert_eq!(made.pairing.certificate(), again.pairing.certificate());
        for path in [store.key_path(), store.certificate_path()] {
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        let names = fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.collect();
        names.sort();
        assert_eq!(names, ["client-key.pem", "client.pem", "hosts"]);
    }

    #[test]
    fn a_damaged_identity_is_reported_and_not_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let made = store.identity().unwrap();
        fs::write(store.certificate_path(), "nonsense").unwrap();
        assert!(matches!(store.identity(), Err(ClientError::Identity { .. })));
        fs::write(store.certificate_path(), made.pairing.pem()).unwrap();
        fs::write(store.key_path(), "nonsense").unwrap();
        assert!(matches!(store.identity(), Err(ClientError::Store { .. })));
    }

    #[test]
    fn hosts_are_remembered_by_plain_names_only() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let certificate = store.identity().unwrap().pairing.certificate().clone();
        assert_eq!(store.host("den-1").unwrap(), None);
        store.trust("den-1", &certificate).unwrap();
        assert_eq!(store.host("den-1").unwrap(), Some(certificate.clone()));
        let long = "a".repeat(MAX_HOST_ID + 1);
        for id in ["", "../client", "a/b", ".", long.as_str()] {
            assert!(store.trust(id, &certificate).is_err(), "{id}");
            assert_eq!(store.host(id).unwrap(), None);
        }
    }
}
