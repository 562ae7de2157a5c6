//! Socket options that hold an `int`.

use std::io;
use std::os::fd::{AsRawFd, RawFd};

const INT_LEN: libc::socklen_t = size_of::<libc::c_int>() as libc::socklen_t;

/// Reads an option.
pub(crate) fn option(socket: &impl AsRawFd, level: i32, name: i32) -> io::Result<i32> {
    let (mut value, mut len) = (0i32, INT_LEN);
    let socket: RawFd = socket.as_raw_fd();
    // SAFETY: both out-pointers are valid for the lengths given.
    let result =
        unsafe { libc::getsockopt(socket, level, name, (&raw mut value).cast(), &raw mut len) };
    if result == 0 { Ok(value) } else { Err(io::Error::last_os_error()) }
}

/// Sets an option.
pub(crate) fn set_option(
    socket: &impl AsRawFd,
    level: i32,
    name: i32,
    value: i32,
) -> io::Result<()> {
    let socket: RawFd = socket.as_raw_fd();
    // SAFETY: the option value is valid for its length.
    let result =
        unsafe { libc::setsockopt(socket, level, name, (&raw const value).cast(), INT_LEN) };
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}
