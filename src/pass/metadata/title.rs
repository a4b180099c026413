//! The title: which lines above the body are it, and the title of the plan behind a notice.

use crate::data::numbering::{self, Style};
use crate::data::{compare, official};
use crate::document::Role;

use super::entries::Entries;
use super::page::Page;
use super::view::{self, View};
use super::{kind, labels, letter, number, region};

/// Most lines a title is broken over.
const MOST_LINES: usize = 5;
/// Least evidence for a title; a document word or a page heading alone is enough.
const ENOUGH: i32 = 3;
/// Lines at the start and above the body in which the title is looked for; menus reach 400.
const HEAD: usize = 600;
/// Lines behind a title in which its number, date or addressees are looked for.
const NEAR: usize = 6;
/// Lines behind the sign-off in which the plan's own title is looked for.
const BEHIND_LETTER: usize = 10;
/// Lines of the body in which it is looked for where no sign-off was found.
const WITHOUT_LETTER: usize = 60;

/// A title and its lines, first and one past the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Text in one line.
    pub text: String,
    /// First line.
    pub start: usize,
    /// One past the last line.
    pub end: usize,
}

/// Titles that the page states for its article, as keys.
pub struct Stated {
    /// From labels and fields made for it.
    sure: Vec<String>,
    /// Parts of `<title>`.
    parts: Vec<String>,
}

impl Stated {
    /// What the page and its metadata tables state.
    pub fn of(page: &Page<'_>, entries: &Entries) -> Self {
        let labelled = entries.first("title").map(|entry| entry.value.as_str());
        let sure = page.title().into_iter().chain(labelled).map(compare::key);
        let long = |key: &String| key.chars().count() >= 6;
        // The name of the site's owner is the signature under the letter, too.
        let parts = page.title_parts().filter(|part| !view::is_body_name(part));
        Self {
            sure: sure.filter(long).collect(),
            parts: parts.map(compare::key).filter(long).collect(),
        }
    }

    /// Keys of all titles the page states.
    pub fn keys(&self) -> Vec<String> {
        self.sure.iter().chain(&self.parts).cloned().collect()
    }

    /// Where the lines first print a stated title: the line behind it.
    pub fn first_printed(&self, view: &View<'_>) -> Option<usize> {
        let keys: Vec<&String> = self.sure.iter().chain(&self.parts).collect();
        (0..view.len()).find_map(|line| {
            let free = !view.is_taken(line) && !view.is_linked(line);
            keys.iter().filter(|_| free).find_map(|key| printed(view, line, key))
        })
    }
}

/// The title above the body.
pub fn find(view: &View<'_>, stated: &Stated, body: usize) -> Option<Title> {
    let mut best: Option<(i32, Title)> = None;
    for line in (0..body).filter(|line| *line < HEAD || line + HEAD >= body) {
        for title in candidates(view, stated, line, body) {
            let score = score(view, stated, &title, body);
            let longer = |other: &Title| title.text.len() > other.text.len();
            let better = best
                .as_ref()
                .is_none_or(|(most, other)| score > *most || score == *most && longer(other));
            if better && score >= ENOUGH {
                best = Some((score, title));
            }
        }
    }
    let best = best.map(|(_, title)| title).or_else(|| lone_heading(view, body));
    best.map(|title| with_remark(view, title, body))
}

/// The only `<h1>` above the body, however short: `村规民约`.
fn lone_heading(view: &View<'_>, body: usize) -> Option<Title> {
    let mut headings = (0..body).filter(|line| view.heading(*line) == Some(1));
    let line = headings.next().filter(|_| headings.next().is_none())?;
    let names_text = view.is_title_like(line) && !view::is_body_name(view.text(line));
    names_text.then(|| joined(view, line, line + 1))
}

/// Other lines above the body that print the same title.
pub fn repeats(view: &View<'_>, title: &Title, body: usize) -> Vec<usize> {
    let key = compare::key(&title.text);
    let mut lines = Vec::new();
    let mut line = 0;
    while line < body {
        let end = printed(view, line, &key).filter(|_| !view.is_taken(line));
        lines.extend(line..end.unwrap_or(line));
        line = end.unwrap_or(line + 1);
    }
    lines
}

/// The plan's own title behind a covering notice.
pub fn behind_letter(
    view: &View<'_>,
    title: &str,
    body: usize,
    signed: Option<usize>,
) -> Option<Title> {
    let inner = kind::covered(title).map(compare::key);
    let (from, reach) = signed.map_or((body, WITHOUT_LETTER), |line| (line + 1, BEHIND_LETTER));
    let to = (from + reach).min(view.len());
    let exact = (from..to).find_map(|line| {
        let end = printed(view, line, inner.as_deref()?)?;
        Some(joined(view, line, end))
    });
    let near = || {
        signed?;
        let line = (from..to).find(|line| {
            view.is_title_like(*line) && kind::is_titled(view.text(*line)) || view.is_body(*line)
        })?;
        let removed = matches!(view.role(line), Role::Removed(_));
        let appended = line > from && is_appendix(view.text(line - 1));
        let text = !removed && !view.is_body(line) && view.data_cell(line).is_none();
        let whole = text && !appended;
        whole.then(|| joined(view, extended_up(view, line, from), line + 1))
    };
    exact.or_else(near).map(|title| with_remark(view, title, view.len()))
}

/// The label of an appendix; the title below it is the appendix's.
fn is_appendix(text: &str) -> bool {
    numbering::label(text).is_some_and(|label| label.style == Style::Appendix)
}

/// One past the last of the lines from `line` on that together print the text of `key`.
fn printed(view: &View<'_>, line: usize, key: &str) -> Option<usize> {
    let mut rest = key;
    for (count, next) in (line..view.len()).take(MOST_LINES).enumerate() {
        let text = view.text(next);
        if text.len() > key.len() * 3 + 48 || view.is_taken(next) && count > 0 {
            return None;
        }
        let part = compare::key(text);
        rest = rest.strip_prefix(part.as_str()).filter(|_| !part.is_empty())?;
        if rest.is_empty() {
            return Some(next + 1);
        }
    }
    None
}

/// Titles that start or end at a line.
fn candidates(view: &View<'_>, stated: &Stated, line: usize, body: usize) -> Vec<Title> {
    let mut found = Vec::new();
    if !view.is_taken(line) && !view.is_linked(line) {
        let ends =
            stated.sure.iter().chain(&stated.parts).filter_map(|key| printed(view, line, key));
        found.extend(ends.filter(|end| *end <= body).map(|end| joined(view, line, end)));
    }
    if view.is_title_like(line) {
        found.push(joined(view, extended_up(view, line, 0), line + 1));
    }
    found
}

/// First line of the title that ends with `line`.
fn extended_up(view: &View<'_>, line: usize, from: usize) -> usize {
    let mut start = line;
    while start > from && line + 1 - start < MOST_LINES {
        let before = start - 1;
        if !view.is_title_like(before) || !continues(view, before, start, line) {
            break;
        }
        start = before;
    }
    start
}

/// Whether the title in lines `start..=last` is the rest of one that line `before` starts.
fn continues(view: &View<'_>, before: usize, start: usize, last: usize) -> bool {
    let rest = joined(view, start, last + 1).text;
    let text = view.text(before);
    let part = view::tidy(text);
    let named = view::is_body_name(text);
    let about = rest.starts_with("关于") || rest.starts_with("印发");
    let alike = view.set_alike(before, start);
    if !alike || kind::is_titled(text) || is_complete(&rest) && !joint(view, before, start) {
        return false;
    }
    let marked = view.layout(start).centred || view.heading(start).is_some();
    about && named
        || part.contains("关于") && !rest.contains("关于")
        || compare::length(&rest) <= 4
        || named && joint(view, before, start)
        || marked && !named && !about
        || !named && leads(&part, &rest) && view.layout(start).gap <= 1
}

/// A body's name and 关于 make a title whole.
fn is_complete(title: &str) -> bool {
    title.split_once("关于").is_some_and(|(name, _)| official::body_ending(name).is_some())
}

/// Two lines of names that issue a document together.
fn joint(view: &View<'_>, before: usize, start: usize) -> bool {
    let both = view::is_body_name(view.text(before)) && view::is_body_name(view.text(start));
    both && view.layout(start).gap == 0
}

/// `云溪区国民经济和社会发展` before `第十四个五年规划纲要`.
fn leads(part: &str, rest: &str) -> bool {
    region::leading(part).is_some() && region::leading(rest).is_none() && part.chars().count() >= 5
}

fn joined(view: &View<'_>, start: usize, end: usize) -> Title {
    let mut text = String::new();
    for line in start..end {
        let part = view::tidy(without_number(without_mark(view.text(line))));
        let names = view::is_body_name(&text) && view::is_body_name(&part);
        let apart = names || view::is_body_name(&text) && is_complete(&part);
        if apart {
            text.push(' ');
        }
        text.push_str(&part);
    }
    Title { text, start, end }
}

/// A line of the title without the mark of who copied it: `【转载】`.
fn without_mark(text: &str) -> &str {
    const MARKS: [&str; 6] = ["转贴", "转帖", "转载", "转", "原创", "置顶"];
    let text = labels::strip_bullets(text);
    let marked = || {
        let (mark, title) = text.strip_prefix(['【', '['])?.split_once(['】', ']'])?;
        MARKS.contains(&mark).then_some(title)
    };
    marked().unwrap_or(text)
}

/// A line of the title without the document number behind it.
fn without_number(text: &str) -> &str {
    let title = number::trailing(text).and_then(|_| text.rsplit_once(char::is_whitespace));
    title.map_or(text, |(title, _)| title)
}

/// The title with the remark in brackets that stands on the line below: `（2021—2025年）`.
fn with_remark(view: &View<'_>, title: Title, limit: usize) -> Title {
    const REMARKS: [&str; 6] = ["草案", "征求意见稿", "送审稿", "试行", "修订", "修编"];
    let end = title.end;
    let remark = (end < limit.min(view.len())).then(|| view.text(end)).filter(|text| {
        text.starts_with(['（', '('])
            && text.ends_with(['）', ')'])
            && (crate::data::years::years(text).is_some()
                || REMARKS.iter().any(|word| text.contains(word)))
            && compare::length(text) <= 20
    });
    match remark {
        Some(text) => Title { text: title.text + &view::tidy(text), end: end + 1, ..title },
        None => title,
    }
}

fn score(view: &View<'_>, stated: &Stated, title: &Title, body: usize) -> i32 {
    let key = compare::key(&title.text);
    let lines = title.start..title.end;
    let all = |test: &dyn Fn(usize) -> bool| lines.clone().all(test);
    let behind: Vec<usize> = (title.end..(title.end + NEAR).min(view.len())).collect();
    let next = |test: &dyn Fn(usize) -> bool| behind.iter().any(|line| test(*line));
    let near_body = title.end + NEAR > body && body < view.len();
    let length = key.chars().count();
    [
        (kind::is_titled(&title.text), 4),
        (title.text.contains("关于"), 2),
        (is_complete(&title.text), 1),
        (all(&|line| view.heading(line).is_some_and(|level| level <= 3)), 3),
        (all(&|line| view.layout(line).centred), 2),
        (all(&|line| view.layout(line).bold), 1),
        (stated.sure.contains(&key), 5),
        (stated.parts.contains(&key), 3),
        (next(&|line| number::whole(view.text(line)).is_some()), 2),
        (near_body && letter::is_addressees(view.text(body)), 2),
        (next(&|line| !labels::scan(view.text(line)).is_empty()), 1),
        (near_body, 1),
        (region::leading(&title.text).is_some(), 1),
        (all(&|line| view.is_known_title(line)), 1),
        (length < 8, -2),
        (length < 5, -3),
        (view::is_body_name(&title.text), -4),
        (view.data_cell(title.start).is_some(), -3),
    ]
    .iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, weight)| weight)
    .sum()
}
