//! Rivalry: which candidates cannot stand beside each other, and who of them stays.
//!
//! No word is said twice: two that share a word of their contents are rivals, and so are
//! two of which one has the other's cue.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::mem::{replace, take};
use std::ops::Range;

use super::candidate::{Candidate, hull};

/// So many candidates may share a word. The rows of PolNeAR are the same without this.
const CROWD: usize = 24;

/// Two candidates, by their places, that cannot both stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) one: usize,
    pub(super) other: usize,
    /// By how much the one wins; below nought the other does.
    pub(super) margin: f32,
    /// Pairs of different groups have nothing to do with each other; those of a group follow each other.
    group: u32,
}

impl Pair {
    /// Whom a candidate is up against here, and by how much that one wins.
    pub(super) fn against(&self, own: usize) -> Option<(usize, f32)> {
        match own {
            _ if own == self.one => Some((self.other, -self.margin)),
            _ if own == self.other => Some((self.one, self.margin)),
            _ => None,
        }
    }
}

/// Leaves no word to more than [`CROWD`] candidates and gives back the others, the least likely: where they crowd so, as
/// in no news, the pairs would cost more than all else.
pub(super) fn crowded_out<'a>(candidates: &mut Vec<Candidate<'a>>) -> Vec<Candidate<'a>> {
    if candidates.len() <= CROWD {
        return Vec::new();
    }
    let mut stays = vec![true; candidates.len()];
    let mut open: Vec<(Range<usize>, usize)> = Vec::with_capacity(CROWD + 1);
    for (reach, at) in reaches(candidates) {
        open.retain(|(before, _)| before.end > reach.start);
        open.push((reach, at));
        if open.len() > CROWD {
            let score = |&(_, at): &(Range<usize>, usize)| candidates[at].score;
            let least =
                (0..open.len()).min_by(|&a, &b| score(&open[a]).total_cmp(&score(&open[b])));
            if let Some(least) = least {
                stays[open.swap_remove(least).1] = false;
            }
        }
    }
    let mut stays = stays.into_iter();
    let out = candidates.extract_if(.., |_| stays.next() == Some(false));
    out.collect()
}

/// From where to where each reaches, and its place, by where they start.
fn reaches(candidates: &[Candidate]) -> Vec<(Range<usize>, usize)> {
    let places = candidates.iter().enumerate();
    let mut reaches: Vec<_> = places
        .map(|(at, candidate)| (reach(candidate), at))
        .collect();
    reaches.sort_unstable_by_key(|(reach, at)| (reach.start, *at));
    reaches
}

/// All pairs of rivals, in text order, each margin still nought.
pub(super) fn pairs(candidates: &[Candidate]) -> Vec<Pair> {
    let reaches = reaches(candidates);
    let mut pairs = Vec::new();
    let (mut group, mut end) = (0, 0);
    for (place, (reach, one)) in reaches.iter().enumerate() {
        if reach.start >= end {
            group = place as u32;
        }
        end = end.max(reach.end);
        let behind = reaches[place + 1..].iter();
        for (_, other) in behind.take_while(|(next, _)| next.start < reach.end) {
            if are_rivals(&candidates[*one], &candidates[*other]) {
                pairs.push(Pair {
                    one: *one.min(other),
                    other: *one.max(other),
                    margin: 0.0,
                    group,
                });
            }
        }
    }
    pairs
}

/// From the first token of cue and contents to the end of the last.
fn reach(candidate: &Candidate) -> Range<usize> {
    let hull = hull(&candidate.contents);
    hull.start.min(candidate.cue.start)..hull.end.max(candidate.cue.end)
}

/// Whether the two cannot both stand.
fn are_rivals(one: &Candidate, other: &Candidate) -> bool {
    let head = |candidate: &Candidate| candidate.cue.end - 1..candidate.cue.end;
    has(one, &head(other))
        || has(other, &head(one))
        || other.contents.iter().any(|part| has(one, part))
        || one.contents.iter().any(|part| has(other, part))
}

/// Whether one of these tokens is the candidate's.
fn has(candidate: &Candidate, tokens: &Range<usize>) -> bool {
    let meets = |part: &Range<usize>| part.start < tokens.end && tokens.start < part.end;
    meets(&candidate.cue) || candidate.contents.iter().any(meets)
}

/// Which of so many candidates stand, and those that do not, as they went.
///
/// Again and again the one that wins most clearly over all its rivals that are left stands, and they go.
pub(super) fn settle(count: usize, pairs: &[Pair]) -> (Vec<bool>, Vec<usize>) {
    let mut stands = vec![true; count];
    let mut refused = Vec::new();
    let mut contest = Contest::new(count, pairs);
    let mut ranked = vec![false; count];
    for group in pairs.chunk_by(|a, b| a.group == b.group) {
        for own in group.iter().flat_map(|pair| [pair.one, pair.other]) {
            if !replace(&mut ranked[own], true) {
                contest.rank(own);
            }
        }
        while let Some(losers) = contest.decide() {
            for loser in &losers {
                stands[*loser] = false;
            }
            refused.extend(losers);
        }
    }
    (stands, refused)
}

/// What is not yet decided. All of it costs no more than to sort the pairs, however many are chained to each other.
struct Contest {
    /// Whether a candidate has neither won nor lost.
    open: Vec<bool>,
    /// Both sides of all pairs, those of a candidate beside each other.
    sides: Vec<Against>,
    /// Where those stand against whom each is up; the strongest of its rivals is the last.
    against: Vec<Range<usize>>,
    /// Whoever is open stands here with its lead, and perhaps with a lesser one from before some of its rivals went.
    leads: BinaryHeap<Lead>,
}

/// One side of a pair.
#[derive(Clone, Copy, Default)]
struct Against {
    rival: u32,
    /// By how much the rival is beaten.
    margin: f32,
    /// Of the pair among the pairs.
    place: u32,
}

impl Contest {
    fn new(count: usize, pairs: &[Pair]) -> Self {
        let mut counts = vec![0; count];
        for own in pairs.iter().flat_map(|pair| [pair.one, pair.other]) {
            counts[own] += 1;
        }
        let mut start = 0;
        let mut against: Vec<Range<usize>> = Vec::with_capacity(count);
        for count in counts {
            against.push(start..start);
            start += count;
        }
        let mut sides = vec![Against::default(); start];
        for (place, pair) in pairs.iter().enumerate() {
            for (own, rival, margin) in [
                (pair.one, pair.other, pair.margin),
                (pair.other, pair.one, -pair.margin),
            ] {
                let end = &mut against[own].end;
                sides[*end] = Against {
                    rival: rival as u32,
                    margin,
                    place: place as u32,
                };
                *end += 1;
            }
        }
        for own in &against {
            sides[own.clone()].sort_unstable_by(|a, b| b.margin.total_cmp(&a.margin));
        }
        Self {
            open: vec![true; count],
            sides,
            against,
            leads: BinaryHeap::new(),
        }
    }

    /// Ranks a candidate by how clearly it wins over the strongest of its rivals that are left, if any are.
    fn rank(&mut self, own: usize) {
        let against = &mut self.against[own];
        while let Some(last) = against.clone().next_back() {
            let Against { rival, margin, .. } = self.sides[last];
            if self.open[rival as usize] {
                self.leads.push(Lead { margin, own });
                return;
            }
            against.end = last;
        }
    }

    /// The rivals of who leads most clearly, which go; `None` if nobody has any.
    fn decide(&mut self) -> Option<Vec<usize>> {
        loop {
            let best = self.leads.pop()?.own;
            let mut sides = self.left(best);
            if sides.is_empty() {
                continue;
            }
            sides.sort_unstable_by_key(|side| side.place);
            self.open[best] = false;
            let losers = sides.into_iter().map(|side| side.rival as usize);
            let losers: Vec<usize> = losers.collect();
            for loser in &losers {
                self.open[*loser] = false;
            }
            for loser in &losers {
                for side in self.left(*loser) {
                    if self.has_lost_its_strongest(side.rival as usize) {
                        self.rank(side.rival as usize);
                    }
                }
            }
            return Some(losers);
        }
    }

    /// Only then its lead is another than when it was ranked.
    fn has_lost_its_strongest(&self, own: usize) -> bool {
        let strongest = self.against[own].clone().next_back();
        strongest.is_some_and(|last| !self.open[self.sides[last].rival as usize])
    }

    /// What a candidate that is decided now was up against, of those that are open.
    fn left(&mut self, own: usize) -> Vec<Against> {
        let sides = self.sides[take(&mut self.against[own])].iter().copied();
        sides
            .filter(|side| self.open[side.rival as usize])
            .collect()
    }
}

/// The greatest is of whom leads most clearly, of equals the first.
struct Lead {
    margin: f32,
    own: usize,
}

impl Ord for Lead {
    fn cmp(&self, other: &Self) -> Ordering {
        let clearer = self.margin.total_cmp(&other.margin);
        clearer.then(other.own.cmp(&self.own))
    }
}

impl PartialOrd for Lead {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Lead {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Lead {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Pair, settle};

    fn pair(one: usize, other: usize, margin: f32) -> Pair {
        Pair {
            one,
            other,
            margin,
            group: 0,
        }
    }

    #[test]
    fn who_loses_to_one_that_goes_stands() {
        let pairs = [pair(0, 1, 2.0), pair(1, 2, 1.0)];
        assert_eq!(settle(3, &pairs), (vec![true, false, true], vec![1]));
    }

    #[test]
    fn of_three_that_beat_each_other_in_a_ring_one_stands() {
        let pairs = [pair(0, 1, 3.0), pair(1, 2, 2.0), pair(0, 2, -1.0)];
        assert_eq!(settle(3, &pairs).0, [true, false, false]);
    }

    #[test]
    fn without_rivals_all_stand() {
        assert_eq!(settle(2, &[]), (vec![true, true], vec![]));
    }

    /// The same said plainly, at the cost of the square.
    fn plainly(count: usize, mut open: Vec<Pair>) -> (Vec<bool>, Vec<usize>) {
        let (mut stands, mut refused) = (vec![true; count], Vec::new());
        let lead = |open: &[Pair], own: usize| {
            let margins = open.iter().filter_map(|pair| pair.against(own));
            margins.map(|(_, margin)| -margin).min_by(f32::total_cmp)
        };
        loop {
            let ranked = (0..count).filter_map(|own| Some((lead(&open, own)?, own)));
            let best = ranked.max_by(|(a, one), (b, other)| a.total_cmp(b).then(other.cmp(one)));
            let Some((_, best)) = best else {
                return (stands, refused);
            };
            for (loser, _) in open.iter().filter_map(|pair| pair.against(best)) {
                stands[loser] = false;
                refused.push(loser);
            }
            let goes_on = |at: usize| at != best && stands[at];
            open.retain(|pair| goes_on(pair.one) && goes_on(pair.other));
        }
    }

    proptest! {
        #[test]
        fn it_is_as_said_plainly(
            drawn in proptest::collection::btree_map((0..12_usize, 0..12_usize), -3..4_i8, 0..40),
        ) {
            let drawn = drawn.into_iter().filter(|((one, other), _)| one < other);
            let pairs: Vec<Pair> = drawn
                .map(|((one, other), margin)| pair(one, other, f32::from(margin)))
                .collect();
            prop_assert_eq!(settle(12, &pairs), plainly(12, pairs));
        }
    }

    #[test]
    fn a_long_chain_costs_no_square() {
        let pairs: Vec<Pair> = (0..300_000).map(|at| pair(at, at + 1, 1.0)).collect();
        let (stands, refused) = settle(300_001, &pairs);
        assert_eq!(refused.len(), 150_000);
        assert!(stands.iter().step_by(2).all(|stands| *stands));
    }
}
