//! H.264 on the CPU: openh264.
//!
//! The stream is what a low-delay decoder wants: one reference frame, no reordering, no frame
//! skipped, key frames only on demand, each with its parameter sets, which keep their identifiers.
//! The library returns a frame when all of it is encoded, so [`Caps::sub_frame`] is false however
//! many slices there are. Our side allocates nothing per frame; the library's own memory is
//! outside of that.

mod parameters;

use std::thread::available_parallelism;

use lumen_core::units::{Bitrate, FrameId, Micros};

use self::parameters::MAX_SLICES;
use super::{Caps, Collected, Encode, EncodeConfig, FrameKind, FrameParams, Slice};
use crate::GpuError;
use crate::convert::Yuv420;
use crate::openh264::encoder::RawEncoder;

/// How many threads encode the slices of a frame. Never more than slices, never more than four.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Threads {
    /// One for each core.
    #[default]
    Auto,
    /// So many.
    AtMost(u8),
}

impl Threads {
    fn count(self, slices: u8) -> u8 {
        let wanted = match self {
            Threads::Auto => available_parallelism().map_or(1, |cores| cores.get().min(4) as u8),
            Threads::AtMost(count) => count.min(4),
        };
        wanted.clamp(1, slices.max(1))
    }
}

/// An H.264 encoder on the CPU.
pub struct SoftwareEncoder {
    raw: RawEncoder,
    config: EncodeConfig,
    bitrate: Bitrate,
    submitted: u64,
    frame: Option<Cut>,
}

impl SoftwareEncoder {
    /// Opens an encoder with a thread for each slice, as far as there are cores. A picture that
    /// is too small for the slices asked for gets fewer.
    ///
    /// # Errors
    /// [`GpuError::Unsupported`] names the setting that the library cannot do,
    /// [`GpuError::Open`] when it has no memory.
    pub fn open(config: EncodeConfig) -> Result<SoftwareEncoder, GpuError> {
        SoftwareEncoder::open_with(config, Threads::Auto)
    }

    /// Opens an encoder with so many threads.
    ///
    /// # Errors
    /// As [`SoftwareEncoder::open`].
    pub fn open_with(config: EncodeConfig, threads: Threads) -> Result<SoftwareEncoder, GpuError> {
        let slices = parameters::slices(&config);
        let parameters = parameters::parameters(&config, slices, threads.count(slices))?;
        let raw = RawEncoder::open(&parameters)?;
        let bitrate = config.bitrate;
        Ok(SoftwareEncoder { raw, config, bitrate, submitted: 0, frame: None })
    }

    /// Time of the next frame in milliseconds, as if frames came at the planned rate: the rate
    /// control takes no other.
    fn millis(&self) -> i64 {
        (self.submitted * self.config.refresh.interval().0 / 1_000) as i64
    }
}

impl Encode for SoftwareEncoder {
    fn caps(&self) -> Caps {
        Caps { max_slices: MAX_SLICES, sub_frame: false, invalidates_references: false }
    }

    fn submit(&mut self, picture: &Yuv420, params: FrameParams) -> Result<(), GpuError> {
        if self.frame.is_some() {
            return Err(GpuError::Busy);
        }
        let expected = (self.config.width, self.config.height);
        let got = (picture.width(), picture.height());
        if expected != got {
            return Err(GpuError::Size { expected, got });
        }
        if params.bitrate != self.bitrate {
            self.raw.set_bitrate(parameters::target_bits(params.bitrate, self.config.refresh))?;
            self.bitrate = params.bitrate;
        }
        if params.force_idr {
            self.raw.force_idr()?;
        }
        let kind = self.raw.encode(picture, self.millis())?;
        self.submitted += 1;
        let (unit, sizes) = (self.raw.unit()?, self.raw.nal_sizes());
        self.frame = kind.map(|kind| Cut::new(params.frame, kind, unit, sizes));
        Ok(())
    }

    fn collect(&mut self, _until: Micros) -> Result<Collected<'_>, GpuError> {
        let Some(cut) = &mut self.frame else { return Ok(Collected::Done) };
        match cut.next(self.raw.unit()?) {
            Some(slice) => Ok(Collected::Slice(slice)),
            None => {
                self.frame = None;
                Ok(Collected::Done)
            }
        }
    }
}

/// Where the slices of an encoded frame end, and how many were handed out.
struct Cut {
    frame: FrameId,
    kind: FrameKind,
    ends: [usize; MAX_SLICES as usize],
    count: u8,
    handed_out: u8,
}

impl Cut {
    /// Cuts `unit`, whose NAL units have these `sizes`, behind each slice NAL unit. What lies
    /// before the first one stays with it.
    fn new(
        frame: FrameId,
        kind: FrameKind,
        unit: &[u8],
        sizes: impl Iterator<Item = usize>,
    ) -> Cut {
        let mut cut = Cut { frame, kind, ends: [0; MAX_SLICES as usize], count: 0, handed_out: 0 };
        let mut end = 0;
        for size in sizes {
            let nal = unit.get(end..end + size).unwrap_or(&[]);
            end += size;
            if is_slice(nal) && usize::from(cut.count) < cut.ends.len() {
                cut.ends[usize::from(cut.count)] = end;
                cut.count += 1;
            }
        }
        cut
    }

    fn next<'a>(&mut self, unit: &'a [u8]) -> Option<Slice<'a>> {
        if self.handed_out == self.count {
            return None;
        }
        let index = self.handed_out;
        self.handed_out += 1;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[usize::from(before)]);
        let end = self.ends[usize::from(index)];
        Some(Slice {
            frame: self.frame,
            index,
            last: self.handed_out == self.count,
            kind: self.kind,
            bytes: unit.get(start..end)?,
        })
    }
}

/// True for a NAL unit that holds a coded slice. Source: H.264 table 7-1, types 1 and 5.
fn is_slice(nal: &[u8]) -> bool {
    let header = nal.iter().position(|&byte| byte == 1).and_then(|one| nal.get(one + 1));
    matches!(header.map(|byte| byte & 0x1f), Some(1 | 5))
}
