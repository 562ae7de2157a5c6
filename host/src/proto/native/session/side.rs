//! Datagrams of a session: input, clock, reports and rumble, and where its media goes.

use lumen_core::native::datagram::{Answer, Datagram};
use lumen_core::native::message::running::Report;
use lumen_core::units::Micros;
use lumen_transport::clock;

use super::{Session, SessionError};
use crate::proto::events::translate;
use crate::proto::native::scene::SceneError;

impl Session {
    pub(super) fn on_datagram(&mut self, bytes: &[u8]) -> Result<(), SessionError> {
        let received = clock::now();
        match Datagram::parse(bytes) {
            Ok(Datagram::Input(input)) => {
                if let Some(inject) = &mut self.inject {
                    let mut failed = Ok(());
                    let pads = &mut self.pads;
                    self.input.datagram(&input, |message| {
                        pads.iter_mut().for_each(|pads| pads.on_event(&message));
                        for event in translate(message) {
                            let injected = inject.inject(event);
                            failed = std::mem::replace(&mut failed, Ok(())).and(injected);
                        }
                    });
                    failed.map_err(SceneError::from)?;
                }
                if let Some(seen) = self.input.acknowledge() {
                    self.send(&Datagram::InputSeen(seen));
                }
            }
            Ok(Datagram::Probe(probe)) => {
                let answered = clock::now();
                let answer = Answer { sent: probe.sent, received, answered };
                self.send(&Datagram::Answer(answer));
            }
            Ok(Datagram::Report(report)) => self.on_report(&report, received),
            // Of a later version, or not for hosts.
            Ok(_) | Err(_) => {}
        }
        Ok(())
    }

    pub(super) fn on_report(&mut self, report: &Report, now: Micros) {
        if let (Some(media), Some(link)) = (&mut self.media, &self.link) {
            media.on_report(report, link.connection.rtt(), now);
        }
    }

    fn send(&self, datagram: &Datagram<'_>) {
        let Some(link) = &self.link else { return };
        let mut bytes = Vec::with_capacity(32);
        datagram.write(&mut bytes);
        // What is lost is repeated by who asked; a lost connection is noticed elsewhere.
        let _ = link.connection.send_datagram(bytes);
    }

    pub(super) fn rumble(&mut self) {
        let now = clock::now();
        while let Some(rumble) = self.pads.as_mut().and_then(|pads| pads.next(now)) {
            self.send(&Datagram::Rumble(rumble));
        }
    }

    pub(super) fn follow(&self) {
        let path = self.link.as_ref().and_then(|link| link.connection.media_path());
        if let (Some(mut path), Some(media)) = (path, &self.media) {
            let address = *path.borrow_and_update();
            if address != media.destination.address() {
                tracing::info!(session = self.place.id.0, %address, "the client has moved");
                media.destination.set(address);
            }
        }
    }
}
