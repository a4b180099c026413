//! Character references: `&nbsp;`, `&#12288;`.

use std::borrow::Cow;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::{memchr, memchr2};

/// The characters that a reference stands for, one or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Characters(char, Option<char>);

impl Characters {
    /// `&` itself, where it begins no reference.
    pub(super) const AMPERSAND: Self = Self('&', None);

    /// The characters.
    pub(super) fn iter(self) -> impl Iterator<Item = char> {
        std::iter::once(self.0).chain(self.1)
    }
}

/// What a reference stands for, and the bytes it has behind its `&`.
pub(super) fn read(behind: &str, in_attribute: bool) -> Option<(Characters, usize)> {
    match behind.strip_prefix('#') {
        Some(number) => numeric(number).map(|(c, length)| (Characters(c, None), 1 + length)),
        None => named(behind, in_attribute),
    }
}

/// The value of an attribute with its references resolved.
pub(super) fn resolved(value: &str) -> Cow<'_, str> {
    if memchr2(b'&', 0, value.as_bytes()).is_none() {
        return value.into();
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        let (found, length) = read(&rest[at + 1..], true).unwrap_or((Characters::AMPERSAND, 0));
        out.push_str(&rest[..at]);
        out.extend(found.iter());
        rest = &rest[at + 1 + length..];
    }
    out.push_str(rest);
    out.replace('\0', "\u{FFFD}").into()
}

/// The character of this code, as the standard amends it, and the bytes behind `#`.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (base, digits) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, text),
    };
    let count = digits.chars().take_while(|c| c.is_digit(base)).count();
    let code = digits[..count].chars().filter_map(|c| c.to_digit(base));
    let code = code.fold(0_u32, |code, digit| code.saturating_mul(base).saturating_add(digit));
    let place = code.checked_sub(0x80).and_then(|place| usize::try_from(place).ok());
    let amended = place.and_then(|place| C1_REPLACEMENTS.get(place).copied().flatten());
    let plain = char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER);
    let end = text.len() - digits.len() + count;
    let semicolon = usize::from(text[end..].starts_with(';'));
    (count > 0).then(|| (amended.unwrap_or(plain), end + semicolon))
}

/// The characters of the longest name that `text` starts with; some need no semicolon. In a value
/// such a one is no reference before `=`, a letter or a digit: there it is part of an address.
fn named(text: &str, in_attribute: bool) -> Option<(Characters, usize)> {
    let length = longest(text)?;
    let next = text.as_bytes().get(length);
    let goes_on = next.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'=');
    if in_attribute && goes_on && !text[..length].ends_with(';') {
        return None;
    }
    characters(&text[..length]).map(|found| (found, length))
}

/// Bytes of the longest name. One with a semicolon is the longest there can be.
fn longest(text: &str) -> Option<usize> {
    let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(text.len());
    if text[end..].starts_with(';') && characters(&text[..=end]).is_some() {
        return Some(end + 1);
    }
    // The table holds the beginnings of names too.
    let known = (1..=end).take_while(|length| NAMED_ENTITIES.contains_key(&text[..*length]));
    known.filter(|length| characters(&text[..*length]).is_some()).last()
}

/// What a name stands for.
fn characters(name: &str) -> Option<Characters> {
    let (first, second) = NAMED_ENTITIES.get(name)?;
    let found = |code: u32| char::from_u32(code).filter(|c| *c != '\0');
    Some(Characters(found(*first)?, found(*second)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        let check = |text: &str, wanted: &str| {
            let (found, length) = read(text, false).unwrap_or((Characters::AMPERSAND, 0));
            assert_eq!(found.iter().chain(text[length..].chars()).collect::<String>(), wanted);
        };
        check("nbsp;x", "\u{A0}x");
        check("ampx", "&x");
        check("notit;", "¬it;");
        check("notin;", "∉");
        check("nosuch;", "&nosuch;");
        check("NotEqualTilde;", "≂\u{338}");
        check("#12288;", "\u{3000}");
        check("#x3000x", "\u{3000}x");
        check("#x80;", "€");
        check("#0;", "\u{FFFD}");
        check("#99999999999;", "\u{FFFD}");
        check("#;", "&#;");
        check("#x;", "&#x;");
        check(" ", "& ");
    }

    #[test]
    fn values() {
        let check = |value: &str, wanted: &str| assert_eq!(resolved(value), wanted);
        check("a?b=1&copy=2&lt=3", "a?b=1&copy=2&lt=3");
        check("&copy;&lt", "©<");
        check("a\0&", "a\u{FFFD}&");
        check("云", "云");
    }
}
