//! Results, and what they mean in words.

use std::cell::RefCell;
use std::ffi::{CStr, CString, c_char};

use lumen_core::native::message::end::Reason;
use lumen_transport::control::quic::QuicError;

use crate::{ClientError, End};

/// Result of a call: LUMEN_OK, a positive LUMEN_NONE, or a negative error. Numbers are only ever
/// added, never changed.
#[allow(non_camel_case_types)]
pub type lumen_status = i32;

/// It worked.
pub const LUMEN_OK: i32 = 0;
/// It worked, but nothing came within the time given. Nothing was written.
pub const LUMEN_NONE: i32 = 1;
/// A pointer is NULL that must not be, a string is not UTF-8, or a value is out of range.
pub const LUMEN_ERR_ARGUMENT: i32 = -1;
/// The struct_size of a struct is not one that this library can read: too small for any version,
/// or larger than its own with settings in the unknown part that are not zero. Update the library.
pub const LUMEN_ERR_STRUCT: i32 = -2;
/// The call does not fit how the session was configured, as lumen_next_slice without slices.
pub const LUMEN_ERR_USAGE: i32 = -3;
/// A file or directory cannot be read or written.
pub const LUMEN_ERR_STORE: i32 = -4;
/// The host's name has no address, nobody answers there, or what answers speaks something else.
pub const LUMEN_ERR_UNREACHABLE: i32 = -5;
/// The host is not paired, or it does not know this client, or no longer. Pair.
pub const LUMEN_ERR_NOT_PAIRED: i32 = -6;
/// Another host answers than the one that was meant. Never ignore this.
pub const LUMEN_ERR_HOST_CHANGED: i32 = -7;
/// The PIN is wrong, or the host pairs nobody at the moment.
pub const LUMEN_ERR_PAIRING: i32 = -8;
/// The host has no room for another session.
pub const LUMEN_ERR_BUSY: i32 = -9;
/// The host cannot give what was asked for, or turned the client away.
pub const LUMEN_ERR_REFUSED: i32 = -10;
/// The session is over; nothing more comes. lumen_last_error says why.
pub const LUMEN_ERR_ENDED: i32 = -11;
/// Too much at once: input that the host does not acknowledge, or a change of the stream while
/// another one waits for its answer. Try again a moment later.
pub const LUMEN_ERR_FULL: i32 = -12;
/// The host broke the rules of the protocol.
pub const LUMEN_ERR_PROTOCOL: i32 = -13;
/// The system gives no thread, socket or random numbers.
pub const LUMEN_ERR_SYSTEM: i32 = -14;
/// A defect of the library. The handle may be closed, nothing else.
pub const LUMEN_ERR_INTERNAL: i32 = -15;

/// Why a call fails: its status, and a sentence for people.
#[derive(Debug)]
pub(super) struct Failure {
    pub status: lumen_status,
    pub text: String,
}

impl Failure {
    pub fn argument(text: &str) -> Failure {
        Failure { status: LUMEN_ERR_ARGUMENT, text: text.to_owned() }
    }
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Failure {
        let mut text = chain(&error);
        if let Some(advice) = error.advice() {
            text = format!("{text}. {advice}");
        }
        Failure { status: status_of(&error), text }
    }
}

/// An error and what lies behind it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let more = error.to_string();
        if !text.ends_with(&more) {
            text = format!("{text}: {more}");
        }
        source = error.source();
    }
    text
}

fn status_of(error: &ClientError) -> lumen_status {
    match error {
        ClientError::Address(_) | ClientError::Setting { .. } => LUMEN_ERR_ARGUMENT,
        ClientError::Store { .. } | ClientError::Identity { .. } => LUMEN_ERR_STORE,
        ClientError::Resolve { .. } => LUMEN_ERR_UNREACHABLE,
        ClientError::NotPairedNative { .. } | ClientError::Turned(Reason::NotTrusted) => {
            LUMEN_ERR_NOT_PAIRED
        }
        ClientError::HostChanged { .. } => LUMEN_ERR_HOST_CHANGED,
        ClientError::NativePairing(_) | ClientError::Turned(Reason::PairingClosed) => {
            LUMEN_ERR_PAIRING
        }
        ClientError::NoRoom { .. } => LUMEN_ERR_BUSY,
        ClientError::Turned(_) => LUMEN_ERR_REFUSED,
        ClientError::Ended(End::Protocol) | ClientError::Turn(_) => LUMEN_ERR_PROTOCOL,
        ClientError::Ended(_) => LUMEN_ERR_ENDED,
        ClientError::InputFull | ClientError::WishWaits => LUMEN_ERR_FULL,
        ClientError::Quic(error) => status_of_connection(error),
        _ => LUMEN_ERR_SYSTEM,
    }
}

fn status_of_connection(error: &QuicError) -> lumen_status {
    match error {
        QuicError::Refused => LUMEN_ERR_BUSY,
        QuicError::Closed(Reason::NotTrusted) => LUMEN_ERR_NOT_PAIRED,
        QuicError::Closed(_) => LUMEN_ERR_REFUSED,
        QuicError::Message(_) => LUMEN_ERR_PROTOCOL,
        QuicError::Credentials(_) => LUMEN_ERR_STORE,
        QuicError::Socket(_) | QuicError::Register(_) => LUMEN_ERR_SYSTEM,
        _ => LUMEN_ERR_UNREACHABLE,
    }
}

const WORDS: [(lumen_status, &CStr); 17] = [
    (LUMEN_OK, c"ok"),
    (LUMEN_NONE, c"nothing came in time"),
    (LUMEN_ERR_ARGUMENT, c"an argument is missing or out of range"),
    (LUMEN_ERR_STRUCT, c"a struct has a size or settings unknown to this library"),
    (LUMEN_ERR_USAGE, c"the call does not fit how the session was configured"),
    (LUMEN_ERR_STORE, c"a file cannot be read or written"),
    (LUMEN_ERR_UNREACHABLE, c"the host cannot be reached"),
    (LUMEN_ERR_NOT_PAIRED, c"host and client are not paired"),
    (LUMEN_ERR_HOST_CHANGED, c"another host answers than the one that was meant"),
    (LUMEN_ERR_PAIRING, c"wrong PIN, or the host pairs nobody now"),
    (LUMEN_ERR_BUSY, c"the host has no room for another session"),
    (LUMEN_ERR_REFUSED, c"the host refuses"),
    (LUMEN_ERR_ENDED, c"the session is over"),
    (LUMEN_ERR_FULL, c"too much at once"),
    (LUMEN_ERR_PROTOCOL, c"the host broke the rules of the protocol"),
    (LUMEN_ERR_SYSTEM, c"the system lacks a resource"),
    (LUMEN_ERR_INTERNAL, c"a defect of the library"),
];

/// What a status means, in English. Never NULL; valid for ever. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn lumen_status_str(status: lumen_status) -> *const c_char {
    let found = WORDS.iter().find(|(known, _)| *known == status);
    found.map_or(c"unknown status", |(_, words)| *words).as_ptr()
}

thread_local! {
    static LAST: RefCell<CString> = RefCell::default();
}

/// What went wrong in the last call on this thread that failed, and what can be done about it: a
/// sentence or two in English. Never NULL, empty if nothing did; valid until the next call on this
/// thread that fails.
#[unsafe(no_mangle)]
pub extern "C" fn lumen_last_error() -> *const c_char {
    LAST.with(|last| last.try_borrow().map_or(c"".as_ptr(), |text| text.as_ptr()))
}

/// Remembers what went wrong for [`lumen_last_error`].
pub(super) fn remember(failure: Failure) -> lumen_status {
    let text = CString::new(failure.text.replace('\0', " ")).unwrap_or_default();
    // At the end of the thread nobody asks any more.
    let _ = LAST.try_with(|last| last.replace(text));
    failure.status
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_words_of_its_own() {
        let mut words: Vec<_> = WORDS.iter().map(|(_, words)| *words).collect();
        words.dedup();
        assert_eq!(words.len(), WORDS.len());
        for (index, (status, _)) in WORDS.iter().enumerate().skip(2) {
            assert_eq!(*status, 1 - index as i32, "statuses are numbered in order");
        }
    }

    #[test]
    fn errors_say_what_to_do() {
        let failure = Failure::from(ClientError::NoRoom { retry: None });
        assert_eq!(failure.status, LUMEN_ERR_BUSY);
        assert!(failure.text.contains("try again later"), "{}", failure.text);
    }
}
