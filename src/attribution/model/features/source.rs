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
    content: &Range<usize>,
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
    features.add([own, evidence]);
    features.add([own, frame, mode]);
    features.add([own, lemma, mode]);
    let cue = &candidate.cue;
    let Some(source) = source else {
        let had = Field::Had.of(candidate.source.is_some());
        let word = Field::NearCue.of(view.word_id(cue.start.wrapping_sub(1)));
        let before = clauses.partition_point(|clause| clause.subject.start < cue.start);
        let (before, after) = (before.min(2) as u32, (clauses.len() - before).min(2) as u32);
        let around = Field::Clauses.of(before * 4 + after);
        features.turn(Family::Nobody);
        features.add([evidence, had]);
        features.add([lemma, mode]);
        features.add([mode, frame]);
        features.add([word]);
        features.add([around, mode]);
        features.add([around, frame]);
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
    let Path { verbs, that, all } = Path::of(view, between);
    let (verbs, that, path) = (
        Field::Verbs.of(verbs),
        Field::That.of(that),
        Field::Path.of(all),
    );
    let (ahead, rank) = places(clauses, source.start, cue.start);
    let (ahead, rank) = (Field::Ahead.of(ahead), Field::Rank.of(rank));
    let inside = Field::Inside.of(source.start >= content.start && source.end <= content.end);
    let before = Field::BeforeShape.of(shape_at(view, source.start.wrapping_sub(1), &sentence));
    let behind = Field::BehindShape.of(shape_at(view, source.end, &sentence));
    let near_cue = Field::NearCue.of(shape_at(view, cue.start.wrapping_sub(1), &sentence));
    let head = Field::Head.of(view.word_id(source.end - 1));
    let first = Field::First.of(view.word_id(source.start));
    let length = Field::Length.of(source.len().min(4) as u32);
    let opening = Field::Opening.of(source.start == sentence.start);
    features.add([kind, mode, side]);
    features.add([kind, evidence]);
    features.add([kind, lemma]);
    features.add([side, distance, mode]);
    features.add([side, distance, evidence]);
    features.add([path, mode]);
    features.add([path, evidence, side]);
    features.add([path, near_cue]);
    features.add([rank, ahead, side, mode]);
    features.add([rank, near_cue, mode]);
    features.add([rank, verbs, that]);
    features.add([inside, evidence]);
    features.add([before, behind]);
    features.add([before, kind]);
    features.add([behind, near_cue, mode]);
    features.add([head]);
    features.add([first, length]);
    features.add([opening, mode, rank]);
    features.add([near_cue, side, distance]);
    features.add([kind, rank, near_cue]);
    features.add([lemma, side, rank]);
    features.taker
}

/// What stands between a source and its cue.
struct Path {
    verbs: u32,
    /// A relative, a question word or a subordinator.
    that: bool,
    /// All of it as one number.
    all: u32,
}

impl Path {
    fn of(view: &View, between: Range<usize>) -> Self {
        let tally = view.tally(between.clone());
        let (verbs, commas) = (tally.verbs.min(4), tally.commas.min(3));
        let that = view.any(Landmark::LINK, between.clone());
        let and = view.any(Landmark::CONJUNCTION, between.clone());
        let quote = view.any(Landmark::QUOTED, between);
        let signs = 64 * u32::from(that) + 128 * u32::from(and) + 256 * u32::from(quote);
        Self {
            verbs,
            that,
            all: verbs + 8 * commas + signs,
        }
    }
}

/// How many subjects of clauses stand before the source, and how many between it and the cue; few are told apart.
fn places(clauses: &[Clause], source: usize, cue: usize) -> (u32, u32) {
    let (mut ahead, mut between) = (0, 0);
    for clause in clauses {
        let start = clause.subject.start;
        ahead += u32::from(start < source);
        between += u32::from(start > source && start < cue);
    }
    (ahead.min(4), between.min(5))
}
