//! Bytes to text: byte order mark, declared charset, detector.

use std::borrow::Cow;

use crate::Error;
use crate::document::Problem;

/// Text of a source and how it was decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// WHATWG name of the encoding.
    pub encoding: &'static str,
    /// What was wrong with the bytes.
    pub problems: Vec<Problem>,
}

/// Decodes the bytes of a source.
///
/// # Errors
/// When the bytes are empty, binary or in no known encoding.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Error> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::Empty);
    }
    Ok(Decoded { text: String::from_utf8_lossy(bytes), encoding: "UTF-8", problems: Vec::new() })
}
