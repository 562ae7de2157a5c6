//! The body of ANNOUNCE: the stream that the client wants.

use std::fmt::Write;
use std::net::IpAddr;

use super::{AudioChannels, BitDepth, Chroma, Codec, ColorSpec, HostOffer, SdpError};
use crate::gamestream::Encryption;
use crate::gamestream::nvhttp::CodecModes;
use crate::units::{Bitrate, Mode, Percent, RefreshRate, Span};

const MAX_LINES: usize = 256;

/// Names on the wire, for reading and writing alike.
mod name {
    pub const FEATURES: &str = "x-ml-general.featureFlags";
    pub const ENCRYPTION: &str = "x-ss-general.encryptionEnabled";
    pub const CHROMA: &str = "x-ss-video[0].chromaSamplingType";
    pub const INTRA_REFRESH: &str = "x-ss-video[0].intraRefresh";
    pub const WIDTH: &str = "x-nv-video[0].clientViewportWd";
    pub const HEIGHT: &str = "x-nv-video[0].clientViewportHt";
    pub const MAX_FPS: &str = "x-nv-video[0].maxFPS";
    pub const PACKET_SIZE: &str = "x-nv-video[0].packetSize";
    pub const MAX_BITRATE: &str = "x-nv-vqos[0].bw.maximumBitrateKbps";
    pub const CONFIGURED_BITRATE: &str = "x-ml-video.configuredBitrateKbps";
    pub const VIDEO_QOS: &str = "x-nv-vqos[0].qosTrafficType";
    pub const AUDIO_QOS: &str = "x-nv-aqos.qosTrafficType";
    pub const LEGACY_FEATURES: &str = "x-nv-general.featureFlags";
    pub const MIN_PARITY: &str = "x-nv-vqos[0].fec.minRequiredFecPackets";
    pub const SLICES: &str = "x-nv-video[0].videoEncoderSlicesPerFrame";
    pub const CODEC: &str = "x-nv-vqos[0].bitStreamFormat";
    pub const TEN_BIT: &str = "x-nv-video[0].dynamicRangeMode";
    pub const REFERENCES: &str = "x-nv-video[0].maxNumReferenceFrames";
    pub const REFRESH_X100: &str = "x-nv-video[0].clientRefreshRateX100";
    pub const CHANNELS: &str = "x-nv-audio.surround.numChannels";
    pub const CHANNEL_MASK: &str = "x-nv-audio.surround.channelMask";
    pub const AUDIO_QUALITY: &str = "x-nv-audio.surround.AudioQuality";
    pub const AUDIO_PACKET: &str = "x-nv-aqos.packetDuration";
    pub const CSC: &str = "x-nv-video[0].encoderCscMode";
}

const SENDS_FEC_STATUS: i64 = 1;
const USES_SESSION_IDS: i64 = 2;
/// Base features and remote input. Source: moonlight-common-c, `SdpGenerator.c`, `NVFF_*`.
const LEGACY_BASE: i64 = 0x87;
const LEGACY_AUDIO_ENCRYPTION: i64 = 0x20;

/// The bitrates of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BitrateWish {
    /// What clients of NVIDIA's hosts sent: reduced and capped.
    pub maximum: Bitrate,
    /// What the user set.
    pub configured: Option<Bitrate>,
}

impl BitrateWish {
    /// The wish of a client whose user set `bitrate`, on a local network.
    pub fn of_user(bitrate: Bitrate) -> BitrateWish {
        let reduced = (bitrate.0 / 1_000 * 8 / 10).clamp(1, 100_000);
        BitrateWish { maximum: Bitrate::from_kbps(reduced), configured: Some(bitrate) }
    }
}

/// How the sound is to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AudioRequest {
    /// The speakers.
    pub channels: AudioChannels,
    /// Uncoupled streams and a high bitrate.
    pub high_quality: bool,
    /// Length of an Opus packet, 5 or 10 ms.
    pub packet: Span,
}

/// The stream that a client wants. One in hand is within all ranges of
/// docs/wire-gamestream.md "Limits"; [`StreamRequest::check`] compares it with the offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamRequest {
    /// Size and rate. Odd widths occur.
    pub mode: Mode,
    /// The codec negotiated.
    pub codec: Codec,
    /// The chroma format negotiated.
    pub chroma: Chroma,
    /// The depth negotiated. Ten bits mean a stream that can be HDR.
    pub depth: BitDepth,
    /// Matrix and range the client expects.
    pub color: ColorSpec,
    /// NV header and payload of a video packet: a multiple of 16 from 128 to 1456 bytes.
    pub packet_size: u16,
    /// How much it may cost.
    pub bitrate: BitrateWish,
    /// Slices per frame that suit the decoder, 1 to 32.
    pub slices: u8,
    /// Reference frames the decoder can hold; 0 is any number.
    pub references: u8,
    /// Parity packets a FEC block has at least.
    pub min_parity: u8,
    /// Refresh the picture bit by bit rather than by key frames.
    pub intra_refresh: bool,
    /// What the client enabled in answer to the offer.
    pub encryption: Encryption,
    /// The client will decrypt audio even if that was not negotiated.
    pub audio_encryption: bool,
    /// The client reports on FEC blocks.
    pub fec_status: bool,
    /// The client uses the ping payload and the connect data.
    pub session_ids: bool,
    /// Mark video datagrams for quality of service.
    pub mark_video: bool,
    /// Mark audio datagrams for quality of service.
    pub mark_audio: bool,
    /// The sound.
    pub audio: AudioRequest,
}

impl StreamRequest {
    /// Reads the body of ANNOUNCE.
    ///
    /// # Errors
    /// `NotText`, `TooManyLines`; `Missing`, `Malformed` or `Range` for an attribute, `Mode` for
    /// a size or rate out of range.
    pub fn parse(body: &[u8]) -> Result<StreamRequest, SdpError> {
        let text = std::str::from_utf8(body).map_err(|_| SdpError::NotText)?;
        let given = Attributes::parse(text)?;
        let features = given.get(name::FEATURES, 0..=i64::MAX, Some(0))?;
        let legacy = given.get(name::LEGACY_FEATURES, 0..=i64::MAX, Some(LEGACY_BASE))?;
        given.get(name::CHANNEL_MASK, 0..=0xffff, None)?;
        Ok(StreamRequest {
            mode: given.mode()?,
            codec: given.codec()?,
            chroma: match given.flag(name::CHROMA)? {
                false => Chroma::Yuv420,
                true => Chroma::Yuv444,
            },
            depth: match given.flag(name::TEN_BIT)? {
                false => BitDepth::Eight,
                true => BitDepth::Ten,
            },
            color: given.color()?,
            packet_size: given.packet_size()?,
            bitrate: given.bitrate()?,
            slices: given.get(name::SLICES, 1..=32, None)? as u8,
            references: given.get(name::REFERENCES, 0..=16, None)? as u8,
            min_parity: given.get(name::MIN_PARITY, 0..=255, Some(0))? as u8,
            intra_refresh: given.flag(name::INTRA_REFRESH)?,
            encryption: Encryption(given.get(name::ENCRYPTION, 0..=7, Some(0))? as u32),
            audio_encryption: legacy & LEGACY_AUDIO_ENCRYPTION != 0,
            fec_status: features & SENDS_FEC_STATUS != 0,
            session_ids: features & USES_SESSION_IDS != 0,
            mark_video: given.get(name::VIDEO_QOS, 0..=255, Some(5))? != 0,
            mark_audio: given.get(name::AUDIO_QOS, 0..=255, Some(4))? != 0,
            audio: given.audio()?,
        })
    }

    /// Compares the request with what the host offered.
    ///
    /// # Errors
    /// `Encryption` when a required stream is left plain or one is encrypted that was not
    /// offered; `Profile` when the host does not encode it.
    pub fn check(&self, offer: &HostOffer, codecs: CodecModes) -> Result<(), SdpError> {
        let HostOffer { supported, required, .. } = *offer;
        let enabled = self.encryption;
        if !enabled.contains(required) || !supported.contains(enabled) {
            let (enabled, supported, required) = (enabled.0, supported.0, required.0);
            return Err(SdpError::Encryption { enabled, supported, required });
        }
        let Self { codec, chroma, depth, .. } = *self;
        match codec.profile(chroma, depth) {
            Some(profile) if codecs.contains(profile) => Ok(()),
            _ => Err(SdpError::Profile { codec, chroma, depth }),
        }
    }

    /// True when the client will decrypt its audio, so that the host must encrypt it.
    /// Source: docs/wire-gamestream.md "ANNOUNCE", derived values.
    pub fn encrypts_audio(&self) -> bool {
        self.audio_encryption || self.encryption.contains(Encryption::AUDIO)
    }

    /// What the encoder may spend once parity and sound have their share.
    /// Source: Sunshine, `rtsp.cpp`; docs/wire-gamestream.md "ANNOUNCE", derived values.
    pub fn video_bitrate(&self, parity: Percent) -> Bitrate {
        let Some(configured) = self.bitrate.configured else { return self.bitrate.maximum };
        let mut kbps = configured.0 / 1_000;
        if parity.0 <= 80 {
            kbps = kbps * (100 - u64::from(parity.0)) / 100;
        }
        let per_channel = if self.audio.high_quality { 256 } else { 96 };
        kbps -= (per_channel * u64::from(self.audio.channels.count())).min(kbps / 5);
        kbps -= (kbps / 10).min(500);
        Bitrate::from_kbps(kbps.max(1))
    }

    /// The body as a stock client sends it: names, order and the space before each line end.
    pub fn write(&self, host: IpAddr, video_port: u16) -> String {
        let family = if host.is_ipv4() { "IPv4" } else { "IPv6" };
        let mut body =
            format!("v=0\r\no=android 0 14 IN {family} {host}\r\ns=NVIDIA Streaming Client\r\n");
        for (name, value) in self.attributes() {
            let _ = write!(body, "a={name}:{value} \r\n");
        }
        let _ = write!(body, "t=0 0\r\nm=video {video_port}  \r\n");
        body
    }

    fn attributes(&self) -> Vec<(&'static str, i64)> {
        let flag = i64::from;
        let fps = self.mode.refresh.0.div_ceil(1_000);
        let x100 = self.mode.refresh.0 / 10;
        let maximum = (self.bitrate.maximum.0 / 1_000) as i64;
        let configured = self.bitrate.configured.map_or(0, |rate| (rate.0 / 1_000) as i64);
        let codec = match self.codec {
            Codec::H264 => 0,
            Codec::Hevc => 1,
            Codec::Av1 => 2,
        };
        let legacy = LEGACY_BASE + flag(self.encrypts_audio()) * LEGACY_AUDIO_ENCRYPTION;
        let features =
            flag(self.fec_status) * SENDS_FEC_STATUS + flag(self.session_ids) * USES_SESSION_IDS;
        let surround = self.audio.channels != AudioChannels::Stereo;
        let mut list = vec![
            (name::FEATURES, features),
            (name::ENCRYPTION, self.encryption.0.into()),
            (name::CHROMA, flag(self.chroma == Chroma::Yuv444)),
            (name::WIDTH, self.mode.width.into()),
            (name::HEIGHT, self.mode.height.into()),
            (name::MAX_FPS, fps.into()),
            (name::PACKET_SIZE, self.packet_size.into()),
            ("x-nv-video[0].rateControlMode", 4),
            ("x-nv-video[0].timeoutLengthMs", 7000),
            ("x-nv-video[0].framesWithInvalidRefThreshold", 0),
            ("x-nv-video[0].initialBitrateKbps", maximum),
            ("x-nv-video[0].initialPeakBitrateKbps", maximum),
            ("x-nv-vqos[0].bw.minimumBitrateKbps", maximum),
            (name::MAX_BITRATE, maximum),
            (name::CONFIGURED_BITRATE, configured),
            ("x-nv-vqos[0].fec.enable", 1),
            ("x-nv-vqos[0].videoQualityScoreUpdateTime", 5000),
            (name::VIDEO_QOS, flag(self.mark_video) * 5),
            (name::AUDIO_QOS, flag(self.mark_audio) * 4),
            (name::LEGACY_FEATURES, legacy),
            ("x-nv-general.useReliableUdp", 13),
            (name::MIN_PARITY, self.min_parity.into()),
            ("x-nv-vqos[0].bllFec.enable", 0),
            ("x-nv-vqos[0].drc.enable", 0),
            ("x-nv-general.enableRecoveryMode", 0),
            (name::SLICES, self.slices.into()),
        ];
        if self.codec != Codec::Av1 {
            list.push(("x-nv-clientSupportHevc", flag(self.codec == Codec::Hevc)));
        }
        if self.intra_refresh {
            list.push((name::INTRA_REFRESH, 1));
        }
        list.extend([
            (name::CODEC, codec),
            (name::TEN_BIT, flag(self.depth == BitDepth::Ten)),
            (name::REFERENCES, self.references.into()),
            // Zero is "as maxFPS says".
            (name::REFRESH_X100, if x100 == fps * 100 { 0 } else { x100.into() }),
            (name::CHANNELS, self.audio.channels.count().into()),
            (name::CHANNEL_MASK, self.audio.channels.mask().into()),
            ("x-nv-audio.surround.enable", flag(surround)),
            (name::AUDIO_QUALITY, flag(self.audio.high_quality)),
            (name::AUDIO_PACKET, (self.audio.packet.0 / 1_000) as i64),
            (name::CSC, self.color.to_wire().into()),
        ]);
        list
    }
}

/// The `a=` lines of a body. Unknown names are kept and never asked for.
struct Attributes<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Attributes<'a> {
    fn parse(text: &'a str) -> Result<Attributes<'a>, SdpError> {
        if text.lines().count() > MAX_LINES {
            return Err(SdpError::TooManyLines);
        }
        let lines = text.lines().filter_map(|line| line.strip_prefix("a=")?.split_once(':'));
        Ok(Attributes(lines.map(|(name, value)| (name.trim(), value.trim())).collect()))
    }

    /// The number in attribute `name`; without a `default` it must be there.
    fn get(
        &self,
        name: &'static str,
        range: std::ops::RangeInclusive<i64>,
        default: Option<i64>,
    ) -> Result<i64, SdpError> {
        let Some((_, text)) = self.0.iter().find(|(given, _)| *given == name) else {
            return default.ok_or(SdpError::Missing(name));
        };
        let value = text.parse().map_err(|_| SdpError::Malformed(name))?;
        if range.contains(&value) { Ok(value) } else { Err(SdpError::Range { name, value }) }
    }

    fn flag(&self, name: &'static str) -> Result<bool, SdpError> {
        Ok(self.get(name, 0..=1, Some(0))? != 0)
    }

    fn mode(&self) -> Result<Mode, SdpError> {
        let width = self.get(name::WIDTH, 16..=16_384, None)? as u32;
        let height = self.get(name::HEIGHT, 16..=16_384, None)? as u32;
        let fps = self.get(name::MAX_FPS, 1..=1_000, None)?;
        let x100 = self.get(name::REFRESH_X100, 0..=100_000, Some(0))?;
        // The exact rate of the client's display counts when it is within one percent.
        let exact = (x100 - fps * 100).abs() <= fps;
        let refresh = if exact { x100 * 10 } else { fps * 1_000 };
        Ok(Mode::new(width, height, RefreshRate(refresh as u32))?)
    }

    fn codec(&self) -> Result<Codec, SdpError> {
        Ok(match self.get(name::CODEC, 0..=2, Some(0))? {
            0 => Codec::H264,
            1 => Codec::Hevc,
            _ => Codec::Av1,
        })
    }

    fn color(&self) -> Result<ColorSpec, SdpError> {
        let value = self.get(name::CSC, 0..=5, Some(0))?;
        ColorSpec::from_wire(value as u8).ok_or(SdpError::Range { name: name::CSC, value })
    }

    fn packet_size(&self) -> Result<u16, SdpError> {
        let value = self.get(name::PACKET_SIZE, 128..=1_456, None)?;
        if value % 16 != 0 {
            return Err(SdpError::Range { name: name::PACKET_SIZE, value });
        }
        Ok(value as u16)
    }

    fn bitrate(&self) -> Result<BitrateWish, SdpError> {
        let kbps = |value: i64| Bitrate::from_kbps(value as u64);
        let maximum = self.get(name::MAX_BITRATE, 1..=1_000_000, None)?;
        let configured = self.get(name::CONFIGURED_BITRATE, 0..=1_000_000, Some(0))?;
        let configured = (configured > 0).then(|| kbps(configured));
        Ok(BitrateWish { maximum: kbps(maximum), configured })
    }

    fn audio(&self) -> Result<AudioRequest, SdpError> {
        let count = self.get(name::CHANNELS, 2..=8, None)?;
        let channels = AudioChannels::with_count(count as u8)
            .ok_or(SdpError::Range { name: name::CHANNELS, value: count })?;
        let packet = self.get(name::AUDIO_PACKET, 5..=10, Some(5))?;
        if packet != 5 && packet != 10 {
            return Err(SdpError::Range { name: name::AUDIO_PACKET, value: packet });
        }
        Ok(AudioRequest {
            channels,
            high_quality: self.get(name::AUDIO_QUALITY, 0..=1, None)? != 0,
            packet: Span::from_millis(packet as u64),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::ColorSpace;
    use super::*;

    /// The session recorded in docs/wire-gamestream.md "Example transcript".
    fn recorded() -> StreamRequest {
        StreamRequest {
            mode: Mode::new(640, 360, RefreshRate::from_hz(30)).unwrap(),
            codec: Codec::Hevc,
            chroma: Chroma::Yuv420,
            depth: BitDepth::Eight,
            color: ColorSpec { space: ColorSpace::Bt601, full_range: false },
            packet_size: 1360,
            bitrate: BitrateWish::of_user(Bitrate::from_kbps(10_000)),
            slices: 1,
            references: 1,
            min_parity: 2,
            intra_refresh: false,
            encryption: Encryption::ALL,
            audio_encryption: true,
            fec_status: true,
            session_ids: true,
            mark_video: true,
            mark_audio: true,
            audio: AudioRequest {
                channels: AudioChannels::Stereo,
                high_quality: false,
                packet: Span::from_millis(5),
            },
        }
    }

    fn body() -> String {
        recorded().write([127, 0, 0, 1].into(), 57998)
    }

    const OFFER: HostOffer = HostOffer {
        touch_and_pen: false,
        gamepad_sensors: false,
        supported: Encryption::ALL,
        required: Encryption::CONTROL,
        invalidation: true,
        hevc: true,
        av1: false,
    };

    #[test]
    fn the_recorded_body_is_reproduced() {
        let body = body();
        assert_eq!(body.len(), 1488);
        assert!(body.contains("a=x-nv-vqos[0].bw.maximumBitrateKbps:8000 \r\n"));
        assert!(body.ends_with("t=0 0\r\nm=video 57998  \r\n"));
        assert_eq!(StreamRequest::parse(body.as_bytes()), Ok(recorded()));
    }

    #[test]
    fn required_attributes_are_required() {
        for name in [
            name::WIDTH,
            name::HEIGHT,
            name::MAX_FPS,
            name::PACKET_SIZE,
            name::MAX_BITRATE,
            name::SLICES,
            name::REFERENCES,
            name::CHANNELS,
            name::CHANNEL_MASK,
            name::AUDIO_QUALITY,
        ] {
            let without = body().replace(name, "x-other");
            assert_eq!(StreamRequest::parse(without.as_bytes()), Err(SdpError::Missing(name)));
        }
    }

    fn with(name: &str, value: &str) -> Result<StreamRequest, SdpError> {
        let changed = |line: &str| match line.split_once(':') {
            Some((start, _)) if start == format!("a={name}") => format!("{start}:{value} "),
            _ => line.to_owned(),
        };
        let body: Vec<String> = body().lines().map(changed).collect();
        StreamRequest::parse(body.join("\r\n").as_bytes())
    }

    #[test]
    fn numbers_out_of_range_are_refused() {
        for (name, value) in [
            (name::WIDTH, "15"),
            (name::HEIGHT, "16385"),
            (name::MAX_FPS, "0"),
            (name::MAX_FPS, "-60"),
            (name::PACKET_SIZE, "112"),
            (name::PACKET_SIZE, "1472"),
            (name::PACKET_SIZE, "1400"),
            (name::MAX_BITRATE, "0"),
            (name::CONFIGURED_BITRATE, "1000001"),
            (name::SLICES, "0"),
            (name::SLICES, "33"),
            (name::CODEC, "3"),
            (name::CHANNELS, "3"),
            (name::AUDIO_PACKET, "7"),
            (name::CSC, "6"),
            (name::ENCRYPTION, "8"),
        ] {
            let error = with(name, value).unwrap_err();
            assert_eq!(error, SdpError::Range { name, value: value.parse().unwrap() });
        }
        assert_eq!(with(name::WIDTH, "wide"), Err(SdpError::Malformed(name::WIDTH)));
        assert!(matches!(with(name::MAX_FPS, "1000"), Err(SdpError::Mode(_))));
        assert_eq!(with(name::WIDTH, "1365").unwrap().mode.width, 1365);
        let lines = "a=x:1\r\n".repeat(257);
        assert_eq!(StreamRequest::parse(lines.as_bytes()), Err(SdpError::TooManyLines));
    }

    #[test]
    fn a_fractional_rate_counts_when_it_is_close() {
        let refresh = |x100: &str| {
            let body = body().replace("maxFPS:30", "maxFPS:60");
            let body = body.replace("RefreshRateX100:0", &format!("RefreshRateX100:{x100}"));
            StreamRequest::parse(body.as_bytes()).unwrap().mode.refresh
        };
        assert_eq!(refresh("5994"), RefreshRate(59_940));
        assert_eq!(refresh("14400"), RefreshRate(60_000));
        assert_eq!(refresh("0"), RefreshRate(60_000));
    }

    #[test]
    fn bitrate_is_shared_with_parity_and_sound() {
        let mut request = recorded();
        request.bitrate = BitrateWish::of_user(Bitrate::from_kbps(20_000));
        assert_eq!(request.video_bitrate(Percent(20)), Bitrate::from_kbps(15_308));
        assert_eq!(request.video_bitrate(Percent(255)), Bitrate::from_kbps(19_308));
        request.bitrate.configured = None;
        assert_eq!(request.video_bitrate(Percent(20)), Bitrate::from_kbps(16_000));
        request.bitrate.configured = Some(Bitrate::from_kbps(1));
        assert_eq!(request.video_bitrate(Percent(80)), Bitrate::from_kbps(1));
    }

    #[test]
    fn requests_must_suit_the_offer() {
        let codecs = CodecModes::H264.with(CodecModes::HEVC);
        let request = recorded();
        assert_eq!(request.check(&OFFER, codecs), Ok(()));
        let plain = StreamRequest { encryption: Encryption::VIDEO, ..request };
        assert_eq!(plain.check(&OFFER, codecs).unwrap_err().status(), 403);
        let no_video = HostOffer { supported: Encryption::CONTROL, ..OFFER };
        assert_eq!(request.check(&no_video, codecs).unwrap_err().status(), 403);
        for other in [
            StreamRequest { codec: Codec::Av1, ..request },
            StreamRequest { depth: BitDepth::Ten, ..request },
            StreamRequest { chroma: Chroma::Yuv444, ..request },
            StreamRequest { codec: Codec::H264, depth: BitDepth::Ten, ..request },
        ] {
            assert_eq!(other.check(&OFFER, codecs).unwrap_err().status(), 400);
        }
    }

    #[test]
    fn audio_is_encrypted_by_either_flag() {
        let request = recorded();
        let by_legacy = StreamRequest { encryption: Encryption::CONTROL, ..request };
        let by_bit = StreamRequest { audio_encryption: false, ..request };
        let neither = StreamRequest { audio_encryption: false, ..by_legacy };
        assert!(by_legacy.encrypts_audio() && by_bit.encrypts_audio());
        assert!(!neither.encrypts_audio());
    }

    fn request() -> impl Strategy<Value = StreamRequest> {
        let video =
            (16u32..=16_384, 16u32..=16_384, 1u32..=500, 0u8..3, 8u16..=91, 1u64..1_000_000);
        let rest =
            (1u8..=32, 0u8..=16, any::<u8>(), 0u32..8, any::<[bool; 9]>(), 0u8..6, 0usize..3);
        (video, rest).prop_map(|(video, rest)| {
            let (width, height, hz, codec, sixteens, kbps) = video;
            let (slices, references, min_parity, encryption, flags, csc, channels) = rest;
            let channels = [2, 6, 8][channels];
            StreamRequest {
                mode: Mode::new(width, height, RefreshRate::from_hz(hz)).unwrap(),
                codec: [Codec::H264, Codec::Hevc, Codec::Av1][usize::from(codec)],
                chroma: if flags[0] { Chroma::Yuv444 } else { Chroma::Yuv420 },
                depth: if flags[1] { BitDepth::Ten } else { BitDepth::Eight },
                color: ColorSpec::from_wire(csc).unwrap(),
                packet_size: sixteens * 16,
                bitrate: BitrateWish::of_user(Bitrate::from_kbps(kbps)),
                slices,
                references,
                min_parity,
                intra_refresh: flags[2],
                encryption: Encryption(encryption),
                audio_encryption: flags[3] || encryption & 4 != 0,
                fec_status: flags[4],
                session_ids: flags[5],
                mark_video: flags[6],
                mark_audio: flags[7],
                audio: AudioRequest {
                    channels: AudioChannels::with_count(channels).unwrap(),
                    high_quality: flags[8],
                    packet: Span::from_millis(if flags[0] { 5 } else { 10 }),
                },
            }
        })
    }

    proptest! {
        #[test]
        fn parse_never_panics(bytes: Vec<u8>, line in "[ -~]{0,60}", at in 0usize..1488) {
            let _ = StreamRequest::parse(&bytes);
            let mut body = body();
            body.insert_str(at, &line);
            let _ = StreamRequest::parse(body.as_bytes());
        }

        #[test]
        fn what_is_written_is_read(request in request()) {
            let body = request.write([10, 0, 0, 1].into(), 47998);
            prop_assert_eq!(StreamRequest::parse(body.as_bytes()), Ok(request));
        }

        #[test]
        fn bitrate_is_never_zero_nor_above_the_wish(request in request(), parity: u8) {
            let rate = request.video_bitrate(Percent(parity));
            prop_assert!(rate.0 >= 1_000 && rate <= request.bitrate.configured.unwrap());
        }
    }
}
