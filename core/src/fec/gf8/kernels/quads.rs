//! The loop of encoding, for four parity rows at a time.
//!
//! Four rows and four columns that both begin at a multiple of four have only four factors, since
//! `factor(a, b)` depends on `a XOR b` alone. As with Karatsuba's product, 9 products then do for
//! 16: with the factors `c` and the sources `x`, each of
//!
//! ```text
//! (c0 + c1 + c2 + c3) * x0, x1, x2, x3     (c1 + c3) * (x0 + x1), (x2 + x3)
//! (c2 + c3) * (x0 + x2), (x1 + x3)                c3 * (x0 + x1 + x2 + x3)
//! ```
//!
//! is summed up by itself over all sources, and a row is the sum of four of these sums.
//!
//! `quad_kernel!` writes the loop out next to `tile_kernel!`, whose functions it uses, and
//! `xor`. Factors of a [`Tile`] are those in brackets above, in that order, for each four sources.

macro_rules! quad_kernel {
    ($features:literal) => {
        /// Computes a tile of four targets and whole fours of sources.
        #[target_feature(enable = $features)]
        pub(in crate::fec) fn compute_quads(tile: &mut Tile<'_, '_, '_, Stored>) {
            let len = tile.targets[0].len();
            let mut at = 0;
            while len - at > QUAD_COLUMNS * WIDTH {
                quad_sums::<QUAD_COLUMNS, false>(tile, at);
                at += QUAD_COLUMNS * WIDTH;
            }
            // What is left is at most QUAD_COLUMNS vectors, and the last one may be cut short.
            match (len - at).div_ceil(WIDTH) {
                1 => quad_sums::<1, true>(tile, at),
                _ => quad_sums::<QUAD_COLUMNS, true>(tile, at),
            }
        }

        /// `C` vectors of every target from byte `at`. With `END` they are the last ones.
        #[inline]
        #[target_feature(enable = $features)]
        fn quad_sums<const C: usize, const END: bool>(
            tile: &mut Tile<'_, '_, '_, Stored>,
            at: usize,
        ) {
            let mut sums = [[zero(); 9]; C];
            let (quads, _) = tile.sources.as_chunks::<4>();
            for (quad, factors) in quads.iter().zip(tile.factors) {
                let mut vectors = [[zero(); 4]; C];
                for (index, source) in quad.iter().enumerate() {
                    let columns = read::<C, END>(&source[at..]);
                    for (vectors, column) in vectors.iter_mut().zip(columns) {
                        vectors[index] = column;
                    }
                }
                let [all, odd, upper, last] = factors;
                let (all, odd) = (expand(all), expand(odd));
                let (upper, last) = (expand(upper), expand(last));
                for (sums, [a, b, c, d]) in sums.iter_mut().zip(vectors) {
                    let (ab, cd) = (xor(a, b), xor(c, d));
                    sums[0] = add_product(sums[0], &all, &prepare(a));
                    sums[1] = add_product(sums[1], &all, &prepare(b));
                    sums[2] = add_product(sums[2], &all, &prepare(c));
                    sums[3] = add_product(sums[3], &all, &prepare(d));
                    sums[4] = add_product(sums[4], &odd, &prepare(ab));
                    sums[5] = add_product(sums[5], &odd, &prepare(cd));
                    sums[6] = add_product(sums[6], &upper, &prepare(xor(a, c)));
                    sums[7] = add_product(sums[7], &upper, &prepare(xor(b, d)));
                    sums[8] = add_product(sums[8], &last, &prepare(xor(ab, cd)));
                }
            }
            for (row, target) in tile.targets.iter_mut().enumerate() {
                let mut row_sums = [zero(); C];
                if tile.add {
                    row_sums = read::<C, END>(&target[at..]);
                }
                for (row_sum, sums) in row_sums.iter_mut().zip(&sums) {
                    let shared = xor(sums[4 + row / 2], xor(sums[6 + row % 2], sums[8]));
                    *row_sum = xor(*row_sum, xor(sums[row], shared));
                }
                write::<C, END>(&mut target[at..], &row_sums);
            }
        }
    };
}

pub(super) use quad_kernel;
