//! Parts printed as plain text.

use crate::harm::Harm;
use crate::parts::{Part, Place};
use extract::document::Table;

/// How the lines of a text are set.
#[derive(Clone, Copy)]
pub struct Lines {
    /// White space before a paragraph.
    pub indent: &'static str,
    /// Between two lines.
    pub between: &'static str,
    /// Characters after which lines are broken.
    pub width: Option<usize>,
    /// Page numbers and a running head after so many lines.
    pub page: Option<usize>,
    /// Leaders and page number behind an entry of the contents list.
    pub leaders: bool,
}

/// Text as most crawlers print it.
pub const PLAIN: Lines =
    Lines { indent: "\u{3000}\u{3000}", between: "\n\n", width: None, page: None, leaders: false };

/// Prints the parts, every text changed by `harm`.
pub fn print(parts: &[Part], set: &Lines, harm: Harm) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut entries = 0;
    for part in parts {
        let indented = |text: &str| format!("{}{}", set.indent, harm(text));
        match part {
            Part::Title(text) | Part::Number(text) | Part::PlanTitle(text) => {
                lines.push(harm(text))
            }
            Part::Letter(text, Place::Left) => lines.push(harm(text)),
            Part::Letter(text, Place::Body) | Part::Text(text) => lines.push(indented(text)),
            Part::Letter(text, Place::Right) => lines.push(set.indent.repeat(6) + &harm(text)),
            Part::Contents(text) => {
                if entries == 0 {
                    lines.push(harm("目　录"));
                }
                entries += 1;
                let leaders = if set.leaders {
                    format!("………………{entries}")
                } else {
                    String::new()
                };
                lines.push(indented(text) + &leaders);
            }
            Part::Heading(_, text) if text.starts_with('第') => lines.push(harm(text)),
            Part::Heading(_, text) => lines.push(indented(text)),
            Part::BoxTitle(text) => lines.push(harm(text)),
            Part::BoxTexts(texts) => lines.extend(texts.iter().map(|text| harm(text))),
            Part::Table(table) => rows(table, &mut lines, harm),
        }
    }
    broken(lines, set).join(set.between) + "\n"
}

/// Caption, unit, a line with tabs for every row, notes.
fn rows(table: &Table, lines: &mut Vec<String>, harm: Harm) {
    lines.extend(caption(table).map(|text| harm(&text)));
    lines.extend(table.unit.as_ref().map(|unit| harm(&format!("单位：{unit}"))));
    for row in table.header.iter().chain(&table.rows) {
        let cells: Vec<&str> = row.iter().map(|cell| cell.as_deref().unwrap_or("")).collect();
        lines.push(harm(&cells.join("\t")));
    }
    lines.extend(table.notes.iter().map(|note| harm(&format!("注：{note}"))));
}

/// The caption of a table; the title of a box or appendix is printed as such.
pub fn caption(table: &Table) -> Option<String> {
    let caption = table.caption.as_deref()?;
    match table.label.as_deref() {
        Some(label) if label.starts_with('表') => Some(format!("{label} {caption}")),
        Some(_) => None,
        None => Some(caption.to_owned()),
    }
}

/// Lines broken at the page width, with what stands between pages.
fn broken(lines: Vec<String>, set: &Lines) -> Vec<String> {
    let mut out = Vec::new();
    for line in lines {
        let characters: Vec<char> = line.chars().collect();
        let width = set.width.unwrap_or(characters.len()).max(1);
        for piece in characters.chunks(width) {
            out.push(piece.iter().collect());
            if let Some(page) = set.page.filter(|page| out.len() % (page + 2) == *page) {
                out.push(format!("— {} —", out.len() / (page + 2) + 1));
                out.push("云溪规划文本汇编".to_owned());
            }
        }
    }
    out
}
