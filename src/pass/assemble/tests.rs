use super::*;
use crate::document::{CheckKind, Content, Section};

fn convert(text: &str) -> Document {
    crate::convert("case.txt", text.as_bytes(), &Options::default()).expect("text is no error")
}

fn show(sections: &[Section]) -> Vec<String> {
    let mut lines = Vec::new();
    for section in sections {
        let label = section.label.as_deref().unwrap_or("");
        lines.push(format!("{} {:?} {label}|{}", section.id, section.kind, section.title));
        lines.extend(section.content.iter().map(|content| match content {
            Content::Paragraph { text, .. } => format!("  p {text}"),
            Content::ListItem { text, .. } => format!("  - {text}"),
            Content::Box { label, title, content, .. } => {
                format!("  box {label}|{title} {}", content.len())
            }
            other => format!("  {other:?}"),
        }));
        lines.extend(show(&section.sections));
    }
    lines
}

#[test]
fn the_tree() {
    let document = convert(
        "云溪区规划\n云溪区水系发达，山清水秀。\n第一章 总则\n第一节 水系\n治水先治山，治山先育林，久久为功。\n\
         专栏1：水系\n——东溪：清淤疏浚。\n——西溪：加固堤防。\n第二章 任务\n修路架桥，改善出行，服务百姓。\n",
    );
    assert_eq!(
        show(&document.sections)[1..],
        [
            "  p 云溪区规划",
            "  p 云溪区水系发达，山清水秀。",
            "1 Chapter 第一章|总则",
            "1/1 Section 第一节|水系",
            "  p 治水先治山，治山先育林，久久为功。",
            "  box 专栏1|水系 2",
            "2 Chapter 第二章|任务",
            "  p 修路架桥，改善出行，服务百姓。",
        ][usize::from(document.metadata.title.is_some())..]
    );
    assert_eq!(document.sections.last().map(|s| s.blocks), Some([8, 9]));
}

#[test]
fn leads() {
    for (text, expected) in [
        ("创新水务。建立统一平台。", Some("创新水务。")),
        ("——东溪：清淤。", Some("——东溪：")),
        ("今后五年，建立统一平台。", None),
        ("创新水务。", None),
        ("一是治水；二是治山。", None),
    ] {
        assert_eq!(tree::lead(text).as_deref(), expected, "{text}");
    }
}

#[test]
fn contents_are_checked() {
    let text = "目录\n第一章 总则\n第二章 任务\n第三章 保障\n云溪区水系发达，山清水秀。\n第一章 总则\n山清水秀。\n第二章 任务\n山清水秀。\n";
    let document = convert(text);
    let check = document.checks.iter().find(|check| check.kind == CheckKind::Contents);
    assert_eq!(check.map(|check| check.ok), Some(false));
    assert!(document.diagnostics.iter().any(|d| d.code == "contents-mismatch"));
    let whole = convert(&format!("{text}第三章 保障\n山清水秀。\n"));
    assert!(whole.checks.iter().any(|check| check.kind == CheckKind::Contents && check.ok));
}

#[test]
fn numbering_is_checked() {
    let codes = |text: &str| -> Vec<String> {
        convert(text)
            .diagnostics
            .into_iter()
            .map(|d| d.code)
            .filter(|c| c.starts_with("numbering"))
            .collect()
    };
    assert_eq!(codes("第一章 总则\n山清水秀。\n第三章 任务\n山清水秀。\n"), ["numbering-gap"]);
    assert_eq!(codes("第一章 总则\n山清水秀。\n第一章 任务\n山清水秀。\n"), ["numbering-double"]);
    assert!(codes("第一篇 水\n第一章 总则\n山。\n第二篇 山\n第二章 任务\n山清水秀。\n").is_empty());
}

#[test]
fn references_to_what_is_not_there() {
    let document = convert(
        "云溪区规划\n第一章 总则\n重点任务见专栏1和专栏2，各镇各部门要抓好落实。\n\
         专栏1：水系\n——东溪：清淤疏浚。\n——西溪：加固堤防。\n第二章 任务\n修路架桥，改善出行，服务百姓。\n",
    );
    let check = document.checks.iter().find(|check| check.kind == CheckKind::References);
    assert_eq!(check.map(|check| check.ok), Some(false));
    let told = document.diagnostics.iter().find(|found| found.code == "reference-missing");
    assert!(told.is_some_and(|found| found.message.contains("专栏2")));
}
