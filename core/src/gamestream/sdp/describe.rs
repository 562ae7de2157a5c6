//! The body of the reply to DESCRIBE.

use std::fmt::Write;

use super::{AudioChannels, OpusLayout, SdpError};
use crate::gamestream::Encryption;
use crate::gamestream::rtsp::parse_c_number;

/// Start of a base64 VPS: clients take it as "HEVC available".
const HEVC_MARK: &str = "sprop-parameter-sets=AAAAAU";
const AV1_MARK: &str = "AV1/90000";
const INVALIDATION_MARK: &str = "x-nv-video[0].refPicInvalidation";
const SURROUND_KEY: &str = "a=fmtp:97 surround-params=";

const TOUCH_AND_PEN: u32 = 1;
const GAMEPAD_SENSORS: u32 = 2;

/// What a host can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostOffer {
    /// Takes touch and pen input.
    pub touch_and_pen: bool,
    /// Takes touchpads and motion sensors of gamepads.
    pub gamepad_sensors: bool,
    /// What it can encrypt.
    pub supported: Encryption,
    /// What it insists on encrypting; part of `supported`.
    pub required: Encryption,
    /// Can stop using lost frames as references.
    pub invalidation: bool,
    /// Encodes HEVC. A client that decodes it will ask for it.
    pub hevc: bool,
    /// Encodes AV1. A client that decodes it will ask for it.
    pub av1: bool,
}

impl HostOffer {
    /// The body as clients search it.
    pub fn write(&self) -> String {
        let features = u32::from(self.touch_and_pen) * TOUCH_AND_PEN
            + u32::from(self.gamepad_sensors) * GAMEPAD_SENSORS;
        let mut body = format!(
            "a=x-ss-general.featureFlags:{features}\r\n\
             a=x-ss-general.encryptionSupported:{}\r\n\
             a=x-ss-general.encryptionRequested:{}\r\n",
            self.supported.0, self.required.0
        );
        if self.invalidation {
            body.push_str("a=x-nv-video[0].refPicInvalidation:1\r\n");
        }
        if self.hevc {
            body.push_str("sprop-parameter-sets=AAAAAU\r\n");
        }
        if self.av1 {
            body.push_str("a=rtpmap:98 AV1/90000\r\n");
        }
        for channels in
            [AudioChannels::Stereo, AudioChannels::Surround51, AudioChannels::Surround71]
        {
            write_layout(&mut body, channels.layout(false), normal_order);
            write_layout(&mut body, channels.layout(true), |mapping| mapping);
        }
        body
    }

    /// Reads an offer as stock clients do.
    pub fn parse(body: &str) -> HostOffer {
        let features = number(body, "x-ss-general.featureFlags");
        HostOffer {
            touch_and_pen: features & TOUCH_AND_PEN != 0,
            gamepad_sensors: features & GAMEPAD_SENSORS != 0,
            supported: Encryption(number(body, "x-ss-general.encryptionSupported")),
            required: Encryption(number(body, "x-ss-general.encryptionRequested")),
            invalidation: body.contains(INVALIDATION_MARK),
            hevc: body.contains(HEVC_MARK),
            av1: body.contains(AV1_MARK),
        }
    }

    /// The layout that a client reads from `body` for these channels: the first line is that of
    /// normal quality, the second that of high quality.
    ///
    /// # Errors
    /// `NoLayout` for 7.1 that is not offered; `Malformed`.
    pub fn parse_layout(
        body: &str,
        channels: AudioChannels,
        high_quality: bool,
    ) -> Result<OpusLayout, SdpError> {
        if channels == AudioChannels::Stereo {
            return Ok(channels.layout(false));
        }
        let key = format!("{SURROUND_KEY}{}", channels.count());
        let mut lines = body.split(key.as_str()).skip(1);
        let (normal, high) = (lines.next(), lines.next());
        match (normal, high.filter(|_| high_quality)) {
            (_, Some(line)) => read_layout(line, channels, |mapping| mapping),
            (Some(line), None) => read_layout(line, channels, client_order),
            (None, None) if channels == AudioChannels::Surround51 => Ok(OpusLayout {
                channels,
                streams: 4,
                coupled: 2,
                mapping: [0, 4, 1, 5, 2, 3, 6, 7],
            }),
            (None, None) => Err(SdpError::NoLayout(channels.count())),
        }
    }
}

fn number(body: &str, name: &str) -> u32 {
    let value = body.split_once(name).and_then(|(_, rest)| rest.split_once(':'));
    let value = value.map(|(_, value)| value.trim_start());
    let digits = |value: &str| {
        let end = value.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(value.len());
        parse_c_number(&value[..end])
    };
    value.and_then(digits).unwrap_or(0)
}

fn write_layout(body: &mut String, layout: OpusLayout, order: fn(Vec<u8>) -> Vec<u8>) {
    let count = usize::from(layout.channels.count());
    let mapping = order(layout.mapping[..count].to_vec());
    let digits = mapping.iter().fold(String::new(), |mut text, index| {
        let _ = write!(text, "{index}");
        text
    });
    let _ = write!(body, "{SURROUND_KEY}{count}{}{}{digits}\r\n", layout.streams, layout.coupled);
}

/// `line` begins behind the channel count.
fn read_layout(
    line: &str,
    channels: AudioChannels,
    order: fn(Vec<u8>) -> Vec<u8>,
) -> Result<OpusLayout, SdpError> {
    let malformed = SdpError::Malformed("surround-params");
    let count = usize::from(channels.count());
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| byte - b'0');
    let digits: Option<Vec<u8>> =
        line.as_bytes().get(..2 + count).and_then(|digits| digits.iter().map(digit).collect());
    let digits = digits.ok_or(malformed)?;
    let (streams, coupled) = (digits[0], digits[1]);
    let ordered = order(digits[2..].to_vec());
    if streams == 0 || coupled > streams || ordered.iter().any(|at| *at >= streams + coupled) {
        return Err(malformed);
    }
    let mut mapping = [0, 1, 2, 3, 4, 5, 6, 7];
    mapping[..count].copy_from_slice(&ordered);
    Ok(OpusLayout { channels, streams, coupled, mapping })
}

/// The order of NVIDIA's hosts, in which the low-frequency channel is last.
fn normal_order(mut mapping: Vec<u8>) -> Vec<u8> {
    if mapping.len() > 3 {
        mapping[3..].rotate_left(1);
    }
    mapping
}

/// What the client makes of that order. Source: moonlight-common-c, `RtspConnection.c`,
/// `parseOpusConfigurations`.
fn client_order(mut mapping: Vec<u8>) -> Vec<u8> {
    if mapping.len() > 3 {
        mapping[3..].rotate_right(1);
    }
    mapping
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OFFER: HostOffer = HostOffer {
        touch_and_pen: true,
        gamepad_sensors: true,
        supported: Encryption::ALL,
        required: Encryption::CONTROL,
        invalidation: true,
        hevc: true,
        av1: true,
    };

    #[test]
    fn the_offer_reads_as_recorded() {
        assert_eq!(
            OFFER.write(),
            "a=x-ss-general.featureFlags:3\r\n\
             a=x-ss-general.encryptionSupported:7\r\n\
             a=x-ss-general.encryptionRequested:1\r\n\
             a=x-nv-video[0].refPicInvalidation:1\r\n\
             sprop-parameter-sets=AAAAAU\r\n\
             a=rtpmap:98 AV1/90000\r\n\
             a=fmtp:97 surround-params=21101\r\n\
             a=fmtp:97 surround-params=21101\r\n\
             a=fmtp:97 surround-params=642012453\r\n\
             a=fmtp:97 surround-params=660012345\r\n\
             a=fmtp:97 surround-params=85301245673\r\n\
             a=fmtp:97 surround-params=88001234567\r\n"
        );
    }

    #[test]
    fn every_layout_arrives_in_the_clients_order() {
        let body = OFFER.write();
        for channels in
            [AudioChannels::Stereo, AudioChannels::Surround51, AudioChannels::Surround71]
        {
            for high in [false, true] {
                let read = HostOffer::parse_layout(&body, channels, high);
                assert_eq!(read, Ok(channels.layout(high)));
            }
        }
    }

    #[test]
    fn hosts_without_layouts_get_what_clients_assume() {
        let read = HostOffer::parse_layout("", AudioChannels::Surround51, true).unwrap();
        assert_eq!(read.mapping[..6], [0, 4, 1, 5, 2, 3]);
        let read = HostOffer::parse_layout("", AudioChannels::Surround71, false);
        assert_eq!(read, Err(SdpError::NoLayout(8)));
        let outside = "a=fmtp:97 surround-params=642012459";
        let read = HostOffer::parse_layout(outside, AudioChannels::Surround51, false);
        assert_eq!(read, Err(SdpError::Malformed("surround-params")));
    }

    proptest! {
        #[test]
        fn parse_never_panics(text: String, digits in "[0-9]{0,12}") {
            HostOffer::parse(&text);
            HostOffer::parse(&format!("x-ss-general.featureFlags{text}"));
            let line = format!("a=fmtp:97 surround-params=8{digits}{text}");
            let _ = HostOffer::parse_layout(&line, AudioChannels::Surround71, false);
        }

        #[test]
        fn what_is_written_is_read(flags: [bool; 5], supported in 0u32..8, required in 0u32..8) {
            let offer = HostOffer {
                touch_and_pen: flags[0],
                gamepad_sensors: flags[1],
                supported: Encryption(supported),
                required: Encryption(required),
                invalidation: flags[2],
                hevc: flags[3],
                av1: flags[4],
            };
            prop_assert_eq!(HostOffer::parse(&offer.write()), offer);
        }
    }
}
