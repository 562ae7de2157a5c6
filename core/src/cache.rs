//! Memory brought near before it is written.
//!
//! Frames are larger than the cache of a core, and a copy to memory that is far away costs more
//! than all else that the receiver does but decryption. What is written next is known long before.

#![allow(unsafe_code)]

/// Asks for `place`, to be written soon; waits for nothing and changes nothing.
#[inline]
pub(crate) fn prefetch(place: &[u8]) {
    #[cfg(target_arch = "x86_64")]
    for line in place.chunks(64) {
        use std::arch::x86_64::{_MM_HINT_ET0, _mm_prefetch};
        // SAFETY: SSE, which every x86-64 has; the pointer is that of a reference.
        unsafe { _mm_prefetch::<_MM_HINT_ET0>(line.as_ptr().cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = place;
}
