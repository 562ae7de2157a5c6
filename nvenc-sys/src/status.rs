//! What calls answer.

use std::fmt;

/// Answer of an NVENC call. Drivers may know more of them than any header.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Status(pub u32);

/// Names in the order of their codes. Source: nvEncodeAPI.h, `NVENCSTATUS`.
const NAMES: [&str; 27] = [
    "SUCCESS",
    "NO_ENCODE_DEVICE",
    "UNSUPPORTED_DEVICE",
    "INVALID_ENCODERDEVICE",
    "INVALID_DEVICE",
    "DEVICE_NOT_EXIST",
    "INVALID_PTR",
    "INVALID_EVENT",
    "INVALID_PARAM",
    "INVALID_CALL",
    "OUT_OF_MEMORY",
    "ENCODER_NOT_INITIALIZED",
    "UNSUPPORTED_PARAM",
    "LOCK_BUSY",
    "NOT_ENOUGH_BUFFER",
    "INVALID_VERSION",
    "MAP_FAILED",
    "NEED_MORE_INPUT",
    "ENCODER_BUSY",
    "EVENT_NOT_REGISTERED",
    "GENERIC",
    "INCOMPATIBLE_CLIENT_KEY",
    "UNIMPLEMENTED",
    "RESOURCE_REGISTER_FAILED",
    "RESOURCE_NOT_REGISTERED",
    "RESOURCE_NOT_MAPPED",
    "NEED_MORE_OUTPUT",
];

impl Status {
    /// The call did what it was asked.
    pub const SUCCESS: Status = Status(0);
    /// No GPU here has an encoder.
    pub const NO_ENCODE_DEVICE: Status = Status(1);
    /// This GPU has no encoder.
    pub const UNSUPPORTED_DEVICE: Status = Status(2);
    /// Not a session.
    pub const INVALID_ENCODERDEVICE: Status = Status(3);
    /// Not a device.
    pub const INVALID_DEVICE: Status = Status(4);
    /// The GPU is gone, or the session was never initialised.
    pub const DEVICE_NOT_EXIST: Status = Status(5);
    /// A field or a combination that the driver does not take.
    pub const INVALID_PARAM: Status = Status(8);
    /// No memory, or, of old drivers, too many sessions.
    pub const OUT_OF_MEMORY: Status = Status(10);
    /// An identifier that the driver does not know.
    pub const UNSUPPORTED_PARAM: Status = Status(12);
    /// Nothing is ready yet.
    pub const LOCK_BUSY: Status = Status(13);
    /// A version word that the driver does not take.
    pub const INVALID_VERSION: Status = Status(15);
    /// The input cannot be mapped.
    pub const MAP_FAILED: Status = Status(16);
    /// The engine has no room for a picture now.
    pub const ENCODER_BUSY: Status = Status(18);
    /// Failed inside.
    pub const GENERIC: Status = Status(20);
    /// Too many sessions.
    pub const INCOMPATIBLE_CLIENT_KEY: Status = Status(21);
    /// The function is not there.
    pub const UNIMPLEMENTED: Status = Status(22);
    /// The memory cannot be registered.
    pub const RESOURCE_REGISTER_FAILED: Status = Status(23);

    /// Number of statuses that the header names.
    pub const KNOWN: u32 = NAMES.len() as u32;

    /// Name without its prefix.
    pub fn name(self) -> &'static str {
        NAMES.get(self.0 as usize).copied().unwrap_or("UNKNOWN")
    }

    /// `Ok` for success.
    ///
    /// # Errors
    /// The status itself.
    pub fn check(self) -> Result<(), Status> {
        if self == Status::SUCCESS { Ok(()) } else { Err(self) }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name(), self.0)
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::v12_1::NVENCSTATUS;

    #[test]
    fn names_stand_at_their_codes() {
        for status in [NVENCSTATUS::NV_ENC_ERR_LOCK_BUSY, NVENCSTATUS::NV_ENC_ERR_GENERIC] {
            let name = Status(status.0).name();
            assert!(["LOCK_BUSY", "GENERIC"].contains(&name), "{name}");
        }
        assert_eq!(Status(NVENCSTATUS::NV_ENC_ERR_NEED_MORE_OUTPUT.0).name(), "NEED_MORE_OUTPUT");
        assert_eq!(Status(99).to_string(), "UNKNOWN (99)");
        assert_eq!(Status::INVALID_VERSION.check(), Err(Status(15)));
    }
}
