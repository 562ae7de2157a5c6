//! Test vectors of the control plane: one of each message and datagram, in `vectors.txt`.
//!
//! A change of the wire makes the test fail, which prints what the file would have to be.

use std::fmt::Write;

use super::datagram::{
    Answer, AudioPacket, Datagram, EventNumber, Input, InputSeen, Probe, Rumble,
};
use super::message::Message;
use super::message::end::{Busy, Bye, Reason};
use super::message::format::{Audio, Chroma, Codec, Codecs, Depth, Format, Suite};
use super::message::hello::{Caps, Hello, Resume, StreamPlan, Welcome};
use super::message::running::{Reconfigure, Reconfigured, Report, RequestId, TileAsk};
use super::message::tests::{bytes, parse};
use super::message::value::{Grid, SessionId, Slices, Text, Ticket, Tile, Tiles, VERSION};
use super::pairing::tests as pairing;
use crate::gamestream::input::{GamepadIndex, InputEvent};
use crate::rate::controller::OneWay;
use crate::rate::fec::FecBounds;
use crate::rate::loss::LossReport;
use crate::reassemble::FrameRange;
use crate::recovery::Ask;
use crate::units::{Bitrate, FrameId, Micros, Mode, RefreshRate, Seq, Span};

/// Random number with which the vectors are written: a reserved field of two bytes.
const GREASE: u16 = 0x2a72;

pub(crate) fn caps() -> Caps {
    Caps {
        codecs: Codecs::of(&[Codec::H264, Codec::Hevc]),
        full_chroma: true,
        ten_bit: true,
        big_blocks: false,
        max_slices: Slices::new(8).unwrap(),
        max_tiles: Tiles::new(2).unwrap(),
        max_bitrate: Bitrate::from_kbps(500_000),
        audio: Audio::Surround51,
    }
}

pub(crate) fn mode() -> Mode {
    Mode::new(2560, 1440, RefreshRate::from_hz(120)).unwrap()
}

pub(crate) fn hello() -> Hello {
    let name = Text::new("Küche").unwrap();
    Hello { version: VERSION, mode: mode(), caps: caps(), name, resume: None }
}

pub(crate) fn plan() -> StreamPlan {
    StreamPlan {
        mode: mode(),
        format: Format { codec: Codec::Hevc, chroma: Chroma::Half, depth: Depth::Ten },
        bitrate: Bitrate::from_kbps(80_000),
        grid: Grid::new(2, 1).unwrap(),
        slices: Slices::new(4).unwrap(),
        audio: Audio::Stereo,
        fec: FecBounds::default(),
        big_blocks: false,
        max_frame: 2 << 20,
    }
}

pub(crate) fn welcome() -> Welcome {
    Welcome {
        version: VERSION,
        session: SessionId(0x0102_0304_0506_0708),
        ticket: Ticket::new([0x5a; 32]),
        grace: Span::from_secs(30),
        plan: plan(),
        suite: Suite::Aes128Gcm,
        max_datagram: 1_200,
        clock: Micros(123_456_789),
    }
}

pub(crate) fn report() -> Report {
    Report {
        tile: Tile::new(1).unwrap(),
        loss: LossReport { received: 4_000, lost: 12, longest_burst: 3 },
        next: FrameId(640),
        decoded: 6,
        missed: 1,
        decode_time: Span(2_500),
        arrived: 4_800_000,
        delay: Some(OneWay(1_700)),
    }
}

fn messages() -> Vec<(&'static str, Message)> {
    let resume = Resume { session: welcome().session, ticket: welcome().ticket };
    let tile = Tile::new(0).unwrap();
    let lost = FrameRange { first: FrameId(600), last: FrameId(602) };
    let change = Reconfigure {
        request: RequestId(3),
        mode: Mode::new(1920, 1080, RefreshRate(59_940)).ok(),
        bitrate: Some(Bitrate::from_kbps(20_000)),
        format: Some(plan().format),
        fec: Some(FecBounds { least: 5, most: 50 }),
    };
    let nothing = Reconfigure { mode: None, bitrate: None, format: None, fec: None, ..change };
    let changed = Reconfigured { request: Some(RequestId(3)), first: FrameId(700), plan: plan() };
    let text = Text::new("the app has ended");
    vec![
        ("hello", Message::Hello(Box::new(hello()))),
        ("hello-resume", Message::Hello(Box::new(Hello { resume: Some(resume), ..hello() }))),
        ("welcome", Message::Welcome(Box::new(welcome()))),
        ("busy", Message::Busy(Busy { retry: None })),
        ("busy-retry", Message::Busy(Busy { retry: Some(Span::from_secs(5)) })),
        ("start", Message::Start),
        ("reconfigure", Message::Reconfigure(change)),
        ("reconfigure-nothing", Message::Reconfigure(nothing)),
        ("reconfigured", Message::Reconfigured(changed)),
        ("reconfigured-by-host", Message::Reconfigured(Reconfigured { request: None, ..changed })),
        ("ask-key", Message::Ask(TileAsk { tile, ask: Ask::KeyFrame })),
        ("ask-range", Message::Ask(TileAsk { tile, ask: Ask::Invalidate(lost) })),
        ("report", Message::Report(report())),
        ("bye", Message::Bye(Bye::from(Reason::NotTrusted))),
        ("bye-text", Message::Bye(Bye { reason: Reason::Finished, text })),
    ]
}

fn datagrams() -> Vec<(&'static str, Datagram<'static>)> {
    let rumble = Rumble {
        sequence: Seq(9),
        gamepad: GamepadIndex::new(1).unwrap(),
        low_frequency: 0x8000,
        high_frequency: 0x4000,
        left_trigger: 0,
        right_trigger: 0xffff,
        lasts: Span::from_millis(500),
    };
    let opus = &[0xfc, 0xff, 0xfe];
    let audio = AudioPacket { sequence: Seq(7), timestamp: 1_680, redundant: false, opus };
    let (sent, received, answered) = (Micros(1_000), Micros(50_400), Micros(50_410));
    vec![
        ("audio", Datagram::Audio(audio)),
        ("audio-copy", Datagram::Audio(AudioPacket { redundant: true, ..audio })),
        ("rumble", Datagram::Rumble(rumble)),
        ("clock-probe", Datagram::Probe(Probe { sent })),
        ("clock-answer", Datagram::Answer(Answer { sent, received, answered })),
        ("receiver-report", Datagram::Report(report())),
        ("path-challenge", Datagram::PathChallenge([1, 2, 3, 4, 5, 6, 7, 8])),
        ("path-echo", Datagram::PathEcho([1, 2, 3, 4, 5, 6, 7, 8])),
        ("input-seen", Datagram::InputSeen(InputSeen { next: EventNumber(42) })),
    ]
}

#[test]
fn vectors_are_as_checked_in() {
    let mut text = String::new();
    for (name, message) in messages() {
        let bytes = bytes(&message, GREASE);
        writeln!(text, "{name} {}", hex::encode(&bytes)).unwrap();
        assert_eq!(parse(&bytes), Ok(Some(message)), "{name}");
    }
    for (name, message) in pairing::samples() {
        writeln!(text, "{name} {}", hex::encode(pairing::bytes(message, GREASE))).unwrap();
    }
    let events = [InputEvent::MouseMove { dx: -3, dy: 7 }, InputEvent::Scroll(-120)];
    let mut input = Vec::new();
    Input::write(EventNumber(40), &events, &mut input);
    writeln!(text, "input {}", hex::encode(&input)).unwrap();
    for (name, datagram) in datagrams() {
        let mut bytes = Vec::new();
        datagram.write(&mut bytes);
        writeln!(text, "{name} {}", hex::encode(&bytes)).unwrap();
        assert_eq!(Datagram::parse(&bytes), Ok(datagram), "{name}");
    }
    let checked_in = include_str!("vectors.txt");
    assert!(text == checked_in, "vectors.txt would have to be:\n{text}");
}
