//! Pairs of chroma samples to planes.

/// Pairs that a step does.
const STEP: usize = 16;

/// Parts pairs into as many samples of each plane as there is room for.
///
/// The compiler makes no vectors of the plain loop, which takes ten times as long: more than a
/// screen of 5120 x 1440 has at 240 Hz.
pub(super) fn part(pairs: &[u8], u: &mut [u8], v: &mut [u8]) {
    let (steps, rest) = pairs.as_chunks::<{ 2 * STEP }>();
    let (u_steps, u_rest) = u.as_chunks_mut::<STEP>();
    let (v_steps, v_rest) = v.as_chunks_mut::<STEP>();
    for ((pairs, u), v) in steps.iter().zip(u_steps).zip(v_steps) {
        step(pairs, u, v);
    }
    plain(rest, u_rest, v_rest);
}

fn plain(pairs: &[u8], u: &mut [u8], v: &mut [u8]) {
    for ((pair, u), v) in pairs.as_chunks::<2>().0.iter().zip(u).zip(v) {
        [*u, *v] = *pair;
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn step(pairs: &[u8; 2 * STEP], u: &mut [u8; STEP], v: &mut [u8; STEP]) {
    plain(pairs, u, v);
}

#[cfg(target_arch = "x86_64")]
fn step(pairs: &[u8; 2 * STEP], u: &mut [u8; STEP], v: &mut [u8; STEP]) {
    // SAFETY: every processor of this architecture has SSE2.
    unsafe { step_of_vectors(pairs, u, v) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "sse2")]
fn step_of_vectors(pairs: &[u8; 2 * STEP], u: &mut [u8; STEP], v: &mut [u8; STEP]) {
    use std::arch::x86_64::{
        __m128i, _mm_and_si128, _mm_loadu_si128, _mm_packus_epi16, _mm_set1_epi16, _mm_srli_epi16,
        _mm_storeu_si128,
    };
    let [first, second] = [0, STEP].map(|at| {
        let pairs: *const __m128i = pairs[at..].as_ptr().cast();
        // SAFETY: 16 bytes are there from either place on; they need no alignment.
        unsafe { _mm_loadu_si128(pairs) }
    });
    let low = _mm_set1_epi16(0xff);
    let us = _mm_packus_epi16(_mm_and_si128(first, low), _mm_and_si128(second, low));
    let vs = _mm_packus_epi16(_mm_srli_epi16::<8>(first), _mm_srli_epi16::<8>(second));
    // SAFETY: 16 bytes have room; they need no alignment.
    unsafe { _mm_storeu_si128(u.as_mut_ptr().cast(), us) };
    // SAFETY: as above.
    unsafe { _mm_storeu_si128(v.as_mut_ptr().cast(), vs) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_part_into_planes() {
        // Steps of vectors and a rest, values with and without their highest bit.
        for len in [0, 3, 16, 75] {
            let pairs: Vec<u8> = (0..2 * len).map(|at| (at as u8).wrapping_mul(37)).collect();
            let (mut u, mut v) = (vec![1; len], vec![1; len]);
            part(&pairs, &mut u, &mut v);
            let [us, vs] = [0, 1].map(|at| pairs.iter().skip(at).step_by(2).copied());
            assert!(us.eq(u) && vs.eq(v), "{len}");
        }
    }
}
