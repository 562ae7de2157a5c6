//! Losses of the last second.

use crate::rate::loss::LossReport;

/// Losses that belong together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Loss {
    /// Of the last second: five parts, the current one first.
    parts: [LossReport; 5],
    steps: u32,
}

impl Loss {
    /// Takes a report.
    pub fn take(&mut self, report: LossReport) {
        let part = &mut self.parts[0];
        part.received = part.received.saturating_add(report.received);
        part.lost = part.lost.saturating_add(report.lost);
    }

    /// Ends a step.
    pub fn step(&mut self) {
        self.steps += 1;
        if self.steps.is_multiple_of(4) {
            self.parts.rotate_right(1);
            self.parts[0] = LossReport::default();
        }
    }

    /// All of the last second.
    pub fn sum(&self) -> LossReport {
        let mut sum = LossReport::default();
        for part in &self.parts {
            sum.received = sum.received.saturating_add(part.received);
            sum.lost = sum.lost.saturating_add(part.lost);
        }
        sum
    }

    /// Datagrams lost of them.
    pub fn lost(&self) -> u32 {
        self.sum().lost
    }

    /// The share lost, in parts per million.
    pub fn ppm(&self) -> u32 {
        self.sum().ppm()
    }

    /// Begins anew.
    pub fn forget(&mut self) {
        self.parts = [LossReport::default(); 5];
    }
}
