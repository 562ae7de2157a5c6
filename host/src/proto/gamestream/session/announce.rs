//! What the client says over RTSP, up to the stream that it wants.

use std::sync::Arc;

use lumen_core::fec::plan::FecPolicy;
use lumen_core::gamestream::framing::{VideoConfig, VideoSender};
use lumen_core::gamestream::rtsp::{Method, Request, Response, Setup, StreamKind};
use lumen_core::gamestream::sdp::{Codec, ColorSpace, HostOffer, StreamRequest};
use lumen_core::gamestream::{Encryption, SessionKey};
use lumen_core::native::message::value::Grid;
use lumen_core::packetize::Packetizer;
use lumen_core::seal::AesGcm;
use lumen_core::units::Percent;
use lumen_gpu::GpuError;
use lumen_gpu::convert::{ColourSpec, Matrix, Range};
use lumen_transport::clock;

use super::{GameStreamHost, Handshake, State};
use crate::app::AppError;
use crate::encoder;
use crate::proto::gamestream::audio::SoundPlan;
use crate::proto::gamestream::control::{self, SessionParts};
use crate::stream::plan::StreamPlan;
use crate::stream::{OpenEncoder, Source};
use crate::{capture, input};

impl GameStreamHost {
    /// Answers one whole RTSP message, opened and sealed as the handshake has it. `None` is no
    /// answer: the message was not from the client that was let in.
    pub(in crate::proto::gamestream) fn rtsp(
        self: &Arc<Self>,
        mut message: Vec<u8>,
    ) -> Option<Vec<u8>> {
        let mut state = self.lock();
        let handshake = state.handshake.as_mut()?;
        let plain = match &mut handshake.seal {
            Some(seal) => match seal.open(&mut message) {
                Ok(plain) => &*plain,
                Err(error) => {
                    tracing::info!(%error, "rtsp message refused");
                    return None;
                }
            },
            None => &message,
        };
        let response = match Request::parse(plain) {
            Ok(request) => self.answer(&mut state, &request),
            Err(error) => {
                tracing::info!(%error, "rtsp message refused");
                Response::new(400, 0)
            }
        };
        let response = response.write();
        match &mut state.handshake.as_mut()?.seal {
            Some(seal) => seal.seal(&response).ok(),
            None => Some(response),
        }
    }

    fn answer(self: &Arc<Self>, state: &mut State, request: &Request) -> Response {
        let cseq = request.cseq;
        match request.method {
            Method::Options | Method::Play => Response::ok(cseq),
            Method::Describe => Response::ok(cseq).with_body(self.offer().write()),
            Method::Setup => match (&state.handshake, request.stream()) {
                (Some(handshake), Some(kind)) => self.setup(handshake, kind).to_response(cseq),
                _ => Response::new(404, cseq),
            },
            Method::Announce => match self.announce(state, request) {
                Ok(()) => Response::ok(cseq),
                Err(error) => {
                    tracing::warn!(%error, "stream refused");
                    Response::new(error.status(), cseq)
                }
            },
        }
    }

    fn offer(&self) -> HostOffer {
        HostOffer {
            touch_and_pen: false,
            gamepad_sensors: false,
            supported: Encryption::ALL,
            required: self.settings.required.with(Encryption::CONTROL),
            invalidation: encoder::invalidates(),
            hevc: encoder::has_hevc(),
            av1: false,
        }
    }

    fn setup(&self, handshake: &Handshake, kind: StreamKind) -> Setup {
        let ports = self.settings.ports;
        let (port, ping_payload, connect_data) = match kind {
            StreamKind::Audio => (ports.audio(), Some(handshake.audio_ping), None),
            StreamKind::Video => (ports.video(), Some(handshake.video_ping), None),
            StreamKind::Control => (ports.control(), None, Some(handshake.connect_data)),
        };
        Setup { session: handshake.token.clone(), port, ping_payload, connect_data }
    }

    /// Makes everything that the stream needs, so that a client learns at once what cannot be,
    /// and starts the session's thread.
    fn announce(
        self: &Arc<Self>,
        state: &mut State,
        request: &Request,
    ) -> Result<(), AnnounceError> {
        let wanted = StreamRequest::parse(&request.body)?;
        wanted.check(&self.offer(), self.codecs())?;
        let (handshake, app) = match (&mut state.handshake, &mut state.app) {
            (Some(handshake), Some(app)) => (handshake, app),
            _ => return Err(AnnounceError::NothingRunning),
        };
        let sockets = handshake.sockets.take().ok_or(AnnounceError::Repeated)?;
        let plan = self.plan(&wanted)?;
        let open_encoder = self.settings.stand_in.unwrap_or_else(|| open_encoder(wanted.codec));
        let output = app.show(plan.mode)?;
        let session = app.desktop();
        let capture = capture::open(session, &output, clock::now)?;
        let source = Source::open(capture, open_encoder, plan)?;
        let inject = input::open(session, &output, &self.settings.layout, clock::now)?;
        let key = &handshake.request.key;
        let parts = SessionParts {
            id: handshake.id,
            caller: handshake.caller,
            key: key.clone(),
            // A client that does not know the connect data is told apart by its address.
            connect_data: wanted.session_ids.then_some(handshake.connect_data),
            video_ping: wanted.session_ids.then_some(handshake.video_ping),
            audio_ping: wanted.session_ids.then_some(handshake.audio_ping),
            sound: SoundPlan::new(self.settings.sound, &wanted, key, handshake.request.key_id),
            sockets,
            packetizer: self.packetizer(&wanted, &handshake.request.key),
            send: self.settings.send,
            source,
            inject,
            tracer: self.settings.tracer.clone(),
        };
        tracing::info!(peer = %handshake.caller.peer, mode = %plan.mode, "session begins");
        state.live = Some(control::start(parts, Arc::clone(self))?);
        Ok(())
    }

    pub(super) fn plan(&self, wanted: &StreamRequest) -> Result<StreamPlan, AnnounceError> {
        let matrix = match wanted.color.space {
            ColorSpace::Bt601 => Matrix::Bt601,
            ColorSpace::Bt709 => Matrix::Bt709,
            // Only 10-bit streams have it, and none is offered.
            ColorSpace::Bt2020 => return Err(AnnounceError::Colour),
        };
        let range = if wanted.color.full_range { Range::Full } else { Range::Limited };
        Ok(StreamPlan {
            mode: wanted.mode,
            bitrate: wanted.video_bitrate(self.settings.fec),
            grid: Grid::ONE,
            slices: self.settings.slices.slices(wanted.slices),
            colour: ColourSpec { matrix, range },
            profile: self.settings.profile,
            pacing: self.settings.pacing,
        })
    }

    pub(super) fn packetizer(
        &self,
        wanted: &StreamRequest,
        key: &SessionKey,
    ) -> Packetizer<VideoSender> {
        let Percent(percent) = self.settings.fec;
        let encrypted = wanted.encryption.contains(Encryption::VIDEO);
        let key = encrypted.then(|| AesGcm::new(key.expose()));
        let config = VideoConfig { packet_size: wanted.packet_size, key };
        let fec = FecPolicy { percent, min_parity: wanted.min_parity };
        Packetizer::new(VideoSender::new(config, fec))
    }
}

/// Why an ANNOUNCE is refused.
#[derive(Debug, thiserror::Error)]
pub(super) enum AnnounceError {
    #[error(transparent)]
    Sdp(#[from] lumen_core::gamestream::sdp::SdpError),
    #[error("no app is running")]
    NothingRunning,
    #[error("a second ANNOUNCE in one handshake")]
    Repeated,
    #[error("BT.2020 needs a 10-bit stream")]
    Colour,
    #[error(transparent)]
    App(#[from] AppError),
    #[error(transparent)]
    Encoder(#[from] GpuError),
    #[error(transparent)]
    Capture(#[from] capture::CaptureError),
    #[error(transparent)]
    Input(#[from] input::InjectError),
    #[error(transparent)]
    Start(#[from] control::StartError),
}

impl AnnounceError {
    fn status(&self) -> u16 {
        match self {
            Self::Sdp(error) => error.status(),
            Self::NothingRunning | Self::Repeated | Self::Colour => 400,
            _ => 503,
        }
    }
}

/// What opens an encoder of the codec that was negotiated.
fn open_encoder(codec: Codec) -> OpenEncoder {
    match codec {
        // AV1 is never offered.
        Codec::H264 | Codec::Av1 => encoder::open_h264,
        Codec::Hevc => encoder::open_hevc,
    }
}
