//! Turns Traditional script to Simplified and restores Chinese punctuation that was made ASCII.
//!
//! The document is judged as a whole: a Simplified one is left alone, for some of its characters
//! (乾, 著, 瞭, 藉) mean something else in Traditional text. In a Traditional one a block that is
//! plainly Simplified is left; in a mixed one only blocks with Traditional characters are turned.

mod count;
mod engine;
mod punctuation;
mod rules;

use crate::Options;
use crate::document::{BlockRange, Damage, Document, Problem, Role, Script};
use count::Counts;
use engine::flag;
use punctuation::{Restorer, Widths};

/// Characters that converters forget, as in 著力, 藉口, 瞭解; Simplified text has them in few words
/// only, so that their rules hold for it too.
const FORGOTTEN: [char; 4] = ['著', '藉', '瞭', '甚'];

/// Runs the pass. The script is judged once: a document that has one is converted already.
pub fn run(document: &mut Document, options: &Options) {
    let judged = matches!(document.source.script, Script::Traditional | Script::Mixed);
    if !judged {
        document.source.script = script_of(kept(document));
        convert(document, options);
    }
    if !options.keep_punctuation {
        restore(document);
    }
}

/// Simplified text with Chinese punctuation restored, line by line, as [`run`] does for blocks.
pub fn simplify(text: &str, options: &Options) -> String {
    let converter = Converter::new(script_of(text.lines()), options);
    let mut converted = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        converter.convert(line, &mut converted);
    }
    if options.keep_punctuation || !widths_of(converted.lines()).lost() {
        return converted;
    }
    let mut restored = String::with_capacity(converted.len() + converted.len() / 8);
    let mut restorer = Restorer::default();
    for line in converted.split_inclusive('\n') {
        restorer.restore(line, &mut restored);
    }
    restored
}

/// Texts of the blocks that no pass has removed: banners of other sites say nothing of a document.
fn kept(document: &Document) -> impl Iterator<Item = &str> {
    let blocks = document.blocks.iter().filter(|block| !matches!(block.role, Role::Removed(_)));
    blocks.map(|block| document.text.of(block))
}

fn script_of<'a>(texts: impl Iterator<Item = &'a str>) -> Script {
    let mut counts = Counts::default();
    texts.for_each(|text| counts.add(text));
    counts.script()
}

fn widths_of<'a>(texts: impl Iterator<Item = &'a str>) -> Widths {
    let mut widths = Widths::default();
    texts.for_each(|text| widths.add(text));
    widths
}

fn convert(document: &mut Document, options: &Options) {
    let converter = Converter::new(document.source.script, options);
    if converter.script == Script::Simplified || converter.script == Script::None {
        return;
    }
    if was_converted(document) {
        document.source.add_damage(Damage::ScriptConverted);
    }
    let (mut characters, mut quotes) = (Tally::default(), Tally::default());
    document.rewrite(|number, text, out| {
        let changed = converter.convert(text, out);
        characters.add(number, changed.characters);
        quotes.add(number, changed.quotes);
    });
    if let count @ 1.. = characters.count {
        document.report(&Problem::ScriptConverted { count }, characters.blocks);
    }
    if let count @ 1.. = quotes.count {
        document.report(&Problem::QuotesConverted { count }, quotes.blocks);
    }
}

/// Whether a Traditional document was a Simplified one before: 于 where Traditional has 於, or
/// mainland quotation marks.
fn was_converted(document: &Document) -> bool {
    let [mut mainland, mut native] = [0usize, 0];
    for character in kept(document).flat_map(str::chars) {
        mainland += usize::from(matches!(character, '于' | '“'));
        native += usize::from(matches!(character, '於' | '「'));
    }
    mainland > native
}

fn restore(document: &mut Document) {
    if !widths_of(kept(document)).lost() {
        return;
    }
    let (mut restorer, mut marks) = (Restorer::default(), Tally::default());
    document.rewrite(|number, text, out| marks.add(number, restorer.restore(text, out)));
    if let count @ 1.. = marks.count {
        document.source.add_damage(Damage::AsciiPunctuation);
        document.report(&Problem::PunctuationRestored { count }, marks.blocks);
    }
}

/// Converts blocks of a document of this script.
struct Converter {
    script: Script,
    quotes: bool,
}

/// What [`Converter::convert`] changed.
#[derive(Default)]
struct Changed {
    characters: usize,
    quotes: usize,
}

impl Converter {
    fn new(script: Script, options: &Options) -> Self {
        Self { script, quotes: !options.keep_punctuation }
    }

    fn convert(&self, text: &str, out: &mut String) -> Changed {
        let (start, flags) = (out.len(), self.flags(text));
        let (traditional, simplified) =
            (flags & flag::TRADITIONAL != 0, flags & flag::SIMPLIFIED != 0);
        if traditional || self.script == Script::Traditional && !simplified {
            let seen = engine::convert(text, out);
            if seen & flag::RULED != 0 {
                rules::apply(text, out, start, |_| true);
            }
        } else {
            out.push_str(text);
            if self.script == Script::Traditional && flags & flag::RULED != 0 {
                rules::apply(text, out, start, |character| FORGOTTEN.contains(&character));
            }
            if self.script != Script::Traditional {
                return Changed::default();
            }
        }
        let characters = differences(text, &out[start..]);
        Changed { characters, quotes: if self.quotes { turn_quotes(out, start) } else { 0 } }
    }

    fn flags(&self, text: &str) -> u8 {
        match self.script {
            Script::Traditional | Script::Mixed => count::flags(text),
            Script::Simplified | Script::None => 0,
        }
    }
}

fn differences(before: &str, after: &str) -> usize {
    before.chars().zip(after.chars()).filter(|(before, after)| before != after).count()
}

/// Turns corner brackets in `out[start..]` to mainland quotation marks.
fn turn_quotes(out: &mut String, start: usize) -> usize {
    const QUOTES: [(char, char); 4] = [('「', '“'), ('」', '”'), ('『', '‘'), ('』', '’')];
    let find = |c: char| QUOTES.iter().find(|(corner, _)| *corner == c).map(|(_, quote)| *quote);
    let text = out.split_off(start);
    let count = text.chars().filter(|&character| find(character).is_some()).count();
    if count == 0 {
        out.push_str(&text);
    } else {
        out.extend(text.chars().map(|character| find(character).unwrap_or(character)));
    }
    count
}

/// How often something was done, and from which block to which.
#[derive(Default)]
struct Tally {
    count: usize,
    blocks: Option<BlockRange>,
}

impl Tally {
    fn add(&mut self, block: u32, count: usize) {
        if count > 0 {
            self.count += count;
            self.blocks = Some([self.blocks.map_or(block, |[first, _]| first), block]);
        }
    }
}

#[cfg(test)]
mod tests;
