use super::*;

fn check(text: &str, expected: &[Role]) {
    let mut document = Document::default();
    crate::read::text(text, &Default::default(), &mut document);
    run(&mut document, &Options::default());
    let found: Vec<_> = document.blocks.into_iter().map(|block| block.role).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn kinds_of_text() {
    check(
        "云溪区水系发达。\n——东溪。清淤。\n1.筑堤。\n图1：水系图(略)\n注：本图为示意。\n图书馆建设。",
        &[
            Role::Paragraph,
            Role::ListItem,
            Role::ListItem,
            Role::Figure,
            Role::Note,
            Role::Paragraph,
        ],
    );
}

#[test]
fn marks_of_list_items() {
    for item in [
        "——东溪",
        "──东溪",
        "--东溪",
        "－－东溪",
        "•东溪",
        "●东溪",
        "■东溪",
        "◆东溪",
        "1.东溪",
        "（1）东溪",
        "①东溪",
        "（一）东溪",
        "一、东溪",
        "1.1 东溪",
    ] {
        check(item, &[Role::ListItem]);
    }
}

#[test]
fn what_only_looks_like_an_item_or_caption() {
    for text in [
        "—东溪",
        "2025年建成水厂。",
        "3.5亿元用于治水。",
        "第三条 水费按季收取。",
        "一是治水；二是治山。",
        "图1所示为水系。",
        "注重治水。",
        "附件：水系图",
    ] {
        check(text, &[Role::Paragraph]);
    }
}

#[test]
fn notes_without_a_table() {
    for text in ["注：本图为示意。", "注:本图为示意。", "备注：另行公布。", "资料来源：区水利局。"]
    {
        check(text, &[Role::Note]);
    }
}

#[test]
fn what_has_a_role_keeps_it() {
    let mut document = Document::default();
    crate::read::text("1.东溪\n2.西溪", &Default::default(), &mut document);
    document.blocks[0].role = Role::Title;
    run(&mut document, &Options::default());
    assert_eq!(document.blocks[0].role, Role::Title);
    assert_eq!(document.blocks[1].role, Role::ListItem);
}
