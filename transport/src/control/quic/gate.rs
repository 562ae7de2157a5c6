//! How many strangers a host bears: connections of which nobody has said that they are trusted.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// Strangers at a time, from the first packet of a handshake until they are admitted or gone.
pub(super) const MAX_STRANGERS: usize = 32;

/// Of these, from one address (IPv6: one network of 64 bits).
pub(super) const MAX_PER_ADDRESS: usize = 8;

/// Counts strangers.
#[derive(Clone, Default)]
pub(super) struct Gate(Arc<Mutex<Vec<IpAddr>>>);

impl Gate {
    /// Counts a stranger of `address`, which it has proven to be at, as long as the pass lives.
    /// `None` when there are too many.
    pub fn enter(&self, address: IpAddr) -> Option<Pass> {
        let network = network(address);
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let neighbours = inside.iter().filter(|other| **other == network).count();
        if inside.len() >= MAX_STRANGERS || neighbours >= MAX_PER_ADDRESS {
            return None;
        }
        inside.push(network);
        Some(Pass { gate: self.clone(), network })
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
        let mut passes: Vec<Pass> =
            (0..MAX_PER_ADDRESS).map(|_| gate.enter(v4(1)).unwrap()).collect();
        assert!(gate.enter(v4(1)).is_none());
        for stranger in MAX_PER_ADDRESS..MAX_STRANGERS {
            passes.push(gate.enter(v4(stranger as u8)).unwrap());
        }
        assert!(gate.enter(v4(99)).is_none());
        passes.pop();
        assert!(gate.enter(v4(99)).is_some());
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one_address() {
        let same = ["2001:db8::1", "2001:db8::ffff:1"].map(|text| network(text.parse().unwrap()));
        assert_eq!(same[0], same[1]);
        assert_ne!(same[0], network("2001:db8:0:1::1".parse().unwrap()));
        assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), v4(1));
    }
}
