//! The quantiser of each frame: a constant rate, with as little queueing as can be had.
//!
//! The library's own control plans in groups of eight frames, moves the quantiser by at most five
//! from one frame to the next, and with several slices swings around its target, so that a sudden
//! change comes out 12 to 20 times too large. It is off; this takes its place. It holds no frame
//! to its size: a frame has one quantiser, chosen before it is encoded, and there is no second try.
//!
//! A picture that the last one does not predict gets its quantiser from a model,
//! `bits = gain * activity * pixels / step`, whose gain is learned from such pictures. All others
//! go by what the frames before them came to.

use super::activity::Activity;
use crate::encode::FrameKind;

/// Finest quantiser: finer ones cost bits that nobody sees.
const FINEST: i32 = 16;

/// Coarsest quantiser that there is.
const COARSEST: i32 = 51;

/// Shares that a key frame or another fresh picture may take.
const FRESH_SHARES: f64 = 2.0;

/// Gain until the first key frame has shown another one; middling for natural content.
const FIRST_GAIN: f64 = 2.5;

/// Growth of the change from one frame to the next that motion alone does not make.
const SUDDEN: f64 = 1.6;

/// Most that is paid back. A rate that no quantiser reaches must not weigh on what comes after.
const MAX_BACKLOG: f64 = 8.0;

/// What the planned frame is to the decoder.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Plan {
    /// Little of it can be predicted; so much activity has to be paid for.
    Fresh { activity: f64 },
    /// It resembles the last frame.
    Alike,
}

/// Chooses quantisers for one stream. A frame's share is the bits it would get if all frames were
/// equal; sizes are in shares.
pub struct RateControl {
    pixels: f64,
    /// Bits of a share, at the rate of the last frame.
    share: Option<f64>,
    qp: i32,
    /// Size of the last frame.
    load: f64,
    /// Size of the last few frames that resembled their predecessors.
    mean_load: f64,
    /// What frames took beyond their shares and later ones have not given back.
    backlog: f64,
    gain: Option<f64>,
    /// Change that the last frame had.
    change: f64,
    plan: Plan,
}

impl RateControl {
    /// For pictures of so many pixels.
    pub fn new(pixels: u32) -> RateControl {
        RateControl {
            pixels: f64::from(pixels),
            share: None,
            qp: COARSEST,
            load: 0.0,
            mean_load: 1.0,
            backlog: 0.0,
            gain: None,
            change: 0.0,
            plan: Plan::Alike,
        }
    }

    /// The quantiser of the next frame, whose share is `share` bits.
    pub fn plan(&mut self, kind: FrameKind, seen: Activity, share: f64) -> u8 {
        let tightening = self.retarget(share.max(1.0));
        let Activity { detail, change } = seen;
        let plan = match kind {
            FrameKind::Idr => Plan::Fresh { activity: detail },
            // What is new costs at most what the whole picture costs.
            FrameKind::Predicted if change > SUDDEN * self.change + 0.5 => {
                Plan::Fresh { activity: change.min(detail) }
            }
            FrameKind::Predicted => Plan::Alike,
        };
        let qp = match (plan, self.plan) {
            (Plan::Fresh { activity }, _) => self.modelled(activity, share.max(1.0)),
            // A fresh picture's size says nothing about the next one's.
            (Plan::Alike, Plan::Fresh { .. }) => self.qp + tightening + 2,
            (Plan::Alike, Plan::Alike) => {
                self.qp + tightening + self.step() + rise(change, self.change)
            }
        };
        self.qp = qp.clamp(FINEST, COARSEST);
        (self.plan, self.change) = (plan, change);
        self.qp as u8
    }

    /// Takes over a new share; the steps that a smaller one asks for at once. What a larger one
    /// allows is left to the loads to come.
    fn retarget(&mut self, share: f64) -> i32 {
        let before = self.share.replace(share).unwrap_or(share);
        if before == share {
            return 0;
        }
        self.backlog = (self.backlog * before / share).min(MAX_BACKLOG);
        let tightening = quantiser(before / share) - quantiser(1.0);
        if tightening > 0.0 {
            (self.load, self.mean_load) = (1.0, 1.0);
        }
        tightening.clamp(0.0, 24.0).ceil() as i32
    }

    fn modelled(&self, activity: f64, share: f64) -> i32 {
        let shares = (FRESH_SHARES - self.backlog).max(0.5);
        let bits = self.gain.unwrap_or(FIRST_GAIN) * activity * self.pixels;
        quantiser(bits / (shares * share)).ceil() as i32
    }

    /// By how much to change the quantiser for a frame like the last. One step up halves a frame,
    /// since the last one, being finer, has already said most of it; so a low load calls for a
    /// step down only when it lasts.
    fn step(&self) -> i32 {
        let pressure = self.load + 0.3 * self.backlog;
        match (pressure, self.mean_load) {
            (pressure, _) if pressure > 3.0 => 6,
            (pressure, _) if pressure > 2.0 => 4,
            (pressure, _) if pressure > 1.4 => 2,
            (pressure, _) if pressure > 1.05 => 1,
            (_, mean) if mean < 0.4 && self.qp > 28 => -2,
            (_, mean) if mean < 0.75 => -1,
            _ => 0,
        }
    }

    /// Takes how many bits the planned frame came to.
    pub fn record(&mut self, bits: f64) {
        self.load = bits / self.share.unwrap_or(bits).max(1.0);
        self.backlog = (self.backlog + self.load - 1.0).clamp(0.0, MAX_BACKLOG);
        match self.plan {
            Plan::Fresh { activity } if activity > 0.5 => {
                let gain = bits * quantiser_step(self.qp) / (activity * self.pixels);
                self.gain = Some(self.gain.map_or(gain, |before| (before + gain) / 2.0));
            }
            Plan::Fresh { .. } => {}
            Plan::Alike => self.mean_load = 0.7 * self.mean_load + 0.3 * self.load,
        }
    }
}

/// Steps by which the quantiser follows a growing change.
fn rise(change: f64, before: f64) -> i32 {
    let growth = (change + 0.1) / (before + 0.1);
    (6.0 * growth.log2()).clamp(0.0, 6.0) as i32
}

/// Step width of a quantiser: 1 at 4, doubling every six. Source: H.264 clause 8.5.8.
fn quantiser_step(qp: i32) -> f64 {
    (f64::from(qp - 4) / 6.0).exp2()
}

/// The quantiser with this step width.
fn quantiser(step: f64) -> f64 {
    6.0 * step.max(0.1).log2() + 4.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SHARE: f64 = 200_000.0;
    const PAN: Activity = Activity { detail: 5.0, change: 8.0 };
    const STILL: Activity = Activity { detail: 5.0, change: 0.0 };

    /// A control that has sent its key frame at exactly a share.
    fn running() -> RateControl {
        let mut rate = RateControl::new(1280 * 720);
        rate.plan(FrameKind::Idr, STILL, SHARE);
        rate.record(SHARE);
        rate
    }

    /// Sends `frames` alike frames of `load` shares; the last quantiser.
    fn send(rate: &mut RateControl, frames: usize, seen: Activity, load: f64) -> u8 {
        let mut qp = 0;
        for _ in 0..frames {
            qp = rate.plan(FrameKind::Predicted, seen, SHARE);
            rate.record(load * SHARE);
        }
        qp
    }

    #[test]
    fn a_key_frame_is_planned_from_the_last_one() {
        let mut rate = RateControl::new(1280 * 720);
        let first = rate.plan(FrameKind::Idr, STILL, SHARE);
        rate.record(8.0 * SHARE);
        send(&mut rate, 30, STILL, 0.1);
        let second = rate.plan(FrameKind::Idr, STILL, SHARE);
        assert!(second > first, "{first} was four times too large, then {second}");
    }

    #[test]
    fn a_sudden_change_is_coarse_before_it_is_seen_to_be_large() {
        let mut rate = running();
        let still = send(&mut rate, 60, STILL, 0.1);
        assert_eq!(i32::from(still), FINEST);
        assert!(rate.plan(FrameKind::Predicted, PAN, SHARE) > still + 10);
    }

    #[test]
    fn a_lasting_low_load_sharpens_step_by_step() {
        let mut rate = running();
        let start = send(&mut rate, 10, PAN, 0.9);
        assert_eq!(send(&mut rate, 20, PAN, 0.9), start);
        assert!(send(&mut rate, 10, PAN, 0.3) < start);
    }

    #[test]
    fn what_was_spent_is_paid_back() {
        let mut rate = running();
        let before = send(&mut rate, 10, PAN, 0.9);
        send(&mut rate, 1, PAN, 4.0);
        assert!(send(&mut rate, 1, PAN, 0.5) >= before + 6);
        assert!(rate.backlog > 2.0);
        send(&mut rate, 6, PAN, 0.5);
        assert_eq!(rate.backlog, 0.0);
    }

    #[test]
    fn half_the_rate_is_six_steps_at_once() {
        let mut rate = running();
        let before = send(&mut rate, 10, PAN, 0.9);
        assert_eq!(rate.plan(FrameKind::Predicted, PAN, SHARE / 2.0), before + 6);
        rate.record(0.4 * SHARE);
        assert!(rate.plan(FrameKind::Predicted, PAN, SHARE) >= before + 5);
    }

    #[test]
    fn an_unreachable_rate_is_forgotten_soon() {
        let mut rate = running();
        send(&mut rate, 600, PAN, 20.0);
        let coarse = send(&mut rate, 1, PAN, 0.2);
        assert_eq!(i32::from(coarse), COARSEST);
        assert!(i32::from(send(&mut rate, 20, PAN, 0.2)) < COARSEST);
    }

    #[test]
    fn one_step_of_the_quantiser_is_a_sixth_of_a_doubling() {
        assert_eq!(quantiser_step(4), 1.0);
        assert_eq!(quantiser_step(28), 16.0);
        assert_eq!(quantiser(16.0).round(), 28.0);
    }

    proptest! {
        #[test]
        fn the_quantiser_stays_in_range_and_the_state_finite(
            frames in prop::collection::vec(
                (any::<bool>(), 0.0..255.0, 0.0..255.0, 0.0..1e9, 0.0..1e7),
                1..100,
            ),
        ) {
            let mut rate = RateControl::new(64 * 64);
            for (idr, detail, change, bits, share) in frames {
                let kind = if idr { FrameKind::Idr } else { FrameKind::Predicted };
                let qp = rate.plan(kind, Activity { detail, change }, share);
                prop_assert!((FINEST..=COARSEST).contains(&i32::from(qp)));
                rate.record(bits);
                prop_assert!(rate.backlog.is_finite() && rate.load.is_finite());
                prop_assert!(rate.gain.is_none_or(f64::is_finite));
            }
        }
    }
}
