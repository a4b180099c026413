//! Parts that are revised: each edit says what it changed, and leaves alone what others changed.

use std::collections::{HashMap, HashSet};

use extract::diff::ChangeKind;
use extract::document::Table;

use crate::parts::Part;

/// A revision in the making.
pub struct Draft {
    /// The parts.
    pub parts: Vec<Part>,
    /// Changes that must be reported: the kind, and words that the report has.
    pub expected: Vec<(ChangeKind, String)>,
    /// Kinds that may follow from the edits.
    pub may: Vec<ChangeKind>,
    touched: HashSet<String>,
    seed: u64,
    /// Labels of the headings before any edit, by title.
    labels: HashMap<String, String>,
    /// Headings whose number is told with their move, or that are new.
    renumbered: HashSet<String>,
}

impl Draft {
    /// Parts before any edit.
    pub fn new(parts: Vec<Part>, seed: u64) -> Self {
        let seed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let labels = labels(&parts);
        let (expected, may, touched, renumbered) = Default::default();
        Self { parts, expected, may, touched, seed, labels, renumbered }
    }

    /// A number below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed >> 20) as usize % most.max(1)
    }

    /// The change must be reported.
    pub fn expect(&mut self, kind: ChangeKind, words: &str) {
        self.expected.push((kind, words.to_owned()));
    }

    /// Notes that a part was changed; false when it was before.
    pub fn touch(&mut self, name: &str) -> bool {
        self.touched.insert(name.to_owned())
    }

    /// A paragraph of a section that no edit has touched; now it is.
    pub fn text(&mut self) -> Option<usize> {
        self.text_where(|text| text.chars().count() > 20)
    }

    /// The same, of those that fit.
    pub fn text_where(&mut self, fits: impl Fn(&str) -> bool) -> Option<usize> {
        let mut found = Vec::new();
        let mut in_body = false;
        for (at, part) in self.parts.iter().enumerate() {
            match part {
                Part::Heading(..) => in_body = true,
                Part::Text(text) if in_body && fits(text) && !self.touched.contains(text) => {
                    found.push(at);
                }
                _ => {}
            }
        }
        let pick = self.below(found.len());
        let at = *found.get(pick)?;
        let text = self.words(at);
        self.touch(&text);
        Some(at)
    }

    /// A heading of this level that no edit has touched, with all under it; now it is.
    pub fn section(&mut self, level: u8) -> Option<usize> {
        let is_free = |draft: &Self, at: usize| {
            draft.parts[draft.extent(at)].iter().all(|part| !draft.touched.contains(&name(part)))
        };
        let all: Vec<usize> = (0..self.parts.len())
            .filter(|at| matches!(&self.parts[*at], Part::Heading(its, _) if *its == level))
            .filter(|at| is_free(self, *at))
            .collect();
        let pick = self.below(all.len());
        let at = *all.get(pick)?;
        for part in self.extent(at) {
            let name = name(&self.parts[part]);
            self.touch(&name);
        }
        Some(at)
    }

    /// A heading and all under it.
    pub fn extent(&self, at: usize) -> std::ops::Range<usize> {
        let Part::Heading(level, _) = &self.parts[at] else { return at..at + 1 };
        let ends = |part: &Part| matches!(part, Part::Heading(its, _) if its <= level);
        let end = self.parts[at + 1..].iter().position(ends);
        at..end.map_or(self.parts.len(), |end| at + 1 + end)
    }

    /// An edit has changed this.
    pub fn is_touched(&self, name: &str) -> bool {
        self.touched.contains(name)
    }

    /// Words of a part.
    pub fn words(&self, at: usize) -> String {
        name(&self.parts[at])
    }

    /// Title of a heading.
    pub fn title(&self, at: usize) -> String {
        split(&self.words(at)).1.to_owned()
    }

    /// The table with this label, unless an edit has touched the row; now it is.
    pub fn table(&mut self, label: &str) -> Option<&mut Table> {
        let found = self.parts.iter_mut().find_map(|part| match part {
            Part::Table(table) if table.label.as_deref() == Some(label) => Some(table),
            _ => None,
        });
        found.map(|table| &mut **table)
    }

    /// Numbers chapters and sections by their order. Headings named are told otherwise.
    pub fn renumber(&mut self, but: &[String]) {
        self.renumbered.extend(but.iter().cloned());
        let (mut chapter, mut section) = (0, 0);
        for part in &mut self.parts {
            let Part::Heading(level, text) = part else { continue };
            let label = match *level {
                1 => {
                    (chapter, section) = (chapter + 1, 0);
                    format!("第{}章", numeral(chapter))
                }
                2 => {
                    section += 1;
                    format!("第{}节", numeral(section))
                }
                _ => continue,
            };
            *text = format!("{label}\u{3000}{}", split(text).1);
        }
    }

    /// A heading has another title; it is the same heading.
    pub fn renamed(&mut self, old: &str, new: &str) {
        if let Some(label) = self.labels.remove(old) {
            self.labels.insert(new.to_owned(), label);
        }
        if self.renumbered.remove(old) {
            self.renumbered.insert(new.to_owned());
        }
    }

    /// Everything that must be reported: what the edits said, and headings with another number.
    pub fn all_expected(&self) -> Vec<(ChangeKind, String)> {
        let now = labels(&self.parts);
        let differs =
            |(title, label): &(&String, &String)| now.get(*title).is_some_and(|now| now != *label);
        let told = self.labels.iter().filter(differs).map(|(title, _)| title);
        let told = told.filter(|title| !self.renumbered.contains(*title));
        let numbers = told.map(|title| (ChangeKind::SectionRenumbered, title.clone()));
        self.expected.iter().cloned().chain(numbers).collect()
    }
}

fn labels(parts: &[Part]) -> HashMap<String, String> {
    let headings = parts.iter().filter_map(|part| match part {
        Part::Heading(_, text) => Some(split(text)),
        _ => None,
    });
    headings.map(|(label, title)| (title.to_owned(), label.to_owned())).collect()
}

/// Label and title of a heading.
pub fn split(heading: &str) -> (&str, &str) {
    heading.split_once('\u{3000}').unwrap_or(("", heading))
}

fn numeral(number: usize) -> &'static str {
    ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"][number]
}

/// What a part is known by.
fn name(part: &Part) -> String {
    match part {
        Part::Title(text)
        | Part::Number(text)
        | Part::Letter(text, _)
        | Part::PlanTitle(text)
        | Part::Contents(text)
        | Part::Heading(_, text)
        | Part::Text(text)
        | Part::BoxTitle(text) => text.clone(),
        Part::BoxTexts(texts) => texts.join("\n"),
        Part::Table(table) => table.label.clone().unwrap_or_default(),
    }
}
