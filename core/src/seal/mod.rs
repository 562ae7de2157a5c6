//! Authenticated encryption of datagrams and messages: AES-128-GCM in place, by `ring`.
//!
//! [`replay`] is the window that refuses a sequence number twice. Nonces are built by the
//! framings, since each lays them out in its own way; a nonce must never repeat under one key.

use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

pub mod replay;

/// Bytes of a GCM tag.
pub const TAG_LEN: usize = 16;

/// Bytes of a GCM nonce.
pub const NONCE_LEN: usize = 12;

/// A datagram or message that is not what its key's owner sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("authentication tag does not match")]
pub struct Forged;

/// A key of AES-128-GCM, expanded once.
pub struct AesGcm(LessSafeKey);

impl AesGcm {
    /// Expands `key`.
    pub fn new(key: &[u8; 16]) -> AesGcm {
        // A key of 16 bytes is what AES-128 takes, so this cannot be refused.
        let unbound = UnboundKey::new(&AES_128_GCM, key).expect("AES-128 takes 16 bytes");
        AesGcm(LessSafeKey::new(unbound))
    }

    /// Encrypts `text` in place and returns its tag.
    pub fn seal(&self, nonce: [u8; NONCE_LEN], aad: &[u8], text: &mut [u8]) -> [u8; TAG_LEN] {
        let nonce = Nonce::assume_unique_for_key(nonce);
        let tag = self.0.seal_in_place_separate_tag(nonce, Aad::from(aad), text);
        let mut bytes = [0; TAG_LEN];
        // `ring` refuses only texts above 64 GiB.
        bytes.copy_from_slice(tag.expect("text is shorter than 64 GiB").as_ref());
        bytes
    }

    /// Decrypts `text` in place if `tag` proves it.
    ///
    /// # Errors
    /// [`Forged`] when the tag does not match; `text` is then unspecified.
    pub fn open(
        &self,
        nonce: [u8; NONCE_LEN],
        aad: &[u8],
        text: &mut [u8],
        tag: &[u8; TAG_LEN],
    ) -> Result<(), Forged> {
        let nonce = Nonce::assume_unique_for_key(nonce);
        let tag = ring::aead::Tag::from(*tag);
        let opened = self.0.open_in_place_separate_tag(nonce, Aad::from(aad), tag, text, 0..);
        opened.map(|_| ()).map_err(|_| Forged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flipped_bit_is_noticed() {
        let key = AesGcm::new(&[7; 16]);
        let mut text = *b"slices never wait";
        let tag = key.seal([1; 12], b"header", &mut text);
        let mut opened = text;
        key.open([1; 12], b"header", &mut opened, &tag).unwrap();
        assert_eq!(&opened, b"slices never wait");
        text[3] ^= 1;
        assert_eq!(key.open([1; 12], b"header", &mut text, &tag), Err(Forged));
    }
}
