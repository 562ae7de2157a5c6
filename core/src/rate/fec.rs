//! How much parity a stream gets: the default policy.
//!
//! A stream starts with a fifth, on a link of which nothing is known, and a clean link comes down
//! to a tenth, for the first loss to cost nothing. Once datagrams are lost, the parity of a block
//! covers the longest burst of late and twice the loss rate, up to a limit; it comes back down
//! slowly, since bursts come in company. Pure: reports in, policy out.

use super::loss::LossReport;
use crate::fec::plan::FecPolicy;
use crate::units::{Micros, Span};

/// Time without a burst as long as the last worst one after which it counts for less.
const MEMORY: Span = Span::from_secs(10);

/// Loss rate that an unknown link is taken to have, in parts per million.
const UNKNOWN_LOSS: u32 = 100_000;

/// Bounds of the policy, in percent of the data shards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FecBounds {
    /// On a link that loses nothing.
    pub least: u8,
    /// Whatever the link loses.
    pub most: u8,
}

impl Default for FecBounds {
    /// A tenth, and what still leaves 77 % of a link's rate to the picture.
    fn default() -> Self {
        FecBounds { least: 10, most: 29 }
    }
}

/// Chooses the parity of a stream.
#[derive(Clone, Copy, Debug)]
pub struct FecController {
    bounds: FecBounds,
    /// Longest burst that counts, in datagrams.
    burst: u32,
    /// Loss rate that counts, in parts per million.
    loss: u32,
    /// When they were last reached.
    reached: Micros,
}

impl FecController {
    /// The controller of a stream that starts.
    pub fn new(bounds: FecBounds) -> FecController {
        FecController { bounds, burst: 0, loss: UNKNOWN_LOSS, reached: Micros(0) }
    }

    /// Changes the bounds; what is known of the link stays.
    pub fn set_bounds(&mut self, bounds: FecBounds) {
        self.bounds = bounds;
    }

    /// Takes a receiver's report.
    pub fn on_report(&mut self, report: LossReport, now: Micros) {
        let (burst, loss) = (report.longest_burst, report.ppm());
        if burst >= self.burst || loss >= self.loss {
            self.reached = now;
        }
        self.burst = self.burst.max(burst);
        self.loss = self.loss.max(loss);
        if now.since(self.reached) >= MEMORY {
            self.burst = self.burst * 3 / 4;
            self.loss = self.loss * 3 / 4;
            self.reached = now;
        }
    }

    /// Parity for blocks of about `data` shards.
    pub fn policy(&self, data: usize) -> FecPolicy {
        let burst = 100 * u64::from(self.burst) * 3 / 2 / data.max(1) as u64;
        let wanted = burst + 2 * u64::from(self.loss) / 10_000;
        let FecBounds { least, most } = self.bounds;
        let percent = wanted.clamp(least.into(), most.max(least).into()) as u8;
        FecPolicy { percent, min_parity: 2 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(seconds: u64) -> Micros {
        Micros(0) + Span::from_secs(seconds)
    }

    #[test]
    fn parity_covers_the_longest_burst_and_comes_back_down() {
        let mut fec = FecController::new(FecBounds::default());
        assert_eq!(fec.policy(180).percent, 20);
        let burst = LossReport { received: 9_980, lost: 20, longest_burst: 20 };
        fec.on_report(burst, second(1));
        assert_eq!(fec.policy(20).percent, 29, "no more than allowed");
        let clean = LossReport { received: 10_000, lost: 0, longest_burst: 0 };
        for seconds in 2..=100 {
            fec.on_report(clean, second(seconds));
        }
        assert_eq!(fec.policy(180).percent, 10);
    }
}
