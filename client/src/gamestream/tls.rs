//! TLS towards one host: our certificate, and exactly the host's, whatever it says.
//!
//! Names, dates and issuers mean nothing here, since both certificates are self-signed and were
//! exchanged while pairing. Source: docs/wire-gamestream.md "TLS and client identity".

use std::sync::Arc;

use lumen_core::gamestream::pairing::Certificate;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme};

use crate::ClientError;
use crate::identity::ClientIdentity;

/// What the handshake says when the host's certificate is not the pinned one.
pub(crate) const NOT_PINNED: Error =
    Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure);

/// A configuration for talking to the owner of `pinned`, as `identity`.
pub(crate) fn client_config(
    identity: &ClientIdentity,
    pinned: &Certificate,
) -> Result<Arc<ClientConfig>, ClientError> {
    let provider = Arc::new(ring::default_provider());
    let ours = CertificateDer::from(identity.pairing.certificate().der().to_vec());
    let key = PrivateKeyDer::Pkcs8(identity.key.clone_key());
    let pin = Pin { certificate: pinned.der().to_vec(), provider: Arc::clone(&provider) };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| {
            let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(pin));
            builder.with_client_auth_cert(vec![ours], key)
        });
    config.map(Arc::new).map_err(|error| ClientError::MakeIdentity(error.to_string()))
}

/// Accepts one certificate.
#[derive(Debug)]
struct Pin {
    certificate: Vec<u8>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Pin {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if end_entity.as_ref() == self.certificate {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(NOT_PINNED)
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
