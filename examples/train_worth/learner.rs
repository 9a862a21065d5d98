//! [`learn`]: L2-regularised logistic regression, by Nesterov's accelerated descent over all examples.
//!
//! The loss is convex and every step takes all examples in their order, so there is no chance in
//! it. Features of tokens are weighed by their inverse document frequency while they are learned
//! (so rare ones may grow larger), and it is then multiplied into their weights. The penalty was
//! chosen by cross-validation within train.

use dixit::claims::worth::{BITS, Feature};

use crate::sentences::Sentence;

/// What the square of the weights costs beside the mean loss.
const PENALTY: f64 = 1.5e-4;
/// Features in fewer sentences learn nothing.
const RARE: u32 = 2;
/// How much faster than a sentence's own features its tokens' may grow.
const OF_TOKENS: f64 = 1.0 / 3.0;
/// The same for a sentence's own, whose value in the file is a sixteenth.
const OF_SENTENCE: f64 = 0.2 * 16.0;
const STEPS: usize = 300;

/// Weights by place, as the file has them, and the constant.
pub(crate) struct Learned {
    pub(crate) weights: Vec<f64>,
    pub(crate) constant: f64,
}

impl Learned {
    pub(crate) fn sum(&self, sentence: &Sentence) -> f64 {
        let features = sentence.features.iter();
        let sum: f64 = features
            .map(|(feature, value)| self.weights[feature.place()] * value)
            .sum();
        self.constant + sum
    }
}

/// An example: the features by number with what each counts, and whether it is check-worthy.
type Example = (Vec<(usize, f64)>, bool);

pub(crate) fn learn(sentences: &[&Sentence]) -> Learned {
    let scales = scales(sentences);
    let known: Vec<usize> = (0..scales.len())
        .filter(|place| scales[*place] > 0.0)
        .collect();
    let mut numbers = vec![0; scales.len()];
    for (number, place) in known.iter().enumerate() {
        numbers[*place] = number;
    }
    let examples: Vec<Example> = sentences
        .iter()
        .map(|sentence| {
            let features = sentence.features.iter();
            let features = features.map(|(feature, value)| (feature.place(), value));
            let learning = features.filter(|(place, _)| scales[*place] > 0.0);
            let mut row: Vec<_> = learning
                .map(|(place, value)| (numbers[place], value * scales[place]))
                .collect();
            row.push((known.len(), 1.0));
            (row, sentence.checkworthy)
        })
        .collect();
    let solved = descend(&examples, known.len() + 1);
    let mut weights = vec![0.0; scales.len()];
    for (number, place) in known.iter().enumerate() {
        weights[*place] = solved[number] * scales[*place];
    }
    Learned {
        weights,
        constant: solved[known.len()],
    }
}

/// What a feature's value is multiplied by, by place; nought for those that learn nothing.
fn scales(sentences: &[&Sentence]) -> Vec<f64> {
    let mut counts = vec![(0_u32, false); 1 << BITS];
    for (feature, _) in sentences.iter().flat_map(|sentence| &sentence.features) {
        let count = &mut counts[feature.place()];
        count.0 += 1;
        count.1 |= matches!(feature, Feature::Sentence(_));
    }
    let all = sentences.len() as f64;
    let scale = |(count, of_sentence): (u32, bool)| match (count, of_sentence) {
        (0..RARE, _) => 0.0,
        (_, true) => OF_SENTENCE,
        (count, false) => OF_TOKENS * (((1.0 + all) / (1.0 + f64::from(count))).ln() + 1.0),
    };
    counts.into_iter().map(scale).collect()
}

/// The weights with the least mean loss and penalty (Nesterov 1983, for strongly convex functions).
fn descend(examples: &[Example], width: usize) -> Vec<f64> {
    let curvature = 0.25 * 1.1 * spread(examples, width) + PENALTY;
    let root = (PENALTY / curvature).sqrt();
    let momentum = (1.0 - root) / (1.0 + root);
    let (mut weights, mut ahead) = (vec![0.0; width], vec![0.0; width]);
    for _ in 0..STEPS {
        let mut slopes: Vec<f64> = ahead.iter().map(|weight| weight * PENALTY).collect();
        for (row, right) in examples {
            let chance = 1.0 / (1.0 + (-dot(row, &ahead)).exp());
            let fault = (chance - f64::from(u8::from(*right))) / examples.len() as f64;
            for (number, value) in row {
                slopes[*number] += fault * value;
            }
        }
        for ((weight, ahead), slope) in weights.iter_mut().zip(&mut ahead).zip(slopes) {
            let new = *ahead - slope / curvature;
            *ahead = new + momentum * (new - *weight);
            *weight = new;
        }
    }
    weights
}

/// The greatest eigenvalue of the examples' mean outer product, by power iteration.
fn spread(examples: &[Example], width: usize) -> f64 {
    const ROUNDS: usize = 15;
    let mut vector = vec![1.0; width];
    let mut length = 1.0;
    for _ in 0..ROUNDS {
        let norm = vector.iter().map(|value| value * value).sum::<f64>().sqrt();
        vector.iter_mut().for_each(|value| *value /= norm);
        let mut next = vec![0.0; width];
        for (row, _) in examples {
            let along = dot(row, &vector) / examples.len() as f64;
            row.iter()
                .for_each(|(number, value)| next[*number] += along * value);
        }
        length = vector
            .iter()
            .zip(&next)
            .map(|(one, other)| one * other)
            .sum();
        vector = next;
    }
    length
}

fn dot(row: &[(usize, f64)], weights: &[f64]) -> f64 {
    row.iter()
        .map(|(number, value)| weights[*number] * value)
        .sum()
}

/// The slope and the shift that make sums of unseen examples into probabilities (Platt 1999).
pub(crate) fn platt(sums: &[(f64, bool)]) -> (f64, f64) {
    const ROUNDS: usize = 2000;
    let (mut slope, mut shift) = (1.0, 0.0);
    for _ in 0..ROUNDS {
        let (mut by_slope, mut by_shift) = (0.0, 0.0);
        for (sum, right) in sums {
            let fault = 1.0 / (1.0 + (-slope * sum - shift).exp()) - f64::from(u8::from(*right));
            by_slope += fault * sum;
            by_shift += fault;
        }
        slope -= 0.2 * by_slope / sums.len() as f64;
        shift -= 0.2 * by_shift / sums.len() as f64;
    }
    (slope, shift)
}
