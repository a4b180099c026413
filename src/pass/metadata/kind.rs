//! What sort of document it is, by its title.

use crate::data::numbering::label;
use crate::data::official;
use crate::document::DocumentKind;

/// Kind of the document with this title; `carries` tells whether the text that a covering notice
/// announces is printed behind it.
pub fn of(title: &str, carries: bool) -> DocumentKind {
    let title = trimmed(title);
    let own = without_brackets(title);
    match covered(own) {
        Some(inner) if carries => match drafted(inner).unwrap_or_else(|| direct(inner)) {
            DocumentKind::Notice | DocumentKind::Other => by_cover(own),
            DocumentKind::Plan if own.contains("征求") => DocumentKind::PlanDraft,
            kind => kind,
        },
        Some(_) => by_cover(own),
        None => drafted(title).unwrap_or_else(|| direct(own)),
    }
}

/// What a covering notice prints or announces: `云溪区水利规划` of `…关于印发云溪区水利规划的通知`.
pub fn covered(title: &str) -> Option<&str> {
    let title = without_brackets(trimmed(title));
    if let Some((_, asked)) = title.split_once("征求《") {
        return asked.split_once('》').map(|(inner, _)| inner);
    }
    let cover = ["的通知", "的通告", "的公告", "的函", "的批复", "的决定"]
        .iter()
        .find_map(|end| title.strip_suffix(end))?;
    let start =
        ["关于印发", "关于发布", "关于公布", "关于转发", "关于颁布", "关于下发", "印发", "转发"]
            .iter()
            .find_map(|word| cover.find(word).map(|at| at + word.len()))?;
    Some(cover[start..].trim().trim_start_matches('《').trim_end_matches('》'))
}

fn by_cover(title: &str) -> DocumentKind {
    match direct(title) {
        DocumentKind::Notice => DocumentKind::Notice,
        _ => DocumentKind::Other,
    }
}

fn drafted(title: &str) -> Option<DocumentKind> {
    let draft = ["草案", "征求意见稿", "送审稿", "公示稿"].iter().any(|word| title.contains(word));
    let last = direct(without_brackets(title));
    (draft
        && matches!(last, DocumentKind::Plan | DocumentKind::Other | DocumentKind::PlanDraft)
        && !title.ends_with("报告"))
    .then_some(DocumentKind::PlanDraft)
}

fn direct(title: &str) -> DocumentKind {
    const KINDS: [(&[&str], DocumentKind); 8] = [
        (&["解读", "说明", "问答"], DocumentKind::Explanation),
        (&["征求意见稿", "草案", "送审稿"], DocumentKind::PlanDraft),
        (&["通知", "公告", "通告", "公示", "通报"], DocumentKind::Notice),
        (&["公报"], DocumentKind::Communique),
        (&["工作报告", "工作总结"], DocumentKind::WorkReport),
        (&["办法", "条例", "细则", "规定", "规程", "规则"], DocumentKind::Measures),
        (&["规划", "规划文本", "纲要", "计划", "方案", "蓝图"], DocumentKind::Plan),
        (&["规划的建议", "计划的建议", "纲要的建议", "远景目标的建议"], DocumentKind::Proposal),
    ];
    let title = without_brackets(title).trim_end_matches(['》', '”', '"']);
    if ["工作总结和", "工作总结及", "工作总结暨"].iter().any(|word| title.contains(word))
    {
        return DocumentKind::WorkReport;
    }
    KINDS
        .iter()
        .find(|(endings, _)| endings.iter().any(|end| title.ends_with(end)))
        .map_or(DocumentKind::Other, |(_, kind)| *kind)
}

/// Whether `text` ends like the title of an official document, remarks in brackets not counted.
pub fn is_titled(text: &str) -> bool {
    let whole = without_part(without_brackets(trimmed(text)));
    let bare = whole.trim_end_matches(['》', '”', '"']);
    official::document_word(bare).is_some()
}

/// The title without the part that an excerpt names behind it: `…规划纲要第十二章`.
fn without_part(text: &str) -> &str {
    let at = text.rfind('第').filter(|at| *at > 0);
    at.filter(|at| label(&text[*at..]).is_some_and(|label| label.end == text.len() - at))
        .map_or(text, |at| text[..at].trim_end())
}

/// `text` without remarks in brackets at its end: `（草案）`, `(2021—2025年)`.
pub fn without_brackets(text: &str) -> &str {
    let mut rest = text.trim_end();
    while rest.ends_with(['）', ')']) {
        let Some(open) = rest.rfind(['（', '(']).filter(|at| *at > 0) else { break };
        rest = rest[..open].trim_end();
    }
    rest
}

fn trimmed(title: &str) -> &str {
    title.trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use DocumentKind::{
        Communique, Explanation, Measures, Notice, Other, Plan, PlanDraft, Proposal, WorkReport,
    };

    #[test]
    fn kinds() {
        for (title, kind) in [
            ("云溪区“十四五”水利规划", Plan),
            ("云溪区国民经济和社会发展第十四个五年规划和2035年远景目标纲要", Plan),
            ("云溪区治水三年行动方案（2021—2023年）", Plan),
            ("云溪区水利规划（草案）", PlanDraft),
            ("云溪区水利规划（征求意见稿）", PlanDraft),
            ("关于制定云溪区第十四个五年规划的建议", Proposal),
            ("云溪区政府工作报告", WorkReport),
            ("2021年云溪区国民经济和社会发展统计公报", Communique),
            ("云溪区河道管理办法", Measures),
            ("关于《云溪区水利规划（草案）》的说明", Explanation),
            ("《云溪区水利规划》解读", Explanation),
            ("关于开展河道清理工作的通告", Notice),
            ("关于拟命名河长名单的公示", Notice),
            ("关于河道清理情况的通报", Notice),
            ("云溪区水务局2021年工作总结", WorkReport),
            ("云溪区水务局2021年工作总结和2022年工作打算", WorkReport),
            ("云溪区水务局2021年工作总结及2022年工作计划", WorkReport),
            ("云溪区水利规划中期评估报告", Other),
            ("关于修路的意见", Other),
            ("关于批准云溪区水利规划的决议", Other),
        ] {
            assert_eq!(of(title, true), kind, "{title}");
        }
    }

    #[test]
    fn notices() {
        let title = "云溪区人民政府关于印发云溪区水利规划的通知";
        assert_eq!(of(title, true), Plan);
        assert_eq!(of(title, false), Notice);
        assert_eq!(of("云溪区水务局关于印发《河道管理办法》的通知", true), Measures);
        assert_eq!(of("关于印发工作要点的通知", true), Notice);
        let asking = "关于公开征求《云溪区水利规划（征求意见稿）》意见的公告";
        assert_eq!((of(asking, true), of(asking, false)), (PlanDraft, Notice));
        assert_eq!(of("关于征求《云溪区水利规划》意见的函", true), PlanDraft);
        assert_eq!(covered(title), Some("云溪区水利规划"));
        assert_eq!(covered("关于印发《河道管理办法》的通知"), Some("河道管理办法"));
        assert_eq!(covered("关于开展检查的通知"), None);
        assert_eq!(without_brackets("规划（2021—2025年）（草案）"), "规划");
    }
}
