//! How fast what a source costs grows with its length.

/// Of the costs of three sources, each longer than the one before by the same factor: the second
/// step in terms of the first. What any source costs falls out.
pub fn growth([short, middle, long]: [f64; 3]) -> f64 {
    (long - middle) / (middle - short).max(f64::MIN_POSITIVE)
}
