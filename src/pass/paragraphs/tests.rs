use super::*;

fn roles(text: &str) -> Vec<(String, Role)> {
    let mut document = Document::default();
    crate::read::text(text, &mut document);
    run(&mut document, &Options::default());
    (0..document.blocks.len())
        .map(|n| (document.clean(n).to_owned(), document.blocks[n].role.clone()))
        .collect()
}

fn check(text: &str, expected: &[Role]) {
    let found: Vec<_> = roles(text).into_iter().map(|(_, role)| role).collect();
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
fn lines_broken_at_the_page_width_are_joined() {
    let line = "云溪区山水相依，城乡相融，今后五年要把治水兴城\n";
    let last = "作为头等大事来抓。\n";
    let text = format!("{line}{line}{line}{line}{last}").repeat(4);
    let found = roles(&text);
    let starts = found.iter().filter(|(_, role)| *role == Role::Paragraph).count();
    assert_eq!((starts, found.len()), (4, 20));
}
