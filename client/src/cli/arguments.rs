//! The command line: one entry per option, read once.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};
use lumen_client::audio::SoundOutput;
use lumen_client::{
    Decoder, DecoderChoice, HostAddress, HostTrust, NativeOptions, StreamOptions, Viewing,
};
use lumen_core::gamestream::nvhttp::WishedMode;
use lumen_core::gamestream::pairing::{Fingerprint, Pin};
use lumen_core::native::message::format::{Codec, Codecs};
use lumen_core::native::message::value::MAX_TILES;
use lumen_core::native::pairing::Pin as NativePin;
use lumen_core::units::{Bitrate, Mode, RefreshRate, Span};
use lumen_gpu::convert::{ColourSpec, Matrix, Range};
use lumen_gpu::decode::nvdec::Libraries;

/// Streams a desktop from a lumen or GameStream host.
///
/// HOST is a name or address, with the port of the host's HTTP listener if that is not 47989:
/// den, 192.168.1.20:47989, [fe80::1]:47989.
#[derive(Parser)]
#[command(version)]
pub struct Arguments {
    /// Directory for our certificate and those of paired hosts.
    #[arg(long, env = "LUMEN_CLIENT_DIR", global = true)]
    config_dir: Option<PathBuf>,
    #[arg(long, env = "XDG_CONFIG_HOME", hide = true, global = true)]
    xdg_config_home: Option<PathBuf>,
    #[arg(long, env = "HOME", hide = true, global = true)]
    home: Option<PathBuf>,
    /// What to log, as in `info` or `lumen_client=debug`.
    #[arg(long, env = "LUMEN_LOG", default_value = "warn", global = true)]
    pub log: String,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Arguments {
    /// Where certificates are kept; `None` without a home.
    pub fn directory(&self) -> Option<PathBuf> {
        let config = self.xdg_config_home.clone().filter(|path| path.is_absolute());
        let config = config.or_else(|| Some(self.home.as_ref()?.join(".config")));
        self.config_dir.clone().or_else(|| Some(config?.join("lumen/client")))
    }
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Pair with a host: shows a PIN that is to be entered there.
    Pair {
        /// The host.
        host: HostAddress,
        /// The PIN to use, four digits, instead of a random one.
        #[arg(long)]
        pin: Option<Pin>,
    },
    /// Pair over lumen/1 with a host that shows a PIN (`lumen-host pair-native`).
    PairNative {
        /// The host.
        host: HostAddress,
        /// The PIN that it shows; asked for if absent.
        #[arg(long)]
        pin: Option<NativePin>,
    },
    /// Connect over lumen/1, check who answers, and say how far away it is.
    Probe {
        /// The host.
        host: HostAddress,
        #[command(flatten)]
        trust: Trust,
    },
    /// List the apps of a host.
    List {
        /// The host.
        host: HostAddress,
    },
    /// Quit the app that runs on a host.
    Quit {
        /// The host.
        host: HostAddress,
    },
    /// Stream to a window, and print statistics at the end.
    ///
    /// In the window, with Ctrl+Alt+Shift: Z gives the mouse to the host or takes it back, S shows
    /// where the time goes, X fills the screen, T sends text instead of keys, Q leaves.
    Connect(Connect),
}

/// Which host a lumen/1 connection may be with; a paired one by default.
#[derive(Args)]
pub struct Trust {
    /// Fingerprint that the host's certificate has to have, paired or not: 64 hex digits.
    #[arg(long, value_name = "HEX", conflicts_with = "trust_first_use")]
    pin: Option<Fingerprint>,
    /// Trust whoever answers under a name that was never paired, and remember it.
    #[arg(long)]
    trust_first_use: bool,
}

impl Trust {
    /// As the library takes it.
    pub fn host_trust(&self) -> HostTrust {
        match (self.pin, self.trust_first_use) {
            (Some(pinned), _) => HostTrust::Pinned(pinned),
            (None, true) => HostTrust::FirstUse,
            (None, false) => HostTrust::Paired,
        }
    }
}

/// How to stream.
#[derive(Args)]
pub struct Connect {
    /// The host.
    pub host: HostAddress,
    /// What to speak.
    #[arg(long, value_enum, default_value_t = Protocol::Gamestream)]
    pub protocol: Protocol,
    #[command(flatten)]
    trust: Trust,
    /// What decodes: NVDEC where there is one, else the CPU, or what is named.
    #[arg(long, value_enum, default_value_t = WishedDecoder::Auto)]
    decoder: WishedDecoder,
    /// lumen/1: codec to ask for; by default what the decoder decodes. HEVC that it does not
    /// decode is counted and written to a file.
    #[arg(long, value_enum)]
    codec: Option<WishedCodec>,
    /// lumen/1: longest time to wait awake for each frame, in microseconds.
    #[arg(long, default_value_t = 0)]
    spin_us: u32,
    /// Size and rate of the pictures.
    #[arg(long, default_value = "1280x720x60")]
    mode: WishedMode,
    /// What the stream may cost.
    #[arg(long, default_value_t = 10_000)]
    bitrate_kbps: u64,
    /// GameStream: title of the app.
    #[arg(long, default_value = "Desktop")]
    pub app: String,
    /// Slices per frame; up to four leave the host as soon as they are encoded.
    #[arg(long, default_value_t = 4)]
    slices: u8,
    /// GameStream: leave the video in clear text, unless the host insists.
    #[arg(long)]
    no_video_encryption: bool,
    /// GameStream: leave the audio in clear text, unless the host insists.
    #[arg(long)]
    no_audio_encryption: bool,
    /// GameStream: matrix of the colours.
    #[arg(long, value_enum, default_value_t = Colours::Bt709)]
    colours: Colours,
    /// GameStream: use the full range of samples.
    #[arg(long)]
    full_range: bool,
    /// Show nothing.
    #[arg(long)]
    pub headless: bool,
    /// What the window is like.
    #[command(flatten)]
    pub window: WindowArguments,
    /// Play a scripted pattern of keys and mouse to the host, and report.
    #[arg(long)]
    pub input_test: bool,
    /// Play no sound.
    #[arg(long, conflicts_with = "record_sound")]
    mute: bool,
    /// Write the sound to this file, as WAV, instead of playing it.
    #[arg(long)]
    record_sound: Option<PathBuf>,
    /// Pass on the gamepads of this machine, and their rumble back.
    #[arg(long)]
    pub gamepads: bool,
    /// Leave after this time; otherwise when interrupted.
    #[arg(long)]
    pub seconds: Option<u32>,
    /// Write the video to this file, in Annex B form.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Write a picture from the end of the stream to this file.
    #[arg(long)]
    pub png: Option<PathBuf>,
    /// Write when each frame was where to this file, as JSON lines.
    #[arg(long)]
    pub trace: Option<PathBuf>,
    /// GameStream: quit the app on the host afterwards.
    #[arg(long)]
    pub quit_app: bool,
}

/// What the window is like.
#[derive(Args)]
pub struct WindowArguments {
    /// Fill the screen.
    #[arg(long, conflicts_with = "headless")]
    pub full_screen: bool,
    /// Show where the time goes.
    #[arg(long, conflicts_with = "headless")]
    pub overlay: bool,
    /// Give the mouse to the host from the start.
    #[arg(long, conflicts_with = "headless")]
    pub capture: bool,
    /// Send what keys type here, instead of which keys they are.
    #[arg(long, conflicts_with = "headless")]
    pub text: bool,
    /// What draws: Vulkan on a GPU if there is one, or what is named.
    #[arg(long, value_enum, default_value_t = Present::Auto, conflicts_with = "headless")]
    pub present: Present,
}

/// What can draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Present {
    /// Vulkan on a GPU, else the CPU.
    Auto,
    /// Vulkan, also on a driver that computes on the CPU.
    Vulkan,
    /// The CPU.
    Software,
}

/// Protocols between client and host.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Protocol {
    /// That of stock clients and hosts.
    Gamestream,
    /// lumen/1.
    Lumen,
}

/// Codecs that can be asked for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WishedCodec {
    H264,
    Hevc,
}

/// Decoders that can be asked for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WishedDecoder {
    /// NVDEC, else the CPU.
    Auto,
    /// The CPU.
    Software,
    /// NVDEC, or nothing.
    Nvdec,
}

/// Matrices that can be asked for.
#[derive(Clone, Copy, ValueEnum)]
enum Colours {
    Bt601,
    Bt709,
}

impl Connect {
    /// Looks for the decoder asked for.
    pub fn decoder(&self) -> anyhow::Result<Decoder> {
        let choice = match self.decoder {
            WishedDecoder::Auto => DecoderChoice::Auto,
            WishedDecoder::Software => DecoderChoice::Software,
            WishedDecoder::Nvdec => DecoderChoice::Nvdec,
        };
        Decoder::find(choice, &Libraries::default()).context("--decoder nvdec")
    }

    /// The session asked for over lumen/1, of what is `decodable`.
    pub fn native(&self, decodable: Codecs) -> anyhow::Result<NativeOptions> {
        let WishedMode { width, height, fps } = self.mode;
        let hertz = RefreshRate(fps.saturating_mul(1_000));
        Ok(NativeOptions {
            mode: Mode::new(width, height, hertz).context("--mode")?,
            codecs: match self.codec {
                Some(WishedCodec::H264) => Codecs::of(&[Codec::H264]),
                Some(WishedCodec::Hevc) => Codecs::of(&[Codec::Hevc]),
                None => decodable,
            },
            max_bitrate: Bitrate(self.bitrate_kbps.saturating_mul(1_000)),
            max_slices: self.slices,
            trust: self.trust.host_trust(),
            spin: Span(self.spin_us.into()),
            // A file holds one stream.
            max_tiles: if self.out.is_some() { 1 } else { MAX_TILES },
            ..NativeOptions::default()
        })
    }

    /// How that session is shown and played.
    pub fn viewing(&self, decoder: Decoder) -> Viewing {
        Viewing { colour: self.colour(), sound: self.sound(), decoder }
    }

    /// Colours of the pictures: over lumen/1 always the same.
    pub fn colour(&self) -> ColourSpec {
        if self.protocol == Protocol::Lumen {
            return ColourSpec::default();
        }
        ColourSpec {
            matrix: match self.colours {
                Colours::Bt601 => Matrix::Bt601,
                Colours::Bt709 => Matrix::Bt709,
            },
            range: if self.full_range { Range::Full } else { Range::Limited },
        }
    }

    fn sound(&self) -> SoundOutput {
        match &self.record_sound {
            Some(path) => SoundOutput::File(path.clone()),
            None if self.mute => SoundOutput::Mute,
            None => SoundOutput::Device,
        }
    }

    /// The stream asked for.
    pub fn options(&self, decoder: Decoder) -> anyhow::Result<StreamOptions> {
        let WishedMode { width, height, fps } = self.mode;
        let hertz = RefreshRate(fps.saturating_mul(1_000));
        Ok(StreamOptions {
            mode: Mode::new(width, height, hertz).context("--mode")?,
            bitrate: Bitrate(self.bitrate_kbps.saturating_mul(1_000)),
            app: self.app.clone(),
            slices: self.slices,
            encrypt_video: !self.no_video_encryption,
            encrypt_audio: !self.no_audio_encryption,
            colour: self.colour(),
            sound: self.sound(),
            decoder,
        })
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn h264() -> Codecs {
        Decoder::Software.codecs()
    }

    fn parse(line: &str) -> Arguments {
        Arguments::parse_from(std::iter::once("lumen-client").chain(line.split(' ')))
    }

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_stream_is_described() {
        let arguments = parse("connect den:47000 --mode 1920x1080x120 --slices 1 --full-range");
        let Command::Connect(connect) = arguments.command else { panic!("another command") };
        let options = connect.options(Decoder::Software).unwrap();
        assert_eq!(options.mode.to_string(), "1920x1080@120");
        assert_eq!((options.slices, options.colour.range), (1, Range::Full));
        assert!(options.encrypt_video);
    }

    #[test]
    fn a_session_over_lumen_1_is_described() {
        let arguments = parse("connect den --protocol lumen --mode 640x360x30 --trust-first-use");
        let Command::Connect(connect) = arguments.command else { panic!("another command") };
        assert!(connect.protocol == Protocol::Lumen);
        let options = connect.native(h264()).unwrap();
        assert_eq!((options.mode.to_string(), options.max_slices), ("640x360@30".to_owned(), 4));
        assert_eq!((options.trust, options.max_tiles), (HostTrust::FirstUse, MAX_TILES));
        let Command::Connect(dumped) = parse("connect den --protocol lumen --out a").command else {
            panic!("another command")
        };
        assert_eq!(dumped.native(h264()).unwrap().max_tiles, 1, "a file holds one stream");
        assert!(options.codecs.contains(Codec::H264) && !options.codecs.contains(Codec::Hevc));
        let both = Codecs::of(&[Codec::H264, Codec::Hevc]);
        assert_eq!(dumped.native(both).unwrap().codecs, both, "what is decoded is asked for");
        let hevc = parse("connect den --protocol lumen --codec hevc");
        let Command::Connect(connect) = hevc.command else { panic!("another command") };
        assert!(connect.native(h264()).unwrap().codecs.contains(Codec::Hevc));
    }

    #[test]
    fn impossible_modes_are_refused() {
        let arguments = parse("connect den --mode 1x1x60");
        let Command::Connect(connect) = arguments.command else { panic!("another command") };
        assert!(connect.options(Decoder::Software).is_err());
    }

    #[test]
    fn trust_is_by_pairing_unless_said_otherwise() {
        let trust = |line: &str| match parse(line).command {
            Command::Probe { trust, .. } => trust.host_trust(),
            _ => panic!("another command"),
        };
        assert_eq!(trust("probe den"), HostTrust::Paired);
        assert_eq!(trust("probe den --trust-first-use"), HostTrust::FirstUse);
        let pinned = HostTrust::Pinned(Fingerprint([0xab; 32]));
        assert_eq!(trust(&format!("probe den --pin {}", "aB".repeat(32))), pinned);
    }

    #[test]
    fn certificates_have_a_place() {
        let named = parse("--config-dir /a list den");
        assert_eq!(named.directory(), Some("/a".into()));
        let at_home = Arguments { config_dir: None, xdg_config_home: None, ..named };
        let at_home = Arguments { home: Some("/users/eve".into()), ..at_home };
        assert_eq!(at_home.directory(), Some("/users/eve/.config/lumen/client".into()));
    }
}
