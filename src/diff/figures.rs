//! Captions of figures.

use std::collections::HashMap;

use crate::document::Figure;

use super::change::{Change, ChangeKind as Kind, Place};
use super::headings::Sections;
use super::outline::Outline;
use super::pairs::Pairs;
use super::sequence::unique_pairs;
use super::token::{key, same};

/// Figures that came, went, or have another number or caption. Those of a section that came or went
/// are told with it.
pub fn changes(sections: &Sections<'_>) -> Vec<Change> {
    let (old, new) = (&sections.old.document.figures, &sections.new.document.figures);
    let mut pairs = Pairs::none(old.len(), new.len());
    for name in [|figure: &Figure| key(&figure.caption), |figure: &Figure| key(&figure.label)] {
        let (old, new) = (numbered(old, name), numbered(new, name));
        for (one, other) in unique_pairs(&old, &new, |(name, _)| !name.is_empty()) {
            pairs.add(one, other);
        }
    }
    let (old_nodes, new_nodes) = (nodes(sections.old), nodes(sections.new));
    let mut changes = Vec::new();
    for figure in pairs.only_old().map(|at| &old[at]) {
        let node = old_nodes.get(figure.label.as_str()).copied().unwrap_or(0);
        if sections.pairs.new_of(node).is_some() {
            let place = Some(place(sections.old, node, figure));
            changes.push(change(Kind::FigureRemoved, [Some(figure), None], [place, None]));
        }
    }
    for (at, figure) in new.iter().enumerate() {
        let node = new_nodes.get(figure.label.as_str()).copied().unwrap_or(0);
        let here = Some(place(sections.new, node, figure));
        match pairs.old_of(at).map(|at| &old[at]) {
            Some(before) if same(&whole(before), &whole(figure)) => {}
            Some(before) => {
                let node = old_nodes.get(before.label.as_str()).copied().unwrap_or(0);
                let places = [Some(place(sections.old, node, before)), here];
                changes.push(change(Kind::FigureChanged, [Some(before), Some(figure)], places));
            }
            None if sections.pairs.old_of(node).is_some() => {
                changes.push(change(Kind::FigureAdded, [None, Some(figure)], [None, here]));
            }
            None => {}
        }
    }
    changes
}

/// The names, those that repeat with how often they came before.
fn numbered(figures: &[Figure], name: fn(&Figure) -> String) -> Vec<(String, usize)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let names = figures.iter().map(name);
    names
        .map(|name| {
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            (name, *count)
        })
        .collect()
}

fn nodes<'a>(outline: &Outline<'a>) -> HashMap<&'a str, usize> {
    outline.figures.iter().map(|(node, label)| (*label, *node)).collect()
}

fn place(outline: &Outline<'_>, node: usize, figure: &Figure) -> Place {
    Place { blocks: Some(figure.blocks), ..outline.place(node) }
}

fn whole(figure: &Figure) -> String {
    format!("{} {}", figure.label, figure.caption)
}

fn change(kind: Kind, figures: [Option<&Figure>; 2], places: [Option<Place>; 2]) -> Change {
    let [old, new] = figures.map(|figure| figure.map(whole));
    let subject = figures[1].or(figures[0]).map(|figure| figure.label.clone()).unwrap_or_default();
    let [old_place, new_place] = places;
    Change { kind, subject, old_place, new_place, old, new, ..Change::default() }
}
