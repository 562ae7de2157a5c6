//! `connect --protocol lumen`: decodes on this thread what it can, and counts.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, bail};
use lumen_client::{
    Client, ClientError, End, FrameRecord, NativeSession, Observe, Picture, StreamStats, Unit,
};
use lumen_core::native::message::format::Codec;
use lumen_core::units::{Micros, Span};
use lumen_gpu::decode::Decode;
use lumen_gpu::decode::software::SoftwareDecoder;
use lumen_transport::clock;

use super::arguments::Connect;
use super::recorder::Recorder;
use super::report::Report;
use super::{LOOK_UP, interrupts};

/// Streams, and prints statistics at the end.
pub fn stream(client: &Client, connect: &Connect) -> anyhow::Result<()> {
    let interrupted = interrupts()?;
    let (recorder, results) = Recorder::open(connect.out.as_deref(), connect.trace.as_deref())?;
    let session = client.connect_native(&connect.host, &connect.native()?)?;
    let started = clock::now();
    let codec = session.plan().map(|plan| plan.format.codec);
    if let Some(plan) = session.plan() {
        println!("Streaming {} from {} over lumen/1.", plan.mode, connect.host);
    }
    let until = connect.seconds.map(|seconds| started + Span::from_secs(seconds.into()));
    let mut watcher = Watcher::new(recorder, connect, codec == Some(Codec::H264))?;
    let end = watcher.watch(&session, until, &interrupted)?;
    let elapsed = clock::now().since(started);
    let stats = watcher.stats(&session);
    print_clock(&session);
    drop(session);
    let last = watcher.last.take();
    drop(watcher);
    print!("{}", Report::new(&stats, &results.finish()?, elapsed));
    if let Some(path) = &connect.png {
        save(last, path)?;
    }
    match end {
        End::Local | End::Bye(lumen_core::native::message::end::Reason::Finished) => Ok(()),
        end => bail!("{end}"),
    }
}

fn save(last: Option<Picture>, path: &Path) -> anyhow::Result<()> {
    Ok(last.context("no picture was decoded")?.write_png(path)?)
}

fn print_clock(session: &NativeSession) {
    if let Some(clock) = session.clock() {
        println!(
            "round trip {} us, the host's clock is known to {} us",
            clock.round_trip.0, clock.offset.error.0
        );
    }
}

/// Decodes what comes.
struct Watcher {
    /// None for what is counted and recorded only.
    decoder: Option<SoftwareDecoder>,
    recorder: Recorder,
    colour: lumen_gpu::convert::ColourSpec,
    /// When the next picture is to be kept, if one is wanted.
    keep_from: Option<Micros>,
    last: Option<Picture>,
    waits_for_key: bool,
    counts: StreamStats,
}

impl Watcher {
    fn new(recorder: Recorder, connect: &Connect, decodes: bool) -> anyhow::Result<Watcher> {
        Ok(Watcher {
            decoder: decodes.then(SoftwareDecoder::open).transpose()?,
            recorder,
            colour: connect.options()?.colour,
            keep_from: connect.png.as_ref().map(|_| Micros(0)),
            last: None,
            waits_for_key: true,
            counts: StreamStats::default(),
        })
    }

    /// Handles units until the time is up, the user interrupts, or the session is over.
    fn watch(
        &mut self,
        session: &NativeSession,
        until: Option<Micros>,
        interrupted: &AtomicBool,
    ) -> anyhow::Result<End> {
        loop {
            let now = clock::now();
            if interrupted.load(Ordering::Relaxed) || until.is_some_and(|until| now >= until) {
                return Ok(End::Local);
            }
            match session.next_unit(LOOK_UP) {
                Ok(Some(unit)) => {
                    if !self.decode(&unit) {
                        session.request_key_frame()?;
                    }
                }
                Ok(None) => {}
                Err(ClientError::Ended(end)) => return Ok(end),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// False when the decoder could not use the unit.
    fn decode(&mut self, unit: &Unit) -> bool {
        if self.waits_for_key && !unit.key {
            self.counts.withheld += 1;
            return true;
        }
        self.recorder.unit(unit.frame, unit.bytes());
        let mut record = FrameRecord::begin(unit, clock::now());
        let Some(decoder) = &mut self.decoder else {
            self.waits_for_key = false;
            self.counts.key_frames += u64::from(unit.key);
            return true;
        };
        let decoded = decoder.decode(unit.bytes());
        self.waits_for_key = decoded.is_err();
        match decoded {
            Ok(Some(picture)) => {
                record.decoded = clock::now().0;
                self.counts.decoded += 1;
                self.counts.key_frames += u64::from(unit.key);
                self.recorder.picture(&picture, &record);
                // Copied twice a second at most: it costs more than decoding.
                if self.keep_from.is_some_and(|from| from.0 <= record.decoded) {
                    self.last = Some(Picture::of(&picture, self.colour));
                    self.keep_from = Some(Micros(record.decoded) + Span::from_millis(500));
                }
                true
            }
            Ok(None) => true,
            Err(_) => {
                self.counts.undecodable += 1;
                false
            }
        }
    }

    /// The session's counters, and ours.
    fn stats(&self, session: &NativeSession) -> StreamStats {
        let stats = session.stats();
        StreamStats {
            decoded: self.counts.decoded,
            key_frames: self.counts.key_frames,
            undecodable: self.counts.undecodable,
            withheld: stats.withheld + self.counts.withheld,
            ..stats
        }
    }
}
