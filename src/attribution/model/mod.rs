//! Model: learned weights decide where a candidate's content ends, who its source is, and how likely it is right.
//!
//! Five linear models share one table of weights. The first sifts out candidates that
//! are hopeless as proposed; the next two choose, among a candidate's readings and
//! among its sources, the one with the greatest sum; the fourth gives the probability
//! that content and source are both right; the last says of two that cannot both stand
//! which one does. All were trained on PolNeAR's train
//! articles and on lessons of our own by `examples/train`; weights.md is their card.

mod around;
mod ends;
pub(super) mod explain;
mod features;
pub mod learn;
mod options;
mod places;
mod sources;
mod table;

use std::borrow::Cow;

use super::Found;
use super::candidate::Candidate;
use super::rivalry::Pair;
use super::score::logistic;
use super::transcript::{TRANSCRIPT, is_turn};
use super::view::View;
use around::around;
pub(crate) use features::bucket;
pub use features::{Choice, FEATURES};
use features::{Frame, Outline, Rival};
use options::Reading;
use sources::Clause;
pub use table::{PLACES, encode};
use table::{Sum, Weights};

const WEIGHTS: &[u8] = include_bytes!("weights.bin");
/// Candidates whose first estimate is below this are not worth weighing ...
const HOPELESS: f32 = 0.13;
/// ... nor those with quotation marks below this: marks promise that somebody speaks.
const HOPELESS_QUOTED: f32 = 0.07;
/// The probability of a transcript's turn: train has too few to learn it from.
const TURN_SCORE: f32 = 0.85;
/// How many of a grid's starts and ends are tried together.
const STARTS: u32 = 2;
const ENDS: u32 = 4;

/// The weights of all features, and what is decided by them.
#[derive(Debug)]
pub struct Model {
    weights: Weights,
}

impl Model {
    /// A model of the weights that [`encode`] wrote.
    pub fn new(weights: impl Into<Cow<'static, [u8]>>) -> Self {
        let weights = Weights::new(weights.into());
        Self { weights }
    }

    /// The weights that are built in.
    pub fn embedded() -> Self {
        Self::new(WEIGHTS)
    }

    /// Decides content and source of each candidate and sets its score to the probability of both;
    /// hopeless candidates go.
    ///
    /// One question at a time to all candidates of all documents: its code stays in the processor's cache.
    pub(super) fn weigh(&self, found: &mut [Found]) {
        let Some(nothing) = self.weights.nothing() else {
            return;
        };
        let sift = |found: &mut Found| Sifted::of(&found.view, &mut found.candidates, nothing);
        let mut sifted: Vec<Sifted> = found.iter_mut().map(sift).collect();
        for (Found { view, candidates }, sifted) in found.iter_mut().zip(&mut sifted) {
            for (at, candidate) in asked(candidates) {
                let share = Self::read(view, candidate, &sifted.frames[at], nothing);
                sifted.choices[at].reading = share;
            }
        }
        for (Found { view, candidates }, sifted) in found.iter_mut().zip(&mut sifted) {
            let mut clauses = Clauses::default();
            for (at, candidate) in asked(candidates) {
                let clauses = clauses.of(view, candidate.cue.start);
                let share = Self::trace(view, candidate, &sifted.frames[at], clauses, nothing);
                sifted.choices[at].source = share;
            }
        }
        for (Found { view, candidates }, sifted) in found.iter_mut().zip(&sifted) {
            let around = around(candidates, &sifted.frames, &sifted.estimates);
            for (at, candidate) in candidates.iter_mut().enumerate() {
                if candidate.mode == TRANSCRIPT {
                    candidate.score = TURN_SCORE;
                    continue;
                }
                let (frame, choice) = (&sifted.frames[at], sifted.choices[at]);
                let sum =
                    features::of_candidate(view, candidate, frame, around[at], choice, nothing);
                candidate.score = logistic(sum.total());
            }
        }
    }

    /// Says of each pair of candidates that cannot both stand by how much the one wins: the log odds.
    ///
    /// `ranks` are what the rules make of each candidate.
    pub(super) fn contest<'p>(
        &self,
        view: &View,
        candidates: &[Candidate],
        ranks: &[f32],
        pairs: impl Iterator<Item = &'p mut Pair>,
    ) {
        let Some(nothing) = self.weights.nothing() else {
            return;
        };
        let mut rivals: Vec<Option<Rival>> = Vec::new();
        rivals.resize_with(candidates.len(), || None);
        for pair in pairs {
            for at in [pair.one, pair.other] {
                let rival = &mut rivals[at];
                rival.get_or_insert_with(|| Rival::of(view, &candidates[at], ranks[at]));
            }
            if let (Some(one), Some(other)) = (&rivals[pair.one], &rivals[pair.other]) {
                let own = features::of_rivals(one, other, nothing);
                let theirs = features::of_rivals(other, one, nothing);
                pair.margin = own.total() - theirs.total();
            }
        }
    }

    /// A candidate's content becomes its likeliest reading; that one's share of the probability.
    fn read(view: &View, candidate: &mut Candidate, frame: &Frame, nothing: Sum) -> f32 {
        let mut likeliest_of_all = Likeliest::default();
        let mut best: Option<Reading> = None;
        for parts in options::parts(view, candidate) {
            let grid = options::grid(view, candidate, parts);
            let outline = Outline::of(view, candidate, &grid);
            let mut starts = [f32::NEG_INFINITY; options::STARTS];
            for (sum, start) in starts.iter_mut().zip(grid.starts.iter()) {
                *sum = features::of_start(view, frame, &outline, start, nothing).total();
            }
            let mut ends = [f32::NEG_INFINITY; options::MOST_ENDS];
            for (sum, end) in ends.iter_mut().zip(grid.ends.iter()) {
                *sum = features::of_end(view, frame, &outline, end, nothing).total();
            }
            let likely = (
                greatest(&starts, grid.starts.count(), STARTS),
                greatest(&ends, grid.ends.count(), ENDS),
            );
            let mut likeliest = None;
            for (start, end) in grid.own_and(likely) {
                let pair = (grid.starts.get(start), grid.ends.get(end));
                let sum = features::of_pair(view, frame, &outline, pair, nothing);
                if likeliest_of_all.is(starts[start] + ends[end] + sum.total()) {
                    likeliest = Some((start, end));
                }
            }
            best = likeliest.map(|place| grid.reading(place)).or(best);
        }
        let Some(best) = best else {
            return 0.0;
        };
        best.choose(candidate);
        likeliest_of_all.share()
    }

    /// A candidate's source becomes the likeliest beside its content; that one's share of the probability.
    fn trace(
        view: &View,
        candidate: &mut Candidate,
        frame: &Frame,
        clauses: &[Clause],
        nothing: Sum,
    ) -> f32 {
        let mut likeliest = Likeliest::default();
        let mut chosen = 0;
        let sources = sources::sources(view, candidate, clauses);
        for (at, source) in sources.iter().enumerate() {
            let asked = source.as_ref();
            let sum = features::of_source(view, candidate, frame, clauses, asked, nothing);
            if likeliest.is(sum.total()) {
                chosen = at;
            }
        }
        candidate.source = sources.get(chosen);
        likeliest.share()
    }
}

/// What is known of a document's candidates beside themselves.
struct Sifted {
    frames: Vec<Frame>,
    /// How likely each is as its pattern proposes it.
    estimates: Vec<f32>,
    choices: Vec<Choice>,
}

impl Sifted {
    /// Hopeless candidates go.
    fn of(view: &View, candidates: &mut Vec<Candidate>, nothing: Sum) -> Self {
        let mut frames = Vec::with_capacity(candidates.len());
        let mut estimates = Vec::with_capacity(candidates.len());
        candidates.retain(|candidate| {
            let frame = Frame::of(candidate);
            let sum = features::of_proposal(view, candidate, &frame, nothing);
            let estimate = logistic(sum.total());
            let stays = estimate >= hopeless(view, candidate);
            if stays {
                frames.push(frame);
                estimates.push(estimate);
            }
            stays
        });
        Self {
            frames,
            estimates,
            choices: vec![Choice::default(); candidates.len()],
        }
    }
}

/// The candidates whose content and source are chosen, with their places.
fn asked<'c, 'v>(
    candidates: &'c mut [Candidate<'v>],
) -> impl Iterator<Item = (usize, &'c mut Candidate<'v>)> {
    let all = candidates.iter_mut().enumerate();
    all.filter(|(_, candidate)| candidate.mode != TRANSCRIPT)
}

/// A bit for each of the `most` greatest of the first `count` sums, and maybe for some beyond; of equal ones the first are
/// taken.
///
/// Each is compared with all: no branch, for which is greater cannot be guessed. Most often there are no more than are taken.
fn greatest<const N: usize>(sums: &[f32; N], count: usize, most: u32) -> u32 {
    if count <= most as usize {
        return u32::MAX;
    }
    let mut likely = 0;
    for (at, sum) in sums.iter().enumerate() {
        let others = sums.iter().enumerate();
        let before =
            others.map(|(other, its)| u32::from((its > sum) | (other < at) & (its == sum)));
        likely |= u32::from(before.sum::<u32>() < most) << at;
    }
    likely
}

/// The greatest of the sums it has seen, and its share of the probability (softmax).
#[derive(Clone, Copy, Debug)]
struct Likeliest {
    greatest: f32,
    /// Of all options, in units of the greatest one's.
    total: f32,
}

impl Default for Likeliest {
    fn default() -> Self {
        Self {
            greatest: f32::MIN,
            total: 0.0,
        }
    }
}

impl Likeliest {
    /// Whether the next option's sum is the greatest so far.
    #[inline]
    fn is(&mut self, sum: f32) -> bool {
        /// An option farther below the greatest has no share that a float could tell.
        const FAR: f32 = 80.0;
        let is_it = sum > self.greatest;
        // The lesser one of the two in units of the greater; which that is cannot be guessed.
        let lesser = match self.total {
            0.0 => 0.0,
            _ => (-(sum - self.greatest).abs().min(FAR)).exp(),
        };
        let (times, plus) = if is_it {
            (self.total, 1.0)
        } else {
            (1.0, self.total)
        };
        self.total = times * lesser + plus;
        self.greatest = self.greatest.max(sum);
        is_it
    }

    fn share(self) -> f32 {
        1.0 / self.total.max(1.0)
    }
}

/// The first estimate that a candidate needs.
fn hopeless(view: &View, candidate: &Candidate) -> f32 {
    // Capitals and a colon are speech, though train has too few of them to know.
    if is_turn(candidate.mode) {
        return 0.0;
    }
    if view.hold_quote(&candidate.contents) {
        HOPELESS_QUOTED
    } else {
        HOPELESS
    }
}

/// The clauses of the sentence asked for last.
#[derive(Debug, Default)]
struct Clauses {
    sentence: Option<usize>,
    found: Vec<Clause>,
}

impl Clauses {
    /// Those that a cue at `at` sees. A long sentence is read once, of which each cue sees another part.
    fn of(&mut self, view: &View, at: usize) -> &[Clause] {
        let sentence = view.sentence(at);
        if self.sentence != Some(sentence) {
            sources::clauses(view, sentence, &mut self.found);
            self.sentence = Some(sentence);
        }
        let near = view.sentence_tokens(at);
        let place = |token| self.found.partition_point(|clause| clause.verb < token);
        &self.found[place(near.start)..place(near.end)]
    }
}
