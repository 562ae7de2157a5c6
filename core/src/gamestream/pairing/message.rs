//! Requests and replies of `/pair`.

use super::{Certificate, PairingError};
use crate::gamestream::nvhttp::{Envelope, NvError, Query, Reply};

/// Name that every stock client gives its device. Source: moonlight-qt, `nvpairingmanager.cpp`.
const STOCK_DEVICE_NAME: &str = "roth";

/// Longest device name kept.
const MAX_DEVICE_NAME: usize = 64;

/// Longest RSA signature: that of a key of 4096 bits.
const MAX_SIGNATURE: usize = 512;

/// A request for `/pair`, one for each phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PairRequest {
    /// Phase 1.
    GetServerCert {
        /// Goes into the key together with the PIN.
        salt: [u8; 16],
        /// Who wants to be paired.
        certificate: Certificate,
        /// What it calls itself, unless that is the constant of stock clients.
        device_name: Option<String>,
    },
    /// Phase 2: the client's challenge, encrypted.
    ClientChallenge([u8; 16]),
    /// Phase 3: the client's commitment, encrypted.
    ServerChallengeResponse([u8; 32]),
    /// Phase 4.
    ClientPairingSecret {
        /// What the commitment committed to.
        secret: [u8; 16],
        /// The client's signature of it.
        signature: Vec<u8>,
    },
    /// Phase 5, over TLS.
    PairChallenge,
}

impl PairRequest {
    /// Tells the phases apart as hosts do: by `phrase`, otherwise by what is present.
    ///
    /// # Errors
    /// `Message` for missing or malformed values, `Certificate` for an unusable one.
    pub fn parse(query: &Query) -> Result<PairRequest, PairingError> {
        match query.get("phrase") {
            Some("getservercert") => Self::parse_first(query),
            Some("pairchallenge") => Ok(Self::PairChallenge),
            _ if query.get("clientchallenge").is_some() => {
                Ok(Self::ClientChallenge(query.hex_array("clientchallenge")?))
            }
            _ if query.get("serverchallengeresp").is_some() => {
                Ok(Self::ServerChallengeResponse(query.hex_array("serverchallengeresp")?))
            }
            _ => Self::parse_secret(query),
        }
    }

    fn parse_first(query: &Query) -> Result<PairRequest, PairingError> {
        let salt = query.hex_array("salt")?;
        let certificate = Certificate::from_pem(&query.hex("clientcert")?)?;
        let name = query.get("devicename").filter(|name| !name.is_empty());
        let name = name.filter(|name| *name != STOCK_DEVICE_NAME);
        let printable = |name: &str| {
            name.chars().filter(|c| !c.is_control()).take(MAX_DEVICE_NAME).collect::<String>()
        };
        Ok(Self::GetServerCert { salt, certificate, device_name: name.map(printable) })
    }

    fn parse_secret(query: &Query) -> Result<PairRequest, PairingError> {
        let name = "clientpairingsecret";
        let bytes = query.hex(name)?;
        match bytes.split_first_chunk() {
            Some((secret, signature)) if (1..=MAX_SIGNATURE).contains(&signature.len()) => {
                Ok(Self::ClientPairingSecret { secret: *secret, signature: signature.to_vec() })
            }
            _ => Err(NvError::Malformed(name).into()),
        }
    }

    /// The parameters as a client with this id and certificate text sends them.
    pub fn to_query(&self, unique_id: &str, certificate_pem: &str) -> Query {
        let mut query = Query::default();
        query.push("uniqueid", unique_id);
        let name = match self {
            Self::GetServerCert { device_name: Some(name), .. } => name,
            _ => STOCK_DEVICE_NAME,
        };
        query.push("devicename", name);
        query.push("updateState", 1);
        match self {
            Self::GetServerCert { salt, .. } => {
                query.push("phrase", "getservercert");
                query.push("salt", hex::encode(salt));
                query.push("clientcert", hex::encode(certificate_pem));
            }
            Self::ClientChallenge(bytes) => query.push("clientchallenge", hex::encode(bytes)),
            Self::ServerChallengeResponse(bytes) => {
                query.push("serverchallengeresp", hex::encode(bytes));
            }
            Self::ClientPairingSecret { secret, signature } => {
                let value = hex::encode(secret) + &hex::encode(signature);
                query.push("clientpairingsecret", value);
            }
            Self::PairChallenge => query.push("phrase", "pairchallenge"),
        }
        query
    }
}

/// What the host answers to a phase that succeeded, and to a proof that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PairReply {
    /// Phase 1: the host's certificate as PEM text.
    Certificate(String),
    /// Phase 2: the host's commitment and challenge, encrypted.
    ChallengeResponse([u8; 48]),
    /// Phase 3.
    PairingSecret {
        /// What the commitment committed to.
        secret: [u8; 16],
        /// The host's signature of it.
        signature: Vec<u8>,
    },
    /// Phases 4 and 5. In phase 1 it means that another attempt is in progress.
    Accepted,
    /// The proof failed.
    Rejected,
}

impl PairReply {
    /// The reply as XML.
    pub fn write(&self) -> String {
        let paired = Reply::ok().element("paired", u8::from(*self != Self::Rejected));
        match self {
            Self::Certificate(pem) => paired.element("plaincert", hex::encode(pem)),
            Self::ChallengeResponse(bytes) => {
                paired.element("challengeresponse", hex::encode(bytes))
            }
            Self::PairingSecret { secret, signature } => {
                paired.element("pairingsecret", hex::encode(secret) + &hex::encode(signature))
            }
            Self::Accepted | Self::Rejected => paired,
        }
        .finish()
    }

    /// Reads the reply of a host to any phase.
    ///
    /// # Errors
    /// `Message` when it is not XML, not of its form or an error status.
    pub fn parse(text: &str) -> Result<PairReply, PairingError> {
        let envelope = Envelope::parse_ok(text)?;
        if envelope.text("paired") != Some("1") {
            return Ok(Self::Rejected);
        }
        if let Some(value) = envelope.text("plaincert") {
            let pem = hex::decode(value).ok().and_then(|pem| String::from_utf8(pem).ok());
            return Ok(Self::Certificate(pem.ok_or(NvError::Malformed("plaincert"))?));
        }
        if let Some(value) = envelope.text("challengeresponse") {
            let mut bytes = [0; 48];
            hex::decode_to_slice(value, &mut bytes)
                .map_err(|_| NvError::Malformed("challengeresponse"))?;
            return Ok(Self::ChallengeResponse(bytes));
        }
        match envelope.text("pairingsecret") {
            Some(value) => Self::parse_secret(value),
            None => Ok(Self::Accepted),
        }
    }

    fn parse_secret(value: &str) -> Result<PairReply, PairingError> {
        let malformed = NvError::Malformed("pairingsecret");
        let bytes = hex::decode(value).map_err(|_| malformed.clone())?;
        let (secret, signature) = bytes.split_first_chunk().ok_or(malformed)?;
        Ok(Self::PairingSecret { secret: *secret, signature: signature.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::client_identity;
    use super::*;
    use crate::gamestream::nvhttp::Target;

    fn round_trip(request: &PairRequest) -> PairRequest {
        let target = request.to_query("0123456789ABCDEF", client_identity().pem()).target("/pair");
        PairRequest::parse(&Target::parse(&target).unwrap().query).unwrap()
    }

    #[test]
    fn the_first_request_carries_the_certificate() {
        let request = PairRequest::GetServerCert {
            salt: [7; 16],
            certificate: client_identity().certificate().clone(),
            device_name: Some("couch".to_owned()),
        };
        assert_eq!(round_trip(&request), request);
    }

    #[test]
    fn the_constant_device_name_is_no_name() {
        let request = PairRequest::GetServerCert {
            salt: [7; 16],
            certificate: client_identity().certificate().clone(),
            device_name: None,
        };
        assert_eq!(round_trip(&request), request);
    }

    #[test]
    fn busy_is_paired_without_certificate() {
        let text = PairingError::Busy.reply();
        assert_eq!(PairReply::parse(&text), Ok(PairReply::Accepted));
        assert_eq!(PairReply::parse(&PairingError::WrongPin.reply()), Ok(PairReply::Rejected));
        assert!(PairReply::parse(&PairingError::OutOfOrder.reply()).is_err());
    }

    proptest! {
        #[test]
        fn parse_never_panics(name in "phrase|salt|client[a-z]{0,14}|serverchallengeresp", value: String) {
            let mut query = Query::default();
            query.push(&name, &value);
            let _ = PairRequest::parse(&query);
            let _ = PairReply::parse(&value);
        }

        #[test]
        fn requests_come_back(challenge: [u8; 16], hash: [u8; 32], signature in proptest::collection::vec(any::<u8>(), 1..512)) {
            for request in [
                PairRequest::ClientChallenge(challenge),
                PairRequest::ServerChallengeResponse(hash),
                PairRequest::ClientPairingSecret { secret: challenge, signature },
                PairRequest::PairChallenge,
            ] {
                prop_assert_eq!(round_trip(&request), request);
            }
        }

        #[test]
        fn replies_come_back(secret: [u8; 16], hash: [u8; 32], signature: Vec<u8>, pem in "[ -~]{1,99}") {
            let mut answer = [0; 48];
            answer[..32].copy_from_slice(&hash);
            for reply in [
                PairReply::Certificate(pem),
                PairReply::ChallengeResponse(answer),
                PairReply::PairingSecret { secret, signature },
                PairReply::Accepted,
                PairReply::Rejected,
            ] {
                prop_assert_eq!(PairReply::parse(&reply.write()), Ok(reply));
            }
        }
    }
}
