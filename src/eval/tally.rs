//! [`Found`] and [`Right`]: what came of a class of gold quotations, and of
//! predictions; each is a row of a table.

use std::fmt;

use serde_json::{Value, json};

use super::figures::{round, share};
use super::matching::Outcome;
use super::report::shown;

/// What came of the gold quotations of one class.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found {
    gold: usize,
    half: usize,
    source_gold: usize,
    source: usize,
    e2e: usize,
}

/// What came of the predictions of one class.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Right {
    pub(super) predicted: usize,
    half: usize,
    pub(super) e2e: usize,
    /// The sum of their confidence.
    pub(super) confidence: f64,
}

impl Found {
    pub(super) fn add(&mut self, outcome: &Outcome) {
        self.gold += 1;
        self.half += usize::from(outcome.half.is_some());
        self.source_gold += usize::from(outcome.source.is_some());
        self.source += usize::from(outcome.source == Some(true));
        self.e2e += usize::from(outcome.e2e);
    }

    /// Its row, with the names of the class in front.
    pub(super) fn to_json(self, class: Value) -> Value {
        let mut row = class;
        row["gold"] = json!(self.gold);
        row["recall"] = json!(share(self.half, self.gold));
        row["source"] = json!(share(self.source, self.source_gold));
        row["e2e"] = json!(share(self.e2e, self.gold));
        row
    }

    pub(super) fn head(f: &mut fmt::Formatter<'_>, title: &str) -> fmt::Result {
        writeln!(
            f,
            "\n{title:<37} {:>4} {:>8} {:>8} {:>8}",
            "gold", "recall", "source", "e2e"
        )
    }

    pub(super) fn row(&self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        writeln!(
            f,
            "   {name:<32} {:>6} {:>8} {:>8} {:>8}",
            self.gold,
            shown(share(self.half, self.gold)),
            shown(share(self.source, self.source_gold)),
            shown(share(self.e2e, self.gold)),
        )
    }
}

impl Right {
    pub(super) fn add(&mut self, half: bool, e2e: bool, confidence: f64) {
        self.predicted += 1;
        self.half += usize::from(half);
        self.e2e += usize::from(e2e);
        self.confidence += confidence;
    }

    fn mean(&self) -> Option<f64> {
        (self.predicted > 0).then(|| round(self.confidence / self.predicted as f64))
    }

    pub(super) fn to_json(self) -> Value {
        json!({
            "predicted": self.predicted,
            "half": share(self.half, self.predicted),
            "e2e": share(self.e2e, self.predicted),
            "confidence": self.mean(),
        })
    }

    pub(super) fn head(f: &mut fmt::Formatter<'_>, title: &str) -> fmt::Result {
        writeln!(
            f,
            "\n{title:<37} {:>4} {:>8} {:>8} {:>11}",
            "pred", "half P", "e2e P", "confidence"
        )
    }

    pub(super) fn row(&self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        writeln!(
            f,
            "   {name:<32} {:>6} {:>8} {:>8} {:>11}",
            self.predicted,
            shown(share(self.half, self.predicted)),
            shown(share(self.e2e, self.predicted)),
            shown(self.mean()),
        )
    }
}
