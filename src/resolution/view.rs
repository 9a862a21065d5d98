//! [`View`]: what the earlier stages know of each token, in one place.
//!
//! Decides nothing; every lookup is by token index and takes constant time.

mod asked;
mod build;
mod found;

use std::ops::Range;

use super::key::{self, Key};
use super::sets::{self, Entry};
use crate::scan::Word;
use crate::scan::class::Class;
use crate::segmentation::{Segmentation, Token, TokenKind};
use crate::span::Span;
pub(super) use asked::Asked;
pub(super) use found::{Found, Setting};

/// Tokens are looked through in such steps.
const NEAR: usize = 64;

/// What any of some words is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    /// By itself.
    pub(super) own: Class,
    /// By itself or by a phrase that covers it.
    pub(super) any: Class,
}

#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) segmentation: &'a Segmentation,
    pub(super) words: &'a [Word],
    sets: &'static sets::Words,
    pub(super) found: Found,
}

impl<'a> View<'a> {
    /// The article writes the word at `at` without a capital too.
    pub(super) fn small(&self, at: usize) -> bool {
        match self.capital(at) {
            true => self.found.asked.is_small(self.key(at)),
            false => self.found.small.get(at),
        }
    }

    /// The article has that word without a capital.
    pub(super) fn has_small(&self, word: Key) -> bool {
        let mut small = self.found.small.all_set();
        small.any(|at| self.key(at) == word)
    }

    /// The sentence is written in title case.
    pub(super) fn is_title_case(&self, sentence: usize) -> bool {
        self.setting(sentence).is_title_case
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.of(self.text))
    }

    /// The same as bytes, which takes less: where they begin and end is not looked at.
    #[inline]
    pub(super) fn bytes(&self, at: usize) -> &'a [u8] {
        self.tokens
            .get(at)
            .map_or(&[], |token| &self.text.as_bytes()[token.span.range()])
    }

    /// The word without its case; 0 beyond the last token.
    pub(super) fn key(&self, at: usize) -> Key {
        self.tokens
            .get(at)
            .map_or(0, |token| key::of(self.text, token))
    }

    /// What the word sets say of the token; nothing of signs, which none of them has.
    #[inline]
    pub(super) fn entry(&self, at: usize) -> &'static Entry {
        self.sets.of_token(self.text, self.tokens.get(at))
    }

    /// Whether any of some tokens is the word.
    pub(super) fn has_word(&self, tokens: &Range<usize>, word: Key) -> bool {
        let mut tokens = self.tokens.get(tokens.clone()).unwrap_or_default().iter();
        match key::is_hashed(word) {
            true => tokens.any(|token| token.key == 0 && key::of(self.text, token) == word),
            false => tokens.any(|token| u64::from(token.key) == word),
        }
    }

    /// Whether the token is `word`, in lower case there.
    pub(super) fn eq(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.span.len() == word.len()
                && self.text.as_bytes()[token.span.range()].eq_ignore_ascii_case(word.as_bytes())
        })
    }

    /// An ending with an apostrophe: "’s", "'".
    #[inline]
    pub(super) fn clitic(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            // Most others are told by their first byte, in one branch.
            let word = &self.text.as_bytes()[token.span.range()];
            let begins = matches!(word.first(), Some(b'\'' | 0xE2));
            begins
                && (token.key == 0) & (word.len() < 5)
                && (word.starts_with(b"'") || word.starts_with("’".as_bytes()))
        })
    }

    /// "ask", "press": a cue verb that may command, or be a noun.
    pub(super) fn base_verb(&self, at: usize) -> bool {
        let formed = Class::PAST | Class::THIRD | Class::GERUND;
        self.own(at, Class::CUE_VERB) && !self.own(at, formed)
    }

    /// "van", "al": a particle of names, whatever its case.
    pub(super) fn particle(&self, at: usize) -> bool {
        let short = |token: &Token| token.kind == TokenKind::Word && token.span.len() <= 4;
        self.tokens.get(at).is_some_and(short) && self.entry(at).particle
    }

    /// The byte of a sign, as of a comma; 0 of all else.
    #[inline]
    pub(super) fn byte(&self, at: usize) -> u8 {
        match self.tokens.get(at) {
            Some(token) if (token.kind == TokenKind::Punctuation) & (token.span.len() == 1) => {
                self.text.as_bytes()[token.span.start()]
            }
            _ => 0,
        }
    }

    /// The token has a letter or a digit.
    pub(super) fn has_letters(&self, at: usize) -> bool {
        let begins = self.tokens.get(at).is_some_and(|token| token.key != 0);
        begins || self.word(at).contains(char::is_alphanumeric)
    }

    /// The token may be of letters and signs: a hyphen, say.
    pub(super) fn is_compound(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.key == 0)
    }

    /// "J" or "J."
    pub(super) fn initial(&self, at: usize) -> bool {
        // Most words are told apart by their second byte.
        let stopped = match self.bytes(at) {
            [first, second, _, ..] => *first >= 0x80 || *second == b'.',
            _ => true,
        };
        // "Ó" is a particle.
        stopped
            && self.word(at).trim_end_matches('.').chars().count() == 1
            && !(self.is_compound(at) && self.particle(at))
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    #[inline]
    pub(super) fn capital(&self, at: usize) -> bool {
        self.found.capitals.get(at)
    }

    /// The token is a word of a role, a title or kin, by itself or in a phrase.
    #[inline]
    pub(super) fn human(&self, at: usize) -> bool {
        self.found.humans.get(at)
    }

    /// Whether any of some tokens is human.
    pub(super) fn any_human(&self, tokens: Range<usize>) -> bool {
        self.found.humans.any(tokens)
    }

    /// The words with a capital among sixty-four tokens, those tokens that phrases cover, and those
    /// that open sentences.
    pub(super) fn capitals(&self, number: usize) -> [u64; 3] {
        let found = &self.found;
        [&found.capitals, &found.covered, &found.opening].map(|bits| bits.word(number))
    }

    /// The token is inside the words of a quotation with marks.
    #[inline]
    pub(super) fn inside(&self, at: usize) -> bool {
        self.found.inside.get(at)
    }

    /// What the scan says of the token.
    pub(super) fn classes(&self, at: usize) -> Class {
        self.words
            .get(at)
            .map_or(Class::empty(), |word| word.classes)
    }

    /// What the token is by itself or by phrases that cover it.
    #[inline]
    pub(super) fn all(&self, at: usize) -> Class {
        self.classes(at) | self.over(at)
    }

    /// The token is of one of the classes by itself.
    pub(super) fn own(&self, at: usize, classes: Class) -> bool {
        self.words.get(at).is_some_and(|word| word.is(classes))
    }

    /// The classes of a phrase of several words that covers the token.
    #[inline]
    pub(super) fn phrase(&self, at: usize, classes: Class) -> bool {
        self.over(at).intersects(classes)
    }

    /// A phrase covers the token.
    #[inline]
    pub(super) fn covered(&self, at: usize) -> bool {
        self.found.covered.get(at)
    }

    /// The classes of all phrases that cover the token.
    #[inline]
    fn over(&self, at: usize) -> Class {
        match self.found.covered.get(at) {
            true => self.found.over[self.found.covered_before(at)],
            false => Class::empty(),
        }
    }

    /// What any of the words of a range is.
    #[inline]
    pub(super) fn said(&self, tokens: &Range<usize>) -> Said {
        let words = self.words.get(tokens.clone()).unwrap_or_default();
        let own = words
            .iter()
            .fold(Class::empty(), |all, word| all | word.classes);
        let found = &self.found;
        if !found.covered.any(tokens.clone()) {
            return Said { own, any: own };
        }
        let over = found.covered_before(tokens.start)..found.covered_before(tokens.end);
        let over = found.over.get(over).unwrap_or_default().iter();
        let any = over.fold(own, |all, classes| all | *classes);
        Said { own, any }
    }

    pub(super) fn is(&self, at: usize, classes: Class) -> bool {
        self.all(at).intersects(classes)
    }

    /// An article or a possessive stands before the token in its sentence.
    pub(super) fn owned(&self, at: usize) -> bool {
        let before = at
            .checked_sub(1)
            .filter(|before| self.same_sentence(*before, at));
        before.is_some_and(|before| self.own(before, Class::DETERMINER | Class::POSSESSIVE))
    }

    pub(super) fn verb(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.verb.is_some())
    }

    /// "Bookmakers agree": a cue verb as it stands behind several.
    pub(super) fn of_several(&self, at: usize) -> bool {
        self.own(at, Class::CUE_VERB) && !self.own(at, Class::THIRD | Class::PAST)
    }

    /// The token is its sentence's first, or the first behind its quotation mark.
    #[inline]
    pub(super) fn first_of_sentence(&self, at: usize) -> bool {
        self.found.opening.get(at)
    }

    pub(super) fn same_sentence(&self, one: usize, other: usize) -> bool {
        self.found
            .sentence
            .get(one)
            .is_some_and(|s| self.found.sentence.get(other) == Some(s))
    }

    /// The end of a token's sentence, in tokens.
    pub(super) fn sentence_end(&self, at: usize) -> usize {
        self.setting(self.sentence(at)).end as usize
    }

    /// The beginning of a token's sentence, in tokens.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        self.setting(self.sentence(at)).start as usize
    }

    /// What any of the words before a token in its sentence, whose setting it is, is, of at most so many.
    #[inline]
    pub(super) fn before<const MOST: usize>(&self, setting: Setting, at: usize) -> Class {
        let first = (setting.start as usize).max(at.saturating_sub(MOST));
        let words = self.words.get(first..at).unwrap_or_default();
        let either = |all: Class, word: &Word| all | word.classes;
        match words.first_chunk::<MOST>() {
            // Most: their number is known, so that no loop is needed.
            Some(words) => words.iter().fold(Class::empty(), either),
            None => words.iter().fold(Class::empty(), either),
        }
    }

    /// The sentence of a token, counted from the article's first.
    pub(super) fn sentence(&self, at: usize) -> usize {
        self.found
            .sentence
            .get(at)
            .map_or(0, |sentence| *sentence as usize)
    }

    /// Of a sentence; the first one's beyond the last.
    #[inline]
    pub(super) fn setting(&self, sentence: usize) -> Setting {
        self.found
            .settings
            .get(sentence)
            .copied()
            .unwrap_or_default()
    }

    /// How many tokens of the article, which come first, are before something; found the sooner,
    /// the sooner after token `near` those end.
    #[inline]
    fn count_near(&self, near: usize, is_before: impl Fn(&Token) -> bool) -> usize {
        let mut from = near.min(self.tokens.len());
        if from > 0 && !is_before(&self.tokens[from - 1]) {
            return self.tokens[..from].partition_point(is_before);
        }
        while self.tokens.get(from + NEAR).is_some_and(&is_before) {
            from += NEAR;
        }
        let next = &self.tokens[from..];
        from + next.get(..NEAR).unwrap_or(next).partition_point(is_before)
    }

    /// The first token that ends after byte `at`, sought near a token.
    #[inline]
    pub(super) fn token_near(&self, near: usize, at: usize) -> usize {
        self.count_near(near, |token| token.span.end() <= at)
    }

    /// The tokens that lie within a span, sought near a token.
    pub(super) fn tokens_near(&self, near: usize, span: Span) -> Range<usize> {
        let first = self.count_near(near, |token| token.span.start() < span.start());
        let last = self.count_near(first, |token| token.span.end() <= span.end());
        first..last.max(first)
    }

    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        match self.tokens.get(tokens.clone()) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// The words of a token range, white space single.
    pub(super) fn wording(&self, tokens: &Range<usize>) -> String {
        let words = self.span(tokens).of(self.text);
        let bytes = self.text.as_bytes();
        let beside = |pair: &[Token]| {
            let between = pair[0].span.end()..pair[1].span.start();
            between.is_empty() || bytes[between] == *b" "
        };
        let tokens = self.tokens.get(tokens.clone()).unwrap_or_default();
        // No token has white space in it.
        if tokens.windows(2).all(beside) {
            return words.to_owned();
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
