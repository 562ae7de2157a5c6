//! The HTTP control plane: what requests ask and what XML answers them.
//!
//! Sockets, TLS and the HTTP framing belong to the host and the client. Here a request is its
//! target (`/path?query`), a reply is the text of its XML. Source: moonlight-qt, `nvhttp.cpp`;
//! docs/wire-gamestream.md "HTTP control plane".

mod apps;
mod launch;
mod query;
mod serverinfo;
mod xml;

pub use apps::{App, AppId, parse_app_list, write_app_list};
pub use launch::{LaunchKind, LaunchReply, LaunchRequest, SessionUrl, SurroundInfo, WishedMode};
pub use query::{MAX_TARGET, Query, Target};
pub use serverinfo::{CodecModes, ServerInfo};
pub use xml::{Envelope, Reply, Status};

/// Why a request or reply of the control plane is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NvError {
    /// The target is longer than [`MAX_TARGET`].
    #[error("request target of {0} bytes")]
    TooLong(usize),
    /// The query has more parameters than any client sends.
    #[error("too many parameters")]
    TooManyParameters,
    /// The target does not begin with a slash.
    #[error("request target is not a path")]
    NotAPath,
    /// A parameter or element that must be there is not.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A parameter or element that is not of its form or outside its range.
    #[error("{0} is malformed")]
    Malformed(&'static str),
    /// The text is not XML, or has no `root` with a status code.
    #[error("reply is not the XML of a host")]
    NotXml,
    /// The host answered with a status other than 200.
    #[error("host answered {}: {message}", status.0)]
    Refused {
        /// The `status_code` of the reply.
        status: Status,
        /// The `status_message` of the reply, possibly empty.
        message: String,
    },
}
