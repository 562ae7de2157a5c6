//! What a script says, and the messages that are made of it.

use crate::native::message::Message;
use crate::native::message::end::{Busy, Bye, Reason};
use crate::native::message::hello::{Hello, Resume, StreamPlan, Welcome};
use crate::native::message::running::{Reconfigure, Reconfigured, RequestId, TileAsk};
use crate::native::message::value::{Slices, Tile};
use crate::native::tlv::Reader;
use crate::recovery::Ask;
use crate::units::{Bitrate, FrameId};

/// Bytes that decide what happens. After their end everything is 0.
pub(super) struct Script<'a>(pub &'a [u8]);

impl Script<'_> {
    pub fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    pub fn number(&mut self) -> u8 {
        self.byte().unwrap_or(0)
    }
}

/// What the client says first and what the host answers; the host may plan up to 9 slices,
/// which is more than the client should take.
#[derive(Clone, Debug)]
pub struct Samples {
    /// The client's first words.
    pub hello: Hello,
    /// The host's answer.
    pub welcome: Welcome,
}

impl Samples {
    pub(super) fn plan(&self, script: &mut Script<'_>) -> StreamPlan {
        let number = script.number();
        let plan = self.welcome.plan;
        let slices = if number % 16 == 15 { Slices::new(9) } else { None };
        let bitrate = Bitrate::from_kbps(100 + u64::from(number));
        StreamPlan { bitrate, slices: slices.unwrap_or(plan.slices), ..plan }
    }

    pub(super) fn welcome(&self, script: &mut Script<'_>) -> Welcome {
        Welcome { plan: self.plan(script), ..self.welcome.clone() }
    }

    pub(super) fn wish(&self, request: RequestId, script: &mut Script<'_>) -> Reconfigure {
        let bitrate = Some(self.plan(script).bitrate);
        Reconfigure { request, mode: None, bitrate, format: None, fec: None }
    }

    /// A message that nobody honest said, known or made of raw bytes.
    pub(super) fn forge(&self, script: &mut Script<'_>) -> Option<Message> {
        let Welcome { session, ticket, .. } = &self.welcome;
        let resume = Some(Resume { session: *session, ticket: ticket.clone() });
        let request = RequestId(script.number().into());
        Some(match script.number() % 10 {
            0 => Message::Hello(Box::new(self.hello.clone())),
            1 => Message::Hello(Box::new(Hello { resume, ..self.hello.clone() })),
            2 => Message::Welcome(Box::new(self.welcome(script))),
            3 => Message::Busy(Busy { retry: None }),
            4 => Message::Start,
            5 => Message::Reconfigure(self.wish(request, script)),
            6 => {
                let request = (request.0 % 8 != 7).then_some(request);
                let plan = self.plan(script);
                Message::Reconfigured(Reconfigured { request, first: FrameId(1), plan })
            }
            7 => Message::Ask(TileAsk { tile: Tile::FIRST, ask: Ask::KeyFrame }),
            8 => Message::Bye(Bye::from(Reason::from_wire(request.0))),
            _ => return raw(script),
        })
    }
}

/// The message that the rest of the script begins with, as it lies on the wire.
fn raw(script: &mut Script<'_>) -> Option<Message> {
    let mut reader = Reader::default();
    let message = Message::parse(reader.read(&mut script.0).ok()??);
    message.ok().flatten()
}
