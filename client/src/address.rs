//! How the user names a host.

use std::fmt;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::str::FromStr;

use crate::ClientError;

/// Port of the plain HTTP listener. Source: docs/wire-gamestream.md "Ports".
const DEFAULT_HTTP_PORT: u16 = 47989;

/// `lumen/1` listens so far above. Source: docs/wire-native.md "Connection".
const NATIVE_OFFSET: u16 = 20;

/// A host by name or address, and the port of its plain HTTP listener.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostAddress {
    name: String,
    http_port: u16,
}

impl HostAddress {
    /// The address behind the name. Asks the system, which takes its time for a name.
    ///
    /// # Errors
    /// `Resolve` when there is none.
    pub fn resolve(&self) -> Result<SocketAddr, ClientError> {
        self.find(self.http_port)
    }

    /// The address where the host speaks `lumen/1`: 20 ports above its HTTP listener.
    ///
    /// # Errors
    /// As [`HostAddress::resolve`].
    pub fn resolve_native(&self) -> Result<SocketAddr, ClientError> {
        self.find(self.http_port.saturating_add(NATIVE_OFFSET))
    }

    /// Under what the host is filed: its name in lower case, and the port.
    pub(crate) fn key(&self) -> String {
        format!("{} {}", self.name.to_lowercase(), self.http_port)
    }

    fn find(&self, port: u16) -> Result<SocketAddr, ClientError> {
        let fail = |source| ClientError::Resolve { name: self.name.clone(), source };
        let found = (self.name.as_str(), port).to_socket_addrs().map_err(fail)?.next();
        found.ok_or_else(|| fail(std::io::ErrorKind::NotFound.into()))
    }
}

impl FromStr for HostAddress {
    type Err = ClientError;

    /// `name`, `name:port`, an IPv6 address, or `[address]:port`.
    fn from_str(text: &str) -> Result<HostAddress, ClientError> {
        let malformed = || ClientError::Address(text.to_owned());
        let (name, port) = match text.strip_prefix('[') {
            Some(rest) => {
                let (name, rest) = rest.split_once(']').ok_or_else(malformed)?;
                let port = if rest.is_empty() { None } else { Some(rest) };
                (name, port.map(|port| port.strip_prefix(':').unwrap_or("")))
            }
            None if text.parse::<IpAddr>().is_ok() => (text, None),
            None => text.split_once(':').map_or((text, None), |(name, port)| (name, Some(port))),
        };
        let port = port.map(str::parse).transpose().map_err(|_| malformed())?;
        if name.is_empty() || name.contains(char::is_whitespace) {
            return Err(malformed());
        }
        Ok(HostAddress { name: name.to_owned(), http_port: port.unwrap_or(DEFAULT_HTTP_PORT) })
    }
}

impl From<SocketAddr> for HostAddress {
    fn from(address: SocketAddr) -> HostAddress {
        HostAddress { name: address.ip().to_string(), http_port: address.port() }
    }
}

impl fmt::Display for HostAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_understood() {
        for (text, address) in [
            ("127.0.0.1", "127.0.0.1:47989"),
            ("127.0.0.1:5", "127.0.0.1:5"),
            ("::1", "[::1]:47989"),
            ("[::1]", "[::1]:47989"),
            ("[::1]:5", "[::1]:5"),
        ] {
            let parsed: HostAddress = text.parse().unwrap();
            assert_eq!(parsed.resolve().unwrap().to_string(), address);
            let native = parsed.resolve_native().unwrap();
            assert_eq!(native.port(), parsed.resolve().unwrap().port() + 20);
        }
        let named: HostAddress = "den:47000".parse().unwrap();
        assert_eq!(named, HostAddress { name: "den".to_owned(), http_port: 47000 });
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", ":80", "den:", "den:http", "den:70000", "[::1", "[::1]80", "a b"] {
            assert!(matches!(text.parse::<HostAddress>(), Err(ClientError::Address(_))), "{text}");
        }
    }
}
