//! What the candidates near one say of it: who holds its cue, and whose cue it holds.

use std::ops::Range;

use super::super::candidate::Candidate;
use super::features::{Around, Frame};

/// How many candidates away one can hold another's cue.
const NEAR: usize = 16;

/// Where a candidate stands, and how likely it is: small, for each is looked at by all its neighbours.
struct Place<'c> {
    /// First token and head of its cue.
    cue: u32,
    head: u32,
    /// From the least start of its contents to their greatest end.
    hull: Range<u32>,
    /// Its first estimate, in tenths, plus one.
    rate: u32,
    contents: &'c [Range<usize>],
}

impl<'c> Place<'c> {
    fn new(candidate: &'c Candidate, estimate: f32) -> Self {
        let starts = candidate.contents.iter().map(|part| part.start as u32);
        let ends = candidate.contents.iter().map(|part| part.end as u32);
        Self {
            cue: candidate.cue.start as u32,
            head: candidate.cue.end as u32 - 1,
            hull: starts.min().unwrap_or(0)..ends.max().unwrap_or(0),
            rate: 1 + (estimate * 10.0) as u32,
            contents: &candidate.contents,
        }
    }

    /// Neither's content reaches the other's cue, nor is it the same.
    fn is_far_from(&self, other: &Place) -> bool {
        !(self.hull.contains(&other.head)
            || other.hull.contains(&self.head)
            || self.head == other.head)
    }

    /// Whether its content has the head of the other's cue.
    fn holds(&self, other: &Place) -> bool {
        let head = other.head as usize;
        self.hull.contains(&other.head) && self.contents.iter().any(|part| part.contains(&head))
    }
}

/// Of each candidate what its neighbours say.
pub(super) fn around(candidates: &[Candidate], frames: &[Frame], estimates: &[f32]) -> Vec<Around> {
    let pairs = candidates.iter().zip(estimates);
    let places: Vec<Place> = pairs
        .map(|(candidate, estimate)| Place::new(candidate, *estimate))
        .collect();
    let each = estimates.iter().enumerate();
    each.map(|(at, estimate)| Around {
        own: (estimate * 10.0) as u32,
        ..of_one(&places, frames, at)
    })
    .collect()
}

fn of_one(places: &[Place], frames: &[Frame], at: usize) -> Around {
    let own = &places[at];
    let mut around = Around::default();
    for other in at.saturating_sub(NEAR)..places.len().min(at + NEAR) {
        let their = &places[other];
        if other == at || own.is_far_from(their) {
            continue;
        }
        if their.head == own.head {
            around.twins += 1;
            around.twin = around.twin.max(their.rate);
            continue;
        }
        let held = own.holds(their);
        // Of two that hold each other's cue the one whose cue comes first is the outer.
        if their.holds(own) && !(held && own.cue < their.cue) {
            if their.rate > around.outer {
                around.outer = their.rate;
                around.outer_lemma = frames[other].word;
                around.outer_frame = frames[other].name;
            }
        } else if held && their.rate > around.inner {
            around.inner = their.rate;
        }
    }
    around
}
