//! The log of input: one JSON object per line, written at once, so that a test can follow it.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use lumen_core::units::Micros;
use serde::{Deserialize, Serialize};

/// One event that reached the card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The card fills an output of this size and has keyboard and pointer.
    Shown {
        /// Pixels per row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// The keyboard speaks to the card from now on.
    Focus,
    /// A key went down or up.
    Key {
        /// Its evdev code.
        code: u32,
        /// Down rather than up.
        down: bool,
        /// The keysym's name in the keyboard's layout and state, like `a` or `Return`.
        sym: String,
        /// The character it stands for; empty for keys that have none.
        text: String,
    },
    /// The pointer moved, or came in, to this place in pixels.
    Motion {
        /// From the left.
        x: f64,
        /// From the top.
        y: f64,
    },
    /// A button went down or up.
    Button {
        /// Its evdev code.
        code: u32,
        /// Down rather than up.
        down: bool,
    },
    /// A wheel turned.
    Axis {
        /// The horizontal wheel rather than the vertical one.
        horizontal: bool,
        /// Pixels to scroll, positive down or right.
        value: f64,
        /// 120ths of a notch, zero if the compositor named none.
        wheel: i32,
    },
}

/// An event with the time at which the card read it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Microseconds of the monotonic clock.
    pub at: u64,
    /// The event.
    #[serde(flatten)]
    pub event: Event,
}

/// Writes lines, if there is anywhere to write them.
pub struct Log(Option<File>);

impl Log {
    /// A new log file, or none.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn create(path: Option<&Path>) -> io::Result<Log> {
        Ok(Log(path.map(File::create).transpose()?))
    }

    /// Writes one line. A full disk loses it: the card is no worse for that.
    pub fn write(&mut self, at: Micros, event: Event) {
        let Some(file) = &mut self.0 else { return };
        let mut line = serde_json::to_vec(&Line { at: at.0, event }).unwrap_or_default();
        line.push(b'\n');
        let _ = file.write_all(&line);
    }
}

/// Parses a log, leaving out a last line that is not whole yet.
pub fn parse(text: &str) -> Vec<Line> {
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// All text that was typed, by the characters of keys that went down.
pub fn typed(lines: &[Line]) -> String {
    let pressed = lines.iter().filter_map(|line| match &line.event {
        Event::Key { down: true, text, .. } => Some(text.as_str()),
        _ => None,
    });
    pressed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_parsed() {
        let dir = std::env::temp_dir().join(format!("lumen-card-log-{}", std::process::id()));
        let key = |code, text: &str| {
            let (sym, text) = (text.to_owned(), text.to_owned());
            Event::Key { code, down: true, sym, text }
        };
        let mut log = Log::create(Some(&dir)).unwrap();
        log.write(Micros(1), key(30, "a"));
        log.write(Micros(2), Event::Motion { x: 1.5, y: 2.0 });
        log.write(Micros(3), key(31, "ß"));
        let text = std::fs::read_to_string(&dir).unwrap();
        std::fs::remove_file(&dir).unwrap();
        let lines = parse(&format!("{text}{{\"at\":4,\"ev"));
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[1].event, Event::Motion { x: 1.5, y: 2.0 });
        assert_eq!(typed(&lines), "aß");
    }
}
