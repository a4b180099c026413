//! What a run is to do: which sources give which documents, and where these go.

use super::group::{self, Work};
use super::key::Recipe;
use super::times::Times;
use super::walk::{self, Source};
use super::{Batch, Misuse, output, place};

/// The work of a run.
pub struct Plan<'a> {
    /// What was asked for.
    pub batch: &'a Batch,
    /// All sources, in order.
    pub sources: Vec<Source>,
    /// The folder of each, were it a document of its own.
    pub places: Vec<String>,
    /// The documents, in order.
    pub work: Vec<Work>,
    /// What is the same for all keys.
    pub recipe: Recipe,
    /// How long the steps have taken.
    pub times: Times,
}

impl<'a> Plan<'a> {
    /// Looks for the sources. Nothing is written yet.
    pub fn new(batch: &'a Batch) -> Result<Self, Misuse> {
        output::check_apart(&batch.inputs, &batch.output)?;
        if let Some(report) = &batch.report {
            output::check_outside(report, &batch.inputs, &batch.output)?;
        }
        let sources = walk::sources(batch)?;
        let places = place::places(&sources, batch.keep_extension)?;
        let work = group::work(&sources, batch.options.max_bytes);
        let (recipe, times) = (Recipe::new(batch), Times::default());
        Ok(Self { batch, sources, places, work, recipe, times })
    }

    /// Bytes of all sources of a document.
    pub fn bytes(&self, work: &Work) -> u64 {
        work.pages().map(|page| self.sources[page].bytes).sum()
    }

    /// The folder of a document.
    pub fn place(&self, work: &Work) -> &str {
        &self.places[work.first]
    }
}
