use super::*;

/// Titles of the boxes with the number of lines each holds.
fn check(text: &str, expected: &[(&str, usize)]) {
    let mut document = Document::default();
    crate::read::text(text, &Default::default(), &mut document);
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

#[test]
fn a_box_without_text_is_empty() {
    check("专栏1：水系", &[("专栏1：水系", 0)]);
    check("专栏1：水系\n专栏2：山林\n——东山。造林。", &[("专栏1：水系", 0), ("专栏2：山林", 1)]);
}

/// What was removed behind a box at the end of a page is no text of it.
#[test]
fn removed_lines_are_no_text_of_a_box() {
    let mut document = Document::default();
    crate::read::text("专栏1：水系\n版权所有\n网站地图\n", &Default::default(), &mut document);
    for block in &mut document.blocks[1..] {
        block.role = Role::Removed(crate::document::Reason::Footer);
    }
    run(&mut document, &Options::default());
    assert_eq!(document.blocks[0].role, Role::BoxTitle { end: 1 });
}

#[test]
fn ends_at_a_caption() {
    check(&format!("{BODY}专栏1：水系\n东溪：清淤。\n表1 水系长度\n东溪\n"), &[("专栏1：水系", 1)]);
}

#[test]
fn items_of_one_shape_belong_together() {
    let body = BODY.trim_start();
    for items in [
        "（1）东溪。清淤疏浚。\n（2）西溪。加固堤防。\n",
        "01 东溪清淤疏浚\n02 西溪加固堤防\n",
        "●东溪。清淤疏浚。\n●西溪。加固堤防。\n",
        "东溪：清淤疏浚。\n西溪：加固堤防。\n",
        "1.东溪治理\n清淤疏浚，恢复水面。\n2.西溪治理\n加固堤防，绿化岸坡。\n",
    ] {
        check(
            &format!("{body}专栏1 水系\n{items}{body}"),
            &[("专栏1 水系", items.lines().count())],
        );
    }
}

#[test]
fn numbering_as_published() {
    for title in ["专栏4-1 水系", "专栏一：水系", "专栏 水系"] {
        check(&format!("{BODY}{title}\n东溪：清淤。\n{BODY}"), &[(title, 1)]);
    }
}

#[test]
fn a_box_that_goes_on_is_one_box() {
    let title = "专栏1：水系";
    check(
        &format!("{BODY}{title}\n东溪：清淤。\n专栏1（续）\n西溪：筑堤。\n{BODY}"),
        &[(title, 3)],
    );
}
