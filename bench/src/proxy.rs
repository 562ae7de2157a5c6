//! A network between client and host that loses video datagrams, repeatably.
//!
//! It listens on another loopback address with the host's port numbers, so a client that is told
//! a port by the host still comes through here. Everything passes both ways as it is, except that
//! [`Loss`] takes video datagrams on their way to the client. A datagram is received and sent by
//! itself, whatever offloads the two ends use: what gets lost is a datagram, never a train.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lumen_host::proto::gamestream::session::Ports;
use lumen_transport::TransportError;
use lumen_transport::socket::{self, Purpose};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// Longest time until a thread notices that the proxy is to end.
const LOOK_UP: Duration = Duration::from_millis(100);

/// Largest datagram.
const MAX_DATAGRAM: usize = 65_535;

/// Why there is no proxy.
#[derive(Debug, thiserror::Error)]
pub enum ProxyError {
    /// A UDP port.
    #[error(transparent)]
    Udp(#[from] TransportError),
    /// A TCP port.
    #[error("proxy: {0}")]
    Tcp(#[from] io::Error),
}

/// Which video datagrams get lost: by chance, in runs of a mean length (Gilbert's model).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    /// Share of the datagrams, 0 or more and below 1.
    pub rate: f64,
    /// Mean number lost in a row, at least 1.
    pub run: f64,
    /// The same seed takes the same datagrams of a flow.
    pub seed: u64,
}

impl Loss {
    /// Takes each datagram regardless of the one before.
    pub fn random(rate: f64, seed: u64) -> Loss {
        Loss { rate, run: 1.0 / (1.0 - rate), seed }
    }

    /// What happens to each datagram of one flow: true is lost.
    pub fn fates(self) -> impl Iterator<Item = bool> {
        let begins = self.rate / (self.run * (1.0 - self.rate));
        let goes_on = 1.0 - 1.0 / self.run;
        let mut state = self.seed;
        let mut lost = false;
        std::iter::repeat_with(move || {
            lost = chance(&mut state) < if lost { goes_on } else { begins };
            lost
        })
    }
}

/// A number from 0 to 1, by SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
/// generators", 2014).
fn chance(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ mixed >> 31) as f64 / u64::MAX as f64
}

/// Video datagrams on their way to clients.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProxyStats {
    /// Sent on.
    pub passed: u64,
    /// Lost on purpose.
    pub lost: u64,
}

/// A running proxy. Dropping it ends its threads; TCP connections end with their ends.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    stop: AtomicBool,
    passed: AtomicU64,
    lost: AtomicU64,
}

impl Proxy {
    /// Stands at `address` for the host whose address and HTTP port are `host`.
    ///
    /// # Errors
    /// When one of the ports is taken at that address.
    pub fn start(address: IpAddr, host: SocketAddr, loss: Loss) -> Result<Proxy, ProxyError> {
        Self::start_with(address, host, Some(loss), None)
    }

    /// Loses datagrams of the sound instead of the video's.
    ///
    /// # Errors
    /// As [`Proxy::start`].
    pub fn start_for_sound(
        address: IpAddr,
        host: SocketAddr,
        loss: Loss,
    ) -> Result<Proxy, ProxyError> {
        Self::start_with(address, host, None, Some(loss))
    }

    fn start_with(
        address: IpAddr,
        host: SocketAddr,
        video: Option<Loss>,
        audio: Option<Loss>,
    ) -> Result<Proxy, ProxyError> {
        let ports = Ports { http: host.port() };
        let shared = Arc::new(Shared::default());
        let address = SocketAddr::new(address, ports.http);
        let mut proxy = Proxy { address, shared, threads: Vec::new() };
        let ends = |port| (SocketAddr::new(address.ip(), port), SocketAddr::new(host.ip(), port));
        for port in [ports.http, ports.https(), ports.rtsp()] {
            let (here, there) = ends(port);
            let listener = TcpListener::bind(here)?;
            listener.set_nonblocking(true)?;
            let shared = Arc::clone(&proxy.shared);
            proxy.threads.push(thread::spawn(move || shared.accept(&listener, there)));
        }
        let losses = [(ports.video(), video), (ports.control(), None), (ports.audio(), audio)];
        for (port, loss) in losses {
            let (here, there) = ends(port);
            let lane = Lane { clients: Arc::new(bind(here)?), host: there, loss };
            let shared = Arc::clone(&proxy.shared);
            proxy.threads.push(thread::spawn(move || shared.serve(&lane)));
        }
        Ok(proxy)
    }

    /// Where clients find the host: address and HTTP port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What became so far of the stream that suffers losses.
    pub fn stats(&self) -> ProxyStats {
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        ProxyStats { passed: get(&self.shared.passed), lost: get(&self.shared.lost) }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// One UDP port.
struct Lane {
    clients: Arc<UdpSocket>,
    host: SocketAddr,
    loss: Option<Loss>,
}

/// A socket with room for the burst of a key frame.
fn bind(address: SocketAddr) -> Result<UdpSocket, ProxyError> {
    let socket = socket::bind("proxy", address, Purpose::Media)?;
    socket.set_read_timeout(Some(LOOK_UP))?;
    Ok(socket)
}

impl Shared {
    fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn accept(&self, listener: &TcpListener, host: SocketAddr) {
        let limit = Timespec { tv_sec: 0, tv_nsec: LOOK_UP.as_nanos() as i64 };
        while !self.is_over() {
            let _ = poll(&mut [PollFd::new(listener, PollFlags::IN)], Some(&limit));
            if let Ok((client, _)) = listener.accept() {
                // A host that is not there closes the client's connection, too.
                let _ = join(client, host);
            }
        }
    }

    /// Each client of a port gets a flow of its own, with a socket that the host takes for it.
    fn serve(self: Arc<Self>, lane: &Lane) {
        let mut flows: HashMap<SocketAddr, (Arc<UdpSocket>, JoinHandle<()>)> = HashMap::new();
        let mut datagram = vec![0; MAX_DATAGRAM];
        while !self.is_over() {
            let Ok((len, client)) = lane.clients.recv_from(&mut datagram) else { continue };
            let (upstream, _) = match flows.entry(client) {
                Entry::Occupied(flow) => flow.into_mut(),
                Entry::Vacant(place) => match self.open_flow(lane, client) {
                    Ok(flow) => place.insert(flow),
                    Err(_) => continue,
                },
            };
            let _ = upstream.send(&datagram[..len]);
        }
        for (_, thread) in flows.into_values() {
            let _ = thread.join();
        }
    }

    fn open_flow(
        self: &Arc<Self>,
        lane: &Lane,
        client: SocketAddr,
    ) -> Result<(Arc<UdpSocket>, JoinHandle<()>), ProxyError> {
        // On loopback both ends may have the same address.
        let upstream = Arc::new(bind(SocketAddr::new(lane.host.ip(), 0))?);
        upstream.connect(lane.host)?;
        let (shared, from) = (Arc::clone(self), Arc::clone(&upstream));
        let (clients, loss) = (Arc::clone(&lane.clients), lane.loss);
        let back = move || shared.send_back(&from, &clients, client, loss);
        Ok((upstream, thread::spawn(back)))
    }

    fn send_back(
        &self,
        host: &UdpSocket,
        clients: &UdpSocket,
        client: SocketAddr,
        loss: Option<Loss>,
    ) {
        let mut fates = loss.map(Loss::fates);
        let mut datagram = vec![0; MAX_DATAGRAM];
        while !self.is_over() {
            let Ok(len) = host.recv(&mut datagram) else { continue };
            if let Some(fates) = &mut fates {
                let lost = fates.next().unwrap_or(false);
                let counter = if lost { &self.lost } else { &self.passed };
                counter.fetch_add(1, Ordering::Relaxed);
                if lost {
                    continue;
                }
            }
            let _ = clients.send_to(&datagram[..len], client);
        }
    }
}

/// Connects a client with the host until both have said all they had to say.
fn join(client: TcpStream, host: SocketAddr) -> io::Result<()> {
    let host = TcpStream::connect(host)?;
    client.set_nodelay(true)?;
    host.set_nodelay(true)?;
    let (client_too, host_too) = (client.try_clone()?, host.try_clone()?);
    thread::spawn(move || pour(client_too, host_too));
    thread::spawn(move || pour(host, client));
    Ok(())
}

fn pour(mut from: TcpStream, mut to: TcpStream) {
    let _ = io::copy(&mut from, &mut to);
    // The end of what one side says is part of what it says: RTSP answers end that way.
    let _ = to.shutdown(Shutdown::Write);
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::Ipv4Addr;

    use super::*;

    const COUNT: usize = 200_000;

    /// Share lost, and mean length of a run.
    fn measure(loss: Loss) -> (f64, f64) {
        let fates: Vec<bool> = loss.fates().take(COUNT).collect();
        let lost = fates.iter().filter(|&&lost| lost).count() as f64;
        let runs = fates.chunk_by(|a, b| a == b).filter(|run| run[0]).count() as f64;
        (lost / COUNT as f64, lost / runs)
    }

    #[test]
    fn as_many_get_lost_as_said_and_in_runs_as_long_as_said() {
        let (rate, run) = measure(Loss::random(0.02, 1));
        assert!((0.018..0.022).contains(&rate) && (1.0..1.06).contains(&run), "{rate} {run}");
        let (rate, run) = measure(Loss { rate: 0.05, run: 4.0, seed: 2 });
        assert!((0.045..0.055).contains(&rate) && (3.6..4.4).contains(&run), "{rate} {run}");
        assert_eq!(measure(Loss::random(0.0, 3)).0, 0.0);
    }

    #[test]
    fn a_seed_repeats_itself() {
        let fates = |seed| Loss::random(0.5, seed).fates().take(100).collect::<Vec<_>>();
        assert_eq!(fates(7), fates(7));
        assert_ne!(fates(7), fates(8));
    }

    /// A host of nothing but its HTTP and video ports, and a proxy before it.
    fn pair(loss: Loss) -> (TcpListener, UdpSocket, Proxy) {
        for http in (30_100..).step_by(100) {
            let there = |port: u16| SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port);
            let ports = Ports { http };
            let Ok(tcp) = TcpListener::bind(there(http)) else { continue };
            let Ok(udp) = UdpSocket::bind(there(ports.video())) else { continue };
            let proxy = Proxy::start(Ipv4Addr::new(127, 0, 0, 3).into(), there(http), loss);
            return (tcp, udp, proxy.unwrap());
        }
        unreachable!("some port is free")
    }

    #[test]
    fn tcp_passes_with_its_end() {
        let (host, _, proxy) = pair(Loss::random(0.0, 0));
        let mut client = TcpStream::connect(proxy.address()).unwrap();
        client.write_all(b"question").unwrap();
        client.shutdown(Shutdown::Write).unwrap();
        let (mut served, _) = host.accept().unwrap();
        let mut text = String::new();
        served.read_to_string(&mut text).unwrap();
        served.write_all(b"answer").unwrap();
        drop(served);
        client.read_to_string(&mut text).unwrap();
        assert_eq!(text, "questionanswer");
    }

    #[test]
    fn the_video_that_gets_lost_is_the_one_that_the_seed_says() {
        let loss = Loss::random(0.3, 9);
        let (_, host, proxy) = pair(loss);
        let ports = Ports { http: proxy.address().port() };
        let video = SocketAddr::new(proxy.address().ip(), ports.video());
        let client = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        client.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        client.send_to(b"ping", video).unwrap();
        let mut datagram = [0; 16];
        let (len, flow) = host.recv_from(&mut datagram).unwrap();
        assert_eq!(&datagram[..len], b"ping");
        let fates: Vec<bool> = loss.fates().take(50).collect();
        let passed = fates.iter().enumerate().filter(|(_, lost)| !**lost);
        for number in 0..50 {
            host.send_to(&[number], flow).unwrap();
        }
        for (number, _) in passed {
            let (len, from) = client.recv_from(&mut datagram).unwrap();
            assert_eq!((&datagram[..len], from), (&[number as u8][..], video));
        }
    }
}
