//! Every status at every call: the right error, nothing left behind, and a way on.

use lumen_nvenc_standin::control::Figure;
use lumen_nvenc_sys::status::Status;

use super::rig::{Rig, params, picture};
use crate::encode::Encode;
use crate::encode::nvenc::caps::Codec;
use crate::encode::nvenc::config::NvencConfig;
use crate::encode::nvenc::error::{NvencError, Trouble, trouble};
use crate::encode::nvenc::{NvencEncoder, plan::plan};
use crate::error::Remedy;
use crate::{GpuError, encode::nvenc::caps::CodecCaps};

/// Calls that a session makes, in order.
const CALLS: [&str; 17] = [
    "OpenEncodeSessionEx",
    "GetEncodeGUIDCount",
    "GetEncodeGUIDs",
    "GetEncodeCaps",
    "GetEncodePresetConfigEx",
    "InitializeEncoder",
    "CreateBitstreamBuffer",
    "RegisterResource",
    "MapInputResource",
    "ReconfigureEncoder",
    "EncodePicture",
    "LockBitstream",
    "UnlockBitstream",
    "UnmapInputResource",
    "UnregisterResource",
    "DestroyBitstreamBuffer",
    "DestroyEncoder",
];

/// Calls whose failure may leave something with the driver.
const GIVING_BACK: [&str; 4] =
    ["UnmapInputResource", "UnregisterResource", "DestroyBitstreamBuffer", "DestroyEncoder"];

/// Opens, codes three frames, the second at another bitrate, closes.
fn session(rig: &Rig, config: NvencConfig) -> Result<(), GpuError> {
    let mut encoder = NvencEncoder::open_with(&rig.driver, config, rig.clock())?;
    for frame in 1..=3 {
        let bitrate = lumen_core::units::Bitrate(6_000_000 - u64::from(frame / 2) * 1_000_000);
        let params = crate::encode::FrameParams { bitrate, ..params(frame) };
        encoder.submit(&picture(192, 96, frame), params)?;
        rig.try_finish(&mut encoder)?;
    }
    Ok(())
}

/// What a status at a call has to lead to: the remedies that are right.
fn remedies(call: &str, status: Status) -> Vec<Remedy> {
    let opening = CALLS.iter().position(|known| *known == call).is_some_and(|at| at <= 5);
    match trouble(status) {
        // A lock that is busy is asked again; a busy engine too.
        Trouble::Transient => vec![Remedy::SkipFrame],
        Trouble::Parameter | Trouble::Environment if opening => vec![Remedy::EndStream],
        _ => vec![Remedy::ReopenEncoder],
    }
}

fn small(rig: &Rig, caps: &CodecCaps) -> NvencConfig {
    let mut config = NvencConfig::new(rig.stream(192, 96), plan(&rig.wish(192, 96), caps).unwrap());
    config.stream.bitrate = super::rig::RATE;
    config
}

#[test]
fn every_status_at_every_call_ends_cleanly() {
    for api in ["12.1", "13.0"] {
        every_status(api);
    }
}

fn every_status(api: &str) {
    let rig = Rig::new(&format!("api={api}"));
    let config = small(&rig, &rig.caps(Codec::H264));
    let mut failed = 0;
    for call in CALLS {
        for status in (1..Status::KNOWN).chain([77]).map(Status) {
            for nth in [1, 3] {
                rig.play(&format!("api={api};journal=off;fault={call}:{nth}:{}", status.0));
                let told = format!("{api}: {call} number {nth}: {status}");
                if let Err(error) = session(&rig, config) {
                    failed += 1;
                    let right = remedies(call, status).contains(&error.remedy());
                    assert!(right, "{told}: {error}, {:?}", error.remedy());
                    let GpuError::Nvenc(error) = &error else { panic!("{told}: {error}") };
                    assert_names(error, call, status, &told);
                }
                assert_clean(&rig, call, &told);
                // The way on: another session works.
                rig.play(&format!("api={api};journal=off"));
                session(&rig, config).unwrap_or_else(|error| panic!("after {told}: {error}"));
                assert_eq!(rig.standin.figure(Figure::Sessions), left(call, nth), "{told}");
                rig.standin.forget_sessions();
            }
        }
    }
    assert!(failed > 500, "{failed}");
}

/// The error says which call it was and what the driver answered.
fn assert_names(error: &NvencError, call: &str, status: Status, told: &str) {
    match error {
        NvencError::Call { call: named, status: answered, .. } => {
            assert_eq!((*named, *answered), (call, status), "{told}");
        }
        NvencError::Limit { what: "codec", .. } => panic!("{told}: {error}"),
        _ => assert_eq!(call, "OpenEncodeSessionEx", "{told}: {error}"),
    }
}

/// A session that the driver did not end, which is the only one that a session destroys.
fn left(call: &str, nth: u32) -> u64 {
    u64::from(call == "DestroyEncoder" && nth == 1)
}

fn assert_clean(rig: &Rig, call: &str, told: &str) {
    assert_eq!(rig.standin.figure(Figure::Memory), 0, "{told}");
    if !GIVING_BACK.contains(&call) {
        assert_eq!(rig.standin.figure(Figure::Leaked), 0, "{told}");
        assert_eq!(rig.standin.figure(Figure::Sessions), 0, "{told}");
    }
}
