//! The sound of a GameStream session: waits for the client's ping, then sends packets to where it
//! came from. Source: docs/wire-gamestream.md "Audio stream", "Pings".

use std::net::{SocketAddr, UdpSocket};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;

use lumen_core::gamestream::audio::{AudioConfig, AudioSender};
use lumen_core::gamestream::sdp::StreamRequest;
use lumen_core::gamestream::{PingPayload, SessionKey};
use lumen_transport::clock;

use super::ping::{PING_LEN, Pings, receive};
use crate::audio::opus::{OpusConfig, OpusStream};
use crate::audio::{self, AudioError, AudioThread, PacketSink, SourceKind};

/// What is to be sent.
pub(super) struct SoundPlan {
    kind: SourceKind,
    opus: OpusConfig,
    wire: AudioConfig,
}

impl SoundPlan {
    /// What the client asked for.
    pub fn new(
        kind: SourceKind,
        wanted: &StreamRequest,
        key: &SessionKey,
        key_id: u32,
    ) -> SoundPlan {
        let layout = wanted.audio.channels.layout(wanted.audio.high_quality);
        let packet = wanted.audio.packet;
        let key = wanted.encrypts_audio().then(|| key.clone());
        SoundPlan {
            kind,
            opus: OpusConfig::new(layout, packet, wanted.audio.high_quality),
            wire: AudioConfig { key, key_id, packet },
        }
    }

    fn start(
        self,
        socket: Arc<UdpSocket>,
        to: SocketAddr,
    ) -> Result<Option<AudioThread>, AudioError> {
        let stream = OpusStream::new(&self.opus)?;
        let source = audio::open(self.kind, self.opus.layout.channels, clock::now);
        let Some(source) = source else { return Ok(None) };
        let sink = sink(AudioSender::new(&self.wire), socket, to);
        AudioThread::start(source, stream, sink).map(Some)
    }
}

fn sink(mut sender: AudioSender, socket: Arc<UdpSocket>, to: SocketAddr) -> PacketSink {
    Box::new(move |opus| {
        // What the system refuses is lost, as if by the network.
        let send = |datagram: &[u8]| drop(socket.send_to(datagram, to));
        if let Err(error) = sender.packet(opus, send) {
            tracing::debug!(%error, "sound is not sent");
        }
    })
}

/// The audio socket of a session.
pub(super) struct Sound {
    socket: Arc<UdpSocket>,
    pings: Pings,
    /// Taken by the first valid ping.
    plan: Option<SoundPlan>,
    thread: Option<AudioThread>,
}

impl Sound {
    /// Waits for a ping with `payload`.
    pub fn new(
        socket: UdpSocket,
        payload: Option<PingPayload>,
        caller: SocketAddr,
        plan: SoundPlan,
    ) -> Sound {
        let pings = Pings { payload, caller };
        Sound { socket: Arc::new(socket), pings, plan: Some(plan), thread: None }
    }

    /// Reads pings, of which the first valid one starts the sound. A host without sound goes on.
    pub fn service(&mut self) {
        let mut ping = [0; PING_LEN + 1];
        for _ in 0..Pings::AT_ONCE {
            let Some((len, from)) = receive(&self.socket, &mut ping) else { return };
            if self.pings.accept(&ping[..len], from)
                && let Some(plan) = self.plan.take()
            {
                match plan.start(Arc::clone(&self.socket), from) {
                    Ok(thread) => self.thread = thread,
                    Err(error) => tracing::warn!(%error, "the stream has no sound"),
                }
            }
        }
    }

    /// Ends the sound.
    pub fn stop(&mut self) {
        (self.plan, self.thread) = (None, None);
    }
}

impl AsFd for Sound {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}
