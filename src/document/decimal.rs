//! Decimal numbers exactly as printed: no binary rounding, not even in JSON.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::value::RawValue;

/// A decimal number: `mantissa` × 10^-`scale`. Two are equal when they print the same: `0.5` is
/// not `0.50`; [`Decimal::compare`] compares their values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
// Else it takes 32 bytes and a missing one 48, in every value of every table.
#[repr(C, packed(8))]
pub struct Decimal {
    /// All digits as one whole number.
    pub mantissa: i128,
    /// Digits behind the point.
    pub scale: u32,
}

/// Most digits that are read, so that sums and multiples stay exact.
const MOST_DIGITS: usize = 36;

impl Decimal {
    /// Zero without decimals.
    pub const ZERO: Self = Self { mantissa: 0, scale: 0 };

    /// Sum, exact.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        Self { mantissa: self.at_scale(scale).saturating_add(other.at_scale(scale)), scale }
    }

    /// The mantissa it has with more digits behind the point.
    pub fn at_scale(self, scale: u32) -> i128 {
        self.mantissa.saturating_mul(10i128.saturating_pow(scale.saturating_sub(self.scale)))
    }

    /// The number times a power of ten, without the zeros that this puts behind the point;
    /// `None` where it has too many digits.
    pub fn times_ten_to(self, power: i32) -> Option<Self> {
        let scale = i64::from(self.scale) - i64::from(power);
        match u32::try_from(scale) {
            Ok(scale) if scale as usize > MOST_DIGITS => None,
            Ok(scale) => Some(Self { scale, ..self }.without_zeros(self.scale)),
            Err(_) => {
                let zeros = 10i128.checked_pow(u32::try_from(-scale).ok()?)?;
                Some(Self { mantissa: self.mantissa.checked_mul(zeros)?, scale: 0 })
            }
        }
    }

    /// Without zeros at the end that go beyond this many digits behind the point.
    fn without_zeros(mut self, least: u32) -> Self {
        while self.scale > least && self.mantissa % 10 == 0 {
            self = Self { mantissa: self.mantissa / 10, scale: self.scale - 1 };
        }
        self
    }

    /// Compares the values, however many decimals are printed.
    pub fn compare(self, other: Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        self.at_scale(scale).cmp(&other.at_scale(scale))
    }
}

impl From<i128> for Decimal {
    fn from(mantissa: i128) -> Self {
        Self { mantissa, scale: 0 }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (digits, scale) = (self.mantissa.unsigned_abs(), self.scale);
        if self.mantissa < 0 {
            out.write_str("-")?;
        }
        if scale == 0 {
            return write!(out, "{digits}");
        }
        // Where that is too large, all digits stand behind the point.
        let unit = 10u128.checked_pow(scale);
        let (whole, decimals) = unit.map_or((0, digits), |unit| (digits / unit, digits % unit));
        write!(out, "{whole}.{decimals:0width$}", width = scale as usize)
    }
}

/// A text that is no decimal number, or has more digits than are kept exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number of at most {MOST_DIGITS} digits")]
pub struct NotDecimal;

impl FromStr for Decimal {
    type Err = NotDecimal;

    /// Reads what [`Display`](fmt::Display) prints.
    fn from_str(text: &str) -> Result<Self, NotDecimal> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        let complete = !whole.is_empty() && (decimals.is_empty() != unsigned.contains('.'));
        let fits = whole.len() + decimals.len() <= MOST_DIGITS;
        if !complete || !fits || !is_number(whole) || !is_number(decimals) {
            return Err(NotDecimal);
        }
        let digits = whole.bytes().chain(decimals.bytes());
        let mantissa = digits.fold(0, |sum: i128, digit| sum * 10 + i128::from(digit - b'0'));
        let sign = if unsigned.len() < text.len() { -1 } else { 1 };
        Ok(Self { mantissa: sign * mantissa, scale: decimals.len() as u32 })
    }
}

/// A JSON number with the digits that are printed here.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_string()).map_err(ser::Error::custom)?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = Box::<RawValue>::deserialize(deserializer)?;
        number.get().parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Decimal {
    fn schema_name() -> Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "number",
            "description": "An exact decimal with the decimals that were printed (`0.50` is not `0.5`), \
                            at most 36 digits, no exponent. Read it as a decimal, not as a binary \
                            floating-point number, to keep it exact."
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn printed_numbers_read_back() {
        for text in ["0", "-3.2", "0.50", "12000000000000000000000000.0625"] {
            let number: Decimal = text.parse().expect("a number");
            assert_eq!(number.to_string(), text);
            let json = serde_json::to_string(&number).expect("serialisable");
            assert_eq!(json, text, "a JSON number");
            assert_eq!(serde_json::from_str::<Decimal>(&json).expect("a number"), number);
        }
        for text in ["", "-", ".5", "3.", "1e3", "1.2.3", "１", "+1", &"9".repeat(37)] {
            assert_eq!(text.parse::<Decimal>(), Err(NotDecimal), "{text}");
        }
    }

    #[test]
    fn powers_of_ten() {
        for (text, power, expected) in [
            ("16.4", 8, Some("1640000000")),
            ("1.2345", 2, Some("123.45")),
            ("5", -2, Some("0.05")),
            ("5000", -4, Some("0.5")),
            ("1.50", -2, Some("0.015")),
            ("0.50", 0, Some("0.50")),
            ("1", 60, None),
        ] {
            let number: Decimal = text.parse().expect("a number");
            let moved = number.times_ten_to(power).map(|number| number.to_string());
            assert_eq!(moved.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn values_compare_without_regard_to_decimals() {
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        assert_eq!(number("0.5").compare(number("0.50")), Ordering::Equal);
        assert_eq!(number("-1").compare(number("0.1")), Ordering::Less);
        assert_ne!(number("0.5"), number("0.50"));
    }

    proptest! {
        #[test]
        fn any_number_reads_back(mantissa in -10i128.pow(30)..10i128.pow(30), scale in 0u32..30) {
            let number = Decimal { mantissa, scale };
            prop_assert_eq!(number.to_string().parse(), Ok(number));
            let json = serde_json::to_string(&number).expect("serialisable");
            prop_assert_eq!(serde_json::from_str::<Decimal>(&json).expect("a number"), number);
        }
    }
}
