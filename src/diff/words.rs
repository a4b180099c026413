//! Two texts as one, with the words that went and the words that came.

use std::ops::Range;

use imara_diff::Hunk;

use super::change::{Fate, NumberChange, Run};
use super::sequence::{Numbering, align_words};
use super::token::{Token, Words};

/// Words between two changes that are too few to be read as having stayed.
const SHORT: u32 = 1;

/// What became of the words of a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marked {
    /// Old and new text in one.
    pub runs: Vec<Run>,
    /// Numbers that changed into others.
    pub numbers: Vec<NumberChange>,
}

/// Marks the words that differ.
pub fn marked(old: &str, new: &str) -> Marked {
    let (old, new) = (Words::of(old), Words::of(new));
    let mut marked = Marked::default();
    let (mut from, mut to) = (0, 0);
    for hunk in hunks(&old, &new) {
        marked.add(Fate::Same, new.text(to, hunk.after.start));
        marked.add(Fate::Old, old.text(hunk.before.start, hunk.before.end));
        marked.add(Fate::New, new.text(hunk.after.start, hunk.after.end));
        marked.add_numbers(&old, &new, &hunk);
        (from, to) = (hunk.before.end, hunk.after.end);
    }
    debug_assert_eq!(old.tokens.len() - from as usize, new.tokens.len() - to as usize);
    marked.add(Fate::Same, new.text(to, new.tokens.len() as u32));
    marked
}

/// Places where the words differ, short words between two of them taken in.
pub fn hunks(old: &Words<'_>, new: &Words<'_>) -> Vec<Hunk> {
    let (start, end) = shared_ends(old, new);
    let mut numbers = Numbering::default();
    let before = ids(old, start..old.tokens.len() - end, &mut numbers);
    let after = ids(new, start..new.tokens.len() - end, &mut numbers);
    let moved = |range: Range<usize>| (range.start + start) as u32..(range.end + start) as u32;
    let gaps = align_words(&before, &after).gaps.into_iter();
    let hunks = gaps.map(|(old, new)| Hunk { before: moved(old), after: moved(new) });
    joined(hunks, &old.tokens)
}

fn ids<'w>(words: &'w Words<'_>, some: Range<usize>, numbers: &mut Numbering<&'w str>) -> Vec<u32> {
    some.map(|word| numbers.of(words.key(word))).collect()
}

/// How many words at the start and how many at the end are the same.
fn shared_ends(old: &Words<'_>, new: &Words<'_>) -> (usize, usize) {
    let (olds, news) = (old.tokens.len(), new.tokens.len());
    let most = olds.min(news);
    let start = (0..most).take_while(|word| old.key(*word) == new.key(*word)).count();
    let end = (1..=most - start).take_while(|word| old.key(olds - word) == new.key(news - word));
    (start, end.count())
}

fn joined(hunks: impl Iterator<Item = Hunk>, old: &[Token]) -> Vec<Hunk> {
    let mut found: Vec<Hunk> = Vec::new();
    for hunk in hunks {
        match found.last_mut() {
            Some(last) if is_short(&old[last.before.end as usize..hunk.before.start as usize]) => {
                last.before.end = hunk.before.end;
                last.after.end = hunk.after.end;
            }
            _ => found.push(hunk),
        }
    }
    found
}

fn is_short(between: &[Token]) -> bool {
    between.len() as u32 <= SHORT && !between.iter().any(|token| token.is_number)
}

impl<'a> Words<'a> {
    /// Text of some words, with the marks behind them.
    fn text(&self, from: u32, to: u32) -> &'a str {
        let start = |word: u32| match self.tokens.get(word as usize) {
            _ if word == 0 => 0,
            Some(token) => token.range.start,
            None => self.text.len(),
        };
        &self.text[start(from)..start(to)]
    }

    fn numbers(&self, from: u32, to: u32) -> Vec<u32> {
        (from..to).filter(|word| self.tokens[*word as usize].is_number).collect()
    }

    /// The sign for percent behind a number.
    fn unit(&self, number: u32) -> Option<String> {
        let next = number as usize + 1;
        let key = (next < self.tokens.len()).then(|| self.key(next))?;
        ["%", "‰", "℃"].contains(&key).then(|| key.to_owned())
    }
}

impl Marked {
    fn add(&mut self, fate: Fate, text: &str) {
        if !text.is_empty() {
            self.runs.push(Run { fate, text: text.to_owned() });
        }
    }

    /// Numbers of the two sides of a change, where there are as many on both.
    fn add_numbers(&mut self, old: &Words<'_>, new: &Words<'_>, hunk: &Hunk) {
        let before = old.numbers(hunk.before.start, hunk.before.end);
        let after = new.numbers(hunk.after.start, hunk.after.end);
        if before.len() != after.len() {
            return;
        }
        for (before, after) in before.into_iter().zip(after) {
            let read = |words: &Words<'_>, at: u32| words.key(at as usize).parse().ok();
            let unit = old.unit(before).filter(|unit| new.unit(after).as_ref() == Some(unit));
            let pair = read(old, before).zip(read(new, after));
            self.numbers.extend(pair.and_then(|(old, new)| NumberChange::new(old, new, unit)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let mark = |run: &Run| match run.fate {
            Fate::Same => run.text.clone(),
            Fate::Old => format!("[-{}-]", run.text),
            Fate::New => format!("{{+{}+}}", run.text),
        };
        marked(old, new).runs.iter().map(mark).collect()
    }

    #[test]
    fn changed_words_are_marked() {
        assert_eq!(
            shown("管网漏损率降到9%以内。", "管网漏损率降到8.5%以内。"),
            "管网漏损率降到[-9-]{+8.5+}%以内。"
        );
        assert_eq!(shown("建设水网。", "建设城乡水网。"), "建设{+城乡+}水网。");
        assert_eq!(shown("甲乙丙丁", "戊乙己丁"), "[-甲乙丙-]{+戊乙己+}丁");
        assert_eq!(shown("", "甲"), "{+甲+}");
        assert_eq!(shown("建设，水网。", "建设水网"), "建设水网");
    }

    #[test]
    fn numbers_that_changed() {
        let found = marked("新建126公里，改造9%", "新建130公里，改造8%").numbers;
        let words: Vec<String> = found.iter().map(NumberChange::words).collect();
        assert_eq!(words, ["+4 (+3.17 %)", "-1 percentage points (-11.11 %)"]);
    }

    #[test]
    fn long_texts_that_share_nothing() {
        let old: String = (0..60_000).map(|n| ["甲", "乙", "丙"][n * n % 7 % 3]).collect();
        let new: String = (0..60_000).map(|n| ["丁", "戊", "甲"][n * 31 % 11 % 3]).collect();
        assert!(!marked(&old, &new).runs.is_empty());
    }
}
