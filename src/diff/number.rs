//! Numbers that changed, with the difference, exact, and in percent.

use crate::document::Decimal;

use super::change::NumberChange;

/// Digits behind the point of a percentage.
const PERCENT_SCALE: u32 = 2;

impl NumberChange {
    /// The change from one number to another; `None` where they are equal or too long to subtract.
    pub fn new(old: Decimal, new: Decimal, unit: Option<String>) -> Option<Self> {
        let difference = minus(new, old)?;
        (difference.mantissa != 0).then(|| Self {
            old,
            new,
            unit,
            difference,
            percent: percent(difference, old),
        })
    }

    /// `+4.0 亿元 (+12.50 %)`; between percentages the difference is in percentage points.
    pub fn words(&self) -> String {
        let unit = match self.unit.as_deref() {
            Some("%" | "％") => " percentage points".to_owned(),
            Some(unit) => format!(" {unit}"),
            None => String::new(),
        };
        let percent = self.percent.map(|percent| format!(" ({} %)", signed(percent)));
        format!("{}{unit}{}", signed(self.difference), percent.unwrap_or_default())
    }
}

fn signed(number: Decimal) -> String {
    format!("{}{number}", if number.mantissa > 0 { "+" } else { "" })
}

/// Exact difference.
fn minus(one: Decimal, other: Decimal) -> Option<Decimal> {
    let scale = one.scale.max(other.scale);
    let raised =
        |number: Decimal| number.mantissa.checked_mul(10i128.checked_pow(scale - number.scale)?);
    Some(Decimal { mantissa: raised(one)?.checked_sub(raised(other)?)?, scale })
}

/// `part` in percent of `whole`, rounded half away from zero.
fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let scale = part.scale.max(whole.scale);
    let whole = whole.mantissa.checked_mul(10i128.checked_pow(scale - whole.scale)?)?;
    let part = part.mantissa.checked_mul(10i128.checked_pow(scale - part.scale)?)?;
    let hundredths = part.checked_mul(10i128.pow(2 + PERCENT_SCALE))?;
    if whole == 0 {
        return None;
    }
    let size = whole.checked_abs()?;
    let half = if hundredths < 0 { -(size / 2) } else { size / 2 };
    Some(Decimal { mantissa: hundredths.checked_add(half)? / size, scale: PERCENT_SCALE })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_exact() {
        let check = |old: &str, new: &str, unit: Option<&str>, expected: &str| {
            let number = |text: &str| text.parse::<Decimal>().expect("a number");
            let change = NumberChange::new(number(old), number(new), unit.map(str::to_owned));
            assert_eq!(change.map_or("none".to_owned(), |change| change.words()), expected);
        };
        check("320", "360", Some("亿元"), "+40 亿元 (+12.50 %)");
        check("9", "8.5", Some("%"), "-0.5 percentage points (-5.56 %)");
        check("0", "1.10", None, "+1.10");
        check("0.1", "0.30", None, "+0.20 (+200.00 %)");
        check("-2", "1", None, "+3 (+150.00 %)");
        check("5", "5.0", None, "none");
        check(&"9".repeat(36), &format!("0.{}1", "0".repeat(34)), None, "none");
    }
}
