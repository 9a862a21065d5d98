//! Decide: among candidates that overlap, which stand.
//!
//! No word is said twice: a candidate whose cue or content lies in one already
//! chosen goes. The outer report wins over the one inside it, since it begins
//! earlier or reaches farther; a quotation's own cue wins over everything.

use std::ops::Range;

use super::candidate::Candidate;
use super::view::View;

/// Candidates less likely than this are not chosen.
pub(super) const THRESHOLD: f32 = 0.42;
/// Those around quotation marks need less: the marks themselves say that somebody spoke.
const QUOTED_THRESHOLD: f32 = 0.25;

/// The candidates that stand, in text order.
pub(super) fn decide(view: &View, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.retain(|candidate| {
        let bar = if holds_quote(view, candidate) {
            QUOTED_THRESHOLD
        } else {
            THRESHOLD
        };
        candidate.score >= bar
    });
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|&a, &b| {
        rank(view, &candidates[b])
            .total_cmp(&rank(view, &candidates[a]))
            .then(a.cmp(&b))
    });
    let mut taken = Taken::new(view.len());
    let mut chosen = Vec::new();
    for index in order {
        let candidate = &candidates[index];
        if taken.free(candidate) {
            taken.take(candidate);
            chosen.push(index);
        }
    }
    chosen.sort_unstable();
    let mut stand: Vec<Candidate> = chosen
        .into_iter()
        .map(|index| candidates[index].clone())
        .collect();
    stand.sort_by_key(|candidate| candidate.extent().start);
    stand
}

/// Whole quotations first, then by likelihood and reach: an outer report covers its inner ones.
fn rank(view: &View, candidate: &Candidate) -> f32 {
    let direct = matches!(candidate.frame, "quote" | "before" | "dash" | "colon")
        && holds_quote(view, candidate);
    let reach = candidate
        .contents
        .iter()
        .map(Range::len)
        .sum::<usize>()
        .min(60) as f32;
    candidate.score + reach / 120.0 + if direct { 1.0 } else { 0.0 }
}

pub(super) fn holds_quote(view: &View, candidate: &Candidate) -> bool {
    candidate
        .contents
        .iter()
        .any(|range| range.clone().any(|at| view.quote(at).is_some()))
}

struct Taken {
    content: Vec<bool>,
    cue: Vec<bool>,
}

impl Taken {
    fn new(tokens: usize) -> Self {
        Self {
            content: vec![false; tokens],
            cue: vec![false; tokens],
        }
    }

    fn free(&self, candidate: &Candidate) -> bool {
        let head = candidate.cue.end - 1;
        !self.content[head]
            && candidate
                .contents
                .iter()
                .all(|range| !self.content[range.clone()].iter().any(|&taken| taken))
            && candidate
                .contents
                .iter()
                .all(|range| !self.cue[range.clone()].iter().any(|&taken| taken))
    }

    fn take(&mut self, candidate: &Candidate) {
        for range in &candidate.contents {
            self.content[range.clone()].fill(true);
        }
        self.cue[candidate.cue.clone()].fill(true);
    }
}
