//! Doubts and failed checks: a closed list, so that programs can rely on the codes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::BlockRange;

/// A doubt or failed check as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// Stable name of the problem.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// What was found, in words.
    pub message: String,
    /// The blocks it is about.
    pub blocks: Option<BlockRange>,
}

impl Diagnostic {
    /// The problem at these blocks, as written.
    pub fn new(problem: &Problem, blocks: Option<BlockRange>) -> Self {
        Self {
            code: problem.code().to_owned(),
            severity: problem.severity(),
            message: problem.to_string(),
            blocks,
        }
    }
}

/// How much a problem matters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A repair or remark; nothing to do.
    Info,
    /// Look before you publish.
    Warning,
    /// Something is wrong or missing.
    Error,
}

/// Declares [`Problem`] with code, severity and message of each kind side by side.
macro_rules! problems {
    ($($(#[doc = $doc:literal])* $name:ident { $($field:ident: $type:ty),* } $code:literal $severity:ident $message:literal;)*) => {
        /// Everything the passes can find wrong or doubtful.
        #[derive(Debug, Clone, PartialEq, thiserror::Error)]
        pub enum Problem {
            $(
                $(#[doc = $doc])*
                #[error($message)]
                $name {
                    $(
                        #[doc = concat!("See the message of `", $code, "`.")]
                        $field: $type
                    ),*
                },
            )*
        }

        impl Problem {
            /// Every code with its severity, in order of declaration.
            pub const ALL: &'static [(&'static str, Severity)] = &[$(($code, Severity::$severity)),*];

            /// Stable name of the problem.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code),* }
            }

            /// How much it matters.
            pub fn severity(&self) -> Severity {
                match self { $(Self::$name { .. } => Severity::$severity),* }
            }
        }
    };
}

problems! {
    /// Bytes that are no character of the encoding.
    UndecodableBytes { count: usize, encoding: String }
        "undecodable-bytes" Warning "{count} places are not valid {encoding}; each is shown as U+FFFD";
    /// Characters that were lost before the source was published.
    ReplacedBefore { count: usize }
        "replaced-before" Warning "{count} characters were already lost in the source (U+FFFD)";
    /// The declared encoding is not the one used.
    WrongCharset { declared: String, used: String }
        "wrong-charset" Info "the page declares {declared}, but its bytes are {used}";
    /// Text read with a Western encoding before it was saved.
    DecodedTwice { meant: String }
        "decoded-twice" Info "the text is {meant} that was read as Western; it is turned back";
    /// Text that was decoded half a character out of step.
    OutOfStep { count: usize, inferred: usize, unknown: usize }
        "out-of-step" Warning "{count} stretches were decoded half a character out of step and are set right; of the characters at their ends {inferred} are inferred from the document, {unknown} are unknown (□)";
    /// The archive holds a part of the page only.
    SourceTruncated { reason: String }
        "source-truncated" Warning "the archive holds only the beginning of the page: {reason}";
    /// The page was cut at a limit.
    LimitReached { what: String }
        "limit-reached" Warning "{what}";
    /// Further pages of the document that were not given.
    PageMissing { names: String }
        "page-missing" Warning "the document goes on on pages that are not among the sources: {names}";
    /// Readings removed.
    ReadingsRemoved { count: usize }
        "readings-removed" Info "{count} readings in brackets removed";
    /// Zero-width and control characters removed.
    StrayCharacters { count: usize }
        "stray-characters" Info "{count} zero-width or control characters removed";
    /// Characters of a private font.
    PrivateUse { count: usize }
        "private-use" Warning "{count} characters belong to a private font and are kept as published";
    /// Punctuation printed twice.
    DoubledPunctuation { count: usize }
        "doubled-punctuation" Info "{count} marks printed twice are kept once";
    /// Spaces set beside Chinese marks.
    SpacesClosed { count: usize }
        "spaces-closed" Info "{count} spaces beside Chinese marks removed";
    /// Traditional characters turned to Simplified.
    ScriptConverted { count: usize }
        "script-converted" Info "{count} Traditional characters turned to Simplified";
    /// Chinese punctuation that the page had made ASCII.
    PunctuationRestored { count: usize }
        "punctuation-restored" Info "{count} ASCII marks between Chinese turned back to full width";
    /// Corner brackets turned to quotation marks.
    QuotesConverted { count: usize }
        "quotes-converted" Info "{count} corner brackets turned to mainland quotation marks";
    /// A keyword banner cut off the end of a line.
    SpamCut { text: String }
        "spam-cut" Warning "keywords cut off the line: {text}";
    /// The body could not be told from the rest.
    BodyUnsure {}
        "body-unsure" Warning "no main text stands out; everything but certain noise is kept";
    /// Little text of a document.
    NoDocument {}
        "no-document" Warning "the page holds no document: links, keywords or a list only";
    /// A text of another kind in place of a document.
    OtherText { kind: String }
        "other-text" Warning "the text is no official document but {kind}";
    /// The text is in an attachment.
    BodyInAttachment {}
        "body-in-attachment" Info "the page announces a document that is attached to it";
    /// Contents entries without a heading.
    ContentsMismatch { missing: usize, extra: usize }
        "contents-mismatch" Warning "{missing} entries of the contents list have no heading, {extra} headings are not in it";
    /// A number is missing in a sequence of headings.
    NumberingGap { label: String, expected: String }
        "numbering-gap" Warning "heading {label} stands where number {expected} was expected";
    /// The same number twice.
    NumberingDouble { label: String }
        "numbering-double" Warning "heading {label} occurs twice under the same heading";
    /// A total is not the sum of its parts.
    SumMismatch { column: String, total: String, sum: String }
        "table-sum-mismatch" Warning "column {column}: the printed total {total} is not the sum {sum}";
    /// A row's number does not follow that of the row before.
    RowNumberGap { number: String, expected: String }
        "row-number-gap" Warning "row number {number} stands where {expected} was expected";
    /// Two rows have the same number.
    RowNumberDouble { number: String }
        "row-number-double" Warning "row number {number} occurs twice";
    /// A share of more than all.
    PercentOverHundred { name: String, value: String }
        "percent-over-100" Warning "{name}: {value} % is more than all";
    /// A target under the baseline of an indicator that is meant to grow.
    TargetBelowBaseline { name: String, baseline: String, target: String }
        "target-below-baseline" Info "{name}: the target {target} is below the baseline {baseline}";
    /// A mark without its note.
    NoteMissing { mark: String, name: String }
        "note-missing" Warning "{name}: no note under the table answers the mark {mark}";
    /// The text names a box, table or figure that is not there.
    ReferenceMissing { label: String }
        "reference-missing" Warning "the text refers to {label}, which the document does not have";
    /// A stated count is not the number of things listed.
    CountMismatch { what: String, stated: u64, found: u64 }
        "count-mismatch" Warning "{what}: {stated} stated, {found} listed";
    /// A sentence and a table that cannot both be right.
    TableTextContradiction { name: String, year: u16, table: String, text: String }
        "table-text-contradiction" Warning "{name} in {year}: the table says {table}, the text {text}";
    /// A table rebuilt from lines.
    TableRebuilt { doubts: String }
        "table-rebuilt" Info "table rebuilt from cells printed one to a line{doubts}";
    /// Cells of a rebuilt table that were empty or whose text was lost.
    CellLost { rows: String, column: String }
        "cell-lost" Warning "column {column}: the source has no text in row {rows} (the header is counted)";
    /// Lines that look like a table but decide no grid.
    TableUndecided { why: String }
        "table-undecided" Warning "lines of a table kept as lines: {why}";
    /// A metadata field that the source states badly or twice in different ways.
    MetadataDoubt { field: String, doubt: String }
        "metadata-doubt" Warning "{field}: {doubt}";
    /// A document that stops in the middle.
    TextCutShort {}
        "text-cut-short" Warning "the text stops in the middle of a sentence";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<_> = Problem::ALL.iter().map(|(code, _)| code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Problem::ALL.len());
    }
}
