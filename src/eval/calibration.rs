//! [`Calibration`]: whether confidence is true: of rows that say 0.9, nine in ten
//! should be right end to end.
//!
//! The error is the expected calibration error of Guo and others (2017), "On
//! Calibration of Modern Neural Networks", over ten bins of equal width.

use std::fmt;

use serde_json::Value;

use super::figures::round;
use super::tally::Right;

/// Tenths, from 0 to 1.
const BINS: usize = 10;

#[derive(Clone, Debug, Default)]
pub(super) struct Calibration([Right; BINS]);

impl Calibration {
    pub(super) fn add(&mut self, half: bool, e2e: bool, confidence: f64) {
        let bin = (confidence * BINS as f64) as usize;
        self.0[bin.min(BINS - 1)].add(half, e2e, confidence);
    }

    /// The mean distance between confidence and the share that was right, over the bins.
    pub(super) fn error(&self) -> Option<f64> {
        let all: usize = self.0.iter().map(|bin| bin.predicted).sum();
        let distance = |bin: &Right| (bin.confidence - bin.e2e as f64).abs();
        let total: f64 = self.0.iter().map(distance).sum();
        (all > 0).then(|| round(total / all as f64))
    }

    pub(super) fn to_json(&self) -> Value {
        self.0.iter().map(|bin| bin.to_json()).collect()
    }

    /// A row a bin that has predictions, under `title`.
    pub(super) fn table(&self, f: &mut fmt::Formatter<'_>, title: &str) -> fmt::Result {
        Right::head(f, title)?;
        for (bin, right) in self.0.iter().enumerate() {
            if right.predicted > 0 {
                let end = (bin + 1) as f64 / BINS as f64;
                right.row(f, &format!("0.{bin} to {end:.1}"))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_the_mean_distance() {
        let mut calibration = Calibration::default();
        assert_eq!(calibration.error(), None);
        for right in [true, true, true, false] {
            calibration.add(right, right, 0.95);
        }
        assert_eq!(calibration.error(), Some(0.2));
    }
}
