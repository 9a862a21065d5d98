//! What the candidates near one say of it: who holds its cue, and whose cue it holds.

use std::ops::Range;

use super::super::candidate::{Candidate, hull};
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
        let hull = hull(&candidate.contents);
        Self {
            cue: candidate.cue.start as u32,
            head: candidate.cue.end as u32 - 1,
            hull: hull.start as u32..hull.end as u32,
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

/// How far the candidates up to one reach behind it, and those from one on before it: whoever is
/// beyond all of them need not be looked at.
struct Reach {
    /// Of each candidate and those before it the greatest end of their contents.
    ends: Vec<u32>,
    /// Of each candidate and those behind it the least start.
    starts: Vec<u32>,
}

impl Reach {
    fn of(places: &[Place]) -> Self {
        let mut end = 0;
        let ends = places.iter().map(|place| {
            end = place.hull.end.max(end);
            end
        });
        let ends = ends.collect();
        let mut start = u32::MAX;
        let mut starts: Vec<u32> = places
            .iter()
            .rev()
            .map(|place| {
                start = place.hull.start.min(start);
                start
            })
            .collect();
        starts.reverse();
        Self { ends, starts }
    }
}

/// Of each candidate what its neighbours say.
pub(super) fn around(candidates: &[Candidate], frames: &[Frame], estimates: &[f32]) -> Vec<Around> {
    let pairs = candidates.iter().zip(estimates);
    let places: Vec<Place> = pairs
        .map(|(candidate, estimate)| Place::new(candidate, *estimate))
        .collect();
    let reach = Reach::of(&places);
    let each = estimates.iter().enumerate();
    each.map(|(at, estimate)| Around {
        own: (estimate * 10.0) as u32,
        ..of_one(&places, &reach, frames, at)
    })
    .collect()
}

fn of_one(places: &[Place], reach: &Reach, frames: &[Frame], at: usize) -> Around {
    let own = &places[at];
    // Candidates stand in the order of their heads, but that some stand one token before their place.
    let least = own.hull.start.min(own.head).saturating_sub(1);
    let greatest = own.hull.end.max(own.head) + 1;
    let holds_back = |other: &usize| places[*other].head >= least || reach.ends[*other] > own.head;
    let holds_on =
        |other: &usize| places[*other].head <= greatest || reach.starts[*other] <= own.head;
    let before = (at.saturating_sub(NEAR)..at).rev().take_while(holds_back);
    let behind = (at + 1..places.len().min(at + NEAR)).take_while(holds_on);
    let first = before.last().unwrap_or(at);
    let last = behind.last().unwrap_or(at);
    let mut around = Around::default();
    for other in first..=last {
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
