//! Plays a packet slightly faster or slower.

/// Fills `out` with the sound of `input`, both interleaved frames of `channels` samples, however
/// many each has: by linear interpolation between neighbours, so that one frame more or less in a
/// packet is not heard. `out` is left alone when either holds no whole frame.
pub fn stretch(input: &[f32], channels: usize, out: &mut [f32]) {
    let (have, want) = match channels {
        0 => return,
        _ => (input.len() / channels, out.len() / channels),
    };
    if have == 0 || want == 0 {
        return;
    }
    let step = if want > 1 { (have - 1) as f32 / (want - 1) as f32 } else { 0.0 };
    for (index, frame) in out.chunks_exact_mut(channels).enumerate() {
        let place = index as f32 * step;
        let left = (place as usize).min(have - 1);
        let right = (left + 1).min(have - 1);
        let share = place - left as f32;
        for (channel, sample) in frame.iter_mut().enumerate() {
            let (a, b) = (input[left * channels + channel], input[right * channels + channel]);
            *sample = a + (b - a) * share;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stays_a_line() {
        let ramp: Vec<f32> = (0..240).flat_map(|at| [at as f32, -(at as f32)]).collect();
        for frames in [239, 240, 241] {
            let mut out = vec![9.0; frames * 2];
            stretch(&ramp, 2, &mut out);
            assert_eq!((out[0], out[1]), (0.0, 0.0));
            assert!((out[frames * 2 - 2] - 239.0).abs() < 1e-2);
            let step = 239.0 / (frames as f32 - 1.0);
            for (at, pair) in out.chunks(2).enumerate() {
                assert!((pair[0] - at as f32 * step).abs() < 1e-2, "{at}: {pair:?}");
                assert_eq!(pair[0], -pair[1]);
            }
        }
    }

    #[test]
    fn nothing_comes_of_nothing() {
        let mut out = [7.0; 4];
        stretch(&[], 2, &mut out);
        stretch(&[1.0], 0, &mut out);
        assert_eq!(out, [7.0; 4]);
    }
}
