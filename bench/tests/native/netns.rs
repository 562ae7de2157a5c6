//! A client that moves, and strangers, in network namespaces.

use std::fs;
use std::net::SocketAddr;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use lumen_client::{Client, HostAddress, NativeSession};

use crate::flood::{Sent, Stranger};
use crate::net::{At, Net, backlog_drops};
use crate::rig::{BARE, Rig, Seen, mode, options, watch};
use crate::tap::{Taken, Tap};

/// `lumen/1` listens so far above the HTTP port. Source: docs/wire-native.md "Connection".
const NATIVE_OFFSET: u16 = 20;

/// How long the strangers go on.
const FLOOD: Duration = Duration::from_secs(4);

/// A host and a paired client, each at its machine.
struct Parties {
    rig: Rig,
    client: Client,
    address: HostAddress,
    native: SocketAddr,
}

impl Parties {
    fn new(net: &Net) -> Parties {
        // Datagram by datagram, so that the tap sees datagrams and not trains.
        let settings = format!("{BARE}send = \"mmsg\"\n");
        let mut rig = net.inside(At::Host, || Rig::at(At::Host.address().into(), &settings));
        let client = net.inside(At::Client, || rig.client());
        let (address, http) = (rig.address(), rig.host.address());
        let native = SocketAddr::new(http.ip(), http.port() + NATIVE_OFFSET);
        Parties { rig, client, address, native }
    }

    fn connect(&self, net: &Net) -> NativeSession {
        let (client, address) = (&self.client, &self.address);
        let options = options(mode(1280, 720, 60));
        net.inside(At::Client, || client.connect_native(address, &options).unwrap())
    }
}

#[test]
fn the_stream_follows_a_client_whose_address_changes() {
    let Some(net) = Net::new() else { return };
    let mut parties = Parties::new(&net);
    let session = parties.connect(&net);
    watch(&session, |seen| seen.units == 60);
    for address in ["10.9.0.22", "10.9.0.23", "10.9.0.22"] {
        let gap = move_client(&net, &session, address);
        println!("the client is at {address} now: {gap:?}");
        assert!(gap.longest < Duration::from_secs(2), "{gap:?}");
    }
    assert_eq!(session.stats().reconnects, 0);
    drop(session);
    let log = parties.rig.host.log();
    assert_eq!(log.matches("media follows").count(), 3, "{log}");
    assert!(parties.rig.host.stop());
}

/// Takes the client's address away, gives it another one, and watches until all is well.
fn move_client(net: &Net, session: &NativeSession, to: &str) -> Seen {
    thread::scope(|scope| {
        let (go, begun) = channel();
        let moved = scope.spawn(move || {
            begun.recv().unwrap();
            net.ip(At::Client, "addr flush dev eth").unwrap();
            net.ip(At::Client, &format!("addr add {to}/24 dev eth")).unwrap();
        });
        let mut there = None;
        let seen = watch(session, |seen| {
            if seen.units == 5 {
                let _ = go.send(());
            }
            if there.is_none() && moved.is_finished() {
                there = Some(seen.units);
            }
            there.is_some_and(|units| seen.units >= units + 60)
        });
        moved.join().unwrap();
        seen
    })
}

/// What is counted at both ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Counts {
    /// Packets of IP that came to the stranger.
    to_stranger: u64,
    /// Datagrams that arrived at the machines of host and client, filtered ones included.
    arrived: u64,
    /// Datagrams that the kernel dropped: full socket buffers, cores that are behind.
    dropped: u64,
    /// Frames that did not become whole.
    lost: u64,
    /// Datagrams that came again, or too late.
    late: u64,
    /// Datagrams that are not of the stream.
    refused: u64,
    /// Processor time of the host, in ticks of 10 ms.
    host_ticks: u64,
}

impl Counts {
    fn now(net: &Net, session: &NativeSession, host: u32) -> Counts {
        let full = [At::Host, At::Client].map(|at| net.counter(at, "Udp", "RcvbufErrors"));
        let arrived = [At::Host, At::Client]
            .map(|at| net.counter(at, "Udp", "InDatagrams") + net.counter(at, "Udp", "InErrors"));
        let stats = session.stats().reassembly;
        Counts {
            to_stranger: net.counter(At::Stranger, "Ip", "InReceives"),
            arrived: arrived.iter().sum(),
            dropped: full.iter().sum::<u64>() + backlog_drops(),
            lost: stats.lost,
            late: stats.late,
            refused: stats.refused,
            host_ticks: ticks(host),
        }
    }

    fn since(self, before: Counts) -> Counts {
        Counts {
            to_stranger: self.to_stranger - before.to_stranger,
            arrived: self.arrived - before.arrived,
            dropped: self.dropped - before.dropped,
            lost: self.lost - before.lost,
            late: self.late - before.late,
            refused: self.refused - before.refused,
            host_ticks: self.host_ticks - before.host_ticks,
        }
    }
}

/// Time in user and kernel mode, of all threads. Source: proc_pid_stat(5).
fn ticks(process: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let (_, behind_name) = text.rsplit_once(')').unwrap();
    let fields = behind_name.split_whitespace().skip(11).take(2);
    fields.map(|field| field.parse::<u64>().unwrap()).sum()
}

#[test]
fn strangers_get_nothing_and_cost_nothing() {
    let Some(net) = Net::new() else { return };
    let mut parties = Parties::new(&net);
    let tap = Tap::start(&net);
    let session = parties.connect(&net);
    watch(&session, |seen| seen.units == 60);
    let genuine = tap.stop();
    let (initials, genuine): (Vec<Taken>, Vec<Taken>) =
        genuine.into_iter().partition(Taken::is_initial);
    let is_media = |taken: &&Taken| taken.payload()[0] == 0x10;
    let client = genuine.iter().find(is_media).expect("media was seen").to();
    let mut stranger = net.inside(At::Stranger, Stranger::new);

    let host = parties.rig.host.pid().unwrap();
    let before = Counts::now(&net, &session, host);
    let seen = watch_for(&session, FLOOD);
    let calm = Counts::now(&net, &session, host).since(before);
    println!("calm: {seen:?}, {calm:?}");
    for (name, target) in [("host", parties.native), ("client", client.into())] {
        let before = Counts::now(&net, &session, host);
        let (seen, sent) = under_flood(&net, &session, &mut stranger, target, &genuine);
        let counts = Counts::now(&net, &session, host).since(before);
        println!("{:.0} kpps to the {name}, {sent:?}: {seen:?}, {counts:?}", sent.kpps());
        assert_eq!(counts.to_stranger, 0, "the stranger got an answer");
        assert!(counts.late > calm.late, "nothing that was repeated came through");
        assert!(counts.lost <= counts.dropped, "frames lost that the kernel did not drop");
    }
    assert_eq!(session.stats().reconnects, 0);
    answers(&net, &stranger, &initials, parties.native);
    drop(session);
    assert!(parties.rig.host.stop(), "{}", parties.rig.host.log());
}

fn watch_for(session: &NativeSession, time: Duration) -> Seen {
    let begun = Instant::now();
    watch(session, |_| begun.elapsed() >= time)
}

fn under_flood(
    net: &Net,
    session: &NativeSession,
    stranger: &mut Stranger,
    target: SocketAddr,
    genuine: &[Taken],
) -> (Seen, Sent) {
    thread::scope(|scope| {
        let flood = || net.inside(At::Stranger, || stranger.flood(target, genuine, FLOOD));
        let sent = scope.spawn(flood);
        let seen = watch(session, |_| sent.is_finished());
        (seen, sent.join().unwrap())
    })
}

/// The one thing that is answered: the first packet of a handshake, by one that is shorter.
fn answers(net: &Net, stranger: &Stranger, initials: &[Taken], host: SocketAddr) {
    let to_host = |taken: &&Taken| SocketAddr::from(taken.to()) == host;
    let first = initials.iter().find(to_host).expect("a handshake was seen").payload();
    let before = net.counter(At::Stranger, "Ip", "InReceives");
    let answers = stranger.ask(first, host);
    println!("a genuine first packet of {} bytes is answered by {answers:?} bytes", first.len());
    assert_eq!(net.counter(At::Stranger, "Ip", "InReceives") - before, 1);
    assert!(answers[0] * 3 < first.len(), "{answers:?}: a Retry is short");
}
