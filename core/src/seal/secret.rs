//! The chain of secrets of one direction: each gives a key, a salt and the secret that follows.
//!
//! Going along the chain is easy, going back impossible, so a key that leaks opens nothing of
//! before. HKDF with SHA-256, labelled as TLS 1.3 and QUIC do. Source: RFC 8446 section 7.1,
//! RFC 9001 sections 5.1 and 6.1.

use ring::hkdf::{HKDF_SHA256, KeyType, Prk};
use zeroize::{Zeroize, Zeroizing};

use super::nonce::{OpenKey, Salt, SealKey};
use super::{AesGcm, KEY_LEN, NONCE_LEN};

/// Bytes of a secret, the output of SHA-256.
pub const SECRET_LEN: usize = 32;

const KEY: &str = "lumen key";
const SALT: &str = "lumen iv";
const UPDATE: &str = "lumen ku";

/// Longest label with the `tls13 ` in front, and the five bytes around it.
const MAX_INFO: usize = 32;

/// A secret of one direction; overwritten when dropped, never printed.
pub struct Secret([u8; SECRET_LEN]);

impl Secret {
    /// The first secret of a direction. `bytes` are as good as random and nobody else's: the
    /// output of a TLS exporter with a label for this direction.
    pub fn new(bytes: [u8; SECRET_LEN]) -> Secret {
        Secret(bytes)
    }

    /// The secret of the following epoch.
    pub fn next(&self) -> Secret {
        Secret(self.expand(UPDATE))
    }

    /// The key that encrypts in this epoch.
    pub fn seal_key(&self) -> SealKey {
        SealKey::new(AesGcm::new(&self.key()), self.salt())
    }

    /// The key that decrypts in this epoch.
    pub fn open_key(&self) -> OpenKey {
        OpenKey::new(AesGcm::new(&self.key()), self.salt())
    }

    fn key(&self) -> Zeroizing<[u8; KEY_LEN]> {
        Zeroizing::new(self.expand(KEY))
    }

    fn salt(&self) -> Salt {
        Salt(self.expand::<NONCE_LEN>(SALT))
    }

    /// HKDF-Expand-Label with an empty context.
    fn expand<const LEN: usize>(&self, label: &str) -> [u8; LEN] {
        const PREFIX: &[u8] = b"tls13 ";
        let named = PREFIX.len() + label.len();
        let mut info = [0; MAX_INFO];
        info[..2].copy_from_slice(&(LEN as u16).to_be_bytes());
        info[2] = named as u8;
        info[3..3 + PREFIX.len()].copy_from_slice(PREFIX);
        info[3 + PREFIX.len()..3 + named].copy_from_slice(label.as_bytes());
        let mut bytes = [0; LEN];
        // HKDF refuses only more than 255 times the length of a hash.
        Prk::new_less_safe(HKDF_SHA256, &self.0)
            .expand(&[&info[..4 + named]], Len::<LEN>)
            .and_then(|okm| okm.fill(&mut bytes))
            .expect("a key is shorter than 255 hashes");
        bytes
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

struct Len<const LEN: usize>;

impl<const LEN: usize> KeyType for Len<LEN> {
    fn len(&self) -> usize {
        LEN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::new(hex::decode(text).unwrap().try_into().unwrap())
    }

    /// Source: RFC 9001 appendices A.1 and A.5.
    #[test]
    fn labels_expand_as_published() {
        let client = secret("c00cf151ca5be075ed0ebfb5c80323c42d6b7db67881289af4008f1f6c357aea");
        let key: [u8; 16] = client.expand("quic key");
        assert_eq!(hex::encode(key), "1f369613dd76d5467730efcbe3b1a22d");
        let salt: [u8; 12] = client.expand("quic iv");
        assert_eq!(hex::encode(salt), "fa044b2f42a3fd3b46fb255c");

        let first = secret("9ac312a7f877468ebe69422748ad00a15443f18203a07d6060f688f30f21632b");
        let second: [u8; 32] = first.expand("quic ku");
        assert_eq!(
            hex::encode(second),
            "1223504755036d556342ee9361d253421a826c9ecdf3c7148684b36b714881f9"
        );
    }

    /// The server's first packet. Source: RFC 9001 appendices A.1 and A.3.
    #[test]
    fn a_published_packet_is_sealed_and_opened() {
        let server = secret("3c199828fd139efd216c155ad844cc81fb82fa8d7446fa7d78be803acdda951b");
        let (key, salt) = (server.expand("quic key"), Salt(server.expand("quic iv")));
        let header = hex::decode("c1000000010008f067a5502a4262b50040750001").unwrap();
        let plain = "02000000000600405a020000560303eefce7f7b37ba1d1632e96677825ddf739\
                     88cfc79825df566dc5430b9a045a1200130100002e00330024001d00209d3c94\
                     0d89690b84d08a60993c144eca684d1081287c834d5311bcf32bb9da1a002b00\
                     020304";
        let cipher = "5a482cd0991cd25b0aac406a5816b6394100f37a1c69797554780bb38cc5a99f\
                      5ede4cf73c3ec2493a1839b3dbcba3f6ea46c5b7684df3548e7ddeb9c3bf9c73\
                      cc3f3bded74b562bfb19fb84022f8ef4cdd93795d77d06edbb7aaf2f58891850\
                      abbdca";
        let mut text = hex::decode(plain).unwrap();
        let tag = SealKey::new(AesGcm::new(&key), salt).seal(1, &header, &mut text);
        assert_eq!(hex::encode(&text), cipher);
        assert_eq!(hex::encode(tag), "3d20398c276456cbc42158407dd074ee");
        OpenKey::new(AesGcm::new(&key), salt).open(1, &header, &mut text, &tag).unwrap();
        assert_eq!(hex::encode(&text), plain);
    }

    #[test]
    fn labels_fit_and_differ() {
        let secret = Secret::new([7; SECRET_LEN]);
        let outputs = [KEY, SALT, UPDATE].map(|label| secret.expand::<32>(label));
        assert!(outputs[0] != outputs[1] && outputs[1] != outputs[2] && outputs[0] != outputs[2]);
        assert_ne!(secret.next().0, secret.0);
    }
}
