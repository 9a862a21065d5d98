//! Sentences: at which of the tokenizer's stops one ends.
//!
//! A stop is judged by what stands before it (an abbreviation, a list number),
//! what closes with it (marks, brackets) and what comes next. Everything is a
//! look at neighbouring tokens: the text is not read again.

use std::ops::Range;

use super::class::{is_bullet, is_closing_mark, is_opening_mark, is_stop};
use super::ender::Ender;
use super::lexicon::{self, Ending};
use super::{Token, TokenKind};
use crate::span::Span;

/// The tokens of one paragraph, and the document's text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

impl<'a> Paragraph<'a> {
    /// The sentences as ranges of tokens, given the tokens at which one may end.
    pub(super) fn sentences(self, stops: &[usize], mut found: impl FnMut(Range<usize>)) {
        let items = self.items();
        if items.is_empty() {
            return self.split(stops.iter().copied(), found);
        }
        let mut from = 0;
        let mut stops = stops;
        for to in items.into_iter().chain([self.tokens.len()]) {
            let (here, rest) = stops.split_at(stops.partition_point(|stop| *stop < to));
            let item = Paragraph {
                text: self.text,
                tokens: &self.tokens[from..to],
            };
            let here = here.iter().map(|stop| stop - from);
            item.split(here, |range| found(from + range.start..from + range.end));
            from = to;
            stops = rest;
        }
    }

    /// From the first of some tokens to the last.
    pub(super) fn span(self, tokens: Range<usize>) -> Span {
        let (first, last) = (tokens.start, tokens.end - 1);
        self.tokens[first].span.cover(self.tokens[last].span)
    }

    /// The sentences of tokens that no list divides.
    pub(super) fn split(
        self,
        stops: impl Iterator<Item = usize>,
        mut found: impl FnMut(Range<usize>),
    ) {
        let mut start = 0;
        let mut seen = 0;
        for stop in stops {
            if stop < seen {
                continue;
            }
            let ender = self.ender(stop);
            seen = ender.last + 1;
            if seen < self.tokens.len() && self.is_boundary(start, stop, ender) {
                found(start..seen);
                start = seen;
            }
        }
        if start < self.tokens.len() {
            found(start..self.tokens.len());
        }
    }

    /// The stop at `stop` with the stops, marks and brackets that close with it.
    fn ender(self, stop: usize) -> Ender {
        let mut ender = Ender {
            last: stop,
            ..Ender::default()
        };
        if self.tokens[stop].kind == TokenKind::Word {
            ender.dots = 1;
            ender.abbreviation = Some(self.ending(stop));
        } else {
            ender.count(self.sign(stop));
        }
        // Where the marks in hand were found to close: they are looked through once.
        let mut closed_to = 0;
        loop {
            let next = ender.last + 1;
            if self.is_further_stop(next) {
                ender.count(self.sign(next));
                ender.last = next;
            } else if next < closed_to || self.closes(next, &mut closed_to) {
                ender.closed = true;
                ender.last = next;
            } else if let Some(end) = self.note_end(next) {
                ender.last = end;
            } else {
                return ender;
            }
        }
    }

    /// What the stop of the abbreviation at `index` can be; shapes that are not in the lexicon may end a sentence, initials may not.
    fn ending(self, index: usize) -> Ending {
        let word = self.string(index).trim_end_matches('.');
        let initial = if word.chars().nth(1).is_none() {
            Ending::Never
        } else {
            Ending::Maybe
        };
        lexicon::abbreviation(word).unwrap_or(initial)
    }

    fn is_further_stop(self, index: usize) -> bool {
        let Some(sign) = self
            .sign(index)
            .filter(|_| self.tokens[index].kind == TokenKind::Punctuation)
        else {
            return false;
        };
        if self.is_glued(index) {
            return matches!(sign, '.' | '!' | '?') || is_stop(sign);
        }
        // An ellipsis set with spaces: ". . ."
        sign == '.' && self.sign(index - 1) == Some('.') && self.gap(index) <= 2
    }

    /// A mark or bracket at `index` belongs to the sentence before it. If so, `closed_to` is where its like go on to.
    fn closes(self, index: usize, closed_to: &mut usize) -> bool {
        let Some(sign) = self.sign(index) else {
            return false;
        };
        if !self.is_glued(index) {
            // A mark that only closes, after a stray space: at least it must not stand before a word.
            let free = !self.is_glued(index + 1);
            return matches!(sign, '”' | '»') && free;
        }
        let mut end = index;
        while end < self.tokens.len() && (end == index || self.is_glued(end)) && self.is_closer(end)
        {
            end += 1;
        }
        if end == index {
            return false;
        }
        let before_word = self.is_glued(end)
            && !matches!(
                self.tokens[end].kind,
                TokenKind::Punctuation | TokenKind::Mark | TokenKind::Clitic
            );
        if before_word && !is_closing_mark(sign) && !matches!(sign, ')' | ']' | '}') {
            return false;
        }
        *closed_to = if before_word { index + 1 } else { end };
        true
    }

    fn is_closer(self, index: usize) -> bool {
        self.tokens[index].kind == TokenKind::Mark
            || matches!(self.sign(index), Some(')' | ']' | '}'))
    }

    /// The last token of a note's number at `index`, as encyclopedias and papers set
    /// it after the stop: `[12]`, or bare before a word that must begin a sentence.
    fn note_end(self, index: usize) -> Option<usize> {
        let number = |index: usize| {
            const LONGEST: usize = 3;
            let token = self.tokens.get(index)?;
            (token.kind == TokenKind::Number && token.span.len() <= LONGEST).then_some(index)
        };
        if self.sign(index) == Some('[') {
            let number = number(index + 1)?;
            return (self.sign(number + 1) == Some(']')).then_some(number + 1);
        }
        let number = number(index)?;
        (self.tokens.get(number + 1)?.capital && lexicon::is_starter(self.string(number + 1)))
            .then_some(number)
    }

    fn is_boundary(self, start: usize, stop: usize, ender: Ender) -> bool {
        if self.is_label(start, stop) {
            return false;
        }
        if ender.caseless {
            return true;
        }
        let next = ender.last + 1;
        let opens = self.sign(next).is_some_and(is_opening_mark);
        if self.is_glued(next) && !opens {
            return self.is_space_missing(stop, ender);
        }
        if ender.is_ellipsis() && self.is_pause(stop, ender) {
            return false;
        }
        let first = self.skip_openers(next);
        let Some(token) = self.tokens.get(first) else {
            return false;
        };
        match token.kind {
            TokenKind::Word if self.is_lower(first) && !self.is_camel(first) => {
                // A remark in brackets after the stop is its own.
                ender.is_plain() && self.sign(next) == Some('(')
            }
            TokenKind::Word => {
                self.is_boundary_before_word(start, stop, ender, first, self.is_mark(next))
            }
            TokenKind::Number => {
                // The council met. “20,000 people came,” said Lee.
                let alone = first == next || self.is_mark(next);
                ender.abbreviation.is_none() && !ender.is_ellipsis() && alone
            }
            TokenKind::Clitic | TokenKind::Mark => false,
            TokenKind::Punctuation => self.is_boundary_before_sign(ender, first),
        }
    }

    fn is_boundary_before_word(
        self,
        start: usize,
        stop: usize,
        ender: Ender,
        first: usize,
        opened: bool,
    ) -> bool {
        match ender.abbreviation {
            Some(Ending::Maybe) if ender.dots == 1 => {
                !self.is_hour(start, stop) && (opened || lexicon::is_starter(self.string(first)))
            }
            Some(Ending::Likely) => true,
            Some(_) if ender.dots == 1 && !ender.closed => false,
            _ => !(ender.closed && !ender.is_plain() && self.is_reporting_clause(first)),
        }
    }

    fn is_boundary_before_sign(self, ender: Ender, index: usize) -> bool {
        if ender.abbreviation.is_some() || ender.is_ellipsis() {
            return false;
        }
        match self.sign(index) {
            Some('—' | '–' | '-' | '―') => {
                index + 1 < self.tokens.len()
                    && !self.is_lower(index + 1)
                    && !self.is_signature(index + 1)
            }
            Some(',' | ';' | ':' | '/' | '&' | ')' | ']') | None => false,
            Some(_) => true,
        }
    }

    /// Three dots that stand for words left out or for a pause: set off by white
    /// space ("it was ... different"), or in brackets before anything but a word that must begin a sentence.
    fn is_pause(self, stop: usize, ender: Ender) -> bool {
        if stop == 0 || (ender.closed && self.is_glued(stop)) {
            let bracketed = stop > 0 && matches!(self.sign(stop - 1), Some('[' | '('));
            return bracketed && !lexicon::is_starter(self.string(ender.last + 1));
        }
        !ender.closed && !self.is_glued(stop)
    }

    /// A name from a dash to the paragraph's end: who said the words before it.
    fn is_signature(self, index: usize) -> bool {
        const LONGEST: usize = 5;
        let words = &self.tokens[index.min(self.tokens.len())..];
        (1..=LONGEST).contains(&words.len()) && words.iter().all(|token| token.capital)
    }

    /// The stop follows the label of a list item: "1." "b." "iv."
    fn is_label(self, start: usize, stop: usize) -> bool {
        const FAR: usize = 4;
        if stop - start > FAR {
            return false;
        }
        let named = self.string(start);
        let from = start + usize::from(lexicon::is_label(named) && stop == start + 2);
        let mut label = None;
        // A label may be an abbreviation by its look, with the stop in its token.
        let to = stop + usize::from(self.tokens[stop].kind == TokenKind::Word);
        for index in from..to {
            match self.tokens[index].kind {
                TokenKind::Punctuation
                    if self
                        .sign(index)
                        .is_some_and(|sign| is_bullet(sign) || "()[]-–—*#".contains(sign)) => {}
                _ if label.is_none() => label = Some(index),
                _ => return false,
            }
        }
        label.is_some_and(|label| is_label(self.string(label).trim_end_matches('.')))
    }

    /// "It ended.The next began": only between a word in small letters and a capitalised one.
    fn is_space_missing(self, stop: usize, ender: Ender) -> bool {
        let next = ender.last + 1;
        if stop == 0 || ender.abbreviation.is_some() || !(ender.dots == 1 || ender.strong) {
            return false;
        }
        let before = self.string(stop - 1);
        let mut after = self.string(next).chars();
        before.len() > 1
            && before.ends_with(char::is_lowercase)
            && after.next().is_some_and(char::is_uppercase)
            && after.next().is_some_and(char::is_lowercase)
    }

    fn skip_openers(self, from: usize) -> usize {
        const MANY: usize = 4;
        let mut index = from;
        while index < from + MANY
            && self.tokens.get(index).is_some_and(|token| {
                token.kind == TokenKind::Mark || matches!(self.sign(index), Some('(' | '[' | '{'))
            })
        {
            index += 1;
        }
        index
    }

    /// Harry said, she asked him: a name or pronoun and then a verb of saying.
    fn is_reporting_clause(self, first: usize) -> bool {
        const FAR: usize = 4;
        let last = self.tokens.len().min(first + FAR);
        (first + 1..last)
            .take_while(|&index| self.tokens[index].kind == TokenKind::Word)
            .any(|index| lexicon::is_reporting(self.string(index)))
    }

    /// "At 5 a.m. Mr. Smith": so little with a number in it is no sentence.
    fn is_hour(self, start: usize, stop: usize) -> bool {
        const SHORTEST: usize = 3;
        let numbered = |token: &Token| token.kind == TokenKind::Number;
        stop < start + SHORTEST && self.tokens[start..stop].iter().any(numbered)
    }

    fn is_mark(self, index: usize) -> bool {
        self.tokens[index].kind == TokenKind::Mark
    }

    /// A name like iPhone: small at first, and a capital later.
    fn is_camel(self, index: usize) -> bool {
        self.string(index)
            .bytes()
            .any(|byte| byte.is_ascii_uppercase())
    }

    fn is_lower(self, index: usize) -> bool {
        self.sign(index).is_some_and(char::is_lowercase)
    }

    pub(super) fn string(self, index: usize) -> &'a str {
        self.tokens[index].span.of(self.text)
    }

    /// The first character of a token, if there is such a token.
    pub(super) fn sign(self, index: usize) -> Option<char> {
        let start = self.tokens.get(index)?.span.start();
        match self.text.as_bytes().get(start)? {
            byte @ ..=0x7F => Some(char::from(*byte)),
            _ => self.text.get(start..)?.chars().next(),
        }
    }

    /// No white space parts a token from the one before.
    pub(super) fn is_glued(self, index: usize) -> bool {
        index > 0 && index < self.tokens.len() && self.gap(index) == 0
    }

    /// The bytes between a token and the one before.
    fn gap(self, index: usize) -> usize {
        self.tokens[index].span.start() - self.tokens[index - 1].span.end()
    }
}

/// A number of up to three digits, with others after stops (2.1), a letter, or a small Roman number.
fn is_label(word: &str) -> bool {
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    let short = word
        .split('.')
        .all(|part| part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let roman = word.len() <= 5 && word.bytes().all(|byte| b"ivxIVX".contains(&byte));
    single || short || roman
}
