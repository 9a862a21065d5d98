//! Features of two candidates that cannot both stand: what speaks for the one against the other.

use std::cmp::Ordering;
use std::ops::Range;

use super::super::super::candidate::{Candidate, hull};
use super::super::super::score::logit;
use super::super::super::view::View;
use super::part::{Field, Part};
use super::{Family, Features, Frame, Taker};

/// What is computed once a candidate that has rivals.
#[derive(Debug)]
pub(in super::super) struct Rival<'c> {
    candidate: &'c Candidate<'c>,
    frame: Frame,
    hull: Range<usize>,
    /// Tokens of its contents.
    length: usize,
    /// Log odds that it is right, in halves.
    odds: i32,
    /// What the rules rank it at, in tenths.
    rank: i32,
    /// How much of it stands between marks: nothing, some, all.
    quoted: u32,
    /// Where its cue stands: before its content, behind it, inside.
    place: u32,
}

impl<'c> Rival<'c> {
    pub(in super::super) fn of(view: &View, candidate: &'c Candidate<'c>, rank: f32) -> Self {
        let (cue, contents) = (&candidate.cue, &candidate.contents[..]);
        let hull = hull(contents);
        let place = match () {
            () if cue.end <= hull.start => 0,
            () if cue.start >= hull.end => 1,
            () => 2,
        };
        let marked = |at: usize| view.quote(at).is_some();
        let mut parts = contents.iter();
        let quoted = match () {
            () if !view.hold_quote(contents) => 0,
            () if parts.all(|part| marked(part.start) && marked(part.end - 1)) => 2,
            () => 1,
        };
        Self {
            candidate,
            frame: Frame::of(candidate),
            length: contents.iter().map(Range::len).sum(),
            odds: (2.0 * logit(candidate.score)).round() as i32,
            rank: (10.0 * rank).round() as i32,
            hull,
            quoted,
            place,
        }
    }

    /// How many tokens the two contents share.
    fn shared(&self, other: &Rival) -> usize {
        let common = |own: &Range<usize>, their: &Range<usize>| {
            let end = own.end.min(their.end);
            end.saturating_sub(own.start.max(their.start))
        };
        let own = self.candidate.contents.iter();
        let theirs = &other.candidate.contents;
        own.flat_map(|own| theirs.iter().map(move |their| common(own, their)))
            .sum()
    }
}

/// Features of `own` against `other`.
pub(in super::super) fn of_rivals<T: Taker>(own: &Rival, other: &Rival, taker: T) -> T {
    let mut features = Features::new(Family::Rivals, taker);
    let (cue, their_cue) = (&own.candidate.cue, &other.candidate.cue);
    let holds = u32::from(own.candidate.holds_cue(other.candidate));
    let held = u32::from(other.candidate.holds_cue(own.candidate));
    let same_cue = u32::from(cue.end == their_cue.end);
    // "claimed [the referee had told …]": whose subject is part of what was said does not govern it.
    let subjects = u32::from(own.candidate.holds_source(other.candidate))
        + 2 * u32::from(other.candidate.holds_source(own.candidate));
    let order_of_cues = order(cue.start, their_cue.start);
    let relation = holds + 2 * held + 4 * same_cue + 8 * order_of_cues + 24 * subjects;
    let relation = Field::Relation.of(relation);
    let starts = order(own.hull.start, other.hull.start);
    let ends = order(own.hull.end, other.hull.end);
    // So many quarters of the longer one are the other's too.
    let longer = own.length.max(other.length).max(1);
    let overlap = (4 * own.shared(other) / longer) as u32;
    let extent = Field::Extent.of(starts + 3 * ends + 9 * overlap);
    let (odds, lead) = steps(own.odds - other.odds, 14, 3);
    let (rank, ranked) = steps(own.rank - other.rank, 20, 4);
    let (odds, lead) = (Field::Odds.of(odds), Field::OddsLead.of(lead));
    let (rank, ranked) = (Field::Rank.of(rank), Field::RankLead.of(ranked));
    let quoted = Field::Quoted.of(own.quoted * 3 + other.quoted);
    let place = Field::Place.of(own.place * 3 + other.place);
    let (ours, theirs) = (&own.frame, &other.frame);
    let evidence = ours.evidence;
    let evidences = both(evidence, theirs.evidence);
    features.add([odds]);
    features.add([rank]);
    features.add([odds, quoted]);
    features.add([ranked, quoted]);
    features.add([lead, ranked]);
    features.add([lead, relation]);
    features.add([ranked, relation]);
    features.add([lead, extent]);
    features.add([lead, evidence]);
    features.add([ranked, evidence]);
    features.add([evidences]);
    features.add([evidences, relation]);
    features.add([both(ours.frame, theirs.frame), relation]);
    features.add([both(ours.mode, theirs.mode), relation]);
    features.add([both(ours.class, theirs.class), relation]);
    features.add([relation, extent, quoted]);
    features.add([relation, place, quoted]);
    features.taker
}

fn order(own: usize, other: usize) -> u32 {
    match own.cmp(&other) {
        Ordering::Less => 0,
        Ordering::Equal => 1,
        Ordering::Greater => 2,
    }
}

/// A difference within limits either side, finely and in steps of `coarse`; none is negative.
fn steps(difference: i32, limit: i32, coarse: i32) -> (u32, u32) {
    let fine = difference.clamp(-limit, limit) + limit;
    // The middle step is around nought.
    let step = (fine + coarse / 2) / coarse;
    (fine.unsigned_abs(), step.unsigned_abs())
}

/// A value and the rival's of the same field.
fn both(Part(own): Part, Part(other): Part) -> Part {
    Part(own.wrapping_add(other.rotate_left(13)))
}
