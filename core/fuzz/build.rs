//! Makes the RSA identity that the pairing fuzzer uses: too slow for instrumented code.

use std::path::Path;
use std::{env, fs};

use rsa::pkcs8::EncodePrivateKey;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let key = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).expect("a key");
    let pkcs8 = key.to_pkcs8_der().expect("a key in DER");
    let signer = rcgen::KeyPair::try_from(pkcs8.as_bytes()).expect("a signer");
    let certificate = rcgen::CertificateParams::default().self_signed(&signer);
    let pem = certificate.expect("a certificate").pem();
    fs::write(Path::new(&folder).join("identity.pem"), pem).expect("a writable OUT_DIR");
    fs::write(Path::new(&folder).join("identity.key"), pkcs8.as_bytes())
        .expect("a writable OUT_DIR");
}
