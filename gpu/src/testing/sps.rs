//! A reader of the sequence parameter sets that our encoders write.
//!
//! Source: H.264 clauses 7.3.2.1.1 and E.1.1. It knows no scaling lists, no picture order count
//! type 1 and no HRD, and panics where it finds one.

/// What the tests look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sps {
    pub profile: u8,
    pub constraints: u8,
    pub level: u8,
    pub id: u32,
    pub max_num_ref_frames: u32,
    pub width: u32,
    pub height: u32,
    pub full_range: bool,
    /// Primaries, transfer, matrix.
    pub colour: [u8; 3],
    pub max_num_reorder_frames: u32,
    pub max_dec_frame_buffering: u32,
}

/// Reads an SPS NAL unit, header byte included.
pub fn parse(nal: &[u8]) -> Sps {
    assert_eq!(nal[0] & 0x1f, 7, "not a sequence parameter set");
    let mut bits = Bits { bytes: unescaped(&nal[1..]), at: 0 };
    let mut sps = Sps {
        profile: bits.take(8) as u8,
        constraints: bits.take(8) as u8,
        level: bits.take(8) as u8,
        id: bits.golomb(),
        ..Sps::default()
    };
    if sps.profile == 100 {
        assert_eq!(bits.golomb(), 1, "chroma_format_idc");
        assert_eq!((bits.golomb(), bits.golomb()), (0, 0), "bit depth");
        assert_eq!(bits.take(2), 0, "transform bypass or scaling matrix");
    }
    bits.golomb(); // log2_max_frame_num_minus4
    match bits.golomb() {
        0 => drop(bits.golomb()),
        kind => assert_eq!(kind, 2, "picture order count type"),
    }
    sps.max_num_ref_frames = bits.golomb();
    bits.take(1); // gaps_in_frame_num_value_allowed_flag
    sps.width = 16 * (bits.golomb() + 1);
    sps.height = 16 * (bits.golomb() + 1);
    assert_eq!(bits.take(1), 1, "interlaced");
    bits.take(1); // direct_8x8_inference_flag
    if bits.take(1) == 1 {
        let [left, right, top, bottom] = [0; 4].map(|_: u8| bits.golomb());
        sps.width -= 2 * (left + right);
        sps.height -= 2 * (top + bottom);
    }
    assert_eq!(bits.take(1), 1, "no VUI");
    vui(&mut bits, &mut sps);
    sps
}

fn vui(bits: &mut Bits, sps: &mut Sps) {
    assert_eq!(bits.take(2), 0, "aspect ratio or overscan");
    assert_eq!(bits.take(1), 1, "no video signal type");
    bits.take(3); // video_format
    sps.full_range = bits.take(1) == 1;
    assert_eq!(bits.take(1), 1, "no colour description");
    sps.colour = [0; 3].map(|_: u8| bits.take(8) as u8);
    assert_eq!(bits.take(5), 0, "chroma location, timing, HRD or picture structure");
    assert_eq!(bits.take(1), 1, "no bitstream restriction");
    bits.take(1); // motion_vectors_over_pic_boundaries_flag
    for _ in 0..4 {
        bits.golomb(); // sizes and vector lengths
    }
    sps.max_num_reorder_frames = bits.golomb();
    sps.max_dec_frame_buffering = bits.golomb();
}

/// The payload without emulation prevention bytes. Source: H.264 clause 7.4.1.
fn unescaped(payload: &[u8]) -> Vec<u8> {
    let escape = |at: usize| at >= 2 && payload[at - 2..=at] == [0, 0, 3];
    payload.iter().enumerate().filter(|(at, _)| !escape(*at)).map(|(_, byte)| *byte).collect()
}

struct Bits {
    bytes: Vec<u8>,
    at: usize,
}

impl Bits {
    fn take(&mut self, count: usize) -> u32 {
        (0..count).fold(0, |value, _| {
            let bit = self.bytes[self.at / 8] >> (7 - self.at % 8) & 1;
            self.at += 1;
            value << 1 | u32::from(bit)
        })
    }

    /// An unsigned Exp-Golomb number. Source: H.264 clause 9.1.
    fn golomb(&mut self) -> u32 {
        let zeros = (0..32).take_while(|_| self.take(1) == 0).count();
        (1 << zeros) - 1 + self.take(zeros)
    }
}
