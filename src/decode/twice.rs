//! Text that was read with a Western encoding before it was saved: `äº‘æºª` for 云溪. Every
//! character of it is a byte of the text meant, so it can be turned back without loss.

use encoding_rs::{Encoding, GB18030, UTF_8, WINDOWS_1252};

/// Characters other than ASCII that are looked at before the whole text is.
const SAMPLE: usize = 400;
/// Fewest of them to judge by.
const FEWEST: usize = 16;
/// Of a hundred, how many must be a byte: the rest was added to the page afterwards.
const BYTES_PERCENT: usize = 95;

/// The text meant and the encoding it was meant in, when all of it is Chinese then.
pub(super) fn undo(text: &str) -> Option<(String, &'static Encoding)> {
    if !looks_western(text) {
        return None;
    }
    let bytes = bytes(text)?;
    [UTF_8, GB18030].into_iter().find_map(|encoding| {
        let (meant, broken) = encoding.decode_without_bom_handling(&bytes);
        (!broken && is_chinese(&meant)).then(|| (meant.into_owned(), encoding))
    })
}

/// The characters other than ASCII are nearly all such as bytes are shown as.
fn looks_western(text: &str) -> bool {
    let mut rest = text;
    let wide = std::iter::from_fn(|| {
        rest = &rest[Encoding::ascii_valid_up_to(rest.as_bytes())..];
        let mut chars = rest.chars();
        let first = chars.next();
        rest = chars.as_str();
        first
    });
    let sample = wide.take(SAMPLE);
    let (all, western) = sample
        .fold((0, 0), |(all, western), c| (all + 1, western + usize::from(byte(c).is_some())));
    all >= FEWEST && western * 100 >= all * BYTES_PERCENT
}

/// The bytes that a Western encoding showed as these characters.
fn bytes(text: &str) -> Option<Vec<u8>> {
    text.chars().map(byte).collect()
}

/// The byte that windows-1252, or ISO 8859-1 for the bytes it leaves open, shows so.
fn byte(character: char) -> Option<u8> {
    if character <= '\u{FF}' {
        return Some(character as u8);
    }
    if !matches!(character, '\u{152}'..='\u{2122}') {
        return None;
    }
    let mut buffer = [0; 4];
    match WINDOWS_1252.encode(character.encode_utf8(&mut buffer)) {
        (bytes, _, false) => bytes.first().copied(),
        _ => None,
    }
}

/// Letters of readings, which mirrors put behind characters.
const TONED: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü";

/// Most of what is seen and not ASCII is a common character or mark.
fn is_chinese(text: &str) -> bool {
    let counts = |c: &char| !c.is_ascii() && !is_unseen(*c) && !TONED.contains(*c);
    let (all, chinese) = text.chars().filter(counts).fold((0usize, 0usize), |(all, chinese), c| {
        let known = matches!(c, '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}' | '\u{2010}'..='\u{203B}');
        (all + 1, chinese + usize::from(known))
    });
    chinese > 0 && chinese * 100 >= all * BYTES_PERCENT
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}
