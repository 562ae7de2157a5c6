//! One connection to the host, from the control thread's point of view.

use bytes::Bytes;
use lumen_core::native::datagram::{Datagram, Probe};
use lumen_core::native::message::Message;
use lumen_core::native::message::end::{Bye, Reason};
use lumen_core::native::message::hello::Welcome;
use lumen_core::native::message::value::{Tile, Tiles};
use lumen_core::seal::epoch::Opener;
use lumen_core::seal::limits::Limits;
use lumen_core::units::Micros;
use lumen_transport::control::quic::{
    Connection, Connector, ControlReader, ControlWriter, QuicError,
};

use super::media::TileStart;

/// Longest datagram of a side plane that is sent at all.
const LONGEST: usize = 1_100;

/// A connection with its control stream.
pub(crate) struct Line {
    pub connection: Connection,
    pub reader: ControlReader,
    writer: ControlWriter,
    /// Tiles whose secrets were taken.
    tiles: u8,
    datagram: Vec<u8>,
}

impl Line {
    /// Opens the control stream.
    pub async fn open(connection: Connection) -> Result<Line, QuicError> {
        let (reader, writer) = connection.open_control().await?;
        let datagram = Vec::with_capacity(LONGEST);
        Ok(Line { connection, reader, writer, tiles: 0, datagram })
    }

    pub async fn say(&mut self, message: &Message) -> Result<(), QuicError> {
        self.writer.send(message).await
    }

    /// Says good-bye and waits a moment until that has arrived.
    pub async fn leave(mut self, bye: Option<Message>, connector: &Connector) {
        let reason = match &bye {
            Some(Message::Bye(Bye { reason, .. })) => *reason,
            _ => Reason::Finished,
        };
        // A host that is gone needs no reason.
        if let Some(bye) = bye
            && self.say(&bye).await.is_ok()
        {
            self.writer.finish().await;
        }
        self.connection.close(reason);
        connector.settle().await;
    }

    /// Asks for the host's time.
    pub fn probe(&mut self, now: Micros) {
        self.send(|out| Datagram::Probe(Probe { sent: now }).write(out));
    }

    /// Sends a datagram of a side plane. One that does not get away is a lost one.
    pub fn send(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        self.send_if(|out| {
            write(out);
            true
        });
    }

    /// The same if `write` says that there is one.
    pub fn send_if(&mut self, write: impl FnOnce(&mut Vec<u8>) -> bool) {
        self.datagram.clear();
        if !write(&mut self.datagram) {
            return;
        }
        let sent = self.connection.send_datagram(Bytes::copy_from_slice(&self.datagram));
        if let Err(error) = sent {
            tracing::debug!(%error, "datagram not sent");
        }
    }

    /// The streams of tiles that there are in `welcome`'s plan, and were not before.
    pub fn new_tiles(&mut self, welcome: &Welcome) -> Result<Vec<TileStart>, QuicError> {
        let wanted: Tiles = welcome.plan.grid.tiles();
        let limits = Limits::for_datagrams(welcome.max_datagram.into());
        let mut starts = Vec::new();
        while self.tiles < wanted.get()
            && let Some(tile) = Tile::new(self.tiles)
        {
            let secrets = self.connection.media_secrets(tile)?;
            let opener = Opener::new(&secrets.to_client, limits);
            starts.push(TileStart { tile, config: welcome.media(tile), opener });
            self.tiles += 1;
        }
        Ok(starts)
    }
}
