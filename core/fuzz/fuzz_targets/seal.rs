//! The receiving end of sealed media, with a peer that holds the keys and numbers its datagrams
//! as it likes, and a stranger who has none.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use lumen_core::seal::epoch::{Epoch, OpenError, Opener};
use lumen_core::seal::limits::Limits;
use lumen_core::seal::nonce::SealKey;
use lumen_core::seal::replay::WINDOW;
use lumen_core::seal::secret::Secret;
use lumen_core::seal::{AesGcm, NONCE_LEN};

/// Tags that may be wrong.
const FORGED: u64 = 9;

/// What the receiver must do, by the rule rather than by the machine.
struct Model {
    /// Of the newest epoch opened, not modulo anything.
    epoch: u64,
    seen: BTreeSet<u64>,
    forged: u64,
}

impl Model {
    /// The epoch a byte names, where it is one of the three in question.
    fn epoch(&self, byte: u8) -> Option<u64> {
        let nearby = self.epoch.saturating_sub(1)..=self.epoch + 1;
        nearby.into_iter().find(|epoch| *epoch as u8 == byte)
    }

    fn is_new(&self, sequence: u64) -> bool {
        let highest = self.seen.last().copied().unwrap_or(0);
        highest.saturating_sub(sequence) < WINDOW && !self.seen.contains(&sequence)
    }
}

fn key(chain: &mut Vec<(Secret, SealKey)>, epoch: u64) -> &SealKey {
    while chain.len() as u64 <= epoch {
        let next = match chain.last() {
            Some((secret, _)) => secret.next(),
            None => Secret::new([3; 32]),
        };
        let key = next.seal_key();
        chain.push((next, key));
    }
    &chain[epoch as usize].1
}

// A step is twelve bytes: what to do, which epoch, which number, what text.
fuzz_target!(|input: &[u8]| {
    let limits = Limits::for_datagrams(1200).at_most(u64::MAX, FORGED);
    let mut opener = Opener::new(&Secret::new([3; 32]), limits);
    let mut chain = Vec::new();
    let mut model = Model { epoch: 0, seen: BTreeSet::new(), forged: 0 };
    for step in input.chunks_exact(12) {
        let (kind, byte, text) = (step[0], step[1], [step[10], step[11]]);
        let mut number = [0; 8];
        number.copy_from_slice(&step[2..10]);
        let number = u64::from_le_bytes(number);
        let highest = model.seen.last().copied().unwrap_or(0);
        let sequence = match kind % 4 {
            0 => number,
            1 => highest.saturating_add(number % (2 * WINDOW)),
            2 => highest.saturating_sub(number % (2 * WINDOW)),
            _ => highest.saturating_add(1),
        };
        // Mostly epochs that have a key.
        let wire = if kind & 4 == 0 { byte } else { (model.epoch + u64::from(byte % 3)) as u8 };
        let wire = if kind & 8 == 0 { wire } else { wire.wrapping_sub(1) };
        let named = model.epoch(wire);
        let (mut sealed, mut tag) = (text, [byte; 16]);
        let authentic = kind & 16 != 0 && named.is_some();
        if let Some(epoch) = named.filter(|_| authentic) {
            tag = key(&mut chain, epoch).seal(sequence, &step[..2], &mut sealed);
        }
        let opened = opener.open(Epoch(wire), sequence, &step[..2], &mut sealed, &tag);
        match opened {
            Ok(()) => {
                assert!(authentic && model.forged < FORGED && model.is_new(sequence));
                assert_eq!(sealed, text);
                model.seen.insert(sequence);
                model.epoch = model.epoch.max(named.unwrap_or(0));
            }
            Err(OpenError::Forged(_)) => {
                assert!(!authentic && named.is_some() && model.is_new(sequence));
                model.forged += 1;
            }
            Err(OpenError::Replayed) => assert!(!model.is_new(sequence)),
            // The previous key may be gone before its epoch is.
            Err(OpenError::Epoch(_)) => assert!(named.is_none_or(|epoch| epoch < model.epoch)),
            Err(OpenError::Ended) => assert_eq!(model.forged, FORGED),
        }
        assert_eq!(opener.epoch().0, model.epoch as u8);
    }
    both_ciphers_agree(input);
});

/// What one implementation makes of any text, the other makes of it too.
fn both_ciphers_agree(input: &[u8]) {
    let Some((nonce, rest)) = input.split_first_chunk::<NONCE_LEN>() else { return };
    let Some((tag, text)) = rest.split_first_chunk::<16>() else { return };
    let (aad, text) = text.split_at(text.len().min(20));
    let keys = [AesGcm::new(&[7; 16]), AesGcm::portable(&[7; 16])];
    let sealed = keys.each_ref().map(|key| {
        let mut text = text.to_vec();
        assert!(key.open(*nonce, aad, &mut text.clone(), tag).is_err(), "a tag was forged");
        (key.seal(*nonce, aad, &mut text), text)
    });
    assert_eq!(sealed[0], sealed[1]);
    for key in &keys {
        let (tag, mut opened) = sealed[0].clone();
        assert!(key.open(*nonce, aad, &mut opened, &tag).is_ok() && opened == text);
    }
}
