//! What the operator decided, and the ports.

use std::net::IpAddr;

use lumen_core::gamestream::Encryption;
use lumen_core::units::Percent;
use lumen_gpu::encode::H264Profile;
use lumen_transport::send;

use crate::audio::SourceKind;
use crate::input::Layout;
use crate::stream::OpenEncoder;
use crate::stream::plan::{Pacing, SlicePolicy};
use crate::stream::trace::Tracer;

/// Ports of the streams, all derived from the HTTP port as clients expect.
/// Source: moonlight-common-c, `Limelight.h`, port numbers; docs/wire-gamestream.md "Ports".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ports {
    /// Plain HTTP, 47989 by default.
    pub http: u16,
}

impl Ports {
    /// HTTPS.
    pub fn https(self) -> u16 {
        self.http - 5
    }

    /// Local page where PINs are entered.
    pub fn web(self) -> u16 {
        self.http + 1
    }

    /// Video datagrams and their pings.
    pub fn video(self) -> u16 {
        self.http + 9
    }

    /// ENet.
    pub fn control(self) -> u16 {
        self.http + 10
    }

    /// Audio datagrams and their pings.
    pub fn audio(self) -> u16 {
        self.http + 11
    }

    /// RTSP over TCP.
    pub fn rtsp(self) -> u16 {
        self.http + 21
    }
}

/// What the operator decided about streams.
#[derive(Clone)]
pub struct StreamSettings {
    /// Address that sockets are bound to.
    pub bind: IpAddr,
    /// Ports.
    pub ports: Ports,
    /// Parity in percent of the data.
    pub fec: Percent,
    /// What clients have to encrypt; the control stream always is.
    pub required: Encryption,
    /// When frames leave slice by slice.
    pub slices: SlicePolicy,
    /// How video datagrams are handed to the kernel.
    pub send: send::Method,
    /// How large frames leave.
    pub pacing: Pacing,
    /// Profile of the software encoder.
    pub profile: H264Profile,
    /// What codes frames instead of the machine's encoders, to measure everything else.
    pub stand_in: Option<OpenEncoder>,
    /// Keyboard layout of the virtual keyboard.
    pub layout: Layout,
    /// Where sound comes from.
    pub sound: SourceKind,
    /// Where frame stamps go.
    pub tracer: Option<Tracer>,
}
