//! The list of apps.

use std::fmt;

use super::xml::child_text;
use super::{Envelope, NvError, Reply};

const MAX_APPS: usize = 1024;

/// Number of an app: positive in a signed 32-bit integer, and the same after a restart, since
/// clients file box art and shortcuts under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AppId(u32);

impl AppId {
    /// An id from 1 to 2^31 - 1.
    pub fn new(id: u32) -> Option<AppId> {
        (1..=i32::MAX as u32).contains(&id).then_some(AppId(id))
    }

    /// The id that a title has on every host.
    pub fn of_title(title: &str) -> AppId {
        let hash = ring::digest::digest(&ring::digest::SHA256, title.as_bytes());
        let start = hash.as_ref()[..4].try_into().unwrap_or([0; 4]);
        AppId((u32::from_be_bytes(start) & i32::MAX as u32).max(1))
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for AppId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for AppId {
    type Err = NvError;

    fn from_str(text: &str) -> Result<AppId, NvError> {
        text.parse().ok().and_then(AppId::new).ok_or(NvError::Malformed("appid"))
    }
}

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// Its number.
    pub id: AppId,
    /// What the user sees. Not empty.
    pub title: String,
    /// Whether the client should offer HDR for it.
    pub hdr: bool,
}

/// The reply to `/applist`.
pub fn write_app_list(apps: &[App]) -> String {
    let one = |reply: Reply, app: &App| {
        reply.nested("App", |reply| {
            reply
                .element("IsHdrSupported", u8::from(app.hdr))
                .element("AppTitle", &app.title)
                .element("ID", app.id)
        })
    };
    apps.iter().fold(Reply::ok(), one).finish()
}

/// Reads the reply to `/applist`.
///
/// # Errors
/// `NotXml`, `Refused`; `Missing` or `Malformed` when an entry lacks a title or a valid id.
pub fn parse_app_list(text: &str) -> Result<Vec<App>, NvError> {
    let envelope = Envelope::parse_ok(text)?;
    let app = |node| {
        Ok(App {
            id: child_text(node, "ID").ok_or(NvError::Missing("ID"))?.parse()?,
            title: child_text(node, "AppTitle").ok_or(NvError::Missing("AppTitle"))?.to_owned(),
            hdr: child_text(node, "IsHdrSupported") == Some("1"),
        })
    };
    envelope.children("App").take(MAX_APPS).map(app).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_list_has_no_space_between_elements() {
        let id = AppId::new(881_448_767).unwrap();
        let list = write_app_list(&[App { id, title: "Desktop".to_owned(), hdr: true }]);
        assert!(list.ends_with(
            "<root status_code=\"200\"><App><IsHdrSupported>1</IsHdrSupported>\
             <AppTitle>Desktop</AppTitle><ID>881448767</ID></App></root>"
        ));
    }

    #[test]
    fn ids_of_titles_are_stable_and_positive() {
        assert_eq!(AppId::of_title("Desktop"), AppId::of_title("Desktop"));
        assert_ne!(AppId::of_title("Desktop"), AppId::of_title("Steam"));
        assert!((0..1000).all(|n| AppId::new(AppId::of_title(&n.to_string()).get()).is_some()));
        assert_eq!("0".parse::<AppId>(), Err(NvError::Malformed("appid")));
        assert_eq!("2147483648".parse::<AppId>(), Err(NvError::Malformed("appid")));
    }

    #[test]
    fn an_entry_without_id_is_an_error() {
        let list = "<root status_code=\"200\"><App><AppTitle>x</AppTitle></App></root>";
        assert_eq!(parse_app_list(list), Err(NvError::Missing("ID")));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(titles in proptest::collection::vec("[!-~]{1,20}", 0..20)) {
            let app = |title: String| App { id: AppId::of_title(&title), hdr: false, title };
            let apps: Vec<App> = titles.into_iter().map(app).collect();
            prop_assert_eq!(parse_app_list(&write_app_list(&apps)).unwrap(), apps);
        }
    }
}
