//! Word lists and tables of facts: plain text, one entry a line.

pub mod captions;
pub mod compare;
pub mod headers;
pub mod levels;
pub mod numbering;
