//! A millisecond more in one stage is seen in that stage, in the total, and nowhere else.
//!
//! Doubles of what the pipeline is made of wait where the test says; conversion and packetizing, which
//! have no double, are preceded by a call of the test's. Waiting goes on and off many
//! times within one session, so that what else the machine does weighs on both alike; medians are
//! compared.

use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lumen_bench::latency::timeline::{Point, STAGES, Way};
use lumen_bench::stages::read_trace;
use lumen_bench::watch::Seen;
use lumen_client::audio::SoundOutput;
use lumen_client::{
    Decoder, FrameRecord, HostTrust, NativeOptions, NativeViewer, Observe, Viewing,
};
use lumen_core::native::media::{HEADER_LEN, KIND};
use lumen_core::native::message::format::Codec;
use lumen_core::stats::Percentiles;
use lumen_core::units::{FrameId, Micros, Mode, Span};
use lumen_gpu::GpuError;
use lumen_gpu::convert::Yuv420;
use lumen_gpu::decode::null::NullDecoder;
use lumen_gpu::decode::{Decode, Decoded};
use lumen_gpu::encode::null::NullEncoder;
use lumen_gpu::encode::{Caps, Collected, Encode, EncodeConfig, FrameParams, ReferenceControl};
use lumen_gpu::frame::Frame;
use lumen_host::capture::synthetic::Synthetic;
use lumen_host::capture::{Capture, CaptureError};
use lumen_host::input::swallow::Swallow;
use lumen_host::proto::native::{Ends, OpenScene, Scene, SceneError};
use lumen_host::stream::trace::Work;
use lumen_host::stream::{OpenEncoder, trace};
use lumen_transport::clock;

use crate::inside::{Inside, Parts, address_of};
use crate::rig::{eventually, mode, options};

/// What is put in.
const DELAY: Duration = Duration::from_millis(1);

/// The least of it that has to be seen, and the most of it that may be seen elsewhere.
const SEEN: i64 = 850;
const ELSEWHERE: i64 = 500;

/// Times that it goes on and off for each stage, and for how long each time.
const TURNS: usize = 5;
const TURN: Duration = Duration::from_millis(250);

/// Frames that were under way when it went on or off.
const EDGE: Span = Span::from_millis(30);

/// Where something waits now: 1 above the place in [`STAGES`]; 0 is nowhere. Openers of encoders
/// and decoders are plain functions, so it is reached from everywhere.
static WHERE: AtomicUsize = AtomicUsize::new(0);

/// Slices that the frame at hand has so far.
static SLICES: AtomicUsize = AtomicUsize::new(0);

/// All stages from the complete picture on.
const PLACES: [Point; 9] = [
    Point::Captured,
    Point::Taken,
    Point::Converted,
    Point::FirstSlice,
    Point::FirstReady,
    Point::FirstArrival,
    Point::LastSlice,
    Point::Whole,
    Point::Submitted,
];

/// Waits if this is the place.
fn wait_in(stage: Point) {
    if WHERE.load(Ordering::Acquire) == stage as usize + 1 {
        thread::sleep(DELAY);
    }
}

/// Packetizing takes as long for each slice; the first one is to be seen.
fn before(work: Work) {
    match work {
        Work::Convert => {
            SLICES.store(0, Ordering::Release);
            wait_in(Point::Taken);
        }
        Work::Packetize if SLICES.fetch_add(1, Ordering::AcqRel) == 0 => {
            wait_in(Point::FirstSlice);
        }
        Work::Packetize => {}
    }
}

struct Scenes;

impl OpenScene for Scenes {
    fn open(&self, _: Mode) -> Result<Box<dyn Scene>, SceneError> {
        Ok(Box::new(Pattern))
    }
}

struct Pattern;

impl Scene for Pattern {
    fn show(&mut self, mode: Mode, _: &dyn Fn()) -> Result<Ends, SceneError> {
        let capture = Box::new(Late(Synthetic::new(mode, clock::now)?));
        Ok(Ends { capture, inject: Box::new(Swallow::default()) })
    }

    fn settle(&mut self) {}

    fn go_back(&mut self) -> Result<(), SceneError> {
        Ok(())
    }

    fn has_ended(&mut self) -> bool {
        false
    }
}

struct Late<T>(T);

impl Capture for Late<Synthetic> {
    fn next(&mut self, until: Micros) -> Result<Option<Frame>, CaptureError> {
        let frame = self.0.next(until)?;
        if frame.is_some() {
            wait_in(Point::Captured);
        }
        Ok(frame)
    }
}

fn coders(codec: Codec) -> Option<OpenEncoder> {
    (codec == Codec::H264).then_some(open_encoder as OpenEncoder)
}

fn open_encoder(config: EncodeConfig) -> Result<Box<dyn Encode>, GpuError> {
    Ok(Box::new(Coder { null: NullEncoder::steady(&config), collected: 0 }))
}

struct Coder {
    null: NullEncoder,
    /// Slices of the frame at hand.
    collected: u32,
}

impl Encode for Coder {
    fn caps(&self) -> Caps {
        self.null.caps()
    }

    fn submit(&mut self, picture: &Yuv420, params: FrameParams) -> Result<(), GpuError> {
        self.collected = 0;
        wait_in(Point::Converted);
        self.null.submit(picture, params)
    }

    fn collect(&mut self, until: Micros) -> Result<Collected<'_>, GpuError> {
        self.collected += 1;
        if self.collected == 2 {
            wait_in(Point::FirstArrival);
        }
        self.null.collect(until)
    }

    fn references(&mut self) -> Option<&mut dyn ReferenceControl> {
        None
    }
}

fn open_decoder() -> Result<Box<dyn Decode>, GpuError> {
    Ok(Box::new(Late(NullDecoder::default())))
}

impl Decode for Late<NullDecoder> {
    fn submit(&mut self, unit: &[u8]) -> Result<(), GpuError> {
        wait_in(Point::Submitted);
        self.0.submit(unit)
    }

    fn picture(&mut self) -> Result<Option<Decoded<'_>>, GpuError> {
        self.0.picture()
    }
}

/// Where each frame was when.
#[derive(Clone, Default)]
struct Records(Arc<Mutex<Vec<FrameRecord>>>);

impl Records {
    fn seen(&self) -> Vec<Seen> {
        let records = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        records.iter().map(|record| Seen { stamp: None, record: *record }).collect()
    }
}

impl Observe for Records {
    fn unit(&mut self, _: FrameId, _: &[u8]) {
        wait_in(Point::Whole);
    }

    fn picture(&mut self, _: &Decoded<'_>, record: &FrameRecord) {
        self.0.lock().unwrap().push(*record);
    }
}

/// A network of one client that can hold frames up: all of one, or all but its first datagram.
struct Wire {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Wire {
    fn start(host: SocketAddr) -> Wire {
        let bind = || {
            let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            socket.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
            Arc::new(socket)
        };
        let (near, far) = (bind(), bind());
        far.connect(host).unwrap();
        let (address, stop) = (near.local_addr().unwrap(), Arc::new(AtomicBool::new(false)));
        let client = Arc::new(Mutex::new(None));
        let there = {
            let (near, far) = (Arc::clone(&near), Arc::clone(&far));
            let (client, stop) = (Arc::clone(&client), Arc::clone(&stop));
            move || to_client(&far, &near, &client, &stop)
        };
        let ends = Arc::clone(&stop);
        let back = move || to_host(&near, &far, &client, &ends);
        Wire { address, stop, threads: vec![thread::spawn(there), thread::spawn(back)] }
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        for thread in self.threads.drain(..) {
            thread.join().unwrap();
        }
    }
}

fn to_client(
    far: &UdpSocket,
    near: &UdpSocket,
    client: &Mutex<Option<SocketAddr>>,
    stop: &AtomicBool,
) {
    let (mut bytes, mut frame, mut number) = ([0; 65_535], None, 0);
    while !stop.load(Ordering::Acquire) {
        let Ok(len) = far.recv(&mut bytes) else { continue };
        if let Some(this) = frame_of(&bytes[..len]) {
            number = if frame == Some(this) { number + 1 } else { 0 };
            frame = Some(this);
            match number {
                0 => wait_in(Point::FirstReady),
                1 => wait_in(Point::LastSlice),
                _ => {}
            }
        }
        if let Some(client) = *client.lock().unwrap() {
            near.send_to(&bytes[..len], client).unwrap();
        }
    }
}

fn to_host(
    near: &UdpSocket,
    far: &UdpSocket,
    client: &Mutex<Option<SocketAddr>>,
    stop: &AtomicBool,
) {
    let mut bytes = [0; 65_535];
    while !stop.load(Ordering::Acquire) {
        let Ok((len, from)) = near.recv_from(&mut bytes) else { continue };
        *client.lock().unwrap() = Some(from);
        // A host that is gone hears nothing.
        let _ = far.send(&bytes[..len]);
    }
}

/// The frame that a media datagram is of. Source: docs/wire-native.md "Media datagram".
fn frame_of(datagram: &[u8]) -> Option<u32> {
    let header = datagram.first_chunk::<HEADER_LEN>().filter(|header| header[0] == KIND)?;
    header[12..].first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

/// A while in which something waited somewhere, or nowhere.
struct Turn {
    place: Point,
    on: bool,
    from: Micros,
    to: Micros,
}

/// All places in turn, on and off.
fn turns() -> Vec<Turn> {
    let turn = |(place, on): (Point, bool)| {
        WHERE.store(if on { place as usize + 1 } else { 0 }, Ordering::Release);
        let from = clock::now() + EDGE;
        thread::sleep(TURN);
        Turn { place, on, from, to: clock::now() }
    };
    let of_place = |place| (0..TURNS).flat_map(move |_| [(place, false), (place, true)]);
    let turns = PLACES.into_iter().flat_map(of_place).map(turn).collect();
    WHERE.store(0, Ordering::Release);
    turns
}

/// The ways of the frames of all turns with a place on or off.
fn ways(all: &[Way], turns: &[Turn], place: Point, on: bool) -> Vec<Way> {
    let mut meant = turns.iter().filter(|turn| turn.place == place && turn.on == on);
    let within = |way: &&Way| {
        let captured = way.at(Point::Captured).map(Micros);
        captured.is_some_and(|at| meant.clone().any(|turn| turn.from <= at && at < turn.to))
    };
    let found = all.iter().filter(within).copied().collect();
    assert!(meant.next().is_some());
    found
}

fn median(ways: &[Way], time: impl Fn(&Way) -> u64) -> i64 {
    Percentiles::of(ways.iter().map(time)).p50 as i64
}

fn watch(host: &mut Inside, wire: &Wire, records: &Records) -> NativeViewer {
    let (client, _) = host.client();
    let trust = HostTrust::Pinned(host.fingerprint);
    let options = NativeOptions { trust, ..options(mode(640, 360, 120)) };
    let viewing = Viewing {
        sound: SoundOutput::Mute,
        decoder: Decoder::Own(open_decoder),
        ..Viewing::default()
    };
    let address = address_of(wire.address).parse().unwrap();
    client.watch_native(&address, &options, &viewing, Box::new(records.clone())).unwrap()
}

#[test]
fn a_millisecond_in_a_stage_is_seen_there_and_in_the_total() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("trace.jsonl");
    let (tracer, writer) = trace::open(&path).unwrap();
    let parts = Parts { scenes: Arc::new(Scenes), coders, grace: Span::from_secs(5) };
    let mut host = Inside::traced(parts, Some(tracer.calling(before)));
    let wire = Wire::start(host.socket());
    let records = Records::default();
    let viewer = watch(&mut host, &wire, &records);
    eventually("frames arrive", || records.seen().len() >= 120);
    let turns = turns();
    drop(viewer);
    assert!(host.stop());
    drop((host, wire));
    writer.join().unwrap();
    let sent = read_trace(&std::fs::read_to_string(path).unwrap());
    let all = lumen_bench::latency::timeline::ways(&sent, &records.seen());
    assert!(lumen_bench::latency::timeline::disagreement(&all) <= 0.02);
    for place in PLACES {
        let [off, on] = [false, true].map(|on| ways(&all, &turns, place, on));
        assert!(off.len().min(on.len()) >= 50, "{} and {} frames", off.len(), on.len());
        let more = |time: &dyn Fn(&Way) -> u64| median(&on, time) - median(&off, time);
        let total = more(&Way::total);
        let of_stages = STAGES.map(|stage| more(&|way: &Way| way.time(&stage).unwrap_or(0)));
        println!("{place:?}: total {total:+} us, stages {of_stages:?}");
        assert!(total >= SEEN, "{place:?}: the total shows {total} us");
        for (stage, more) in STAGES.iter().zip(of_stages) {
            match stage.from == place {
                true => assert!(more >= SEEN, "{}: {more} us", stage.name),
                false => assert!(more <= ELSEWHERE, "{place:?}: {more} us in {}", stage.name),
            }
        }
    }
}
