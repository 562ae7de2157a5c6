//! Pairing, streaming, picture quality, coming back: the stock Moonlight core.

use lumen_bench::fixture::Setup;
use lumen_bench::moonlight::Wish;
use lumen_bench::quality::{luma_601, psnr};
use lumen_bench::testcard::scene::render_still;

use crate::rig::{Rig, Stock};

/// The least that a usable stream shows, for 15 seconds on a slow machine.
const LEAST_PICTURES: usize = 300;

#[test]
fn the_stock_client_pairs_streams_and_comes_back_after_a_restart() {
    let Some(mut rig) = Rig::start(&Setup::default()) else { return };
    let Some(stock) = rig.stock(rig.host.address()) else { return };
    for (width, height, fps) in [(1280, 720, 60), (1366, 768, 30)] {
        streams_well(&rig, &stock, &Wish::of(width, height, fps, 15.0));
    }
    rig.host.restart().unwrap();
    let again = stock.stream(&Wish::of(1280, 720, 60, 3.0), None);
    again.assert_stamps_rise();
    println!("after the restart: {} pictures without pairing", again.pictures.len());
}

fn streams_well(rig: &Rig, stock: &Stock, wish: &Wish) {
    let streamed = stock.stream(wish, None);
    streamed.assert_stamps_rise();
    assert!(streamed.undecodable.is_empty(), "{:?}", streamed.undecodable);
    let sent = rig.frames_sent(streamed.last());
    let repeats = sent.iter().filter(|frame| frame.repeated).count();
    let (share, pictures) = (streamed.share_of_stamps(&sent), streamed.pictures.len());
    println!(
        "{}x{}@{}: {pictures} pictures, {:.1} % of the stamps, {} frames sent, {repeats} repeats",
        wish.width,
        wish.height,
        wish.fps,
        share * 100.0,
        sent.len(),
    );
    assert!(pictures >= LEAST_PICTURES, "{pictures} pictures");
    assert!(share >= 0.95, "{share} of the stamps arrived");
}

#[test]
fn a_still_picture_arrives_as_it_was_painted() {
    let still = Setup { card: "--still".to_owned(), ..Setup::default() };
    let Some(rig) = Rig::start(&still) else { return };
    let Some(stock) = rig.stock(rig.host.address()) else { return };
    let (width, height) = (1280, 720);
    let streamed = stock.stream(&Wish::of(width, height, 60, 4.0), None);
    streamed.assert_stamps_rise();
    let quality = psnr(&luma_601(&render_still(width, height)), &streamed.newest);
    println!("still picture: {quality:.1} dB, {} pictures", streamed.pictures.len());
    assert!(quality >= 35.0, "{quality} dB");
}
