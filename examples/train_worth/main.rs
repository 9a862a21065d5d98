//! Trains the check-worthiness model: learns `src/claims/worth/weights.bin`.
//!
//! usage: cargo run --release --example train_worth -- ../shared/data/claimbuster-train.jsonl src/claims/worth/weights.bin
//!
//! TRAIN has a line a sentence: `{"text": ..., "checkworthy": true or false}`. Prints the figures of
//! sentences held out of training by fifths, from which slope, shift and bar come too. Convex and
//! without chance: the same input gives the same bytes.

mod learner;
mod sentences;

use anyhow::{Context, Result};
use dixit::claims::worth;
use dixit::eval::WorthFigures;
use rayon::prelude::*;

use learner::{Learned, learn, platt};
use sentences::Sentence;

/// Parts of train that are held out in turn.
const FOLDS: usize = 5;

#[allow(clippy::print_stdout)] // The figures are this program's output.
fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output] = &arguments[..] else {
        anyhow::bail!("usage: train_worth TRAIN.jsonl WEIGHTS.bin");
    };
    let sentences = sentences::read(input.as_ref())?;
    let sums = held_out(&sentences);
    let (slope, shift) = platt(&sums);
    let scores: Vec<(f32, bool)> = sums
        .iter()
        .map(|(sum, right)| ((1.0 / (1.0 + (-slope * sum - shift).exp())) as f32, *right))
        .collect();
    let bar = bar(&scores);
    println!("held out by fifths; slope {slope:.3}, shift {shift:.3}");
    print!("{}", WorthFigures::new(&scores, bar));
    let all: Vec<&Sentence> = sentences.iter().collect();
    let mut learned = learn(&all);
    for weight in &mut learned.weights {
        *weight *= slope;
    }
    let constant = learned.constant * slope + shift;
    let bytes = worth::write(&learned.weights, constant, bar);
    std::fs::write(output, bytes).with_context(|| format!("cannot write {output}"))
}

/// Each sentence's sum by weights that were learned without its fifth.
fn held_out(sentences: &[Sentence]) -> Vec<(f64, bool)> {
    let in_fold = |fold: usize| move |at: &usize| at % FOLDS == fold;
    let learned: Vec<Learned> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let rest = (0..sentences.len()).filter(|at| !in_fold(fold)(at));
            learn(&rest.map(|at| &sentences[at]).collect::<Vec<_>>())
        })
        .collect();
    let sum = |(at, sentence): (usize, &Sentence)| {
        (learned[at % FOLDS].sum(sentence), sentence.checkworthy)
    };
    sentences.iter().enumerate().map(sum).collect()
}

/// The hundredth from which on F1 of the check-worthy is best.
fn bar(scores: &[(f32, bool)]) -> f32 {
    /// So far on both sides its neighbours count as much as it does: a peak alone is luck.
    const AROUND: usize = 4;
    let f1 = |bar: usize| WorthFigures::new(scores, bar as f32 / 100.0).f1;
    let all: Vec<f64> = (0..100).map(f1).collect();
    let mean = |bar: &usize| all[bar - AROUND..=bar + AROUND].iter().sum::<f64>();
    let best = (AROUND..100 - AROUND).max_by(|one, other| mean(one).total_cmp(&mean(other)));
    best.map_or(0.5, |bar| bar as f32 / 100.0)
}
