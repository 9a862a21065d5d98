//! Sentences: at which of the tokenizer's stops one ends.
//!
//! A stop is judged by what stands before it (an abbreviation, a list number),
//! what closes with it (marks, brackets) and what comes next. Everything is a
//! look at neighbouring tokens: the text is not read again.

use std::ops::Range;

use super::class::{is_bullet, is_caseless_stop, is_closing_mark, is_opening_mark, is_stop};
use super::lexicon::{self, Ending};
use super::{Token, TokenKind};

/// The tokens of one paragraph, and the document's text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

/// A stop with everything that closes with it.
#[derive(Clone, Copy, Debug, Default)]
struct Ender {
    /// The last token.
    last: usize,
    /// How many single dots; an ellipsis character counts as three.
    dots: usize,
    /// ! or ? is among the stops.
    strong: bool,
    caseless: bool,
    /// A quotation mark or bracket closes after the stop.
    closed: bool,
    abbreviation: Option<Ending>,
}

impl<'a> Paragraph<'a> {
    /// The sentences as ranges of tokens, given the tokens at which one may end.
    pub(super) fn sentences(self, stops: &[usize], mut found: impl FnMut(Range<usize>)) {
        let mut start = 0;
        let mut seen = 0;
        for &stop in stops {
            if stop < seen {
                continue;
            }
            let ender = self.ender(stop);
            let next = ender.last + 1;
            seen = next;
            if next < self.tokens.len() && self.is_boundary(start, stop, ender) {
                found(start..next);
                start = next;
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
            } else if self.is_note(next) {
                ender.last = next + 2;
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

    /// The number of a note: `[12]`, glued to the stop.
    fn is_note(self, index: usize) -> bool {
        self.is_glued(index)
            && self.sign(index) == Some('[')
            && self
                .tokens
                .get(index + 1)
                .is_some_and(|token| token.kind == TokenKind::Number)
            && self.sign(index + 2) == Some(']')
    }

    fn is_boundary(self, start: usize, stop: usize, ender: Ender) -> bool {
        if self.is_omission(stop, ender) || self.is_label(start, stop) {
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
        let first = self.skip_openers(next);
        let Some(token) = self.tokens.get(first) else {
            return false;
        };
        match token.kind {
            TokenKind::Word if self.is_lower(first) => false,
            TokenKind::Word => {
                self.is_boundary_before_word(start, stop, ender, first, first > next)
            }
            TokenKind::Number => ender.abbreviation.is_none() && !ender.is_ellipsis(),
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
            // "At 5 a.m. Mr. Smith": what is so short is no sentence.
            Some(Ending::Maybe) if ender.dots == 1 => {
                stop >= start + 3 && (opened || lexicon::is_starter(self.string(first)))
            }
            Some(_) if ender.dots == 1 && !ender.closed => false,
            _ => !(ender.strong && ender.closed && self.is_reporting_clause(first)),
        }
    }

    fn is_boundary_before_sign(self, ender: Ender, index: usize) -> bool {
        if ender.abbreviation.is_some() || ender.is_ellipsis() {
            return false;
        }
        match self.sign(index) {
            Some('—' | '–' | '-') => {
                self.tokens.get(index + 1).is_some() && !self.is_lower(index + 1)
            }
            Some(',' | ';' | ':' | '/' | '&' | ')' | ']') | None => false,
            Some(_) => true,
        }
    }

    /// "[...]" and "(…)" stand for words, not for a sentence's end.
    fn is_omission(self, stop: usize, ender: Ender) -> bool {
        ender.dots > 2
            && stop > 0
            && self.is_glued(stop)
            && matches!(self.sign(stop - 1), Some('[' | '('))
    }

    /// The stop follows the label of a list item: "1." "b." "iv."
    fn is_label(self, start: usize, stop: usize) -> bool {
        const FAR: usize = 4;
        if stop - start > FAR {
            return false;
        }
        let mut label = None;
        for index in start..stop {
            match self.tokens[index].kind {
                TokenKind::Punctuation
                    if self
                        .sign(index)
                        .is_some_and(|sign| is_bullet(sign) || "()[]-–—*#".contains(sign)) => {}
                _ if label.is_none() => label = Some(index),
                _ => return false,
            }
        }
        label.is_some_and(|label| is_label(self.string(label)))
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

    fn is_lower(self, index: usize) -> bool {
        self.sign(index).is_some_and(char::is_lowercase)
    }

    fn string(self, index: usize) -> &'a str {
        self.tokens[index].span.of(self.text)
    }

    /// The first character of a token, if there is such a token.
    fn sign(self, index: usize) -> Option<char> {
        self.tokens.get(index)?.span.of(self.text).chars().next()
    }

    /// No white space parts a token from the one before.
    fn is_glued(self, index: usize) -> bool {
        index > 0 && index < self.tokens.len() && self.gap(index) == 0
    }

    /// The bytes between a token and the one before.
    fn gap(self, index: usize) -> usize {
        self.tokens[index].span.start() - self.tokens[index - 1].span.end()
    }
}

impl Ender {
    fn count(&mut self, sign: Option<char>) {
        match sign {
            Some('.') => self.dots += 1,
            Some('…') => self.dots += 3,
            Some(sign) => {
                self.strong = true;
                self.caseless |= is_caseless_stop(sign);
            }
            None => {}
        }
    }

    /// Three dots may stand within a sentence; a fourth is its end.
    fn is_ellipsis(self) -> bool {
        self.dots == 3 && !self.strong
    }
}

/// A number of up to three digits, a letter, or a small Roman number.
fn is_label(word: &str) -> bool {
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    let short = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let roman = word.len() <= 5 && word.bytes().all(|byte| b"ivxIVX".contains(&byte));
    single || short || roman
}
