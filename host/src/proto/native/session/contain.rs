//! A panic in a session's task ends the session, and nothing else.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use super::SessionError;

/// Does a part of a session's work. Where that panics, all that is left is to take the session
/// apart.
///
/// # Errors
/// Those of the work, and `Panicked`.
pub(super) async fn contained<T>(
    work: impl Future<Output = Result<T, SessionError>>,
) -> Result<T, SessionError> {
    let mut work = pin!(work);
    let poll = std::future::poll_fn(|context| {
        // What is half done belongs to this session alone, and is only dropped from here on.
        let polled = catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context)));
        polled.unwrap_or(Poll::Ready(Err(SessionError::Panicked)))
    });
    poll.await
}
