//! [`Words`]: one sentence cut for the rules: finer than the segmentation's tokens.
//!
//! The segmentation keeps "37-acre", "1.9bn" and "2014–2017" whole, as a reader
//! of names wants them; quantities and patterns need their parts. Only
//! sentences that some rule was triggered in are cut, and only their first
//! [`MAX_WORDS`] words, so that a text without sentence ends stays cheap.

use std::collections::BTreeMap;

use super::cutter::{Cutter, Piece, Place, Whole, whole};
use super::vocabulary::{Vocabulary, WordId};
use crate::segmentation::{Token, TokenKind};
use crate::span::Span;

/// Words of a sentence that rules look at.
pub(crate) const MAX_WORDS: usize = 600;
/// Words of a name.
const MAX_NAME: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordKind {
    /// Letters, with inner apostrophes and abbreviation stops; "'s" stands alone.
    Word,
    /// Digits with thousands separators and a decimal point.
    Number,
    Comma,
    /// A quotation mark.
    Mark,
    /// Punctuation that ends a clause for sure: `; : — ( )` and stops.
    Break,
    /// Anything else: `$ % / #`.
    Symbol,
}

/// One word of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) span: Span,
    pub(crate) kind: WordKind,
    /// No white space before it.
    pub(crate) glued: bool,
    /// A hyphen or a short dash binds it to the word before.
    pub(crate) hyphen: bool,
    pub(crate) capital: bool,
}

/// A sentence's words and, beside them, their numbers in the vocabulary.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    pub(crate) words: Vec<Word>,
    pub(crate) ids: Vec<WordId>,
    /// A bit for each word of the vocabulary.
    held: Vec<u64>,
}

/// Words of which one is asked for: as bits, the words of 64 numbers together.
#[derive(Clone, Debug)]
pub(crate) struct AnyOf(Box<[(u32, u64)]>);

impl FromIterator<WordId> for AnyOf {
    fn from_iter<I: IntoIterator<Item = WordId>>(ids: I) -> Self {
        let mut words: BTreeMap<u32, u64> = BTreeMap::new();
        for id in ids {
            *words.entry(id / 64).or_default() |= 1 << (id % 64);
        }
        Self(words.into_iter().collect())
    }
}

impl Words {
    /// Of a text that has no tokens.
    pub(crate) fn cut(text: &str, span: Span, vocabulary: &Vocabulary) -> Self {
        let mut words = Self::default();
        words.read(text, span, &[], vocabulary);
        words
    }

    /// Another sentence in place of this one: its memory is used again. `tokens` are the sentence's: most are
    /// words as they are, with keys.
    pub(crate) fn read(
        &mut self,
        text: &str,
        span: Span,
        tokens: &[Token],
        vocabulary: &Vocabulary,
    ) {
        self.words.clear();
        self.ids.clear();
        self.held.clear();
        self.held.resize(vocabulary.len() / 64 + 1, 0);
        // Some tokens are cut in pieces.
        let likely = (tokens.len() + 16).min(MAX_WORDS);
        self.words.reserve(likely);
        self.ids.reserve(likely);
        let (start, sentence) = (span.start(), span.of(text));
        let bytes = sentence.as_bytes();
        let mut cutter = Cutter::new(sentence);
        for token in tokens {
            let at = token.span.start().saturating_sub(start);
            // Most are words between spaces.
            if token.key != 0
                && token.kind == TokenKind::Word
                && cutter.meets_word(at, token.span.len())
            {
                let id = vocabulary.of_token(token);
                cutter.take(token.span.len(), |piece| {
                    self.push_word(start, piece, id, WordKind::Word, token.capital);
                });
                continue;
            }
            cutter.go_on(at, |piece| self.push(start, piece, vocabulary));
            let whole = match cutter.at == at {
                true => whole(token, bytes, at),
                false => None,
            };
            let length = token.span.len();
            match whole {
                Some(Whole::Keyed(kind)) => {
                    let id = vocabulary.of_token(token);
                    cutter.take(length, |piece| {
                        self.push_word(start, piece, id, kind, token.capital);
                    });
                }
                Some(Whole::Sign(sign, kind)) => {
                    let id = vocabulary.sign(sign);
                    cutter.take(length, |piece| {
                        self.push_word(start, piece, id, kind, false)
                    });
                }
                Some(Whole::Frequent(place, kind)) => {
                    let id = vocabulary.frequent(place);
                    cutter.take(length, |piece| {
                        self.push_word(start, piece, id, kind, false)
                    });
                }
                None => cutter.go_on(at + length, |piece| self.push(start, piece, vocabulary)),
            }
        }
        cutter.go_on(bytes.len(), |piece| self.push(start, piece, vocabulary));
    }

    fn push(&mut self, start: usize, piece: Piece<'_>, vocabulary: &Vocabulary) {
        let id = vocabulary.id(piece.form);
        self.push_word(start, piece.place, id, piece.kind, piece.capital);
    }

    #[inline]
    fn push_word(&mut self, start: usize, place: Place, id: WordId, kind: WordKind, capital: bool) {
        self.ids.push(id);
        self.held[id as usize / 64] |= 1 << (id % 64);
        let start = start + place.start;
        self.words.push(Word {
            span: Span::ordered(start, start + place.length),
            kind,
            glued: place.glued,
            hyphen: place.hyphen,
            capital,
        });
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether one of some words is anywhere in the sentence.
    #[inline]
    pub(crate) fn holds(&self, any: &AnyOf) -> bool {
        let held = |word: usize| self.held.get(word).copied().unwrap_or_default();
        any.0
            .iter()
            .any(|(word, bits)| held(*word as usize) & bits != 0)
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    pub(crate) fn kind(&self, at: usize) -> Option<WordKind> {
        self.words.get(at).map(|word| word.kind)
    }

    /// The span from one word to before another.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        match (
            self.words.get(start),
            end.checked_sub(1).and_then(|last| self.words.get(last)),
        ) {
            (Some(first), Some(last)) if start < end => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// How many words of a run with capitals begin at `at`: "Donald J. Trump".
    pub(crate) fn name_length(&self, at: usize) -> usize {
        let word = |at: usize| self.words.get(at).filter(|word| word.capital);
        let mut end = at;
        while word(end).is_some() && end < at + MAX_NAME {
            end += 1;
            // The stop of an initial belongs to it.
            let initial = self.words[end - 1].span.len() == 1;
            let stop = self.words.get(end).is_some_and(|next| {
                next.glued && next.kind == WordKind::Symbol && next.span.len() == 1
            });
            if initial && stop && word(end + 1).is_some() {
                end += 1;
            }
        }
        end - at
    }

    /// The word that begins at or after byte `at`.
    pub(crate) fn at_byte(&self, at: usize) -> usize {
        self.words.partition_point(|word| word.span.start() < at)
    }
}
