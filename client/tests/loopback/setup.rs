//! What every test needs: a client with an identity, and patience.

use std::path::Path;
use std::sync::LazyLock;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use lumen_client::{Client, FrameRecord, Observe, StreamOptions, Timeouts};
use lumen_core::gamestream::pairing::Certificate;
use lumen_core::units::{FrameId, Mode, RefreshRate, Span};
use lumen_gpu::decode::Decoded;
use tempfile::TempDir;

use super::host::FakeHost;

/// How long a test waits for what must happen, on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(30);

/// A directory with an identity, made once: an RSA key takes its time.
static TEMPLATE: LazyLock<TempDir> = LazyLock::new(|| {
    let directory = tempfile::tempdir().unwrap();
    drop(Client::open(directory.path()).unwrap());
    directory
});

/// A client that knows no host.
pub fn stranger() -> (Client, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    for name in ["client.pem", "client-key.pem"] {
        std::fs::copy(TEMPLATE.path().join(name), directory.path().join(name)).unwrap();
    }
    let client = Client::open(directory.path()).unwrap().with_timeouts(patient());
    (client, directory)
}

/// A client and a host that trust each other without having paired.
pub fn acquaint(host: &FakeHost, host_certificate: &Certificate) -> (Client, TempDir) {
    let (client, directory) = stranger();
    introduce(directory.path(), host, host_certificate);
    (client, directory)
}

/// Makes a client's directory and a host trust each other.
pub fn introduce(directory: &Path, host: &FakeHost, host_certificate: &Certificate) {
    let pem = std::fs::read_to_string(directory.join("client.pem")).unwrap();
    host.trust(Certificate::from_pem(pem.as_bytes()).unwrap().fingerprint());
    let der = rustls::pki_types::CertificateDer::from(host_certificate.der().to_vec());
    let pem = rsa::pkcs8::der::pem::encode_string("CERTIFICATE", Default::default(), &der);
    std::fs::write(directory.join("hosts/3f0c-den.pem"), pem.unwrap()).unwrap();
}

/// Time-outs that only a host that really is silent exceeds.
pub fn patient() -> Timeouts {
    let long = Span::from_secs(20);
    Timeouts {
        request: long,
        pin: long,
        launch: long,
        cancel: long,
        rtsp_connect: long,
        rtsp_reply: long,
        control: long,
        silence: long,
        first_video: long,
        first_key: long,
        goodbye: long,
    }
}

/// A stream that a test machine encodes and decodes with ease.
pub fn small() -> StreamOptions {
    let mode = Mode { width: 320, height: 180, refresh: RefreshRate::from_hz(60) };
    StreamOptions { mode, ..StreamOptions::default() }
}

/// Waits until something is so.
pub fn until(what: &str, so: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !so() {
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// One picture as the observer saw it.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    pub record: FrameRecord,
    /// Luma in the middle of the picture.
    pub luma: u8,
    pub size: (u32, u32),
}

/// Sends on what it sees.
pub struct Watcher {
    seen: Sender<Seen>,
    /// The frame it dwells on, for as long as a dozen others take.
    dwells_on: Option<u32>,
}

pub fn watcher(dwells_on: Option<u32>) -> (Box<Watcher>, Receiver<Seen>) {
    let (sender, seen) = channel();
    (Box::new(Watcher { seen: sender, dwells_on }), seen)
}

impl Observe for Watcher {
    fn unit(&mut self, _frame: FrameId, bytes: &[u8]) {
        assert!(bytes.starts_with(&[0, 0, 0, 1]) || bytes.starts_with(&[0, 0, 1]));
    }

    fn picture(&mut self, picture: &Decoded<'_>, record: &FrameRecord) {
        let size = (picture.width, picture.height);
        let middle = picture.strides[0] * (size.1 / 2) + size.0 / 2;
        let luma = picture.planes[0][middle as usize];
        if self.dwells_on == Some(record.frame) {
            std::thread::sleep(Duration::from_millis(150));
        }
        let _ = self.seen.send(Seen { record: *record, luma, size });
    }
}

/// The next picture.
pub fn next(seen: &Receiver<Seen>) -> Seen {
    seen.recv_timeout(PATIENCE).expect("a picture")
}
