//! The host's tone, as the stock Moonlight core and our own client hear it.

use std::time::{Duration, Instant};

use lumen_bench::fixture::Setup;
use lumen_bench::moonlight::{Record, Wish};
use lumen_bench::proxy::{Loss, Proxy};
use lumen_client::audio::SoundOutput;
use lumen_client::{Client, HostAddress, StreamOptions, Unobserved};
use lumen_core::units::{Mode, RefreshRate, Span};
use serde_json::Value;

use crate::loss::LOSSY;
use crate::rig::{PATIENCE, Rig, Stock};

/// What the host plays, by its setting `sound = "tone"`.
const TONE_HZ: f64 = 440.0;

const SECONDS: f64 = 8.0;

/// Packets of 5 ms in a second.
const PACKETS: f64 = 200.0;

fn tone() -> Setup {
    Setup { settings: "sound = \"tone\"\n".to_owned(), ..Setup::default() }
}

/// Streams with sound; the client's account of it.
fn listen(stock: &Stock) -> Value {
    let wish = Wish { audio: true, ..Wish::of(640, 368, 30, SECONDS) };
    let mut run = stock.begin(&wish);
    let limit = Instant::now() + Duration::from_secs_f64(SECONDS) + 2 * PATIENCE;
    let mut sound = None;
    loop {
        match run.next(limit).expect("the client says how it ended") {
            Record::Event(event) if event["event"] == "sound" => sound = Some(event),
            Record::Event(event) if event["event"] == "ended" => break,
            _ => {}
        }
    }
    assert!(run.finish(PATIENCE), "the client ends well");
    sound.expect("the client gives account of the sound")
}

#[test]
fn the_stock_client_hears_the_tone_without_loss() {
    let Some(rig) = Rig::start(&tone()) else { return };
    let Some(stock) = rig.stock(rig.host.address()) else { return };
    let sound = listen(&stock);
    println!("stock client: {sound}");
    assert_eq!((&sound["lost"], &sound["channels"]), (&0.into(), &2.into()));
    // The core leaves out the first half second.
    let packets = sound["packets"].as_f64().unwrap();
    assert!(packets >= (SECONDS - 3.0) * PACKETS, "{packets} packets");
    let hz = sound["hz"].as_f64().unwrap();
    assert!((hz - TONE_HZ).abs() < 2.0, "{hz} Hz");
    assert!(sound["rms"].as_f64().unwrap() > 0.1, "it is loud");
}

#[test]
fn our_client_hears_the_tone_through_losses() {
    let Some(rig) = Rig::start(&tone()) else { return };
    let proxy = Proxy::start_for_sound(LOSSY, rig.host.address(), Loss::random(0.02, 1)).unwrap();
    let client = Client::open(&rig.host.client_directory("lumen-client")).unwrap();
    let address: HostAddress = proxy.address().to_string().parse().unwrap();
    let pin = "2468".parse().unwrap();
    rig.host.operator().pair("2468", || client.pair(&address, &pin)).unwrap().unwrap();
    let recording = rig.host.client_directory("sound.wav");
    let options = StreamOptions {
        mode: Mode::new(640, 368, RefreshRate::from_hz(30)).unwrap(),
        sound: SoundOutput::File(recording.clone()),
        ..StreamOptions::default()
    };
    let session = client.connect(&address, &options, Box::new(Unobserved)).unwrap();
    assert_eq!(session.wait_for_end(Span::from_secs(SECONDS as u64)), None, "the session lasts");
    let stats = session.disconnect();
    println!("our client: {stats:?}");
    let (played, concealed) = (stats.sound_played as f64, stats.sound_concealed as f64);
    assert!(played >= (SECONDS - 3.0) * PACKETS, "{played} packets");
    assert!(stats.sound_repaired > 0 && proxy.stats().lost > 0, "parity was of use");
    // A busy machine may wake a thread late.
    assert!(concealed <= played * 0.02, "{concealed} of {played} concealed");
    let hz = pitch(&std::fs::read(recording).unwrap());
    assert!((hz - TONE_HZ).abs() < 5.0, "{hz} Hz");
}

/// The pitch of the left channel of a WAV file of floats, its first second left out.
fn pitch(wav: &[u8]) -> f64 {
    assert_eq!(&wav[..4], b"RIFF");
    let frames: Vec<f32> = wav[44..]
        .chunks_exact(8)
        .map(|frame| f32::from_le_bytes(frame[..4].try_into().unwrap()))
        .skip(48_000)
        .collect();
    let rising = frames.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count();
    rising as f64 * 48_000.0 / frames.len() as f64
}
