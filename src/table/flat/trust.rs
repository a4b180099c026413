//! How far a rebuilt grid can be trusted.

use super::Refusal;
use super::fit::{Fit, Ground};
use super::header::Header;

/// What is known about a fit.
pub(super) struct Trust {
    pub confidence: f64,
}

/// Judges the best fit.
pub(super) fn judge(
    _ground: &Ground,
    _headers: &[Header],
    fits: &[Fit],
    _captioned: bool,
) -> Result<Trust, Refusal> {
    let fit = &fits[0];
    if fit.parse.steps.len() < 2 {
        return Err(Refusal::NoPattern { gain: 0.0 });
    }
    Ok(Trust { confidence: 0.9 })
}
