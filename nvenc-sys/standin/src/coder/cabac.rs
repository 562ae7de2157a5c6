//! The arithmetic coder of HEVC, encoder's side. Source: H.265 clause 9.3.

use super::bits::Bits;

/// Probability state of one context.
#[derive(Clone, Copy)]
pub struct Context {
    state: u8,
    most_probable: u8,
}

impl Context {
    /// The state at the start of a slice of quantiser 26. Source: clause 9.3.2.2.
    pub fn new(init_value: i32) -> Context {
        const QP: i32 = 26;
        let slope = (init_value >> 4) * 5 - 45;
        let offset = ((init_value & 15) << 3) - 16;
        let state = (((slope * QP) >> 4) + offset).clamp(1, 126);
        let most_probable = u8::from(state > 63);
        let state = if state > 63 { state - 64 } else { 63 - state };
        Context { state: state as u8, most_probable }
    }
}

/// The coder. Bits go to the writer that each call is given.
pub struct Cabac {
    low: u32,
    range: u32,
    outstanding: u32,
    first: bool,
}

impl Cabac {
    pub fn new() -> Cabac {
        Cabac { low: 0, range: 510, outstanding: 0, first: true }
    }

    pub fn decision(&mut self, out: &mut Bits, context: &mut Context, bin: u32) {
        let quarter = ((self.range >> 6) & 3) as usize;
        let lps = u32::from(RANGE_LPS[usize::from(context.state)][quarter]);
        self.range -= lps;
        if bin == u32::from(context.most_probable) {
            context.state = (context.state + 1).min(62);
        } else {
            self.low += self.range;
            self.range = lps;
            if context.state == 0 {
                context.most_probable ^= 1;
            }
            context.state = NEXT_LPS[usize::from(context.state)];
        }
        self.renormalise(out);
    }

    pub fn bypass(&mut self, out: &mut Bits, bin: u32) {
        self.low <<= 1;
        self.low += if bin == 1 { self.range } else { 0 };
        if self.low >= 1024 {
            self.low -= 1024;
            self.emit(out, 1);
        } else if self.low < 512 {
            self.emit(out, 0);
        } else {
            self.low -= 512;
            self.outstanding += 1;
        }
    }

    /// A bin that ends the coding when it is 1; the last bit written is then a 1.
    pub fn terminate(&mut self, out: &mut Bits, bin: u32) {
        self.range -= 2;
        if bin == 0 {
            self.renormalise(out);
            return;
        }
        self.low += self.range;
        self.range = 2;
        self.renormalise(out);
        self.emit(out, (self.low >> 9) & 1);
        out.put(2, ((self.low >> 7) & 3) | 1);
    }

    fn renormalise(&mut self, out: &mut Bits) {
        while self.range < 256 {
            if self.low < 256 {
                self.emit(out, 0);
            } else if self.low >= 512 {
                self.low -= 512;
                self.emit(out, 1);
            } else {
                self.low -= 256;
                self.outstanding += 1;
            }
            self.range <<= 1;
            self.low <<= 1;
        }
    }

    fn emit(&mut self, out: &mut Bits, bit: u32) {
        if self.first {
            self.first = false;
        } else {
            out.bit(bit);
        }
        for _ in 0..std::mem::take(&mut self.outstanding) {
            out.bit(1 - bit);
        }
    }
}

/// Range of the less probable symbol. Source: table 9-52, the same as in H.264.
#[rustfmt::skip]
const RANGE_LPS: [[u8; 4]; 64] = [
    [128, 176, 208, 240], [128, 167, 197, 227], [128, 158, 187, 216], [123, 150, 178, 205],
    [116, 142, 169, 195], [111, 135, 160, 185], [105, 128, 152, 175], [100, 122, 144, 166],
    [95, 116, 137, 158], [90, 110, 130, 150], [85, 104, 123, 142], [81, 99, 117, 135],
    [77, 94, 111, 128], [73, 89, 105, 122], [69, 85, 100, 116], [66, 80, 95, 110],
    [62, 76, 90, 104], [59, 72, 86, 99], [56, 69, 81, 94], [53, 65, 77, 89],
    [51, 62, 73, 85], [48, 59, 69, 80], [46, 56, 66, 76], [43, 53, 63, 72],
    [41, 50, 59, 69], [39, 48, 56, 65], [37, 45, 54, 62], [35, 43, 51, 59],
    [33, 41, 48, 56], [32, 39, 46, 53], [30, 37, 43, 50], [29, 35, 41, 48],
    [27, 33, 39, 45], [26, 31, 37, 43], [24, 30, 35, 41], [23, 28, 33, 39],
    [22, 27, 32, 37], [21, 26, 30, 35], [20, 24, 29, 33], [19, 23, 27, 31],
    [18, 22, 26, 30], [17, 21, 25, 28], [16, 20, 23, 27], [15, 19, 22, 25],
    [14, 18, 21, 24], [14, 17, 20, 23], [13, 16, 19, 22], [12, 15, 18, 21],
    [12, 14, 17, 20], [11, 14, 16, 19], [11, 13, 15, 18], [10, 12, 15, 17],
    [10, 12, 14, 16], [9, 11, 13, 15], [9, 11, 12, 14], [8, 10, 12, 14],
    [8, 9, 11, 13], [7, 9, 11, 12], [7, 9, 10, 12], [7, 8, 10, 11],
    [6, 8, 9, 11], [6, 7, 9, 10], [6, 7, 8, 9], [2, 2, 2, 2],
];

/// State after the less probable symbol. Source: table 9-53.
#[rustfmt::skip]
const NEXT_LPS: [u8; 64] = [
    0, 0, 1, 2, 2, 4, 4, 5, 6, 7, 8, 9, 9, 11, 11, 12,
    13, 13, 15, 15, 16, 16, 18, 18, 19, 19, 21, 21, 22, 22, 23, 24,
    24, 25, 26, 26, 27, 27, 28, 29, 29, 30, 30, 30, 31, 32, 32, 33,
    33, 33, 34, 34, 35, 35, 35, 36, 36, 36, 37, 37, 37, 38, 38, 63,
];
