//! Input devices of this machine that no window system hands out: gamepads.
//!
//! | module | is |
//! |---|---|
//! | [`map`] | the kernel's events to the state of a gamepad, pure |
//! | [`gamepads`] | the thread that reads `/dev/input` and plays rumble; feature `gamepads`, Linux |

#[cfg(all(feature = "gamepads", target_os = "linux"))]
pub mod gamepads;
#[cfg(all(feature = "gamepads", target_os = "linux"))]
pub mod map;
