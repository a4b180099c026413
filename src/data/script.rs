//! Which characters are Traditional, which Simplified, and what they become by their neighbours.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a character becomes where its neighbours fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What it becomes.
    pub result: char,
    /// What may stand before it, any of these; empty for anything.
    pub before: Vec<Side>,
    /// What may stand behind it, any of these; empty for anything.
    pub after: Vec<Side>,
}

/// One side of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// This text.
    Text(&'static str),
    /// This text, and no Chinese character on its other side.
    Whole(&'static str),
    /// Any Chinese character.
    Han,
}

/// Rules by the character they are for, in the order they are tried.
pub static RULES: LazyLock<HashMap<char, Vec<Rule>>> = LazyLock::new(|| {
    let mut rules = HashMap::<char, Vec<Rule>>::new();
    for line in super::entries(include_str!("script_rules.txt")) {
        let (character, rule) = rule(line).expect("every line of the list is a rule");
        rules.entry(character).or_default().push(rule);
    }
    rules
});

/// Characters that OpenCC's dictionary turns to Simplified, each with its forms, the usual one first.
pub fn traditional() -> impl Iterator<Item = (char, Forms)> {
    forms(hanconv::RawDictionary::TSCharacters)
}

/// Characters of the Basic Multilingual Plane as [`usual`] has them.
static USUAL: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut usual: Vec<u16> = (0..=u16::MAX).collect();
    for (from, forms) in traditional() {
        let to = forms.usual().and_then(|to| u16::try_from(u32::from(to)).ok());
        if let (Some(place), Some(to)) = (usual.get_mut(from as usize), to) {
            *place = to;
        }
    }
    usual
});

/// The usual Simplified form of a character, where both are of the Basic Multilingual Plane.
pub fn usual(c: char) -> char {
    let code = USUAL.get(c as usize).copied();
    code.and_then(|code| char::from_u32(code.into())).unwrap_or(c)
}

/// Characters that it turns to Traditional, each with its forms.
pub fn simplified() -> impl Iterator<Item = (char, Forms)> {
    forms(hanconv::RawDictionary::STCharacters)
}

/// Forms of a character, spaces between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forms(&'static str);

impl Forms {
    /// The usual one.
    pub fn usual(self) -> Option<char> {
        self.0.chars().next()
    }

    /// Whether the character may be written so.
    pub fn has(self, form: char) -> bool {
        self.0.contains(form)
    }
}

fn forms(dictionary: hanconv::RawDictionary) -> impl Iterator<Item = (char, Forms)> {
    let entries = dictionary.lines().filter_map(|line| line.split_once('\t'));
    entries.filter_map(|(from, forms)| Some((from.chars().next()?, Forms(forms))))
}

fn rule(line: &'static str) -> Option<(char, Rule)> {
    let mut fields = line.split('\t');
    let character = fields.next()?.chars().next()?;
    let result = fields.next()?.chars().next()?;
    Some((character, Rule { result, before: sides(fields.next()?), after: sides(fields.next()?) }))
}

fn sides(list: &'static str) -> Vec<Side> {
    if list == "*" { Vec::new() } else { list.split('|').map(side).collect() }
}

fn side(text: &'static str) -> Side {
    match (text, text.strip_prefix('^')) {
        ("~", _) => Side::Han,
        (_, Some(rest)) => Side::Whole(rest),
        _ => Side::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_rule() {
        for line in super::super::entries(include_str!("script_rules.txt")) {
            assert_eq!(line.split('\t').count(), 4, "{line}");
            assert!(rule(line).is_some(), "{line}");
        }
    }

    #[test]
    fn dictionaries_are_of_single_characters() {
        let of_one = |text: &str| text.chars().count() == 1;
        for (from, forms) in hanconv::RawDictionary::TSCharacters
            .var_iter()
            .chain(hanconv::RawDictionary::STCharacters.var_iter())
        {
            assert!(of_one(from) && forms.iter().all(|form| of_one(form)), "{from}");
        }
        assert!(
            traditional().map(|(from, forms)| (from, forms.usual())).eq(hanconv::TSCharacters
                .iter()
                .map(|(from, to)| (from.chars().next().unwrap_or_default(), to.chars().next())))
        );
    }

    #[test]
    fn contexts_are_written_in_simplified() {
        for rule in RULES.values().flatten() {
            for side in rule.before.iter().chain(&rule.after) {
                let (Side::Text(text) | Side::Whole(text)) = side else { continue };
                let plain = text.replace(['著', '徵'], "");
                assert_eq!(hanconv::t2s(&plain), plain);
            }
        }
    }
}
