//! HEVC: coding tree blocks of 16 x 16, each skipped, predicted from the surroundings' colour, or
//! written out as PCM. 8 and 10 bits, 4:2:0 and 4:4:4.
//!
//! Source: H.265 clauses 7.3 and 9.3. All loop filters are off, so samples come out as they go in.

use super::bits::{Bits, nal_unit};
use super::cabac::{Cabac, Context};
use super::{Format, Kind, SliceJob};

const ORDER_BITS: u32 = 16;

fn unit(kind: u8, payload: &[u8]) -> Vec<u8> {
    nal_unit(&[kind << 1, 1], payload)
}

pub fn parameter_sets(format: &Format) -> Vec<u8> {
    let mut sets = unit(32, &video_set(format));
    sets.extend(unit(33, &sequence(format)));
    sets.extend(unit(34, &picture_set()));
    sets
}

fn video_set(format: &Format) -> Vec<u8> {
    let mut out = Bits::default();
    out.put(4, 0);
    out.put(2, 0b11); // base layer, always there
    out.put(6, 0);
    out.put(3, 0);
    out.put(1, 1);
    out.put(16, 0xffff);
    profile(format, &mut out);
    buffering(format, &mut out);
    out.put(6, 0);
    out.ue(0);
    out.put(2, 0); // timing, extension
    out.trailing();
    out.into_bytes()
}

fn buffering(format: &Format, out: &mut Bits) {
    out.put(1, 1);
    out.ue(format.references as u32);
    out.ue(0); // nothing is reordered
    out.ue(0);
}

fn profile(format: &Format, out: &mut Bits) {
    let profile = match (format.sample.full_chroma, format.sample.depth) {
        (true, _) => 4,
        (false, 10) => 2,
        _ => 1,
    };
    out.put(2, 0);
    out.put(1, format.tier);
    out.put(5, profile);
    for bit in 0..32 {
        out.flag(bit == profile || (bit == 2 && profile == 1));
    }
    out.put(4, 0b1001); // progressive, frames only
    // Of range extensions: 12, 10, 8 bits, 4:2:2, 4:2:0, monochrome, intra, one picture, low rate.
    let ten_or_less = profile == 4;
    let eight = profile == 4 && format.sample.depth == 8;
    for flag in [ten_or_less, ten_or_less, eight, false, false, false, false, false, profile == 4] {
        out.flag(flag);
    }
    out.put(32, 0);
    out.put(3, 0);
    out.put(8, 186); // level 6.2
}

fn sequence(format: &Format) -> Vec<u8> {
    let mut out = Bits::default();
    out.put(4, 0);
    out.put(3, 0);
    out.put(1, 1);
    profile(format, &mut out);
    out.ue(0);
    out.ue(if format.sample.full_chroma { 3 } else { 1 });
    if format.sample.full_chroma {
        out.put(1, 0);
    }
    let (wide, high) = (format.width.next_multiple_of(16), format.height.next_multiple_of(16));
    out.ue(wide as u32);
    out.ue(high as u32);
    let unit = if format.sample.full_chroma { 1 } else { 2 };
    let (right, bottom) = ((wide - format.width) / unit, (high - format.height) / unit);
    out.flag(right + bottom > 0);
    if right + bottom > 0 {
        for edge in [0, right, 0, bottom] {
            out.ue(edge as u32);
        }
    }
    out.ue(format.sample.depth - 8);
    out.ue(format.sample.depth - 8);
    out.ue(ORDER_BITS - 4);
    buffering(format, &mut out);
    for value in [1, 0, 0, 2, 0, 0] {
        out.ue(value); // coding blocks of 16, transforms of 4 to 16, no depth
    }
    out.put(3, 0); // scaling lists, asymmetric partitions, sample adaptive offset
    out.put(1, 1); // PCM, of full depth, in blocks of 16, unfiltered
    out.put(4, format.sample.depth - 1);
    out.put(4, format.sample.depth - 1);
    out.ue(1);
    out.ue(0);
    out.put(1, 1);
    out.ue(0);
    out.flag(format.long_term > 0);
    if format.long_term > 0 {
        out.ue(0); // none that all pictures share
    }
    out.put(2, 0); // temporal vectors, strong smoothing
    out.put(1, 1);
    vui(format, &mut out);
    out.put(1, 0);
    out.trailing();
    out.into_bytes()
}

fn vui(format: &Format, out: &mut Bits) {
    out.put(2, 0); // aspect ratio, overscan
    let vui = &format.vui;
    out.flag(vui.signal.is_some());
    if let Some((kind, full_range)) = vui.signal {
        out.put(3, kind);
        out.flag(full_range);
        out.flag(vui.colour.is_some());
        vui.colour.iter().flatten().for_each(|code| out.put(8, *code));
    }
    out.put(1, 0); // chroma location
    out.put(3, 0); // neutral chroma, fields, field information
    out.put(2, 0); // default window, timing
    out.flag(vui.restriction);
    if vui.restriction {
        out.put(3, 0b010);
        for value in [0, 0, 0, 15, 15] {
            out.ue(value);
        }
    }
}

fn picture_set() -> Vec<u8> {
    let mut out = Bits::default();
    out.ue(0);
    out.ue(0);
    out.put(7, 0); // dependent slices, output flag, extra bits, sign hiding, CABAC initialisation
    out.ue(0);
    out.ue(0);
    out.se(0);
    out.put(3, 0); // constrained intra, transform skip, quantiser steps
    out.se(0);
    out.se(0);
    out.put(6, 0); // chroma steps, weights, bypass, tiles, wavefronts
    out.put(1, 0); // filters across slices
    out.put(3, 0b101); // deblocking is controlled: not by slices, off
    out.put(2, 0);
    out.ue(0);
    out.put(2, 0);
    out.trailing();
    out.into_bytes()
}

pub fn slice(format: &Format, job: &SliceJob<'_>) -> Vec<u8> {
    let mut out = Bits::default();
    header(format, job, &mut out);
    Blocks::new(format, job).code(&mut out);
    out.align();
    unit(if job.kind == Kind::Idr { 20 } else { 1 }, &out.into_bytes())
}

fn header(format: &Format, job: &SliceJob<'_>, out: &mut Bits) {
    let first = job.rows.start == 0;
    out.flag(first);
    if job.kind == Kind::Idr {
        out.put(1, 0);
    }
    out.ue(0);
    if !first {
        let blocks = (job.picture.columns * job.picture.rows) as u32;
        let bits = u32::BITS - (blocks - 1).leading_zeros();
        out.put(bits, (job.rows.start * job.picture.columns) as u32);
    }
    out.ue(if job.kind == Kind::Predicted { 1 } else { 2 });
    if job.kind != Kind::Idr {
        out.put(ORDER_BITS, (job.number % (1 << ORDER_BITS)) as u32);
        out.put(1, 0);
        out.ue(job.kept.len() as u32);
        out.ue(0);
        let mut before = job.number;
        for &kept in job.kept {
            out.ue((before - kept - 1) as u32);
            out.flag(job.used.is_some_and(|used| used.number == kept));
            before = kept;
        }
        if format.long_term > 0 {
            out.ue(job.long_term.len() as u32);
            for (index, number) in job.long_term {
                out.put(ORDER_BITS, (number % (1 << ORDER_BITS)) as u32);
                out.flag(job.used.is_some_and(|used| used.long_term == Some(*index)));
                out.put(1, 0); // the low bits tell it from all others
            }
        }
    }
    if job.kind == Kind::Predicted {
        out.put(1, 0); // one reference
        out.ue(4); // one merge candidate
    }
    out.se(0);
    out.trailing();
}

/// Contexts that blocks use, at their start for intra (0) and predicted (1) slices.
/// Source: tables 9-7, 9-10 to 9-15, 9-22 to 9-24.
struct Contexts {
    skip: [Context; 3],
    mode: Context,
    partition: Context,
    luma_mode: Context,
    chroma_mode: Context,
    luma_coded: Context,
    chroma_coded: Context,
}

impl Contexts {
    fn new(predicted: bool) -> Contexts {
        let of = |intra: i32, inter: i32| Context::new(if predicted { inter } else { intra });
        Contexts {
            skip: [of(154, 197), of(154, 185), of(154, 201)],
            mode: of(154, 149),
            partition: of(184, 154),
            luma_mode: of(184, 154),
            chroma_mode: of(63, 152),
            luma_coded: of(141, 111),
            chroma_coded: of(94, 149),
        }
    }
}

struct Blocks<'a> {
    format: &'a Format,
    job: &'a SliceJob<'a>,
    contexts: Contexts,
    cabac: Cabac,
    skipped: Vec<bool>,
}

impl<'a> Blocks<'a> {
    fn new(format: &'a Format, job: &'a SliceJob<'a>) -> Blocks<'a> {
        Blocks {
            format,
            job,
            contexts: Contexts::new(job.kind == Kind::Predicted),
            cabac: Cabac::new(),
            skipped: vec![false; job.picture.columns * job.picture.rows],
        }
    }

    fn code(mut self, out: &mut Bits) {
        let columns = self.job.picture.columns;
        for row in self.job.rows.clone() {
            for column in 0..columns {
                self.block(column, row, out);
                let last = column + 1 == columns && row + 1 == self.job.rows.end;
                self.cabac.terminate(out, last.into());
            }
        }
    }

    fn block(&mut self, column: usize, row: usize, out: &mut Bits) {
        let (left, above) = (column > 0, row > self.job.rows.start);
        let picture = self.job.picture;
        if self.job.kind == Kind::Predicted {
            let at = row * picture.columns + column;
            let beside = usize::from(left && self.skipped[at - 1]);
            let over = usize::from(above && self.skipped[at - picture.columns]);
            let skip = self.job.reference.is_some_and(|old| picture.same_block(old, column, row));
            self.skipped[at] = skip;
            self.cabac.decision(out, &mut self.contexts.skip[beside + over], skip.into());
            if skip {
                return;
            }
            self.cabac.decision(out, &mut self.contexts.mode, 1);
        }
        self.cabac.decision(out, &mut self.contexts.partition, 1);
        if picture.is_predicted(column, row, left, above) {
            self.cabac.terminate(out, 0);
            self.predicted(out);
        } else {
            self.cabac.terminate(out, 1);
            self.written_out(column, row, out);
        }
    }

    /// Mean of the surroundings in all planes, no coefficients. All blocks have that mode, so it
    /// is the second of the most probable ones.
    fn predicted(&mut self, out: &mut Bits) {
        self.cabac.decision(out, &mut self.contexts.luma_mode, 1);
        self.cabac.bypass(out, 1);
        self.cabac.bypass(out, 0);
        self.cabac.decision(out, &mut self.contexts.chroma_mode, 0);
        self.cabac.decision(out, &mut self.contexts.chroma_coded, 0);
        self.cabac.decision(out, &mut self.contexts.chroma_coded, 0);
        self.cabac.decision(out, &mut self.contexts.luma_coded, 0);
    }

    fn written_out(&mut self, column: usize, row: usize, out: &mut Bits) {
        out.align();
        let depth = self.format.sample.depth;
        for plane in 0..3 {
            let samples = self.job.picture.block(plane, column, row);
            samples.for_each(|sample| out.put(depth, sample.into()));
        }
        self.cabac = Cabac::new();
    }
}
