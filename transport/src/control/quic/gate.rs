//! How many strangers a host bears: connections of which nobody has said that they are trusted.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// Strangers at a time, from the first packet of a handshake until they are admitted or gone.
pub(super) const MAX_STRANGERS: usize = 32;

/// Of these, from one address (IPv6: one network of 64 bits).
pub(super) const MAX_PER_ADDRESS: usize = 8;

/// With as many strangers, an address has to prove itself before more than a packet of it is
/// remembered.
pub(super) const MAX_UNPROVEN: usize = 8;

/// Counts strangers.
#[derive(Clone, Default)]
pub(super) struct Gate(Arc<Mutex<Vec<IpAddr>>>);

/// What to do with a first packet.
pub(super) enum Entry {
    /// Go on with the handshake; the stranger is counted as long as this lives.
    Pass(Pass),
    /// Have it prove its address, remembering nothing.
    Prove,
    /// Turn it away.
    Full,
}

impl Gate {
    /// A stranger comes from `address`, proven to be there or not.
    pub fn enter(&self, address: IpAddr, proven: bool) -> Entry {
        let network = network(address);
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if inside.len() >= MAX_UNPROVEN && !proven {
            return Entry::Prove;
        }
        let neighbours = inside.iter().filter(|other| **other == network).count();
        if inside.len() >= MAX_STRANGERS || neighbours >= MAX_PER_ADDRESS {
            return Entry::Full;
        }
        inside.push(network);
        Entry::Pass(Pass { gate: self.clone(), network })
    }
}

/// A stranger inside.
pub(super) struct Pass {
    gate: Gate,
    network: IpAddr,
}

impl Drop for Pass {
    fn drop(&mut self) {
        let mut inside = self.gate.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = inside.iter().position(|other| *other == self.network) {
            inside.swap_remove(at);
        }
    }
}

/// What one owner has at least: an IPv4 address, or a network of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() >> 64 << 64).into()),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn v4(last: u8) -> IpAddr {
        [192, 0, 2, last].into()
    }

    #[test]
    fn strangers_are_bounded_together_and_by_address() {
        let gate = Gate::default();
        let mut passes = Vec::new();
        let mut enter = |address, proven| match gate.enter(address, proven) {
            Entry::Pass(pass) => {
                passes.push(pass);
                "pass"
            }
            Entry::Prove => "prove",
            Entry::Full => "full",
        };
        for _ in 0..MAX_PER_ADDRESS {
            assert_eq!(enter(v4(1), false), "pass");
        }
        assert_eq!(enter(v4(2), false), "prove");
        assert_eq!(enter(v4(1), true), "full");
        for stranger in MAX_PER_ADDRESS..MAX_STRANGERS {
            assert_eq!(enter(v4(stranger as u8), true), "pass");
        }
        assert_eq!(enter(v4(99), true), "full");
        passes.pop();
        assert!(matches!(gate.enter(v4(99), true), Entry::Pass(_)));
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one_address() {
        let same = ["2001:db8::1", "2001:db8::ffff:1"].map(|text| network(text.parse().unwrap()));
        assert_eq!(same[0], same[1]);
        assert_ne!(same[0], network("2001:db8:0:1::1".parse().unwrap()));
        assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), v4(1));
    }
}
