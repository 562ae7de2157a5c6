//! A tone through the encoder, a network that loses and reorders, and the player.

use std::sync::{Arc, Mutex};

use lumen_core::audio::{Redundancy, Sender};
use lumen_core::gamestream::sdp::AudioChannels;
use lumen_core::native::datagram::Datagram;
use lumen_core::sim::Random;
use lumen_core::sim::net::{Loss, Net, NetConfig};
use opus::{Application, MSEncoder};

use super::*;

const HZ: f32 = 1_000.0;
const PACKET: Span = Span::from_millis(5);

/// Keeps what it is given; time is the caller's.
#[derive(Clone, Default)]
struct Tape(Arc<Mutex<Vec<f32>>>);

impl Play for Tape {
    fn queued(&mut self, now: Micros) -> Result<usize, SoundError> {
        let heard = now.0 * 48 / 1_000;
        Ok((self.0.lock().unwrap().len() / 2).saturating_sub(heard as usize))
    }

    fn target(&self) -> usize {
        480
    }

    fn write(&mut self, samples: &[f32]) -> Result<(), SoundError> {
        self.0.lock().unwrap().extend(samples);
        Ok(())
    }
}

/// A tone of four seconds, as it is heard behind a network.
fn listen(redundancy: Redundancy, loss: u32, seed: u64) -> (Vec<f32>, JitterStats) {
    let layout = AudioChannels::Stereo.layout(false);
    let mut encoder = MSEncoder::new(48_000, 1, 1, &[0, 1], Application::LowDelay).unwrap();
    encoder.set_bitrate(opus::Bitrate::Bits(96_000)).unwrap();
    let mut sender = Sender::new(redundancy);
    let network = NetConfig {
        loss: Loss::Random(loss),
        jitter: Span::from_millis(4),
        reordered: 20_000,
        held: Span::from_millis(8),
        ..NetConfig::clean(Span::from_millis(10))
    };
    let mut net = Net::new(network, Random::new(seed));
    let tape = Tape::default();
    let mut player =
        Player::new(&layout, PACKET, JitterConfig::default(), Box::new(tape.clone())).unwrap();
    let (mut datagram, mut opus) = (Vec::new(), [0; 400]);
    for packet in 0..800u64 {
        let now = Micros(packet * PACKET.0);
        let samples: Vec<f32> = (0..480)
            .map(|at| {
                let time = (packet * 240 + at / 2) as f32 / 48_000.0;
                (time * HZ * std::f32::consts::TAU).sin() * 0.5
            })
            .collect();
        let len = encoder.encode_float(&samples, &mut opus).unwrap();
        sender.packet(&opus[..len], 240, |bytes| net.send(now, bytes));
        while net.receive(now, &mut datagram).is_some() {
            let Ok(Datagram::Audio(it)) = Datagram::parse(&datagram) else { panic!() };
            player.packet(it.sequence, it.redundant, it.opus);
        }
        player.play(now).unwrap();
    }
    let heard = tape.0.lock().unwrap().clone();
    (heard, player.stats())
}

/// Zero crossings upwards of the left channel in a second, and the longest run of near silence in
/// samples.
fn judge(samples: &[f32]) -> (f32, usize) {
    let left: Vec<f32> = samples.iter().step_by(2).copied().collect();
    let up = left.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count();
    let (mut longest, mut row) = (0, 0);
    for sample in &left {
        row = if sample.abs() < 0.02 { row + 1 } else { 0 };
        longest = longest.max(row);
    }
    (up as f32 * 48_000.0 / left.len() as f32, longest)
}

#[test]
fn a_tone_survives_two_percent_of_loss() {
    for seed in 1..=4 {
        let (heard, stats) = listen(Redundancy::Second, 20_000, seed);
        let (hz, gap) = judge(&heard[48_000..]);
        println!("seed {seed}: {hz:.1} Hz, gap {gap} samples, {stats:?}");
        assert!((hz - HZ).abs() < 5.0, "{hz} Hz, {stats:?}");
        assert!(gap <= 48, "a gap of {gap} samples, {stats:?}");
        assert!(stats.repaired >= 5 && stats.concealed <= 10, "{stats:?}");
    }
}

#[test]
fn what_is_lost_is_concealed_and_counted() {
    let (heard, stats) = listen(Redundancy::Off, 20_000, 7);
    let (hz, gap) = judge(&heard[48_000..]);
    println!("without copies: {hz:.1} Hz, gap {gap} samples, {stats:?}");
    assert!((8..=32).contains(&stats.concealed), "{stats:?}");
    assert!((hz - HZ).abs() < 20.0, "{hz} Hz");
    // Concealment goes on with the tone: no hole as long as a packet.
    assert!(gap < 240, "a gap of {gap} samples");
}

#[test]
fn garbage_is_concealed() {
    let layout = AudioChannels::Surround71.layout(false);
    let tape = Tape::default();
    let mut player =
        Player::new(&layout, PACKET, JitterConfig::default(), Box::new(tape.clone())).unwrap();
    let mut random = Random::new(3);
    for packet in 0..200u16 {
        let len = 1 + random.below(300) as usize;
        let bytes: Vec<u8> = (0..len).map(|_| random.bits() as u8).collect();
        player.packet(Seq(packet), false, &bytes);
        player.play(Micros(u64::from(packet) * 5_000)).unwrap();
    }
    assert!(tape.0.lock().unwrap().iter().all(|sample| sample.is_finite()));
}
