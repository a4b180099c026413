//! The administrative region a name starts with: `澜州市云溪区` of `澜州市云溪区水务局`.

use crate::data::{numbering::is_han, official};

/// Most characters before the suffix; names of autonomous areas list peoples and run longer.
const LONGEST_NAME: usize = 6;
/// Most characters before 自治区, 自治州, 自治县, 自治旗.
const LONGEST_AUTONOMOUS: usize = 16;

/// Suffixes with the level they stand on; a name goes down the levels.
const SUFFIXES: [(char, u8); 11] = [
    ('省', 1),
    ('市', 2),
    ('州', 2),
    ('盟', 2),
    ('区', 3),
    ('县', 3),
    ('旗', 3),
    ('镇', 4),
    ('乡', 4),
    ('岛', 9),
    ('道', 4),
];

/// What may stand before a region's name in a title or a body's name.
const BEFORE: &[&str] = &[
    "中国共产党",
    "中共",
    "国家税务总局",
    "关于印发",
    "关于发布",
    "关于公布",
    "关于",
    "《",
    "“",
    "制定",
    "编制",
    "推进",
    "加快",
    "促进",
    "加强",
    "支持",
    "进一步",
    "深化",
    "落实",
    "批准",
    "调整",
    "同意",
    "开展",
    "实施",
    "做好",
    "组织",
    "召开",
    "建设",
    "公开征求",
    "征求",
    "授权",
    "修订",
];

/// Characters that no region's name holds.
const NEVER: &str = "和与及的于为在对向《》“”\"（）()、，。：关委局厅办院会府";

/// The longest administrative name at the head of a body's name or a title.
pub fn leading(text: &str) -> Option<String> {
    let compact: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let start = skip_before(&compact);
    let (mut end, mut level) = (start, 0);
    while let Some((length, next)) = unit(&compact[end..], level) {
        end += length;
        level = next;
    }
    (end > start).then(|| compact[start..end].iter().collect())
}

/// The fuller of two names of one region, the first where they name two.
pub fn fuller(one: String, other: String) -> String {
    let ends = |prefix: &str| prefix.chars().next_back().and_then(suffix_level).is_some();
    let longer = one.strip_suffix(&other).is_some_and(|prefix| prefix.is_empty() || ends(prefix));
    match one.ends_with(&other) {
        true if longer => one,
        true => other,
        false if other.ends_with(&one) => other,
        false => one,
    }
}

/// Characters to pass over: dates and prefixes of parties and titles.
fn skip_before(text: &[char]) -> usize {
    let mut at = text
        .iter()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '年' | '月' | '-' | '—' | '份'))
        .count();
    while let Some(prefix) = BEFORE.iter().find(|prefix| starts_with(&text[at..], prefix)) {
        at += prefix.chars().count();
    }
    at
}

fn starts_with(text: &[char], prefix: &str) -> bool {
    prefix.chars().enumerate().all(|(at, c)| text.get(at) == Some(&c))
}

/// One name with its suffix, below `above`: its length and level.
fn unit(text: &[char], above: u8) -> Option<(usize, u8)> {
    autonomous(text, above).or_else(|| plain(text, above))
}

fn autonomous(text: &[char], above: u8) -> Option<(usize, u8)> {
    let reach = text.len().min(LONGEST_AUTONOMOUS + 3);
    let at = (2..reach).find(|at| starts_with(&text[*at..reach], "自治"))?;
    let level = match text.get(at + 2)? {
        '区' => 1,
        '州' => 2,
        '县' | '旗' => 3,
        _ => return None,
    };
    let name = text[..at].iter().all(|c| is_name(*c)) && !text[..at].contains(&'市');
    (name && level > above).then_some((at + 3, level))
}

fn plain(text: &[char], above: u8) -> Option<(usize, u8)> {
    let reach = text.len().min(LONGEST_NAME + 1);
    let found = (1..reach).find_map(|at| Some((at, suffix_level(text[at])?)));
    let (mut at, mut level) = found.filter(|(at, _)| text[..*at].iter().all(|c| is_name(*c)))?;
    // A name of one character that ends like a suffix itself: 沙市区, 津市市.
    let doubled = at == 1 && level == 2 && matches!(text.get(2), Some('区' | '市' | '县'));
    if doubled {
        at = 2;
        level = suffix_level(text[2])?;
    }
    if level == 4 && text[at] == '道' && text[at - 1] != '街' {
        return None;
    }
    // Names below the first are short; longer ones are words of the title.
    let short = above == 0 || at <= 5;
    let deeper = level > above || level == 2 && above == 2;
    let name: String = text[..=at].iter().collect();
    let common = !doubled && official::is_no_region(&name) || runs_on(text, at);
    (short && deeper && level < 9 && !common).then_some((at + 1, level))
}

fn suffix_level(character: char) -> Option<u8> {
    SUFFIXES.iter().find(|(suffix, _)| *suffix == character).map(|(_, level)| *level)
}

fn is_name(character: char) -> bool {
    is_han(character) && !NEVER.contains(character)
}

/// The suffix is the first character of a longer word: 市场, 区域, 县域, 乡村, 省级.
fn runs_on(text: &[char], at: usize) -> bool {
    let words: &str = match text[at] {
        '市' => "场容",
        '区' => "域间位划块片",
        '县' => "域",
        '乡' => "村镇",
        '镇' => "村化街",
        '州' => "际",
        '道' => "路德",
        _ => "",
    };
    text.get(at + 1).is_some_and(|next| words.contains(*next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        assert_eq!(leading(text).unwrap_or_default(), wanted, "{text}");
    }

    #[test]
    fn names() {
        check("澜州市云溪区人民政府", "澜州市云溪区");
        check("澜州市人民政府办公室", "澜州市");
        check("云江省澜州市云溪区水务局", "云江省澜州市云溪区");
        check("云江省“十四五”水利规划", "云江省");
        check("关于印发云溪区水利规划的通知", "云溪区");
        check("中共云溪区委", "云溪区");
        check("国家税务总局澜州市税务局", "澜州市");
        check("东岭壮族自治区人民政府", "东岭壮族自治区");
        check("南川彝族傣族自治州青河县财政局", "南川彝族傣族自治州青河县");
        check("关于推进青河县河道治理的方案", "青河县");
        check("关于开展青河县汛前检查的通知", "青河县");
        check("1-10月青河县投资情况", "青河县");
        check("澜州市昆水市人民政府", "澜州市昆水市");
        check("澜州市沙市区人民政府", "澜州市沙市区");
        check("云溪区东湖街道办事处", "云溪区东湖街道");
        check("青河县石桥镇人民政府", "青河县石桥镇");
    }

    #[test]
    fn fuller_names() {
        for (one, other, wanted) in [
            ("云溪区", "澜州市云溪区", "澜州市云溪区"),
            ("澜州市云溪区", "云溪区", "澜州市云溪区"),
            ("振兴云溪区", "云溪区", "云溪区"),
            ("云溪区", "澜州市", "云溪区"),
        ] {
            assert_eq!(fuller(one.to_owned(), other.to_owned()), wanted, "{one} {other}");
        }
    }

    #[test]
    fn words_that_look_like_names() {
        check("澜州市城市管理局", "澜州市");
        check("澜州市市场监督管理局", "澜州市");
        check("澜州市区域协调发展规划", "澜州市");
        check("澜州市乡村振兴规划", "澜州市");
        check("澜州市社区服务规划", "澜州市");
        check("澜州市推进旧城区改造方案", "澜州市");
        check("青河县县域经济发展规划", "青河县");
        check("国务院办公厅", "");
        check("国务院关于授权青河市管辖的批复", "");
        check("市卫生健康委", "");
        check("生态环境部", "");
        check("“十四五”水利规划", "");
        check("工业和信息化部关于开发区的意见", "");
        check("经济技术开发区管委会", "");
    }
}
