//! The hardware address that clients wake the host by.

use std::fs;

/// The address of the interface that leads to the world; `None` where there is no such thing.
pub(super) fn of_default_route() -> Option<[u8; 6]> {
    let routes = fs::read_to_string("/proc/net/route").ok()?;
    let interface = default_interface(&routes)?;
    let text = fs::read_to_string(format!("/sys/class/net/{interface}/address")).ok()?;
    parse(text.trim())
}

/// Columns: interface, destination, gateway and more; destination zero is the default.
/// Source: Linux, Documentation/networking, "proc/net/route".
fn default_interface(routes: &str) -> Option<&str> {
    let words = routes.lines().skip(1).map(|line| {
        let mut words = line.split_whitespace();
        (words.next(), words.next())
    });
    let mut interfaces = words.filter_map(|(interface, destination)| {
        (destination == Some("00000000")).then_some(interface).flatten()
    });
    interfaces.next().filter(|interface| !interface.contains('/'))
}

fn parse(text: &str) -> Option<[u8; 6]> {
    let mut bytes = [0; 6];
    hex::decode_to_slice(text.replace(':', ""), &mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_route_names_the_interface() {
        let routes = "Iface\tDestination\tGateway\n\
                      docker0\t000011AC\t00000000\n\
                      enp3s0\t00000000\t0101A8C0\n";
        assert_eq!(default_interface(routes), Some("enp3s0"));
        assert_eq!(default_interface("Iface\tDestination\n"), None);
        assert_eq!(parse("aa:bb:cc:dd:ee:ff"), Some([0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff]));
        assert_eq!(parse(""), None);
    }
}
