//! The jitter buffer: packets in, what to play out.
//!
//! Counts in packets and reads no clock: [`JitterBuffer::take`] is called once for each packet
//! time of the *output's* clock, so that clock paces everything. The delay is the number of
//! packets between the one played and the newest one received. It follows the network:
//!
//! - a packet that comes after it had to be concealed tells how long the delay would have had to
//!   be, and the wanted delay moves there, so it soon covers the distance of the copies where
//!   packets are lost; one that comes after a pause makes it one longer, so it covers the jitter;
//! - after [`JitterConfig::calm`] packets without such a one it becomes one shorter;
//! - while the shortest delay of the last [`WINDOW`] packets is not the wanted one, each packet
//!   is played one sample longer or shorter, which also takes up the drift of the two clocks;
//! - when nothing at all comes, concealment makes the delay grow at once.
//!
//! Memory is fixed; the delay is never above [`JitterConfig::most`].

use super::MAX_PACKET;
use crate::units::Seq;

/// Packets that fit; no delay can be longer.
const SLOTS: usize = 64;

/// Packets over which the shortest delay is looked for.
const WINDOW: u32 = 64;

/// Packets by which one late packet makes the wanted delay longer, at most.
const MAX_STEP: u16 = 2;

/// Concealed packets in a row with nothing to follow after which the stream counts as paused.
const PAUSE: u32 = 20;

/// Bounds of the delay, in packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JitterConfig {
    /// Shortest wanted delay, at least 1. With 1, the drift of the clocks costs a concealed packet
    /// now and then.
    pub least: u16,
    /// Longest delay, wanted or not; what arrives beyond makes the oldest packets be left out.
    /// At most 62.
    pub most: u16,
    /// Packets without a late one after which a shorter delay is tried.
    pub calm: u32,
}

impl Default for JitterConfig {
    /// 5 to 10 ms, and up to 100 ms, with packets of 5 ms; shorter again after 30 s.
    fn default() -> Self {
        JitterConfig { least: 2, most: 20, calm: 6_000 }
    }
}

/// What became of a packet that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It waits to be played.
    Kept,
    /// It is there already, or was played.
    Duplicate,
    /// It was concealed before.
    Late,
    /// It is empty or too long.
    Refused,
}

/// Sound for one packet time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Play<'a> {
    /// Decode this packet.
    Packet(&'a [u8]),
    /// Have the decoder make something up in place of a packet.
    Conceal,
    /// There is no sound yet, or no more: silence, the decoder unasked.
    Silence,
}

/// A correction of the length of what is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adjust {
    /// As it is.
    Keep,
    /// One sample per channel longer.
    Longer,
    /// One sample per channel shorter.
    Shorter,
}

/// What to play for one packet time, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Take<'a> {
    /// The sound.
    pub play: Play<'a>,
    /// Its length.
    pub adjust: Adjust,
}

/// Counters since the start, in packets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JitterStats {
    /// Played as they were sent.
    pub played: u64,
    /// Of those, known by a copy alone.
    pub repaired: u64,
    /// Made up because they were missing.
    pub concealed: u64,
    /// Came after they were concealed.
    pub late: u64,
    /// Came twice.
    pub duplicates: u64,
    /// Left out because too many were waiting.
    pub skipped: u64,
    /// Delay wanted at the moment.
    pub wanted: u16,
    /// Samples per channel that were added, less those that were dropped.
    pub stretched: i64,
}

/// Puts packets in order and hands them out at the pace of the output.
pub struct JitterBuffer {
    config: JitterConfig,
    slots: Box<[Slot; SLOTS]>,
    state: State,
    wanted: u16,
    calm: u32,
    window: Window,
    stats: JitterStats,
}

struct Slot {
    /// Number of the packet here, if there is one.
    number: Option<u64>,
    copy: bool,
    len: usize,
    bytes: [u8; MAX_PACKET],
}

/// Numbers are those of the wire, counted on beyond 16 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing came yet, or for so long that numbers tell nothing any more.
    Empty,
    /// Packets are gathered up to the wanted delay; `next` is the first one to be played.
    Filling { next: u64, newest: u64 },
    /// Sound. `starved` packets in a row were concealed with nothing to follow.
    Playing { next: u64, newest: u64, starved: u32 },
}

/// The shortest delay over some packets.
#[derive(Clone, Copy, Debug)]
struct Window {
    left: u32,
    shortest: u16,
    adjust: Adjust,
}

impl Window {
    const NEW: Window = Window { left: WINDOW, shortest: u16::MAX, adjust: Adjust::Keep };

    fn on_delay(&mut self, delay: u16, wanted: u16) {
        self.shortest = self.shortest.min(delay);
        self.left -= 1;
        if self.left == 0 {
            let adjust = match self.shortest.cmp(&wanted) {
                std::cmp::Ordering::Less => Adjust::Longer,
                std::cmp::Ordering::Equal => Adjust::Keep,
                std::cmp::Ordering::Greater => Adjust::Shorter,
            };
            *self = Window { adjust, ..Window::NEW };
        }
    }
}

impl JitterBuffer {
    /// An empty buffer. Bounds that make no sense are moved to the nearest that do.
    pub fn new(config: JitterConfig) -> JitterBuffer {
        let most = config.most.clamp(1, SLOTS as u16 - 2);
        let least = config.least.clamp(1, most);
        let slot = || Slot { number: None, copy: false, len: 0, bytes: [0; MAX_PACKET] };
        let slots: Vec<Slot> = std::iter::repeat_with(slot).take(SLOTS).collect();
        let slots = slots.into_boxed_slice().try_into();
        JitterBuffer {
            config: JitterConfig { least, most, ..config },
            slots: slots.unwrap_or_else(|_| unreachable!("as many as there are slots")),
            state: State::Empty,
            wanted: least,
            calm: 0,
            window: Window::NEW,
            stats: JitterStats::default(),
        }
    }

    /// Begins anew with another stream, whose numbers tell nothing of the one before. Counters go
    /// on.
    pub fn restart(&mut self) {
        *self = JitterBuffer { stats: self.stats, ..JitterBuffer::new(self.config) };
    }

    /// Takes a packet as it comes. `copy` is true when it was not sent for the first time, or was
    /// computed from others. Does not allocate.
    pub fn insert(&mut self, sequence: Seq, copy: bool, bytes: &[u8]) -> Outcome {
        if !(1..=MAX_PACKET).contains(&bytes.len()) {
            return Outcome::Refused;
        }
        let number = match self.state {
            State::Empty => self.begin(sequence),
            State::Filling { newest, .. } | State::Playing { newest, .. } => near(newest, sequence),
        };
        self.place(number, copy, bytes)
    }

    /// Numbers begin anew with this packet.
    fn begin(&mut self, sequence: Seq) -> u64 {
        self.slots.iter_mut().for_each(|slot| slot.number = None);
        // Far from zero, so that packets from before the first have numbers too.
        let number = (1 << 32) + u64::from(sequence.0);
        self.state = State::Filling { next: number, newest: number };
        number
    }

    fn place(&mut self, number: u64, copy: bool, bytes: &[u8]) -> Outcome {
        match &mut self.state {
            State::Empty => return Outcome::Refused,
            State::Filling { next, newest } => {
                // One that was overtaken before anything was played.
                if number < *next && *newest - number < u64::from(self.config.most) {
                    *next = number;
                }
                *newest = (*newest).max(number);
            }
            State::Playing { newest, .. } => *newest = (*newest).max(number),
        }
        if number < self.next() {
            return self.on_old(number);
        }
        let slot = &mut self.slots[number as usize % SLOTS];
        if slot.number == Some(number) {
            self.stats.duplicates += 1;
            return Outcome::Duplicate;
        }
        (slot.number, slot.copy, slot.len) = (Some(number), copy, bytes.len());
        slot.bytes[..bytes.len()].copy_from_slice(bytes);
        if let State::Playing { next, starved: 1.., .. } = self.state
            && next == number
        {
            self.want(self.wanted + 1);
        }
        self.keep_short();
        Outcome::Kept
    }

    /// A packet whose time is over: one that was concealed, or another copy of one that was played.
    fn on_old(&mut self, number: u64) -> Outcome {
        let slot = &mut self.slots[number as usize % SLOTS];
        // Its slot still tells whether it was there, unless a later packet has it.
        let concealed = slot.number.is_none_or(|other| other < number)
            && matches!(self.state, State::Playing { next, .. } if next - number < SLOTS as u64);
        if !concealed {
            self.stats.duplicates += 1;
            return Outcome::Duplicate;
        }
        // Counted once: what comes again is a duplicate.
        slot.number = Some(number);
        self.stats.late += 1;
        // It would have been in time if as many had been waiting as were sent after it.
        let needed = (self.newest() + 1 - number) as u16;
        self.want(needed.min(self.wanted + MAX_STEP));
        Outcome::Late
    }

    /// A delay this long would have been better.
    fn want(&mut self, delay: u16) {
        self.calm = 0;
        self.wanted = self.wanted.max(delay).min(self.config.most);
    }

    /// Leaves out the oldest packets when more wait than the longest delay.
    fn keep_short(&mut self) {
        let most = u64::from(self.config.most);
        let wanted = u64::from(self.wanted);
        let (State::Filling { next, newest } | State::Playing { next, newest, .. }) =
            &mut self.state
        else {
            return;
        };
        if *newest + 1 - *next > most {
            let first = *newest + 1 - wanted;
            self.stats.skipped += first - *next;
            *next = first;
            self.window = Window::NEW;
        }
    }

    /// What to play for the next packet time. Does not allocate.
    pub fn take(&mut self) -> Take<'_> {
        if let State::Filling { next, newest } = self.state
            && newest + 1 - next >= u64::from(self.wanted)
        {
            self.state = State::Playing { next, newest, starved: 0 };
            self.window = Window::NEW;
        }
        let State::Playing { next, newest, starved } = self.state else {
            return Take { play: Play::Silence, adjust: Adjust::Keep };
        };
        self.relax();
        let delay = (newest + 1).saturating_sub(next) as u16;
        self.window.on_delay(delay, self.wanted);
        if self.slots[next as usize % SLOTS].number == Some(next) {
            self.state = State::Playing { next: next + 1, newest, starved: 0 };
            return self.packet(next);
        }
        self.stats.concealed += 1;
        match delay {
            // Nothing to follow: the packet may still come, so the delay grows.
            0 if starved >= PAUSE => self.state = State::Empty,
            0 => self.state = State::Playing { next, newest, starved: starved + 1 },
            _ => self.state = State::Playing { next: next + 1, newest, starved: 0 },
        }
        Take { play: Play::Conceal, adjust: Adjust::Keep }
    }

    fn packet(&mut self, number: u64) -> Take<'_> {
        let adjust = self.window.adjust;
        let slot = &self.slots[number as usize % SLOTS];
        self.stats.played += 1;
        self.stats.repaired += u64::from(slot.copy);
        self.stats.stretched += match adjust {
            Adjust::Keep => 0,
            Adjust::Longer => 1,
            Adjust::Shorter => -1,
        };
        Take { play: Play::Packet(&slot.bytes[..slot.len]), adjust }
    }

    /// Tries a shorter delay once nothing was late for a while.
    fn relax(&mut self) {
        self.calm += 1;
        if self.calm >= self.config.calm {
            self.calm = 0;
            self.wanted = (self.wanted - 1).max(self.config.least);
        }
    }

    fn next(&self) -> u64 {
        match self.state {
            State::Empty => 0,
            State::Filling { next, .. } | State::Playing { next, .. } => next,
        }
    }

    fn newest(&self) -> u64 {
        match self.state {
            State::Empty => 0,
            State::Filling { newest, .. } | State::Playing { newest, .. } => newest,
        }
    }

    /// Packets that wait, gaps included.
    pub fn delay(&self) -> u16 {
        match self.state {
            State::Empty => 0,
            _ => (self.newest() + 1).saturating_sub(self.next()) as u16,
        }
    }

    /// Counters since the start.
    pub fn stats(&self) -> JitterStats {
        JitterStats { wanted: self.wanted, ..self.stats }
    }
}

/// The number nearest to `newest` that ends in `sequence`.
fn near(newest: u64, sequence: Seq) -> u64 {
    let ahead = sequence.0.wrapping_sub(newest as u16) as i16;
    newest.saturating_add_signed(ahead.into())
}

#[cfg(test)]
mod tests;
