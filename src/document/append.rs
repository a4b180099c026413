//! Putting the pages of a document behind each other.

use std::collections::HashSet;
use std::ops::Range;

use super::{Document, Part, Reason, Role, Status};

impl Document {
    /// Adds the blocks of the page that follows. What it repeats of the pages before around its
    /// text (title, source, date) is a duplicate. No grid, element or block changes its order.
    pub fn append(&mut self, mut next: Document) {
        next.mark_repeated(self);
        let (published, clean) = (self.text.published.len() as u32, self.text.clean.len() as u32);
        let (blocks, grids) = (self.blocks.len() as u32, self.grids.len() as u32);
        let elements = self.containers.len() as u32;
        for block in &mut next.blocks {
            shift(&mut block.published, published);
            shift(&mut block.clean, clean);
            block.layout.container += elements;
            if let Some((grid, _)) = &mut block.layout.cell {
                *grid += grids;
            }
        }
        for container in &mut next.containers {
            container.parent += elements;
            shift(&mut container.blocks, blocks);
        }
        for grid in &mut next.grids {
            if let Some((parent, _)) = &mut grid.parent {
                *parent += grids;
            }
            shift(&mut grid.blocks, blocks);
            grid.cells.iter_mut().for_each(|cell| shift(&mut cell.blocks, blocks));
        }
        for found in &mut next.diagnostics {
            found.blocks = found.blocks.map(|range| range.map(|number| number + blocks));
        }
        self.join_source(&next);
        self.status = joined(self.status, next.status);
        self.text.published.push_str(&next.text.published);
        self.text.clean.push_str(&next.text.clean);
        self.blocks.append(&mut next.blocks);
        self.containers.append(&mut next.containers);
        self.grids.append(&mut next.grids);
        self.diagnostics.append(&mut next.diagnostics);
    }

    /// Its source as the first of several parts.
    pub fn begin_parts(&mut self) {
        self.source.parts = vec![self.part(0)];
    }

    fn part(&self, first: u32) -> Part {
        let blocks = self.blocks.len() as u32;
        Part {
            path: self.source.path.clone(),
            bytes: self.source.bytes,
            sha256: self.source.sha256.clone(),
            blocks: (blocks > 0).then(|| [first, first + blocks - 1]),
        }
    }

    fn join_source(&mut self, next: &Document) {
        self.source.parts.push(next.part(self.blocks.len() as u32));
        self.source.bytes += next.source.bytes;
        next.source.damage.iter().for_each(|damage| self.source.add_damage(*damage));
    }

    fn mark_repeated(&mut self, before: &Document) {
        let around = |role: &Role| matches!(role, Role::Title | Role::Metadata(_));
        let known: HashSet<&str> = before.clean_texts().collect();
        let repeated: Vec<usize> = (0..self.blocks.len())
            .filter(|at| around(&self.blocks[*at].role) && known.contains(self.clean(*at)))
            .collect();
        for at in repeated {
            self.blocks[at].role = Role::Removed(Reason::Duplicate);
        }
    }
}

fn shift(range: &mut Range<u32>, by: u32) {
    *range = range.start + by..range.end + by;
}

/// A page with a document on it makes one of all of them.
fn joined(one: Status, other: Status) -> Status {
    match (one, other) {
        (Status::Partial, _) | (_, Status::Partial) => Status::Partial,
        (Status::Ok, _) | (_, Status::Ok) => Status::Ok,
        _ => one,
    }
}
