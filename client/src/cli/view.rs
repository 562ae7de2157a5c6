//! Where pictures go: to a window, or nowhere.

use std::cell::RefCell;
use std::fmt;

use lumen_client::window::{Backend, Pictures, Screen, Shown, WindowOptions, screen, show};
use lumen_client::{Decoder, Observe, Stream};

use super::arguments::{Connect, Present, Protocol};
use super::recorder::Recorder;
use super::{Stay, wait};

/// A window that is not open yet, or none.
pub struct View {
    window: Option<(RefCell<Option<Screen>>, Pictures, WindowOptions)>,
}

impl View {
    /// What the command line asks for.
    pub fn new(connect: &Connect) -> anyhow::Result<View> {
        let window = (!connect.headless).then(|| {
            let (screen, pictures) = screen();
            (RefCell::new(Some(screen)), pictures, window_options(connect))
        });
        Ok(View { window })
    }

    /// The decoder that suits it.
    pub fn suit(&self, decoder: Decoder) -> Decoder {
        match &self.window {
            Some((.., options)) if options.backend != Backend::Software => decoder.for_window(),
            _ => decoder,
        }
    }

    /// What the session tells of its pictures; the screen the first time alone.
    pub fn observer(&self, recorder: Recorder) -> Box<dyn Observe> {
        let screen = self.window.as_ref().and_then(|(screen, ..)| screen.borrow_mut().take());
        match screen {
            Some(screen) => Box::new((recorder, screen)),
            None => Box::new(recorder),
        }
    }

    /// Shows the stream until it is time to leave.
    pub fn watch(self, stream: &dyn Stream, stay: &mut Stay<'_>) -> anyhow::Result<Option<Table>> {
        let Some((_, pictures, options)) = self.window else {
            wait(stream, stay);
            return Ok(None);
        };
        let shown = show(stream, &options, pictures, &mut || stay.is_over())?;
        Ok(Some(Table(shown)))
    }
}

fn window_options(connect: &Connect) -> WindowOptions {
    let window = &connect.window;
    WindowOptions {
        title: match connect.protocol {
            Protocol::Gamestream => format!("{} on {}", connect.app, connect.host),
            // The host decides what it shows.
            Protocol::Lumen => format!("{}, lumen/1", connect.host),
        },
        colour: connect.colour(),
        backend: match window.present {
            Present::Auto => Backend::Auto,
            Present::Vulkan => Backend::Vulkan,
            Present::Software => Backend::Software,
        },
        full_screen: window.full_screen,
        overlay: window.overlay,
        capture: window.capture,
        text: window.text,
        presented: None,
    }
}

/// What was shown, as lines of the report.
pub struct Table(Shown);

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shown { pictures, present, refused_input } = self.0;
        writeln!(f, "{:<16}{present}", "present")?;
        writeln!(f, "pictures shown  {pictures:>10}")?;
        writeln!(f, "input refused   {refused_input:>10}")
    }
}
