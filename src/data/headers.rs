//! Words that head the columns of tables.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::compare::compact;

static HEADERS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| super::entries(include_str!("headers.txt")).collect());

/// Bytes of the longest header word with spaces between its characters.
const LONGEST: usize = 64;

/// Whether `text` without white space is a word that heads a column.
pub fn is_header_word(text: &str) -> bool {
    text.len() <= LONGEST && HEADERS.contains(&*compact(text))
}

/// What the names of columns end with.
const ENDINGS: [&str; 20] = [
    "指标", "名称", "标准", "来源", "内容", "单位", "时限", "地点", "规模", "投资", "部门", "任务",
    "措施", "类别", "类型", "属性", "含义", "年限", "分工", "备注",
];
/// Bytes of the longest name that is known by its ending alone.
const LONGEST_NAME: usize = 24;

/// Whether `text` may head a column: a known word, or a short name with a usual ending.
pub fn heads_column(text: &str) -> bool {
    let is_name =
        || text.len() <= LONGEST_NAME && ENDINGS.iter().any(|ending| text.ends_with(ending));
    is_header_word(text) || is_name()
}
