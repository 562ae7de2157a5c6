//! The app that a client launched, on a display of its own. Both protocols show their clients one
//! of these.

use lumen_core::gamestream::nvhttp::AppId;
use lumen_core::units::Mode;

use crate::config::apps::AppEntry;
use crate::display::{self, DesktopSession, DisplayError, VirtualDisplay, VirtualOutput};
use crate::process::{Child, Launch, ProcessError};

/// Why an app cannot run.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// No display at that mode.
    #[error(transparent)]
    Display(#[from] DisplayError),
    /// The app's command cannot be started.
    #[error(transparent)]
    Process(#[from] ProcessError),
}

/// A running app. Dropping it ends the app, then takes its output away, then ends a compositor
/// of our own: fields are dropped in this order.
pub struct RunningApp {
    id: AppId,
    child: Option<Child>,
    output: VirtualOutput,
    /// The output that the app was on before the last change of mode.
    before: Option<VirtualOutput>,
    display: Box<dyn VirtualDisplay>,
}

impl RunningApp {
    /// Makes the display and starts the app on it. An app without a command is the desktop
    /// itself. Blocks while a compositor starts.
    ///
    /// # Errors
    /// [`AppError`]; nothing is left behind.
    pub fn start(
        entry: &AppEntry,
        options: &display::Options,
        mode: Mode,
    ) -> Result<RunningApp, AppError> {
        let options = display::Options { compositor: entry.compositor, ..options.clone() };
        let mut display = display::open(&options)?;
        let output = display.create(mode)?;
        let child = entry
            .command
            .as_deref()
            .map(|command| options.spawner.spawn(&shell(display.session(), command)))
            .transpose()?;
        tracing::info!(app = entry.title, %mode, output = output.name(), "app started");
        Ok(RunningApp { id: entry.id, child, output, before: None, display })
    }

    /// Which app it is.
    pub fn id(&self) -> AppId {
        self.id
    }

    /// Where the app's desktop is to be found.
    pub fn desktop(&self) -> &DesktopSession {
        self.display.session()
    }

    /// Puts the output into `mode`; returns its name.
    ///
    /// # Errors
    /// [`AppError::Display`]; the old mode stays.
    pub fn show(&mut self, mode: Mode) -> Result<String, AppError> {
        if self.output.mode() != mode {
            self.output.set_mode(mode)?;
        }
        Ok(self.output.name().to_owned())
    }

    /// Moves the app to another output in `mode` and returns its name. The output that it was on
    /// stays until [`RunningApp::settle`], so that whoever captures it may go on for a while, but
    /// the app is not to be seen there any more. `ready` is given the new output while it is
    /// still empty, right before the app moves. Without a change of mode there is no other output.
    ///
    /// # Errors
    /// [`AppError::Display`]; everything is as it was.
    pub fn show_beside(
        &mut self,
        mode: Mode,
        ready: impl FnOnce(&DesktopSession, &str),
    ) -> Result<String, AppError> {
        self.settle();
        if self.output.mode() != mode {
            let output = self.display.create(mode)?;
            ready(self.display.session(), output.name());
            self.display.move_windows(&self.output, &output)?;
            self.before = Some(std::mem::replace(&mut self.output, output));
        }
        Ok(self.output.name().to_owned())
    }

    /// Takes the output away that the app was on before.
    pub fn settle(&mut self) {
        self.before = None;
    }

    /// Moves the app back to the output that it was on before.
    ///
    /// # Errors
    /// [`AppError::Display`]; the app stays where it is.
    pub fn go_back(&mut self) -> Result<(), AppError> {
        if let Some(before) = self.before.take() {
            self.display.move_windows(&self.output, &before)?;
            self.output = before;
        }
        Ok(())
    }

    /// True once the app's command has ended. A desktop without a command never ends.
    pub fn has_ended(&mut self) -> bool {
        self.child.as_mut().is_some_and(|child| !matches!(child.try_wait(), Ok(None)))
    }
}

/// The command as the user's shell understands it.
fn shell(desktop: &DesktopSession, command: &str) -> Launch {
    desktop.launch("sh").arg("-c").arg(command)
}
