//! Sound and input planes: GameStream's audio datagrams, the jitter buffer, input in any order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lumen_core::audio::{JitterBuffer, JitterConfig, Play};
use lumen_core::gamestream::SessionKey;
use lumen_core::gamestream::audio::{AudioConfig, AudioReceiver};
use lumen_core::native::datagram::{Datagram, InputSeen};
use lumen_core::native::input::{InputReceiver, InputSender, WINDOW};
use lumen_core::native::rumble::RumbleReceiver;
use lumen_core::units::{Micros, Seq, Span};

/// Pieces of the input, each with its length in front.
fn pieces(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (&len, rest) = bytes.split_first()?;
        let (piece, rest) = rest.split_at(usize::from(len).min(rest.len()));
        bytes = rest;
        Some(piece)
    })
}

/// Audio datagrams of GameStream, played as they come.
fn gamestream(bytes: &[u8], sealed: bool) {
    let key = sealed.then(|| SessionKey::new([7; 16]));
    let config = AudioConfig { key, key_id: 1, packet: Span::from_millis(5) };
    let (mut receiver, mut jitter) = (AudioReceiver::new(&config), buffer());
    for piece in pieces(bytes) {
        let _ = receiver.datagram(piece, |unit| {
            assert!(!unit.opus.is_empty());
            jitter.insert(unit.sequence, unit.repaired, unit.opus);
        });
        jitter.take();
    }
}

fn buffer() -> JitterBuffer {
    JitterBuffer::new(JitterConfig { least: 1, most: 12, calm: 30 })
}

/// Packets of any number in any order: two bytes of number, one of what to do.
fn jitter(bytes: &[u8]) {
    let mut jitter = buffer();
    let (mut kept, mut heard) = (0u64, 0u64);
    for step in bytes.as_chunks::<3>().0 {
        let sequence = Seq(u16::from_be_bytes([step[0], step[1]]));
        if step[2] & 1 == 0 {
            use lumen_core::audio::Outcome::Kept;
            kept += u64::from(jitter.insert(sequence, step[2] & 2 != 0, &[step[2]]) == Kept);
        }
        for _ in 0..step[2] >> 5 {
            heard += u64::from(matches!(jitter.take().play, Play::Packet(_)));
        }
        assert!(jitter.delay() <= 12 && heard <= kept);
    }
}

/// Side plane datagrams at whichever end takes them.
fn native(bytes: &[u8]) {
    let (mut receiver, mut sender) = (InputReceiver::default(), InputSender::default());
    let (mut rumble, mut sound) = (RumbleReceiver::default(), buffer());
    let (mut now, mut out) = (Micros(0), Vec::new());
    for piece in pieces(bytes) {
        now = now + Span::from_millis(3);
        match Datagram::parse(piece) {
            Ok(Datagram::Input(input)) => receiver.datagram(&input, |event| {
                let _ = sender.push(event);
            }),
            Ok(Datagram::InputSeen(seen)) => sender.on_seen(seen, now),
            Ok(Datagram::Rumble(command)) => {
                let _ = rumble.on_rumble(&command, now);
            }
            Ok(Datagram::Audio(packet)) => {
                sound.insert(packet.sequence, packet.redundant, packet.opus);
                sound.take();
            }
            _ => {}
        }
        rumble.expired(now);
        receiver.acknowledge();
        while sender.datagram(now, &mut out) {
            let Ok(Datagram::Input(_)) = Datagram::parse(&out) else { panic!("{out:?}") };
            out.clear();
        }
        assert!(sender.waiting() <= WINDOW);
    }
    let stats = receiver.stats();
    let seen = InputSeen { next: lumen_core::native::datagram::EventNumber(0) };
    sender.on_seen(seen, now);
    assert!(sender.stats().events <= stats.applied);
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&which, bytes)) = bytes.split_first() else { return };
    match which % 4 {
        0 => gamestream(bytes, false),
        1 => gamestream(bytes, true),
        2 => jitter(bytes),
        _ => native(bytes),
    }
});
