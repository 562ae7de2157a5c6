//! What must hold after each step.

use std::fmt::Debug;

use super::super::{Client, Host};
use super::{ARRIVALS, Play, UNDER_WAY};

/// Messages that end a connection come in addition to those that wait for room.
const LAST_WORDS: usize = 8;

pub(super) fn is_host_over(host: &Host) -> bool {
    matches!(host, Host::Left(_) | Host::Gone(_))
}

pub(super) fn is_client_over(client: &Client) -> bool {
    matches!(client, Client::Left(_) | Client::Gone(_))
}

/// What an end wants to do of its own; where it may not, nothing changes.
pub(super) fn unless_refused<M: Clone + PartialEq + Debug, T, E: Debug>(
    machine: &mut M,
    act: impl FnOnce(&mut M) -> Result<T, E>,
) -> Option<T> {
    let before = machine.clone();
    let done = act(machine);
    if let Err(error) = &done {
        assert_eq!(*machine, before, "{error:?} changed something");
    }
    done.ok()
}

impl Play<'_> {
    pub(super) fn verify(&self) {
        self.verify_plans();
        self.verify_agreement();
        assert!(self.pipes.len() <= 2 + ARRIVALS, "{} connections", self.pipes.len());
        for pipe in &self.pipes {
            let longest = pipe.to_host.len().max(pipe.to_client.len());
            assert!(longest <= UNDER_WAY + LAST_WORDS, "{longest} messages wait");
        }
    }

    fn verify_plans(&self) {
        if let Host::Offered { grant, .. }
        | Host::Running { grant, .. }
        | Host::Away { grant, .. } = &self.host
        {
            assert!(grant.caps.allow(&grant.welcome.plan), "{grant:?}");
        }
        if let Client::Ready { hello, welcome } | Client::Running { hello, welcome, .. } =
            &self.client
        {
            assert!(hello.caps.allow(&welcome.plan), "{welcome:?}");
        }
    }

    /// Both ends on one connection, with nothing under way, run the same stream.
    fn verify_agreement(&self) {
        let quiet = self.pipes.iter().find(|pipe| {
            let here = Some(pipe.number);
            self.host_on == here && self.client_on == here && pipe.is_quiet() && !pipe.forged
        });
        if let (
            Some(pipe),
            Host::Running { grant, open: owed },
            Client::Running { welcome, open: wished, .. },
        ) = (quiet, &self.host, &self.client)
        {
            assert_eq!(grant.welcome, **welcome);
            assert_eq!(owed, wished);
            assert_eq!((pipe.owed, pipe.wished), (*owed, *wished));
        }
    }
}
