//! Messages on the control stream.

use std::time::Duration;

use bytes::{Buf, Bytes};
use lumen_core::native::message::Message;
use lumen_core::native::tlv::{HEADER_LEN, MAX_BODY, RawMessage, Reader, TlvError};
use quinn::{ReadError, RecvStream, SendStream, WriteError};

use super::{QuicError, random};

/// Bytes taken off the stream at a time.
const PIECE: usize = 4096;

/// Time for the peer to acknowledge the last message before the stream is given up.
const LAST_WORDS: Duration = Duration::from_secs(1);

pub(super) fn ends(send: SendStream, receive: RecvStream) -> (ControlReader, ControlWriter) {
    let reader = ControlReader { stream: receive, reader: Reader::default(), piece: Bytes::new() };
    let writer = ControlWriter { stream: send, bytes: Vec::with_capacity(HEADER_LEN + MAX_BODY) };
    (reader, writer)
}

/// What the peer says. Holds at most one message and one piece of the stream.
pub struct ControlReader {
    stream: RecvStream,
    reader: Reader,
    piece: Bytes,
}

impl ControlReader {
    /// Waits for the next message of a session; others are skipped. May be dropped half-way.
    ///
    /// # Errors
    /// `Message` when the peer broke the rules, after which this must not be called again;
    /// `Ended` when it ended the stream; how the connection ended.
    pub async fn next(&mut self) -> Result<Message, QuicError> {
        self.next_by(Message::parse).await
    }

    /// Waits for the next message that `parse` knows. May be dropped half-way.
    ///
    /// # Errors
    /// As [`ControlReader::next`].
    pub async fn next_by<T>(
        &mut self,
        parse: impl Fn(RawMessage<'_>) -> Result<Option<T>, TlvError>,
    ) -> Result<T, QuicError> {
        loop {
            let mut input = &self.piece[..];
            while let Some(raw) = self.reader.read(&mut input)? {
                let parsed = parse(raw)?;
                if let Some(message) = parsed {
                    let left = input.len();
                    self.piece.advance(self.piece.len() - left);
                    return Ok(message);
                }
            }
            // The reader has all of it; whoever drops this while it waits must not feed it again.
            self.piece.clear();
            self.piece = self.more().await?;
        }
    }

    async fn more(&mut self) -> Result<Bytes, QuicError> {
        let chunk = self.stream.read_chunk(PIECE, true).await.map_err(|error| match error {
            ReadError::ConnectionLost(error) => error.into(),
            _ => QuicError::Ended,
        })?;
        chunk.map(|chunk| chunk.bytes).ok_or(QuicError::Ended)
    }
}

/// What this end says.
pub struct ControlWriter {
    stream: SendStream,
    bytes: Vec<u8>,
}

impl ControlWriter {
    /// Sends a message; waits while the peer reads slowly. Not to be dropped half-way.
    ///
    /// # Errors
    /// How the connection ended.
    pub async fn send(&mut self, message: &Message) -> Result<(), QuicError> {
        self.send_by(|grease, out| message.write(grease, out)).await
    }

    /// Sends what `write` appends, given a random number for the reserved field. Not to be
    /// dropped half-way.
    ///
    /// # Errors
    /// How the connection ended.
    pub async fn send_by(
        &mut self,
        write: impl FnOnce(u16, &mut Vec<u8>),
    ) -> Result<(), QuicError> {
        self.bytes.clear();
        write(u16::from_be_bytes(random()), &mut self.bytes);
        self.stream.write_all(&self.bytes).await.map_err(|error| match error {
            WriteError::ConnectionLost(error) => error.into(),
            _ => QuicError::Ended,
        })
    }

    /// Ends the stream and waits, at most a second, until the peer has all of it; then the
    /// connection may be closed.
    pub async fn finish(mut self) {
        if self.stream.finish().is_ok() {
            let _ = tokio::time::timeout(LAST_WORDS, self.stream.stopped()).await;
        }
    }
}
