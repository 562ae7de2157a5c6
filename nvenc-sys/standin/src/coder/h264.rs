//! H.264: CAVLC, I_PCM, Intra_16x16 of the surroundings' colour, P_Skip.
//!
//! Source: H.264 clauses 7.3 and 9.2. Deblocking is off, so samples come out as they go in.

use super::bits::{Bits, nal_unit};
use super::{Format, Kind, Marking, SliceJob};

const FRAME_NUMBER_BITS: u32 = 16;

pub fn parameter_sets(format: &Format) -> Vec<u8> {
    let mut sets = nal_unit(&[0x67], &sequence(format));
    sets.extend(nal_unit(&[0x68], &picture_set()));
    sets
}

fn sequence(format: &Format) -> Vec<u8> {
    let mut out = Bits::default();
    out.put(8, format.profile);
    out.put(8, if format.profile == 66 { 0b1100_0000 } else { 0 });
    out.put(8, 52); // level 5.2
    out.ue(0);
    if format.profile >= 100 {
        out.ue(1); // 4:2:0
        out.ue(0);
        out.ue(0);
        out.put(2, 0); // transform bypass, scaling matrix
    }
    out.ue(FRAME_NUMBER_BITS - 4);
    out.ue(2); // output order is decoding order
    out.ue(format.references as u32);
    out.put(1, 0);
    let (columns, rows) = (format.width.div_ceil(16), format.height.div_ceil(16));
    out.ue(columns as u32 - 1);
    out.ue(rows as u32 - 1);
    out.put(2, 0b11); // frames only, direct 8x8 inference
    let (right, bottom) = (columns * 16 - format.width, rows * 16 - format.height);
    out.flag(right + bottom > 0);
    if right + bottom > 0 {
        for edge in [0, right / 2, 0, bottom / 2] {
            out.ue(edge as u32);
        }
    }
    out.put(1, 1);
    vui(format, &mut out);
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
    out.put(5, 0); // chroma location, timing, two HRDs, picture structure
    out.flag(vui.restriction);
    if vui.restriction {
        out.put(1, 1);
        for value in [0, 0, 16, 16, 0, format.references as u32] {
            out.ue(value);
        }
    }
}

fn picture_set() -> Vec<u8> {
    let mut out = Bits::default();
    out.ue(0);
    out.ue(0);
    out.put(2, 0); // CAVLC, no order in fields
    out.ue(0); // one slice group
    out.ue(0); // one reference
    out.ue(0);
    out.put(3, 0); // no weights
    out.se(0);
    out.se(0);
    out.se(0);
    out.put(3, 0b100); // deblocking is controlled by slices
    out.trailing();
    out.into_bytes()
}

pub fn slice(job: &SliceJob<'_>) -> Vec<u8> {
    let mut out = Bits::default();
    header(job, &mut out);
    blocks(job, &mut out);
    out.trailing();
    let nal = if job.kind == Kind::Idr { 0x65 } else { 0x61 };
    nal_unit(&[nal], &out.into_bytes())
}

fn header(job: &SliceJob<'_>, out: &mut Bits) {
    out.ue((job.rows.start * job.picture.columns) as u32);
    out.ue(if job.kind == Kind::Predicted { 5 } else { 7 });
    out.ue(0);
    let frame_number = job.number % (1 << FRAME_NUMBER_BITS);
    out.put(FRAME_NUMBER_BITS, frame_number as u32);
    if job.kind == Kind::Idr {
        out.ue(job.idr_id);
    }
    if let Some(used) = job.used {
        out.put(1, 0); // one reference
        // Without a word it is the newest of the window.
        let newest = used.long_term.is_none() && job.kept.first() == Some(&used.number);
        out.flag(!newest);
        if !newest {
            match used.long_term {
                Some(index) => {
                    out.ue(2);
                    out.ue(index);
                }
                None => {
                    out.ue(0);
                    out.ue((job.number - used.number - 1) as u32);
                }
            }
            out.ue(3);
        }
    }
    marking(job, out);
    out.se(0);
    out.ue(1); // no deblocking
}

/// What becomes of the references. Source: clause 7.4.3.3.
fn marking(job: &SliceJob<'_>, out: &mut Bits) {
    let Marking { mark, long_term, leave } = job.marking;
    if job.kind == Kind::Idr {
        out.put(1, 0);
        out.flag(mark.is_some()); // it has index 0 then
        return;
    }
    out.flag(mark.is_some());
    // Without a mark the window slides.
    let Some(index) = mark else { return };
    for gone in leave {
        out.ue(1);
        out.ue((job.number - gone - 1) as u32);
    }
    out.ue(4);
    out.ue(*long_term as u32);
    out.ue(6);
    out.ue(*index);
    out.ue(0);
}

fn blocks(job: &SliceJob<'_>, out: &mut Bits) {
    let predicted = job.kind == Kind::Predicted;
    let columns = job.picture.columns;
    let mut written_out = vec![false; columns * job.picture.rows];
    let mut skipped = 0;
    for row in job.rows.clone() {
        for column in 0..columns {
            if job.reference.is_some_and(|old| job.picture.same_block(old, column, row)) {
                skipped += 1;
                continue;
            }
            if predicted {
                out.ue(std::mem::take(&mut skipped));
            }
            let (left, above) = (column > 0, row > job.rows.start);
            let base = if predicted { 5 } else { 0 };
            if job.picture.is_predicted(column, row, left, above) {
                out.ue(base + 3); // Intra_16x16, mean, no coefficients
                out.ue(0);
                out.se(0);
                let at = row * columns + column;
                let beside = left.then(|| written_out[at - 1]);
                let over = above.then(|| written_out[at - columns]);
                no_coefficients(beside, over, out);
            } else {
                written_out[row * columns + column] = true;
                out.ue(base + 25); // I_PCM
                out.align();
                let samples = (0..3).flat_map(|plane| job.picture.block(plane, column, row));
                samples.for_each(|sample| out.put(8, sample.into()));
            }
        }
    }
    if skipped > 0 {
        out.ue(skipped);
    }
}

/// `coeff_token` of no coefficients. A neighbour that was written out counts 16 of them.
fn no_coefficients(beside: Option<bool>, above: Option<bool>, out: &mut Bits) {
    let count = |written_out: bool| if written_out { 16 } else { 0 };
    let mean = match (beside.map(count), above.map(count)) {
        (Some(a), Some(b)) => (a + b + 1) >> 1,
        (Some(count), None) | (None, Some(count)) => count,
        (None, None) => 0,
    };
    if mean >= 8 { out.put(6, 0b000011) } else { out.put(1, 1) }
}
