//! `lumen-bench native`: a whole `lumen/1` session without desktop and codec, from the capture of
//! a frame to the client having all of it, beside bare UDP that carries as much.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Context, ensure};
use clap::Args;
use lumen_bench::fixture::{Host, Setup};
use lumen_bench::stages;
use lumen_client::{Client, HostAddress, NativeOptions};
use lumen_core::stats::Percentiles;
use lumen_core::units::{Bitrate, Mode, RefreshRate, Span};
use lumen_transport::clock;
use lumen_transport::recv::{Gro, Receive};
use lumen_transport::send::{self, Method};
use lumen_transport::socket::{self, Purpose};

/// Bytes of a datagram, as in the session.
const DATAGRAM: usize = 1_200;

/// A whole session of `lumen/1`.
#[derive(Args, Debug)]
pub struct Options {
    /// Seconds that the session lasts, and as long the bare transfers.
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Megabits per second of video.
    #[arg(long, default_value_t = 20)]
    mbps: u64,
    /// How long the client asks for datagrams around a frame's arrival instead of sleeping.
    #[arg(long, default_value_t = 0)]
    spin_us: u64,
}

/// Runs, prints, writes JSON.
pub fn run(options: &Options, json: Option<&Path>) -> anyhow::Result<()> {
    let mode = Mode::new(1280, 720, RefreshRate::from_hz(120))?;
    let session = session(options, mode)?;
    let bare = ping_pong(options, mode, session.datagrams)?;
    println!(
        "lumen/1, {mode}, pattern, no codec, {} Mbit/s, encrypted, 4 slices, {} frames of {} \
         datagrams, {} missed, spin {} us",
        options.mbps, session.frames, session.datagrams, session.missed, options.spin_us
    );
    println!("microseconds                                        p50      p99      max");
    for (what, times) in [
        ("captured - whole at the client", &session.captured),
        ("first datagram sent - whole at the client", &session.sent),
        ("bare UDP: first sent - last received", &bare.there),
        ("bare UDP: first sent - answer received", &bare.back),
    ] {
        println!("{what:<46} {:>8} {:>8} {:>8}", times.p50, times.p99, times.max);
    }
    if let Some(path) = json {
        let times = |times: &Percentiles| serde_json::json!([times.p50, times.p99, times.max]);
        let text = serde_json::json!({
            "mode": mode.to_string(),
            "frames": session.frames,
            "missed": session.missed,
            "captured_to_whole_us": times(&session.captured),
            "sent_to_whole_us": times(&session.sent),
            "bare_there_us": times(&bare.there),
            "bare_back_us": times(&bare.back),
        });
        fs::write(path, text.to_string()).context("write JSON")?;
    }
    Ok(())
}

struct Session {
    frames: usize,
    missed: usize,
    /// Of a frame.
    datagrams: usize,
    captured: Percentiles,
    sent: Percentiles,
}

fn session(options: &Options, mode: Mode) -> anyhow::Result<Session> {
    let settings = "show = \"pattern\"\nencoder = \"null\"\nsound = \"off\"\n".to_owned();
    let mut host = Host::start(&Setup { settings, ..Setup::default() })?;
    let client = Client::open(&host.client_directory("bench"))?;
    let address: HostAddress = host.address().to_string().parse()?;
    let pair = |pin: &str| client.pair_native(&address, &pin.parse()?).map_err(anyhow::Error::new);
    host.operator().pair_native(pair)??;
    let native = NativeOptions {
        mode,
        max_bitrate: Bitrate::from_kbps(options.mbps * 1_000),
        spin: Span(options.spin_us),
        ..NativeOptions::default()
    };
    let session = client.connect_native(&address, &native)?;
    let end = Instant::now() + Duration::from_secs(options.seconds.into());
    let mut whole = HashMap::new();
    while Instant::now() < end {
        if let Some(unit) = session.next_unit(Span::from_millis(100))? {
            whole.insert(unit.frame.0, unit.completed.0);
        }
    }
    drop(session);
    ensure!(host.stop(), "the host did not end in good order:\n{}", host.log());
    let trace = stages::read_trace(&fs::read_to_string(host.trace())?);
    let newest = whole.keys().max().context("no frame arrived")?;
    let sent: Vec<_> = trace.iter().filter(|frame| frame.frame <= *newest).collect();
    let joined = || sent.iter().filter_map(|frame| Some((*frame, *whole.get(&frame.frame)?)));
    let datagrams = sent.iter().map(|frame| frame.datagrams as usize).sum::<usize>();
    Ok(Session {
        frames: whole.len(),
        missed: sent.len() - joined().count(),
        datagrams: datagrams / sent.len().max(1),
        captured: Percentiles::of(joined().map(|(host, at)| at.saturating_sub(host.captured))),
        sent: Percentiles::of(joined().map(|(host, at)| at.saturating_sub(host.first_sent))),
    })
}

struct Bare {
    there: Percentiles,
    back: Percentiles,
}

/// A train of as many datagrams at the same rate; whoever gets the last one answers.
fn ping_pong(options: &Options, mode: Mode, datagrams: usize) -> anyhow::Result<Bare> {
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let near = Arc::new(socket::bind("bare", any, Purpose::Media)?);
    let far = Arc::new(socket::bind("bare", any, Purpose::Media)?);
    let (here, there) = (near.local_addr()?, far.local_addr()?);
    let rounds = options.seconds * mode.refresh.0 / 1_000;
    let answers = thread::spawn(move || answer(far, here, datagrams, rounds));
    let mut transmit = send::open(Arc::clone(&near), Method::Auto)?;
    let (mut back, mut begun) = (Vec::new(), Vec::new());
    let (train, mut reply) = (vec![0x5A; datagrams * DATAGRAM], [0; 64]);
    near.set_read_timeout(Some(Duration::from_secs(2)))?;
    for _ in 0..rounds {
        let start = clock::now();
        transmit.send(&train, DATAGRAM, there)?;
        begun.push(start.0);
        near.recv(&mut reply).context("the bare transfer lost a datagram")?;
        back.push(clock::now().since(start).0);
        thread::sleep((mode.refresh.interval() - clock::now().since(start)).into());
    }
    let arrived = answers.join().map_err(|_| anyhow::anyhow!("the far end panicked"))??;
    let there = arrived.iter().zip(&begun).map(|(at, begun)| at.saturating_sub(*begun));
    Ok(Bare { there: Percentiles::of(there), back: Percentiles::of(back) })
}

fn answer(
    socket: Arc<UdpSocket>,
    to: SocketAddr,
    datagrams: usize,
    rounds: u32,
) -> anyhow::Result<Vec<u64>> {
    let mut receive = Gro::new(Arc::clone(&socket));
    let mut arrived = Vec::new();
    for _ in 0..rounds {
        let mut got = 0;
        let until = clock::now() + Span::from_secs(2);
        while got < datagrams {
            let batch = receive.recv(until, Span(0))?;
            got += batch.context("the bare transfer lost a datagram")?.datagrams().count();
        }
        arrived.push(clock::now().0);
        socket.send_to(&[1], to)?;
    }
    Ok(arrived)
}
