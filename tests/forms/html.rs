//! Parts printed as a page.

use crate::harm::Harm;
use crate::parts::{Part, Place};
use crate::text;
use extract::document::Table;

/// How the elements of a page are written.
#[derive(Clone, Copy)]
pub struct Markup {
    /// A paragraph; `{}` stands for its text.
    pub paragraph: &'static str,
    /// A heading; `{n}` stands for its level.
    pub heading: &'static str,
    /// A cell.
    pub cell: &'static str,
    /// Around the text.
    pub body: &'static str,
    /// Put behind every so many parts.
    pub between: Option<(usize, &'static str)>,
    /// Before and behind the page's own elements.
    pub around: [&'static str; 2],
    /// Behind the title in `<title>` and `<h1>`.
    pub title_tail: &'static str,
    /// Boxes as tables of one cell.
    pub framed: bool,
    /// Tables of more rows are split in two.
    pub split: Option<usize>,
}

/// A page of a government site.
pub const PAGE: Markup = Markup {
    paragraph: "<p style=\"text-indent:2em\">{}</p>",
    heading: "<p align=\"center\"><strong>{}</strong></p>",
    cell: "<td>{}</td>",
    body: "<div class=\"TRS_Editor\">{}</div>",
    between: None,
    around: ["", ""],
    title_tail: "",
    framed: true,
    split: None,
};

/// Prints the parts, every text changed by `harm` and written by `write`.
pub fn print(parts: &[Part], markup: &Markup, harm: Harm, write: Harm) -> String {
    let text = |text: &str| write(&harm(text));
    let (mut title, mut body, mut entries) = (String::new(), String::new(), 0);
    for (place, part) in parts.iter().enumerate() {
        if let Some((_, inserted)) = markup.between.filter(|(every, _)| place % every == every - 1)
        {
            body += inserted;
        }
        let paragraph = |it: &str| markup.paragraph.replace("{}", &text(it));
        let heading = |level: u8, it: &str| {
            markup.heading.replace("{n}", &(level + 1).min(6).to_string()).replace("{}", &text(it))
        };
        match part {
            Part::Title(it) => title = text(it) + markup.title_tail,
            Part::Number(it) => body += &format!("<p align=\"center\">{}</p>", text(it)),
            Part::Letter(it, Place::Right) => {
                body += &format!("<p align=\"right\">{}</p>", text(it));
            }
            Part::Letter(it, Place::Left) => body += &format!("<p>{}</p>", text(it)),
            Part::Letter(it, Place::Body) | Part::Text(it) => body += &paragraph(it),
            Part::PlanTitle(it) => {
                body += &format!("<p align=\"center\"><b>{}</b></p>", text(it));
            }
            Part::Contents(it) => {
                if entries == 0 {
                    body += &format!("<p align=\"center\">{}</p>", text("目　录"));
                }
                entries += 1;
                body += &paragraph(it);
            }
            Part::Heading(level, it) => body += &heading(*level, it),
            Part::BoxTitle(it) => body += &format!("<p align=\"center\"><b>{}</b></p>", text(it)),
            Part::BoxTexts(texts) => {
                let inner: String = texts.iter().map(|it| format!("<p>{}</p>", text(it))).collect();
                body += &if markup.framed {
                    format!("<table border=\"1\"><tr><td>{inner}</td></tr></table>")
                } else {
                    inner
                };
            }
            Part::Table(table) => body += &grid(table, markup, &text),
        }
        body.push('\n');
    }
    page(&title, &markup.body.replace("{}", &body), markup)
}

fn page(title: &str, body: &str, markup: &Markup) -> String {
    let [before, behind] = markup.around;
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title></head><body>\
         {before}<ul class=\"nav\"><li><a href=\"/\">首页</a></li><li><a href=\"/zw/\">政务公开</a></li>\
         <li><a href=\"/gh/\">规划计划</a></li></ul><h1>{title}</h1>\n{body}\
         <div class=\"footer\"><p>主办：云溪区人民政府办公室　粤ICP备05000000号</p></div>{behind}</body></html>"
    )
}

/// Caption, unit, the grid with a merged cell's text in every place, notes.
fn grid(table: &Table, markup: &Markup, text: &impl Fn(&str) -> String) -> String {
    let mut out: String = text::caption(table)
        .map(|it| format!("<p align=\"center\">{}</p>", text(&it)))
        .unwrap_or_default();
    out.extend(
        table
            .unit
            .as_ref()
            .map(|it| format!("<p align=\"right\">{}</p>", text(&format!("单位：{it}")))),
    );
    let rows = |rows: &[Vec<Option<String>>]| -> String {
        let cell =
            |cell: &Option<String>| markup.cell.replace("{}", &text(cell.as_deref().unwrap_or("")));
        rows.iter()
            .map(|row| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>()))
            .collect()
    };
    let split = markup.split.filter(|most| table.rows.len() > *most).unwrap_or(table.rows.len());
    let (first, second) = table.rows.split_at(split);
    out += &format!("<table border=\"1\">{}{}</table>", rows(&table.header), rows(first));
    if !second.is_empty() {
        out += &format!(
            "<p>续表</p><table border=\"1\">{}{}</table>",
            rows(&table.header),
            rows(second)
        );
    }
    out.extend(table.notes.iter().map(|note| format!("<p>{}</p>", text(&format!("注：{note}")))));
    out
}
