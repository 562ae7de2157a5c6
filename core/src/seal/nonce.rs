//! Keys of one direction whose nonce is a salt XOR a sequence number, with a header as
//! associated data.
//!
//! The salt is as secret as the key and comes with it, so nonces tell nothing about the number and
//! two keys never meet on one nonce. Source: RFC 8446 section 5.3, RFC 9001 section 5.3.

use super::{AesGcm, Forged, NONCE_LEN, Tag};

/// What the nonces of one key have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; NONCE_LEN]);

impl Salt {
    /// The nonce of a sequence number: the number, big-endian, over the last eight bytes.
    #[inline]
    pub fn nonce(self, sequence: u64) -> [u8; NONCE_LEN] {
        let Salt(mut nonce) = self;
        if let Some(low) = nonce.last_chunk_mut() {
            *low = (u64::from_be_bytes(*low) ^ sequence).to_be_bytes();
        }
        nonce
    }
}

/// The end that encrypts.
pub struct SealKey {
    key: AesGcm,
    salt: Salt,
}

impl SealKey {
    /// A key for this direction alone.
    pub fn new(key: AesGcm, salt: Salt) -> SealKey {
        SealKey { key, salt }
    }

    /// Encrypts `text` in place and returns the tag of it and of `header`. A `sequence` serves
    /// once; [`super::epoch::Sealer`] sees to that. Does not allocate.
    #[inline]
    pub fn seal(&self, sequence: u64, header: &[u8], text: &mut [u8]) -> Tag {
        self.key.seal(self.salt.nonce(sequence), header, text)
    }
}

/// The end that decrypts.
pub struct OpenKey {
    key: AesGcm,
    salt: Salt,
}

impl OpenKey {
    /// The peer's [`SealKey`].
    pub fn new(key: AesGcm, salt: Salt) -> OpenKey {
        OpenKey { key, salt }
    }

    /// Decrypts `text` in place if `tag` proves it, `header` and `sequence`. Does not allocate.
    ///
    /// # Errors
    /// [`Forged`]; `text` is then unspecified.
    #[inline]
    pub fn open(
        &self,
        sequence: u64,
        header: &[u8],
        text: &mut [u8],
        tag: &Tag,
    ) -> Result<(), Forged> {
        self.key.open(self.salt.nonce(sequence), header, text, tag)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_stands_at_the_end_of_the_nonce() {
        let salt = Salt([0xF0; NONCE_LEN]);
        assert_eq!(hex::encode(salt.nonce(0)), "f0f0f0f0f0f0f0f0f0f0f0f0");
        assert_eq!(hex::encode(salt.nonce(0x0102_0304_0506_0708)), "f0f0f0f0f1f2f3f4f5f6f7f8");
        assert_eq!(hex::encode(salt.nonce(u64::MAX)), "f0f0f0f00f0f0f0f0f0f0f0f");
    }

    proptest! {
        #[test]
        fn only_the_same_number_and_header_open(
            sequence: u64,
            other: u64,
            header: [u8; 8],
            text in proptest::collection::vec(any::<u8>(), 0..100),
        ) {
            prop_assume!(sequence != other);
            let (key, salt) = ([9; 16], Salt([3; NONCE_LEN]));
            let mut sealed = text.clone();
            let tag = SealKey::new(AesGcm::new(&key), salt).seal(sequence, &header, &mut sealed);
            let open = |sequence, header: &[u8]| {
                let mut text = sealed.clone();
                let key = OpenKey::new(AesGcm::new(&key), salt);
                key.open(sequence, header, &mut text, &tag).map(|()| text)
            };
            prop_assert_eq!(open(sequence, &header), Ok(text));
            prop_assert_eq!(open(other, &header), Err(Forged));
            prop_assert_eq!(open(sequence, &header[1..]), Err(Forged));
        }
    }
}
