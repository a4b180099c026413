//! Comparing titles that were printed twice: width, spaces and punctuation do not count.

/// Characters of `text` that carry its meaning: letters, digits and Han characters, full width
/// folded to half and letters to lower case.
pub fn meaning(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(half_width).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
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

/// Whether `text` without white space is one of `words`.
pub fn is_one_of(text: &str, words: &[&str]) -> bool {
    // The longest word list entry has under 24 characters: a longer text is none of them.
    length(text) < 24 && {
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
