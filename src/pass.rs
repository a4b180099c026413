//! Passes: each relabels or rewrites the blocks of a document, none deletes one.

pub mod assemble;
pub mod boxes;
pub mod contents;
pub mod headings;
pub mod interpret;
pub mod lines;
pub mod metadata;
pub mod paragraphs;
pub mod repair;
pub mod script;
pub mod strip;
pub mod tables;
