//! CRC-32 as zlib has it. Source: RFC 1952, section 8.

/// A checksum of bytes that come in parts.
pub struct Crc {
    table: [u32; 256],
    state: u32,
}

impl Crc {
    /// Of no bytes.
    pub fn new() -> Crc {
        let step =
            |value: u32| if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 };
        let table = std::array::from_fn(|index| (0..8).fold(index as u32, |value, _| step(value)));
        Crc { table, state: !0 }
    }

    /// More bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let index = (self.state as u8 ^ byte) as usize;
            self.state = self.table[index] ^ (self.state >> 8);
        }
    }

    /// Of the bytes until now.
    pub fn value(&self) -> u32 {
        !self.state
    }
}
