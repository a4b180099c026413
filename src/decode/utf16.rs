//! UTF-16 without a byte order mark, known by what its units would be.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes looked at, an even number.
const PROBE: usize = 4_096;
/// Fewest units to judge by; shorter texts may be anything.
const FEWEST_UNITS: usize = 4;
/// Percent of the units that must be what Chinese text uses.
const PLAUSIBLE_PERCENT: usize = 90;

/// UTF-16 in one of the byte orders, when nearly all units are plausible in it.
///
/// Bytes that are ASCII pairs (`0x6854` is also a Chinese character) are no UTF-16: it needs a
/// byte that plain text has not, a zero or one that breaks UTF-8.
pub(super) fn detect(bytes: &[u8]) -> Option<&'static Encoding> {
    let probe = &bytes[..bytes.len().min(PROBE) & !1];
    let odd = memchr::memchr(0, probe).is_some() || std::str::from_utf8(probe).is_err();
    if probe.len() < FEWEST_UNITS * 2 || !odd {
        return None;
    }
    [(UTF_16LE, u16::from_le_bytes as fn([u8; 2]) -> u16), (UTF_16BE, u16::from_be_bytes)]
        .into_iter()
        .find(|(_, unit)| plausible(probe, *unit))
        .map(|(encoding, _)| encoding)
}

fn plausible(probe: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let units = probe.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let most_odd = probe.len() / 2 * (100 - PLAUSIBLE_PERCENT) / 100;
    // Other text is known by its first units.
    units.filter(|unit| !is_common(*unit)).nth(most_odd).is_none()
}

/// Units of Chinese text: ASCII, Han, punctuation, full-width forms.
fn is_common(unit: u16) -> bool {
    matches!(unit, 9 | 10 | 13 | 0x20..=0x7E | 0xA0 | 0xB7 | 0x2010..=0x2030 | 0x2460..=0x2473
        | 0x3000..=0x3017 | 0x4E00..=0x9FA5 | 0xFF01..=0xFF5E)
}
