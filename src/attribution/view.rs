//! [`View`]: one document as the attribution stage reads it, token by token.

use crate::document::Document;
use crate::quotation::Quoted;
use crate::scan::class::Class;
use crate::scan::{Scan, Word};
use crate::segmentation::{ParagraphKind, Segmentation, Token, TokenKind};
use crate::span::Span;
use crate::tagging::Tag;

use super::{Stages, shape};
use std::ops::Range;

/// Borrowed stages and, for each token, its sentence and the outermost quoted stretch it stands in.
pub(super) struct View<'a> {
    pub(super) document: &'a Document,
    pub(super) segmentation: &'a Segmentation,
    tags: &'a [Tag],
    pub(super) scan: &'a Scan,
    pub(super) quoted: &'a [Quoted],
    sentence_of: Vec<u32>,
    quote_of: Vec<u32>,
    words: Vec<u32>,
    shapes: Vec<u8>,
}

const NONE: u32 = u32::MAX;
/// How far a cue looks for its content and its source. No sentence that somebody wrote to be
/// read is as long; without it a text of one sentence would take quadratic time.
const WINDOW: usize = 300;

impl<'a> View<'a> {
    pub(super) fn new(stages: Stages<'a>) -> Self {
        let Stages {
            document,
            segmentation,
            tags,
            scan,
            quoted,
            ..
        } = stages;
        let count = segmentation.tokens.len();
        let mut sentence_of = vec![0; count];
        for (index, sentence) in segmentation.sentences.iter().enumerate() {
            sentence_of[sentence.tokens.clone()].fill(index as u32);
        }
        let mut quote_of = vec![NONE; count];
        for (index, quote) in quoted.iter().enumerate() {
            if quote.parent.is_none() {
                quote_of[segmentation.tokens_in(quote.span)].fill(index as u32);
            }
        }
        let text = &document.text;
        let words = segmentation.tokens.iter();
        let words = words.map(|token| shape::word_of(*token, text)).collect();
        let pairs = tags.iter().zip(&scan.words);
        let shapes = pairs.zip(&segmentation.tokens);
        let shapes = shapes
            .map(|((tag, word), token)| shape::shape(*tag, *word, *token, text))
            .collect();
        Self {
            document,
            segmentation,
            tags,
            scan,
            quoted,
            sentence_of,
            quote_of,
            words,
            shapes,
        }
    }

    /// The part of speech of token `at`.
    pub(super) fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or(Tag::Stop)
    }

    /// A number that stands for the words of token `at`, case aside; 0 beyond the last token.
    pub(super) fn word_id(&self, at: usize) -> u32 {
        self.words.get(at).copied().unwrap_or(0)
    }

    /// What kind of word token `at` is, coarsely; 0 beyond the last token.
    pub(super) fn shape(&self, at: usize) -> u8 {
        self.shapes.get(at).copied().unwrap_or(0)
    }

    pub(super) fn len(&self) -> usize {
        self.segmentation.tokens.len()
    }

    pub(super) fn token(&self, at: usize) -> Token {
        self.segmentation.tokens[at]
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.token(at).span.of(&self.document.text)
    }

    /// Whether token `at` is `word`, case aside; false beyond the last token.
    pub(super) fn eq(&self, at: usize, word: &str) -> bool {
        // Bytes, not text: a slice of text looks for character boundaries each time.
        let span = self.segmentation.tokens.get(at).map(|token| token.span);
        span.is_some_and(|span| {
            span.len() == word.len()
                && self.document.text.as_bytes()[span.range()].eq_ignore_ascii_case(word.as_bytes())
        })
    }

    pub(super) fn one_of(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.eq(at, word))
    }

    pub(super) fn word(&self, at: usize) -> Word {
        self.scan.words.get(at).copied().unwrap_or_default()
    }

    pub(super) fn is(&self, at: usize, classes: Class) -> bool {
        self.word(at).is(classes)
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.segmentation.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Word))
    }

    /// A name's word: capitalised, and not only because it begins a sentence.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.is_word(at) && self.token(at).capital
    }

    /// Capitalised though it does not begin its sentence: "It" the film, not "It" the pronoun.
    pub(super) fn capital_inside(&self, at: usize) -> bool {
        self.capital(at) && at > self.sentence_tokens(at).start && !self.eq(at, "I")
    }

    pub(super) fn sentence(&self, at: usize) -> usize {
        self.sentence_of.get(at).copied().unwrap_or(0) as usize
    }

    /// The tokens of the sentence that holds token `at`, no more than [`WINDOW`] to either side of it.
    pub(super) fn sentence_tokens(&self, at: usize) -> Range<usize> {
        match self.segmentation.sentences.get(self.sentence(at)) {
            Some(sentence) => {
                let tokens = sentence.tokens.clone();
                tokens.start.max(at.saturating_sub(WINDOW))
                    ..tokens.end.min(at.saturating_add(WINDOW))
            }
            None => 0..0,
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
    pub(super) fn quote(&self, at: usize) -> Option<usize> {
        match self.quote_of.get(at) {
            Some(&index) if index != NONE => Some(index as usize),
            _ => None,
        }
    }

    /// Whether a token of these ranges stands between quotation marks, or is one.
    pub(super) fn hold_quote(&self, contents: &[Range<usize>]) -> bool {
        let mut tokens = contents.iter().cloned().flatten();
        tokens.any(|at| self.quote(at).is_some())
    }

    /// The quoted stretches that share a byte with `span`, nested ones too, with their indices.
    pub(super) fn quoted_in(&self, span: Span) -> impl Iterator<Item = (usize, &'a Quoted)> {
        let quoted = self.quoted;
        let mut first = quoted.partition_point(|quoted| quoted.span.start() < span.start());
        // One that begins before may reach in: then so does the outermost one around it.
        if let Some(before) = first.checked_sub(1) {
            let mut root = before;
            while let Some(parent) = quoted[root].parent {
                root = parent;
            }
            if quoted[root].span.overlaps(span) {
                first = root;
            }
        }
        let all = quoted.iter().enumerate().skip(first);
        all.take_while(move |(_, quoted)| quoted.span.start() < span.end())
            .filter(move |(_, quoted)| quoted.span.overlaps(span))
    }

    /// The tokens of a quoted stretch, its marks included.
    pub(super) fn quote_tokens(&self, quote: usize) -> Range<usize> {
        self.segmentation.tokens_in(self.quoted[quote].span)
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

    pub(super) fn is_punctuation(&self, at: usize, wanted: &[&str]) -> bool {
        matches!(self.kind(at), Some(TokenKind::Punctuation))
            && wanted.iter().any(|wanted| self.eq(at, wanted))
    }

    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.is_punctuation(at, &[","])
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.is_punctuation(at, &["-", "–", "—", "―"])
    }

    /// An adverb by lexicon or by its -ly.
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        self.is_word(at)
            && (self.is(at, Class::ADVERB)
                || (self.text(at).len() > 4
                    && self.text(at).ends_with("ly")
                    && !self.capital(at)
                    && !self.is(at, Class::ROLE)))
    }

    /// The last character of the quoted stretch that is neither white space nor a mark of one inside it.
    pub(super) fn last_char(&self, quote: usize) -> Option<char> {
        self.quoted[quote]
            .inner
            .of(&self.document.text)
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '"' | '”'))
            .chars()
            .next_back()
    }
}
