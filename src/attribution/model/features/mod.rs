//! Features: what the model sees of a reading, a source, and a whole candidate.
//!
//! A feature is a number: the sum of its template's and its values' hashes, in its
//! family's room. Templates keep their order, for the weights know them by it.

mod part;
mod reading;
mod rivals;
mod room;
mod source;
mod whole;

use std::ops::Range;

use super::super::candidate::Candidate;
use super::super::shape;
use super::super::view::{Trait, View};
use super::super::words::words;
use crate::scan::class::Class;

use part::{Field, GOLDEN, Part};
pub(super) use reading::{Outline, of_end, of_pair, of_start};
pub(super) use rivals::{Rival, of_rivals};
pub use room::FEATURES;
use room::{Family, Room};
pub(super) use source::of_source;
pub use whole::Choice;
pub(super) use whole::{Around, of_candidate, of_proposal};

/// Takes the features of a decision, one number at a time.
pub(super) trait Taker {
    fn take(&mut self, feature: u32);
}

/// For training: the numbers themselves.
impl Taker for Vec<u32> {
    fn take(&mut self, feature: u32) {
        self.push(feature);
    }
}

/// Numbers the templates of one decision and hands their features on.
///
/// A value, not a reference: while features are added it stays in registers.
#[derive(Debug)]
struct Features<T> {
    taker: T,
    template: u32,
    room: Room,
}

impl<T: Taker> Features<T> {
    #[inline(always)] // Template and room are then constants.
    fn new(family: Family, taker: T) -> Self {
        Self {
            taker,
            template: (family as u32) << 8,
            room: family.room(),
        }
    }

    /// What follows are templates of another family.
    #[inline(always)] // As above.
    fn turn(&mut self, family: Family) {
        self.template = (family as u32) << 8;
        self.room = family.room();
    }

    /// A feature's hash is the sum of its parts (multilinear: Carter and Wegman 1979), its upper bits are its number.
    #[inline(always)] // As above: the template's part of the hash is a constant.
    fn add<const N: usize>(&mut self, parts: [Part; N]) {
        self.template += 1;
        let mut hash = self.template.wrapping_mul(GOLDEN);
        for Part(part) in parts {
            hash = hash.wrapping_add(part);
        }
        self.taker.take(self.room.number(hash));
    }
}

/// What is computed once a candidate.
#[derive(Debug)]
pub(super) struct Frame {
    /// The lemma's own number.
    pub(super) word: u32,
    /// The frame's own number.
    pub(super) name: u32,
    lemma: Part,
    mode: Part,
    frame: Part,
    class: Part,
    evidence: Part,
}

impl Frame {
    pub(super) fn of(candidate: &Candidate) -> Self {
        let (lemma, frame) = (
            shape::word(candidate.lemma.as_bytes()),
            name(candidate.frame),
        );
        Self {
            word: lemma,
            name: frame,
            lemma: Field::Lemma.of(lemma),
            mode: Field::Mode.of(name(candidate.mode)),
            frame: Field::Frame.of(frame),
            class: Field::Class.of(name(candidate.class)),
            evidence: Field::Evidence.of(name(candidate.evidence)),
        }
    }
}

/// A number for one of the names of modes, frames, classes and evidence, from its length, ends and middle.
fn name(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let ends = bytes.first_chunk().zip(bytes.last_chunk());
    let (front, back) = ends.map_or_else(
        || {
            (
                bytes
                    .iter()
                    .fold(0, |word, byte| word << 8 | u32::from(*byte)),
                0,
            )
        },
        |(front, back)| (u32::from_le_bytes(*front), u32::from_le_bytes(*back)),
    );
    let middle = bytes.get(bytes.len() / 2).copied().unwrap_or_default();
    front.wrapping_mul(GOLDEN) ^ back ^ (bytes.len() as u32) << 24 ^ u32::from(middle) << 12
}

/// Counts of tokens, coarser the greater they are.
#[inline]
pub(crate) fn bucket(count: usize) -> u32 {
    u32::from(BUCKETS[count.min(BUCKETS.len() - 1)])
}

/// The bucket of each count; the last one is that of all greater ones too.
const BUCKETS: [u8; 62] = {
    /// The first count of each bucket.
    const FIRST: [usize; 12] = [0, 1, 2, 3, 4, 5, 7, 10, 15, 23, 36, 61];
    let mut buckets = [0; 62];
    let (mut count, mut bucket) = (0, 0);
    while count < buckets.len() {
        if bucket + 1 < FIRST.len() && count == FIRST[bucket + 1] {
            bucket += 1;
        }
        buckets[count] = bucket as u8;
        count += 1;
    }
    buckets
};

fn offset(from: usize, to: usize) -> u32 {
    (to as i64 - from as i64).clamp(-6, 14).wrapping_add(20) as u32
}

/// What leads to the last quotation before token `end`, if that stands behind one: nothing, this cue, another one, a noun.
fn lead(view: &View, cue: &Range<usize>, quote: Option<usize>) -> u32 {
    let Some(quote) = quote else {
        return 0;
    };
    let start = view.quote_tokens(quote).start;
    let quiet = |at: &usize| view.one_of(*at, words![",", ":", "that"]);
    match (0..start).rev().take(3).find(|at| !quiet(at)) {
        None => 1,
        Some(at) if cue.contains(&at) => 2,
        Some(at) if view.has(at, Trait::CUE_VERB) && view.has(at, Trait::VERB) => 3,
        Some(at) if view.is(at, Class::CUE_NOUN) => 4,
        Some(_) => 1,
    }
}

/// A token's shape, with the ends of the sentence as shapes of their own.
fn shape_at(view: &View, at: usize, sentence: &Range<usize>) -> u32 {
    shape_within(view.shape(at), at, sentence)
}

fn word_at(view: &View, at: usize, sentence: &Range<usize>) -> u32 {
    word_within(view.word_id(at), at, sentence)
}

/// The same of token `at`, whose shape it is.
#[inline]
fn shape_within(shape: u8, at: usize, sentence: &Range<usize>) -> u32 {
    // All are worked out, and no branch: which it is cannot be guessed.
    let shape = u32::from(shape);
    let shape = if at >= sentence.end { 202 } else { shape };
    if at < sentence.start { 201 } else { shape }
}

#[inline]
fn word_within(word: u32, at: usize, sentence: &Range<usize>) -> u32 {
    let inside = (at >= sentence.start) & (at < sentence.end);
    word * u32::from(inside)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::name;

    /// Every name that a candidate can carry; a new one goes here too.
    const NAMES: &str = "finite infinitive gerund passive participle noun linked-noun adjective \
        predicate phrase transcript transcript-run title label name-last subject dash quote that \
        colon to to-noun wh about of for on with against as by in at into over from out \
        preposition conjunction clause pronoun-clause noun-quote pronoun name quote-before \
        clause-around adjunct-before clause-end clause-before quote-by-agent by-agent \
        according-to-first according-to-last speech thought naming stance unlisted \
        quote-source-cue quote-cue-source clause-around-cue clause-cue-source clause-source-cue \
        cue-then-quote participle-clause infinitive-clause cue-then-clause noun-cue adjective-cue \
        transcript-turn name-colon introduced-by-colon quote-dash-name";

    #[test]
    fn names_are_told_apart() {
        let names: HashSet<&str> = NAMES.split_whitespace().collect();
        let numbers: HashSet<u32> = names.iter().map(|text| name(text)).collect();
        assert_eq!(numbers.len(), names.len());
    }
}
