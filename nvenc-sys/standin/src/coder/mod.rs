//! Pictures to slices. Lossless and small: a block is left out where it repeats the reference,
//! predicted where its surroundings are its own colour, and written out sample by sample
//! otherwise. So a decoder must show exactly what was put in.

mod bits;
mod cabac;
mod h264;
mod hevc;
pub mod picture;
mod references;

use std::ops::Range;
use std::sync::Arc;

use bits::Bits;
use picture::{Picture, Sample};
use references::{Reference, References};

/// Codecs in the order of [`crate::personality`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    H264,
    Hevc,
    Av1,
}

/// Colour description. Source: H.264 and H.265 annex E.
#[derive(Clone, Copy, Debug, Default)]
pub struct Vui {
    /// Format and range, if they are told.
    pub signal: Option<(u32, bool)>,
    /// Primaries, transfer, matrix, if they are told.
    pub colour: Option<[u32; 3]>,
    /// Tells that nothing is reordered.
    pub restriction: bool,
}

/// What is fixed for a stream.
#[derive(Clone, Debug)]
pub struct Format {
    pub codec: Codec,
    pub width: usize,
    pub height: usize,
    pub sample: Sample,
    /// `profile_idc` of H.264.
    pub profile: u32,
    /// General tier of HEVC.
    pub tier: u32,
    pub references: usize,
    /// Long-term references among them.
    pub long_term: usize,
    pub vui: Vui,
}

/// How a frame is cut into slices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// So many slices.
    Slices(usize),
    /// Slices of so many rows of blocks.
    Rows(usize),
}

impl Cut {
    fn ranges(self, rows: usize) -> Vec<Range<usize>> {
        match self {
            Cut::Slices(count) => {
                let count = count.clamp(1, rows);
                (0..count).map(|at| at * rows / count..(at + 1) * rows / count).collect()
            }
            Cut::Rows(each) => {
                let each = each.max(1);
                (0..rows).step_by(each).map(|at| at..(at + each).min(rows)).collect()
            }
        }
    }
}

/// What is asked of one picture.
pub struct Request {
    pub timestamp: u64,
    pub idr: bool,
    pub cut: Cut,
    /// The long-term reference that the picture becomes.
    pub mark: Option<u32>,
    /// The long-term reference that it is predicted from, instead of the newest picture.
    pub from: Option<u32>,
    /// Types and payloads of supplemental information.
    pub messages: Vec<(u32, Vec<u8>)>,
}

/// Kind of a coded picture. Source: nvEncodeAPI.h, `NV_ENC_PIC_TYPE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Predicted = 0,
    Intra = 2,
    Idr = 3,
}

/// A coded picture.
pub struct Coded {
    pub bytes: Vec<u8>,
    /// Where each slice ends; the first includes the parameter sets.
    pub ends: Vec<usize>,
    pub kind: Kind,
    /// The long-term reference that it became.
    pub marked: Option<u32>,
    /// Long-term references that it was predicted from, a bit for each.
    pub used: u32,
}

/// What becomes of the references with a picture.
#[derive(Default)]
struct Marking {
    /// The long-term reference that the picture becomes, of so many.
    mark: Option<u32>,
    long_term: usize,
    /// Numbers of the pictures that leave the window for it.
    leave: Vec<u64>,
}

/// One slice to be coded.
struct SliceJob<'a> {
    picture: &'a Picture,
    /// Picture that is predicted from.
    reference: Option<&'a Picture>,
    rows: Range<usize>,
    kind: Kind,
    /// Pictures since the last IDR picture.
    number: u64,
    /// Numbers of the pictures that the decoder keeps, newest first, and which one is used.
    kept: &'a [u64],
    /// Indices and numbers of the long-term ones.
    long_term: &'a [(u32, u64)],
    used: Option<&'a Reference>,
    marking: &'a Marking,
    idr_id: u32,
}

/// The coder of one stream.
pub struct Stream {
    format: Format,
    references: References,
    number: u64,
    idrs: u32,
}

impl Stream {
    pub fn new(format: Format) -> Stream {
        let references = References::new(format.references);
        Stream { format, references, number: 0, idrs: 0 }
    }

    /// Goes on with another size; what follows has to be an IDR picture.
    pub fn resize(&mut self, width: usize, height: usize) {
        (self.format.width, self.format.height) = (width, height);
        self.references.clear();
    }

    /// The picture of this time, and all that was predicted from it, serve no more.
    pub fn invalidate(&mut self, timestamp: u64) {
        self.references.invalidate(timestamp);
    }

    /// True when there is a long-term reference of this index.
    pub fn has_long_term(&self, index: u32) -> bool {
        self.references.long_term(index).is_some()
    }

    /// Parameter sets, Annex B.
    pub fn parameter_sets(&self) -> Vec<u8> {
        match self.format.codec {
            Codec::H264 => h264::parameter_sets(&self.format),
            Codec::Hevc => hevc::parameter_sets(&self.format),
            Codec::Av1 => Vec::new(),
        }
    }

    /// Codes one picture.
    pub fn code(&mut self, picture: Picture, request: &Request) -> Coded {
        if self.format.codec == Codec::Av1 {
            return opaque(request);
        }
        let idr = request.idr || self.references.is_empty();
        if idr {
            self.references.clear();
            self.number = 0;
            self.idrs += 1;
        }
        let wanted = request.from.and_then(|index| self.references.long_term(index));
        let chosen = if idr { None } else { wanted.or_else(|| self.references.newest()) };
        let kind = match (idr, &chosen) {
            (true, _) => Kind::Idr,
            (false, None) => Kind::Intra,
            (false, Some(_)) => Kind::Predicted,
        };
        let (kept, long_term) = (self.references.numbers(), self.references.long_term_numbers());
        let leave = self.references.make_room(request.mark);
        let marking = Marking { mark: request.mark, long_term: self.format.long_term, leave };
        let mut bytes = if idr { self.parameter_sets() } else { Vec::new() };
        self.write_messages(&request.messages, &mut bytes);
        let mut ends = Vec::new();
        for rows in request.cut.ranges(picture.rows) {
            let job = SliceJob {
                picture: &picture,
                reference: chosen.as_ref().map(|chosen| chosen.picture.as_ref()),
                rows,
                kind,
                number: self.number,
                kept: &kept,
                long_term: &long_term,
                used: chosen.as_ref(),
                marking: &marking,
                idr_id: self.idrs % 2,
            };
            bytes.extend(match self.format.codec {
                Codec::H264 => h264::slice(&job),
                _ => hevc::slice(&self.format, &job),
            });
            ends.push(bytes.len());
        }
        let used =
            chosen.as_ref().and_then(|chosen| chosen.long_term).map_or(0, |index| 1 << index);
        let coded = references::Coded {
            timestamp: request.timestamp,
            number: self.number,
            from: chosen.map(|chosen| chosen.timestamp),
            picture: Arc::new(picture),
        };
        self.references.store(coded, request.mark);
        self.number += 1;
        Coded { bytes, ends, kind, marked: request.mark, used }
    }

    /// Supplemental information in one NAL unit each. Source: H.264 clause 7.3.2.3.1.
    fn write_messages(&self, messages: &[(u32, Vec<u8>)], bytes: &mut Vec<u8>) {
        for (kind, payload) in messages {
            let mut out = Bits::default();
            for mut value in [*kind, payload.len() as u32] {
                while value >= 255 {
                    out.put(8, 255);
                    value -= 255;
                }
                out.put(8, value);
            }
            payload.iter().for_each(|byte| out.put(8, (*byte).into()));
            out.trailing();
            let header: &[u8] = if self.format.codec == Codec::H264 { &[6] } else { &[39 << 1, 1] };
            bytes.extend(bits::nal_unit(header, &out.into_bytes()));
        }
    }
}

/// A temporal delimiter and a padding unit: well-formed AV1 without a picture in it.
fn opaque(request: &Request) -> Coded {
    let mut bytes = vec![0x12, 0x00, 0x7a, 9];
    bytes.extend(request.timestamp.to_be_bytes());
    bytes.push(0x80);
    let kind = if request.idr { Kind::Idr } else { Kind::Predicted };
    Coded { ends: vec![bytes.len()], bytes, kind, marked: None, used: 0 }
}
