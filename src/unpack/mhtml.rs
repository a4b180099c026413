//! Web archives of browsers (MHTML): a message in parts, one of them the page.
//!
//! The parts are told apart here, line by line and without recursion: a parser of whole messages
//! follows messages in messages as deep as they go. Header fields and encodings are the library's.

use std::ops::Range;

use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{ContentType, MessageParser, MimeHeaders};
use memchr::memchr_iter;

/// Parts in parts that are looked into; browsers write one level.
const MOST_NESTED: usize = 8;
/// Bytes of a header that are read: parameters of a field cost the square of their number.
const HEADER: usize = 8_192;

/// The bytes of the page, or of the first text where there is no page, as they were before they were
/// made fit for mail: what charset they are in is decided as for every other page, since archives
/// repeat what the page declared.
pub fn page(message: &[u8]) -> Option<Vec<u8>> {
    let mut text = None;
    let mut parts = Parts::of(message);
    while let Some(part) = parts.next() {
        match part.kind {
            Kind::Page => return part.decoded(),
            Kind::Text => text = text.or(Some(part)),
            Kind::Other => {}
        }
    }
    text?.decoded()
}

/// What a part holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page,
    Text,
    Other,
}

/// A part that has no parts itself.
struct Part<'a> {
    kind: Kind,
    encoding: String,
    body: &'a [u8],
}

impl Part<'_> {
    fn decoded(&self) -> Option<Vec<u8>> {
        match self.encoding.as_str() {
            "base64" => base64_decode(self.body),
            "quoted-printable" => quoted_printable_decode(self.body),
            _ => Some(self.body.to_vec()),
        }
    }
}

/// The parts of a message that have no parts themselves, in order.
struct Parts<'a> {
    message: &'a [u8],
    /// Where the header of the next part begins, unless there is none.
    at: Option<usize>,
    /// Boundaries of the parts that are open, the innermost last.
    open: Vec<Vec<u8>>,
}

/// What the header of a part says.
struct Head {
    kind: Kind,
    encoding: String,
    boundary: Option<Vec<u8>>,
}

impl<'a> Parts<'a> {
    fn of(message: &'a [u8]) -> Self {
        Self { message, at: Some(0), open: Vec::new() }
    }

    fn next(&mut self) -> Option<Part<'a>> {
        loop {
            let (header, body) = self.header(self.at?);
            let Head { kind, encoding, boundary } = head(&self.message[header]);
            let nests = boundary.filter(|_| self.open.len() < MOST_NESTED);
            let is_leaf = nests.is_none();
            self.open.extend(nests);
            let end = self.pass(body);
            if is_leaf {
                return Some(Part { kind, encoding, body: &self.message[body..end] });
            }
        }
    }

    /// The header that begins there, and where the body begins: behind a blank line, or at once where
    /// a boundary comes first.
    fn header(&self, start: usize) -> (Range<usize>, usize) {
        for (from, to) in lines(self.message, start) {
            let line = &self.message[from..to];
            if line.trim_ascii().is_empty() {
                return (start..from, to);
            }
            if self.boundary(line).is_some() {
                return (start..from, from);
            }
        }
        (start..self.message.len(), self.message.len())
    }

    /// Goes on to the next part. Tells where what begins there ends.
    fn pass(&mut self, start: usize) -> usize {
        let mut end = None;
        for (from, to) in lines(self.message, start) {
            let Some((depth, closes)) = self.boundary(&self.message[from..to]) else { continue };
            let end = *end.get_or_insert(from);
            self.open.truncate(if closes { depth } else { depth + 1 });
            if !closes {
                self.at = Some(to);
                return without_break(self.message, start, end);
            }
        }
        self.at = None;
        without_break(self.message, start, end.unwrap_or(self.message.len()))
    }

    /// Of which open part the line is a boundary, and whether it is the last of that part.
    fn boundary(&self, line: &[u8]) -> Option<(usize, bool)> {
        let rest = line.strip_prefix(b"--")?;
        let behind = |name: &Vec<u8>| rest.strip_prefix(&name[..]).map(<[u8]>::trim_ascii);
        let mut open = self.open.iter().enumerate().rev();
        open.find_map(|(depth, name)| match behind(name)? {
            b"" => Some((depth, false)),
            b"--" => Some((depth, true)),
            _ => None,
        })
    }
}

/// Where the lines from some place on begin and end, their line ends included.
fn lines(message: &[u8], start: usize) -> impl Iterator<Item = (usize, usize)> {
    let ends = memchr_iter(b'\n', &message[start..]).map(move |end| start + end + 1);
    let last = (!message[start..].ends_with(b"\n")).then_some(message.len());
    ends.chain(last).scan(start, |from, to| Some((std::mem::replace(from, to), to)))
}

/// The line end before a boundary belongs to the boundary.
fn without_break(message: &[u8], start: usize, end: usize) -> usize {
    let body = &message[start..end];
    let body = body.strip_suffix(b"\n").unwrap_or(body);
    start + body.strip_suffix(b"\r").unwrap_or(body).len()
}

fn head(header: &[u8]) -> Head {
    let header = &header[..header.len().min(HEADER)];
    let read = MessageParser::new().with_mime_headers().parse_headers(header);
    let part = read.as_ref().and_then(|message| message.parts.first());
    let is_of = |kind: &ContentType, name: &str| kind.ctype().eq_ignore_ascii_case(name);
    let content = part.and_then(MimeHeaders::content_type);
    let kind = match content {
        None => Kind::Text,
        Some(content) if !is_of(content, "text") => Kind::Other,
        Some(content) => match content.subtype() {
            Some(kind) if kind.eq_ignore_ascii_case("html") => Kind::Page,
            _ => Kind::Text,
        },
    };
    let encoding = part.and_then(MimeHeaders::content_transfer_encoding).unwrap_or_default();
    let parts = content.filter(|content| is_of(content, "multipart"));
    let boundary = parts.and_then(|content| content.attribute("boundary"));
    Head {
        kind,
        encoding: encoding.trim().to_ascii_lowercase(),
        boundary: boundary.map(|name| name.as_bytes().to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, expected: Option<&str>) {
        let found = page(message.as_bytes()).map(|page| String::from_utf8(page).expect("text"));
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn the_first_page_is_taken() {
        check("Content-Type: text/html\n\n<p>云\n", Some("<p>云"));
        check("Content-Type: image/png\n\nx", None);
        check("MIME-Version: 1.0\n\n云", Some("云"));
        let related = "Content-Type: multipart/related;\r\n boundary=\"=_b\"\r\n\r\npreamble\r\n";
        let text = "--=_b\r\nContent-Type: text/plain\r\n\r\n云\r\n";
        let html = "--=_b\r\ncontent-type: Text/HTML; charset=utf-8\r\n\r\n<p>溪\r\n--=_bx\r\n";
        check(&[related, text, html, "--=_b--\r\n"].concat(), Some("<p>溪\r\n--=_bx"));
        check(&[related, html, text].concat(), Some("<p>溪\r\n--=_bx"));
        check(&[related, text, "--=_b--\r\nepilogue"].concat(), Some("云"));
        check(&[related, text].concat(), Some("云"));
        check(related, None);
    }

    #[test]
    fn parts_in_parts_are_looked_into() {
        let nested = |levels: usize| {
            let open =
                |level| format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n");
            let page = "Content-Type: text/html\n\n<p>云\n--b0--\n";
            (0..levels).map(open).chain([page.to_owned()]).collect::<String>()
        };
        check(&nested(3), Some("<p>云"));
        check(&nested(MOST_NESTED), Some("<p>云"));
        check(&nested(100_000), None);
        check(&"Content-Type: message/rfc822\n\n".repeat(100_000), None);
    }

    #[test]
    fn encodings_are_taken_off() {
        let of = |encoding: &str, body: &str| {
            format!("Content-Type: text/html\nContent-Transfer-Encoding: {encoding}\n\n{body}")
        };
        check(&of("Base64", "PHA+\n5LqR"), Some("<p>云"));
        check(&of("QUOTED-PRINTABLE", "<p>=E4=BA=\n=91"), Some("<p>云"));
        check(&of("8bit", "<p>云"), Some("<p>云"));
    }
}
