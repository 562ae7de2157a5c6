//! `--input-test`: a scripted pattern of keys and mouse.
//!
//! Every letter is typed, every button clicked, the wheel turned both ways, the pointer put into
//! the corners and moved in a square. Everything that goes down comes up again.

use std::fmt;

use lumen_core::gamestream::input::{InputEvent, Key, Modifiers, MouseButton, MousePosition};
use lumen_core::units::{Micros, Span};

/// Time between two events.
const PACE: Span = Span::from_millis(10);

/// Time for the stream to begin.
const LEAD: Span = Span::from_secs(1);

/// The pattern as it is being played.
pub struct InputTest {
    script: Vec<InputEvent>,
    next: usize,
    due: Micros,
    played: Played,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Played {
    keys: u32,
    buttons: u32,
    turns: u32,
    motions: u32,
    refused: u32,
}

impl InputTest {
    /// The pattern, soon after `now`.
    pub fn new(now: Micros) -> InputTest {
        InputTest { script: script(), next: 0, due: now + LEAD, played: Played::default() }
    }

    /// Plays what is due. `send` is false for what the host did not take.
    pub fn play(&mut self, now: Micros, mut send: impl FnMut(InputEvent) -> bool) {
        while now >= self.due
            && let Some(event) = self.script.get(self.next)
        {
            self.played.count(event, send(*event));
            self.next += 1;
            self.due = self.due + PACE;
        }
    }

    /// True when everything was played.
    pub fn is_over(&self) -> bool {
        self.next == self.script.len()
    }

    /// What came of it so far.
    pub fn played(&self) -> Played {
        self.played
    }
}

impl Played {
    fn count(&mut self, event: &InputEvent, taken: bool) {
        let counter = match event {
            _ if !taken => &mut self.refused,
            InputEvent::Key(_) => &mut self.keys,
            InputEvent::MouseButton { .. } => &mut self.buttons,
            InputEvent::Scroll(_) | InputEvent::ScrollHorizontal(_) => &mut self.turns,
            _ => &mut self.motions,
        };
        *counter += 1;
    }
}

impl fmt::Display for Played {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Played { keys, buttons, turns, motions, refused } = self;
        writeln!(
            f,
            "input test: sent {keys} key, {buttons} button, {turns} wheel and {motions} motion \
             events; {refused} refused"
        )
    }
}

fn script() -> Vec<InputEvent> {
    let letters = (b'A'..=b'Z').flat_map(tap);
    let clicks = BUTTONS
        .into_iter()
        .flat_map(|button| [true, false].map(|down| InputEvent::MouseButton { button, down }));
    let turns = [120, -120, -120, 120].map(InputEvent::Scroll);
    let sideways = [120, -120].map(InputEvent::ScrollHorizontal);
    let corners = [(0, 0), (1000, 0), (1000, 1000), (0, 1000), (500, 500)].map(put);
    let square =
        [(100, 0), (0, 100), (-100, 0), (0, -100)].map(|(dx, dy)| InputEvent::MouseMove { dx, dy });
    let mouse = corners.into_iter().chain(square).chain(turns).chain(sideways);
    letters.chain(mouse).chain(clicks).collect()
}

const BUTTONS: [MouseButton; 5] = [
    MouseButton::Left,
    MouseButton::Middle,
    MouseButton::Right,
    MouseButton::Back,
    MouseButton::Forward,
];

fn tap(code: u8) -> [InputEvent; 2] {
    let modifiers = Modifiers::default();
    [true, false].map(|down| InputEvent::Key(Key { code, down, modifiers, positional: true }))
}

/// In thousandths of the picture.
fn put((x, y): (i16, i16)) -> InputEvent {
    InputEvent::MousePosition(MousePosition { x, y, right: 1000, bottom: 1000 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_down_comes_up_and_is_counted() {
        let (mut test, mut down) = (InputTest::new(Micros(0)), Vec::new());
        test.play(Micros(0) + LEAD, |_| true);
        assert!(!test.is_over());
        test.play(Micros(60_000_000), |event| {
            match event {
                InputEvent::Key(key) if key.down => down.push(u32::from(key.code)),
                InputEvent::Key(key) => down.retain(|code| *code != u32::from(key.code)),
                InputEvent::Scroll(_) => return false,
                _ => {}
            }
            true
        });
        assert!(test.is_over() && down.is_empty());
        let expected = Played { keys: 52, buttons: 10, turns: 2, motions: 9, refused: 4 };
        assert_eq!(test.played(), expected);
    }
}
