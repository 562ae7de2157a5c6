//! The messages of a pairing, on the control stream of a connection that does nothing else.

use super::{PROOF_LEN, Proof, SHARE_LEN, Share};
use crate::native::message::end::Bye;
use crate::native::message::value::Text;
use crate::native::message::{kind, tag};
use crate::native::tlv::{Body, Label, RawMessage, TlvError, Writer};

/// The client wants to be paired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What it calls itself, for people.
    pub name: Text,
    /// Its half of the exchange.
    pub share: Share,
}

/// A message of a pairing, from either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PairMessage {
    /// Client: begins.
    Pair(Pair),
    /// Host: its half.
    Share(Share),
    /// Client: has the key.
    Confirm(Proof),
    /// Host: has the key too, and trusts the client from now on.
    Paired(Proof),
    /// Either: it comes to nothing.
    Bye(Bye),
}

impl PairMessage {
    /// Reads a message. `None` is one that has no place in a pairing.
    ///
    /// # Errors
    /// Every [`TlvError`] but `TooLong`.
    pub fn parse(raw: RawMessage<'_>) -> Result<Option<PairMessage>, TlvError> {
        const KINDS: [Label; 5] =
            [kind::PAIR, kind::PAIR_SHARE, kind::PAIR_CONFIRM, kind::PAIRED, kind::BYE];
        let Some(kind) = KINDS.into_iter().find(|kind| kind.number == raw.kind) else {
            return Ok(None);
        };
        let body = Body::parse(kind, raw.body)?;
        Ok(Some(match kind {
            kind::PAIR => PairMessage::Pair(Pair {
                name: body.required(tag::NAME, Text::parse)?,
                share: share(&body)?,
            }),
            kind::PAIR_SHARE => PairMessage::Share(share(&body)?),
            kind::PAIR_CONFIRM => PairMessage::Confirm(proof(&body)?),
            kind::PAIRED => PairMessage::Paired(proof(&body)?),
            _ => PairMessage::Bye(Bye::parse(&body)?),
        }))
    }

    /// Appends the message to `out`. `grease` is a random number, [`Writer::finish`].
    pub fn write(&self, grease: u16, out: &mut Vec<u8>) {
        let mut writer = Writer::new(self.kind(), out);
        match self {
            Self::Pair(Pair { name, share }) => {
                writer.field(tag::NAME, name.as_str().as_bytes());
                writer.field(tag::SHARE, &share.0);
            }
            Self::Share(share) => writer.field(tag::SHARE, &share.0),
            Self::Confirm(proof) | Self::Paired(proof) => {
                writer.field(tag::CONFIRMATION, &proof.0);
            }
            Self::Bye(bye) => bye.write(&mut writer),
        }
        writer.finish(grease);
    }

    /// Number and name of the message.
    pub fn kind(&self) -> Label {
        match self {
            Self::Pair(_) => kind::PAIR,
            Self::Share(_) => kind::PAIR_SHARE,
            Self::Confirm(_) => kind::PAIR_CONFIRM,
            Self::Paired(_) => kind::PAIRED,
            Self::Bye(_) => kind::BYE,
        }
    }
}

fn share(body: &Body<'_>) -> Result<Share, TlvError> {
    body.required(tag::SHARE, |value| value.array::<SHARE_LEN>().map(Share))
}

fn proof(body: &Body<'_>) -> Result<Proof, TlvError> {
    body.required(tag::CONFIRMATION, |value| value.array::<PROOF_LEN>().map(Proof))
}
