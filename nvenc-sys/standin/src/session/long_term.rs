//! Long-term references: how many a stream has, which a picture becomes and which it is predicted
//! from.
//!
//! Drivers say little of what they refuse here. Whatever cannot mean anything is refused.

use super::settings::{Settings, refuse};
use crate::coder::{Codec, Stream};
use crate::driver::{Failure, status};
use crate::layout::{LONG_TERM_PLACES, h264, hevc, picture};
use crate::personality::{LongTerm, Personality};
use crate::raw::Raw;

const FLAG_MARK: u32 = 2;
const FLAG_USE: u32 = 3;

/// Capability: most long-term references.
const CAP_MOST: u32 = 40;

/// What is asked of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The index that it gets.
    pub mark: Option<u32>,
    /// The index that it is predicted from alone.
    pub from: Option<u32>,
}

/// How many a stream has, from its codec's configuration.
pub fn count(
    personality: &Personality,
    codec: Codec,
    of_codec: Raw,
    references: usize,
) -> Result<usize, Failure> {
    let (enabled, count, trust) = match codec {
        Codec::H264 => (
            of_codec.bit(h264::FLAGS, h264::LONG_TERM_BIT),
            of_codec.u32(h264::LONG_TERM),
            of_codec.u32(h264::LONG_TERM_TRUST),
        ),
        Codec::Hevc => (
            of_codec.bit(hevc::FLAGS, hevc::LONG_TERM_BIT),
            of_codec.u32(hevc::LONG_TERM),
            of_codec.u32(hevc::LONG_TERM_TRUST),
        ),
        Codec::Av1 => return Ok(0),
    };
    if !enabled {
        return Ok(0);
    }
    if personality.long_term == LongTerm::Refused {
        return Err(refuse("LTR is not supported."));
    }
    if trust != 0 {
        return Err(refuse("LTR trust mode is not played."));
    }
    let most = personality.cap(codec as usize, CAP_MOST).max(0) as u32;
    if count == 0 || count > most || count as usize >= references {
        return Err(refuse("Number of LTR frames is not supported."));
    }
    Ok(count as usize)
}

/// Reads what is asked of a picture.
pub fn wish(
    personality: &Personality,
    settings: &Settings,
    stream: &Stream,
    params: Raw,
    idr: bool,
) -> Result<Wish, Failure> {
    let places = match settings.codec {
        Codec::H264 => LONG_TERM_PLACES[0],
        Codec::Hevc => LONG_TERM_PLACES[1],
        Codec::Av1 => return Ok(Wish::default()),
    };
    let of_codec = params.part(picture::CODEC);
    let (marks, uses) =
        (of_codec.bit(places.flags, FLAG_MARK), of_codec.bit(places.flags, FLAG_USE));
    let wrong = || Err(Failure::from(status::INVALID_PARAM));
    if of_codec.u32(places.mode) != 0 {
        return wrong();
    }
    let mut wish = Wish::default();
    if marks {
        let index = of_codec.u32(places.mark);
        // The syntax of H.264 has no other index for an IDR picture.
        let no_place = settings.codec == Codec::H264 && idr && index != 0;
        if index as usize >= settings.long_term || no_place {
            return wrong();
        }
        let honoured = personality.long_term != LongTerm::Fewer || index < 2;
        wish.mark = honoured.then_some(index);
    }
    if uses {
        let bitmap = of_codec.u32(places.uses);
        let named: Vec<u32> = (0..u32::BITS).filter(|index| bitmap >> index & 1 == 1).collect();
        let known = named.iter().all(|index| stream.has_long_term(*index));
        if idr || named.is_empty() || !known {
            return wrong();
        }
        let honoured = personality.long_term != LongTerm::Ignored;
        wish.from = named.first().copied().filter(|_| honoured);
    }
    Ok(wish)
}
