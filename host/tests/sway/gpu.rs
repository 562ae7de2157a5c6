//! Frames that the compositor draws into memory of the GPU that converts: on the rig's sway, whose
//! dmabufs are memory files, with lavapipe for a GPU.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use lumen_bench::testcard::{Animation, now, stamp};
use lumen_core::fec::plan::FecPolicy;
use lumen_core::gamestream::framing::{VideoConfig, VideoReceiver, VideoSender};
use lumen_core::native::message::value::Grid;
use lumen_core::packetize::Packetizer;
use lumen_core::reassemble::Reassembler;
use lumen_core::units::{Bitrate, Micros, Span};
use lumen_gpu::GpuError;
use lumen_gpu::bridge::{Bridge, Which};
use lumen_gpu::convert::ColourSpec;
use lumen_gpu::convert::exact::Siting;
use lumen_gpu::convert::packed::Packed;
use lumen_gpu::convert::surface::SurfaceFormat;
use lumen_gpu::decode::Decode;
use lumen_gpu::decode::software::SoftwareDecoder;
use lumen_gpu::encode::nvenc::NvencEncoder;
use lumen_gpu::encode::nvenc::caps::Codec;
use lumen_gpu::encode::nvenc::config::NvencConfig;
use lumen_gpu::encode::nvenc::driver::{Driver, Libraries};
use lumen_gpu::encode::nvenc::plan::{Wish, plan};
use lumen_gpu::encode::nvenc::probe;
use lumen_gpu::encode::{Encode, EncodeConfig, H264Profile};
use lumen_gpu::frame::{Frame, Surface};
use lumen_gpu::vulkan::convert::{Conversion, Converter, Output};
use lumen_gpu::vulkan::device::{Device, Devices};
use lumen_gpu::vulkan::instance::Instance;
use lumen_host::capture::gpu::GpuMemory;
use lumen_host::capture::image_copy::ImageCopy;
use lumen_host::capture::screencopy::Screencopy;
use lumen_host::capture::{Capture, CaptureError};
use lumen_host::display::{Compositor, Options, open};
use lumen_host::stream::plan::{Pacing, StreamPlan};
use lumen_host::stream::{Coders, Destination, Parts, Source, Stream, Ways};
use lumen_nvenc_standin::control::Standin;
use lumen_transport::send::sink::Sink;
use stamp::Stamp;

use crate::desk::{Base, Card, eventually, mode, next, private};
use crate::rig::running;

/// Datagrams as GameStream has them.
const VIDEO: VideoConfig = VideoConfig { packet_size: 1392, key: None };

const SIZE: (u32, u32) = (1280, 720);

/// Frames of a moving screen that are looked at.
const FRAMES: usize = 30;

#[test]
fn a_compositor_draws_into_the_gpus_memory() {
    let rig = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/rig/rig");
    let session = Command::new(&rig).args(["run", "sway", "--", "true"]).output();
    if !session.is_ok_and(|done| done.status.success()) {
        eprintln!("SKIPPED: no rig at {}, or no sway built in it", rig.display());
        return;
    }
    let tests = std::env::current_exe().unwrap();
    let status = Command::new(&rig)
        .args(["run", "sway", "--renderer", "gles2", "--bind"])
        .arg(tests.parent().unwrap())
        // The stand-in for a DRM device also gives lavapipe memory to make dmabufs from.
        .args(["--", "sh", "-c", "LD_PRELOAD=$RIG_FAKEDRM exec \"$@\"", "sh"])
        .arg(&tests)
        .args(["--exact", "--ignored", "--nocapture", "gpu::in_a_session_of_the_rig"])
        .status();
    assert!(status.unwrap().success());
}

/// Converts captured frames and reads the card's stamp from what came out.
struct Reader {
    device: Arc<Device>,
    converter: Converter,
}

impl Reader {
    fn new() -> Reader {
        let device = Device::headless(&Instance::headless().unwrap(), Devices::Any).unwrap();
        let conversion = Conversion {
            size: SIZE,
            part: None,
            from: Packed::Bgrx,
            to: SurfaceFormat::Nv12,
            colour: ColourSpec::default(),
            siting: Siting::Left,
        };
        let converter = Converter::new(&device, conversion, Output::Cpu).unwrap();
        Reader { device, converter }
    }

    /// The stamp of a frame on the GPU; none of any other.
    fn stamp(&mut self, frame: &Frame) -> Option<Stamp> {
        let Surface::Dmabuf(source) = &frame.surface else { return None };
        self.converter.expect(source.layout().format);
        let slot = self.converter.submit(source).unwrap();
        self.converter.wait(slot).unwrap();
        let pitch = self.converter.target().pitch;
        stamp::read(self.converter.bytes(slot), pitch, SIZE.0, SIZE.1)
    }
}

#[test]
#[ignore = "needs a sway that is running; another test starts it in one"]
fn in_a_session_of_the_rig() {
    let base = Base::new();
    let options =
        Options { compositor: Compositor::Sway, running: Some(running()), ..private(&base.0) };
    let mut display = open(&options).unwrap();
    let session = display.session().clone();
    let output = display.create(mode(SIZE.0, SIZE.1, 60)).unwrap();
    let _card = Card::show(&session, Animation::Steady(None), base.0.join("card"));
    let newer = || ImageCopy::open(&session, output.name(), now).unwrap();
    draws_on_the_gpu(&mut Screencopy::open(&session, output.name(), now).unwrap());
    draws_on_the_gpu(&mut newer());
    streams(newer());
}

/// Frames come in the GPU's memory, and by shared memory again when that is withdrawn.
fn draws_on_the_gpu(capture: &mut dyn Capture) {
    assert!(matches!(next(capture).unwrap().surface, Surface::Shared { .. }));
    let mut reader = Reader::new();
    let memory = GpuMemory::new(&reader.device);
    capture.use_gpu(memory.clone());
    // Memory files carry no fences, so a frame may be read before it is drawn: what counts is that
    // the card's pictures come, whole, and newer ones with time.
    let first = eventually(|| reader.stamp(&next(capture)?));
    let first = first.expect("the card is seen through the GPU");
    let stamps: Vec<Stamp> = (0..FRAMES).filter_map(|_| reader.stamp(&next(capture)?)).collect();
    assert!(stamps.len() > FRAMES / 2, "{} of {FRAMES} are readable", stamps.len());
    let newest = stamps.iter().map(|stamp| stamp.frame).max();
    assert!(newest > Some(first.frame + FRAMES as u32 / 2), "{newest:?} after {}", first.frame);
    // As many frames as there are buffers are held: the next one waits until one comes back.
    let held: Vec<Frame> =
        (0..3).map_while(|_| capture.next(now() + Span::from_secs(2)).unwrap()).collect();
    assert_eq!(held.len(), 3);
    assert!(capture.next(now() + Span::from_millis(200)).unwrap().is_none());
    drop(held);
    assert!(next(capture).is_some());
    // Whoever converted does so no more.
    memory.withdraw();
    let shared = eventually(|| {
        let frame = next(capture)?;
        matches!(frame.surface, Surface::Shared { .. }).then_some(())
    });
    assert!(shared.is_some(), "frames come by shared memory again");
}

/// What [`open_nvenc`] opens encoders on.
static DRIVER: OnceLock<Arc<Driver>> = OnceLock::new();

fn open_nvenc(config: EncodeConfig) -> Result<Box<dyn Encode>, GpuError> {
    let driver = DRIVER.get().expect("set by the test");
    let codecs = probe::codecs(driver)?;
    let caps = codecs.iter().find(|caps| caps.codec == Codec::H264).unwrap();
    let EncodeConfig { width, height, refresh, slices, .. } = config;
    let wish =
        Wish { width, height, refresh, slices, tiles: 1, ten_bit: false, full_chroma: false };
    Ok(Box::new(NvencEncoder::open(driver, NvencConfig::new(config, plan(&wish, caps)?))?))
}

/// A stream from the compositor's GPU to the encoder's, without the CPU: what is sent shows the
/// card, time after time.
fn streams(capture: ImageCopy) {
    let path = Standin::find().expect("cargo built the stand-in");
    let _standin = Standin::open(&path, "").unwrap();
    let libraries = Libraries { nvenc: Some(path.clone()), cuda: Some(path) };
    let driver = DRIVER.get_or_init(|| Driver::load(&libraries).unwrap());
    let bridge = Bridge::open(driver.context(), Which::Simulated).unwrap();
    let plan = StreamPlan {
        mode: mode(SIZE.0, SIZE.1, 60),
        bitrate: Bitrate::from_kbps(50_000),
        grid: Grid::ONE,
        slices: 4,
        colour: ColourSpec::default(),
        profile: H264Profile::High,
        pacing: Pacing::Off,
    };
    let coders = Coders::open_on(Some(&bridge), open_nvenc, plan).unwrap();
    let mut capture = Watched { capture: Box::new(capture), on_gpu: Arc::default() };
    assert!(next(&mut capture).is_some(), "a frame in shared memory at first");
    let on_gpu = Arc::clone(&capture.on_gpu);
    let (sink, fec) = (Sink::default(), FecPolicy { percent: 20, min_parity: 2 });
    let trains = sink.trains();
    let ways = Ways {
        packetizers: vec![Packetizer::new(VideoSender::new(VIDEO, fec))],
        transmit: Box::new(sink),
        destination: Destination::new(SocketAddr::from((Ipv4Addr::LOCALHOST, 9))),
        tracer: None,
    };
    let source = Source::new(Box::new(capture), coders);
    let stream = Stream::start(Parts { source, ways }).unwrap();
    let sent = eventually(|| (stream.remote().stats().frames >= FRAMES as u64).then_some(()));
    let why = stream.remote().ended();
    assert!(sent.is_some(), "{why:?}");
    drop(stream);
    assert!(on_gpu.load(Ordering::Relaxed) >= FRAMES / 2, "{on_gpu:?} frames were on the GPU");
    let mut decoder = SoftwareDecoder::open().unwrap();
    let mut reassembler = Reassembler::new(VideoReceiver::new(VIDEO));
    let mut stamps = Vec::new();
    for datagram in trains.lock().unwrap().iter().flatten() {
        let Some(unit) = reassembler.datagram(&mut datagram.clone(), Micros(0)).unwrap() else {
            continue;
        };
        let shown = decoder.decode(unit.bytes).unwrap().expect("a picture");
        let (luma, stride) = (shown.planes[0], shown.strides[0] as usize);
        stamps.extend(stamp::read(luma, stride, SIZE.0, SIZE.1).map(|stamp| stamp.frame));
    }
    assert!(stamps.len() > FRAMES / 2, "{} of {FRAMES} show the card", stamps.len());
    stamps.dedup();
    assert!(stamps.len() > FRAMES / 3, "{stamps:?}");
}

/// Counts the frames that were on the GPU.
struct Watched {
    capture: Box<dyn Capture>,
    on_gpu: Arc<AtomicUsize>,
}

impl Capture for Watched {
    fn next(&mut self, until: Micros) -> Result<Option<Frame>, CaptureError> {
        let frame = self.capture.next(until)?;
        if let Some(Frame { surface: Surface::Dmabuf(_), .. }) = &frame {
            self.on_gpu.fetch_add(1, Ordering::Relaxed);
        }
        Ok(frame)
    }

    fn use_gpu(&mut self, memory: GpuMemory) {
        self.capture.use_gpu(memory);
    }
}
