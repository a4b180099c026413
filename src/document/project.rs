//! Projects and classes of projects that tables and 专栏 list.
//!
//! A table may list hundreds of thousands, so that their size counts: most texts are short or the
//! same in many rows, and stand in place or once for all.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{BlockRange, Comparator, Decimal};

/// A project, or a class of projects with their number.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Project {
    /// Id of its table; null where it stands in a list.
    pub table: Option<SmolStr>,
    /// Row of [`Table::rows`](super::Table::rows), from 0.
    pub row: Option<u32>,
    /// Label of the 专栏 it stands in.
    pub box_label: Option<SmolStr>,
    /// Id of its section.
    pub section: Option<SmolStr>,
    /// Number as printed.
    pub ordinal: Option<SmolStr>,
    /// Group it stands in, without its number.
    pub category: Option<SmolStr>,
    /// Name without the number of projects.
    pub name: SmolStr,
    /// Number of projects, where it is a class of them: `（5个）`.
    pub count: Option<u32>,
    /// What is to be built: 建设内容及规模.
    pub content: Option<SmolStr>,
    /// Where: 建设地点.
    pub place: Option<SmolStr>,
    /// 新建, 续建 …: 建设性质.
    pub nature: Option<SmolStr>,
    /// When, as printed: 建设年限.
    pub period: Option<SmolStr>,
    /// First year of the period.
    pub from: Option<u16>,
    /// Last year of the period.
    pub to: Option<u16>,
    /// Investment in all.
    pub investment: Option<Box<Amount>>,
    /// Investment in the years of the plan.
    pub investment_in_period: Option<Box<Amount>>,
    /// Who is responsible: 责任单位.
    pub responsible: Option<SmolStr>,
    /// The row's cells, ` | ` between them, or the list's words for it.
    pub raw: SmolStr,
    /// Blocks of its row or list item; those of the table where the row's own are not known.
    pub blocks: BlockRange,
}

/// A sum of money as printed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// Text of the cell.
    pub raw: SmolStr,
    /// The number; null for text and for ranges.
    pub value: Option<Decimal>,
    /// Least value of a range.
    pub low: Option<Decimal>,
    /// Greatest value of a range.
    pub high: Option<Decimal>,
    /// Unit of the numbers.
    pub unit: Option<SmolStr>,
    /// How the truth compares with the number; null for equal.
    pub comparator: Option<Comparator>,
    /// 左右, 约, 近.
    pub approximate: bool,
}
