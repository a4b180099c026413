//! Readings of Chinese characters: the syllables there are, and which character has which.

use std::collections::HashSet;
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

static SYLLABLES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| super::entries(include_str!("syllables.txt")).collect());

/// Whether these letters (no tone, `v` for ü) are a syllable of Mandarin.
pub fn is_syllable(letters: &str) -> bool {
    SYLLABLES.contains(letters)
}

/// Whether this character is ever read so (no tone, `v` for ü); Simplified and Traditional alike.
pub fn can_be_read(character: char, letters: &str) -> bool {
    character
        .to_pinyin_multi()
        .is_some_and(|readings| readings.into_iter().any(|one| same(one.plain(), letters)))
}

/// Compares a reading spelled with ü to one spelled with `v`.
fn same(reading: &str, letters: &str) -> bool {
    reading.chars().map(|c| if c == 'ü' { 'v' } else { c }).eq(letters.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_sorted_and_lower_case() {
        let list: Vec<_> = super::super::entries(include_str!("syllables.txt")).collect();
        assert!(list.is_sorted());
        assert_eq!(list.len(), 413);
        assert!(list.iter().all(|one| one.bytes().all(|byte| byte.is_ascii_lowercase())));
    }

    #[test]
    fn characters_have_their_readings() {
        for (character, letters, expected) in [
            ('长', "chang", true),
            ('长', "zhang", true),
            ('長', "zhang", true),
            ('长', "long", false),
            ('绿', "lv", true),
            ('略', "lve", true),
            ('氦', "he", false),
            ('，', "dou", false),
            ('a', "a", false),
        ] {
            assert_eq!(can_be_read(character, letters), expected, "{character} {letters}");
        }
    }
}
