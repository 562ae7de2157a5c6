//! Frames that leave slice by slice, as seen by a stock Moonlight core: four FEC blocks of
//! unequal sizes, carried remainders, with and without encryption.

use lumen_bench::fixture::Setup;
use lumen_bench::moonlight::Wish;

use crate::rig::{Rig, Stock};

/// Bytes of a datagram at most.
const DATAGRAM: u32 = 1392;

#[test]
fn the_stock_client_takes_a_block_per_slice_with_and_without_encryption() {
    // Its slices are large enough to be blocks.
    let card = Setup { card: "--restless".to_owned(), ..Setup::default() };
    let Some(rig) = Rig::start(&card) else { return };
    let Some(stock) = rig.stock(rig.host.address()) else { return };
    for encrypt_video in [true, false] {
        takes_four_blocks(&rig, &stock, encrypt_video);
    }
}

fn takes_four_blocks(rig: &Rig, stock: &Stock, encrypt_video: bool) {
    let wish = Wish::of(1280, 720, 60, 8.0);
    let wish = Wish { kbps: 20_000, slices: 4, encrypt_video, ..wish };
    let streamed = stock.stream(&wish, None);
    streamed.assert_stamps_rise();
    assert!(streamed.undecodable.is_empty(), "{:?}", streamed.undecodable);

    let sent = rig.frames_sent(streamed.last());
    let received: Vec<u32> = streamed.units.iter().map(|unit| unit.frame).collect();
    assert_eq!(received, (1..=streamed.last()).collect::<Vec<_>>(), "no unit is missing");
    assert_eq!(streamed.pictures.len(), received.len(), "every unit is a picture");
    for (frame, unit) in sent.iter().zip(&streamed.units) {
        assert_eq!((frame.slices, unit.slices.len()), (4, 4), "slices of frame {}", frame.frame);
        if fills_blocks(&unit.slices) {
            assert_eq!(frame.blocks, 4, "frame {} of slices {:?}", frame.frame, unit.slices);
        }
    }
    let filled = streamed.units.iter().filter(|unit| fills_blocks(&unit.slices)).count();
    let unequal = streamed.units.iter().filter(|unit| has_unequal_blocks(&unit.slices)).count();
    let blocks = |count| sent.iter().filter(|frame| frame.blocks == count).count();
    println!(
        "encrypted {encrypt_video}: {} frames of 4 slices; {} of 4 blocks, {} of 3; \
         {filled} with 4 large slices, {unequal} surely of unequal blocks",
        sent.len(),
        blocks(4),
        blocks(3),
    );
    assert!(filled >= 50 && unequal >= 10, "{filled} frames fill four blocks, {unequal} unequal");
}

/// Each slice has a full datagram of its own, whatever is carried between them.
fn fills_blocks(slices: &[u32]) -> bool {
    slices.iter().all(|&slice| slice >= DATAGRAM)
}

/// Slices that differ by two datagrams make unequal blocks, whatever is carried between them.
fn has_unequal_blocks(slices: &[u32]) -> bool {
    let (least, most) = (slices.iter().min(), slices.iter().max());
    least.zip(most).is_some_and(|(least, most)| most - least >= 2 * DATAGRAM)
}
