//! [`View`]: what the earlier stages know of each token, in one place.
//!
//! Decides nothing; every lookup is by token index and takes constant time.

use std::collections::HashSet;

use crate::attribution::{Quotation, QuotationKind};
use crate::document::Document;
use crate::scan::Scan;
use crate::scan::class::Class;
use crate::segmentation::{Segmentation, Token, TokenKind};
use crate::span::Span;

#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) segmentation: &'a Segmentation,
    scan: &'a Scan,
    /// Classes of the phrases that cover each token.
    spread: Vec<Class>,
    /// Index of each token's sentence.
    pub(super) sentence: Vec<usize>,
    /// The token is inside the words of a quotation with marks.
    pub(super) inside: Vec<bool>,
    /// How many sentences with narration end before each sentence: speech does not push people out of mind.
    pub(super) narrated: Vec<usize>,
    /// The sentence is written in title case, so capitals say nothing.
    pub(super) shouted: Vec<bool>,
    /// Every word the article writes without a capital.
    pub(super) small: HashSet<&'a str>,
}

impl<'a> View<'a> {
    pub(super) fn new(
        document: &'a Document,
        segmentation: &'a Segmentation,
        scan: &'a Scan,
        quotations: &[Quotation],
    ) -> Self {
        let tokens = segmentation.tokens.as_slice();
        let mut spread = vec![Class::empty(); tokens.len()];
        for phrase in &scan.phrases {
            for classes in spread
                .iter_mut()
                .take(phrase.tokens.end)
                .skip(phrase.tokens.start)
            {
                *classes |= phrase.classes;
            }
        }
        let mut inside = vec![false; tokens.len()];
        let marked = quotations
            .iter()
            .filter(|q| q.kind != QuotationKind::Indirect);
        for span in marked.flat_map(|quotation| &quotation.contents) {
            let range = segmentation.tokens_in(*span);
            if let Some(part) = inside.get_mut(range) {
                part.fill(true);
            }
        }
        let mut view = Self {
            text: &document.text,
            tokens,
            segmentation,
            scan,
            spread,
            sentence: vec![0; tokens.len()],
            inside,
            narrated: Vec::with_capacity(segmentation.sentences.len()),
            shouted: Vec::with_capacity(segmentation.sentences.len()),
            small: tokens
                .iter()
                .filter(|token| token.kind == TokenKind::Word && !token.capital)
                .map(|token| token.span.of(&document.text))
                .collect(),
        };
        let mut narrated = 0;
        for (at, sentence) in segmentation.sentences.iter().enumerate() {
            view.narrated.push(narrated);
            let range = sentence.tokens.clone();
            view.sentence[range.clone()].fill(at);
            narrated += usize::from(view.inside[range.clone()].contains(&false));
            let shouted = view.title_case(range);
            view.shouted.push(shouted);
        }
        view
    }

    /// Hardly a longer word of the sentence is in lower case.
    fn title_case(&self, range: std::ops::Range<usize>) -> bool {
        let long =
            |at: &usize| self.word(*at).len() > 3 && self.tokens[*at].kind == TokenKind::Word;
        let words = range.clone().filter(long).count();
        let light = Class::FUNCTION | Class::DETERMINER | Class::ANY_PRONOUN | Class::POSSESSIVE;
        let small = range
            .filter(|at| self.tokens[*at].kind == TokenKind::Word && !self.tokens[*at].capital)
            .filter(|at| !self.own(*at, light))
            .count();
        words >= 4 && small * 8 <= words
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.of(self.text))
    }

    pub(super) fn lower(&self, at: usize) -> String {
        self.word(at).replace('’', "'").to_lowercase()
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.capital && token.kind == TokenKind::Word)
    }

    /// The token's own classes.
    pub(super) fn own(&self, at: usize, classes: Class) -> bool {
        self.scan.words.get(at).is_some_and(|word| word.is(classes))
    }

    /// The classes of a phrase of several words that covers the token.
    pub(super) fn phrase(&self, at: usize, classes: Class) -> bool {
        self.spread
            .get(at)
            .is_some_and(|spread| spread.intersects(classes))
    }

    pub(super) fn is(&self, at: usize, classes: Class) -> bool {
        self.own(at, classes) || self.phrase(at, classes)
    }

    pub(super) fn verb(&self, at: usize) -> bool {
        self.scan
            .words
            .get(at)
            .is_some_and(|word| word.verb.is_some())
    }

    pub(super) fn first_of_sentence(&self, at: usize) -> bool {
        let Some(sentence) = self.sentence.get(at) else {
            return false;
        };
        let first = self.segmentation.sentences[*sentence].tokens.start;
        at == first || (at == first + 1 && self.kind(first) == Some(TokenKind::Mark))
    }

    pub(super) fn same_sentence(&self, one: usize, other: usize) -> bool {
        self.sentence
            .get(one)
            .is_some_and(|s| self.sentence.get(other) == Some(s))
    }

    pub(super) fn span(&self, tokens: &std::ops::Range<usize>) -> Span {
        match self.tokens.get(tokens.clone()) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// The words of a token range, white space single.
    pub(super) fn words(&self, tokens: &std::ops::Range<usize>) -> String {
        let words = self.span(tokens).of(self.text);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
