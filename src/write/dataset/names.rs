//! Values as they stand in cells.

use std::fmt::Display;

use serde::Serialize;

use crate::document::Decimal;

/// The name an enum value has in JSON.
pub(crate) fn name<T: Serialize>(value: &T) -> &'static str {
    serde_variant::to_variant_name(value).unwrap_or_default()
}

/// A text, or an empty cell.
pub(super) fn text(value: Option<&impl AsRef<str>>) -> &str {
    value.map_or("", AsRef::as_ref)
}

/// A value, or an empty cell.
pub(super) fn maybe<T: Display>(value: Option<&T>) -> String {
    value.map(T::to_string).unwrap_or_default()
}

/// A number with the digits it was printed with, or an empty cell.
pub(super) fn decimal(number: Option<Decimal>) -> String {
    maybe(number.as_ref())
}

/// A yes or no.
pub(super) fn flag(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}
