//! What is between a unit and its picture, against calls that stand in for cuvid's.

mod fake;

use self::fake::{Fake, key, picture};
use super::picture::Part;
use super::*;
use crate::convert::surface::SurfaceLayout;
use crate::cuda::{DeviceMemory, Rows};

/// Size, format and first and last byte of a unit's picture.
fn shown(decoder: &mut NvdecDecoder, unit: &[u8]) -> Option<((u32, u32), SurfaceFormat, u8, u8)> {
    let picture = decoder.decode(unit).unwrap()?;
    let mut out = vec![0; picture.len()];
    picture.read(&mut out).unwrap();
    Some((picture.size(), picture.format(), out[0], out[out.len() - 1]))
}

#[test]
fn a_picture_comes_out_of_its_own_call() {
    let fake = Fake::new();
    let mut decoder = NvdecDecoder::open(&fake.nvdec, Codec::H264).unwrap();
    for (value, unit) in [(7, key(4, 3, 8, 7)), (8, picture(8)), (9, picture(9))] {
        let format = SurfaceFormat::Nv12;
        assert_eq!(shown(&mut decoder, &unit), Some(((63, 47), format, value, value + 100)));
        assert_eq!(fake.mapped(), 0, "given back");
    }
    assert_eq!(shown(&mut decoder, &[0, 0, 1, 9, 0xf0]), None, "a delimiter alone");
    assert_eq!(fake.decoders(), (1, 1));
}

#[test]
fn other_parameters_get_another_decoder() {
    let fake = Fake::new();
    let mut decoder = NvdecDecoder::open(&fake.nvdec, Codec::H264).unwrap();
    for (unit, size, format) in [
        (key(4, 3, 8, 1), (63, 47), SurfaceFormat::Nv12),
        (key(4, 3, 8, 2), (63, 47), SurfaceFormat::Nv12),
        (key(8, 2, 8, 3), (127, 31), SurfaceFormat::Nv12),
        (key(8, 2, 10, 4), (127, 31), SurfaceFormat::P010),
    ] {
        let (got, kind, ..) = shown(&mut decoder, &unit).unwrap();
        assert_eq!((got, kind), (size, format));
    }
    assert_eq!(fake.decoders(), (3, 1), "made, open");
    drop(decoder);
    assert_eq!((fake.decoders(), fake.parsers()), ((3, 0), 0));
}

#[test]
fn what_goes_wrong_is_told_and_leaves_nothing_behind() {
    let fake = Fake::new();
    let mut decoder = NvdecDecoder::open(&fake.nvdec, Codec::H264).unwrap();
    let mut error = |unit: &[u8]| decoder.decode(unit).err().expect("an error");
    let damaged = |error: &NvdecError| matches!(error, NvdecError::Damaged { .. });
    // Before any key frame, the parser shows nothing.
    assert!(damaged(&error(&picture(1))));
    assert!(matches!(error(&key(4, 3, 12, 1)), NvdecError::Codec { bits: 12, .. }));
    assert!(matches!(error(&key(255, 255, 8, 1)), NvdecError::Size { .. }));
    assert_eq!(error(&key(4, 3, 8, fake::CONCEALED)).remedy(), crate::Remedy::AskForKeyFrame);
    assert!(matches!(error(&picture(fake::FIELD)), NvdecError::Stream { what: "field", .. }));
    let refused = error(&picture(fake::REFUSED));
    assert_eq!(refused.to_string(), "cuvidDecodePicture: CUDA code 999");
    assert_eq!(fake.mapped(), 0);
    assert!(shown(&mut decoder, &picture(5)).is_some(), "goes on");
    drop(decoder);
    assert_eq!((fake.decoders().1, fake.parsers()), (0, 0));
}

#[test]
fn pictures_reach_the_cpu_in_planes() {
    let fake = Fake::new();
    let mut decoder = NvdecToHost::open(&fake.nvdec, Codec::H264).unwrap();
    let shown = decoder.decode(&key(4, 3, 8, 20)).unwrap().expect("a picture");
    assert_eq!((shown.width, shown.height, shown.strides), (63, 47, [63, 32, 32]));
    assert_eq!(shown.planes.map(|plane| plane.len()), [63 * 47, 32 * 24, 32 * 24]);
    assert_eq!(shown.planes.map(|plane| plane[0]), [20, 120, 120]);
    let other = decoder.decode(&key(4, 3, 10, 20));
    assert!(matches!(other, Err(GpuError::Nvdec(NvdecError::Stream { .. }))));
}

#[test]
fn decoders_of_tiles_work_at_the_same_time() {
    let fake = Fake::new();
    let open = || NvdecToHost::open(&fake.nvdec, Codec::Hevc).unwrap();
    let mut tiles = [open(), open()];
    for value in [20, 40] {
        for (tile, decoder) in (0..).zip(&mut tiles) {
            decoder.submit(&key(4, 3, 8, value + tile)).unwrap();
        }
        assert_eq!(fake.mapped(), 0, "nothing is waited for");
        for (tile, decoder) in (0..).zip(&mut tiles) {
            let shown = decoder.picture().unwrap().expect("a picture");
            assert_eq!(shown.planes[0][0], value + tile);
            assert!(decoder.picture().unwrap().is_none(), "once");
        }
    }
    assert_eq!(fake.decoders(), (2, 2));
    // What went wrong with a unit does not show the picture before it.
    assert!(tiles[0].submit(&picture(fake::REFUSED)).is_err());
    assert!(tiles[0].picture().unwrap().is_none());
}

#[test]
fn a_picture_is_copied_to_its_part_of_the_memory() {
    let fake = Fake::new();
    let mut decoder = NvdecDecoder::open(&fake.nvdec, Codec::Hevc).unwrap();
    let (context, layout) =
        (fake.nvdec.context(), SurfaceLayout::new(SurfaceFormat::Nv12, (128, 48)));
    let mut memory = DeviceMemory::new(context, layout.len()).unwrap();
    memory.upload(&vec![7; layout.len()]).unwrap();
    let part = |corner| Part { address: memory.address(), layout, corner };
    for (corner, value) in [((0, 0), 20), ((64, 0), 40)] {
        let picture = decoder.decode(&key(4, 3, 8, value)).unwrap().expect("a picture");
        picture.copy_to(&part(corner)).unwrap();
        assert!(picture.copy_to(&part((66, 0))).is_err(), "beyond the last column");
        assert!(picture.copy_to(&part((0, 2))).is_err(), "beyond the last row");
    }
    let deep = decoder.decode(&key(4, 3, 10, 1)).unwrap().expect("a picture");
    assert!(deep.copy_to(&part((0, 0))).is_err(), "of another format");
    let mut surface = vec![0; layout.len()];
    let rows = Rows { from: memory.address(), pitch: layout.pitch, row: layout.pitch };
    context.download(rows, &mut surface).unwrap();
    // Of 64 columns and 48 rows, one of each is not shown; chroma reaches to the end.
    let rows: Vec<&[u8]> = surface.chunks(layout.pitch).collect();
    let luma = [&[20; 63][..], &[7], &[40; 63], &[7; 129]].concat();
    let pairs = [&[120; 64][..], &[140; 64], &[7; 128]].concat();
    assert!(rows[..47].iter().all(|row| *row == luma));
    assert_eq!(rows[47], [7; 256]);
    assert!(rows[48..].iter().all(|row| *row == pairs));
}
