//! AES-128-GCM with a nonce of the caller's.
//!
//! `ring` does the work: it is twice as fast at packet size as the other implementation, the
//! `aes-gcm` crate, which the feature `portable` adds. The choice is made when a key is made, so
//! that everything above takes either; without the feature there is one kind of key and no branch.

use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

use super::{Forged, KEY_LEN, NONCE_LEN, Tag};

/// A key of AES-128-GCM, expanded once.
pub struct AesGcm(Backend);

enum Backend {
    Ring(LessSafeKey),
    #[cfg(any(test, feature = "portable"))]
    Portable(portable::Key),
}

impl AesGcm {
    /// Expands `key`.
    pub fn new(key: &[u8; KEY_LEN]) -> AesGcm {
        // A key of 16 bytes is what AES-128 takes, so this cannot be refused.
        let unbound = UnboundKey::new(&AES_128_GCM, key).expect("AES-128 takes 16 bytes");
        AesGcm(Backend::Ring(LessSafeKey::new(unbound)))
    }

    /// Expands `key` for the implementation that has no code of a single CPU.
    #[cfg(any(test, feature = "portable"))]
    pub fn portable(key: &[u8; KEY_LEN]) -> AesGcm {
        AesGcm(Backend::Portable(portable::Key::new(key)))
    }

    /// Encrypts `text` in place and returns the tag of it and of `aad`.
    pub fn seal(&self, nonce: [u8; NONCE_LEN], aad: &[u8], text: &mut [u8]) -> Tag {
        match &self.0 {
            Backend::Ring(key) => seal(key, nonce, aad, text),
            #[cfg(any(test, feature = "portable"))]
            Backend::Portable(key) => key.seal(nonce, aad, text),
        }
    }

    /// Decrypts `text` in place if `tag` proves it and `aad`.
    ///
    /// # Errors
    /// [`Forged`] when the tag does not match; `text` is then unspecified.
    pub fn open(
        &self,
        nonce: [u8; NONCE_LEN],
        aad: &[u8],
        text: &mut [u8],
        tag: &Tag,
    ) -> Result<(), Forged> {
        match &self.0 {
            Backend::Ring(key) => open(key, nonce, aad, text, tag),
            #[cfg(any(test, feature = "portable"))]
            Backend::Portable(key) => key.open(nonce, aad, text, tag),
        }
    }
}

fn seal(key: &LessSafeKey, nonce: [u8; NONCE_LEN], aad: &[u8], text: &mut [u8]) -> Tag {
    let nonce = Nonce::assume_unique_for_key(nonce);
    let tag = key.seal_in_place_separate_tag(nonce, Aad::from(aad), text);
    let mut bytes = Tag::default();
    // `ring` refuses only texts above 64 GiB.
    bytes.copy_from_slice(tag.expect("text is shorter than 64 GiB").as_ref());
    bytes
}

fn open(
    key: &LessSafeKey,
    nonce: [u8; NONCE_LEN],
    aad: &[u8],
    text: &mut [u8],
    tag: &Tag,
) -> Result<(), Forged> {
    let nonce = Nonce::assume_unique_for_key(nonce);
    let tag = ring::aead::Tag::from(*tag);
    let opened = key.open_in_place_separate_tag(nonce, Aad::from(aad), tag, text, 0..);
    opened.map(|_| ()).map_err(|_| Forged)
}

#[cfg(any(test, feature = "portable"))]
mod portable {
    use aes_gcm::aead::inout::InOutBuf;
    use aes_gcm::{AeadInOut, Aes128Gcm, KeyInit};

    use super::{Forged, KEY_LEN, NONCE_LEN, Tag};

    pub(super) struct Key(Aes128Gcm);

    impl Key {
        pub(super) fn new(key: &[u8; KEY_LEN]) -> Key {
            Key(Aes128Gcm::new(key.into()))
        }

        pub(super) fn seal(&self, nonce: [u8; NONCE_LEN], aad: &[u8], text: &mut [u8]) -> Tag {
            let text = InOutBuf::from(text);
            let tag = self.0.encrypt_inout_detached(&nonce.into(), aad, text);
            tag.expect("text is shorter than 64 GiB").into()
        }

        pub(super) fn open(
            &self,
            nonce: [u8; NONCE_LEN],
            aad: &[u8],
            text: &mut [u8],
            tag: &Tag,
        ) -> Result<(), Forged> {
            let text = InOutBuf::from(text);
            let opened = self.0.decrypt_inout_detached(&nonce.into(), aad, text, tag.into());
            opened.map_err(|_| Forged)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Both implementations of one key.
    fn both(key: &[u8; KEY_LEN]) -> [AesGcm; 2] {
        [AesGcm::new(key), AesGcm::portable(key)]
    }

    fn pattern(len: usize, seed: u64) -> Vec<u8> {
        (0..len as u64).map(|at| (at.wrapping_mul(seed | 1) >> 3) as u8).collect()
    }

    /// Seals `text` by both and opens each by the other.
    fn agree(key: &[u8; KEY_LEN], nonce: [u8; NONCE_LEN], aad: &[u8], text: &[u8]) {
        let keys = both(key);
        let sealed = keys.each_ref().map(|key| {
            let mut text = text.to_vec();
            let tag = key.seal(nonce, aad, &mut text);
            (text, tag)
        });
        assert_eq!(sealed[0], sealed[1]);
        for key in &keys {
            let (mut opened, tag) = sealed[0].clone();
            assert_eq!(key.open(nonce, aad, &mut opened, &tag), Ok(()));
            assert_eq!(opened, text);
        }
    }

    /// Source: McGrew and Viega, "The Galois/Counter Mode of Operation", test case 4.
    #[test]
    fn both_match_the_published_vector() {
        let key = hex::decode("feffe9928665731c6d6a8f9467308308").unwrap();
        let nonce = hex::decode("cafebabefacedbaddecaf888").unwrap();
        let aad = hex::decode("feedfacedeadbeeffeedfacedeadbeefabaddad2").unwrap();
        let plain = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
                     1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
        let cipher = "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e\
                      21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091";
        for key in both(&key.try_into().unwrap()) {
            let mut text = hex::decode(plain).unwrap();
            let tag = key.seal(nonce.as_slice().try_into().unwrap(), &aad, &mut text);
            assert_eq!(hex::encode(text), cipher);
            assert_eq!(hex::encode(tag), "5bc94fbc3221a5db94fae95ae7121a47");
        }
    }

    #[test]
    fn both_agree_at_every_length_of_a_datagram() {
        for len in 0..=2200usize {
            let key = std::array::from_fn(|at| (at * 31 + len) as u8);
            let nonce = std::array::from_fn(|at| (at * 7 + len / 3) as u8);
            agree(&key, nonce, &pattern(len % 41, 13), &pattern(len, 977));
        }
    }

    proptest! {
        #[test]
        fn both_agree_on_anything(
            key: [u8; KEY_LEN],
            nonce: [u8; NONCE_LEN],
            aad in proptest::collection::vec(any::<u8>(), 0..80),
            len in 0usize..=2200,
            seed: u64,
        ) {
            agree(&key, nonce, &aad, &pattern(len, seed));
        }

        #[test]
        fn a_flipped_bit_anywhere_is_noticed_by_both(
            text in proptest::collection::vec(any::<u8>(), 1..300),
            aad in proptest::collection::vec(any::<u8>(), 1..40),
            place: prop::sample::Index,
            bit in 0u32..8,
        ) {
            let nonce = [1; NONCE_LEN];
            for key in both(&[7; KEY_LEN]) {
                let (mut text, mut aad) = (text.clone(), aad.clone());
                let mut tag = key.seal(nonce, &aad, &mut text);
                let byte = place.index(text.len() + aad.len() + tag.len());
                let target = text.iter_mut().chain(&mut aad).chain(&mut tag).nth(byte);
                *target.unwrap() ^= 1 << bit;
                prop_assert_eq!(key.open(nonce, &aad, &mut text, &tag), Err(Forged));
            }
        }
    }
}
