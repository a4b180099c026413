//! Web archives: the HTML and text responses of a WARC file (ISO 28500), as it is or in gzip with
//! a member for each record, as Common Crawl has it.

mod index;

use std::io::{self, BufRead, BufReader, Read};

use extract::Error;
use flate2::bufread::MultiGzDecoder;
use flate2::read::{DeflateDecoder, GzDecoder};

pub use self::index::Index;
use crate::line::read_line;

/// How a gzip file begins.
const GZIP: &[u8] = b"\x1F\x8B";
/// How a record begins.
const RECORD: &[u8] = b"WARC/";
/// Why a page is cut that the archive does not call so.
const ENDS_EARLY: &str = "the archive ends within it";
/// Longest line of a header.
const LONGEST_FIELD: u64 = 1 << 16;
/// Most fields of a header.
const MOST_FIELDS: usize = 256;
/// The field with the bytes of a record.
const LENGTH: &str = "content-length";
/// Kinds of bodies that hold a document.
const KINDS: [&str; 3] = ["text/html", "application/xhtml+xml", "text/plain"];

/// A response that holds a page or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Name of its record.
    pub id: Option<String>,
    /// Where the body came from.
    pub url: Option<String>,
    /// Encoding that the server declared.
    pub charset: Option<String>,
    /// Why the archive holds only a part of the body.
    pub truncated: Option<String>,
    /// The bytes, or why there are none.
    pub body: Result<Vec<u8>, Error>,
}

/// Whether a file that begins with these bytes is an archive.
pub fn is_archive(start: &[u8]) -> bool {
    let mut plain = Vec::new();
    let unpacked = match start.starts_with(GZIP) {
        true => GzDecoder::new(start).take(RECORD.len() as u64).read_to_end(&mut plain).is_ok(),
        false => return start.starts_with(RECORD),
    };
    unpacked && plain == RECORD
}

/// The responses of an archive that hold a page or a text.
pub struct Responses<R> {
    input: R,
    max_bytes: u64,
}

/// Input that may be packed.
pub type Unpacked<'a> = BufReader<Box<dyn Read + Send + 'a>>;

impl<'a> Responses<Unpacked<'a>> {
    /// Responses with bodies of at most `max_bytes`.
    pub fn new(mut input: impl BufRead + Send + 'a, max_bytes: u64) -> io::Result<Self> {
        let is_packed = input.fill_buf()?.starts_with(GZIP);
        let input: Box<dyn Read + Send> =
            if is_packed { Box::new(MultiGzDecoder::new(input)) } else { Box::new(input) };
        Ok(Self { input: BufReader::new(input), max_bytes })
    }
}

impl<R: BufRead> Responses<R> {
    /// Responses of an archive that is not packed, or no longer.
    fn unpacked(input: R, max_bytes: u64) -> Self {
        Self { input, max_bytes }
    }

    /// The next record of the archive; none at its end.
    fn entry(&mut self) -> io::Result<Option<Entry>> {
        let mut line = Vec::new();
        loop {
            read_line(&mut self.input, LONGEST_FIELD, &mut line)?;
            match line.trim_ascii() {
                _ if line.is_empty() => return Ok(None),
                [] => {}
                start if start.starts_with(RECORD) => break,
                _ => return Err(io::Error::new(io::ErrorKind::InvalidData, "not a WARC file")),
            }
        }
        let fields = Fields::read(&mut self.input)?;
        let length = fields.number(LENGTH).unwrap_or(0);
        // The body may be packed once more, and its own header comes on top.
        let most = self.max_bytes.saturating_add(LONGEST_FIELD);
        let mut block = Vec::new();
        let is_wanted = fields.is("warc-type", "response");
        let kept = if is_wanted { length.min(most) } else { 0 };
        self.input.by_ref().take(kept).read_to_end(&mut block)?;
        let ends_early = (block.len() as u64) < kept;
        io::copy(&mut self.input.by_ref().take(length - kept), &mut io::sink())?;
        let is_cut = is_wanted && kept < length;
        Ok(Some(Entry { fields, block, is_wanted, is_cut, ends_early }))
    }
}

/// A record of an archive.
struct Entry {
    fields: Fields,
    block: Vec<u8>,
    is_wanted: bool,
    /// Larger than what is read.
    is_cut: bool,
    /// The archive ends before it does.
    ends_early: bool,
}

impl Entry {
    /// The page in it; none where it is no response with a page.
    fn response(self, max_bytes: u64) -> Option<Response> {
        if !self.is_wanted {
            return None;
        }
        let mut rest = self.block.as_slice();
        let mut status = Vec::new();
        read_line(&mut rest, LONGEST_FIELD, &mut status).ok()?;
        let is_ok = status.starts_with(b"HTTP/")
            && status.split(|byte| *byte == b' ').nth(1).is_some_and(|code| code == b"200");
        let http = Fields::read(&mut rest).ok()?;
        let kind = http.get("content-type").unwrap_or("text/html");
        let is_page = KINDS.iter().any(|one| kind.to_ascii_lowercase().starts_with(one));
        if !is_ok || !is_page {
            return None;
        }
        let body = match self.is_cut {
            true => Err(Error::TooLarge { bytes: self.block.len() as u64, limit: max_bytes }),
            false => body(rest, &http, max_bytes),
        };
        let ends_early = self.ends_early.then(|| ENDS_EARLY.to_owned());
        let owned = |name| self.fields.get(name).map(str::to_owned);
        Some(Response {
            id: owned("warc-record-id").map(|id| id.trim_matches(['<', '>']).to_owned()),
            url: owned("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned()),
            charset: charset(kind),
            truncated: owned("warc-truncated").or(ends_early),
            body,
        })
    }
}

/// The body as it was before it was packed for its way; what does not unpack is taken as it is,
/// for archives keep headers that no longer hold.
fn body(sent: &[u8], http: &Fields, max_bytes: u64) -> Result<Vec<u8>, Error> {
    let joined = http.is("transfer-encoding", "chunked").then(|| unchunked(sent)).flatten();
    let bytes = joined.unwrap_or_else(|| sent.to_vec());
    let most = max_bytes.saturating_add(1);
    let mut plain = Vec::new();
    let unpacked = match http.get("content-encoding").map(str::to_ascii_lowercase).as_deref() {
        Some("gzip" | "x-gzip") => GzDecoder::new(&bytes[..]).take(most).read_to_end(&mut plain),
        Some("deflate") => DeflateDecoder::new(&bytes[..]).take(most).read_to_end(&mut plain),
        _ => return Ok(bytes),
    };
    if plain.len() as u64 > max_bytes {
        return Err(Error::TooLarge { bytes: plain.len() as u64, limit: max_bytes });
    }
    Ok(if unpacked.is_ok() { plain } else { bytes })
}

/// The chunks of a body without their sizes; none where it is not in chunks.
fn unchunked(mut sent: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(sent.len());
    loop {
        let end = memchr::memchr(b'\n', sent)?;
        let size = std::str::from_utf8(&sent[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend(sent.get(end + 1..(end + 1).checked_add(size)?)?);
        sent = sent.get(end + 1 + size..)?;
        sent = sent.strip_prefix(b"\r\n").or_else(|| sent.strip_prefix(b"\n")).unwrap_or(sent);
    }
}

fn charset(kind: &str) -> Option<String> {
    let lower = kind.to_ascii_lowercase();
    let value = &kind[lower.find("charset=")? + "charset=".len()..];
    let label = value.split([';', ' ']).next()?.trim_matches(['"', '\'']);
    (!label.is_empty()).then(|| label.to_owned())
}

/// The fields of a header, names in lower case.
struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads up to the blank line; what comes after the most is passed over.
    fn read(input: &mut impl BufRead) -> io::Result<Self> {
        let (mut fields, mut line) = (Self(Vec::new()), Vec::new());
        loop {
            read_line(input, LONGEST_FIELD, &mut line)?;
            let text = String::from_utf8_lossy(line.trim_ascii());
            if text.is_empty() {
                return Ok(fields);
            }
            if let Some((name, value)) = text.split_once(':') {
                fields.add(name.trim().to_ascii_lowercase(), value.trim());
            }
        }
    }

    /// Without its length the end of a record is not found, however many fields come before it.
    fn add(&mut self, name: String, value: &str) {
        if self.0.len() < MOST_FIELDS || name == LENGTH && self.get(LENGTH).is_none() {
            self.0.push((name, value.to_owned()));
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.0.iter();
        fields.find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|own| own.eq_ignore_ascii_case(value))
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.get(name)?.parse().ok()
    }
}

impl<R: BufRead> Iterator for Responses<R> {
    type Item = io::Result<Response>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.entry() {
                Ok(None) => return None,
                Ok(Some(entry)) => {
                    if let Some(response) = entry.response(self.max_bytes) {
                        return Some(Ok(response));
                    }
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
