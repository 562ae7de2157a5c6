//! Opus packets to datagrams.

use super::block::{DATA, PARITY, accumulate};
use super::seal::AudioCipher;
use super::{
    AudioConfig, AudioError, DATA_TYPE, FEC_LEN, MAX_PAYLOAD, PARITY_TYPE, RTP_FLAGS, RTP_LEN,
};
use crate::units::Seq;

/// One session's sound on its way out.
pub struct AudioSender {
    cipher: Option<AudioCipher>,
    packet_millis: u32,
    sequence: Seq,
    timestamp: u32,
    block: Block,
    payload: Box<[u8; MAX_PAYLOAD]>,
    datagram: Vec<u8>,
}

/// The parity of the block that is being sent.
struct Block {
    base_timestamp: u32,
    /// Bytes of each payload, as long as they are all equal.
    len: Option<usize>,
    parity: [Box<[u8; MAX_PAYLOAD]>; PARITY],
}

impl AudioSender {
    /// A stream that begins with packet 0.
    pub fn new(config: &AudioConfig) -> AudioSender {
        AudioSender {
            cipher: config.key.as_ref().map(|key| AudioCipher::new(key, config.key_id)),
            packet_millis: (config.packet.0 / 1_000) as u32,
            sequence: Seq(0),
            timestamp: 0,
            block: Block {
                base_timestamp: 0,
                len: None,
                parity: std::array::from_fn(|_| Box::new([0; MAX_PAYLOAD])),
            },
            payload: Box::new([0; MAX_PAYLOAD]),
            datagram: Vec::with_capacity(RTP_LEN + FEC_LEN + MAX_PAYLOAD),
        }
    }

    /// Hands out the datagram of an Opus packet, and after each fourth packet two of parity, if
    /// the four were equally long. Does not allocate.
    ///
    /// # Errors
    /// `TooLong`, `Cut` when empty: the packet is not sent, and its number is not used.
    pub fn packet(&mut self, opus: &[u8], mut out: impl FnMut(&[u8])) -> Result<(), AudioError> {
        if opus.is_empty() {
            return Err(AudioError::Cut);
        }
        let len = self.seal(opus)?;
        let payload = &self.payload[..len];
        let index = usize::from(self.sequence.0) % DATA;
        self.block.add(index, self.timestamp, payload);
        header(&mut self.datagram, DATA_TYPE, self.sequence, self.timestamp);
        self.datagram.extend_from_slice(payload);
        out(&self.datagram);
        if index == DATA - 1 {
            self.parity(&mut out);
        }
        self.sequence = self.sequence.offset(1);
        self.timestamp = self.timestamp.wrapping_add(self.packet_millis);
        Ok(())
    }

    fn seal(&mut self, opus: &[u8]) -> Result<usize, AudioError> {
        if let Some(cipher) = &self.cipher {
            return cipher.seal(self.sequence, opus, &mut self.payload);
        }
        let room = self.payload.get_mut(..opus.len()).ok_or(AudioError::TooLong(opus.len()))?;
        room.copy_from_slice(opus);
        Ok(opus.len())
    }

    /// The two packets behind the last one of a block.
    fn parity(&mut self, out: &mut impl FnMut(&[u8])) {
        let Some(len) = self.block.len else { return };
        let base = Seq(self.sequence.0 - (DATA as u16 - 1));
        for (row, parity) in self.block.parity.iter().enumerate() {
            header(&mut self.datagram, PARITY_TYPE, self.sequence.offset(1 + row as u16), 0);
            self.datagram.extend([row as u8, DATA_TYPE]);
            self.datagram.extend(base.0.to_be_bytes());
            self.datagram.extend(self.block.base_timestamp.to_be_bytes());
            self.datagram.extend([0; 4]);
            self.datagram.extend_from_slice(&parity[..len]);
            out(&self.datagram);
        }
    }
}

impl Block {
    fn add(&mut self, index: usize, timestamp: u32, payload: &[u8]) {
        if index == 0 {
            self.base_timestamp = timestamp;
            self.len = Some(payload.len()).filter(|len| *len <= MAX_PAYLOAD - FEC_LEN);
            self.parity.iter_mut().for_each(|parity| parity.fill(0));
        }
        self.len = self.len.filter(|len| *len == payload.len());
        for (row, parity) in self.parity.iter_mut().enumerate() {
            accumulate(row, index, payload, &mut parity[..]);
        }
    }
}

fn header(datagram: &mut Vec<u8>, kind: u8, sequence: Seq, timestamp: u32) {
    datagram.clear();
    datagram.extend([RTP_FLAGS, kind]);
    datagram.extend(sequence.0.to_be_bytes());
    datagram.extend(timestamp.to_be_bytes());
    datagram.extend([0; 4]);
}
