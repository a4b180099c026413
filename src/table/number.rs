//! Numbers of cells, exactly as printed: no binary rounding.

use crate::document::Decimal;

/// Most digits that are read; longer strings of digits are codes, not amounts.
const MOST_DIGITS: u32 = 24;

/// The number a cell consists of: digits with thousands commas and a decimal point, half or full
/// width; nothing else may stand in the cell.
pub fn plain(text: &str) -> Option<Decimal> {
    let (mut mantissa, mut scale, mut digits) = (0i128, None, 0u32);
    let text = text.trim();
    let unsigned = text.strip_prefix(['-', '－', '−']).unwrap_or(text);
    for character in unsigned.chars() {
        match character {
            '0'..='9' => push(&mut mantissa, &mut scale, character as u32 - '0' as u32),
            '０'..='９' => push(&mut mantissa, &mut scale, character as u32 - '０' as u32),
            ',' | '，' if scale.is_none() && digits > 0 => continue,
            '.' | '．' if scale.is_none() && digits > 0 => {
                scale = Some(0);
                continue;
            }
            _ => return None,
        }
        digits += 1;
        if digits > MOST_DIGITS {
            return None;
        }
    }
    let sign = if unsigned.len() < text.len() { -1 } else { 1 };
    (digits > 0 && scale != Some(0))
        .then_some(Decimal { mantissa: sign * mantissa, scale: scale.unwrap_or(0) })
}

fn push(mantissa: &mut i128, scale: &mut Option<u32>, digit: u32) {
    *mantissa = *mantissa * 10 + i128::from(digit);
    *scale = scale.map(|scale| scale + 1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers() {
        for (text, expected) in [
            ("5,402,640", Some("5402640")),
            ("0.50", Some("0.50")),
            ("-3.2", Some("-3.2")),
            ("１２．５", Some("12.5")),
            ("7左右", None),
            ("", None),
            ("3.", None),
            ("1.2.3", None),
            ("%", None),
        ] {
            assert_eq!(plain(text).map(|number| number.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn sums_are_exact() {
        let sum =
            ["0.1", "0.2", "1"].iter().filter_map(|t| plain(t)).fold(Decimal::ZERO, Decimal::plus);
        assert_eq!(sum.to_string(), "1.3");
    }
}
