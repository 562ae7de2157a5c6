//! Settings, read once at the start and passed down.
//!
//! The command line wins over the settings file, the file over the defaults. This is the only
//! module that reads the environment.

pub mod apps;

use std::env;
use std::io;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use lumen_core::gamestream::Encryption;
use lumen_core::native::message::value::Grid;
use lumen_core::units::{Bitrate, Percent};
use lumen_gpu::encode::H264Profile;
use lumen_gpu::encode::nvenc::driver::Libraries;
use lumen_transport::send::Method;
use serde::Deserialize;

use crate::audio::SourceKind;
use crate::display::{Compositor, Running};
use crate::encoder::{self, Choice, CodersOf};
use crate::input::Layout;
use crate::proto::native::SceneKind;
use crate::stream::OpenEncoder;
use crate::stream::plan::{Pacing, SlicePolicy};

/// The port of `lumen/1` lies so far above the plain HTTP port, unless it is set.
/// Source: docs/wire-native.md "Connection".
const NATIVE_OFFSET: u16 = 20;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is not what it should be.
    #[error("{}: {message}", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// What is wrong, with its line.
        message: String,
    },
    /// A value out of its range.
    #[error("{name} = {value}: {expected}")]
    Value {
        /// The setting.
        name: &'static str,
        /// Its value.
        value: String,
        /// What would be right.
        expected: &'static str,
    },
    /// Nothing says where files go.
    #[error("neither HOME nor XDG_STATE_HOME is set: say --state-dir")]
    NoHome,
}

/// Encryption that the host insists on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EncryptionPolicy {
    /// Clients choose for video and audio; the control stream always is encrypted.
    #[default]
    Optional,
    /// Clients that stream in clear are turned away.
    Required,
}

/// The settings file, `host.toml`. Every field has a default.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Name that clients show. Default: the machine's.
    pub name: String,
    /// Address to listen on. Default `::`, which takes IPv4 as well.
    pub bind: IpAddr,
    /// Plain HTTP port; the others follow from it. Default 47989.
    pub port: u16,
    /// UDP port of `lumen/1`. Default: 20 above `port`, 48009.
    pub native_port: Option<u16>,
    /// Sessions of `lumen/1` at a time, 1 to 64. Default 4.
    pub max_sessions: u8,
    /// What sessions of `lumen/1` show: `app`, the first one of the catalogue, or `pattern`, to
    /// measure without a desktop.
    pub show: String,
    /// Tiles that a frame of `lumen/1` is coded in, as columns and rows: `1x1`, `2x1`, `2x2`.
    pub tiles: String,
    /// Compositor for apps that name none: `auto`, `sway`, `private-sway`.
    pub compositor: String,
    /// Parity in percent of the video data, 0 to 100. Default 20.
    pub fec_percent: u8,
    /// `optional` or `required`.
    pub encryption: EncryptionPolicy,
    /// Sending slice by slice: `auto`, `always`, `off`.
    pub slices: String,
    /// How datagrams are handed to the kernel: `auto`, `io_uring`, `gso`, `mmsg`. Anything but
    /// `auto` is kept even where it does not work.
    pub send: String,
    /// How large frames leave: `auto`, `off`, or the rate of the path's narrowest link in Mbit/s.
    pub pacing: String,
    /// H.264 profile: `baseline` or `high`.
    pub profile: String,
    /// What encodes: `auto`, `software`, `nvenc`, or `null`: slices that show nothing, to measure
    /// without an encoder.
    pub encoder: String,
    /// Encoder library to use instead of the driver's: for a driver that stands in.
    pub nvenc_library: Option<PathBuf>,
    /// CUDA library to use instead of the driver's.
    pub cuda_library: Option<PathBuf>,
    /// XKB layout of the virtual keyboard. Default `us`.
    pub keyboard: String,
    /// Sound: `auto`, `off`, `silence`, `tone`.
    pub sound: String,
    /// Announce the host by mDNS.
    pub announce: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            name: host_name(),
            bind: IpAddr::from([0u16; 8]),
            port: 47_989,
            native_port: None,
            max_sessions: 4,
            show: "app".into(),
            tiles: "1x1".into(),
            compositor: "auto".into(),
            fec_percent: 20,
            encryption: EncryptionPolicy::default(),
            slices: "auto".into(),
            send: "auto".into(),
            pacing: "auto".into(),
            profile: "baseline".into(),
            encoder: "auto".into(),
            nvenc_library: None,
            cuda_library: None,
            keyboard: "us".into(),
            sound: "auto".into(),
            announce: true,
        }
    }
}

impl Settings {
    /// Reads the settings file; a file that is not there is one without settings.
    ///
    /// # Errors
    /// [`ConfigError::Read`] and [`ConfigError::Parse`].
    pub fn load(path: &Path) -> Result<Settings, ConfigError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(ConfigError::Read { path: path.to_owned(), source }),
        };
        toml::from_str(&text).map_err(|error| ConfigError::Parse {
            path: path.to_owned(),
            message: error.to_string(),
        })
    }

    /// When frames leave slice by slice.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn slice_policy(&self) -> Result<SlicePolicy, ConfigError> {
        let expected = "auto, always or off";
        Ok(match self.slices.as_str() {
            "auto" => SlicePolicy::Auto,
            "always" => SlicePolicy::Always,
            "off" => SlicePolicy::Off,
            value => {
                return Err(ConfigError::Value { name: "slices", value: value.into(), expected });
            }
        })
    }

    /// How datagrams are handed to the kernel.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn send_method(&self) -> Result<Method, ConfigError> {
        self.send.parse().map_err(|_| ConfigError::Value {
            name: "send",
            value: self.send.clone(),
            expected: "auto, io_uring, gso or mmsg",
        })
    }

    /// How large frames leave.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn pacing(&self) -> Result<Pacing, ConfigError> {
        let mbps = self.pacing.parse().ok().filter(|mbps: &u64| (1..=1_000_000).contains(mbps));
        match (self.pacing.as_str(), mbps) {
            ("auto", _) => Ok(Pacing::Auto),
            ("off", _) => Ok(Pacing::Off),
            (_, Some(mbps)) => Ok(Pacing::Link(Bitrate::from_kbps(mbps * 1_000))),
            (value, None) => Err(ConfigError::Value {
                name: "pacing",
                value: value.into(),
                expected: "auto, off or a rate in Mbit/s",
            }),
        }
    }

    /// Profile of the encoder.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn h264_profile(&self) -> Result<H264Profile, ConfigError> {
        let expected = "baseline or high";
        Ok(match self.profile.as_str() {
            "baseline" => H264Profile::ConstrainedBaseline,
            "high" => H264Profile::High,
            value => {
                return Err(ConfigError::Value { name: "profile", value: value.into(), expected });
            }
        })
    }

    /// Where sound comes from.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn sound(&self) -> Result<SourceKind, ConfigError> {
        self.sound.parse().map_err(|()| ConfigError::Value {
            name: "sound",
            value: self.sound.clone(),
            expected: "auto, off, silence or tone",
        })
    }

    /// What encodes.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn encoder(&self) -> Result<Choice, ConfigError> {
        let expected = "auto, software, nvenc or null";
        Ok(match self.encoder.as_str() {
            "auto" => Choice::Auto,
            "software" | "null" => Choice::Software,
            "nvenc" => Choice::Nvenc,
            value => {
                return Err(ConfigError::Value { name: "encoder", value: value.into(), expected });
            }
        })
    }

    /// What opens the encoders of `lumen/1`.
    pub fn native_coders(&self) -> CodersOf {
        match self.encoder.as_str() {
            "null" => encoder::null_coders,
            _ => encoder::coders,
        }
    }

    /// What stands in for the machine's encoders, if anything does.
    pub fn stand_in_encoder(&self) -> Option<OpenEncoder> {
        (self.encoder == "null").then_some(encoder::open_null as OpenEncoder)
    }

    /// Where the encoder's libraries are, if not where the driver puts them.
    pub fn encoder_libraries(&self) -> Libraries {
        Libraries { nvenc: self.nvenc_library.clone(), cuda: self.cuda_library.clone() }
    }

    /// Parity.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn fec(&self) -> Result<Percent, ConfigError> {
        let (name, value) = ("fec_percent", self.fec_percent.to_string());
        let expected = "0 to 100";
        if self.fec_percent > 100 {
            Err(ConfigError::Value { name, value, expected })
        } else {
            Ok(Percent(self.fec_percent))
        }
    }

    /// The HTTP port, from which the others count five down and 21 up.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn http_port(&self) -> Result<u16, ConfigError> {
        let (name, value) = ("port", self.port.to_string());
        let expected = "1029 to 65514: the other ports lie around it";
        if (1029..=65_514).contains(&self.port) {
            Ok(self.port)
        } else {
            Err(ConfigError::Value { name, value, expected })
        }
    }

    /// The UDP port of `lumen/1`.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn native_port(&self) -> Result<u16, ConfigError> {
        match self.native_port {
            None => Ok(self.http_port()? + NATIVE_OFFSET),
            Some(0) => Err(ConfigError::Value {
                name: "native_port",
                value: "0".to_owned(),
                expected: "1 to 65535",
            }),
            Some(port) => Ok(port),
        }
    }

    /// Sessions of `lumen/1` at a time.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn max_sessions(&self) -> Result<usize, ConfigError> {
        match self.max_sessions {
            1..=64 => Ok(self.max_sessions.into()),
            value => Err(ConfigError::Value {
                name: "max_sessions",
                value: value.to_string(),
                expected: "1 to 64",
            }),
        }
    }

    /// What sessions of `lumen/1` show.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn show(&self) -> Result<SceneKind, ConfigError> {
        self.show.parse().map_err(|()| ConfigError::Value {
            name: "show",
            value: self.show.clone(),
            expected: "app or pattern",
        })
    }

    /// How frames of `lumen/1` are divided.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn tiles(&self) -> Result<Grid, ConfigError> {
        let grid = self
            .tiles
            .split_once('x')
            .and_then(|(columns, rows)| Grid::new(columns.parse().ok()?, rows.parse().ok()?));
        grid.ok_or_else(|| ConfigError::Value {
            name: "tiles",
            value: self.tiles.clone(),
            expected: "columns x rows like 2x1, at most 16 tiles",
        })
    }

    /// Compositor for apps that name none.
    ///
    /// # Errors
    /// [`ConfigError::Value`].
    pub fn compositor(&self) -> Result<Compositor, ConfigError> {
        self.compositor.parse().map_err(|_| ConfigError::Value {
            name: "compositor",
            value: self.compositor.clone(),
            expected: "auto, sway or private-sway",
        })
    }

    /// What clients have to encrypt.
    pub fn required_encryption(&self) -> Encryption {
        match self.encryption {
            EncryptionPolicy::Optional => Encryption::CONTROL,
            EncryptionPolicy::Required => Encryption::ALL,
        }
    }

    /// Layout of the virtual keyboard.
    pub fn layout(&self) -> Layout {
        Layout { layout: self.keyboard.clone(), ..Layout::default() }
    }
}

/// Where the host keeps things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Identity and paired clients.
    pub state: PathBuf,
    /// Settings and app catalogue.
    pub config: PathBuf,
    /// Sockets of private compositors.
    pub runtime: PathBuf,
}

impl Places {
    /// The usual places of this user, by the XDG base directory specification.
    ///
    /// # Errors
    /// [`ConfigError::NoHome`] when the environment does not tell and `state` is not given.
    pub fn find(state: Option<PathBuf>, config: Option<PathBuf>) -> Result<Places, ConfigError> {
        let variable =
            |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let home = variable("HOME");
        let under = |name, below: &str| {
            variable(name).or_else(|| Some(home.as_ref()?.join(below))).map(|dir| dir.join("lumen"))
        };
        let state = state.or_else(|| under("XDG_STATE_HOME", ".local/state"));
        let state = state.ok_or(ConfigError::NoHome)?;
        let config = config.or_else(|| under("XDG_CONFIG_HOME", ".config"));
        let runtime = variable("XDG_RUNTIME_DIR").map(|dir| dir.join("lumen"));
        // Compositors of root's run under another account, which has to reach their directory.
        let runtime = runtime.filter(|_| !rustix::process::geteuid().is_root());
        let fallback =
            || env::temp_dir().join(format!("lumen-{}", rustix::process::geteuid().as_raw()));
        Ok(Places {
            config: config.unwrap_or_else(|| state.clone()),
            runtime: runtime.unwrap_or_else(fallback),
            state,
        })
    }

    /// The socket of the management API.
    pub fn management_socket(&self) -> PathBuf {
        self.state.join("host.sock")
    }
}

/// The compositor that this program was started in, if it is one that can be given outputs.
pub fn running_compositor() -> Option<Running> {
    let runtime_dir = PathBuf::from(env::var_os("XDG_RUNTIME_DIR")?);
    let sway_socket = PathBuf::from(env::var_os("SWAYSOCK")?);
    // An absolute WAYLAND_DISPLAY replaces the directory.
    let wayland_socket = runtime_dir.join(env::var_os("WAYLAND_DISPLAY")?);
    Some(Running { sway_socket, wayland_socket, runtime_dir })
}

/// Name of this machine.
fn host_name() -> String {
    let name = rustix::system::uname();
    name.nodename().to_str().ok().filter(|name| !name.is_empty()).unwrap_or("lumen").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Settings, ConfigError> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        Settings::load(file.path())
    }

    #[test]
    fn no_file_is_no_setting() {
        let settings = Settings::load(Path::new("/nonexistent/host.toml")).unwrap();
        assert_eq!((settings.port, settings.fec().unwrap()), (47_989, Percent(20)));
        assert_eq!(settings.slice_policy().unwrap(), SlicePolicy::Auto);
    }

    #[test]
    fn settings_are_read() {
        let text = "name = \"den\"\nport = 48989\nslices = \"always\"\nencryption = \"required\"";
        let settings = parse(text).unwrap();
        assert_eq!((settings.name.as_str(), settings.http_port().unwrap()), ("den", 48_989));
        assert_eq!(settings.slice_policy().unwrap(), SlicePolicy::Always);
        assert_eq!(settings.send_method().unwrap(), Method::Auto);
        assert_eq!(settings.required_encryption(), Encryption::ALL);
        assert_eq!(settings.native_port().unwrap(), 49_009);
        assert_eq!(parse("native_port = 5000").unwrap().native_port().unwrap(), 5_000);
        assert!(parse("native_port = 0").unwrap().native_port().is_err());
    }

    #[test]
    fn mistakes_are_named() {
        assert!(parse("prot = 1").unwrap_err().to_string().contains("prot"));
        let settings = parse("slices = \"yes\"\nport = 80\nfec_percent = 101").unwrap();
        let said = settings.slice_policy().unwrap_err().to_string();
        assert_eq!(said, "slices = yes: auto, always or off");
        assert!(settings.http_port().is_err() && settings.fec().is_err());
        assert!(parse("encoder = \"vaapi\"").unwrap().encoder().is_err());
        assert!(parse("send = \"sqpoll\"").unwrap().send_method().is_err());
        let pacing = |value| parse(&format!("pacing = \"{value}\"")).unwrap().pacing();
        assert_eq!(pacing("900").unwrap(), Pacing::Link(Bitrate::from_kbps(900_000)));
        assert_eq!(pacing("off").unwrap(), Pacing::Off);
        assert!(pacing("0").is_err() && pacing("fast").is_err());
    }
}
