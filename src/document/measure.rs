//! What a printed number says of the truth: a bound, a level or a change.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the truth compares with a printed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Comparator {
    /// ≥, 以上, 不低于, 不少于.
    #[serde(rename = ">=")]
    AtLeast,
    /// ≤, 以下, 以内, 不超过, 不高于.
    #[serde(rename = "<=")]
    AtMost,
    /// >, 超过, 大于.
    #[serde(rename = ">")]
    MoreThan,
    /// <, 低于, 小于.
    #[serde(rename = "<")]
    LessThan,
}

/// Whether a number is a level or a change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sense {
    /// The thing itself: 达到4100亿元.
    #[default]
    Level,
    /// How much more: 增长6%, 提高2个百分点.
    Increase,
    /// How much less: 下降15%, 减少3万人.
    Decrease,
    /// How many times the earlier value: 翻一番 is 2.
    Multiple,
}
