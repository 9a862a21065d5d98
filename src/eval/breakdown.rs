//! [`Breakdown`]: where the faults are: recall by what the gold looks like,
//! precision by what decided the prediction, and whether its confidence is true.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value, json};

use super::article::Kind;
use super::calibration::Calibration;
use super::classes::{Cue, naming, parts, position};
use super::constructs::Constructs;
use super::matching::Match;
use super::report::shown;
use super::tally::{Found, Right};

/// Counts of all articles, each table in a fixed order of its rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Breakdown {
    /// By dimension and class.
    gold: BTreeMap<(&'static str, &'static str), Found>,
    constructs: Constructs,
    evidence: BTreeMap<String, Right>,
    all: Calibration,
    quoted: Calibration,
    /// Of the speaker, where quotation and source are right and the gold names one.
    speaker: Calibration,
}

impl Breakdown {
    pub(super) fn add(&mut self, article: &Match<'_>) {
        for (side, outcome) in article.gold.iter().zip(&article.outcomes) {
            let quote = side.quote;
            for class in [
                ("kind", side.kind.label()),
                ("parts", parts(quote)),
                ("source stands", position(quote)),
                ("source is", naming(&article.text, quote)),
                ("cue", Cue::of(&article.text, quote).label()),
            ] {
                self.gold.entry(class).or_default().add(outcome);
            }
            self.constructs.add(&article.text, side, outcome);
        }
        for (side, half) in article.predicted.iter().zip(&article.half_gold) {
            let e2e = half.is_some_and(|gold| article.outcomes[gold].e2e);
            let confidence = side.quote.confidence;
            let evidence = side.quote.evidence.as_deref().unwrap_or("not told");
            let entry = self.evidence.entry(evidence.to_owned()).or_default();
            entry.add(half.is_some(), e2e, confidence.unwrap_or_default());
            if let Some(confidence) = confidence {
                self.all.add(half.is_some(), e2e, confidence);
                if side.kind != Kind::Indirect {
                    self.quoted.add(half.is_some(), e2e, confidence);
                }
            }
            let right = half.and_then(|gold| article.outcomes[gold].speaker);
            if let (Some(right), Some(confidence), true) =
                (right, side.quote.speaker_confidence, e2e)
            {
                self.speaker.add(right, right, confidence);
            }
        }
    }

    pub(super) fn to_json(&self) -> Value {
        let gold = self.gold.iter().map(|((dimension, class), found)| {
            found.to_json(json!({ "dimension": dimension, "class": class }))
        });
        let evidence = self.evidence.iter();
        let evidence = evidence.map(|(name, right)| (name.clone(), right.to_json()));
        json!({
            "gold": gold.collect::<Vec<_>>(),
            "constructs": self.constructs.to_json(),
            "evidence": evidence.collect::<Map<_, _>>(),
            "confidence": self.all.to_json(),
            "expected_calibration_error": self.all.error(),
            "confidence_quoted": self.quoted.to_json(),
            "expected_calibration_error_quoted": self.quoted.error(),
            "speaker_confidence": self.speaker.to_json(),
            "expected_calibration_error_speaker": self.speaker.error(),
        })
    }
}

impl fmt::Display for Breakdown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut last = "";
        for ((dimension, class), found) in &self.gold {
            if *dimension != last {
                Found::head(f, &format!("by {dimension}"))?;
                last = dimension;
            }
            found.row(f, class)?;
        }
        self.constructs.fmt(f)?;
        Right::head(f, "by evidence")?;
        for (name, right) in &self.evidence {
            right.row(f, name)?;
        }
        self.all.table(f, "by confidence")?;
        writeln!(
            f,
            "expected calibration error of confidence against e2e: all {}, quoted {}",
            shown(self.all.error()),
            shown(self.quoted.error()),
        )?;
        self.speaker.table(f, "speaker, by its confidence")?;
        writeln!(
            f,
            "expected calibration error of the speaker's confidence: {}",
            shown(self.speaker.error()),
        )
    }
}
