//! Every message both ways, and every way to break one.

use proptest::option;
use proptest::prelude::*;

use super::end::Reason;
use super::format::{Audio, Chroma, Codec, Codecs, Depth, Format, Suite};
use super::hello::{Caps, Resume, StreamPlan};
use super::running::RequestId;
use super::value::{Grid, MAX_BITRATE, MIN_BITRATE, SessionId, Slices, Text, Ticket, Tile, Tiles};
use super::value::{MAX_SLICES, MAX_TILES, Version};
use super::*;
use crate::native::tlv::{HEADER_LEN, Reader};
use crate::rate::controller::OneWay;
use crate::rate::fec::FecBounds;
use crate::rate::loss::LossReport;
use crate::reassemble::FrameRange;
use crate::recovery::Ask;
use crate::units::{Bitrate, FrameId, Micros, Mode, RefreshRate, Span};

pub(crate) fn bytes(message: &Message, grease: u16) -> Vec<u8> {
    let mut out = Vec::new();
    message.write(grease, &mut out);
    out
}

pub(crate) fn parse(mut bytes: &[u8]) -> Result<Option<Message>, TlvError> {
    let mut reader = Reader::default();
    reader.read(&mut bytes)?.map_or(Ok(None), Message::parse)
}

fn mode() -> impl Strategy<Value = Mode> {
    (16u32..=16384, 16u32..=16384, 1_000u32..=500_000).prop_map(|(width, height, refresh)| Mode {
        width,
        height,
        refresh: RefreshRate(refresh),
    })
}

fn format() -> impl Strategy<Value = Format> {
    let codec = prop::sample::select(vec![Codec::H264, Codec::Hevc, Codec::Av1]);
    let chroma = prop::sample::select(vec![Chroma::Half, Chroma::Full]);
    let depth = prop::sample::select(vec![Depth::Eight, Depth::Ten]);
    (codec, chroma, depth).prop_map(|(codec, chroma, depth)| Format { codec, chroma, depth })
}

fn audio() -> impl Strategy<Value = Audio> {
    let all = vec![Audio::Off, Audio::Stereo, Audio::Surround51, Audio::Surround71];
    prop::sample::select(all)
}

fn bitrate() -> impl Strategy<Value = Bitrate> {
    (MIN_BITRATE.0..=MAX_BITRATE.0).prop_map(Bitrate)
}

fn slices() -> impl Strategy<Value = Slices> {
    (1..=MAX_SLICES).prop_map(|number| Slices::new(number).unwrap())
}

fn tile() -> impl Strategy<Value = Tile> {
    (0..MAX_TILES).prop_map(|number| Tile::new(number).unwrap())
}

fn fec() -> impl Strategy<Value = FecBounds> {
    (0u8..=100, 0u8..=100).prop_map(|(a, b)| FecBounds { least: a.min(b), most: a.max(b) })
}

fn ticket() -> impl Strategy<Value = Ticket> {
    any::<[u8; 32]>().prop_map(Ticket::new)
}

fn millis() -> impl Strategy<Value = Span> {
    any::<u32>().prop_map(|millis| Span::from_millis(millis.into()))
}

fn text() -> impl Strategy<Value = Text> {
    "[ a-zé€]{0,40}".prop_map(|text| Text::new(&text).unwrap())
}

pub(crate) fn plan() -> impl Strategy<Value = StreamPlan> {
    let grid = (1u8..=4, 1u8..=4).prop_map(|(columns, rows)| Grid::new(columns, rows).unwrap());
    let all = (mode(), format(), bitrate(), grid, slices(), audio(), fec());
    (all, any::<bool>(), 1_024u32..=16 << 20).prop_map(|(all, big_blocks, max_frame)| {
        let (mode, format, bitrate, grid, slices, audio, fec) = all;
        let (big_blocks, max_frame) = (big_blocks, max_frame);
        StreamPlan { mode, format, bitrate, grid, slices, audio, fec, big_blocks, max_frame }
    })
}

fn caps() -> impl Strategy<Value = Caps> {
    let codecs = prop::sample::subsequence(vec![Codec::H264, Codec::Hevc, Codec::Av1], 0..=3)
        .prop_map(|codecs| Codecs::of(&codecs));
    let tiles = (1..=MAX_TILES).prop_map(|number| Tiles::new(number).unwrap());
    (codecs, any::<[bool; 3]>(), slices(), tiles, bitrate(), audio()).prop_map(
        |(
            codecs,
            [full_chroma, ten_bit, big_blocks],
            max_slices,
            max_tiles,
            max_bitrate,
            audio,
        )| {
            Caps {
                codecs,
                full_chroma,
                ten_bit,
                big_blocks,
                max_slices,
                max_tiles,
                max_bitrate,
                audio,
            }
        },
    )
}

fn version() -> impl Strategy<Value = Version> {
    (1u16..).prop_map(Version)
}

fn hello() -> impl Strategy<Value = Message> {
    let resume = (any::<u64>(), ticket())
        .prop_map(|(session, ticket)| Resume { session: SessionId(session), ticket });
    (version(), mode(), caps(), text(), option::of(resume)).prop_map(
        |(version, mode, caps, name, resume)| {
            Message::Hello(Box::new(Hello { version, mode, caps, name, resume }))
        },
    )
}

fn welcome() -> impl Strategy<Value = Message> {
    (version(), any::<u64>(), ticket(), millis(), plan(), 64u16..=65_507, any::<u64>()).prop_map(
        |(version, session, ticket, grace, plan, max_datagram, clock)| {
            Message::Welcome(Box::new(Welcome {
                version,
                session: SessionId(session),
                ticket,
                grace,
                plan,
                suite: Suite::Aes128Gcm,
                max_datagram,
                clock: Micros(clock),
            }))
        },
    )
}

fn ask() -> impl Strategy<Value = Message> {
    let range = (any::<u32>(), 0u32..1 << 31).prop_map(|(first, more)| FrameRange {
        first: FrameId(first),
        last: FrameId(first.wrapping_add(more)),
    });
    (tile(), option::of(range)).prop_map(|(tile, lost)| {
        Message::Ask(TileAsk { tile, ask: lost.map_or(Ask::KeyFrame, Ask::Invalidate) })
    })
}

pub(crate) fn report() -> impl Strategy<Value = Report> {
    (tile(), any::<[u32; 8]>(), option::of(0..u32::MAX)).prop_map(|(tile, numbers, delay)| {
        let [received, lost, longest_burst, next, decoded, missed, time, arrived] = numbers;
        Report {
            tile,
            loss: LossReport { received, lost, longest_burst },
            next: FrameId(next),
            decoded,
            missed,
            decode_time: Span(time.into()),
            arrived,
            delay: delay.map(OneWay),
        }
    })
}

fn reconfigure() -> impl Strategy<Value = Message> {
    let all = (any::<u16>(), option::of(mode()), option::of(bitrate()), option::of(format()));
    (all, option::of(fec())).prop_map(|((request, mode, bitrate, format), fec)| {
        let request = RequestId(request);
        Message::Reconfigure(Reconfigure { request, mode, bitrate, format, fec })
    })
}

pub(crate) fn message() -> impl Strategy<Value = Message> {
    let reconfigured =
        (option::of(any::<u16>()), any::<u32>(), plan()).prop_map(|(request, first, plan)| {
            let (request, first) = (request.map(RequestId), FrameId(first));
            Message::Reconfigured(Reconfigured { request, first, plan })
        });
    let bye = (any::<u16>(), option::of(text()))
        .prop_map(|(reason, text)| Message::Bye(Bye { reason: Reason::from_wire(reason), text }));
    prop_oneof![
        hello(),
        welcome(),
        option::of(millis()).prop_map(|retry| Message::Busy(Busy { retry })),
        Just(Message::Start),
        reconfigure(),
        reconfigured,
        ask(),
        report().prop_map(Message::Report),
        bye,
    ]
}

/// The message with one field's value replaced, or with the field left out.
fn altered(message: &Message, field: Label, value: Option<&[u8]>) -> Result<(), TlvError> {
    let bytes = bytes(message, 0);
    let kind = message.kind();
    let mut out = Vec::new();
    let mut writer = Writer::new(kind, &mut out);
    let mut rest = &bytes[HEADER_LEN..];
    while let Some((&[t0, t1, l0, l1], after)) = rest.split_first_chunk() {
        let (old, after) = after.split_at(usize::from(u16::from_be_bytes([l0, l1])));
        rest = after;
        match Label::new(u16::from_be_bytes([t0, t1]), "copied") {
            tag if tag.number == field.number => writer.optional(field, value),
            tag => writer.field(tag, old),
        }
    }
    writer.finish(0);
    parse(&out).map(|_| ())
}

/// Where a field begins or ends.
fn field_ends(message: &[u8]) -> Vec<usize> {
    let mut ends = vec![HEADER_LEN];
    let mut end = HEADER_LEN;
    while let Some(&[_, _, l0, l1]) = message.get(end..).and_then(<[u8]>::first_chunk) {
        end += 4 + usize::from(u16::from_be_bytes([l0, l1]));
        ends.push(end);
    }
    ends
}

#[test]
fn values_out_of_range_are_refused() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut sample =
        |strategy: BoxedStrategy<Message>| strategy.new_tree(&mut runner).unwrap().current();
    let hello = sample(hello().boxed());
    let welcome = sample(welcome().boxed());
    let huge = (MAX_BITRATE.0 + 1).to_be_bytes();
    let cases: &[(&Message, Label, &[u8])] = &[
        (&hello, tag::VERSION, &[0, 0]),
        (&hello, tag::MODE, &[0; 12]),
        (&hello, tag::MAX_SLICES, &[0]),
        (&hello, tag::MAX_SLICES, &[65]),
        (&hello, tag::MAX_TILES, &[17]),
        (&hello, tag::MAX_BITRATE, &huge),
        (&hello, tag::AUDIO, &[3]),
        (&hello, tag::NAME, &[0xff]),
        (&hello, tag::NAME, b"a\nb"),
        (&hello, tag::NAME, &[b'a'; 129]),
        (&welcome, tag::TICKET, &[0; 31]),
        (&welcome, tag::FORMAT, &[3, 0, 8]),
        (&welcome, tag::FORMAT, &[0, 2, 8]),
        (&welcome, tag::FORMAT, &[0, 0, 9]),
        (&welcome, tag::BITRATE, &[0; 8]),
        (&welcome, tag::GRID, &[0, 4]),
        (&welcome, tag::GRID, &[4, 5]),
        (&welcome, tag::GRID, &[64, 64]),
        (&welcome, tag::FEC, &[30, 29]),
        (&welcome, tag::FEC, &[0, 101]),
        (&welcome, tag::BIG_BLOCKS, &[2]),
        (&welcome, tag::SUITE, &[0, 0]),
        (&welcome, tag::MAX_DATAGRAM, &[0, 63]),
        (&welcome, tag::MAX_FRAME, &[1, 0, 0, 1]),
    ];
    for (message, field, value) in cases {
        let error = Err(TlvError::Value { kind: message.kind(), field: *field });
        assert_eq!(altered(message, *field, Some(value)), error, "{field} {value:?}");
        let missing = Err(TlvError::Missing { kind: message.kind(), field: *field });
        assert_eq!(altered(message, *field, None), missing);
    }
}

#[test]
fn a_range_that_ends_before_it_begins_is_refused() {
    let lost = FrameRange { first: FrameId(u32::MAX), last: FrameId(1) };
    let tile = Tile::new(0).unwrap();
    let message = Message::Ask(TileAsk { tile, ask: Ask::Invalidate(lost) });
    assert_eq!(altered(&message, tag::LOST, Some(&[255, 255, 255, 255, 0, 0, 0, 1])), Ok(()));
    let error = Err(TlvError::Value { kind: kind::ASK, field: tag::LOST });
    assert_eq!(altered(&message, tag::LOST, Some(&[0, 0, 0, 1, 0, 0, 0, 0])), error);
}

#[test]
fn unknown_kinds_are_no_error() {
    assert_eq!(parse(&[0, 99, 0, 0, 0, 1, 0xff]), Ok(None));
}

#[test]
fn a_ticket_does_not_show() {
    assert_eq!(format!("{:?}", Ticket::new([7; 32])), "Ticket(..)");
}

#[test]
fn reasons_of_later_versions_are_kept() {
    assert_eq!(Reason::from_wire(3), Reason::NotTrusted);
    assert_eq!(Reason::from_wire(999), Reason::Unknown(999));
    assert_eq!(Reason::Unknown(999).to_wire(), 999);
}

proptest! {
    #[test]
    fn what_is_written_is_read(message in message(), grease: u16) {
        prop_assert_eq!(parse(&bytes(&message, grease)), Ok(Some(message)));
    }

    #[test]
    fn a_body_cut_within_a_field_is_an_error(message in message(), grease: u16) {
        let whole = bytes(&message, grease);
        let kind = message.kind();
        let ends = field_ends(&whole);
        for end in HEADER_LEN..whole.len() {
            let body = &whole[HEADER_LEN..end];
            let parsed = Message::parse(RawMessage { kind: kind.number, body });
            if !ends.contains(&end) {
                prop_assert_eq!(parsed, Err(TlvError::Cut { kind }));
            }
        }
    }

    #[test]
    fn a_stream_that_ends_early_gives_nothing(message in message(), grease: u16) {
        let whole = bytes(&message, grease);
        for end in 0..whole.len() {
            let mut reader = Reader::default();
            prop_assert_eq!(reader.read(&mut &whole[..end]), Ok(None));
            prop_assert_eq!(reader.is_empty(), end == 0);
        }
    }

    #[test]
    fn garbage_never_panics(kind in 0u16..12, body: Vec<u8>) {
        let _ = Message::parse(RawMessage { kind, body: &body });
    }

    #[test]
    fn a_changed_byte_gives_an_error_or_a_valid_message(
        message in message(),
        at: prop::sample::Index,
        byte: u8,
    ) {
        let mut bytes = bytes(&message, 0);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(Some(message)) = parse(&bytes) {
            prop_assert_eq!(parse(&self::bytes(&message, 1)), Ok(Some(message)));
        }
    }
}
