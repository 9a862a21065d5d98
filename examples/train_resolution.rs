//! Learns whom a pronoun means, for `src/resolution/data/weights-learned.tsv`.
//!
//! usage: cargo run --release --example train_resolution -- ../shared/data/polnear-train.jsonl \
//!          > src/resolution/data/weights-learned.tsv
//!
//! Needs texts, not answers: where several persons are in mind and a pronoun's gender fits
//! one of them alone, the text itself says whom it means. The features know nothing of
//! gender, so the weights serve where gender does not decide. Maximum likelihood over
//! entities, a mention's score being linear; gradient descent without chance, so that the
//! same texts give the same weights to the bit.

use std::fs;

use anyhow::{Context, Result};
use dixit::Pipeline;
use dixit::document::Document;
use dixit::resolution::Resolver;
use dixit::resolution::rank::{COUNT, Feature, Features, Lesson, NAMES, Weights};
use dixit::scan::Scanner;
use serde_json::Value;

/// Weights that such pronouns cannot teach are the rules': gender admits no candidate in them, and of those
/// whom an article speaks of for the first time they have few.
const GIVEN: [Feature; 4] = [
    Feature::GenderKnown,
    Feature::Perhaps,
    Feature::Unnamed,
    Feature::SourceFresh,
];

/// Passes over all lessons.
const ROUNDS: usize = 400;
const RATE: f64 = 0.5;
/// Pulls every weight towards the one set by hand.
const DECAY: f64 = 0.01;
/// Pronouns that are sources are those that matter.
const SOURCE: f64 = 3.0;
/// Every fifth article is kept for the figures on standard error.
const HELD_OUT: usize = 5;

#[allow(clippy::print_stdout, clippy::print_stderr)] // Weights and figures are this program's output.
fn main() -> Result<()> {
    let path = std::env::args()
        .nth(1)
        .context("usage: train_resolution TEXTS.jsonl")?;
    let texts = fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
    let (mut train, mut held_out) = (Vec::new(), Vec::new());
    let (scanner, pipeline) = (Scanner::default(), Pipeline::default());
    let resolver = Resolver::rules();
    for (number, line) in texts.lines().enumerate() {
        let article: Value = serde_json::from_str(line).with_context(|| path.clone())?;
        let text = article["text"]
            .as_str()
            .context("a record without a text")?;
        let document = Document::from_text("", text);
        let found = pipeline.annotate(&document);
        let scan = scanner.scan(&document, &found.segmentation);
        let lessons = resolver.lessons(&document, &found.segmentation, &scan, &found.quotations);
        let kept = number % HELD_OUT == 0;
        if kept { &mut held_out } else { &mut train }.extend(lessons);
    }
    let weights = learn(&train);
    for (name, lessons) in [("train", &train), ("held out", &held_out)] {
        for (model, weights) in [
            ("rules", &Weights::rules()),
            ("learned", &Weights::new(weights)),
        ] {
            let (all, sources) = (
                share(lessons, weights, false),
                share(lessons, weights, true),
            );
            eprintln!(
                "{name}: {model} {:.4} of {}; of sources {:.4} of {}",
                all.0, all.1, sources.0, sources.1
            );
        }
    }
    train.extend(held_out);
    let weights = learn(&train);
    println!(
        "# Learned by examples/train_resolution.rs from the texts of PolNeAR 1.0, train (Newell, Margolin and"
    );
    println!(
        "# Ruths 2018): {} pronouns whose gender tells whom they mean.",
        train.len()
    );
    for (name, weight) in NAMES.iter().zip(weights) {
        if weight != 0.0 {
            println!("{name}\t{weight:.4}");
        }
    }
    Ok(())
}

fn learn(lessons: &[Lesson]) -> Features {
    let prior = Weights::rules().values().map(f64::from);
    let mut weights = prior;
    let total: f64 = lessons.iter().map(worth).sum();
    let mut speed = [0.0_f64; COUNT];
    for _ in 0..ROUNDS {
        let mut slope = [0.0_f64; COUNT];
        for lesson in lessons {
            add_slope(lesson, &weights, worth(lesson) / total.max(1.0), &mut slope);
        }
        for feature in GIVEN {
            slope[feature as usize] = 0.0;
        }
        for at in 0..COUNT {
            speed[at] = 0.9 * speed[at] + slope[at] - DECAY * (weights[at] - prior[at]);
            weights[at] += RATE * speed[at];
        }
    }
    weights.map(|weight| weight as f32)
}

fn worth(lesson: &Lesson) -> f64 {
    if lesson.source { SOURCE } else { 1.0 }
}

/// Adds the slope of the logarithm of the right candidates' probability.
fn add_slope(lesson: &Lesson, weights: &[f64; COUNT], worth: f64, slope: &mut [f64; COUNT]) {
    let score = |features: &Features| -> f64 {
        let products = weights.iter().zip(features);
        products
            .map(|(weight, value)| weight * f64::from(*value))
            .sum()
    };
    let scores: Vec<f64> = lesson
        .candidates
        .iter()
        .map(|(features, _)| score(features))
        .collect();
    let top = scores.iter().copied().fold(f64::MIN, f64::max);
    let odds: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
    let all: f64 = odds.iter().sum();
    let is_right = |at: &usize| lesson.candidates[*at].1;
    let right: f64 = (0..odds.len()).filter(is_right).map(|at| odds[at]).sum();
    for (at, (features, fits)) in lesson.candidates.iter().enumerate() {
        let wanted = if *fits { odds[at] / right } else { 0.0 };
        let push = worth * (wanted - odds[at] / all);
        for (slope, value) in slope.iter_mut().zip(features) {
            *slope += push * f64::from(*value);
        }
    }
}

/// The share of lessons whose best candidate is right, and how many there are.
fn share(lessons: &[Lesson], weights: &Weights, sources: bool) -> (f64, usize) {
    let asked = lessons.iter().filter(|lesson| lesson.source || !sources);
    let (mut hits, mut all) = (0, 0);
    for lesson in asked {
        let mut best: Option<(f32, bool)> = None;
        for (features, right) in &lesson.candidates {
            let score = weights.score(features);
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, *right));
            }
        }
        hits += usize::from(best.is_some_and(|(_, right)| right));
        all += 1;
    }
    (f64::from(hits as u32) / all.max(1) as f64, all)
}
