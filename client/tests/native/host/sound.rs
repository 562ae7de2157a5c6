//! The sound of the host: a tone, packet by packet.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lumen_core::audio::{MAX_PACKET, PACKET_TIME, SAMPLE_RATE, samples};
use lumen_core::native::datagram::{AudioPacket, Datagram};
use lumen_core::units::Seq;
use lumen_transport::clock;
use lumen_transport::control::quic::Connection;
use opus::{Application, Channels, Encoder};

/// Ends the sound when dropped.
pub struct Sound(Arc<AtomicBool>);

impl Drop for Sound {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

pub fn start(connection: Connection) -> Sound {
    let over = Arc::new(AtomicBool::new(false));
    let sound = Sound(Arc::clone(&over));
    std::thread::spawn(move || {
        let mut encoder =
            Encoder::new(SAMPLE_RATE, Channels::Stereo, Application::LowDelay).unwrap();
        let frames = samples(PACKET_TIME);
        let mut packet = [0; MAX_PACKET];
        let (mut sequence, mut timestamp) = (Seq(0), 0u32);
        let mut next = clock::now();
        while !over.load(Ordering::Relaxed) && connection.ended().is_none() {
            let tone: Vec<f32> = (0..2 * frames)
                .map(|index| {
                    let at = (timestamp as usize + index / 2) as f32 / SAMPLE_RATE as f32;
                    (at * 440.0 * std::f32::consts::TAU).sin() * 0.4
                })
                .collect();
            let len = encoder.encode_float(&tone, &mut packet).unwrap();
            let mut out = Vec::new();
            let opus = &packet[..len];
            let audio = AudioPacket { sequence, timestamp, redundant: false, opus };
            Datagram::Audio(audio).write(&mut out);
            let _ = connection.send_datagram(out);
            (sequence, timestamp) = (sequence.offset(1), timestamp.wrapping_add(frames as u32));
            next = next + PACKET_TIME;
            std::thread::sleep(Duration::from(clock::until(next)));
        }
    });
    sound
}
