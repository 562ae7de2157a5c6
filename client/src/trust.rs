//! Which hosts `lumen/1` connections may be with: pairing by the PIN that a host shows, and pins.
//!
//! A host is known by the fingerprint of its certificate. Those paired over GameStream count too.
//! Source: docs/wire-native.md "Trust".

use std::time::Duration;

use lumen_core::gamestream::pairing::Fingerprint;
use lumen_core::native::message::end::{Bye, Reason};
use lumen_core::native::message::value::{MAX_TEXT, Text};
use lumen_core::native::pairing::message::{Pair, PairMessage};
use lumen_core::native::pairing::{Binding, ClientPairing, Confirming, PairingError, Pin};
use lumen_transport::control::quic::{
    Connection, Connector, ControlReader, ControlWriter, Credentials, QuicError,
};
use tokio::time::timeout;

use crate::{Client, ClientError, HostAddress};

/// Time for each answer of the host; no human is waited for.
const ANSWER: Duration = Duration::from_secs(10);

/// Which host a connection may be with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HostTrust {
    /// A paired one; and if one was paired under this name, that one.
    #[default]
    Paired,
    /// The one with this fingerprint, paired or not.
    Pinned(Fingerprint),
    /// As `Paired`, but where none was paired under this name, whoever answers the first time is
    /// remembered. Whoever sits between the two then can stay there.
    FirstUse,
}

impl Client {
    /// Pairs with a `lumen/1` host that shows `pin`, and remembers it under its name.
    ///
    /// # Errors
    /// `NativePairing` when the PIN is wrong, `Turned` when the host pairs nobody; `Resolve`,
    /// `Quic`, `Store`.
    pub fn pair_native(&self, host: &HostAddress, pin: &Pin) -> Result<Fingerprint, ClientError> {
        let address = host.resolve_native()?;
        let paired = runtime()?.block_on(async {
            let connector = Connector::new(address, &self.credentials())?;
            let connection = connector.connect().await?;
            let paired = exchange(&connection, self.fingerprint(), pin).await;
            connection.close(Reason::Finished);
            connector.settle().await;
            paired
        })?;
        self.store.pin_native(host, &paired)?;
        Ok(paired)
    }

    /// Connects over `lumen/1`, checks who answers, and leaves: who it is, and the round trip.
    ///
    /// # Errors
    /// As [`Client::check_host`]; `Resolve`, `Quic`.
    pub fn probe_native(
        &self,
        host: &HostAddress,
        trust: HostTrust,
    ) -> Result<(Fingerprint, Duration), ClientError> {
        let address = host.resolve_native()?;
        runtime()?.block_on(async {
            let connector = Connector::new(address, &self.credentials())?;
            let connection = connector.connect().await?;
            let seen = (connection.peer(), connection.rtt());
            connection.close(Reason::Finished);
            connector.settle().await;
            self.check_host(host, seen.0, trust)?;
            Ok(seen)
        })
    }

    /// Whether a connection may be with the host of the fingerprint `seen`. To be called before
    /// anything else is done with the connection. With `FirstUse` it remembers an unknown host.
    ///
    /// # Errors
    /// `HostChanged` when another one was meant, `NotPairedNative` when none is known; `Store`.
    pub fn check_host(
        &self,
        host: &HostAddress,
        seen: Fingerprint,
        trust: HostTrust,
    ) -> Result<(), ClientError> {
        let meant = match trust {
            HostTrust::Pinned(pinned) => Some(pinned),
            _ => self.store.native_host(host)?,
        };
        let name = host.to_string();
        match (meant, trust) {
            (Some(meant), _) if meant == seen => Ok(()),
            (Some(meant), _) => Err(ClientError::HostChanged { host: name, meant, seen }),
            (None, _) if self.store.knows(&seen)? => Ok(()),
            (None, HostTrust::FirstUse) => {
                tracing::warn!(%host, fingerprint = %seen, "trusted on first use, nobody checked it");
                self.store.pin_native(host, &seen)
            }
            (None, _) => Err(ClientError::NotPairedNative { host: name, seen }),
        }
    }

    /// What this client presents to hosts.
    pub(crate) fn credentials(&self) -> Credentials {
        Credentials::new(self.identity.pairing.certificate().der(), &self.identity.key)
    }

    pub(crate) fn fingerprint(&self) -> Fingerprint {
        self.identity.pairing.certificate().fingerprint()
    }
}

/// One run of the exchange; the host's fingerprint once both have proved that they know the PIN.
async fn exchange(
    connection: &Connection,
    client: Fingerprint,
    pin: &Pin,
) -> Result<Fingerprint, ClientError> {
    let host = connection.peer();
    let binding = Binding { client, host, connection: connection.pairing_binding()? };
    let (mut reader, mut writer) = connection.open_control().await?;
    let (pairing, share) = ClientPairing::start(pin, binding);
    say(&mut writer, PairMessage::Pair(Pair { name: our_name(), share })).await?;
    let answer = answer(&mut reader).await?;
    let PairMessage::Share(share) = answer else { return Err(out_of_turn(writer).await) };
    let (confirming, proof) = pairing.on_share(share)?;
    say(&mut writer, PairMessage::Confirm(proof)).await?;
    confirm(&mut reader, confirming).await?;
    writer.finish().await;
    Ok(host)
}

async fn confirm(reader: &mut ControlReader, confirming: Confirming) -> Result<(), ClientError> {
    match answer(reader).await? {
        PairMessage::Paired(proof) => Ok(confirming.on_proof(proof)?),
        _ => Err(ClientError::Turned(Reason::Protocol)),
    }
}

async fn answer(reader: &mut ControlReader) -> Result<PairMessage, ClientError> {
    let answer = timeout(ANSWER, reader.next_by(PairMessage::parse)).await;
    match answer.map_err(|_| QuicError::Silent)?? {
        PairMessage::Bye(Bye { reason: Reason::WrongPin, .. }) => {
            Err(PairingError::WrongPin.into())
        }
        PairMessage::Bye(bye) => Err(ClientError::Turned(bye.reason)),
        message => Ok(message),
    }
}

async fn say(writer: &mut ControlWriter, message: PairMessage) -> Result<(), ClientError> {
    Ok(writer.send_by(|grease, out| message.write(grease, out)).await?)
}

async fn out_of_turn(mut writer: ControlWriter) -> ClientError {
    let bye = PairMessage::Bye(Bye::from(Reason::Protocol));
    // A host that is gone needs no reason.
    let _ = say(&mut writer, bye).await;
    writer.finish().await;
    ClientError::Turned(Reason::Protocol)
}

/// Name of this machine, as far as it can be told.
fn our_name() -> Text {
    let system = rustix::system::uname();
    let name: String = system.nodename().to_string_lossy().chars().take(MAX_TEXT / 4).collect();
    Text::new(&name).or_else(|| Text::new("client")).expect("a word is a text")
}

fn runtime() -> Result<tokio::runtime::Runtime, ClientError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|source| ClientError::Start { what: "the runtime", source })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(byte: u8) -> Fingerprint {
        Fingerprint([byte; 32])
    }

    #[test]
    fn a_name_stays_with_the_host_that_it_was_paired_with() {
        let directory = tempfile::tempdir().unwrap();
        let client = Client::open(directory.path()).unwrap();
        let check = |host: &str, seen, trust| {
            client.check_host(&host.parse().unwrap(), seen, trust).map_err(|error| match error {
                ClientError::HostChanged { meant, .. } => Some(meant),
                ClientError::NotPairedNative { .. } => None,
                other => panic!("{other}"),
            })
        };
        assert_eq!(check("den", print(1), HostTrust::Paired), Err(None));
        assert_eq!(check("den", print(1), HostTrust::Pinned(print(2))), Err(Some(print(2))));
        assert_eq!(check("den", print(2), HostTrust::Pinned(print(2))), Ok(()));
        assert_eq!(check("den", print(2), HostTrust::Paired), Err(None), "pinned, not paired");

        assert_eq!(check("den", print(1), HostTrust::FirstUse), Ok(()));
        assert_eq!(check("den", print(1), HostTrust::Paired), Ok(()));
        assert_eq!(check("den", print(2), HostTrust::FirstUse), Err(Some(print(1))));
        // A paired host at another address is still a paired host.
        assert_eq!(check("10.0.0.7", print(1), HostTrust::Paired), Ok(()));
        assert_eq!(check("10.0.0.7", print(2), HostTrust::Paired), Err(None));
    }

    #[test]
    fn hosts_paired_over_gamestream_count() {
        let directory = tempfile::tempdir().unwrap();
        let client = Client::open(directory.path()).unwrap();
        let certificate = client.identity.pairing.certificate().clone();
        client.store.trust("some-host", &certificate).unwrap();
        let host = "den".parse().unwrap();
        client.check_host(&host, certificate.fingerprint(), HostTrust::Paired).unwrap();
    }
}
