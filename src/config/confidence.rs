//! [`Confidence`]: how sure a quotation must be, as a flag, a variable or the configuration file gives it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A number from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "f32", into = "f64")]
pub struct Confidence(f32);

impl Confidence {
    pub fn value(self) -> f32 {
        self.0
    }
}

/// Not a number, or none from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a number from 0 to 1")]
pub struct NoConfidence;

impl TryFrom<f32> for Confidence {
    type Error = NoConfidence;

    fn try_from(value: f32) -> Result<Self, NoConfidence> {
        match (0.0..=1.0).contains(&value) {
            true => Ok(Self(value)),
            false => Err(NoConfidence),
        }
    }
}

impl From<Confidence> for f64 {
    /// By way of its shortest digits: 0.85 and not 0.8500000238418579.
    fn from(confidence: Confidence) -> Self {
        let digits = confidence.0.to_string();
        digits.parse().unwrap_or(Self::from(confidence.0))
    }
}

impl FromStr for Confidence {
    type Err = NoConfidence;

    fn from_str(text: &str) -> Result<Self, NoConfidence> {
        let value: f32 = text.parse().map_err(|_| NoConfidence)?;
        value.try_into()
    }
}
