//! Both ends of a `lumen/1` session, played by the fuzzer; what must hold is checked by `play`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lumen_core::native::message::format::{Audio, Chroma, Codec, Codecs, Depth, Format, Suite};
use lumen_core::native::message::hello::{Caps, Hello, StreamPlan, Welcome};
use lumen_core::native::message::value::{Grid, SessionId, Slices, Text, Ticket, Tiles, VERSION};
use lumen_core::native::session::play::{Samples, play};
use lumen_core::rate::fec::FecBounds;
use lumen_core::units::{Bitrate, Micros, Mode, RefreshRate, Span};

fn samples() -> Samples {
    let mode = Mode::new(1280, 720, RefreshRate::from_hz(60)).expect("a mode");
    let caps = Caps {
        codecs: Codecs::of(&[Codec::H264]),
        full_chroma: false,
        ten_bit: false,
        big_blocks: false,
        max_slices: Slices::new(8).expect("a few"),
        max_tiles: Tiles::new(1).expect("one"),
        max_bitrate: Bitrate::from_kbps(20_000),
        audio: Audio::Stereo,
    };
    let name = Text::new("fuzzer").expect("a name");
    let plan = StreamPlan {
        mode,
        format: Format { codec: Codec::H264, chroma: Chroma::Half, depth: Depth::Eight },
        bitrate: Bitrate::from_kbps(10_000),
        grid: Grid::ONE,
        slices: Slices::new(4).expect("a few"),
        audio: Audio::Stereo,
        fec: FecBounds::default(),
        big_blocks: false,
        max_frame: 2 << 20,
    };
    let welcome = Welcome {
        version: VERSION,
        session: SessionId(1),
        ticket: Ticket::new([7; 32]),
        grace: Span::from_secs(30),
        plan,
        suite: Suite::Aes128Gcm,
        max_datagram: 1_200,
        clock: Micros(0),
    };
    Samples { hello: Hello { version: VERSION, mode, caps, name, resume: None }, welcome }
}

fuzz_target!(|script: &[u8]| {
    play(&samples(), script);
});
