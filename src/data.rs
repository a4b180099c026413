//! Word lists and tables of facts: plain text, one entry a line.

pub mod compare;
pub mod date;
pub mod levels;
pub mod numbering;
pub mod official;
