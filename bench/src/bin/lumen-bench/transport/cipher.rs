//! Bare calls of `ring` on datagrams laid out as those of `lumen/1`: header, text, tag.

use lumen_core::native::media::HEADER_LEN;
use lumen_core::seal::TAG_LEN;
use ring::aead::{Aad, LessSafeKey, Nonce, Tag};

use crate::seal::bare::{nonce, ring_key};

/// Counts its own nonces, one series for sealing and the same one for opening.
pub struct BareRing {
    key: LessSafeKey,
    sealed: u64,
    opened: u64,
}

impl BareRing {
    pub fn new() -> BareRing {
        BareRing { key: ring_key(), sealed: 0, opened: 0 }
    }

    /// Encrypts in place; the header is associated data.
    pub fn seal(&mut self, datagram: &mut [u8]) {
        let (header, rest) = datagram.split_at_mut(HEADER_LEN);
        let (text, tag) = rest.split_at_mut(rest.len() - TAG_LEN);
        let nonce = Nonce::assume_unique_for_key(nonce(self.sealed));
        let sealed = self.key.seal_in_place_separate_tag(nonce, Aad::from(&*header), text);
        tag.copy_from_slice(sealed.expect("a short text").as_ref());
        self.sealed += 1;
    }

    /// Decrypts the next of what was sealed.
    pub fn open(&mut self, datagram: &mut [u8]) {
        let (header, rest) = datagram.split_at_mut(HEADER_LEN);
        let (text, tag) = rest.split_last_chunk_mut::<TAG_LEN>().expect("a tag");
        let nonce = Nonce::assume_unique_for_key(nonce(self.opened));
        let (aad, tag) = (Aad::from(&*header), Tag::from(*tag));
        let opened = self.key.open_in_place_separate_tag(nonce, aad, tag, text, 0..);
        opened.expect("what was sealed opens");
        self.opened += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_in_order() {
        let mut ring = BareRing::new();
        let mut datagrams = [[7; 100], [8; 100]];
        datagrams.iter_mut().for_each(|datagram| ring.seal(datagram));
        assert_ne!(datagrams[0][HEADER_LEN..], [7; 100 - HEADER_LEN]);
        datagrams.iter_mut().for_each(|datagram| ring.open(datagram));
        assert_eq!(datagrams[1][..100 - TAG_LEN], [8; 100 - TAG_LEN]);
    }
}
