//! What identifies a document.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::BlockRange;

/// What identifies a document. A field that the source does not state is `null`, never guessed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Metadata {
    /// Title as printed over the document, in one line.
    pub title: Option<String>,
    /// 发文字号 with the year in 〔〕.
    pub document_number: Option<String>,
    /// 发文机关.
    pub issuer: Option<String>,
    /// 主送机关, one entry for each body named.
    pub addressees: Vec<String>,
    /// 成文日期, `YYYY-MM-DD`.
    pub issued: Option<String>,
    /// 发布日期, `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss`.
    pub published: Option<String>,
    /// 来源: who published the page.
    pub publisher: Option<String>,
    /// 公开方式.
    pub openness: Option<String>,
    /// 索引号.
    pub index_number: Option<String>,
    /// The column of the site it stands in.
    pub column: Option<String>,
    /// Name of the region it is about.
    pub region: Option<String>,
    /// Code of that region (GB/T 2260), where only one is called so.
    pub division_code: Option<String>,
    /// What sort of document it is.
    pub kind: Option<DocumentKind>,
    /// The years it plans for.
    pub period: Option<Period>,
    /// 统一编号.
    pub registration_number: Option<String>,
    /// 主题分类.
    pub subject: Option<String>,
    /// 有效性.
    pub validity: Option<String>,
    /// What else the page says of the document, each line whole: lines above and below the text
    /// that no field here was read from, and the title where it is printed again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<Remark>,
    /// Where each field was read: the blocks, by the field's name. A field that came from the head
    /// of the page (`<meta>`) has none.
    pub blocks: BTreeMap<Field, BlockRange>,
}

/// A line that says something of the document and has no field of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Remark {
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub blocks: BlockRange,
}

/// A field of [`Metadata`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// [`Metadata::title`].
    Title,
    /// [`Metadata::document_number`].
    DocumentNumber,
    /// [`Metadata::issuer`].
    Issuer,
    /// [`Metadata::addressees`].
    Addressees,
    /// [`Metadata::issued`].
    Issued,
    /// [`Metadata::published`].
    Published,
    /// [`Metadata::publisher`].
    Publisher,
    /// [`Metadata::openness`].
    Openness,
    /// [`Metadata::index_number`].
    IndexNumber,
    /// [`Metadata::column`].
    Column,
    /// [`Metadata::registration_number`].
    RegistrationNumber,
    /// [`Metadata::subject`].
    Subject,
    /// [`Metadata::validity`].
    Validity,
    /// A label or value the source states but the model has no field for.
    Other,
}

/// What sort of document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 规划, 纲要, 计划, 行动方案.
    Plan,
    /// 草案, 征求意见稿.
    PlanDraft,
    /// 建议.
    Proposal,
    /// 通知, 公告, 通告, 公示, 通报.
    Notice,
    /// 工作报告, 工作总结.
    WorkReport,
    /// 统计公报.
    Communique,
    /// 办法, 条例, 细则, 规定.
    Measures,
    /// 说明, 解读.
    Explanation,
    /// Anything else.
    Other,
}

/// The years a plan is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// First year.
    pub from: u16,
    /// Last year.
    pub to: u16,
    /// Year of the long-range objectives, 远景目标.
    pub horizon: Option<u16>,
}
