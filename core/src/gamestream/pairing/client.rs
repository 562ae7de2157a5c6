//! The client's side.

use std::fmt;

use subtle::ConstantTimeEq;

use super::crypto::{PairingCipher, commitment};
use super::{Certificate, Identity, PairReply, PairRequest, PairingError, Pin};

/// Fresh random bytes for one pairing.
#[derive(Clone, Copy)]
pub struct ClientRandom {
    /// Goes into the key together with the PIN.
    pub salt: [u8; 16],
    /// The client's challenge.
    pub challenge: [u8; 16],
    /// The client's secret.
    pub secret: [u8; 16],
}

/// What the caller does next.
#[derive(Debug, PartialEq, Eq)]
pub enum ClientStep {
    /// Send this over plain HTTP and hand in the reply.
    Send(PairRequest),
    /// Send this over TLS, as a client that trusts exactly this certificate, and hand in the
    /// reply.
    SendTls(PairRequest, Certificate),
    /// Paired: keep this certificate of the host.
    Done(Certificate),
}

/// Which reply is awaited.
enum Phase {
    Certificate,
    ChallengeResponse { host: Certificate },
    PairingSecret { host: Certificate, commitment: [u8; 32] },
    Accepted { host: Certificate },
    AcceptedTls { host: Certificate },
    Over,
}

/// One pairing. After an error it is over, and the user starts again with a new PIN.
pub struct ClientPairing {
    identity: Identity,
    cipher: PairingCipher,
    random: ClientRandom,
    phase: Phase,
}

impl ClientPairing {
    /// Starts a pairing; the request is the first to send. The reply takes as long as the user
    /// takes to type `pin` on the host.
    pub fn start(
        identity: Identity,
        pin: &Pin,
        random: ClientRandom,
        device_name: Option<String>,
    ) -> (ClientPairing, PairRequest) {
        let request = PairRequest::GetServerCert {
            salt: random.salt,
            certificate: identity.certificate().clone(),
            device_name,
        };
        let cipher = PairingCipher::new(&random.salt, pin);
        (ClientPairing { identity, cipher, random, phase: Phase::Certificate }, request)
    }

    /// Takes the host's reply to the latest request.
    ///
    /// # Errors
    /// `Busy`, `Refused`, `WrongPin`; `NotTheOwner` when someone sits in between; `Message` and
    /// `Certificate` for what cannot be read; `OutOfOrder` for the reply to another phase.
    pub fn handle(&mut self, reply: &str) -> Result<ClientStep, PairingError> {
        let phase = std::mem::replace(&mut self.phase, Phase::Over);
        let (phase, step) = match (phase, PairReply::parse(reply)?) {
            (_, PairReply::Rejected) => return Err(PairingError::Refused),
            (Phase::Certificate, PairReply::Accepted) => return Err(PairingError::Busy),
            (Phase::Certificate, PairReply::Certificate(pem)) => {
                let host = Certificate::from_pem(pem.as_bytes())?;
                let challenge = self.cipher.encrypt(self.random.challenge);
                let request = PairRequest::ClientChallenge(challenge);
                (Phase::ChallengeResponse { host }, ClientStep::Send(request))
            }
            (Phase::ChallengeResponse { host }, PairReply::ChallengeResponse(answer)) => {
                let (commitment, request) = self.answer_challenge(answer);
                (Phase::PairingSecret { host, commitment }, ClientStep::Send(request))
            }
            (
                Phase::PairingSecret { host, commitment },
                PairReply::PairingSecret { secret, signature },
            ) => {
                self.check_host(&host, &commitment, &secret, &signature)?;
                let secret = self.random.secret;
                let signature = self.identity.sign(&secret)?;
                let request = PairRequest::ClientPairingSecret { secret, signature };
                (Phase::Accepted { host }, ClientStep::Send(request))
            }
            (Phase::Accepted { host }, PairReply::Accepted) => {
                let step = ClientStep::SendTls(PairRequest::PairChallenge, host.clone());
                (Phase::AcceptedTls { host }, step)
            }
            (Phase::AcceptedTls { host }, PairReply::Accepted) => {
                (Phase::Over, ClientStep::Done(host))
            }
            _ => return Err(PairingError::OutOfOrder),
        };
        self.phase = phase;
        Ok(step)
    }

    /// Reads the host's commitment and challenge; the request commits to our secret in turn.
    fn answer_challenge(&self, answer: [u8; 48]) -> ([u8; 32], PairRequest) {
        let answer = self.cipher.decrypt(answer);
        let (mut host_commitment, mut challenge) = ([0; 32], [0; 16]);
        host_commitment.copy_from_slice(&answer[..32]);
        challenge.copy_from_slice(&answer[32..]);
        let signature = self.identity.certificate().signature();
        let ours = commitment(&challenge, signature, &self.random.secret);
        (host_commitment, PairRequest::ServerChallengeResponse(self.cipher.encrypt(ours)))
    }

    /// First the key of the certificate, then the PIN, as stock clients do.
    fn check_host(
        &self,
        host: &Certificate,
        committed: &[u8; 32],
        secret: &[u8; 16],
        signature: &[u8],
    ) -> Result<(), PairingError> {
        if !host.has_signed(secret, signature) {
            return Err(PairingError::NotTheOwner);
        }
        let expected = commitment(&self.random.challenge, host.signature(), secret);
        if !bool::from(expected.ct_eq(committed)) {
            return Err(PairingError::WrongPin);
        }
        Ok(())
    }
}

impl fmt::Debug for ClientPairing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientPairing").field("identity", &self.identity).finish_non_exhaustive()
    }
}
