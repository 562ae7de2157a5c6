//! What a session of either protocol can do for who shows it and hears the user.

use lumen_core::gamestream::control::HostMessage;
use lumen_core::gamestream::input::{GamepadIndex, InputEvent};
use lumen_core::native::rumble::Motors;
use lumen_core::units::{Mode, Span};

use crate::{ClientError, End, NativeViewer, Picture, RumbleEvent, Session, StreamStats};

/// A running stream whose pictures are decoded and whose sound is played.
pub trait Stream {
    /// Mode of the pictures, as it is now.
    fn mode(&self) -> Mode;

    /// Sends what the user did. Never waits.
    ///
    /// # Errors
    /// `InputFull` when the host does not keep up; `Ended`.
    fn send_input(&self, event: InputEvent) -> Result<(), ClientError>;

    /// A way to send what the user did from another thread. What the host does not keep up with is
    /// lost: meant for gamepads, whose every state is whole.
    fn input_sink(&self) -> Box<dyn FnMut(InputEvent) + Send>;

    /// The next thing that a gamepad's motors are to do, if any. Never waits.
    fn next_rumble(&self) -> Option<RumbleEvent>;

    /// A copy of the next picture.
    ///
    /// # Errors
    /// `NoPicture` after `within`; `Ended`.
    fn next_picture(&self, within: Span) -> Result<Picture, ClientError>;

    /// Counters since the start.
    fn stats(&self) -> StreamStats;

    /// Why the stream is over, if it is.
    fn is_ended(&self) -> Option<End>;

    /// Waits for the end of the stream, at most for `within`.
    fn wait_for_end(&self, within: Span) -> Option<End>;

    /// Leaves the host, and waits until every thread of the stream is done.
    fn finish(self: Box<Self>) -> StreamStats;
}

impl Stream for Session {
    fn mode(&self) -> Mode {
        self.agreed().mode
    }

    fn send_input(&self, event: InputEvent) -> Result<(), ClientError> {
        Session::send_input(self, event)
    }

    fn input_sink(&self) -> Box<dyn FnMut(InputEvent) + Send> {
        Session::input_sink(self)
    }

    fn next_rumble(&self) -> Option<RumbleEvent> {
        std::iter::from_fn(|| self.next_feedback()).find_map(rumble)
    }

    fn next_picture(&self, within: Span) -> Result<Picture, ClientError> {
        Session::next_picture(self, within)
    }

    fn stats(&self) -> StreamStats {
        Session::stats(self)
    }

    fn is_ended(&self) -> Option<End> {
        Session::is_ended(self)
    }

    fn wait_for_end(&self, within: Span) -> Option<End> {
        Session::wait_for_end(self, within)
    }

    fn finish(self: Box<Self>) -> StreamStats {
        self.disconnect()
    }
}

fn rumble(message: HostMessage) -> Option<RumbleEvent> {
    let HostMessage::Rumble { gamepad, low_frequency, high_frequency } = message else {
        return None;
    };
    let motors = Motors { low_frequency, high_frequency, ..Motors::STILL };
    Some(RumbleEvent { gamepad: GamepadIndex::new(gamepad)?, motors })
}

impl Stream for NativeViewer {
    fn mode(&self) -> Mode {
        NativeViewer::mode(self)
    }

    fn send_input(&self, event: InputEvent) -> Result<(), ClientError> {
        self.session().send_input(event)
    }

    fn input_sink(&self) -> Box<dyn FnMut(InputEvent) + Send> {
        self.session().input_sink()
    }

    fn next_rumble(&self) -> Option<RumbleEvent> {
        self.session().next_rumble(Span(0)).ok().flatten()
    }

    fn next_picture(&self, within: Span) -> Result<Picture, ClientError> {
        NativeViewer::next_picture(self, within)
    }

    fn stats(&self) -> StreamStats {
        self.session().stats()
    }

    fn is_ended(&self) -> Option<End> {
        self.session().is_ended()
    }

    fn wait_for_end(&self, within: Span) -> Option<End> {
        NativeViewer::wait_for_end(self, within)
    }

    fn finish(self: Box<Self>) -> StreamStats {
        NativeViewer::finish(*self)
    }
}
