//! What a comparison costs: documents of 100,000 paragraphs with known differences, and some made to
//! be dear.
//!
//! `cargo bench --bench diff`

use std::time::{Duration, Instant};

use extract::diff::diff;
use extract::document::{Content, Document, Section, SectionKind, Table};

/// Paragraphs of a document.
const PARAGRAPHS: usize = 100_000;
/// Paragraphs of a section.
const PER_SECTION: usize = 20;
/// Times each comparison is made; the least counts.
const RUNS: usize = 3;

/// A case: what it is called, and the text of paragraph `n` of the old and of the new document.
type Case = (&'static str, fn(usize) -> String, fn(usize) -> String);

const CASES: &[Case] = &[
    ("the same", sentence, sentence),
    ("every tenth changed", sentence, |n| if n % 10 == 0 { changed(n) } else { sentence(n) }),
    ("every one changed", sentence, changed),
    ("nothing in common", sentence, other),
    ("the same backwards", sentence, |n| sentence(PARAGRAPHS - n)),
    ("moved by one section", sentence, |n| sentence((n + PER_SECTION) % PARAGRAPHS)),
    ("all equal", |_| sentence(7), |_| sentence(7)),
    (
        "all equal, every tenth changed",
        |_| sentence(7),
        |n| if n % 10 == 0 { changed(7) } else { sentence(7) },
    ),
    ("two by turns, turned", |n| sentence(n % 2), |n| sentence((n + 1) % 2)),
];

fn sentence(n: usize) -> String {
    let (place, work) = (n % 977, n % 1009);
    format!(
        "在第{place}号片区推进第{work}项水网工程，到2025年新建供水管道{n}公里，改造泵站{}座，保障城乡供水。",
        n % 31
    )
}

fn changed(n: usize) -> String {
    sentence(n).replace("改造泵站", "更新改造泵站")
}

fn other(n: usize) -> String {
    format!("组织{n}名教师下乡任教，建立{}个结对帮扶小组，按学期考核。", n % 53)
}

fn document(text: fn(usize) -> String, per_section: usize) -> Document {
    let paragraph =
        |n: usize| Content::Paragraph { text: text(n), lead: None, blocks: [n as u32, n as u32] };
    let section = |at: usize| Section {
        id: (at + 1).to_string(),
        kind: SectionKind::Chapter,
        level: 1,
        label: Some(format!("第{}章", at + 1)),
        title: format!("第{at}片区水网建设"),
        blocks: [(at * per_section) as u32, ((at + 1) * per_section - 1) as u32],
        content: (at * per_section..(at + 1) * per_section).map(paragraph).collect(),
        sections: Vec::new(),
    };
    Document {
        sections: (0..PARAGRAPHS / per_section).map(section).collect(),
        ..Document::default()
    }
}

fn table(cell: fn(usize, usize) -> String) -> Document {
    let row = |row: usize| (0..6).map(|column| Some(cell(row, column))).collect();
    let columns = serde_json::json!({ "name": "列", "type": "text", "unit": null, "role": null });
    let column: extract::document::Column = serde_json::from_value(columns).expect("a column");
    let rows = (0..PARAGRAPHS / 5).map(row).collect();
    let table = Table { id: "t1".to_owned(), columns: vec![column; 6], rows, ..Table::default() };
    Document { tables: vec![table], ..Document::default() }
}

fn main() {
    for (name, old, new) in CASES {
        for (per_section, sections) in
            [(PER_SECTION, "sections of 20"), (PARAGRAPHS, "one section")]
        {
            let (old, new) = (document(*old, per_section), document(*new, per_section));
            told(&format!("{name}, {sections}"), &old, &new);
        }
    }
    let cell = |row: usize, column: usize| format!("{}", row * 7 + column);
    let some = |row: usize, column: usize| {
        format!("{}", row * 7 + column + usize::from(row % 9 == column))
    };
    told("a table of 20,000 rows", &table(cell), &table(some));
    told("a table of equal rows", &table(|_, column| column.to_string()), &table(some));
}

fn told(name: &str, old: &Document, new: &Document) {
    let mut best = Duration::MAX;
    let mut changes = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        changes = diff(old, new).changes.len();
        best = best.min(start.elapsed());
    }
    println!("{name}: {:.2} s, {changes} changes", best.as_secs_f64());
}
