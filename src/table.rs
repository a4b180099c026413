//! Grids, values and the rebuilding of flattened tables.

pub mod classify;
pub mod extract;
pub mod grid;
mod words;
