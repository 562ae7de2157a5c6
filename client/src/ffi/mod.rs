//! The C interface: what `include/lumen.h` declares.
//!
//! | module | is |
//! |---|---|
//! | [`status`] | results, and what they mean in words |
//! | [`client`] | version, features, a client, pairing, connecting |
//! | [`config`] | what a session is asked for |
//! | [`media`] | video and sound |
//! | [`event`] | what happens to a session, gamepads' motors |
//! | [`input`] | what the user did |
//! | [`session`] | wishes, statistics, the end |
//! | `guard` | the only reader of pointers: checks, copies, panics |
//!
//! Each function checks its pointers, calls safe code, and turns what goes wrong, panics included,
//! into a status. The header is generated: `make header`; a test compares. What callers owe, as the
//! header says at its top, is what every `unsafe` here relies on.

// The rules for pointers are the same for all functions: they stand at the top of the header.
#![allow(clippy::missing_safety_doc)]

pub mod client;
pub mod config;
pub mod event;
mod guard;
pub mod input;
pub mod media;
pub mod session;
mod sound;
pub mod status;

#[cfg(test)]
mod tests {
    use std::ptr::{null, null_mut};

    use super::status::LUMEN_ERR_ARGUMENT;
    use super::*;

    #[test]
    fn null_is_an_argument_error_everywhere() {
        let statuses = [
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { client::lumen_client_open(null(), null_mut()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { client::lumen_client_fingerprint(null(), null_mut()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { client::lumen_pair(null(), null(), null(), null_mut()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { client::lumen_connect(null(), null(), null_mut()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { media::lumen_next_au(null(), 0, null_mut()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { media::lumen_next_slice(null(), 0, null_mut()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { media::lumen_next_audio(null(), null_mut()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { event::lumen_next_event(null(), 0, null_mut()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { event::lumen_next_rumble(null(), 0, null_mut()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { event::lumen_get_plan(null(), null_mut()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { input::lumen_send_input(null(), null()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { session::lumen_request_mode(null(), 640, 360, 60_000, null_mut()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { session::lumen_request_bitrate(null(), 1_000_000, null_mut()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { session::lumen_request_key_frame(null()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { session::lumen_decoded(null(), 0, 1_000) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { session::lumen_stats(null(), null_mut()) },
            // SAFETY: NULL is allowed by the rules of the header.
            unsafe { session::lumen_disconnect(null()) },
        ];
        assert!(statuses.iter().all(|status| *status == LUMEN_ERR_ARGUMENT), "{statuses:?}");
        // SAFETY: NULL is allowed by the rules of the header.
        unsafe { client::lumen_client_close(null_mut()) };
        // SAFETY: NULL is allowed by the rules of the header.
        unsafe { session::lumen_session_close(null_mut()) };
        // SAFETY: NULL is allowed by the rules of the header.
        assert!(!unsafe { client::lumen_has_feature(null()) });
        // SAFETY: a string.
        assert!(unsafe { client::lumen_has_feature(c"slices".as_ptr()) });
    }
}
