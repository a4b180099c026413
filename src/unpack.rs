//! Sources in a wrapping, told by their bytes: gzip, and web archives (MHTML) with a page in them.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;
use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{Encoding, MessageParser, MessagePart, PartType};

use crate::Error;

/// How a gzip file begins: deflate is its only method.
const GZIP: &[u8] = b"\x1F\x8B\x08";
/// Wrappings in wrappings that are taken off: an archive in gzip, gzip in gzip.
const MOST_LAYERS: usize = 3;
/// Bytes looked at for the header of a web archive.
const PROBE: usize = 4_096;

/// The page or text in a source, whatever it is wrapped in; at most `limit` bytes.
///
/// # Errors
/// When the wrapping is damaged, holds no page, or holds more than `limit` bytes.
pub fn unpack(bytes: &[u8], limit: u64) -> Result<Cow<'_, [u8]>, Error> {
    if bytes.len() as u64 > limit {
        return Err(Error::TooLarge { bytes: bytes.len() as u64, limit });
    }
    let mut page = Cow::Borrowed(bytes);
    for _ in 0..MOST_LAYERS {
        page = match () {
            () if page.starts_with(GZIP) => Cow::Owned(gunzip(&page, limit)?),
            () if is_web_archive(&page) => Cow::Owned(archived(&page)?),
            () => break,
        };
    }
    Ok(page)
}

/// Never holds more than the limit, whatever the file claims to grow to.
fn gunzip(bytes: &[u8], limit: u64) -> Result<Vec<u8>, Error> {
    let mut page = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(limit.saturating_add(1)).read_to_end(&mut page);
    if page.len() as u64 > limit {
        return Err(Error::TooLarge { bytes: page.len() as u64, limit });
    }
    match read {
        Ok(_) => Ok(page),
        Err(error) => Err(Error::BrokenArchive(format!("gzip: {error}"))),
    }
}

/// Header fields of a message with several parts, before the first blank line.
fn is_web_archive(bytes: &[u8]) -> bool {
    let probe = bytes[..bytes.len().min(PROBE)].to_ascii_lowercase();
    let lines =
        || probe.split(|byte| *byte == b'\n').take_while(|line| !line.trim_ascii().is_empty());
    let has = |name: &[u8]| lines().any(|line| line.starts_with(name));
    has(b"mime-version:") && has(b"content-type:")
}

fn archived(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let message = MessageParser::default().parse(bytes);
    let parts = message.as_ref().map_or(&[][..], |message| &message.parts);
    let find = |wanted: fn(&PartType) -> bool| parts.iter().find(|part| wanted(&part.body));
    let page = find(|body| matches!(body, PartType::Html(_)))
        .or_else(|| find(|body| matches!(body, PartType::Text(_))));
    page.and_then(|part| decoded(bytes, part))
        .ok_or_else(|| Error::BrokenArchive("a web archive without a page".to_owned()))
}

/// The bytes of a part as they were before they were made fit for mail: what charset they are in
/// is decided as for every other page, since archives repeat what the page declared.
fn decoded(message: &[u8], part: &MessagePart) -> Option<Vec<u8>> {
    let raw = message.get(part.raw_body_offset() as usize..part.raw_end_offset() as usize)?;
    match part.encoding {
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::None => Some(raw.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).expect("a Vec takes everything");
        encoder.finish().expect("a Vec takes everything")
    }

    fn archive(encoding: &str, body: &str) -> String {
        format!(
            "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"--b\"\r\n\r\n\
             ----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n\
             ----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n----b--\r\n"
        )
    }

    fn check(bytes: &[u8], expected: Result<&[u8], &str>) {
        let unpacked = unpack(bytes, 1000);
        let found = unpacked.as_ref().map(|page| page.trim_ascii()).map_err(Error::code);
        assert_eq!(found, expected);
    }

    #[test]
    fn wrappings_are_taken_off() {
        let page = "<p>云溪区</p>".as_bytes();
        check(page, Ok(page));
        check(&gzip(page), Ok(page));
        check(&gzip(&gzip(page)), Ok(page));
        let quoted = archive("quoted-printable", "<p>=E4=BA=91=\r\n=E6=BA=AA=E5=8C=BA</p>");
        check(quoted.as_bytes(), Ok(page));
        check(archive("base64", "PHA+5LqR5rqq\r\n5Yy6PC9wPg==").as_bytes(), Ok(page));
        check(&gzip(archive("8bit", "<p>云溪区</p>").as_bytes()), Ok(page));
    }

    #[test]
    fn damage_and_floods_are_refused() {
        let packed = gzip("云溪区规划".repeat(9).as_bytes());
        check(&packed[..packed.len() - 9], Err("broken-archive"));
        check(&gzip(&[b'a'; 1001]), Err("too-large"));
        check(&gzip(&[b'a'; 1000]), Ok(&[b'a'; 1000]));
        check(b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nx", Err("broken-archive"));
    }

    #[test]
    fn text_that_names_the_fields_is_no_archive() {
        for text in ["mime-version: 1.0\n\ncontent-type: x", "x\nMIME-Version", "content-type: a"] {
            check(text.as_bytes(), Ok(text.as_bytes()));
        }
    }
}
