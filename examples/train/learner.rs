//! [`Learner`]: log-linear weights from examples, in a fixed order, so that the same input gives the same weights.

use dixit::attribution::model::{FEATURES, encode};
use rayon::prelude::*;

/// Runs whose mean counts: on held-out articles 40 are better than 10 in every figure, by .001 to .002.
const RUNS: usize = 40;
const EPOCHS: usize = 3;
const RATE: f32 = 0.15;
/// Each step draws a weight this much of itself back to nought (L2).
pub(crate) const DECAY: f32 = 3e-3;
/// The same for the sources: there are fewer examples of them.
pub(crate) const SOURCE_DECAY: f32 = 1e-2;
/// And for rivals: pairs of them are fewer still.
pub(crate) const RIVAL_DECAY: f32 = 1e-1;
/// Features seen less often learn nothing.
const RARE: u8 = 3;

/// Log-linear weights under AdaGrad (Duchi, Hazan and Singer 2011), in a fixed order of examples.
#[derive(Clone)]
pub(crate) struct Learner {
    decay: f32,
    weights: Vec<f32>,
    squares: Vec<f32>,
    /// For the average over all steps: each change times the step it came at.
    late: Vec<f64>,
    steps: f64,
    /// How often a feature occurs; rare ones learn nothing.
    seen: Vec<u8>,
}

impl Default for Learner {
    fn default() -> Self {
        Self {
            decay: DECAY,
            weights: vec![0.0; FEATURES],
            squares: vec![1e-2; FEATURES],
            late: vec![0.0; FEATURES],
            steps: 1.0,
            seen: vec![0; FEATURES],
        }
    }
}

impl Learner {
    pub(crate) fn sum(&self, places: &[u32]) -> f32 {
        places
            .iter()
            .map(|&place| self.weights[place as usize])
            .sum()
    }

    fn step(&mut self, places: &[u32], slope: f32) {
        for &place in places {
            let at = place as usize;
            if self.seen[at] < RARE {
                continue;
            }
            let slope = slope + self.decay * self.weights[at];
            self.squares[at] += slope * slope;
            let change = RATE * slope / self.squares[at].sqrt();
            self.weights[at] -= change;
            self.late[at] -= self.steps * f64::from(change);
        }
    }

    /// Counts the features of examples to come.
    fn see<'a>(&mut self, places: impl Iterator<Item = &'a [u32]>) {
        for &place in places.flatten() {
            let seen = &mut self.seen[place as usize];
            *seen = seen.saturating_add(1);
        }
    }

    /// Each weight becomes its average over the steps so far, and the count begins anew.
    fn average(&mut self) {
        for (weight, late) in self.weights.iter_mut().zip(&mut self.late) {
            *weight -= (*late / self.steps) as f32;
            *late = 0.0;
        }
        self.steps = 1.0;
    }

    /// Drawn back by `decay` in what it learns next.
    pub(crate) fn with_decay(mut self, decay: f32) -> Self {
        self.decay = decay;
        self
    }

    /// Softmax over each example's options against the wanted shares.
    pub(crate) fn fit_choices(&mut self, examples: &[(Vec<&[u32]>, Vec<f32>)]) {
        let options = examples.iter().flat_map(|(options, _)| options.iter());
        self.see(options.copied());
        self.fit(examples.len(), |learner, at| {
            let (options, shares) = &examples[at];
            let sums: Vec<f32> = options.iter().map(|places| learner.sum(places)).collect();
            let top = sums[argmax(&sums)];
            let total: f32 = sums.iter().map(|sum| (sum - top).exp()).sum();
            for ((places, sum), share) in options.iter().zip(&sums).zip(shares) {
                let slope = (sum - top).exp() / total - share;
                if slope.abs() > 1e-3 {
                    learner.step(places, slope);
                }
            }
        });
    }

    /// Logistic regression.
    pub(crate) fn fit_binary(&mut self, examples: &[(&[u32], bool)]) {
        self.see(examples.iter().map(|(places, _)| *places));
        self.fit(examples.len(), |learner, at| {
            let (places, right) = &examples[at];
            let chance = 1.0 / (1.0 + (-learner.sum(places)).exp());
            learner.step(places, chance - f32::from(u8::from(*right)));
        });
    }

    /// Logistic regression whose probabilities hold for articles it has not seen.
    ///
    /// `doubt` is the slope and the shift that [`calibration`] found for such sums (Platt 1999).
    pub(crate) fn fit_calibrated(&mut self, examples: &[(&[u32], bool)], doubt: (f32, f32)) {
        let before = self.weights.clone();
        self.fit_binary(examples);
        for (weight, before) in self.weights.iter_mut().zip(before) {
            *weight = before + doubt.0 * (*weight - before);
        }
        // Every example's first feature is the one without a value: the constant.
        if let Some((places, _)) = examples.first() {
            self.weights[places[0] as usize] += doubt.1;
        }
    }

    /// Several runs over the examples, each in an order of its own: the weights are their mean.
    fn fit(&mut self, examples: usize, learn: impl Fn(&mut Learner, usize) + Sync) {
        let start = &*self;
        let runs: Vec<Vec<f32>> = (0..RUNS)
            .into_par_iter()
            .map(|run| {
                let mut learner = start.clone();
                for epoch in 0..EPOCHS {
                    for at in order(examples, run * EPOCHS + epoch) {
                        learner.steps += 1.0;
                        learn(&mut learner, at);
                    }
                }
                learner.average();
                learner.weights
            })
            .collect();
        for (at, weight) in self.weights.iter_mut().enumerate() {
            *weight = runs.iter().map(|run| run[at]).sum::<f32>() / RUNS as f32;
        }
        self.seen.fill(0);
    }

    /// As the model reads them.
    pub(crate) fn encoded(&self) -> Vec<u8> {
        encode(&self.weights)
    }
}

pub(crate) fn logistic(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

/// The slope and the shift that make sums of unseen examples into probabilities.
pub(crate) fn calibration(sums: &[(f32, bool)]) -> (f32, f32) {
    const STEPS: usize = 300;
    let (mut slope, mut shift) = (1.0_f32, 0.0_f32);
    for _ in 0..STEPS {
        let (mut by_slope, mut by_shift) = (0.0, 0.0);
        for (sum, right) in sums {
            let chance = 1.0 / (1.0 + (-(slope * sum + shift)).exp());
            let fault = chance - f32::from(u8::from(*right));
            by_slope += fault * sum;
            by_shift += fault;
        }
        slope -= 0.5 * by_slope / sums.len() as f32;
        shift -= 0.5 * by_shift / sums.len() as f32;
    }
    (slope, shift)
}

/// All numbers below `count` in a mixed order that is the same every time.
fn order(count: usize, epoch: usize) -> Vec<usize> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(epoch as u64 + 1);
    let mut order: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        // Xorshift (Marsaglia 2003).
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(at, (state % (at as u64 + 1)) as usize);
    }
    order
}

pub(crate) fn argmax(sums: &[f32]) -> usize {
    (0..sums.len()).fold(0, |best, at| if sums[at] > sums[best] { at } else { best })
}
