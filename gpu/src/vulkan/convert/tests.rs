//! The GPU's bytes are those of the CPU, on whatever Vulkan there is; lavapipe at least in CI.

use std::os::fd::AsFd;

use super::*;
use crate::convert::ColourSpec;
use crate::convert::exact::{self, Rule, Siting};
use crate::convert::packed::{Packed, PackedLayout};
use crate::convert::surface::SurfaceFormat;
use crate::damage::Part;
use crate::frame::SharedMemory;
use crate::testing::{assert_part, every_colour, noise};
use crate::vulkan::device::Devices;
use crate::vulkan::external::{Block, Handle};
use crate::vulkan::import::{Dmabuf, Exportable, Plane, Upload};
use crate::vulkan::instance::Instance;
use crate::vulkan::modifier::{LINEAR, modifiers};

const SURFACES: [SurfaceFormat; 4] =
    [SurfaceFormat::Nv12, SurfaceFormat::P010, SurfaceFormat::Yuv444, SurfaceFormat::Yuv444Ten];

const SIZES: [(u32, u32); 5] = [(70, 38), (67, 35), (130, 9), (3, 2), (1, 1)];

fn device() -> Option<Arc<Device>> {
    let found = Instance::headless().and_then(|vulkan| Device::headless(&vulkan, Devices::Any));
    found.inspect_err(|error| eprintln!("SKIPPED, nothing was compared: {error}")).ok()
}

fn layout((width, height): (u32, u32), format: Packed) -> PackedLayout {
    PackedLayout { width, height, stride: width * 4 + 20, offset: 8, format }
}

fn picture(layout: &PackedLayout) -> Vec<u8> {
    noise(layout.end().unwrap())
}

/// Rows of the surface without what lies between them.
fn rows<'a>(target: &SurfaceLayout, surface: &'a [u8]) -> Vec<&'a [u8]> {
    let bytes = target.width * if target.format.is_ten_bit() { 2 } else { 1 };
    surface[..target.len()].chunks(target.pitch).map(|row| &row[..bytes]).collect()
}

fn expected(conversion: &Conversion, layout: &PackedLayout, pixels: &[u8]) -> Vec<u8> {
    let Conversion { size, from, to, colour, siting, .. } = *conversion;
    let mut surface = vec![0; exact::target(to, size).len()];
    exact::convert(layout, pixels, &Rule::new(colour, siting, from, to), to, &mut surface).unwrap();
    surface
}

fn assert_same(target: &SurfaceLayout, got: &[u8], wanted: &[u8], what: &str) {
    assert_eq!(got.len(), target.len(), "{what}");
    for (y, (got, wanted)) in rows(target, got).iter().zip(rows(target, wanted)).enumerate() {
        let at = got.iter().zip(wanted).position(|(got, wanted)| got != wanted);
        assert!(at.is_none(), "{what}: row {y}, byte {at:?}");
    }
}

fn default_conversion(size: (u32, u32)) -> Conversion {
    let (from, to) = (Packed::Bgrx, SurfaceFormat::Nv12);
    Conversion { size, part: None, from, to, colour: ColourSpec::default(), siting: Siting::Left }
}

#[test]
fn every_conversion_gives_the_bytes_of_the_cpu() {
    let Some(device) = device() else { return };
    let (mut compared, mut without) = (0, 0);
    for (at, size) in SIZES.into_iter().enumerate() {
        for (from, to) in Packed::ALL.into_iter().flat_map(|from| SURFACES.map(|to| (from, to))) {
            let layout = layout(size, from);
            let pixels = picture(&layout);
            let rows = Upload::new(&device, layout).unwrap().into_source(&pixels).unwrap();
            let texture = Source::texture(&device, layout, &pixels);
            without += usize::from(matches!(texture, Err(GpuError::Unsupported { .. })));
            let sources: Vec<Arc<Source>> = [rows].into_iter().chain(texture.ok()).collect();
            // Every colour at one size; one after the other at the rest.
            let colours: Vec<ColourSpec> = match at {
                0 => every_colour().collect(),
                _ => every_colour().skip(at).take(1).collect(),
            };
            for (colour, siting) in
                colours.iter().flat_map(|c| [Siting::Left, Siting::Centre].map(|s| (*c, s)))
            {
                let conversion = Conversion { size, part: None, from, to, colour, siting };
                let wanted = expected(&conversion, &layout, &pixels);
                let mut converter = Converter::new(&device, conversion, Output::Cpu).unwrap();
                for source in &sources {
                    let slot = converter.submit(source).unwrap();
                    converter.wait(slot).unwrap();
                    let what = format!("{conversion:?}");
                    assert_same(&converter.target(), converter.bytes(slot), &wanted, &what);
                    compared += 1;
                }
            }
        }
    }
    println!("{}: {compared} conversions compared, {without} without a texture", device.name());
}

#[test]
fn a_part_is_that_of_the_whole_picture() {
    let Some(device) = device() else { return };
    let (size, part) = ((151, 75), Part { x: 6, y: 10, width: 146, height: 66 });
    for (from, to) in Packed::ALL.into_iter().zip(SURFACES) {
        let layout = layout(size, from);
        let pixels = picture(&layout);
        let conversion = Conversion { from, to, ..default_conversion(size) };
        let whole = expected(&conversion, &layout, &pixels);
        let conversion = Conversion { part: Some(part), ..conversion };
        let mut converter = Converter::new(&device, conversion, Output::Cpu).unwrap();
        let rows = Upload::new(&device, layout).unwrap().into_source(&pixels).unwrap();
        let texture = Source::texture(&device, layout, &pixels);
        for source in [rows].into_iter().chain(texture.ok()) {
            let slot = converter.submit(&source).unwrap();
            converter.wait(slot).unwrap();
            let what = format!("{conversion:?}");
            assert_part(&whole, &exact::target(to, size), part, converter.bytes(slot), &what);
        }
    }
}

#[test]
fn jobs_in_flight_keep_their_sources_and_surfaces() {
    let Some(device) = device() else { return };
    let conversion = default_conversion((64, 32));
    let mut converter = Converter::new(&device, conversion, Output::Cpu).unwrap();
    let layout = layout(conversion.size, conversion.from);
    let mut jobs = Vec::new();
    for shade in 0..2 * RING as u8 {
        let pixels = vec![shade * 40; layout.end().unwrap()];
        let source = Upload::new(&device, layout).unwrap().into_source(&pixels).unwrap();
        jobs.push((converter.submit(&source).unwrap(), expected(&conversion, &layout, &pixels)));
    }
    let slots: Vec<usize> = jobs.iter().map(|(slot, _)| slot.0).collect();
    assert_eq!(slots, [0, 1, 2, 0, 1, 2]);
    assert!(converter.bytes(Slot(0)).is_empty(), "not waited for");
    for (slot, wanted) in &jobs[RING..] {
        converter.wait(*slot).unwrap();
        assert_same(&converter.target(), converter.bytes(*slot), wanted, "job");
    }
    // Dropped while it works.
    let pixels = picture(&layout);
    let source = Upload::new(&device, layout).unwrap().into_source(&pixels).unwrap();
    converter.submit(&source).unwrap();
}

/// What is in memory that `fd` names, as seen by `device`.
fn read(device: &Arc<Device>, (fd, size): (OwnedFd, u64), len: usize) -> Vec<u8> {
    let imported = Block::imported(device, fd, Handle::Opaque, size, len).unwrap();
    let usage = vk::BufferUsageFlags::STORAGE_BUFFER | vk::BufferUsageFlags::TRANSFER_DST;
    let mapped = Block::mapped(device, len, usage).unwrap();
    let mut commands = Commands::new(device).unwrap();
    commands.begin().unwrap();
    let regions = [vk::BufferCopy::default().size(len as u64)];
    // SAFETY: recording; both buffers have as many bytes.
    unsafe {
        let raw = device.raw();
        raw.cmd_copy_buffer(commands.raw(), imported.raw(), mapped.raw(), &regions);
    }
    commands.submit().unwrap();
    commands.wait().unwrap();
    mapped.bytes().to_vec()
}

#[test]
fn pictures_go_from_device_to_device_and_on() {
    let Some(device) = device() else { return };
    if !device.exports() {
        eprintln!("SKIPPED: {} hands no memory out", device.name());
        return;
    }
    let other = Device::headless(device.instance(), Devices::Any).unwrap();
    assert_eq!(device.uuid(), other.uuid());
    let conversion = default_conversion((67, 35));
    let layout = layout(conversion.size, conversion.from);
    let pixels = picture(&layout);
    let captured = Exportable::filled(&other, layout, &pixels).unwrap();
    let (fd, size) = captured.export().unwrap();
    let source = Source::opaque(&device, fd, size, layout).unwrap();
    let mut converter = Converter::new(&device, conversion, Output::Gpu).unwrap();
    let slot = converter.submit(&source).unwrap();
    converter.wait(slot).unwrap();
    assert!(converter.bytes(slot).is_empty());
    let target = converter.target();
    let surface = read(&other, converter.export(slot).unwrap(), target.len());
    assert_same(&target, &surface, &expected(&conversion, &layout, &pixels), "exported");
}

/// lavapipe takes any memory that can be mapped for a dmabuf.
fn pretended(layout: &PackedLayout, pixels: &[u8]) -> SharedMemory {
    let mut memory = SharedMemory::create(layout.end().unwrap().next_multiple_of(4096)).unwrap();
    memory.bytes_mut()[..pixels.len()].copy_from_slice(pixels);
    memory
}

#[test]
fn dmabufs_without_tiles_are_imported() {
    let Some(device) = device() else { return };
    if !device.imports_dmabuf() || !device.name().contains("llvmpipe") {
        eprintln!("SKIPPED: {} takes no shared memory for a dmabuf", device.name());
        return;
    }
    for (from, size) in Packed::ALL.into_iter().flat_map(|from| SIZES.map(|size| (from, size))) {
        let layout = layout(size, from);
        let pixels = picture(&layout);
        let memory = pretended(&layout, &pixels);
        let planes = [Plane { fd: memory.as_fd(), offset: layout.offset, stride: layout.stride }];
        let (width, height) = size;
        let dmabuf = Dmabuf { width, height, format: from, modifier: LINEAR, planes: &planes };
        let source = Source::dmabuf(&device, &dmabuf).unwrap();
        let conversion = Conversion { from, ..default_conversion(size) };
        let mut converter = Converter::new(&device, conversion, Output::Cpu).unwrap();
        let slot = converter.submit(&source).unwrap();
        converter.wait(slot).unwrap();
        let wanted = expected(&conversion, &layout, &pixels);
        assert_same(&converter.target(), converter.bytes(slot), &wanted, &format!("{from:?}"));
    }
    let offered = modifiers(&device, Packed::Bgrx).unwrap();
    println!("{}: imported; modifiers offered: {offered:?}", device.name());
}

#[test]
fn what_cannot_be_imported_is_told() {
    let Some(device) = device() else { return };
    let layout = layout((16, 8), Packed::Bgrx);
    let (memory, other) = (pretended(&layout, &[]), pretended(&layout, &[]));
    let import = |modifier, planes: &[Plane<'_>]| {
        let dmabuf = Dmabuf { width: 16, height: 8, format: Packed::Bgrx, modifier, planes };
        Source::dmabuf(&device, &dmabuf).err().expect("refused")
    };
    let one = |offset| Plane { fd: memory.as_fd(), offset, stride: layout.stride };
    let two = [one(0), Plane { fd: other.as_fd(), ..one(0) }];
    if !device.imports_dmabuf() {
        let error = import(LINEAR, &[one(0)]);
        assert_eq!(error.remedy(), crate::Remedy::RebuildCapture);
        assert!(error.to_string().contains("the driver imports none"), "{error}");
        return;
    }
    for (error, said) in [
        (import(LINEAR, &[]), "number of planes"),
        (import(LINEAR, &two), "planes in separate memory"),
        (import(0x00ff_ffff_ffff_fffe, &[one(0)]), "unknown modifier"),
        (import(LINEAR, &[one(4096)]), "in a buffer of"),
        (import(LINEAR, &[one(2)]), "plane offset"),
    ] {
        assert!(error.to_string().contains(said), "{error}");
    }
}

#[test]
fn other_pictures_than_agreed_are_refused() {
    let Some(device) = device() else { return };
    let mut converter = Converter::new(&device, default_conversion((16, 8)), Output::Cpu).unwrap();
    let mut submit = |size, format| {
        let layout = layout(size, format);
        let source = Upload::new(&device, layout).unwrap().into_source(&picture(&layout)).unwrap();
        converter.submit(&source)
    };
    assert!(matches!(submit((16, 10), Packed::Bgrx), Err(GpuError::Size { .. })));
    assert!(matches!(submit((16, 8), Packed::Rgbx), Err(GpuError::Unsupported { .. })));
    assert!(submit((16, 8), Packed::Bgrx).is_ok());
    assert!(matches!(converter.export(Slot(0)), Err(GpuError::Unsupported { .. })));
}
