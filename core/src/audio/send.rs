//! Numbers packets and repeats them.

use super::MAX_PACKET;
use crate::native::datagram::{AudioPacket, Datagram};
use crate::units::Seq;

/// How often a packet is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Redundancy {
    /// Once.
    Off,
    /// Again with the next packet: repairs losses of one packet.
    Next,
    /// Again with the packet after the next: repairs bursts of two.
    #[default]
    Second,
}

impl Redundancy {
    fn distance(self) -> usize {
        match self {
            Self::Off => 0,
            Self::Next => 1,
            Self::Second => 2,
        }
    }
}

/// The packets that may have to be repeated.
const KEPT: usize = 2;

/// Turns Opus packets into datagrams of lumen/1. Memory is fixed.
pub struct Sender {
    redundancy: Redundancy,
    next: Seq,
    timestamp: u32,
    kept: [Kept; KEPT],
    /// Packets so far, as far as copies care.
    sent: usize,
    datagram: Vec<u8>,
}

struct Kept {
    sequence: Seq,
    timestamp: u32,
    len: usize,
    bytes: Box<[u8; MAX_PACKET]>,
}

impl Sender {
    /// A stream that begins with packet 0.
    pub fn new(redundancy: Redundancy) -> Sender {
        let kept =
            || Kept { sequence: Seq(0), timestamp: 0, len: 0, bytes: Box::new([0; MAX_PACKET]) };
        Sender {
            redundancy,
            next: Seq(0),
            timestamp: 0,
            kept: [kept(), kept()],
            sent: 0,
            datagram: Vec::with_capacity(MAX_PACKET + 16),
        }
    }

    /// Changes what is repeated from the next packet on, as losses come and go.
    pub fn set_redundancy(&mut self, redundancy: Redundancy) {
        self.redundancy = redundancy;
    }

    /// Takes one Opus packet of `samples` samples per channel and hands out its datagram, and the
    /// copy that is due. `opus` is 1 to [`MAX_PACKET`] bytes, else nothing is sent and its number
    /// stays a gap. Does not allocate.
    pub fn packet(&mut self, opus: &[u8], samples: u32, mut out: impl FnMut(&[u8])) {
        let (sequence, timestamp) = (self.next, self.timestamp);
        self.next = sequence.offset(1);
        self.timestamp = timestamp.wrapping_add(samples);
        if (1..=MAX_PACKET).contains(&opus.len()) {
            let packet = AudioPacket { sequence, timestamp, redundant: false, opus };
            emit(&mut self.datagram, packet, &mut out);
        }
        let distance = self.redundancy.distance();
        if (1..=self.sent).contains(&distance) {
            let kept = &self.kept[(usize::from(sequence.0) + KEPT - distance) % KEPT];
            if kept.len > 0 {
                emit(&mut self.datagram, kept.packet(), &mut out);
            }
        }
        self.kept[usize::from(sequence.0) % KEPT].set(sequence, timestamp, opus);
        self.sent = (self.sent + 1).min(KEPT);
    }
}

impl Kept {
    fn set(&mut self, sequence: Seq, timestamp: u32, opus: &[u8]) {
        (self.sequence, self.timestamp) = (sequence, timestamp);
        self.len = if opus.len() <= MAX_PACKET { opus.len() } else { 0 };
        self.bytes[..self.len].copy_from_slice(&opus[..self.len]);
    }

    fn packet(&self) -> AudioPacket<'_> {
        AudioPacket {
            sequence: self.sequence,
            timestamp: self.timestamp,
            redundant: true,
            opus: &self.bytes[..self.len],
        }
    }
}

fn emit(datagram: &mut Vec<u8>, packet: AudioPacket<'_>, out: &mut impl FnMut(&[u8])) {
    datagram.clear();
    Datagram::Audio(packet).write(datagram);
    out(datagram);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sequence, whether it is a copy, first byte of the packet.
    fn sent(redundancy: Redundancy, packets: u8) -> Vec<(u16, u32, bool, u8)> {
        let mut sender = Sender::new(redundancy);
        let mut sent = Vec::new();
        for packet in 0..packets {
            sender.packet(&[packet, 1, 2], 240, |datagram| match Datagram::parse(datagram) {
                Ok(Datagram::Audio(it)) => {
                    sent.push((it.sequence.0, it.timestamp, it.redundant, it.opus[0]));
                }
                other => panic!("{other:?}"),
            });
        }
        sent
    }

    #[test]
    fn copies_follow_at_their_distance() {
        let originals = [(0, 0, false, 0), (1, 240, false, 1), (2, 480, false, 2)];
        assert_eq!(sent(Redundancy::Off, 3), originals);
        let (a, b) = ((0, 0, true, 0), (1, 240, true, 1));
        let [first, second, third] = originals;
        assert_eq!(sent(Redundancy::Next, 3), [first, second, a, third, b]);
        assert_eq!(sent(Redundancy::Second, 3), [first, second, third, a]);
    }

    #[test]
    fn what_is_no_packet_leaves_a_gap() {
        let mut sender = Sender::new(Redundancy::Next);
        let mut count = 0;
        for packet in [&[1; 8][..], &[], &[0; MAX_PACKET + 1], &[2; 8]] {
            sender.packet(packet, 240, |_| count += 1);
        }
        // The first, its copy, the fourth.
        assert_eq!(count, 3);
    }
}
