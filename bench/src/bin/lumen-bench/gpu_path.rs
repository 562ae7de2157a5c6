//! `lumen-bench gpu-path`: the data path of pictures that lie in GPU memory, at the rate of a display.
//!
//! Pictures made beforehand are converted on the GPU; slices of known content, which nobody codes,
//! leave for each of them over real sockets on loopback, sealed and with parity; another thread makes
//! frames of them again and looks at every byte. With a file of coded video its access units leave in
//! place of those slices, and are decoded at the other end. Needs no desktop, no encoder and no
//! network.

mod convert;
mod decode;
mod far;
mod near;
mod table;

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow, ensure};
use clap::{Args, ValueEnum};
use lumen_bench::measure::cores;
use lumen_bench::measure::probe::Thread;
use lumen_core::units::{Bitrate, Mode};

use super::latency::parse_mode;
use super::transport::content::Content;
use super::transport::media::{PAYLOAD, Shape, Source};
use decode::{Decoder, Video};
use table::Table;

/// Slices of a frame, as of tiles on several engines.
const SLICES: usize = 16;

/// Data datagrams of a slice: with a fifth of parity, a block of the smaller code.
const MOST_DATA: usize = 200;

/// The data path of pictures in GPU memory.
#[derive(Args, Debug)]
pub struct Options {
    /// Width, height and frames per second; may be repeated.
    #[arg(long = "mode", default_values = ["5120x1440x240", "5120x2880x240"])]
    modes: Vec<String>,
    /// Megabits of video per second; may be repeated.
    #[arg(long = "mbps", default_values_t = [500, 2_500])]
    mbps: Vec<u64>,
    /// Seconds of each.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// What converts.
    #[arg(long, default_value = "vulkan")]
    by: By,
    /// How frames leave.
    #[arg(long, default_value = "at-once")]
    pacing: Pacing,
    /// Annex B, H.264 or HEVC (.hevc), to be sent over and over and decoded.
    #[arg(long, value_name = "FILE", conflicts_with = "mbps")]
    video: Option<PathBuf>,
    /// What decodes it.
    #[arg(long, default_value = "nvdec", requires = "video")]
    decoder: Decoder,
}

/// What converts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// A GPU, or a driver that computes on the CPU where there is none.
    Vulkan,
    /// This program, from its own memory.
    Cpu,
}

/// How frames leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Pacing {
    /// Each slice when it is there.
    AtOnce,
    /// As hosts do without more knowledge: what a queue holds at once, the rest spread.
    Spread,
}

/// One run.
#[derive(Clone, Debug)]
struct Wish {
    mode: Mode,
    /// Of the datagrams' payload.
    bitrate: Bitrate,
    /// What is sent and decoded, if it is not a pattern.
    video: Option<(Arc<Video>, Decoder)>,
    frames: u32,
    by: By,
    pacing: Pacing,
}

impl Wish {
    /// How the frames are cut.
    fn shape(&self) -> anyhow::Result<Shape> {
        let bytes = self.bitrate.0 * 1_000 / u64::from(self.mode.refresh.0) / 8;
        let data = (bytes as usize).div_ceil(PAYLOAD * SLICES).max(1);
        ensure!(data <= MOST_DATA, "{} kbit/s are too many a frame", self.bitrate.0 / 1_000);
        Ok(Shape { slices: SLICES, data })
    }
}

/// Runs all, prints, writes JSON lines; false when a frame was missed.
pub fn run(options: &Options, json: Option<&Path>) -> anyhow::Result<bool> {
    let mut lines = json.map(File::create).transpose().context("write JSON")?;
    let mut holds = true;
    let video = options.video.as_deref().map(Video::read).transpose()?.map(Arc::new);
    for mode in &options.modes {
        let mode = parse_mode(mode)?;
        let bitrates = match &video {
            // What holds the largest unit.
            Some(video) => vec![rate_of(video.largest(), mode)],
            None => options.mbps.iter().map(|mbps| Bitrate::from_kbps(mbps * 1_000)).collect(),
        };
        for bitrate in bitrates {
            let frames = options.seconds * mode.refresh.0 / 1_000;
            let video = video.clone().map(|video| (video, options.decoder));
            let (by, pacing) = (options.by, options.pacing);
            let wish = Wish { mode, bitrate, video, frames, by, pacing };
            let table = measure(&wish)?;
            println!("{table}");
            if let Some(lines) = &mut lines {
                table.write_json(lines)?;
                lines.flush()?;
            }
            holds &= table.holds();
        }
    }
    Ok(holds)
}

/// A core for each end, as of two machines, where there are enough for the rest besides: the
/// scheduler likes to put who is woken beside who wakes.
fn cores_of_ends() -> Option<(usize, usize)> {
    let allowed = cores::allowed().ok().filter(|allowed| allowed.len() >= 4)?;
    let near = allowed[allowed.len() / 2];
    Some((near, cores::beside(near, &allowed)?))
}

/// What frames of this size come to.
fn rate_of(bytes: usize, mode: Mode) -> Bitrate {
    Bitrate((bytes as u64 * 8 * u64::from(mode.refresh.0)).div_ceil(1_000))
}

fn measure(wish: &Wish) -> anyhow::Result<Table> {
    let shape = wish.shape()?;
    let mut pictures = convert::open(wish)?;
    let len = shape.frame_len();
    let (near, far, decode) = match &wish.video {
        None => (Content::new(len), Content::comparing(), None),
        Some((video, decoder)) => {
            let content = || Content::of(video.units.iter().cloned(), len);
            (content(), content(), Some(decode::DecodeThread::start(*decoder, video)?))
        }
    };
    let ends = cores_of_ends();
    let expect = far::Expect { shape, content: far, decode, core: ends.map(|(_, far)| far) };
    let far = far::Far::start(expect)?;
    let source = Source::of(shape, near);
    // A thread of its own, since the driver's threads go where the one is that starts them.
    let sent = std::thread::scope(|scope| {
        let send = || {
            let _pinned = ends.map(|(near, _)| Thread::pin(Some(near))).transpose()?;
            near::send(wish, source, &mut *pictures, far.address())
        };
        scope.spawn(send).join().map_err(|_| anyhow!("the sending thread panicked"))?
    })?;
    let came = far.finish(wish.frames)?;
    Ok(Table::new(wish, shape, &pictures.name(), &sent, &came))
}

#[cfg(test)]
mod tests {
    use lumen_core::units::{FrameId, Micros, RefreshRate};
    use lumen_gpu::convert::{ColourSpec, Yuv420};
    use lumen_gpu::encode::software::SoftwareEncoder;
    use lumen_gpu::encode::{Collected, Encode, EncodeConfig, FrameParams, H264Profile};

    use super::*;

    fn wish(by: By) -> Wish {
        let mode = Mode::new(320, 180, RefreshRate::from_hz(60)).unwrap();
        let (bitrate, frames) = (Bitrate::from_kbps(20_000), 30);
        Wish { mode, bitrate, video: None, frames, by, pacing: Pacing::AtOnce }
    }

    /// Frames that came whole: all that a busy machine had the time to begin.
    fn all_told(table: &Table) -> usize {
        assert_eq!(table.not_whole(), 0);
        assert_eq!(table.whole() + table.missed() as usize, 30);
        assert!(table.whole() > 0);
        table.whole()
    }

    #[test]
    fn frames_go_the_whole_way_and_their_stages_are_told() {
        let table = measure(&wish(By::Cpu)).unwrap();
        let whole = all_told(&table);
        let text = table.to_string();
        for stage in ["convert", "packetize", "send, receive", "complete to whole"] {
            assert!(text.contains(stage), "{text}");
        }
        let mut json = Vec::new();
        table.write_json(&mut json).unwrap();
        let lines = std::str::from_utf8(&json).unwrap().lines();
        let first: serde_json::Value = serde_json::from_str(lines.clone().next().unwrap()).unwrap();
        assert_eq!((lines.count(), &first["count"]), (4, &whole.into()));
    }

    #[test]
    fn vulkan_converts_where_there_is_one() {
        match convert::open(&wish(By::Vulkan)) {
            Ok(pictures) => drop(pictures),
            Err(error) => return eprintln!("skipped: no Vulkan: {error:#}"),
        }
        let paced = Wish { pacing: Pacing::Spread, ..wish(By::Vulkan) };
        all_told(&measure(&paced).unwrap());
    }

    #[test]
    fn coded_video_is_decoded_at_the_other_end() {
        let units = coded(wish(By::Cpu).mode);
        let path = tempfile::Builder::new().suffix(".h264").tempfile().unwrap();
        std::fs::write(path.path(), units.concat()).unwrap();
        let video = Video::read(path.path()).unwrap();
        assert_eq!(video.units, units);
        let bitrate = rate_of(video.largest(), wish(By::Cpu).mode);
        let video = Some((Arc::new(video), Decoder::Software));
        let table = measure(&Wish { video, bitrate, ..wish(By::Cpu) }).unwrap();
        all_told(&table);
        let text = table.to_string();
        assert!(text.contains("decoded by software: 0 not shown"), "{text}");
        assert!(text.contains("complete to decoded"), "{text}");
        let nowhere = Video::read(Path::new("/nonexistent.h264")).unwrap_err();
        assert!(nowhere.to_string().contains("/nonexistent.h264"), "{nowhere}");
    }

    /// Access units of a moving picture.
    fn coded(mode: Mode) -> Vec<Vec<u8>> {
        let config = EncodeConfig {
            width: mode.width,
            height: mode.height,
            refresh: mode.refresh,
            bitrate: Bitrate::from_kbps(4_000),
            slices: 1,
            profile: H264Profile::High,
            colour: ColourSpec::default(),
        };
        let mut encoder = SoftwareEncoder::open(config).unwrap();
        let mut picture = Yuv420::new(mode.width, mode.height);
        let unit = |frame: u32| {
            picture.planes_mut()[0].fill(40 + 20 * frame as u8);
            let (frame, bitrate) = (FrameId(frame), config.bitrate);
            encoder.submit(&picture, FrameParams { frame, force_idr: false, bitrate }).unwrap();
            let mut unit = Vec::new();
            while let Collected::Slice(slice) = encoder.collect(Micros(u64::MAX)).unwrap() {
                unit.extend_from_slice(slice.bytes);
            }
            unit
        };
        (0..5).map(unit).collect()
    }

    #[test]
    fn a_frame_that_fits_no_block_is_refused() {
        let bitrate = Bitrate::from_kbps(100_000_000);
        assert!(Wish { bitrate, ..wish(By::Cpu) }.shape().is_err());
        let shape = |mbps: u64| {
            let mode = Mode::new(5120, 1440, RefreshRate::from_hz(240)).unwrap();
            let bitrate = Bitrate::from_kbps(mbps * 1_000);
            Wish { mode, bitrate, ..wish(By::Cpu) }.shape().unwrap().data
        };
        assert_eq!((shape(500), shape(2_500)), (15, 71));
    }
}
