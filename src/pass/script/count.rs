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

/// Characters of a text by their flags: one step for each character, whatever it is.
#[derive(Debug)]
pub struct Census([usize; 1 << u8::BITS]);

impl Default for Census {
    fn default() -> Self {
        Self([0; 1 << u8::BITS])
    }
}

impl Census {
    /// Adds the characters of `text` and gives their flags together.
    pub fn add(&mut self, text: &str) -> u8 {
        let mut all = 0;
        each_flags(text, |flags| {
            self.0[usize::from(flags)] += 1;
            all |= flags;
        });
        all
    }

    /// How many characters are of which script.
    pub fn counts(&self) -> Counts {
        let having = |wanted: u8| {
            let by_flags = self.0.iter().zip(0u8..=u8::MAX);
            by_flags.filter(|(_, flags)| flags & wanted != 0).map(|(count, _)| count).sum()
        };
        Counts {
            han: having(flag::HAN),
            kana: having(flag::KANA),
            traditional: having(flag::TRADITIONAL),
            simplified: having(flag::SIMPLIFIED),
        }
    }
}

impl Counts {
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

/// Calls `take` with the flags of every three-byte character, which all others lack, but that
/// four-byte ones are not in the table.
fn each_flags(text: &str, mut take: impl FnMut(u8)) {
    let table = &*TABLE;
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [0xE0..0xF0, _, _, behind @ ..] => {
                take(table.flags_of([rest[0], rest[1], rest[2]]));
                behind
            }
            [0..0xC0, behind @ ..] | [0xC0..0xE0, _, behind @ ..] => behind,
            [0xF0..=0xFF, _, _, _, behind @ ..] => {
                take(flag::FAR);
                behind
            }
            _ => break,
        };
    }
}
