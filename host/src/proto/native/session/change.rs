//! Makes the stream of a session, and another one in its place when the client wishes for it.

use std::sync::{Arc, PoisonError};

use lumen_core::native::message::hello::StreamPlan;
use lumen_core::native::message::running::{Reconfigure, Reconfigured, RequestId};
use lumen_core::native::session::Host as Machine;
use lumen_core::units::{FrameId, Micros, Span};
use lumen_transport::clock;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::events::Event;
use super::{Session, SessionError};
use crate::input::Inject;
use crate::proto::native::host::NativeHost;
use crate::proto::native::media::{Media, MediaError};
use crate::proto::native::scene::{Ends, Prepared, Scene, SceneError};
use crate::proto::native::{plan, sound};
use crate::stream::{Coders, OpenEncoder, Remote, Source, SwapError, Swapped};

/// A new source that shows nothing for so long is given up.
const FIRST_FRAME: Span = Span::from_secs(3);

/// What is in the making on other threads.
pub(super) enum Work {
    None,
    /// A stream that begins.
    Start(JoinHandle<Result<Prepared, SceneError>>),
    /// Another source for the stream that runs.
    Change {
        wish: Wish,
        made: JoinHandle<Result<Prepared, SceneError>>,
    },
    /// The stream waits for the first frame of it.
    Swap {
        wish: Wish,
        inject: Box<dyn Inject>,
        swapped: oneshot::Receiver<Result<Swapped, SwapError>>,
        until: Micros,
    },
}

/// What a client wished for.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    request: RequestId,
    plan: StreamPlan,
}

impl Work {
    /// Waits for what is in the making. May be dropped half-way.
    pub(super) async fn done(&mut self) -> Event {
        match self {
            Self::None => std::future::pending().await,
            Self::Start(made) | Self::Change { made, .. } => {
                Event::Made(made.await.unwrap_or(Err(SceneError::Panicked)))
            }
            Self::Swap { swapped, .. } => {
                Event::Swapped(swapped.await.unwrap_or(Err(SwapError::Ended)))
            }
        }
    }
}

/// Shows the plan's mode, and makes all that the stream needs for it.
fn prepare(
    scene: &mut dyn Scene,
    open_encoder: Option<OpenEncoder>,
    plan: plan::EnginePlan,
    leaves: &dyn Fn(),
) -> Result<Prepared, SceneError> {
    let open_encoder = open_encoder.ok_or(SceneError::NoCoder)?;
    // Encoders first: from when the app leaves its output, the client sees it stand still.
    let coders = Coders::open(open_encoder, plan)?;
    let Ends { capture, inject } = scene.show(plan.mode, leaves)?;
    Ok(Prepared { source: Source::new(capture, coders), inject })
}

impl Session {
    /// Makes what the stream begins with.
    pub(super) fn start(&mut self) {
        if let Some(plan) = self.machine.plan().copied() {
            self.work = Work::Start(self.make(&plan));
        }
    }

    fn make(&self, plan: &StreamPlan) -> JoinHandle<Result<Prepared, SceneError>> {
        let scene = Arc::clone(&self.scene);
        let remote = self.media.as_ref().map(|media| media.stream.remote().clone());
        let settings = &self.host.settings;
        let open_encoder = (settings.coders)(plan.format.codec);
        let plan = plan::engine(plan, settings.profile, settings.pacing);
        tokio::task::spawn_blocking(move || {
            let mut scene = scene.lock().unwrap_or_else(PoisonError::into_inner);
            let hold = || remote.iter().for_each(Remote::hold);
            let prepared = prepare(&mut **scene, open_encoder, plan, &hold);
            if prepared.is_err() {
                remote.iter().for_each(Remote::release);
            }
            prepared
        })
    }

    /// A change of size or rate takes another source; all else is told to the stream.
    pub(super) async fn on_wish(&mut self, wish: Reconfigure) -> Result<(), SessionError> {
        let Machine::Running { grant, .. } = &self.machine else { return Ok(()) };
        let now = grant.welcome.plan;
        let plan = plan::changed(&now, &wish, &grant.caps);
        let wish = Wish { request: wish.request, plan };
        if plan.mode != now.mode && self.media.is_some() {
            self.work = Work::Change { wish, made: self.make(&plan) };
            return Ok(());
        }
        // Without a stream there is no source to replace: it will begin as it was planned.
        let plan = StreamPlan { mode: now.mode, ..plan };
        if let Some(media) = &mut self.media {
            media.on_plan(&plan);
        }
        let first = self.next_frame();
        self.answer(Wish { plan, ..wish }, first).await
    }

    async fn answer(&mut self, wish: Wish, first: FrameId) -> Result<(), SessionError> {
        let Wish { request, plan } = wish;
        let change = Reconfigured { request: Some(request), first, plan };
        let message = self.machine.reconfigured(change)?;
        self.say(&message).await;
        Ok(())
    }

    /// Number of the frame that will be sent next, about.
    fn next_frame(&self) -> FrameId {
        let sent = self.media.as_ref().map_or(0, |media| media.stream.remote().stats().frames);
        FrameId(sent as u32)
    }

    pub(super) async fn on_made(
        &mut self,
        made: Result<Prepared, SceneError>,
    ) -> Result<(), SessionError> {
        match std::mem::replace(&mut self.work, Work::None) {
            Work::Start(_) => self.begin(made?),
            Work::Change { wish, .. } => match (made, &mut self.media) {
                (Ok(Prepared { source, inject }), Some(media)) => {
                    let (done, swapped) = oneshot::channel();
                    // Nobody waits any more where the session is over.
                    let done = Box::new(move |result| drop(done.send(result)));
                    media.stream.replace(source, done).map_err(MediaError::Threads)?;
                    let until = clock::now() + FIRST_FRAME;
                    self.work = Work::Swap { wish, inject, swapped, until };
                    Ok(())
                }
                (Ok(_), None) => self.keep(wish).await,
                // Nobody knows what it left of the display.
                (Err(SceneError::Panicked), _) => Err(SceneError::Panicked.into()),
                (Err(error), _) => {
                    tracing::warn!(session = self.place.id.0, %error, mode = %wish.plan.mode, "mode refused");
                    self.keep(wish).await
                }
            },
            other => {
                self.work = other;
                Ok(())
            }
        }
    }

    /// Answers a wish that could not be met: the plan is as before.
    async fn keep(&mut self, wish: Wish) -> Result<(), SessionError> {
        let Some(plan) = self.machine.plan().copied() else { return Ok(()) };
        let first = self.next_frame();
        self.answer(Wish { plan, ..wish }, first).await
    }

    fn begin(&mut self, prepared: Prepared) -> Result<(), SessionError> {
        let (Machine::Running { grant, .. }, Some(link)) = (&self.machine, &self.link) else {
            return Ok(());
        };
        let NativeHost { settings, media, .. } = &*self.host;
        let socket = Arc::clone(media);
        let tracer = settings.tracer.clone();
        let connection = &link.connection;
        let started = Media::start(
            prepared.source,
            &grant.welcome,
            connection,
            socket,
            settings.send,
            tracer,
            &self.host.streams,
        )?;
        self.media = Some(started);
        self.inject = Some(prepared.inject);
        let audio = grant.welcome.plan.audio;
        self.sound =
            sound::start(settings.sound, audio, connection.clone()).unwrap_or_else(|error| {
                tracing::warn!(%error, "the session has no sound");
                None
            });
        Ok(())
    }

    pub(super) async fn on_swapped(
        &mut self,
        swapped: Result<Swapped, SwapError>,
    ) -> Result<(), SessionError> {
        let Work::Swap { wish, inject, .. } = std::mem::replace(&mut self.work, Work::None) else {
            return Ok(());
        };
        match swapped {
            Ok(Swapped { first, retired }) => {
                // Dropping the one before lets go of what is held on the output that goes.
                self.inject = Some(inject);
                self.with_scene(move |scene| {
                    drop(retired);
                    scene.settle();
                });
                if let Some(media) = &mut self.media {
                    media.on_plan(&wish.plan);
                }
                self.answer(wish, first).await
            }
            Err(error) => {
                tracing::warn!(session = self.place.id.0, %error, mode = %wish.plan.mode, "mode not shown");
                let remote = self.media.as_ref().map(|media| media.stream.remote().clone());
                self.with_scene(move |scene| {
                    if let Err(error) = scene.go_back() {
                        tracing::warn!(%error, "the app stays on the new output");
                    }
                    remote.iter().for_each(Remote::release);
                });
                self.keep(wish).await
            }
        }
    }

    /// Does something with the scene on a blocking thread; others wait for their turn.
    fn with_scene(&self, work: impl FnOnce(&mut dyn Scene) + Send + 'static) {
        let scene = Arc::clone(&self.scene);
        tokio::task::spawn_blocking(move || {
            work(&mut **scene.lock().unwrap_or_else(PoisonError::into_inner));
        });
    }
}
