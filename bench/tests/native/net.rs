//! Three machines at a switch: network namespaces of this test's own.
//!
//! A namespace has a name only until it is open, and lives as long as something refers to it, so
//! nothing is left behind however a test ends. Needs root, iproute2 and the kernel's `veth` and
//! `bridge`.

use std::fs::{self, File};
use std::io;
use std::net::Ipv4Addr;
use std::os::fd::{AsFd, AsRawFd};
use std::process::{self, Command};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};

/// One at a time: they share the machine's cores.
static TURN: Mutex<()> = Mutex::new(());

/// A machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Host,
    Client,
    Stranger,
    /// The switch, which sees what the others say to each other.
    Switch,
}

const ENDS: [At; 3] = [At::Host, At::Client, At::Stranger];

impl At {
    /// Its address; the switch has none.
    pub fn address(self) -> Ipv4Addr {
        Ipv4Addr::new(10, 9, 0, self as u8 + 1)
    }
}

pub struct Net {
    spaces: [File; 4],
    _turn: MutexGuard<'static, ()>,
}

impl Net {
    /// The machines, each with an interface `eth` in 10.9.0.0/24; `None`, loudly, where they
    /// cannot be made.
    pub fn new() -> Option<Net> {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let made = (0..4).map(namespace).collect::<io::Result<Vec<File>>>();
        let made = made.map_err(|error| eprintln!("SKIPPED: namespaces: {error}")).ok()?;
        let net = Net { spaces: made.try_into().ok()?, _turn: turn };
        net.ip(At::Switch, "link add bridge type bridge")?;
        net.ip(At::Switch, "link set bridge up")?;
        for end in ENDS {
            net.plug(end)?;
        }
        Some(net)
    }

    fn plug(&self, end: At) -> Option<()> {
        let there = format!("/proc/{}/fd/{}", process::id(), self.space(end).as_raw_fd());
        let port = format!("port{}", end as u8);
        self.ip(At::Switch, &format!("link add {port} type veth peer name eth netns {there}"))?;
        self.ip(At::Switch, &format!("link set {port} master bridge up"))?;
        self.ip(end, "link set lo up")?;
        self.ip(end, &format!("addr add {}/24 dev eth", end.address()))?;
        self.ip(end, "link set eth up")
    }

    /// Runs `ip` at a machine; `None`, loudly, when it fails.
    pub fn ip(&self, at: At, arguments: &str) -> Option<()> {
        let output = self.inside(at, || Command::new("ip").args(arguments.split(' ')).output());
        let said = match output {
            Ok(output) if output.status.success() => return Some(()),
            Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
            Err(error) => error.to_string(),
        };
        eprintln!("SKIPPED: ip {arguments}: {said}");
        None
    }

    /// Runs `work` at a machine. Sockets, threads and programs that begin there stay there.
    pub fn inside<T: Send>(&self, at: At, work: impl FnOnce() -> T + Send) -> T {
        thread::scope(|scope| {
            let inside = scope.spawn(|| {
                let network = Some(LinkNameSpaceType::Network);
                move_into_link_name_space(self.space(at).as_fd(), network).unwrap();
                work()
            });
            inside.join().unwrap()
        })
    }

    /// A counter of the kernel at a machine, as `Ip` and `InReceives` of `/proc/net/snmp`.
    pub fn counter(&self, at: At, group: &str, name: &str) -> u64 {
        // Of this thread: that of the process is in the namespace where the process began.
        let text = self.inside(at, || fs::read_to_string("/proc/thread-self/net/snmp").unwrap());
        let mut rows = text.lines().filter_map(|line| line.strip_prefix(group)?.strip_prefix(':'));
        let names = rows.next().unwrap().split_whitespace();
        let found = names.zip(rows.next().unwrap().split_whitespace()).find(|(it, _)| *it == name);
        found.unwrap().1.parse().unwrap()
    }

    fn space(&self, at: At) -> &File {
        &self.spaces[at as usize]
    }
}

/// Packets that the kernel dropped, in all namespaces, because a core was behind with them.
/// Source: Linux net/core/net-procfs.c `softnet_seq_show`, second column.
pub fn backlog_drops() -> u64 {
    let text = fs::read_to_string("/proc/net/softnet_stat").unwrap_or_default();
    let second = |line: &str| u64::from_str_radix(line.split_whitespace().nth(1)?, 16).ok();
    text.lines().filter_map(second).sum()
}

fn namespace(number: u8) -> io::Result<File> {
    let name = format!("lumen-{}-{number}", process::id());
    let ip = |verb| Command::new("ip").args(["netns", verb, &name]).output();
    let made = ip("add")?;
    if !made.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&made.stderr).into_owned()));
    }
    let space = File::open(format!("/run/netns/{name}"));
    ip("delete")?;
    space
}
