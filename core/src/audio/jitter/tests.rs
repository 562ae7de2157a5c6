//! Networks that lose, reorder and delay, clocks that drift, and any order of calls.

use proptest::prelude::*;

use super::*;
use crate::audio::{Redundancy, Sender};
use crate::native::datagram::Datagram;
use crate::sim::Random;

/// One packet time in microseconds.
const PACKET: f64 = 5_000.0;

/// A network and two clocks.
#[derive(Clone, Copy)]
struct Run {
    seed: u64,
    packets: u32,
    redundancy: Redundancy,
    /// Datagrams lost, in a million.
    loss: u32,
    /// Up to as much later, by chance, in microseconds; overtaking included.
    jitter: u64,
    /// How much faster the output is than the source, in a million.
    drift: f64,
}

impl Run {
    const CLEAN: Run = Run {
        seed: 1,
        packets: 4_000,
        redundancy: Redundancy::Off,
        loss: 0,
        jitter: 0,
        drift: 0.0,
    };

    /// Arrivals in order of time: when, and the datagram.
    fn arrivals(&self) -> Vec<(u64, Vec<u8>)> {
        let mut random = Random::new(self.seed);
        let mut sender = Sender::new(self.redundancy);
        let mut arrivals = Vec::new();
        for number in 0..self.packets {
            let sent = (f64::from(number) * PACKET) as u64;
            sender.packet(&number.to_be_bytes(), 240, |datagram| {
                if !random.chance(self.loss) {
                    let at = sent + 10_000 + random.below(self.jitter + 1);
                    arrivals.push((at, datagram.to_vec()));
                }
            });
        }
        arrivals.sort();
        arrivals
    }

    /// Plays everything; the longest delay seen, the longest row of concealed packets, the rest.
    fn play(&self) -> Played {
        let mut buffer = JitterBuffer::new(JitterConfig::default());
        let mut arrivals = self.arrivals().into_iter().peekable();
        let (mut now, mut row) = (0.0, 0);
        let mut played = Played::default();
        while arrivals.peek().is_some() {
            while let Some((_, datagram)) = arrivals.next_if(|(at, _)| *at as f64 <= now) {
                let Ok(Datagram::Audio(it)) = Datagram::parse(&datagram) else { panic!() };
                buffer.insert(it.sequence, it.redundant, it.opus);
            }
            let Take { play, adjust } = buffer.take();
            match play {
                Play::Packet(bytes) => {
                    let number = u32::from_be_bytes(bytes.try_into().unwrap());
                    assert!(played.newest.is_none_or(|newest| number > newest));
                    played.newest = Some(number);
                    row = 0;
                }
                Play::Conceal => row += 1,
                Play::Silence => {}
            }
            played.longest_gap = played.longest_gap.max(row);
            played.longest_delay = played.longest_delay.max(buffer.delay());
            let samples = match adjust {
                Adjust::Keep => 240.0,
                Adjust::Longer => 241.0,
                Adjust::Shorter => 239.0,
            };
            now += samples / 240.0 * PACKET / (1.0 + self.drift / 1e6);
        }
        played.stats = buffer.stats();
        played
    }
}

#[derive(Debug, Default)]
struct Played {
    newest: Option<u32>,
    longest_gap: u32,
    longest_delay: u16,
    stats: JitterStats,
}

#[test]
fn a_clean_network_costs_three_packets_of_delay_at_most() {
    let played = Run::CLEAN.play();
    assert_eq!((played.stats.concealed, played.stats.late), (0, 0));
    assert!(played.longest_delay <= 3, "{played:?}");
    assert!(played.stats.played > 3_990);
}

#[test]
fn copies_repair_what_is_lost() {
    for seed in 1..=5 {
        let run = Run { seed, loss: 20_000, redundancy: Redundancy::Second, ..Run::CLEAN };
        let played = run.play();
        // Both lost: 4 in 10000; some more until the delay covers the distance of the copies.
        assert!(played.stats.concealed <= 10, "{played:?}");
        assert!(played.stats.repaired > 50, "{played:?}");
        assert!(played.stats.wanted == 3, "{played:?}");
        assert!(played.longest_gap <= 2, "{played:?}");
        let bare = Run { redundancy: Redundancy::Off, ..run }.play();
        assert!(bare.stats.concealed > 50, "{bare:?}");
    }
}

#[test]
fn jitter_is_covered_and_delay_stays_bounded() {
    for seed in 1..=5 {
        let played = Run { seed, jitter: 24_000, ..Run::CLEAN }.play();
        let stats = played.stats;
        assert!(stats.concealed <= 40, "{played:?}");
        assert!((2..=8).contains(&stats.wanted), "{played:?}");
        assert!(played.longest_delay <= JitterConfig::default().most);
    }
}

#[test]
fn drift_is_taken_up_sample_by_sample() {
    for drift in [-300.0, 300.0f64] {
        let played = Run { packets: 40_000, drift, ..Run::CLEAN }.play();
        let drifted = 40_000.0 * 240.0 * drift / 1e6;
        let error = (played.stats.stretched as f64 - drifted).abs();
        assert!(error <= 3.0 * 240.0, "{played:?}");
        assert!(played.stats.concealed == 0 && played.longest_delay <= 4, "{played:?}");
        assert_eq!(played.stats.skipped, 0);
    }
}

#[test]
fn a_stall_is_made_good_by_leaving_out() {
    let mut buffer = JitterBuffer::new(JitterConfig::default());
    for number in 0..1_000u16 {
        // Nothing comes for 40 packets, then everything at once.
        if !(400..440).contains(&number) {
            let first = if number == 440 { 400 } else { number };
            for late in first..=number {
                buffer.insert(Seq(late), false, &[1]);
            }
        }
        buffer.take();
        assert!(buffer.delay() <= 20);
    }
    let stats = buffer.stats();
    assert!(stats.concealed <= 21 && stats.skipped <= 40, "{stats:?}");
    assert!(buffer.delay() <= 3, "{}", buffer.delay());
}

#[test]
fn another_stream_is_followed_wherever_its_numbers_are() {
    let mut buffer = JitterBuffer::new(JitterConfig::default());
    for start in [0u16, 40_000, 65_500, 10] {
        let mut heard = 0;
        for number in 0..200 {
            buffer.insert(Seq(start).offset(number), false, &number.to_be_bytes());
            if let Play::Packet(bytes) = buffer.take().play {
                heard = u16::from_be_bytes(bytes.try_into().unwrap());
            }
        }
        assert!(heard >= 198, "from {start}: {heard}");
    }
}

#[derive(Clone, Debug)]
enum Op {
    /// A packet this far from the newest, a copy or not.
    Insert(i16, bool),
    Take,
}

fn op() -> impl Strategy<Value = Op> {
    let near = (-30i16..30, any::<bool>()).prop_map(|(ahead, copy)| Op::Insert(ahead, copy));
    let far = (any::<i16>(), any::<bool>()).prop_map(|(ahead, copy)| Op::Insert(ahead, copy));
    prop_oneof![8 => near, 1 => far, 8 => Just(Op::Take)]
}

proptest! {
    #[test]
    fn nothing_is_played_twice_or_out_of_order(
        ops in prop::collection::vec(op(), 1..400),
        least in 0u16..80,
        most in 0u16..80,
    ) {
        let config = JitterConfig { least, most, calm: 20 };
        let (mut buffer, mut newest) = (JitterBuffer::new(config), 1u64 << 40);
        let mut last = 0;
        let (mut kept, mut heard) = (0, 0);
        for op in ops {
            match op {
                Op::Insert(ahead, copy) => {
                    let number = newest.saturating_add_signed(ahead.into());
                    newest = newest.max(number);
                    let outcome = buffer.insert(Seq(number as u16), copy, &number.to_be_bytes());
                    kept += u64::from(outcome == Outcome::Kept);
                }
                Op::Take => if let Play::Packet(bytes) = buffer.take().play {
                    let number = u64::from_be_bytes(bytes.try_into().unwrap());
                    prop_assert!(number > last);
                    last = number;
                    heard += 1;
                },
            }
            if buffer.state == State::Empty {
                // What comes next may be of another stream.
                last = 0;
            }
            prop_assert!(buffer.delay() <= buffer.config.most);
            prop_assert!((buffer.config.least..=buffer.config.most).contains(&buffer.wanted));
        }
        prop_assert!(heard <= kept);
        prop_assert_eq!(buffer.stats().played, heard);
    }
}

#[test]
fn counters_go_on_with_another_stream() {
    let mut buffer = JitterBuffer::new(JitterConfig::default());
    let play = |buffer: &mut JitterBuffer, first: u16| {
        for number in first..first + 10 {
            buffer.insert(Seq(number), false, b"sound");
            buffer.take();
        }
        buffer.stats().played
    };
    let before = play(&mut buffer, 40_000);
    buffer.restart();
    // These numbers would be old ones of the stream before.
    assert_eq!((before > 5, play(&mut buffer, 0)), (true, 2 * before));
    assert_eq!(buffer.stats().late, 0);
}
