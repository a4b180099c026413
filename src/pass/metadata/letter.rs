//! The letter: its addressees, the sign-off and the date under it.

use crate::data::{compare, date, numbering, official};

use super::view::{self, View};

/// Longest line of addressees met has 160 characters.
const LONGEST_ADDRESS: usize = 400;
/// Lines over which a line of addressees may be broken.
const ADDRESS_LINES: usize = 4;
/// Most lines of names in a sign-off.
const SIGNING_LINES: usize = 5;
/// Lines between a title and its text.
const HEAD_LINES: usize = 10;
/// Lines at the end of the document where a date needs no name above it.
const LAST_LINES: usize = 12;

/// Addressees with their lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressees {
    /// One for each body.
    pub names: Vec<String>,
    /// First line and one past the last.
    pub lines: (usize, usize),
}

/// Who signed and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignOff {
    /// Names of the bodies, one space between them.
    pub issuer: Option<String>,
    /// First line of the names and one past the last.
    pub issuer_lines: (usize, usize),
    /// The date, `None` where it is damaged.
    pub date: Option<date::Date>,
    /// Line of the date, or of the last name.
    pub date_line: usize,
}

/// Whether a line names the bodies that a letter is for.
pub fn is_addressees(text: &str) -> bool {
    let Some(list) = text.trim().strip_suffix(['：', ':']) else { return false };
    let plain = !list.contains(['。', '；', '？', '！', '《', '“', '=']) || list.contains('；');
    compare::has_length(list, 3)
        && !compare::has_length(list, LONGEST_ADDRESS + 1)
        && plain
        && !list.contains(['。', '《'])
        && super::labels::scan(text).is_empty()
        && numbering::label(list).is_none()
        && split(list).iter().all(|name| is_addressee(name))
}

/// The addressees that start at this line, broken over lines or not.
pub fn addressees(view: &View<'_>, line: usize) -> Option<Addressees> {
    let mut text = String::new();
    for next in line..(line + ADDRESS_LINES).min(view.len()) {
        text.push_str(view.text(next));
        if text.contains('。') || text.len() > LONGEST_ADDRESS * 3 {
            return None;
        }
        if is_addressees(&text) {
            let names = split(text.trim_end_matches(['：', ':']));
            return Some(Addressees { names, lines: (line, next + 1) });
        }
    }
    None
}

/// The bodies of a list. `各镇人民政府、街道办事处` is one entry: 各 is said of both.
pub fn split(list: &str) -> Vec<String> {
    let list: String = list.chars().filter(|c| !c.is_whitespace()).collect();
    let mut names = Vec::new();
    for group in list.split(['，', ',', '；', ';']).filter(|group| !group.is_empty()) {
        let mut name = String::new();
        for part in parts(group) {
            let ends = ends_body(&name) || names_all(&name);
            if name.is_empty() || !(ends && starts_body(part, &name)) {
                name.push_str(if name.is_empty() { "" } else { "、" });
            } else {
                names.push(std::mem::take(&mut name));
            }
            name.push_str(part);
        }
        names.push(name);
    }
    names
}

/// Parts between 、 that do not stand in brackets.
fn parts(group: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0i32;
    group.split(move |c| {
        depth += i32::from(matches!(c, '（' | '(')) - i32::from(matches!(c, '）' | ')'));
        c == '、' && depth <= 0
    })
}

/// `各镇（街道）`, `各乡镇、街道`: all bodies of a level, called by the level alone.
fn names_all(name: &str) -> bool {
    let name = super::kind::without_brackets(name);
    name.starts_with('各') && name.ends_with(['乡', '镇', '区', '县', '市', '州', '旗', '街'])
}

fn ends_body(name: &str) -> bool {
    official::body_ending(super::kind::without_brackets(name)).is_some()
}

/// A part that starts a body of its own, not one that shares 各 with the part before it.
fn starts_body(part: &str, before: &str) -> bool {
    const OWN: [&str; 14] = [
        "各",
        "有关",
        "区政府",
        "市政府",
        "县政府",
        "省政府",
        "州政府",
        "区直",
        "市直",
        "县直",
        "省直",
        "州直",
        "国务院",
        "中央",
    ];
    let own = OWN.iter().any(|start| part.starts_with(start));
    own || !before.starts_with(['各', '有']) && ends_body(part)
}

fn is_addressee(name: &str) -> bool {
    let name = super::kind::without_brackets(name);
    let salutation = ["各位", "大家", "同志", "代表", "委员们"].iter().any(|s| name.starts_with(s));
    let all = ["各", "有关"].iter().any(|start| name.starts_with(start)) || is_within(name);
    let region = super::region::leading(name).is_some_and(|region| region.len() == name.len());
    !salutation
        && name.chars().count() <= 60
        && (ends_body(name) || region || all && !name.contains("如下"))
        && !name.ends_with("有关单位如下")
}

/// `机关各股室`: the parts of a body.
fn is_within(name: &str) -> bool {
    const PARTS: [&str; 8] = ["股室", "科室", "处室", "所", "站", "队", "校", "单位"];
    let bodies = name.char_indices().take(5).any(|(_, c)| c == '各');
    bodies && PARTS.iter().any(|part| name.ends_with(part))
}

/// The sign-off of the letter, or of the document where there is no letter.
pub fn sign_off(view: &View<'_>, body: usize) -> Option<SignOff> {
    let dated = (body..view.len()).find_map(|line| {
        if view.data_cell(line).is_some() || view.text(line).len() > 200 {
            return None;
        }
        one_line(view, line).or_else(|| dated(view, body, line))
    });
    dated.or_else(|| damaged(view, body))
}

/// The names and the date that reports and bulletins print between title and text.
pub fn sign_off_above(view: &View<'_>, title: usize, body: usize) -> Option<SignOff> {
    let line = (title..body.min(title + HEAD_LINES)).find(|line| is_signed_above(view, *line))?;
    let stamp = date::whole(view.text(line))?;
    let start = names_above(view, title, line);
    (start < line).then(|| SignOff {
        issuer: Some(names(view, start, line)),
        issuer_lines: (start, line),
        date: Some(stamp.date),
        date_line: line,
    })
}

/// A written date right under a body's name.
pub fn is_signed_above(view: &View<'_>, line: usize) -> bool {
    let text = view.text(line);
    let written =
        text.contains('年') && date::whole(text).is_some_and(|stamp| stamp.time.is_none());
    written && line.checked_sub(1).is_some_and(|before| is_signature(view, before))
}

/// `云溪区人民政府　2022年3月4日`
fn one_line(view: &View<'_>, line: usize) -> Option<SignOff> {
    let text = view.text(line);
    if !ends_like_date(text) {
        return None;
    }
    let (stamp, at) = date::first(text).filter(|(_, at)| *at > 0)?;
    let name = text[..at].trim();
    date::whole(&text[at..])?;
    (view::is_body_name(name) && text[..at].ends_with(char::is_whitespace)).then(|| SignOff {
        issuer: Some(view::tidy(view::without_seal(name))),
        issuer_lines: (line, line + 1),
        date: Some(stamp.date),
        date_line: line,
    })
}

/// What dates and times end with; nearly all lines end with something else.
fn ends_like_date(text: &str) -> bool {
    let marks = ['日', '号', '时', '点', '分', '秒', ':', '：'];
    text.ends_with(|c: char| date::digit(c).is_some() || marks.contains(&c))
}

fn dated(view: &View<'_>, body: usize, line: usize) -> Option<SignOff> {
    let stamp = date::whole(view.text(line)).filter(|stamp| stamp.time.is_none())?;
    let start = names_above(view, body, line);
    if start == line && line + LAST_LINES < view.len() && !closes_letter(view, body, line) {
        return None;
    }
    Some(SignOff {
        issuer: (start < line).then(|| names(view, start, line)),
        issuer_lines: (start, line),
        date: Some(stamp.date),
        date_line: line,
    })
}

/// A sign-off whose date lost characters: the names count, the date does not.
fn damaged(view: &View<'_>, body: usize) -> Option<SignOff> {
    let line = (body + 1..view.len()).find(|line| {
        is_damaged_date(view.text(*line))
            && view.data_cell(*line).is_none()
            && names_above(view, body, *line) < *line
    })?;
    let start = names_above(view, body, line);
    Some(SignOff {
        issuer: Some(names(view, start, line)),
        issuer_lines: (start, line),
        date: None,
        date_line: line,
    })
}

/// Digits, or a year with too little behind it.
fn is_damaged_date(text: &str) -> bool {
    let all_signs = text.chars().all(|c| {
        date::digit(c).is_some()
            || c.is_whitespace()
            || matches!(c, '年' | '月' | '日' | '十' | '?' | '？')
    });
    let digits = || text.chars().filter(|c| date::digit(*c).is_some()).count();
    let century = ["19", "20", "１９", "２０", "二", "一九"];
    all_signs
        && century.iter().any(|start| text.starts_with(start))
        && (4..=12).contains(&compare::length(text))
        && digits() >= 3
}

/// First line of the names that stand right above `line`.
fn names_above(view: &View<'_>, body: usize, line: usize) -> usize {
    let first = line.saturating_sub(SIGNING_LINES).max(body);
    let mut start = line;
    while start > first && is_signature(view, start - 1) {
        start -= 1;
    }
    start
}

fn is_signature(view: &View<'_>, line: usize) -> bool {
    let text = view.text(line);
    view::is_body_name(text) && numbering::label(text).is_none()
}

fn names(view: &View<'_>, start: usize, end: usize) -> String {
    let names: Vec<_> =
        (start..end).map(|line| view::tidy(view::without_seal(view.text(line)))).collect();
    names.join(" ")
}

/// A date without a name closes a letter that no heading has interrupted.
fn closes_letter(view: &View<'_>, body: usize, line: usize) -> bool {
    /// Longest letter without headings that a date may close.
    const LETTER: usize = 20;
    line - body <= LETTER
        && (body..line)
            .all(|line| numbering::label(view.text(line)).is_none_or(|l| !l.style.is_strong()))
}
