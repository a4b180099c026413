//! Characters folded for matching: width, case and script do not count, white space goes.

use std::sync::OnceLock;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::script;

/// Size of the table: the Basic Multilingual Plane.
const PLANE: usize = 0x1_0000;
/// Characters of a page of the table.
const PAGE: usize = 0x100;

/// What a character is in a folded text, as far as matching needs it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Class {
    /// Not in the folded text: white space, controls, zero-width characters.
    Dropped,
    /// A Han character with a meaning of its own.
    Han,
    /// A Han character that joins others into sentences (的, 和, 为…).
    Function,
    /// A letter of another script.
    Letter,
    /// `0` to `9`.
    Digit,
    /// Ends a sentence.
    Stop,
    /// Parts a sentence: comma, colon, semicolon.
    Comma,
    /// Joins keywords or draws bullets and rules: `_ | - / · • 、`.
    Joint,
    /// Any other mark.
    #[default]
    Mark,
}

impl Class {
    /// How many there are.
    pub const COUNT: usize = 9;

    /// Whether it is part of a word or number.
    pub fn is_word(self) -> bool {
        matches!(self, Self::Han | Self::Function | Self::Letter | Self::Digit)
    }
}

/// Characters that join words into sentences; keyword lists do without them.
const FUNCTIONS: &str = "的了和与及在是对为以由于从将被把等其并而或这那有不也之所各使向";
const STOPS: &str = "。!?…";
const COMMAS: &str = ",、;:";
const JOINTS: &str = "_|-/\\·•‧・●■◆○□▪>»›<«‹~—–―─=*+^→←▲▼★☆※";

/// Classes that are lists, over what [`class_of`] says.
const LISTED: [(&str, Class); 4] = [
    (JOINTS, Class::Joint),
    (COMMAS, Class::Comma),
    (STOPS, Class::Stop),
    (FUNCTIONS, Class::Function),
];

/// Folded character and class of every character of the plane, by pages. A page is made when the
/// first of its characters is met: few texts need more than those of Chinese.
#[derive(Debug)]
pub struct Table([OnceLock<Box<[Entry; PAGE]>>; PLANE / PAGE]);

/// One character of the table; both in one place, for one look-up.
#[derive(Debug, Clone, Copy)]
struct Entry {
    folded: u16,
    class: Class,
    /// It is in the folded text as it is.
    stays: bool,
}

static TABLE: Table = Table([const { OnceLock::new() }; PLANE / PAGE]);

impl Table {
    /// The table.
    pub fn get() -> &'static Self {
        &TABLE
    }

    #[inline]
    fn entry(&self, code: usize) -> Option<&Entry> {
        let page = code / PAGE;
        Some(&self.0.get(page)?.get_or_init(|| entries(page))[code % PAGE])
    }

    /// The folded character and its class.
    #[inline]
    pub fn fold(&self, c: char) -> (char, Class) {
        match self.entry(c as usize) {
            Some(entry) => (char::from_u32(u32::from(entry.folded)).unwrap_or(c), entry.class),
            None => (c, Class::Han),
        }
    }

    /// Bytes at the start of a text that are in the folded text as they are; `take` is given the
    /// class of each character. Most are of three bytes or one, and no others are looked at.
    #[inline]
    pub fn as_is(&self, text: &str, mut take: impl FnMut(Class)) -> usize {
        let mut rest = text.as_bytes();
        loop {
            let (code, behind) = match rest {
                [first @ 0xE0..0xF0, second, third, behind @ ..] => {
                    (three_bytes([*first, *second, *third]), behind)
                }
                [ascii @ 0..0x80, behind @ ..] => (usize::from(*ascii), behind),
                _ => break,
            };
            let Some(entry) = self.entry(code).filter(|entry| entry.stays) else { break };
            take(entry.class);
            rest = behind;
        }
        text.len() - rest.len()
    }

    /// A text folded.
    pub fn fold_text(&self, text: &str) -> String {
        let kept = |c| Some(self.fold(c)).filter(|(_, class)| *class != Class::Dropped);
        text.chars().filter_map(kept).map(|(c, _)| c).collect()
    }
}

/// The character that these three bytes are.
#[inline]
pub fn three_bytes([first, second, third]: [u8; 3]) -> usize {
    usize::from(first & 0xF) << 12 | usize::from(second & 0x3F) << 6 | usize::from(third & 0x3F)
}

/// The entries of a page.
fn entries(page: usize) -> Box<[Entry; PAGE]> {
    let characters: [char; PAGE] = std::array::from_fn(|place| {
        u32::try_from(page * PAGE + place).ok().and_then(char::from_u32).unwrap_or('\0')
    });
    let mut own = characters.map(class_of);
    for (listed, class) in LISTED {
        let here = listed.chars().filter(|c| *c as usize / PAGE == page);
        here.for_each(|c| own[c as usize % PAGE] = class);
    }
    Box::new(std::array::from_fn(|place| {
        let (c, folded) = (characters[place], fold(characters[place]));
        let class = if folded == c { own[place] } else { class(folded) };
        Entry { folded: folded as u16, class, stays: folded == c && class != Class::Dropped }
    }))
}

/// Width and case folded, then script.
fn fold(c: char) -> char {
    let plain = if is_its_own(c) { c } else { narrow(c) };
    if is_ideograph(plain) { aspect(script::usual(plain)) } else { plain }
}

/// Ideographs, Hangul and private use: nine tenths of the plane, nothing to fold.
fn is_its_own(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FB}' | '\u{E000}'..='\u{F8FF}')
}

/// 著 written for the particle 着 is left as it is by dictionaries; matching needs one of the two.
fn aspect(c: char) -> char {
    if c == '著' { '着' } else { c }
}

/// Width and case; characters that stand for several stay.
fn narrow(c: char) -> char {
    let normal = is_nfkc_quick(std::iter::once(c)) == IsNormalized::Yes;
    let wide = if normal { c } else { single_of(c.nfkc()).unwrap_or(c) };
    match wide {
        '，' => ',',
        '“' | '”' => '"',
        _ => single_of(wide.to_lowercase()).unwrap_or(wide),
    }
}

fn single_of(mut chars: impl Iterator<Item = char>) -> Option<char> {
    chars.next().filter(|c| chars.next().is_none() && (*c as usize) < PLANE)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Class of a character.
fn class(c: char) -> Class {
    let listed = LISTED.iter().find(|(listed, _)| listed.contains(c));
    listed.map_or_else(|| class_of(c), |(_, class)| *class)
}

/// Class of a character that no list names.
fn class_of(c: char) -> Class {
    match c {
        _ if is_ideograph(c) => Class::Han,
        '0'..='9' => Class::Digit,
        // Syllables of Hangul and private use: asking Unicode of each takes longer than the rest.
        '\u{AC00}'..='\u{D7A3}' => Class::Letter,
        '\u{E000}'..='\u{F8FF}' => Class::Mark,
        _ if is_dropped(c) => Class::Dropped,
        _ if c.is_alphabetic() => Class::Letter,
        _ => Class::Mark,
    }
}

fn is_dropped(c: char) -> bool {
    let invisible = matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    c.is_whitespace() || c.is_control() || invisible
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_width_case_and_script() {
        let check = |text, expected| assert_eq!(Table::get().fold_text(text), expected, "{text}");
        check("掃 一 掃　在手機打開當前頁", "扫一扫在手机打开当前页");
        check("ＩＣＰ備０５號", "icp备05号");
        check("發佈時間：２０２１－０７", "发布时间:2021-07");
        check("云溪区\u{200B}规划，见。", "云溪区规划,见。");
        check("沿著", "沿着");
    }

    #[test]
    fn characters_that_are_their_own_fold_to_themselves() {
        for c in ('\0'..='\u{FFFF}').filter(|c| is_its_own(*c)) {
            assert_eq!(narrow(c), c);
        }
    }

    #[test]
    fn scripts_fold_as_the_dictionaries_have_it() {
        for c in ('\0'..='\u{FFFF}').filter(|c| is_ideograph(*c) && narrow(*c) == *c) {
            let simplified = single_of(hanconv::t2s(c.to_string()).chars()).map_or(c, aspect);
            assert_eq!(Table::get().fold(c).0, simplified, "{c}");
        }
    }

    #[test]
    fn classes_follow_the_folded_character() {
        let class = |c| Table::get().fold(c).1;
        assert_eq!(class('，'), Class::Comma);
        assert_eq!(class('與'), Class::Function);
        assert_eq!(class('｜'), Class::Joint);
        assert_eq!(class('７'), Class::Digit);
        assert_eq!(class('\u{3000}'), Class::Dropped);
        assert_eq!(class('區'), Class::Han);
    }
}
