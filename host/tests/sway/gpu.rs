//! Frames that the compositor draws into memory of the GPU that converts: on the rig's sway, whose
//! dmabufs are memory files, with lavapipe for a GPU.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use lumen_bench::testcard::{Animation, now, stamp};
use lumen_core::units::Span;
use lumen_gpu::convert::ColourSpec;
use lumen_gpu::convert::exact::Siting;
use lumen_gpu::convert::packed::Packed;
use lumen_gpu::convert::surface::SurfaceFormat;
use lumen_gpu::frame::{Frame, Surface};
use lumen_gpu::vulkan::convert::{Conversion, Converter, Output};
use lumen_gpu::vulkan::device::{Device, Devices};
use lumen_gpu::vulkan::instance::Instance;
use lumen_host::capture::Capture;
use lumen_host::capture::gpu::GpuMemory;
use lumen_host::capture::image_copy::ImageCopy;
use lumen_host::display::{Compositor, Options, open};
use stamp::Stamp;

use crate::desk::{Base, Card, eventually, mode, next, private};
use crate::rig::running;

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
    let mut capture = ImageCopy::open(&session, output.name(), now).unwrap();
    assert!(matches!(next(&mut capture).unwrap().surface, Surface::Shared { .. }));
    let mut reader = Reader::new();
    let memory = GpuMemory::new(&reader.device);
    capture.use_gpu(memory.clone());
    // Memory files carry no fences, so a frame may be read before it is drawn: what counts is that
    // the card's pictures come, whole, and newer ones with time.
    let first = eventually(|| reader.stamp(&next(&mut capture)?));
    let first = first.expect("the card is seen through the GPU");
    let stamps: Vec<Stamp> =
        (0..FRAMES).filter_map(|_| reader.stamp(&next(&mut capture)?)).collect();
    assert!(stamps.len() > FRAMES / 2, "{} of {FRAMES} are readable", stamps.len());
    let newest = stamps.iter().map(|stamp| stamp.frame).max();
    assert!(newest > Some(first.frame + FRAMES as u32 / 2), "{newest:?} after {}", first.frame);
    // As many frames as there are buffers are held: the next one waits until one comes back.
    let held: Vec<Frame> =
        (0..3).map_while(|_| capture.next(now() + Span::from_secs(2)).unwrap()).collect();
    assert_eq!(held.len(), 3);
    assert!(capture.next(now() + Span::from_millis(200)).unwrap().is_none());
    drop(held);
    assert!(next(&mut capture).is_some());
    // Whoever converted does so no more.
    memory.withdraw();
    let shared = eventually(|| {
        let frame = next(&mut capture)?;
        matches!(frame.surface, Surface::Shared { .. }).then_some(())
    });
    assert!(shared.is_some(), "frames come by shared memory again");
}
