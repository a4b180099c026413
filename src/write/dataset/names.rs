//! Values as they stand in cells.

use std::fmt::Display;

use serde::Serialize;

use crate::document::Decimal;

/// The name an enum value has in JSON.
pub(crate) fn name<T: Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

/// A value, or an empty cell.
pub(super) fn maybe<T: Display>(value: Option<&T>) -> String {
    value.map(T::to_string).unwrap_or_default()
}

/// A number with the digits it was printed with, or an empty cell.
pub(super) fn decimal(number: Option<Decimal>) -> String {
    maybe(number.as_ref())
}

/// `true`, `false`, or an empty cell.
pub(super) fn flag(flag: Option<bool>) -> String {
    maybe(flag.as_ref())
}
