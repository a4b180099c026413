//! Comparing titles that were printed twice: width, spaces and punctuation do not count.

use std::borrow::Cow;

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
    let mut key = String::with_capacity(text.len());
    push_key(text, usize::MAX, &mut key);
    key
}

/// Appends the key of a text as far as it has at most `most` bytes, and tells whether it has.
/// Ideographs, nearly all there is, are copied by runs.
fn push_key(text: &str, most: usize, key: &mut String) -> bool {
    let mut rest = text;
    loop {
        let (run, behind) = rest.split_at(IDEOGRAPH * leading_ideographs(rest.as_bytes()));
        if key.len() + run.len() > most {
            return false;
        }
        key.push_str(run);
        let mut characters = behind.chars();
        let Some(character) = characters.next() else { return true };
        rest = characters.as_str();
        if let Some(meaning) = meaningful(character) {
            if key.len() + meaning.len_utf8() > most {
                return false;
            }
            key.push(meaning);
        }
    }
}

/// Bytes of an ideograph.
const IDEOGRAPH: usize = 3;

/// How many characters at the start of a text are ideographs, as far as their first byte tells: from
/// U+4000 on.
#[inline]
pub fn leading_ideographs(text: &[u8]) -> usize {
    let (characters, _) = text.as_chunks::<IDEOGRAPH>();
    characters.iter().take_while(|character| matches!(character[0], 0xE4..=0xE9)).count()
}

/// The key of a text, if it has at most `most` bytes: of a longer one only the start is looked at.
pub fn key_within(text: &str, most: usize) -> Option<String> {
    let mut key = String::new();
    push_key(text, most, &mut key).then_some(key)
}

/// Bytes of the key `whole` that are the key of `text`: of a text whose key goes on otherwise only
/// the start is looked at.
pub fn common(text: &str, whole: &str) -> Option<usize> {
    let mut rest = whole.chars();
    let goes_on = meaning(text).all(|character| rest.next() == Some(character));
    goes_on.then_some(whole.len() - rest.as_str().len())
}

/// End of the start of `text` that has this key, in bytes.
pub fn end_of_key(text: &str, key: &str) -> Option<usize> {
    let mut rest = key.chars();
    let mut wanted = rest.next()?;
    for (at, character) in text.char_indices() {
        match meaningful(character) {
            Some(found) if found != wanted => return None,
            Some(_) => match rest.next() {
                Some(next) => wanted = next,
                None => return Some(at + character.len_utf8()),
            },
            None => {}
        }
    }
    None
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
    text.chars().count() - spaces(text)
}

/// `text` without white space.
pub fn compact(text: &str) -> Cow<'_, str> {
    match spaces(text) {
        0 => text.into(),
        _ => text.chars().filter(|c| !c.is_whitespace()).collect(),
    }
}

/// [`length`], but looks no further than `most`.
pub fn length_up_to(text: &str, most: usize) -> usize {
    let (mut count, mut rest) = (0, text);
    while count < most {
        let run = leading_ideographs(rest.as_bytes());
        let mut behind = rest[IDEOGRAPH * run..].chars();
        count += run;
        let Some(character) = behind.next() else { break };
        count += usize::from(!character.is_whitespace());
        rest = behind.as_str();
    }
    count.min(most)
}

/// White space of a text.
fn spaces(text: &str) -> usize {
    let (mut count, mut rest) = (0, text.as_bytes());
    loop {
        rest = match rest {
            // Nearly all of a text, with its three bytes in one step.
            [0xE4..=0xEF, _, _, behind @ ..] => behind,
            // U+3000; no other white space starts so, but all Chinese punctuation does.
            [0xE3, second, third, behind @ ..] => {
                count += usize::from([*second, *third] == [0x80, 0x80]);
                behind
            }
            [0xC2 | 0xE1 | 0xE2, behind @ ..] => {
                let here = &text[text.len() - rest.len()..];
                count += usize::from(here.starts_with(char::is_whitespace));
                behind
            }
            [byte, behind @ ..] => {
                count += usize::from(matches!(byte, b'\t'..=b'\r' | b' '));
                behind
            }
            [] => return count,
        };
    }
}

/// Whether a text has at least so many characters that are no white space; looks no further.
pub fn has_length(text: &str, least: usize) -> bool {
    let enough = |text: &str| text.chars().filter(|c| !c.is_whitespace()).nth(least - 1).is_some();
    least == 0 || text.len() >= least && enough(text)
}

/// Bytes of the longest word of a word list with spaces between its characters.
const LONGEST_WORD: usize = 96;

/// Whether `text` without white space is one of `words`.
pub fn is_one_of(text: &str, words: &[&str]) -> bool {
    // A text of more bytes than any word with its inner spaces is none of them.
    let starts = |first: char| words.iter().any(|word| word.starts_with(first));
    let is_likely =
        text.len() < LONGEST_WORD && text.trim_start().chars().next().is_none_or(starts);
    is_likely && words.contains(&&*compact(text))
}

/// Adds a further line to a text: a space only between Latin words.
pub fn join(text: &mut String, line: &str) {
    let before = text.chars().next_back().is_some_and(|c| c.is_alphanumeric() && !is_han(c));
    let behind = line.chars().next().is_some_and(|c| c.is_alphanumeric() && !is_han(c));
    if before && behind {
        text.push(' ');
    }
    text.push_str(line);
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

    #[test]
    fn keys_are_compared_without_making_them() {
        assert_eq!(common("第 一 节", "第一节山水"), Some(9));
        assert_eq!(common("第一节　山水。", "第一节山水"), Some(15));
        assert_eq!(common("第一节　山水城", "第一节山水"), None);
        assert_eq!(common("第二节", "第一节山水"), None);
        assert_eq!(common("……", "第一节"), Some(0));
    }

    #[test]
    fn starts_with_a_key() {
        assert_eq!(end_of_key("第一节　“山水”云溪", "第一节山水"), Some("第一节　“山水".len()));
        assert_eq!(end_of_key("第一节 山", "第一节山水"), None);
        assert_eq!(end_of_key("第二节 山水", "第一节山水"), None);
    }

    #[test]
    fn keys_of_long_texts_are_not_made() {
        assert_eq!(key_within("第 一 节", 9).as_deref(), Some("第一节"));
        assert_eq!(key_within("第 一 节", 8), None);
        assert_eq!(key_within("，。", 0).as_deref(), Some(""));
        assert_eq!(key_within("Ａ规划", 6), None);
        assert_eq!(key_within("Ａ规划。", 7).as_deref(), Some("a规划"));
    }

    #[test]
    fn lengths_leave_out_white_space() {
        let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        for code in 0..0x3100 {
            let Some(character) = char::from_u32(code) else { continue };
            let text = format!("规{character}。划");
            assert_eq!(length(&text), plain(&text), "{text:?}");
            assert_eq!(compact(&text).chars().count(), plain(&text), "{text:?}");
            assert!(has_length(&text, length(&text)) && !has_length(&text, length(&text) + 1));
            assert_eq!([1, 9].map(|most| length_up_to(&text, most)), [1, length(&text)]);
        }
    }
}
