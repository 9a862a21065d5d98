//! Features of a whole candidate: as its pattern proposes it, and with content and source chosen.

use super::super::super::candidate::Candidate;
use super::super::super::landmarks::Landmark;
use super::super::super::score::source_kind;
use super::super::super::view::{Trait, View};
use super::super::super::words::words;
use super::part::Field;
use super::{Family, Features, Frame, Taker, bucket, shape_at, word_at};
use crate::scan::class::Class;

/// Features of a candidate as its pattern proposes it: few, for they sift out the hopeless.
pub(in super::super) fn of_proposal<T: Taker>(
    view: &View,
    candidate: &Candidate,
    frame: &Frame,
    taker: T,
) -> T {
    let mut features = Features::new(Family::Proposal, taker);
    let sentence = view.sentence_tokens(candidate.cue.start);
    let (cue, source) = (&candidate.cue, candidate.source.as_ref());
    let left = cue.start.wrapping_sub(1);
    let form = Field::Form.of(view.word_id(cue.end - 1));
    let before = Field::Before.of(word_at(view, left, &sentence));
    let before_shape = Field::BeforeShape.of(shape_at(view, left, &sentence));
    let behind_shape = Field::BehindShape.of(shape_at(view, cue.end, &sentence));
    let kind = Field::Kind.of(source_kind(view, source) as u32);
    let source_word = Field::Head.of(source.map_or(0, |source| view.word_id(source.end - 1)));
    let first_shape = Field::FirstShape.of(view.shape(candidate.extent().start));
    let Frame {
        lemma,
        mode,
        frame,
        class,
        evidence,
        ..
    } = *frame;
    features.add([]);
    features.add([lemma, mode]);
    features.add([lemma, frame]);
    features.add([class, mode, frame]);
    features.add([kind, lemma]);
    features.add([kind, mode, frame]);
    features.add([before, mode]);
    features.add([before_shape, behind_shape, mode]);
    features.add([first_shape, evidence, class]);
    features.add([form, behind_shape]);
    features.add([source_word]);
    features.taker
}

/// What the other candidates of the neighbourhood say of one: the likeliest that holds it, and that it holds.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Around {
    /// By how much the likeliest other candidate covers this one's cue, in tenths; 0 if none does.
    pub(in super::super) outer: u32,
    pub(in super::super) outer_lemma: u32,
    pub(in super::super) outer_frame: u32,
    /// The likeliest candidate whose cue this one's content covers, in tenths.
    pub(in super::super) inner: u32,
    /// Other candidates of the same cue.
    pub(in super::super) twins: u32,
    /// The likeliest of those, in tenths.
    pub(in super::super) twin: u32,
    /// This one's own first estimate, in tenths.
    pub(in super::super) own: u32,
}

/// How sure the two choices before were.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice {
    /// Probability of the chosen reading among the readings.
    pub reading: f32,
    /// Probability of the chosen source among the sources.
    pub source: f32,
}

/// Features of the whole candidate, its content and source chosen.
pub(in super::super) fn of_candidate<T: Taker>(
    view: &View,
    candidate: &Candidate,
    frame: &Frame,
    around: Around,
    choice: Choice,
    taker: T,
) -> T {
    let mut features = Features::new(Family::Candidate, taker);
    let cue = &candidate.cue;
    let head = cue.end - 1;
    let sentence = view.sentence_tokens(head);
    let content = candidate.extent();
    let kind = Field::Kind.of(source_kind(view, candidate.source.as_ref()) as u32);
    let behind_shape = Field::BehindShape.of(shape_at(view, cue.end, &sentence));
    let marked = view.count(Landmark::QUOTED, content.clone()) as usize;
    let quoted = Field::Quoted.of(share(marked, content.len()));
    let length = Field::Length.of(bucket(content.len()));
    let verbs = view.tally(content.clone()).verbs.min(3);
    let verbs = Field::Verbs.of(verbs);
    let first = Field::First.of(view.word_id(content.start));
    let first_shape = Field::FirstShape.of(shape_at(view, content.start, &sentence));
    let second_shape = Field::SecondShape.of(shape_at(view, content.start + 1, &sentence));
    let next_shape = Field::NextShape.of(shape_at(view, content.end, &sentence));
    let behind2 = Field::Second.of(shape_at(view, cue.end + 1, &sentence));
    let opening = match cue.len() {
        1 => 0,
        _ => view.word_id(cue.start),
    };
    let opening = Field::Opening.of(opening);
    let classes = |all: Class, at| all | view.classes(at);
    let classes = cue.clone().fold(Class::empty(), classes);
    let negated = Field::Negated.of(classes.intersects(Class::NEGATION));
    let modal = Field::Modal.of(classes.intersects(Class::MODAL));
    let conditional = view.any(Landmark::IF, sentence.start..cue.start);
    let conditional = Field::Conditional.of(conditional);
    let title = Field::Title.of(view.in_title(head));
    let marks = Field::Marks.of(view.any(Landmark::QUOTED, sentence.clone()));
    let place = bucket(cue.start.saturating_sub(sentence.start)).min(8);
    let place = Field::Place.of(place);
    let reading = Field::Reading.of((choice.reading * 10.0) as u32);
    let source = Field::Source.of((choice.source * 10.0) as u32);
    let question = view.one_of(sentence.end.saturating_sub(1), words!["?"]);
    let question = Field::Question.of(question);
    let Frame {
        lemma,
        mode,
        frame,
        class,
        evidence,
        ..
    } = *frame;
    features.add([]);
    features.add([lemma]);
    features.add([kind, mode]);
    features.add([opening, mode]);
    features.add([behind_shape, behind2, class, mode]);
    features.add([first, second_shape, frame]);
    features.add([length, verbs, frame]);
    features.add([length, quoted, evidence]);
    features.add([first_shape, next_shape, verbs]);
    features.add([negated, modal, conditional, mode]);
    features.add([title, mode, marks]);
    features.add([marks, quoted, evidence]);
    features.add([place, mode]);
    features.add([question, mode]);
    features.add([reading, evidence]);
    features.add([source, evidence]);
    features.add([reading, source]);
    features.add([source, kind]);
    // "made the point that", "expressed hope that": the verb that a noun hangs on.
    let light = (sentence.start..cue.start)
        .rev()
        .take(4)
        .find(|&at| view.has(at, Trait::VERB));
    let light = Field::Light.of(light.map_or(0, |at| view.word_id(at)));
    features.add([light, class]);
    let outer = Field::Outer.of(around.outer);
    let outer_lemma = Field::OuterLemma.of(around.outer_lemma);
    let outer_frame = Field::OuterFrame.of(around.outer_frame);
    let inner = Field::Inner.of(around.inner);
    let twins = Field::Twins.of(around.twins.min(3));
    let twin = Field::Twin.of(around.twin);
    let own = Field::Rate.of(around.own);
    features.add([outer, outer_frame, frame]);
    features.add([outer_lemma, frame]);
    features.add([twins, evidence, own]);
    features.add([twin, own]);
    features.add([outer, kind, marks]);
    let mark = (marked > 0).then(|| view.first_quoted(content)).flatten();
    let quote = mark.and_then(|at| view.quote(at));
    let lead = Field::Lead.of(super::lead(view, cue, quote));
    features.add([lead, inner, outer]);
    features.taker
}

/// How much of a content stands between marks: nothing, some, most, all.
fn share(quoted: usize, length: usize) -> u32 {
    match quoted {
        0 => 0,
        some if some == length => 3,
        some if some * 2 > length => 2,
        _ => 1,
    }
}
