//! [`WorthFigures`]: how well check-worthy sentences are told from others.
//!
//! Average precision of the ranking; F1 of the check-worthy, and of both classes weighed by how
//! many each has, from the model's bar on; and the expected calibration error over ten bins
//! (Guo and others 2017).

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::figures::round;
use super::gold::{EvalError, unread};
use crate::claims::worth::WorthModel;
use crate::document::Document;
use crate::segmentation::segment;
use crate::tagging::Tagger;

/// A sentence of a gold file, and whether it is worth a check.
#[derive(Clone, Debug, Deserialize)]
pub struct WorthGold {
    pub text: String,
    pub checkworthy: bool,
}

/// All from 0 to 1, but for the two that count sentences.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct WorthFigures {
    pub sentences: usize,
    /// How many are check-worthy by the gold.
    pub checkworthy: usize,
    /// From this score on a sentence counts as check-worthy.
    pub bar: f32,
    pub average_precision: f64,
    pub weighted_f1: f64,
    /// F1, precision and recall of the check-worthy.
    pub f1: f64,
    pub precision: f64,
    pub recall: f64,
    pub calibration_error: f64,
}

impl WorthGold {
    /// Reads a line a sentence: `{"text": "…", "checkworthy": true}`; other fields are passed over.
    pub fn read(path: &Path) -> Result<Vec<Self>, EvalError> {
        if path.is_dir() {
            return Err(EvalError::Folder(path.to_owned()));
        }
        let text = std::fs::read_to_string(path).map_err(unread(path))?;
        let lines = text.lines().enumerate();
        let parse = |(number, line)| {
            serde_json::from_str(line).map_err(|source| EvalError::Line {
                path: path.to_owned(),
                line: number + 1,
                source,
            })
        };
        lines
            .filter(|(_, line)| !line.trim().is_empty())
            .map(parse)
            .collect()
    }
}

impl WorthFigures {
    /// Scores the gold's sentences, each as one however many it holds.
    pub fn of(model: &WorthModel, gold: &[WorthGold]) -> Self {
        let tagger = Tagger::default();
        let score = |sentence: &WorthGold| {
            let document = Document::from_text("", sentence.text.as_str());
            let segmentation = segment(&document);
            let tags = tagger.tag(&document, &segmentation);
            let score = model.score_text(&document, &segmentation, &tags);
            (score, sentence.checkworthy)
        };
        Self::new(&gold.iter().map(score).collect::<Vec<_>>(), model.bar())
    }

    /// The figures of scores beside what is right.
    pub fn new(scores: &[(f32, bool)], bar: f32) -> Self {
        let count = |is: bool, right: bool| {
            let counts = |&&(score, worthy): &&(f32, bool)| (score >= bar) == is && worthy == right;
            scores.iter().filter(counts).count() as f64
        };
        let (hits, faults, missed) = (count(true, true), count(true, false), count(false, true));
        let rest = count(false, false);
        let f1 = share(2.0 * hits, 2.0 * hits + faults + missed);
        let f1_rest = share(2.0 * rest, 2.0 * rest + faults + missed);
        let all = scores.len() as f64;
        Self {
            sentences: scores.len(),
            checkworthy: (hits + missed) as usize,
            bar,
            average_precision: round(average_precision(scores)),
            weighted_f1: round(share(f1 * (hits + missed) + f1_rest * (faults + rest), all)),
            f1: round(f1),
            precision: round(share(hits, hits + faults)),
            recall: round(share(hits, hits + missed)),
            calibration_error: round(calibration_error(scores)),
        }
    }
}

/// Nought where there is nothing to share.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// The mean precision down to each check-worthy sentence, the highest score first; equal ones in their order.
fn average_precision(scores: &[(f32, bool)]) -> f64 {
    let mut ranked = scores.to_vec();
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut hits, mut sum) = (0.0, 0.0);
    for (before, (_, worthy)) in ranked.iter().enumerate() {
        if *worthy {
            hits += 1.0;
            sum += hits / (before + 1) as f64;
        }
    }
    share(sum, hits)
}

fn calibration_error(scores: &[(f32, bool)]) -> f64 {
    const BINS: usize = 10;
    let mut distances = [0.0; BINS];
    for (score, worthy) in scores {
        let bin = ((score * BINS as f32) as usize).min(BINS - 1);
        distances[bin] += f64::from(*score) - f64::from(u8::from(*worthy));
    }
    share(
        distances.iter().map(|distance: &f64| distance.abs()).sum(),
        scores.len() as f64,
    )
}

impl fmt::Display for WorthFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sentences, worthy) = (self.sentences, self.checkworthy);
        writeln!(f, "{sentences} sentences, {worthy} of them check-worthy")?;
        writeln!(
            f,
            "average precision           {:.4}",
            self.average_precision
        )?;
        writeln!(f, "from a score of {:.2} on:", self.bar)?;
        writeln!(f, "  weighted F1               {:.4}", self.weighted_f1)?;
        writeln!(
            f,
            "  check-worthy F1           {:.4} (precision {:.4}, recall {:.4})",
            self.f1, self.precision, self.recall
        )?;
        writeln!(
            f,
            "expected calibration error  {:.4}",
            self.calibration_error
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_four_sentences() {
        let scores = [(0.95, true), (0.85, false), (0.65, true), (0.05, false)];
        let figures = WorthFigures::new(&scores, 0.6);
        assert_eq!(figures.average_precision, round((1.0 + 2.0 / 3.0) / 2.0));
        assert_eq!((figures.precision, figures.recall), (0.6667, 1.0));
        assert_eq!(figures.f1, 0.8);
        assert_eq!(figures.weighted_f1, round((0.8 + 2.0 / 3.0) / 2.0));
        assert_eq!(figures.calibration_error, 0.325);
    }

    #[test]
    fn of_nothing_there_is_nothing() {
        let figures = WorthFigures::new(&[], 0.5);
        assert_eq!(
            figures,
            WorthFigures {
                bar: 0.5,
                ..WorthFigures::default()
            }
        );
    }
}
