//! Steps to grid: fills merged places, joins broken texts, notes what is doubtful.

use std::ops::Range;

use super::cell::Cell as Seen;
use super::header::Header;
use super::kind::Kind;
use super::parse::{Place, Step};
use super::trust::Trust;
use super::words::Role;
use super::{Cell, Doubt, Line, Merge, Rebuilt};

/// One place of the grid: the cell standing there, by its number.
type Row = Vec<Option<usize>>;

struct Grid<'a> {
    header: &'a Header,
    /// Lines of every cell.
    cells: Vec<Range<usize>>,
    rows: Vec<Row>,
    /// Whether a row is a group row or totals, from which nothing is copied down.
    apart: Vec<bool>,
    /// Whether a row is part of the row above: `其中：…`.
    parts: Vec<bool>,
    levels: usize,
    numbers_spread: bool,
    doubts: Vec<Doubt>,
}

/// Makes the table of the steps.
pub(super) fn render(
    lines: &[Line],
    seen: &[Seen],
    header: &Header,
    steps: &[Step],
    trust: Trust,
) -> Rebuilt {
    let mut grid = Grid::new(header);
    grid.doubts = trust.doubts;
    grid.fill(steps, &seen[header.lines..]);
    grid.take_over(&copyable(header, steps, &seen[header.lines..]));
    grid.note_empty_columns();
    grid.note_neighbours();
    let merged = grid.merged();
    let texts: Vec<String> = grid.cells.iter().map(|r| text(&lines[r.clone()])).collect();
    let cell = |id: &Option<usize>| {
        id.map(|id| Cell { text: texts[id].clone(), lines: grid.cells[id].clone() })
    };
    let mut all = grid.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>());
    let header_rows = all.by_ref().take(grid.levels).collect();
    let rows = all.collect();
    Rebuilt {
        header: header_rows,
        rows,
        merged,
        used: header.lines + steps.len(),
        confidence: trust.confidence,
        doubts: grid.doubts,
    }
}

/// Lines joined; a blank only between Latin words.
fn text(lines: &[Line]) -> String {
    let mut out = String::new();
    for line in lines {
        let next = line.text.trim();
        let latin = out.ends_with(|c: char| c.is_ascii_alphanumeric())
            && next.starts_with(|c: char| c.is_ascii_alphabetic());
        if latin {
            out.push(' ');
        }
        out.push_str(next);
    }
    out
}

impl<'a> Grid<'a> {
    fn new(header: &'a Header) -> Grid<'a> {
        let cells = header.labels.iter().map(|l| l.lines.clone()).collect();
        let rows = header.grid.clone();
        let levels = rows.len();
        Grid {
            header,
            cells,
            apart: vec![true; levels],
            parts: vec![false; levels],
            rows,
            levels,
            numbers_spread: false,
            doubts: Vec::new(),
        }
    }

    fn fill(&mut self, steps: &[Step], seen: &[Seen]) {
        let columns = self.header.columns();
        for (i, step) in steps.iter().enumerate() {
            let line = self.header.lines + i;
            if step.place == Place::More {
                self.cells.last_mut().expect("a cell goes on only after a cell").end = line + 1;
                continue;
            }
            let id = self.cells.len();
            self.cells.push(line..line + 1);
            let next = next_column(&steps[i + 1..]);
            let wide = match step.place {
                Place::Group => columns,
                Place::Total => next.filter(|&c| self.is_number(c)).unwrap_or(self.label_width()),
                Place::First if self.sums_up(*step, &seen[i], next) => next.unwrap_or(columns),
                _ => 0,
            };
            if step.place != Place::Inner {
                self.rows.push(vec![None; columns]);
                self.apart.push(wide > 0);
                self.parts.push(seen[i].part);
            }
            let row = self.rows.last_mut().expect("the first step starts a row");
            if wide > 0 {
                row[..wide].fill(Some(id));
            } else {
                row[step.column()] = Some(id);
            }
        }
    }

    /// Whether a row is the heading of a group with its sums: `一、…` and then numbers only.
    fn sums_up(&self, step: Step, cell: &Seen, next: Option<usize>) -> bool {
        let opens = matches!(cell.kind, Kind::Item | Kind::SubItem) || cell.total;
        opens
            && next.is_some_and(|next| {
                let texts = (0..next).all(|c| !self.is_number(c));
                texts && self.is_number(next) && (step.column() > 0 || next > step.column() + 1)
            })
    }

    fn is_number(&self, column: usize) -> bool {
        let (role, _, dated) = self.header.role(column);
        role == Role::Number || dated
    }

    /// A row of totals is labelled from the first column to the first column of names.
    fn label_width(&self) -> usize {
        let columns = self.header.columns();
        let name = (0..columns)
            .find(|&c| !matches!(self.header.role(c).0, Role::Ordinal | Role::Category));
        let number =
            (0..columns).find(|&c| self.header.role(c).0 == Role::Number).unwrap_or(columns);
        (name.unwrap_or(0) + 1).min(number).max(1)
    }

    /// Fills empty places in copyable columns from the row above.
    fn take_over(&mut self, copyable: &[bool]) {
        self.numbers_spread = self.numbers_spread();
        for row in self.levels..self.rows.len() {
            if self.apart[row] {
                continue;
            }
            let first = self.rows[row].iter().position(Option::is_some).unwrap_or(0);
            for (column, &copy) in copyable
                .iter()
                .enumerate()
                .filter(|(c, _)| self.rows[row][*c].is_none())
                .collect::<Vec<_>>()
            {
                let take = if column < first {
                    self.takes(column, first)
                        && !(self.parts[row] && self.header.role(column).0 == Role::Ordinal)
                } else {
                    copy && !self.before_number(row, column)
                };
                self.fill_one(row, column, take, column > first);
            }
        }
    }

    /// Whether a place left of a row's first cell repeats the cell above.
    fn takes(&self, column: usize, first: usize) -> bool {
        match self.header.role(column).0 {
            Role::Unit | Role::Number => false,
            Role::Ordinal => column + 1 < first || self.numbers_spread,
            _ => true,
        }
    }

    fn fill_one(&mut self, row: usize, column: usize, take: bool, doubtful: bool) {
        let above = if self.apart[row - 1] { None } else { self.rows[row - 1][column] };
        self.rows[row][column] = above.filter(|_| take);
        if self.rows[row][column].is_none() {
            self.doubts.push(Doubt::LostCell { row, column });
        } else if doubtful {
            self.doubts.push(Doubt::Copied { row, column });
        }
    }

    /// Whether the next printed cell of the row is a number: rows of subtotals leave their texts out.
    fn before_number(&self, row: usize, column: usize) -> bool {
        let next = (column + 1..self.header.columns()).find(|&c| self.rows[row][c].is_some());
        next.is_some_and(|c| self.is_number(c))
    }

    /// Whether rows so often lack nothing but their ordinal that one must stand over several rows.
    fn numbers_spread(&self) -> bool {
        let rows = self.rows[self.levels..].iter().filter(|row| row.iter().any(Option::is_some));
        let (mut lacking, mut all) = (0, 0);
        for row in rows {
            let first = row.iter().position(Option::is_some).unwrap_or(0);
            all += 1;
            lacking += usize::from(first > 0 && self.header.role(first - 1).0 == Role::Ordinal);
        }
        lacking * 3 > all
    }

    /// A number beside an empty place for one could stand there as well.
    fn note_neighbours(&mut self) {
        let numbers: Vec<bool> = (0..self.header.columns()).map(|c| self.is_number(c)).collect();
        for r in self.levels..self.rows.len() {
            let row = &self.rows[r];
            let beside = |c: usize| {
                c > 0 && numbers[c - 1] && row[c - 1].is_none()
                    || c + 1 < row.len() && numbers[c + 1] && row[c + 1].is_none()
            };
            let doubtful = (0..row.len())
                .filter(|&c| numbers[c] && row[c].is_some() && !self.apart[r] && beside(c));
            self.doubts.extend(doubtful.map(|column| Doubt::AmbiguousCell { row: r, column }));
        }
    }

    fn note_empty_columns(&mut self) {
        for column in 0..self.header.columns() {
            if self.rows[self.levels..].iter().all(|row| row[column].is_none()) {
                self.doubts.push(Doubt::UndecidedColumn { column });
            }
        }
    }

    /// Rectangles of places holding the same cell.
    fn merged(&self) -> Vec<Merge> {
        let mut out = Vec::new();
        for (r, row) in self.rows.iter().enumerate() {
            for (c, id) in row.iter().enumerate().filter(|(_, id)| id.is_some()) {
                let starts =
                    (c == 0 || row[c - 1] != *id) && (r == 0 || self.rows[r - 1][c] != *id);
                if !starts {
                    continue;
                }
                let right = row[c..].iter().take_while(|o| *o == id).count();
                let down = self.rows[r..].iter().take_while(|o| o[c] == *id).count();
                if right * down > 1 {
                    out.push(Merge { row: r, column: c, row_span: down, column_span: right });
                }
            }
        }
        out
    }
}

/// The column in which the row goes on, if it does.
fn next_column(steps: &[Step]) -> Option<usize> {
    let next = steps.iter().find(|s| s.place != Place::More)?;
    (next.place == Place::Inner).then(|| next.column())
}

/// Columns in which an empty place inside or at the end of a row means "as above".
pub(super) fn copyable(header: &Header, steps: &[Step], body: &[Seen]) -> Vec<bool> {
    let columns = header.columns();
    let rows = steps.iter().filter(|s| s.place == Place::First).count();
    let (mut text, mut all) = (vec![0; columns], vec![0; columns]);
    for (i, step) in
        steps.iter().enumerate().filter(|(_, s)| matches!(s.place, Place::First | Place::Inner))
    {
        let kind = body[i].kind;
        all[step.column()] += 1;
        text[step.column()] += usize::from(matches!(
            kind,
            Kind::Medium | Kind::Long | Kind::Short | Kind::Organ | Kind::Choice | Kind::Date
        ));
    }
    (0..columns)
        .map(|c| {
            let role = header.role(c).0;
            let spread = all[c] * 5 <= rows * 4;
            let words = text[c] * 10 >= all[c] * 8 && all[c] > 0 && spread;
            words
                && !matches!(
                    role,
                    Role::Note | Role::Unit | Role::Number | Role::Ordinal | Role::Name
                )
        })
        .collect()
}
