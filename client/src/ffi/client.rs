//! Version, features, a client, pairing, connecting.

use std::ffi::c_char;
use std::path::Path;

use super::config::lumen_config;
use super::guard::{self, guard_unit};
use super::session::lumen_session;
use super::status::{Failure, lumen_status};
use crate::{Client, HostAddress};

/// Version of this header.
pub const LUMEN_VERSION_MAJOR: u32 = 0;
/// Version of this header.
pub const LUMEN_VERSION_MINOR: u32 = 1;
/// Version of this header.
pub const LUMEN_VERSION_PATCH: u32 = 0;

/// Bytes that a fingerprint takes as text, with the zero at its end.
pub const LUMEN_FINGERPRINT_LEN: usize = 65;

/// What this build can do.
const FEATURES: [&str; 5] = ["slices", "tiles", "pcm", "rumble", "resume"];

/// A client: its identity, and the hosts that it trusts. Opaque.
#[allow(non_camel_case_types)]
pub struct lumen_client {
    client: Client,
}

/// Version of the library: major << 16 | minor << 8 | patch. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn lumen_version() -> u32 {
    LUMEN_VERSION_MAJOR << 16 | LUMEN_VERSION_MINOR << 8 | LUMEN_VERSION_PATCH
}

/// Whether the library can do something: "slices" (lumen_next_slice), "tiles", "pcm"
/// (lumen_next_audio decodes), "rumble", "resume" (sessions outlive a lost connection). False for
/// what it does not know, and for NULL. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_has_feature(name: *const c_char) -> bool {
    // SAFETY: NULL or a string, by the rules of the header.
    let name = unsafe { guard::text(name, "name") };
    name.is_ok_and(|name| FEATURES.contains(&name))
}

/// Microseconds on the clock of all times in this header: CLOCK_MONOTONIC. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn lumen_now_us() -> u64 {
    lumen_transport::clock::now().0
}

/// Opens a client, whose identity and trusted hosts are files in `directory`. Makes the directory
/// and an identity if there is none, which takes about a second. On success *out is to be closed by
/// lumen_client_close. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_client_open(
    directory: *const c_char,
    out: *mut *mut lumen_client,
) -> lumen_status {
    guard_unit(|| {
        // SAFETY: NULL or a place for a pointer, by the rules of the header.
        unsafe { guard::put(out, "out", std::ptr::null_mut()) }?;
        // SAFETY: NULL or a string, by the rules of the header.
        let directory = unsafe { guard::text(directory, "directory") }?;
        let client = Box::new(lumen_client { client: Client::open(Path::new(directory))? });
        // SAFETY: as above.
        unsafe { guard::put(out, "out", Box::into_raw(client)) }
    })
}

/// Closes a client; NULL does nothing. Sessions of it go on. No other call with this client may be
/// running.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_client_close(client: *mut lumen_client) {
    guard_unit(|| {
        if !client.is_null() {
            // SAFETY: of `lumen_client_open`, and not closed before, by the rules of the header.
            drop(unsafe { Box::from_raw(client) });
        }
        Ok(())
    });
}

/// Fingerprint of the client's certificate, by which hosts know it: 64 hex digits and a zero are
/// written to `fingerprint`, which must have LUMEN_FINGERPRINT_LEN bytes. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_client_fingerprint(
    client: *const lumen_client,
    fingerprint: *mut c_char,
) -> lumen_status {
    guard_unit(|| {
        // SAFETY: NULL or an open client, by the rules of the header.
        let client = unsafe { guard::object(client, "client") }?;
        let text = client.client.fingerprint().to_string();
        // SAFETY: NULL or that many bytes, by the rules of the header.
        unsafe { put_fingerprint(fingerprint, &text) }
    })
}

/// Pairs with a host, which shows a PIN (`lumen-host pair-native`), and remembers it. `host` is as
/// in lumen_config. The fingerprint of its certificate is written to `fingerprint`, which is NULL or
/// has LUMEN_FINGERPRINT_LEN bytes. Blocks until it is done, at most some 20 seconds. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_pair(
    client: *const lumen_client,
    host: *const c_char,
    pin: *const c_char,
    fingerprint: *mut c_char,
) -> lumen_status {
    guard_unit(|| {
        // SAFETY: NULL or an open client, by the rules of the header.
        let client = unsafe { guard::object(client, "client") }?;
        // SAFETY: NULL or a string, by the rules of the header.
        let host: HostAddress = unsafe { guard::text(host, "host") }?.parse()?;
        // SAFETY: NULL or a string, by the rules of the header.
        let pin = unsafe { guard::text(pin, "pin") }?;
        let pin = pin.parse().map_err(|_| Failure::argument("pin is not a PIN"))?;
        let paired = client.client.pair_native(&host, &pin)?.to_string();
        if fingerprint.is_null() {
            return Ok(());
        }
        // SAFETY: that many bytes, by the rules of the header.
        unsafe { put_fingerprint(fingerprint, &paired) }
    })
}

/// Asks a host for a session. Blocks until it is granted or refused, at most some 20 seconds; the
/// first picture takes a moment longer. On success *out is to be closed by lumen_session_close. Any
/// thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_connect(
    client: *const lumen_client,
    config: *const lumen_config,
    out: *mut *mut lumen_session,
) -> lumen_status {
    guard_unit(|| {
        // SAFETY: NULL or a place for a pointer, by the rules of the header.
        unsafe { guard::put(out, "out", std::ptr::null_mut()) }?;
        // SAFETY: NULL or an open client, by the rules of the header.
        let client = unsafe { guard::object(client, "client") }?;
        // SAFETY: NULL or a whole struct, by the rules of the header.
        let config = unsafe { guard::read(config, "config") }?;
        // SAFETY: its strings are NULL or strings, by the rules of the header.
        let (host, options) = unsafe { config.options() }?;
        let session = client.client.connect_native(&host, &options)?;
        let session = Box::new(lumen_session::new(session, config.delivery()));
        // SAFETY: as above.
        unsafe { guard::put(out, "out", Box::into_raw(session)) }
    })
}

/// # Safety
/// `to` is NULL or has [`LUMEN_FINGERPRINT_LEN`] bytes.
unsafe fn put_fingerprint(to: *mut c_char, text: &str) -> Result<(), Failure> {
    let mut bytes = [0u8; LUMEN_FINGERPRINT_LEN];
    let len = text.len().min(LUMEN_FINGERPRINT_LEN - 1);
    bytes[..len].copy_from_slice(&text.as_bytes()[..len]);
    // SAFETY: as promised to us; an array of bytes has no alignment.
    unsafe { guard::put(to.cast(), "fingerprint", bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_has_the_version_of_the_package() {
        let numbers = [LUMEN_VERSION_MAJOR, LUMEN_VERSION_MINOR, LUMEN_VERSION_PATCH];
        let text = numbers.map(|number| number.to_string()).join(".");
        assert_eq!(text, env!("CARGO_PKG_VERSION"));
    }
}
