//! [`Seen`]: all that the patterns and the model ask of one token, computed once.

use std::ops::Range;

use bitflags::bitflags;

use crate::scan::Word;
use crate::scan::class::Class;
use crate::segmentation::{Token, TokenKind};
use crate::tagging::Tag;

use super::landmarks::Landmark;
use super::lexical::Known;
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

/// Of a word that is [`Trait::QUIET`], nothing else.
const CAPITALS: Trait = Trait::WORD
    .union(Trait::CAPITAL)
    .union(Trait::CAPITAL_INSIDE);

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
        let lexical = known.lexical(token, word.classes, bytes);
        let is_word = token.kind == TokenKind::Word;
        let capital = is_word & token.capital;
        let inside = capital & !begins & lexical.is_no_pronoun;
        let ending = ending(text, token.span.range()).only_if(is_word);
        let adverb = ending.contains(Trait::LY) & !capital & lexical.may_be_adverb;
        let traits = lexical.traits
            | OF_TAGS[tag as usize]
            | ending
            | Trait::CAPITAL.only_if(capital)
            | Trait::CAPITAL_INSIDE.only_if(inside)
            | Trait::ADVERB.only_if(adverb);
        let quiet = lexical.may_be_quiet & CAPITALS.contains(traits);
        Self {
            classes: word.classes,
            word: shape::word_of(token, bytes),
            sentence,
            quote: NONE,
            traits: traits | Trait::QUIET.only_if(quiet),
            kind: token.kind,
            tag,
            shape: match token.kind {
                TokenKind::Punctuation => shape::sign(lexical.number),
                _ => shape::divided(tag, lexical.divisions),
            },
            number: lexical.number,
            // No clause has a word in -ing alone for its verb.
            landmarks: (lexical.landmarks | landmarks(traits) | Landmark::LOUD.only_if(!quiet))
                .difference(Landmark::CLAUSE.only_if(ending.contains(Trait::ING))),
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

impl Trait {
    #[inline(always)]
    fn only_if(self, is_it: bool) -> Self {
        Self::from_bits_retain(self.bits() * u16::from(is_it))
    }
}

/// What tag and ending make of a token to those who look for one of its kind.
#[inline(always)] // As above.
fn landmarks(traits: Trait) -> Landmark {
    let finite = traits.intersects(Trait::FINITE);
    let past = traits.intersects(Trait::ED) & !traits.intersects(Trait::CAPITAL);
    let adverb = traits.contains(Trait::ADVERB);
    let opens = traits.intersects(Trait::CUE_VERB | Trait::VERB);
    let ends = traits.intersects(Trait::ING) | adverb;
    Landmark::VERB.only_if(finite)
        | Landmark::CLAUSE.only_if(finite | past)
        | Landmark::BOUNDARY.only_if(ends)
        | Landmark::ADJUNCT.only_if(adverb)
        | Landmark::OPENING.only_if(opens)
}

/// What a tag alone says.
const OF_TAGS: [Trait; Tag::ALL.len()] = {
    let mut traits = [Trait::empty(); Tag::ALL.len()];
    let mut at = 0;
    while at < traits.len() {
        if Tag::ALL[at].is_finite() {
            traits[at] = traits[at].union(Trait::FINITE);
        }
        if Tag::ALL[at].is_verb() {
            traits[at] = traits[at].union(Trait::VERB);
        }
        at += 1;
    }
    traits
};

/// By what a word of `text` ends with.
#[inline(always)] // As above.
fn ending(text: &[u8], word: Range<usize>) -> Trait {
    let length = word.len();
    let tail = match text[..word.end].last_chunk() {
        Some(tail) => u32::from_be_bytes(*tail),
        // The text's first word.
        None => text[word.clone()]
            .iter()
            .fold(0, |tail, byte| tail << 8 | u32::from(*byte)),
    };
    let two = tail as u16;
    let ing = (tail & 0xFF_FF_FF == u32::from_be_bytes(*b"\0ing")) & (length >= 3);
    let ed = (two == u16::from_be_bytes(*b"ed")) & (length >= 2);
    let ly = (two == u16::from_be_bytes(*b"ly")) & (length >= 5);
    Trait::ING.only_if(ing) | Trait::ED.only_if(ed) | Trait::LY.only_if(ly)
}
