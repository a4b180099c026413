use super::*;
use crate::document::{Content, Document, Indicator, IndicatorValue, SectionKind, Table};

fn section(id: &str, label: &str, title: &str, content: Vec<Content>) -> Section {
    Section {
        id: id.to_owned(),
        kind: SectionKind::Chapter,
        level: 1,
        label: Some(label.to_owned()),
        title: title.to_owned(),
        blocks: [0, 9],
        content,
        sections: Vec::new(),
    }
}

fn paragraph(text: &str, at: u32) -> Content {
    Content::Paragraph { text: text.to_owned(), lead: None, blocks: [at, at] }
}

fn row(cells: &[&str]) -> Vec<Option<String>> {
    cells.iter().map(|cell| Some((*cell).to_owned())).collect()
}

fn sample() -> Document {
    let table = Table {
        id: "t1".to_owned(),
        caption: Some("水厂".to_owned()),
        section: Some("1/1".to_owned()),
        columns: ["名称", "规模"].map(column).into(),
        header: vec![row(&["名称", "规模"])],
        rows: vec![row(&["东岭水厂", "3"]), row(&["西湖水厂", "5"]), row(&["南溪水厂", "2"])],
        notes: vec!["注：规模为日供水量。".to_owned()],
        blocks: [4, 8],
        ..Table::default()
    };
    let content = vec![
        paragraph("供水保障能力不断提高。水质稳定达标。", 3),
        Content::Table { table: "t1".to_owned(), blocks: [4, 8] },
    ];
    let mut chapter = section("1", "第一章", "水", Vec::new());
    chapter.sections.push(section("1/1", "第一节", "供水", content));
    let value = IndicatorValue {
        raw: "≥98.50".to_owned(),
        value: "98.50".parse().ok(),
        ..IndicatorValue::default()
    };
    let indicator = Indicator {
        name: "水质达标率".to_owned(),
        section: Some("1/1".to_owned()),
        unit: Some("%".to_owned()),
        values: vec![value],
        ..Indicator::default()
    };
    Document {
        sections: vec![chapter],
        tables: vec![table],
        indicators: vec![indicator],
        ..Document::default()
    }
}

fn column(name: &str) -> crate::document::Column {
    crate::document::Column {
        name: name.to_owned(),
        kind: crate::document::ColumnType::Text,
        unit: None,
        role: None,
    }
}

fn of(name: &str, chunk_size: usize) -> String {
    let document = sample();
    let entry = Entry::new("plans/a", &document, chunk_size);
    let resource = RESOURCES.iter().find(|resource| resource.name == name).expect("listed");
    written(resource, &entry)
}

fn written(resource: &Resource, entry: &Entry<'_>) -> String {
    crate::write::in_memory(|out| (resource.rows)(entry, out))
}

#[test]
fn every_row_has_every_column() {
    let document = sample();
    let entry = Entry::new("plans/a", &document, 800);
    for resource in RESOURCES.iter().filter(|resource| resource.format == Format::Csv) {
        let text = resource.header() + &written(resource, &entry);
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        assert_eq!(
            reader.headers().map(::csv::StringRecord::len).ok(),
            Some(resource.fields.len())
        );
        assert!(reader.records().all(|record| record.is_ok()), "{}", resource.name);
    }
}

#[test]
fn keys_and_references_name_fields() {
    let has =
        |resource: &Resource, name: &&str| resource.fields.iter().any(|field| field.name == *name);
    for resource in RESOURCES {
        assert!(resource.key.iter().all(|name| has(resource, name)), "{}", resource.name);
        for reference in resource.references {
            let to = RESOURCES.iter().find(|other| other.name == reference.resource);
            let to = to.expect("a file of the dataset");
            assert!(reference.fields.iter().all(|name| has(resource, name)), "{}", resource.name);
            assert_eq!(reference.to, to.key, "{}", resource.name);
        }
    }
}

#[test]
fn rows_say_where_they_stand() {
    assert!(of("sections", 800).contains("第一章 水 / 第一节 供水"));
    assert_eq!(
        of("notes", 800),
        "plans/a,1/1,第一章 水 / 第一节 供水,t1,注：规模为日供水量。,4,8\n"
    );
}

#[test]
fn numbers_keep_their_digits() {
    assert!(of("indicators", 800).contains(",≥98.50,98.50,"), "{}", of("indicators", 800));
}

#[test]
fn chunks_hold_whole_pieces_and_repeat_headers() {
    let texts = |size| {
        let lines = of("chunks", size);
        let text = |line: &str| {
            let line: serde_json::Value = serde_json::from_str(line).expect("valid JSON");
            assert_eq!(line["metadata"]["headings"][1], "第一节 供水");
            line["text"].as_str().unwrap_or("").to_owned()
        };
        lines.lines().map(text).collect::<Vec<_>>()
    };
    let head = "水厂\n\n| 名称 | 规模 |\n| --- | --- |\n";
    let rows = ["| 东岭水厂 | 3 |\n", "| 西湖水厂 | 5 |\n", "| 南溪水厂 | 2 |\n"];
    let whole = format!(
        "供水保障能力不断提高。水质稳定达标。\n\n{head}{}\n\n注：规模为日供水量。",
        rows.concat()
    );
    assert_eq!(texts(800), [whole]);
    assert_eq!(
        texts(60),
        [
            "供水保障能力不断提高。水质稳定达标。".to_owned(),
            format!("{head}{}{}", rows[0], rows[1]),
            format!("{head}{}\n\n注：规模为日供水量。", rows[2]),
        ]
    );
    assert_eq!(texts(12)[0], "供水保障能力不断提高。");
}

#[test]
fn a_failure_has_one_row() {
    let rows = failure_rows("a.txt", "empty", "no bytes", "remove it");
    assert_eq!(rows.concat(), b"a.txt,empty,no bytes,remove it\n");
}

#[test]
fn cells_of_tables_side_by_side_are_one_list() {
    let mut document = sample();
    let table = &mut document.tables[0];
    table.header = vec![row(&["名称", "规模", "名称", "规模"])];
    table.columns = ["名称", "规模", "名称", "规模"].map(column).into();
    table.side_by_side = Some(2);
    let mut last = row(&["南溪水厂", "2,250.50"]);
    last.extend([None, None]);
    table.rows = vec![row(&["东岭水厂", "3", "西湖水厂", "约5"]), last];
    let entry = Entry::new("plans/a", &document, 1000);
    let resource = RESOURCES.iter().find(|resource| resource.name == "cells").expect("listed");
    assert_eq!(
        written(resource, &entry),
        "plans/a,t1,1,0,0,名称,,东岭水厂,\n\
         plans/a,t1,1,0,1,规模,,3,3\n\
         plans/a,t1,2,1,0,名称,,南溪水厂,\n\
         plans/a,t1,2,1,1,规模,,\"2,250.50\",2250.50\n\
         plans/a,t1,3,0,2,名称,,西湖水厂,\n\
         plans/a,t1,3,0,3,规模,,约5,\n"
    );
}
