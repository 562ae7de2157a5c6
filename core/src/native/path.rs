//! Media follows a client that moves, but only to where it is known to be.
//!
//! QUIC takes packets from a new address at once and checks it later. Media waits for a check of
//! its own: a challenge goes over the new path, inside the connection, and the client echoes it.
//! Until then media stays with the address that was checked last.
//!
//! ```text
//! Settled(old) ──peer seen at new──► asking new ──echo, still at new──► Settled(new)
//!                                        └──────peer back at old──────► Settled(old)
//! ```
//! Source: docs/wire-native.md "Path".

use crate::units::{Micros, Span};

/// What a challenge consists of: random bytes.
pub type Token = [u8; 8];

/// After this time a challenge that got no answer is sent again.
const REPEAT: Span = Span::from_millis(50);

/// Where media may go, at the host's end of a connection. `A` is an address.
#[derive(Debug)]
pub struct PathCheck<A> {
    settled: A,
    asked: Option<Asked<A>>,
}

#[derive(Debug)]
struct Asked<A> {
    at: A,
    token: Token,
    again: Micros,
}

impl<A: Copy + PartialEq> PathCheck<A> {
    /// `settled` is the address with which the handshake was made.
    pub fn new(settled: A) -> PathCheck<A> {
        PathCheck { settled, asked: None }
    }

    /// Where media may go.
    pub fn settled(&self) -> A {
        self.settled
    }

    /// Takes where QUIC sees the peer. Returns a challenge that is to be sent there now, if one
    /// is due. `random` makes a token.
    pub fn on_remote(
        &mut self,
        now: Micros,
        remote: A,
        random: impl FnOnce() -> Token,
    ) -> Option<Token> {
        if remote == self.settled {
            self.asked = None;
            return None;
        }
        match &mut self.asked {
            Some(asked) if asked.at == remote => {
                if now < asked.again {
                    return None;
                }
                asked.again = now + REPEAT;
                Some(asked.token)
            }
            _ => {
                let token = random();
                self.asked = Some(Asked { at: remote, token, again: now + REPEAT });
                Some(token)
            }
        }
    }

    /// Takes an echo. Returns the new address if media may follow to it: `remote`, where QUIC sees
    /// the peer now, is still where the challenge went.
    pub fn on_echo(&mut self, token: Token, remote: A) -> Option<A> {
        let answers = |asked: &Asked<A>| asked.token == token && asked.at == remote;
        self.asked.take_if(|asked| answers(asked))?;
        self.settled = remote;
        Some(remote)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: u16 = 1;
    const AWAY: u16 = 2;
    const ELSEWHERE: u16 = 3;

    fn token(byte: u8) -> Token {
        [byte; 8]
    }

    #[test]
    fn media_follows_the_echo_of_the_new_path_only() {
        let mut path = PathCheck::new(HOME);
        assert_eq!(path.on_remote(Micros(0), HOME, || token(9)), None);
        assert_eq!(path.on_remote(Micros(0), AWAY, || token(1)), Some(token(1)));
        assert_eq!(path.on_echo(token(2), AWAY), None);
        assert_eq!(path.settled(), HOME);
        assert_eq!(path.on_echo(token(1), AWAY), Some(AWAY));
        assert_eq!(path.settled(), AWAY);
        assert_eq!(path.on_echo(token(1), AWAY), None, "an echo counts once");
    }

    #[test]
    fn an_unanswered_challenge_is_repeated_not_renewed() {
        let mut path = PathCheck::new(HOME);
        assert_eq!(path.on_remote(Micros(0), AWAY, || token(1)), Some(token(1)));
        assert_eq!(path.on_remote(Micros(49_999), AWAY, || token(2)), None);
        assert_eq!(path.on_remote(Micros(50_000), AWAY, || token(2)), Some(token(1)));
        assert_eq!(path.on_remote(Micros(60_000), AWAY, || token(2)), None);
    }

    #[test]
    fn an_echo_is_void_once_the_peer_was_seen_elsewhere() {
        let mut path = PathCheck::new(HOME);
        path.on_remote(Micros(0), AWAY, || token(1));
        assert_eq!(path.on_echo(token(1), ELSEWHERE), None);
        assert_eq!(path.on_remote(Micros(1), ELSEWHERE, || token(2)), Some(token(2)));
        assert_eq!(path.on_echo(token(1), AWAY), None);
        assert_eq!(path.on_remote(Micros(2), HOME, || token(3)), None);
        assert_eq!(path.on_echo(token(2), ELSEWHERE), None, "it came home meanwhile");
        assert_eq!(path.settled(), HOME);
    }
}
