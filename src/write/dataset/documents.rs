//! `documents.csv`: what each document is.

use std::io::{self, Write};

use super::names::{maybe, name, text};
use super::resource::{Field, Format, Kind, Resource};
use super::{Entry, warnings};
use crate::write::csv::Rows;

pub(super) const RESOURCE: Resource = Resource {
    name: "documents",
    format: Format::Csv,
    about: "a document: what identifies it, where it came from, what was found in it",
    fields: &[
        Field::new("document", Kind::String, "id of the document: the folder it is written to"),
        Field::new("path", Kind::String, "path of the source below the input folder"),
        Field::new("url", Kind::String, "where a web archive says it was fetched from"),
        Field::new("status", Kind::String, "how far the document can be trusted as a whole"),
        Field::new("title", Kind::String, "title as printed over the document"),
        Field::new("document_number", Kind::String, "发文字号"),
        Field::new("issuer", Kind::String, "发文机关"),
        Field::new("issued", Kind::Date, "成文日期"),
        Field::new("published", Kind::String, "发布日期, with the time of day where printed"),
        Field::new("kind", Kind::String, "what sort of document it is"),
        Field::new("region", Kind::String, "name of the region it is about"),
        Field::new("division_code", Kind::String, "code of that region (GB/T 2260)"),
        Field::new("period_from", Kind::Integer, "first year it plans for"),
        Field::new("period_to", Kind::Integer, "last year it plans for"),
        Field::new("media_type", Kind::String, "what the bytes of the source are"),
        Field::new("encoding", Kind::String, "character encoding of the source"),
        Field::new("script", Kind::String, "script of the source"),
        Field::new("damage", Kind::String, "kinds of damage met, a space between them"),
        Field::new("bytes", Kind::Integer, "size of the source"),
        Field::new("sha256", Kind::String, "SHA-256 of the source"),
        Field::new("blocks", Kind::Integer, "visible pieces of text of the source"),
        Field::new("sections", Kind::Integer, "sections"),
        Field::new("tables", Kind::Integer, "tables"),
        Field::new("figures", Kind::Integer, "figures"),
        Field::new("removed", Kind::Integer, "pieces that are not part of the document"),
        Field::new("warnings", Kind::Integer, "doubts to look at before publishing"),
    ],
    key: &["document"],
    references: &[],
    rows,
};

fn rows(entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let document = entry.document;
    let (source, metadata) = (&document.source, &document.metadata);
    let period = metadata.period.as_ref();
    let damage: Vec<_> = source.damage.iter().map(name).collect();
    let mut rows = Rows::new(out);
    rows.push([
        entry.id,
        &source.path,
        text(source.url.as_ref()),
        name(&document.status),
        text(metadata.title.as_ref()),
        text(metadata.document_number.as_ref()),
        text(metadata.issuer.as_ref()),
        text(metadata.issued.as_ref()),
        text(metadata.published.as_ref()),
        metadata.kind.as_ref().map(name).unwrap_or_default(),
        text(metadata.region.as_ref()),
        text(metadata.division_code.as_ref()),
        &maybe(period.map(|period| &period.from)),
        &maybe(period.map(|period| &period.to)),
        name(&source.media_type),
        &source.encoding,
        name(&source.script),
        &damage.join(" "),
        &source.bytes.to_string(),
        &source.sha256,
        &document.blocks.len().to_string(),
        &entry.sections.len().to_string(),
        &document.tables.len().to_string(),
        &document.figures.len().to_string(),
        &document.removed.len().to_string(),
        &warnings(document).to_string(),
    ])?;
    rows.finish()
}
