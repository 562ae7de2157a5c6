//! Stacked stages of several runs as one SVG: a bar for each, on one scale.
//!
//! Percentiles of stages do not add up to the percentile of their sum. So a bar is the mean frame
//! of those around the median: from the 45th to the 55th percentile of the total. A tick marks the
//! 99th, where it is on the scale. Bars begin with the complete picture: before that the compositor
//! waits for its refresh.

use std::fmt::Write;

use lumen_core::stats::Percentiles;

use super::report::Run;
use super::timeline::{Owner, Point, STAGES, Stage, Way};

const WIDTH: f64 = 1_280.0;
const LEFT: f64 = 420.0;
const RIGHT: f64 = 150.0;
const TOP: f64 = 118.0;
const PITCH: f64 = 34.0;
const BAR: f64 = 22.0;
const BOTTOM: f64 = 78.0;

/// A 99th percentile further out than so many times the longest bar is told and not drawn.
const FAR: f64 = 2.0;

/// Room of the words behind a bar.
const WORDS: f64 = 130.0;

/// Colours of the stages from capture on: codecs grey, ours in colour.
/// Source: Okabe and Ito, "Color Universal Design", which most colour-blind people can tell apart.
const COLOURS: [&str; 9] = [
    "#0072b2", "#56b4e9", "#8c8c8c", "#009e73", "#e69f00", "#f0e442", "#d55e00", "#cc79a7",
    "#bdbdbd",
];

/// The stages of a bar.
fn shown() -> impl Iterator<Item = (&'static Stage, &'static str)> {
    STAGES.iter().filter(|stage| stage.from >= Point::Captured).zip(COLOURS)
}

/// Means of the stages of frames around the median, in the order of [`shown`], and the 99th
/// percentile of the total.
fn bar(run: &Run) -> (Vec<f64>, f64) {
    let total = |way: &Way| way.between(Point::Captured);
    let mut ways: Vec<&Way> = run.frames.iter().collect();
    ways.sort_unstable_by_key(|way| total(way));
    let (low, high) = (ways.len() * 45 / 100, (ways.len() * 55).div_ceil(100));
    let middle = &ways[low..high];
    let mean = |stage: &Stage| {
        let sum: u64 = middle.iter().filter_map(|way| way.time(stage)).sum();
        sum as f64 / middle.len().max(1) as f64
    };
    let p99 = Percentiles::of(run.frames.iter().map(total)).p99;
    (shown().map(|(stage, _)| mean(stage)).collect(), p99 as f64)
}

/// The drawing.
pub fn svg(runs: &[Run]) -> String {
    let bars: Vec<_> = runs.iter().map(bar).collect();
    let longest = bars.iter().map(|(stages, _)| stages.iter().sum()).fold(1.0, f64::max);
    let latest = bars.iter().map(|(_, p99)| *p99).fold(longest, f64::max);
    let scale = Scale::up_to(latest.min(longest * FAR));
    let height = TOP + PITCH * runs.len() as f64 + BOTTOM;
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"sans-serif\" font-size=\"15\" fill=\"#222\">\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    head(&mut text);
    scale.draw(&mut text, height - BOTTOM);
    for (row, (run, (stages, p99))) in runs.iter().zip(&bars).enumerate() {
        draw_bar(&mut text, TOP + PITCH * row as f64, run, stages, *p99, &scale);
    }
    foot(&mut text, height, runs);
    text.push_str("</svg>\n");
    text
}

/// Microseconds to pixels.
struct Scale {
    step: f64,
    end: f64,
}

impl Scale {
    /// Steps of 1, 2 or 5 times a power of ten, at most eight of them.
    fn up_to(micros: f64) -> Scale {
        let power = 10_f64.powf((micros / 8.0).log10().floor());
        let fits = |factor: &f64| factor * power * 8.0 >= micros;
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(fits).unwrap_or(10.0) * power;
        Scale { step, end: (micros / step).ceil() * step }
    }

    fn width(&self, micros: f64) -> f64 {
        micros / self.end * (WIDTH - LEFT - RIGHT)
    }

    fn draw(&self, text: &mut String, bottom: f64) {
        let count = (self.end / self.step).round() as u32;
        for at in (0..=count).map(|tick| f64::from(tick) * self.step) {
            let (x, label) = (LEFT + self.width(at), at / 1_000.0);
            let _ = writeln!(
                text,
                "<path d=\"M{x:.1} {} V{bottom:.1}\" stroke=\"#ddd\"/>\
                 <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#666\">{label}</text>",
                TOP - 8.0,
                bottom + 18.0
            );
        }
    }
}

fn head(text: &mut String) {
    let _ = writeln!(
        text,
        "<text x=\"24\" y=\"34\" font-size=\"22\" font-weight=\"bold\">From the complete picture \
         to the decoded one, in milliseconds</text>"
    );
    let mut x = 24.0;
    for (stage, colour) in shown() {
        let name = match stage.owner {
            Owner::Codec => format!("{} (codec)", stage.name),
            _ => stage.name.to_owned(),
        };
        let _ = writeln!(
            text,
            "<rect x=\"{x:.1}\" y=\"56\" width=\"14\" height=\"14\" fill=\"{colour}\"/>\
             <text x=\"{:.1}\" y=\"69\">{name}</text>",
            x + 20.0
        );
        x += 44.0 + 8.2 * name.len() as f64;
    }
    let _ = writeln!(
        text,
        "<text x=\"24\" y=\"94\" fill=\"#666\">mean of the frames from the 45th to the 55th \
         percentile of the total; tick: 99th percentile</text>"
    );
}

fn draw_bar(text: &mut String, y: f64, run: &Run, stages: &[f64], p99: f64, scale: &Scale) {
    let conditions = &run.conditions;
    let label = format!("{} {} {}", conditions.framing, conditions.mode, conditions.encoder);
    let middle = y + BAR / 2.0 + 5.0;
    let right = LEFT - 12.0;
    let _ = writeln!(
        text,
        "<text x=\"{right}\" y=\"{middle:.1}\" text-anchor=\"end\">{}</text>",
        escape(&label)
    );
    let mut x = LEFT;
    for ((_, colour), micros) in shown().zip(stages) {
        let width = scale.width(*micros);
        let _ = writeln!(
            text,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{BAR}\" \
             fill=\"{colour}\"/>"
        );
        x += width;
    }
    let tick = LEFT + scale.width(p99);
    if p99 <= scale.end {
        let _ = writeln!(
            text,
            "<path d=\"M{tick:.1} {y:.1} v{BAR}\" stroke=\"#222\" stroke-width=\"2\"/>"
        );
    }
    let words = if tick < x + WORDS { tick.max(x) } else { x };
    let (sum, p99) = (stages.iter().sum::<f64>() / 1_000.0, p99 / 1_000.0);
    let _ = writeln!(
        text,
        "<text x=\"{:.1}\" y=\"{middle:.1}\">{sum:.2}, p99 {p99:.2}</text>",
        words + 8.0
    );
}

fn foot(text: &mut String, height: f64, runs: &[Run]) {
    let Some(run) = runs.first() else { return };
    let conditions = &run.conditions;
    let said = format!(
        "{}, {} kbit/s; {}; commit {}, {}",
        conditions.content,
        conditions.kbps,
        conditions.machine,
        conditions.commit,
        conditions.build
    );
    let _ = writeln!(
        text,
        "<text x=\"24\" y=\"{:.1}\" fill=\"#666\" font-size=\"13\">{}</text>",
        height - 18.0,
        escape(&said)
    );
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::run;
    use super::*;

    #[test]
    fn a_bar_is_the_middle_frames_and_as_long_as_their_total() {
        let (stages, p99) = bar(&run("1280x720@60", 40));
        assert_eq!(stages, (2..=10).map(|n| f64::from(n) * 100.0).collect::<Vec<_>>());
        assert_eq!((stages.iter().sum::<f64>(), p99), (5_400.0, 5_400.0));
        assert_eq!(bar(&run("1280x720@60", 1)).0.iter().sum::<f64>(), 5_400.0);
    }

    #[test]
    fn the_scale_has_few_round_steps_and_room_for_all() {
        for micros in [1.0, 37.0, 800.0, 5_400.0, 23_000.0] {
            let scale = Scale::up_to(micros);
            assert!(scale.end >= micros && scale.end / scale.step <= 8.01, "{micros}");
        }
        assert_eq!(Scale::up_to(5_400.0).step, 1_000.0);
    }

    #[test]
    fn the_drawing_is_well_formed_and_has_all_bars() {
        let drawing = svg(&[run("1280x720@60", 10), run("a<b", 10)]);
        assert_eq!(drawing.matches("<rect").count(), 1 + 9 + 2 * 9);
        assert!(drawing.contains("a&lt;b") && drawing.ends_with("</svg>\n"));
        let opened = drawing.matches("<text").count();
        assert_eq!(opened, drawing.matches("</text>").count());
    }
}
