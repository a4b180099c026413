//! Quantities that running text states.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{BlockRange, Comparator, Decimal, Sense};

/// A quantity of a sentence: `到2025年，地区生产总值达到4100亿元`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// What is counted or measured: `地区生产总值`.
    pub subject: String,
    /// The words that say the number: `达到4100亿元`.
    pub raw: String,
    /// The number, in `unit`; null for ranges.
    pub value: Option<Decimal>,
    /// Least value of a range: `4.5%—5%`.
    pub low: Option<Decimal>,
    /// Greatest value of a range.
    pub high: Option<Decimal>,
    /// Unit as printed; null for a bare count.
    pub unit: Option<String>,
    /// How the truth compares with the number; null for equal.
    pub comparator: Option<Comparator>,
    /// 左右, 约, 近.
    pub approximate: bool,
    /// A total over years: 累计.
    pub cumulative: bool,
    /// For each year of a time: 年均, 每年.
    pub yearly: bool,
    /// Whether the number is a level or a change.
    pub sense: Sense,
    /// Year it is for; the last one of a time.
    pub year: Option<u16>,
    /// First year, where it is for a time: `2021—2025年年均增长`.
    pub since: Option<u16>,
    /// Year a change or multiple is compared with: 比2020年.
    pub base_year: Option<u16>,
    /// A target, not a fact: 到…年达到, 力争.
    pub planned: bool,
    /// It may be misread: look before you publish.
    pub unsure: bool,
    /// The whole sentence.
    pub sentence: SmolStr,
    /// Label of the 专栏 it stands in.
    pub box_label: Option<SmolStr>,
    /// Id of its section.
    pub section: Option<SmolStr>,
    /// Blocks of its paragraph.
    pub blocks: BlockRange,
}
