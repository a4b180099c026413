//! Which `<table>` elements hold data: most lay out a page, some list its metadata, some are boxes.

use super::words;
use crate::data::compare::{compact, length};
use crate::document::{Document, Grid, GridCell};

/// Share of links above which a table is a menu.
const LINK_SHARE: f32 = 0.5;
/// Characters of a cell that make it prose rather than a value.
const PROSE: usize = 150;
/// Share of all characters in one cell above which the table is a box around it.
const BOX_SHARE: f32 = 0.6;
/// Share of rows that begin with a metadata label.
const METADATA_SHARE: f32 = 0.5;
/// Longest label, in characters.
const LONGEST_LABEL: usize = 8;
/// Characters of a metadata label that forms do not use as well, as they do 名称.
const DISTINCT_LABEL: usize = 3;
/// Share of cells with numbers that makes a table without rules one of data.
const NUMBER_SHARE: f32 = 0.3;
/// Share of the places that are filled in a regular table.
const FILLED_SHARE: f32 = 0.8;
/// Columns of a calendar.
const DAYS_OF_A_WEEK: usize = 7;
/// Blocks of a cell over which it holds a text of its own.
const MANY_BLOCKS: usize = 8;

/// Why a table is taken for data or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It draws rules and has rows and columns.
    Ruled,
    /// Its first row is a header by markup or by words.
    Headed,
    /// Many of its cells are numbers.
    Numbers,
    /// Three columns or more are filled from top to bottom with short texts.
    Regular,
    /// It holds other tables.
    Nested,
    /// It has no two rows or no two columns with text.
    Small,
    /// It lists labels and values of the document's metadata.
    Metadata,
    /// Most of its text is links.
    Links,
    /// One cell holds most of the text, or cells hold paragraphs.
    Prose,
    /// Nothing speaks for data.
    Plain,
    /// The days of a month.
    Calendar,
    /// All its text is out of sight.
    Hidden,
}

impl Verdict {
    /// Whether the table holds data.
    pub fn is_data(self) -> bool {
        matches!(self, Self::Ruled | Self::Headed | Self::Numbers | Self::Regular)
    }
}

/// Whether the grid with this number holds data.
pub fn is_data(document: &Document, grid: usize) -> bool {
    verdict(document, grid).is_data()
}

/// For each block: whether it stands in a data table.
pub fn blocks_in_data_tables(document: &Document) -> Vec<bool> {
    let mut inside = vec![false; document.blocks.len()];
    for number in (0..document.grids.len()).filter(|number| is_data(document, *number)) {
        let blocks = &document.grids[number].blocks;
        inside[blocks.start as usize..blocks.end as usize].fill(true);
    }
    inside
}

/// What the grid with this number is taken for.
pub fn verdict(document: &Document, grid: usize) -> Verdict {
    let Some(grid) = document.grids.get(grid) else { return Verdict::Small };
    if grid.has_nested {
        return Verdict::Nested;
    }
    let evidence = Evidence::of(document, grid);
    evidence.against(grid).unwrap_or_else(|| evidence.in_favour(grid))
}

/// What is counted of a table.
#[derive(Debug, Default)]
struct Evidence {
    /// Cells with text.
    filled: usize,
    /// Rows with text in two cells or more.
    full_rows: usize,
    /// Columns in which two cells or more with text start.
    full_columns: usize,
    /// Rows that begin with a metadata label, rows that begin with a short label and a colon, and
    /// rows with text.
    labelled: usize,
    coloned: usize,
    written_rows: usize,
    characters: usize,
    link_characters: usize,
    longest: usize,
    prose_cells: usize,
    number_cells: usize,
    /// Cells of the first full row that are header cells, by markup or by words.
    header_words: usize,
    weekdays: usize,
    header_row: bool,
    /// The first full row is bold, and all others are as well.
    bold_row: bool,
    all_bold: bool,
    hidden: bool,
    /// It stands in a menu, a footer or a widget.
    in_chrome: bool,
}

impl Evidence {
    fn of(document: &Document, grid: &Grid) -> Self {
        let mut evidence = Self { hidden: true, all_bold: true, ..Self::default() };
        let mut columns = vec![0usize; grid.columns as usize];
        let mut start = 0;
        while start < grid.cells.len() {
            let row = grid.cells[start].row;
            let end = start + grid.cells[start..].iter().take_while(|cell| cell.row == row).count();
            evidence.row(document, &grid.cells[start..end], &mut columns);
            start = end;
        }
        evidence.in_chrome = in_chrome(document, grid);
        evidence.full_columns = columns.iter().filter(|count| **count >= 2).count();
        evidence
    }

    fn row(&mut self, document: &Document, cells: &[GridCell], columns: &mut [usize]) {
        let (mut words, mut weekdays) = (0, 0);
        let mut filled = 0;
        let (mut header, mut bold) = (true, true);
        for cell in cells {
            let text = Measure::of(document, cell);
            if text.characters == 0 {
                continue;
            }
            if let Some(count) = columns.get_mut(cell.column as usize) {
                *count += 1;
            }
            if filled == 0 {
                self.labelled += usize::from(text.metadata);
                self.coloned += usize::from(text.coloned);
            }
            filled += 1;
            words += usize::from(text.header);
            weekdays += usize::from(text.weekday);
            header &= cell.header;
            bold &= text.bold;
            self.cell(&text);
        }
        self.filled += filled;
        self.written_rows += usize::from(filled > 0);
        self.weekdays = self.weekdays.max(weekdays);
        if filled >= 2 {
            if self.full_rows == 0 {
                (self.header_words, self.header_row, self.bold_row) = (words, header, bold);
            } else {
                self.all_bold &= bold;
            }
            self.full_rows += 1;
        }
    }

    fn cell(&mut self, text: &Measure) {
        self.characters += text.characters;
        self.link_characters += text.link_characters;
        self.longest = self.longest.max(text.characters);
        self.prose_cells += usize::from(text.prose);
        self.number_cells += usize::from(text.number);
        self.hidden &= text.hidden;
    }

    /// What speaks against data.
    fn against(&self, grid: &Grid) -> Option<Verdict> {
        let form = grid.bordered && grid.rows >= 2 && self.filled >= 2;
        let small = self.full_rows < 2 || self.full_columns < 2;
        if small && !(form && self.full_rows >= 1) {
            return Some(Verdict::Small);
        }
        if self.hidden {
            return Some(Verdict::Hidden);
        }
        if self.weekdays == DAYS_OF_A_WEEK {
            return Some(Verdict::Calendar);
        }
        // A form with rules has labels with colons too, but other ones.
        let labels = if grid.bordered { self.labelled } else { self.labelled.max(self.coloned) };
        if share(labels, self.written_rows) >= METADATA_SHARE {
            return Some(Verdict::Metadata);
        }
        if share(self.link_characters, self.characters) > LINK_SHARE && !self.headed() {
            return Some(Verdict::Links);
        }
        let boxed = share(self.longest, self.characters) > BOX_SHARE && self.longest > PROSE;
        let few = self.full_rows < 3 || self.full_columns < 3 && !self.headed();
        let written = self.prose_cells * 3 > self.filled && few;
        (boxed || written).then_some(Verdict::Prose)
    }

    fn in_favour(&self, grid: &Grid) -> Verdict {
        if self.headed() {
            Verdict::Headed
        } else if grid.bordered {
            Verdict::Ruled
        } else if share(self.number_cells, self.filled) >= NUMBER_SHARE && self.full_rows >= 3 {
            Verdict::Numbers
        } else if self.is_regular() {
            Verdict::Regular
        } else {
            Verdict::Plain
        }
    }

    fn is_regular(&self) -> bool {
        let places = self.written_rows * self.full_columns;
        self.full_columns >= 3
            && self.full_rows >= 3
            && share(self.filled, places) >= FILLED_SHARE
            && self.longest <= PROSE
            && self.link_characters == 0
            && !self.in_chrome
    }

    fn headed(&self) -> bool {
        let stands_out = self.bold_row && !self.all_bold && self.full_rows >= 3;
        self.header_row || self.header_words >= 2 || stands_out
    }
}

/// What is counted of a cell.
#[derive(Debug, Default)]
struct Measure {
    characters: usize,
    link_characters: usize,
    prose: bool,
    number: bool,
    metadata: bool,
    coloned: bool,
    header: bool,
    weekday: bool,
    bold: bool,
    hidden: bool,
}

impl Measure {
    fn of(document: &Document, cell: &GridCell) -> Self {
        let range = cell.blocks.start as usize..cell.blocks.end as usize;
        let blocks = document.blocks.get(range).unwrap_or_default();
        let mut measure = Self { hidden: true, bold: true, ..Self::default() };
        let mut digits = 0;
        for block in blocks {
            let text = document.text.of(block);
            measure.characters += length(text);
            measure.link_characters += block.layout.link_chars as usize;
            measure.hidden &= block.layout.hidden;
            measure.bold &= block.layout.bold;
            digits += text.bytes().filter(u8::is_ascii_digit).count();
        }
        measure.prose = measure.characters > PROSE || blocks.len() > MANY_BLOCKS;
        measure.number = digits * 2 >= measure.characters && digits > 0;
        if let [block] = blocks {
            measure.label(document.text.of(block));
        }
        measure
    }

    fn label(&mut self, text: &str) {
        // Without a colon to take off, a text as long as this is no label.
        if self.characters > LONGEST_LABEL && !text.trim_end().ends_with(['：', ':']) {
            return;
        }
        let label = compact(text);
        let bare = label.trim_end_matches(['：', ':']);
        if bare.chars().count() <= LONGEST_LABEL {
            self.coloned = bare.len() < label.len();
            let certain = self.coloned || bare.chars().count() >= DISTINCT_LABEL;
            self.metadata = certain && words::is_metadata(bare);
            self.header = words::is_header(bare);
            self.weekday = words::is_weekday(bare);
        }
    }
}

/// Whether an element around the table says that it is no part of the text.
fn in_chrome(document: &Document, grid: &Grid) -> bool {
    let Some(block) = document.blocks.get(grid.blocks.start as usize) else { return false };
    let mut number = block.layout.container;
    while let Some(container) = document.containers.get(number as usize) {
        let hints = container.hints;
        if hints.content {
            return false;
        }
        if hints.navigation || hints.footer || hints.widget || hints.related || hints.comment {
            return true;
        }
        if container.parent >= number {
            return false;
        }
        number = container.parent;
    }
    false
}

fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}
