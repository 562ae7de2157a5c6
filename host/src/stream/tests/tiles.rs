//! A grid of tiles: each a stream of its own, together the picture.

use lumen_core::native::media::{MediaConfig, MediaReceiver, MediaSender};
use lumen_core::native::message::value::Tile;
use lumen_core::native::tiles::rects;
use lumen_core::seal::epoch::{Opener, Sealer};
use lumen_core::seal::limits::Limits;
use lumen_core::seal::secret::Secret;
use lumen_gpu::decode::Decode;
use lumen_gpu::decode::software::SoftwareDecoder;
use lumen_gpu::encode::software::SoftwareEncoder;

use super::*;

pub(super) const MODE: Mode = Mode { width: 318, height: 202, refresh: RefreshRate::from_hz(100) };

fn media(tile: u8) -> MediaConfig {
    MediaConfig { tile, max_datagram: 1200, max_frame: 1 << 20, big_blocks: false }
}

fn secret(tile: u8) -> Secret {
    Secret::new([tile; 32])
}

/// A picture whose brightness tells the place.
struct Gradient(FramePool, u32);

pub(super) fn brightness(x: u32, y: u32) -> u8 {
    (16 + x / 4 + y / 2) as u8
}

impl Capture for Gradient {
    fn next(&mut self, until: Micros) -> Result<Option<Frame>, CaptureError> {
        let lease = (self.1 > 0).then(|| self.0.take()).flatten();
        let Some(mut pixels) = lease else {
            thread::sleep(clock::until(until).min(Span::from_millis(2)).into());
            return Ok(None);
        };
        self.1 -= 1;
        let Mode { width, height, .. } = MODE;
        for (at, pixel) in pixels.bytes_mut().chunks_exact_mut(4).enumerate() {
            let at = at as u32;
            pixel.fill(brightness(at % width, at / width));
        }
        let format = PixelFormat::Bgrx;
        let layout = ImageLayout { width, height, stride: width * 4, format, bottom_up: false };
        let (surface, captured) = (Surface::Shared { layout, pixels }, clock::now());
        Ok(Some(Frame { surface, captured, number: 0, damage: Damage::WHOLE }))
    }
}

fn open_software(config: EncodeConfig) -> Result<Box<dyn Encode>, GpuError> {
    Ok(Box::new(SoftwareEncoder::open(config)?))
}

pub(super) fn plan(grid: Grid) -> StreamPlan {
    let (parts, _) = parts(Still::new(0), Box::new(NullEncoder::new(script())));
    let full = ColourSpec { matrix: Matrix::Bt709, range: Range::Full };
    let bitrate = Bitrate::from_kbps(20_000);
    StreamPlan { mode: MODE, grid, slices: 2, colour: full, bitrate, ..parts.source.coders.plan }
}

fn start(grid: Grid) -> (Stream, Trains) {
    start_with(grid, Coders::open_on(None, open_software, plan(grid)).unwrap())
}

pub(super) fn start_with(grid: Grid, coders: Coders) -> (Stream, Trains) {
    let pool = FramePool::new(3, (MODE.width * MODE.height * 4) as usize, |_, _| {}).unwrap();
    let source = Source::new(Box::new(Gradient(pool, 3)), coders);
    let sink = Sink::default();
    let trains = sink.trains();
    let fec = FecPolicy { percent: 20, min_parity: 2 };
    let packetizer = |tile| {
        let sealer = Sealer::new(secret(tile), Limits::for_datagrams(1200));
        Packetizer::new(MediaSender::new(media(tile), fec, sealer))
    };
    let packetizers = (0..grid.tiles().get()).map(packetizer).collect();
    let destination = Destination::new(SocketAddr::from((Ipv4Addr::LOCALHOST, 9)));
    let ways = Ways { packetizers, transmit: Box::new(sink), destination, tracer: None };
    (Stream::start(Parts { source, ways }).unwrap(), trains)
}

/// What of a tile arrived: number and kind of each frame, and its last picture's brightness.
pub(super) fn decoded(trains: &Trains, tile: u8) -> (Vec<(u32, FrameType)>, Vec<u8>) {
    let opener = Opener::new(&secret(tile), Limits::for_datagrams(1200));
    let mut reassembler = Reassembler::new(MediaReceiver::new(media(tile), opener));
    let mut decoder = SoftwareDecoder::open().unwrap();
    let (mut frames, mut luma) = (Vec::new(), Vec::new());
    for datagram in trains.lock().unwrap().iter().flatten().filter(|bytes| bytes[2] == tile) {
        let unit = reassembler.datagram(&mut datagram.clone(), Micros(0)).unwrap();
        let Some(unit) = unit else { continue };
        frames.push((unit.frame.0, unit.frame_type));
        let picture = decoder.decode(unit.bytes).unwrap().unwrap();
        let rows = picture.planes[0].chunks(picture.strides[0] as usize);
        let row = |row: &[u8]| row[..picture.width as usize].to_vec();
        luma = rows.take(picture.height as usize).flat_map(row).collect();
    }
    (frames, luma)
}

#[test]
fn tiles_decode_by_themselves_to_their_part_of_the_picture() {
    for (columns, rows) in [(1, 1), (2, 1), (2, 2)] {
        let grid = Grid::new(columns, rows).unwrap();
        let (stream, trains) = start(grid);
        eventually("frames", || stream.remote().stats().frames >= 4);
        let keys = stream.remote().stats().key_frames;
        stream.remote().request_key_frame_of(Tile::FIRST);
        eventually("a key frame", || stream.remote().stats().key_frames > keys);
        drop(stream);
        for (tile, rect) in rects(MODE, grid).unwrap().into_iter().enumerate() {
            let (frames, luma) = decoded(&trains, tile as u8);
            let numbers = (0..frames.len() as u32).collect::<Vec<_>>();
            assert_eq!(frames.iter().map(|frame| frame.0).collect::<Vec<_>>(), numbers);
            let later_keys = frames[1..].iter().filter(|frame| frame.1 == FrameType::Idr).count();
            assert_eq!(later_keys, usize::from(tile == 0), "one tile asked, one tile is answered");
            let error: u64 = (0..rect.height * rect.width)
                .map(|at| (rect.x + at % rect.width, rect.y + at / rect.width))
                .zip(&luma)
                .map(|((x, y), got)| u64::from(got.abs_diff(brightness(x, y))))
                .sum();
            let mean = error as f64 / luma.len() as f64;
            assert_eq!(luma.len() as u32, rect.width * rect.height);
            assert!(mean < 4.0, "tile {tile} of {columns}x{rows} is off by {mean}");
        }
    }
}

#[test]
fn a_slice_does_not_wait_for_another_tile() {
    let grid = Grid::new(2, 1).unwrap();
    let plan = StreamPlan { slices: 4, ..plan(grid) };
    let mut coders = Coders::open_on(None, open_null, plan).unwrap();
    let [first, second] = [0, 1].map(|tile| {
        let (encoder, gate) = NullEncoder::gated(script());
        coders.tiles[tile].encoder = Box::new(encoder);
        gate
    });
    let (stream, trains) = start_with(grid, coders);
    let sent =
        |tile: u8| trains.lock().unwrap().iter().flatten().filter(|bytes| bytes[2] == tile).count();
    for slice in 1..=4 {
        let before = sent(1);
        second.open(1);
        eventually("a slice of the second tile", || sent(1) > before);
        assert_eq!(sent(0), 0, "slice {slice} of the second tile came before the first one's");
    }
    first.open(4);
    eventually("the first tile", || sent(0) > 0);
    eventually("the frame", || stream.remote().stats().frames == 1);
    drop((first, second));
    drop(stream);
    for tile in [0, 1] {
        let opener = Opener::new(&secret(tile), Limits::for_datagrams(1200));
        let mut reassembler = Reassembler::new(MediaReceiver::new(media(tile), opener));
        let trains = trains.lock().unwrap();
        let mine = trains.iter().flatten().filter(|bytes| bytes[2] == tile);
        let units: Vec<Vec<u8>> = mine
            .filter_map(|datagram| {
                let unit = reassembler.datagram(&mut datagram.clone(), Micros(0)).unwrap();
                unit.map(|unit| unit.bytes.to_vec())
            })
            .collect();
        // Blocks end with zeros to a whole shard.
        let marks = |bytes: &[u8]| bytes.iter().copied().filter(|b| *b != 0).collect::<Vec<u8>>();
        assert!(marks(&units[0]) == marks(&script()[0].slices.concat()), "tile {tile}");
    }
}

#[test]
fn a_running_stream_keeps_its_grid() {
    let grid = Grid::new(2, 2).unwrap();
    let (mut stream, _) = start(grid);
    let (parts, _) = parts(Still::new(1), Box::new(NullEncoder::new(script())));
    let (sender, outcome) = std::sync::mpsc::channel();
    stream.replace(parts.source, Box::new(move |done| drop(sender.send(done.err())))).unwrap();
    assert_eq!(outcome.recv().unwrap(), Some(SwapError::Grid));
}
