//! A natural logarithm for costs: three digits are enough, and it is asked for millions of times.

/// Bits of the mantissa that are looked at.
const BITS: u32 = 10;
/// Logarithms of the middle of each step between 1 and 2.
static STEPS: [f32; 1 << BITS] = steps();
/// The same of powers of two, by the exponent as it is stored.
static POWERS: [f32; 256] = powers();

/// Natural logarithm of a positive normal number, within 0.0006.
#[inline]
pub(super) fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let step = (bits >> (23 - BITS)) as usize & (STEPS.len() - 1);
    POWERS[(bits >> 23) as usize & 255] + STEPS[step]
}

const fn steps() -> [f32; 1 << BITS] {
    let mut out = [0.0; 1 << BITS];
    let mut i = 0;
    while i < out.len() {
        let m = 1.0 + (i as f64 + 0.5) / out.len() as f64;
        // ln(m) = 2 artanh(z), a series that converges fast on 1 <= m < 2.
        let z = (m - 1.0) / (m + 1.0);
        let zz = z * z;
        let series = 1.0 + zz * (1.0 / 3.0 + zz * (0.2 + zz * (1.0 / 7.0 + zz / 9.0)));
        out[i] = (2.0 * z * series) as f32;
        i += 1;
    }
    out
}

const fn powers() -> [f32; 256] {
    let mut out = [0.0; 256];
    let mut i = 0;
    while i < out.len() {
        out[i] = (i as f32 - 127.0) * std::f32::consts::LN_2;
        i += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::ln;

    #[test]
    fn agrees_with_the_exact_logarithm() {
        for x in [1e-6_f32, 0.01, 0.5, 0.999, 1.0, 1.414, 1.9999, 2.0, 3.3, 100.0, 7.7e5] {
            assert!((ln(x) - x.ln()).abs() < 6e-4, "{x}");
        }
    }
}
