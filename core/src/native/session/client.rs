//! The client's end of a session.

use super::{ANSWER_TIME, TurnError};
use crate::native::message::Message;
use crate::native::message::end::{Busy, Bye, Reason};
use crate::native::message::hello::{Hello, Resume, StreamPlan, Welcome};
use crate::native::message::running::{Reconfigure, Reconfigured, Report, RequestId, TileAsk};
use crate::units::Micros;

/// The client's end of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Client {
    /// It said `Hello`.
    Greeting {
        /// What it said.
        hello: Box<Hello>,
        /// The host has to answer until then.
        until: Micros,
        /// End of the grace of the session that it comes back to.
        grace: Option<Micros>,
    },
    /// It was welcomed, and says `Start` when it can take media.
    Ready {
        /// What it said.
        hello: Box<Hello>,
        /// What the host said.
        welcome: Box<Welcome>,
    },
    /// The stream runs.
    Running {
        /// What it said.
        hello: Box<Hello>,
        /// What the host said, with the plan as it is now.
        welcome: Box<Welcome>,
        /// A wish that is not answered.
        open: Option<RequestId>,
    },
    /// The connection is lost.
    Away {
        /// What to say to come back.
        hello: Box<Hello>,
        /// The host waits until then.
        until: Micros,
    },
    /// We ended it. What the host sent before it knew is ignored.
    Left(Reason),
    /// The host ended it, or had no room.
    Gone(Reason),
}

/// What a message from the host is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientEvent {
    /// The session is granted: [`Client::Ready`].
    Welcomed,
    /// The host has no room.
    Busy(Busy),
    /// The stream is another one.
    Reconfigured(Reconfigured),
    /// The host ended it.
    Ended(Bye),
}

impl Client {
    /// The end of a connection that was just made, and what to say there.
    pub fn new(hello: Hello, now: Micros) -> (Client, Message) {
        let hello = Box::new(hello);
        let message = Message::Hello(hello.clone());
        (Client::Greeting { hello, until: now + ANSWER_TIME, grace: None }, message)
    }

    /// Takes a message of the host's. `None`: it is not worth anything any more.
    ///
    /// # Errors
    /// `OutOfTurn`, `Version`, `Unfit`, `NotYours`, `NotAsked`; the session is left.
    pub fn on_message(&mut self, message: Message) -> Result<Option<ClientEvent>, TurnError> {
        if matches!(self, Self::Left(_)) {
            return Ok(None);
        }
        let event = self.take(message);
        if let Err(error) = &event {
            *self = Self::Left(error.bye().reason);
        }
        event.map(Some)
    }

    fn take(&mut self, message: Message) -> Result<ClientEvent, TurnError> {
        let state = self.name();
        match (&mut *self, message) {
            (Self::Greeting { hello, .. }, Message::Welcome(welcome)) => {
                check(hello, &welcome)?;
                *self = Self::Ready { hello: hello.clone(), welcome };
                Ok(ClientEvent::Welcomed)
            }
            (Self::Greeting { .. }, Message::Busy(busy)) => {
                *self = Self::Gone(Reason::Finished);
                Ok(ClientEvent::Busy(busy))
            }
            (Self::Running { hello, welcome, open }, Message::Reconfigured(change)) => {
                if !hello.caps.allow(&change.plan) {
                    return Err(TurnError::Unfit);
                }
                if let Some(request) = change.request {
                    if *open != Some(request) {
                        return Err(TurnError::NotAsked(request));
                    }
                    *open = None;
                }
                welcome.plan = change.plan;
                Ok(ClientEvent::Reconfigured(change))
            }
            (
                Self::Greeting { .. } | Self::Ready { .. } | Self::Running { .. },
                Message::Bye(bye),
            ) => {
                *self = Self::Gone(bye.reason);
                Ok(ClientEvent::Ended(bye))
            }
            (_, message) => Err(TurnError::out_of_turn(&message, state)),
        }
    }

    /// Ready for media; gives the message to send.
    ///
    /// # Errors
    /// `OutOfTurn`; nothing changed.
    pub fn start(&mut self) -> Result<Message, TurnError> {
        let Self::Ready { hello, welcome } = self else {
            return Err(TurnError::out_of_turn(&Message::Start, self.name()));
        };
        *self = Self::Running { hello: hello.clone(), welcome: welcome.clone(), open: None };
        Ok(Message::Start)
    }

    /// Wants another stream; gives the message to send.
    ///
    /// # Errors
    /// `OutOfTurn`, and `StillOpen` until the wish before is answered; nothing changed.
    pub fn reconfigure(&mut self, change: Reconfigure) -> Result<Message, TurnError> {
        let state = self.name();
        let message = Message::Reconfigure(change);
        match self {
            Self::Running { open: Some(open), .. } => Err(TurnError::StillOpen(*open)),
            Self::Running { open, .. } => {
                *open = Some(change.request);
                Ok(message)
            }
            _ => Err(TurnError::out_of_turn(&message, state)),
        }
    }

    /// Misses frames; gives the message to send.
    ///
    /// # Errors
    /// `OutOfTurn`.
    pub fn ask(&self, ask: TileAsk) -> Result<Message, TurnError> {
        self.while_running(Message::Ask(ask))
    }

    /// Tells how the stream arrives; gives the message to send.
    ///
    /// # Errors
    /// `OutOfTurn`.
    pub fn report(&self, report: Report) -> Result<Message, TurnError> {
        self.while_running(Message::Report(report))
    }

    fn while_running(&self, message: Message) -> Result<Message, TurnError> {
        match self {
            Self::Running { .. } => Ok(message),
            _ => Err(TurnError::out_of_turn(&message, self.name())),
        }
    }

    /// Ends the session; gives the message to send, if anybody listens.
    pub fn bye(&mut self, bye: Bye) -> Option<Message> {
        let silent = matches!(self, Self::Left(_) | Self::Gone(_) | Self::Away { .. });
        if !matches!(self, Self::Left(_) | Self::Gone(_)) {
            *self = Self::Left(bye.reason);
        }
        (!silent).then_some(Message::Bye(bye))
    }

    /// The connection is lost: what was granted can be resumed for a while.
    pub fn on_disconnect(&mut self, now: Micros) {
        match self {
            Self::Greeting { hello, grace: Some(grace), .. } => {
                *self = Self::Away { hello: hello.clone(), until: *grace };
            }
            Self::Greeting { .. } => *self = Self::Gone(Reason::Finished),
            Self::Ready { hello, welcome } | Self::Running { hello, welcome, .. } => {
                let Welcome { session, ticket, grace, .. } = &**welcome;
                let resume = Resume { session: *session, ticket: ticket.clone() };
                hello.mode = welcome.plan.mode;
                hello.resume = Some(resume);
                *self = Self::Away { hello: hello.clone(), until: now + *grace };
            }
            Self::Away { .. } | Self::Left(_) | Self::Gone(_) => {}
        }
    }

    /// There is a connection again; gives the message to send there.
    ///
    /// # Errors
    /// `TooLate`, also where there is nothing to come back to; nothing changed.
    pub fn resume(&mut self, now: Micros) -> Result<Message, TurnError> {
        match self {
            Self::Away { until, .. } if now >= *until => Err(TurnError::TooLate),
            Self::Away { hello, until } => {
                let message = Message::Hello(hello.clone());
                let (hello, grace) = (hello.clone(), Some(*until));
                *self = Self::Greeting { hello, until: now + ANSWER_TIME, grace };
                Ok(message)
            }
            _ => Err(TurnError::TooLate),
        }
    }

    /// When to call [`Client::on_time`].
    pub fn deadline(&self) -> Option<Micros> {
        match self {
            Self::Greeting { until, .. } | Self::Away { until, .. } => Some(*until),
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
            Self::Ready { welcome, .. } | Self::Running { welcome, .. } => Some(&welcome.plan),
            _ => None,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Greeting { .. } => "greeting",
            Self::Ready { .. } => "ready",
            Self::Running { .. } => "running",
            Self::Away { .. } => "away",
            Self::Left(_) => "left",
            Self::Gone(_) => "gone",
        }
    }
}

fn check(hello: &Hello, welcome: &Welcome) -> Result<(), TurnError> {
    if welcome.version > hello.version {
        return Err(TurnError::Version(welcome.version));
    }
    if !hello.caps.allow(&welcome.plan) {
        return Err(TurnError::Unfit);
    }
    let resumed = hello.resume.as_ref().is_none_or(|resume| resume.session == welcome.session);
    if resumed { Ok(()) } else { Err(TurnError::NotYours(welcome.session)) }
}
