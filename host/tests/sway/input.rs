//! Input that reaches a client: the card's log and its stamps say what it saw.

use std::path::PathBuf;

use lumen_bench::testcard::log::{Event, Line, typed};
use lumen_bench::testcard::{Animation, now, stamp};
use lumen_host::capture::{self, Capture};
use lumen_host::display::{VirtualDisplay, VirtualOutput};
use lumen_host::input::keymap::key_for_vk;
use lumen_host::input::{
    self, Button, Inject, InjectError, InputEvent, InputStats, KeyCode, Layout, Place, Wheel,
};

use crate::desk::{
    Base, Card, eventually, keep_picture, mode, next, picture, stamp_of, stamp_where, start,
    sway_is_here,
};

/// A card on an output, with input to it and capture of it.
struct Stage {
    input: Box<dyn Inject>,
    capture: Box<dyn Capture>,
    card: Card,
    _output: VirtualOutput,
    _display: Box<dyn VirtualDisplay>,
    _base: Base,
}

fn stage(layout: &Layout) -> Option<Stage> {
    if !sway_is_here() {
        return None;
    }
    let base = Base::new();
    let mut display = start(&base);
    let output = display.create(mode(1280, 720, 60)).unwrap();
    let session = display.session().clone();
    let input = input::open(&session, output.name(), layout, now).unwrap();
    let log: PathBuf = base.0.join("card.jsonl");
    let card = Card::show(&session, Animation::Steady(None), log);
    let capture = capture::open(&session, output.name(), now).unwrap();
    let has_focus = |lines: &[Line]| lines.iter().any(|line| line.event == Event::Focus);
    assert!(has_focus(&card.events_until(has_focus)), "the card has the focus");
    Some(Stage { input, capture, card, _output: output, _display: display, _base: base })
}

fn key(code: u16, down: bool) -> InputEvent {
    InputEvent::Key { code: KeyCode(code), down }
}

impl Stage {
    fn inject(&mut self, events: impl IntoIterator<Item = InputEvent>) {
        events.into_iter().for_each(|event| self.input.inject(event).unwrap());
    }

    fn tap(&mut self, code: u16) {
        self.inject([key(code, true), key(code, false)]);
    }

    /// Moves the pointer to the middle and waits until the card has it: sway may lay out the
    /// card's window after it has the keyboard, and until then a click goes nowhere.
    fn point(&mut self) {
        let middle = Place { x: 1, y: 1, right: 2, bottom: 2 };
        self.inject([InputEvent::PointerAbsolute(middle)]);
        let there = |stamp: &stamp::Stamp| stamp.input.pointer == (640, 360);
        assert!(stamp_where(self.capture.as_mut(), there).is_some());
    }

    fn typed_is(&self, wanted: &str) {
        let lines = self.card.events_until(|lines| typed(lines).len() >= wanted.len());
        assert_eq!(typed(&lines), wanted);
    }

    fn reaches(&self, wanted: &Event) {
        let seen = |lines: &[Line]| lines.iter().any(|line| line.event == *wanted);
        let lines = self.card.events_until(seen);
        assert!(seen(&lines), "no {wanted:?} in {lines:#?}");
    }
}

const LEFT_SHIFT: u16 = 42;
const RIGHT_ALT: u16 = 100;

#[test]
fn a_key_press_flashes_the_card() {
    let Some(mut stage) = stage(&Layout::default()) else { return };
    stamp_where(stage.capture.as_mut(), |stamp| stamp.frame > 0).unwrap();
    stage.tap(57);
    let lit = eventually(|| {
        let frame = next(stage.capture.as_mut())?;
        let seen = stamp_of(&frame).filter(|stamp| stamp.input.keys == 1)?;
        let (width, height, pixels) = picture(&frame);
        let square = stamp::flash_square(width, height);
        let middle = (square.y + square.height / 2) * width + square.x + square.width / 2;
        keep_picture(&frame, "flash.png");
        Some((seen, pixels[middle as usize * 4]))
    });
    let (seen, brightness) = lit.expect("a frame that counts the key");
    assert_eq!((seen.input.keys, brightness), (1, 255));
}

#[test]
fn keys_mean_what_the_layout_says() {
    let Some(mut stage) = stage(&Layout::default()) else { return };
    let [a, one, numpad_7, caps] = [0x41, 0x31, 0x67, 0x14].map(|vk| key_for_vk(vk).unwrap().0);
    stage.tap(a);
    stage.inject([key(LEFT_SHIFT, true)]);
    stage.tap(a);
    stage.tap(one);
    stage.inject([key(LEFT_SHIFT, false)]);
    stage.tap(numpad_7);
    stage.tap(caps);
    stage.tap(a);
    stage.tap(caps);
    stage.tap(a);
    stage.typed_is("aA!7Aa");
}

#[test]
fn another_layout_puts_other_letters_on_the_same_keys() {
    let german = Layout { layout: "de".to_owned(), variant: String::new() };
    let Some(mut stage) = stage(&german) else { return };
    let [y, semicolon, q] = [0x59, 0xBA, 0x51].map(|vk| key_for_vk(vk).unwrap().0);
    stage.tap(y);
    stage.tap(semicolon);
    stage.inject([key(RIGHT_ALT, true)]);
    stage.tap(q);
    stage.inject([key(RIGHT_ALT, false)]);
    stage.tap(q);
    stage.typed_is("zö@q");
}

#[test]
fn a_layout_that_does_not_exist_is_an_error() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let mut display = start(&base);
    let output = display.create(mode(640, 360, 60)).unwrap();
    let nonsense = Layout { layout: "no-such".to_owned(), variant: String::new() };
    let refused = input::open(display.session(), output.name(), &nonsense, now);
    assert!(matches!(refused, Err(InjectError::NoLayout(_))));
}

#[test]
fn text_of_any_plane_arrives_and_leaves_the_keys_alone() {
    let Some(mut stage) = stage(&Layout::default()) else { return };
    let text = "Grüße, 漢字 and 😀! \"quoted\" \\ 100 % ∑";
    stage.inject([key(LEFT_SHIFT, true)]);
    stage.inject(text.chars().map(InputEvent::Text));
    stage.tap(30);
    stage.inject([key(LEFT_SHIFT, false)]);
    stage.tap(30);
    stage.typed_is(&format!("{text}Aa"));
    stage.inject([InputEvent::Text('\n'), InputEvent::Text('\0')]);
    let is_return = |line: &Line| matches!(&line.event, Event::Key { sym, .. } if sym == "Return");
    let lines = stage.card.events_until(|lines| lines.iter().any(is_return));
    assert!(lines.iter().any(is_return));
    assert_eq!(stage.input.stats().ignored, 1);
}

#[test]
fn more_characters_than_keys_arrive_in_order() {
    let Some(mut stage) = stage(&Layout::default()) else { return };
    let text: String = (0x4E00..0x4E00 + 120).filter_map(char::from_u32).collect();
    stage.inject(text.chars().map(InputEvent::Text));
    stage.typed_is(&text);
}

#[test]
fn the_pointer_goes_where_it_is_sent() {
    let Some(mut stage) = stage(&Layout::default()) else { return };
    let to = |x, y| InputEvent::PointerAbsolute(Place { x, y, right: 1279, bottom: 719 });
    for (x, y) in [(0, 0), (1279, 719), (640, 360), (17, 701)] {
        stage.inject([to(x, y)]);
        let at = |stamp: &stamp::Stamp| stamp.input.pointer == (x as u16, y as u16);
        assert!(stamp_where(stage.capture.as_mut(), at).is_some(), "{x} {y}");
    }
    stage.inject([to(100, 100), InputEvent::PointerRelative { dx: 40, dy: -30 }]);
    let moved = stamp_where(stage.capture.as_mut(), |stamp| stamp.input.pointer == (140, 70));
    assert!(moved.is_some());
    let nowhere = Place { x: 1, y: 1, right: 0, bottom: 0 };
    stage.inject([InputEvent::PointerAbsolute(nowhere)]);
    assert_eq!(stage.input.stats(), InputStats { injected: 6, ignored: 1 });
}

#[test]
fn buttons_and_wheels_arrive() {
    let Some(mut stage) = stage(&Layout::default()) else { return };
    stage.point();
    let buttons = [Button::Left, Button::Middle, Button::Right, Button::Back, Button::Forward];
    let press = |button, down| InputEvent::Button { button, down };
    stage.inject(buttons.map(|button| press(button, true)));
    let all = |stamp: &stamp::Stamp| (stamp.input.buttons, stamp.input.held) == (5, 0b11111);
    assert!(stamp_where(stage.capture.as_mut(), all).is_some(), "{:#?}", stage.card.events());
    stage.inject(buttons.map(|button| press(button, false)));
    let none = |stamp: &stamp::Stamp| (stamp.input.buttons, stamp.input.held) == (5, 0);
    assert!(stamp_where(stage.capture.as_mut(), none).is_some());
    let turn = |wheel, amount| InputEvent::Scroll { wheel, amount };
    stage.inject([turn(Wheel::Vertical, 120)]);
    stage.reaches(&Event::Axis { horizontal: false, value: -15.0, wheel: -120 });
    stage.inject([turn(Wheel::Horizontal, 240)]);
    stage.reaches(&Event::Axis { horizontal: true, value: 30.0, wheel: 240 });
    // A wheel of high resolution: pixels at once, a notch when it is complete.
    stage.inject([40; 3].map(|amount| turn(Wheel::Vertical, -amount)));
    let is_wheel = |stamp: &stamp::Stamp| stamp.input.wheel == 0;
    assert!(stamp_where(stage.capture.as_mut(), is_wheel).is_some());
    let scrolled = |lines: &[Line]| -> f64 {
        let values = lines.iter().filter_map(|line| match line.event {
            Event::Axis { horizontal: false, value, .. } => Some(value),
            _ => None,
        });
        values.sum()
    };
    let lines = stage.card.events_until(|lines| scrolled(lines).abs() < 0.1);
    assert!(scrolled(&lines).abs() < 0.1, "{lines:#?}");
}

#[test]
fn nothing_stays_pressed_when_the_client_leaves() {
    let Some(mut stage) = stage(&Layout::default()) else { return };
    stage.point();
    let press = InputEvent::Button { button: Button::Left, down: true };
    stage.inject([press, key(30, true), key(30, true)]);
    let held = |stamp: &stamp::Stamp| stamp.input.held == 1 && stamp.input.keys == 1;
    assert!(stamp_where(stage.capture.as_mut(), held).is_some());
    let Stage { input, card, mut capture, .. } = stage;
    drop(input);
    let free = |stamp: &stamp::Stamp| stamp.input.held == 0;
    assert!(stamp_where(capture.as_mut(), free).is_some(), "{:#?}", card.events());
    let is_up = |line: &Line| matches!(line.event, Event::Key { code: 30, down: false, .. });
    assert!(card.events_until(|lines| lines.iter().any(is_up)).iter().any(is_up));
}
