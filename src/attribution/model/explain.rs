//! Weighings: what the model made of each candidate, with everything it might have chosen in its place.
//!
//! It asks [`super::learn`] for the features, so that the run itself keeps nothing for it.

use std::ops::Range;

use super::super::candidate::{Candidate, Parts};
use super::super::score::logistic;
use super::super::view::View;
use super::{Model, hopeless, learn};

/// One candidate under the model.
#[derive(Debug)]
pub(in crate::attribution) struct Weighing {
    /// How likely it is right as proposed, between 0 and 1.
    pub(in crate::attribution) estimate: f32,
    /// Below this it is not weighed further.
    pub(in crate::attribution) bar: f32,
    /// Token ranges of each content it could have, with its share of the probability, the likeliest first.
    pub(in crate::attribution) readings: Vec<(Parts, f32)>,
    /// The same of its sources.
    pub(in crate::attribution) sources: Vec<(Option<Range<usize>>, f32)>,
}

impl Model {
    /// Each candidate's weighing, in the order of `candidates`, which are as proposed.
    pub(in crate::attribution) fn weighings(
        &self,
        view: &View,
        candidates: &[Candidate],
    ) -> Vec<Weighing> {
        let instances = learn::instances(view, candidates);
        instances
            .into_iter()
            .zip(candidates)
            .map(|(instance, candidate)| Weighing {
                estimate: logistic(self.weights.sum(&instance.proposal)),
                bar: hopeless(view, candidate),
                readings: self.shared(instance.readings),
                sources: self.shared(instance.sources),
            })
            .collect()
    }

    /// The options with their shares of the probability (softmax), the likeliest first.
    fn shared<T>(&self, options: Vec<(T, Vec<u32>)>) -> Vec<(T, f32)> {
        let mut options: Vec<(T, f32)> = options
            .into_iter()
            .map(|(option, places)| (option, self.weights.sum(&places)))
            .collect();
        let greatest = options.iter().map(|(_, sum)| *sum).fold(f32::MIN, f32::max);
        let total: f32 = options.iter().map(|(_, sum)| (sum - greatest).exp()).sum();
        for (_, sum) in &mut options {
            *sum = (*sum - greatest).exp() / total;
        }
        options.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        options
    }
}
