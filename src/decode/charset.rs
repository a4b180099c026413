//! Which encoding bytes that are not UTF-8 are in: what the page declares against what its bytes
//! look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

/// Bytes in which a page declares its charset.
const HEAD: usize = 4_096;
/// Bytes of non-ASCII runs given to the detector: enough to be sure, and it is slow.
const SAMPLE: usize = 4_096;
/// Bytes of them that confirm a declaration.
const GLANCE: usize = 1_024;
/// Percent of the characters of running text that are among the common half of the code.
const COMMON_PERCENT: usize = 80;
/// Sample bytes under which a declaration is believed before the detector.
const SHORT_SAMPLE: usize = 60;
/// One broken sequence in this many characters is damage, more is another encoding.
const CHARACTERS_PER_ERROR: usize = 50;
/// The same for UTF-8, which nothing else looks like.
const UTF8_CHARACTERS_PER_ERROR: usize = 20;
/// Broken sequences after which text with few others is no UTF-8.
const ENOUGH_ERRORS: usize = 100;
/// First byte in UTF-8 of the characters of private use from U+E000 to U+EFFF.
const PRIVATE_USE: u8 = 0xEE;
/// Bytes of a Chinese character in UTF-8.
const UTF8_HAN: usize = 3;

/// The encoding that the first bytes declare: `charset=` of a `<meta>`, `encoding=` of an XML
/// declaration. A page that declares UTF-16 in ASCII bytes means UTF-8.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let xml = head.starts_with(b"<?xml").then(|| label(head, b"encoding")).flatten();
    label(head, b"charset").or(xml).and_then(named_in_ascii)
}

/// The encoding that a server declares.
pub(super) fn named(label: &str) -> Option<&'static Encoding> {
    named_in_ascii(label.as_bytes())
}

fn named_in_ascii(label: &[u8]) -> Option<&'static Encoding> {
    Some(match Encoding::for_label(label)? {
        encoding if encoding == GBK => GB18030,
        encoding if encoding == UTF_16BE || encoding == UTF_16LE => UTF_8,
        encoding => encoding,
    })
}

/// The value after the first `key=`.
fn label<'a>(head: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    memchr::memchr_iter(b'=', head).find_map(|at| {
        let before = head[..at].trim_ascii_end();
        let named = before.len() >= key.len()
            && before[before.len() - key.len()..].eq_ignore_ascii_case(key);
        let value = head[at + 1..].trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|byte| !is_label(*byte)).unwrap_or(value.len());
        (named && end > 0).then_some(&value[..end])
    })
}

fn is_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte)
}

/// The encoding of bytes that are not valid UTF-8.
pub(super) fn choose(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    if is_damaged_utf8(bytes) {
        return UTF_8;
    }
    let declared = declared.filter(|encoding| *encoding != UTF_8);
    if let Some(declared) = declared.filter(|declared| is_confirmed(bytes, declared)) {
        return declared;
    }
    let sample = sample(bytes, SAMPLE);
    let detected = detect(&sample);
    let believed = match declared {
        Some(declared) if !is_multi_byte(declared) && is_multi_byte(detected) => detected,
        Some(declared) if sample.len() < SHORT_SAMPLE || !is_multi_byte(detected) => declared,
        _ => detected,
    };
    let mut candidates = [Some(believed), declared, Some(detected), Some(GB18030), Some(BIG5)];
    if declared.is_none() && !is_multi_byte(detected) {
        // A text without a declaration is Chinese before it is Western.
        candidates.rotate_left(3);
    }
    fewest_errors(bytes, candidates.into_iter().flatten())
}

/// A glance is enough where the first pairs of bytes are as common in the declared encoding as
/// running text makes them; the detector is slow.
fn is_confirmed(bytes: &[u8], declared: &'static Encoding) -> bool {
    let sample = sample(bytes, GLANCE);
    let (mut pairs, mut common, mut low) = (0, 0, 0);
    let mut rest = &sample[..];
    while let [lead, tail @ ..] = rest {
        rest = tail;
        let (false, [trail, after @ ..]) = (lead.is_ascii(), tail) else { continue };
        rest = after;
        pairs += 1;
        low += usize::from(trail.is_ascii());
        common += usize::from(if declared == BIG5 {
            matches!(lead, 0xA1 | 0xA4..=0xC6)
        } else {
            matches!(lead, 0xA1 | 0xA3 | 0xB0..=0xD7) && *trail >= 0xA1
        });
    }
    // Two fifths of the codes of Big5 have an ASCII second byte, of GB 2312 none.
    let shape = if declared == BIG5 { low * 5 > pairs } else { low * 20 < pairs };
    let known = declared == BIG5 || declared == GB18030;
    known && pairs * 2 >= SHORT_SAMPLE && shape && common * 100 >= pairs * COMMON_PERCENT
}

/// The first candidate whose errors are rare; when there is none, the one with the fewest.
fn fewest_errors(
    bytes: &[u8],
    candidates: impl Iterator<Item = &'static Encoding>,
) -> &'static Encoding {
    let mut best = (usize::MAX, GB18030);
    for candidate in candidates {
        let (errors, characters) = errors(bytes, candidate);
        if errors * CHARACTERS_PER_ERROR <= characters {
            return candidate;
        }
        if errors < best.0 {
            best = (errors, candidate);
        }
    }
    best.1
}

/// Errors of decoding with an encoding, and about how many characters are not ASCII. Characters of
/// private use count as errors: GB18030 gives one to every pair of bytes that has no character.
fn errors(bytes: &[u8], encoding: &'static Encoding) -> (usize, usize) {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let private = memchr::memchr_iter(PRIVATE_USE, text.as_bytes()).count();
    let errors =
        private + if broken { memmem::find_iter(text.as_bytes(), "\u{FFFD}").count() } else { 0 };
    let written = text.bytes().filter(|byte| !byte.is_ascii()).count();
    (errors, written / UTF8_HAN)
}

/// Whether a few broken bytes are all that keeps this from being UTF-8: in any other encoding
/// hardly a sequence of three bytes would be valid.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut characters, mut errors) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().bytes().filter(|byte| *byte >= 0xE0).count();
        errors += usize::from(!chunk.invalid().is_empty());
        if errors > ENOUGH_ERRORS && characters < errors {
            return false;
        }
    }
    characters > errors * UTF8_CHARACTERS_PER_ERROR
}

fn is_multi_byte(encoding: &'static Encoding) -> bool {
    !encoding.is_single_byte()
}

fn detect(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, false);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    if encoding == GBK { GB18030 } else { encoding }
}

/// The first runs of non-ASCII bytes with the ASCII bytes that may belong to them, a space
/// between two runs.
fn sample(bytes: &[u8], most: usize) -> Vec<u8> {
    let mut sample = Vec::with_capacity(most + 1);
    let mut rest = bytes;
    while let Some(at) = first_wide(rest) {
        let run = &rest[at..];
        let end = run.iter().position(|byte| is_boundary(*byte)).unwrap_or(run.len());
        let room = most.saturating_sub(sample.len());
        sample.extend_from_slice(&run[..end.min(room)]);
        sample.push(b' ');
        rest = &run[end..];
        if sample.len() >= most {
            break;
        }
    }
    sample
}

/// Place of the first byte that is not ASCII.
fn first_wide(bytes: &[u8]) -> Option<usize> {
    Some(Encoding::ascii_valid_up_to(bytes)).filter(|at| *at < bytes.len())
}

/// Bytes that are the second of no character.
fn is_boundary(byte: u8) -> bool {
    byte < b'0' || matches!(byte, b':'..=b'?')
}
