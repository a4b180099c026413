//! Grids, numbers and the rebuilding of flattened tables.

pub mod check;
pub mod classify;
pub mod columns;
pub mod extract;
pub mod flat;
pub mod grid;
pub mod marks;
pub mod number;
pub mod value;
mod words;
