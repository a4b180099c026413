//! Turns Traditional script to Simplified and restores Chinese punctuation that was made ASCII.
//!
//! The document is judged as a whole: a Simplified one is left alone, for some of its characters
//! (乾, 著, 瞭, 藉) mean something else in Traditional text. In a Traditional one a block that is
//! plainly Simplified is left; in one that is Simplified for the greater part only blocks with
//! Traditional characters are turned.

mod count;
mod engine;
#[cfg(feature = "opencc-rust")]
mod opencc;
mod punctuation;
mod rules;

use crate::Options;
use crate::document::{Damage, Document, Problem, Role, Script, Tally};
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
        let (counts, flags) = count_scripts(kept(document));
        document.source.script = counts.script();
        convert(document, &counts, &flags, options);
    }
    if !options.keep_punctuation {
        restore(document);
    }
}

/// Simplified text with Chinese punctuation restored, line by line, as [`run`] does for blocks.
pub fn simplify(text: &str, options: &Options) -> String {
    let (counts, flags) = count_scripts(text.split_inclusive('\n'));
    let mut converter = Converter::new(&counts, options);
    let mut converted = String::with_capacity(text.len());
    for (line, flags) in text.split_inclusive('\n').zip(flags) {
        converter.convert(line, flags, &mut converted);
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

/// Characters of all texts by script, and the flags of each text.
fn count_scripts<'a>(texts: impl Iterator<Item = &'a str>) -> (Counts, Vec<u8>) {
    let mut census = count::Census::default();
    let flags = texts.map(|text| census.add(text)).collect();
    (census.counts(), flags)
}

fn widths_of<'a>(texts: impl Iterator<Item = &'a str>) -> Widths {
    let mut widths = Widths::default();
    texts.for_each(|text| widths.add(text));
    widths
}

/// Converts the blocks; `flags` are those of the blocks that are [`kept`].
fn convert(document: &mut Document, counts: &Counts, flags: &[u8], options: &Options) {
    let mut converter = Converter::new(counts, options);
    if !converter.converts {
        return;
    }
    if was_converted(document) {
        document.source.add_damage(Damage::ScriptConverted);
    }
    let (mut characters, mut quotes) = (Tally::default(), Tally::default());
    let removed: Vec<bool> =
        document.blocks.iter().map(|block| matches!(block.role, Role::Removed(_))).collect();
    let mut flags = flags.iter();
    document.rewrite(|number, text, out| {
        let counted = if removed[number as usize] { None } else { flags.next() };
        let flags = counted.map_or_else(|| count::flags(text), |flags| *flags);
        let changed = converter.convert(text, flags, out);
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
    let count = |mark: &str| {
        let finder = memchr::memmem::Finder::new(mark);
        kept(document).map(|text| finder.find_iter(text.as_bytes()).count()).sum::<usize>()
    };
    count("于") + count("“") > count("於") + count("「")
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

/// Converts blocks of a document.
struct Converter {
    /// The document holds Traditional text.
    converts: bool,
    /// Most of it is Traditional, so that blocks which might be either are taken for that.
    mostly: bool,
    quotes: bool,
    /// For the rules, kept between blocks.
    spare: String,
}

/// What [`Converter::convert`] changed.
#[derive(Default)]
struct Changed {
    characters: usize,
    quotes: usize,
}

impl Converter {
    fn new(counts: &Counts, options: &Options) -> Self {
        Self {
            converts: matches!(counts.script(), Script::Traditional | Script::Mixed),
            mostly: counts.traditional >= counts.simplified,
            quotes: !options.keep_punctuation,
            spare: String::new(),
        }
    }

    /// Appends `text`, whose characters have these flags together, to `out`.
    fn convert(&mut self, text: &str, flags: u8, out: &mut String) -> Changed {
        let (start, flags) = (out.len(), if self.converts { flags } else { 0 });
        let has = |flag| flags & flag != 0;
        let level = !has(flag::FAR);
        let either = self.converts && self.mostly && !has(flag::SIMPLIFIED);
        if has(flag::TRADITIONAL) || either {
            let changed = engine::convert(text, out);
            let all = |_| true;
            let more = if has(flag::RULED) { self.apply(text, out, start, level, all) } else { 0 };
            let characters = changed.saturating_add_signed(more);
            let quotes = self.quotes && has(flag::CORNER);
            Changed { characters, quotes: if quotes { turn_quotes(out, start) } else { 0 } }
        } else {
            out.push_str(text);
            let ruled = self.mostly && has(flag::RULED);
            let forgotten = |character| FORGOTTEN.contains(&character);
            let more = if ruled { self.apply(text, out, start, level, forgotten) } else { 0 };
            Changed { characters: more.unsigned_abs(), quotes: 0 }
        }
    }

    fn apply(
        &mut self,
        text: &str,
        out: &mut String,
        start: usize,
        level: bool,
        applies: impl Fn(char) -> bool,
    ) -> isize {
        rules::apply(text, out, start, level, &mut self.spare, applies)
    }
}

/// Turns corner brackets in `out[start..]` to mainland quotation marks.
fn turn_quotes(out: &mut String, start: usize) -> usize {
    const QUOTES: [(char, char); 4] = [('「', '“'), ('」', '”'), ('『', '‘'), ('』', '’')];
    let text = out.split_off(start);
    let (mut count, mut done) = (0, 0);
    for (place, corner) in text.char_indices().filter(|(_, c)| matches!(c, '「'..='』')) {
        let quote = QUOTES.iter().find(|(from, _)| *from == corner).map(|(_, quote)| *quote);
        out.push_str(&text[done..place]);
        out.push(quote.unwrap_or(corner));
        done = place + corner.len_utf8();
        count += usize::from(quote.is_some());
    }
    out.push_str(&text[done..]);
    count
}

#[cfg(test)]
mod tests;
