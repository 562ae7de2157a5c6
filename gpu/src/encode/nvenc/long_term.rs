//! Long-term references: recovery without key frames on GPUs that cannot leave pictures out.
//!
//! Pure. Every so often a frame is kept by index until another takes its place. What the driver
//! makes of a mark it says with the coded frame, and only then it counts; presets may honour fewer
//! than asked for. After a loss the next frame is predicted from the newest one that is older.
//! Whatever was coded since the loss is taken to depend on it.
//! Source: nvEncodeAPI.h, `NV_ENC_CONFIG_HEVC::enableLTR` ("LTR Per Picture"), `ltrMarkFrame`,
//! `ltrUseFrames`; `NV_ENC_LOCK_BITSTREAM::ltrFrame`.

use lumen_core::units::{FrameId, RefreshRate, Span};

use super::caps::{Codec, CodecCaps};
use super::config::{NvencConfig, REFERENCES};
use super::reference::Recovery;

/// Age that the oldest kept frame reaches at least: what a loss may take from its frame's
/// departure to the request's arrival. Older ones make larger anchors.
const COVERS: Span = Span::from_millis(300);

/// Places, one for each index.
const PLACES: usize = REFERENCES as usize - 1;

/// Indices that a stream on this GPU can use; 0 where pictures can be left out, which is better:
/// what is predicted from is newer then. One place is the newest frame's. AV1 has such references
/// in newer versions of the API alone.
pub fn available(caps: &CodecCaps) -> u8 {
    let without = caps.invalidates || caps.codec == Codec::Av1;
    if without { 0 } else { caps.long_term.min(PLACES as u8) }
}

/// Indices that a stream uses.
pub fn indices(config: &NvencConfig, caps: &CodecCaps) -> u8 {
    if config.long_term { available(caps) } else { 0 }
}

/// What a frame is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LongTermUse {
    /// The index that the frame is kept by.
    pub mark: Option<u8>,
    /// The index of the only frame that it is predicted from.
    pub from: Option<u8>,
}

/// What the driver says that it did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LongTermDone {
    /// The index that the frame is kept by.
    pub marked: Option<u8>,
    /// A bit for each index that the frame was predicted from.
    pub used: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kept {
    frame: FrameId,
    /// It depends on something that the client lacks.
    spoiled: bool,
}

/// The frames that are kept.
#[derive(Debug)]
pub struct LongTerm {
    kept: [Option<Kept>; PLACES],
    /// How many the driver has, as far as is known.
    indices: u8,
    refresh: RefreshRate,
    /// Frames since the last mark.
    since: u32,
    /// The last key frame, and the newest frame; none before the first one.
    coded: Option<(FrameId, FrameId)>,
    /// What the next frame has to be predicted from.
    from: Option<u8>,
}

impl LongTerm {
    /// Nothing kept yet. None where [`indices`] says so.
    pub fn new(config: &NvencConfig, caps: &CodecCaps) -> Option<LongTerm> {
        let indices = indices(config, caps);
        (indices > 0).then_some(LongTerm {
            kept: [None; PLACES],
            indices,
            refresh: config.stream.refresh,
            since: 0,
            coded: None,
            from: None,
        })
    }

    /// Goes on at another rate.
    pub fn set_refresh(&mut self, refresh: RefreshRate) {
        self.refresh = refresh;
    }

    /// What the next frame is to be told; a key frame if `key` says so.
    pub fn plan(&self, key: bool) -> LongTermUse {
        if key {
            // The only index that a key frame of H.264 can have.
            return LongTermUse { mark: Some(0), from: None };
        }
        let due = self.since + 1 >= every(self.indices, self.refresh);
        let mark = due.then(|| self.to_replace());
        LongTermUse { mark: mark.filter(|index| Some(*index) != self.from), from: self.from }
    }

    /// The index to use next: a free one, a spoiled one, or the oldest one's.
    fn to_replace(&self) -> u8 {
        let newest = self.coded.map_or(FrameId(0), |(_, newest)| newest);
        let age = |kept: &Kept| newest.0.wrapping_sub(kept.frame.0);
        let rank = |index: &u8| match &self.kept[usize::from(*index)] {
            None => (2, 0),
            Some(kept) if kept.spoiled => (1, age(kept)),
            Some(kept) => (0, age(kept)),
        };
        (0..self.indices).rev().max_by_key(rank).unwrap_or(0)
    }

    /// The frame was submitted: what its mark replaces is gone, done or not.
    pub fn submitted(&mut self, told: LongTermUse) {
        if let Some(index) = told.mark {
            self.kept[usize::from(index)] = None;
            self.since = 0;
        }
        self.from = None;
    }

    /// The frame was coded. False when it was not predicted from what it was told: the client has
    /// no use for it, and the next frame has to be a key frame.
    pub fn coded(
        &mut self,
        frame: FrameId,
        key: bool,
        told: LongTermUse,
        done: LongTermDone,
    ) -> bool {
        if key {
            self.kept = [None; PLACES];
        }
        let start = self.coded.filter(|_| !key).map_or(frame, |(start, _)| start);
        self.coded = Some((start, frame));
        match told.mark {
            Some(index) if done.marked == Some(index) => {
                self.kept[usize::from(index)] = Some(Kept { frame, spoiled: false });
            }
            // The driver has fewer than it was asked for.
            Some(index) => self.indices = index.max(1),
            None => self.since = self.since.saturating_add(1),
        }
        key || told.from.is_none_or(|index| done.used == 1 << index)
    }

    /// The oldest frame that the next one can be predicted from.
    pub fn oldest(&self) -> Option<FrameId> {
        let (_, newest) = self.coded?;
        let good = self.kept.iter().flatten().filter(|kept| !kept.spoiled);
        let oldest = good.max_by_key(|kept| newest.0.wrapping_sub(kept.frame.0));
        Some(oldest.map_or(newest, |kept| kept.frame))
    }

    /// Frames `first` to `last` are lost, and with them whatever was coded since.
    pub fn lost(&mut self, first: FrameId, last: FrameId) -> Recovery {
        let Some((start, newest)) = self.coded else { return Recovery::Nothing };
        let never_coded = last.is_before(first) || newest.is_before(first);
        if never_coded || last.is_before(start) {
            return Recovery::Nothing;
        }
        for kept in self.kept.iter_mut().flatten() {
            kept.spoiled |= !kept.frame.is_before(first);
        }
        let age = |index: &u8| {
            let kept = self.kept[usize::from(*index)].filter(|kept| !kept.spoiled)?;
            Some(newest.0.wrapping_sub(kept.frame.0))
        };
        let good = (0..self.indices).filter_map(|index| Some((age(&index)?, index)));
        self.from = good.min().map(|(_, index)| index);
        self.from.map_or(Recovery::KeyFrame, Recovery::LongTerm)
    }
}

/// Frames from one mark to the next, so that as many as there are cover the time.
fn every(indices: u8, refresh: RefreshRate) -> u32 {
    let apart = u64::from(indices.saturating_sub(1).max(1));
    let frames = COVERS.0 * u64::from(refresh.0) / 1_000 / 1_000_000;
    u32::try_from(frames.div_ceil(apart)).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests;
