//! Sound and input allocate nothing per packet or event once they are set up.

#[path = "support/counting.rs"]
mod counting;

use lumen_core::audio::{JitterBuffer, JitterConfig, Play, Redundancy, Sender};
use lumen_core::gamestream::SessionKey;
use lumen_core::gamestream::audio::{AudioConfig, AudioReceiver, AudioSender};
use lumen_core::gamestream::input::InputEvent;
use lumen_core::native::datagram::Datagram;
use lumen_core::native::input::{InputReceiver, InputSender};
use lumen_core::units::{Micros, Span};

/// What `work` allocates in rounds 10 to 300.
fn count(mut work: impl FnMut(u32)) -> u64 {
    (0..10).for_each(&mut work);
    let before = counting::allocations();
    (10..300).for_each(&mut work);
    counting::allocations() - before
}

#[test]
fn sound_of_gamestream_passes_without_allocation() {
    let key = Some(SessionKey::new([1; 16]));
    let config = AudioConfig { key, key_id: 1, packet: Span::from_millis(5) };
    let (mut sender, mut receiver) = (AudioSender::new(&config), AudioReceiver::new(&config));
    let mut jitter = JitterBuffer::new(JitterConfig::default());
    let (mut datagrams, mut played, mut repaired) = (0u32, 0, 0u32);
    let allocations = count(|_| {
        let sent = sender.packet(&[7; 60], |datagram| {
            datagrams += 1;
            // One of six is lost.
            if datagrams % 6 != 2 {
                let received = receiver.datagram(datagram, |unit| {
                    repaired += u32::from(unit.repaired);
                    jitter.insert(unit.sequence, unit.repaired, unit.opus);
                });
                received.expect("a datagram of this stream");
            }
        });
        sent.expect("short enough");
        played += u32::from(matches!(jitter.take().play, Play::Packet(_)));
    });
    assert_eq!(allocations, 0);
    assert!(played > 290 && repaired > 60, "{played} played, {repaired} repaired");
}

#[test]
fn sound_of_lumen_passes_without_allocation() {
    let mut sender = Sender::new(Redundancy::Second);
    let mut jitter = JitterBuffer::new(JitterConfig::default());
    let mut played = 0;
    let allocations = count(|_| {
        sender.packet(&[7; 60], 240, |datagram| {
            let Ok(Datagram::Audio(packet)) = Datagram::parse(datagram) else { panic!() };
            jitter.insert(packet.sequence, packet.redundant, packet.opus);
        });
        played += u32::from(matches!(jitter.take().play, Play::Packet(_)));
    });
    assert_eq!(allocations, 0);
    assert!(played > 290, "{played}");
}

#[test]
fn input_passes_without_allocation() {
    let (mut sender, mut receiver) = (InputSender::default(), InputReceiver::default());
    let (mut datagram, mut applied) = (Vec::with_capacity(1_200), 0);
    let allocations = count(|round| {
        let now = Micros(u64::from(round) * 8_000);
        sender.push(InputEvent::Scroll(1)).expect("room");
        sender.push(InputEvent::MouseMove { dx: 1, dy: 1 }).expect("room");
        while sender.datagram(now, &mut datagram) {
            // Every other one is lost.
            if round.is_multiple_of(2) {
                let Ok(Datagram::Input(input)) = Datagram::parse(&datagram) else { panic!() };
                receiver.datagram(&input, |_| applied += 1);
            }
            datagram.clear();
        }
        if let Some(seen) = receiver.acknowledge() {
            sender.on_seen(seen, now);
        }
    });
    assert_eq!(allocations, 0);
    assert!(applied >= 590, "{applied}");
}
