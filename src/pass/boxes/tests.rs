use super::*;

/// Titles of the boxes with the number of lines each holds.
fn check(text: &str, expected: &[(&str, usize)]) {
    let mut document = Document::default();
    crate::read::text(text, &mut document);
    run(&mut document, &Options::default());
    let found: Vec<_> = document
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(number, block)| match block.role {
            Role::BoxTitle { end } => Some((document.clean(number), end as usize - number - 1)),
            _ => None,
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

const BODY: &str =
    "　　云溪区水系发达，山清水秀，今后五年要把治水放在各项工作的前面，持续改善水质。\n";

#[test]
fn ends_where_the_indent_comes_back() {
    check(&format!("{BODY}专栏1：水系\n东溪：清淤。\n西溪：筑堤。\n{BODY}"), &[("专栏1：水系", 2)]);
}

#[test]
fn ends_with_its_items() {
    let body = BODY.trim_start();
    check(
        &format!("{body}专栏1：水系\n——东溪。清淤。\n——西溪。筑堤。\n{body}"),
        &[("专栏1：水系", 2)],
    );
    check(
        &format!(
            "{body}专栏 2 水系\n本区有两条溪流，需要分别治理。\n1.东溪。清淤。\n2.西溪。筑堤。\n{body}"
        ),
        &[("专栏 2 水系", 3)],
    );
}

#[test]
fn a_title_over_two_lines() {
    check(
        "专栏3：云溪区基础教育\n综合改革工程\n小学强基工程。增加学位，改善校舍，补足教师，办好家门口的学校。",
        &[("专栏3：云溪区基础教育", 2)],
    );
}

#[test]
fn a_mention_is_no_box() {
    check(&format!("{BODY}专栏作家来了\n见专栏3。"), &[]);
}
