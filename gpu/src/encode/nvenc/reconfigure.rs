//! Changes while the encoder runs, between frames.
//!
//! The driver is sent everything again, with only the intended difference; it checks little of it.
//! Source: NVENC programming guide, "Reconfigure API".

use lumen_core::units::{Bitrate, RefreshRate};

use super::NvencEncoder;
use super::error::{NvencError, Trouble};
use super::plan::Split;
use super::surface::SurfaceLayout;
use crate::GpuError;

/// What is to be different.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Another size, within the largest that the stream was opened with. Makes a key frame.
    pub size: Option<(u32, u32)>,
    /// Another frame rate.
    pub refresh: Option<RefreshRate>,
    /// Another split, of an encoder without slices before the frame is done.
    pub split: Option<Split>,
}

impl NvencEncoder {
    /// Changes the stream from the next frame on.
    ///
    /// # Errors
    /// [`GpuError::Busy`] within a frame; [`NvencError::Limit`] for a change that the session
    /// cannot make; [`NvencError::Call`], after which the encoder is opened again.
    pub fn reconfigure(&mut self, change: Change) -> Result<(), GpuError> {
        if self.frame.is_some() {
            return Err(GpuError::Busy);
        }
        let size = change.size.filter(|size| *size != self.config.plan.tile);
        if let Some(size) = size {
            self.check_size(size)?;
        }
        if change.split.is_some_and(|split| split != Split::Off) && self.config.plan.sub_frame {
            return Err(NvencError::Limit { what: "split", value: 1, limit: 0 }.into());
        }
        let mut config = self.config;
        config.stream.refresh = change.refresh.unwrap_or(config.stream.refresh);
        config.plan.split = change.split.unwrap_or(config.plan.split);
        config.plan.tile = size.unwrap_or(config.plan.tile);
        self.setup.set_size(config.plan.tile);
        self.setup.set_split(config.plan.split);
        self.setup.set_rate(config.stream.bitrate, config.stream.refresh, &self.caps);
        self.session.reconfigure(&mut *self.setup, size.is_some())?;
        self.config = config;
        if let Some(kept) = &mut self.long_term {
            kept.set_refresh(config.stream.refresh);
        }
        if let Some(size) = size {
            let layout = SurfaceLayout::new(self.config.format, size);
            self.ring.resize(&self.session, layout)?;
            self.staging.resize(layout.len(), 0);
            // The next frame is a key frame, as the first of a session is.
            self.next_is_key = true;
        }
        Ok(())
    }

    fn check_size(&self, (width, height): (u32, u32)) -> Result<(), NvencError> {
        let most = self.config.most;
        for (what, value, limit) in [("width", width, most.0), ("height", height, most.1)] {
            if value > limit || !self.caps.dynamic_size {
                return Err(NvencError::Limit { what, value: value.into(), limit: limit.into() });
            }
        }
        // Surfaces of another's are as large as they were made.
        let (needed, room) =
            (SurfaceLayout::new(self.config.format, (width, height)).len(), self.ring.room());
        if needed > room {
            let (value, limit) = (needed as u64, room as u64);
            return Err(NvencError::Limit { what: "surface bytes", value, limit });
        }
        Ok(())
    }

    /// Follows the bitrate that a frame asks for, as far as the driver goes with it.
    pub(super) fn follow_bitrate(&mut self, wanted: Bitrate) -> Result<(), NvencError> {
        let bitrate = wanted.min(self.ceiling);
        let old = self.config.stream.bitrate;
        if bitrate == old || !self.caps.dynamic_bitrate {
            return Ok(());
        }
        let refresh = self.config.stream.refresh;
        self.setup.set_rate(bitrate, refresh, &self.caps);
        match self.session.reconfigure(&mut *self.setup, false) {
            Ok(()) => self.config.stream.bitrate = bitrate,
            Err(error) if error.trouble() == Trouble::Parameter => {
                self.stats.refused_rates += 1;
                self.setup.set_rate(old, refresh, &self.caps);
                if bitrate > old {
                    self.ceiling = old;
                }
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }
}
