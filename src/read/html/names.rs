//! Names of elements and attributes.

use html5ever::{LocalName, local_name};

/// Attributes that say something of text, and those that the tree builder asks for, of so many bytes.
fn saying(length: usize) -> &'static [&'static str] {
    match length {
        2 => &["id"],
        4 => &["name", "type", "href"],
        5 => &["class", "style", "align", "color"],
        6 => &["hidden", "border"],
        7 => &["content", "bgcolor", "rowspan", "colspan"],
        8 => &["property", "itemprop", "encoding"],
        10 => &["http-equiv"],
        _ => &[],
    }
}

/// Whether an attribute is worth keeping.
pub(super) fn says_something(name: &str) -> bool {
    saying(name.len()).iter().any(|saying| saying.eq_ignore_ascii_case(name))
}

/// Whether the tree builder compares the attributes of such elements: three equal ones are the most
/// it opens again after a block.
pub(super) fn is_compared(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Names met lately: a page has few, and finding one among all names there are takes a while.
pub(super) struct Names([Option<(u64, LocalName)>; Names::SLOTS]);

impl Names {
    const SLOTS: usize = 64;
    /// A prime that spreads short names over the slots.
    const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

    /// No name yet.
    pub(super) fn new() -> Self {
        Self([const { None }; Self::SLOTS])
    }

    /// The name in lower case.
    pub(super) fn get(&mut self, written: &str) -> LocalName {
        let Some(key) = key(written) else { return local_name(written) };
        let slot = (key.wrapping_mul(Self::SPREAD) >> 58) as usize % Self::SLOTS;
        match &self.0[slot] {
            Some((known, name)) if *known == key => name.clone(),
            _ => self.0[slot].insert((key, local_name(written))).1.clone(),
        }
    }
}

/// The bytes of a short name as one number.
fn key(written: &str) -> Option<u64> {
    let mut bytes = [0; 8];
    bytes.get_mut(..written.len())?.copy_from_slice(written.as_bytes());
    Some(u64::from_ne_bytes(bytes)).filter(|_| !written.contains('\0'))
}

fn local_name(written: &str) -> LocalName {
    if written.bytes().all(|byte| byte != 0 && !byte.is_ascii_uppercase()) {
        return LocalName::from(written);
    }
    LocalName::from(written.to_ascii_lowercase().replace('\0', "\u{FFFD}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_lower_case() {
        let mut names = Names::new();
        for _ in 0..2 {
            assert_eq!(names.get("TABLE"), local_name!("table"));
            assert_eq!(names.get("table"), local_name!("table"));
            assert_eq!(&*names.get("o:p\0"), "o:p\u{FFFD}");
            assert_eq!(&*names.get("annotation-XML"), "annotation-xml");
        }
    }
}
