use super::*;
use crate::document::Document;

fn read(text: &str) -> Document {
    let mut document = Document::default();
    crate::read::text(text, &Default::default(), &mut document);
    run(&mut document, &Options::default());
    document
}

fn check(text: &str, titles: &[&str], body: &[&str]) {
    let document = read(text);
    let found: Vec<_> = document.contents.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(found, titles, "{text}");
    let rest: Vec<_> = (0..document.blocks.len())
        .filter(|n| document.blocks[*n].role == Role::Unread)
        .map(|n| document.clean(n))
        .collect();
    assert_eq!(rest, body, "{text}");
}

#[test]
fn ends_where_the_body_starts() {
    check(
        "目　录\n第一章 总则\n第二章 任务\n第一节 修路\n附表 项目表9\n\n本规划说明云溪区今后五年的任务。\n第一章 总则",
        &["总则", "任务", "修路", "项目表"],
        &["本规划说明云溪区今后五年的任务。", "第一章 总则"],
    );
    check(
        "目录\n一、现状\n二、任务\n一、现状\n云溪区水系发达。",
        &["现状", "任务"],
        &["一、现状", "云溪区水系发达。"],
    );
}

#[test]
fn broken_entries_are_joined() {
    check(
        "目录\n第一章 建设水城，\n再造山城\n第二章 任务\n云溪区水系发达。",
        &["建设水城，再造山城", "任务"],
        &["云溪区水系发达。"],
    );
}

#[test]
fn unlabelled_entries() {
    check(
        "目录\n序言\n第一章 总则\n第二章 任务\n结语\n序言\n云溪区水系发达。\n第一章 总则\n结语",
        &["序言", "总则", "任务", "结语"],
        &["序言", "云溪区水系发达。", "第一章 总则", "结语"],
    );
}

#[test]
fn a_list_without_a_title() {
    let list = "第一章 总则\n第二章 水系\n第三章 道路\n第四章 学校\n第五章 医院\n第六章 保障\n";
    let body = "第一章 总则\n云溪区水系发达。\n第二章 水系";
    let text = format!("{list}{body}");
    check(
        &text,
        &["总则", "水系", "道路", "学校", "医院", "保障"],
        &body.lines().collect::<Vec<_>>(),
    );
}

#[test]
fn headings_alone_are_no_list() {
    let text = "第一章 总则\n云溪区水系发达。\n第二章 任务\n修路。";
    check(text, &[], &text.lines().collect::<Vec<_>>());
}

/// Label, title, page and level of the entries.
fn check_entries(text: &str, expected: &[(Option<&str>, &str, Option<u32>, u8)]) {
    let document = read(text);
    let found: Vec<_> = document
        .contents
        .iter()
        .map(|entry| (entry.label.as_deref(), entry.title.as_str(), entry.page, entry.level))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn leaders_and_page_numbers() {
    let body = "本规划说明云溪区今后五年的任务。\n第一章 总则\n";
    for leader in ["……", "....", "······", "…… ", "\t", " - "] {
        check_entries(
            &format!(
                "目 录\n第一章 总则{leader}1\n第一节 现状{leader}2\n第二章 任务{leader}15\n{body}"
            ),
            &[
                (Some("第一章"), "总则", Some(1), 1),
                (Some("第一节"), "现状", Some(2), 2),
                (Some("第二章"), "任务", Some(15), 1),
            ],
        );
    }
}
