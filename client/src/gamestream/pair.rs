//! The five phases of pairing over HTTP.

use std::net::SocketAddr;

use lumen_core::gamestream::nvhttp::{NvError, Query, ServerInfo, Status};
use lumen_core::gamestream::pairing::{
    Certificate, ClientPairing, ClientRandom, ClientStep, PairRequest, PairingError, Pin,
};
use lumen_core::units::Span;

use super::http::{Get, Http};
use super::tls;
use crate::error::Phase;
use crate::identity::ClientIdentity;
use crate::random::random;
use crate::{ClientError, Timeouts};

/// The `uniqueid` of nearly every stock client. Source: docs/wire-gamestream.md "Transport rules".
const UNIQUE_ID: &str = "0123456789ABCDEF";

/// Adds what every request carries: the constant id, and a number of its own.
pub(crate) fn identified(mut query: Query) -> Result<Query, ClientError> {
    if query.get("uniqueid").is_none() {
        query.push("uniqueid", UNIQUE_ID);
    }
    query.push("uuid", format!("{:032x}", u128::from_le_bytes(random()?)));
    Ok(query)
}

/// What the host at `address` says of itself in clear text. Believe none of it.
pub(crate) fn public_info(
    http: &Http,
    address: SocketAddr,
    timeouts: &Timeouts,
) -> Result<ServerInfo, ClientError> {
    let phase = Phase::ServerInfo;
    let target = identified(Query::default())?.target("/serverinfo");
    let get = Get { phase, to: address, tls: None, target: &target, limit: timeouts.request };
    let reply = http.get(&get)?;
    ServerInfo::parse(&reply).map_err(|source| ClientError::Reply { phase, source })
}

/// One pairing in progress.
pub(crate) struct Pairing<'a> {
    pub http: &'a Http,
    pub identity: &'a ClientIdentity,
    pub address: SocketAddr,
    pub https: SocketAddr,
    pub timeouts: &'a Timeouts,
}

impl Pairing<'_> {
    /// Pairs; the user has to type `pin` on the host meanwhile. The certificate is the host's.
    pub fn run(&self, pin: &Pin) -> Result<Certificate, ClientError> {
        let paired = self.exchange(pin);
        match &paired {
            // The attempt in progress is another's, and hosts cannot tell ours from it.
            Ok(_) | Err(ClientError::Pairing(PairingError::Busy)) => {}
            Err(_) => self.abandon(),
        }
        paired
    }

    fn exchange(&self, pin: &Pin) -> Result<Certificate, ClientError> {
        let random = ClientRandom { salt: random()?, challenge: random()?, secret: random()? };
        let identity = self.identity.pairing.clone();
        let (mut pairing, request) = ClientPairing::start(identity, pin, random, None);
        let mut reply = self.ask(&request, None, self.timeouts.pin)?;
        loop {
            reply = match pairing.handle(&reply)? {
                ClientStep::Send(request) => self.ask(&request, None, self.timeouts.request)?,
                ClientStep::SendTls(request, host) => {
                    self.ask(&request, Some(&host), self.timeouts.request)?
                }
                ClientStep::Done(host) => return Ok(host),
            };
        }
    }

    fn ask(
        &self,
        request: &PairRequest,
        host: Option<&Certificate>,
        limit: Span,
    ) -> Result<String, ClientError> {
        let config = host.map(|host| tls::client_config(self.identity, host)).transpose()?;
        let query = request.to_query(UNIQUE_ID, self.identity.pairing.pem());
        let target = identified(query)?.target("/pair");
        let to = if config.is_some() { self.https } else { self.address };
        self.http.get(&Get {
            phase: Phase::Pairing,
            to,
            tls: config.as_ref(),
            target: &target,
            limit,
        })
    }

    /// Tells the host that nothing more will come. It may know no such request.
    fn abandon(&self) {
        let Ok(query) = identified(Query::default()) else { return };
        let get = Get {
            phase: Phase::Pairing,
            to: self.address,
            tls: None,
            target: &query.target("/unpair"),
            limit: self.timeouts.request,
        };
        if let Err(error) = self.http.get(&get) {
            tracing::debug!(%error, "unpair");
        }
    }
}

/// A host that says "not authorised" does not know our certificate.
pub(crate) fn refusal(phase: Phase, host: &SocketAddr, source: NvError) -> ClientError {
    match source {
        NvError::Refused { status: Status::UNAUTHORIZED, .. } => {
            ClientError::NotPaired { host: host.to_string() }
        }
        source => ClientError::Reply { phase, source },
    }
}
