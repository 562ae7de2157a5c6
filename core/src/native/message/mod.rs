//! The messages of the control stream.
//!
//! | module | is |
//! |---|---|
//! | [`end`] | `Bye`, `Busy` |
//! | [`format`](mod@format) | codecs, samples, sound |
//! | [`hello`] | `Hello`, `Welcome`, the plan of a stream |
//! | [`running`] | `Reconfigure`, `Reconfigured`, `Ask`, `Report` |
//! | [`value`] | other values of fields |
//!
//! A [`Message`] in hand is valid: every number is in its range. Source: docs/wire-native.md
//! "Messages".

pub mod end;
pub mod format;
pub mod hello;
pub mod running;
pub mod value;

use super::tlv::{Body, Label, RawMessage, TlvError, Writer};
use end::{Busy, Bye};
use hello::{Hello, Welcome};
use running::{Reconfigure, Reconfigured, Report, TileAsk};

pub(super) mod kind {
    use super::Label;

    pub const HELLO: Label = Label::new(1, "Hello");
    pub const WELCOME: Label = Label::new(2, "Welcome");
    pub const BUSY: Label = Label::new(3, "Busy");
    pub const START: Label = Label::new(4, "Start");
    pub const RECONFIGURE: Label = Label::new(5, "Reconfigure");
    pub const RECONFIGURED: Label = Label::new(6, "Reconfigured");
    pub const ASK: Label = Label::new(7, "Ask");
    pub const REPORT: Label = Label::new(8, "Report");
    pub const BYE: Label = Label::new(9, "Bye");
    pub const PAIR: Label = Label::new(16, "Pair");
    pub const PAIR_SHARE: Label = Label::new(17, "PairShare");
    pub const PAIR_CONFIRM: Label = Label::new(18, "PairConfirm");
    pub const PAIRED: Label = Label::new(19, "Paired");
}

/// A tag means the same in every message.
pub(super) mod tag {
    use super::Label;

    pub const VERSION: Label = Label::new(0x01, "version");
    pub const NAME: Label = Label::new(0x02, "name");
    pub const CODECS: Label = Label::new(0x03, "codecs");
    pub const FEATURES: Label = Label::new(0x04, "features");
    pub const MAX_SLICES: Label = Label::new(0x05, "most slices");
    pub const MAX_TILES: Label = Label::new(0x06, "most tiles");
    pub const MAX_BITRATE: Label = Label::new(0x07, "highest bitrate");
    pub const RESUME: Label = Label::new(0x08, "session to resume");
    pub const SESSION: Label = Label::new(0x10, "session");
    pub const TICKET: Label = Label::new(0x11, "ticket");
    pub const GRACE: Label = Label::new(0x12, "grace");
    pub const SUITE: Label = Label::new(0x13, "cipher suite");
    pub const MAX_DATAGRAM: Label = Label::new(0x14, "longest datagram");
    pub const CLOCK: Label = Label::new(0x15, "clock");
    pub const MODE: Label = Label::new(0x20, "mode");
    pub const FORMAT: Label = Label::new(0x21, "format");
    pub const BITRATE: Label = Label::new(0x22, "bitrate");
    pub const GRID: Label = Label::new(0x23, "grid");
    pub const SLICES: Label = Label::new(0x24, "slices");
    pub const AUDIO: Label = Label::new(0x25, "audio");
    pub const FEC: Label = Label::new(0x26, "parity");
    pub const BIG_BLOCKS: Label = Label::new(0x27, "big blocks");
    pub const MAX_FRAME: Label = Label::new(0x28, "largest frame");
    pub const REQUEST: Label = Label::new(0x30, "request");
    pub const FIRST: Label = Label::new(0x31, "first frame");
    pub const REASON: Label = Label::new(0x38, "reason");
    pub const TEXT: Label = Label::new(0x39, "text");
    pub const RETRY: Label = Label::new(0x3a, "retry");
    pub const TILE: Label = Label::new(0x40, "tile");
    pub const LOST: Label = Label::new(0x41, "lost frames");
    pub const LOSS: Label = Label::new(0x42, "loss");
    pub const NEXT: Label = Label::new(0x43, "next frame");
    pub const FRAMES: Label = Label::new(0x44, "frames");
    pub const DECODE_TIME: Label = Label::new(0x45, "decode time");
    pub const ARRIVED: Label = Label::new(0x46, "arrived");
    pub const DELAY: Label = Label::new(0x47, "delay");
    pub const SHARE: Label = Label::new(0x50, "share");
    pub const CONFIRMATION: Label = Label::new(0x51, "confirmation");
}

/// A message of the control stream, from either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Client: asks for a session.
    Hello(Box<Hello>),
    /// Host: grants it.
    Welcome(Box<Welcome>),
    /// Host: has no room for it.
    Busy(Busy),
    /// Client: ready for media.
    Start,
    /// Client: wants another stream.
    Reconfigure(Reconfigure),
    /// Host: the stream is another one.
    Reconfigured(Reconfigured),
    /// Client: misses frames.
    Ask(TileAsk),
    /// Client: how the stream arrives.
    Report(Report),
    /// Either: the session ends.
    Bye(Bye),
}

impl Message {
    /// Reads a message that a [`Reader`](super::tlv::Reader) took off the stream. `None` is a kind
    /// unknown to us, of a later version: to be ignored.
    ///
    /// # Errors
    /// Every [`TlvError`] but `TooLong`.
    pub fn parse(raw: RawMessage<'_>) -> Result<Option<Message>, TlvError> {
        let Some(kind) = known(raw.kind) else { return Ok(None) };
        let body = Body::parse(kind, raw.body)?;
        Ok(Some(match kind {
            kind::HELLO => Message::Hello(Box::new(Hello::parse(&body)?)),
            kind::WELCOME => Message::Welcome(Box::new(Welcome::parse(&body)?)),
            kind::BUSY => Message::Busy(Busy::parse(&body)?),
            kind::RECONFIGURE => Message::Reconfigure(Reconfigure::parse(&body)?),
            kind::RECONFIGURED => Message::Reconfigured(Reconfigured::parse(&body)?),
            kind::ASK => Message::Ask(TileAsk::parse(&body)?),
            kind::REPORT => Message::Report(Report::parse(&body)?),
            kind::BYE => Message::Bye(Bye::parse(&body)?),
            _ => Message::Start,
        }))
    }

    /// Appends the message to `out`. `grease` is a random number, [`Writer::finish`].
    pub fn write(&self, grease: u16, out: &mut Vec<u8>) {
        let mut writer = Writer::new(self.kind(), out);
        match self {
            Self::Hello(hello) => hello.write(&mut writer),
            Self::Welcome(welcome) => welcome.write(&mut writer),
            Self::Busy(busy) => busy.write(&mut writer),
            Self::Start => {}
            Self::Reconfigure(change) => change.write(&mut writer),
            Self::Reconfigured(change) => change.write(&mut writer),
            Self::Ask(ask) => ask.write(&mut writer),
            Self::Report(report) => report.write(&mut writer),
            Self::Bye(bye) => bye.write(&mut writer),
        }
        writer.finish(grease);
    }

    /// Number and name of the message.
    pub fn kind(&self) -> Label {
        match self {
            Self::Hello(_) => kind::HELLO,
            Self::Welcome(_) => kind::WELCOME,
            Self::Busy(_) => kind::BUSY,
            Self::Start => kind::START,
            Self::Reconfigure(_) => kind::RECONFIGURE,
            Self::Reconfigured(_) => kind::RECONFIGURED,
            Self::Ask(_) => kind::ASK,
            Self::Report(_) => kind::REPORT,
            Self::Bye(_) => kind::BYE,
        }
    }
}

fn known(number: u16) -> Option<Label> {
    const ALL: [Label; 9] = [
        kind::HELLO,
        kind::WELCOME,
        kind::BUSY,
        kind::START,
        kind::RECONFIGURE,
        kind::RECONFIGURED,
        kind::ASK,
        kind::REPORT,
        kind::BYE,
    ];
    ALL.into_iter().find(|kind| kind.number == number)
}

#[cfg(test)]
pub(crate) mod tests;
