//! Grids, values and the rebuilding of flattened tables.

pub mod grid;
