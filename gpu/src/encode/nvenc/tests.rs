//! The wrapper against the driver that stands in. Times are the stand-in's own; what is shown by
//! decoders must be exactly what went in.

mod faults;
mod long_term;
mod pictures;
mod rig;
mod timing;

use lumen_core::units::{Bitrate, FrameId, RefreshRate};
use lumen_nvenc_sys::version::ApiVersion;

use self::rig::{Rig, Shot, params, picture};
use super::caps::Codec;
use super::config::NvencConfig;
use super::error::NvencError;
use super::plan::{Split, Wish, plan};
use super::reconfigure::Change;
use super::reference::Recovery;
use super::{NvencEncoder, probe};
use crate::GpuError;
use crate::decode::Decode;
use crate::decode::software::SoftwareDecoder;
use crate::encode::FrameKind;

#[test]
fn drivers_of_three_generations_are_told_apart() {
    let (old, new) = (Some(ApiVersion::V12_1), Some(ApiVersion::V13_0));
    let drivers = [("11.1", None), ("12.0", None), ("12.1", old), ("12.2", old), ("13.0", new)];
    for (api, spoken) in drivers {
        let rig = Rig::try_new(&format!("api={api}"));
        match rig {
            Ok(rig) => {
                assert_eq!(Some(rig.driver.spoken()), spoken, "{api}");
                assert_eq!(rig.driver.version().to_string(), api);
                for codec in Codec::ALL {
                    let mut encoder = rig.open(codec);
                    assert_eq!(rig.shoot(&mut encoder, 1, 0).kind, FrameKind::Idr);
                }
            }
            Err(error) => {
                assert_eq!(spoken, None, "{api}: {error}");
                let said = error.to_string();
                assert!(said.contains(api) && said.contains("530"), "{said}");
            }
        }
    }
}

#[test]
fn refusals_to_open_say_what_helps() {
    let rig = Rig::new("engines=0;name=Simulated H100");
    let error = probe::codecs(&rig.driver).unwrap_err();
    let again = probe::codecs(&rig.driver).unwrap_err();
    assert_eq!(error.to_string(), again.to_string());
    assert!(
        error.to_string().starts_with("Simulated H100: this GPU has no NVENC engine"),
        "{error}"
    );
    rig.play("sessions=1");
    let config = rig.config(Codec::H264);
    let first = rig.open_config(config);
    let second = NvencEncoder::open(&rig.driver, config).err().unwrap();
    assert!(matches!(second, NvencError::TooManySessions { .. }), "{second}");
    drop(first);
    rig.open_config(config);
    rig.play("fault=OpenEncodeSessionEx:1:15");
    let wedged = NvencEncoder::open(&rig.driver, config).err().unwrap();
    assert!(matches!(wedged, NvencError::Wedged), "{wedged}");
}

#[test]
fn a_machine_is_described_in_words() {
    let rig = Rig::new("engines=2;name=Simulated RTX;codecs=h264,hevc");
    let (_driver, found) = probe::probe(&rig.libraries()).unwrap();
    let said = found.to_string();
    assert_eq!(
        said.lines().collect::<Vec<_>>(),
        [
            "Simulated RTX (simulated), NVENC 13.0",
            "    H.264 up to 4096x4096, slices before the frame is done, recovery without key \
             frames, 2 engines",
            "    HEVC up to 8192x8192, 10 bits, 4:4:4, slices before the frame is done, recovery \
             without key frames, 2 engines",
        ]
    );
}

#[test]
fn what_the_driver_is_told_is_what_was_planned() {
    let rig = Rig::new("engines=2");
    let encoder = rig.open(Codec::Hevc);
    let journal = rig.journal().join("\n");
    let told = "codec=Hevc size=320x256 bitrate=6000000 vbv=100000 split=1 cut=Slices(4) \
                sub_frame=true offsets=true depth=8 full_chroma=false references=5";
    assert!(journal.contains(told), "{journal}");
    drop(encoder);
    let wish = Wish { refresh: RefreshRate::from_hz(240), ..rig.wish(3840, 2160) };
    let caps = rig.caps(Codec::Hevc);
    let split = plan(&wish, &caps).unwrap();
    assert_eq!((split.split, split.sub_frame), (Split::Engines(2), false));
    let stream = rig.stream(3840, 2160);
    let encoder = NvencEncoder::open(&rig.driver, NvencConfig::new(stream, split)).unwrap();
    let journal = rig.journal().join("\n");
    assert!(journal.contains("split=2 cut=Slices(4) sub_frame=false offsets=false"), "{journal}");
    drop(encoder);
}

#[test]
fn a_bitrate_above_the_levels_is_searched_for() {
    let rig = Rig::new("ceiling=5000000");
    let mut encoder = rig.open(Codec::H264);
    let ceiling = encoder.ceiling().0;
    assert!((4_700_000..=5_000_000).contains(&ceiling), "{ceiling}");
    // A frame that asks for more gets what there is.
    rig.shoot(&mut encoder, 1, 0);
    assert_eq!(encoder.config().stream.bitrate.0, ceiling);
}

#[test]
fn what_is_refused_is_given_up_step_by_step() {
    let rig = Rig::new("cap.hevc.23=0");
    // A plan made for another GPU, which had sub-frame output.
    let mut config = rig.config(Codec::Hevc);
    config.plan.sub_frame = true;
    let encoder = NvencEncoder::open(&rig.driver, config).unwrap();
    assert!(!encoder.config().plan.sub_frame && encoder.config().plan.slices == 4);
}

#[test]
fn a_bitrate_changes_without_a_key_frame() {
    let rig = Rig::new("");
    let mut encoder = rig.open(Codec::H264);
    rig.shoot(&mut encoder, 1, 0);
    let lower = crate::encode::FrameParams { bitrate: Bitrate(3_000_000), ..params(2) };
    let shot = rig.shoot_with(&mut encoder, lower, 5);
    assert_eq!(shot.kind, FrameKind::Predicted);
    let journal = rig.journal().join("\n");
    assert!(
        journal.contains("flags=0 codec=H264 size=320x256 bitrate=3000000 vbv=50000"),
        "{journal}"
    );
}

#[test]
fn a_size_changes_with_a_key_frame() {
    let rig = Rig::new("");
    for codec in [Codec::H264, Codec::Hevc] {
        let mut encoder = rig.open_up_to(codec, (640, 384));
        let mut shots = vec![rig.shoot(&mut encoder, 1, 0)];
        encoder.reconfigure(Change { size: Some((640, 384)), ..Change::default() }).unwrap();
        for frame in 2..5 {
            encoder.submit_picture(&picture(640, 384, frame), params(frame));
            shots.push(rig.finish(&mut encoder));
        }
        assert_eq!(shots[1].kind, FrameKind::Idr);
        let stream: Vec<u8> = shots[1..].iter().flat_map(Shot::bytes).collect();
        let expected: Vec<_> = (2..5).map(|frame| picture(640, 384, frame)).collect();
        rig::assert_shown(codec, &stream, &expected);
        let larger = encoder.reconfigure(Change { size: Some((1280, 720)), ..Change::default() });
        assert!(matches!(larger, Err(GpuError::Nvenc(NvencError::Limit { .. }))));
    }
}

#[test]
fn a_client_that_lost_frames_goes_on_without_a_key_frame() {
    let rig = Rig::new("");
    for codec in [Codec::H264, Codec::Hevc] {
        let mut encoder = rig.open(codec);
        let mut shots: Vec<Shot> =
            (1..=6).map(|frame| rig.shoot(&mut encoder, frame, frame)).collect();
        assert_eq!(encoder.lost(FrameId(5), FrameId(5)).unwrap(), Recovery::Invalidate(4..=5));
        shots.extend((7..=9).map(|frame| rig.shoot(&mut encoder, frame, frame)));
        assert!(shots[1..].iter().all(|shot| shot.kind == FrameKind::Predicted));
        assert_eq!(encoder.lost(FrameId(2), FrameId(2)).unwrap(), Recovery::KeyFrame);
        // What the client has: all but frames 5 and 6.
        let has = |shot: &&Shot| ![5, 6].contains(&shot.frame.0);
        if codec == Codec::H264 {
            // Frames are numbered, and a number that is left out is refused.
            let mut decoder = SoftwareDecoder::open().unwrap();
            let mut shows = |shot: &Shot| decoder.decode(&shot.bytes()).is_ok();
            let shown = shots.iter().filter(has).map(|shot| (shot.frame.0, shows(shot)));
            assert_eq!(shown.collect::<Vec<_>>()[3..5], [(4, true), (7, false)]);
        }
        if codec == Codec::Hevc {
            let stream: Vec<u8> = shots.iter().filter(has).flat_map(Shot::bytes).collect();
            let expected: Vec<_> =
                [1, 2, 3, 4, 7, 8, 9].map(|frame| picture(320, 256, frame)).into();
            rig::assert_shown(codec, &stream, &expected);
        }
    }
    let journal = rig.journal().join("\n");
    assert!(journal.contains("timestamp 4") && journal.contains("timestamp 5"), "{journal}");
}

#[test]
fn a_frame_is_collected_before_the_next_is_submitted() {
    let rig = Rig::new("");
    let mut encoder = rig.open(Codec::H264);
    use crate::encode::Encode;
    encoder.submit(&picture(320, 256, 0), params(1)).unwrap();
    assert!(matches!(encoder.submit(&picture(320, 256, 0), params(2)), Err(GpuError::Busy)));
    assert!(matches!(encoder.reconfigure(Change::default()), Err(GpuError::Busy)));
    rig.finish(&mut encoder);
    let small = encoder.submit(&picture(160, 128, 0), params(2));
    assert!(matches!(small, Err(GpuError::Size { expected: (320, 256), .. })));
}
