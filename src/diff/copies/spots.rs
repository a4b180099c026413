//! One text in several copies: the words in which they differ, with the readings counted.

use imara_diff::Hunk;

use super::super::token::{Words, key};
use super::super::words::hunks;
use super::{Reading, Spot};

/// Characters shown on either side of a disagreement.
const CONTEXT: usize = 16;
/// What stands for the readings in the words around them.
const GAP: &str = "[…]";

/// Where several forms of a text differ; `None` is a copy that does not have it.
pub fn of(texts: &[Option<String>]) -> Vec<Spot> {
    let mut found = Vec::new();
    let present: Vec<usize> = (0..texts.len()).filter(|copy| texts[*copy].is_some()).collect();
    let Some(first) = present.first() else { return found };
    if present.len() < texts.len() {
        let first = texts[*first].clone();
        found.push(counted(texts.iter().map(|text| text.as_ref().and(first.clone())).collect()));
    }
    let forms: Vec<(usize, Words<'_>)> = present
        .iter()
        .filter_map(|copy| Some((*copy, Words::of(texts[*copy].as_deref()?))))
        .collect();
    found.extend(inside(&forms, texts.len()));
    found
}

/// A whole text of each copy as one reading.
pub fn whole(texts: &[Option<String>]) -> Option<Spot> {
    whole_of_some(&texts.iter().cloned().map(Some).collect::<Vec<_>>())
}

/// The same, where some copies have no say.
pub fn whole_of_some(texts: &[Option<Option<String>>]) -> Option<Spot> {
    let mut said = texts.iter().flatten().map(|text| text.as_deref().map(key));
    let first = said.next()?;
    said.any(|other| other != first).then(|| grouped(texts.iter().cloned().enumerate().collect()))
}

/// Groups equal readings, the one most copies have told.
fn counted(readings: Vec<Option<String>>) -> Spot {
    let all = readings.into_iter().enumerate().map(|(copy, text)| (copy, Some(text)));
    grouped(all.collect())
}

/// The same for copies of which some have no say.
fn grouped(readings: Vec<(usize, Option<Option<String>>)>) -> Spot {
    let mut spot = Spot::default();
    let mut keys: Vec<Option<String>> = Vec::new();
    for (copy, text) in readings {
        let Some(text) = text else { continue };
        let its = text.as_deref().map(key);
        match keys.iter().position(|one| *one == its) {
            Some(at) => spot.readings[at].copies.push(copy),
            None => {
                keys.push(its);
                spot.readings.push(Reading { text, copies: vec![copy] });
            }
        }
    }
    let most = spot.readings.iter().map(|reading| reading.copies.len()).max().unwrap_or(0);
    let mut best = (0..spot.readings.len()).filter(|at| spot.readings[*at].copies.len() == most);
    spot.most = best.next().filter(|_| best.next().is_none());
    spot.is_number = keys.iter().flatten().any(|key| is_number(key));
    spot
}

fn is_number(key: &str) -> bool {
    let digits = key.bytes().any(|byte| byte.is_ascii_digit());
    digits && !key.chars().any(char::is_alphabetic)
}

impl Words<'_> {
    /// Some of its words; nothing for none.
    fn words(&self, from: usize, to: usize) -> Option<String> {
        let words = self.tokens.get(from..to)?;
        let range = words.first()?.range.start..words.last()?.range.end;
        Some(self.text[range].to_owned())
    }

    /// The words around some of its words.
    fn around(&self, from: usize, to: usize) -> Option<String> {
        let start = self.tokens.get(from).map_or(self.text.len(), |word| word.range.start);
        let end = to
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(0, |word| word.range.end);
        let (before, behind) =
            (&self.text[..start.max(end.min(start))], &self.text[end.max(start)..]);
        let skipped = before.chars().count().saturating_sub(CONTEXT);
        let head: String = before.chars().skip(skipped).collect();
        let tail: String = behind.chars().take(CONTEXT).collect();
        (!head.is_empty() || !tail.is_empty()).then(|| format!("{head}{GAP}{tail}"))
    }
}

/// Stretches of the first form in which some other differs, with every form's words there.
fn inside(forms: &[(usize, Words<'_>)], copies: usize) -> Vec<Spot> {
    let Some(((_, first), others)) = forms.split_first() else { return Vec::new() };
    let changes: Vec<Vec<Hunk>> = others.iter().map(|(_, form)| hunks(first, form)).collect();
    let mut found = Vec::new();
    for (from, to) in stretches(&changes) {
        let mut readings = vec![None; copies];
        readings[forms[0].0] = Some(first.words(from, to));
        for ((copy, form), changes) in others.iter().zip(&changes) {
            let (start, end) = (place(changes, from, false), place(changes, to, true));
            readings[*copy] = Some(form.words(start, end));
        }
        let spot = grouped(readings.into_iter().enumerate().collect());
        if spot.readings.len() > 1 {
            found.push(Spot { context: first.around(from, to), ..spot });
        }
    }
    found
}

/// The changes of all forms as stretches of the first that do not touch.
fn stretches(changes: &[Vec<Hunk>]) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> = changes
        .iter()
        .flatten()
        .map(|hunk| (hunk.before.start as usize, hunk.before.end as usize))
        .collect();
    all.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (from, to) in all {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

/// Where a boundary between words of the first form is in another one. At a change it is before
/// or, at the end of a stretch, behind what came.
fn place(changes: &[Hunk], at: usize, is_end: bool) -> usize {
    let at = at as u32;
    let before = changes.partition_point(|hunk| {
        if is_end { hunk.before.start <= at } else { hunk.before.start < at }
    });
    match before.checked_sub(1).map(|last| &changes[last]) {
        Some(hunk) => (hunk.after.end + at.saturating_sub(hunk.before.end)) as usize,
        None => at as usize,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(texts: &[&str]) -> Vec<String> {
        let texts: Vec<Option<String>> =
            texts.iter().map(|text| Some((*text).to_owned()).filter(|text| text != "-")).collect();
        let reading = |reading: &Reading| {
            format!("{}:{:?}", reading.text.as_deref().unwrap_or("-"), reading.copies)
        };
        let spot = |spot: Spot| {
            let readings: Vec<String> = spot.readings.iter().map(reading).collect();
            format!("{} most {:?}", readings.join(" "), spot.most)
        };
        of(&texts).into_iter().map(spot).collect()
    }

    #[test]
    fn readings_are_counted() {
        assert_eq!(
            told(&["降到9%以内", "降到8%以内", "降到9%以内"]),
            ["9:[0, 2] 8:[1] most Some(0)"]
        );
        assert_eq!(told(&["降到9%以内", "降到8%以内"]), ["9:[0] 8:[1] most None"]);
        assert_eq!(told(&["建设水网", "建设，水网。"]), [""; 0]);
    }

    #[test]
    fn words_that_a_copy_does_not_have() {
        assert_eq!(
            told(&["建设城乡水网", "建设水网", "建设城乡水网"]),
            ["城乡:[0, 2] -:[1] most Some(0)"]
        );
        assert_eq!(
            told(&["建设水网", "建设城乡水网", "建设城乡水网"]),
            ["-:[0] 城乡:[1, 2] most Some(1)"]
        );
    }

    #[test]
    fn a_copy_without_the_text() {
        assert_eq!(told(&["建设水网", "-", "建设水网"]), ["建设水网:[0, 2] -:[1] most Some(0)"]);
        assert_eq!(
            told(&["-", "降到9%", "降到8%"]),
            ["-:[0] 降到9%:[1, 2] most Some(1)", "9:[1] 8:[2] most None"]
        );
    }
}
