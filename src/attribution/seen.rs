//! [`Seen`]: all that the patterns and the model ask of one token, computed once.

use bitflags::bitflags;

use crate::scan::Word;
use crate::scan::class::Class;
use crate::segmentation::{Token, TokenKind};
use crate::tagging::Tag;

use super::shape;
use super::words::{Numbers, OTHER, words};

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
    pub(super) counted: Counted,
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

/// Classes of nouns alone.
const NOMINAL: Class = Class::HUMAN
    .union(Class::FIRST_NAME)
    .union(Class::ORGANISATION)
    .union(Class::PLACE)
    .union(Class::THING)
    .union(Class::KIN)
    .union(Class::PLURAL);
/// Of a word that is [`Trait::QUIET`], nothing else.
const CAPITALS: Trait = Trait::WORD
    .union(Trait::CAPITAL)
    .union(Trait::CAPITAL_INSIDE);

impl Seen {
    /// A token outside quotation marks; `begins`: it is its sentence's first one.
    #[inline(always)] // Once a token.
    pub(super) fn new(
        token: Token,
        tag: Tag,
        word: Word,
        text: &[u8],
        (sentence, begins): (u32, bool),
        numbers: &Numbers,
    ) -> Self {
        // Bytes, not text: a slice of text looks for character boundaries each time.
        let bytes = &text[token.span.range()];
        let number = numbers.of(token, bytes);
        let mut traits = OF_TAGS[tag as usize];
        let mut counted = Counted::empty();
        counted.set(Counted::VERB, traits.contains(Trait::FINITE));
        if token.kind == TokenKind::Word {
            traits |= Trait::WORD | ending(bytes);
            if token.capital {
                let inside = !begins && !words!["i"].hold(number);
                traits |= Trait::CAPITAL;
                traits.set(Trait::CAPITAL_INSIDE, inside);
            } else if traits.contains(Trait::LY) && !word.is(Class::ROLE) {
                traits |= Trait::ADVERB;
            }
            traits.set(Trait::QUIET, is_quiet(traits, word.classes, number));
        }
        let mut shape = shape::plain(tag);
        // Most words are in no class.
        if !word.classes.is_empty() {
            shape += shape::class(tag, word);
            if traits.contains(Trait::WORD) && word.is(Class::ADVERB) {
                traits |= Trait::ADVERB;
            }
            counted.set(Counted::CUE, word.is(Class::STRONG_CUE));
            counted.set(Counted::LINK, word.is(LINKS));
            counted.set(Counted::CONJUNCTION, word.is(Class::CONJUNCTION));
        }
        if token.kind == TokenKind::Punctuation {
            shape = shape::sign(number);
            counted.set(Counted::COMMA, words![","].hold(number));
        }
        if let Some(verb) = word.verb {
            traits |= Trait::CUE_VERB;
            traits.set(Trait::PAST, verb.past);
            traits.set(Trait::THIRD, verb.third);
            traits.set(Trait::GERUND, verb.gerund);
        }
        Self {
            classes: word.classes,
            word: shape::word_of(token, bytes),
            sentence,
            quote: NONE,
            traits,
            kind: token.kind,
            tag,
            shape,
            number,
            counted,
        }
    }

    /// It stands in that quoted stretch.
    #[inline]
    pub(super) fn enclose(&mut self, quote: u32) {
        self.quote = quote;
        self.shape = shape::QUOTED;
        self.traits.remove(Trait::QUIET);
        self.counted = Counted::QUOTED;
    }
}

/// Whether a word outside quotation marks is [`Trait::QUIET`], by its other traits.
#[inline]
fn is_quiet(traits: Trait, classes: Class, number: u8) -> bool {
    NOMINAL.contains(classes) && CAPITALS.contains(traits) && number == OTHER
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

#[inline]
fn ending(bytes: &[u8]) -> Trait {
    match bytes {
        [.., b'g'] if bytes.ends_with(b"ing") => Trait::ING,
        [.., b'd'] if bytes.ends_with(b"ed") => Trait::ED,
        [_, _, _, .., b'l', b'y'] => Trait::LY,
        _ => Trait::empty(),
    }
}

/// How many tokens of some kinds there are; all but the last outside quotation marks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Finite ones.
    pub(super) verbs: u32,
    pub(super) commas: u32,
    /// Words that by themselves say that somebody spoke.
    pub(super) cues: u32,
    /// Relatives, question words and subordinators.
    pub(super) links: u32,
    pub(super) conjunctions: u32,
    /// Tokens between quotation marks, the marks included.
    pub(super) quoted: u32,
}

/// What leads into a clause.
const LINKS: Class = Class::RELATIVE.union(Class::WH).union(Class::SUBORDINATOR);

bitflags! {
    /// In which of the [`Counts`] a token is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) struct Counted: u8 {
        const VERB = 1 << 0;
        const COMMA = 1 << 1;
        const CUE = 1 << 2;
        const LINK = 1 << 3;
        const CONJUNCTION = 1 << 4;
        const QUOTED = 1 << 5;
    }
}

/// What a token adds to the counts, by its [`Counted`].
const ADDED: [Counts; 1 << 6] = {
    let none = Counts {
        verbs: 0,
        commas: 0,
        cues: 0,
        links: 0,
        conjunctions: 0,
        quoted: 0,
    };
    let mut added = [none; 1 << 6];
    let mut at = 0;
    while at < added.len() {
        let bits = at as u32;
        added[at] = Counts {
            verbs: bits & 1,
            commas: bits >> 1 & 1,
            cues: bits >> 2 & 1,
            links: bits >> 3 & 1,
            conjunctions: bits >> 4 & 1,
            quoted: bits >> 5 & 1,
        };
        at += 1;
    }
    added
};

impl Counts {
    /// What stands before each token, and before the end.
    pub(super) fn of(tokens: &[Seen]) -> Vec<Self> {
        let mut counts = Vec::with_capacity(tokens.len() + 1);
        let mut sum = Self::default();
        counts.push(sum);
        counts.extend(tokens.iter().map(|token| {
            sum = sum.with(ADDED[usize::from(token.counted.bits() % 64)]);
            sum
        }));
        counts
    }

    #[inline]
    fn with(self, more: Self) -> Self {
        Self {
            verbs: self.verbs + more.verbs,
            commas: self.commas + more.commas,
            cues: self.cues + more.cues,
            links: self.links + more.links,
            conjunctions: self.conjunctions + more.conjunctions,
            quoted: self.quoted + more.quoted,
        }
    }

    /// What is left when those before are taken away.
    #[inline]
    pub(super) fn without(self, before: Self) -> Self {
        Self {
            verbs: self.verbs - before.verbs,
            commas: self.commas - before.commas,
            cues: self.cues - before.cues,
            links: self.links - before.links,
            conjunctions: self.conjunctions - before.conjunctions,
            quoted: self.quoted - before.quoted,
        }
    }
}
