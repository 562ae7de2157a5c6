//! The gamepads of a session, and their rumble as datagrams.

use std::io;
use std::os::fd::{AsFd, OwnedFd};

use lumen_core::gamestream::input::InputEvent;
use lumen_core::native::datagram::Rumble;
use lumen_core::native::rumble::RumbleSender;
use lumen_core::units::Micros;
use lumen_transport::clock;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

use crate::input::pad::Gamepads;
use crate::input::pad::uinput::Uinput;

/// Gamepads that appear as the client speaks of them.
pub struct Pads {
    gamepads: Gamepads,
    rumble: RumbleSender,
    /// Readable when an app wants something of a motor.
    wanted: AsyncFd<OwnedFd>,
}

impl Pads {
    /// No gamepads yet. Called within the tokio runtime.
    ///
    /// # Errors
    /// When the system has no more descriptors.
    pub fn new() -> io::Result<Pads> {
        let gamepads = Gamepads::new(Box::new(Uinput))?;
        let watched = gamepads.as_fd().try_clone_to_owned()?;
        #[expect(deprecated, reason = "an `OwnedFd` stays open as long as it is registered")]
        let wanted = AsyncFd::with_interest(watched, Interest::READABLE)?;
        Ok(Pads { gamepads, rumble: RumbleSender::default(), wanted })
    }

    /// Takes what the client did; anything but gamepads is left alone.
    pub fn on_event(&mut self, event: &InputEvent) {
        self.gamepads.on_event(event);
    }

    /// Unplugs all.
    pub fn release_all(&mut self) {
        self.gamepads.release_all();
    }

    /// Waits until [`Pads::next`] may have something. May be dropped half-way.
    pub async fn due(&mut self) {
        let deadline = [self.gamepads.deadline(), self.rumble.deadline()];
        let timer = async {
            match deadline.into_iter().flatten().min() {
                Some(at) => tokio::time::sleep(clock::until(at).into()).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            readable = self.wanted.readable() => {
                if let Ok(mut readable) = readable {
                    readable.clear_ready();
                }
            }
            () = timer => {}
        }
    }

    /// The next command for the client, if there is one. Call until there is none.
    pub fn next(&mut self, now: Micros) -> Option<Rumble> {
        while let Some((gamepad, motors)) = self.gamepads.next_rumble(now) {
            self.rumble.set(gamepad, motors, now);
        }
        self.rumble.next(now)
    }
}
