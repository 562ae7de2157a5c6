//! What a session is asked for.

use std::ffi::c_char;

use lumen_core::native::message::format::{Audio, Codec, Codecs};
use lumen_core::units::{Bitrate, Mode, RefreshRate, Span};

use super::guard::{self, Sized32};
use super::status::Failure;
use crate::{Delivery, HostAddress, HostTrust, NativeOptions};

/// The client decodes H.264.
pub const LUMEN_CODEC_H264: u32 = 1;
/// The client decodes HEVC.
pub const LUMEN_CODEC_HEVC: u32 = 2;
/// The client decodes AV1.
pub const LUMEN_CODEC_AV1: u32 = 4;

/// Slices are wanted as soon as each is whole: lumen_next_slice instead of lumen_next_au.
pub const LUMEN_CONFIG_SLICES: u32 = 1;
/// The client decodes 4:4:4.
pub const LUMEN_CONFIG_FULL_CHROMA: u32 = 2;
/// The client decodes 10 bit.
pub const LUMEN_CONFIG_TEN_BIT: u32 = 4;
/// A host that was never paired is trusted and remembered. Whoever sits between the two the first
/// time can stay there.
pub const LUMEN_CONFIG_TRUST_FIRST_USE: u32 = 8;

/// What a session is asked for. Zero the struct, then set struct_size and what is wanted: zero is
/// the default of every other field.
#[repr(C)]
#[allow(non_camel_case_types)]
#[derive(Clone, Copy)]
pub struct lumen_config {
    /// sizeof(lumen_config).
    pub struct_size: u32,
    /// LUMEN_CONFIG_*, added up.
    pub flags: u32,
    /// Name or address of the host, with the port of its HTTP listener if that is not 47989; the
    /// host listens for this protocol 20 ports above. Must be set.
    pub host: *const c_char,
    /// Fingerprint that the host must have, paired or not: 64 hex digits. NULL: any paired host.
    pub pin: *const c_char,
    /// Name of this client, for people at the host: at most 128 bytes. NULL: "lumen client".
    pub name: *const c_char,
    /// Pixels of the picture, 16 to 16384. Default 1280.
    pub width: u32,
    /// Default 720.
    pub height: u32,
    /// Refresh rate in mHz, 1000 to 500000. Default 60000.
    pub refresh_mhz: u32,
    /// LUMEN_CODEC_*, added up. Default H.264.
    pub codecs: u32,
    /// Highest bitrate of the video in bit/s, 100000 to 100000000000. Default 10000000.
    pub max_bitrate: u64,
    /// Most slices of a picture, 1 to 64. Default 4.
    pub max_slices: u32,
    /// Most tiles, each of which needs a decoder of its own, 1 to 16. Default 1.
    pub max_tiles: u32,
    /// Most channels of sound: 2, 6 or 8; UINT32_MAX is no sound. Default 2.
    pub audio_channels: u32,
    /// Longest time, for each frame, for which the receiving thread waits awake around the time at
    /// which it is expected, in microseconds, up to 10000. Saves a wake-up of 25 us and more, costs
    /// as much of a core. Default 0.
    pub spin_us: u32,
}

// SAFETY: numbers and pointers alone, the size first.
unsafe impl Sized32 for lumen_config {
    const LEAST: usize = size_of::<lumen_config>();
}

fn or<T: Default + PartialEq>(value: T, default: T) -> T {
    if value == T::default() { default } else { value }
}

impl lumen_config {
    /// The host, and what it is asked for.
    ///
    /// # Safety
    /// Its strings are NULL or end with a zero byte.
    pub(super) unsafe fn options(&self) -> Result<(HostAddress, NativeOptions), Failure> {
        // SAFETY: as promised to us.
        let host = unsafe { guard::text(self.host, "host") }?;
        let default = NativeOptions::default();
        let name = if self.name.is_null() {
            default.name
        } else {
            // SAFETY: as promised to us.
            unsafe { guard::text(self.name, "name") }?.to_owned()
        };
        let byte = |value: u32, default: u8| u8::try_from(or(value, default.into())).unwrap_or(0);
        let options = NativeOptions {
            mode: Mode {
                width: or(self.width, default.mode.width),
                height: or(self.height, default.mode.height),
                refresh: RefreshRate(or(self.refresh_mhz, default.mode.refresh.0)),
            },
            codecs: self.codecs(),
            full_chroma: self.has(LUMEN_CONFIG_FULL_CHROMA),
            ten_bit: self.has(LUMEN_CONFIG_TEN_BIT),
            max_slices: byte(self.max_slices, default.max_slices),
            max_tiles: byte(self.max_tiles, default.max_tiles),
            max_bitrate: Bitrate(or(self.max_bitrate, default.max_bitrate.0)),
            audio: self.audio()?,
            name,
            // SAFETY: as promised to us.
            trust: unsafe { self.trust() }?,
            delivery: self.delivery(),
            spin: Span(self.spin_us.min(10_000).into()),
        };
        Ok((host.parse()?, options))
    }

    /// How video is handed over.
    pub(super) fn delivery(&self) -> Delivery {
        if self.has(LUMEN_CONFIG_SLICES) { Delivery::Slices } else { Delivery::Units }
    }

    fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    fn codecs(&self) -> Codecs {
        let wanted = or(self.codecs, LUMEN_CODEC_H264);
        let all = [
            (LUMEN_CODEC_H264, Codec::H264),
            (LUMEN_CODEC_HEVC, Codec::Hevc),
            (LUMEN_CODEC_AV1, Codec::Av1),
        ];
        let wanted = all.iter().filter(|(bit, _)| wanted & bit != 0).map(|(_, codec)| *codec);
        Codecs::of(&wanted.collect::<Vec<_>>())
    }

    fn audio(&self) -> Result<Audio, Failure> {
        match self.audio_channels {
            u32::MAX => Ok(Audio::Off),
            0 | 2 => Ok(Audio::Stereo),
            6 => Ok(Audio::Surround51),
            8 => Ok(Audio::Surround71),
            _ => Err(Failure::argument("audio_channels is none of 2, 6, 8 and UINT32_MAX")),
        }
    }

    /// # Safety
    /// `pin` is NULL or ends with a zero byte.
    unsafe fn trust(&self) -> Result<HostTrust, Failure> {
        if self.pin.is_null() {
            let first_use = self.has(LUMEN_CONFIG_TRUST_FIRST_USE);
            return Ok(if first_use { HostTrust::FirstUse } else { HostTrust::Paired });
        }
        // SAFETY: as promised to us.
        let pin = unsafe { guard::text(self.pin, "pin") }?;
        let pinned = pin.parse().map_err(|_| Failure::argument("pin is not 64 hex digits"))?;
        Ok(HostTrust::Pinned(pinned))
    }
}
