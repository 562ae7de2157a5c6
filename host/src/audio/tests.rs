//! Pitch, pace and size of what comes out.

use std::sync::atomic::AtomicU64;

use ::opus::MSDecoder;
use lumen_core::native::datagram::Datagram;
use lumen_core::units::Micros;

use super::opus::OpusConfig;
use super::*;

/// A clock that goes so fast that nobody waits for it.
fn hurried() -> Micros {
    static NOW: AtomicU64 = AtomicU64::new(0);
    Micros(NOW.fetch_add(20_000, Ordering::Relaxed))
}

/// How often the left channel crosses zero upwards.
fn crossings(samples: &[f32], channels: usize) -> usize {
    let left: Vec<f32> = samples.iter().step_by(channels).copied().collect();
    left.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count()
}

#[test]
fn a_tone_comes_out_as_it_went_in_on_every_layout() {
    for (channels, rich) in [
        (AudioChannels::Stereo, false),
        (AudioChannels::Surround51, false),
        (AudioChannels::Surround51, true),
        (AudioChannels::Surround71, false),
        (AudioChannels::Surround71, true),
    ] {
        let (layout, packet) = (channels.layout(rich), Span::from_millis(5));
        let config = OpusConfig::new(layout, packet, rich);
        let mut stream = OpusStream::new(&config).unwrap();
        let mut source = Synthetic::new(Signal::Sine { hz: 1_000.0 }, channels, hurried);
        let count = usize::from(channels.count());
        let mut decoder =
            MSDecoder::new(48_000, layout.streams, layout.coupled, &layout.mapping[..count])
                .unwrap();
        let mut heard = Vec::new();
        for _ in 0..60 {
            let bytes = stream.next_packet(&mut source).unwrap();
            assert_eq!(bytes.len() as u64, config.bitrate.0 * 5 / 8_000, "{channels:?} {rich}");
            let mut samples = vec![0.0; 240 * count];
            assert_eq!(decoder.decode_float(bytes, &mut samples, false).unwrap(), 240);
            heard.extend(samples);
        }
        let settled = &heard[20 * 240 * count..];
        let hz = crossings(settled, count) * 5;
        assert!((990..=1_010).contains(&hz), "{channels:?} {rich}: {hz} Hz");
    }
}

#[test]
fn the_thread_keeps_the_pace_of_the_clock_and_ends() {
    let (layout, packet) = (AudioChannels::Stereo.layout(false), Span::from_millis(5));
    let stream = OpusStream::new(&OpusConfig::new(layout, packet, false)).unwrap();
    let source = open(SourceKind::Tone, AudioChannels::Stereo, lumen_transport::clock::now);
    let (sender, packets) = std::sync::mpsc::channel();
    let sink = Box::new(move |packet: &[u8]| {
        let _ = sender.send(packet.len());
    });
    let begun = std::time::Instant::now();
    let thread = AudioThread::start(source.unwrap(), stream, sink).unwrap();
    for _ in 0..20 {
        assert_eq!(packets.recv().unwrap(), 60);
    }
    // 20 packets take 100 ms, however late a busy machine wakes the thread.
    assert!(begun.elapsed().as_millis() >= 95);
    drop(thread);
    assert!(open(SourceKind::Off, AudioChannels::Stereo, hurried).is_none());
}

#[test]
fn clicks_tell_the_second() {
    let now = || Micros(41_999_000);
    let mut source = Synthetic::new(Signal::Clicks, AudioChannels::Stereo, now);
    let mut samples = [0.0; 2 * 240];
    source.read(&mut samples).unwrap();
    let first = samples.iter().position(|sample| *sample > 0.0).unwrap() / 2;
    // One millisecond ahead, 48 samples.
    assert_eq!(first, 48);
    assert_eq!(samples.iter().filter(|sample| **sample > 0.0).count() / 2, 48);
}

#[test]
fn a_native_stream_is_numbered_and_copied() {
    let (sender, datagrams) = std::sync::mpsc::channel();
    let send = move |datagram: &[u8]| {
        let _ = sender.send(datagram.to_vec());
    };
    let (kind, channels) = (SourceKind::Tone, AudioChannels::Stereo);
    let thread = start_native(kind, channels, Redundancy::Next, send).unwrap().unwrap();
    let seen: Vec<(u16, bool)> = (0..5)
        .map(|_| match Datagram::parse(&datagrams.recv().unwrap()) {
            Ok(Datagram::Audio(packet)) => (packet.sequence.0, packet.redundant),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(seen, [(0, false), (1, false), (0, true), (2, false), (1, true)]);
    drop(thread);
}
