//! What the management API says, as JSON.

use lumen_core::gamestream::pairing::Pending;
use lumen_transport::clock;
use serde::{Deserialize, Serialize};

use crate::store::PairedClient;
use crate::trust::Trust;

/// Reply to `GET /v1/status`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Name that clients show.
    pub name: String,
    /// Version of the host.
    pub version: String,
    /// Number of the running app.
    pub running_app: Option<u32>,
    /// Fingerprint of the client that is streaming.
    pub streaming_client: Option<String>,
    /// How many clients are paired.
    pub paired_clients: usize,
    /// The pairing in progress.
    pub pairing: Option<PendingPairing>,
}

/// Reply to `GET /v1/pair`, or `null`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingPairing {
    /// Where the request came from. Compare it with the device in your hand.
    pub address: String,
    /// What the device calls itself, if it does.
    pub device_name: Option<String>,
    /// SHA-256 of its certificate, in hex.
    pub fingerprint: String,
    /// Whether the PIN is still to be entered.
    pub needs_pin: bool,
}

impl From<Pending> for PendingPairing {
    fn from(pending: Pending) -> Self {
        PendingPairing {
            address: pending.address.to_string(),
            device_name: pending.device_name,
            fingerprint: pending.fingerprint.to_string(),
            needs_pin: pending.needs_pin,
        }
    }
}

/// Body of `POST /v1/pair`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnterPin {
    /// The four digits that the client shows.
    pub pin: String,
    /// What to call the client; default: what it calls itself, or its address.
    #[serde(default)]
    pub name: Option<String>,
}

/// Reply to `GET` and `POST /v1/native-pairing`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NativePairing {
    /// The six digits to type at the client; none when nobody is paired. They change after three
    /// wrong ones.
    pub pin: Option<String>,
    /// How long they count.
    pub seconds_left: u64,
    /// Who was paired since the PIN was first shown.
    pub paired: Option<Client>,
}

impl NativePairing {
    /// As it is now.
    pub fn of(trust: &Trust) -> NativePairing {
        let shown = trust.shown();
        NativePairing {
            seconds_left: shown.as_ref().map_or(0, |shown| clock::until(shown.until).0 / 1_000_000),
            pin: shown.map(|shown| shown.pin.expose().to_owned()),
            paired: trust.paired().as_ref().map(Client::from),
        }
    }
}

/// Body of `PATCH /v1/clients/{fingerprint}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rename {
    /// What to call the client from now on.
    pub name: String,
}

/// A paired client: reply to `POST /v1/pair`, and element of that to `GET /v1/clients`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// SHA-256 of its certificate, in hex.
    pub fingerprint: String,
    /// What its user calls it.
    pub name: String,
    /// Seconds since 1970.
    pub paired_at: u64,
}

impl From<&PairedClient> for Client {
    fn from(client: &PairedClient) -> Self {
        Client {
            fingerprint: client.fingerprint().to_string(),
            name: client.name.clone(),
            paired_at: client.paired_at,
        }
    }
}

/// Body of every reply that is no success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// A sentence for the user.
    pub error: String,
}
