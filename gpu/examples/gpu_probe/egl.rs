//! The same by EGL: an uploaded texture, converted, as CUDA sees it.

use std::cell::RefCell;
use std::sync::Arc;

use lumen_gpu::convert::exact::{self, Rule, Siting};
use lumen_gpu::convert::packed::{Packed, PackedLayout};
use lumen_gpu::convert::{ColourSpec, surface::SurfaceFormat};
use lumen_gpu::cuda;
use lumen_gpu::egl::context::Context;
use lumen_gpu::egl::convert::{Conversion, Converter, Output, RING, Slot};
use lumen_gpu::egl::import::Source;

use super::{GOAL, Outcome, SURFACES, Times, differing, noise, time, time_copy};

/// Where converted pictures are looked at.
#[derive(Clone)]
struct Place {
    context: Arc<Context>,
    cuda: Option<Arc<cuda::Context>>,
}

impl Place {
    fn output(&self) -> Output {
        self.cuda.clone().map_or(Output::Cpu, Output::Cuda)
    }

    fn source(&self, size: (u32, u32), from: Packed) -> Outcome<(Arc<Source>, Vec<u8>)> {
        let layout = layout(size, from);
        let pixels = noise(layout.end().unwrap_or(0));
        Ok((Source::texture(&self.context, layout, &pixels)?, pixels))
    }
}

fn layout((width, height): (u32, u32), format: Packed) -> PackedLayout {
    PackedLayout { width, height, stride: width * 4, offset: 0, format }
}

fn convert(place: &Place, conversion: Conversion, source: &Arc<Source>) -> Outcome<Vec<u8>> {
    let mut converter = Converter::new(&place.context, conversion, place.output())?;
    // The second filling of a slot shows that the first one was given back.
    let mut slot = Slot(0);
    for _ in 0..=RING {
        slot = converter.submit(source)?;
        converter.wait(slot)?;
        if place.cuda.is_some() {
            converter.address(slot)?;
        }
    }
    let mut surface = vec![0; converter.target().len()];
    converter.read(slot, &mut surface)?;
    Ok(surface)
}

/// How many conversions were right, of how many.
fn compare_all(place: &Place) -> Outcome<(u32, u32)> {
    let (mut right, mut all) = (0, 0);
    for (index, size) in [(67, 35), (1366, 768), (1, 1), (1921, 1079)].into_iter().enumerate() {
        let siting = if index == 1 { Siting::Centre } else { Siting::Left };
        for (from, to) in Packed::ALL.into_iter().flat_map(|from| SURFACES.map(|to| (from, to))) {
            let colour = ColourSpec::default();
            let conversion = Conversion { size, part: None, from, to, colour, siting };
            let (source, pixels) = place.source(size, from)?;
            let target = exact::target(to, size);
            let mut wanted = vec![0; target.len()];
            let rule = Rule::new(colour, siting, from, to);
            exact::convert(&layout(size, from), &pixels, &rule, to, &mut wanted)?;
            let far = differing(&target, &convert(place, conversion, &source)?, &wanted);
            all += 1;
            right += u32::from(far == 0);
            if far != 0 {
                println!("WRONG: {conversion:?}: {far} bytes of {} differ", target.len());
            }
        }
    }
    Ok((right, all))
}

/// Conversions alone, and conversions that CUDA gets the address of.
fn measure(place: &Place, size: (u32, u32), to: SurfaceFormat) -> Outcome<()> {
    let (from, colour, siting) = (Packed::Bgrx, ColourSpec::default(), Siting::Left);
    let conversion = Conversion { size, part: None, from, to, colour, siting };
    let (source, pixels) = place.source(size, from)?;
    let moved = pixels.len() + exact::target(to, size).len();
    let floor = place.cuda.as_ref().map(|cuda| time_copy(cuda, moved)).transpose()?;
    let mut kinds = vec![("EGL", false)];
    kinds.extend(place.cuda.as_ref().map(|_| ("to CUDA", true)));
    for (kind, shared) in kinds {
        let converter = RefCell::new(Converter::new(&place.context, conversion, place.output())?);
        let last = RefCell::new(Slot(0));
        let start = || {
            let slot = converter.borrow_mut().submit(&source)?;
            *last.borrow_mut() = slot;
            if shared {
                converter.borrow_mut().address(slot)?;
            }
            Ok(())
        };
        let finish = || {
            let wait = |slot| converter.borrow_mut().wait(Slot(slot));
            (0..RING).try_for_each(wait)?;
            Ok(None)
        };
        let Times { streaming, alone, .. } = time(start, finish)?;
        let ratio = floor.as_ref().map_or(String::new(), |floor| {
            let ratio = streaming / floor.streaming;
            let word = if ratio <= GOAL { "met" } else { "MISSED" };
            format!("   ratio {ratio:.2} (goal <= {GOAL}: {word})")
        });
        let name = format!("{}x{} {to:?}", size.0, size.1);
        println!("{name:<22} {kind:<8} {streaming:>9.1} {:>9.1} {:>9.1}{ratio}", alone.0, alone.1);
    }
    Ok(())
}

fn look_at(place: &Place) -> Outcome<()> {
    let (right, all) = compare_all(place)?;
    let by = if place.cuda.is_some() { "as CUDA reads them" } else { "as the CPU reads them" };
    println!("EGL: pixel-exact {by}: {right} of {all} conversions");
    println!("microseconds a frame            streaming  alone p50       p99");
    let sizes: &[(u32, u32)] =
        if place.cuda.is_some() { &[(5120, 1440), (5120, 2880)] } else { &[(640, 360)] };
    for size in sizes {
        for to in SURFACES {
            measure(place, *size, to)?;
        }
    }
    Ok(())
}

/// Looks at each context by itself, since drivers differ in what they share with CUDA.
pub fn run() -> Outcome<()> {
    let cuda = cuda::Context::open(None).inspect_err(|error| println!("CUDA: {error}")).ok();
    let all = Context::all()?;
    println!("\nEGL: {} contexts", all.len());
    for context in &all {
        println!("EGL: {:?}: {}", context.dialect(), context.name());
        for format in Packed::ALL {
            println!("modifiers of {format:?}: {:x?}", context.modifiers(format)?);
        }
        let place = Place { context: Arc::clone(context), cuda: cuda.clone() };
        let outcome = look_at(&place).or_else(|error| {
            println!("EGL to CUDA: {error}");
            if cuda.is_none() { Ok(()) } else { look_at(&Place { cuda: None, ..place.clone() }) }
        });
        outcome.unwrap_or_else(|error| println!("EGL stopped: {error}"));
    }
    let chosen = Context::open(cuda.as_ref())?;
    println!("EGL chosen for CUDA: {:?}: {}", chosen.dialect(), chosen.name());
    Ok(())
}
