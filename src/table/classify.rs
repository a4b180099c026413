//! Which `<table>` elements hold data: most lay out a page, some list its metadata, some are boxes.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::data;
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
/// Share of cells with numbers that makes a table without rules one of data.
const NUMBER_SHARE: f32 = 0.3;
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
    /// All its text is out of sight.
    Hidden,
}

impl Verdict {
    /// Whether the table holds data.
    pub fn is_data(self) -> bool {
        matches!(self, Self::Ruled | Self::Headed | Self::Numbers)
    }
}

struct Words {
    header: HashSet<&'static str>,
    metadata: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |kind: &str| {
        let lines = data::entries(data::TABLE_WORDS).filter_map(|line| line.split_once(' '));
        let own = lines.filter(|(name, _)| *name == kind);
        own.flat_map(|(_, words)| words.split_whitespace()).collect()
    };
    Words { header: of("header"), metadata: of("metadata") }
});

/// Whether the grid with this number holds data.
pub fn is_data(document: &Document, grid: usize) -> bool {
    verdict(document, grid).is_data()
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
    /// Rows that begin with a metadata label, and rows with text.
    labelled: usize,
    written_rows: usize,
    characters: usize,
    link_characters: usize,
    longest: usize,
    prose_cells: usize,
    number_cells: usize,
    /// Cells of the first full row that are header cells, by markup or by words.
    header_words: usize,
    header_row: bool,
    hidden: bool,
}

impl Evidence {
    fn of(document: &Document, grid: &Grid) -> Self {
        let mut evidence = Self { hidden: true, ..Self::default() };
        let mut columns = vec![0usize; grid.columns as usize];
        let mut start = 0;
        while start < grid.cells.len() {
            let row = grid.cells[start].row;
            let end = start + grid.cells[start..].iter().take_while(|cell| cell.row == row).count();
            evidence.row(document, &grid.cells[start..end], &mut columns);
            start = end;
        }
        evidence.full_columns = columns.iter().filter(|count| **count >= 2).count();
        evidence
    }

    fn row(&mut self, document: &Document, cells: &[GridCell], columns: &mut [usize]) {
        let mut words = 0;
        let mut filled = 0;
        let mut header = true;
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
            }
            filled += 1;
            words += usize::from(text.header);
            header &= cell.header;
            self.cell(&text);
        }
        self.filled += filled;
        self.written_rows += usize::from(filled > 0);
        if filled >= 2 {
            if self.full_rows == 0 {
                (self.header_words, self.header_row) = (words, header);
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
        if share(self.labelled, self.written_rows) >= METADATA_SHARE {
            return Some(Verdict::Metadata);
        }
        if share(self.link_characters, self.characters) > LINK_SHARE && !self.headed() {
            return Some(Verdict::Links);
        }
        let boxed = share(self.longest, self.characters) > BOX_SHARE && self.longest > PROSE;
        let written = self.prose_cells * 2 > self.filled && self.full_rows < 3;
        (boxed || written).then_some(Verdict::Prose)
    }

    fn in_favour(&self, grid: &Grid) -> Verdict {
        if self.headed() {
            Verdict::Headed
        } else if grid.bordered {
            Verdict::Ruled
        } else if share(self.number_cells, self.filled) >= NUMBER_SHARE && self.full_rows >= 3 {
            Verdict::Numbers
        } else {
            Verdict::Plain
        }
    }

    fn headed(&self) -> bool {
        self.header_row || self.header_words >= 2
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
    header: bool,
    hidden: bool,
}

impl Measure {
    fn of(document: &Document, cell: &GridCell) -> Self {
        let range = cell.blocks.start as usize..cell.blocks.end as usize;
        let blocks = document.blocks.get(range).unwrap_or_default();
        let mut measure = Self { hidden: true, ..Self::default() };
        let mut digits = 0;
        for block in blocks {
            let text = document.text.of(block);
            measure.characters += text.chars().filter(|c| !c.is_whitespace()).count();
            measure.link_characters += block.layout.link_chars as usize;
            measure.hidden &= block.layout.hidden;
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
        let label: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let bare = label.trim_end_matches(['：', ':']);
        if bare.chars().count() <= LONGEST_LABEL {
            self.metadata = WORDS.metadata.contains(bare) && bare.len() < label.len()
                || bare.len() < label.len() && self.characters <= LONGEST_LABEL;
            self.header = WORDS.header.contains(bare);
        }
    }
}

fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}
