//! Rivalry: which candidates cannot stand beside each other, and who of them stays.
//!
//! No word is said twice: two that share a word of their contents are rivals, and so are
//! two of which one has the other's cue.

use std::ops::Range;

use super::candidate::{Candidate, hull};

/// Two candidates, by their places, that cannot both stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) one: usize,
    pub(super) other: usize,
    /// By how much the one wins; below nought the other does.
    pub(super) margin: f32,
    /// Pairs of different groups have nothing to do with each other; those of a group follow each other.
    group: usize,
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

/// All pairs of rivals, in text order, each margin still nought.
pub(super) fn pairs(candidates: &[Candidate]) -> Vec<Pair> {
    let mut reaches: Vec<(Range<usize>, usize)> = candidates
        .iter()
        .enumerate()
        .map(|(at, candidate)| (reach(candidate), at))
        .collect();
    reaches.sort_unstable_by_key(|(reach, at)| (reach.start, *at));
    let mut pairs = Vec::new();
    let (mut group, mut end) = (0, 0);
    for (place, (reach, one)) in reaches.iter().enumerate() {
        if reach.start >= end {
            group = place;
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
    // How clearly each wins over the strongest of its rivals.
    let mut lead = vec![f32::INFINITY; count];
    for group in pairs.chunk_by(|a, b| a.group == b.group) {
        let mut open = group.to_vec();
        while !open.is_empty() {
            for pair in &open {
                (lead[pair.one], lead[pair.other]) = (f32::INFINITY, f32::INFINITY);
            }
            for pair in &open {
                lead[pair.one] = lead[pair.one].min(pair.margin);
                lead[pair.other] = lead[pair.other].min(-pair.margin);
            }
            let rivals = open.iter().flat_map(|pair| [pair.one, pair.other]);
            let best = rivals.max_by(|&a, &b| lead[a].total_cmp(&lead[b]).then(b.cmp(&a)));
            let Some(best) = best else { break };
            for (loser, _) in open.iter().filter_map(|pair| pair.against(best)) {
                stands[loser] = false;
                refused.push(loser);
            }
            let goes_on = |at: usize| at != best && stands[at];
            open.retain(|pair| goes_on(pair.one) && goes_on(pair.other));
        }
    }
    (stands, refused)
}

#[cfg(test)]
mod tests {
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
}
