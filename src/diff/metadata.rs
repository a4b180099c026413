//! What identifies the document, field by field.

use crate::document::{Document, Metadata};

use super::change::{Change, ChangeKind, Place};
use super::token::same;

/// Fields with their values as people read them. What a page says besides (`other`) is of the page,
/// not of the document.
pub fn fields(metadata: &Metadata) -> Vec<(&'static str, Option<String>)> {
    let period = metadata.period.map(|period| {
        let horizon = period.horizon.map(|year| format!(", {year}")).unwrap_or_default();
        format!("{}-{}{horizon}", period.from, period.to)
    });
    let kind = metadata.kind.and_then(|kind| serde_json::to_value(kind).ok());
    let addressees = metadata.addressees.join("、");
    vec![
        ("title", metadata.title.clone()),
        ("document_number", metadata.document_number.clone()),
        ("issuer", metadata.issuer.clone()),
        ("addressees", Some(addressees).filter(|names| !names.is_empty())),
        ("issued", metadata.issued.clone()),
        ("published", metadata.published.clone()),
        ("publisher", metadata.publisher.clone()),
        ("openness", metadata.openness.clone()),
        ("index_number", metadata.index_number.clone()),
        ("column", metadata.column.clone()),
        ("region", metadata.region.clone()),
        ("division_code", metadata.division_code.clone()),
        ("kind", kind.and_then(|kind| kind.as_str().map(str::to_owned))),
        ("period", period),
        ("registration_number", metadata.registration_number.clone()),
        ("subject", metadata.subject.clone()),
        ("validity", metadata.validity.clone()),
    ]
}

/// Fields that differ.
pub fn changes(old: &Document, new: &Document) -> Vec<Change> {
    let pairs = fields(&old.metadata).into_iter().zip(fields(&new.metadata));
    let differing =
        pairs.filter(|((name, old), (_, new))| !agree(name, old.as_deref(), new.as_deref()));
    let change =
        |((name, was), (_, is)): ((&'static str, Option<String>), (_, Option<String>))| Change {
            kind: ChangeKind::MetadataChanged,
            subject: name.to_owned(),
            field: Some(name.to_owned()),
            old_place: place(old, name),
            new_place: place(new, name),
            old: was,
            new: is,
            ..Change::default()
        };
    differing.map(change).collect()
}

/// They say the same; a day agrees with a time of that day.
pub fn agree(field: &str, old: Option<&str>, new: Option<&str>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) if field == "published" => {
            old.starts_with(new) || new.starts_with(old)
        }
        (Some(old), Some(new)) => same(old, new),
        (old, new) => old == new,
    }
}

fn place(document: &Document, name: &str) -> Option<Place> {
    let is_it = |field: &crate::document::Field| {
        serde_json::to_value(field).is_ok_and(|field| field.as_str() == Some(name))
    };
    let found = document.metadata.blocks.iter().find(|(field, _)| is_it(field));
    found.map(|(_, blocks)| Place { blocks: Some(*blocks), ..Place::default() })
}
