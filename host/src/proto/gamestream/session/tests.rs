//! A session that panics as it ends, and the host that goes on.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use lumen_core::gamestream::SessionKey;
use lumen_core::gamestream::sdp::{
    AudioChannels, AudioRequest, BitDepth, BitrateWish, Chroma, Codec, ColorSpace, ColorSpec,
    StreamRequest,
};
use lumen_core::units::{Bitrate, Mode, Percent, RefreshRate};
use lumen_gpu::encode::H264Profile;
use lumen_transport::send;

use super::*;
use crate::audio::SourceKind;
use crate::capture::synthetic::Synthetic;
use crate::display::Compositor;
use crate::input::{Inject, InjectError, InputEvent, InputStats, Layout};
use crate::process::Spawner;
use crate::proto::gamestream::audio::SoundPlan;
use crate::proto::gamestream::control::{self, SessionParts};
use crate::stream::Source;
use crate::stream::plan::{Pacing, SlicePolicy};

const CLIENT: [u8; 32] = [1; 32];

/// Input that panics once the session ends.
struct Broken;

impl Inject for Broken {
    fn inject(&mut self, _: InputEvent) -> Result<(), InjectError> {
        Ok(())
    }

    fn release_all(&mut self) -> Result<(), InjectError> {
        panic!("as the test wants it")
    }

    fn stats(&self) -> InputStats {
        InputStats::default()
    }
}

fn host() -> Arc<GameStreamHost> {
    let settings = StreamSettings {
        bind: Ipv4Addr::LOCALHOST.into(),
        ports: Ports { http: 47_989 },
        fec: Percent(20),
        required: Encryption::CONTROL,
        slices: SlicePolicy::Auto,
        send: send::Method::Auto,
        pacing: Pacing::Auto,
        profile: H264Profile::ConstrainedBaseline,
        stand_in: None,
        layout: Layout::default(),
        sound: SourceKind::Off,
        tracer: None,
    };
    let display = display::Options {
        compositor: Compositor::Auto,
        running: None,
        runtime_base: PathBuf::new(),
        user: None,
        spawner: Spawner::new(""),
    };
    GameStreamHost::new(settings, display, Catalogue::desktop_only(Compositor::Auto))
}

fn wanted() -> StreamRequest {
    StreamRequest {
        mode: Mode::new(320, 240, RefreshRate::from_hz(30)).unwrap(),
        codec: Codec::H264,
        chroma: Chroma::Yuv420,
        depth: BitDepth::Eight,
        color: ColorSpec { space: ColorSpace::Bt709, full_range: false },
        packet_size: 1360,
        bitrate: BitrateWish::of_user(Bitrate::from_kbps(1_000)),
        slices: 1,
        references: 1,
        min_parity: 2,
        intra_refresh: false,
        encryption: Encryption::CONTROL,
        audio_encryption: false,
        fec_status: false,
        session_ids: false,
        mark_video: false,
        mark_audio: false,
        audio: AudioRequest {
            channels: AudioChannels::Stereo,
            high_quality: false,
            packet: Span::from_millis(5),
        },
    }
}

fn parts(host: &GameStreamHost) -> SessionParts {
    let (wanted, key) = (wanted(), SessionKey::new([2; 16]));
    let bind = || UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let peer = (Ipv4Addr::LOCALHOST, 9).into();
    let capture = Box::new(Synthetic::new(wanted.mode, clock::now).unwrap());
    let plan = host.plan(&wanted).unwrap();
    SessionParts {
        id: 1,
        caller: Caller { fingerprint: CLIENT, peer, local: Ipv4Addr::LOCALHOST.into() },
        connect_data: None,
        video_ping: None,
        audio_ping: None,
        sound: SoundPlan::new(SourceKind::Off, &wanted, &key, 0),
        sockets: Sockets { video: bind(), audio: bind(), control: bind() },
        packetizer: host.packetizer(&wanted, &key),
        key,
        send: send::Method::Auto,
        source: Source::open(capture, encoder::open_null, plan).unwrap(),
        inject: Box::new(Broken),
        tracer: None,
    }
}

#[test]
fn a_session_that_panics_as_it_ends_leaves_the_host_free() {
    let host = host();
    {
        let mut state = host.lock();
        state.live = Some(control::start(parts(&host), Arc::clone(&host)).unwrap());
    }
    assert_eq!(host.streaming_client(), Some(CLIENT));
    // There is no app, which ends the session.
    let limit = Instant::now() + Duration::from_secs(20);
    while host.streaming_client().is_some() {
        assert!(Instant::now() < limit, "the host is taken for ever");
        std::thread::sleep(Duration::from_millis(2));
    }
}
