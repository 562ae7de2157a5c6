//! Memory of the caller, read and written through offsets.

use std::ffi::c_void;
use std::ptr::NonNull;

/// A struct of the caller's.
#[derive(Clone, Copy)]
pub struct Raw(NonNull<u8>);

impl Raw {
    /// The struct at `base`; nothing when it is null.
    ///
    /// # Safety
    /// `base` is null, or points to a struct that stays valid for reads and writes during the
    /// present call and is at least as large as every offset that is used on it.
    pub unsafe fn new(base: *mut c_void) -> Option<Raw> {
        NonNull::new(base.cast()).map(Raw)
    }

    /// A part of the struct, `at` bytes into it.
    pub fn part(self, at: usize) -> Raw {
        Raw(NonNull::new(self.0.as_ptr().wrapping_add(at)).unwrap_or(self.0))
    }

    fn get<T: Copy>(self, at: usize) -> T {
        // SAFETY: within the struct, says `new`; integers and pointers may have any bytes.
        unsafe { self.0.as_ptr().wrapping_add(at).cast::<T>().read_unaligned() }
    }

    fn set<T>(self, at: usize, value: T) {
        // SAFETY: within the struct, says `new`.
        unsafe { self.0.as_ptr().wrapping_add(at).cast::<T>().write_unaligned(value) }
    }

    pub fn u8(self, at: usize) -> u8 {
        self.get(at)
    }

    pub fn u32(self, at: usize) -> u32 {
        self.get(at)
    }

    pub fn u64(self, at: usize) -> u64 {
        self.get(at)
    }

    pub fn address(self, at: usize) -> usize {
        self.get(at)
    }

    /// `count` bits from bit `low` of the word at `at`.
    pub fn bits(self, at: usize, low: u32, count: u32) -> u32 {
        (self.u32(at) >> low) & ((1 << count) - 1)
    }

    pub fn bit(self, at: usize, bit: u32) -> bool {
        self.bits(at, bit, 1) == 1
    }

    /// The struct that a pointer member points to.
    pub fn follow(self, at: usize) -> Option<Raw> {
        NonNull::new(self.get::<*mut u8>(at)).map(Raw)
    }

    pub fn guid(self, at: usize) -> u128 {
        self.get::<Guid>(at).into()
    }

    pub fn set_u8(self, at: usize, value: u8) {
        self.set(at, value);
    }

    pub fn set_u32(self, at: usize, value: u32) {
        self.set(at, value);
    }

    pub fn set_u64(self, at: usize, value: u64) {
        self.set(at, value);
    }

    pub fn set_address(self, at: usize, value: usize) {
        self.set(at, value);
    }

    pub fn set_guid(self, at: usize, value: u128) {
        self.set(at, Guid::from(value));
    }

    /// Writes `bytes` from `at` on.
    pub fn fill(self, at: usize, bytes: &[u8]) {
        for (offset, byte) in bytes.iter().enumerate() {
            self.set_u8(at + offset, *byte);
        }
    }

    /// Reads `len` bytes.
    pub fn bytes(self, len: usize) -> Vec<u8> {
        (0..len).map(|at| self.u8(at)).collect()
    }
}

/// An identifier as C passes it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Guid {
    a: u32,
    b: u16,
    c: u16,
    d: [u8; 8],
}

impl From<Guid> for u128 {
    fn from(guid: Guid) -> u128 {
        (u128::from(guid.a) << 96)
            | (u128::from(guid.b) << 80)
            | (u128::from(guid.c) << 64)
            | u128::from(u64::from_be_bytes(guid.d))
    }
}

impl From<u128> for Guid {
    fn from(value: u128) -> Guid {
        Guid {
            a: (value >> 96) as u32,
            b: (value >> 80) as u16,
            c: (value >> 64) as u16,
            d: (value as u64).to_be_bytes(),
        }
    }
}
