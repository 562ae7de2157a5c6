//! Streams coded by NVENC, played by the driver that stands in: what the stock client shows is
//! exactly what was painted, and slices leave while the frame is being coded.
//!
//! Its coder is lossless, so pictures are small. All times are simulated.

use lumen_bench::fixture::Setup;
use lumen_bench::moonlight::Wish;
use lumen_host::stream::trace::FrameTrace;
use lumen_nvenc_standin::control::Standin;

use crate::rig::{Rig, Stock};

const WIDTH: u32 = 640;
const HEIGHT: u32 = 360;
/// Pixels per microsecond of an engine.
const RATE: u64 = 20;
/// Time of a frame on one engine, in microseconds.
const FRAME_TIME: u64 = (WIDTH * HEIGHT) as u64 / RATE;
/// Frames in which the wrapper gets to trust the driver, and some more.
const SETTLED: usize = 40;

#[test]
fn the_stock_client_shows_what_the_standin_was_given() {
    let library = Standin::find().expect("cargo built the stand-in");
    let path = library.display();
    let setup = Setup {
        settings: format!(
            "encoder = \"nvenc\"\nslices = \"always\"\n\
             nvenc_library = \"{path}\"\ncuda_library = \"{path}\"\n"
        ),
        environment: vec![("LUMEN_STANDIN".into(), format!("rate={RATE};engines=2"))],
        ..Setup::default()
    };
    let Some(rig) = Rig::start(&setup) else { return };
    let Some(stock) = rig.stock(rig.host.address()) else { return };
    for codec in ["h264", "hevc"] {
        streams(&rig, &stock, codec);
    }
}

fn streams(rig: &Rig, stock: &Stock, codec: &'static str) {
    let wish = Wish { codec, slices: 4, kbps: 20_000, ..Wish::of(WIDTH, HEIGHT, 30, 6.0) };
    let streamed = stock.stream(&wish, None);
    streamed.assert_stamps_rise();
    assert!(streamed.undecodable.is_empty(), "{:?}", streamed.undecodable);
    let sent = rig.frames_sent(streamed.last());
    assert_eq!(streamed.pictures.len(), streamed.units.len(), "every unit is a picture");
    assert!(streamed.units.iter().all(|unit| unit.slices.len() == 4));
    let trusted = &sent[SETTLED..];
    let first = median(trusted, |frame| frame.first_sent - frame.converted);
    let whole = median(trusted, |frame| frame.last_slice - frame.converted);
    println!(
        "simulated: {codec} {WIDTH}x{HEIGHT}, {} frames, a frame takes {FRAME_TIME} us on one \
         engine: first slice on the wire {first} us, last slice {whole} us after submission",
        sent.len(),
    );
    assert!(first < whole, "{first} {whole}");
}

fn median(frames: &[FrameTrace], measure: impl Fn(&FrameTrace) -> u64) -> u64 {
    let mut values: Vec<u64> = frames.iter().map(measure).collect();
    values.sort_unstable();
    values[values.len() / 2]
}
