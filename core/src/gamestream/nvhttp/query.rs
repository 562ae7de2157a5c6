//! The target of a request: a path and named values.

use std::borrow::Cow;
use std::fmt;

use super::NvError;

/// Longest target accepted: a certificate as hex of PEM takes 2 to 8 KiB.
/// Source: docs/wire-gamestream.md "Limits".
pub const MAX_TARGET: usize = 16 * 1024;

const MAX_PARAMETERS: usize = 64;

/// What a request is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    /// Begins with a slash; not decoded, since no path of ours needs it.
    pub path: &'a str,
    /// The named values behind the question mark.
    pub query: Query,
}

impl<'a> Target<'a> {
    /// Splits `target`, the second word of the request line, and decodes its query.
    ///
    /// Tolerant where clients differ: no query, empty pairs (`&&`), names without a value, any
    /// order. Source: docs/wire-gamestream.md "Transport rules".
    ///
    /// # Errors
    /// `TooLong`, `TooManyParameters`, `NotAPath`.
    pub fn parse(target: &'a str) -> Result<Target<'a>, NvError> {
        if target.len() > MAX_TARGET {
            return Err(NvError::TooLong(target.len()));
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        if !path.starts_with('/') {
            return Err(NvError::NotAPath);
        }
        Ok(Target { path, query: Query::parse(query)? })
    }
}

/// Named values in the order they were given. Of a repeated name the first counts.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    fn parse(text: &str) -> Result<Query, NvError> {
        let mut pairs = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            if pairs.len() == MAX_PARAMETERS {
                return Err(NvError::TooManyParameters);
            }
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            pairs.push((decode(name).into_owned(), decode(value).into_owned()));
        }
        Ok(Query(pairs))
    }

    /// The value of `name`, if it was given.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// The value of `name`.
    ///
    /// # Errors
    /// `Missing` when it was not given.
    pub fn require(&self, name: &'static str) -> Result<&str, NvError> {
        self.get(name).ok_or(NvError::Missing(name))
    }

    /// The bytes spelt by the hex digits of `name`, upper or lower case.
    ///
    /// # Errors
    /// `Missing`; `Malformed` when they are not hex.
    pub fn hex(&self, name: &'static str) -> Result<Vec<u8>, NvError> {
        hex::decode(self.require(name)?).map_err(|_| NvError::Malformed(name))
    }

    /// Exactly `N` bytes spelt by the hex digits of `name`.
    ///
    /// # Errors
    /// `Missing`; `Malformed` when they are not hex or not `N` bytes.
    pub fn hex_array<const N: usize>(&self, name: &'static str) -> Result<[u8; N], NvError> {
        let mut bytes = [0; N];
        hex::decode_to_slice(self.require(name)?, &mut bytes)
            .map_err(|_| NvError::Malformed(name))?;
        Ok(bytes)
    }

    /// The number in `name`, or `default` when it was not given or is empty.
    ///
    /// # Errors
    /// `Malformed` when it is no such number.
    pub fn number<T: std::str::FromStr>(
        &self,
        name: &'static str,
        default: T,
    ) -> Result<T, NvError> {
        match self.get(name) {
            None | Some("") => Ok(default),
            Some(text) => text.parse().map_err(|_| NvError::Malformed(name)),
        }
    }

    /// Adds a value.
    pub fn push(&mut self, name: &str, value: impl fmt::Display) {
        self.0.push((name.to_owned(), value.to_string()));
    }

    /// The target of a request for `path` with these values.
    pub fn target(&self, path: &str) -> String {
        let separators = std::iter::once('?').chain(std::iter::repeat('&'));
        let mut target = path.to_owned();
        for (separator, (name, value)) in separators.zip(&self.0) {
            target.push(separator);
            encode(name, &mut target);
            target.push('=');
            encode(value, &mut target);
        }
        target
    }
}

/// Names only: values carry session keys, salts and certificates.
impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// Undoes percent-encoding; `+` is a space. A broken escape stays as it is, and bytes that are
/// not UTF-8 become replacement characters.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains(['%', '+']) {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = bytes.get(at + 1..at + 3).filter(|_| byte == b'%').and_then(hex_pair);
        decoded.push(match (escaped, byte) {
            (Some(escaped), _) => escaped,
            (None, b'+') => b' ',
            (None, byte) => byte,
        });
        at += if escaped.is_some() { 3 } else { 1 };
    }
    Cow::Owned(String::from_utf8_lossy(&decoded).into_owned())
}

fn hex_pair(digits: &[u8]) -> Option<u8> {
    let mut byte = [0];
    hex::decode_to_slice(digits, &mut byte).ok()?;
    Some(byte[0])
}

fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn clients_write_queries_in_their_own_ways() {
        let python = Target::parse("/resume?rikeyid=-7&&corever=1").unwrap();
        assert_eq!(python.query.get("corever"), Some("1"));
        assert_eq!(python.query.number("rikeyid", 0), Ok(-7));
        let ios = Target::parse("/serverinfo").unwrap();
        assert_eq!((ios.path, ios.query.get("uniqueid")), ("/serverinfo", None));
        let odd = Target::parse("/pair?devicename=a%20b+c%zz%4&flag&x=1&x=2").unwrap();
        assert_eq!(odd.query.get("devicename"), Some("a b c%zz%4"));
        assert_eq!(odd.query.get("flag"), Some(""));
        assert_eq!(odd.query.get("x"), Some("1"));
    }

    #[test]
    fn hex_is_read_in_both_cases_and_only_at_its_length() {
        let query = Target::parse("/pair?salt=AbCd&odd=abc&no=xy").unwrap().query;
        assert_eq!(query.hex_array::<2>("salt"), Ok([0xab, 0xcd]));
        assert_eq!(query.hex_array::<3>("salt"), Err(NvError::Malformed("salt")));
        assert_eq!(query.hex("odd"), Err(NvError::Malformed("odd")));
        assert_eq!(query.hex("no"), Err(NvError::Malformed("no")));
        assert_eq!(query.hex("nothing"), Err(NvError::Missing("nothing")));
    }

    #[test]
    fn oversized_targets_are_refused() {
        let long = format!("/{}", "a".repeat(MAX_TARGET));
        assert_eq!(Target::parse(&long), Err(NvError::TooLong(MAX_TARGET + 1)));
        let many = format!("/?{}", "a=1&".repeat(65));
        assert_eq!(Target::parse(&many), Err(NvError::TooManyParameters));
        assert_eq!(Target::parse("http://x/"), Err(NvError::NotAPath));
    }

    #[test]
    fn values_are_not_printed() {
        let query = Target::parse("/launch?rikey=00112233").unwrap().query;
        assert_eq!(format!("{query:?}"), r#"["rikey"]"#);
    }

    proptest! {
        #[test]
        fn parse_never_panics(target: String) {
            let _ = Target::parse(&target);
            let _ = Target::parse(&format!("/{target}"));
        }

        #[test]
        fn what_is_written_is_read(pairs: Vec<(String, String)>) {
            let mut query = Query::default();
            for (name, value) in pairs.iter().take(MAX_PARAMETERS) {
                query.push(name, value);
            }
            let target = query.target("/x");
            prop_assume!(target.len() <= MAX_TARGET);
            prop_assert_eq!(Target::parse(&target).unwrap().query, query);
        }
    }
}
