//! What decoders show.

use super::rig::{Rig, Shot, ffmpeg, params, picture};
use crate::annex_b::nal_units;
use crate::encode::Encode;
use crate::encode::nvenc::caps::Codec;
use crate::encode::nvenc::config::NvencConfig;
use crate::encode::nvenc::hdr::Hdr;
use crate::encode::nvenc::plan::{Wish, plan};
use crate::encode::nvenc::surface::SurfaceFormat;
use crate::testing::sps;

fn config(rig: &Rig, format: SurfaceFormat) -> NvencConfig {
    let wish = Wish {
        ten_bit: format.is_ten_bit(),
        full_chroma: format.is_full_chroma(),
        ..rig.wish(320, 256)
    };
    let plan = plan(&wish, &rig.caps(Codec::Hevc)).unwrap();
    NvencConfig { format, ..NvencConfig::new(rig.stream(320, 256), plan) }
}

#[test]
fn every_format_comes_out_as_it_went_in() {
    for api in ["12.1", "13.0"] {
        every_format(&Rig::new(&format!("api={api}")));
    }
}

fn every_format(rig: &Rig) {
    let formats = [
        (SurfaceFormat::P010, "yuv420p10le"),
        (SurfaceFormat::Yuv444, "yuv444p"),
        (SurfaceFormat::Yuv444Ten, "yuv444p10le"),
    ];
    for (format, pixels) in formats {
        let mut encoder = rig.open_config(config(rig, format));
        let mut stream = Vec::new();
        let mut expected = Vec::new();
        for seed in 0..4 {
            let shot = rig.shoot(&mut encoder, seed, seed);
            stream.extend(shot.bytes());
            let source = picture(320, 256, seed);
            let [y, u, _] = source.planes();
            assert!(u.iter().all(|sample| *sample == 128), "chroma of the picture is flat");
            let chroma = if format.is_full_chroma() { 2 * y.len() } else { y.len() / 2 };
            let samples = y.iter().copied().chain(std::iter::repeat_n(128, chroma));
            match format.is_ten_bit() {
                true => expected
                    .extend(samples.flat_map(|sample| (u16::from(sample) * 4).to_le_bytes())),
                false => expected.extend(samples),
            }
        }
        let Some(shown) = ffmpeg(Codec::Hevc, pixels, &stream) else { return };
        assert!(shown == expected, "{pixels}: {} bytes of {}", shown.len(), expected.len());
    }
}

#[test]
fn hdr_is_told_with_every_key_frame() {
    let rig = Rig::new("");
    let hdr = Hdr {
        primaries: [[8_500, 39_850], [6_550, 2_300], [35_400, 14_600], [15_635, 16_450]],
        most_luminance: 10_000_000,
        least_luminance: 1,
        content: 1_000,
        frame_mean: 400,
    };
    let config = NvencConfig { hdr: Some(hdr), ..config(&rig, SurfaceFormat::P010) };
    let mut encoder = rig.open_config(config);
    let key = rig.shoot(&mut encoder, 1, 0);
    let other = rig.shoot(&mut encoder, 2, 1);
    let messages = |shot: &Shot| {
        let bytes = shot.bytes();
        nal_units(&bytes).filter(|nal| nal[0] >> 1 == 39).map(<[u8]>::to_vec).collect::<Vec<_>>()
    };
    let told = messages(&key);
    assert_eq!(told.len(), 2);
    assert_eq!(
        (&told[0][2..8], &told[1][2..8]),
        (&[137, 24, 33, 52, 155, 170][..], &[144, 4, 3, 232, 1, 144][..])
    );
    assert!(messages(&other).is_empty());
}

#[test]
fn the_stream_says_that_pictures_come_out_at_once() {
    let rig = Rig::new("");
    let mut encoder = rig.open(Codec::H264);
    let sets = encoder.parameter_sets().unwrap();
    let sps = sps::parse(nal_units(&sets).next().unwrap());
    assert_eq!((sps.max_num_reorder_frames, sps.max_dec_frame_buffering), (0, 5));
    assert_eq!((sps.colour, sps.full_range), ([1, 1, 1], false));
    let shot = rig.shoot(&mut encoder, 1, 0);
    assert!(shot.bytes().starts_with(&sets));
}

#[test]
fn av1_leaves_whole() {
    let rig = Rig::new("");
    let plan = plan(&rig.wish(320, 256), &rig.caps(Codec::Av1)).unwrap();
    let mut encoder = rig.open_config(NvencConfig::new(rig.stream(320, 256), plan));
    encoder.submit(&picture(320, 256, 0), params(1)).unwrap();
    let shot = rig.finish(&mut encoder);
    assert_eq!(shot.slices.len(), 1);
    assert!(shot.bytes().starts_with(&[0x12, 0x00]), "begins with a temporal delimiter");
}
