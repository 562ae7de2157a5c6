//! Rows of the code over GF(2^16).

use anyhow::ensure;
use lumen_bench::measure::bench::Bench;
use lumen_bench::measure::report::{Goal, Row};
use lumen_bench::measure::slices::Candidate;
use lumen_core::fec::Kernel;
use lumen_core::fec::gf16::Codec;

use super::block::{Block, Shape, rows};
use super::library;

/// One lost of a large frame / the library's repair.
const REPAIR_ONE: Goal = Goal::at_most(0.05);

/// Never slower than the library's repair.
const REPAIR: Goal = Goal::at_most(1.0);

/// Never slower than the library's encoding, where the transforms are ours.
const ENCODE: Goal = Goal::at_most(1.0);

/// The same where they are the library's: two timings of one code differ by as much.
const ENCODE_BY_LIBRARY: Goal = Goal::at_most(1.03).wish();

/// Measurements of each cell, all of them made; the one with the median ratio counts.
const MEASUREMENTS: usize = 3;

/// A frame of 744 data shards with 20 % of parity.
const FRAME: Shape = (744, 149);

/// Data shards and percent of parity of the cells.
const DATA: [usize; 4] = [20, 100, 500, 2000];
const PERCENT: [usize; 3] = [10, 20, 50];

/// Lost shards of the cells, besides as many as there is parity.
const LOST: [usize; 4] = [1, 2, 4, 8];

pub fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    let mut codec = Codec::new();
    repair(bench, &mut codec, FRAME, 1, REPAIR_ONE)?;
    for data in DATA {
        for percent in PERCENT {
            let shape = (data, data * percent / 100);
            encode(bench, &mut codec, shape)?;
            let most = shape.1;
            for lost in LOST.into_iter().filter(|lost| *lost < most).chain([most]) {
                repair(bench, &mut codec, shape, lost, REPAIR)?;
            }
        }
    }
    Ok(())
}

fn encode(bench: &mut Bench, codec: &mut Codec, shape: Shape) -> anyhow::Result<()> {
    let block = Block::new(shape);
    let (mut ours, mut theirs) = (block.parity.clone(), block.parity.clone());
    let sources = block.sources();
    let (data, parity) = shape;
    let what = format!("encode {data}+{parity}, GF(2^16) / reed-solomon-simd");
    let own = Kernel::best().name().starts_with("gfni");
    let goal = if own { ENCODE } else { ENCODE_BY_LIBRARY };
    let row = median(|| {
        let comparison = bench.compute(&mut [
            library::encode_into(&block, &mut theirs)?,
            Candidate::new("ours", || codec.encode(&sources, &mut rows(&mut ours)?)),
        ])?;
        Ok(Row::ratio(&what, &comparison, 1, Some(goal)))
    })?;
    ensure!(ours == theirs, "parity is not the library's");
    bench.add(row);
    Ok(())
}

fn repair(
    bench: &mut Bench,
    codec: &mut Codec,
    shape: Shape,
    lost: usize,
    goal: Goal,
) -> anyhow::Result<()> {
    let mut theirs = Block::new(shape);
    let whole = theirs.data.clone();
    let mut parity = theirs.parity.clone();
    codec.encode(&theirs.sources(), &mut rows(&mut parity)?)?;
    theirs.parity.copy_from_slice(&parity);
    theirs.lose(lost);
    let mut ours = Block::new(shape);
    ours.parity.copy_from_slice(&parity);
    ours.lose(lost);
    let (mut shards, present) = ours.shards()?;
    codec.decode(&mut shards, present)?;
    ensure!(ours.data == whole, "the block was not repaired");
    let mut restored = theirs.data.clone();
    let (data, parity) = shape;
    let what = format!("repair {lost} of {data}+{parity}, GF(2^16) / reed-solomon-simd");
    let row = median(|| {
        let comparison = bench.compute(&mut [
            library::decode(&theirs, &mut restored)?,
            Candidate::new("ours", || {
                let (mut shards, present) = ours.shards()?;
                codec.decode(&mut shards, present)
            }),
        ])?;
        Ok(Row::ratio(&what, &comparison, 1, Some(goal)))
    })?;
    ensure!(restored == whole, "the library did not repair the block");
    bench.add(row);
    Ok(())
}

/// The row with the median ratio of a fixed number of measurements.
fn median(mut measure: impl FnMut() -> anyhow::Result<Row>) -> anyhow::Result<Row> {
    let mut rows = (0..MEASUREMENTS).map(|_| measure()).collect::<Result<Vec<_>, _>>()?;
    let ratio = |row: &Row| row.ratio.unwrap_or(f64::NAN);
    rows.sort_by(|a, b| ratio(a).total_cmp(&ratio(b)));
    Ok(rows.swap_remove(MEASUREMENTS / 2))
}
