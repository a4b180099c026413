//! Which script a text is written in, by the characters that only one of them has.

use super::engine::{TABLE, flag};
use crate::document::Script;

/// Share of kana among Chinese characters from which a text is Japanese and left alone.
const KANA_PERCENT: usize = 5;
/// Share of Traditional characters among those of one script up to which a text is Simplified: a
/// name or a quotation in old characters does not make a document Traditional.
const SIMPLIFIED_PERCENT: usize = 5;
/// Share from which it is Traditional: a Simplified banner on top does not make it mixed.
const TRADITIONAL_PERCENT: usize = 90;

/// Characters of a text by script.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Chinese characters.
    pub han: usize,
    /// Kana.
    pub kana: usize,
    /// Characters used in Traditional text only.
    pub traditional: usize,
    /// Characters used in Simplified text only.
    pub simplified: usize,
}

impl Counts {
    /// Adds the characters of `text`.
    pub fn add(&mut self, text: &str) {
        each_flags(text, |flags| {
            self.han += usize::from(flags & flag::HAN != 0);
            self.kana += usize::from(flags & flag::KANA != 0);
            self.traditional += usize::from(flags & flag::TRADITIONAL != 0);
            self.simplified += usize::from(flags & flag::SIMPLIFIED != 0);
        });
    }

    /// The script these characters belong to.
    pub fn script(&self) -> Script {
        let marked = self.traditional + self.simplified;
        if self.han == 0 || self.kana * 100 > self.han * KANA_PERCENT {
            Script::None
        } else if self.traditional * 100 <= marked * SIMPLIFIED_PERCENT {
            Script::Simplified
        } else if self.traditional * 100 >= marked * TRADITIONAL_PERCENT {
            Script::Traditional
        } else {
            Script::Mixed
        }
    }
}

/// Flags of all characters of a text together.
pub fn flags(text: &str) -> u8 {
    let mut all = 0;
    each_flags(text, |flags| all |= flags);
    all
}

/// Calls `take` with the flags of every three-byte character: all that have any but a few far ones.
fn each_flags(text: &str, mut take: impl FnMut(u8)) {
    let (bytes, table) = (text.as_bytes(), TABLE.flags_by_code());
    let mut place = 0;
    while place < bytes.len() {
        match bytes[place] {
            0..0xC0 => place += 1,
            0xC0..0xE0 => place += 2,
            lead @ 0xE0..0xF0 => {
                let (Some(&second), Some(&third)) = (bytes.get(place + 1), bytes.get(place + 2))
                else {
                    break;
                };
                let code = usize::from(lead & 0xF) << 12
                    | usize::from(second & 0x3F) << 6
                    | usize::from(third & 0x3F);
                take(table.get(code).copied().unwrap_or(0));
                place += 3;
            }
            0xF0.. => place += 4,
        }
    }
}
