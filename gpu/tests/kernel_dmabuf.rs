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
use lumen_gpu::dmabuf::{Dmabuf, LINEAR, Plane, writers};
use lumen_gpu::egl::context::Context;
use lumen_gpu::vulkan::device::{Device, Devices};
use lumen_gpu::vulkan::instance::Instance;
use lumen_gpu::{GpuError, egl, vulkan};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
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
    write(&dmabuf, len, bytes);
    dmabuf
}

/// Fills the memory of a dmabuf of this length, after everybody else.
fn write(dmabuf: &OwnedFd, len: usize, bytes: &[u8]) {
    let sync = |flags: u64| {
        // SAFETY: the call of this number takes a word of flags.
        let call = unsafe { Setter::<{ SYNC }, u64>::new(flags) };
        // SAFETY: as above.
        unsafe { ioctl(dmabuf, call) }.unwrap();
    };
    sync(WRITE);
    copy(dmabuf, len, bytes);
    sync(WRITE | END);
}

/// Fills it whoever else is at it.
fn copy(dmabuf: &OwnedFd, len: usize, bytes: &[u8]) {
    let protection = ProtFlags::READ | ProtFlags::WRITE;
    // SAFETY: a new mapping, placed by the kernel, of a buffer that is as long.
    let base = unsafe { mmap(null_mut(), len, protection, MapFlags::SHARED, dmabuf, 0) }.unwrap();
    // SAFETY: as many bytes are mapped there, and nobody else has the address.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), base.cast(), bytes.len()) };
    // SAFETY: mapped above with this length, used no more.
    unsafe { munmap(base, len) }.unwrap();
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

/// Where a kernel has buffers with fences that programs signal. Source: Linux,
/// drivers/gpu/drm/vgem.
const CARD: &str = "/dev/dri/card0";

/// Source: drm/drm.h, `DRM_IOCTL_MODE_CREATE_DUMB`, `DRM_IOCTL_PRIME_HANDLE_TO_FD`.
const CREATE_DUMB: u32 = 0xC020_64B2;
const HANDLE_TO_FD: u32 = 0xC00C_642D;
/// Source: drm/vgem_drm.h, `DRM_IOCTL_VGEM_FENCE_ATTACH`, `DRM_IOCTL_VGEM_FENCE_SIGNAL`,
/// `VGEM_FENCE_WRITE`.
const FENCE_ATTACH: u32 = 0xC010_6441;
const FENCE_SIGNAL: u32 = 0x4008_6442;
const FENCE_WRITE: u32 = 1;

/// Source: drm/drm_mode.h, `struct drm_mode_create_dumb`.
#[repr(C)]
#[derive(Default)]
struct Dumb {
    height: u32,
    width: u32,
    bpp: u32,
    flags: u32,
    handle: u32,
    pitch: u32,
    size: u64,
}

/// A call of the card's.
fn call<const OPCODE: u32, T>(card: &File, mut argument: T) -> T {
    // SAFETY: the call of this number takes this struct, and may write to it.
    let call = unsafe { Updater::<{ OPCODE }, T>::new(&mut argument) };
    // SAFETY: as above.
    unsafe { ioctl(card, call) }.unwrap();
    argument
}

fn is_passed(fence: &OwnedFd) -> bool {
    let mut wanted = [PollFd::new(fence, PollFlags::IN)];
    poll(&mut wanted, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).unwrap() > 0
}

#[test]
fn a_conversion_waits_for_the_writers() {
    let card = match File::options().read(true).write(true).open(CARD) {
        Ok(card) => card,
        Err(error) => {
            eprintln!("SKIPPED, nobody was waited for: {CARD}: {error}");
            return;
        }
    };
    let (width, height, from) = (64, 48, Packed::Bgrx);
    let wanted = Dumb { height, width, bpp: 32, ..Dumb::default() };
    let Dumb { handle, pitch, size, .. } = call::<CREATE_DUMB, _>(&card, wanted);
    let flags = rustix::fs::OFlags::RDWR | rustix::fs::OFlags::CLOEXEC;
    let [_, _, fd] = call::<HANDLE_TO_FD, _>(&card, [handle, flags.bits(), 0]);
    // SAFETY: the kernel has just made it for us.
    let memory = unsafe { OwnedFd::from_raw_fd(fd as i32) };
    assert!(writers(memory.as_fd()).is_some_and(|fence| is_passed(&fence)), "nobody writes");
    let found = Instance::headless().and_then(|instance| Device::headless(&instance, Devices::Any));
    let device = found.inspect_err(|error| println!("Vulkan: {error}")).ok();
    let device = device.filter(|device| {
        let name = device.name();
        println!("{name}: takes sync files: {}", device.takes_sync_files());
        device.takes_sync_files()
    });
    let planes = [Plane { fd: memory.as_fd(), offset: 0, stride: pitch }];
    let dmabuf = Dmabuf { width, height, format: from, modifier: LINEAR, planes: &planes };
    let (to, colour, siting) = (SurfaceFormat::Nv12, ColourSpec::default(), Siting::Left);
    let conversion = Conversion { size: (width, height), part: None, from, to, colour, siting };
    let mut converting = device.map(|device| {
        let source = vulkan::import::Source::dmabuf(&device, &dmabuf).unwrap();
        let output = vulkan::convert::Output::Cpu;
        let mut converter = vulkan::convert::Converter::new(&device, conversion, output).unwrap();
        // The first one translates the shader, which takes longer than the wait below.
        let slot = converter.submit(&source).unwrap();
        converter.wait(slot).unwrap();
        (converter, source)
    });
    let [_, _, fence, _] = call::<FENCE_ATTACH, _>(&card, [handle, FENCE_WRITE, 0, 0]);
    let waited_for = writers(memory.as_fd()).expect("the kernel hands fences out");
    assert!(!is_passed(&waited_for), "somebody writes");
    let layout = PackedLayout { width, height, stride: pitch, offset: 0, format: from };
    let pixels = noise(layout.end().unwrap());
    // Drivers that compute on the CPU may wait within the call that submits.
    let converted = std::thread::scope(|scope| {
        scope.spawn(|| {
            // Whatever converts without waiting has done so by then.
            std::thread::sleep(std::time::Duration::from_millis(1_500));
            copy(&memory, size as usize, &pixels);
            // SAFETY: the call of this number takes these two words.
            let signal = unsafe { Setter::<{ FENCE_SIGNAL }, [u32; 2]>::new([fence, 0]) };
            // SAFETY: as above.
            unsafe { ioctl(&card, signal) }.unwrap();
        });
        converting.as_mut().map(|(converter, source)| {
            source.follow(waited_for.try_clone().unwrap());
            let slot = converter.submit(source).unwrap();
            converter.wait(slot).unwrap();
            converter.bytes(slot).to_vec()
        })
    });
    assert!(is_passed(&waited_for), "nobody writes any more");
    let Some(converted) = converted else {
        println!("fences: told apart; no device here waits for them");
        return;
    };
    let target = exact::target(to, (width, height));
    let mut expected = vec![0; target.len()];
    let rule = Rule::new(colour, siting, from, to);
    exact::convert(&layout, &pixels, &rule, to, &mut expected).unwrap();
    assert!(same(&target, &converted, &expected), "read before it was written");
    println!("fences: what was written before one was passed is what was converted");
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
        .args(["--nocapture", "--test-threads=1"])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&told.stdout);
    println!("{text}{}", String::from_utf8_lossy(&told.stderr));
    assert!(told.status.success());
    assert!(text.contains("conversions of the kernel's dmabufs, each exact"));
    assert!(text.contains("fences: "));
    assert!(!text.contains("SKIPPED"));
}
