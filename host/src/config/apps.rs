//! The app catalogue, `apps.toml`.
//!
//! ```toml
//! [[app]]
//! title = "Racing"
//! compositor = "private-sway"   # auto, sway, private-sway; default: the host's setting
//! command = "racing --fullscreen" # run by a shell; without one the app is the bare desktop
//! picture = "/usr/share/racing/box.png"
//! ```
//! Without a file there is one app, "Desktop". Ids follow from titles, since clients remember
//! apps by id.

use std::io;
use std::path::{Path, PathBuf};

use lumen_core::gamestream::nvhttp::{App, AppId};
use serde::Deserialize;

use super::ConfigError;
use crate::display::Compositor;

/// One app that clients can start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppEntry {
    /// Number that clients know it by.
    pub id: AppId,
    /// Name that clients show.
    pub title: String,
    /// What carries its display.
    pub compositor: Compositor,
    /// What to run; `None` is the desktop itself.
    pub command: Option<String>,
    /// Box art.
    pub picture: Option<PathBuf>,
}

/// Every app of this host. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue(Vec<AppEntry>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    app: Vec<RawApp>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawApp {
    title: String,
    compositor: Option<String>,
    command: Option<String>,
    picture: Option<PathBuf>,
}

impl Catalogue {
    /// The catalogue of a host without one: the bare desktop.
    pub fn desktop_only(compositor: Compositor) -> Catalogue {
        let title = "Desktop".to_owned();
        let id = AppId::of_title(&title);
        Catalogue(vec![AppEntry { id, title, compositor, command: None, picture: None }])
    }

    /// Reads the catalogue; without a file there is only the desktop.
    ///
    /// # Errors
    /// [`ConfigError`] for a file that cannot be read or understood, an empty or repeated title,
    /// an unknown compositor.
    pub fn load(path: &Path, default: Compositor) -> Result<Catalogue, ConfigError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self::desktop_only(default));
            }
            Err(source) => return Err(ConfigError::Read { path: path.to_owned(), source }),
        };
        Self::parse(&text, default)
            .map_err(|message| ConfigError::Parse { path: path.to_owned(), message })
    }

    fn parse(text: &str, default: Compositor) -> Result<Catalogue, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut apps: Vec<AppEntry> = Vec::with_capacity(file.app.len());
        for raw in file.app {
            let app = raw.check(default)?;
            if apps.iter().any(|other| other.id == app.id) {
                return Err(format!("the title `{}` is there twice", app.title));
            }
            apps.push(app);
        }
        if apps.is_empty() {
            return Ok(Self::desktop_only(default));
        }
        Ok(Catalogue(apps))
    }

    /// The apps, in the order of the file.
    pub fn entries(&self) -> &[AppEntry] {
        &self.0
    }

    /// The app with this number.
    pub fn find(&self, id: AppId) -> Option<&AppEntry> {
        self.0.iter().find(|app| app.id == id)
    }

    /// The list as clients get it.
    pub fn app_list(&self) -> Vec<App> {
        let app = |entry: &AppEntry| App { id: entry.id, title: entry.title.clone(), hdr: false };
        self.0.iter().map(app).collect()
    }
}

impl RawApp {
    fn check(self, default: Compositor) -> Result<AppEntry, String> {
        if self.title.trim().is_empty() {
            return Err("an app needs a title".into());
        }
        let compositor = match self.compositor {
            Some(name) => name.parse().map_err(|error| format!("{}: {error}", self.title))?,
            None => default,
        };
        Ok(AppEntry {
            id: AppId::of_title(&self.title),
            compositor,
            command: self.command.filter(|command| !command.trim().is_empty()),
            picture: self.picture,
            title: self.title,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_file_there_is_the_desktop() {
        let catalogue = Catalogue::load(Path::new("/nonexistent"), Compositor::Auto).unwrap();
        let titles: Vec<&str> = catalogue.entries().iter().map(|app| app.title.as_str()).collect();
        assert_eq!(titles, ["Desktop"]);
    }

    #[test]
    fn apps_are_found_by_id() {
        let text = "[[app]]\ntitle = \"Card\"\ncommand = \"lumen-testcard\"\n\
                    compositor = \"private-sway\"\n[[app]]\ntitle = \"Desktop\"\n";
        let catalogue = Catalogue::parse(text, Compositor::Auto).unwrap();
        let card = catalogue.find(AppId::of_title("Card")).unwrap();
        assert_eq!(card.command.as_deref(), Some("lumen-testcard"));
        assert_eq!(card.compositor, Compositor::PrivateSway);
        assert_eq!(catalogue.entries()[1].compositor, Compositor::Auto);
    }

    #[test]
    fn mistakes_are_named() {
        let error = |text| Catalogue::parse(text, Compositor::Auto).unwrap_err();
        assert!(error("[[app]]\ntitle = \" \"").contains("title"));
        assert!(error("[[app]]\ntitle = \"A\"\n[[app]]\ntitle = \"A\"").contains("twice"));
        assert!(error("[[app]]\ntitle = \"A\"\ncompositor = \"xorg\"").contains("xorg"));
        assert!(error("[[app]]\ntitle = \"A\"\ncomand = \"a\"").contains("comand"));
    }
}
