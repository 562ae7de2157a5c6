//! `make demo`: a host with a real desktop, our own client and a stock Moonlight core, all on this
//! machine; then a table of where the time went, and a host to connect a real client to.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Context, bail, ensure};
use clap::Parser;
use lumen_bench::fixture::{Host, Setup};
use lumen_bench::moonlight::{Moonlight, Record, Wish};
use lumen_bench::stages::{self, Table};
use lumen_bench::watch::{Seen, Watcher};
use lumen_client::audio::SoundOutput;
use lumen_client::{Client, End, HostAddress, NativeOptions, StreamOptions, StreamStats, Viewing};
use lumen_core::gamestream::input::{InputEvent, Key, Modifiers};
use lumen_core::stats::Percentiles;
use lumen_core::units::{Mode, RefreshRate, Span};
use lumen_host::stream::trace::FrameTrace;
use lumen_transport::clock;

/// Time between two key presses; well above any latency.
const KEY_INTERVAL: Duration = Duration::from_millis(300);

/// Shows lumen at work on this machine.
#[derive(Parser)]
struct Arguments {
    /// Seconds that each client streams.
    #[arg(long, default_value_t = 15.0)]
    seconds: f64,
    /// Width, height and frames per second.
    #[arg(long, default_value = "1280x720x60")]
    mode: String,
    /// Bitrate.
    #[arg(long, default_value_t = 10_000)]
    kbps: u32,
    /// Where pictures go.
    #[arg(long, default_value = "demo-out")]
    out: PathBuf,
    /// HTTP port of the host; without it 47989, or free ones if that is taken.
    #[arg(long)]
    port: Option<u16>,
    /// End after the table instead of serving on.
    #[arg(long, env = "DEMO_ONCE", value_parser = clap::builder::FalseyValueParser::new())]
    once: bool,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    fs::create_dir_all(&arguments.out).context("make the directory for pictures")?;
    let mode = parse_mode(&arguments.mode)?;
    println!("Starting a host: a private sway at {mode}, in it the test card as a stand-in game.");
    let mut host = start_host(&arguments)?;
    println!("Host is ready at {}.\n", host.address());

    let own = own_client(&host, &arguments, mode)?;
    let native = native_client(&host, &arguments, mode)?;
    let stock = stock_client(&host, &arguments, mode)?;
    println!("{own}");
    println!("{native}");
    match &stock {
        Some(table) => println!("{table}"),
        None => println!("Stock Moonlight core: skipped, see above.\n"),
    }
    if !arguments.once {
        serve_on(&host)?;
    }
    ensure!(host.stop(), "the host did not end in good order:\n{}", host.log());
    Ok(())
}

fn parse_mode(text: &str) -> anyhow::Result<Mode> {
    let numbers: Vec<u32> = text.split('x').map(str::parse).collect::<Result<_, _>>()?;
    let [width, height, hz] = numbers[..] else { bail!("{text} is not like 1280x720x60") };
    Ok(Mode::new(width, height, RefreshRate::from_hz(hz))?)
}

/// Reachable from the network unless the demo is to end by itself.
fn start_host(arguments: &Arguments) -> anyhow::Result<Host> {
    let address: IpAddr =
        if arguments.once { Ipv4Addr::LOCALHOST.into() } else { Ipv4Addr::UNSPECIFIED.into() };
    let setup = |port| Setup { address, port, ..Setup::default() };
    if arguments.port.is_some() {
        return Ok(Host::start(&setup(arguments.port))?);
    }
    Host::start(&setup(Some(47_989))).or_else(|_| Ok(Host::start(&setup(None))?))
}

fn loopback(host: &Host) -> SocketAddr {
    SocketAddr::new(Ipv4Addr::LOCALHOST.into(), host.address().port())
}

fn own_client(host: &Host, arguments: &Arguments, mode: Mode) -> anyhow::Result<String> {
    println!("lumen-client: pairing and streaming for {} s ...", arguments.seconds);
    let client = Client::open(&host.client_directory("lumen-client"))?;
    let address: HostAddress = loopback(host).to_string().parse()?;
    let pin = "2468".parse()?;
    host.operator().pair("2468", || client.pair(&address, &pin))??;
    let watcher = Watcher::default();
    let bitrate = lumen_core::units::Bitrate::from_kbps(arguments.kbps.into());
    // Nobody listens.
    let sound = SoundOutput::Mute;
    let options = StreamOptions { mode, bitrate, sound, ..StreamOptions::default() };
    let session = client.connect(&address, &options, Box::new(watcher.clone()))?;
    let begin = Instant::now();
    let events = press_keys(
        |event| Ok(session.send_input(event)?),
        || session.is_ended(),
        &watcher,
        Duration::from_secs_f64(arguments.seconds),
    )?;
    let picture = session.next_picture(Span::from_secs(5))?;
    let png = arguments.out.join("lumen-client.png");
    picture.write_png(&png)?;
    let elapsed = begin.elapsed();
    let stats = session.disconnect();
    // The next client gets an app of its own.
    client.quit(&address)?;
    let trace = stages::read_trace(&fs::read_to_string(host.trace())?);
    let what = format!("GameStream, {mode}, {} kbit/s, encrypted, 4 slices", arguments.kbps);
    Ok(table(&what, &trace, &watcher.seen(), &stats, elapsed, &events, &png))
}

fn native_client(host: &Host, arguments: &Arguments, mode: Mode) -> anyhow::Result<String> {
    println!("lumen-client: pairing and streaming over lumen/1 for {} s ...", arguments.seconds);
    let already = stages::read_trace(&fs::read_to_string(host.trace())?).len();
    let client = Client::open(&host.client_directory("lumen-client"))?;
    let address: HostAddress = loopback(host).to_string().parse()?;
    host.admit(&client, &address)?;
    let bitrate = lumen_core::units::Bitrate::from_kbps(arguments.kbps.into());
    let options = NativeOptions { mode, max_bitrate: bitrate, ..NativeOptions::default() };
    let watcher = Watcher::default();
    // Nobody listens.
    let viewing = Viewing { sound: SoundOutput::Mute, ..Viewing::default() };
    let viewer = client.watch_native(&address, &options, &viewing, Box::new(watcher.clone()))?;
    let begin = Instant::now();
    let session = viewer.session();
    let events = press_keys(
        |event| Ok(session.send_input(event)?),
        || session.is_ended(),
        &watcher,
        Duration::from_secs_f64(arguments.seconds),
    )?;
    let elapsed = begin.elapsed();
    let plan = session.plan().context("a plan")?;
    let png = arguments.out.join("lumen-1.png");
    viewer.next_picture(Span::from_secs(5))?.write_png(&png)?;
    let stats = viewer.finish();
    let trace = stages::read_trace(&fs::read_to_string(host.trace())?);
    let what = format!(
        "lumen/1, {mode}, {} kbit/s, encrypted, {} slices",
        plan.bitrate.0 / 1_000,
        plan.slices.get()
    );
    Ok(table(&what, &trace[already..], &watcher.seen(), &stats, elapsed, &events, &png))
}

fn table(
    what: &str,
    trace: &[FrameTrace],
    seen: &[Seen],
    stats: &StreamStats,
    elapsed: Duration,
    events: &Percentiles,
    png: &Path,
) -> String {
    let fresh = trace.iter().filter(|frame| !frame.repeated).count();
    let stages = stages::stages(trace, seen);
    format!(
        "lumen-client, {what}, software H.264\n\
         frames sent {} ({fresh} new), decoded {}, {:.1} fps, lost {}, repaired datagrams {}\n\
         {}event to pixel        {}  key sent - flash decoded, {} keys\n\
         picture: {}\n",
        trace.len(),
        stats.decoded,
        stats.decoded as f64 / elapsed.as_secs_f64(),
        stats.reassembly.lost,
        stats.reassembly.repaired,
        Table(&stages),
        columns(events),
        events.count,
        png.display(),
    )
}

fn columns(times: &Percentiles) -> String {
    format!("{:>9}{:>9}{:>9}", times.p50, times.p99, times.max)
}

/// Presses a key now and then; how long until a decoded picture shows it.
fn press_keys(
    send: impl Fn(InputEvent) -> anyhow::Result<()>,
    ended: impl Fn() -> Option<End>,
    watcher: &Watcher,
    time: Duration,
) -> anyhow::Result<Percentiles> {
    let end = Instant::now() + time;
    let mut times = Vec::new();
    wait_for(Duration::from_secs(10), || watcher.newest().is_some())
        .context("no picture of the test card arrived")?;
    while Instant::now() < end {
        if let Some(why) = ended() {
            bail!("the session ended: {why}");
        }
        let before = watcher.newest().map_or(0, |(stamp, _)| stamp.input.keys);
        let pressed = clock::now();
        for down in [true, false] {
            let modifiers = Modifiers::default();
            send(InputEvent::Key(Key { code: 0x41, down, modifiers, positional: true }))?;
        }
        let flashed = || watcher.first(|stamp| stamp.input.keys > before);
        wait_for(Duration::from_secs(5), || flashed().is_some())
            .context("a key press did not show")?;
        times.extend(flashed().map(|at| at.since(pressed).0));
        thread::sleep(KEY_INTERVAL);
    }
    Ok(Percentiles::of(times))
}

fn wait_for(limit: Duration, mut done: impl FnMut() -> bool) -> anyhow::Result<()> {
    let end = Instant::now() + limit;
    while !done() {
        ensure!(Instant::now() < end, "nothing within {} s", limit.as_secs());
        thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}

fn stock_client(host: &Host, arguments: &Arguments, mode: Mode) -> anyhow::Result<Option<String>> {
    let directory = host.client_directory("moonlight");
    let Some(client) = Moonlight::find(&directory) else { return Ok(None) };
    println!("moonlight-python: pairing and streaming for {} s ...", arguments.seconds);
    let mut pairing = client.pair(loopback(host), "1357")?;
    host.operator().enter_pin("1357")?;
    pairing.expect("paired").map_err(anyhow::Error::msg)?;
    let already = stages::read_trace(&fs::read_to_string(host.trace())?).len();
    let hz = mode.refresh.0 / 1_000;
    let wish =
        Wish { kbps: arguments.kbps, ..Wish::of(mode.width, mode.height, hz, arguments.seconds) };
    let mut run = client.stream(loopback(host), &wish)?;
    let end = Instant::now() + Duration::from_secs_f64(arguments.seconds + 20.0);
    let (mut units, mut decoded, mut ages, mut png) = (0u64, Vec::new(), Vec::new(), None);
    while let Some(record) = run.next(end) {
        match record {
            Record::Unit(_) => units += 1,
            Record::Picture(picture) => {
                decoded.push(picture.at);
                let stamp = picture.stamp();
                ages.extend(stamp.map(|stamp| picture.at.since(stamp.painted).0));
                if decoded.len() == 60 {
                    run.command(&serde_json::json!({ "do": "picture" }))?;
                }
            }
            Record::Rgb { width, height, pixels } => {
                let path = arguments.out.join("moonlight.png");
                write_png(&path, width, height, &pixels)?;
                png = Some(path);
            }
            Record::Event(event) if event["event"] == "error" => bail!("moonlight-python: {event}"),
            Record::Event(_) => {}
        }
    }
    let (Some(first), Some(last)) = (decoded.first(), decoded.last()) else {
        bail!("moonlight-python decoded nothing");
    };
    let fps = decoded.len() as f64 * 1e6 / last.since(*first).0.max(1) as f64;
    let sent = stages::read_trace(&fs::read_to_string(host.trace())?).len() - already;
    Ok(Some(format!(
        "moonlight-python (stock Moonlight core), {mode}, {} kbit/s, encrypted, decoded by FFmpeg\n\
         frames sent {sent}, received {units}, decoded {}, {fps:.1} fps\n\
         paint to pixel        {}  painted by the app - picture decoded\n\
         picture: {}\n",
        arguments.kbps,
        decoded.len(),
        columns(&Percentiles::of(ages)),
        png.map_or("none".into(), |path| path.display().to_string()),
    )))
}

fn write_png(path: &Path, width: u32, height: u32, rgb: &[u8]) -> anyhow::Result<()> {
    let file = fs::File::create(path).context("write a picture")?;
    let mut encoder = png::Encoder::new(std::io::BufWriter::new(file), width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header()?.write_image_data(rgb)?;
    Ok(())
}

/// Keeps the host running for real clients until Ctrl-C.
fn serve_on(host: &Host) -> anyhow::Result<()> {
    let port = host.address().port();
    println!(
        "The host keeps running. In a Moonlight client add this machine's address{}.",
        if port == 47_989 { String::new() } else { format!(", with port {port}") }
    );
    println!("It shows a PIN; enter it here, from another terminal:");
    println!("    target/release/lumen-host pair PIN --state {}", host.state().display());
    println!("Ctrl-C ends it.");
    let (sender, interrupted) = channel();
    let mut signals = signal_hook::iterator::Signals::new([
        signal_hook::consts::SIGINT,
        signal_hook::consts::SIGTERM,
    ])?;
    thread::spawn(move || signals.forever().next().map(|_| sender.send(())));
    loop {
        if interrupted.recv_timeout(Duration::from_millis(200)).is_ok() {
            return Ok(());
        }
        let said = host.log();
        if !said.is_empty() {
            println!("{said}");
        }
    }
}
