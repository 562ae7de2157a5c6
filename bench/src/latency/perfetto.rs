//! Some hundred frames as a trace that ui.perfetto.dev and chrome://tracing show: one track for
//! each thread that a frame is on, and others for where it waits or is on its way.
//!
//! Source: "Trace Event Format", Google, 2016: complete events (`X`) on threads, asynchronous ones
//! (`b`, `e`) where frames overlap, metadata (`M`) for names.

use serde_json::{Value, json};

use super::report::Run;
use super::timeline::{Point, Way};

/// Most frames of a trace.
const FRAMES: usize = 300;

/// A track: process, thread, name.
struct Track {
    process: u32,
    thread: u32,
    name: &'static str,
}

const fn track(process: u32, thread: u32, name: &'static str) -> Track {
    Track { process, thread, name }
}

const HOST: u32 = 1;
const CLIENT: u32 = 2;

const DESKTOP: Track = track(HOST, 1, "app and compositor");
const CAPTURE: Track = track(HOST, 2, "capture and mailbox");
const STREAM: Track = track(HOST, 3, "stream");
const NETWORK: Track = track(HOST, 4, "network");
const RECEIVE: Track = track(CLIENT, 1, "receive");
const DECODE: Track = track(CLIENT, 2, "lumen-decode");
const TRACKS: [Track; 6] = [DESKTOP, CAPTURE, STREAM, NETWORK, RECEIVE, DECODE];

/// What is drawn of a frame: track, name, from, to.
const SPANS: [(&Track, &str, Point, Point); 9] = [
    (&DESKTOP, "application", Point::KeyWithApp, Point::Painted),
    (&DESKTOP, "compositor", Point::Painted, Point::Captured),
    (&CAPTURE, "capture", Point::Captured, Point::Taken),
    (&STREAM, "convert", Point::Taken, Point::Converted),
    (&STREAM, "encode", Point::Converted, Point::FirstSlice),
    (&STREAM, "packetize", Point::FirstSlice, Point::FirstReady),
    (&NETWORK, "network", Point::FirstReady, Point::FirstArrival),
    (&RECEIVE, "reassemble", Point::FirstArrival, Point::Whole),
    (&DECODE, "decode", Point::Submitted, Point::Decoded),
];

/// The middle frames of a run.
pub fn trace(run: &Run) -> Value {
    let first = run.frames.len().saturating_sub(FRAMES) / 2;
    let frames = run.frames.iter().skip(first).take(FRAMES);
    let mut events = names();
    events.extend(frames.flat_map(frame));
    events.extend(run.events.iter().flat_map(|way| span(way, &SPANS[0])));
    json!({
        "traceEvents": events,
        "displayTimeUnit": "ms",
        "otherData": run.conditions,
    })
}

fn names() -> Vec<Value> {
    let process =
        |pid, name| json!({"ph": "M", "pid": pid, "name": "process_name", "args": {"name": name}});
    let thread = |track: &Track| {
        let Track { process, thread, name } = track;
        json!({"ph": "M", "pid": process, "tid": thread, "name": "thread_name", "args": {"name": name}})
    };
    let processes = [process(HOST, "host"), process(CLIENT, "client")];
    processes.into_iter().chain(TRACKS.iter().map(thread)).collect()
}

fn frame(way: &Way) -> Vec<Value> {
    SPANS.iter().flat_map(|it| span(way, it)).collect()
}

fn span(way: &Way, (track, name, from, to): &(&Track, &str, Point, Point)) -> Vec<Value> {
    let (Some(begun), Some(ended)) = (way.at(*from), way.at(*to)) else { return Vec::new() };
    let overlaps = [DESKTOP.name, CAPTURE.name, NETWORK.name].contains(&track.name);
    let Track { process, thread, .. } = track;
    let args = json!({"frame": way.frame});
    if overlaps {
        let event = |phase, at| {
            json!({"ph": phase, "cat": track.name, "id": way.frame, "name": name, "ts": at,
                   "pid": process, "tid": thread, "args": args})
        };
        return vec![event("b", begun), event("e", ended.max(begun))];
    }
    vec![json!({"ph": "X", "name": name, "ts": begun, "dur": ended.saturating_sub(begun),
                "pid": process, "tid": thread, "args": args})]
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::run;
    use super::*;

    #[test]
    fn a_trace_has_a_named_track_for_each_thread_and_nothing_overlaps_there() {
        let trace = trace(&run("1280x720@60", 400));
        let text = trace.to_string();
        let parsed: Value = serde_json::from_str(&text).unwrap();
        let events = parsed["traceEvents"].as_array().unwrap();
        let names = events.iter().filter(|event| event["name"] == "thread_name");
        assert_eq!(names.count(), TRACKS.len());
        for track in [STREAM, RECEIVE, DECODE] {
            let on = |event: &&Value| {
                event["ph"] == "X" && event["pid"] == track.process && event["tid"] == track.thread
            };
            let mut spans: Vec<(u64, u64)> = events
                .iter()
                .filter(on)
                .map(|event| (event["ts"].as_u64().unwrap(), event["dur"].as_u64().unwrap()))
                .collect();
            spans.sort_unstable();
            assert!(spans.len() >= FRAMES, "{}", track.name);
            assert!(spans.windows(2).all(|two| two[0].0 + two[0].1 <= two[1].0), "{}", track.name);
        }
        let begun = events.iter().filter(|event| event["ph"] == "b").count();
        assert_eq!((begun, events.iter().filter(|event| event["ph"] == "e").count()), (900, 900));
        assert_eq!(parsed["otherData"]["commit"], "abc");
    }
}
