//! Opening: session, configuration, and what is given up when the driver refuses.
//!
//! A session that failed to initialise is of no more use, so each attempt opens another one.
//! Only a refusal of parameters leads to the next attempt; any other failure is final.

use std::sync::Arc;

use lumen_core::units::Bitrate;

use super::api::Setup;
use super::caps::CodecCaps;
use super::config::{NvencConfig, REFERENCES};
use super::driver::Driver;
use super::error::{NvencError, Trouble};
use super::hdr::Messages;
use super::long_term::LongTerm;
use super::pace::Pace;
use super::plan::Split;
use super::reference::References;
use super::session::Session;
use super::surface::{Ring, SurfaceLayout};
use super::{NvencEncoder, NvencStats};

/// A bitrate that is refused is searched for down to this part of it.
const LEAST_SHARE: u64 = 16;
/// Steps of that search.
const SEARCH_STEPS: u32 = 5;

pub(super) fn open(
    driver: &Arc<Driver>,
    config: NvencConfig,
    pace: Box<dyn Pace>,
) -> Result<NvencEncoder, NvencError> {
    let mut refused = None;
    for variant in variants(&config) {
        match open_at_some_rate(driver, variant) {
            Ok(started) => return finish(driver, started, pace),
            Err(error) if is_refusal(&error) => refused = refused.or(Some(error)),
            Err(error) => return Err(error),
        }
    }
    Err(refused.unwrap_or(NvencError::Limit { what: "codec", value: 0, limit: 0 }))
}

fn is_refusal(error: &NvencError) -> bool {
    let initialising = matches!(error, NvencError::Call { call: "InitializeEncoder", .. });
    initialising && error.trouble() == Trouble::Parameter
}

/// The configuration, and what is left of it step by step.
fn variants(config: &NvencConfig) -> Vec<NvencConfig> {
    let mut variants = vec![*config];
    let mut less = *config;
    if less.plan.split != Split::Off {
        less.plan.split = Split::Off;
        variants.push(less);
    }
    less.long_term = false;
    variants.push(less);
    if less.plan.sub_frame {
        less.plan.sub_frame = false;
        variants.push(less);
    }
    if less.plan.slices > 1 {
        less.plan.slices = 1;
        variants.push(less);
    }
    variants
}

/// An initialised session.
struct Started {
    session: Session,
    config: NvencConfig,
    caps: CodecCaps,
    setup: Box<dyn Setup>,
    ceiling: Bitrate,
}

/// Opens at the bitrate that is wanted, or at the largest one below it that is taken.
fn open_at_some_rate(driver: &Arc<Driver>, config: NvencConfig) -> Result<Started, NvencError> {
    let wanted = config.stream.bitrate;
    let at = |rate: u64| {
        let mut config = config;
        config.stream.bitrate = Bitrate(rate);
        start(driver, config)
    };
    let refusal = match at(wanted.0) {
        Err(error) if is_refusal(&error) => error,
        other => return other,
    };
    let (mut good, mut bad) = (wanted.0 / LEAST_SHARE, wanted.0);
    let mut best = match at(good) {
        Ok(started) => started,
        Err(error) if is_refusal(&error) => return Err(refusal),
        Err(error) => return Err(error),
    };
    for _ in 0..SEARCH_STEPS {
        let middle = good.midpoint(bad);
        match at(middle) {
            Ok(started) => (best, good) = (started, middle),
            Err(error) if is_refusal(&error) => bad = middle,
            Err(error) => return Err(error),
        }
    }
    best.ceiling = Bitrate(good);
    tracing::warn!(wanted = wanted.0, taken = good, "the encoder does not take this bitrate");
    Ok(best)
}

fn start(driver: &Arc<Driver>, config: NvencConfig) -> Result<Started, NvencError> {
    let session = Session::open(driver)?;
    let codec = config.plan.codec.guid();
    let listed = session.codecs()?.iter().any(|guid| same(guid, &codec));
    if !listed {
        return Err(NvencError::Limit { what: "codec", value: config.plan.codec as u64, limit: 0 });
    }
    let caps = CodecCaps::query(&session, config.plan.codec)?;
    let mut setup = session.setup(&config, &caps)?;
    session.initialize(&mut *setup)?;
    let ceiling = Bitrate(u32::MAX.into());
    Ok(Started { session, config, caps, setup, ceiling })
}

/// Two identifiers are the same one.
pub(super) fn same(a: &lumen_nvenc_sys::v12_1::GUID, b: &lumen_nvenc_sys::v12_1::GUID) -> bool {
    (a.Data1, a.Data2, a.Data3, a.Data4) == (b.Data1, b.Data2, b.Data3, b.Data4)
}

fn finish(
    driver: &Arc<Driver>,
    started: Started,
    pace: Box<dyn Pace>,
) -> Result<NvencEncoder, NvencError> {
    let Started { session, config, caps, setup, ceiling } = started;
    let layout = SurfaceLayout::new(config.format, config.plan.tile);
    let most = SurfaceLayout::new(config.format, config.most);
    let ring = Ring::new(&session, &driver.context, layout, most)?;
    let (width, height) =
        (config.most.0.max(layout.width as u32), config.most.1.max(layout.height as u32));
    // As many places as the driver may write: one for each block of 16 x 16.
    let offsets = width.div_ceil(16) as usize * height.div_ceil(16) as usize;
    let expected = layout.len() / 8;
    Ok(NvencEncoder {
        session,
        driver: Arc::clone(driver),
        long_term: LongTerm::new(&config, &caps),
        messages: config.hdr.as_ref().map(Messages::new),
        config,
        caps,
        setup,
        ring,
        pace,
        references: References::new(REFERENCES),
        ceiling,
        time: 0,
        next_is_key: true,
        staging: vec![0; layout.len()],
        bytes: Vec::with_capacity(expected),
        shadow: Vec::with_capacity(expected),
        offsets: vec![0; offsets],
        frame: None,
        stats: NvencStats::default(),
    })
}
