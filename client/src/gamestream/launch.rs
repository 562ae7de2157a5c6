//! A paired host over HTTPS: what runs there, what can run, start it, quit it.

use std::net::SocketAddr;
use std::sync::Arc;

use lumen_core::gamestream::SessionKey;
use lumen_core::gamestream::nvhttp::{
    App, AppId, Envelope, LaunchKind, LaunchReply, LaunchRequest, NvError, Query, ServerInfo,
    SurroundInfo, WishedMode, parse_app_list,
};
use lumen_core::units::{Mode, Span};
use rustls::ClientConfig;

use super::http::{Get, Http};
use super::pair::{identified, refusal};
use crate::error::Phase;
use crate::random::random;
use crate::{ClientError, Timeouts};

/// Understands encrypted RTSP. Source: docs/wire-gamestream.md "Launch and resume".
const CORE_VERSION: u32 = 1;

/// A host that was paired.
pub(crate) struct PairedHost<'a> {
    pub http: &'a Http,
    pub https: SocketAddr,
    pub tls: Arc<ClientConfig>,
    pub timeouts: &'a Timeouts,
}

/// A session that the host has granted.
#[derive(Debug)]
pub(crate) struct Launched {
    pub reply: LaunchReply,
    pub key: SessionKey,
    /// Seed of the nonces of the sound.
    pub key_id: u32,
}

impl PairedHost<'_> {
    /// What the host tells those it knows.
    pub fn info(&self) -> Result<ServerInfo, ClientError> {
        let phase = Phase::ServerInfo;
        let reply = self.get(phase, "/serverinfo", Query::default(), self.timeouts.request)?;
        let info = ServerInfo::parse(&reply).map_err(|source| self.refusal(phase, source))?;
        if !info.paired {
            return Err(ClientError::NotPaired { host: self.https.to_string() });
        }
        Ok(info)
    }

    /// The apps that can be started.
    pub fn apps(&self) -> Result<Vec<App>, ClientError> {
        let phase = Phase::AppList;
        let reply = self.get(phase, "/applist", Query::default(), self.timeouts.request)?;
        parse_app_list(&reply).map_err(|source| self.refusal(phase, source))
    }

    /// Starts the app called `title`, or joins it when it runs already, as stock clients decide.
    /// Source: docs/wire-gamestream.md "Launch and resume".
    pub fn launch(&self, title: &str, mode: Mode) -> Result<Launched, ClientError> {
        let running = self.info()?.running;
        let apps = self.apps()?;
        let app = find(&apps, title)?;
        let kind = match running {
            None => LaunchKind::Launch,
            Some(running) if running == app.id => LaunchKind::Resume,
            Some(running) => return Err(busy(&apps, running)),
        };
        self.request(kind, app.id, mode)
    }

    fn request(&self, kind: LaunchKind, app: AppId, mode: Mode) -> Result<Launched, ClientError> {
        let phase = Phase::Launch;
        let request = launch_request(kind, app, mode)?;
        let reply = self.get(phase, kind.path(), request.to_query(), self.timeouts.launch)?;
        let reply = LaunchReply::parse(kind, self.https.ip(), &reply);
        let reply = reply.map_err(|source| self.refusal(phase, source))?;
        Ok(Launched { reply, key: request.key, key_id: request.key_id })
    }

    /// Quits whatever runs. The host must then say that it is free.
    pub fn cancel(&self) -> Result<(), ClientError> {
        let phase = Phase::Cancel;
        let reply = self.get(phase, "/cancel", Query::default(), self.timeouts.cancel)?;
        Envelope::parse_ok(&reply).map_err(|source| self.refusal(phase, source))?;
        match self.info()?.running {
            None => Ok(()),
            Some(_) => Err(ClientError::StillRunning),
        }
    }

    fn get(
        &self,
        phase: Phase,
        path: &str,
        query: Query,
        limit: Span,
    ) -> Result<String, ClientError> {
        let target = identified(query)?.target(path);
        let tls = Some(&self.tls);
        self.http.get(&Get { phase, to: self.https, tls, target: &target, limit })
    }

    fn refusal(&self, phase: Phase, source: NvError) -> ClientError {
        refusal(phase, &self.https, source)
    }
}

fn find<'a>(apps: &'a [App], title: &str) -> Result<&'a App, ClientError> {
    let wanted = title.to_lowercase();
    let found = apps.iter().find(|app| app.title.to_lowercase() == wanted);
    found.ok_or_else(|| ClientError::NoSuchApp {
        title: title.to_owned(),
        known: apps.iter().map(|app| app.title.clone()).collect(),
    })
}

fn busy(apps: &[App], running: AppId) -> ClientError {
    let title = apps.iter().find(|app| app.id == running).map(|app| app.title.clone());
    ClientError::Busy { running, title: title.unwrap_or_else(|| running.to_string()) }
}

fn launch_request(kind: LaunchKind, app: AppId, mode: Mode) -> Result<LaunchRequest, ClientError> {
    Ok(LaunchRequest {
        kind,
        app: Some(app),
        mode: Some(WishedMode {
            width: mode.width,
            height: mode.height,
            fps: mode.refresh.0.div_ceil(1_000),
        }),
        key: SessionKey::new(random()?),
        key_id: u32::from_be_bytes(random()?),
        hdr: false,
        play_on_host: false,
        surround: SurroundInfo::STEREO,
        gamepads: 0,
        keep_gamepads: false,
        optimize: false,
        core_version: CORE_VERSION,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app(title: &str) -> App {
        App { id: AppId::of_title(title), title: title.to_owned(), hdr: false }
    }

    #[test]
    fn apps_are_found_whatever_their_case() {
        let apps = [app("Steam"), app("Desktop")];
        assert_eq!(find(&apps, "desktop").unwrap(), &apps[1]);
        let missing = find(&apps, "Doom").unwrap_err();
        assert_eq!(missing.to_string(), "host has no app \"Doom\", but Steam, Desktop");
    }

    #[test]
    fn a_busy_host_is_named_by_what_it_runs() {
        let apps = [app("Steam")];
        let error = busy(&apps, apps[0].id);
        assert_eq!(error.to_string(), "host is running another app, Steam");
        let unknown = busy(&apps, AppId::of_title("gone"));
        assert!(unknown.to_string().ends_with(&AppId::of_title("gone").to_string()));
    }
}
