//! Labels what is not part of the document: spam, navigation, widgets, footers.
//!
//! Lines are judged on a folded view (width, case and script do not count), because the pass runs
//! before script conversion. What only looks like noise stays: a plan may speak of gambling, close
//! plants or list web sites.

mod claim;
mod comments;
mod core;
mod genre;
mod line;
mod look;
mod page;
mod plain;
mod spam;
mod status;
mod teasers;
mod title;

#[cfg(test)]
mod tests;

use crate::Options;
use crate::document::{Damage, Document, Problem, Reason, Role};
use line::Lines;
use spam::Verdict;

/// Runs the pass.
pub fn run(document: &mut Document, _options: &Options) {
    let mut lines = Lines::new(document);
    for number in cut_glued(document, &lines) {
        lines.renew(document, number);
    }
    if document.containers.is_empty() {
        plain::strip(document, &lines);
    } else {
        page::strip(document, &lines);
    }
    note_damage(document);
    status::judge(document, &lines);
}

/// Cuts banners off the ends of honest lines, first of all: what is left is judged without them.
/// Gives the numbers of these lines.
fn cut_glued(document: &mut Document, lines: &Lines) -> Vec<usize> {
    let mut changed = Vec::new();
    for (number, line) in lines.list.iter().enumerate() {
        if line.spam == 0 || document.blocks[number].role != Role::Unread {
            continue;
        }
        if let Verdict::Glued(kept) = spam::judge(document.clean(number)) {
            cut(document, number, kept);
            changed.push(number);
        }
    }
    changed
}

fn cut(document: &mut Document, number: usize, kept: std::ops::Range<usize>) {
    let text = document.clean(number);
    let banner = format!("{}{}", &text[..kept.start], &text[kept.end..]);
    document.report(&Problem::SpamCut { text: banner }, Some([number as u32; 2]));
    document.source.add_damage(Damage::Spam);
    let clean = &mut document.blocks[number].clean;
    let start = clean.start;
    *clean = start + kept.start as u32..start + kept.end as u32;
}

fn note_damage(document: &mut Document) {
    let removed = |reason| document.blocks.iter().any(|block| block.role == Role::Removed(reason));
    let spam = removed(Reason::Spam);
    let hidden = document
        .blocks
        .iter()
        .any(|block| block.layout.hidden && matches!(block.role, Role::Removed(_)));
    if spam {
        document.source.add_damage(Damage::Spam);
    }
    if hidden {
        document.source.add_damage(Damage::HiddenText);
    }
}
