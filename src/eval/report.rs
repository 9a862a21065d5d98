//! [`Report`]: the comparison, to print or to assert on.

use std::fmt;
use std::io::{self, Write};

use super::article::KINDS;
use super::breakdown::Breakdown;
use super::extras::Extras;
use super::faults;
use super::figures::{Figures, SCOPES, round};
use super::gold::{EvalError, Gold, Predicted, Predictions};
use super::matching::Match;

/// What an article without a prediction line has.
static NOTHING: Predicted = Predicted {
    quotes: Vec::new(),
    claims: Vec::new(),
};

/// Everything the comparison tells.
#[derive(Debug)]
pub struct Report<'a> {
    figures: Figures,
    breakdown: Breakdown,
    extras: Extras,
    articles: Vec<Match<'a>>,
}

impl<'a> Report<'a> {
    /// Compares; an article without predictions counts as one in which nothing was found.
    pub fn new(gold: &'a Gold, predictions: &'a Predictions) -> Result<Self, EvalError> {
        let mut figures = Figures::default();
        let mut breakdown = Breakdown::default();
        let mut extras = Extras::default();
        let mut articles = Vec::new();
        for article in &gold.articles {
            let predicted = predictions.by_id.get(&article.document.id);
            figures.absent += usize::from(predicted.is_none());
            let predicted = predicted.unwrap_or(&NOTHING);
            let compared = Match::new(article, &predicted.quotes)?;
            extras.add(&compared.text, article, predicted)?;
            figures.add(&compared);
            breakdown.add(&compared);
            articles.push(compared);
        }
        Ok(Self {
            figures,
            breakdown,
            extras,
            articles,
        })
    }

    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    pub fn extras(&self) -> &Extras {
        &self.extras
    }

    /// The reference scorer's object, with `breakdown` and `extras` beside its figures.
    pub fn to_json(&self) -> serde_json::Value {
        let mut figures = self.figures.to_json();
        figures.insert("breakdown".to_owned(), self.breakdown.to_json());
        figures.insert("extras".to_owned(), self.extras.to_json());
        serde_json::Value::Object(figures)
    }

    /// Writes up to `most` examples of each fault, spread over all articles.
    pub fn write_faults(&self, out: &mut impl Write, most: usize) -> io::Result<()> {
        faults::write(out, &self.articles, most)
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for scope in SCOPES {
            let counts = self.figures.counts(scope);
            writeln!(
                f,
                "{:7} gold {:5}  predicted {:5}",
                scope.label(),
                counts.gold,
                counts.predicted
            )?;
            for (name, prf) in counts.measures() {
                let (p, r, f1) = (round(prf.p), round(prf.r), round(prf.f1));
                writeln!(f, "   {name:7} P {p:.3}  R {r:.3}  F1 {f1:.3}")?;
            }
            writeln!(
                f,
                "   source accuracy {}   speaker accuracy {} (n={})",
                shown(counts.source_accuracy()),
                shown(counts.speaker_accuracy()),
                counts.speaker_gold
            )?;
        }
        let recall =
            KINDS.map(|kind| format!("{} {}", kind.label(), shown(self.figures.recall(kind))));
        writeln!(f, "recall  {}", recall.join("  "))?;
        if self.figures.absent > 0 {
            writeln!(
                f,
                "{} gold articles have no prediction line",
                self.figures.absent
            )?;
        }
        write!(f, "{}{}", self.extras, self.breakdown)
    }
}

pub(super) fn shown(figure: Option<f64>) -> String {
    figure.map_or_else(|| "None".to_owned(), |figure| format!("{figure:?}"))
}
