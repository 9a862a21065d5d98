//! [`Seen`]: all that the patterns and the model ask of one token, computed once.

use bitflags::bitflags;

use crate::scan::Word;
use crate::scan::class::Class;
use crate::segmentation::{Token, TokenKind};
use crate::tagging::Tag;

use super::landmarks::{Landmark, Landmarks};
use super::lexical::{Known, Reading};
use super::shape;

/// One token, in half a line of the cache.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) classes: Class,
    /// A number that stands for its letters.
    pub(super) word: u32,
    pub(super) sentence: u32,
    /// The outermost quoted stretch it stands in, or [`NONE`].
    pub(super) quote: u32,
    pub(super) traits: Trait,
    pub(super) kind: TokenKind,
    pub(super) tag: Tag,
    pub(super) shape: u8,
    /// Which of the words that patterns name it is; see [`super::words`].
    pub(super) number: u8,
    /// What it is to those who look for one of its kind.
    pub(super) landmarks: Landmark,
}

/// No quoted stretch.
pub(super) const NONE: u32 = u32::MAX;

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

impl Seen {
    /// A token outside quotation marks; `begins`: it is its sentence's first one.
    ///
    /// Hardly a branch: what a token is cannot be guessed, and a wrong guess costs more than all that is asked of it.
    #[inline(always)] // Once a token.
    pub(super) fn new(
        token: Token,
        tag: Tag,
        word: Word,
        text: &[u8],
        (sentence, begins): (u32, bool),
        known: &Known,
    ) -> Self {
        // Bytes, not text: a slice of text looks for character boundaries each time.
        let bytes = &text[token.span.range()];
        let Reading {
            form,
            divisions,
            number,
        } = known.reading(token, word.classes, text);
        let by_tag = &OF_TAGS[tag as usize];
        Self {
            classes: word.classes,
            word: shape::word_of(token, number, bytes),
            sentence,
            quote: NONE,
            traits: (form.traits | by_tag.traits | form.inside.only_if(!begins))
                .intersection(by_tag.leaves),
            kind: token.kind,
            tag,
            shape: match token.kind {
                TokenKind::Punctuation => shape::sign(number),
                _ => shape::divided(tag, divisions),
            },
            number,
            landmarks: (form.landmarks | by_tag.landmarks).difference(form.never),
        }
    }

    /// It stands in that quoted stretch.
    #[inline]
    pub(super) fn enclose(&mut self, quote: u32) {
        self.quote = quote;
        self.shape = shape::QUOTED;
        self.traits.remove(Trait::QUIET);
        self.landmarks = self.landmarks.quoted();
    }
}

/// "She [once] said", "who [since] told": between a subject and its verb of speaking these words lead no clause.
pub(super) fn settle_adverbs(tokens: &mut [Seen], landmarks: &mut Landmarks) {
    let last = tokens.len().saturating_sub(1);
    let mut from = 1;
    while let Some(at) = landmarks.next(Landmark::LEAD, from..last) {
        from = at + 1;
        let (before, after) = (&tokens[at - 1], &tokens[at + 1]);
        let pronoun = Class::SUBJECT_PRONOUN | Class::RELATIVE;
        let subject = before.traits.contains(Trait::WORD)
            && !before.classes.intersects(Class::TIME)
            && (before.classes.intersects(pronoun) || before.tag.is_noun());
        let told = after.traits.contains(Trait::CUE_VERB | Trait::PAST);
        if subject && told {
            let it = &mut tokens[at];
            it.classes
                .remove(Class::SUBORDINATOR | Class::PREPOSITION | Class::CONJUNCTION);
            it.traits.insert(Trait::ADVERB);
            it.landmarks.remove(Landmark::LINK);
            landmarks.remove(Landmark::LINK, at);
        }
    }
}

impl Trait {
    #[inline(always)]
    pub(super) fn only_if(self, is_it: bool) -> Self {
        Self::from_bits_retain(self.bits() * u16::from(is_it))
    }
}

/// What a tag says of a token, whatever its word.
#[derive(Clone, Copy)]
struct ByTag {
    traits: Trait,
    landmarks: Landmark,
    /// The word's traits that stand beside it.
    leaves: Trait,
}

const OF_TAGS: [ByTag; Tag::ALL.len()] = {
    let mut tags = [ByTag {
        traits: Trait::empty(),
        landmarks: Landmark::empty(),
        leaves: Trait::all(),
    }; Tag::ALL.len()];
    let mut at = 0;
    while at < tags.len() {
        let its = &mut tags[at];
        if Tag::ALL[at].is_finite() {
            its.traits = its.traits.union(Trait::FINITE);
            its.landmarks = its.landmarks.union(Landmark::VERB).union(Landmark::CLAUSE);
        }
        if Tag::ALL[at].is_verb() {
            its.traits = its.traits.union(Trait::VERB);
            its.landmarks = its.landmarks.union(Landmark::OPENING);
        }
        if !its.traits.is_empty() {
            its.landmarks = its.landmarks.union(Landmark::LOUD);
            its.leaves = its.leaves.difference(Trait::QUIET);
        }
        at += 1;
    }
    tags
};
