//! Bits, Exp-Golomb codes, NAL units. Source: H.264 clauses 7.2, 7.4.1, 9.1; H.265 the same.

/// Bits in the order they are written.
#[derive(Default)]
pub struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    pub fn bit(&mut self, bit: u32) {
        if self.used == 0 {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= ((bit & 1) as u8) << (7 - self.used);
        }
        self.used = (self.used + 1) % 8;
    }

    /// `count` bits of `value`, the highest first.
    pub fn put(&mut self, count: u32, value: u32) {
        if count == 8 && self.used == 0 {
            self.bytes.push(value as u8);
            return;
        }
        for at in (0..count).rev() {
            self.bit(value >> at);
        }
    }

    pub fn flag(&mut self, value: bool) {
        self.bit(value.into());
    }

    /// Unsigned Exp-Golomb.
    pub fn ue(&mut self, value: u32) {
        let code = u64::from(value) + 1;
        let len = 64 - code.leading_zeros();
        self.put(len - 1, 0);
        for at in (0..len).rev() {
            self.bit((code >> at) as u32);
        }
    }

    /// Signed Exp-Golomb.
    pub fn se(&mut self, value: i32) {
        let mapped = if value > 0 { 2 * value - 1 } else { -2 * value };
        self.ue(mapped as u32);
    }

    /// Zeros up to the next byte.
    pub fn align(&mut self) {
        self.used = 0;
    }

    /// The stop bit of a NAL unit's payload and zeros up to the next byte.
    pub fn trailing(&mut self) {
        self.bit(1);
        self.align();
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// A NAL unit in Annex B: start code, header, payload with emulation prevention.
pub fn nal_unit(header: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut unit = Vec::with_capacity(payload.len() + payload.len() / 64 + 8);
    unit.extend([0, 0, 0, 1]);
    unit.extend(header);
    let mut zeros = 0;
    for &byte in payload {
        if zeros >= 2 && byte <= 3 {
            unit.push(3);
            zeros = 0;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        unit.push(byte);
    }
    unit
}
