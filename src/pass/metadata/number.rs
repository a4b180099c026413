//! 发文字号: the issuing body's short name, the year in brackets, the ordinal.

use crate::data::compare::{compact, half_width};
use crate::data::{date::digit, official};

/// Most characters of a number with its prefix; real ones stay under 30.
const LONGEST: usize = 48;

/// The number that is all of `text`, with its year in 〔〕 and no leading zeros; spaces do not
/// count and the whole may stand in brackets.
pub fn whole(text: &str) -> Option<String> {
    if text.len() > LONGEST * 4 || follows_title(text) {
        return None;
    }
    let compact = compact(text);
    let bare =
        compact.strip_suffix('号').map_or_else(|| unbracketed(&compact), |_| Some(&*compact))?;
    bracketed_year(bare).or_else(|| written_year(bare)).or_else(|| order(bare))
}

/// The number `text` ends with in brackets or behind a space: `云溪区…通知（云府〔2022〕7号）`.
pub fn trailing(text: &str) -> Option<String> {
    let text = text.trim_end();
    let start = text.rfind(char::is_whitespace)?;
    whole(&text[start..]).filter(|number| number.contains('〔'))
}

/// A title stands before the number on the same line.
fn follows_title(text: &str) -> bool {
    let title = text.trim_end().rsplit_once(char::is_whitespace).map(|(title, _)| title.trim_end());
    title.is_some_and(|title| official::document_word(title).is_some())
}

fn unbracketed(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '(', '【', '[', '〔'])?;
    inner.strip_suffix(['）', ')', '】', ']', '〕'])
}

/// `云府〔2022〕7号`, with whatever brackets.
fn bracketed_year(text: &str) -> Option<String> {
    let open = text.find(is_opening).filter(|at| *at > 0)?;
    let prefix = &text[..open];
    let mut rest = text[open..].chars();
    rest.next();
    let year = four_digits(&mut rest)?;
    let closed = rest.next().is_some_and(is_closing);
    let ordinal = ordinal(rest.as_str())?;
    let name = prefix.chars().count() <= 24 && prefix.chars().all(char::is_alphanumeric);
    (closed && name).then(|| format!("{prefix}〔{year}〕{ordinal}号"))
}

/// `2022年第3号`, as bulletins and announcements are numbered.
fn written_year(text: &str) -> Option<String> {
    let at = text.find('年')?;
    let start = text[..at].char_indices().rev().take(4).last()?.0;
    let year = four_digits(&mut text[start..at].chars())?;
    let rest = text[at + '年'.len_utf8()..].strip_prefix('第')?;
    let prefix = &text[..start];
    let name = prefix.is_empty() || prefix.ends_with(['告', '令']);
    (name && prefix.chars().all(char::is_alphabetic))
        .then_some(format!("{prefix}{year}年第{}号", ordinal(rest)?))
}

/// `澜州市人民政府令第12号`, `第12号`.
fn order(text: &str) -> Option<String> {
    let at = text.find('第')?;
    let prefix = &text[..at];
    let named = prefix.is_empty() || prefix.ends_with(['令', '告']) && prefix.chars().count() <= 40;
    let rest = &text[at + '第'.len_utf8()..];
    let number = ordinal(rest).or_else(|| {
        let chinese = rest.strip_suffix('号')?;
        let (_, length) = crate::data::numbering::chinese_number(chinese)?;
        (length == chinese.len()).then(|| chinese.to_owned())
    })?;
    (named && prefix.chars().all(char::is_alphabetic)).then(|| format!("{prefix}第{number}号"))
}

fn four_digits(rest: &mut std::str::Chars<'_>) -> Option<String> {
    let year: String = (0..4)
        .map(|_| rest.next().and_then(digit).map(|value| char::from(b'0' + value)))
        .collect::<Option<_>>()?;
    (year.starts_with("19") || year.starts_with("20")).then_some(year)
}

/// `7` of `7号`, `第07号`, `0012号`.
fn ordinal(text: &str) -> Option<String> {
    let digits = text.strip_suffix('号')?.trim_start_matches('第');
    let plain: String = digits.chars().map(half_width).collect();
    let valid = (1..=6).contains(&plain.len()) && plain.bytes().all(|byte| byte.is_ascii_digit());
    let trimmed = plain.trim_start_matches('0');
    (valid && !trimmed.is_empty()).then(|| trimmed.to_owned())
}

fn is_opening(character: char) -> bool {
    matches!(half_width(character), '〔' | '[' | '(' | '【' | '〖' | '﹝' | '〈' | '{' | '<' | '［')
}

fn is_closing(character: char) -> bool {
    matches!(half_width(character), '〕' | ']' | ')' | '】' | '〗' | '﹞' | '〉' | '}' | '>' | '］')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        assert_eq!(whole(text).unwrap_or_default(), wanted, "{text}");
    }

    #[test]
    fn bracketed() {
        for text in [
            "云府〔2022〕7号",
            "云府[2022]7号",
            "云府(2022)7号",
            "云府（2022）7号",
            "云府【2022】7号",
            "云府〔2022〕07号",
            "云府〔2022〕第7号",
            "云 府 〔 2022 〕 7 号",
            "云府［２０２２］７号",
            "（云府〔2022〕7号）",
            "云府〔二〇二二〕7号",
            "云府﹝2022﹞7号",
        ] {
            check(text, "云府〔2022〕7号");
        }
        check("云发改规划〔2021〕100号", "云发改规划〔2021〕100号");
        check("澜府办函〔2019〕0034号", "澜府办函〔2019〕34号");
    }

    #[test]
    fn orders() {
        check("2017年第3号", "2017年第3号");
        check("澜州市人民政府令第12号", "澜州市人民政府令第12号");
        check("第 12 号", "第12号");
        check("第十二号", "第十二号");
        check("澜州市水务局公告2021年第2号", "澜州市水务局公告2021年第2号");
    }

    #[test]
    fn no_number() {
        for text in [
            "",
            "云溪区",
            "根据《云府〔2022〕7号",
            "云府〔2022〕号",
            "云府〔22〕7号",
            "〔2022〕7号文件",
            "云府〔2022〕7号、8号",
            "按照《通知》（云府〔2022〕7号）",
            "第三次会议",
            "东湖路12号",
            "〔2022〕7号",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn at_the_end() {
        assert_eq!(trailing("云溪区水利规划 云府〔2022〕7号").as_deref(), Some("云府〔2022〕7号"));
        assert_eq!(trailing("云溪区水利规划"), None);
    }
}
