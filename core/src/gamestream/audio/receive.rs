//! Datagrams to Opus packets.

use super::block::{DATA, Missing, PARITY, repair};
use super::seal::AudioCipher;
use super::{
    AudioConfig, AudioError, DATA_TYPE, FEC_LEN, MAX_PAYLOAD, PARITY_TYPE, RTP_FLAGS, RTP_LEN,
};
use crate::gamestream::input::Fields;
use crate::units::Seq;

/// Blocks that are kept until their parity comes.
const BLOCKS: usize = 4;

/// One Opus packet that came, or was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AudioUnit<'a> {
    /// Its number.
    pub sequence: Seq,
    /// It did not come itself: it was computed from the rest of its block.
    pub repaired: bool,
    /// The packet, at least one byte.
    pub opus: &'a [u8],
}

/// One session's sound on its way in.
pub struct AudioReceiver {
    cipher: Option<AudioCipher>,
    blocks: [Block; BLOCKS],
    plain: Box<[u8; MAX_PAYLOAD]>,
}

struct Block {
    /// Number of its first packet; `None` before there was one.
    base: Option<Seq>,
    /// Shards that are there: bits 0 to 3 data, 4 and 5 parity.
    have: u8,
    /// Bytes of each; 0 while none is there.
    len: usize,
    shards: [Box<[u8]>; DATA + PARITY],
}

impl AudioReceiver {
    /// Nothing came yet.
    pub fn new(config: &AudioConfig) -> AudioReceiver {
        let shard = |_| vec![0; MAX_PAYLOAD].into_boxed_slice();
        let block = |_| Block { base: None, have: 0, len: 0, shards: std::array::from_fn(shard) };
        AudioReceiver {
            cipher: config.key.as_ref().map(|key| AudioCipher::new(key, config.key_id)),
            blocks: std::array::from_fn(block),
            plain: Box::new([0; MAX_PAYLOAD]),
        }
    }

    /// Takes a datagram; hands out the packet in it at once, and those that it helps to repair.
    /// Packets come in the order of arrival, and may come twice. Does not allocate.
    ///
    /// # Errors
    /// `Cut`, `Kind`, `Malformed`, `TooLong`, `Sealed`; nothing is taken then.
    pub fn datagram(
        &mut self,
        datagram: &[u8],
        mut out: impl FnMut(AudioUnit<'_>),
    ) -> Result<(), AudioError> {
        let (kind, sequence, rest) = rtp(datagram)?;
        let (base, index, payload) = match kind {
            DATA_TYPE => {
                (Seq(sequence.0 & !(DATA as u16 - 1)), usize::from(sequence.0) % DATA, rest)
            }
            PARITY_TYPE => parity(rest)?,
            _ => return Err(AudioError::Kind),
        };
        check_len(payload)?;
        if kind == DATA_TYPE {
            out(AudioUnit { sequence, repaired: false, opus: self.open(sequence, payload)? });
        }
        let slot = usize::from(base.0) / DATA % BLOCKS;
        if self.blocks[slot].add(base, index, payload)
            && let Some(missing) = Missing::of(self.blocks[slot].have)
        {
            self.repair(slot, base, missing, &mut out);
        }
        Ok(())
    }

    /// The Opus packet of a payload.
    fn open(&mut self, sequence: Seq, payload: &[u8]) -> Result<&[u8], AudioError> {
        let plain = &mut self.plain[..payload.len()];
        plain.copy_from_slice(payload);
        match &self.cipher {
            Some(cipher) => cipher.open(sequence, plain),
            None => Ok(plain),
        }
    }

    fn repair(
        &mut self,
        slot: usize,
        base: Seq,
        missing: Missing,
        out: &mut impl FnMut(AudioUnit<'_>),
    ) {
        let Block { shards, have, len, .. } = &mut self.blocks[slot];
        repair(shards, *len, missing);
        // Nothing is left to be done for this block.
        *have = u8::MAX;
        let lost = match missing {
            Missing::One { shard, .. } => [Some(shard), None],
            Missing::Two { first, second } => [Some(first), Some(second)],
        };
        for shard in lost.into_iter().flatten() {
            let sequence = base.offset(shard as u16);
            let Block { shards, len, .. } = &self.blocks[slot];
            let plain = &mut self.plain[..*len];
            plain.copy_from_slice(&shards[shard][..*len]);
            let opus = match &self.cipher {
                Some(cipher) => cipher.open(sequence, plain),
                None => Ok(&*plain),
            };
            // Parity of other data than came makes noise, which does not decrypt.
            if let Ok(opus) = opus {
                out(AudioUnit { sequence, repaired: true, opus });
            }
        }
    }
}

impl Block {
    /// Takes a shard; false if it changes nothing.
    fn add(&mut self, base: Seq, index: usize, payload: &[u8]) -> bool {
        match self.base {
            Some(mine) if mine == base => {}
            Some(mine) if !base.is_after(mine) => return false,
            _ => (self.base, self.have, self.len) = (Some(base), 0, payload.len()),
        }
        let bit = 1 << index;
        if self.have & bit != 0 || self.len != payload.len() {
            return false;
        }
        self.have |= bit;
        self.shards[index][..payload.len()].copy_from_slice(payload);
        true
    }
}

fn rtp(datagram: &[u8]) -> Result<(u8, Seq, &[u8]), AudioError> {
    let mut fields = Fields::new(datagram);
    let mut head = || Some((fields.u8()?, fields.u8()?, Seq(fields.u16_be()?), fields.skip(8)?));
    let (flags, kind, sequence, ()) = head().ok_or(AudioError::Cut)?;
    if flags != RTP_FLAGS {
        return Err(AudioError::Kind);
    }
    debug_assert!(datagram.len() >= RTP_LEN, "all fields were there");
    Ok((kind, sequence, fields.rest()))
}

/// First packet of the block, number of the shard in it, parity.
fn parity(rest: &[u8]) -> Result<(Seq, usize, &[u8]), AudioError> {
    let mut fields = Fields::new(rest);
    let mut head = || Some((fields.u8()?, fields.u8()?, Seq(fields.u16_be()?), fields.skip(8)?));
    let (row, kind, base, ()) = head().ok_or(AudioError::Cut)?;
    let row = usize::from(row);
    if row >= PARITY || kind != DATA_TYPE || !usize::from(base.0).is_multiple_of(DATA) {
        return Err(AudioError::Malformed);
    }
    debug_assert!(rest.len() >= FEC_LEN, "all fields were there");
    Ok((base, DATA + row, fields.rest()))
}

fn check_len(payload: &[u8]) -> Result<(), AudioError> {
    match payload.len() {
        0 => Err(AudioError::Cut),
        1..=MAX_PAYLOAD => Ok(()),
        len => Err(AudioError::TooLong(len)),
    }
}
