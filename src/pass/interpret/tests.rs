use crate::Options;
use crate::document::Document;

fn convert(text: &str) -> Document {
    crate::convert("case.txt", text.as_bytes(), &Options::default()).expect("text is no error")
}

/// A page of the plan with these rows in its table of indicators.
fn page(rows: &[&[&str]], notes: &str) -> Document {
    let row = |cells: &&[&str]| {
        let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr>{cells}</tr>")
    };
    let rows: String = rows.iter().map(row).collect();
    convert(&format!(
        "<html><body><h1>云溪区水务发展规划</h1><h2>第一章 目标</h2>\
         <p>到2025年，全区水务工作迈上新台阶，供水安全得到保障，群众用水更加放心。</p>\
         <p>表1 主要指标</p><table border=1>{rows}</table><p>{notes}</p>\
         <h2>第二章 保障</h2><p>各镇各部门要密切配合，落实责任，保证规划顺利实施。</p></body></html>"
    ))
}

const HEADER: &[&str] = &["序号", "指标", "单位", "2020年", "2025年目标", "属性"];

fn codes(document: &Document) -> Vec<&str> {
    let ours = ["percent-over-100", "target-below-baseline", "note-missing"];
    let codes = document.diagnostics.iter().map(|found| found.code.as_str());
    codes.filter(|code| ours.contains(code)).collect()
}

#[test]
fn rows_know_their_section_and_blocks() {
    let document = page(
        &[
            HEADER,
            &["1", "用水总量", "亿立方米", "3.1", "3.4", "约束性"],
            &["2", "集中供水率", "%", "92", "98", "预期性"],
        ],
        "",
    );
    let found: Vec<_> = document
        .indicators
        .iter()
        .map(|one| {
            let [first, last] = one.blocks.map(|number| document.clean(number as usize));
            (one.name.as_str(), one.section.as_deref(), first, last)
        })
        .collect();
    assert_eq!(
        found,
        [("用水总量", Some("1"), "1", "约束性"), ("集中供水率", Some("1"), "2", "预期性")]
    );
    assert_eq!(codes(&document), [""; 0]);
}

#[test]
fn what_cannot_be_right_is_told() {
    let document = page(
        &[
            HEADER,
            &["1", "集中供水率", "%", "92", "980", "预期性"],
            &["2", "节水器具普及率", "%", "92", "90", "预期性"],
            &["3", "水库数", "座", "12*", "13", "预期性"],
            &["4", "供水增长率", "%", "120", "130", "预期性"],
        ],
        "",
    );
    assert_eq!(codes(&document), ["percent-over-100", "target-below-baseline", "note-missing"]);
    let place = document.diagnostics.iter().find(|found| found.code == "note-missing");
    assert_eq!(place.and_then(|found| found.blocks), Some(document.indicators[2].blocks));
}

#[test]
fn a_note_answers_its_mark() {
    let rows: &[&[&str]] = &[HEADER, &["1", "水库数", "座", "12*", "13", "预期性"]];
    let document = page(rows, "注：*为2019年数据。");
    assert_eq!(document.indicators[0].notes, ["*为2019年数据。"]);
    assert_eq!(codes(&document), [""; 0]);
}

#[test]
fn projects_of_boxes() {
    let document = convert(
        "云溪区水务发展规划\n第一章 目标\n建设一批水利工程，保障供水安全，服务全区发展。\n\
         专栏1：水利重点项目\n——堤防工程（2个）：东溪堤防、西溪堤防。\n——北湖泵站工程：新建3台机组。\n\
         ——总体要求：统筹推进，分步实施。\n——重大项目：南湖水库项目、中山水厂扩建项目。\n第二章 保障\n各镇各部门要密切配合，落实责任。\n",
    );
    let found: Vec<_> = document
        .projects
        .iter()
        .map(|one| (one.category.as_deref(), one.name.as_str(), one.box_label.as_deref()))
        .collect();
    let label = Some("专栏1");
    assert_eq!(
        found,
        [
            (Some("堤防工程"), "东溪堤防", label),
            (Some("堤防工程"), "西溪堤防", label),
            (None, "北湖泵站工程", label),
            (Some("重大项目"), "南湖水库项目", label),
            (Some("重大项目"), "中山水厂扩建项目", label),
        ]
    );
}

#[test]
fn tables_side_by_side_are_read_half_by_half() {
    let half = ["序号", "指标", "单位", "2025年目标"];
    let document = page(
        &[
            &[half, half].concat(),
            &["1", "用水总量", "亿立方米", "3.4", "3", "集中供水率", "%", "98"],
            &["2", "节水器具普及率", "%", "95", "4", "管网漏损率", "%", "9"],
        ],
        "",
    );
    let found: Vec<_> = document
        .indicators
        .iter()
        .map(|one| (one.ordinal.as_deref(), one.name.as_str(), one.row, one.values[0].column))
        .collect();
    assert_eq!(
        found,
        [
            (Some("1"), "用水总量", 0, 3),
            (Some("2"), "节水器具普及率", 1, 3),
            (Some("3"), "集中供水率", 0, 7),
            (Some("4"), "管网漏损率", 1, 7),
        ]
    );
    assert_eq!(document.tables[0].columns.len(), 8);
}
