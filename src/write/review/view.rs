//! A document with what the page asks of it again and again looked up once.

use serde_json::Value;

use crate::document::{BlockRange, Diagnostic, Document, Remark, Severity};

pub(super) struct View<'a> {
    pub document: &'a Document,
    /// The metadata by the names of its fields.
    pub fields: Value,
    /// Doubts that name blocks, by the first of them.
    doubts: Vec<(BlockRange, &'a Diagnostic)>,
    /// What else the page says of the document, by the first block.
    remarks: Vec<&'a Remark>,
}

impl<'a> View<'a> {
    pub fn new(document: &'a Document) -> Self {
        let grave = document.diagnostics.iter().filter(|one| one.severity >= Severity::Warning);
        let mut doubts: Vec<_> = grave.filter_map(|one| Some((one.blocks?, one))).collect();
        doubts.sort_by_key(|(blocks, _)| blocks[0]);
        let mut remarks: Vec<_> = document.metadata.other.iter().collect();
        remarks.sort_by_key(|remark| remark.blocks[0]);
        let fields = serde_json::to_value(&document.metadata).unwrap_or_default();
        Self { document, fields, doubts, remarks }
    }

    /// Doubts about these blocks and no others.
    pub fn doubts(&self, [first, last]: BlockRange) -> impl Iterator<Item = &'a Diagnostic> {
        let from = self.doubts.partition_point(|(blocks, _)| blocks[0] < first);
        let near = self.doubts[from..].iter().take_while(move |(blocks, _)| blocks[0] <= last);
        near.filter(move |(blocks, _)| blocks[1] <= last).map(|(_, found)| *found)
    }

    /// Remarks that begin in these blocks.
    pub fn remarks(&self, [first, last]: BlockRange) -> impl Iterator<Item = &'a Remark> {
        let from = self.remarks.partition_point(|remark| remark.blocks[0] < first);
        self.remarks[from..].iter().copied().take_while(move |remark| remark.blocks[0] <= last)
    }
}
