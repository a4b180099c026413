//! Data tables as they are written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::BlockRange;

/// A data table. Header and rows are full grids: a merged cell's text stands in every place it
/// covers; a place that the source left empty or lost is `null`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// `t` and its ordinal in the document, from 1.
    pub id: String,
    /// Numbering as published, `表1`, or that of the box or appendix it stands in.
    pub label: Option<String>,
    /// Caption without the label.
    pub caption: Option<String>,
    /// Unit stated for the whole table.
    pub unit: Option<String>,
    /// Id of the section it stands in.
    pub section: Option<String>,
    /// One for each column of the grid.
    pub columns: Vec<Column>,
    /// Header rows.
    pub header: Vec<Vec<Option<String>>>,
    /// Body rows.
    pub rows: Vec<Vec<Option<String>>>,
    /// How many tables of the same columns are printed side by side in it (`城市 | 环比 | 城市 |
    /// 环比`); not there for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side_by_side: Option<u32>,
    /// Cells that cover more than one place, over header and rows together.
    pub merged: Vec<Merge>,
    /// Notes under the table, without the line that only says 注：.
    pub notes: Vec<String>,
    /// Where the grid came from.
    pub origin: Origin,
    /// 0 to 1; a diagnostic says why it is under 1.
    pub confidence: f64,
    /// What was checked.
    pub checks: Vec<Check>,
    /// Blocks from caption to last note.
    pub blocks: BlockRange,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Column {
    /// Header texts from top to bottom, each once, ` / ` between them.
    pub name: String,
    /// Type of most of its cells.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// Unit in its name or of the whole table.
    pub unit: Option<String>,
    /// What the column is in an indicator table.
    pub role: Option<ColumnRole>,
}

/// Type of a column's cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ColumnType {
    /// Text.
    #[default]
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers with decimals.
    Number,
    /// Percentages.
    Percent,
    /// Years.
    Year,
    /// Dates.
    Date,
    /// One of a few words.
    Choice,
}

/// What a column is in an indicator table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ColumnRole {
    /// 类别.
    Category,
    /// 序号.
    Ordinal,
    /// 指标.
    Name,
    /// 单位.
    Unit,
    /// 基期 value.
    Baseline,
    /// 目标 value.
    Target,
    /// 实际 value.
    Actual,
    /// 年均增速.
    Growth,
    /// A value of which the header says no more, or its year only.
    Value,
    /// 属性: 预期性 or 约束性.
    Attribute,
}

impl ColumnRole {
    /// Whether the column's cells are values of the indicators.
    pub fn is_value(self) -> bool {
        matches!(self, Self::Baseline | Self::Target | Self::Actual | Self::Growth | Self::Value)
    }
}

/// A cell that covers more than one place.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct Merge {
    /// Row from 0, header rows first.
    pub row: u32,
    /// Column from 0.
    pub column: u32,
    /// Rows covered.
    pub row_span: u32,
    /// Columns covered.
    pub column_span: u32,
}

/// Where a grid came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// `<table>` markup.
    #[default]
    Html,
    /// Rebuilt from cells printed one to a line.
    Text,
}

/// A check of the table's or document's own statements.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// What was checked.
    pub kind: CheckKind,
    /// Whether it holds.
    pub ok: bool,
    /// The figures compared.
    pub detail: String,
}

/// What a check compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// A printed total against the sum of its parts.
    Sum,
    /// A stated count against the things listed.
    Count,
    /// Ordinals against the row's place.
    Numbering,
    /// The contents list against the headings.
    Contents,
    /// 专栏, tables and figures that the text names against those there are.
    References,
}
