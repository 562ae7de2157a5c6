//! Starting an app, returning to it, and what the host answers.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use super::{AppId, Envelope, NvError, Query, Reply};
use crate::gamestream::SessionKey;

/// Port of the RTSP handshake unless the session URL names another.
const DEFAULT_RTSP_PORT: u16 = 48010;

/// Which of the two requests it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaunchKind {
    /// `/launch`: start an app.
    Launch,
    /// `/resume`: join the app that runs.
    Resume,
}

impl LaunchKind {
    /// The path of the request.
    pub fn path(self) -> &'static str {
        match self {
            Self::Launch => "/launch",
            Self::Resume => "/resume",
        }
    }

    /// The element that must not be 0 on success. Source: moonlight-android, `NvHTTP.java`.
    fn element(self) -> &'static str {
        match self {
            Self::Launch => "gamesession",
            Self::Resume => "resume",
        }
    }
}

/// The mode that the launch request mentions. Informative: the binding one comes with ANNOUNCE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WishedMode {
    /// Pixels per row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Whole hertz; 0 is unknown.
    pub fps: u32,
}

impl fmt::Display for WishedMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}x{}", self.width, self.height, self.fps)
    }
}

impl std::str::FromStr for WishedMode {
    type Err = NvError;

    fn from_str(text: &str) -> Result<WishedMode, NvError> {
        let malformed = NvError::Malformed("mode");
        let mut parts = text.split('x').map(|part| part.parse().ok());
        let mut next = || parts.next().flatten();
        match (next(), next(), next()) {
            (Some(width), Some(height), Some(fps)) if parts.next().is_none() => {
                Ok(WishedMode { width, height, fps })
            }
            _ => Err(malformed),
        }
    }
}

/// Speakers of the client. Source: moonlight-common-c, `Limelight.h`,
/// `SURROUNDAUDIOINFO_FROM_AUDIO_CONFIGURATION`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurroundInfo {
    /// Number of channels.
    pub channels: u16,
    /// Which speakers they are, as a Windows channel mask.
    pub mask: u16,
}

impl SurroundInfo {
    /// Two channels.
    pub const STEREO: SurroundInfo = SurroundInfo { channels: 2, mask: 0x3 };
    /// Six channels.
    pub const SURROUND_51: SurroundInfo = SurroundInfo { channels: 6, mask: 0x3f };
    /// Eight channels.
    pub const SURROUND_71: SurroundInfo = SurroundInfo { channels: 8, mask: 0x63f };

    /// The number on the wire: mask x 65536 + channels.
    pub fn to_wire(self) -> u32 {
        u32::from(self.mask) << 16 | u32::from(self.channels)
    }

    /// The speakers that a number on the wire means.
    pub fn from_wire(wire: u32) -> SurroundInfo {
        SurroundInfo { channels: wire as u16, mask: (wire >> 16) as u16 }
    }
}

/// What a client asks for with `/launch` or `/resume`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaunchRequest {
    /// Start or join.
    pub kind: LaunchKind,
    /// The app; always there on launch.
    pub app: Option<AppId>,
    /// The mode it will probably ask for.
    pub mode: Option<WishedMode>,
    /// Key of the session to come.
    pub key: SessionKey,
    /// First four bytes of the audio IV, as a big-endian number.
    pub key_id: u32,
    /// The client offers a 10-bit format.
    pub hdr: bool,
    /// Keep playing on the host's own speakers.
    pub play_on_host: bool,
    /// Speakers of the client.
    pub surround: SurroundInfo,
    /// One bit for each gamepad attached at the start.
    pub gamepads: u16,
    /// Keep virtual gamepads when the session ends.
    pub keep_gamepads: bool,
    /// The host may change its display mode for the game.
    pub optimize: bool,
    /// Capability of the client core; 1 understands encrypted RTSP.
    pub core_version: u32,
}

impl LaunchRequest {
    /// Checks the parameters of a request.
    ///
    /// # Errors
    /// `Missing` without key, key id or, on launch, app and `localAudioPlayMode`; `Malformed`
    /// for values out of their form. Source: docs/wire-gamestream.md "Launch and resume".
    pub fn parse(kind: LaunchKind, query: &Query) -> Result<LaunchRequest, NvError> {
        let mut app = query.get("appid").and_then(|id| id.parse().ok());
        if kind == LaunchKind::Launch {
            app = Some(query.require("appid")?.parse()?);
            query.require("localAudioPlayMode")?;
        }
        let surround = query.number("surroundAudioInfo", SurroundInfo::STEREO.to_wire())?;
        Ok(LaunchRequest {
            kind,
            app,
            mode: query.get("mode").and_then(|mode| mode.parse().ok()),
            key: SessionKey::new(query.hex_array("rikey")?),
            key_id: parse_key_id(query.require("rikeyid")?)?,
            hdr: flag(query, "hdrMode")?,
            play_on_host: flag(query, "localAudioPlayMode")?,
            surround: SurroundInfo::from_wire(surround),
            gamepads: query.number("gcmap", 0_u32)? as u16,
            keep_gamepads: flag(query, "gcpersist")?,
            optimize: flag(query, "sops")?,
            core_version: query.number("corever", 0)?,
        })
    }

    /// The parameters as a client sends them.
    pub fn to_query(&self) -> Query {
        let mut query = Query::default();
        if let Some(app) = self.app {
            query.push("appid", app);
        }
        if let Some(mode) = self.mode {
            query.push("mode", mode);
        }
        query.push("additionalStates", 1);
        query.push("sops", u8::from(self.optimize));
        query.push("rikey", hex::encode(self.key.expose()));
        query.push("rikeyid", self.key_id as i32);
        if self.hdr {
            query.push("hdrMode", 1);
        }
        query.push("localAudioPlayMode", u8::from(self.play_on_host));
        query.push("surroundAudioInfo", self.surround.to_wire());
        query.push("remoteControllersBitmap", self.gamepads);
        query.push("gcmap", self.gamepads);
        query.push("gcpersist", u8::from(self.keep_gamepads));
        query.push("corever", self.core_version);
        query
    }
}

fn flag(query: &Query, name: &'static str) -> Result<bool, NvError> {
    Ok(query.number(name, 0_u32)? != 0)
}

/// Signed in stock clients; some others print the same bits unsigned.
fn parse_key_id(text: &str) -> Result<u32, NvError> {
    let signed = text.parse::<i32>().map(|id| id as u32);
    signed.or_else(|_| text.parse()).map_err(|_| NvError::Malformed("rikeyid"))
}

/// Where the handshake goes on, and whether it is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionUrl {
    /// `rtspenc` rather than `rtsp`.
    pub encrypted: bool,
    /// Address on which the request arrived, and the port of RTSP.
    pub address: SocketAddr,
}

impl fmt::Display for SessionUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.encrypted { "rtspenc" } else { "rtsp" };
        write!(f, "{scheme}://{}", self.address)
    }
}

/// The host's consent to a launch or resume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaunchReply {
    /// Which request it answers.
    pub kind: LaunchKind,
    /// Where RTSP listens.
    pub url: SessionUrl,
}

impl LaunchReply {
    /// The reply as XML.
    pub fn write(&self) -> String {
        Reply::ok().element("sessionUrl0", self.url).element(self.kind.element(), 1).finish()
    }

    /// Reads a reply. As in stock clients the URL tells scheme and port only; the address stays
    /// `host`, where the request was sent. Source: moonlight-common-c, `RtspConnection.c`.
    ///
    /// # Errors
    /// `NotXml`, `Refused`; `Malformed` when the host says 200 but grants no session.
    pub fn parse(kind: LaunchKind, host: IpAddr, text: &str) -> Result<LaunchReply, NvError> {
        let envelope = Envelope::parse_ok(text)?;
        if matches!(envelope.text(kind.element()), None | Some("0")) {
            return Err(NvError::Malformed(kind.element()));
        }
        let url = envelope.text("sessionUrl0").unwrap_or("");
        let port = url.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
        let address = SocketAddr::new(host, port.unwrap_or(DEFAULT_RTSP_PORT));
        Ok(LaunchReply { kind, url: SessionUrl { encrypted: url.contains("rtspenc://"), address } })
    }

    /// A refusal in the form of this kind of request.
    pub fn refusal(kind: LaunchKind, status: super::Status, message: &str) -> String {
        Reply::refusal(status, message).element(kind.element(), 0).finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Status, Target};
    use super::*;

    const QT: &str = "/launch?uniqueid=0123456789ABCDEF&uuid=00&appid=881448767\
        &mode=1920x1080x60&additionalStates=1&sops=0&rikey=000102030405060708090A0b0c0d0e0f\
        &rikeyid=-1482057341&localAudioPlayMode=0&surroundAudioInfo=104792072\
        &remoteControllersBitmap=1&gcmap=1&gcpersist=0&&corever=1";

    fn parse(kind: LaunchKind, target: &str) -> Result<LaunchRequest, NvError> {
        LaunchRequest::parse(kind, &Target::parse(target)?.query)
    }

    #[test]
    fn a_launch_of_the_desktop_client_is_understood() {
        let launch = parse(LaunchKind::Launch, QT).unwrap();
        assert_eq!(launch.app, AppId::new(881_448_767));
        assert_eq!(launch.mode, Some(WishedMode { width: 1920, height: 1080, fps: 60 }));
        assert_eq!(launch.key.expose()[15], 0x0f);
        assert_eq!(launch.key_id, (-1_482_057_341_i32) as u32);
        assert_eq!(launch.surround, SurroundInfo::SURROUND_71);
        assert_eq!((launch.gamepads, launch.core_version, launch.hdr), (1, 1, false));
    }

    #[test]
    fn what_launch_needs_and_resume_does_not() {
        let without = |name: &str| {
            QT.split('&').filter(|pair| !pair.starts_with(name)).collect::<Vec<_>>().join("&")
        };
        for name in ["appid", "localAudioPlayMode"] {
            assert!(matches!(parse(LaunchKind::Launch, &without(name)), Err(NvError::Missing(_))));
            assert!(parse(LaunchKind::Resume, &without(name)).is_ok());
        }
        for name in ["rikey=", "rikeyid"] {
            assert!(parse(LaunchKind::Resume, &without(name)).is_err());
        }
        let short = QT.replace("0d0e0f", "0d0e");
        assert_eq!(parse(LaunchKind::Launch, &short), Err(NvError::Malformed("rikey")));
    }

    #[test]
    fn key_ids_are_signed_or_not() {
        assert_eq!(parse_key_id("-1"), Ok(u32::MAX));
        assert_eq!(parse_key_id("4294967295"), Ok(u32::MAX));
        assert_eq!(parse_key_id("4294967296"), Err(NvError::Malformed("rikeyid")));
    }

    #[test]
    fn speakers_have_their_numbers() {
        assert_eq!(SurroundInfo::STEREO.to_wire(), 196_610);
        assert_eq!(SurroundInfo::SURROUND_51.to_wire(), 4_128_774);
        assert_eq!(SurroundInfo::SURROUND_71.to_wire(), 104_792_072);
    }

    #[test]
    fn replies_carry_the_session_url() {
        let address = "192.168.1.20:48010".parse().unwrap();
        let reply =
            LaunchReply { kind: LaunchKind::Launch, url: SessionUrl { encrypted: true, address } };
        assert!(reply.write().ends_with(
            "<root status_code=\"200\"><sessionUrl0>rtspenc://192.168.1.20:48010</sessionUrl0>\
             <gamesession>1</gamesession></root>"
        ));
        let read = LaunchReply::parse(LaunchKind::Launch, address.ip(), &reply.write());
        assert_eq!(read, Ok(reply));
        assert!(LaunchReply::parse(LaunchKind::Resume, address.ip(), &reply.write()).is_err());
        let v6 = SessionUrl { encrypted: false, address: "[fe80::1]:48010".parse().unwrap() };
        assert_eq!(v6.to_string(), "rtsp://[fe80::1]:48010");
    }

    #[test]
    fn refusals_keep_the_form() {
        let text = LaunchReply::refusal(LaunchKind::Resume, Status::UNAVAILABLE, "no app runs");
        assert!(text.ends_with("status_message=\"no app runs\"><resume>0</resume></root>"));
    }

    proptest! {
        #[test]
        fn parse_never_panics(query: String) {
            let _ = parse(LaunchKind::Launch, &format!("/launch?{query}"));
            let _ = LaunchReply::parse(LaunchKind::Launch, [127, 0, 0, 1].into(), &query);
        }

        #[test]
        fn what_is_written_is_read(
            key: [u8; 16], key_id: u32, app: u32, size: (u32, u32, u32), gamepads: u16,
            flags: [bool; 4], surround: u32, core_version: u32,
        ) {
            let (width, height, fps) = size;
            let request = LaunchRequest {
                kind: LaunchKind::Launch,
                app: Some(AppId::new(app >> 1).unwrap_or(AppId::of_title("x"))),
                mode: Some(WishedMode { width, height, fps }),
                key: SessionKey::new(key),
                key_id,
                hdr: flags[0],
                play_on_host: flags[1],
                surround: SurroundInfo::from_wire(surround),
                gamepads,
                keep_gamepads: flags[2],
                optimize: flags[3],
                core_version,
            };
            let target = request.to_query().target("/launch");
            prop_assert_eq!(parse(LaunchKind::Launch, &target).unwrap(), request);
        }
    }
}
