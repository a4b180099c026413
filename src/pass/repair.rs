//! Removes what was put between characters: zero-width and control characters, readings in
//! brackets, marks printed twice, spaces beside marks. Sets right what was decoded out of step.
//!
//! Each step looks first and rewrites the text only when it has something to do, so that clean
//! documents pay for looking alone. Text out of step goes first, for any of its characters counts;
//! then stray characters, for they stand inside readings too.

mod doubled;
mod look;
mod readings;
mod slip;
mod spaced;
mod stray;
mod syllable;

use crate::Options;
use crate::document::{Damage, Document, Problem, Tally};
use look::Signs;

/// Runs the pass.
pub fn run(document: &mut Document, _options: &Options) {
    let mut signs = Signs::of(&document.text.clean);
    if signs.slipped && mend_slips(document) {
        signs = Signs::of(&document.text.clean);
    }
    if signs.stray || document.clean_texts().any(|text| text.trim().len() != text.len()) {
        remove_stray(document);
        signs = Signs::of(&document.text.clean);
    }
    if signs.readings && remove_readings(document) {
        signs = Signs::of(&document.text.clean);
    }
    if signs.doubled {
        mend_doubled(document);
    }
    if signs.spaced && spacing(document).is_spaced() {
        close_spaces(document);
    }
}

/// Tells whether there were any. The text as published is the witness: what was set right must not
/// speak for what was not, so nothing is looked for in a text that was rewritten.
fn mend_slips(document: &mut Document) -> bool {
    if document.text.clean != document.text.published {
        return false;
    }
    let evidence = slip::Evidence::of(document.clean_texts());
    let (mut mended, mut ends) = (Tally::default(), slip::Counts::default());
    document.rewrite(|number, text, out| {
        let counts = slip::mend(text, &evidence, out);
        mended.add(number, counts.runs);
        ends = ends + counts;
    });
    if mended.count > 0 {
        document.source.add_damage(Damage::BrokenEncoding);
        let slip::Counts { inferred, unknown, .. } = ends;
        let problem = Problem::OutOfStep { count: mended.count, inferred, unknown };
        document.report(&problem, mended.blocks);
    }
    mended.count > 0
}

fn spacing(document: &Document) -> spaced::Count {
    let mut count = spaced::Count::default();
    document.clean_texts().for_each(|text| count.add(text));
    count
}

fn close_spaces(document: &mut Document) {
    let mut closed = Tally::default();
    document.rewrite(|number, text, out| closed.add(number, spaced::close(text, out)));
    if closed.count > 0 {
        let count = closed.count;
        document.report(&Problem::SpacesClosed { count }, closed.blocks);
    }
}

fn remove_stray(document: &mut Document) {
    let (mut removed, mut private) = (Tally::default(), Tally::default());
    document.rewrite(|number, text, out| {
        let counts = stray::clean(text, out);
        removed.add(number, counts.removed);
        private.add(number, counts.private);
    });
    if removed.count > 0 {
        document.source.add_damage(Damage::StrayCharacters);
        let count = removed.count;
        document.report(&Problem::StrayCharacters { count }, removed.blocks);
    }
    if private.count > 0 {
        let count = private.count;
        document.report_once(&Problem::PrivateUse { count }, private.blocks);
    }
}

/// Tells whether there were any.
fn remove_readings(document: &mut Document) -> bool {
    let found = document.clean_texts().map(readings::count).sum::<readings::Count>();
    if found.candidates == 0 {
        return false;
    }
    let trusted = found.toned >= readings::TRUSTED_FROM;
    let mut removed = Tally::default();
    document.rewrite(|number, text, out| removed.add(number, readings::remove(text, trusted, out)));
    if removed.count > 0 {
        document.source.add_damage(Damage::PinyinInserted);
        let count = removed.count;
        document.report(&Problem::ReadingsRemoved { count }, removed.blocks);
    }
    removed.count > 0
}

fn mend_doubled(document: &mut Document) {
    let mut mended = Tally::default();
    document.rewrite(|number, text, out| mended.add(number, doubled::mend(text, out)));
    if mended.count > 0 {
        let count = mended.count;
        document.report(&Problem::DoubledPunctuation { count }, mended.blocks);
    }
}

#[cfg(test)]
mod tests;
