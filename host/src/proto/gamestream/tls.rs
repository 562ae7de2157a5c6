//! TLS of the control plane: clients may present any certificate whose key they hold.
//!
//! Whether it is a paired one is decided behind the handshake, so that a client which is not can
//! be told so in XML. Client certificates are self-signed, and old ones may have expired: no
//! chain, name or date is looked at. Source: docs/wire-gamestream.md "TLS and client identity".

use std::sync::Arc;

use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{DigitallySignedStruct, DistinguishedName, Error, ServerConfig, SignatureScheme};

use crate::store::HostIdentity;

/// The configuration of the HTTPS port: TLS 1.2 and 1.3, one certificate, no resumption, since
/// clients do not come back to a connection.
///
/// # Errors
/// What `rustls` says of a key that it cannot use.
pub fn server_config(identity: &HostIdentity) -> Result<Arc<ServerConfig>, Error> {
    let provider = Arc::new(ring::default_provider());
    let verifier = Arc::new(AnyOwnedCertificate(Arc::clone(&provider)));
    let chain = vec![CertificateDer::from(identity.pairing.certificate().der().to_vec())];
    let key = PrivateKeyDer::Pkcs8(identity.key.clone_key());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(verifier)
        .with_single_cert(chain, key)?;
    config.send_tls13_tickets = 0;
    Ok(Arc::new(config))
}

/// Asks for a certificate without naming issuers, takes any, and checks the proof of its key.
#[derive(Debug)]
struct AnyOwnedCertificate(Arc<CryptoProvider>);

impl ClientCertVerifier for AnyOwnedCertificate {
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
