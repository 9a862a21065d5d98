//! Features: what the model sees of a reading, a source, and a whole candidate.
//!
//! A feature is a number: the hash of its template's place and of the small
//! numbers that fill it. Templates keep their order, for the weights know them by it.

use std::ops::Range;

use crate::scan::class::Class;

use super::super::candidate::Candidate;
use super::super::score::source_kind;
use super::super::shape;
use super::super::view::View;
use super::options::{Clause, Grid};

/// Feature numbers are below two to this power.
pub const BITS: u32 = 20;

/// Takes the features of a decision, one place in the table of weights at a time.
pub(super) trait Taker {
    /// A decision begins: what was taken before is forgotten.
    fn begin(&mut self);
    fn take(&mut self, place: u32);
}

/// For training: the places themselves.
impl Taker for Vec<u32> {
    fn begin(&mut self) {
        self.clear();
    }

    fn take(&mut self, place: u32) {
        self.push(place);
    }
}

/// Numbers the templates of one decision and hands their features on.
#[derive(Debug, Default)]
pub(super) struct Features<T> {
    pub(super) taker: T,
    template: u32,
}

impl<T: Taker> Features<T> {
    pub(super) fn new(taker: T) -> Self {
        Self { taker, template: 0 }
    }

    fn begin(&mut self, family: u32) {
        self.taker.begin();
        self.template = family << 8;
    }

    fn add<const N: usize>(&mut self, values: [u32; N]) {
        self.template += 1;
        let mut hash = self.template.wrapping_mul(0x9E37_79B1);
        for value in values {
            hash = (hash ^ value).wrapping_mul(0x85EB_CA6B);
            hash ^= hash >> 15;
        }
        self.taker
            .take(hash.wrapping_mul(0xC2B2_AE35) >> (32 - BITS));
    }
}

/// What is computed once a candidate.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) lemma: u32,
    mode: u32,
    pub(super) frame: u32,
    class: u32,
    evidence: u32,
}

impl Frame {
    pub(super) fn of(candidate: &Candidate) -> Self {
        Self {
            lemma: shape::word(&candidate.lemma),
            mode: name(candidate.mode),
            frame: name(candidate.frame),
            class: name(candidate.class),
            evidence: name(candidate.evidence),
        }
    }
}

/// A number for one of the names of modes, frames, classes, evidence and kinds, from its length and ends.
fn name(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let at = |at: usize| u32::from(bytes.get(at).copied().unwrap_or(0));
    let back = |at: usize| {
        u32::from(
            bytes[bytes.len().saturating_sub(at)..]
                .first()
                .copied()
                .unwrap_or(0),
        )
    };
    let front = at(0) | at(2) << 8 | at(4) << 16 | at(7) << 24;
    front.wrapping_mul(0x9E37_79B1)
        ^ (back(1) | back(3) << 8 | back(5) << 16 | (bytes.len() as u32) << 24)
}

fn bucket(count: usize) -> u32 {
    match count {
        0..=4 => count as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        23..=35 => 9,
        36..=60 => 10,
        _ => 11,
    }
}

fn offset(from: usize, to: usize) -> u32 {
    (to as i64 - from as i64).clamp(-6, 14).wrapping_add(20) as u32
}

/// The shape of all that stands between quotation marks.
const QUOTED: u32 = 203;

fn quoted_shape(view: &View, at: usize) -> u32 {
    match view.quote(at) {
        Some(_) => QUOTED,
        None => u32::from(view.shape(at)),
    }
}

/// A token's shape, with the ends of the sentence as shapes of their own.
fn shape_at(view: &View, at: usize, sentence: &Range<usize>) -> u32 {
    if at < sentence.start {
        201
    } else if at >= sentence.end {
        202
    } else {
        quoted_shape(view, at)
    }
}

fn word_at(view: &View, at: usize, sentence: &Range<usize>) -> u32 {
    match sentence.contains(&at) {
        true => view.word_id(at),
        false => 0,
    }
}

fn is_verb(view: &View, at: usize) -> bool {
    view.tag(at).is_finite()
}

/// What is known of a grid of readings before its places are looked at.
#[derive(Debug)]
pub(super) struct Outline {
    own: (usize, usize),
    /// The content stands behind its cue.
    side: u32,
    parts: u32,
    /// For each token from `base` on: the verbs and commas before it, outside quotation marks.
    counts: Vec<(u8, u8)>,
    base: usize,
    sentence: Range<usize>,
}

impl Outline {
    pub(super) fn of(view: &View, candidate: &Candidate, grid: &Grid) -> Self {
        let base = grid.last;
        let end = grid.ends.iter().copied().max().unwrap_or(base).max(base);
        let (mut verbs, mut commas) = (0_u8, 0_u8);
        let mut counts = Vec::with_capacity(end - base + 1);
        for at in base..=end {
            counts.push((verbs, commas));
            if view.quote(at).is_none() {
                verbs = verbs.saturating_add(u8::from(is_verb(view, at)));
                commas = commas.saturating_add(u8::from(view.is_comma(at)));
            }
        }
        Self {
            own: (grid.starts[0], grid.ends[0]),
            side: u32::from(candidate.cue.start < grid.starts[0]),
            parts: grid.parts.len().min(3) as u32 * 4
                + grid.parts.start.min(1) as u32 * 2
                + u32::from(grid.parts.end >= candidate.contents.len())
                + 16 * u32::from(grid.parts.end > candidate.contents.len()),
            counts,
            base,
            sentence: view.sentence_tokens(grid.ends[0].saturating_sub(1)),
        }
    }

    fn counts(&self, end: usize) -> (u32, u32) {
        let counts = self.counts.get(end.saturating_sub(self.base));
        counts.map_or((0, 0), |&(verbs, commas)| {
            (u32::from(verbs.min(4)), u32::from(commas.min(4)))
        })
    }
}

/// Features of where a reading begins.
pub(super) fn of_start(
    view: &View,
    frame: &Frame,
    outline: &Outline,
    start: usize,
    features: &mut Features<impl Taker>,
) {
    features.begin(1);
    let shift = offset(outline.own.0, start);
    let (first, first_shape) = (view.word_id(start), quoted_shape(view, start));
    let Frame {
        lemma,
        frame,
        evidence,
        ..
    } = *frame;
    features.add([first, shift]);
    features.add([first_shape, shift, frame]);
    features.add([lemma, shift, first_shape]);
    features.add([lemma, first, shift]);
    features.add([outline.parts, shift, evidence]);
}

/// Features of where a reading ends.
pub(super) fn of_end(
    view: &View,
    frame: &Frame,
    outline: &Outline,
    end: usize,
    features: &mut Features<impl Taker>,
) {
    features.begin(2);
    let sentence = &outline.sentence;
    let own = u32::from(end == outline.own.1);
    let next = word_at(view, end, sentence);
    let last = word_at(view, end - 1, sentence);
    let second = word_at(view, end + 1, sentence);
    let next_shape = shape_at(view, end, sentence);
    let second_shape = shape_at(view, end + 1, sentence);
    let last_shape = shape_at(view, end - 1, sentence);
    let left = bucket(sentence.end.saturating_sub(end));
    let (verbs, commas) = outline.counts(end);
    let cue_left = (end..sentence.end.min(end + 30))
        .any(|at| view.is(at, Class::STRONG_CUE) && view.quote(at).is_none());
    let Frame {
        lemma,
        mode,
        frame,
        evidence,
        ..
    } = *frame;
    features.add([evidence, own, outline.parts]);
    features.add([next_shape, frame]);
    features.add([next, outline.side]);
    features.add([next, second_shape]);
    features.add([next, frame]);
    features.add([next, second]);
    features.add([next_shape, second_shape, last_shape]);
    features.add([next_shape, second_shape, frame]);
    features.add([last, next_shape]);
    features.add([verbs, frame]);
    features.add([left, next_shape]);
    features.add([last_shape, own, evidence]);
    features.add([
        quoted_shape(view, end - 1),
        quoted_shape(view, end),
        evidence,
    ]);
    features.add([commas, next_shape, verbs.min(1)]);
    features.add([next, verbs.min(2), frame]);
    features.add([lemma, next_shape]);
    features.add([lemma, next]);
    features.add([mode, next_shape, verbs.min(2)]);
    features.add([u32::from(cue_left), next_shape, second_shape]);
}

/// Features of a start and an end together.
pub(super) fn of_pair(
    view: &View,
    frame: &Frame,
    outline: &Outline,
    (start, end): (usize, usize),
    features: &mut Features<impl Taker>,
) {
    features.begin(3);
    let own = u32::from((start, end) == outline.own);
    let length = bucket(end - start);
    let next_shape = shape_at(view, end, &outline.sentence);
    let first_shape = quoted_shape(view, start);
    let verbs = outline.counts(end).0;
    let ends_quoted = view.quote(end - 1).is_some();
    let quotes = u32::from(ends_quoted) + 2 * u32::from(first_shape == QUOTED);
    let Frame {
        lemma,
        frame,
        evidence,
        ..
    } = *frame;
    features.add([evidence, own, outline.side]);
    features.add([lemma, own]);
    features.add([lemma, frame, own]);
    features.add([length, frame]);
    features.add([length, lemma]);
    features.add([verbs, next_shape, first_shape]);
    features.add([verbs.min(1), first_shape, next_shape, frame]);
    features.add([quotes, next_shape, outline.parts]);
    features.add([quotes, evidence, own]);
    features.add([quotes, evidence, outline.parts]);
    features.add([length.min(5), first_shape, next_shape]);
}

/// Features of one source.
pub(super) fn of_source(
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
    let verbs = between
        .clone()
        .filter(|&at| is_verb(view, at))
        .count()
        .min(4) as u32;
    let commas = between
        .clone()
        .filter(|&at| view.is_comma(at))
        .count()
        .min(3) as u32;
    let that = between
        .clone()
        .any(|at| view.is(at, Class::RELATIVE | Class::WH | Class::SUBORDINATOR));
    let and = between.clone().any(|at| view.is(at, Class::CONJUNCTION));
    let quote = between.clone().any(|at| view.quote(at).is_some());
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

/// Features of a candidate as its pattern proposes it: few, for they sift out the hopeless.
pub(super) fn of_proposal(
    view: &View,
    candidate: &Candidate,
    frame: &Frame,
    features: &mut Features<impl Taker>,
) {
    features.begin(6);
    let cue = &candidate.cue;
    let sentence = view.sentence_tokens(cue.start);
    let kind = name(source_kind(view, candidate.source.as_ref()));
    let before = word_at(view, cue.start.wrapping_sub(1), &sentence);
    let before_shape = shape_at(view, cue.start.wrapping_sub(1), &sentence);
    let behind = word_at(view, cue.end, &sentence);
    let behind_shape = shape_at(view, cue.end, &sentence);
    let first_shape = quoted_shape(view, candidate.extent().start);
    let form = view.word_id(cue.end - 1);
    let source = candidate.source.as_ref();
    let source_word = source.map_or(0, |source| view.word_id(source.end - 1));
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
pub(super) struct Around {
    /// By how much the likeliest other candidate covers this one's cue, in tenths; 0 if none does.
    pub(super) outer: u32,
    pub(super) outer_lemma: u32,
    pub(super) outer_frame: u32,
    /// The likeliest candidate whose cue this one's content covers, in tenths.
    pub(super) inner: u32,
    pub(super) inner_frame: u32,
    /// Other candidates of the same cue.
    pub(super) twins: u32,
    /// The likeliest of those, in tenths.
    pub(super) twin: u32,
    /// This one's own first estimate, in twentieths.
    pub(super) own: u32,
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
pub(super) fn of_candidate(
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
    let kind = name(source_kind(view, candidate.source.as_ref()));
    let source_word = candidate
        .source
        .as_ref()
        .map_or(0, |source| view.word_id(source.end - 1));
    let source_first = candidate
        .source
        .as_ref()
        .map_or(0, |source| view.word_id(source.start));
    let quoted = content
        .clone()
        .filter(|&at| view.quote(at).is_some())
        .count();
    let quoted = match quoted {
        0 => 0,
        some if some == content.len() => 3,
        some if some * 2 > content.len() => 2,
        _ => 1,
    };
    let length = bucket(content.len());
    let verbs = content
        .clone()
        .filter(|&at| view.quote(at).is_none() && is_verb(view, at))
        .count()
        .min(3) as u32;
    let (first, last) = (view.word_id(content.start), view.word_id(content.end - 1));
    let first_shape = shape_at(view, content.start, &sentence);
    let second_shape = shape_at(view, content.start + 1, &sentence);
    let next_shape = shape_at(view, content.end, &sentence);
    let before = word_at(view, cue.start.wrapping_sub(1), &sentence);
    let before_shape = shape_at(view, cue.start.wrapping_sub(1), &sentence);
    let behind = word_at(view, cue.end, &sentence);
    let behind_shape = shape_at(view, cue.end, &sentence);
    let behind2 = shape_at(view, cue.end + 1, &sentence);
    let lead = match cue.len() {
        1 => 0,
        _ => view.word_id(cue.start),
    };
    let form = view.word_id(head);
    let negated = cue.clone().any(|at| view.is(at, Class::NEGATION));
    let modal = cue.clone().any(|at| view.is(at, Class::MODAL));
    let conditional = (sentence.start..cue.start).any(|at| view.one_of(at, &["if", "whether"]));
    let title = u32::from(view.in_title(head));
    let marks = u32::from(sentence.clone().any(|at| view.quote(at).is_some()));
    let place = bucket(cue.start.saturating_sub(sentence.start)).min(8);
    let reading = (choice.reading * 10.0) as u32;
    let source = (choice.source * 10.0) as u32;
    let question = u32::from(view.is_punctuation(sentence.end.saturating_sub(1), &["?"]));
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
        .find(|&at| view.tag(at).is_verb());
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
}
