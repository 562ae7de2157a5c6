//! The XML that wraps every reply but pictures.

use std::fmt;

use super::NvError;

/// The `status_code` of a reply: the real result, behind an HTTP status that is always 200.
/// Source: docs/wire-gamestream.md "XML envelope".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status(pub u32);

impl Status {
    /// It worked.
    pub const OK: Status = Status(200);
    /// A parameter is missing or wrong, or this is not the time for the request.
    pub const BAD_REQUEST: Status = Status(400);
    /// The client certificate is not paired.
    pub const UNAUTHORIZED: Status = Status(401);
    /// The host insists on encryption that the client does not offer.
    pub const ENCRYPTION_REQUIRED: Status = Status(403);
    /// No such path or app.
    pub const NOT_FOUND: Status = Status(404);
    /// The host cannot capture or encode now, or has nothing to resume.
    pub const UNAVAILABLE: Status = Status(503);
}

/// Writes a reply element by element.
///
/// White space between elements breaks the Android client and an empty element breaks several,
/// so neither is ever written. Source: moonlight-android, `NvHTTP.java`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply(String);

impl Reply {
    /// A reply that says it worked.
    pub fn ok() -> Reply {
        Reply::new(Status::OK, None)
    }

    /// A reply that says why it did not. Clients show `message` to their user.
    pub fn refusal(status: Status, message: &str) -> Reply {
        Reply::new(status, Some(message))
    }

    fn new(status: Status, message: Option<&str>) -> Reply {
        let mut reply = Reply("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned());
        reply.0.push_str(&format!("<root status_code=\"{}\"", status.0));
        if let Some(message) = message {
            reply.0.push_str(" status_message=\"");
            reply.escape(message);
            reply.0.push('"');
        }
        reply.0.push('>');
        reply
    }

    /// Adds an element with this text, unless the text is empty.
    pub fn element(mut self, name: &'static str, text: impl fmt::Display) -> Reply {
        let text = text.to_string();
        if !text.is_empty() {
            self.0.push_str(&format!("<{name}>"));
            self.escape(&text);
            self.0.push_str(&format!("</{name}>"));
        }
        self
    }

    /// Adds an element that contains what `inside` adds.
    pub fn nested(mut self, name: &'static str, inside: impl FnOnce(Reply) -> Reply) -> Reply {
        self.0.push_str(&format!("<{name}>"));
        let mut reply = inside(self);
        reply.0.push_str(&format!("</{name}>"));
        reply
    }

    /// The finished text.
    pub fn finish(mut self) -> String {
        self.0.push_str("</root>");
        self.0
    }

    /// Characters that XML 1.0 cannot contain at all are left out.
    fn escape(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&apos;"),
                '\t' | '\n' | '\r' => self.0.push(' '),
                '\u{fffe}' | '\u{ffff}' => {}
                character if character.is_control() => {}
                character => self.0.push(character),
            }
        }
    }
}

/// A reply as read by a client.
#[derive(Debug)]
pub struct Envelope<'a> {
    document: roxmltree::Document<'a>,
    status: Status,
}

impl<'a> Envelope<'a> {
    /// Reads a reply of any status. Limit the size of `text` before; a megabyte is plenty.
    ///
    /// # Errors
    /// `NotXml`.
    pub fn parse(text: &'a str) -> Result<Envelope<'a>, NvError> {
        let options = roxmltree::ParsingOptions { nodes_limit: 65_536, ..Default::default() };
        let document =
            roxmltree::Document::parse_with_options(text, options).map_err(|_| NvError::NotXml)?;
        let root = document.root_element();
        if !root.has_tag_name("root") {
            return Err(NvError::NotXml);
        }
        let code = root.attribute("status_code").and_then(|code| code.parse().ok());
        let status = Status(code.ok_or(NvError::NotXml)?);
        Ok(Envelope { document, status })
    }

    /// Reads a reply that must say it worked.
    ///
    /// # Errors
    /// `NotXml`; `Refused` with what the host said otherwise.
    pub fn parse_ok(text: &'a str) -> Result<Envelope<'a>, NvError> {
        let envelope = Envelope::parse(text)?;
        match envelope.status {
            Status::OK => Ok(envelope),
            status => Err(NvError::Refused { status, message: envelope.message().to_owned() }),
        }
    }

    /// The `status_code`.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The `status_message`, or nothing.
    pub fn message(&self) -> &str {
        self.document.root_element().attribute("status_message").unwrap_or("")
    }

    /// The text of the first element `name` directly inside the root, if it has any.
    pub fn text(&self, name: &str) -> Option<&str> {
        child_text(self.document.root_element(), name)
    }

    /// The text of element `name`.
    ///
    /// # Errors
    /// `Missing` when it is not there or empty.
    pub fn require(&self, name: &'static str) -> Result<&str, NvError> {
        self.text(name).ok_or(NvError::Missing(name))
    }

    /// The number in element `name`, or `default` when it is not there.
    ///
    /// # Errors
    /// `Malformed` when it is no such number.
    pub fn number<T: std::str::FromStr>(
        &self,
        name: &'static str,
        default: T,
    ) -> Result<T, NvError> {
        let text = self.text(name);
        text.map_or(Ok(default), |text| text.parse().map_err(|_| NvError::Malformed(name)))
    }

    /// The elements `name` directly inside the root, each to be asked for its own children.
    pub(super) fn children(
        &self,
        name: &'static str,
    ) -> impl Iterator<Item = roxmltree::Node<'_, 'a>> {
        self.document.root_element().children().filter(move |node| node.has_tag_name(name))
    }
}

/// The text of the first child `name` of `node`, if it has any.
pub(super) fn child_text<'a>(node: roxmltree::Node<'a, '_>, name: &str) -> Option<&'a str> {
    let child = node.children().find(|child| child.has_tag_name(name))?;
    child.text().map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_envelope_is_one_line_after_the_declaration() {
        let text = Reply::ok().element("hostname", "a<b & c").element("mac", "").finish();
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
             <root status_code=\"200\"><hostname>a&lt;b &amp; c</hostname></root>"
        );
    }

    #[test]
    fn refusals_carry_their_message() {
        let text = Reply::refusal(Status::UNAUTHORIZED, "not \"paired\"").finish();
        let refused = Envelope::parse_ok(&text).unwrap_err();
        let message = "not \"paired\"".to_owned();
        assert_eq!(refused, NvError::Refused { status: Status::UNAUTHORIZED, message });
    }

    #[test]
    fn documents_that_expand_are_refused() {
        let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaa\">]><root status_code=\"200\">&a;</root>";
        assert_eq!(Envelope::parse(bomb).unwrap_err(), NvError::NotXml);
        assert_eq!(Envelope::parse("<root/>").unwrap_err(), NvError::NotXml);
        assert_eq!(Envelope::parse("<x status_code=\"200\"/>").unwrap_err(), NvError::NotXml);
    }

    proptest! {
        #[test]
        fn parse_never_panics(text: String) {
            let _ = Envelope::parse(&text);
            let _ = Envelope::parse(&format!("<root status_code=\"200\">{text}</root>"));
        }

        #[test]
        fn any_text_comes_back(text: String, message: String) {
            let written = Reply::refusal(Status(7), &message).element("t", &text).finish();
            let read = Envelope::parse(&written).unwrap();
            prop_assert_eq!(read.status(), Status(7));
            let visible = text.chars().filter(|c| !c.is_control() && !"\u{fffe}\u{ffff}".contains(*c));
            let visible: String = visible.collect();
            prop_assume!(text.chars().all(|c| !"\t\r\n".contains(c)));
            prop_assert_eq!(read.text("t").unwrap_or(""), visible.trim());
        }
    }
}
