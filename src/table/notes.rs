//! Notes under a table and the marks that point to them.

use super::name::Name;
use crate::data::compare::compact;
use crate::data::numbering::{Style, is_han, label};
use crate::document::Table;

/// Shortest name, in characters, that a note can be known by.
const SHORTEST_NAME: usize = 4;
/// Brackets around values that notes explain: `[ ]内为五年累计数`.
const EMPTY: [&str; 8] = ["〔〕", "[]", "［］", "【】", "()", "（）", "｛｝", "{}"];

/// Most notes of a table that are read, so that many notes under many rows cost no more.
const MOST_NOTES: usize = 60;

/// The notes of a table that are read.
pub fn read(table: &Table) -> impl Iterator<Item = &str> {
    table.notes.iter().take(MOST_NOTES).map(String::as_str)
}

/// Notes a row points to: by its marks, or that call it by its name.
pub fn of<'a>(table: &'a Table, name: &Name, marks: &[String], total: bool) -> Vec<&'a str> {
    let is_known = name.text.chars().count() >= SHORTEST_NAME;
    let is_named = |note: &str| is_known && names(note, &name.text);
    let is_meant = |note: &str| {
        marks.iter().any(|mark| answers(note, mark))
            || is_named(note)
            || total && explains_brackets(note)
    };
    read(table).filter(|note| is_meant(note)).collect()
}

/// Words before a name that do not belong to it.
const BEFORE: [char; 5] = ['和', '与', '及', '中', '的'];

/// Whether a note calls a name, and not one that only ends with it: 人均用水量 is not 用水量.
fn names(note: &str, name: &str) -> bool {
    note.match_indices(name).any(|(at, _)| {
        let before = note[..at].chars().next_back();
        before.is_none_or(|c| !is_han(c) || BEFORE.contains(&c))
    })
}

/// Whether a note is the one a mark points to.
pub fn answers(note: &str, mark: &str) -> bool {
    let note = note.trim_start();
    let Some(number) = number(mark) else { return note.contains(mark) };
    let starts = label(note).is_some_and(|found| {
        found.number == number
            && matches!(found.style, Style::Arabic | Style::ArabicParen | Style::Circled)
    });
    let bracketed = note.strip_prefix(['[', '〔', '［', '【']).and_then(label_number);
    let worded = note.strip_prefix('注').and_then(label_number);
    starts || bracketed == Some(number) || worded == Some(number)
}

/// Whether a note says what values in brackets are.
pub fn explains_brackets(note: &str) -> bool {
    let compact = compact(note);
    EMPTY.iter().any(|brackets| compact.contains(*brackets))
}

/// Whether a note says that values in round brackets are totals over years.
pub fn makes_totals(note: &str) -> bool {
    let compact = compact(note);
    compact.contains("累计") && ["()", "（）"].iter().any(|brackets| compact.contains(*brackets))
}

/// The number a mark says: `[1]`, `注2`, `①`.
fn number(mark: &str) -> Option<u32> {
    let inner = mark.trim_matches(['[', ']', '注']);
    label_number(inner)
}

fn label_number(text: &str) -> Option<u32> {
    let first = text.trim_start().chars().next()?;
    match first {
        '①'..='⑳' => Some(first as u32 - '①' as u32 + 1),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        _ => crate::data::numbering::arabic_number(text.trim_start()).map(|(number, _)| number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_find_their_notes() {
        for (mark, note) in [
            ("*", "带*的为约束性指标"),
            ("①", "①按2020年价格计算"),
            ("[1]", "1.按2020年价格计算"),
            ("[1]", "[1] 按2020年价格计算"),
            ("注2", "注2：初步数"),
            ("[注2]", "2、初步数"),
            ("¹", "1.初步数"),
        ] {
            assert!(answers(note, mark), "{mark}: {note}");
        }
        for (mark, note) in
            [("*", "1.初步数"), ("[1]", "2.初步数"), ("①", "初步数"), ("[2]", "12.初步数")]
        {
            assert!(!answers(note, mark), "{mark}: {note}");
        }
    }

    #[test]
    fn rows_find_their_notes() {
        let notes = vec!["1.绿化覆盖率为初步数。".to_owned(), "2.[ ]内为五年累计数。".to_owned()];
        let table = Table { notes, ..Table::default() };
        let name = |text: &str| Name { text: text.to_owned(), ..Name::default() };
        assert_eq!(of(&table, &name("绿化覆盖率"), &[], false), [&table.notes[0]]);
        assert_eq!(of(&table, &name("化覆盖率"), &[], false), [""; 0]);
        assert_eq!(of(&table, &name("新增学位"), &[], true), [&table.notes[1]]);
        assert_eq!(of(&table, &name("新增学位"), &[], false), [""; 0]);
        assert!(makes_totals("（ ）内为五年累计数") && !makes_totals("[ ]内为五年累计数"));
    }
}
