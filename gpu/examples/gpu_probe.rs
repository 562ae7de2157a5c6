//! Pictures from Vulkan's memory through the conversion into CUDA's hands: are they right, and how
//! long does it take against a mere copy of as many bytes?
//!
//! The floor is what the bytes that must be read once and written once take at the bandwidth of a
//! copy within the GPU. Sources, surfaces and copies go around among so many blocks that none is
//! in the GPU's cache when its turn comes.
//!
//!     cargo run --release -p lumen-gpu --features vulkan,egl --example gpu_probe
//!
//! Sources are memory that one Vulkan device hands out and another imports, as rows, and images in
//! the GPU's own layout. Where there is no CUDA, Vulkan is measured alone. With feature `egl` the same is
//! looked at by EGL.

#[cfg(feature = "egl")]
#[path = "gpu_probe/egl.rs"]
mod egl;

use std::cell::{Cell, RefCell};
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lumen_gpu::convert::exact::{self, Rule, Siting};
use lumen_gpu::convert::packed::{Packed, PackedLayout};
use lumen_gpu::convert::surface::{SurfaceFormat, SurfaceLayout};
use lumen_gpu::convert::{ColourSpec, Matrix, Range};
use lumen_gpu::cuda::external::Imported;
use lumen_gpu::cuda::{Context, DeviceMemory};
use lumen_gpu::damage::Part;
use lumen_gpu::vulkan::convert::{Conversion, Converter, Output, RING, Slot};
use lumen_gpu::vulkan::device::{Device, Devices};
use lumen_gpu::vulkan::import::{Exportable, Source};
use lumen_gpu::vulkan::instance::Instance;
use lumen_gpu::vulkan::modifier::modifiers;

type Outcome<T> = Result<T, Box<dyn Error>>;

const SURFACES: [SurfaceFormat; 4] =
    [SurfaceFormat::Nv12, SurfaceFormat::P010, SurfaceFormat::Yuv444, SurfaceFormat::Yuv444Ten];

/// Conversions for each measurement.
const TIMES: u32 = 600;

/// Rounds of as many, of which the middle counts.
const ROUNDS: usize = 5;

/// Sources and copies that take turns; and converters, each of which has three surfaces.
const SOURCES: usize = 8;
const CONVERTERS: usize = 3;

/// How many times as long as a copy a conversion may take.
const GOAL: f64 = 2.0;

/// The devices of a run. `capture` stands for another process on the same GPU.
struct Rig {
    device: Arc<Device>,
    capture: Arc<Device>,
    cuda: Option<Arc<Context>>,
}

impl Rig {
    fn open() -> Outcome<Rig> {
        let vulkan = Instance::headless()?;
        let device = Device::headless(&vulkan, Devices::Any)?;
        let capture = Device::headless(&vulkan, Devices::Any)?;
        println!("Vulkan: {}", device.name());
        println!(
            "hands memory out: {}, imports dmabufs: {}",
            device.exports(),
            device.imports_dmabuf()
        );
        for format in Packed::ALL {
            let tilings = modifiers(&device, format)?;
            println!("modifiers of {format:?}: {tilings:x?}");
        }
        let cuda = open_cuda(&device);
        Ok(Rig { device, capture, cuda })
    }

    fn layout(&self, (width, height): (u32, u32), format: Packed) -> PackedLayout {
        PackedLayout { width, height, stride: width * 4, offset: 0, format }
    }

    /// The picture in memory of `capture`, as `device` sees it.
    fn rows(&self, layout: PackedLayout, pixels: &[u8]) -> Outcome<Arc<Source>> {
        let (fd, size) = Exportable::filled(&self.capture, layout, pixels)?.export()?;
        Ok(Source::opaque(&self.device, fd, size, layout)?)
    }

    fn output(&self) -> Output {
        if self.cuda.is_some() { Output::Gpu } else { Output::Cpu }
    }
}

fn open_cuda(device: &Device) -> Option<Arc<Context>> {
    let context = match Context::open(None) {
        Ok(context) => context,
        Err(error) => {
            println!("CUDA: {error}; Vulkan alone is looked at");
            return None;
        }
    };
    println!("CUDA: {}", context.name());
    if !device.exports() {
        println!("CUDA gets no memory from this Vulkan; Vulkan alone is looked at");
        return None;
    }
    match context.uuid() {
        Ok(uuid) if uuid == device.uuid() => Some(context),
        Ok(_) => {
            println!("CUDA's GPU is not Vulkan's; Vulkan alone is looked at");
            None
        }
        Err(error) => {
            println!("CUDA: {error}; Vulkan alone is looked at");
            None
        }
    }
}

/// Bytes without structure, the same each time.
fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..len).map(|_| next()).collect()
}

/// What `device` made of a source, as CUDA sees it, or the CPU without CUDA.
fn convert(rig: &Rig, conversion: Conversion, source: &Arc<Source>) -> Outcome<Vec<u8>> {
    let mut converter = Converter::new(&rig.device, conversion, rig.output())?;
    let slot = converter.submit(source)?;
    converter.wait(slot)?;
    let Some(cuda) = &rig.cuda else { return Ok(converter.bytes(slot).to_vec()) };
    let ((fd, size), len) = (converter.export(slot)?, converter.target().len());
    let imported = Imported::opaque(cuda, fd, size, len)?;
    let mut surface = vec![0; len];
    imported.read(&mut surface)?;
    Ok(surface)
}

/// Samples that differ from the CPU's.
fn differing(target: &SurfaceLayout, got: &[u8], wanted: &[u8]) -> usize {
    let bytes = target.width * if target.format.is_ten_bit() { 2 } else { 1 };
    let rows = got.chunks(target.pitch).zip(wanted.chunks(target.pitch));
    rows.map(|(got, wanted)| {
        got[..bytes].iter().zip(&wanted[..bytes]).filter(|(got, wanted)| got != wanted).count()
    })
    .sum()
}

/// A part of a whole surface, laid out as a surface of its own.
fn cut_out(whole: &SurfaceLayout, bytes: &[u8], part: Part, target: &SurfaceLayout) -> Vec<u8> {
    let sample = if target.format.is_ten_bit() { 2 } else { 1 };
    let (x, y, height) = (part.x as usize * sample, part.y as usize, part.height as usize);
    let planes = match target.format.is_full_chroma() {
        true => vec![(y, height), (whole.height + y, height), (2 * whole.height + y, height)],
        false => vec![(y, height), (whole.height + y / 2, height / 2)],
    };
    let mut cut = vec![0; target.len()];
    let rows = planes.into_iter().flat_map(|(first, rows)| first..first + rows);
    for (row, out) in rows.zip(cut.chunks_exact_mut(target.pitch)) {
        let len = part.width as usize * sample;
        out[..len].copy_from_slice(&bytes[row * whole.pitch + x..][..len]);
    }
    cut
}

/// Compares one conversion from each kind of source; how many were right, of how many.
fn compare(rig: &Rig, conversion: Conversion) -> Outcome<(u32, u32)> {
    let Conversion { size, part, from, to, colour, siting } = conversion;
    let layout = rig.layout(size, from);
    let pixels = noise(layout.end().unwrap_or(0));
    let mut target = exact::target(to, size);
    let mut wanted = vec![0; target.len()];
    exact::convert(&layout, &pixels, &Rule::new(colour, siting, from, to), to, &mut wanted)?;
    if let Some(part) = part {
        let whole = target;
        target = SurfaceLayout::new(to, (part.width, part.height));
        wanted = cut_out(&whole, &wanted, part, &target);
    }
    let mut sources = vec![("texture", Source::texture(&rig.device, layout, &pixels)?)];
    if rig.device.exports() {
        sources.push(("rows", rig.rows(layout, &pixels)?));
    }
    let (mut right, mut all) = (0, 0);
    for (kind, source) in sources {
        let far = differing(&target, &convert(rig, conversion, &source)?, &wanted);
        all += 1;
        right += u32::from(far == 0);
        if far != 0 {
            println!("WRONG: {conversion:?} from {kind}: {far} bytes of {} differ", target.len());
        }
    }
    Ok((right, all))
}

fn compare_all(rig: &Rig) -> Outcome<()> {
    let (mut right, mut all) = (0, 0);
    let colours = [
        ColourSpec { matrix: Matrix::Bt601, range: Range::Full },
        ColourSpec { matrix: Matrix::Bt709, range: Range::Limited },
        ColourSpec { matrix: Matrix::Bt2020, range: Range::Limited },
    ];
    for (index, size) in [(67, 35), (1366, 768), (1, 1), (1921, 1079)].into_iter().enumerate() {
        let siting = if index == 1 { Siting::Centre } else { Siting::Left };
        let pairs = Packed::ALL.into_iter().flat_map(|from| SURFACES.map(|to| (from, to)));
        for ((from, to), colour) in pairs.zip(colours.into_iter().cycle()) {
            let tile = Part { x: 682, y: 384, width: 684, height: 384 };
            let parts = [Some(None), (index == 1).then_some(Some(tile))];
            for part in parts.into_iter().flatten() {
                let (good, tried) =
                    compare(rig, Conversion { size, part, from, to, colour, siting })?;
                (right, all) = (right + good, all + tried);
            }
        }
    }
    let by = if rig.cuda.is_some() { "as CUDA reads them" } else { "as the CPU reads them" };
    println!("pixel-exact {by}: {right} of {all} conversions");
    Ok(())
}

/// Middle of some times, in microseconds, and the one that 99 % are below.
fn middle(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    (at(50).as_secs_f64() * 1e6, at(99).as_secs_f64() * 1e6)
}

/// Microseconds for each of many, when the next is started before the last is done; for one that
/// is waited for, middle and 99 %; and of that the GPU's own time, as far as it is known.
struct Times {
    streaming: f64,
    alone: (f64, f64),
    gpu: f64,
}

/// `finish` waits for everything, and says how long the GPU took for what was started last.
fn time(
    mut start: impl FnMut() -> Outcome<()>,
    mut finish: impl FnMut() -> Outcome<Option<Duration>>,
) -> Outcome<Times> {
    let (mut alone, mut gpu) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let started = Instant::now();
        start()?;
        let took = finish()?;
        alone.push(started.elapsed());
        gpu.extend(took);
    }
    // Rounds in which the CPU was held up do not count.
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let started = Instant::now();
        for _ in 0..TIMES {
            start()?;
        }
        finish()?;
        rounds.push(started.elapsed() / TIMES);
    }
    let streaming = middle(rounds).0;
    Ok(Times { streaming, alone: middle(alone), gpu: middle(gpu).0 })
}

fn time_conversion(rig: &Rig, conversion: Conversion, sources: &[Arc<Source>]) -> Outcome<Times> {
    let converters = (0..CONVERTERS).map(|_| Converter::new(&rig.device, conversion, rig.output()));
    let converters = RefCell::new(converters.collect::<Result<Vec<_>, _>>()?);
    let (turn, last) = (Cell::new(0), Cell::new(Slot(0)));
    let mut start = || {
        let converter = &mut converters.borrow_mut()[turn.get() % CONVERTERS];
        last.set(converter.submit(&sources[turn.get() % sources.len()])?);
        turn.set(turn.get() + 1);
        Ok(())
    };
    let mut finish = || {
        for converter in converters.borrow_mut().iter_mut() {
            (0..RING).try_for_each(|slot| converter.wait(Slot(slot)))?;
        }
        Ok(converters.borrow()[(turn.get() + CONVERTERS - 1) % CONVERTERS].took(last.get()))
    };
    // Reading the clock takes time by itself, so it is read in a round of its own.
    let Times { streaming, alone, .. } = time(&mut start, &mut finish)?;
    for converter in converters.borrow_mut().iter_mut() {
        converter.measure()?;
    }
    let Times { gpu, .. } = time(start, finish)?;
    Ok(Times { streaming, alone, gpu })
}

/// A copy within the GPU that moves as many bytes as a conversion reads and writes.
fn time_copy(cuda: &Arc<Context>, moved: usize) -> Outcome<Times> {
    let block = || DeviceMemory::new(cuda, moved / 2);
    let blocks = (0..SOURCES).map(|_| Ok((block()?, block()?)));
    let mut blocks = blocks.collect::<Outcome<Vec<_>>>()?;
    // Zeros may be copied faster than pixels.
    let pixels = noise(moved / 2);
    blocks.iter_mut().try_for_each(|(from, _)| from.upload(&pixels))?;
    let mut turn = 0;
    let start = || {
        turn += 1;
        let (from, to) = &mut blocks[turn % SOURCES];
        Ok(to.copy_from(from)?)
    };
    time(start, || Ok(cuda.synchronize().map(|()| None)?))
}

/// Microseconds of importing a picture's memory: once for each buffer, not for each frame.
fn time_import(rig: &Rig, layout: PackedLayout, pixels: &[u8]) -> Outcome<f64> {
    let memory = Exportable::filled(&rig.capture, layout, pixels)?;
    let mut times = Vec::new();
    for _ in 0..20 {
        let (fd, size) = memory.export()?;
        let started = Instant::now();
        let source = Source::opaque(&rig.device, fd, size, layout)?;
        times.push(started.elapsed());
        drop(source);
    }
    Ok(middle(times).0)
}

fn measure(rig: &Rig, size: (u32, u32), to: SurfaceFormat) -> Outcome<()> {
    let (from, colour, siting) = (Packed::Bgrx, ColourSpec::default(), Siting::Left);
    let conversion = Conversion { size, part: None, from, to, colour, siting };
    let layout = rig.layout(size, from);
    let pixels = noise(layout.end().unwrap_or(0));
    let moved = pixels.len() + exact::target(to, size).len();
    let name = format!("{}x{} {to:?}", size.0, size.1);
    let floor = rig.cuda.as_ref().map(|cuda| time_copy(cuda, moved)).transpose()?;
    if let Some(Times { streaming, alone, .. }) = &floor {
        let rate = moved as f64 / streaming / 1e3;
        println!(
            "{name:<22} copy     {streaming:>9.1} {:>9.1} {:>9.1}           -   {rate:.0} GB/s moved",
            alone.0, alone.1
        );
    }
    let textures = (0..SOURCES).map(|_| Source::texture(&rig.device, layout, &pixels));
    let mut kinds = vec![("texture", textures.collect::<Result<Vec<_>, _>>()?)];
    if rig.device.exports() {
        let rows = (0..SOURCES).map(|_| rig.rows(layout, &pixels));
        kinds.push(("rows", rows.collect::<Outcome<_>>()?));
    }
    for (kind, sources) in kinds {
        let Times { streaming, alone, gpu } = time_conversion(rig, conversion, &sources)?;
        let verdict = floor.as_ref().map_or(String::new(), |floor| {
            let ratio = streaming / floor.streaming;
            let word = if ratio <= GOAL { "met" } else { "MISSED" };
            format!(
                "   ratio {ratio:.2}, of the GPU alone {:.2} (goal <= {GOAL}: {word})",
                gpu / floor.streaming
            )
        });
        println!(
            "{name:<22} {kind:<8} {streaming:>9.1} {:>9.1} {:>9.1} {gpu:>9.1}{verdict}",
            alone.0, alone.1
        );
    }
    if rig.device.exports() {
        println!(
            "{name:<22} import of its memory, once a buffer: {:.1}",
            time_import(rig, layout, &pixels)?
        );
    }
    Ok(())
}

fn run() -> Outcome<()> {
    let rig = Rig::open()?;
    compare_all(&rig)?;
    println!("microseconds a frame            streaming  alone p50       p99   GPU p50");
    let sizes: &[(u32, u32)] =
        if rig.cuda.is_some() { &[(5120, 1440), (5120, 2880)] } else { &[(640, 360)] };
    for size in sizes {
        for to in SURFACES {
            measure(&rig, *size, to)?;
        }
    }
    Ok(())
}

fn main() {
    let mut outcomes = vec![run()];
    #[cfg(feature = "egl")]
    outcomes.push(egl::run());
    let errors: Vec<_> = outcomes.into_iter().filter_map(Result::err).collect();
    errors.iter().for_each(|error| println!("stopped: {error}"));
    if !errors.is_empty() {
        std::process::exit(1);
    }
}
