//! Which GPU and which driver are played, and what goes wrong.
//!
//! A personality is a text of `key=value` pairs between semicolons or line ends:
//!
//! | key | value | default |
//! |---|---|---|
//! | `api` | newest API version of the driver | `13.0` |
//! | `engines` | encoders of the GPU; 0 plays a GPU without NVENC | `1` |
//! | `codecs` | list of `h264`, `hevc`, `av1` | all |
//! | `sessions` | most sessions at a time | `8` |
//! | `rate` | million pixels per second of an engine | `1000` |
//! | `clock` | `real`, or `manual`: time stands still until the test moves it | `real` |
//! | `timing` | see [`Timing`] | `even` |
//! | `ceiling` | largest bitrate that initialisation takes, bits per second | none |
//! | `cap.CODEC.INDEX` | value of a capability | the table in `caps` |
//! | `fault` | `CALL:N:STATUS`: the Nth call of that name (`*`: each) answers so | none |
//! | `ltr` | see [`LongTerm`] | `full` |
//! | `journal` | `on` keeps a line for each call | `off` |
//! | `journal-file` | each line of the journal is appended to this file | none |
//! | `name` | the GPU's name | `Simulated GPU` |
//! | `cuda` | `none`: no device | `one` |

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::layout::{GENERATIONS, Generation};

/// When the slices of a picture become visible to a lock that does not wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timing {
    /// `even`: one after another, evenly over the encode time.
    #[default]
    Even,
    /// `late`: all but the first only when the picture is complete.
    Late,
    /// `burst`: in pairs.
    Burst,
    /// `never`: locks that do not wait are busy for ever; one that waits is answered.
    Never,
    /// `ahead`: the size counts bytes of the next slice, which are not there yet.
    Ahead,
    /// `far-ahead`: so does the number of slices.
    FarAhead,
    /// `shrink`: a later lock gives fewer bytes than an earlier one.
    Shrink,
}

/// What comes of long-term references, which drivers take for advice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LongTerm {
    /// `full`: all that is asked for.
    #[default]
    Full,
    /// `fewer`: marks of the first two indices.
    Fewer,
    /// `ignored`: marks, but pictures are predicted from the newest one.
    Ignored,
    /// `refused`: initialisation refuses them.
    Refused,
}

/// A call that fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Name of the call, without `NvEnc`.
    pub call: String,
    /// Which call of that name, from 1; 0 is each.
    pub nth: u64,
    /// What it answers.
    pub status: u32,
}

/// A GPU with its driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Personality {
    /// Newest API version.
    pub api: (u32, u32),
    /// Encoders.
    pub engines: u32,
    /// H.264, HEVC, AV1.
    pub codecs: [bool; 3],
    /// Most sessions at a time.
    pub sessions: usize,
    /// Pixels per microsecond of an engine.
    pub rate: u64,
    /// Time moves only when told to.
    pub manual_clock: bool,
    /// When slices show.
    pub timing: Timing,
    /// Largest bitrate.
    pub ceiling: Option<u32>,
    /// Capabilities that differ from the table.
    pub caps: BTreeMap<(usize, u32), i32>,
    /// What fails.
    pub faults: Vec<Fault>,
    /// What comes of long-term references.
    pub long_term: LongTerm,
    /// Keep a journal.
    pub journal: bool,
    /// Append it to this file.
    pub journal_file: Option<PathBuf>,
    /// The GPU's name.
    pub name: String,
    /// CUDA finds the GPU.
    pub cuda: bool,
}

impl Default for Personality {
    fn default() -> Self {
        Personality {
            api: (13, 0),
            engines: 1,
            codecs: [true; 3],
            sessions: 8,
            rate: 1_000,
            manual_clock: false,
            timing: Timing::Even,
            ceiling: None,
            caps: BTreeMap::new(),
            faults: Vec::new(),
            long_term: LongTerm::Full,
            journal: false,
            journal_file: None,
            name: "Simulated GPU".into(),
            cuda: true,
        }
    }
}

/// Names of the codecs in a personality.
const CODECS: [&str; 3] = ["h264", "hevc", "av1"];

impl Personality {
    /// Reads a personality.
    ///
    /// # Errors
    /// The pair that is not understood.
    pub fn parse(text: &str) -> Result<Personality, String> {
        let mut personality = Personality::default();
        for pair in text.split([';', '\n']).map(str::trim).filter(|pair| !pair.is_empty()) {
            let understood = pair
                .split_once('=')
                .and_then(|(key, value)| personality.set(key.trim(), value.trim()));
            understood.ok_or_else(|| pair.to_owned())?;
        }
        Ok(personality)
    }

    fn set(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            "api" => {
                let (major, minor) = value.split_once('.')?;
                self.api = (major.parse().ok()?, minor.parse().ok()?);
            }
            "engines" => self.engines = value.parse().ok()?,
            "codecs" => {
                let has = |codec: &str| value.split(',').any(|name| name.trim() == codec);
                self.codecs = CODECS.map(has);
            }
            "sessions" => self.sessions = value.parse().ok()?,
            "rate" => self.rate = value.parse().ok().filter(|rate| *rate > 0)?,
            "clock" => self.manual_clock = flag(value, "manual", "real")?,
            "timing" => self.timing = timing(value)?,
            "ceiling" => self.ceiling = Some(value.parse().ok()?),
            "fault" => self.faults.push(fault(value)?),
            "ltr" => self.long_term = long_term(value)?,
            "journal" => self.journal = flag(value, "on", "off")?,
            "journal-file" => self.journal_file = Some(value.into()),
            "name" => self.name = value.to_owned(),
            "cuda" => self.cuda = flag(value, "one", "none")?,
            _ => {
                let mut parts = key.strip_prefix("cap.")?.split('.');
                let codec = parts.next()?;
                let codec = CODECS.iter().position(|name| *name == codec)?;
                self.caps.insert((codec, parts.next()?.parse().ok()?), value.parse().ok()?);
            }
        }
        Some(())
    }

    /// The version of this number, if the driver speaks it.
    pub fn generation(&self, spoken_by: impl Fn(&Generation) -> bool) -> Option<Generation> {
        let known = GENERATIONS.iter().filter(|generation| generation.version() <= self.api);
        known.copied().find(|generation| spoken_by(generation))
    }

    /// A capability of a codec (0 H.264, 1 HEVC, 2 AV1), as GPUs of the Ada generation have it.
    pub fn cap(&self, codec: usize, index: u32) -> i32 {
        if let Some(value) = self.caps.get(&(codec, index)) {
            return *value;
        }
        let by_codec = |values: [i32; 3]| values[codec];
        match index {
            1 => 0x3f,
            10 => by_codec([4, 4, 0]),
            13 => by_codec([62, 186, 31]),
            14 => by_codec([10, 30, 0]),
            16 | 17 => by_codec([4096, 8192, 8192]),
            33 => by_codec([0, 1, 0]),
            39 => by_codec([0, 1, 1]),
            40 => by_codec([8, 7, 0]),
            45 => by_codec([145, 129, 192]),
            46 => by_codec([49, 33, 128]),
            5 | 7 | 8 | 19 | 20 | 22 | 23 | 25 | 26 | 27 | 28 | 34 | 47 => 1,
            31 => by_codec([65_536, 262_144, 262_144]),
            32 => 983_040,
            42 => 100,
            49 => self.engines as i32,
            _ => 0,
        }
    }
}

fn flag(value: &str, yes: &str, no: &str) -> Option<bool> {
    if value == yes { Some(true) } else { (value == no).then_some(false) }
}

fn timing(value: &str) -> Option<Timing> {
    Some(match value {
        "even" => Timing::Even,
        "late" => Timing::Late,
        "burst" => Timing::Burst,
        "never" => Timing::Never,
        "ahead" => Timing::Ahead,
        "far-ahead" => Timing::FarAhead,
        "shrink" => Timing::Shrink,
        _ => return None,
    })
}

fn long_term(value: &str) -> Option<LongTerm> {
    Some(match value {
        "full" => LongTerm::Full,
        "fewer" => LongTerm::Fewer,
        "ignored" => LongTerm::Ignored,
        "refused" => LongTerm::Refused,
        _ => return None,
    })
}

fn fault(value: &str) -> Option<Fault> {
    let mut parts = value.split(':');
    let (call, nth, status) = (parts.next()?, parts.next()?, parts.next()?);
    let nth = if nth == "*" { 0 } else { nth.parse().ok()? };
    Some(Fault { call: call.to_owned(), nth, status: status.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_personality_is_read() {
        let text = "api=12.1; engines=2\ncodecs=h264,hevc;fault=LockBitstream:3:8;cap.hevc.23=0";
        let personality = Personality::parse(text).unwrap();
        assert_eq!((personality.api, personality.engines), ((12, 1), 2));
        assert_eq!(personality.codecs, [true, true, false]);
        assert_eq!((personality.cap(1, 23), personality.cap(0, 23)), (0, 1));
        assert_eq!(personality.faults[0].nth, 3);
        assert_eq!(Personality::parse("engines=many"), Err("engines=many".into()));
        assert!(personality.generation(|generation| generation.major == 13).is_none());
    }
}
