//! Input of a stock Moonlight core, seen by a client in sway and in decoded pictures.

use std::fs;
use std::time::Instant;

use lumen_bench::fixture::Setup;
use lumen_bench::moonlight::{Luma, Record, Run, Wish};
use lumen_bench::testcard::log::{self, Event, Line, typed};
use lumen_bench::testcard::stamp::{Stamp, flash_square};
use serde_json::{Value, json};

use crate::rig::{PATIENCE, Rig, eventually};

/// Characters of ASCII, Latin, a currency, a script without case, and beyond the first plane.
const TEXT: &str = "Zoë 5€ ñ 語 😀";

/// A stream whose pictures are watched while it runs.
struct Live {
    rig: Rig,
    run: Run,
}

impl Live {
    /// The card paints after input alone, so what a picture shows stays until the next input.
    fn start() -> Option<Live> {
        let rig = Rig::start(&Setup { card: "--on-input".to_owned(), ..Setup::default() })?;
        let stock = rig.stock(rig.host.address())?;
        // As long as the test takes.
        let run = stock.begin(&Wish::of(1280, 720, 60, 600.0));
        Some(Live { rig, run })
    }

    fn does(&mut self, command: &Value) {
        self.run.command(command).unwrap();
    }

    /// Reads pictures until one satisfies `wanted`.
    fn shows(&mut self, what: &str, wanted: impl Fn(&Stamp, &Luma) -> bool) -> (Stamp, Luma) {
        let limit = Instant::now() + PATIENCE;
        let mut newest = None;
        while let Some(record) = self.run.next(limit) {
            match record {
                Record::Picture(luma) => {
                    newest = luma.stamp();
                    if let Some(stamp) = newest.filter(|stamp| wanted(stamp, &luma)) {
                        return (stamp, luma);
                    }
                }
                Record::Event(event) => panic!("while waiting for {what}: {event}"),
                Record::Unit(_) | Record::Rgb { .. } => {}
            }
            assert!(Instant::now() < limit, "no picture shows {what}, the newest {newest:?}");
        }
        panic!("no picture shows {what}, the newest {newest:?}");
    }

    fn log(&self) -> Vec<Line> {
        log::parse(&fs::read_to_string(self.rig.host.card_log()).unwrap_or_default())
    }

    /// Waits until the card has logged an event.
    fn reaches_card(&self, what: &str, wanted: impl Fn(&Event) -> bool) {
        eventually(what, || self.log().iter().any(|line| wanted(&line.event)).then_some(()));
    }

    /// Presses and releases.
    fn taps(&mut self, command: Value) {
        for down in [true, false] {
            let mut command = command.clone();
            command["down"] = down.into();
            self.does(&command);
        }
    }
}

/// Brightness in the middle of the square that flashes.
fn square(luma: &Luma) -> u8 {
    let square = flash_square(luma.width, luma.height);
    let (x, y) = (square.x + square.width / 2, square.y + square.height / 2);
    luma.samples[(y * luma.width + x) as usize]
}

#[test]
fn what_a_stock_client_does_reaches_the_desktop() {
    let Some(mut live) = Live::start() else { return };
    live.reaches_card("keyboard focus", |event| *event == Event::Focus);
    let (stamp, luma) = live.shows("the card", |_, _| true);
    assert!(stamp.input.keys == 0 && square(&luma) < 60, "the square is dark at first");

    pointer_moves(&mut live);
    buttons_click(&mut live);
    wheels_turn(&mut live);
    keys_flash(&mut live);
    text_is_typed(&mut live);

    live.does(&json!({ "do": "stop" }));
    assert!(live.run.finish(PATIENCE), "the client ends well");
}

fn pointer_moves(live: &mut Live) {
    let at = |x: u16, y: u16| {
        move |stamp: &Stamp, _: &Luma| {
            stamp.input.pointer.0.abs_diff(x) <= 1 && stamp.input.pointer.1.abs_diff(y) <= 1
        }
    };
    // A quarter and a half of the way over a rectangle of half the picture's size.
    live.does(&json!({ "do": "position", "x": 160, "y": 180, "w": 640, "h": 360 }));
    live.shows("the pointer where it was put", at(320, 360));
    live.does(&json!({ "do": "move", "dx": 50, "dy": -30 }));
    live.shows("the pointer where it was moved", at(370, 330));
    live.reaches_card("motion", |event| matches!(event, Event::Motion { .. }));
}

fn buttons_click(live: &mut Live) {
    // Left, middle, right, back, forward: numbers of the client and of linux/input-event-codes.h.
    for (number, code) in [(1, 0x110), (2, 0x112), (3, 0x111), (4, 0x113), (5, 0x114)] {
        live.taps(json!({ "do": "button", "button": number }));
        for down in [true, false] {
            live.reaches_card("a button", |event| *event == Event::Button { code, down });
        }
    }
    let (stamp, _) = live.shows("five clicks", |stamp, _| stamp.input.buttons == 5);
    live.shows("no button held", |stamp, _| stamp.input.held == 0);
    println!("after five clicks: {:?}", stamp.input);
}

fn wheels_turn(live: &mut Live) {
    // Away from the user is up, which Wayland calls negative; right is positive for both.
    live.does(&json!({ "do": "scroll", "amount": -240 }));
    live.shows("two notches down", |stamp, _| stamp.input.wheel == 240);
    live.does(&json!({ "do": "scroll", "amount": 120 }));
    live.shows("one notch up", |stamp, _| stamp.input.wheel == 120);
    live.does(&json!({ "do": "hscroll", "amount": 120 }));
    live.shows("one notch right", |stamp, _| stamp.input.wheel_horizontal == 120);
    live.reaches_card(
        "a turn sideways",
        |event| matches!(event, Event::Axis { horizontal: true, value, .. } if *value > 0.0),
    );
}

fn keys_flash(live: &mut Live) {
    // VK_A, KEY_A of linux/input-event-codes.h.
    live.does(&json!({ "do": "key", "vk": 0x41, "down": true }));
    let (_, luma) = live.shows("the flash", |stamp, _| stamp.input.keys == 1);
    assert!(square(&luma) > 200, "the square is lit: {}", square(&luma));
    live.does(&json!({ "do": "key", "vk": 0x41, "down": false }));
    for down in [true, false] {
        let (sym, text) = ("a".to_owned(), "a".to_owned());
        let key = Event::Key { code: 30, down, sym, text };
        live.reaches_card("the key", |event| *event == key);
    }
}

fn text_is_typed(live: &mut Live) {
    let before = typed(&live.log());
    live.does(&json!({ "do": "text", "text": TEXT }));
    let wanted = before + TEXT;
    let seen = eventually("the text", || {
        Some(typed(&live.log())).filter(|typed| typed.len() >= wanted.len())
    });
    assert_eq!(seen, wanted);
    let keys = 1 + TEXT.chars().count() as u16;
    live.shows("every character's key", |stamp, _| stamp.input.keys == keys);
}
