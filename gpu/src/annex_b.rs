//! NAL units in a byte stream. Source: H.264 annex B and table 7-1.

/// What a NAL unit holds, as far as anyone here asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NalKind {
    /// A slice of a picture that needs others.
    Slice,
    /// A slice of a key frame.
    IdrSlice,
    /// Parameter sets, messages, delimiters.
    Other,
}

impl NalKind {
    /// Kind of a NAL unit that starts with this byte.
    pub fn of(header: u8) -> NalKind {
        match header & 0x1f {
            1 => NalKind::Slice,
            5 => NalKind::IdrSlice,
            _ => NalKind::Other,
        }
    }

    /// True for slices of either kind.
    pub fn is_slice(self) -> bool {
        self != NalKind::Other
    }
}

/// The NAL units of a stream without their start codes. What lies before the first start code is
/// left out. Trailing zeros, the first one of a four-byte start code among them, are cut off.
pub fn nal_units(stream: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = start_code(stream).map(|at| &stream[at + CODE.len()..]);
    std::iter::from_fn(move || {
        let here = rest?;
        let end = start_code(here);
        rest = end.map(|end| &here[end + CODE.len()..]);
        let nal = &here[..end.unwrap_or(here.len())];
        let zeros = nal.iter().rev().take_while(|byte| **byte == 0).count();
        Some(&nal[..nal.len() - zeros])
    })
}

/// Kinds of the NAL units of a stream.
pub fn nal_kinds(stream: &[u8]) -> impl Iterator<Item = NalKind> {
    nal_units(stream).filter_map(|nal| nal.first()).map(|header| NalKind::of(*header))
}

/// Kind of the first NAL unit of a stream. Looks no further than its header.
pub fn first_kind(stream: &[u8]) -> Option<NalKind> {
    let header = stream.get(start_code(stream)? + CODE.len())?;
    Some(NalKind::of(*header))
}

const CODE: [u8; 3] = [0, 0, 1];

fn start_code(bytes: &[u8]) -> Option<usize> {
    bytes.windows(CODE.len()).position(|window| window == CODE)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_start_codes_are_found() {
        let stream = b"junk\0\0\0\x01\x67ab\0\0\x01\x65c\0\0\0\x01\x41d\0\0";
        let nals: Vec<&[u8]> = nal_units(stream).collect();
        assert_eq!(nals, [&b"\x67ab"[..], b"\x65c", b"\x41d"]);
        let kinds: Vec<NalKind> = nal_kinds(stream).collect();
        assert_eq!(kinds, [NalKind::Other, NalKind::IdrSlice, NalKind::Slice]);
        assert_eq!(first_kind(stream), Some(NalKind::Other));
        assert_eq!(first_kind(b"\0\0\x01"), None);
    }

    #[test]
    fn a_start_code_without_a_unit_has_no_kind() {
        assert_eq!(nal_kinds(b"\0\0\x01\0\0\x01").count(), 0);
        assert_eq!(nal_units(b"").count(), 0);
    }

    proptest! {
        #[test]
        fn any_bytes_are_walked_to_their_end(stream in prop::collection::vec(0..3_u8, 0..64)) {
            let bytes: usize = nal_units(&stream).map(<[u8]>::len).sum();
            prop_assert!(bytes <= stream.len());
        }
    }
}
