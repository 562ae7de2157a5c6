//! Rows of the code over GF(2^8).

use anyhow::ensure;
use lumen_bench::measure::bench::Bench;
use lumen_bench::measure::report::{Goal, Row};
use lumen_bench::measure::slices::Candidate;
use lumen_core::fec::{Kernel, gf8};

use super::block::{Block, Shape, rows};
use super::library;

/// Shape, most times of a copy of the data, most times of the library; with GFNI.
const SHAPES: [(Shape, f64, f64); 2] = [((20, 4), 5.0, 0.40), ((100, 20), 6.0, 0.55)];

/// Kernels, and how many times the bounds of GFNI they are held to.
const KERNELS: [(&str, f64); 3] = [("gfni-512", 1.0), ("gfni-256", 2.0), ("avx2", 2.7)];

/// A new shape for each block / one shape.
const NEW_SHAPE: Goal = Goal::at_most(1.5);

/// Shapes of five blocks, with about as much work as five of 20+4.
const CHANGING: [Shape; 5] = [(18, 3), (22, 5), (20, 4), (19, 5), (21, 3)];

/// Repair of one shard of 24 / the library's.
const REPAIR_ONE: Goal = Goal::at_most(0.02);

/// Repair of as much as can be / encoding.
const REPAIR_ALL: Goal = Goal::at_most(2.0).wish();

pub fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    for (shape, copies, library) in SHAPES {
        for (name, factor) in KERNELS {
            encode(bench, shape, name, Goal::at_most(copies * factor))?;
        }
        against_library(bench, shape, library)?;
    }
    changing_shapes(bench)?;
    repair_one(bench, (20, 4))?;
    for (shape, ..) in SHAPES {
        repair_all(bench, shape)?;
    }
    Ok(())
}

/// Against a copy of the data. Only the kernel that the product chooses has to hold its goal.
fn encode(bench: &mut Bench, shape: Shape, name: &str, goal: Goal) -> anyhow::Result<()> {
    let (data, parity) = shape;
    let what = format!("encode {data}+{parity}, GF(2^8) {name} / memcpy of the data");
    let Some(kernel) = Kernel::available().find(|kernel| kernel.name() == name) else {
        bench.add(Row::does_not_apply(&what, goal, &format!("this CPU has no {name}")));
        return Ok(());
    };
    let goal = if kernel == Kernel::best() { goal } else { goal.wish() };
    let block = Block::new(shape);
    let (mut copy, mut parity) = (block.data.clone(), block.parity.clone());
    let sources = block.sources();
    let comparison = bench.compute(&mut [
        Candidate::new("memcpy", || {
            copy.copy_from_slice(std::hint::black_box(&block.data));
            std::hint::black_box(&mut copy)[0]
        }),
        Candidate::new("ours", || gf8::encode_with(kernel, &sources, &mut rows(&mut parity)?)),
    ])?;
    bench.add(Row::ratio(&what, &comparison, 1, Some(goal)));
    Ok(())
}

fn against_library(bench: &mut Bench, shape: Shape, bound: f64) -> anyhow::Result<()> {
    let (data, parity) = shape;
    let best = Kernel::best().name();
    let what = format!("encode {data}+{parity}, GF(2^8) {best} / reed-solomon-simd");
    let factor = KERNELS.iter().find(|(name, _)| *name == best).map(|(_, factor)| factor);
    let block = Block::new(shape);
    let mut parity = block.parity.clone();
    let sources = block.sources();
    let comparison = bench.compute(&mut [
        library::encode(&block)?,
        Candidate::new("ours", || gf8::encode(&sources, &mut rows(&mut parity)?)),
    ])?;
    let goal = factor.map(|factor| Goal::at_most(bound * factor));
    bench.add(Row::ratio(&what, &comparison, 1, goal));
    Ok(())
}

fn changing_shapes(bench: &mut Bench) -> anyhow::Result<()> {
    let block = Block::new((22, 5));
    let sources = block.sources();
    let encode_all = |shapes: [Shape; 5]| {
        let (sources, mut memory) = (&sources, block.parity.clone());
        move || {
            for (data, parity) in shapes {
                let memory = &mut memory[..parity * super::SHARD];
                gf8::encode(&sources[..data], &mut rows(memory)?)?;
            }
            Ok::<_, lumen_core::fec::FecError>(())
        }
    };
    let comparison = bench.compute(&mut [
        Candidate::new("one shape", encode_all([(20, 4); 5])),
        Candidate::new("a new shape for each", encode_all(CHANGING)),
    ])?;
    let what = "encode, a new shape for each block / one shape (20+4)";
    bench.add(Row::ratio(what, &comparison, 1, Some(NEW_SHAPE)));
    Ok(())
}

/// A block with parity, of which `count` data shards are lost; repaired once, to see that it is.
fn broken(shape: Shape, count: usize) -> anyhow::Result<Block> {
    let mut block = Block::new(shape);
    let whole = block.data.clone();
    let mut parity = block.parity.clone();
    gf8::encode(&block.sources(), &mut rows(&mut parity)?)?;
    block.parity.copy_from_slice(&parity);
    block.lose(count);
    let (mut shards, present) = block.shards()?;
    gf8::decode(&mut shards, present)?;
    ensure!(block.data == whole, "the block was not repaired");
    block.parity = parity;
    Ok(block)
}

fn repair_one(bench: &mut Bench, shape: Shape) -> anyhow::Result<()> {
    let mut ours = broken(shape, 1)?;
    let mut theirs = broken(shape, 1)?;
    theirs.lose(1);
    let mut restored = theirs.data.clone();
    let comparison = bench.compute(&mut [
        library::decode(&theirs, &mut restored)?,
        Candidate::new("ours", || {
            let (mut shards, present) = ours.shards()?;
            gf8::decode(&mut shards, present)
        }),
    ])?;
    let what = "repair 1 of 24, GF(2^8) / reed-solomon-simd";
    bench.add(Row::ratio(what, &comparison, 1, Some(REPAIR_ONE)));
    Ok(())
}

fn repair_all(bench: &mut Bench, shape: Shape) -> anyhow::Result<()> {
    let (data, parity) = shape;
    let mut lost = broken(shape, parity)?;
    let block = Block::new(shape);
    let (sources, mut memory) = (block.sources(), block.parity.clone());
    let comparison = bench.compute(&mut [
        Candidate::new("encode", || gf8::encode(&sources, &mut rows(&mut memory)?)),
        Candidate::new("repair", || {
            let (mut shards, present) = lost.shards()?;
            gf8::decode(&mut shards, present)
        }),
    ])?;
    let what = format!("repair {parity} of {data}+{parity}, GF(2^8) / encode");
    bench.add(Row::ratio(&what, &comparison, 1, Some(REPAIR_ALL)));
    Ok(())
}
