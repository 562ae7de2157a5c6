//! What the running streams count, in Prometheus' text format.
//!
//! Nothing in it is secret, and nothing names a client: streams have numbers.
//! Source: prometheus.io, "Exposition formats", text format 0.0.4.

use std::fmt::{self, Write};

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::stream::stages::Stage;
use crate::stream::{Remote, Running, StreamStats};

/// Bounds of the buckets: powers of two of microseconds, from 32 to a second.
const EXPONENTS: std::ops::RangeInclusive<u32> = 5..=20;

const HELP: &str = "Time of new frames in a stage; network: half of a round trip, by report.";

/// A counter: name, help, value.
type Counter = (&'static str, &'static str, fn(&StreamStats) -> u64);

const COUNTERS: [Counter; 6] = [
    ("frames", "Frames sent.", |stats| stats.frames),
    ("key_frames", "Key frames sent.", |stats| stats.key_frames),
    ("replaced_frames", "Frames that a newer one replaced.", |stats| stats.replaced),
    ("failed_frames", "Frames lost to an error of the host.", |stats| stats.failed),
    ("datagrams", "Video datagrams handed to the kernel.", |stats| stats.datagrams),
    ("bytes", "Bytes of video datagrams.", |stats| stats.bytes),
];

/// A running stream and its labels.
struct Stream {
    labels: String,
    remote: Remote,
}

/// The reply to `GET /metrics`.
pub fn reply(running: &[Running]) -> Response {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], text(running)).into_response()
}

/// All metrics.
pub fn text(running: &[Running]) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut text, running);
    text
}

fn write(text: &mut String, running: &[Running]) -> fmt::Result {
    head(text, "streams", "gauge", "Streams that run.")?;
    for list in running {
        let (protocol, count) = (list.protocol(), list.streams().len());
        writeln!(text, "lumen_streams{{protocol=\"{protocol}\"}} {count}")?;
    }
    let streams: Vec<Stream> = running.iter().flat_map(streams).collect();
    write_counters(text, &streams)?;
    write_reported(text, &streams)?;
    write_stages(text, &streams)
}

fn streams(list: &Running) -> Vec<Stream> {
    let protocol = list.protocol();
    let labelled = |(number, remote)| Stream {
        labels: format!("protocol=\"{protocol}\",stream=\"{number}\""),
        remote,
    };
    list.streams().into_iter().map(labelled).collect()
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) -> fmt::Result {
    writeln!(text, "# HELP lumen_{name} {help}\n# TYPE lumen_{name} {kind}")
}

fn write_counters(text: &mut String, streams: &[Stream]) -> fmt::Result {
    for (name, help, value) in COUNTERS {
        let name = format!("{name}_total");
        head(text, &name, "counter", help)?;
        for Stream { labels, remote } in streams {
            writeln!(text, "lumen_{name}{{{labels}}} {}", value(&remote.stats()))?;
        }
    }
    Ok(())
}

fn write_reported(text: &mut String, streams: &[Stream]) -> fmt::Result {
    let name = "reported_datagrams_total";
    head(text, name, "counter", "Datagrams by what the client reports of them.")?;
    for Stream { labels, remote } in streams {
        let (received, lost) = remote.stages().datagrams();
        writeln!(text, "lumen_{name}{{{labels},fate=\"received\"}} {received}")?;
        writeln!(text, "lumen_{name}{{{labels},fate=\"lost\"}} {lost}")?;
    }
    Ok(())
}

fn write_stages(text: &mut String, streams: &[Stream]) -> fmt::Result {
    head(text, "stage_seconds", "histogram", HELP)?;
    for Stream { labels, remote } in streams {
        for stage in Stage::ALL {
            let labels = format!("{labels},stage=\"{}\"", stage.name());
            write_histogram(text, &labels, remote, stage)?;
        }
    }
    Ok(())
}

fn write_histogram(text: &mut String, labels: &str, remote: &Remote, stage: Stage) -> fmt::Result {
    let times = remote.stages().of(stage).read();
    for exponent in EXPONENTS {
        // Times are whole microseconds: less than a power of two is at most one below it.
        let bound = ((1_u64 << exponent) - 1) as f64 / 1e6;
        let count = times.shorter_than_power(exponent);
        writeln!(text, "lumen_stage_seconds_bucket{{{labels},le=\"{bound}\"}} {count}")?;
    }
    let (count, sum) = (times.count(), times.sum as f64 / 1e6);
    writeln!(text, "lumen_stage_seconds_bucket{{{labels},le=\"+Inf\"}} {count}")?;
    writeln!(text, "lumen_stage_seconds_sum{{{labels}}} {sum}")?;
    writeln!(text, "lumen_stage_seconds_count{{{labels}}} {count}")
}
