//! [`View`]: one document as the attribution stage reads it, token by token.

use std::ops::Range;

use crate::document::Document;
use crate::quotation::Quoted;
use crate::scan::Word;
use crate::scan::class::Class;
use crate::segmentation::{ParagraphKind, Segmentation, Token, TokenKind};
use crate::span::Span;
use crate::tagging::Tag;

use super::Stages;
use super::groups::Groups;
use super::known::Known;
use super::landmarks::{All, Landmark, Landmarks, Within};
pub(super) use super::seen::Trait;
use super::seen::{NEAR, NONE, Seen, Tail, seen, settle_adverbs};
use super::stretch::{self, Stretch};
use super::subjects::Subjects;
use super::tallies::{Tallies, Tally};
use super::words::{self, Words, words};

/// Borrowed stages and what the patterns and the model ask of each token.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) document: &'a Document,
    pub(super) segmentation: &'a Segmentation,
    pub(super) quoted: &'a [Quoted],
    words: &'a [Word],
    tokens: Vec<Seen>,
    landmarks: Landmarks,
    tallies: Tallies,
    tail: Tail,
    quotes: Vec<Stretch>,
    pub(super) subjects: Subjects,
    pub(super) groups: Groups,
}

impl<'a> View<'a> {
    pub(super) fn new(stages: Stages<'a>, known: &Known) -> Self {
        let Stages {
            document,
            segmentation,
            scan,
            quoted,
            ..
        } = stages;
        let mut tokens = seen(stages, known);
        let quotes: Vec<Stretch> = quoted
            .iter()
            .map(|quote| Stretch::of(quote, document, segmentation))
            .collect();
        for (index, quote) in quoted.iter().enumerate() {
            if quote.parent.is_none() {
                for token in &mut tokens[quotes[index].tokens.clone()] {
                    token.enclose(index as u32);
                }
            }
        }
        let mut landmarks = Landmarks::of(&tokens);
        settle_adverbs(&mut tokens, &mut landmarks);
        Self {
            document,
            segmentation,
            quoted,
            words: &scan.words,
            landmarks,
            tallies: Tallies::of(&tokens),
            subjects: Subjects::new(tokens.len()),
            groups: Groups::new(tokens.len()),
            tail: Tail::of(&tokens),
            tokens,
            quotes,
        }
    }

    /// The part of speech of token `at`.
    #[inline]
    pub(super) fn tag(&self, at: usize) -> Tag {
        self.tokens.get(at).map_or(Tag::Stop, |token| token.tag)
    }

    /// A number that stands for the words of token `at`, case aside; 0 beyond the last token.
    #[inline]
    pub(super) fn word_id(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(0, |token| token.word)
    }

    /// What kind of word token `at` is, coarsely, or that it stands between quotation marks; 0 beyond the last token.
    #[inline]
    pub(super) fn shape(&self, at: usize) -> u8 {
        self.tokens.get(at).map_or(0, |token| token.shape)
    }

    /// Some tokens from `first` on; beyond the last token [`Seen::NOTHING`].
    #[inline]
    pub(super) fn near(&self, first: usize) -> &[Seen; NEAR] {
        let tokens = self.tokens.get(first..).and_then(<[Seen]>::first_chunk);
        tokens.unwrap_or_else(|| self.tail.near(first))
    }

    /// Token `at`; [`Seen::NOTHING`] beyond the last token.
    #[inline]
    pub(super) fn seen(&self, at: usize) -> &Seen {
        self.tokens.get(at).unwrap_or(&Seen::NOTHING)
    }

    /// Some tokens; none of a range that reaches beyond the last one.
    #[inline]
    pub(super) fn all_seen(&self, tokens: Range<usize>) -> &[Seen] {
        self.tokens.get(tokens).unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn token(&self, at: usize) -> Token {
        self.segmentation.tokens[at]
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.token(at).span.of(&self.document.text)
    }

    /// Whether token `at` is one of some words and signs, case aside; false beyond the last token.
    #[inline]
    pub(super) fn one_of(&self, at: usize, words: Words) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| words.hold(token.number))
    }

    /// The listed word that token `at` is; see [`words`].
    pub(super) fn named(&self, at: usize) -> Option<&'static str> {
        words::name(self.tokens.get(at)?.number)
    }

    /// Whether token `at` has one of these traits; false beyond the last token.
    #[inline]
    pub(super) fn has(&self, at: usize, traits: Trait) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.traits().intersects(traits))
    }

    #[inline]
    pub(super) fn word(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or_default()
    }

    #[inline]
    pub(super) fn is(&self, at: usize, classes: Class) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.classes.intersects(classes))
    }

    /// The classes of token `at`; none beyond the last token.
    #[inline]
    pub(super) fn classes(&self, at: usize) -> Class {
        self.tokens
            .get(at)
            .map_or(Class::empty(), |token| token.classes)
    }

    #[inline]
    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    #[inline]
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.has(at, Trait::WORD)
    }

    /// A name's word: capitalised, and not only because it begins a sentence.
    #[inline]
    pub(super) fn capital(&self, at: usize) -> bool {
        self.has(at, Trait::CAPITAL)
    }

    /// Capitalised though it does not begin its sentence: "It" the film, not "It" the pronoun.
    pub(super) fn capital_inside(&self, at: usize) -> bool {
        self.has(at, Trait::CAPITAL_INSIDE)
    }

    /// A verb that wants its subject before it: "[was] lost", "[bans] cars"; not "[nurses] had warned".
    pub(super) fn has_no_subject(&self, at: usize) -> bool {
        let helps = |at: usize| self.is(at, Class::AUXILIARY | Class::MODAL | Class::BE);
        let verb = || {
            matches!(self.tag(at), Tag::PresentThird | Tag::Past)
                && !helps(at + 1)
                && !self.has(at + 1, Trait::FINITE)
        };
        self.quote(at).is_none()
            && self.is_word(at)
            && !self.capital(at)
            && (helps(at) || verb())
            && !self.has_subject(at)
    }

    #[inline]
    pub(super) fn sentence(&self, at: usize) -> usize {
        self.tokens
            .get(at)
            .map_or(0, |token| token.sentence as usize)
    }

    /// The tokens of the sentence that holds token `at`, no more than [`WINDOW`] to either side of it; none of one that
    /// no sentence holds.
    #[inline]
    pub(super) fn sentence_tokens(&self, at: usize) -> Range<usize> {
        match self.tokens.get(at) {
            Some(token) => token.sentence_tokens(at),
            None => at..at,
        }
    }

    pub(super) fn paragraph(&self, at: usize) -> usize {
        self.segmentation
            .sentences
            .get(self.sentence(at))
            .map_or(0, |sentence| sentence.paragraph)
    }

    /// The tokens of the paragraph that holds token `at`.
    pub(super) fn paragraph_tokens(&self, at: usize) -> Range<usize> {
        let Some(paragraph) = self.segmentation.paragraphs.get(self.paragraph(at)) else {
            return 0..0;
        };
        let sentences = &self.segmentation.sentences[paragraph.sentences.clone()];
        match (sentences.first(), sentences.last()) {
            (Some(first), Some(last)) => first.tokens.start..last.tokens.end,
            _ => 0..0,
        }
    }

    pub(super) fn in_title(&self, at: usize) -> bool {
        self.segmentation
            .paragraphs
            .get(self.paragraph(at))
            .is_some_and(|paragraph| paragraph.kind == ParagraphKind::Title)
    }

    /// Index of the outermost quoted stretch around token `at`, its marks included.
    #[inline]
    pub(super) fn quote(&self, at: usize) -> Option<usize> {
        match self.tokens.get(at) {
            Some(token) if token.quote != NONE => Some(token.quote as usize),
            _ => None,
        }
    }

    /// Whether token `at` is of one of these kinds; false beyond the last token.
    #[inline]
    pub(super) fn is_landmark(&self, at: usize, kinds: Landmark) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| token.landmarks().intersects(kinds))
    }

    /// The first of these tokens that is of one of these kinds; none of an inverted range.
    #[inline(always)] // The kinds are constants.
    pub(super) fn next(&self, kinds: Landmark, tokens: Range<usize>) -> Option<usize> {
        self.landmarks.next(kinds, tokens)
    }

    /// Those of these tokens that are of one of these kinds; none of an inverted range.
    #[inline(always)] // As above.
    pub(super) fn all(&self, kinds: Landmark, tokens: Range<usize>) -> All<'_> {
        self.landmarks.all(kinds, tokens)
    }

    /// The last of these tokens that is of one of these kinds; none of an inverted range.
    #[inline(always)] // As above.
    pub(super) fn last(&self, kinds: Landmark, tokens: Range<usize>) -> Option<usize> {
        self.landmarks.last(kinds, tokens)
    }

    /// Those of these tokens that are of one of these kinds, the last first.
    pub(super) fn backwards(
        &self,
        kinds: Landmark,
        tokens: Range<usize>,
    ) -> impl Iterator<Item = usize> {
        self.landmarks.backwards(kinds, tokens)
    }

    /// Whether one of these tokens is of one of these kinds.
    #[inline(always)] // As above.
    pub(super) fn any(&self, kinds: Landmark, tokens: Range<usize>) -> bool {
        self.landmarks.any(kinds, tokens)
    }

    /// These tokens, to ask them more than once; none if they are more than sixty-four.
    #[inline(always)] // As above.
    pub(super) fn within(&self, tokens: Range<usize>) -> Option<Within<'_>> {
        self.landmarks.within(tokens)
    }

    /// How many of these tokens are of one of these kinds.
    #[inline(always)] // As above.
    pub(super) fn count(&self, kinds: Landmark, tokens: Range<usize>) -> u32 {
        self.landmarks.count(kinds, tokens)
    }

    /// The verbs and commas among these tokens; none of an inverted range.
    #[inline]
    pub(super) fn tally(&self, tokens: Range<usize>) -> Tally {
        self.tallies.among(tokens)
    }

    /// Whether a token of these ranges stands between quotation marks, or is one.
    pub(super) fn hold_quote(&self, contents: &[Range<usize>]) -> bool {
        let mut parts = contents.iter();
        parts.any(|part| self.any(Landmark::QUOTED, part.clone()))
    }

    /// The first of these tokens that stands between quotation marks, or is one.
    pub(super) fn first_quoted(&self, tokens: Range<usize>) -> Option<usize> {
        self.next(Landmark::QUOTED, tokens)
    }

    /// The quoted stretches that share a byte with `span`, nested ones too, with their indices.
    pub(super) fn quoted_in(&self, span: Span) -> impl Iterator<Item = (usize, &'a Quoted)> {
        stretch::sharing(self.quoted, span)
    }

    /// The tokens of a quoted stretch, its marks included.
    #[inline]
    pub(super) fn quote_tokens(&self, quote: usize) -> Range<usize> {
        self.quotes[quote].tokens.clone()
    }

    /// From the first token's start to the last one's end.
    pub(super) fn span(&self, tokens: Range<usize>) -> Span {
        if tokens.is_empty() || tokens.end > self.len() {
            return Span::default();
        }
        self.token(tokens.start)
            .span
            .cover(self.token(tokens.end - 1).span)
    }

    #[inline]
    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.one_of(at, words![","])
    }

    #[inline]
    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.one_of(at, words!["-", "–", "—", "―"])
    }

    /// An adverb by lexicon or by its -ly.
    #[inline]
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        self.has(at, Trait::ADVERB)
    }

    /// Of a verb's word: its subject is in it, as in "We’ve" and "who’d".
    #[inline]
    pub(super) fn has_subject(&self, at: usize) -> bool {
        self.is(at, Class::SUBJECT_PRONOUN | Class::RELATIVE)
    }

    /// A finite form of a cue verb.
    pub(super) fn finite_cue(&self, at: usize) -> bool {
        self.has(at, Trait::CUE_VERB) && self.has(at, Trait::FINITE)
    }

    /// A finite verb that by itself says that somebody spoke.
    pub(super) fn strong_cue(&self, at: usize) -> bool {
        self.is(at, Class::STRONG_CUE) && self.has(at, Trait::FINITE)
    }

    /// A finite verb in small letters.
    pub(super) fn small_verb(&self, at: usize) -> bool {
        self.has(at, Trait::FINITE) && !self.capital(at)
    }

    /// The quoted stretch ends with a comma, which leads on to who said it.
    pub(super) fn leads_on(&self, quote: usize) -> bool {
        self.last_char(quote) == Some(',')
    }

    /// The last character of the quoted stretch that is neither white space nor a mark of one inside it.
    #[inline]
    pub(super) fn last_char(&self, quote: usize) -> Option<char> {
        self.quotes[quote].last
    }
}
