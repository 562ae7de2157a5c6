//! The overlay: what the stream is like right now, as text, and what holds it up.

use std::convert::Infallible;
use std::fmt::Write;

use embedded_graphics::Drawable;
use embedded_graphics::Pixel;
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{OriginDimensions, Point, Size};
use embedded_graphics::mono_font::ascii::FONT_9X15;
use embedded_graphics::mono_font::{MonoFont, MonoTextStyle};
use embedded_graphics::pixelcolor::{Rgb888, RgbColor};
use embedded_graphics::text::{Baseline, Text};
use lumen_core::stats::Percentiles;
use lumen_core::units::{Mode, Span};
use lumen_gpu::present::Bitmap;

use super::meter::{Reading, Stage, Total};
use crate::StreamStats;

const FONT: &MonoFont<'_> = &FONT_9X15;
const COLUMNS: u32 = 46;
const ROWS: u32 = 14;
const PADDING: u32 = 8;

/// Black that lets an eighth of the picture through.
const BACK: [u8; 4] = [0, 0, 0, 224];

const PLAIN: Rgb888 = Rgb888::new(232, 232, 232);
const STRONG: Rgb888 = Rgb888::new(255, 208, 96);

const NETWORK: &str = "network, there and back";

/// A window keeps up as long as it passes over no more than one picture in ten.
const RATE_KEPT: f64 = 0.9;

/// Pictures on their way to the window, which it does not pass over.
const UNDER_WAY: u64 = 2;

/// Counters that are shown as changes from one look to the next.
#[derive(Clone, Copy, Debug)]
pub struct Looks {
    stats: StreamStats,
    last: StreamStats,
    span: Span,
    shown: Option<u64>,
}

impl Looks {
    /// `last` was true `span` before `stats`; `shown` pictures were shown in between, by a window
    /// that was open all the time.
    pub fn new(last: StreamStats, stats: StreamStats, span: Span, shown: Option<u64>) -> Looks {
        Looks { stats, last, span, shown }
    }

    fn decoded(&self) -> u64 {
        self.stats.decoded.saturating_sub(self.last.decoded)
    }

    /// The pictures shown and decoded, if the window passes over too many.
    fn passed_over(&self) -> Option<(u64, u64)> {
        let (shown, decoded) = (self.shown?, self.decoded());
        let kept = (shown + UNDER_WAY) as f64 >= decoded as f64 * RATE_KEPT;
        (!kept).then_some((shown, decoded))
    }

    fn per_second(&self, count: impl Fn(&StreamStats) -> u64) -> f64 {
        let more = count(&self.stats).saturating_sub(count(&self.last));
        more as f64 * 1e6 / self.span.0.max(1) as f64
    }

    fn lost(&self) -> u64 {
        self.stats.reassembly.lost.saturating_sub(self.last.reassembly.lost)
    }

    fn overrun(&self) -> u64 {
        self.stats.overrun.saturating_sub(self.last.overrun)
    }

    /// Share of the datagrams that were lost and repaired, in percent.
    fn repaired(&self) -> f64 {
        let (now, last) = (&self.stats.reassembly, &self.last.reassembly);
        let repaired = now.repaired.saturating_sub(last.repaired);
        let sent = now.datagrams.saturating_sub(last.datagrams) + repaired;
        repaired as f64 * 100.0 / sent.max(1) as f64
    }
}

/// Everything that the overlay tells.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Mode of the stream.
    pub mode: Mode,
    /// The last second's pictures.
    pub reading: Reading,
    /// Counters.
    pub looks: Looks,
}

impl Facts {
    /// The lines, and last the sentence that names the bottleneck.
    fn text(&self) -> String {
        let mut text = String::with_capacity((COLUMNS * ROWS) as usize);
        // Writing to a string cannot end badly.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        let Facts { mode, reading, looks } = self;
        let mbits = looks.per_second(|stats| stats.bytes) * 8.0 / 1e6;
        writeln!(text, "{mode}  {} fps shown  {mbits:.1} Mbit/s", reading.pictures)?;
        writeln!(text, "{:<24}{:>8}{:>8}", "milliseconds", "p50", "p99")?;
        for (stage, times) in Stage::ALL.iter().zip(&reading.stages) {
            match (times.count, stage) {
                (0, Stage::Network) => self.write_round_trip(text)?,
                (0, _) => writeln!(text, "{:<24}{:>8}{:>8}", label(*stage), "-", "-")?,
                _ => write_times(text, label(*stage), times)?,
            }
        }
        match &reading.total {
            Total::WithoutNetwork(times) => write_times(text, "sum without network", times)?,
            Total::Whole { times, error } => {
                let name = format!("total, clock +-{:.2}", millis(*error));
                write_times(text, &name, times)?;
            }
        }
        let reassembly = &looks.stats.reassembly;
        writeln!(
            text,
            "frames lost {}, too slow {}; datagrams {},",
            reassembly.lost, looks.stats.overrun, reassembly.datagrams
        )?;
        writeln!(
            text,
            "repaired {}; key frames asked for {}",
            reassembly.repaired, looks.stats.key_requests
        )?;
        writeln!(text)
    }

    /// In place of the way from the host, while its clock is not known.
    fn write_round_trip(&self, text: &mut String) -> std::fmt::Result {
        match self.looks.stats.round_trip {
            None => writeln!(text, "{:<24}{:>8}", NETWORK, "-"),
            // The protocol counts whole milliseconds.
            Some(trip) if trip < Span::from_millis(1) => {
                writeln!(text, "{NETWORK:<24}{:>8}", "< 1")
            }
            Some(trip) => writeln!(text, "{NETWORK:<24}{:>8.2}", millis(trip.0)),
        }
    }

    /// What holds the stream up, as a sentence of one or two lines.
    fn bottleneck(&self) -> String {
        let Facts { reading, looks, .. } = self;
        if looks.lost() > 0 {
            let lost = looks.lost();
            return format!("The network loses frames:\n{lost} in the last moment.");
        }
        if looks.overrun() > 0 {
            return "The decoder does not keep up;\na smaller mode would help.".into();
        }
        if let Some((shown, decoded)) = looks.passed_over() {
            return format!(
                "The window does not keep up:\nit shows {shown} of {decoded} pictures."
            );
        }
        let slowest = Stage::ALL.iter().zip(&reading.stages).max_by_key(|(_, times)| times.p50);
        let Some((stage, times)) = slowest.filter(|(_, times)| times.p50 > 0) else {
            return "No picture has come for a second.".into();
        };
        let (name, time) = (stage.name(), millis(times.p50));
        let mut rest = Vec::new();
        if let Total::WithoutNetwork(_) = reading.total {
            rest.push("network not counted".to_owned());
        }
        let repaired = looks.repaired();
        if repaired > 0.0 {
            rest.push(format!("{repaired:.1} % loss repaired"));
        }
        let total = millis(reading.total.times().p50);
        let sentence = format!("{name}: {time:.1} ms of {total:.1} ms");
        if rest.is_empty() { sentence } else { format!("{sentence},\n{}", rest.join(", ")) }
    }
}

fn label(stage: Stage) -> &'static str {
    match stage {
        Stage::Host => "host (capture to sent)",
        other => other.name(),
    }
}

fn write_times(text: &mut String, name: &str, times: &Percentiles) -> std::fmt::Result {
    writeln!(text, "{name:<24}{:>8.2}{:>8.2}", millis(times.p50), millis(times.p99))
}

fn millis(micros: u64) -> f64 {
    micros as f64 / 1e3
}

/// The overlay as pixels. Allocates once.
pub struct Overlay {
    bitmap: Bitmap,
}

impl Default for Overlay {
    fn default() -> Self {
        let size = FONT.character_size;
        let (width, height) = (COLUMNS * size.width, ROWS * size.height);
        Overlay { bitmap: Bitmap::new(width + 2 * PADDING, height + 2 * PADDING, BACK) }
    }
}

impl Overlay {
    /// Writes the facts anew.
    pub fn draw(&mut self, facts: &Facts) -> &Bitmap {
        self.bitmap.fill(BACK);
        let text = facts.text();
        let below = self.write(&text, PADDING as i32, PLAIN);
        self.write(&facts.bottleneck(), below, STRONG);
        &self.bitmap
    }

    /// Writes lines from the pixel row `y` on; where the next one goes.
    fn write(&mut self, text: &str, mut y: i32, colour: Rgb888) -> i32 {
        let style = MonoTextStyle::new(FONT, colour);
        for line in text.lines() {
            let at = Point::new(PADDING as i32, y);
            let Ok(_end) = Text::with_baseline(line, at, style, Baseline::Top).draw(self);
            y += FONT.character_size.height as i32;
        }
        y
    }
}

impl OriginDimensions for Overlay {
    fn size(&self) -> Size {
        Size::new(self.bitmap.width(), self.bitmap.height())
    }
}

impl DrawTarget for Overlay {
    type Color = Rgb888;
    type Error = Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<Rgb888>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Infallible> {
        for Pixel(Point { x, y }, colour) in pixels {
            // What is beyond the edge wraps to far beyond the other one, and is left out.
            self.bitmap.set(x as u32, y as u32, [colour.r(), colour.g(), colour.b(), 255]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use lumen_core::units::RefreshRate;

    use super::*;

    fn facts(pictures: usize, stages: [u64; 6]) -> Facts {
        let times = Percentiles::of([stages.iter().sum()]);
        let stages = stages.map(|time| Percentiles::of([time]));
        let total = Total::Whole { times, error: 45 };
        let reading = Reading { pictures, stages, total };
        let stats = StreamStats { bytes: 500_000, ..StreamStats::default() };
        let looks = Looks::new(StreamStats::default(), stats, Span::from_millis(500), Some(30));
        let mode = Mode { width: 1280, height: 720, refresh: RefreshRate::from_hz(60) };
        Facts { mode, reading, looks }
    }

    #[test]
    fn every_line_fits() {
        let mut facts = facts(60, [99_999_000; 6]);
        facts.looks.stats.reassembly.repaired = 3;
        for total in [facts.reading.total, Total::WithoutNetwork(facts.reading.stages[0])] {
            facts.reading.total = total;
            let text = facts.text() + &facts.bottleneck();
            assert!(text.contains("8.0 Mbit/s") && text.contains("network"), "{text}");
            assert!(text.lines().count() <= ROWS as usize, "{text}");
            assert!(text.lines().all(|line| line.len() <= COLUMNS as usize), "{text}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_a_number() {
        let mut facts = facts(60, [0, 0, 100, 10, 6_000, 900]);
        (facts.reading.stages[0], facts.reading.stages[1]) = Default::default();
        let text = facts.text();
        assert!(text.contains(&format!("{:<24}{:>8}", "host (capture to sent)", "-")), "{text}");
        assert!(text.contains(&format!("{NETWORK:<24}{:>8}", "-")), "{text}");
        facts.looks.stats.round_trip = Some(Span::from_millis(7));
        assert!(facts.text().contains(&format!("{NETWORK:<24}{:>8.2}", 7.0)));
    }

    #[test]
    fn one_sentence_names_the_bottleneck() {
        let sentence = |facts: Facts| facts.bottleneck().replace('\n', " ");
        let decoding = facts(60, [3_000, 900, 100, 10, 6_000, 900]);
        assert_eq!(sentence(decoding), "decode: 6.0 ms of 10.9 ms");
        let mut far = facts(60, [1_100, 3_100, 400, 0, 900, 300]);
        (far.looks.stats.reassembly.repaired, far.looks.stats.reassembly.datagrams) = (12, 988);
        assert_eq!(sentence(far), "network: 3.1 ms of 5.8 ms, 1.2 % loss repaired");
        far.reading.total = Total::WithoutNetwork(Percentiles::of([2_700]));
        far.reading.stages[1] = Percentiles::default();
        let expected = "host: 1.1 ms of 2.7 ms, network not counted, 1.2 % loss repaired";
        assert_eq!(sentence(far), expected);
        let mut slow = facts(30, [7_000, 0, 0, 0, 0, 0]);
        slow.looks.stats.decoded = 60;
        assert_eq!(sentence(slow), "The window does not keep up: it shows 30 of 60 pictures.");
        (slow.looks.stats.decoded, slow.looks.shown) = (60, None);
        assert_eq!(sentence(slow), "host: 7.0 ms of 7.0 ms", "it was being opened");
        (slow.looks.stats.decoded, slow.looks.shown) = (35, Some(30));
        assert_eq!(sentence(slow), "host: 7.0 ms of 7.0 ms");
        assert!(sentence(facts(0, [0; 6])).contains("No picture"));
        let mut lossy = decoding;
        lossy.looks.stats.reassembly.lost = 3;
        assert!(sentence(lossy).contains("3 in the last moment"));
    }

    #[test]
    fn text_is_light_on_dark() {
        let mut overlay = Overlay::default();
        let bitmap = overlay.draw(&facts(60, [1_000; 6]));
        let light = bitmap.pixels().iter().filter(|pixel| pixel[1] > 150).count();
        assert!(light > 1_000 && light < bitmap.pixels().len() / 4, "{light}");
        assert_eq!(bitmap.row(0)[0], BACK);
    }
}
