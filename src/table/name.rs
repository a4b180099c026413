//! Names of rows, and what is printed around them: number, 其中, unit, count, marks of notes.

use super::marks;
use crate::data::numbering::{Style, arabic_number, is_han, label};
use crate::data::units;

/// A name taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// The name itself.
    pub text: String,
    /// Number before it, without its mark.
    pub ordinal: Option<String>,
    /// 其中 or # before it: a part of the row above.
    pub is_part: bool,
    /// Unit in brackets behind it.
    pub unit: Option<String>,
    /// Number of things in brackets behind it: `（5个）`.
    pub count: Option<u32>,
    /// Marks of notes behind it.
    pub note_marks: Vec<String>,
}

/// What a part of the row above starts with.
const PARTS: [&str; 4] = ["其中", "#", "＃", "其 中"];
/// Brackets behind a name.
const BRACKETS: [(char, char); 4] = [('（', '）'), ('(', ')'), ('[', ']'), ('〔', '〕')];
/// What is counted in brackets behind a name.
const COUNTED: [char; 3] = ['个', '项', '类'];

/// Takes a name apart.
pub fn read(cell: &str) -> Name {
    let mut name = Name::default();
    let mut text = cell.trim();
    text = part(text, &mut name);
    text = ordinal(text, &mut name);
    text = part(text, &mut name);
    while let Some(shorter) = signs(text, &mut name).or_else(|| brackets(text, &mut name)) {
        text = shorter;
    }
    name.note_marks.reverse();
    name.text = close_up(text);
    name
}

/// The label of a group, `一、` or `（二）`, and the name behind it.
pub fn group(cell: &str) -> Option<&str> {
    let cell = cell.trim();
    let found = label(cell)?;
    let is_group = matches!(found.style, Style::ChineseComma | Style::ChineseParen);
    (is_group && found.title < cell.len()).then(|| &cell[found.title..])
}

/// Text without spaces beside Chinese characters.
pub fn close_up(text: &str) -> String {
    let characters: Vec<char> = text.trim().chars().collect();
    let is_inner = |at: usize| {
        let beside = |place: Option<&char>| place.is_some_and(|c| is_han(*c) || c.is_whitespace());
        characters[at].is_whitespace()
            && (beside(characters.get(at + 1)) || at > 0 && beside(characters.get(at - 1)))
    };
    (0..characters.len()).filter(|at| !is_inner(*at)).map(|at| characters[at]).collect()
}

fn part<'a>(text: &'a str, name: &mut Name) -> &'a str {
    match PARTS.iter().find_map(|word| text.strip_prefix(word)) {
        Some(rest) => {
            name.is_part = true;
            rest.trim_start_matches(['：', ':', '，', ',', '#', '＃', ' ', '　'])
        }
        None => text,
    }
}

/// `1.`, `（1）`, `①`, `1 ` before the name.
fn ordinal<'a>(text: &'a str, name: &mut Name) -> &'a str {
    let numbered = label(text).filter(|found| {
        let is_number = matches!(
            found.style,
            Style::Arabic | Style::ArabicParen | Style::Circled | Style::ChineseParen
        );
        let is_apart = found.marked || found.title > found.end;
        is_number && is_apart && found.title < text.len()
    });
    match numbered {
        Some(found) => {
            let number = text[..found.end].trim_end_matches(['.', '．', '、', ' ']);
            name.ordinal = Some(number.to_owned());
            &text[found.title..]
        }
        None => text,
    }
}

/// `*`, `①` behind the name.
fn signs<'a>(text: &'a str, name: &mut Name) -> Option<&'a str> {
    let (rest, mark) = marks::trailing(text)?;
    (!rest.is_empty()).then(|| {
        name.note_marks.push(mark.to_owned());
        rest.trim_end()
    })
}

/// Brackets behind the name that hold a unit, a count or the number of a note.
fn brackets<'a>(text: &'a str, name: &mut Name) -> Option<&'a str> {
    let (open, close) = BRACKETS.iter().find(|(_, close)| text.ends_with(*close))?;
    let start = text.rfind(*open).filter(|start| *start > 0)?;
    let inside = text[start + open.len_utf8()..text.len() - close.len_utf8()].trim();
    let is_new = name.unit.is_none() && name.count.is_none();
    if is_new && units::is_unit(inside) {
        name.unit = units::whole(inside).map(|unit| unit.text);
    } else if let Some(count) = counted(inside).filter(|_| is_new) {
        name.count = Some(count);
    } else if let Some(mark) = marks::bracketed(inside) {
        name.note_marks.push(mark);
    } else {
        return None;
    }
    Some(text[..start].trim_end())
}

/// `5个`, `共12项`.
fn counted(inside: &str) -> Option<u32> {
    let digits = inside.trim_start_matches('共').trim_start();
    let (count, length) = arabic_number(digits)?;
    let unit = digits[length..].trim().strip_prefix(COUNTED)?;
    matches!(unit, "" | "项目" | "工程").then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, text: &str, rest: &str) {
        let name = read(cell);
        let mut found = Vec::new();
        found.extend(name.ordinal.map(|ordinal| format!("no={ordinal}")));
        found.extend(name.is_part.then(|| "part".to_owned()));
        found.extend(name.unit.map(|unit| format!("unit={unit}")));
        found.extend(name.count.map(|count| format!("count={count}")));
        found.extend(name.note_marks.iter().map(|mark| format!("mark={mark}")));
        assert_eq!((name.text.as_str(), found.join(" ").as_str()), (text, rest), "{cell}");
    }

    #[test]
    fn names() {
        check("绿化覆盖率", "绿化覆盖率", "");
        check("1.绿化覆盖率（%）", "绿化覆盖率", "no=1 unit=%");
        check("12 绿化覆盖率", "绿化覆盖率", "no=12");
        check("（3）绿化覆盖率*", "绿化覆盖率", "no=（3） mark=*");
        check("绿化 覆盖率 (%) ①", "绿化覆盖率", "unit=% mark=①");
        check("PM2.5年均浓度（微克/立方米）", "PM2.5年均浓度", "unit=微克/立方米");
        check("R&D 投入", "R&D投入", "");
        check("其中：制造业", "制造业", "part");
        check("#制造业（亿元）", "制造业", "part unit=亿元");
        check("预算收入增速（可比口径）", "预算收入增速（可比口径）", "");
        check("水利工程（5个）", "水利工程", "count=5");
        check("水利工程（共12项）", "水利工程", "count=12");
        check("人均用水量[2]", "人均用水量", "mark=[2]");
        check("人均用水量（注1）", "人均用水量", "mark=[注1]");
        check("5G基站数（万个）", "5G基站数", "unit=万个");
        check("60岁以上人口", "60岁以上人口", "");
        check("（%）", "（%）", "");
        check("", "", "");
    }

    #[test]
    fn groups() {
        assert_eq!(group("一、经济发展"), Some("经济发展"));
        assert_eq!(group("（二）创新"), Some("创新"));
        assert_eq!(group("1.创新"), None);
        assert_eq!(group("经济发展"), None);
    }
}
