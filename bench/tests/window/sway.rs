//! The window on a Wayland compositor, whose screen has another shape than the picture.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::rig::{Protocol, Rig, Running, eventually, has};
use super::shot::Shot;

/// Every window fills the screen; nothing else is on it.
const CONFIG: &str = "\
xwayland disable
default_border none
output HEADLESS-1 mode 1280x800
for_window [app_id=\".*\"] fullscreen enable
";

/// Rows of the bars above and below 1280x720 on this screen.
const BAR: u32 = 40;

/// A compositor without a screen.
struct Sway {
    directory: TempDir,
    _compositor: Running,
}

/// Runs its arguments under an account that sway accepts, which root's is not.
fn as_nobody(home: &Path) -> Command {
    if !rustix::process::geteuid().is_root() {
        return Command::new("env");
    }
    chown(home, Some(NOBODY), Some(NOBODY)).unwrap();
    let mut command = Command::new("setpriv");
    let id = NOBODY.to_string();
    command.args(["--reuid", &id, "--regid", &id, "--clear-groups"]);
    command
}

const NOBODY: u32 = 65_534;

impl Sway {
    fn start() -> Sway {
        let directory = TempDir::new().unwrap();
        let config = directory.path().join("config");
        fs::write(&config, CONFIG).unwrap();
        fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let mut command = as_nobody(directory.path());
        command
            .args(["sway", "--unsupported-gpu", "-c"])
            .arg(&config)
            .env("XDG_RUNTIME_DIR", directory.path())
            .env("WLR_BACKENDS", "headless")
            .env("WLR_LIBINPUT_NO_DEVICES", "1")
            .env("WLR_RENDERER", "pixman")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY");
        let compositor = Running::start(&mut command);
        Sway { directory, _compositor: compositor }
    }

    /// Its socket, once it is there.
    fn socket(&self) -> PathBuf {
        let path = self.directory.path().join("wayland-1");
        eventually("sway's socket", || path.exists().then(|| path.clone()))
    }

    fn shot(&self) -> Option<Shot> {
        let path = self.directory.path().join("shot.png");
        let mut grim = Command::new("grim");
        let taken = grim
            .env("XDG_RUNTIME_DIR", self.directory.path())
            .env("WAYLAND_DISPLAY", self.socket())
            .arg(&path)
            .status();
        taken.ok()?.success().then(|| Shot::of_png(&path))?
    }
}

#[test]
fn a_wayland_window_shows_the_card_between_bars() {
    shows_the_card_between_bars(Protocol::Gamestream);
}

#[test]
fn a_wayland_window_shows_the_card_between_bars_over_lumen_1() {
    shows_the_card_between_bars(Protocol::Lumen);
}

fn shows_the_card_between_bars(protocol: Protocol) {
    if !has(&["sway", "grim", "setpriv"]) {
        return;
    }
    let (rig, sway) = (Rig::start(protocol), Sway::start());
    for backend in ["vulkan", "software"] {
        let socket = sway.socket();
        let display = ("WAYLAND_DISPLAY", socket.as_path());
        let client = rig.watch(display, &["--overlay", "--present", backend]);
        let (shot, likeness) = eventually("the card", || {
            let shot = sway.shot().filter(|shot| shot.size() == (1280, 800))?;
            let likeness = shot.likeness(BAR);
            (likeness > 27.0 && shot.sentence() > 100).then_some((shot, likeness))
        });
        println!(
            "{backend}: {likeness:.1} dB, {} pixels of the overlay's sentence",
            shot.sentence()
        );
        assert!(shot.has_bars(BAR), "bars above and below");
        shot.keep(&format!("sway-{}-{backend}.png", protocol.name()));
        print!("{}", client.finish());
    }
}
