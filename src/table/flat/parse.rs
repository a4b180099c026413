//! How cells are laid out in rows: what each of them does.

/// What a cell does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// Starts a row.
    First,
    /// Goes on in the row.
    Inner,
    /// Goes on in the cell above it.
    More,
    /// Stands across the whole width.
    Group,
    /// Opens a row of totals.
    Total,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Step {
    pub place: Place,
    column: u8,
}

impl Step {
    pub(super) fn new(place: Place, column: usize) -> Step {
        Step { place, column: column as u8 }
    }
    pub(super) fn column(self) -> usize {
        self.column as usize
    }
    pub(super) fn has_column(self) -> bool {
        !matches!(self.place, Place::Group | Place::Total)
    }
}

/// The steps of the cells that belong to the table; those after them are prose.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Parse {
    pub steps: Vec<Step>,
}

impl Parse {
    /// How many cells stand in a column.
    pub(super) fn cells(&self, column: usize) -> usize {
        let cells = self.steps.iter().filter(|s| matches!(s.place, Place::First | Place::Inner));
        cells.filter(|s| s.column() == column).count()
    }

    /// Takes off titles of rows with no row below: headings of the text behind the table.
    pub(super) fn drop_last_groups(&mut self) {
        while self.steps.last().is_some_and(|step| step.place == Place::Group) {
            self.steps.pop();
        }
    }
}

/// A first row that does not start in the first column.
pub(super) const LATE_START: f32 = 5.0;
/// The first cell under the header is a word that heads columns.
pub(super) const HEADS: f32 = 4.0;
/// Reward for a row that starts with `其中：`.
pub(super) const PART: f32 = 2.0;
