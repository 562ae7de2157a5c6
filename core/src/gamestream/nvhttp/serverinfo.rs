//! What a host says of itself.

use std::net::{IpAddr, Ipv4Addr};

use super::{AppId, Envelope, NvError, Reply};
use crate::gamestream::{APP_VERSION, GFE_VERSION};

/// Luma samples per second that switch on HEVC in automatic codec selection.
/// Source: docs/wire-gamestream.md "Constants".
const MAX_LUMA_PIXELS_HEVC: u32 = 1_869_449_984;

/// A set of codec profiles. Source: moonlight-common-c, `Limelight.h`, `SCM_*`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodecModes(pub u32);

impl CodecModes {
    /// H.264 High, 4:2:0, 8 bit. Every host has it.
    pub const H264: CodecModes = CodecModes(0x1);
    /// HEVC Main.
    pub const HEVC: CodecModes = CodecModes(0x100);
    /// HEVC Main10.
    pub const HEVC_MAIN10: CodecModes = CodecModes(0x200);
    /// AV1 Main, 8 bit.
    pub const AV1_MAIN8: CodecModes = CodecModes(0x1_0000);
    /// AV1 Main, 10 bit.
    pub const AV1_MAIN10: CodecModes = CodecModes(0x2_0000);
    /// H.264 High 4:4:4, 8 bit.
    pub const H264_HIGH8_444: CodecModes = CodecModes(0x4_0000);
    /// HEVC RExt 4:4:4, 8 bit.
    pub const HEVC_REXT8_444: CodecModes = CodecModes(0x8_0000);
    /// HEVC RExt 4:4:4, 10 bit.
    pub const HEVC_REXT10_444: CodecModes = CodecModes(0x10_0000);
    /// AV1 High 4:4:4, 8 bit.
    pub const AV1_HIGH8_444: CodecModes = CodecModes(0x20_0000);
    /// AV1 High 4:4:4, 10 bit.
    pub const AV1_HIGH10_444: CodecModes = CodecModes(0x40_0000);

    /// Every profile of HEVC.
    pub const ANY_HEVC: CodecModes = CodecModes(
        Self::HEVC.0 | Self::HEVC_MAIN10.0 | Self::HEVC_REXT8_444.0 | Self::HEVC_REXT10_444.0,
    );
    /// Every profile of AV1.
    pub const ANY_AV1: CodecModes = CodecModes(
        Self::AV1_MAIN8.0 | Self::AV1_MAIN10.0 | Self::AV1_HIGH8_444.0 | Self::AV1_HIGH10_444.0,
    );

    /// Both sets together.
    pub const fn with(self, other: CodecModes) -> CodecModes {
        CodecModes(self.0 | other.0)
    }

    /// True when all profiles of `other` are in this set.
    pub fn contains(self, other: CodecModes) -> bool {
        self.0 & other.0 == other.0
    }

    /// True when a profile of `other` is in this set.
    pub fn intersects(self, other: CodecModes) -> bool {
        self.0 & other.0 != 0
    }
}

/// The reply to `/serverinfo`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerInfo {
    /// Name shown to the user.
    pub hostname: String,
    /// Identity of the host: clients file it under this text. Persistent, not empty.
    pub unique_id: String,
    /// Port of the TLS listener.
    pub https_port: u16,
    /// Port of the plain listener.
    pub http_port: u16,
    /// For waking the host. Tell it only to paired clients.
    pub mac: Option<[u8; 6]>,
    /// Address on which the request arrived.
    pub local_ip: IpAddr,
    /// What the encoder can do. Must contain H.264.
    pub codecs: CodecModes,
    /// True only when asked over TLS with a paired certificate.
    pub paired: bool,
    /// The running app.
    pub running: Option<AppId>,
}

impl ServerInfo {
    /// The reply as XML. Order and names: docs/wire-gamestream.md "serverinfo".
    pub fn write(&self) -> String {
        let hevc = self.codecs.intersects(CodecModes::ANY_HEVC);
        let state = match self.running {
            Some(_) => "SUNSHINE_SERVER_BUSY",
            None => "SUNSHINE_SERVER_FREE",
        };
        Reply::ok()
            .element("hostname", &self.hostname)
            .element("appversion", APP_VERSION)
            .element("GfeVersion", GFE_VERSION)
            .element("uniqueid", &self.unique_id)
            .element("HttpsPort", self.https_port)
            .element("ExternalPort", self.http_port)
            .element("MaxLumaPixelsHEVC", if hevc { MAX_LUMA_PIXELS_HEVC } else { 0 })
            .element("mac", mac_text(self.mac.unwrap_or_default()))
            .element("LocalIP", self.local_ipv4())
            .element("ServerCodecModeSupport", self.codecs.0)
            .element("PairStatus", u8::from(self.paired))
            .element("currentgame", self.running.map_or(0, AppId::get))
            .element("state", state)
            .finish()
    }

    /// Reads the reply of a host.
    ///
    /// # Errors
    /// `NotXml`, `Refused`; `Missing` without an id; `Malformed` for a number out of range.
    pub fn parse(text: &str) -> Result<ServerInfo, NvError> {
        let envelope = Envelope::parse_ok(text)?;
        // The id counts only while the host says it is busy.
        let busy = envelope.text("state").is_some_and(|state| state.ends_with("_SERVER_BUSY"));
        let current = envelope.number("currentgame", 0)?;
        let https_port = envelope.number("HttpsPort", 0)?;
        Ok(ServerInfo {
            hostname: envelope.text("hostname").unwrap_or("").to_owned(),
            unique_id: envelope.require("uniqueid")?.to_owned(),
            https_port: if https_port == 0 { 47984 } else { https_port },
            http_port: envelope.number("ExternalPort", 47989)?,
            mac: envelope.text("mac").and_then(parse_mac).filter(|mac| *mac != [0; 6]),
            local_ip: envelope.number("LocalIP", IpAddr::V4(Ipv4Addr::LOCALHOST))?,
            codecs: CodecModes(envelope.number("ServerCodecModeSupport", 0)?),
            paired: envelope.text("PairStatus") == Some("1"),
            running: AppId::new(current).filter(|_| busy),
        })
    }

    /// For a request over IPv6 the loopback address: clients then keep the IPv4 address they
    /// know. Source: docs/wire-gamestream.md "serverinfo", `LocalIP`.
    fn local_ipv4(&self) -> Ipv4Addr {
        match self.local_ip.to_canonical() {
            IpAddr::V4(address) => address,
            IpAddr::V6(_) => Ipv4Addr::LOCALHOST,
        }
    }
}

fn mac_text(mac: [u8; 6]) -> String {
    mac.map(|byte| format!("{byte:02x}")).join(":")
}

fn parse_mac(text: &str) -> Option<[u8; 6]> {
    let mut mac = [0; 6];
    let mut parts = text.split(':');
    for byte in &mut mac {
        *byte = u8::from_str_radix(parts.next()?, 16).ok()?;
    }
    parts.next().is_none().then_some(mac)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn den() -> ServerInfo {
        ServerInfo {
            hostname: "den".to_owned(),
            unique_id: "3f0c".to_owned(),
            https_port: 47984,
            http_port: 47989,
            mac: None,
            local_ip: "192.168.1.20".parse().unwrap(),
            codecs: CodecModes(197_377),
            paired: false,
            running: None,
        }
    }

    #[test]
    fn a_host_describes_itself_as_clients_expect() {
        assert_eq!(
            den().write(),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
             <root status_code=\"200\"><hostname>den</hostname>\
             <appversion>7.1.431.-1</appversion><GfeVersion>3.23.0.74</GfeVersion>\
             <uniqueid>3f0c</uniqueid><HttpsPort>47984</HttpsPort>\
             <ExternalPort>47989</ExternalPort><MaxLumaPixelsHEVC>1869449984</MaxLumaPixelsHEVC>\
             <mac>00:00:00:00:00:00</mac><LocalIP>192.168.1.20</LocalIP>\
             <ServerCodecModeSupport>197377</ServerCodecModeSupport><PairStatus>0</PairStatus>\
             <currentgame>0</currentgame><state>SUNSHINE_SERVER_FREE</state></root>"
        );
    }

    #[test]
    fn codec_bits_add_up() {
        let modes = CodecModes::H264
            .with(CodecModes::HEVC)
            .with(CodecModes::HEVC_MAIN10)
            .with(CodecModes::AV1_MAIN8)
            .with(CodecModes::AV1_MAIN10);
        assert_eq!(modes, CodecModes(197_377));
        assert!(modes.intersects(CodecModes::ANY_AV1));
        assert!(!modes.contains(CodecModes::ANY_AV1));
    }

    #[test]
    fn a_request_over_ipv6_hides_the_address() {
        let v6 = ServerInfo { local_ip: "fe80::1".parse().unwrap(), ..den() };
        assert!(v6.write().contains("<LocalIP>127.0.0.1</LocalIP>"));
        let mapped = ServerInfo { local_ip: "::ffff:10.0.0.7".parse().unwrap(), ..den() };
        assert!(mapped.write().contains("<LocalIP>10.0.0.7</LocalIP>"));
    }

    #[test]
    fn a_game_of_a_free_host_does_not_count() {
        let busy = ServerInfo { running: AppId::new(7), paired: true, ..den() }.write();
        assert_eq!(ServerInfo::parse(&busy).unwrap().running, AppId::new(7));
        let stale = busy.replace("_BUSY", "_FREE");
        assert_eq!(ServerInfo::parse(&stale).unwrap().running, None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            hostname in "[a-z<&]{1,12}",
            ports: (u16, u16),
            mac: [u8; 6],
            address: u32,
            codecs: u32,
            paired: bool,
            app: u32,
        ) {
            let info = ServerInfo {
                hostname,
                https_port: ports.0.max(1),
                http_port: ports.1,
                mac: Some(mac).filter(|mac| *mac != [0; 6]),
                local_ip: IpAddr::V4(address.into()),
                codecs: CodecModes(codecs),
                paired,
                running: AppId::new(app),
                ..den()
            };
            prop_assert_eq!(ServerInfo::parse(&info.write()).unwrap(), info);
        }
    }
}
