//! A picture looks the same whichever way it came, on whatever Vulkan there is.

use super::*;
use crate::convert::Yuv420;
use crate::testing::scene;
use crate::vulkan::device::Devices;
use crate::vulkan::instance::Instance;

/// One for drawing, and one that stands for the decoder's.
fn devices() -> Option<(Arc<Device>, Arc<Device>)> {
    let open = || {
        let vulkan = Instance::headless()?;
        let drawing = Device::drawing(&vulkan, Devices::Any)?;
        Ok((drawing, Device::headless(&vulkan, Devices::Any)?))
    };
    let found: Result<_, GpuError> = open();
    found.inspect_err(|error| eprintln!("SKIPPED, nothing was drawn: {error}")).ok()
}

fn decoded(picture: &Yuv420, (width, height): (u32, u32)) -> Decoded<'_> {
    Decoded { width, height, planes: picture.planes(), strides: picture.strides(), gpu: None }
}

fn shared(device: &Arc<Device>, picture: &Yuv420, size: (u32, u32)) -> Arc<SharedPicture> {
    let layout = SharedPicture::layout_of(size);
    let mut bytes = vec![0; layout.len()];
    layout.write(picture, &mut bytes);
    Arc::new(SharedPicture::filled(device, size, &bytes).unwrap())
}

#[test]
fn shared_pictures_look_like_those_of_the_cpu() {
    let Some((drawing, decoding)) = devices() else { return };
    if !decoding.exports() || !drawing.exports() {
        eprintln!("SKIPPED, nothing was drawn: {} hands no memory out", drawing.name());
        return;
    }
    let mut screen = Offscreen::open(&drawing, ColourSpec::default(), (320, 200)).unwrap();
    let mut seen = Vec::new();
    for size in [(320, 200), (64, 48), (129, 71), (2, 2)] {
        let picture = scene(size.0, size.1, size.0);
        screen.set_picture(&decoded(&picture, size)).unwrap();
        screen.draw().unwrap();
        let wanted = screen.pixels().unwrap();
        screen.set_shared(&shared(&decoding, &picture, size)).unwrap();
        screen.draw().unwrap();
        assert!(screen.pixels().unwrap() == wanted, "{size:?}");
        seen.push(wanted);
    }
    seen.dedup();
    assert_eq!(seen.len(), 4, "what was drawn differs");
}

#[test]
fn memory_that_comes_again_shows_what_is_in_it_now() {
    let Some((drawing, decoding)) = devices() else { return };
    if !decoding.exports() || !drawing.exports() {
        eprintln!("SKIPPED, nothing was drawn: {} hands no memory out", drawing.name());
        return;
    }
    let size = (32, 16);
    let grey = |luma: u8| {
        let mut bytes = vec![luma; SharedPicture::layout_of(size).len()];
        bytes[SharedPicture::layout_of(size).pitch * 16..].fill(128);
        Arc::new(SharedPicture::filled(&decoding, size, &bytes).unwrap())
    };
    let mut screen = Offscreen::open(&drawing, ColourSpec::default(), size).unwrap();
    let mut shown = |picture: &Arc<SharedPicture>| {
        screen.set_shared(picture).unwrap();
        screen.draw().unwrap();
        screen.pixels().unwrap()[0]
    };
    let (dark, bright) = (grey(50), grey(200));
    let first = [shown(&dark), shown(&bright)];
    assert!(first[0] < 60 && first[1] > 200, "{first:?}");
    assert_eq!([shown(&dark), shown(&bright)], first);
    // What is gone leaves its place to others.
    drop((dark, bright));
    for luma in [16, 80, 235] {
        let (got, wanted) = (shown(&grey(luma)), (f32::from(luma) - 16.0) * 255.0 / 219.0);
        assert!((f32::from(got) - wanted).abs() < 1.5, "{got} for {luma}");
    }
    let refill = grey(16);
    assert!(shown(&refill) < 2);
    let bytes = vec![235; refill.layout().len()];
    refill.fill(&bytes).unwrap();
    assert!(shown(&refill) > 2, "filled anew, shown anew");
}
