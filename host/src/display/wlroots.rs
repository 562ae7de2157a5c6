//! Sway: outputs of its headless backend, driven over its control socket.
//!
//! Either a sway that is running anyway, or a private one of ours without any hardware. Outputs
//! are made with `create_output` and given the client's mode with `mode --custom`
//! (sway-output(5)). Newer sways take an output away with `unplug`; sway 1.7 cannot, nor can its
//! wlroots disable a headless output, so there the output is *parked* at a tiny mode, by which
//! the next session, also of another host process, knows that it may have it. What a host that
//! was killed leaves on a sway that is not its own stays there until that sway ends.

mod control;
mod private;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lumen_core::units::{Mode, RefreshRate};

use super::{
    DesktopSession, DisplayError, Options, OutputControl, Running, VirtualDisplay, VirtualOutput,
};
use control::Control;
use private::PrivateSway;

/// A desktop run by sway.
pub(super) struct SwayDisplay {
    session: DesktopSession,
    /// Outputs hold it too, so that it ends with the last of them.
    private: Option<Arc<PrivateSway>>,
}

/// Uses the sway that is running.
pub(super) fn attach(running: &Running) -> Result<SwayDisplay, DisplayError> {
    Control::connect(&running.sway_socket)?;
    let session = DesktopSession {
        wayland_socket: running.wayland_socket.clone(),
        runtime_dir: running.runtime_dir.clone(),
        sway_socket: running.sway_socket.clone(),
        user: None,
    };
    Ok(SwayDisplay { session, private: None })
}

/// Starts a sway that ends with its last output.
pub(super) fn start(options: &Options) -> Result<SwayDisplay, DisplayError> {
    let (private, session) = PrivateSway::start(options)?;
    Ok(SwayDisplay { session, private: Some(Arc::new(private)) })
}

impl VirtualDisplay for SwayDisplay {
    fn create(&mut self, mode: Mode) -> Result<VirtualOutput, DisplayError> {
        let name = self.free_output()?;
        let socket = self.session.sway_socket.as_path().into();
        let mut control = SwayOutput { socket, name: name.clone(), private: self.private.clone() };
        control.set_mode(mode)?;
        Control::connect(&control.socket)?.run(&format!("focus output {name}"))?;
        Ok(VirtualOutput { name, mode, control: Box::new(control) })
    }

    fn move_windows(
        &mut self,
        from: &VirtualOutput,
        to: &VirtualOutput,
    ) -> Result<(), DisplayError> {
        let (from, to) = (from.name(), to.name());
        let mut control = Control::connect(&self.session.sway_socket)?;
        // What moves is the workspace that has the focus.
        control.run(&format!("focus output {from}"))?;
        control.run(&format!("move workspace to output {to}"))?;
        control.run(&format!("focus output {to}"))
    }

    fn session(&self) -> &DesktopSession {
        &self.session
    }
}

/// The mode that marks an output as ours and free. Nobody would choose it, and it costs nothing.
const PARKED: Mode = Mode { width: 64, height: 48, refresh: RefreshRate(1_000) };

impl SwayDisplay {
    /// Name of a parked output, or of a new one.
    fn free_output(&self) -> Result<String, DisplayError> {
        let mut control = Control::connect(&self.session.sway_socket)?;
        let before = control.outputs()?;
        let is_free = |output: &&swayipc::Output| is_headless(output) && is_at(output, PARKED);
        if let Some(parked) = before.iter().find(is_free) {
            return Ok(parked.name.clone());
        }
        control.run("create_output")?;
        let is_new = |output: &swayipc::Output| before.iter().all(|old| old.name != output.name);
        let deadline = Instant::now() + SETTLE;
        loop {
            if let Some(new) = control.outputs()?.into_iter().find(is_new) {
                return Ok(new.name);
            }
            pause(deadline).ok_or_else(|| DisplayError::NoOutput {
                waited_ms: SETTLE.as_millis(),
                log: last_words(&self.private),
            })?;
        }
    }
}

/// What our own sway has logged last.
fn last_words(private: &Option<Arc<PrivateSway>>) -> String {
    private.as_ref().map(|sway| sway.last_words()).unwrap_or_default()
}

/// Sway applies a mode when its event loop gets to it; it has been seen to take a few
/// milliseconds, and a loaded machine may need a while.
const SETTLE: Duration = Duration::from_secs(3);

/// Waits a moment, unless `deadline` has passed. There is no event to wait for: sway's own
/// output event says that something changed, not that all of it has.
fn pause(deadline: Instant) -> Option<()> {
    (Instant::now() < deadline).then(|| std::thread::sleep(Duration::from_millis(2)))
}

fn is_headless(output: &swayipc::Output) -> bool {
    output.name.starts_with("HEADLESS-")
}

fn is_at(output: &swayipc::Output, mode: Mode) -> bool {
    let wanted = (mode.width as i32, mode.height as i32, mode.refresh.0 as i32);
    let current = output.current_mode.map(|now| (now.width, now.height, now.refresh));
    output.active && current == Some(wanted)
}

/// One output of a sway.
struct SwayOutput {
    socket: Box<Path>,
    name: String,
    private: Option<Arc<PrivateSway>>,
}

impl OutputControl for SwayOutput {
    fn set_mode(&mut self, mode: Mode) -> Result<(), DisplayError> {
        let mut control = Control::connect(&self.socket)?;
        control.run(&mode_command(&self.name, mode))?;
        let deadline = Instant::now() + SETTLE;
        while !control.outputs()?.iter().any(|now| now.name == self.name && is_at(now, mode)) {
            pause(deadline).ok_or_else(|| DisplayError::ModeNotSet {
                mode,
                waited_ms: SETTLE.as_millis(),
                log: last_words(&self.private),
            })?;
        }
        Ok(())
    }
}

/// Sway reads the rate as a decimal number of hertz and keeps whole millihertz.
fn mode_command(name: &str, mode: Mode) -> String {
    let Mode { width, height, refresh } = mode;
    format!(
        "output {name} enable scale 1 transform normal mode --custom {width}x{height}@{refresh}Hz"
    )
}

impl Drop for SwayOutput {
    fn drop(&mut self) {
        let removed = Control::connect(&self.socket)
            .and_then(|mut control| control.run(&format!("output {} unplug", self.name)));
        // Before sway 1.8 there is no `unplug`, and the error names the word.
        let removed = match removed {
            Err(DisplayError::Refused { .. }) => self.set_mode(PARKED),
            other => other,
        };
        removed.unwrap_or_else(|error| tracing::warn!(%error, output = self.name, "output left"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_is_written_as_sway_reads_it() {
        let mode = Mode::new(1365, 767, RefreshRate(59_940)).unwrap();
        let command = mode_command("HEADLESS-2", mode);
        assert!(command.ends_with(" mode --custom 1365x767@59.940Hz"), "{command}");
    }
}
