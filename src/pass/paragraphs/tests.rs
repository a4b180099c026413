use super::*;

fn check(text: &str, expected: &[Role]) {
    let mut document = Document::default();
    crate::read::text(text, &mut document);
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
