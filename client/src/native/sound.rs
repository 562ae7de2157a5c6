//! The audio thread of a session that is played here: from the session's jitter buffer to the
//! output, at the output's pace.

use std::sync::Arc;

use lumen_core::audio::{PACKET_TIME, Take};
use lumen_core::gamestream::sdp::AudioChannels;
use lumen_transport::clock;

use super::link::Link;
use crate::audio::{self, Packets, SoundError, SoundOutput, Speaker};

/// What the thread works with.
pub(super) struct Sound {
    speaker: Speaker,
    link: Arc<Link>,
}

/// The session's buffer, which the control thread fills.
struct Shared<'a>(&'a Link);

impl Packets for Shared<'_> {
    fn next<T>(&mut self, play: impl FnOnce(Take<'_>) -> T) -> T {
        play(self.0.sound().take())
    }
}

impl Sound {
    /// Opens the output; `None` when the host sends no sound.
    ///
    /// # Errors
    /// `Opus`; `Record` when the file cannot be made.
    pub fn open(link: &Arc<Link>, output: &SoundOutput) -> Result<Option<Sound>, SoundError> {
        let count = link.plan().map_or(0, |plan| plan.audio.channels());
        let Some(channels) = AudioChannels::with_count(count) else { return Ok(None) };
        let output = audio::open(output, channels)?;
        let speaker = Speaker::new(&channels.layout(false), PACKET_TIME, output)?;
        Ok(Some(Sound { speaker, link: Arc::clone(link) }))
    }

    /// The loop of the thread. Returns when the session is over, or the output fails: the session
    /// goes on without sound.
    pub fn run(self) {
        let Sound { mut speaker, link } = self;
        let mut next = clock::now();
        while link.shared.wait(next).is_none() {
            match speaker.play(clock::now(), &mut Shared(&link)) {
                Ok(again) => next = again,
                Err(error) => {
                    tracing::warn!(%error, "the stream goes on without sound");
                    return;
                }
            }
            link.shared.counters.set_sound(link.sound().stats());
        }
    }
}
