//! `--gamepads`: this machine's gamepads for the host, its rumble for them.

#[cfg(all(feature = "gamepads", target_os = "linux"))]
pub use real::Gamepads;

#[cfg(not(all(feature = "gamepads", target_os = "linux")))]
pub use missing::Gamepads;

#[cfg(all(feature = "gamepads", target_os = "linux"))]
mod real {
    use anyhow::Context;
    use lumen_client::input::gamepads::GamepadThread;
    use lumen_client::{RumbleEvent, Stream};

    /// The gamepads while a session lasts.
    pub struct Gamepads(GamepadThread);

    impl Gamepads {
        /// Passes them on from now on.
        pub fn start(stream: &dyn Stream) -> anyhow::Result<Gamepads> {
            Ok(Gamepads(GamepadThread::start(stream.input_sink()).context("gamepads")?))
        }

        /// Plays what the host said since the last call.
        pub fn pass_rumble(&self, stream: &dyn Stream) {
            while let Some(RumbleEvent { gamepad, motors }) = stream.next_rumble() {
                self.0.rumble(gamepad, motors);
            }
        }
    }
}

#[cfg(not(all(feature = "gamepads", target_os = "linux")))]
mod missing {
    use lumen_client::Stream;

    /// None.
    pub struct Gamepads;

    impl Gamepads {
        /// Says that there are none.
        pub fn start(_stream: &dyn Stream) -> anyhow::Result<Gamepads> {
            anyhow::bail!("built without gamepads: build with the feature `gamepads`")
        }

        /// Plays nothing.
        pub fn pass_rumble(&self, _stream: &dyn Stream) {}
    }
}
