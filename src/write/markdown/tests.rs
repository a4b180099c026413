use super::document;
use crate::document::{Column, ColumnType, Content, Document, Merge, Section, SectionKind, Table};

fn section(level: u8, label: &str, title: &str, content: Vec<Content>) -> Section {
    Section {
        id: "1".to_owned(),
        kind: SectionKind::Chapter,
        level,
        label: Some(label.to_owned()).filter(|label| !label.is_empty()),
        title: title.to_owned(),
        blocks: [0, 0],
        content,
        sections: Vec::new(),
    }
}

fn paragraph(text: &str) -> Content {
    Content::Paragraph { text: text.to_owned(), lead: None, blocks: [0, 0] }
}

fn table(rows: &[&[&str]], merged: Vec<Merge>) -> Table {
    let mut rows: Vec<Vec<_>> = rows
        .iter()
        .map(|row| row.iter().map(|c| Some((*c).to_owned()).filter(|c| !c.is_empty())).collect())
        .collect();
    let header = vec![rows.remove(0)];
    let number = Column { name: String::new(), kind: ColumnType::Number, unit: None, role: None };
    let columns = vec![Column { kind: ColumnType::Text, ..number.clone() }, number];
    let caption = Some("主要指标".to_owned());
    let notes = vec!["带*为预期值。".to_owned()];
    Table { id: "t1".to_owned(), header, rows, merged, caption, notes, columns, ..Table::default() }
}

/// What stands behind the front matter.
fn body(sections: Vec<Section>, tables: Vec<Table>) -> String {
    let text = document(&Document { sections, tables, ..Document::default() });
    let end = text.find("---\n\n").expect("front matter ends");
    text[end + 5..].to_owned()
}

#[test]
fn headings_by_level() {
    let check = |level, label, title, expected: &str| {
        assert_eq!(body(vec![section(level, label, title, Vec::new())], Vec::new()), expected);
    };
    check(1, "第一章", "总则", "# 第一章 总则\n");
    check(2, "一、", "总体要求", "## 一、总体要求\n");
    check(9, "1.", "河道", "###### 1.河道\n");
    check(3, "第五条", "", "### 第五条\n");
    check(1, "", "云溪区规划 #", "# 云溪区规划 \\#\n");
    check(0, "甲", "乙", "# 甲 乙\n");
}

#[test]
fn boxes_are_block_quotes() {
    let inner = vec![paragraph("清淤\n筑堤")];
    let made = Content::Box {
        label: "专栏1".to_owned(),
        title: "水利".to_owned(),
        content: inner,
        blocks: [0, 0],
    };
    let text = body(vec![section(1, "", "章", vec![made.clone(), made, paragraph("后")])], vec![]);
    let quote = "> **专栏1 水利**\n>\n> 清淤\\\n> 筑堤\n";
    assert_eq!(text, format!("# 章\n\n{quote}\n{quote}\n后\n"));
}

#[test]
fn tables_without_merged_cells_are_gfm() {
    let content = vec![Content::Table { table: "t1".to_owned(), blocks: [0, 0] }];
    let made = table(&[&["指标", "2025年"], &["a|b", ""]], Vec::new());
    let text = body(vec![section(1, "", "章", content)], vec![made]);
    let expected =
        "**主要指标**\n\n| 指标 | 2025年 |\n| --- | ---: |\n| a&#124;b |  |\n\n带\\*为预期值。\n";
    assert_eq!(text, format!("# 章\n\n{expected}"));
}

#[test]
fn merged_cells_need_html() {
    let content = vec![Content::Table { table: "t1".to_owned(), blocks: [0, 0] }];
    let merged = vec![Merge { row: 1, column: 0, row_span: 2, column_span: 1 }];
    let made = table(&[&["类别", "值"], &["<水>", "1"], &["<水>", "2"]], merged);
    let text = body(vec![section(1, "", "章", content)], vec![made]);
    let head = "<table>\n<thead>\n<tr><th>类别</th><th>值</th></tr>\n</thead>\n<tbody>\n";
    let rows = "<tr><td rowspan=\"2\">&lt;水&gt;</td><td>1</td></tr>\n<tr><td>2</td></tr>\n";
    assert!(text.contains(&format!("{head}{rows}</tbody>\n</table>\n")), "{text}");
}

#[test]
fn a_caption_that_repeats_the_box_is_printed_once() {
    let inner = vec![Content::Table { table: "t1".to_owned(), blocks: [0, 0] }];
    let made = Content::Box {
        label: String::new(),
        title: "主要指标".to_owned(),
        content: inner,
        blocks: [0, 0],
    };
    let made_table = table(&[&["指标", "值"], &["a", "1"]], Vec::new());
    let text = body(vec![section(1, "", "章", vec![made])], vec![made_table]);
    assert_eq!(text.matches("主要指标").count(), 1, "{text}");
}
