//! The two namespaces. They have no names and live as long as something refers to them, so
//! nothing is left behind however a test ends.

use std::fs::File;
use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::{AsFd, AsRawFd};
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use lumen_core::units::Span;
use lumen_transport::clock;
use lumen_transport::recv::{Gro, Receive};
use lumen_transport::socket::{self, Purpose};
use rustix::thread::{LinkNameSpaceType, UnshareFlags, move_into_link_name_space, unshare_unsafe};

/// One at a time: they share two cores.
static TURN: Mutex<()> = Mutex::new(());

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// 10.0.0.1 and fd00::1, interface `near`.
    Near,
    /// 10.0.0.2 and fd00::2, interface `far`.
    Far,
}

pub struct Net {
    near: File,
    far: File,
    _turn: MutexGuard<'static, ()>,
}

impl Net {
    /// Two namespaces with a cable of this MTU; `None`, loudly, where that cannot be made.
    pub fn new(mtu: u32) -> Option<Net> {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let made = namespace().and_then(|near| Ok((near, namespace()?)));
        let (near, far) = made.map_err(|error| eprintln!("SKIPPED: namespaces: {error}")).ok()?;
        let net = Net { near, far, _turn: turn };
        let far = format!("/proc/{}/fd/{}", std::process::id(), net.far.as_raw_fd());
        let cable =
            format!("link add near mtu {mtu} type veth peer name far mtu {mtu} netns {far}");
        net.run(Side::Near, "ip", &cable)?;
        for (side, name, host) in [(Side::Near, "near", 1), (Side::Far, "far", 2)] {
            net.run(side, "ip", "link set lo up")?;
            net.run(side, "ip", &format!("addr add 10.0.0.{host}/24 dev {name}"))?;
            net.run(side, "ip", &format!("addr add fd00::{host}/64 dev {name} nodad"))?;
            net.run(side, "ip", &format!("link set {name} up"))?;
        }
        net.await_link();
        Some(net)
    }

    /// The cable carries nothing for some time after it was plugged in.
    pub fn await_link(&self) {
        let (near, far) = (self.socket(Side::Near), self.socket(Side::Far));
        let to = far.local_addr().unwrap();
        let mut receive = Gro::new(far);
        let limit = clock::now() + Span::from_secs(10);
        loop {
            near.send_to(b"up?", to).unwrap();
            let until = clock::now() + Span::from_millis(20);
            if receive.recv(until, Span(0)).unwrap().is_some() {
                return;
            }
            assert!(clock::now() < limit, "the link does not come up");
        }
    }

    /// Runs `ip` or `tc` on one side; `None`, loudly, when it fails.
    pub fn run(&self, side: Side, program: &str, arguments: &str) -> Option<()> {
        let output =
            self.inside(side, || Command::new(program).args(arguments.split(' ')).output());
        let said = match output {
            Ok(output) if output.status.success() => return Some(()),
            Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
            Err(error) => error.to_string(),
        };
        eprintln!("SKIPPED: {program} {arguments}: {said}");
        None
    }

    /// Runs `work` on one side. Sockets made there stay there.
    pub fn inside<T: Send>(&self, side: Side, work: impl FnOnce() -> T + Send) -> T {
        let namespace = match side {
            Side::Near => &self.near,
            Side::Far => &self.far,
        };
        thread::scope(|scope| {
            let inside = scope.spawn(|| {
                let network = Some(LinkNameSpaceType::Network);
                move_into_link_name_space(namespace.as_fd(), network).unwrap();
                work()
            });
            inside.join().unwrap()
        })
    }

    /// A media socket on one side.
    pub fn socket(&self, side: Side) -> Arc<UdpSocket> {
        let host = if side == Side::Near { 1 } else { 2 };
        let address = SocketAddr::from(([10, 0, 0, host], 0));
        Arc::new(self.inside(side, || socket::bind("test", address, Purpose::Media).unwrap()))
    }
}

fn namespace() -> io::Result<File> {
    let thread = thread::spawn(|| {
        // SAFETY: a new network namespace changes nothing that memory safety depends on.
        unsafe { unshare_unsafe(UnshareFlags::NEWNET) }?;
        File::open("/proc/thread-self/ns/net")
    });
    thread.join().unwrap()
}

/// Receives until `count` datagrams came or none comes for 300 ms; the first byte of each.
pub fn collect(receive: &mut Gro, count: usize) -> Vec<u8> {
    let mut seen = Vec::new();
    while seen.len() < count {
        let until = clock::now() + Span::from_millis(300);
        let Some(mut batch) = receive.recv(until, Span(0)).unwrap() else { break };
        seen.extend(batch.datagrams().map(|datagram| datagram[0]));
    }
    seen
}

/// Datagrams side by side, each full of its number.
pub fn numbered(count: usize, stride: usize) -> Vec<u8> {
    (0..count * stride).map(|i| (i / stride) as u8).collect()
}
