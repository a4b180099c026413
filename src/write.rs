//! Writers: each turns a finished document into one form, and only reads it.

pub mod blocks;
pub mod csv;
pub mod dataset;
pub mod json;
pub mod markdown;
pub mod package;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod places;
pub mod review;
mod spans;

pub use csv::table as table_csv;
pub use json::document as document_json;
pub use markdown::document as document_markdown;
