//! What was taken out inside a block: readings, stray marks, keywords cut off a line.

use std::collections::HashMap;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, Token};

/// Bytes of the longest text that is compared: nobody reads more on one line, and characters one by
/// one take many times their bytes.
const LONGEST: usize = 100_000;

/// Pieces of the published text in order, with whether they were taken out. Only text that got
/// shorter is looked at: a character changed for another is not taken out.
pub(super) fn pieces<'a>(published: &'a str, clean: &str) -> Vec<(&'a str, bool)> {
    let is_shorter = || clean.chars().count() < published.chars().count();
    if published.len() > LONGEST || clean.is_empty() || published == clean || !is_shorter() {
        return vec![(published, false)];
    }
    let mut numbers = HashMap::new();
    let mut tokens = |text: &str| -> Vec<Token> {
        let mut number = |character| {
            let next = numbers.len() as u32;
            Token(*numbers.entry(character).or_insert(next))
        };
        text.chars().map(&mut number).collect()
    };
    let (old, new) = (tokens(published), tokens(clean));
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, &old, &new, numbers.len() as u32);
    let characters: Vec<(usize, char)> = published.char_indices().collect();
    let left: Vec<char> = clean.chars().collect();
    let mut gone = vec![false; characters.len()];
    for hunk in diff.hunks() {
        let became = &left[hunk.after.start as usize..hunk.after.end as usize];
        mark(&mut gone, &characters, hunk.before.start as usize..hunk.before.end as usize, became);
    }
    joined(published, &characters, &gone)
}

/// Marks what of a stretch is in no way in what it became: an ideograph may have become another, a
/// mark its full-width form. Where it cannot be told which ideographs were taken out, nothing is.
fn mark(gone: &mut [bool], characters: &[(usize, char)], stretch: Range<usize>, became: &[char]) {
    let mut rest = became.iter().copied().peekable();
    let mut lost: Vec<usize> = Vec::new();
    for at in stretch {
        match rest.next_if(|new| may_become(characters[at].1, *new)) {
            Some(_) => {}
            None => lost.push(at),
        }
    }
    let is_told = became.is_empty() || !lost.iter().any(|at| is_ideograph(characters[*at].1));
    if rest.peek().is_none() && is_told {
        lost.into_iter().for_each(|at| gone[at] = true);
    }
}

fn may_become(old: char, new: char) -> bool {
    (is_ideograph(old) && is_ideograph(new)) || half_width(old) == half_width(new)
}

fn is_ideograph(character: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&character)
}

/// The ASCII form of a mark.
fn half_width(character: char) -> char {
    match character {
        '。' => '.',
        '“' | '”' | '「' | '」' => '"',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        other => other,
    }
}

fn joined<'a>(text: &'a str, characters: &[(usize, char)], gone: &[bool]) -> Vec<(&'a str, bool)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for at in 1..=gone.len() {
        if at == gone.len() || gone[at] != gone[start] {
            let end = characters.get(at).map_or(text.len(), |(end, _)| *end);
            pieces.push((&text[characters[start].0..end], gone[start]));
            start = at;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_out() {
        let check = |published: &str, clean: &str, marked: &str| {
            let told = pieces(published, clean)
                .into_iter()
                .map(|(text, is_gone)| if is_gone { format!("[{text}]") } else { text.to_owned() });
            assert_eq!(told.collect::<String>(), marked);
        };
        check("云溪区", "云溪区", "云溪区");
        check("雲溪區", "云溪区", "雲溪區");
        check("關(guān)停礦山", "关停矿山", "關[(guān)]停礦山");
        check("建设水网。棋牌开户|彩票", "建设水网。", "建设水网。[棋牌开户|彩票]");
        check(
            "推廣屋(wū)頂光伏( fú ),裝機",
            "推广屋顶光伏，装机",
            "推廣屋[(wū)]頂光伏[( fú )],裝機",
        );
        check("治理(lǐ):完成", "治理：完成", "治理[(lǐ)]:完成");
        check("水 网", "水网", "水[ ]网");
        check("彩票开户建设", "", "彩票开户建设");
        check("關停彩票礦山", "关停矿", "關停彩票礦山");
    }
}
