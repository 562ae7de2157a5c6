//! What the embedding program can choose of a `lumen/1` session.

use lumen_core::native::message::format::{Audio, Codec, Codecs};
use lumen_core::native::message::hello::{Caps, Hello};
use lumen_core::native::message::value::{MAX_BITRATE, MIN_BITRATE, Slices, Text, Tiles, VERSION};
use lumen_core::units::{Bitrate, Mode, RefreshRate, Span};

use crate::{ClientError, HostTrust};

/// How video is handed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// Whole access units.
    #[default]
    Units,
    /// Slices, as soon as each is whole. A frame that was begun may never be finished: the next
    /// slice is then the first of another frame.
    Slices,
}

/// What the client wants and can take. The default suits the software decoder.
#[derive(Clone, Debug)]
pub struct NativeOptions {
    /// Size and rate of the picture.
    pub mode: Mode,
    /// Codecs that are decoded.
    pub codecs: Codecs,
    /// 4:4:4 is decoded.
    pub full_chroma: bool,
    /// 10 bit are decoded.
    pub ten_bit: bool,
    /// Most slices of a picture, 1 to 64.
    pub max_slices: u8,
    /// Most tiles, each with a decoder of its own, 1 to 16.
    pub max_tiles: u8,
    /// Highest bitrate of the video, 100 kbit/s to 100 Gbit/s.
    pub max_bitrate: Bitrate,
    /// Most channels of sound.
    pub audio: Audio,
    /// Name of this client, for people at the host; at most 128 bytes, no control characters.
    pub name: String,
    /// Which host it may be.
    pub trust: HostTrust,
    /// How video is handed over.
    pub delivery: Delivery,
    /// Longest time for which the media thread asks for datagrams again and again around the time
    /// at which a frame is expected, instead of sleeping. Costs that much of a core each frame.
    pub spin: Span,
}

impl Default for NativeOptions {
    fn default() -> Self {
        NativeOptions {
            mode: Mode { width: 1280, height: 720, refresh: RefreshRate::from_hz(60) },
            codecs: Codecs::of(&[Codec::H264]),
            full_chroma: false,
            ten_bit: false,
            max_slices: 4,
            max_tiles: 1,
            max_bitrate: Bitrate::from_kbps(10_000),
            audio: Audio::Stereo,
            name: "lumen client".to_owned(),
            trust: HostTrust::Paired,
            delivery: Delivery::Units,
            spin: Span(0),
        }
    }
}

impl NativeOptions {
    /// The first message.
    ///
    /// # Errors
    /// `Setting` for what is out of range.
    pub(crate) fn hello(&self) -> Result<Hello, ClientError> {
        let wrong = |setting, value| ClientError::Setting { setting, value };
        let slices = Slices::new(self.max_slices);
        let tiles = Tiles::new(self.max_tiles);
        if !(MIN_BITRATE..=MAX_BITRATE).contains(&self.max_bitrate) {
            return Err(wrong("bitrate in bit/s", self.max_bitrate.0));
        }
        let Mode { width, height, refresh } = self.mode;
        let mode = Mode::new(width, height, refresh);
        Ok(Hello {
            version: VERSION,
            mode: mode.map_err(|_| wrong("mode of this width", width.into()))?,
            caps: Caps {
                codecs: self.codecs,
                full_chroma: self.full_chroma,
                ten_bit: self.ten_bit,
                big_blocks: true,
                max_slices: slices.ok_or(wrong("most slices", self.max_slices.into()))?,
                max_tiles: tiles.ok_or(wrong("most tiles", self.max_tiles.into()))?,
                max_bitrate: self.max_bitrate,
                audio: self.audio,
            },
            name: Text::new(&self.name)
                .ok_or(wrong("name of this length", self.name.len() as u64))?,
            resume: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_host_could_grant_is_refused_before_anything_is_sent() {
        assert!(NativeOptions::default().hello().is_ok());
        let base = NativeOptions::default;
        for options in [
            NativeOptions { max_slices: 65, ..base() },
            NativeOptions { max_tiles: 0, ..base() },
            NativeOptions { max_bitrate: Bitrate(99_999), ..base() },
            NativeOptions { name: "two\nlines".to_owned(), ..base() },
            NativeOptions { mode: Mode { width: 8, ..base().mode }, ..base() },
        ] {
            assert!(matches!(options.hello(), Err(ClientError::Setting { .. })));
        }
    }
}
