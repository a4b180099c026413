//! What publishers do to characters.

/// A change of the characters of a text.
pub type Harm = fn(&str) -> String;

/// Nothing.
pub fn none(text: &str) -> String {
    text.to_owned()
}

/// Simplified turned to Traditional, by words.
pub fn traditional(text: &str) -> String {
    hanconv::s2t(text)
}

/// Readings inserted, then the text turned to Traditional.
pub fn readings_and_traditional(text: &str) -> String {
    traditional(&readings(text))
}

/// The same with the characters of Taiwan.
pub fn taiwan(text: &str) -> String {
    hanconv::s2tw(text)
}

/// Full-width digits.
pub fn wide_digits(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Chinese punctuation made ASCII.
pub fn ascii_marks(text: &str) -> String {
    let narrow = |c| match c {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        _ => c,
    };
    text.chars().map(narrow).collect()
}

/// Spaces on both sides of marks.
pub fn spaced_marks(text: &str) -> String {
    let spaced = |c: char| if "，。；：、".contains(c) { format!(" {c} ") } else { c.into() };
    text.chars().map(spaced).collect()
}

/// Every fourth mark printed twice.
pub fn doubled_marks(text: &str) -> String {
    let mut marks = 0;
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        if "，。；：、".contains(c) {
            marks += 1;
            if marks % 4 == 0 {
                out.push(c);
            }
        }
    }
    out
}

/// Readings in brackets behind some characters.
pub fn readings(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        out.push_str(match c {
            '发' => "(fā)",
            '展' => "(zhǎn)",
            '区' => "（qū）",
            '设' => "(shè)(shè)",
            '务' => "( wù )",
            _ => "",
        });
    }
    out
}

/// Zero-width spaces inside words.
pub fn zero_width(text: &str) -> String {
    text.chars()
        .enumerate()
        .flat_map(|(place, c)| [Some(c), (place % 9 == 4).then_some('\u{200B}')])
        .flatten()
        .collect()
}

/// Markup characters as references.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Everything beyond ASCII as numeric references, as pages in a small charset have it.
pub fn references(text: &str) -> String {
    escaped(text)
        .chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { format!("&#{};", c as u32) })
        .collect()
}

/// Each clause in an element of its own, as word processors write it.
pub fn runs(text: &str) -> String {
    let clauses = escaped(text).replace('，', "，</span><span lang=EN-US>");
    format!("<span style=\"font-size:16.0pt;font-family:仿宋_GB2312\">{clauses}<o:p></o:p></span>")
}

/// Comments inside the text.
pub fn comments(text: &str) -> String {
    escaped(text).replace('，', "<!-- 第九章 待定。 -->，")
}
