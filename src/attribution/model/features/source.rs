//! Features of a source: what it is, and what stands between it and the cue.

use std::ops::Range;

use super::super::super::candidate::Candidate;
use super::super::super::score::source_kind;
use super::super::super::view::View;
use super::super::options::Clause;
use super::{Features, Frame, Taker, bucket, is_verb, name, shape_at};
use crate::scan::class::Class;

/// Features of one source.
pub(in super::super) fn of_source(
    view: &View,
    candidate: &Candidate,
    frame: &Frame,
    clauses: &[Clause],
    source: Option<&Range<usize>>,
    content: &Range<usize>,
    features: &mut Features<impl Taker>,
) {
    features.begin(4);
    let own = u32::from(candidate.source.as_ref() == source);
    let Frame {
        lemma,
        mode,
        frame,
        evidence,
        ..
    } = *frame;
    let had = u32::from(candidate.source.is_some());
    features.add([own, evidence]);
    features.add([own, frame, mode]);
    features.add([own, lemma, mode]);
    let Some(source) = source else {
        features.add([900, evidence, had]);
        features.add([901, lemma, mode]);
        features.add([902, mode, frame]);
        features.add([903, view.word_id(candidate.cue.start.wrapping_sub(1))]);
        let cue = candidate.cue.start;
        let before = clauses.partition_point(|clause| clause.subject.start < cue);
        let (before, after) = (before.min(2) as u32, (clauses.len() - before).min(2) as u32);
        features.add([904, before, after, mode]);
        features.add([905, before, after, frame]);
        return;
    };
    let cue = &candidate.cue;
    let kind = name(source_kind(view, Some(source)));
    let sentence = view.sentence_tokens(cue.start);
    let (side, between) = match source.start < cue.start {
        true => (0, source.end.min(cue.start)..cue.start),
        false => (1, cue.end..source.start.max(cue.end)),
    };
    let distance = bucket(between.len());
    let (mut verbs, mut commas, mut classes) = (0, 0, Class::empty());
    for at in between.clone() {
        verbs += u32::from(is_verb(view, at));
        commas += u32::from(view.is_comma(at));
        classes |= view.classes(at);
    }
    let (verbs, commas) = (verbs.min(4), commas.min(3));
    let that = classes.intersects(Class::RELATIVE | Class::WH | Class::SUBORDINATOR);
    let and = classes.intersects(Class::CONJUNCTION);
    let quote = view.counts(between).quoted > 0;
    let path =
        verbs + 8 * commas + 64 * u32::from(that) + 128 * u32::from(and) + 256 * u32::from(quote);
    let rank = clauses
        .iter()
        .filter(|clause| clause.subject.start > source.start && clause.subject.start < cue.start)
        .count()
        .min(5) as u32;
    let ahead = clauses
        .iter()
        .filter(|clause| clause.subject.start < source.start)
        .count()
        .min(4) as u32;
    let inside = u32::from(source.start >= content.start && source.end <= content.end);
    let before = shape_at(view, source.start.wrapping_sub(1), &sentence);
    let behind = shape_at(view, source.end, &sentence);
    let near_cue = shape_at(view, cue.start.wrapping_sub(1), &sentence);
    let head = view.word_id(source.end - 1);
    let opening = u32::from(source.start == sentence.start);
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
    features.add([rank, verbs, that as u32]);
    features.add([inside, evidence]);
    features.add([before, behind]);
    features.add([before, kind]);
    features.add([behind, near_cue, mode]);
    features.add([head]);
    features.add([view.word_id(source.start), source.len().min(4) as u32]);
    features.add([opening, mode, rank]);
    features.add([near_cue, side, distance]);
    features.add([kind, rank, near_cue]);
    features.add([lemma, side, rank]);
}
