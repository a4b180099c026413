//! What a file of the dataset is.

use std::io::{self, Write};

use super::Entry;
use crate::write::{csv, in_memory};

/// A file of the dataset: what its rows are, and how a document gives them.
#[derive(Debug)]
pub struct Resource {
    /// Its name, the file's without the extension.
    pub name: &'static str,
    /// How it is written.
    pub format: Format,
    /// What a row is.
    pub about: &'static str,
    /// Its columns, or for JSON Lines the keys of every line.
    pub fields: &'static [Field],
    /// The fields that tell its rows apart; none where rows may be equal.
    pub key: &'static [&'static str],
    /// The fields whose values are keys of another file.
    pub references: &'static [Reference],
    /// The rows of a document.
    pub rows: fn(&Entry<'_>, &mut dyn Write) -> io::Result<()>,
}

impl Resource {
    /// Name of its file.
    pub fn file(&self) -> String {
        format!("{}.{}", self.name, self.format.extension())
    }

    /// Name of its file of columns, where the program writes them.
    pub fn columns_file(&self) -> String {
        format!("{}.parquet", self.name)
    }

    /// What stands before its rows: the names of the columns.
    pub fn header(&self) -> String {
        in_memory(|out| {
            let mut rows = csv::Rows::new(out);
            if self.format == Format::Csv {
                rows.push(self.fields.iter().map(|field| field.name))?;
            }
            rows.finish()
        })
    }
}

/// How a file of the dataset is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values with a header row.
    Csv,
    /// An object a line.
    JsonLines,
}

impl Format {
    /// Extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }
}

/// A column.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// The type of its values; an empty value says that there is none.
    pub kind: Kind,
    /// What it says.
    pub about: &'static str,
}

impl Field {
    /// A column with these properties.
    pub const fn new(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name, kind, about }
    }
}

/// Types of columns, those of Table Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// An exact decimal number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `YYYY-MM-DD`.
    Date,
    /// A JSON array.
    Array,
    /// A JSON object.
    Object,
}

impl Kind {
    /// Its name in Table Schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// Fields whose values are the key of another file.
#[derive(Debug)]
pub struct Reference {
    /// The fields here.
    pub fields: &'static [&'static str],
    /// Name of the other file.
    pub resource: &'static str,
    /// The fields there.
    pub to: &'static [&'static str],
}

/// Every row names the document it comes from.
pub(super) const OF_A_DOCUMENT: Reference =
    Reference { fields: &["document"], resource: "documents", to: &["document"] };

/// Every row names the section it stands in.
pub(super) const OF_A_SECTION: Reference = Reference {
    fields: &["document", "section"],
    resource: "sections",
    to: &["document", "section"],
};
