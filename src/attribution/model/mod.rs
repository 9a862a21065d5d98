//! Model: learned weights decide where a candidate's content ends, who its source is, and how likely it is right.
//!
//! Three linear models share one table of weights. The first two choose, among a
//! candidate's readings and among its sources, the one with the greatest sum; the
//! third gives the probability that content and source are both right. All were
//! trained on PolNeAR's train articles by `examples/train.rs`; weights.md is
//! their card.

pub mod features;
mod options;

use std::ops::Range;

use super::candidate::{Candidate, TRANSCRIPT};
use super::view::View;
use features::{Around, Frame};
pub use features::{BITS, Choice, Features};
use options::{Clause, Reading};

const WEIGHTS: &[u8] = include_bytes!("weights.bin");
/// One unit of a stored weight is this much.
pub const SCALE: f32 = 1.0 / 1024.0;
/// Candidates whose count rate is below this are not worth weighing.
const HOPELESS: f32 = 0.03;
/// The probability of a transcript's turn: train has too few to learn it from.
const TURN: f32 = 0.85;
/// How many candidates away one can hold another's cue.
const NEAR: usize = 30;

/// The table of weights: feature places are indices.
#[derive(Debug)]
pub struct Model {
    weights: Vec<i16>,
}

impl Model {
    /// A model with these weights, two to the power of [`BITS`] of them in units of [`SCALE`].
    pub fn new(mut weights: Vec<i16>) -> Self {
        weights.resize(1 << BITS, 0);
        Self { weights }
    }

    /// The weights that are built in.
    pub fn embedded() -> Self {
        let pairs = WEIGHTS.chunks_exact(2);
        Self::new(
            pairs
                .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
                .collect(),
        )
    }

    fn sum(&self, features: &Features) -> f32 {
        let places = features.places.iter();
        let sum: i32 = places
            .map(|&place| i32::from(self.weights[place as usize]))
            .sum();
        sum as f32 * SCALE
    }

    /// Decides content and source of each candidate and sets its score to the probability of both.
    ///
    /// Scores must hold the count rates before.
    pub(super) fn weigh(&self, view: &View, candidates: &mut Vec<Candidate>) {
        candidates.retain(|candidate| candidate.score >= HOPELESS);
        let mut choices = Vec::with_capacity(candidates.len());
        let mut features = Features::default();
        let mut clauses = Clauses::default();
        for candidate in candidates.iter_mut() {
            let frame = Frame::of(candidate);
            if candidate.mode == TRANSCRIPT {
                choices.push(Choice::default());
                continue;
            }
            let readings = options::readings(view, candidate);
            let (best, reading) = choose(readings.iter().map(|reading| {
                features::of_reading(view, candidate, &frame, reading, &mut features);
                self.sum(&features)
            }));
            let contents = readings[best].contents(candidate);
            let content = extent(&contents);
            let clauses = clauses.of(view, candidate.cue.start);
            let sources = options::sources(view, candidate, clauses);
            let (chosen, source) = choose(sources.iter().map(|source| {
                features::of_source(
                    view,
                    candidate,
                    &frame,
                    clauses,
                    source.as_ref(),
                    &content,
                    &mut features,
                );
                self.sum(&features)
            }));
            candidate.contents = contents;
            candidate.source = sources[chosen].clone();
            choices.push(Choice { reading, source });
        }
        let estimates: Vec<f32> = (0..candidates.len())
            .map(|at| {
                let (own, frame) = (&candidates[at], Frame::of(&candidates[at]));
                features::of_candidate(view, own, &frame, None, choices[at], &mut features);
                logistic(self.sum(&features))
            })
            .collect();
        let around: Vec<Around> = (0..candidates.len())
            .map(|at| around(candidates, &estimates, at))
            .collect();
        for (at, candidate) in candidates.iter_mut().enumerate() {
            let (frame, around) = (Frame::of(candidate), Some(around[at]));
            features::of_candidate(view, candidate, &frame, around, choices[at], &mut features);
            candidate.score = match candidate.mode {
                TRANSCRIPT => TURN,
                _ => logistic(self.sum(&features)),
            };
        }
    }
}

fn extent(contents: &[Range<usize>]) -> Range<usize> {
    match (contents.first(), contents.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}

/// The option with the greatest sum, and its share of the probability (softmax).
fn choose(sums: impl Iterator<Item = f32>) -> (usize, f32) {
    let (mut best, mut greatest, mut total) = (0, f32::MIN, 0.0_f32);
    for (at, sum) in sums.enumerate() {
        if sum > greatest {
            total = total * (greatest - sum).exp() + 1.0;
            (best, greatest) = (at, sum);
        } else {
            total += (sum - greatest).exp();
        }
    }
    (best, 1.0 / total.max(1.0))
}

fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// The clauses of the sentence asked for last.
#[derive(Debug, Default)]
struct Clauses {
    sentence: Option<usize>,
    found: Vec<Clause>,
}

impl Clauses {
    fn of(&mut self, view: &View, at: usize) -> &[Clause] {
        let sentence = view.sentence(at);
        if self.sentence != Some(sentence) {
            self.sentence = Some(sentence);
            self.found = options::clauses(view, view.sentence_tokens(at));
        }
        &self.found
    }
}

/// What the candidates near one say of it.
fn around(candidates: &[Candidate], estimates: &[f32], at: usize) -> Around {
    let own = &candidates[at];
    let head = own.cue.end - 1;
    let mut around = Around {
        own: (estimates[at] * 20.0) as u32,
        ..Around::default()
    };
    let holds = |candidate: &Candidate, token: usize| {
        candidate
            .contents
            .iter()
            .any(|range| range.contains(&token))
    };
    for other in at.saturating_sub(NEAR)..candidates.len().min(at + NEAR) {
        let their = &candidates[other];
        if other == at {
            continue;
        }
        let rate = 1 + (estimates[other] * 10.0) as u32;
        // Of two that hold each other's cue the one whose cue comes first is the outer.
        let outer = holds(their, head) && !(holds(own, their.cue.end - 1) && own.cue.start < their.cue.start);
        if their.cue.end - 1 == head {
            around.twins += 1;
            around.twin = around.twin.max(rate);
        } else if outer {
            if rate > around.outer {
                around.outer = rate;
                around.outer_lemma = super::shape::word(&their.lemma);
                around.outer_frame = super::shape::word(their.frame);
            }
        } else if holds(own, their.cue.end - 1) && rate > around.inner {
            around.inner = rate;
            around.inner_frame = super::shape::word(their.frame);
        }
    }
    around
}

/// What training needs of one document's candidates.
pub mod learn {
    use super::*;

    /// A reading's token ranges and its features.
    pub type Option = (Vec<Range<usize>>, Vec<u32>);
    /// Token ranges of a content, its source, and how sure the two choices were.
    pub type Chosen = (Vec<Range<usize>>, std::option::Option<Range<usize>>, Choice);

    /// One candidate with everything that may be chosen for it.
    #[derive(Debug)]
    pub struct Instance {
        /// Tokens of the cue.
        pub cue: Range<usize>,
        pub readings: Vec<Option>,
        /// For each source its tokens and its features, given the reading that was picked.
        pub sources: Vec<(std::option::Option<Range<usize>>, Vec<u32>)>,
    }

    /// The candidates as instances; `pick` says beside which of its readings a candidate's sources stand.
    pub(in super::super) fn instances(
        view: &View,
        candidates: &mut Vec<Candidate>,
        mut pick: impl FnMut(usize, &[Option]) -> usize,
    ) -> Vec<Instance> {
        candidates.retain(|candidate| candidate.score >= HOPELESS);
        let mut features = Features::default();
        let mut clauses = Clauses::default();
        let mut instances = Vec::new();
        for (n, candidate) in candidates.iter().enumerate() {
            let frame = Frame::of(candidate);
            let readings: Vec<Option> = options::readings(view, candidate)
                .iter()
                .map(|reading: &Reading| {
                    features::of_reading(view, candidate, &frame, reading, &mut features);
                    (reading.contents(candidate), features.places.clone())
                })
                .collect();
            let content = extent(&readings[pick(n, &readings)].0);
            let clauses = clauses.of(view, candidate.cue.start);
            let sources = options::sources(view, candidate, clauses);
            let sources = sources.into_iter().map(|source| {
                features::of_source(
                    view,
                    candidate,
                    &frame,
                    clauses,
                    source.as_ref(),
                    &content,
                    &mut features,
                );
                (source, features.places.clone())
            });
            instances.push(Instance {
                cue: candidate.cue.clone(),
                sources: sources.collect(),
                readings,
            });
        }
        instances
    }

    /// The features of each candidate by itself, its content and source chosen, or, with
    /// first estimates of all, among its neighbours.
    pub(in super::super) fn wholes(
        view: &View,
        candidates: &mut Vec<Candidate>,
        choices: &[Chosen],
        estimates: std::option::Option<&[f32]>,
    ) -> Vec<Vec<u32>> {
        candidates.retain(|candidate| candidate.score >= HOPELESS);
        for (candidate, (contents, source, _)) in candidates.iter_mut().zip(choices) {
            candidate.contents = contents.clone();
            candidate.source = source.clone();
        }
        let mut features = Features::default();
        (0..candidates.len())
            .map(|at| {
                let (own, frame) = (&candidates[at], Frame::of(&candidates[at]));
                let around = estimates.map(|estimates| around(candidates, estimates, at));
                features::of_candidate(view, own, &frame, around, choices[at].2, &mut features);
                features.places.clone()
            })
            .collect()
    }
}
