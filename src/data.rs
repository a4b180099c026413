//! Word lists and tables of facts: plain text, one entry a line.

pub mod fold;
pub mod noise;
