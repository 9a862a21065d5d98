//! Features of a whole candidate: as its pattern proposes it, and with content and source chosen.

use std::ops::Range;

use super::super::super::candidate::Candidate;
use super::super::super::score::source_kind;
use super::super::super::view::{Trait, View};
use super::super::super::words::words;
use super::{Features, Frame, Taker, bucket, name, shape_at, word_at};
use crate::scan::class::Class;

/// The cue's form and the words beside it, and who its source is.
struct Beside {
    form: u32,
    before: u32,
    before_shape: u32,
    behind: u32,
    behind_shape: u32,
    kind: u32,
    source_word: u32,
}

impl Beside {
    /// `sentence`: the cue's.
    fn of(view: &View, candidate: &Candidate, sentence: &Range<usize>) -> Self {
        let (cue, source) = (&candidate.cue, candidate.source.as_ref());
        let before = cue.start.wrapping_sub(1);
        Self {
            form: view.word_id(cue.end - 1),
            before: word_at(view, before, sentence),
            before_shape: shape_at(view, before, sentence),
            behind: word_at(view, cue.end, sentence),
            behind_shape: shape_at(view, cue.end, sentence),
            kind: name(source_kind(view, source)),
            source_word: source.map_or(0, |source| view.word_id(source.end - 1)),
        }
    }
}

/// Features of a candidate as its pattern proposes it: few, for they sift out the hopeless.
pub(in super::super) fn of_proposal(
    view: &View,
    candidate: &Candidate,
    frame: &Frame,
    features: &mut Features<impl Taker>,
) {
    features.begin(6);
    let sentence = view.sentence_tokens(candidate.cue.start);
    let Beside {
        form,
        before,
        before_shape,
        behind,
        behind_shape,
        kind,
        source_word,
    } = Beside::of(view, candidate, &sentence);
    let first_shape = u32::from(view.shape(candidate.extent().start));
    let Frame {
        lemma,
        mode,
        frame,
        class,
        evidence,
    } = *frame;
    features.add([]);
    features.add([lemma, mode]);
    features.add([lemma, frame]);
    features.add([class, mode, frame]);
    features.add([kind, lemma]);
    features.add([kind, mode, frame]);
    features.add([before, mode]);
    features.add([before_shape, lemma]);
    features.add([behind, lemma]);
    features.add([before_shape, behind_shape, mode]);
    features.add([first_shape, evidence, class]);
    features.add([form, behind_shape]);
    features.add([source_word]);
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
    pub(in super::super) inner_frame: u32,
    /// Other candidates of the same cue.
    pub(in super::super) twins: u32,
    /// The likeliest of those, in tenths.
    pub(in super::super) twin: u32,
    /// This one's own first estimate, in twentieths.
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
pub(in super::super) fn of_candidate(
    view: &View,
    candidate: &Candidate,
    frame: &Frame,
    around: Around,
    choice: Choice,
    features: &mut Features<impl Taker>,
) {
    features.begin(5);
    let cue = &candidate.cue;
    let head = cue.end - 1;
    let sentence = view.sentence_tokens(head);
    let content = candidate.extent();
    let Beside {
        form,
        before,
        before_shape,
        behind,
        behind_shape,
        kind,
        source_word,
    } = Beside::of(view, candidate, &sentence);
    let source_first = candidate
        .source
        .as_ref()
        .map_or(0, |source| view.word_id(source.start));
    let counts = view.counts(content.clone());
    let quoted = match counts.quoted as usize {
        0 => 0,
        some if some == content.len() => 3,
        some if some * 2 > content.len() => 2,
        _ => 1,
    };
    let length = bucket(content.len());
    let verbs = counts.verbs.min(3);
    let (first, last) = (view.word_id(content.start), view.word_id(content.end - 1));
    let first_shape = shape_at(view, content.start, &sentence);
    let second_shape = shape_at(view, content.start + 1, &sentence);
    let next_shape = shape_at(view, content.end, &sentence);
    let behind2 = shape_at(view, cue.end + 1, &sentence);
    let lead = match cue.len() {
        1 => 0,
        _ => view.word_id(cue.start),
    };
    let negated = cue.clone().any(|at| view.is(at, Class::NEGATION));
    let modal = cue.clone().any(|at| view.is(at, Class::MODAL));
    let conditional =
        (sentence.start..cue.start).any(|at| view.one_of(at, words!["if", "whether"]));
    let title = u32::from(view.in_title(head));
    let marks = u32::from(view.counts(sentence.clone()).quoted > 0);
    let place = bucket(cue.start.saturating_sub(sentence.start)).min(8);
    let reading = (choice.reading * 10.0) as u32;
    let source = (choice.source * 10.0) as u32;
    let question = u32::from(view.one_of(sentence.end.saturating_sub(1), words!["?"]));
    let Frame {
        lemma,
        mode,
        frame,
        class,
        evidence,
    } = *frame;
    features.add([]);
    features.add([lemma]);
    features.add([lemma, mode]);
    features.add([lemma, frame]);
    features.add([lemma, mode, frame]);
    features.add([mode, frame]);
    features.add([class, mode, frame]);
    features.add([evidence, quoted]);
    features.add([lemma, quoted]);
    features.add([form, frame]);
    features.add([kind, mode]);
    features.add([kind, frame]);
    features.add([kind, lemma]);
    features.add([source_word]);
    features.add([source_word, lemma]);
    features.add([source_first, mode]);
    features.add([lead, mode]);
    features.add([lead, lemma]);
    features.add([before, mode]);
    features.add([before, lemma]);
    features.add([before_shape, lemma]);
    features.add([behind, lemma]);
    features.add([behind, mode]);
    features.add([behind_shape, behind2, class, mode]);
    features.add([first, lemma]);
    features.add([first, second_shape, frame]);
    features.add([last, frame]);
    features.add([length, verbs, frame]);
    features.add([length, lemma]);
    features.add([length, quoted, evidence]);
    features.add([first_shape, next_shape, verbs]);
    features.add([
        u32::from(negated),
        u32::from(modal),
        u32::from(conditional),
        mode,
    ]);
    features.add([u32::from(negated), u32::from(modal), lemma]);
    features.add([title, mode, marks]);
    features.add([marks, quoted, evidence]);
    features.add([place, mode]);
    features.add([question, mode]);
    features.add([reading, evidence]);
    features.add([source, evidence]);
    features.add([reading, source]);
    features.add([reading, frame]);
    features.add([source, kind]);
    // "made the point that", "expressed hope that": the verb that a noun hangs on.
    let light = (sentence.start..cue.start)
        .rev()
        .take(4)
        .find(|&at| view.has(at, Trait::VERB));
    let light = light.map_or(0, |at| view.word_id(at));
    features.add([light, mode, frame]);
    features.add([light, class]);
    features.add([around.outer, mode, frame]);
    features.add([around.outer, around.outer_frame, frame]);
    features.add([around.outer_lemma, lemma]);
    features.add([around.outer_lemma, frame]);
    features.add([around.outer, around.inner, around.own / 2]);
    features.add([around.inner, around.inner_frame, frame]);
    features.add([around.inner, evidence]);
    features.add([around.twins.min(3), evidence, around.own / 2]);
    features.add([around.twin, around.own / 2]);
    features.add([around.own]);
    features.add([around.own, frame]);
    features.add([around.outer, kind, marks]);
    let quote = match counts.quoted {
        0 => None,
        _ => content.clone().find_map(|at| view.quote(at)),
    };
    let lead = super::lead(view, cue, quote);
    features.add([lead, quoted, evidence]);
    features.add([lead, quoted, frame, mode]);
    features.add([lead, around.inner, around.outer]);
}
