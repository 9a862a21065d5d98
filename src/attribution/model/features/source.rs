//! Features of a source: what it is, and what stands between it and the cue.

use std::ops::Range;

use super::super::super::candidate::Candidate;
use super::super::super::landmarks::Landmark;
use super::super::super::score::source_kind;
use super::super::super::view::View;
use super::super::sources::Clause;
use super::part::Field;
use super::{Family, Features, Frame, Taker, bucket, shape_at};

/// Features of one source.
pub(in super::super) fn of_source<T: Taker>(
    view: &View,
    candidate: &Candidate,
    frame: &Frame,
    clauses: &[Clause],
    source: Option<&Range<usize>>,
    taker: T,
) -> T {
    let mut features = Features::new(Family::Source, taker);
    let Frame {
        lemma,
        mode,
        frame,
        evidence,
        ..
    } = *frame;
    let own = Field::Own.of(candidate.source.as_ref() == source);
    features.add([own, frame, mode]);
    features.add([own, lemma, mode]);
    let cue = &candidate.cue;
    let Some(source) = source else {
        let word = Field::NearCue.of(view.word_id(cue.start.wrapping_sub(1)));
        let before = clauses.partition_point(|clause| clause.subject.start < cue.start);
        let (before, after) = (before.min(2) as u32, (clauses.len() - before).min(2) as u32);
        let around = Field::Clauses.of(before * 4 + after);
        features.turn(Family::Nobody);
        features.add([lemma, mode]);
        features.add([word]);
        features.add([around, mode]);
        return features.taker;
    };
    let sentence = view.sentence_tokens(cue.start);
    let (right, between) = match source.start < cue.start {
        true => (false, source.end.min(cue.start)..cue.start),
        false => (true, cue.end..source.start.max(cue.end)),
    };
    let kind = Field::Kind.of(source_kind(view, Some(source)) as u32);
    let side = Field::Side.of(right);
    let distance = Field::Distance.of(bucket(between.len()));
    let path = Field::Path.of(path(view, between));
    let rank = Field::Rank.of(rank(clauses, source.start, cue.start));
    let before = Field::BeforeShape.of(shape_at(view, source.start.wrapping_sub(1), &sentence));
    let behind = Field::BehindShape.of(shape_at(view, source.end, &sentence));
    let near_cue = Field::NearCue.of(shape_at(view, cue.start.wrapping_sub(1), &sentence));
    let first_shape = Field::FirstShape.of(view.shape(source.start));
    let head_shape = Field::LastShape.of(view.shape(source.end - 1));
    features.add([kind, evidence]);
    features.add([kind, lemma]);
    features.add([side, distance, evidence]);
    features.add([path, mode]);
    features.add([path, evidence, side]);
    features.add([before, behind]);
    features.add([before, kind]);
    features.add([behind, near_cue, mode]);
    features.add([lemma, side, rank]);
    features.add([first_shape, head_shape]);
    features.taker
}

/// What stands between a source and its cue, as one number: verbs, commas, and whether a relative, a question word or
/// a subordinator, a conjunction, or a quotation does.
fn path(view: &View, between: Range<usize>) -> u32 {
    let tally = view.tally(between.clone());
    let signs = match view.within(between.clone()) {
        Some(few) => signs(|kinds| few.any(kinds)),
        None => signs(|kinds| view.any(kinds, between.clone())),
    };
    tally.verbs.min(4) + 8 * tally.commas.min(3) + 64 * signs
}

/// Which kinds stand there, a bit each.
#[inline(always)] // The kinds are constants.
fn signs(any: impl Fn(Landmark) -> bool) -> u32 {
    let (link, conjunction) = (any(Landmark::LINK), any(Landmark::CONJUNCTION));
    let quoted = any(Landmark::QUOTED);
    u32::from(link) + 2 * u32::from(conjunction) + 4 * u32::from(quoted)
}

/// How many subjects of clauses stand between the source and its cue; few are told apart.
fn rank(clauses: &[Clause], source: usize, cue: usize) -> u32 {
    let between = |clause: &Clause| (source + 1..cue).contains(&clause.subject.start);
    let rank: u32 = clauses
        .iter()
        .map(|clause| u32::from(between(clause)))
        .sum();
    rank.min(5)
}
