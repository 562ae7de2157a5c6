//! The audio thread of a lumen/1 session: packets come in from another thread, and play here.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use lumen_core::audio::{JitterConfig, JitterStats, MAX_PACKET, PACKET_TIME};
use lumen_core::gamestream::sdp::AudioChannels;
use lumen_core::native::datagram::AudioPacket;
use lumen_core::units::{Micros, Seq};
use lumen_transport::clock;

use super::{Player, SoundError, SoundOutput, open};

/// Packets on their way to the thread; beyond, they are lost.
const QUEUE: usize = 32;

struct Packet {
    sequence: Seq,
    copy: bool,
    opus: Vec<u8>,
}

/// Plays the sound of one session. Dropping it ends the thread and waits for it.
///
/// Feed it from the thread that receives datagrams. Buffers go back and forth, so nothing is
/// allocated per packet.
pub struct SoundThread {
    full: SyncSender<Packet>,
    empty: Receiver<Packet>,
    stop: Arc<AtomicBool>,
    stats: Arc<Mutex<JitterStats>>,
    thread: Option<JoinHandle<()>>,
}

impl SoundThread {
    /// Opens the output and starts the thread `lumen-audio`.
    ///
    /// # Errors
    /// `Opus`; `Record` when the file cannot be made or there are no more threads. A device that
    /// cannot be had is no error: nothing is heard then.
    pub fn start(
        channels: AudioChannels,
        output: &SoundOutput,
        config: JitterConfig,
    ) -> Result<SoundThread, SoundError> {
        let output = open(output, channels)?;
        let player = Player::new(&channels.layout(false), PACKET_TIME, config, output)?;
        let (full, packets) = sync_channel(QUEUE);
        let (spare, empty) = sync_channel(QUEUE);
        for _ in 0..QUEUE {
            let opus = Vec::with_capacity(MAX_PACKET);
            // There is room for all of them.
            let _ = spare.try_send(Packet { sequence: Seq(0), copy: false, opus });
        }
        let (stop, stats) = (Arc::new(AtomicBool::new(false)), Arc::default());
        let work =
            Work { player, packets, spare, stop: Arc::clone(&stop), stats: Arc::clone(&stats) };
        let thread = thread::Builder::new().name("lumen-audio".into());
        let thread = Some(thread.spawn(move || work.run())?);
        Ok(SoundThread { full, empty, stop, stats, thread })
    }

    /// Takes a packet as it comes. Never waits; false when the thread does not keep up and the
    /// packet is lost.
    pub fn packet(&mut self, packet: &AudioPacket<'_>) -> bool {
        let Ok(mut buffer) = self.empty.try_recv() else { return false };
        (buffer.sequence, buffer.copy) = (packet.sequence, packet.redundant);
        buffer.opus.clear();
        let opus = &packet.opus[..packet.opus.len().min(MAX_PACKET + 1)];
        buffer.opus.extend_from_slice(opus);
        self.full.try_send(buffer).is_ok()
    }

    /// What was played, repaired and concealed so far.
    pub fn stats(&self) -> JitterStats {
        *self.stats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for SoundThread {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the audio thread panicked");
        }
    }
}

/// What the thread works with.
struct Work {
    player: Player,
    packets: Receiver<Packet>,
    spare: SyncSender<Packet>,
    stop: Arc<AtomicBool>,
    stats: Arc<Mutex<JitterStats>>,
}

impl Work {
    fn run(mut self) {
        let mut next = clock::now();
        while !self.stop.load(Ordering::Acquire) {
            match self.packets.recv_timeout(clock::until(next).into()) {
                Ok(packet) => self.take(packet),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let now = clock::now();
            if now >= next {
                match self.play(now) {
                    Ok(again) => next = again,
                    Err(error) => {
                        tracing::warn!(%error, "the stream goes on without sound");
                        return;
                    }
                }
            }
        }
    }

    fn take(&mut self, packet: Packet) {
        self.player.packet(packet.sequence, packet.copy, &packet.opus);
        // There is room for all buffers; without a taker the session is over.
        let _ = self.spare.try_send(packet);
    }

    fn play(&mut self, now: Micros) -> Result<Micros, SoundError> {
        let next = self.player.play(now)?;
        *self.stats.lock().unwrap_or_else(PoisonError::into_inner) = self.player.stats();
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_are_played_and_too_many_are_refused() {
        let start = || {
            let config = JitterConfig::default();
            SoundThread::start(AudioChannels::Stereo, &SoundOutput::Mute, config).unwrap()
        };
        let mut sound = start();
        // The shortest packet of CELT at 5 ms: one frame of silence.
        let opus = &[0xec, 0xff, 0xfe];
        let packet = |number| AudioPacket {
            sequence: Seq(number),
            timestamp: u32::from(number) * 240,
            redundant: false,
            opus,
        };
        for number in 0..10 {
            assert!(sound.packet(&packet(number)));
        }
        let limit = clock::now() + lumen_core::units::Span::from_secs(10);
        while sound.stats().played < 10 {
            assert!(clock::now() < limit, "{:?}", sound.stats());
            thread::yield_now();
        }
        sound.stop.store(true, Ordering::Release);
        sound.thread.take().unwrap().join().unwrap();
        let refused = (0..100).filter(|number| !sound.packet(&packet(*number))).count();
        assert!(refused >= 100 - QUEUE, "{refused} refused");
    }
}
