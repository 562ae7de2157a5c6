//! Every datagram both ways, and every way to break one.

use proptest::prelude::*;

use super::*;
use crate::gamestream::input::{MouseButton, Text};
use crate::native::message::tests::report;

fn bytes(datagram: &Datagram<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    datagram.write(&mut out);
    out
}

fn input(first: u32, events: &[InputEvent]) -> Vec<u8> {
    let mut out = Vec::new();
    Input::write(EventNumber(first), events, &mut out);
    out
}

fn event() -> impl Strategy<Value = InputEvent> {
    prop_oneof![
        any::<(i16, i16)>().prop_map(|(dx, dy)| InputEvent::MouseMove { dx, dy }),
        any::<bool>().prop_map(|down| InputEvent::MouseButton { button: MouseButton::Left, down }),
        any::<i16>().prop_map(InputEvent::Scroll),
        "[a-zé€]".prop_map(|text| InputEvent::Text(Text::new(&text).unwrap())),
    ]
}

/// A datagram of any kind but input, whose bytes it borrows, and audio.
fn fixed() -> impl Strategy<Value = Datagram<'static>> {
    let rumble = (any::<u16>(), 0u16..16, any::<[u16; 5]>()).prop_map(|(sequence, pad, words)| {
        let [low_frequency, high_frequency, left_trigger, right_trigger, millis] = words;
        Datagram::Rumble(Rumble {
            sequence: Seq(sequence),
            gamepad: GamepadIndex::new(pad).unwrap(),
            low_frequency,
            high_frequency,
            left_trigger,
            right_trigger,
            lasts: Span::from_millis(millis.into()),
        })
    });
    let answer = any::<[u64; 3]>().prop_map(|[sent, a, b]| {
        let (received, answered) = (Micros(a.min(b)), Micros(a.max(b)));
        Datagram::Answer(Answer { sent: Micros(sent), received, answered })
    });
    prop_oneof![
        rumble,
        any::<u64>().prop_map(|sent| Datagram::Probe(Probe { sent: Micros(sent) })),
        answer,
        report().prop_map(Datagram::Report),
        any::<[u8; 8]>().prop_map(Datagram::PathChallenge),
        any::<[u8; 8]>().prop_map(Datagram::PathEcho),
        any::<u32>().prop_map(|next| Datagram::InputSeen(InputSeen { next: EventNumber(next) })),
    ]
}

#[test]
fn what_is_no_datagram_has_an_error_of_its_own() {
    let parse = |bytes: &[u8]| Datagram::parse(bytes).map(|_| ());
    assert_eq!(parse(&[]), Err(DatagramError::Empty));
    assert_eq!(parse(&[0xc7, 1]), Err(DatagramError::Unknown(0xc7)));
    assert_eq!(parse(&[0xcf]), Err(DatagramError::Unknown(0xcf)));
    assert_eq!(parse(&[0xce, 0, 0, 0]), malformed(Kind::InputSeen));
    assert_eq!(parse(&[0xca, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), malformed(Kind::Rumble));
    assert_eq!(parse(&[0xc9, 0, 0, 1, 0, 0, 0, 0]), malformed(Kind::Audio));
    assert_eq!(parse(&[0xcb, 2, 0, 0, 0, 0, 0, 0, 0, 0]), malformed(Kind::Clock));
    assert_eq!(parse(&[0xc8, 0, 0, 0, 0]), malformed(Kind::Input));
    assert_eq!(parse(&[0xcd, 2, 0, 0, 0, 0, 0, 0, 0, 0]), malformed(Kind::Path));
    let mut report = [0; 30];
    (report[0], report[1]) = (0xcc, 16);
    assert_eq!(parse(&report), malformed(Kind::Report));
}

fn malformed(kind: Kind) -> Result<(), DatagramError> {
    Err(DatagramError::Malformed(kind))
}

#[test]
fn nobody_answers_before_being_asked() {
    let (sent, received, answered) = (Micros(9), Micros(3), Micros(2));
    let bytes = bytes(&Datagram::Answer(Answer { sent, received, answered }));
    assert_eq!(Datagram::parse(&bytes), Err(DatagramError::Malformed(Kind::Clock)));
}

#[test]
fn unknown_events_keep_their_number() {
    let mut bytes = input(u32::MAX, &[InputEvent::Scroll(120)]);
    bytes.extend([0, 0, 0, 4, 0xee, 0xff, 0xc0, 0]);
    InputEvent::Scroll(-120).write(&mut bytes);
    let Datagram::Input(input) = Datagram::parse(&bytes).unwrap() else { panic!("no input") };
    let expected = [
        (EventNumber(u32::MAX), InputEvent::Scroll(120)),
        (EventNumber(1), InputEvent::Scroll(-120)),
    ];
    assert!(input.events().eq(expected));
    assert!(EventNumber(u32::MAX).is_before(EventNumber(1)));
}

#[test]
fn one_invalid_event_spoils_the_datagram() {
    let mut bytes = input(0, &[InputEvent::Scroll(120)]);
    bytes.extend([0, 0, 0, 5, 0x3, 0, 0, 0, 1]);
    let error = Err(DatagramError::Event(InputError::Malformed(3)));
    assert_eq!(Datagram::parse(&bytes), error);
}

#[test]
fn the_number_of_events_is_bounded() {
    let event = InputEvent::Scroll(1);
    let mut bytes = input(0, &[event; MAX_EVENTS]);
    assert!(Datagram::parse(&bytes).is_ok());
    event.write(&mut bytes);
    assert_eq!(Datagram::parse(&bytes), Err(DatagramError::TooManyEvents));
}

proptest! {
    #[test]
    fn what_is_written_is_read(datagram in fixed(), more in prop::collection::vec(any::<u8>(), 0..9)) {
        let mut bytes = bytes(&datagram);
        bytes.extend(more);
        prop_assert_eq!(Datagram::parse(&bytes), Ok(datagram));
    }

    #[test]
    fn cut_ones_are_refused(datagram in fixed()) {
        let bytes = bytes(&datagram);
        for end in 0..bytes.len() {
            prop_assert!(Datagram::parse(&bytes[..end]).is_err());
        }
    }

    #[test]
    fn sound_is_written_and_read(
        sequence: u16,
        timestamp: u32,
        redundant: bool,
        opus in prop::collection::vec(any::<u8>(), 1..60),
    ) {
        let opus = opus.as_slice();
        let packet = AudioPacket { sequence: Seq(sequence), timestamp, redundant, opus };
        let bytes = bytes(&Datagram::Audio(packet));
        prop_assert_eq!(Datagram::parse(&bytes), Ok(Datagram::Audio(packet)));
        for end in 0..=8 {
            prop_assert!(Datagram::parse(&bytes[..end]).is_err());
        }
    }

    #[test]
    fn events_are_written_and_read(
        first: u32,
        events in prop::collection::vec(event(), 1..=MAX_EVENTS),
    ) {
        let bytes = input(first, &events);
        let parsed = Datagram::parse(&bytes).unwrap();
        prop_assert_eq!(&self::bytes(&parsed), &bytes);
        let Datagram::Input(input) = parsed else { panic!("no input") };
        let numbers = (0..).map(|count| EventNumber(first).offset(count));
        prop_assert!(input.events().eq(numbers.zip(events.iter().copied())));
        // A cut between two events leaves fewer of them.
        for end in 0..bytes.len() {
            if let Ok(Datagram::Input(input)) = Datagram::parse(&bytes[..end]) {
                prop_assert!(input.events().count() < events.len());
            }
        }
    }

    #[test]
    fn garbage_never_panics(kind in 0xc7u8..=0xcf, mut bytes: Vec<u8>) {
        bytes.insert(0, kind);
        let _ = Datagram::parse(&bytes);
    }
}
