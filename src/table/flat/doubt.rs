//! What is not certain about a rebuilt table, and why lines were made none.

/// What could not be known for certain. Rows count over header and rows together.
#[derive(Clone, PartialEq, Debug)]
pub enum Doubt {
    /// A place inside a row is empty: its cell was empty or got lost.
    LostCell {
        /// Row over header and rows together.
        row: usize,
        /// Column.
        column: usize,
    },
    /// The cell above was copied down: it could also have been empty here.
    Copied {
        /// Row over header and rows together.
        row: usize,
        /// Column.
        column: usize,
    },
    /// The cell could also stand in another column.
    AmbiguousCell {
        /// Row over header and rows together.
        row: usize,
        /// Column it was given.
        column: usize,
    },
    /// No row has a cell in this column.
    UndecidedColumn {
        /// Column.
        column: usize,
    },
    /// Another header explains the cells nearly as well.
    AmbiguousHeader {
        /// How many columns the other header has.
        columns: usize,
    },
}

/// Why the lines were not made a table.
#[derive(Clone, PartialEq, Debug)]
pub enum Refusal {
    /// Too few lines before the first stop.
    TooShort,
    /// No line could be a header.
    NoHeader,
    /// The lines do not repeat from row to row.
    NoPattern {
        /// Nats gained for each cell over a list without columns.
        gain: f64,
    },
    /// Signs such as `√` were printed only where they are set.
    SignsLost,
    /// The grid found has the marks of a wrong one.
    Doubtful {
        /// Confidence that was reached.
        confidence: f64,
    },
}

impl Doubt {
    /// The row it speaks of, for tables that are put together of several.
    pub fn row_mut(&mut self) -> Option<&mut usize> {
        match self {
            Doubt::LostCell { row, .. }
            | Doubt::Copied { row, .. }
            | Doubt::AmbiguousCell { row, .. } => Some(row),
            Doubt::UndecidedColumn { .. } | Doubt::AmbiguousHeader { .. } => None,
        }
    }

    /// What is doubtful, in a sentence without a full stop; rows and columns count from 1, header rows included.
    pub fn message(&self) -> String {
        match self {
            Doubt::LostCell { row, column } => {
                format!("row {} has no cell in column {}: empty or lost", row + 1, column + 1)
            }
            Doubt::Copied { row, column } => {
                format!(
                    "row {}, column {} repeats the cell above: merged, or empty in the source",
                    row + 1,
                    column + 1
                )
            }
            Doubt::AmbiguousCell { row, column } => {
                format!(
                    "row {}, column {}: the cell could stand in a neighbouring column",
                    row + 1,
                    column + 1
                )
            }
            Doubt::UndecidedColumn { column } => {
                format!("no row has a cell in column {}", column + 1)
            }
            Doubt::AmbiguousHeader { columns } => {
                format!("a header of {columns} columns explains the cells nearly as well")
            }
        }
    }
}

impl Refusal {
    /// Why there is no table, in a sentence without a full stop.
    pub fn message(&self) -> String {
        match self {
            Refusal::TooShort => "too few lines for a table".to_owned(),
            Refusal::NoHeader => "no line reads like a header".to_owned(),
            Refusal::NoPattern { gain } => {
                format!("lines do not repeat from row to row (gain {gain:.2})")
            }
            Refusal::SignsLost => {
                "signs such as √ were printed only where they are set: their columns are lost"
                    .to_owned()
            }
            Refusal::Doubtful { confidence } => {
                format!("rows and columns could not be told apart (confidence {confidence:.2})")
            }
        }
    }
}
