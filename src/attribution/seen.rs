//! [`Seen`]: all that the patterns and the model ask of one token, computed once.

use std::ops::Range;

use bitflags::bitflags;

use crate::scan::class::Class;
use crate::segmentation::{Token, TokenKind};
use crate::tagging::Tag;

use super::Stages;
use super::known::Known;
use super::landmarks::{Landmark, Landmarks};
use super::lexical::{Look, Reading};
use super::marks::{Marks, OF_TAGS};
use super::shape;
use super::words::{OTHER, words};

/// One token, in half a line of the cache.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) classes: Class,
    /// A number that stands for its letters.
    pub(super) word: u32,
    pub(super) sentence: u32,
    place: Place,
    /// The outermost quoted stretch it stands in, or [`NONE`].
    pub(super) quote: u32,
    marks: Marks,
    pub(super) kind: TokenKind,
    pub(super) tag: Tag,
    pub(super) shape: u8,
    /// Which of the words that patterns name it is; see [`super::words`].
    pub(super) number: u8,
    pub(super) who: Who,
}

/// No quoted stretch.
pub(super) const NONE: u32 = u32::MAX;

/// How far a cue looks for its content and its source. No sentence that somebody wrote to be
/// read is as long; without it a text of one sentence would take quadratic time.
const WINDOW: usize = 128;

/// How many tokens of its sentence stand before a token, and from it on: a byte each, the lower one first; no more than
/// [`WINDOW`].
#[derive(Clone, Copy, Debug)]
struct Place(u16);

impl Place {
    fn of(before: usize, from: usize) -> Self {
        Self((from.min(WINDOW) << 8 | before.min(WINDOW)) as u16)
    }

    /// Of the next token, if the sentence is no longer than [`WINDOW`].
    fn next(self) -> Self {
        Self(self.0.wrapping_sub((1 << 8) - 1))
    }
}

bitflags! {
    /// What a token is, as a set.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) struct Trait: u16 {
        const WORD = 1 << 0;
        /// A word with a capital.
        const CAPITAL = 1 << 1;
        /// An adverb by lexicon or by its -ly.
        const ADVERB = 1 << 2;
        /// Ends with -ing, whatever it is.
        const ING = 1 << 3;
        /// Ends with -ed.
        const ED = 1 << 4;
        /// A form of a cue verb; which ones, the next three say.
        const CUE_VERB = 1 << 5;
        const PAST = 1 << 6;
        const THIRD = 1 << 7;
        const GERUND = 1 << 8;
        /// A verb that can have a subject of its own, by its tag.
        const FINITE = 1 << 9;
        /// A verb by its tag, no modal.
        const VERB = 1 << 10;
        /// Capitalised though it does not begin its sentence, and not "I".
        const CAPITAL_INSIDE = 1 << 11;
        /// A noun or an adjective of no further note, outside quotation marks: what looks for
        /// verbs, signs or function words may pass over it.
        const QUIET = 1 << 12;
        /// Ends with -ly behind three letters or more.
        const LY = 1 << 13;
    }
}

impl Trait {
    #[inline(always)]
    pub(super) fn only_if(self, is_it: bool) -> Self {
        Self::from_bits_retain(self.bits() * u16::from(is_it))
    }
}

bitflags! {
    /// What a token says of a source that it is part of, as a set; see [`super::score::SourceKind`], of whose first kinds
    /// these are, in their order.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) struct Who: u8 {
        /// "I", "we’ve", "you"
        const FIRST_PERSON = 1 << 0;
        const NEUTER = 1 << 1;
        const PRONOUN = 1 << 2;
        const RELATIVE = 1 << 3;
        const HUMAN = 1 << 4;
        const BODY = 1 << 5;
        /// It leads a noun phrase.
        const LEADS = 1 << 6;
        /// What any word of a source may be, and what its only word may be.
        const AMONG = Self::HUMAN.bits() | Self::BODY.bits();
        const ALL = (1 << 6) - 1;
    }
}

impl Who {
    pub(super) fn of(classes: Class, number: u8) -> Self {
        let is = |its: Class| classes.intersects(its);
        let pronoun = is(Class::SUBJECT_PRONOUN);
        let ours = is(Class::FIRST_SINGULAR | Class::FIRST_PLURAL) && pronoun;
        let neuter = words!["it", "this", "that", "these", "those", "there"];
        let kinds = [
            (Self::FIRST_PERSON, ours || words!["you"].hold(number)),
            (Self::NEUTER, neuter.hold(number)),
            (Self::PRONOUN, pronoun),
            (Self::RELATIVE, is(Class::RELATIVE)),
            (Self::HUMAN, is(Class::HUMAN)),
            (Self::BODY, is(Class::ORGANISATION | Class::DOCUMENT)),
            (Self::LEADS, is(Class::DETERMINER | Class::POSSESSIVE)),
        ];
        let holding = kinds.into_iter().filter(|(_, holds)| *holds);
        holding.map(|(kind, _)| kind).collect()
    }
}

impl Seen {
    /// What stands beyond the last token.
    pub(super) const NOTHING: Self = Self {
        classes: Class::empty(),
        word: 0,
        sentence: 0,
        place: Place(0),
        quote: NONE,
        marks: Marks::of(Trait::empty(), Landmark::empty()),
        kind: TokenKind::Punctuation,
        tag: Tag::Stop,
        shape: 0,
        number: OTHER,
        who: Who::empty(),
    };

    /// A token outside quotation marks, not the first of its sentence.
    #[inline(always)] // Once a token.
    fn new(
        token: &Token,
        tag: Tag,
        classes: Class,
        (sentence, place): (u32, Place),
        form: Marks,
        look: &Look,
    ) -> Self {
        let by_tag = &OF_TAGS[tag as usize];
        Self {
            classes,
            // A sign has no key, and which of the two it is cannot be guessed.
            word: token.key | look.word,
            sentence,
            place,
            quote: NONE,
            marks: form.tagged(by_tag),
            kind: token.kind,
            tag,
            shape: match look.sign {
                0 => shape::divided(tag, by_tag.division, look.divisions),
                sign => sign,
            },
            number: look.number,
            who: look.who,
        }
    }

    #[inline]
    pub(super) fn traits(&self) -> Trait {
        self.marks.traits()
    }

    /// What it is to those who look for one of its kind.
    #[inline]
    pub(super) fn landmarks(&self) -> Landmark {
        self.marks.landmarks()
    }

    /// The tokens of its sentence, no more than [`WINDOW`] to either side of it; it is token `at`.
    #[inline]
    pub(super) fn sentence_tokens(&self, at: usize) -> Range<usize> {
        let [before, from] = self.place.0.to_le_bytes();
        at - usize::from(before)..at + usize::from(from)
    }

    /// It stands in that quoted stretch.
    #[inline]
    pub(super) fn enclose(&mut self, quote: u32) {
        self.quote = quote;
        self.shape = shape::QUOTED;
        let traits = self.traits().difference(Trait::QUIET);
        self.marks = Marks::of(traits, self.landmarks().quoted());
    }
}

/// How many tokens are looked at together.
pub(super) const NEAR: usize = 4;

/// The last tokens, and nothing behind them.
#[derive(Debug)]
pub(super) struct Tail {
    /// Where they begin.
    first: usize,
    tokens: [Seen; 2 * NEAR - 2],
}

impl Tail {
    pub(super) fn of(tokens: &[Seen]) -> Self {
        let first = tokens.len().saturating_sub(NEAR - 1);
        let token = |at: usize| tokens.get(first + at).copied();
        Self {
            first,
            tokens: std::array::from_fn(|at| token(at).unwrap_or(Seen::NOTHING)),
        }
    }

    /// Some tokens from `at` on, not all of which are there.
    #[cold]
    #[inline(never)]
    pub(super) fn near(&self, at: usize) -> &[Seen; NEAR] {
        let tokens = self.tokens.get(at - self.first..);
        let near = tokens.and_then(<[Seen]>::first_chunk);
        near.unwrap_or(&[Seen::NOTHING; NEAR])
    }
}

/// All tokens, as they are outside quotation marks.
///
/// Hardly a branch: what a token is cannot be guessed, and a wrong guess costs more than all that is asked of it. What few
/// tokens need is done behind all others.
pub(super) fn seen(stages: Stages, known: &Known) -> Vec<Seen> {
    let Stages {
        document,
        segmentation,
        tags,
        scan,
        ..
    } = stages;
    // Bytes, not text: a slice of text looks for character boundaries each time.
    let text = document.text.as_bytes();
    let mut tokens: Vec<Seen> = Vec::with_capacity(segmentation.tokens.len());
    let mut apart: Vec<usize> = Vec::new();
    let mut keyless: Vec<usize> = Vec::new();
    for (sentence, its) in (0..).zip(&segmentation.sentences) {
        let read = segmentation.tokens[its.tokens.clone()].iter();
        let read = read.zip(&tags[its.tokens.clone()]);
        let read = read
            .zip(&scan.words[its.tokens.clone()])
            .zip(its.tokens.clone());
        let length = its.tokens.len();
        let mut place = Place::of(0, length);
        tokens.extend(read.map(|(((token, tag), word), at)| {
            let (Reading { form, look }, classes) = known.reading(token, text);
            let seen = Seen::new(token, *tag, word.classes, (sentence, place), form, look);
            place = place.next();
            if classes != word.classes {
                apart.push(at);
            }
            if seen.word == 0 {
                keyless.push(at);
            }
            seen
        }));
        if length > WINDOW {
            for (before, token) in tokens[its.tokens.clone()].iter_mut().enumerate() {
                token.place = Place::of(before, length - before);
            }
        }
    }
    debug_assert_eq!(tokens.len(), segmentation.tokens.len());
    for at in apart {
        let (token, it) = (&segmentation.tokens[at], &mut tokens[at]);
        let (form, look) = known.apart(token, it.classes, text);
        let place = (it.sentence, it.place);
        *it = Seen::new(token, it.tag, it.classes, place, form, &look);
    }
    for at in keyless {
        // A sign beyond ASCII has its own by now.
        let it = &mut tokens[at];
        if it.word == 0 {
            it.word = shape::word(&text[segmentation.tokens[at].span.range()]);
        }
    }
    for sentence in &segmentation.sentences {
        if let Some(first) = tokens.get_mut(sentence.tokens.start) {
            let traits = first.traits().difference(Trait::CAPITAL_INSIDE);
            first.marks = Marks::of(traits, first.landmarks());
        }
    }
    tokens
}

/// "She [once] said", "who [since] told": between a subject and its verb of speaking these words lead no clause.
pub(super) fn settle_adverbs(tokens: &mut [Seen], landmarks: &mut Landmarks) {
    let last = tokens.len().saturating_sub(1);
    let mut from = 1;
    while let Some(at) = landmarks.next(Landmark::LEAD, from..last) {
        from = at + 1;
        let (before, after) = (&tokens[at - 1], &tokens[at + 1]);
        let pronoun = Class::SUBJECT_PRONOUN | Class::RELATIVE;
        let subject = before.traits().contains(Trait::WORD)
            && !before.classes.intersects(Class::TIME)
            && (before.classes.intersects(pronoun) || before.tag.is_noun());
        let told = after.traits().contains(Trait::CUE_VERB | Trait::PAST);
        if subject && told {
            let it = &mut tokens[at];
            it.classes
                .remove(Class::SUBORDINATOR | Class::PREPOSITION | Class::CONJUNCTION);
            let left = it.landmarks().difference(Landmark::LINK);
            it.marks = Marks::of(it.traits() | Trait::ADVERB, left);
            landmarks.remove(Landmark::LINK, at);
        }
    }
}
