//! What a single line is by its own words, wherever it stands or at the rim of a text only.

use super::line::{Line, Lines};
use super::spam::{self, Verdict};
use crate::data::noise::{self, Sign};
use crate::data::official;
use crate::document::Reason;

/// What a line is, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// Noise wherever it stands.
    Sure(Reason),
    /// Noise when it stands outside the text.
    Rim(Reason),
    /// Metadata when it stands outside the text.
    Fact,
    /// A bare date: metadata above the text, under it the document is signed with one.
    Date,
}

/// Longest line that widgets, menus and footers make, in characters.
const LONGEST_CHROME: u32 = 120;
/// Longest widget line that is noise wherever it stands.
const LONGEST_SURE: u32 = 40;
/// A rule drawn with characters has at least so many; shorter ones are empty cells.
const SHORTEST_RULE: u32 = 5;

/// What the words of a line say; `text` is the line as cleaned.
pub fn claim(lines: &Lines, line: &Line, text: &str) -> Option<Claim> {
    beyond_words(line, text).unwrap_or_else(|| chrome(lines, line))
}

/// The same for a line inside a text, where only what is sure counts.
pub fn claim_inside(lines: &Lines, line: &Line, text: &str) -> Option<Claim> {
    let other = || if line.widget > 0 { chrome(lines, line) } else { None };
    beyond_words(line, text).unwrap_or_else(other)
}

/// Lines that need no look at the single words, with the answer.
fn beyond_words(line: &Line, text: &str) -> Option<Option<Claim>> {
    if line.spam > 0 && spam::judge(text) == Verdict::Spam {
        return Some(Some(Claim::Sure(Reason::Spam)));
    }
    if is_markup(text) {
        return Some(Some(Claim::Sure(Reason::Markup)));
    }
    if line.words + line.digits == 0 {
        return Some(rule(line, text));
    }
    let plain_sentence = line.stops > 0 && line.begins.is_none() && line.widget + line.footer == 0;
    (plain_sentence || line.chars > LONGEST_CHROME).then_some(None)
}

fn chrome(lines: &Lines, line: &Line) -> Option<Claim> {
    let bare = lines.bare(line);
    let cover = Cover::of(bare);
    let rest = line.words.saturating_sub(cover.all);
    if let Some(claim) = widget(line, &cover, rest).filter(|_| !is_count(bare)) {
        return Some(if is_dated_widget(line, bare) { Claim::Fact } else { claim });
    }
    if is_bare_date(bare) {
        return Some(if bare.contains(':') { Claim::Fact } else { Claim::Date });
    }
    if is_label(line, bare) || is_stamped(line, bare) || is_dated(line, bare, &cover) {
        return Some(Claim::Fact);
    }
    opening(line, bare, &cover)
        .or_else(|| footer(line, lines.folded(line), rest))
        .or_else(|| menu(line, &cover, rest))
        .map(Claim::Rim)
}

/// Characters of a short line that phrases cover.
#[derive(Debug, Default)]
struct Cover {
    all: u32,
    widget: u32,
    tool: u32,
    navigation: u32,
    labels: u32,
    /// How many phrases of menus.
    items: u32,
    /// Characters of what footers state: menus lead to the statement, too.
    stated: u32,
}

impl Cover {
    fn of(bare: &str) -> Self {
        let mut cover = Self::default();
        for hit in noise::chrome().find(bare) {
            let words =
                bare[hit.start..hit.end].chars().filter(|c| c.is_alphabetic()).count() as u32;
            match hit.sign {
                Sign::Widget => cover.widget += words,
                Sign::Tool => cover.tool += words,
                Sign::Navigation | Sign::Related => {
                    cover.navigation += words;
                    cover.items += 1;
                }
                Sign::Label => cover.labels += words,
                Sign::Trail | Sign::Footer => {
                    cover.stated += words;
                    continue;
                }
                _ => continue,
            }
            cover.all += words;
        }
        cover
    }
}

/// Buttons: nearly every word belongs to one.
fn widget(line: &Line, cover: &Cover, rest: u32) -> Option<Claim> {
    let buttons = cover.widget + cover.tool;
    if buttons == 0 || cover.labels > 0 || rest * 4 > buttons || cover.navigation > buttons {
        return None;
    }
    let named = cover.widget * 2 >= buttons || line.begins_with(Sign::Widget);
    let sure = cover.widget > 0 && named && line.chars <= LONGEST_SURE;
    Some(if sure { Claim::Sure(Reason::Widget) } else { Claim::Rim(Reason::Widget) })
}

/// `2021-07-08 浏览：402次`: the day is worth more than the counter.
fn is_dated_widget(line: &Line, bare: &str) -> bool {
    line.digits >= 6 && has_date(bare.get(..10).unwrap_or_default())
}

/// `1286人`: counters of widgets use these words, and so do the values of lists and tables.
fn is_count(bare: &str) -> bool {
    const COUNTED: [&str; 3] = ["人", "次", "人次"];
    COUNTED
        .contains(&bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')))
        && bare.starts_with(|c: char| c.is_ascii_digit())
}

/// Longest line that says how many comments there are, in characters.
const LONGEST_COUNT: u32 = 12;

/// Lines known by how they begin.
fn opening(line: &Line, bare: &str, cover: &Cover) -> Option<Reason> {
    if is_path(bare) {
        return Some(Reason::Breadcrumb);
    }
    if bare.ends_with("条评论") && line.chars <= LONGEST_COUNT {
        return Some(Reason::Comment);
    }
    match line.begins?.0 {
        Sign::Crumb => Some(Reason::Breadcrumb),
        Sign::Widget if cover.widget * 2 >= line.words => Some(Reason::Widget),
        Sign::Related if line.chars <= 60 && line.stops == 0 => Some(Reason::Related),
        Sign::Comment if line.chars <= 30 => Some(Reason::Comment),
        Sign::Trail if line.chars <= 60 || !bare.ends_with('。') => Some(Reason::Footer),
        _ => None,
    }
}

/// Columns that a path to a page leads through at least, the page itself included.
const SHORTEST_PATH: usize = 3;
/// Longest name of a column, in characters.
const LONGEST_COLUMN: usize = 16;

/// `主页 > 资讯 > 规划`: names with arrows between them.
fn is_path(bare: &str) -> bool {
    let arrow = |c: char| matches!(c, '>' | '»' | '›' | '→');
    let mut names = bare.split(arrow).filter(|name| !name.is_empty());
    let is_name = |name: &str| {
        name.chars().count() <= LONGEST_COLUMN && name.chars().all(char::is_alphabetic)
    };
    bare.contains(arrow) && names.clone().count() >= SHORTEST_PATH && names.all(is_name)
}

/// Statements of a footer; a title that speaks of their subjects ends as titles do.
fn footer(line: &Line, bare: &str, rest: u32) -> Option<Reason> {
    let begins = line.begins_with(Sign::Footer) || bare.starts_with('©');
    let strong = line.footer >= 4 || bare.contains("icp备");
    let states = begins || strong && u32::from(line.footer) * 4 >= rest.min(40);
    let title = official::document_word(bare).is_some() && !bare.contains([':', '|']);
    (states && !title).then_some(Reason::Footer)
}

/// Items of a menu that make one of a line although it holds other words, too.
const FEWEST_ITEMS: u32 = 3;

fn menu(line: &Line, cover: &Cover, rest: u32) -> Option<Reason> {
    let rest = rest.saturating_sub(cover.stated);
    let whole = cover.navigation > 0 && rest * 4 <= cover.navigation;
    let mostly = cover.items >= FEWEST_ITEMS && rest <= cover.navigation + cover.tool;
    ((whole || mostly) && line.stops == 0).then_some(Reason::Navigation)
}

/// Metadata: a label, a colon and a value.
fn is_label(line: &Line, bare: &str) -> bool {
    let Some((Sign::Label, chars)) = line.begins else { return false };
    let after = bare.chars().nth(usize::from(chars));
    line.stops == 0 && matches!(after, Some(':' | ']' | '】'))
}

/// A date before labels, `(2021-07-08) 来源：云溪区`, or before a name, `2021/07/08 云溪日报`; under
/// a letter dates are written in characters.
fn is_dated(line: &Line, bare: &str, cover: &Cover) -> bool {
    let figures = || bare.as_bytes().get(4).is_some_and(|byte| b"-/.".contains(byte));
    let named = || official::is_media(bare) || official::body_ending(bare).is_some();
    let year = bare.starts_with("20") || bare.starts_with("19");
    year && line.digits >= 6
        && line.chars <= LONGEST_STAMPED
        && line.stops == 0
        && has_date(bare)
        && (cover.labels > 0 && bare.contains(':') || figures() && named())
}

/// A date, with or without time, and no other word.
pub fn is_bare_date(bare: &str) -> bool {
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let shape =
        |c: char| c.is_ascii_digit() || "-:/.年月日时分秒 星期一二三四五六周天()[]".contains(c);
    let year = bare.starts_with("20") || bare.starts_with("19");
    let marked = bare.bytes().filter(|b| b"-/.".contains(b)).count() >= 2 || bare.contains('月');
    (6..=14).contains(&digits) && year && marked && bare.chars().all(shape)
}

/// Marks runs of lines that all begin with a label: catalogue tables whose labels lost their colon.
pub fn label_runs(lines: &Lines, facts: &mut [bool]) {
    let labelled = |line: &Line| {
        line.begins_with(Sign::Label) && line.chars <= LONGEST_STAMPED && line.stops == 0
    };
    let mut at = 0;
    while at < lines.list.len() {
        let run = lines.list[at..].iter().take_while(|line| labelled(line)).count();
        if run >= SHORTEST_RUN {
            facts[at..at + run].fill(true);
        }
        at += run + 1;
    }
}

/// Labels one after the other that make a catalogue table.
const SHORTEST_RUN: usize = 3;
/// Longest line that only says when and where a text was published.
const LONGEST_STAMPED: u32 = 60;

/// A short line with a date and the time of day, no sentence.
fn is_stamped(line: &Line, bare: &str) -> bool {
    line.digits >= 8
        && line.chars <= LONGEST_STAMPED
        && line.stops == 0
        && has_time(bare)
        && has_date(bare)
}

/// `12:40` somewhere; the day may be glued to the hour, white space is gone.
fn has_time(bare: &str) -> bool {
    let bytes = bare.as_bytes();
    memchr::memchr_iter(b':', bytes).any(|at| {
        let hour = bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let minute = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        (1..=4).contains(&hour) && minute == 2
    })
}

/// `2021-07-08` or `2021年7月` somewhere.
fn has_date(bare: &str) -> bool {
    bare.match_indices("20").chain(bare.match_indices("19")).any(|(at, _)| {
        let rest = &bare.as_bytes()[at..];
        rest.len() > 6
            && rest[..4].iter().all(u8::is_ascii_digit)
            && (b"-/.".contains(&rest[4]) || bare[at + 4..].starts_with('年'))
    })
}

/// Lines without a word: rules, and the bullets that widgets leave.
fn rule(line: &Line, text: &str) -> Option<Claim> {
    let mut chars = text.chars().filter(|c| !c.is_whitespace());
    let first = chars.next()?;
    let same = chars.all(|c| c == first);
    let drawn = "-=_*─━~—－＝＿＊·.#+".contains(first);
    if same && drawn && line.chars >= SHORTEST_RULE {
        return Some(Claim::Sure(Reason::Separator));
    }
    let marks_only = line.stops == 0;
    marks_only.then_some(Claim::Rim(Reason::Separator))
}

/// Templates, scripts and tags shown as text.
fn is_markup(text: &str) -> bool {
    // Nearly every line of a document is out with its first byte.
    if !text.starts_with(|c: char| c.is_ascii_alphabetic() || "{<$[&/".contains(c)) {
        return false;
    }
    is_template(text)
        || is_script(text)
        || is_tag_name(text)
        || is_tags_only(text)
        || is_references_only(text)
}

fn is_template(text: &str) -> bool {
    let between = |open: &str, close: &str| text.starts_with(open) && text.ends_with(close);
    let ascii = text.len() < 80;
    ascii
        && (between("{{", "}}")
            || between("<%", "%>")
            || between("{%", "%}")
            || between("${", "}")
            || between("[!--", "]")
            || between("{$", "}")
            || between("{dede:", "}")
            || between("[field:", "]")
            || between("<!--", "-->"))
}

fn is_script(text: &str) -> bool {
    let code = [
        "document.write",
        "javascript:",
        "function(",
        "window.location",
        "var _hmt",
        "getElementById",
        "$(document)",
    ];
    let opens = text.starts_with(|c: char| c.is_ascii());
    let function = text.starts_with("function ") && text.contains('(');
    opens && (function || code.iter().any(|word| text.contains(word)))
}

/// Character references that nobody resolved, and nothing else.
fn is_references_only(text: &str) -> bool {
    let is_reference = |part: &str| {
        part.strip_prefix('&').is_some_and(|name| {
            (2..=8).contains(&name.len())
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
        })
    };
    text.ends_with(';')
        && text.trim_end_matches(';').split(';').all(|part| is_reference(part.trim()))
}

fn is_tag_name(text: &str) -> bool {
    const NAMES: [&str; 20] = [
        "div", "/div", "span", "/span", "br", "br/", "nbsp", "&nbsp;", "strong", "/strong",
        "tbody", "/tbody", "table", "/table", "script", "/script", "style", "/style", "iframe",
        "marquee",
    ];
    let name = text.trim_matches(|c: char| c.is_whitespace() || "<>".contains(c));
    name.len() <= 8 && NAMES.contains(&name)
}

fn is_tags_only(text: &str) -> bool {
    if !text.starts_with('<') || !text.ends_with('>') {
        return false;
    }
    let named = text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    named && text.split('<').skip(1).all(|tag| tag.trim_end().ends_with('>'))
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::document;
    use super::*;

    fn check(text: &str, expected: Option<Claim>) {
        let document = document(&[text]);
        let lines = Lines::new(&document);
        assert_eq!(claim(&lines, &lines.list[0], text), expected, "{text}");
    }

    #[test]
    fn noise_wherever_it_stands() {
        let widget = Some(Claim::Sure(Reason::Widget));
        check("• 聽全文", widget);
        check("分享到：", widget);
        check("掃一掃在手機打開當前頁", widget);
        check("【字體：大 中 小】 打印本頁 關閉窗口", widget);
        check("{{sitedesc}}", Some(Claim::Sure(Reason::Markup)));
        check("----------", Some(Claim::Sure(Reason::Separator)));
    }

    #[test]
    fn noise_at_the_rim() {
        check("打印", Some(Claim::Rim(Reason::Widget)));
        check("当前位置：首页 > 规划计划 > 正文", Some(Claim::Rim(Reason::Breadcrumb)));
        check(
            "主办：云溪区人民政府办公室　网站标识码：9900040005",
            Some(Claim::Rim(Reason::Footer)),
        );
        check("澜ICP备05000000号", Some(Claim::Rim(Reason::Footer)));
        check("• -", Some(Claim::Rim(Reason::Separator)));
        check("首页 | 政务公开 | 互动交流", Some(Claim::Rim(Reason::Navigation)));
    }

    #[test]
    fn metadata_beside_the_text() {
        check("• 2021-07-08 15:55:51", Some(Claim::Fact));
        check("2021-07-08", Some(Claim::Date));
        check("云溪日报 2021年7月8日 09:30", Some(Claim::Fact));
        check("2021/07/08 云溪区水务局", Some(Claim::Fact));
        check("2021-07-08 浏览：402次", Some(Claim::Fact));
        check("2021年7月8日 云溪区水务局", None);
        check("（2021-07-08）　信息来源：云溪区【字体：大 中 小】", Some(Claim::Fact));
        check("• 來源: 云溪区", Some(Claim::Fact));
        check("发布时间：2021-07-08 来源：云溪区 字号：大 中 小", Some(Claim::Fact));
        check("公開方式：主動公開", Some(Claim::Fact));
    }

    #[test]
    fn innocent_lines() {
        check("1286人", None);
        check("关闭落后产能", None);
        check("打印设备产业", None);
        check("发展分享经济，培育新业态。", None);
        check("资料来源：云溪区统计局", None);
        check("……", None);
        check("第一章　总则", None);
    }
}
