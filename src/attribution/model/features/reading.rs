//! Features of a reading of the content: of its start, of its end, and of the two together.

use std::ops::Range;

use super::super::super::candidate::Candidate;
use super::super::super::landmarks::Landmark;
use super::super::super::view::{Trait, View};
use super::super::super::words::words;
use super::super::options::Grid;
use super::part::{Field, Part};
use super::{Family, Features, Frame, Taker, bucket, offset, shape_at, shape_within, word_within};

/// What is known of a grid of readings before its places are looked at.
#[derive(Debug)]
pub(in super::super) struct Outline {
    own: (usize, usize),
    /// The content stands behind its cue.
    side: Part,
    parts: Part,
    /// Verbs and commas are counted from here.
    base: usize,
    sentence: Range<usize>,
}

impl Outline {
    pub(in super::super) fn of(view: &View, candidate: &Candidate, grid: &Grid) -> Self {
        Self {
            own: (grid.starts.get(0), grid.ends.get(0)),
            side: Field::Side.of(candidate.cue.start < grid.starts.get(0)),
            parts: Field::Parts.of(grid.parts.len().min(3) as u32 * 4
                + grid.parts.start.min(1) as u32 * 2
                + u32::from(grid.parts.end >= candidate.contents.len())
                + 16 * u32::from(grid.parts.end > candidate.contents.len())),
            base: grid.last,
            sentence: view.sentence_tokens(grid.ends.get(0).saturating_sub(1)),
        }
    }

    /// Verbs and commas before `end`, outside quotation marks.
    fn counts(&self, view: &View, end: usize) -> (u32, u32) {
        let tally = view.tally(self.base..end);
        (tally.verbs.min(4), tally.commas.min(4))
    }
}

/// Features of where a reading begins.
pub(in super::super) fn of_start<T: Taker>(
    view: &View,
    frame: &Frame,
    outline: &Outline,
    start: usize,
    taker: T,
) -> T {
    let mut features = Features::new(Family::Start, taker);
    let shift = Field::Shift.of(offset(outline.own.0, start));
    let first_shape = Field::FirstShape.of(view.shape(start));
    let Frame {
        lemma,
        frame,
        evidence,
        ..
    } = *frame;
    features.add([first_shape, shift, frame]);
    features.add([lemma, shift, first_shape]);
    features.add([outline.parts, shift, evidence]);
    features.taker
}

/// The shape of a word in -ing behind a comma: the tagger takes some for adjectives.
const PARTICIPLE: u32 = 204;

/// Features of where a reading ends.
pub(in super::super) fn of_end<T: Taker>(
    view: &View,
    frame: &Frame,
    outline: &Outline,
    end: usize,
    taker: T,
) -> T {
    let mut features = Features::new(Family::End, taker);
    let sentence = &outline.sentence;
    let own = Field::Own.of(end == outline.own.1);
    let near = view.near(end - 1);
    let word = |at: usize| word_within(near[at].word, end - 1 + at, sentence);
    let shape = |at: usize| shape_within(near[at].shape, end - 1 + at, sentence);
    let (last, next, second) = (word(0), word(1), word(2));
    let (last, next, second) = (
        Field::Last.of(last),
        Field::Next.of(next),
        Field::Second.of(second),
    );
    let next_shape = Field::NextShape.of(shape(1));
    // No branch: what stands behind an end cannot be guessed.
    let participle = words![","].hold(near[1].number) & near[2].traits().contains(Trait::ING);
    let second_shape = shape(2);
    let second_shape = if participle { PARTICIPLE } else { second_shape };
    let second_shape = Field::SecondShape.of(second_shape);
    let last_shape = Field::LastShape.of(shape(0));
    let left = Field::Left.of(bucket(sentence.end.saturating_sub(end)));
    let (verbs, commas) = outline.counts(view, end);
    let (verbs, one, two) = (
        Field::Verbs.of(verbs),
        Field::Verbs.of(verbs.min(1)),
        Field::Verbs.of(verbs.min(2)),
    );
    let commas = Field::Commas.of(commas);
    let cue_left = view.any(Landmark::CUE, end..sentence.end.min(end + 30));
    let cue_left = Field::CueLeft.of(cue_left);
    let Frame {
        mode,
        frame,
        evidence,
        ..
    } = *frame;
    features.add([evidence, own, outline.parts]);
    features.add([next, outline.side]);
    features.add([next, second]);
    features.add([last, next_shape]);
    features.add([verbs, frame]);
    features.add([left, next_shape]);
    features.add([last_shape, own, evidence]);
    features.add([commas, next_shape, one]);
    features.add([mode, next_shape, two]);
    features.add([cue_left, next_shape, second_shape]);
    // What stands behind: a clause of its own, or a phrase that ends the sentence.
    let rest = view.tally(end..sentence.end);
    let rest = Field::Rest.of(rest.verbs.min(2) * 4 + rest.commas.min(3));
    let third_shape = Field::ThirdShape.of(shape(3));
    features.add([rest, next_shape, second_shape]);
    features.add([second, third_shape, next_shape]);
    features.taker
}

/// Features of a start and an end together.
pub(in super::super) fn of_pair<T: Taker>(
    view: &View,
    frame: &Frame,
    outline: &Outline,
    (start, end): (usize, usize),
    taker: T,
) -> T {
    let mut features = Features::new(Family::Pair, taker);
    let own = Field::Own.of((start, end) == outline.own);
    let length = bucket(end - start);
    let length = Field::Length.of(length);
    let next_shape = Field::NextShape.of(shape_at(view, end, &outline.sentence));
    let ends_quoted = view.quote(end - 1).is_some();
    let quotes = u32::from(ends_quoted) + 2 * u32::from(view.quote(start).is_some());
    let quotes = Field::Quotes.of(quotes);
    let Frame {
        lemma, evidence, ..
    } = *frame;
    features.add([length, lemma]);
    features.add([quotes, next_shape, outline.parts]);
    features.add([quotes, evidence, outline.parts]);
    features.add([quotes, evidence, own]);
    features.add([evidence, own, outline.side]);
    features.taker
}
