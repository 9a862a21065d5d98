//! The averaged perceptron: rows of whole numbers, so that every machine learns the same.

use std::collections::HashMap;

use dixit::tagging::{Contexts, Lexicon, Question, Tag, walk};

use super::corpus::Example;

type Row = [i32; Tag::WORDS];

/// One feature's weights: what they are, their sum over all steps so far, and the step that sum is of.
#[derive(Clone, Default)]
struct Cell {
    weights: Row,
    total: [i64; Tag::WORDS],
    step: [u32; Tag::WORDS],
}

/// Weights in learning.
pub(crate) struct Perceptron<'l> {
    lexicon: &'l Lexicon,
    cells: HashMap<u64, Cell>,
    /// Features outside `cells` are ignored, not learned.
    frozen: bool,
    step: u32,
}

impl<'l> Perceptron<'l> {
    /// Learns any feature.
    pub(crate) fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            lexicon,
            cells: HashMap::new(),
            frozen: false,
            step: 0,
        }
    }

    /// Learns these features alone.
    pub(crate) fn of_features(lexicon: &'l Lexicon, keys: impl Iterator<Item = u64>) -> Self {
        Self {
            cells: keys.map(|key| (key, Cell::default())).collect(),
            frozen: true,
            ..Self::new(lexicon)
        }
    }

    /// Goes through the examples once, in an order drawn from `seed`.
    pub(crate) fn epoch(&mut self, examples: &[&Example], seed: u64) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        shuffle(&mut order, seed);
        for at in order {
            let example = examples[at];
            let lexicon = self.lexicon;
            walk(
                lexicon,
                &Contexts::default(),
                &example.document,
                &example.segmentation,
                |asked| self.learn(asked, example.gold[asked.token].unwrap_or_default()),
            );
        }
    }

    /// Answers, and corrects the weights if the answer is wrong; later questions follow the answer, not the gold.
    fn learn(&mut self, asked: &Question<'_>, gold: Tag) -> Tag {
        self.step += 1;
        let keys = asked.keys();
        let mut scores = [0_i32; Tag::WORDS];
        for key in &keys {
            if let Some(cell) = self.cells.get(key) {
                for (score, weight) in scores.iter_mut().zip(&cell.weights) {
                    *score += weight;
                }
            }
        }
        let answer = best(&scores, asked.choices);
        if answer != gold && asked.choices & 1 << (gold as u32) != 0 {
            for key in keys {
                self.change(key, gold as usize, 1);
                self.change(key, answer as usize, -1);
            }
        }
        answer
    }

    fn change(&mut self, key: u64, tag: usize, by: i32) {
        let cell = match self.cells.get_mut(&key) {
            Some(cell) => cell,
            None if self.frozen => return,
            None => self.cells.entry(key).or_default(),
        };
        let steps = i64::from(self.step - cell.step[tag]);
        cell.total[tag] += steps * i64::from(cell.weights[tag]);
        cell.step[tag] = self.step;
        cell.weights[tag] += by;
    }

    /// The weights' means over all steps, by feature in the order of their keys.
    pub(crate) fn averages(&self) -> Vec<(u64, [f64; Tag::WORDS])> {
        let mut found: Vec<_> = self
            .cells
            .iter()
            .map(|(&key, cell)| {
                let mut means = [0.0; Tag::WORDS];
                for (tag, mean) in means.iter_mut().enumerate() {
                    let steps = i64::from(self.step - cell.step[tag]);
                    let total = cell.total[tag] + steps * i64::from(cell.weights[tag]);
                    *mean = total as f64 / f64::from(self.step.max(1));
                }
                (key, means)
            })
            .collect();
        found.sort_unstable_by_key(|(key, _)| *key);
        found
    }
}

fn best(scores: &[i32; Tag::WORDS], choices: u32) -> Tag {
    let mut best = (i32::MIN, 0);
    for (tag, &score) in scores.iter().enumerate() {
        if choices & 1 << tag != 0 && score > best.0 {
            best = (score, tag);
        }
    }
    Tag::ALL[best.1]
}

/// Fisher and Yates, drawing by xorshift64*.
fn shuffle(order: &mut [usize], seed: u64) {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for last in (1..order.len()).rev() {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        let draw = state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        order.swap(last, draw as usize % (last + 1));
    }
}
