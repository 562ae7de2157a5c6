//! Certificates as GameStream uses them: pinned byte by byte, never validated by a chain.

use std::fmt;
use std::sync::Arc;

use ring::rand::SystemRandom;
use ring::signature::{KeyPair, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey};
use x509_parser::pem::parse_x509_pem;
use x509_parser::public_key::PublicKey;

/// Longest certificate accepted. Source: docs/wire-gamestream.md "Limits".
const MAX_CERTIFICATE: usize = 8 * 1024;

/// Sizes of RSA moduli accepted, in bits. Source: as above.
const KEY_BITS: std::ops::RangeInclusive<usize> = 2048..=4096;

/// Why a certificate or identity cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Longer than any real one.
    #[error("certificate of {0} bytes")]
    TooLong(usize),
    /// Not exactly one X.509 certificate.
    #[error("not one X.509 certificate")]
    NotX509,
    /// Its key is not RSA of 2048 to 4096 bits.
    #[error("certificate key is not RSA of 2048 to 4096 bits")]
    Key,
    /// The private key is not in PKCS#8 or not that of the certificate.
    #[error("private key does not belong to the certificate")]
    PrivateKey,
}

/// SHA-256 of a certificate's DER: how devices are listed and named.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub [u8; 32]);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Fingerprint {
    type Err = hex::FromHexError;

    fn from_str(text: &str) -> Result<Fingerprint, hex::FromHexError> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes)?;
        Ok(Fingerprint(bytes))
    }
}

/// A peer's certificate with an RSA key of a sane size. Equal when the DER is.
#[derive(Clone)]
pub struct Certificate {
    der: Vec<u8>,
    signature: Vec<u8>,
    /// `RSAPublicKey` in DER.
    public_key: Vec<u8>,
}

impl Certificate {
    /// Reads exactly one certificate.
    ///
    /// # Errors
    /// `TooLong`, `NotX509`, `Key`.
    pub fn from_der(der: &[u8]) -> Result<Certificate, CertificateError> {
        if der.len() > MAX_CERTIFICATE {
            return Err(CertificateError::TooLong(der.len()));
        }
        let (rest, parsed) =
            x509_parser::parse_x509_certificate(der).map_err(|_| CertificateError::NotX509)?;
        if !rest.is_empty() {
            return Err(CertificateError::NotX509);
        }
        let key = parsed.public_key();
        match key.parsed() {
            Ok(PublicKey::RSA(rsa)) if KEY_BITS.contains(&rsa.key_size()) => {}
            _ => return Err(CertificateError::Key),
        }
        Ok(Certificate {
            der: der.to_vec(),
            signature: parsed.signature_value.data.to_vec(),
            public_key: key.subject_public_key.data.to_vec(),
        })
    }

    /// Reads the one certificate in a PEM text.
    ///
    /// # Errors
    /// `TooLong`, `NotX509`, `Key`.
    pub fn from_pem(pem: &[u8]) -> Result<Certificate, CertificateError> {
        if pem.len() > MAX_CERTIFICATE {
            return Err(CertificateError::TooLong(pem.len()));
        }
        let (rest, block) = parse_x509_pem(pem).map_err(|_| CertificateError::NotX509)?;
        if block.label != "CERTIFICATE" || !rest.trim_ascii().is_empty() {
            return Err(CertificateError::NotX509);
        }
        Certificate::from_der(&block.contents)
    }

    /// The certificate as TLS presents it.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The contents of the certificate's own signature field.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// SHA-256 of the DER.
    pub fn fingerprint(&self) -> Fingerprint {
        let digest = ring::digest::digest(&ring::digest::SHA256, &self.der);
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest.as_ref());
        Fingerprint(bytes)
    }

    /// True when the owner of this certificate signed `message`: PKCS#1 v1.5 with SHA-256.
    pub fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.public_key);
        key.verify(message, signature).is_ok()
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Certificate) -> bool {
        self.der == other.der
    }
}

impl Eq for Certificate {}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({})", self.fingerprint())
    }
}

/// A certificate with its private key: who this machine is. Cheap to clone.
#[derive(Clone)]
pub struct Identity(Arc<Inner>);

struct Inner {
    certificate: Certificate,
    pem: String,
    key: ring::rsa::KeyPair,
}

impl Identity {
    /// The identity made of a certificate in PEM and its RSA key in PKCS#8.
    ///
    /// # Errors
    /// What [`Certificate::from_pem`] says; `PrivateKey` when the two do not belong together.
    pub fn new(certificate_pem: &str, key_pkcs8: &[u8]) -> Result<Identity, CertificateError> {
        let certificate = Certificate::from_pem(certificate_pem.as_bytes())?;
        let key =
            ring::rsa::KeyPair::from_pkcs8(key_pkcs8).map_err(|_| CertificateError::PrivateKey)?;
        if key.public_key().as_ref() != certificate.public_key {
            return Err(CertificateError::PrivateKey);
        }
        Ok(Identity(Arc::new(Inner { certificate, pem: certificate_pem.to_owned(), key })))
    }

    /// The certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.0.certificate
    }

    /// The certificate as PEM text, the form in which pairing sends it.
    pub fn pem(&self) -> &str {
        &self.0.pem
    }

    /// Signs `message`: PKCS#1 v1.5 with SHA-256, which needs no randomness of its own.
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, CertificateError> {
        let mut signature = vec![0; self.0.key.public().modulus_len()];
        let signed =
            self.0.key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature);
        signed.map_err(|_| CertificateError::PrivateKey)?;
        Ok(signature)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({})", self.0.certificate.fingerprint())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{client_identity, host_identity};
    use super::*;

    #[test]
    fn a_certificate_is_read_from_pem_and_der_alike() {
        let host = host_identity();
        let again = Certificate::from_der(host.certificate().der()).unwrap();
        assert_eq!(&again, host.certificate());
        assert_eq!(again.signature().len(), 256);
        let text = again.fingerprint().to_string();
        assert_eq!(text.parse(), Ok(again.fingerprint()));
    }

    #[test]
    fn two_certificates_or_none_are_refused() {
        let pem = host_identity().pem();
        let twice = format!("{pem}{pem}");
        assert_eq!(Certificate::from_pem(twice.as_bytes()), Err(CertificateError::NotX509));
        assert_eq!(Certificate::from_pem(b""), Err(CertificateError::NotX509));
        let mut trailing = host_identity().certificate().der().to_vec();
        trailing.push(0);
        assert_eq!(Certificate::from_der(&trailing), Err(CertificateError::NotX509));
        let long = vec![b' '; MAX_CERTIFICATE + 1];
        assert_eq!(Certificate::from_pem(&long), Err(CertificateError::TooLong(8193)));
    }

    #[test]
    fn only_the_owner_signs() {
        let (host, client) = (host_identity(), client_identity());
        let signature = host.sign(b"secret").unwrap();
        assert!(host.certificate().has_signed(b"secret", &signature));
        assert!(!host.certificate().has_signed(b"other", &signature));
        assert!(!client.certificate().has_signed(b"secret", &signature));
        assert!(!host.certificate().has_signed(b"secret", b""));
    }

    proptest! {
        #[test]
        fn parse_never_panics(bytes: Vec<u8>, at: usize, value: u8) {
            let _ = Certificate::from_der(&bytes);
            let _ = Certificate::from_pem(&bytes);
            let mut almost = host_identity().certificate().der().to_vec();
            let at = at % almost.len();
            almost[at] = value;
            if let Ok(certificate) = Certificate::from_der(&almost) {
                certificate.has_signed(b"x", &bytes);
            }
        }
    }
}
