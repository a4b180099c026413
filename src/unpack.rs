//! Sources in a wrapping, told by their bytes: gzip, and web archives (MHTML) with a page in them.

mod mhtml;

use std::borrow::Cow;
use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

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
            () if is_web_archive(&page) => Cow::Owned(mhtml::page(&page).ok_or_else(no_page)?),
            () => break,
        };
    }
    Ok(page)
}

/// Nothing is kept before it is known to fit: what grows past the limit costs time alone.
fn gunzip(bytes: &[u8], limit: u64) -> Result<Vec<u8>, Error> {
    let plain = || MultiGzDecoder::new(bytes).take(limit.saturating_add(1));
    let broken = |error| Error::BrokenArchive(format!("gzip: {error}"));
    let size = io::copy(&mut plain(), &mut io::sink()).map_err(broken)?;
    if size > limit {
        return Err(Error::TooLarge { bytes: size, limit });
    }
    let mut page = Vec::with_capacity(size as usize);
    plain().read_to_end(&mut page).map_err(broken)?;
    Ok(page)
}

fn no_page() -> Error {
    Error::BrokenArchive("a web archive without a page".to_owned())
}

/// Header fields of a message with several parts, before the first blank line.
fn is_web_archive(bytes: &[u8]) -> bool {
    let probe = bytes[..bytes.len().min(PROBE)].to_ascii_lowercase();
    let lines =
        || probe.split(|byte| *byte == b'\n').take_while(|line| !line.trim_ascii().is_empty());
    let has = |name: &[u8]| lines().any(|line| line.starts_with(name));
    has(b"mime-version:") && has(b"content-type:")
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
