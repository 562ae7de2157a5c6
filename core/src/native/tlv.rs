//! Length-prefixed messages of the control stream, whose fields are TLVs.
//!
//! ```text
//!  message   kind u16 | length u32 | fields ...
//!  field     tag u16  | length u16 | value ...
//! ```
//! All big-endian. A field whose tag means nothing to the reader is skipped, so later versions can
//! add fields; one with a reserved tag is sent on purpose, so that no reader forgets it. Source:
//! docs/wire-native.md "Messages".

use std::fmt;

use crate::gamestream::input::Fields;

/// Bytes in front of a message's fields.
pub const HEADER_LEN: usize = 6;

/// Most bytes of a message's fields.
pub const MAX_BODY: usize = 4096;

/// Most fields of a message.
pub const MAX_FIELDS: usize = 64;

/// Bytes in front of a field's value.
const FIELD_HEADER: usize = 4;

/// Tags from here on are never given a meaning.
const RESERVED: u16 = 0xff00;

/// A number on the wire and its name in errors: of a message or of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// On the wire.
    pub number: u16,
    /// In errors.
    pub name: &'static str,
}

impl Label {
    /// A number and its name.
    pub const fn new(number: u16, name: &'static str) -> Label {
        Label { number, name }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Why a message is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TlvError {
    /// Longer than [`MAX_BODY`]; the stream cannot go on.
    #[error("message {kind:#06x} of {length} bytes is too long")]
    TooLong {
        /// Number of the message.
        kind: u16,
        /// Announced bytes of its fields.
        length: u32,
    },
    /// A field runs past the end of its message.
    #[error("{kind} is cut")]
    Cut {
        /// The message.
        kind: Label,
    },
    /// More than [`MAX_FIELDS`].
    #[error("{kind} has too many fields")]
    TooManyFields {
        /// The message.
        kind: Label,
    },
    /// A field stands there twice.
    #[error("{kind} has two fields {field}")]
    Duplicate {
        /// The message.
        kind: Label,
        /// The field.
        field: Label,
    },
    /// A field that must be there is not.
    #[error("{kind} lacks {field}")]
    Missing {
        /// The message.
        kind: Label,
        /// The field.
        field: Label,
    },
    /// The value of a field is too short or outside its range.
    #[error("{field} of {kind} has a value that it cannot have")]
    Value {
        /// The message.
        kind: Label,
        /// The field.
        field: Label,
    },
}

/// One message as it came: its number, and fields nobody looked at yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawMessage<'a> {
    /// Number of the message.
    pub kind: u16,
    /// Its fields.
    pub body: &'a [u8],
}

/// Takes messages off a byte stream. Allocates once, for one message of [`MAX_BODY`] bytes.
#[derive(Debug)]
pub struct Reader {
    held: Vec<u8>,
    /// The message held was handed out.
    done: bool,
}

impl Default for Reader {
    fn default() -> Self {
        Reader { held: Vec::with_capacity(HEADER_LEN + MAX_BODY), done: false }
    }
}

impl Reader {
    /// Takes bytes off the front of `input` until a message is whole. `None` means that `input` is
    /// empty and more is needed.
    ///
    /// # Errors
    /// `TooLong`, from then on at every call.
    pub fn read(&mut self, input: &mut &[u8]) -> Result<Option<RawMessage<'_>>, TlvError> {
        if std::mem::take(&mut self.done) {
            self.held.clear();
        }
        self.fill(input, HEADER_LEN);
        let Some((kind, length)) = self.header()? else { return Ok(None) };
        self.fill(input, HEADER_LEN + length);
        self.done = self.held.len() == HEADER_LEN + length;
        Ok(self.done.then(|| RawMessage { kind, body: &self.held[HEADER_LEN..] }))
    }

    /// True when the stream may end here: no message has begun.
    pub fn is_empty(&self) -> bool {
        self.done || self.held.is_empty()
    }

    /// Moves bytes over until `wanted` are held.
    fn fill(&mut self, input: &mut &[u8], wanted: usize) {
        let missing = wanted.saturating_sub(self.held.len()).min(input.len());
        let (taken, rest) = input.split_at(missing);
        self.held.extend_from_slice(taken);
        *input = rest;
    }

    fn header(&self) -> Result<Option<(u16, usize)>, TlvError> {
        let mut header = Fields::new(&self.held);
        let (Some(kind), Some(length)) = (header.u16_be(), header.u32_be()) else {
            return Ok(None);
        };
        if length as usize > MAX_BODY {
            return Err(TlvError::TooLong { kind, length });
        }
        Ok(Some((kind, length as usize)))
    }
}

/// The fields of a message, each within its bounds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Body<'a> {
    kind: Label,
    bytes: &'a [u8],
}

impl<'a> Body<'a> {
    /// Walks the fields once.
    ///
    /// # Errors
    /// `Cut`, `TooManyFields`.
    pub(crate) fn parse(kind: Label, bytes: &'a [u8]) -> Result<Body<'a>, TlvError> {
        let mut rest = bytes;
        let mut count = 0;
        while !rest.is_empty() {
            (_, _, rest) = split(rest).ok_or(TlvError::Cut { kind })?;
            count += 1;
        }
        if count > MAX_FIELDS {
            return Err(TlvError::TooManyFields { kind });
        }
        Ok(Body { kind, bytes })
    }

    /// The value of a field that may be absent, read by `read`. What is left of the value is
    /// ignored: later versions may lengthen it.
    ///
    /// # Errors
    /// `Duplicate`; `Value` when `read` has none.
    pub(crate) fn optional<T>(
        &self,
        field: Label,
        read: impl FnOnce(&mut Fields<'a>) -> Option<T>,
    ) -> Result<Option<T>, TlvError> {
        let kind = self.kind;
        let mut values = self.values(field.number);
        let Some(value) = values.next() else { return Ok(None) };
        if values.next().is_some() {
            return Err(TlvError::Duplicate { kind, field });
        }
        read(&mut Fields::new(value)).map(Some).ok_or(TlvError::Value { kind, field })
    }

    /// The value of a field that must be there.
    ///
    /// # Errors
    /// As [`Body::optional`], and `Missing`.
    pub(crate) fn required<T>(
        &self,
        field: Label,
        read: impl FnOnce(&mut Fields<'a>) -> Option<T>,
    ) -> Result<T, TlvError> {
        self.optional(field, read)?.ok_or(TlvError::Missing { kind: self.kind, field })
    }

    fn values(&self, number: u16) -> impl Iterator<Item = &'a [u8]> {
        let mut rest = self.bytes;
        std::iter::from_fn(move || {
            let (tag, value, after) = split(rest)?;
            rest = after;
            Some((tag, value))
        })
        .filter(move |(tag, _)| *tag == number)
        .map(|(_, value)| value)
    }
}

/// Tag and value of the first field, and what follows it.
fn split(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let (&[t0, t1, l0, l1], rest) = bytes.split_first_chunk::<FIELD_HEADER>()?;
    let (value, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes([l0, l1])))?;
    Some((u16::from_be_bytes([t0, t1]), value, rest))
}

/// Appends one message to a buffer, field by field.
pub struct Writer<'a> {
    out: &'a mut Vec<u8>,
    start: usize,
}

impl<'a> Writer<'a> {
    /// Begins a message at the end of `out`.
    pub fn new(kind: Label, out: &'a mut Vec<u8>) -> Writer<'a> {
        out.extend(kind.number.to_be_bytes());
        out.extend([0; 4]);
        let start = out.len();
        Writer { out, start }
    }

    /// Adds a field, whose value is at most 65535 bytes.
    pub fn field(&mut self, field: Label, value: &[u8]) {
        self.put(field.number, value);
    }

    /// Adds a field if there is a value.
    pub fn optional(&mut self, field: Label, value: Option<&[u8]>) {
        if let Some(value) = value {
            self.field(field, value);
        }
    }

    /// Ends the message with a field that nobody understands: its tag, its length (0 to 15) and
    /// its content follow from `grease`, which is the caller's random number.
    pub fn finish(mut self, grease: u16) {
        let [high, low] = grease.to_be_bytes();
        let value = [low; 15];
        self.put(RESERVED | u16::from(high), &value[..usize::from(low & 15)]);
        let length = self.out.len() - self.start;
        debug_assert!(length <= MAX_BODY, "{length} bytes");
        self.out[self.start - 4..self.start].copy_from_slice(&(length as u32).to_be_bytes());
    }

    fn put(&mut self, tag: u16, value: &[u8]) {
        debug_assert!(value.len() <= usize::from(u16::MAX));
        self.out.extend(tag.to_be_bytes());
        self.out.extend((value.len() as u16).to_be_bytes());
        self.out.extend_from_slice(value);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KIND: Label = Label::new(7, "sample");
    const FIRST: Label = Label::new(1, "first");
    const SECOND: Label = Label::new(2, "second");

    fn body(fields: &[(u16, &[u8])]) -> Vec<u8> {
        let mut out = Vec::new();
        for (tag, value) in fields {
            out.extend(tag.to_be_bytes());
            out.extend((value.len() as u16).to_be_bytes());
            out.extend_from_slice(value);
        }
        out
    }

    fn first(bytes: &[u8]) -> Result<u16, TlvError> {
        Body::parse(KIND, bytes)?.required(FIRST, |value| value.u16_be())
    }

    #[test]
    fn a_field_is_found_among_unknown_ones() {
        assert_eq!(first(&body(&[(9, &[1]), (1, &[2, 3]), (0xffff, &[])])), Ok(0x0203));
        assert_eq!(first(&body(&[(1, &[2, 3, 4, 5])])), Ok(0x0203), "longer than known");
        assert_eq!(first(&body(&[(9, &[1]), (9, &[2]), (1, &[0, 0])])), Ok(0), "not ours to count");
    }

    #[test]
    fn errors_name_message_and_field() {
        let (kind, field) = (KIND, FIRST);
        assert_eq!(first(&[]), Err(TlvError::Missing { kind, field }));
        let twice = body(&[(1, &[0, 0]), (1, &[0, 0])]);
        assert_eq!(first(&twice), Err(TlvError::Duplicate { kind, field }));
        assert_eq!(first(&body(&[(1, &[0])])), Err(TlvError::Value { kind, field }));
        assert_eq!(first(&[0, 1, 0, 3, 0, 0]), Err(TlvError::Cut { kind }));
        assert_eq!(first(&[0]), Err(TlvError::Cut { kind }));
        let missing = TlvError::Missing { kind, field: SECOND };
        assert_eq!(missing.to_string(), "sample lacks second");
    }

    #[test]
    fn the_number_of_fields_is_bounded() {
        let most = vec![(9, [].as_slice()); MAX_FIELDS];
        assert!(Body::parse(KIND, &body(&most)).is_ok());
        let more = vec![(9, [].as_slice()); MAX_FIELDS + 1];
        let error = Body::parse(KIND, &body(&more)).map(|_| ());
        assert_eq!(error, Err(TlvError::TooManyFields { kind: KIND }));
    }

    #[test]
    fn a_message_too_long_ends_the_stream() {
        let header = [0, 7, 0, 0, 0x10, 1];
        let mut reader = Reader::default();
        let error = Err(TlvError::TooLong { kind: 7, length: 4097 });
        assert_eq!(reader.read(&mut header.as_slice()), error);
        assert_eq!(reader.read(&mut [0; 9].as_slice()), error);
    }

    #[test]
    fn the_longest_message_passes() {
        let mut bytes = vec![0, 7, 0, 0, 0x10, 0];
        bytes.resize(HEADER_LEN + MAX_BODY, 5);
        let mut reader = Reader::default();
        let message = reader.read(&mut bytes.as_slice()).unwrap().unwrap();
        assert_eq!(message, RawMessage { kind: 7, body: &[5; MAX_BODY] });
        assert_eq!(reader.held.capacity(), HEADER_LEN + MAX_BODY, "it did not grow");
    }

    proptest! {
        #[test]
        fn pieces_give_the_same_messages(
            values in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..6),
            piece in 1usize..50,
            grease: u16,
        ) {
            let mut bytes = Vec::new();
            for value in &values {
                let mut writer = Writer::new(KIND, &mut bytes);
                writer.field(FIRST, value);
                writer.finish(grease);
            }
            let mut reader = Reader::default();
            let mut seen = Vec::new();
            for mut piece in bytes.chunks(piece) {
                while let Some(message) = reader.read(&mut piece).unwrap() {
                    let body = Body::parse(KIND, message.body).unwrap();
                    seen.push(body.required(FIRST, |f| Some(f.clone().rest().to_vec())).unwrap());
                }
            }
            prop_assert_eq!(seen, values);
            prop_assert!(reader.is_empty());
        }

        #[test]
        fn garbage_never_panics(bytes: Vec<u8>) {
            let mut reader = Reader::default();
            let mut input = bytes.as_slice();
            while let Ok(Some(message)) = reader.read(&mut input) {
                let _ = first(message.body);
            }
        }
    }
}
