//! The video stream of the host: a moving picture, encoded and packetized as by a real one.

use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use lumen_core::fec::plan::FecPolicy;
use lumen_core::framing::{FrameHead, FrameType};
use lumen_core::gamestream::Encryption;
use lumen_core::gamestream::framing::{VideoConfig, VideoSender};
use lumen_core::gamestream::sdp::StreamRequest;
use lumen_core::packetize::Packetizer;
use lumen_core::seal::AesGcm;
use lumen_core::units::{Bitrate, FrameId, Micros, Span};
use lumen_gpu::convert::{ColourSpec, Yuv420};
use lumen_gpu::encode::software::SoftwareEncoder;
use lumen_gpu::encode::{Collected, Encode, EncodeConfig, FrameKind, FrameParams, H264Profile};

use super::{State, lock, ping_payload};

const FRAME_INTERVAL: Duration = Duration::from_millis(8);
const BITRATE: Bitrate = Bitrate::from_kbps(4_000);

/// Time that this host claims to spend on each frame, in tenths of a millisecond.
pub const LATENCY: Span = Span(3_700);

/// Luma of every pixel of frame `frame`: brightness tells frames apart.
pub fn luma(frame: u32) -> u8 {
    40 + (frame % 16) as u8 * 12
}

pub fn serve(state: &State, socket: &UdpSocket) {
    let Some(client) = await_ping(state, socket) else { return };
    let session = lock(&state.session);
    let granted = session.as_ref().expect("pings come after a launch");
    let request = granted.request.expect("video pings come after ANNOUNCE");
    let sealed = request.encryption.contains(Encryption::VIDEO);
    let key = sealed.then(|| AesGcm::new(granted.key.expose()));
    drop(session);
    let mut sender = Sender::new(&request, key);
    while !state.stopped() {
        sender.send_frame(state, socket, client);
        thread::sleep(FRAME_INTERVAL);
    }
}

pub fn await_audio_ping(state: &State, socket: &UdpSocket) {
    if await_ping(state, socket).is_some() {
        state.audio_pinged.store(true, Ordering::Relaxed);
    }
}

fn await_ping(state: &State, socket: &UdpSocket) -> Option<SocketAddr> {
    socket.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    let mut ping = [0; 64];
    while !state.stopped() {
        if let Ok((20, from)) = socket.recv_from(&mut ping)
            && ping[..16] == *ping_payload().as_bytes()
        {
            return Some(from);
        }
    }
    None
}

struct Sender {
    encoder: SoftwareEncoder,
    packetizer: Packetizer<VideoSender>,
    picture: Yuv420,
    slots: Vec<u8>,
    slices: u8,
    frame: u32,
}

impl Sender {
    fn new(request: &StreamRequest, key: Option<AesGcm>) -> Sender {
        let (width, height) = (request.mode.width, request.mode.height);
        let encoder = SoftwareEncoder::open(EncodeConfig {
            width,
            height,
            refresh: request.mode.refresh,
            bitrate: BITRATE,
            slices: request.slices,
            profile: H264Profile::ConstrainedBaseline,
            colour: ColourSpec::default(),
        });
        let fec = FecPolicy { percent: 20, min_parity: request.min_parity };
        let config = VideoConfig { packet_size: request.packet_size, key };
        let packetizer = Packetizer::new(VideoSender::new(config, fec));
        let slots = vec![0; packetizer.max_slots()];
        Sender {
            encoder: encoder.unwrap(),
            packetizer,
            picture: Yuv420::new(width, height),
            slots,
            slices: request.slices,
            frame: 0,
        }
    }

    fn send_frame(&mut self, state: &State, socket: &UdpSocket, client: SocketAddr) {
        self.frame += 1;
        let frame = FrameId(self.frame);
        self.picture.planes_mut()[0].fill(luma(self.frame));
        let wanted = state.key_wanted.swap(false, Ordering::Relaxed);
        let force_idr = wanted || self.frame == 1;
        let params = FrameParams { frame, force_idr, bitrate: BITRATE };
        self.encoder.submit(&self.picture, params).unwrap();
        let (mut index, mut begun) = (0, false);
        while let Collected::Slice(slice) = self.encoder.collect(Micros(0)).unwrap() {
            if !begun {
                let key = slice.kind == FrameKind::Idr && !state.behaviour.no_key_frames;
                let frame_type = if key { FrameType::Idr } else { FrameType::Predicted };
                let captured = Micros(u64::from(self.frame) * 8_333);
                let (latency, slices) = (LATENCY, self.slices);
                self.packetizer.begin(FrameHead { frame, frame_type, captured, latency, slices });
                begun = true;
            }
            if slice.index == 1 && !slice.last && (state.behaviour.maims)(self.frame) {
                continue;
            }
            let frame = self.frame;
            let pushed = self.packetizer.push(slice.bytes, slice.last, &mut self.slots, |train| {
                for datagram in train.bytes.chunks_exact(train.stride) {
                    if !(state.behaviour.loses)(frame, index) {
                        socket.send_to(datagram, client).unwrap();
                    }
                    index += 1;
                }
            });
            pushed.unwrap();
        }
    }
}
