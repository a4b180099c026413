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
fn a_gap_is_told_between_the_two_headings() {
    let text = "第一章 总则\n山清水秀。\n第三章 任务\n山清水秀。\n城乡相融。\n";
    let gap = convert(text).diagnostics.into_iter().find(|d| d.code == "numbering-gap");
    assert_eq!(gap.and_then(|gap| gap.blocks), Some([0, 2]));
}

#[test]
fn the_way_out_of_a_level_and_back() {
    let document = convert(
        "云溪区规划\n第一章 总则\n山清水秀，城乡相融。\n一、水系\n（一）东溪\n清淤疏浚，恢复水面。\n\
         （二）西溪\n加固堤防，绿化岸坡。\n二、山林\n封山育林，涵养水源。\n第二章 保障\n落实资金，强化考核。\n",
    );
    let headings: Vec<_> = show(&document.sections);
    let headings: Vec<_> = headings.iter().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(
        headings,
        [
            "1 Chapter 第一章|总则",
            "1/1 Item 一、|水系",
            "1/1/1 Subitem （一）|东溪",
            "1/1/2 Subitem （二）|西溪",
            "1/2 Item 二、|山林",
            "2 Chapter 第二章|保障",
        ]
    );
    assert_eq!(document.sections[0].blocks, [1, 9]);
}

#[test]
fn stated_counts_are_checked() {
    let counts = |text: &str| -> Vec<(bool, String)> {
        let document = convert(&format!("第一章 任务\n{text}\n第二章 保障\n落实资金。\n"));
        let checks = document.checks.into_iter().filter(|check| check.kind == CheckKind::Count);
        checks.map(|check| (check.ok, check.detail)).collect()
    };
    let told = |ok: bool, detail: &str| vec![(ok, detail.to_owned())];
    assert_eq!(
        counts("重点公园（3个）：东山、南湖、双溪。"),
        told(true, "重点公园: 3 stated, 3 listed")
    );
    assert_eq!(
        counts("重点公园（4个）：东山、南湖、双溪。"),
        told(false, "重点公园: 4 stated, 3 listed")
    );
    assert!(counts("重点公园（3个）要先建成。").is_empty());
    assert!(counts("重点公园：东山、南湖、双溪。").is_empty());
}

/// A page that is all contents list has no section; its check is made once.
#[test]
fn a_list_without_a_text() {
    let mut document = convert("目录\n第一章 总则\n第二章 任务\n第三章 保障\n");
    let once = document.clone();
    run(&mut document, &Options::default());
    assert_eq!(document, once);
}

#[test]
fn lines_about_the_document_are_kept() {
    let page = "<h1>云溪区水利规划</h1><p>索引号：HW-1</p><p>来源：区水利局 作者：水利股</p>\
                <div class=TRS_Editor><p>云溪区水系发达，山清水秀，今后五年要把治水放在各项工作的前面。</p>\
                <p>第一章 总则</p><p>治水先治山，治山先育林，久久为功，一张蓝图绘到底，持续改善水质。</p></div>";
    let document =
        crate::convert("a.html", page.as_bytes(), &Options::default()).expect("text is no error");
    for (number, block) in document.blocks.iter().enumerate() {
        let told = |[first, last]: &[u32; 2]| (*first..=*last).contains(&(number as u32));
        let metadata = &document.metadata;
        let is_told = metadata.blocks.values().any(told)
            || metadata.other.iter().any(|remark| told(&remark.blocks));
        if matches!(block.role, crate::document::Role::Metadata(_)) {
            assert!(is_told, "{}", document.text.of(block));
        }
    }
}

#[test]
fn an_order_stands_before_what_it_puts_in_force() {
    let document = convert(
        "澜州市人民政府令\n第12号\n\n《澜州市地下管线管理办法》已经市人民政府常务会议通过，现予公布，自2020年1月1日起施行。\n\n\
         市长　王五\n2019年11月25日\n\n澜州市地下管线管理办法\n\n第一章 总则\n\n第一条 为了加强管线管理，制定本办法。\n\n\
         第二条 本市管线的建设和维护，适用本办法。\n",
    );
    let order: Vec<_> =
        document.sections.iter().map(|s| (s.id.as_str(), s.title.as_str())).collect();
    assert_eq!(order, [("notice", ""), ("preamble", "澜州市地下管线管理办法"), ("1", "总则")]);
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
