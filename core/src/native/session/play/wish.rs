//! Other streams: a client's wishes, and a host's answers and changes.

use super::script::Script;
use super::{Play, UNDER_WAY, unless_refused};
use crate::native::message::running::{Reconfigured, RequestId};
use crate::units::FrameId;

impl Play<'_> {
    pub(super) fn wish(&mut self, script: &mut Script<'_>) {
        let wish = self.samples.wish(RequestId(self.requests), script);
        let message = unless_refused(&mut self.client, |client| client.reconfigure(wish));
        if message.is_some() {
            self.requests = self.requests.wrapping_add(1);
            let before = self.client_pipe().and_then(|pipe| pipe.wished.replace(wish.request));
            assert_eq!(before, None, "two wishes at a time");
        }
        self.client_says(message);
    }

    pub(super) fn answer(&mut self, script: &mut Script<'_>) {
        let pipe = self.host_pipe().filter(|pipe| pipe.to_client.len() < UNDER_WAY);
        let Some(owed) = pipe.and_then(|pipe| pipe.owed) else { return };
        let change = self.changed(Some(owed), script);
        let message = unless_refused(&mut self.host, |host| host.reconfigured(change));
        if message.is_some()
            && let Some(pipe) = self.host_pipe()
        {
            pipe.owed = None;
        }
        self.host_says(message);
    }

    /// A wish that is not open, or not any more, has no answer.
    pub(super) fn answer_another(&mut self, script: &mut Script<'_>) {
        let request = RequestId(script.number().into());
        if self.host_pipe().is_some_and(|pipe| pipe.owed == Some(request)) {
            return;
        }
        let change = self.changed(Some(request), script);
        let message = unless_refused(&mut self.host, |host| host.reconfigured(change));
        assert_eq!(message, None, "an answer to what was not asked");
    }

    /// Another plan for reasons of the host's.
    pub(super) fn change(&mut self, script: &mut Script<'_>) {
        if self.host_pipe().is_none_or(|pipe| pipe.to_client.len() >= UNDER_WAY) {
            return;
        }
        let change = self.changed(None, script);
        let message = unless_refused(&mut self.host, |host| host.reconfigured(change));
        self.host_says(message);
    }

    fn changed(&self, request: Option<RequestId>, script: &mut Script<'_>) -> Reconfigured {
        Reconfigured { request, first: FrameId(0), plan: self.samples.plan(script) }
    }
}
