//! Keyword banners, by lexicon and shape together: what share of a line are keywords, how many of
//! the segments between its separators hold one, and whether anything in it reads like a sentence.

use std::ops::Range;

use crate::data::fold::{Class, Table};
use crate::data::noise::{self, Sign};
use crate::data::official;

/// What a line with keywords is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Honest text.
    Clean,
    /// A banner.
    Spam,
    /// Honest text in this range of bytes, with a banner glued to an end of it.
    Glued(Range<usize>),
}

/// Share of a segment that keywords must fill for it to be one of a banner, in percent: titles of
/// banners join keywords with a verb or a number, sentences of news hold one keyword in ten words.
const SEGMENT_SHARE: usize = 30;
/// The same for fillers alone, which honest text is full of.
const FILLER_SHARE: usize = 75;
/// Share of a line that lies in such segments, in percent, for the line to be a banner.
const LINE_SHARE: usize = 50;
/// The same when the line holds words of policy prose.
const LINE_SHARE_PROSE: usize = 85;
/// The same when it holds some, no sentence, and so many keywords apart from each other.
const LINE_SHARE_MIXED: (usize, usize) = (70, 2);
/// The share a lone keyword must have in a line of one segment: some name honest things too.
const LONE_SHARE: usize = 60;
/// The share of fillers that makes a segment go with keywords beside it, in percent.
const COMPANION_SHARE: usize = 25;
/// Fillers need company: as many segments of them without any keyword are a banner.
const FILLER_SEGMENTS: usize = 4;
/// Shorter lines are cells and labels unless a long keyword fills them, in words.
const SHORTEST_BANNER: usize = 6;
/// Shortest text that is left when a banner is cut off, and shortest banner that is cut, in words.
const SHORTEST_CUT: usize = 4;

/// Share of a segment that a brand must fill, with its promises, in percent: honest companies bear
/// the same names.
const BRAND_SHARE: usize = 60;
/// Promises in a line that make it a banner when no word speaks against it.
const PROMISES: usize = 2;

/// A piece of a line between separators.
#[derive(Debug, Clone, Default)]
struct Segment {
    range: Range<usize>,
    words: usize,
    /// Of them, digits.
    digits: usize,
    /// Characters of adult and gambling keywords.
    strong: usize,
    /// Keywords and brands: how many.
    keywords: usize,
    /// Characters of brands.
    brand: usize,
    /// Promises: how many.
    pitches: usize,
    /// Characters of promises and fillers.
    weak: usize,
    innocent: usize,
    stops: usize,
    function: usize,
    /// The separator before it parts keywords, not clauses.
    clear: bool,
}

impl Segment {
    fn is_keyword(&self) -> bool {
        let covered = (self.strong + self.brand + self.weak) * 100;
        let strong = self.strong > 0 && covered >= self.words * SEGMENT_SHARE;
        let brand = self.brand > 0 && covered >= self.words * BRAND_SHARE;
        (strong || brand) && !self.is_clause()
    }

    fn is_filler(&self) -> bool {
        let sole = self.strong + self.brand + self.innocent == 0;
        self.words >= 2 && sole && self.weak * 100 >= self.words * FILLER_SHARE
    }

    fn is_bad(&self) -> bool {
        self.is_keyword() || self.is_filler()
    }

    /// Goes with keywords beside it: some filler in it, and nothing that speaks against it.
    fn is_companion(&self) -> bool {
        let speaks = self.innocent + self.function + self.stops > 0;
        !speaks && self.weak > 0 && self.weak * 100 >= self.words * COMPANION_SHARE
    }

    /// Reads like a clause of prose.
    fn is_clause(&self) -> bool {
        self.stops > 0
            || self.innocent > 0 && self.innocent >= self.strong
            || self.function * 5 > self.words
    }

    /// What is left beside a banner and has keywords of its own is a part of it.
    fn continues_banner(&self) -> bool {
        self.strong + self.brand + self.pitches > 0 && self.innocent == 0
    }

    /// How much it says for spam: an adult or gambling keyword is enough, a brand is not.
    fn evidence(&self) -> usize {
        let keyword = if self.strong > 0 { 2 } else { usize::from(self.brand > 0) };
        if self.is_keyword() { keyword + self.pitches } else { 0 }
    }
}

/// Judges a line that holds keywords.
pub fn judge(text: &str) -> Verdict {
    let segments = segments(text);
    let sum = |value: fn(&Segment) -> usize| segments.iter().map(value).sum::<usize>();
    let words = sum(|s| s.words);
    if words < SHORTEST_BANNER && sum(|s| s.strong + s.brand) < SHORTEST_CUT {
        return Verdict::Clean;
    }
    let glued = glued(&segments);
    let is_title = matches!(&glued, Verdict::Glued(kept) if names_document(&text[kept.clone()]));
    if !is_title && (is_banner(&segments, words) || is_promise(&segments, words)) {
        return Verdict::Spam;
    }
    match glued {
        Verdict::Glued(kept) => Verdict::Glued(with_brackets(text, kept)),
        other => other,
    }
}

/// The title of a document stays, however long the banner beside it.
fn names_document(text: &str) -> bool {
    official::document_word(&Table::get().fold_text(text)).is_some()
}

/// The kept text with the brackets and quotation marks right beside it, which belong to it.
fn with_brackets(text: &str, kept: Range<usize>) -> Range<usize> {
    let before = text[..kept.start].trim_end_matches(['（', '(', '《', '“', '〔']).len();
    let behind = &text[kept.end..];
    let closed = behind.trim_start_matches(['）', ')', '》', '”', '〕']);
    before..kept.end + behind.len() - closed.len()
}

/// Most of the line are segments with keywords.
fn is_banner(segments: &[Segment], words: usize) -> bool {
    let strong = segments.iter().any(|s| s.strong > 0 && s.is_keyword());
    let bad = |s: &&Segment| s.is_bad() || strong && s.is_companion();
    let bad: usize = segments.iter().filter(bad).map(|s| s.words).sum();
    let fillers = segments.iter().filter(|s| s.is_filler()).count();
    let evidence: usize = segments.iter().map(Segment::evidence).sum();
    if is_lone(segments) {
        return false;
    }
    let prose = segments.iter().any(|s| s.innocent + s.stops > 0);
    let sentence = segments.iter().any(|s| !s.is_bad() && s.stops + s.function > 0);
    let keywords = segments.iter().filter(|s| s.strong > 0 && s.is_keyword()).count();
    let share = match () {
        () if !prose => LINE_SHARE,
        () if !sentence && keywords >= LINE_SHARE_MIXED.1 => LINE_SHARE_MIXED.0,
        () => LINE_SHARE_PROSE,
    };
    (evidence >= 2 || fillers >= FILLER_SEGMENTS) && bad * 100 >= words * share
}

/// A line of one segment with one keyword in it that is the smaller part of it.
fn is_lone(segments: &[Segment]) -> bool {
    let [one] = segments else { return false };
    let covered = one.strong + one.brand + one.weak;
    one.keywords <= 1 && covered * 100 < one.words * LONE_SHARE
}

/// A name nobody knows, and promises as only banners make.
fn is_promise(segments: &[Segment], words: usize) -> bool {
    let sum = |value: fn(&Segment) -> usize| segments.iter().map(value).sum::<usize>();
    let prose = sum(|s| s.innocent + s.stops + s.function) > 0;
    let covered = sum(|s| s.weak + s.brand + s.strong);
    sum(|s| s.pitches) >= PROMISES
        && !prose
        && covered * 100 >= words * LINE_SHARE
        && covered < words
}

/// Cuts runs of keyword segments off the ends.
fn glued(segments: &[Segment]) -> Verdict {
    let first = segments.iter().position(|s| !s.is_bad()).unwrap_or(0);
    let last = segments.iter().rposition(|s| !s.is_bad()).unwrap_or(0);
    let start = if cuts(&segments[..first]) && segments[first].clear { first } else { 0 };
    let tail = &segments[last + 1..];
    let end = if cuts(tail) && tail[0].clear { last } else { segments.len() - 1 };
    let kept = &segments[start..=end];
    let kept_words: usize = kept.iter().map(|s| s.words).sum();
    let letters: usize = kept.iter().map(|s| s.words - s.digits).sum();
    if (start == 0 && end == segments.len() - 1) || kept_words < SHORTEST_CUT {
        return Verdict::Clean;
    }
    if letters == 0 || kept.iter().any(Segment::continues_banner) {
        return Verdict::Spam;
    }
    Verdict::Glued(segments[start].range.start..segments[end].range.end)
}

/// Whether a run of segments is worth a cut: evidence enough, and no single short word.
fn cuts(run: &[Segment]) -> bool {
    let words: usize = run.iter().map(|s| s.words).sum();
    let evidence: usize = run.iter().map(Segment::evidence).sum();
    evidence >= 2 && words >= SHORTEST_CUT
}

/// Splits a line at separators; pieces without a word are left out.
fn segments(text: &str) -> Vec<Segment> {
    let mut list = Vec::new();
    let mut folded = String::new();
    let mut start = 0;
    let mut clear = true;
    let mut next_clear = false;
    for (at, c) in text.char_indices() {
        if !is_separator(c) {
            continue;
        }
        let grew = add(&mut list, &text[start..at], start, clear, &mut folded);
        next_clear = if grew { is_clear(c) } else { next_clear || is_clear(c) };
        clear = next_clear;
        start = at + c.len_utf8();
    }
    add(&mut list, &text[start..], start, clear, &mut folded);
    list
}

fn add(
    list: &mut Vec<Segment>,
    text: &str,
    start: usize,
    clear: bool,
    folded: &mut String,
) -> bool {
    let mut segment = Segment { range: start..start + text.len(), clear, ..Segment::default() };
    folded.clear();
    for (c, class) in text.chars().map(|c| Table::get().fold(c)) {
        match class {
            Class::Dropped => continue,
            Class::Han | Class::Letter => segment.words += 1,
            Class::Function => {
                segment.words += 1;
                segment.function += 1;
            }
            Class::Digit => {
                segment.words += 1;
                segment.digits += 1;
            }
            Class::Stop => segment.stops += 1,
            _ => {}
        }
        folded.push(c);
    }
    for hit in noise::spam().find(folded) {
        match hit.sign {
            Sign::Weak => segment.weak += usize::from(hit.chars),
            Sign::Brand => {
                segment.keywords += 1;
                segment.brand += usize::from(hit.chars);
            }
            Sign::Pitch => {
                segment.pitches += 1;
                segment.weak += usize::from(hit.chars);
            }
            Sign::Innocent => segment.innocent += usize::from(hit.chars),
            _ => {
                segment.keywords += 1;
                segment.strong += usize::from(hit.chars);
            }
        }
    }
    let worded = segment.words > 0;
    if worded {
        list.push(segment);
    }
    worded
}

fn is_separator(c: char) -> bool {
    is_clear(c)
        || matches!(c, '、' | ',' | '(' | ')' | '（' | '）' | '，' | ';' | '；' | '：' | ':')
}

/// Separators that sentences do not use inside.
fn is_clear(c: char) -> bool {
    matches!(
        c,
        '_' | '|'
            | '｜'
            | '＿'
            | '-'
            | '－'
            | '–'
            | '—'
            | '/'
            | '·'
            | '•'
            | '~'
            | '【'
            | '】'
            | '>'
            | '<'
            | '☆'
            | '★'
            | '◆'
    ) || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = match judge(text) {
            Verdict::Clean => "clean".to_owned(),
            Verdict::Spam => "spam".to_owned(),
            Verdict::Glued(kept) => text[kept].to_owned(),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn banners() {
        check("亚洲av无码专区,国产精品久久久,免费观看", "spam");
        check("澳门金沙娱乐城|时时彩开奖直播|百家乐", "spam");
        check("云溪体育app下载_新葡京官网入口", "spam");
        check("亞洲無碼一區二區,國產av在線觀看", "spam");
    }

    #[test]
    fn prose_on_the_same_subjects() {
        check("严厉打击网络赌博、百家乐等违法犯罪活动。", "clean");
        check("清理整治色情网站，净化网络环境。", "clean");
        check("国产精品种子产业化项目", "clean");
        check("体育彩票公益金安排项目", "clean");
    }

    #[test]
    fn banners_glued_to_honest_text() {
        check("国产精品久久久_亚洲av无码_云溪区人民政府工作报告", "云溪区人民政府工作报告");
        check("云溪区人民政府工作报告-澳门金沙娱乐城", "云溪区人民政府工作报告");
        check("云溪区治水规划（2023—2027年）_澳门金沙娱乐城", "云溪区治水规划（2023—2027年）");
        check("澳门金沙娱乐城|（云溪区）治水规划", "（云溪区）治水规划");
        check("政府工作报告_澳门金沙娱乐城官网_国产精品久久久", "政府工作报告");
        check("澳门金沙娱乐城官网_国产精品久久久_治水規劃", "治水規劃");
        check("百家乐真钱棋牌免费高清2015-06-11", "spam");
    }
}
