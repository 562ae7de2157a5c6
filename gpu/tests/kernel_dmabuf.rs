//! Dmabufs of the kernel's own, through either import to what an encoder takes. Most machines that
//! run tests let nobody make one; `rig vm` has a kernel that does.

#![cfg(all(feature = "egl", feature = "vulkan"))]
#![allow(clippy::unwrap_used)] // helpers of a test, which the lint does not see as one

use std::fs::File;
use std::os::fd::{AsFd, FromRawFd, OwnedFd};
use std::path::Path;
use std::process::Command;
use std::ptr::null_mut;
use std::sync::Arc;

use lumen_gpu::convert::ColourSpec;
use lumen_gpu::convert::exact::{self, Rule, Siting};
use lumen_gpu::convert::job::Conversion;
use lumen_gpu::convert::packed::{Packed, PackedLayout};
use lumen_gpu::convert::surface::{SurfaceFormat, SurfaceLayout};
use lumen_gpu::dmabuf::{Dmabuf, LINEAR, Plane};
use lumen_gpu::egl::context::Context;
use lumen_gpu::vulkan::device::{Device, Devices};
use lumen_gpu::vulkan::instance::Instance;
use lumen_gpu::{GpuError, egl, vulkan};
use rustix::ioctl::{Setter, Updater, ioctl};
use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};

/// Where a kernel hands dmabufs out. Source: Linux, Documentation/userspace-api/dma-buf-heaps.rst.
const HEAP: &str = "/dev/dma_heap/system";

/// Source: linux/dma-heap.h, `DMA_HEAP_IOCTL_ALLOC`.
const ALLOCATE: u32 = 0xC018_4800;
/// Source: linux/dma-buf.h, `DMA_BUF_IOCTL_SYNC`.
const SYNC: u32 = 0x4008_6200;
/// Source: as above, `DMA_BUF_SYNC_WRITE`, `DMA_BUF_SYNC_END`.
const WRITE: u64 = 2;
const END: u64 = 4;

/// Source: linux/dma-heap.h, `struct dma_heap_allocation_data`.
#[repr(C)]
struct Allocation {
    len: u64,
    fd: u32,
    fd_flags: u32,
    heap_flags: u64,
}

/// A dmabuf with these bytes in it.
fn filled(heap: &File, bytes: &[u8]) -> OwnedFd {
    let len = bytes.len().next_multiple_of(4096);
    let fd_flags = rustix::fs::OFlags::RDWR | rustix::fs::OFlags::CLOEXEC;
    let mut wanted =
        Allocation { len: len as u64, fd: 0, fd_flags: fd_flags.bits(), heap_flags: 0 };
    // SAFETY: the call of this number takes this struct, and writes to it.
    let call = unsafe { Updater::<{ ALLOCATE }, Allocation>::new(&mut wanted) };
    // SAFETY: as above.
    unsafe { ioctl(heap, call) }.unwrap();
    // SAFETY: the kernel has just made it for us.
    let dmabuf = unsafe { OwnedFd::from_raw_fd(wanted.fd as i32) };
    let sync = |flags: u64| {
        // SAFETY: the call of this number takes a word of flags.
        let call = unsafe { Setter::<{ SYNC }, u64>::new(flags) };
        // SAFETY: as above.
        unsafe { ioctl(&dmabuf, call) }.unwrap();
    };
    let protection = ProtFlags::READ | ProtFlags::WRITE;
    // SAFETY: a new mapping, placed by the kernel, of a buffer that is as long.
    let base = unsafe { mmap(null_mut(), len, protection, MapFlags::SHARED, &dmabuf, 0) }.unwrap();
    sync(WRITE);
    // SAFETY: as many bytes are mapped there, and nobody else has the address.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), base.cast(), bytes.len()) };
    sync(WRITE | END);
    // SAFETY: mapped above with this length, used no more.
    unsafe { munmap(base, len) }.unwrap();
    dmabuf
}

/// Bytes without structure.
fn noise(len: usize) -> Vec<u8> {
    (0..len as u32).map(|at| (at.wrapping_mul(0x9e37_79b1) >> 22) as u8).collect()
}

/// What each driver in turn makes of a dmabuf; or that it takes none.
fn compared(
    name: &str,
    heap: &File,
    convert: impl Fn(Conversion, &Dmabuf<'_>) -> Result<Vec<u8>, GpuError>,
) -> u32 {
    let (width, height) = (131, 35);
    let mut compared = 0;
    for (from, to) in Packed::ALL
        .into_iter()
        .flat_map(|from| [SurfaceFormat::Nv12, SurfaceFormat::Yuv444Ten].map(|to| (from, to)))
    {
        // Rows of dmabufs begin at multiples of 256 bytes for the pickiest drivers.
        let (stride, offset) = (768, 4096);
        let layout = PackedLayout { width, height, stride, offset, format: from };
        let pixels = noise(layout.end().unwrap());
        let memory = filled(heap, &pixels);
        let planes = [Plane { fd: memory.as_fd(), offset, stride }];
        let dmabuf = Dmabuf { width, height, format: from, modifier: LINEAR, planes: &planes };
        let (colour, siting, size) = (ColourSpec::default(), Siting::Left, (width, height));
        let conversion = Conversion { size, part: None, from, to, colour, siting };
        let got = match convert(conversion, &dmabuf) {
            Ok(got) => got,
            Err(error @ (GpuError::Import { .. } | GpuError::Unsupported { .. })) => {
                println!("{name}: {from:?}: {error}");
                continue;
            }
            Err(error) => panic!("{name}: {from:?}: {error}"),
        };
        let target = exact::target(to, size);
        let mut wanted = vec![0; target.len()];
        let rule = Rule::new(colour, siting, from, to);
        exact::convert(&layout, &pixels, &rule, to, &mut wanted).unwrap();
        assert!(same(&target, &got, &wanted), "{name}: {conversion:?}");
        compared += 1;
    }
    println!("{name}: {compared} conversions of the kernel's dmabufs, each exact");
    compared
}

/// Compares rows without what lies between them.
fn same(target: &SurfaceLayout, got: &[u8], wanted: &[u8]) -> bool {
    let bytes = target.width * if target.format.is_ten_bit() { 2 } else { 1 };
    let rows = got.chunks(target.pitch).zip(wanted.chunks(target.pitch));
    got.len() == wanted.len()
        && rows.into_iter().all(|(got, wanted)| got[..bytes] == wanted[..bytes])
}

fn over_vulkan(heap: &File) -> u32 {
    let found = Instance::headless().and_then(|instance| Device::headless(&instance, Devices::Any));
    let device = match found {
        Ok(device) => device,
        Err(error) => {
            println!("Vulkan: {error}");
            return 0;
        }
    };
    compared(&format!("Vulkan, {}", device.name()), heap, |conversion, dmabuf| {
        let source = vulkan::import::Source::dmabuf(&device, dmabuf)?;
        let output = vulkan::convert::Output::Cpu;
        let mut converter = vulkan::convert::Converter::new(&device, conversion, output)?;
        let slot = converter.submit(&source)?;
        converter.wait(slot)?;
        Ok(converter.bytes(slot).to_vec())
    })
}

fn over_egl(heap: &File) -> u32 {
    let contexts = Context::all().unwrap_or_else(|error| {
        println!("EGL: {error}");
        Vec::new()
    });
    let with = |context: &Arc<Context>| {
        compared(&format!("EGL, {}", context.name()), heap, |conversion, dmabuf| {
            let source = egl::import::Source::dmabuf(context, dmabuf)?;
            let output = egl::convert::Output::Cpu;
            let mut converter = egl::convert::Converter::new(context, conversion, output)?;
            let slot = converter.submit(&source)?;
            converter.wait(slot)?;
            Ok(converter.bytes(slot).to_vec())
        })
    };
    contexts.iter().map(with).sum()
}

#[test]
fn what_the_kernel_hands_out_is_converted_exactly() {
    let heap = match File::open(HEAP) {
        Ok(heap) => heap,
        Err(error) => {
            eprintln!("SKIPPED, no dmabuf was imported: {HEAP}: {error}");
            return;
        }
    };
    let (vulkan, egl) = (over_vulkan(&heap), over_egl(&heap));
    if vulkan + egl == 0 {
        eprintln!("SKIPPED, no dmabuf was imported: no driver here takes any");
    }
}

#[test]
#[ignore = "boots a machine, which takes a minute"]
fn in_the_rigs_machine() {
    let rig = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/rig/rig");
    if !rig.exists() {
        eprintln!("SKIPPED: no rig at {}", rig.display());
        return;
    }
    let tests = std::env::current_exe().unwrap();
    let told = Command::new(&rig)
        .current_dir(tests.parent().unwrap())
        .args(["vm", "--"])
        .arg(&tests)
        .args(["--nocapture", "what_the_kernel_hands_out_is_converted_exactly"])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&told.stdout);
    println!("{text}{}", String::from_utf8_lossy(&told.stderr));
    assert!(told.status.success());
    assert!(text.contains("conversions of the kernel's dmabufs, each exact"));
    assert!(!text.contains("SKIPPED"));
}
