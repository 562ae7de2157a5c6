//! The host's side: one attempt at a time, each phase once, nothing kept after a failure.

use std::fmt;
use std::net::IpAddr;

use subtle::ConstantTimeEq;

use super::crypto::{PairingCipher, commitment};
use super::{Certificate, Fingerprint, Identity, PairReply, PairRequest, PairingError, Pin};
use crate::gamestream::nvhttp::Query;
use crate::units::{Micros, Span};

/// How long an attempt may take, waiting for the user included.
/// Source: docs/wire-gamestream.md "Limits".
const ATTEMPT_LIMIT: Span = Span::from_secs(5 * 60);

/// Failures within [`FAILURE_WINDOW`] after which new attempts are refused. Source: as above.
const MAX_FAILURES: usize = 5;
const FAILURE_WINDOW: Span = Span::from_secs(60);

/// Longest `uniqueid` taken.
const MAX_UNIQUE_ID: usize = 128;

/// What joins the requests of one attempt. The id alone is the same for most clients.
/// Source: docs/wire-gamestream.md "Pairing", common rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requester {
    /// The `uniqueid` parameter.
    pub unique_id: String,
    /// Where the request came from.
    pub address: IpAddr,
}

impl Requester {
    /// The requester of a request with this query.
    ///
    /// # Errors
    /// `Message` when it gives no sane `uniqueid`.
    pub fn parse(query: &Query, address: IpAddr) -> Result<Requester, PairingError> {
        let unique_id = query.require("uniqueid")?;
        if unique_id.is_empty() || unique_id.len() > MAX_UNIQUE_ID {
            return Err(crate::gamestream::nvhttp::NvError::Malformed("uniqueid").into());
        }
        Ok(Requester { unique_id: unique_id.to_owned(), address: address.to_canonical() })
    }
}

/// Number of an attempt, so that what outlives it cannot touch the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptId(u64);

/// Fresh random bytes for one call of [`HostPairing::handle`].
#[derive(Clone, Copy)]
pub struct HostRandom {
    /// The host's secret.
    pub secret: [u8; 16],
    /// The host's challenge.
    pub challenge: [u8; 16],
}

/// What the caller does after a request.
#[derive(Debug, PartialEq, Eq)]
pub enum HostStep {
    /// Hold the reply and ask the user for the PIN.
    AskPin(AttemptId),
    /// Send this.
    Reply(PairReply),
    /// Store the certificate, then send [`PairReply::Accepted`]. The certificate must be trusted
    /// before the reply leaves, since the client returns over TLS at once.
    Paired(Certificate, Option<String>),
}

/// The attempt that waits for a PIN or is being carried through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Its number.
    pub id: AttemptId,
    /// Where it comes from.
    pub address: IpAddr,
    /// What the client calls itself, if it does.
    pub device_name: Option<String>,
    /// The certificate it wants trusted.
    pub fingerprint: Fingerprint,
    /// Whether the PIN is still to be entered.
    pub needs_pin: bool,
}

/// WaitingForPin ──PIN──► Keyed ──phase 2──► Challenged ──phase 3──► Committed ──phase 4──► gone
enum Phase {
    WaitingForPin { salt: [u8; 16] },
    Keyed { cipher: PairingCipher },
    Challenged { cipher: PairingCipher, random: HostRandom },
    Committed { challenge: [u8; 16], commitment: [u8; 32] },
}

struct Attempt {
    id: AttemptId,
    requester: Requester,
    device_name: Option<String>,
    client: Certificate,
    started: Micros,
    phase: Phase,
}

/// All pairing state of a host, which a stranger cannot make grow.
pub struct HostPairing {
    identity: Identity,
    attempt: Option<Attempt>,
    last_id: u64,
    /// When the latest attempts failed, oldest first.
    failures: [Option<Micros>; MAX_FAILURES],
}

impl HostPairing {
    /// A host that pairs nobody yet.
    pub fn new(identity: Identity) -> HostPairing {
        HostPairing { identity, attempt: None, last_id: 0, failures: [None; MAX_FAILURES] }
    }

    /// Takes one request for `/pair` of phases 1 to 4.
    ///
    /// # Errors
    /// Any; an attempt of the same requester is then over, those of others are untouched.
    /// [`PairingError::reply`] is what to answer.
    pub fn handle(
        &mut self,
        now: Micros,
        requester: &Requester,
        query: &Query,
        random: HostRandom,
    ) -> Result<HostStep, PairingError> {
        self.expire(now);
        let request = PairRequest::parse(query);
        if let Ok(PairRequest::GetServerCert { salt, certificate, device_name }) = request {
            return self.begin(now, requester, salt, certificate, device_name);
        }
        let attempt = self.attempt.take_if(|attempt| attempt.requester == *requester);
        let step = match (request, attempt) {
            (Ok(request), Some(attempt)) => self.advance(attempt, request, random),
            (Ok(_), None) => return Err(PairingError::NotPending),
            (Err(error), None) => return Err(error),
            (Err(error), Some(_)) => Err(error),
        };
        if step.is_err() {
            self.record_failure(now);
        }
        step
    }

    fn begin(
        &mut self,
        now: Micros,
        requester: &Requester,
        salt: [u8; 16],
        client: Certificate,
        device_name: Option<String>,
    ) -> Result<HostStep, PairingError> {
        if self.attempt.is_some() {
            return Err(PairingError::Busy);
        }
        let recent = |at: &Option<Micros>| at.is_some_and(|at| now.since(at) < FAILURE_WINDOW);
        if self.failures.iter().all(recent) {
            return Err(PairingError::TooManyFailures);
        }
        self.last_id += 1;
        let id = AttemptId(self.last_id);
        self.attempt = Some(Attempt {
            id,
            requester: requester.clone(),
            device_name,
            client,
            started: now,
            phase: Phase::WaitingForPin { salt },
        });
        Ok(HostStep::AskPin(id))
    }

    /// Carries an attempt one phase further. It is put back only when that succeeds.
    fn advance(
        &mut self,
        attempt: Attempt,
        request: PairRequest,
        random: HostRandom,
    ) -> Result<HostStep, PairingError> {
        let (phase, reply) = match (attempt.phase, request) {
            (Phase::Keyed { cipher }, PairRequest::ClientChallenge(challenge)) => {
                let reply = self.answer_challenge(&cipher, challenge, random);
                (Phase::Challenged { cipher, random }, reply)
            }
            (
                Phase::Challenged { cipher, random },
                PairRequest::ServerChallengeResponse(response),
            ) => {
                let signature = self.identity.sign(&random.secret)?;
                let commitment = cipher.decrypt(response);
                let reply = PairReply::PairingSecret { secret: random.secret, signature };
                (Phase::Committed { challenge: random.challenge, commitment }, reply)
            }
            (
                Phase::Committed { challenge, commitment: committed },
                PairRequest::ClientPairingSecret { secret, signature },
            ) => {
                if !attempt.client.has_signed(&secret, &signature) {
                    return Err(PairingError::NotTheOwner);
                }
                let expected = commitment(&challenge, attempt.client.signature(), &secret);
                if !bool::from(expected.ct_eq(&committed)) {
                    return Err(PairingError::WrongPin);
                }
                return Ok(HostStep::Paired(attempt.client, attempt.device_name));
            }
            _ => return Err(PairingError::OutOfOrder),
        };
        self.attempt = Some(Attempt { phase, ..attempt });
        Ok(HostStep::Reply(reply))
    }

    fn answer_challenge(
        &self,
        cipher: &PairingCipher,
        challenge: [u8; 16],
        random: HostRandom,
    ) -> PairReply {
        let challenge = cipher.decrypt(challenge);
        let signature = self.identity.certificate().signature();
        let mut answer = [0; 48];
        answer[..32].copy_from_slice(&commitment(&challenge, signature, &random.secret));
        answer[32..].copy_from_slice(&random.challenge);
        PairReply::ChallengeResponse(cipher.encrypt(answer))
    }

    /// Takes the PIN that the user typed. The reply that was held can be sent.
    ///
    /// # Errors
    /// `NotPending` when no attempt waits for one.
    pub fn enter_pin(
        &mut self,
        now: Micros,
        pin: &Pin,
    ) -> Result<(AttemptId, PairReply), PairingError> {
        self.expire(now);
        match &mut self.attempt {
            Some(Attempt { id, phase: phase @ Phase::WaitingForPin { .. }, .. }) => {
                if let Phase::WaitingForPin { salt } = phase {
                    *phase = Phase::Keyed { cipher: PairingCipher::new(salt, pin) };
                }
                Ok((*id, PairReply::Certificate(self.identity.pem().to_owned())))
            }
            _ => Err(PairingError::NotPending),
        }
    }

    /// The attempt in progress.
    pub fn pending(&self) -> Option<Pending> {
        self.attempt.as_ref().map(|attempt| Pending {
            id: attempt.id,
            address: attempt.requester.address,
            device_name: attempt.device_name.clone(),
            fingerprint: attempt.client.fingerprint(),
            needs_pin: matches!(attempt.phase, Phase::WaitingForPin { .. }),
        })
    }

    /// Ends the attempt with this number, if it is still in progress.
    pub fn abort(&mut self, id: AttemptId) -> bool {
        self.attempt.take_if(|attempt| attempt.id == id).is_some()
    }

    /// Ends the attempt of this requester: what `/unpair` may do, and all it may do.
    pub fn abort_by(&mut self, requester: &Requester) -> bool {
        self.attempt.take_if(|attempt| attempt.requester == *requester).is_some()
    }

    /// When the attempt in progress expires.
    pub fn deadline(&self) -> Option<Micros> {
        self.attempt.as_ref().map(|attempt| attempt.started + ATTEMPT_LIMIT)
    }

    /// Ends an attempt that has taken too long; its number, if there was one.
    pub fn expire(&mut self, now: Micros) -> Option<AttemptId> {
        let expired = self.attempt.take_if(|attempt| now.since(attempt.started) >= ATTEMPT_LIMIT);
        expired.map(|attempt| attempt.id)
    }

    fn record_failure(&mut self, now: Micros) {
        self.failures.rotate_left(1);
        self.failures[MAX_FAILURES - 1] = Some(now);
    }
}

impl fmt::Debug for HostPairing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostPairing").field("pending", &self.pending()).finish_non_exhaustive()
    }
}
