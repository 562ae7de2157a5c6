//! Two percent of the video datagrams lost on the way, for both clients: parity repairs nearly
//! all frames, and what it cannot repair is not shown.
//!
//! Pictures are small, so that a slow machine can compare every one of them with what the card
//! painted; the card is restless, so that frames have as many datagrams as those of large ones.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use lumen_bench::fixture::Setup;
use lumen_bench::moonlight::Wish;
use lumen_bench::proxy::{Loss, Proxy};
use lumen_bench::testcard::scene::Scene;
use lumen_client::{Client, FrameRecord, HostAddress, Observe, StreamOptions, StreamStats};
use lumen_core::units::{Bitrate, FrameId, Mode, RefreshRate, Span};
use lumen_gpu::convert::{ColourSpec, Matrix, Range};
use lumen_gpu::decode::Decoded;

use crate::pictures::Streamed;
use crate::rig::Rig;

const RATE: f64 = 0.02;
const SEED: u64 = 20;

const WIDTH: u32 = 640;
const HEIGHT: u32 = 368;
const FPS: u32 = 60;
const KBPS: u32 = 10_000;
const SECONDS: u64 = 15;

/// What every strip of a whole picture reaches at this bitrate, and one of another frame does not.
const UNDAMAGED: f64 = 30.0;

/// Where the host is reached with losses.
pub const LOSSY: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

fn restless() -> Setup {
    Setup { card: "--restless".to_owned(), ..Setup::default() }
}

fn scene() -> Option<Scene> {
    Some(Scene::new(WIDTH, HEIGHT).restless())
}

fn lossy(rig: &Rig) -> Proxy {
    Proxy::start(LOSSY, rig.host.address(), Loss::random(RATE, SEED)).unwrap()
}

/// Of the frames sent, nearly all could be shown, `decodable` of them, and none was damaged.
fn survives(rig: &Rig, proxy: &Proxy, who: &str, streamed: &Streamed, decodable: usize) {
    streamed.assert_stamps_rise();
    let sent = rig.frames_sent(streamed.last());
    let share = decodable as f64 / sent.len() as f64;
    let (stats, worst) = (proxy.stats(), streamed.worst());
    let lost = stats.lost as f64 / (stats.lost + stats.passed) as f64;
    println!(
        "{who}: {} of {} datagrams lost, {} frames sent, {decodable} decodable, {:.2} %, {} shown, \
         worst strip {worst:.1} dB",
        stats.lost,
        stats.lost + stats.passed,
        sent.len(),
        share * 100.0,
        streamed.pictures.len(),
    );
    assert!((RATE * 0.8..RATE * 1.2).contains(&lost), "{lost} of the datagrams were lost");
    assert!(share >= 0.99, "{share} of the frames were decodable");
    assert!(worst >= UNDAMAGED, "damage: {worst} dB");
}

#[test]
fn the_stock_client_survives_losses() {
    let Some(rig) = Rig::start(&restless()) else { return };
    let proxy = lossy(&rig);
    let Some(stock) = rig.stock(proxy.address()) else { return };
    let wish = Wish { kbps: KBPS, ..Wish::of(WIDTH, HEIGHT, FPS, SECONDS as f64) };
    let streamed = stock.stream(&wish, scene());
    assert!(streamed.undecodable.is_empty(), "{:?}", streamed.undecodable);
    survives(&rig, &proxy, "stock client", &streamed, streamed.pictures.len());
}

#[test]
fn our_client_survives_losses() {
    let Some(rig) = Rig::start(&restless()) else { return };
    let proxy = lossy(&rig);
    let (streamed, stats) = stream(&rig, &proxy);
    assert!(stats.reassembly.repaired > 0, "parity was of use");
    assert_eq!(stats.undecodable, 0);
    // A decoder that gets no processor drops whole frames and waits for a key frame, which says
    // nothing of the network.
    let starved = stats.overrun > 0;
    let decodable =
        if starved { stats.reassembly.frames as usize } else { streamed.pictures.len() };
    println!("{stats:?}");
    survives(&rig, &proxy, "our client", &streamed, decodable);
}

/// Streams with our client by way of the proxy.
fn stream(rig: &Rig, proxy: &Proxy) -> (Streamed, StreamStats) {
    let client = Client::open(&rig.host.client_directory("lumen-client")).unwrap();
    let address: HostAddress = proxy.address().to_string().parse().unwrap();
    let pin = "2468".parse().unwrap();
    rig.host.operator().pair("2468", || client.pair(&address, &pin)).unwrap().unwrap();
    let options = StreamOptions {
        mode: Mode::new(WIDTH, HEIGHT, RefreshRate::from_hz(FPS)).unwrap(),
        bitrate: Bitrate::from_kbps(KBPS.into()),
        colour: ColourSpec { matrix: Matrix::Bt601, range: Range::Limited },
        ..StreamOptions::default()
    };
    let (sender, pictures) = channel();
    let judge = thread::spawn(move || {
        let mut streamed = Streamed::new(WIDTH, HEIGHT, scene());
        for (frame, luma) in pictures {
            streamed.on_picture(frame, luma);
        }
        streamed
    });
    let session = client.connect(&address, &options, Box::new(Copies(sender))).unwrap();
    let end = session.wait_for_end(Span::from_secs(SECONDS));
    assert_eq!(end, None, "the session lasts");
    let stats = session.disconnect();
    (judge.join().unwrap(), stats)
}

/// Hands copies of the pictures to another thread: the decoder must not wait for the judge.
struct Copies(Sender<(u32, Vec<u8>)>);

impl Observe for Copies {
    fn unit(&mut self, _frame: FrameId, _bytes: &[u8]) {}

    fn picture(&mut self, picture: &Decoded<'_>, record: &FrameRecord) {
        let (width, height) = (picture.width as usize, picture.height as usize);
        let mut luma = Vec::with_capacity(width * height);
        let rows = picture.planes[0].chunks(picture.strides[0] as usize).take(height);
        rows.for_each(|row| luma.extend_from_slice(&row[..width]));
        let _ = self.0.send((record.frame, luma));
    }
}
