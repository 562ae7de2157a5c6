//! The host's end of a session.

use super::{ANSWER_TIME, START_TIME, TurnError};
use crate::native::message::Message;
use crate::native::message::end::{Busy, Bye, Reason};
use crate::native::message::hello::{Caps, Hello, Resume, StreamPlan, Welcome};
use crate::native::message::running::{Reconfigure, Reconfigured, Report, RequestId, TileAsk};
use crate::units::Micros;

/// A session that was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What the client can take.
    pub caps: Caps,
    /// What it was told, with the plan as it is now.
    pub welcome: Welcome,
}

/// The host's end of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// A client connected; it has to say `Hello`.
    Listening {
        /// Until then.
        until: Micros,
    },
    /// It did; it is owed `Welcome`, `Busy` or `Bye`.
    Asked {
        /// What it said.
        hello: Box<Hello>,
    },
    /// It got `Welcome` and has to say `Start`.
    Offered {
        /// The session.
        grant: Box<Grant>,
        /// Until then.
        until: Micros,
    },
    /// The stream runs.
    Running {
        /// The session.
        grant: Box<Grant>,
        /// A wish that is owed `Reconfigured`.
        open: Option<RequestId>,
    },
    /// The connection is lost; the session waits for the client to come back.
    Away {
        /// The session.
        grant: Box<Grant>,
        /// Until then.
        until: Micros,
    },
    /// We ended it. What the client sent before it knew is ignored.
    Left(Reason),
    /// The client ended it.
    Gone(Reason),
}

/// What a message from the client is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostEvent {
    /// The client asks for a session: [`Host::Asked`].
    Asked,
    /// It is ready for media.
    Started,
    /// It wants another stream; it is owed `Reconfigured`.
    Reconfigure(Reconfigure),
    /// It misses frames.
    Ask(TileAsk),
    /// How the stream arrives.
    Report(Report),
    /// It left.
    Ended(Bye),
}

impl Host {
    /// The end of a connection that a client just made.
    pub fn new(now: Micros) -> Host {
        Host::Listening { until: now + ANSWER_TIME }
    }

    /// Takes a message of the client's. `None`: it is not worth anything any more.
    ///
    /// # Errors
    /// `OutOfTurn`, `StillOpen`, `TooLate`; the session is left.
    pub fn on_message(
        &mut self,
        message: Message,
        now: Micros,
    ) -> Result<Option<HostEvent>, TurnError> {
        if matches!(self, Self::Left(_)) {
            return Ok(None);
        }
        let event = self.take(message, now);
        if let Err(error) = &event {
            *self = Self::Left(error.bye().reason);
        }
        event.map(Some)
    }

    fn take(&mut self, message: Message, now: Micros) -> Result<HostEvent, TurnError> {
        let state = self.name();
        match (&mut *self, message) {
            (Self::Listening { until }, Message::Hello(_)) if now >= *until => {
                Err(TurnError::TooLate)
            }
            (Self::Listening { .. }, Message::Hello(hello)) => {
                *self = Self::Asked { hello };
                Ok(HostEvent::Asked)
            }
            (Self::Offered { grant, .. }, Message::Start) => {
                *self = Self::Running { grant: grant.clone(), open: None };
                Ok(HostEvent::Started)
            }
            (Self::Running { open: Some(open), .. }, Message::Reconfigure(_)) => {
                Err(TurnError::StillOpen(*open))
            }
            (Self::Running { open, .. }, Message::Reconfigure(change)) => {
                *open = Some(change.request);
                Ok(HostEvent::Reconfigure(change))
            }
            (Self::Running { .. }, Message::Ask(ask)) => Ok(HostEvent::Ask(ask)),
            (Self::Running { .. }, Message::Report(report)) => Ok(HostEvent::Report(report)),
            (
                Self::Listening { .. }
                | Self::Asked { .. }
                | Self::Offered { .. }
                | Self::Running { .. },
                Message::Bye(bye),
            ) => {
                *self = Self::Gone(bye.reason);
                Ok(HostEvent::Ended(bye))
            }
            (_, message) => Err(TurnError::out_of_turn(&message, state)),
        }
    }

    /// Grants the session that was asked for; gives the message to send.
    ///
    /// # Errors
    /// `OutOfTurn`, `Version`, `Unfit`; nothing changed.
    pub fn welcome(&mut self, welcome: Welcome, now: Micros) -> Result<Message, TurnError> {
        let state = self.name();
        let message = Message::Welcome(Box::new(welcome.clone()));
        let Self::Asked { hello } = self else {
            return Err(TurnError::out_of_turn(&message, state));
        };
        let grant = grant(hello, welcome)?;
        *self = Self::Offered { grant, until: now + START_TIME };
        Ok(message)
    }

    /// Says that there is no room; gives the message to send.
    ///
    /// # Errors
    /// `OutOfTurn`; nothing changed.
    pub fn busy(&mut self, busy: Busy) -> Result<Message, TurnError> {
        let message = Message::Busy(busy);
        if !matches!(self, Self::Asked { .. }) {
            return Err(TurnError::out_of_turn(&message, self.name()));
        }
        *self = Self::Left(Reason::Finished);
        Ok(message)
    }

    /// The client of this session is back over another connection, where it said `hello`. Session,
    /// ticket and grace stay what they were, the rest is as in `welcome`; gives the message to send
    /// there. This machine goes on with that connection. The former one, if it still stands, is
    /// owed `Bye` for [`Reason::Replaced`].
    ///
    /// # Errors
    /// `NotYours`, `TooLate`, `Version`, `Unfit`, and `OutOfTurn` where there is no session;
    /// nothing changed.
    pub fn resume(
        &mut self,
        hello: &Hello,
        mut welcome: Welcome,
        now: Micros,
    ) -> Result<Message, TurnError> {
        let state = self.name();
        let held = match self {
            Self::Away { until, .. } if now >= *until => return Err(TurnError::TooLate),
            Self::Away { grant, .. }
            | Self::Offered { grant, .. }
            | Self::Running { grant, .. } => &grant.welcome,
            _ => {
                let message = Message::Hello(Box::new(hello.clone()));
                return Err(TurnError::out_of_turn(&message, state));
            }
        };
        let knows =
            |resume: &Resume| resume.session == held.session && resume.ticket == held.ticket;
        if !hello.resume.as_ref().is_some_and(knows) {
            return Err(TurnError::NotYours(held.session));
        }
        welcome.session = held.session;
        welcome.ticket = held.ticket.clone();
        welcome.grace = held.grace;
        let grant = grant(hello, welcome)?;
        let message = Message::Welcome(Box::new(grant.welcome.clone()));
        *self = Self::Offered { grant, until: now + START_TIME };
        Ok(message)
    }

    /// The stream is another one, as wished or for reasons of ours; gives the message to send.
    ///
    /// # Errors
    /// `OutOfTurn`, `Unfit`, `NotAsked`; nothing changed.
    pub fn reconfigured(&mut self, change: Reconfigured) -> Result<Message, TurnError> {
        let state = self.name();
        let message = Message::Reconfigured(change);
        let Self::Running { grant, open } = self else {
            return Err(TurnError::out_of_turn(&message, state));
        };
        if !grant.caps.allow(&change.plan) {
            return Err(TurnError::Unfit);
        }
        if let Some(request) = change.request {
            if *open != Some(request) {
                return Err(TurnError::NotAsked(request));
            }
            *open = None;
        }
        grant.welcome.plan = change.plan;
        Ok(message)
    }

    /// Ends the session; gives the message to send, if anybody listens.
    pub fn bye(&mut self, bye: Bye) -> Option<Message> {
        let silent = matches!(self, Self::Left(_) | Self::Gone(_) | Self::Away { .. });
        if !matches!(self, Self::Left(_) | Self::Gone(_)) {
            *self = Self::Left(bye.reason);
        }
        (!silent).then_some(Message::Bye(bye))
    }

    /// The connection is lost: what was granted waits.
    pub fn on_disconnect(&mut self, now: Micros) {
        match self {
            Self::Listening { .. } | Self::Asked { .. } => *self = Self::Gone(Reason::Finished),
            Self::Offered { grant, .. } | Self::Running { grant, .. } => {
                let until = now + grant.welcome.grace;
                *self = Self::Away { grant: grant.clone(), until };
            }
            Self::Away { .. } | Self::Left(_) | Self::Gone(_) => {}
        }
    }

    /// When to call [`Host::on_time`].
    pub fn deadline(&self) -> Option<Micros> {
        match self {
            Self::Listening { until } | Self::Offered { until, .. } | Self::Away { until, .. } => {
                Some(*until)
            }
            _ => None,
        }
    }

    /// Ends the session if its time is over; gives the message to send, if anybody listens.
    pub fn on_time(&mut self, now: Micros) -> Option<Message> {
        let due = self.deadline().is_some_and(|until| now >= until);
        due.then(|| self.bye(Bye::from(Reason::TooSlow))).flatten()
    }

    /// What the stream is like now, if there is one.
    pub fn plan(&self) -> Option<&StreamPlan> {
        match self {
            Self::Offered { grant, .. }
            | Self::Running { grant, .. }
            | Self::Away { grant, .. } => Some(&grant.welcome.plan),
            _ => None,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Listening { .. } => "listening",
            Self::Asked { .. } => "asked",
            Self::Offered { .. } => "offered",
            Self::Running { .. } => "running",
            Self::Away { .. } => "away",
            Self::Left(_) => "left",
            Self::Gone(_) => "gone",
        }
    }
}

fn grant(hello: &Hello, welcome: Welcome) -> Result<Box<Grant>, TurnError> {
    if welcome.version > hello.version {
        return Err(TurnError::Version(welcome.version));
    }
    if !hello.caps.allow(&welcome.plan) {
        return Err(TurnError::Unfit);
    }
    Ok(Box::new(Grant { caps: hello.caps, welcome }))
}
