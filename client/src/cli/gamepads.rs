//! `--gamepads`: this machine's gamepads for the host, its rumble for them.

#[cfg(all(feature = "gamepads", target_os = "linux"))]
pub use real::Gamepads;

#[cfg(not(all(feature = "gamepads", target_os = "linux")))]
pub use missing::Gamepads;

#[cfg(all(feature = "gamepads", target_os = "linux"))]
mod real {
    use anyhow::Context;
    use lumen_client::Session;
    use lumen_client::input::gamepads::GamepadThread;
    use lumen_core::gamestream::control::HostMessage;
    use lumen_core::gamestream::input::GamepadIndex;
    use lumen_core::native::rumble::Motors;

    /// The gamepads while a session lasts.
    pub struct Gamepads(GamepadThread);

    impl Gamepads {
        /// Passes them on from now on.
        pub fn start(session: &Session) -> anyhow::Result<Gamepads> {
            Ok(Gamepads(GamepadThread::start(session.input_sink()).context("gamepads")?))
        }

        /// Plays what the host said since the last call.
        pub fn pass_rumble(&self, session: &Session) {
            while let Some(message) = session.next_feedback() {
                if let HostMessage::Rumble { gamepad, low_frequency, high_frequency } = message
                    && let Some(gamepad) = GamepadIndex::new(gamepad)
                {
                    let motors = Motors { low_frequency, high_frequency, ..Motors::STILL };
                    self.0.rumble(gamepad, motors);
                }
            }
        }
    }
}

#[cfg(not(all(feature = "gamepads", target_os = "linux")))]
mod missing {
    use lumen_client::Session;

    /// None.
    pub struct Gamepads;

    impl Gamepads {
        /// Says that there are none.
        pub fn start(_session: &Session) -> anyhow::Result<Gamepads> {
            anyhow::bail!("built without gamepads: build with the feature `gamepads`")
        }

        /// Plays nothing.
        pub fn pass_rumble(&self, _session: &Session) {}
    }
}
