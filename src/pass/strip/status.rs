//! How far what is left can be the document: a page may only announce one, or hold none.

use super::genre;
use super::line::{Line, Lines};
use super::look::is_attachment;
use super::plain::is_numbered_in_words;
use crate::document::{Document, Problem, Reason, Role, Status};

/// Longest notice that only announces, in characters; longer ones say something themselves.
const LONGEST_NOTICE: u32 = 900;
/// Most text behind the attachment's name.
const TEXT_BEHIND: u32 = 200;
/// Most text behind `如下：`; with more the notice says itself what it announces.
const TEXT_GIVEN: u32 = 150;
/// Share of spam and menus in a source without a text, in percent.
const NOISE_SHARE: u32 = 50;
/// Share of spam alone that leaves no document, in percent.
const SPAM_SHARE: u32 = 60;
/// Fewer characters of sentences are no text.
const SHORTEST_TEXT: u32 = 60;

/// Judges the source as a whole, after its lines are labelled.
pub fn judge(document: &mut Document, lines: &Lines) {
    if holds_none(document, lines) {
        document.status = Status::NotADocument;
        report_once(document, &Problem::NoDocument {});
    } else if let Some(kind) = genre::other(lines, kept(document, lines).map(|(_, line)| line)) {
        document.status = Status::NotADocument;
        report_once(document, &Problem::OtherText { kind: kind.to_owned() });
    } else if only_announces(document, lines) {
        document.status = Status::BodyInAttachment;
        report_once(document, &Problem::BodyInAttachment {});
    }
}

/// Reports a problem of the whole document, once however often the pass runs.
pub fn report_once(document: &mut Document, problem: &Problem) {
    if !document.diagnostics.iter().any(|known| known.code == problem.code()) {
        document.report(problem, None);
    }
}

fn kept<'a>(document: &'a Document, lines: &'a Lines) -> impl Iterator<Item = (usize, &'a Line)> {
    let numbered = lines.list.iter().enumerate();
    numbered.filter(|(at, _)| matches!(document.blocks[*at].role, Role::Unread | Role::Title))
}

fn holds_none(document: &Document, lines: &Lines) -> bool {
    let chars = |wanted: &dyn Fn(&Role) -> bool| -> u32 {
        let blocks = document.blocks.iter().zip(&lines.list);
        blocks
            .filter(|(block, _)| !block.layout.hidden && wanted(&block.role))
            .map(|(_, line)| line.chars)
            .sum()
    };
    let all = chars(&|_| true);
    let spam = chars(&|role| *role == Role::Removed(Reason::Spam));
    let noise = chars(&|role| matches!(role, Role::Removed(Reason::Spam | Reason::Navigation)));
    let text: u32 = kept(document, lines)
        .filter(|(_, line)| line.is_sentence())
        .map(|(_, line)| line.chars)
        .sum();
    spam * 100 >= all * SPAM_SHARE || text < SHORTEST_TEXT && noise * 100 >= all * NOISE_SHARE
}

/// A short notice, then the name of its attachment, and little behind that.
fn only_announces(document: &Document, lines: &Lines) -> bool {
    let chars: u32 = kept(document, lines).map(|(_, line)| line.chars).sum();
    if chars > LONGEST_NOTICE {
        return false;
    }
    let (mut announced, mut attached, mut behind) = (false, false, 0);
    let (mut follows, mut given) = (false, 0);
    for (at, line) in kept(document, lines) {
        let bare = lines.bare(line);
        if follows && line.is_sentence() {
            given += line.chars;
        }
        follows |= bare.contains("如下") && bare.ends_with(':');
        if is_attachment(bare) && line.stops == 0 {
            attached |= document.blocks[at].layout.link_chars > 0 || names_document(bare);
            behind = 0;
        } else {
            behind += line.chars;
        }
        announced |= announces(bare);
        if is_numbered_in_words(bare) && bare.starts_with('第') {
            return false;
        }
    }
    announced && attached && behind <= TEXT_BEHIND && given <= TEXT_GIVEN
}

fn announces(bare: &str) -> bool {
    let verbs = [
        "印发",
        "转发",
        "现将",
        "予以公布",
        "现予公布",
        "现公布",
        "公布如下",
        "详见附件",
        "见附件",
    ];
    verbs.iter().any(|verb| bare.contains(verb))
}

fn names_document(bare: &str) -> bool {
    let words = [
        "规划", "纲要", "计划", "方案", "意见", "办法", "报告", "规定", ".doc", ".pdf", ".wps",
        ".ofd", ".xls", ".zip", ".rar",
    ];
    words.iter().any(|word| bare.contains(word))
}
