//! The loop that every kernel shares: a few target rows at a time, a few vectors of columns at a
//! time, all sources for them, so that sums stay in registers.
//!
//! `tile_kernel!` writes it out for one set of instructions. A kernel defines around it `Vector`
//! (a column of a shard, `WIDTH` bytes; also a sum), `Source` (a column made ready for products),
//! `Stored` (a factor in memory), `Factor` (the same in registers), how many columns and sources
//! it takes at a time (`COLUMNS`, `STEP`), and the functions `zero`, `load`, `load_part`, `store`,
//! `store_part`, `prepare`, `expand` and `add_product`.

/// Most target rows of a tile.
pub(super) const ROWS: usize = 4;

/// Most sources of a tile; bounds what is kept on the stack.
pub(super) const SOURCES: usize = 128;

/// `targets[r] = sum over s of factors[s][r] * sources[s]`, or added to what the targets hold.
///
/// All slices have the same length, of 1 byte or more. There are 1 to [`ROWS`] targets, and
/// factors for all sources. A kernel that takes two sources at a time needs a factor 0 behind an
/// odd last one.
pub(super) struct Tile<'t, 'm, 's, F> {
    pub targets: &'t mut [&'m mut [u8]],
    pub sources: &'t [&'s [u8]],
    pub factors: &'t [[F; ROWS]],
    pub add: bool,
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
macro_rules! tile_kernel {
    ($features:literal) => {
        /// Computes one tile.
        #[target_feature(enable = $features)]
        pub(in crate::fec) fn compute(tile: &mut Tile<'_, '_, '_, Stored>) {
            match tile.targets.len() {
                1 => rows::<1, { 4 * COLUMNS }>(tile),
                2 => rows::<2, { 2 * COLUMNS }>(tile),
                3 => rows::<3, COLUMNS>(tile),
                _ => rows::<4, COLUMNS>(tile),
            }
        }

        #[target_feature(enable = $features)]
        fn rows<const R: usize, const WIDE: usize>(tile: &mut Tile<'_, '_, '_, Stored>) {
            let len = tile.targets[0].len();
            let mut at = 0;
            while len - at >= WIDE * WIDTH {
                sums::<R, WIDE, false>(tile, at);
                at += WIDE * WIDTH;
            }
            while len - at >= COLUMNS * WIDTH {
                sums::<R, COLUMNS, false>(tile, at);
                at += COLUMNS * WIDTH;
            }
            // What is left is less than COLUMNS vectors, and the last one may be cut short.
            match (len - at).div_ceil(WIDTH) {
                0 => {}
                1 => sums::<R, 1, true>(tile, at),
                2 => sums::<R, 2, true>(tile, at),
                3 => sums::<R, 3, true>(tile, at),
                _ => sums::<R, 4, true>(tile, at),
            }
        }

        /// `C` vectors of every target from byte `at`. With `END` they are the last ones.
        #[inline]
        #[target_feature(enable = $features)]
        fn sums<const R: usize, const C: usize, const END: bool>(
            tile: &mut Tile<'_, '_, '_, Stored>,
            at: usize,
        ) {
            let mut sums = [[zero(); C]; R];
            if tile.add {
                for (sums, target) in sums.iter_mut().zip(&*tile.targets) {
                    *sums = read::<C, END>(&target[at..]);
                }
            }
            let (steps, _) = tile.factors.as_chunks::<STEP>();
            for (sources, factors) in tile.sources.chunks(STEP).zip(steps) {
                let mut vectors = [[zero(); STEP]; C];
                for step in 0..STEP {
                    // A source without a partner is its own, with the factor 0.
                    let source = sources[step.min(sources.len() - 1)];
                    let columns = read::<C, END>(&source[at..]);
                    for (vectors, column) in vectors.iter_mut().zip(columns) {
                        vectors[step] = column;
                    }
                }
                let mut wide = [[expand(&factors[0][0]); STEP]; R];
                for (row, wide) in wide.iter_mut().enumerate() {
                    for (wide, factors) in wide.iter_mut().zip(factors) {
                        *wide = expand(&factors[row]);
                    }
                }
                for (column, vectors) in vectors.iter().enumerate() {
                    let mut ready = [prepare(zero()); STEP];
                    for (ready, vector) in ready.iter_mut().zip(vectors) {
                        *ready = prepare(*vector);
                    }
                    for (sums, wide) in sums.iter_mut().zip(&wide) {
                        for (wide, ready) in wide.iter().zip(&ready) {
                            sums[column] = add_product(sums[column], wide, ready);
                        }
                    }
                }
            }
            for (sums, target) in sums.iter().zip(&mut *tile.targets) {
                write::<C, END>(&mut target[at..], sums);
            }
        }

        #[inline]
        #[target_feature(enable = $features)]
        fn read<const C: usize, const END: bool>(bytes: &[u8]) -> [Vector; C] {
            let mut vectors = [zero(); C];
            let (whole, part) = bytes.split_at((C - usize::from(END)) * WIDTH);
            for (vector, chunk) in vectors.iter_mut().zip(whole.as_chunks::<WIDTH>().0) {
                *vector = load(chunk);
            }
            if END {
                vectors[C - 1] = load_part(part);
            }
            vectors
        }

        #[inline]
        #[target_feature(enable = $features)]
        fn write<const C: usize, const END: bool>(bytes: &mut [u8], vectors: &[Vector; C]) {
            let (whole, part) = bytes.split_at_mut((C - usize::from(END)) * WIDTH);
            for (vector, chunk) in vectors.iter().zip(whole.as_chunks_mut::<WIDTH>().0) {
                store(chunk, *vector);
            }
            if END {
                store_part(part, vectors[C - 1]);
            }
        }
    };
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
pub(super) use tile_kernel;
