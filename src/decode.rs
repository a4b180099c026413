//! Bytes to text: byte order mark, valid UTF-8, UTF-16 without a mark, then the declared charset
//! against the one the bytes look like.

mod binary;
mod charset;
mod twice;
mod utf16;

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};
use memchr::memmem;

use crate::Error;
use crate::document::Problem;

/// Largest source read: places in the text are kept in 32 bits, and decoding may triple a text.
pub const MOST_BYTES: usize = 1 << 30;
/// Of a hundred characters, how many may be undecodable before no encoding fits.
const MOST_ERRORS_PERCENT: usize = 10;
/// Of a hundred bytes of a Western text, how many may be other than ASCII.
const MOST_LATIN_PERCENT: usize = 30;
/// UTF-8 of U+FFFD, which stands for what cannot be decoded.
const REPLACEMENT: &str = "\u{FFFD}";

/// Text of a source and how it was decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// WHATWG name of the encoding; `GB18030` for everything of the GB family.
    pub encoding: &'static str,
    /// What was wrong with the bytes.
    pub problems: Vec<Problem>,
}

/// Decodes the bytes of a source.
///
/// # Errors
/// When the bytes are empty, binary, too many or in no known encoding.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Error> {
    decode_declared(bytes, None)
}

/// The same for a source whose server declared an encoding.
///
/// # Errors
/// As [`decode`].
pub fn decode_declared<'a>(bytes: &'a [u8], server: Option<&str>) -> Result<Decoded<'a>, Error> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(Error::TooLarge { bytes: bytes.len() as u64, limit: MOST_BYTES as u64 });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(encoding, &bytes[mark..], None);
    }
    if let Some(kind) = binary::magic(bytes) {
        return Err(Error::Binary(kind));
    }
    if let Some(encoding) = utf16::detect(bytes) {
        return decoded(encoding, bytes, None);
    }
    if let Some(kind) = binary::controls(bytes) {
        return Err(Error::Binary(kind));
    }
    let declared = server.and_then(charset::named).or_else(|| charset::declared(bytes));
    let encoding = if is_utf8(bytes) { UTF_8 } else { charset::choose(bytes, declared) };
    if declared != Some(encoding) && far_fetched(encoding, bytes) {
        return Err(Error::UnknownCharset(format!("{} is a mere guess", name(encoding))));
    }
    decoded(encoding, bytes, declared)
}

fn is_utf8(bytes: &[u8]) -> bool {
    Encoding::utf8_valid_up_to(bytes) == bytes.len()
}

/// Decodes with this encoding, and says what was wrong.
fn decoded<'a>(
    encoding: &'static Encoding,
    bytes: &'a [u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded<'a>, Error> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    let mut problems = Vec::new();
    let (text, broken) = match twice::undo(&text) {
        Some((meant, encoding)) => {
            problems.push(Problem::DecodedTwice { meant: name(encoding).to_owned() });
            (Cow::Owned(meant), false)
        }
        None => (text, broken),
    };
    let count = memmem::find_iter(text.as_bytes(), REPLACEMENT).count();
    if count > 0 {
        if broken && too_many(count, &text) {
            return Err(Error::UnknownCharset(format!("{} has {count} errors", name(encoding))));
        }
        problems.push(damaged(broken, count, encoding));
    }
    if let Some(declared) = declared.filter(|declared| *declared != encoding && !text.is_ascii()) {
        let (declared, used) = (name(declared).to_owned(), name(encoding).to_owned());
        problems.push(Problem::WrongCharset { declared, used });
    }
    Ok(Decoded { text, encoding: name(encoding), problems })
}

fn damaged(broken: bool, count: usize, encoding: &'static Encoding) -> Problem {
    if broken {
        Problem::UndecodableBytes { count, encoding: name(encoding).to_owned() }
    } else {
        Problem::ReplacedBefore { count }
    }
}

fn too_many(count: usize, text: &str) -> bool {
    let written = text.chars().filter(|c| !c.is_ascii()).count();
    count * 100 > written * MOST_ERRORS_PERCENT && count > 3
}

/// A single-byte encoding that nobody declared explains any bytes: a guess to believe only of a
/// Western text, where few letters are not ASCII.
fn far_fetched(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let written = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    encoding.is_single_byte() && written * 100 > bytes.len() * MOST_LATIN_PERCENT
}

/// Name for people: `GB18030` as the standard is written.
fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 { "GB18030" } else { encoding.name() }
}

#[cfg(test)]
mod tests;
