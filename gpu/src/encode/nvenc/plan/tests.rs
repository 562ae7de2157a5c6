use super::*;

fn caps(codec: Codec, engines: u8) -> CodecCaps {
    let side = if codec == Codec::H264 { 4096 } else { 8192 };
    CodecCaps {
        codec,
        least: (145, 49),
        most: (side, side),
        sub_frame: true,
        ten_bit: codec != Codec::H264,
        full_chroma: codec == Codec::Hevc,
        dynamic_bitrate: true,
        dynamic_size: true,
        custom_vbv: true,
        invalidates: true,
        multiple_references: true,
        long_term: 2,
        engines,
    }
}

fn wish(width: u32, height: u32, hz: u32) -> Wish {
    let refresh = RefreshRate::from_hz(hz);
    Wish { width, height, refresh, slices: 4, tiles: 1, ten_bit: false, full_chroma: false }
}

fn said(wish: Wish, codec: Codec, engines: u8) -> String {
    plan(&wish, &caps(codec, engines))
        .map_or_else(|error| error.to_string(), |plan| plan.to_string())
}

#[test]
fn plans_say_what_they_do_and_why() {
    let tiles = |columns| Wish { tiles: columns, ..wish(5120, 1440, 240) };
    let one_slice = Wish { slices: 1, ..wish(3840, 2160, 120) };
    let lines = [
        said(wish(1920, 1080, 60), Codec::H264, 1),
        said(wish(2560, 1440, 240), Codec::Hevc, 2),
        said(wish(3840, 2160, 120), Codec::Hevc, 1),
        said(wish(3840, 2160, 120), Codec::Hevc, 2),
        said(wish(5120, 2880, 240), Codec::Hevc, 4),
        said(one_slice, Codec::Hevc, 2),
        said(wish(1920, 1080, 60), Codec::Av1, 2),
        said(tiles(2), Codec::Hevc, 2),
        said(tiles(4), Codec::Hevc, 4),
        said(tiles(2), Codec::H264, 1),
        said(wish(5120, 1440, 60), Codec::H264, 1),
    ];
    let expected = [
        "H.264, one engine each frame, 4 slices, each sent when it is done: H.264 is not split",
        "HEVC, one engine each frame, 4 slices, each sent when it is done: one engine keeps up",
        "HEVC, one engine each frame, 4 slices, each sent when it is done: more than one engine \
         keeps up with, but there is no other",
        "HEVC, each frame on 2 engines, 4 slices, sent when the frame is done: more than one \
         engine keeps up with",
        "HEVC, each frame on 3 engines, 4 slices, sent when the frame is done: more than one \
         engine keeps up with",
        "HEVC, one engine each frame, sent when the frame is done: the client takes one slice",
        "AV1, split if the driver sees fit, sent when the frame is done: one engine keeps up",
        "HEVC in 2 tiles of 2560x1440, one engine each frame, 4 slices, each sent when it is \
         done: more than one engine keeps up with, and the client takes tiles",
        "HEVC in 4 tiles of 1280x1440, one engine each frame, 4 slices, each sent when it is \
         done: more than one engine keeps up with, and the client takes tiles",
        "H.264 in 2 tiles of 2560x1440, one engine each frame, 4 slices, each sent when it is \
         done: wider than the codec allows at once",
        "width of 5120 is more than this GPU encodes (4096)",
    ];
    assert_eq!(lines, expected);
}

/// Every combination of what a plan depends on keeps the rules.
#[test]
fn no_plan_breaks_a_rule() {
    let sizes = [
        (64, 64),
        (160, 90),
        (1280, 720),
        (2560, 1440),
        (3840, 2160),
        (5120, 1440),
        (5120, 2880),
        (7680, 4320),
        (9000, 2000),
    ];
    let mut plans = 0;
    for codec in Codec::ALL {
        for (engines, sub_frame) in (1..=4).flat_map(|engines| [(engines, true), (engines, false)])
        {
            let caps = CodecCaps { sub_frame, ..caps(codec, engines) };
            for (width, height) in sizes {
                for hz in [30, 60, 120, 240] {
                    for (slices, tiles) in [1, 2, 4, 32]
                        .into_iter()
                        .flat_map(|slices| [1, 2, 3, 4].map(|tiles| (slices, tiles)))
                    {
                        for samples in 0..4 {
                            let wish = Wish {
                                slices,
                                tiles,
                                ten_bit: samples & 1 == 1,
                                full_chroma: samples & 2 == 2,
                                ..wish(width, height, hz)
                            };
                            plans += u32::from(check(&wish, &caps));
                        }
                    }
                }
            }
        }
    }
    assert!(plans > 10_000, "{plans}");
}

/// True for a plan that keeps the rules, false for a wish that is rightly refused.
fn check(wish: &Wish, caps: &CodecCaps) -> bool {
    let rate = u64::from(wish.width) * u64::from(wish.height) * u64::from(wish.refresh.0) / 1_000;
    let Ok(plan) = plan(wish, caps) else {
        let samples = (wish.ten_bit && !caps.ten_bit) || (wish.full_chroma && !caps.full_chroma);
        let small = wish.width < caps.least.0 || wish.height < caps.least.1;
        let large = wish.height > caps.most.1
            || wish.width > caps.most.0 * u32::from(wish.tiles)
            || wish.width > caps.most.0
                && (2..=wish.tiles).all(|tiles| {
                    !wish.width.is_multiple_of(2 * u32::from(tiles))
                        || wish.width / u32::from(tiles) > caps.most.0
                });
        assert!(samples || small || large, "refused for nothing: {wish:?} {caps:?}");
        return false;
    };
    let told = format!("{wish:?} {caps:?} {plan:?}");
    let columns = u32::from(plan.columns);
    assert_eq!((plan.tile.0 * columns, plan.tile.1), (wish.width, wish.height), "{told}");
    assert!(plan.tile.0.is_multiple_of(2) && plan.tile.0 <= caps.most.0, "{told}");
    assert!(plan.columns <= wish.tiles, "{told}");
    assert!(plan.slices >= 1 && plan.slices <= wish.slices.max(1), "{told}");
    if plan.sub_frame {
        assert!(caps.sub_frame && plan.slices >= 2 && plan.split == Split::Off, "{told}");
    }
    match caps.codec {
        Codec::H264 => assert_eq!(plan.split, Split::Off, "{told}"),
        Codec::Av1 => assert!(!plan.sub_frame && plan.slices == 1, "{told}"),
        Codec::Hevc if wish.slices == 1 => assert_eq!(plan.split, Split::Off, "{told}"),
        Codec::Hevc => assert_ne!(plan.split, Split::Automatic, "{told}"),
    }
    if let Split::Engines(engines) = plan.split {
        assert!((2..=3).contains(&engines) && engines <= caps.engines, "{told}");
        assert!(rate >= ENGINE_RATE && plan.columns == 1, "{told}");
    }
    true
}
