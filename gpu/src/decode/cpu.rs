//! Pictures of the GPU's memory in the CPU's.

#[cfg(any(test, feature = "vulkan"))]
use super::Decoded;
#[cfg(any(test, feature = "vulkan"))]
use super::part::part;
#[cfg(any(test, feature = "vulkan"))]
use crate::convert::surface::SurfaceLayout;
use crate::cuda::host::HostMemory;

/// Room for a copy. Kept from picture to picture it allocates when the size is new, then no more.
#[derive(Default)]
pub struct CpuCopy {
    /// As it lies on the GPU.
    pub(super) surface: Option<HostMemory>,
    /// U and V, without gaps.
    pub(super) chroma: [Vec<u8>; 2],
}

/// The picture of this size in a surface, which is luma and pairs of chroma.
#[cfg(any(test, feature = "vulkan"))]
pub(super) fn picture<'a>(
    surface: &'a [u8],
    chroma: &'a mut [Vec<u8>; 2],
    (width, height): (u32, u32),
    layout: SurfaceLayout,
) -> Decoded<'a> {
    let (columns, rows) = (width.div_ceil(2), height.div_ceil(2));
    let row = columns as usize;
    chroma.iter_mut().for_each(|plane| plane.resize(row * rows as usize, 0));
    let (luma, pairs) = surface.split_at(layout.pitch * layout.height);
    let [u, v] = &mut *chroma;
    let planes = u.chunks_exact_mut(row).zip(v.chunks_exact_mut(row));
    for (pairs, (u, v)) in pairs.chunks_exact(layout.pitch).zip(planes) {
        part(&pairs[..row * 2], u, v);
    }
    let [u, v] = &*chroma;
    let strides = [layout.pitch as u32, columns, columns];
    Decoded { width, height, planes: [luma, u, v], strides, gpu: None }
}

#[cfg(test)]
mod tests {
    use crate::convert::exact;
    use crate::convert::surface::SurfaceFormat;
    use crate::testing::scene;

    #[test]
    fn what_was_laid_out_is_parted_again() {
        let mut chroma = [Vec::new(), Vec::new()];
        for size in [(150, 32), (35, 21), (2, 2)] {
            let (picture, layout) =
                (scene(size.0, size.1, 3), exact::target(SurfaceFormat::Nv12, size));
            let mut surface = vec![0; layout.len()];
            layout.write(&picture, &mut surface);
            let decoded = super::picture(&surface, &mut chroma, size, layout);
            assert_eq!((decoded.width, decoded.height), size);
            let [_, columns, _] = picture.strides().map(|stride| stride as usize);
            assert_eq!(decoded.planes[1..], picture.planes()[1..]);
            let luma = decoded.planes[0].chunks(decoded.strides[0] as usize);
            let wanted = picture.planes()[0].chunks(columns * 2);
            assert!(luma.zip(wanted).all(|(got, wanted)| got[..columns * 2] == *wanted));
        }
    }
}
