//! Grids, numbers and the rebuilding of flattened tables.

pub mod check;
pub mod classify;
pub mod columns;
pub mod extract;
pub mod flat;
pub mod grid;
pub mod halves;
pub mod indicators;
pub mod marks;
pub mod name;
pub mod notes;
pub mod number;
pub mod projects;
mod roles;
pub mod time;
pub mod value;
mod words;
