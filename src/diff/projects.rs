//! Projects in and out: by name, wherever they stand, since a list may become a table.

use std::collections::HashMap;

use crate::document::{Document, Project};

use super::change::{Change, ChangeKind as Kind, Place};
use super::token::key;

/// Projects that only one of two documents has.
#[derive(Debug, Default)]
pub struct Lone<'a> {
    /// Only the old one.
    pub old: Vec<&'a Project>,
    /// Only the new one.
    pub new: Vec<&'a Project>,
}

impl<'a> Lone<'a> {
    /// Projects without a namesake among those that `counts` of the other document; `counts` leaves
    /// out the rows that have a partner.
    pub fn of(
        old: &'a Document,
        new: &'a Document,
        counts: impl Fn(&Project, bool) -> bool,
    ) -> Self {
        let some = |document: &'a Document, is_old: bool| {
            document.projects.iter().filter(|project| counts(project, is_old)).collect::<Vec<_>>()
        };
        let (old, new) = (some(old, true), some(new, false));
        let mut names: HashMap<String, i64> = HashMap::new();
        new.iter().for_each(|project| *names.entry(key(&project.name)).or_default() += 1);
        let mut lone = Self::default();
        for project in old {
            let left = names.entry(key(&project.name)).or_default();
            *left -= 1;
            if *left < 0 {
                lone.old.push(project);
            }
        }
        // What is left of each name came; those that stand last are taken for new.
        for project in new.into_iter().rev() {
            let left = names.entry(key(&project.name)).or_default();
            if *left > 0 {
                *left -= 1;
                lone.new.push(project);
            }
        }
        lone.new.reverse();
        lone
    }

    /// Those that stand in no row, as changes; a row tells of its own.
    pub fn changes(&self, is_told: impl Fn(&Project, bool) -> bool) -> Vec<Change> {
        let gone =
            self.old.iter().filter(|project| !is_told(project, true)).map(|project| Change {
                kind: Kind::ProjectRemoved,
                subject: project.name.to_string(),
                old_place: Some(place(project)),
                old: Some(project.raw.to_string()),
                ..Change::default()
            });
        let come =
            self.new.iter().filter(|project| !is_told(project, false)).map(|project| Change {
                kind: Kind::ProjectAdded,
                subject: project.name.to_string(),
                new_place: Some(place(project)),
                new: Some(project.raw.to_string()),
                ..Change::default()
            });
        gone.chain(come).collect()
    }
}

fn place(project: &Project) -> Place {
    Place {
        section: project.section.as_ref().map(ToString::to_string),
        headings: project.box_label.as_deref().unwrap_or_default().to_owned(),
        table: project.table.as_ref().map(ToString::to_string),
        row: project.row,
        column: None,
        blocks: Some(project.blocks),
    }
}
