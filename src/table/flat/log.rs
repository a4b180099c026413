//! A natural logarithm for costs: four digits are enough, and it is asked for millions of times.

/// Natural logarithm of a positive normal number, within 0.0001.
pub(super) fn ln(x: f32) -> f32 {
    const MANTISSA: u32 = 0x007f_ffff;
    const ONE: u32 = 0x3f80_0000;
    let bits = x.to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let m = f32::from_bits(bits & MANTISSA | ONE);
    // ln(m) = 2 artanh((m - √2)/(m + √2)) + ln √2, a series that converges fast on 1 <= m < 2.
    let z = (m - std::f32::consts::SQRT_2) / (m + std::f32::consts::SQRT_2);
    let zz = z * z;
    let series = 2.0 * z * (1.0 + zz * (1.0 / 3.0 + zz * (0.2 + zz / 7.0)));
    (exponent as f32 + 0.5) * std::f32::consts::LN_2 + series
}

#[cfg(test)]
mod tests {
    use super::ln;

    #[test]
    fn agrees_with_the_exact_logarithm() {
        for x in [1e-6_f32, 0.01, 0.5, 0.999, 1.0, 1.414, 1.9999, 2.0, 3.3, 100.0, 7.7e5] {
            assert!((ln(x) - x.ln()).abs() < 1e-4, "{x}");
        }
    }
}
