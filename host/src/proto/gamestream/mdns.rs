//! The announcement by which clients find this host.
//!
//! A convenience: clients also take a typed address, so nothing here is fatal.
//! Source: docs/wire-gamestream.md "mDNS".

use mdns_sd::{ServiceDaemon, ServiceInfo};

const SERVICE: &str = "_nvstream._tcp.local.";

/// Longest label of a DNS name. Source: RFC 1035 2.3.4.
const MAX_LABEL: usize = 63;

/// The host is announced as long as this lives.
pub struct Announcement {
    daemon: ServiceDaemon,
    full_name: String,
}

/// Announces a host called `name` whose plain HTTP port is `port`. `None`, with a warning, when
/// that is not possible.
pub fn announce(name: &str, port: u16) -> Option<Announcement> {
    let announced = start(name, port);
    announced.inspect_err(|error| tracing::warn!(%error, "host not announced by mDNS")).ok()
}

fn start(name: &str, port: u16) -> Result<Announcement, mdns_sd::Error> {
    let daemon = ServiceDaemon::new()?;
    let target = format!("{}.local.", label(name));
    // No client reads properties; addresses follow the interfaces.
    let no_properties: &[(&str, &str)] = &[];
    let info = ServiceInfo::new(SERVICE, instance(name), &target, (), port, no_properties)?;
    let info = info.enable_addr_auto();
    let full_name = info.get_fullname().to_owned();
    daemon.register(info)?;
    tracing::info!(name = full_name, port, "announced by mDNS");
    Ok(Announcement { daemon, full_name })
}

/// What clients show: the name, within the length of a label.
fn instance(name: &str) -> &str {
    let mut end = name.len().min(MAX_LABEL);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    match name.get(..end) {
        None | Some("") => "lumen",
        Some(instance) => instance,
    }
}

/// The name as part of a host name: letters, digits and hyphens.
fn label(name: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let label: String = name.chars().map(allowed).take(MAX_LABEL).collect();
    let label = label.trim_matches('-');
    if label.is_empty() { "lumen".to_owned() } else { label.to_owned() }
}

impl Drop for Announcement {
    fn drop(&mut self) {
        // Best effort: what is not taken back times out at the clients.
        let _ = self.daemon.unregister(&self.full_name);
        let _ = self.daemon.shutdown();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_labels() {
        assert_eq!(label("Müller's PC."), "M-ller-s-PC");
        assert_eq!((label("…"), instance("")), ("lumen".to_owned(), "lumen"));
        let long = "ä".repeat(40);
        assert_eq!(instance(&long).len(), 62);
        assert_eq!(label(&"a".repeat(99)).len(), 63);
    }
}
