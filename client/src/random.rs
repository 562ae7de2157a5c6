//! Random bytes from the system.

use std::io;

use ring::rand::{SecureRandom, SystemRandom};

use crate::ClientError;

/// `N` bytes that nobody can guess.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], ClientError> {
    let mut bytes = [0; N];
    let filled = SystemRandom::new().fill(&mut bytes);
    let fail = |_| ClientError::Start {
        what: "random numbers",
        source: io::Error::other("the system has none"),
    };
    filled.map(|()| bytes).map_err(fail)
}
