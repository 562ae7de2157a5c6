//! Input messages as the desktop's input events: both protocols carry the same ones.

use lumen_core::gamestream::input::{InputEvent as Message, Key, MouseButton, MousePosition};

use crate::input::keymap::key_for_vk;
use crate::input::{Button, InputEvent, Place, Wheel};

/// What a message means for the desktop; nothing for what is not supported. Text may be several
/// characters.
pub(in crate::proto) fn translate(message: Message) -> impl Iterator<Item = InputEvent> {
    let (text, event) = match message {
        Message::Text(text) => (Some(text), None),
        other => (None, single(other)),
    };
    let characters: Vec<char> =
        text.as_ref().map(|text| text.as_str().chars().collect()).unwrap_or_default();
    characters.into_iter().map(InputEvent::Text).chain(event)
}

fn single(message: Message) -> Option<InputEvent> {
    Some(match message {
        Message::Key(Key { code, down, .. }) => InputEvent::Key { code: key_for_vk(code)?, down },
        Message::MouseMove { dx, dy } => {
            InputEvent::PointerRelative { dx: dx.into(), dy: dy.into() }
        }
        Message::MousePosition(position) => InputEvent::PointerAbsolute(place(position)?),
        Message::MouseButton { button, down } => {
            InputEvent::Button { button: button_of(button), down }
        }
        Message::Scroll(amount) => {
            InputEvent::Scroll { wheel: Wheel::Vertical, amount: amount.into() }
        }
        Message::ScrollHorizontal(amount) => {
            InputEvent::Scroll { wheel: Wheel::Horizontal, amount: amount.into() }
        }
        _ => return None,
    })
}

fn place(position: MousePosition) -> Option<Place> {
    let word = |value: i16| u32::try_from(value).ok();
    Some(Place {
        x: word(position.x)?,
        y: word(position.y)?,
        right: word(position.right)?,
        bottom: word(position.bottom)?,
    })
}

fn button_of(button: MouseButton) -> Button {
    match button {
        MouseButton::Left => Button::Left,
        MouseButton::Middle => Button::Middle,
        MouseButton::Right => Button::Right,
        MouseButton::Back => Button::Back,
        MouseButton::Forward => Button::Forward,
    }
}

#[cfg(test)]
mod tests {
    use lumen_core::gamestream::input::{Modifiers, Text};

    use super::*;
    use crate::input::KeyCode;

    fn all(message: Message) -> Vec<InputEvent> {
        translate(message).collect()
    }

    #[test]
    fn keys_are_positions_on_a_keyboard() {
        let key =
            |code| Key { code, down: true, modifiers: Modifiers::default(), positional: true };
        // VK_A is KEY_A of linux/input-event-codes.h.
        let pressed = InputEvent::Key { code: KeyCode(30), down: true };
        assert_eq!(all(Message::Key(key(0x41))), [pressed]);
        assert_eq!(all(Message::Key(key(0xff))), []);
    }

    #[test]
    fn text_becomes_one_event_per_character() {
        let text = Text::new("a€").unwrap();
        assert_eq!(all(Message::Text(text)), [InputEvent::Text('a'), InputEvent::Text('€')]);
    }

    #[test]
    fn the_lower_right_corner_stays_there() {
        let corner = MousePosition { x: 639, y: 359, right: 639, bottom: 359 };
        let place = Place { x: 639, y: 359, right: 639, bottom: 359 };
        assert_eq!(all(Message::MousePosition(corner)), [InputEvent::PointerAbsolute(place)]);
    }
}
