//! Bare calls of the ciphers: a nonce from a counter, associated data, a tag apart.

use aes_gcm::aead::inout::InOutBuf;
use aes_gcm::{AeadInOut, Aes128Gcm, KeyInit};
use lumen_bench::measure::slices::{Candidate, Work};
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, Tag, UnboundKey};

use super::{Aligned, HEADER_LEN, TAG_LEN};

pub fn ring_key() -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &[7; 16]).expect("AES-128 takes 16 bytes"))
}

pub fn nonce(counter: u64) -> [u8; 12] {
    let mut nonce = [3; 12];
    nonce[4..].copy_from_slice(&counter.to_be_bytes());
    nonce
}

/// `ring`, sealing in place a text at `place` in a datagram.
pub fn ring_seal(name: &'static str, len: usize, place: usize, aad: usize) -> Candidate<'static> {
    let (key, aad, mut counter) = (ring_key(), vec![5; aad], 0);
    let mut datagram = Aligned::new(place + len);
    Candidate::new(name, move || {
        counter += 1;
        let nonce = Nonce::assume_unique_for_key(nonce(counter));
        let text = &mut datagram.bytes()[place..];
        key.seal_in_place_separate_tag(nonce, Aad::from(&aad), text)
    })
}

/// The `aes-gcm` crate, sealing in place.
pub fn rust_crypto_seal(name: &'static str, len: usize) -> Candidate<'static> {
    let key = Aes128Gcm::new(&[7; 16].into());
    let (aad, mut counter) = ([5; HEADER_LEN], 0);
    let mut datagram = Aligned::new(HEADER_LEN + len);
    Candidate::new(name, move || {
        counter += 1;
        let text = InOutBuf::from(&mut datagram.bytes()[HEADER_LEN..]);
        key.encrypt_inout_detached(&nonce(counter).into(), &aad, text)
    })
}

/// `ring`, opening texts in place that were sealed before, laid out as the product's.
pub struct RingOpen {
    key: LessSafeKey,
    aad: [u8; HEADER_LEN],
    len: usize,
    datagrams: Aligned,
    tags: Vec<Tag>,
}

impl RingOpen {
    pub fn new(len: usize) -> RingOpen {
        RingOpen {
            key: ring_key(),
            aad: [5; HEADER_LEN],
            len,
            datagrams: Aligned::new(0),
            tags: Vec::new(),
        }
    }
}

fn texts(datagrams: &mut Aligned, len: usize) -> impl Iterator<Item = &mut [u8]> {
    let datagrams = datagrams.bytes().chunks_exact_mut(HEADER_LEN + len + TAG_LEN);
    datagrams.map(move |datagram| &mut datagram[HEADER_LEN..HEADER_LEN + len])
}

impl Work for RingOpen {
    fn prepare(&mut self, times: u64) {
        self.datagrams.resize((HEADER_LEN + self.len + TAG_LEN) * times as usize);
        self.tags.clear();
        for (counter, text) in texts(&mut self.datagrams, self.len).enumerate() {
            let nonce = Nonce::assume_unique_for_key(nonce(counter as u64));
            let tag = self.key.seal_in_place_separate_tag(nonce, Aad::from(&self.aad), text);
            self.tags.push(tag.expect("a short text"));
        }
    }

    fn run(&mut self, times: u64) {
        let texts = texts(&mut self.datagrams, self.len).zip(&self.tags);
        for (counter, (text, tag)) in texts.enumerate().take(times as usize) {
            let nonce = Nonce::assume_unique_for_key(nonce(counter as u64));
            let aad = Aad::from(&self.aad);
            let opened = self.key.open_in_place_separate_tag(nonce, aad, *tag, text, 0..);
            opened.expect("what was sealed opens");
        }
    }
}
