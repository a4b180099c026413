//! Comparing titles that were printed twice: width, spaces and punctuation do not count.

use super::numbering::is_han;

/// Characters of `text` that carry its meaning: letters, digits and Han characters, full width
/// folded to half and letters to lower case.
pub fn meaning(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter_map(meaningful)
}

/// Han characters and ASCII, nearly all there is, without a look at the Unicode tables.
fn meaningful(character: char) -> Option<char> {
    match half_width(character) {
        folded @ ('0'..='9' | 'a'..='z') => Some(folded),
        folded @ 'A'..='Z' => Some(folded.to_ascii_lowercase()),
        folded if is_han(folded) => Some(folded),
        folded if folded.is_ascii() => None,
        folded => folded.is_alphanumeric().then(|| folded.to_lowercase().next().unwrap_or(folded)),
    }
}

/// Key under which two printings of a title are equal.
pub fn key(text: &str) -> String {
    meaning(text).collect()
}

/// The ASCII character a full-width form stands for; others as they are.
pub fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        '\u{3000}' => ' ',
        _ => character,
    }
}

/// Characters of `text` that are no white space.
pub fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Bytes of the longest word of a word list with spaces between its characters.
const LONGEST_WORD: usize = 96;

/// Whether `text` without white space is one of `words`.
pub fn is_one_of(text: &str, words: &[&str]) -> bool {
    // A text of more bytes than any word with its inner spaces is none of them.
    text.len() < LONGEST_WORD && {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        words.contains(&compact.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        assert_eq!(key("第一节　“山水”，ＧＤＰ增长(5%)"), "第一节山水gdp增长5");
        assert!(is_one_of("目　　录", &["目录"]));
        assert!(!is_one_of("目录学", &["目录"]));
    }
}
