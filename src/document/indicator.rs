//! Rows of indicator tables with their values read.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BlockRange, ColumnRole, Comparator, Decimal, Sense};

/// One row of an indicator table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Indicator {
    /// Id of its table.
    pub table: String,
    /// Row of [`Table::rows`](super::Table::rows), from 0.
    pub row: u32,
    /// Id of the section its table stands in.
    pub section: Option<String>,
    /// Number as printed.
    pub ordinal: Option<String>,
    /// Group it stands in, without its number: `经济发展`.
    pub category: Option<String>,
    /// Indicator it is a part of, where its row starts with 其中 or #.
    pub part_of: Option<String>,
    /// Name without its unit and without the marks of notes.
    pub name: String,
    /// Unit of its values, stated in a column, in the name, in the header or for the whole table.
    pub unit: Option<String>,
    /// 属性 as printed.
    pub attribute: Option<String>,
    /// True for 约束性, false for 预期性.
    pub binding: Option<bool>,
    /// One for each value cell that holds something, in the order of the columns.
    pub values: Vec<IndicatorValue>,
    /// Notes its marks point to.
    pub notes: Vec<String>,
    /// Blocks of its row; those of the table where the row's own are not known.
    pub blocks: BlockRange,
}

/// What one cell of an indicator's row says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorValue {
    /// What the column says of it.
    pub role: ValueRole,
    /// Year it is for; the last one of a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// First year, where it is for a time: 年均增速, 五年累计.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<u16>,
    /// Column of the table, from 0.
    pub column: u32,
    /// Text of the cell.
    pub raw: String,
    /// The number, a bound as well (`comparator` says so), in the indicator's unit; null for text
    /// and for ranges.
    pub value: Option<Decimal>,
    /// Least value of a range: `4.5%—5%`.
    pub low: Option<Decimal>,
    /// Greatest value of a range.
    pub high: Option<Decimal>,
    /// Unit, where the cell's own is not the indicator's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How the truth compares with the number; null for equal.
    pub comparator: Option<Comparator>,
    /// 左右, 约, 近.
    pub approximate: bool,
    /// A total over years: 累计, 〔 〕.
    pub cumulative: bool,
    /// Whether the number is a level or a change.
    pub sense: Sense,
    /// Marks of notes in the cell: `*`, `①`, `[1]`.
    pub note_marks: Vec<String>,
}

/// What a value of an indicator is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueRole {
    /// At the start: 基期, 现状, the first year.
    Baseline,
    /// To be reached.
    Target,
    /// Reached: 实际, 完成.
    Actual,
    /// Growth over a time: 年均增速, 累计增长.
    Growth,
    /// A value of which the column does not say more.
    #[default]
    Other,
}

impl From<ColumnRole> for ValueRole {
    fn from(role: ColumnRole) -> Self {
        match role {
            ColumnRole::Baseline => Self::Baseline,
            ColumnRole::Target => Self::Target,
            ColumnRole::Actual => Self::Actual,
            ColumnRole::Growth => Self::Growth,
            _ => Self::Other,
        }
    }
}
