//! AES-128-CBC with PKCS#7 padding. There is no tag: what was tampered with sounds wrong.
//!
//! Source: docs/wire-gamestream.md "Audio stream", sealing; RFC 5652 section 6.3.

use aes::Aes128;
use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};

use super::{AudioError, MAX_PAYLOAD};
use crate::gamestream::SessionKey;
use crate::units::Seq;

const BLOCK: usize = 16;

/// The cipher of one session's sound.
pub(super) struct AudioCipher {
    aes: Aes128,
    key_id: u32,
}

impl AudioCipher {
    pub fn new(key: &SessionKey, key_id: u32) -> AudioCipher {
        AudioCipher { aes: Aes128::new(&(*key.expose()).into()), key_id }
    }

    fn vector(&self, sequence: Seq) -> [u8; BLOCK] {
        let mut vector = [0; BLOCK];
        let number = self.key_id.wrapping_add(sequence.0.into());
        vector[..4].copy_from_slice(&number.to_be_bytes());
        vector
    }

    /// Encrypts `plain` into the front of `out`; returns how long it became.
    pub fn seal(
        &self,
        sequence: Seq,
        plain: &[u8],
        out: &mut [u8; MAX_PAYLOAD],
    ) -> Result<usize, AudioError> {
        let padding = BLOCK - plain.len() % BLOCK;
        let len = plain.len() + padding;
        let sealed = out.get_mut(..len).ok_or(AudioError::TooLong(plain.len()))?;
        let (text, pad) = sealed.split_at_mut(plain.len());
        text.copy_from_slice(plain);
        pad.fill(padding as u8);
        let mut chain = self.vector(sequence);
        for block in sealed.as_chunks_mut::<BLOCK>().0 {
            mix(block, &chain);
            self.aes.encrypt_block(block.into());
            chain = *block;
        }
        Ok(len)
    }

    /// Decrypts in place; returns the text without its padding.
    pub fn open<'a>(&self, sequence: Seq, sealed: &'a mut [u8]) -> Result<&'a [u8], AudioError> {
        let (blocks, odd) = sealed.as_chunks_mut::<BLOCK>();
        if blocks.is_empty() || !odd.is_empty() {
            return Err(AudioError::Sealed);
        }
        let mut chain = self.vector(sequence);
        for block in blocks {
            let cipher = *block;
            self.aes.decrypt_block(block.into());
            mix(block, &chain);
            chain = cipher;
        }
        let padding = sealed.last().map_or(0, |byte| usize::from(*byte));
        let len = sealed.len().checked_sub(padding).ok_or(AudioError::Sealed)?;
        let (text, pad) = sealed.split_at(len);
        let whole = (1..=BLOCK).contains(&padding) && !text.is_empty();
        let even = pad.iter().all(|byte| usize::from(*byte) == padding);
        if whole && even { Ok(text) } else { Err(AudioError::Sealed) }
    }
}

fn mix(block: &mut [u8; BLOCK], chain: &[u8; BLOCK]) {
    block.iter_mut().zip(chain).for_each(|(byte, mask)| *byte ^= mask);
}
