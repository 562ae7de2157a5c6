//! Units and identifiers as types, so that no bare integer crosses a function boundary.

use std::fmt;
use std::ops::{Add, Sub};

/// A point on the monotonic time line of this machine, in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Micros(pub u64);

impl Micros {
    /// Time passed since `earlier`; zero when `earlier` is later.
    pub fn since(self, earlier: Micros) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Span> for Micros {
    type Output = Micros;

    fn add(self, span: Span) -> Micros {
        Micros(self.0.saturating_add(span.0))
    }
}

/// A length of time in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(pub u64);

impl Span {
    /// A span of whole milliseconds.
    pub const fn from_millis(millis: u64) -> Span {
        Span(millis * 1_000)
    }

    /// A span of whole seconds.
    pub const fn from_secs(secs: u64) -> Span {
        Span(secs * 1_000_000)
    }
}

impl Add for Span {
    type Output = Span;

    fn add(self, other: Span) -> Span {
        Span(self.0.saturating_add(other.0))
    }
}

impl Sub for Span {
    type Output = Span;

    fn sub(self, other: Span) -> Span {
        Span(self.0.saturating_sub(other.0))
    }
}

impl From<Span> for std::time::Duration {
    fn from(span: Span) -> Self {
        std::time::Duration::from_micros(span.0)
    }
}

/// Number of a frame within its stream. The first frame is 1 in GameStream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrameId(pub u32);

impl FrameId {
    /// The frame that follows this one.
    pub fn next(self) -> FrameId {
        FrameId(self.0.wrapping_add(1))
    }

    /// True when `self` was sent before `other`, given they are under 2^31 apart. Wraps.
    pub fn is_before(self, other: FrameId) -> bool {
        (self.0.wrapping_sub(other.0) as i32) < 0
    }
}

/// A 16-bit packet number. Wraps, so it is deliberately not `Ord`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Seq(pub u16);

impl Seq {
    /// True when `self` was sent after `other`, given they are under 2^15 apart.
    pub fn is_after(self, other: Seq) -> bool {
        (self.0.wrapping_sub(other.0) as i16) > 0
    }

    /// The number `count` packets later.
    pub fn offset(self, count: u16) -> Seq {
        Seq(self.0.wrapping_add(count))
    }
}

/// Bits per second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bitrate(pub u64);

impl Bitrate {
    /// A rate of whole kilobits (1000 bits) per second.
    pub const fn from_kbps(kbps: u64) -> Bitrate {
        Bitrate(kbps * 1_000)
    }
}

/// A share of a hundred. FEC percentages go up to 255.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(pub u8);

/// Frames per second in thousandths, so that 59.94 Hz is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RefreshRate(pub u32);

impl RefreshRate {
    /// A rate of whole hertz.
    pub const fn from_hz(hz: u32) -> RefreshRate {
        RefreshRate(hz * 1_000)
    }

    /// Time from one frame to the next. A rate of zero counts as 1 mHz.
    pub fn interval(self) -> Span {
        Span(1_000_000_000 / u64::from(self.0.max(1)))
    }
}

impl fmt::Display for RefreshRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 1_000, self.0 % 1_000) {
            (hz, 0) => write!(f, "{hz}"),
            (hz, milli) => write!(f, "{hz}.{milli:03}"),
        }
    }
}

/// Width x height @ refresh rate of a display or stream, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mode {
    /// Pixels per row, at least 1.
    pub width: u32,
    /// Rows, at least 1.
    pub height: u32,
    /// Frames per second.
    pub refresh: RefreshRate,
}

/// A mode that no display of ours can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("mode {width}x{height}@{refresh_mhz} mHz is outside 16x16@1 to 16384x16384@500 Hz")]
pub struct ModeError {
    width: u32,
    height: u32,
    refresh_mhz: u32,
}

impl Mode {
    /// A mode within 16x16 to 16384x16384 pixels and 1 to 500 Hz.
    ///
    /// # Errors
    /// [`ModeError`] names the mode that is out of range.
    pub fn new(width: u32, height: u32, refresh: RefreshRate) -> Result<Mode, ModeError> {
        let sizes = 16..=16384;
        let rates = 1_000..=500_000;
        if sizes.contains(&width) && sizes.contains(&height) && rates.contains(&refresh.0) {
            return Ok(Mode { width, height, refresh });
        }
        Err(ModeError { width, height, refresh_mhz: refresh.0 })
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}@{}", self.width, self.height, self.refresh)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequence_numbers_compare_across_the_wrap() {
        assert!(Seq(2).is_after(Seq(65_534)));
        assert!(!Seq(65_534).is_after(Seq(2)));
        assert!(!Seq(7).is_after(Seq(7)));
    }

    #[test]
    fn modes_outside_the_range_are_refused() {
        let hz = RefreshRate::from_hz;
        assert!(Mode::new(5120, 1440, hz(240)).is_ok());
        assert!(Mode::new(0, 0, hz(60)).is_err());
        assert!(Mode::new(20_000, 20_000, hz(60)).is_err());
        assert!(Mode::new(1280, 720, hz(1_000)).is_err());
    }

    #[test]
    fn a_mode_prints_as_people_write_it() {
        let mode = Mode::new(1920, 1080, RefreshRate(59_940)).unwrap();
        assert_eq!(mode.to_string(), "1920x1080@59.940");
        assert_eq!(RefreshRate::from_hz(240).interval(), Span(4_166));
    }
}
