//! The messages inside the envelope: type, length, payload, all little-endian unless said.
//! Source: moonlight-common-c, `ControlStream.c`, `packetTypesGen7Enc`;
//! docs/wire-gamestream.md "Message types".

use super::ControlError;
use super::envelope::MAX_MESSAGE;
use crate::gamestream::input::{Fields, InputEvent};
use crate::units::FrameId;

const PERIODIC_PING: u16 = 0x0200;
const INPUT: u16 = 0x0206;
const INVALIDATE: u16 = 0x0301;
const REQUEST_IDR: u16 = 0x0302;
const START_B: u16 = 0x0307;
const LTR_ACK: u16 = 0x0350;
const RUMBLE: u16 = 0x010b;
const TERMINATION: u16 = 0x0109;
const HDR_MODE: u16 = 0x010e;
const TRIGGER_RUMBLE: u16 = 0x5500;
const MOTION_RATE: u16 = 0x5501;
/// FEC status from the client, LED colour from the host.
const FEC_STATUS_OR_LED: u16 = 0x5502;
const ADAPTIVE_TRIGGERS: u16 = 0x5503;

/// Splits a message into type and payload. The payload ends at its announced length.
fn split(message: &[u8]) -> Result<(u16, &[u8]), ControlError> {
    let Some((&[t0, t1, l0, l1], payload)) = message.split_first_chunk() else {
        return Err(ControlError::Length(message.len()));
    };
    let length = usize::from(u16::from_le_bytes([l0, l1]));
    let payload = payload.get(..length).ok_or(ControlError::Cut)?;
    Ok((u16::from_le_bytes([t0, t1]), payload))
}

/// Puts type and length in front of a payload.
fn join(kind: u16, payload: &[u8], out: &mut Vec<u8>) {
    debug_assert!(payload.len() + 4 <= MAX_MESSAGE);
    out.clear();
    out.extend(kind.to_le_bytes());
    out.extend((payload.len() as u16).to_le_bytes());
    out.extend(payload);
}

/// Frames that did not arrive whole, first and last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostFrames {
    /// The first.
    pub first: FrameId,
    /// The last; not before the first.
    pub last: FrameId,
}

/// What happened to one FEC block. Informative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FecStatus {
    /// The frame.
    pub frame: FrameId,
    /// Highest packet number received.
    pub highest: u16,
    /// Next packet number without a gap before it.
    pub next_contiguous: u16,
    /// Packets missing before the highest.
    pub missing: u16,
    /// Data packets of the block.
    pub data: u16,
    /// Parity packets of the block.
    pub parity: u16,
    /// Data packets received.
    pub data_received: u16,
    /// Parity packets received.
    pub parity_received: u16,
    /// Parity in percent of data.
    pub percent: u8,
    /// Which block of the frame.
    pub block: u8,
    /// How many blocks the frame has.
    pub blocks: u8,
}

/// A message from client to host.
#[derive(Clone, Debug, PartialEq)]
pub enum ClientMessage {
    /// The next frame must be a key frame. The first one also says "start".
    RequestIdr,
    /// Second half of the start.
    StartB,
    /// These frames cannot be references any more.
    Invalidate(LostFrames),
    /// The decoder holds this frame as a long-term reference.
    LtrAck(FrameId),
    /// The client is alive; comes ten times a second.
    Ping,
    /// Something was pressed, moved or touched.
    Input(InputEvent),
    /// A FEC block needed repair or was beyond it.
    FecStatus(FecStatus),
    /// A type that means nothing to us.
    Unknown(u16),
}

impl ClientMessage {
    /// Reads a message that came out of its envelope. Trailing bytes are ignored.
    ///
    /// # Errors
    /// `Length`, `Cut`, `Malformed`, `Input`.
    pub fn parse(message: &[u8]) -> Result<ClientMessage, ControlError> {
        let (kind, payload) = split(message)?;
        let mut fields = Fields::new(payload);
        let parsed = match kind {
            REQUEST_IDR => Some(Self::RequestIdr),
            START_B => Some(Self::StartB),
            PERIODIC_PING => Some(Self::Ping),
            INPUT => Some(InputEvent::parse(payload)?.map_or(Self::Unknown(kind), Self::Input)),
            INVALIDATE => parse_invalidate(&mut fields),
            LTR_ACK => fields.u32_le().map(|frame| Self::LtrAck(FrameId(frame))),
            FEC_STATUS_OR_LED => parse_fec_status(&mut fields).map(Self::FecStatus),
            _ => Some(Self::Unknown(kind)),
        };
        parsed.ok_or(ControlError::Malformed(kind))
    }

    /// Writes the message, type and length included, over what `out` held.
    pub fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::RequestIdr => join(REQUEST_IDR, &[0; 2], out),
            Self::StartB => join(START_B, &[0], out),
            Self::Ping => join(PERIODIC_PING, &[4, 0, 0, 0, 0, 0, 0, 0], out),
            Self::Invalidate(lost) => {
                let mut payload = [0; 24];
                payload[..4].copy_from_slice(&lost.first.0.to_le_bytes());
                payload[8..12].copy_from_slice(&lost.last.0.to_le_bytes());
                join(INVALIDATE, &payload, out);
            }
            Self::LtrAck(frame) => {
                let mut payload = [0; 8];
                payload[..4].copy_from_slice(&frame.0.to_le_bytes());
                join(LTR_ACK, &payload, out);
            }
            Self::Input(event) => {
                let mut payload = Vec::with_capacity(48);
                event.write(&mut payload);
                join(INPUT, &payload, out);
            }
            Self::FecStatus(status) => join(FEC_STATUS_OR_LED, &write_fec_status(status), out),
            Self::Unknown(kind) => join(*kind, &[], out),
        }
    }
}

/// Eight bytes each for first and last, of which the client sets the lower half. A range that
/// ends before it begins can only be answered by a key frame.
fn parse_invalidate(fields: &mut Fields<'_>) -> Option<ClientMessage> {
    let first = FrameId(fields.u32_le()?);
    fields.skip(4)?;
    let last = FrameId(fields.u32_le()?);
    if last < first {
        return Some(ClientMessage::RequestIdr);
    }
    Some(ClientMessage::Invalidate(LostFrames { first, last }))
}

/// All big-endian, unlike the rest.
fn parse_fec_status(fields: &mut Fields<'_>) -> Option<FecStatus> {
    Some(FecStatus {
        frame: FrameId(fields.u32_be()?),
        highest: fields.u16_be()?,
        next_contiguous: fields.u16_be()?,
        missing: fields.u16_be()?,
        data: fields.u16_be()?,
        parity: fields.u16_be()?,
        data_received: fields.u16_be()?,
        parity_received: fields.u16_be()?,
        percent: fields.u8()?,
        block: fields.u8()?,
        blocks: fields.u8()?,
    })
}

fn write_fec_status(status: &FecStatus) -> Vec<u8> {
    let mut payload = status.frame.0.to_be_bytes().to_vec();
    for word in [
        status.highest,
        status.next_contiguous,
        status.missing,
        status.data,
        status.parity,
        status.data_received,
        status.parity_received,
    ] {
        payload.extend(word.to_be_bytes());
    }
    payload.extend([status.percent, status.block, status.blocks]);
    payload
}

/// A motion sensor of a gamepad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensor {
    /// In m/s², gravity included.
    Accelerometer,
    /// In degrees per second.
    Gyroscope,
}

impl Sensor {
    /// The number on the wire.
    pub fn to_wire(self) -> u8 {
        match self {
            Self::Accelerometer => 1,
            Self::Gyroscope => 2,
        }
    }

    /// The meaning of a number on the wire.
    pub fn from_wire(wire: u8) -> Option<Sensor> {
        match wire {
            1 => Some(Self::Accelerometer),
            2 => Some(Self::Gyroscope),
            _ => None,
        }
    }
}

/// Mastering metadata of an HDR display. Chromaticities in 1/50000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HdrMetadata {
    /// Red, green and blue as x, y.
    pub primaries: [(u16, u16); 3],
    /// White as x, y.
    pub white: (u16, u16),
    /// Brightest luminance in nits.
    pub max_luminance: u16,
    /// Darkest luminance in 1/10000 nit.
    pub min_luminance: u16,
    /// Brightest pixel of the content in nits.
    pub max_content: u16,
    /// Brightest frame average of the content in nits.
    pub max_average: u16,
    /// Brightest luminance of a full frame in nits.
    pub max_full_frame: u16,
}

/// Why a host ends a stream: an HRESULT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Termination(pub u32);

impl Termination {
    /// Nothing is wrong.
    pub const GRACEFUL: Termination = Termination(0x8003_0023);
    /// A frame could not be converted.
    pub const FRAME_CONVERSION: Termination = Termination(0x800e_9403);
    /// The content must not be streamed.
    pub const PROTECTED_CONTENT: Termination = Termination(0x800e_9302);
}

/// Forces of the triggers of a DualSense pad. The effects are opaque to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AdaptiveTriggers {
    /// Which gamepad.
    pub gamepad: u16,
    /// 4: right is valid, 8: left is valid.
    pub flags: u8,
    /// Effect type and parameters of the left trigger.
    pub left: (u8, [u8; 10]),
    /// Effect type and parameters of the right trigger.
    pub right: (u8, [u8; 10]),
}

/// A message from host to client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostMessage {
    /// Motors of a gamepad, 0 to 65535.
    Rumble {
        /// Which gamepad.
        gamepad: u16,
        /// The strong motor.
        low_frequency: u16,
        /// The weak motor.
        high_frequency: u16,
    },
    /// Motors in the triggers of a gamepad.
    TriggerRumble {
        /// Which gamepad.
        gamepad: u16,
        /// Left trigger.
        left: u16,
        /// Right trigger.
        right: u16,
    },
    /// Send motion events this often; 0 is never.
    MotionRate {
        /// Which gamepad.
        gamepad: u16,
        /// Reports per second.
        hertz: u16,
        /// Which of its sensors.
        sensor: Sensor,
    },
    /// Colour of a gamepad's light.
    Led {
        /// Which gamepad.
        gamepad: u16,
        /// Red, green, blue.
        rgb: [u8; 3],
    },
    /// Forces of a gamepad's triggers.
    AdaptiveTriggers(AdaptiveTriggers),
    /// From now on the picture is HDR, or it is not.
    HdrMode {
        /// Whether it is.
        enabled: bool,
        /// What the display is like.
        metadata: HdrMetadata,
    },
    /// The stream ends.
    Termination(Termination),
    /// A type that means nothing to us.
    Unknown(u16),
}

impl HostMessage {
    /// Reads a message that came out of its envelope. Trailing bytes are ignored.
    ///
    /// # Errors
    /// `Length`, `Cut`, `Malformed`.
    pub fn parse(message: &[u8]) -> Result<HostMessage, ControlError> {
        let (kind, payload) = split(message)?;
        let fields = &mut Fields::new(payload);
        let parsed = match kind {
            RUMBLE => parse_rumble(fields),
            TRIGGER_RUMBLE => parse_trigger_rumble(fields),
            MOTION_RATE => parse_motion_rate(fields),
            FEC_STATUS_OR_LED => parse_led(fields),
            ADAPTIVE_TRIGGERS => parse_adaptive_triggers(fields),
            HDR_MODE => parse_hdr_mode(fields),
            TERMINATION => parse_termination(fields),
            _ => Some(Self::Unknown(kind)),
        };
        parsed.ok_or(ControlError::Malformed(kind))
    }

    /// Writes the message, type and length included, over what `out` held.
    pub fn write(&self, out: &mut Vec<u8>) {
        match *self {
            Self::Rumble { gamepad, low_frequency, high_frequency } => {
                // The first word is unused; this is what Sunshine puts there.
                let mut payload = 0x00c0_ffee_u32.to_le_bytes().to_vec();
                payload.extend(words([gamepad, low_frequency, high_frequency]));
                join(RUMBLE, &payload, out);
            }
            Self::TriggerRumble { gamepad, left, right } => {
                join(TRIGGER_RUMBLE, &words([gamepad, left, right]), out);
            }
            Self::MotionRate { gamepad, hertz, sensor } => {
                let mut payload = words([gamepad, hertz]);
                payload.push(sensor.to_wire());
                join(MOTION_RATE, &payload, out);
            }
            Self::Led { gamepad, rgb } => {
                let mut payload = words([gamepad]);
                payload.extend(rgb);
                join(FEC_STATUS_OR_LED, &payload, out);
            }
            Self::AdaptiveTriggers(AdaptiveTriggers { gamepad, flags, left, right }) => {
                let mut payload = words([gamepad]);
                payload.extend([flags, left.0, right.0]);
                payload.extend(left.1);
                payload.extend(right.1);
                join(ADAPTIVE_TRIGGERS, &payload, out);
            }
            Self::HdrMode { enabled, metadata } => {
                let mut payload = vec![u8::from(enabled)];
                payload.extend(metadata_words(&metadata));
                join(HDR_MODE, &payload, out);
            }
            Self::Termination(Termination(code)) => join(TERMINATION, &code.to_be_bytes(), out),
            Self::Unknown(kind) => join(kind, &[], out),
        }
    }
}

fn words<const N: usize>(words: [u16; N]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn metadata_words(metadata: &HdrMetadata) -> Vec<u8> {
    let [red, green, blue] = metadata.primaries;
    let white = metadata.white;
    let colors = [red.0, red.1, green.0, green.1, blue.0, blue.1, white.0, white.1];
    let mut bytes = words(colors);
    bytes.extend(words([
        metadata.max_luminance,
        metadata.min_luminance,
        metadata.max_content,
        metadata.max_average,
        metadata.max_full_frame,
    ]));
    bytes
}

fn parse_rumble(fields: &mut Fields<'_>) -> Option<HostMessage> {
    fields.skip(4)?;
    Some(HostMessage::Rumble {
        gamepad: fields.u16_le()?,
        low_frequency: fields.u16_le()?,
        high_frequency: fields.u16_le()?,
    })
}

fn parse_trigger_rumble(fields: &mut Fields<'_>) -> Option<HostMessage> {
    Some(HostMessage::TriggerRumble {
        gamepad: fields.u16_le()?,
        left: fields.u16_le()?,
        right: fields.u16_le()?,
    })
}

fn parse_motion_rate(fields: &mut Fields<'_>) -> Option<HostMessage> {
    Some(HostMessage::MotionRate {
        gamepad: fields.u16_le()?,
        hertz: fields.u16_le()?,
        sensor: Sensor::from_wire(fields.u8()?)?,
    })
}

fn parse_led(fields: &mut Fields<'_>) -> Option<HostMessage> {
    Some(HostMessage::Led { gamepad: fields.u16_le()?, rgb: fields.array()? })
}

fn parse_adaptive_triggers(fields: &mut Fields<'_>) -> Option<HostMessage> {
    let (gamepad, flags) = (fields.u16_le()?, fields.u8()?);
    let (left, right) = (fields.u8()?, fields.u8()?);
    Some(HostMessage::AdaptiveTriggers(AdaptiveTriggers {
        gamepad,
        flags,
        left: (left, fields.array()?),
        right: (right, fields.array()?),
    }))
}

/// Hosts without the extension send the first byte only; what is missing is zero.
fn parse_hdr_mode(fields: &mut Fields<'_>) -> Option<HostMessage> {
    let enabled = fields.u8()? != 0;
    let mut word = || fields.u16_le().unwrap_or(0);
    let mut pair = || (word(), word());
    let metadata = HdrMetadata {
        primaries: [pair(), pair(), pair()],
        white: pair(),
        max_luminance: word(),
        min_luminance: word(),
        max_content: word(),
        max_average: word(),
        max_full_frame: word(),
    };
    Some(HostMessage::HdrMode { enabled, metadata })
}

/// A short payload is a reason of the old form, little-endian, where 0x0100 is graceful.
fn parse_termination(fields: &mut Fields<'_>) -> Option<HostMessage> {
    let code = match fields.clone().u32_be() {
        Some(code) => Termination(code),
        None => match fields.u16_le()? {
            0x0100 => Termination::GRACEFUL,
            reason => Termination(reason.into()),
        },
    };
    Some(HostMessage::Termination(code))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn client(hex: &str) -> Result<ClientMessage, ControlError> {
        ClientMessage::parse(&hex::decode(hex).unwrap())
    }

    fn written(message: &ClientMessage) -> String {
        let mut out = Vec::new();
        message.write(&mut out);
        hex::encode(out)
    }

    fn host_written(message: HostMessage) -> String {
        let mut out = vec![1, 2, 3];
        message.write(&mut out);
        hex::encode(out)
    }

    #[test]
    fn the_start_of_a_stock_client_is_understood() {
        for (hex, message) in [
            ("020302000000", ClientMessage::RequestIdr),
            ("0703010000", ClientMessage::StartB),
            ("000208000400000000000000", ClientMessage::Ping),
        ] {
            assert_eq!(client(hex).as_ref(), Ok(&message));
            assert_eq!(written(&message), hex);
        }
    }

    #[test]
    fn losses_name_their_frames() {
        let hex = format!("01031800{}{}{}", "2800000000000000", "2a00000000000000", "00".repeat(8));
        let lost = LostFrames { first: FrameId(40), last: FrameId(42) };
        assert_eq!(client(&hex), Ok(ClientMessage::Invalidate(lost)));
        assert_eq!(written(&ClientMessage::Invalidate(lost)), hex);
        let backwards = hex.replace("28000000", "2b000000");
        assert_eq!(client(&backwards), Ok(ClientMessage::RequestIdr));
    }

    #[test]
    fn a_recorded_fec_status_is_read() {
        let status = FecStatus {
            frame: FrameId(4),
            highest: 13,
            next_contiguous: 11,
            missing: 1,
            data: 2,
            parity: 2,
            data_received: 1,
            parity_received: 1,
            percent: 100,
            block: 0,
            blocks: 1,
        };
        let hex = "0255150000000004000d000b00010002000200010001640001";
        assert_eq!(client(hex), Ok(ClientMessage::FecStatus(status)));
        assert_eq!(written(&ClientMessage::FecStatus(status)), hex);
    }

    #[test]
    fn what_is_unknown_or_cut_is_told_apart() {
        assert_eq!(client("34120000"), Ok(ClientMessage::Unknown(0x1234)));
        assert_eq!(client("060208000000000400000099"), Ok(ClientMessage::Unknown(INPUT)));
        assert_eq!(client("0203"), Err(ControlError::Length(2)));
        assert_eq!(client("0203030000"), Err(ControlError::Cut));
        assert_eq!(client("5003020000aa"), Err(ControlError::Malformed(LTR_ACK)));
    }

    #[test]
    fn host_messages_have_their_recorded_bytes() {
        let graceful = HostMessage::Termination(Termination::GRACEFUL);
        assert_eq!(host_written(graceful), "0901040080030023");
        let rumble =
            HostMessage::Rumble { gamepad: 0, low_frequency: 0x1111, high_frequency: 0x2222 };
        assert_eq!(host_written(rumble), "0b010a00eeffc000000011112222");
        let old = HostMessage::parse(&hex::decode("090102000001").unwrap());
        assert_eq!(old, Ok(graceful));
    }

    #[test]
    fn hdr_without_metadata_is_zero() {
        let short = HostMessage::parse(&[0x0e, 1, 1, 0, 1]);
        let metadata = HdrMetadata::default();
        assert_eq!(short, Ok(HostMessage::HdrMode { enabled: true, metadata }));
        let full = host_written(HostMessage::HdrMode { enabled: true, metadata });
        assert_eq!(full.len(), 2 * (4 + 27));
    }

    fn host_message() -> impl Strategy<Value = HostMessage> {
        let pads = (any::<u16>(), any::<u16>(), any::<u16>());
        prop_oneof![
            pads.prop_map(|(gamepad, low_frequency, high_frequency)| HostMessage::Rumble {
                gamepad,
                low_frequency,
                high_frequency
            }),
            pads.prop_map(|(gamepad, left, right)| HostMessage::TriggerRumble {
                gamepad,
                left,
                right
            }),
            pads.prop_map(|(gamepad, hertz, _)| HostMessage::MotionRate {
                gamepad,
                hertz,
                sensor: Sensor::Gyroscope
            }),
            any::<(u16, [u8; 3])>().prop_map(|(gamepad, rgb)| HostMessage::Led { gamepad, rgb }),
            any::<(u16, u8, (u8, [u8; 10]), (u8, [u8; 10]))>().prop_map(
                |(gamepad, flags, left, right)| {
                    let triggers = AdaptiveTriggers { gamepad, flags, left, right };
                    HostMessage::AdaptiveTriggers(triggers)
                }
            ),
            any::<([(u16, u16); 3], (u16, u16), [u16; 5], bool)>().prop_map(
                |(primaries, white, rest, enabled)| HostMessage::HdrMode {
                    enabled,
                    metadata: HdrMetadata {
                        primaries,
                        white,
                        max_luminance: rest[0],
                        min_luminance: rest[1],
                        max_content: rest[2],
                        max_average: rest[3],
                        max_full_frame: rest[4],
                    },
                }
            ),
            any::<u32>().prop_map(|code| HostMessage::Termination(Termination(code))),
        ]
    }

    proptest! {
        #[test]
        fn parse_never_panics(bytes: Vec<u8>, payload: Vec<u8>, kind: u16) {
            let _ = ClientMessage::parse(&bytes);
            let _ = HostMessage::parse(&bytes);
            let mut message = Vec::new();
            prop_assume!(payload.len() <= 508);
            for kind in [kind, INPUT, INVALIDATE, FEC_STATUS_OR_LED, ADAPTIVE_TRIGGERS, HDR_MODE] {
                join(kind, &payload, &mut message);
                let _ = ClientMessage::parse(&message);
                let _ = HostMessage::parse(&message);
            }
        }

        #[test]
        fn host_messages_come_back(message in host_message()) {
            let mut out = Vec::new();
            message.write(&mut out);
            prop_assert_eq!(HostMessage::parse(&out), Ok(message));
        }

        #[test]
        fn recovery_messages_come_back(first: u32, more: u32, words: [u16; 7], bytes: [u8; 3]) {
            let lost = LostFrames {
                first: FrameId(first),
                last: FrameId(first.saturating_add(more)),
            };
            let status = FecStatus {
                frame: FrameId(first),
                highest: words[0],
                next_contiguous: words[1],
                missing: words[2],
                data: words[3],
                parity: words[4],
                data_received: words[5],
                parity_received: words[6],
                percent: bytes[0],
                block: bytes[1],
                blocks: bytes[2],
            };
            for message in [
                ClientMessage::Invalidate(lost),
                ClientMessage::LtrAck(lost.first),
                ClientMessage::FecStatus(status),
            ] {
                let mut out = Vec::new();
                message.write(&mut out);
                prop_assert_eq!(ClientMessage::parse(&out), Ok(message));
            }
        }
    }
}
