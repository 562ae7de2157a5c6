//! The GPU's bytes are those of the CPU, on whatever EGL there is; Mesa's software at least in CI.

use std::os::fd::AsFd;
use std::sync::Arc;

use super::context::{Context, Dialect};
use super::convert::{Conversion, Converter, Output, RING, Slot};
use super::import::Source;
use crate::GpuError;
use crate::convert::ColourSpec;
use crate::convert::exact::{self, Rule, Siting};
use crate::convert::packed::{Packed, PackedLayout};
use crate::convert::surface::{SurfaceFormat, SurfaceLayout};
use crate::damage::Part;
use crate::dmabuf::{Dmabuf, LINEAR, Plane};
use crate::frame::SharedMemory;
use crate::testing::{assert_part, every_colour, noise};

const SURFACES: [SurfaceFormat; 4] =
    [SurfaceFormat::Nv12, SurfaceFormat::P010, SurfaceFormat::Yuv444, SurfaceFormat::Yuv444Ten];

const SIZES: [(u32, u32); 5] = [(70, 38), (67, 35), (130, 9), (3, 2), (1, 1)];

fn contexts() -> Vec<Arc<Context>> {
    let found = Context::all().unwrap_or_else(|error| {
        eprintln!("SKIPPED, nothing was compared: {error}");
        Vec::new()
    });
    if found.is_empty() {
        eprintln!("SKIPPED, nothing was compared: EGL has no context that would do");
    }
    found
}

fn layout((width, height): (u32, u32), format: Packed) -> PackedLayout {
    PackedLayout { width, height, stride: width * 4 + 20, offset: 8, format }
}

fn picture(layout: &PackedLayout) -> Vec<u8> {
    noise(layout.end().unwrap())
}

fn expected(conversion: &Conversion, layout: &PackedLayout, pixels: &[u8]) -> Vec<u8> {
    let Conversion { size, from, to, colour, siting, .. } = *conversion;
    let mut surface = vec![0; exact::target(to, size).len()];
    exact::convert(layout, pixels, &Rule::new(colour, siting, from, to), to, &mut surface).unwrap();
    surface
}

/// Compares rows without what lies between them.
fn assert_same(target: &SurfaceLayout, got: &[u8], wanted: &[u8], what: &str) {
    assert_eq!(got.len(), target.len(), "{what}");
    let bytes = target.width * if target.format.is_ten_bit() { 2 } else { 1 };
    let rows = got.chunks(target.pitch).zip(wanted.chunks(target.pitch));
    for (y, (got, wanted)) in rows.enumerate() {
        let at = got[..bytes].iter().zip(&wanted[..bytes]).position(|(got, wanted)| got != wanted);
        assert!(at.is_none(), "{what}: row {y}, byte {at:?}");
    }
}

fn default_conversion(size: (u32, u32)) -> Conversion {
    let (from, to) = (Packed::Bgrx, SurfaceFormat::Nv12);
    Conversion { size, part: None, from, to, colour: ColourSpec::default(), siting: Siting::Left }
}

#[test]
fn every_conversion_gives_the_bytes_of_the_cpu() {
    for context in contexts() {
        let mut compared = 0;
        for (at, size) in SIZES.into_iter().enumerate() {
            let pairs = Packed::ALL.into_iter().flat_map(|from| SURFACES.map(|to| (from, to)));
            for (pair, (from, to)) in pairs.enumerate() {
                let layout = layout(size, from);
                let pixels = picture(&layout);
                let source = Source::texture(&context, layout, &pixels).unwrap();
                // Every colour at one size, one after the other at the rest.
                let colours: Vec<ColourSpec> = every_colour().collect();
                let one = (at + pair) % colours.len();
                let colours = if at == 0 { &colours[..] } else { &colours[one..=one] };
                for (index, colour) in colours.iter().copied().enumerate() {
                    let centre = (at + pair + index) % 2 == 1;
                    let siting = if centre { Siting::Centre } else { Siting::Left };
                    let conversion = Conversion { size, part: None, from, to, colour, siting };
                    let wanted = expected(&conversion, &layout, &pixels);
                    let mut converter = Converter::new(&context, conversion, Output::Cpu).unwrap();
                    let slot = converter.submit(&source).unwrap();
                    converter.wait(slot).unwrap();
                    let what = format!("{}: {conversion:?}", context.name());
                    assert_same(&converter.target(), converter.bytes(slot), &wanted, &what);
                    compared += 1;
                }
            }
        }
        println!("{}: {compared} conversions compared", context.name());
    }
}

#[test]
fn a_part_is_that_of_the_whole_picture() {
    let (size, part) = ((151, 75), Part { x: 6, y: 10, width: 146, height: 66 });
    for context in contexts() {
        for (from, to) in Packed::ALL.into_iter().zip(SURFACES) {
            let layout = layout(size, from);
            let pixels = picture(&layout);
            let source = Source::texture(&context, layout, &pixels).unwrap();
            let conversion = Conversion { from, to, ..default_conversion(size) };
            let whole = expected(&conversion, &layout, &pixels);
            let conversion = Conversion { part: Some(part), ..conversion };
            let mut converter = Converter::new(&context, conversion, Output::Cpu).unwrap();
            let slot = converter.submit(&source).unwrap();
            converter.wait(slot).unwrap();
            let what = format!("{}: {conversion:?}", context.name());
            assert_part(&whole, &exact::target(to, size), part, converter.bytes(slot), &what);
        }
    }
}

#[test]
fn a_context_that_opens_converts_exactly() {
    if contexts().is_empty() {
        return;
    }
    let context = Context::open(None).unwrap();
    println!("opened: {}", context.name());
    assert_eq!(context.dialect(), Dialect::Embedded, "what more drivers have goes first");
}

#[test]
fn jobs_in_flight_keep_their_sources_and_surfaces() {
    for context in contexts() {
        let conversion = default_conversion((64, 32));
        let mut converter = Converter::new(&context, conversion, Output::Cpu).unwrap();
        let layout = layout(conversion.size, conversion.from);
        let mut jobs = Vec::new();
        for shade in 0..2 * RING as u8 {
            let pixels = vec![shade * 40; layout.end().unwrap()];
            let source = Source::texture(&context, layout, &pixels).unwrap();
            jobs.push((
                converter.submit(&source).unwrap(),
                expected(&conversion, &layout, &pixels),
            ));
        }
        let slots: Vec<usize> = jobs.iter().map(|(slot, _)| slot.0).collect();
        assert_eq!(slots, [0, 1, 2, 0, 1, 2]);
        assert!(converter.bytes(Slot(0)).is_empty(), "not waited for");
        for (slot, wanted) in &jobs[RING..] {
            converter.wait(*slot).unwrap();
            assert_same(&converter.target(), converter.bytes(*slot), wanted, "job");
        }
        // Dropped while it works.
        let source = Source::texture(&context, layout, &picture(&layout)).unwrap();
        converter.submit(&source).unwrap();
    }
}

#[test]
fn a_converter_goes_from_thread_to_thread() {
    for context in contexts() {
        let conversion = default_conversion((66, 34));
        let layout = layout(conversion.size, conversion.from);
        let pixels = picture(&layout);
        let wanted = expected(&conversion, &layout, &pixels);
        let mut converter = Converter::new(&context, conversion, Output::Cpu).unwrap();
        let mut source = Source::texture(&context, layout, &pixels).unwrap();
        for _ in 0..3 {
            let work = move || {
                let slot = converter.submit(&source).unwrap();
                converter.wait(slot).unwrap();
                (converter, source, slot)
            };
            let slot;
            (converter, source, slot) = std::thread::spawn(work).join().unwrap();
            assert_same(&converter.target(), converter.bytes(slot), &wanted, "thread");
        }
    }
}

#[test]
fn other_pictures_than_agreed_are_refused() {
    let all = contexts();
    for context in &all {
        let mut converter =
            Converter::new(context, default_conversion((16, 8)), Output::Cpu).unwrap();
        let mut submit = |context: &Arc<Context>, size, format| {
            let layout = layout(size, format);
            let source = Source::texture(context, layout, &picture(&layout)).unwrap();
            converter.submit(&source)
        };
        let refused = submit(context, (16, 10), Packed::Bgrx);
        assert!(matches!(refused, Err(GpuError::Size { .. })));
        let refused = submit(context, (16, 8), Packed::Rgbx);
        assert!(matches!(refused, Err(GpuError::Unsupported { .. })));
        for other in all.iter().filter(|other| !Arc::ptr_eq(other, context)) {
            let error = submit(other, (16, 8), Packed::Bgrx).unwrap_err();
            assert!(error.to_string().contains("another context"), "{error}");
        }
        submit(context, (16, 8), Packed::Bgrx).unwrap();
        assert!(matches!(converter.address(Slot(0)), Err(GpuError::Unsupported { .. })));
        let layout = layout((16, 8), Packed::Bgrx);
        let short = Source::texture(context, layout, &[0; 16]).err().expect("refused");
        assert!(matches!(short, GpuError::Truncated { got: 16, .. }));
        let wide = PackedLayout { width: 1 << 20, stride: 1 << 22, height: 1, ..layout };
        let wide = Source::texture(context, wide, &vec![0; (1 << 22) + 8]).err().expect("refused");
        assert!(matches!(wide, GpuError::Unsupported { what: "picture size", .. }));
    }
}

#[test]
fn what_cannot_be_imported_is_told() {
    for context in contexts() {
        let layout = layout((16, 8), Packed::Bgrx);
        let memory = SharedMemory::create(4096).unwrap();
        let import = |modifier, planes: &[Plane<'_>]| {
            let dmabuf = Dmabuf { width: 16, height: 8, format: Packed::Bgrx, modifier, planes };
            Source::dmabuf(&context, &dmabuf).err().expect("refused")
        };
        let one = [Plane { fd: memory.as_fd(), offset: 0, stride: layout.stride }];
        let unknown = 0x00ff_ffff_ffff_fffe;
        let cases = if context.imports_dmabuf() {
            [(import(LINEAR, &[]), "number of planes"), (import(unknown, &one), "unknown modifier")]
        } else {
            let none = "the driver imports none";
            [(import(LINEAR, &one), none), (import(unknown, &one), none)]
        };
        for (error, said) in cases {
            assert_eq!(error.remedy(), crate::Remedy::RebuildCapture);
            assert!(error.to_string().contains(said), "{error}");
        }
        println!("{}: offers {:?}", context.name(), context.modifiers(Packed::Bgrx).unwrap());
    }
}
