//! Pictures and measures that tests share.

pub mod sps;

use lumen_core::units::{Bitrate, FrameId, Micros, RefreshRate};

use crate::GpuError;
use crate::annex_b::nal_units;
#[cfg(any(feature = "egl", feature = "vulkan"))]
use crate::convert::surface::SurfaceLayout;
use crate::convert::{ColourSpec, Matrix, Range, Yuv420};
#[cfg(any(feature = "egl", feature = "vulkan"))]
use crate::damage::Part;
use crate::decode::Decoded;
use crate::encode::{Collected, Encode, EncodeConfig, FrameKind, FrameParams, H264Profile};

/// A stream of `width` x `height` at 60 frames per second in four slices.
pub fn config(width: u32, height: u32, bitrate: Bitrate) -> EncodeConfig {
    EncodeConfig {
        width,
        height,
        refresh: RefreshRate::from_hz(60),
        bitrate,
        slices: 4,
        profile: H264Profile::ConstrainedBaseline,
        colour: ColourSpec::default(),
    }
}

/// A picture with gradients, edges and fine texture, moved `shift` pixels to the left.
pub fn scene(width: u32, height: u32, shift: u32) -> Yuv420 {
    let mut picture = Yuv420::new(width, height);
    let [y_stride, u_stride, _] = picture.strides();
    let [y, u, v] = picture.planes_mut();
    for (at, sample) in y.iter_mut().enumerate() {
        let (x, row) = (at as u32 % y_stride + shift, at as u32 / y_stride);
        let checker = if (x / 64 + row / 64) % 2 == 0 { 40 } else { 0 };
        let texture = ((x * 7) ^ (row * 13)) % 12;
        *sample = (60 + checker + (x / 8 + row / 6) % 100 + texture) as u8;
    }
    for (at, (u, v)) in u.iter_mut().zip(v).enumerate() {
        let (x, row) = (at as u32 % u_stride + shift / 2, at as u32 / u_stride);
        *u = (96 + (x / 4) % 64) as u8;
        *v = (96 + (row / 4) % 64) as u8;
    }
    picture
}

/// Encodes one frame; its kind and its slices.
pub fn encode(
    encoder: &mut impl Encode,
    picture: &Yuv420,
    params: FrameParams,
) -> Result<(Option<FrameKind>, Vec<Vec<u8>>), GpuError> {
    encoder.submit(picture, params)?;
    let (mut kind, mut slices) = (None, Vec::new());
    loop {
        match encoder.collect(Micros(0))? {
            Collected::Slice(slice) => {
                assert_eq!(usize::from(slice.index), slices.len());
                assert_eq!(slice.frame, params.frame);
                kind = Some(slice.kind);
                slices.push(slice.bytes.to_vec());
            }
            Collected::Done => return Ok((kind, slices)),
            Collected::Pending => panic!("an encoder without sub-frame output left a slice open"),
        }
    }
}

/// Parameters of frame `frame` at `bitrate`.
pub fn params(frame: u32, bitrate: Bitrate) -> FrameParams {
    FrameParams { frame: FrameId(frame), force_idr: false, bitrate }
}

/// Type of each NAL unit of an Annex B stream.
pub fn nal_types(stream: &[u8]) -> Vec<u8> {
    nal_units(stream).map(|nal| nal[0] & 0x1f).collect()
}

/// Peak signal to noise ratio of the luma planes, in decibels.
pub fn psnr(picture: &Yuv420, decoded: &Decoded<'_>) -> f64 {
    assert_eq!((picture.width(), picture.height()), (decoded.width, decoded.height));
    let width = decoded.width as usize;
    let rows = picture.planes()[0].chunks(picture.strides()[0] as usize);
    let pairs = rows.zip(decoded.planes[0].chunks(decoded.strides[0] as usize));
    let error: f64 = pairs
        .flat_map(|(a, b)| a[..width].iter().zip(&b[..width]))
        .map(|(a, b)| f64::from(a.abs_diff(*b)).powi(2))
        .sum();
    let mean = error / f64::from(decoded.width * decoded.height);
    10.0 * (255.0 * 255.0 / mean.max(1e-9)).log10()
}

/// Bytes without structure, the same each time.
pub fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..len).map(|_| next()).collect()
}

/// Every matrix in either range.
pub fn every_colour() -> impl Iterator<Item = ColourSpec> {
    let matrices = [Matrix::Bt601, Matrix::Bt709, Matrix::Bt2020].into_iter();
    matrices
        .flat_map(|matrix| [Range::Limited, Range::Full].map(|range| ColourSpec { matrix, range }))
}

/// Asserts that a converted part is what the CPU makes of the whole picture there.
#[cfg(any(feature = "egl", feature = "vulkan"))]
pub fn assert_part(whole: &[u8], all: &SurfaceLayout, part: Part, got: &[u8], what: &str) {
    let target = SurfaceLayout::new(all.format, (part.width, part.height));
    assert_eq!(got.len(), target.len(), "{what}");
    let sample = if all.format.is_ten_bit() { 2 } else { 1 };
    let [x, y, width, height] = [part.x, part.y, part.width, part.height].map(|edge| edge as usize);
    let planes = match all.format.is_full_chroma() {
        true => vec![(y, height), (all.height + y, height), (2 * all.height + y, height)],
        false => vec![(y, height), (all.height + y / 2, height / 2)],
    };
    let rows = planes.into_iter().flat_map(|(first, rows)| first..first + rows);
    for (row, got) in rows.zip(got.chunks(target.pitch)) {
        let wanted = &whole[row * all.pitch + x * sample..][..width * sample];
        assert!(got[..width * sample] == *wanted, "{what}: row {row} of the whole");
    }
}
