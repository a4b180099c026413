//! Values as they stand in cells.

use std::fmt::Display;

use serde::Serialize;

/// The name an enum value has in JSON.
pub(crate) fn name<T: Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

/// A value, or an empty cell.
pub(super) fn maybe<T: Display>(value: Option<&T>) -> String {
    value.map(T::to_string).unwrap_or_default()
}
