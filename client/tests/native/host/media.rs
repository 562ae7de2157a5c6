//! The video of the host: every tile encoded and sent from one thread.

use std::net::UdpSocket;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use lumen_core::fec::plan::FecPolicy;
use lumen_core::framing::{FrameHead, FrameType};
use lumen_core::native::media::MediaSender;
use lumen_core::native::message::hello::{StreamPlan, Welcome};
use lumen_core::native::message::running::RequestId;
use lumen_core::native::message::value::Tile;
use lumen_core::native::tiles;
use lumen_core::packetize::Packetizer;
use lumen_core::seal::epoch::Sealer;
use lumen_core::seal::limits::Limits;
use lumen_core::units::{FrameId, Micros, Span};
use lumen_gpu::convert::{ColourSpec, Yuv420};
use lumen_gpu::encode::software::SoftwareEncoder;
use lumen_gpu::encode::{Collected, Encode, EncodeConfig, FrameKind, FrameParams, H264Profile};
use lumen_transport::clock;
use lumen_transport::control::quic::Connection;
use tokio::sync::mpsc::UnboundedSender;

use super::{CLOCK_AHEAD, Seen};

/// Luma of every pixel of a frame of a tile: brightness tells frames and tiles apart.
pub fn luma(frame: u32, tile: u8) -> u8 {
    40 + (frame % 8) as u8 * 12 + tile * 96
}

/// Datagrams that are lost in a row.
const BURST: u64 = 8;

/// The plan from `first` on. The media thread waits for `go`, so that the message is sent first.
pub struct Change {
    pub request: RequestId,
    pub first: FrameId,
    pub plan: StreamPlan,
    pub go: Sender<()>,
}

#[derive(Default)]
struct Wanted {
    over: AtomicBool,
    key: AtomicBool,
    change: Mutex<Option<(RequestId, StreamPlan)>>,
}

pub struct Media {
    wanted: Arc<Wanted>,
    thread: Option<JoinHandle<()>>,
}

impl Media {
    pub fn start(
        socket: Arc<UdpSocket>,
        connection: Connection,
        welcome: Welcome,
        seen: Arc<Seen>,
        changed: UnboundedSender<Change>,
    ) -> Media {
        let wanted = Arc::new(Wanted::default());
        let shared = Arc::clone(&wanted);
        let thread = std::thread::spawn(move || {
            let to = *connection.media_path().unwrap().borrow();
            let mut tiles = open(&welcome, &connection);
            let mut plan = welcome.plan;
            let (mut frame, mut sent) = (FrameId(0), 0u64);
            let mut next = clock::now();
            while !shared.over.load(Ordering::Relaxed) {
                if let Some((request, wish)) = shared.change.lock().unwrap().take() {
                    plan = wish;
                    tiles.iter_mut().for_each(|tile| tile.reopen(&plan));
                    let (go, gone) = channel();
                    let change = Change { request, first: frame, plan, go };
                    if changed.send(change).is_err() || gone.recv().is_err() {
                        return;
                    }
                }
                let key = shared.key.swap(false, Ordering::Relaxed);
                for tile in &mut tiles {
                    tile.send(frame, key, &plan, |datagram| {
                        sent += 1;
                        let every = seen.lose_every.load(Ordering::Relaxed);
                        if every == 0 || !(sent / BURST).is_multiple_of(every) {
                            let _ = socket.send_to(datagram, to);
                        }
                    });
                }
                frame = frame.next();
                next = (next + plan.mode.refresh.interval()).max(clock::now());
                std::thread::sleep(clock::until(next).into());
            }
        });
        Media { wanted, thread: Some(thread) }
    }

    pub fn key_frame(&self) {
        self.wanted.key.store(true, Ordering::Relaxed);
    }

    pub fn change(&self, request: RequestId, plan: StreamPlan) {
        *self.wanted.change.lock().unwrap() = Some((request, plan));
    }
}

impl Drop for Media {
    fn drop(&mut self) {
        self.wanted.over.store(true, Ordering::Relaxed);
        // It waits for an answer that nobody gives any more, or ends by itself.
        drop(self.thread.take());
    }
}

struct TileSender {
    tile: Tile,
    packetizer: Packetizer<MediaSender>,
    encoder: SoftwareEncoder,
    picture: Yuv420,
    slots: Vec<u8>,
    fresh: bool,
}

fn open(welcome: &Welcome, connection: &Connection) -> Vec<TileSender> {
    let numbers = 0..welcome.plan.grid.tiles().get();
    numbers
        .map(|number| {
            let tile = Tile::new(number).unwrap();
            let limits = Limits::for_datagrams(welcome.max_datagram.into());
            let sealer = Sealer::new(connection.media_secrets(tile).unwrap().to_client, limits);
            let fec = FecPolicy { percent: 20, min_parity: 1 };
            // Room for every plan of this host.
            let config = lumen_core::native::media::MediaConfig {
                max_frame: 1 << 20,
                ..welcome.media(tile)
            };
            let packetizer = Packetizer::new(MediaSender::new(config, fec, sealer));
            let slots = vec![0; packetizer.max_slots()];
            let (encoder, picture) = encoder(&welcome.plan, tile);
            TileSender { tile, packetizer, encoder, picture, slots, fresh: true }
        })
        .collect()
}

fn encoder(plan: &StreamPlan, tile: Tile) -> (SoftwareEncoder, Yuv420) {
    let rect = tiles::rect(plan.mode, plan.grid, tile).unwrap();
    let encoder = SoftwareEncoder::open(EncodeConfig {
        width: rect.width,
        height: rect.height,
        refresh: plan.mode.refresh,
        bitrate: plan.bitrate,
        slices: plan.slices.get(),
        profile: H264Profile::ConstrainedBaseline,
        colour: ColourSpec::default(),
    });
    (encoder.unwrap(), Yuv420::new(rect.width, rect.height))
}

impl TileSender {
    fn reopen(&mut self, plan: &StreamPlan) {
        (self.encoder, self.picture) = encoder(plan, self.tile);
        self.fresh = true;
    }

    fn send(&mut self, frame: FrameId, key: bool, plan: &StreamPlan, mut out: impl FnMut(&[u8])) {
        let captured = clock::now() + CLOCK_AHEAD;
        self.picture.planes_mut()[0].fill(luma(frame.0, self.tile.get()));
        let force_idr = std::mem::take(&mut self.fresh) || key;
        let bitrate = plan.bitrate;
        self.encoder.submit(&self.picture, FrameParams { frame, force_idr, bitrate }).unwrap();
        let mut begun = false;
        while let Collected::Slice(slice) = self.encoder.collect(Micros(0)).unwrap() {
            if !begun {
                let idr = slice.kind == FrameKind::Idr;
                let frame_type = if idr { FrameType::Idr } else { FrameType::Predicted };
                let (latency, slices) = (Span(3_700), plan.slices.get());
                self.packetizer.begin(FrameHead { frame, frame_type, captured, latency, slices });
                begun = true;
            }
            let pushed = self.packetizer.push(slice.bytes, slice.last, &mut self.slots, |train| {
                train.bytes.chunks_exact(train.stride).for_each(&mut out);
            });
            pushed.unwrap();
        }
    }
}
