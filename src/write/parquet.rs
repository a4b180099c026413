//! The tables of the dataset as Apache Parquet, made from their CSV with the types of their columns.

use std::io::{self, Read, Write};
use std::sync::Arc;

use arrow_csv::ReaderBuilder;
use arrow_schema::{DataType, Field as Column, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use regex::Regex;

use super::dataset::{Field, Kind, Resource};

/// Digits of a number in all and behind the point: Parquet has them fixed for a column.
const DIGITS: (u8, i8) = (38, 10);

/// Writes the rows of a CSV file of the dataset as Parquet.
///
/// # Errors
/// When the CSV cannot be read or the output not written.
pub fn table<W: Write + Send>(resource: &Resource, csv: impl Read, out: W) -> io::Result<()> {
    let schema = Arc::new(Schema::new(resource.fields.iter().map(column).collect::<Vec<_>>()));
    let empty = Regex::new("^$").map_err(io::Error::other)?;
    let rows = ReaderBuilder::new(Arc::clone(&schema)).with_header(true).with_null_regex(empty);
    let settings = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = ArrowWriter::try_new(out, schema, Some(settings)).map_err(io::Error::other)?;
    for batch in rows.build(csv).map_err(io::Error::other)? {
        writer.write(&batch.map_err(io::Error::other)?).map_err(io::Error::other)?;
    }
    writer.close().map(drop).map_err(io::Error::other)
}

fn column(field: &Field) -> Column {
    let kind = match field.kind {
        Kind::String | Kind::Array | Kind::Object => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Decimal128(DIGITS.0, DIGITS.1),
        Kind::Boolean => DataType::Boolean,
        Kind::Date => DataType::Date32,
    };
    Column::new(field.name, kind, true)
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    use super::*;
    use crate::write::dataset::RESOURCES;

    #[test]
    fn types_and_empty_cells() {
        let resource = RESOURCES.iter().find(|one| one.name == "tables").expect("listed");
        let csv = resource.header() + "plans/a,t1,,,表1,\"水厂,一\",,3,1,7,text,0.95,4,9\n";
        let mut out = Vec::new();
        table(resource, csv.as_bytes(), &mut out).expect("it is written");
        let file = SerializedFileReader::new(bytes::Bytes::from(out)).expect("it is Parquet");
        let rows: Vec<_> =
            file.get_row_iter(None).expect("rows").map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].get_string(5).map(String::as_str).ok(), Some("水厂,一"));
        assert_eq!(rows[0].get_long(7).ok(), Some(3));
        assert!(rows[0].get_string(6).is_err(), "an empty cell is null");
    }
}
