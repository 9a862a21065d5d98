//! Tokens: one pass over a paragraph's bytes.
//!
//! Law: every letter or digit is in exactly one token, and no token holds white
//! space. Words and numbers are shaped in [`super::word`]; here everything is
//! told apart by its first character, and quotation marks are told from
//! apostrophes. Where a sentence ends is [`super::sentence`]'s question: this
//! pass only notes the tokens at which it may.

use memchr::memrchr;
use unicode_segmentation::UnicodeSegmentation;

use super::class::{
    Class, Places, class, is_alphanumeric, is_apostrophe, is_blank, is_calm, is_eastern, is_mark,
    is_stop, parts_words,
};
use super::word::{Sign, without_blanks};
use super::{Token, TokenKind};
use super::{key, lexicon};
use crate::span::Span;
use crate::vocabulary::{UNKNOWN, Vocabulary};

/// How many tokens behind a loud one are never passed over: as far as [`super::sentence`] looks, and one more.
const KEPT: usize = 6;

/// Writes the tokens of one document, a paragraph at a time.
///
/// One that skims passes over words that cannot tell where a sentence ends, and looks none up.
#[derive(Debug)]
pub(super) struct Tokenizer<'t, const SKIM: bool> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) outer: Places,
    /// Of one that skims.
    loud: Places,
    /// The token behind the last stop and what is loud near it.
    calm: usize,
    /// The end of the paragraph in hand.
    pub(super) end: usize,
    pub(super) tokens: Vec<Token>,
    /// The tokens that may end a sentence, counted from the paragraph's first.
    pub(super) stops: Vec<usize>,
    /// A single mark has opened in this paragraph and not closed: ’ after a word may close it.
    pub(super) single_open: bool,
    /// The paragraph's first token.
    base: usize,
    vocabulary: &'static Vocabulary,
}

impl<'t, const SKIM: bool> Tokenizer<'t, SKIM> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            outer: Places::outer(text.as_bytes()),
            loud: if SKIM {
                Places::loud(text.as_bytes())
            } else {
                Places::default()
            },
            calm: 0,
            end: 0,
            tokens: Vec::new(),
            stops: Vec::new(),
            single_open: false,
            base: 0,
            vocabulary: Vocabulary::shared(),
        }
    }

    /// Appends the tokens of `paragraph`, and lists those at which a sentence may end.
    pub(super) fn paragraph(&mut self, paragraph: Span) {
        self.stops.clear();
        self.base = self.tokens.len();
        self.calm = self.base;
        self.single_open = false;
        self.end = paragraph.end();
        let mut at = paragraph.start();
        while at < self.end {
            let byte = self.bytes[at];
            let is_near = SKIM && !self.is_far();
            at = match class(byte) {
                Class::Space => at + 1,
                Class::Lower | Class::Upper => self.plain_words(at),
                Class::Digit => self.number(at),
                Class::Quote => self.quote(at, byte),
                Class::Stop => self.stop(at, at + 1),
                Class::Sigil => self.handle(at),
                Class::High => self.beyond_ascii(at),
                Class::Other => match self.emphasis(at) {
                    Some(end) => end,
                    None => self.push(at, at + 1, TokenKind::Punctuation),
                },
            };
            if is_near && !is_calm(byte) {
                self.calm = self.tokens.len();
            }
        }
    }

    /// The end of a run of asterisks that sets words in bold, as in "**Ann Lee:** No."; it is no token. One that stands alone
    /// parts paragraphs.
    fn emphasis(&self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..self.end];
        let run = rest.iter().take_while(|byte| **byte == b'*').count();
        let hugs = |byte: Option<&u8>| byte.is_some_and(|byte| class(*byte) != Class::Space);
        let before = at.checked_sub(1).and_then(|before| self.bytes.get(before));
        (run > 1 && (hugs(before) || hugs(rest.get(run)))).then_some(at + run)
    }

    /// Words of ASCII letters that surely end before what follows, as most do; any other is [`Self::word`]'s.
    #[inline(always)]
    fn plain_words(&mut self, start: usize) -> usize {
        let bytes = self.bytes;
        let mut at = start;
        loop {
            if SKIM && self.is_far() {
                at = self.last_word(at);
                if !bytes[at].is_ascii_alphabetic() {
                    return at;
                }
            }
            let capital = bytes[at].is_ascii_uppercase();
            // White space or nothing follows a paragraph, so no word runs beyond it.
            let end = self.outer.next(at);
            match bytes.get(end) {
                Some(b' ') => self.push_plain(at, end, capital),
                Some(after) if !parts_words(*after) && !self.surely_ends(at, end, *after) => {
                    return self.word(at, end, capital);
                }
                Some(b',') if self.parts_thousands(end) => {
                    return self.word(at, end, capital);
                }
                _ => {
                    self.push_plain(at, end, capital);
                    return end;
                }
            }
            at = end + 1;
            if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
                return at;
            }
        }
    }

    /// So far behind what is loud that the tokens here tell nothing about it.
    #[inline]
    fn is_far(&self) -> bool {
        self.tokens.len() >= self.calm + KEPT
    }

    /// Where the last word begins before the next loud byte: words from `at` on are passed over.
    fn last_word(&self, at: usize) -> usize {
        let loud = self.loud.next(at).min(self.end);
        let calm = self.bytes[at..loud].trim_ascii_end();
        memrchr(b' ', calm).map_or(at, |space| at + space + 1)
    }

    /// The sign after a word of letters alone is a stop that is not the word's.
    #[inline]
    fn surely_ends(&self, start: usize, end: usize, sign: u8) -> bool {
        sign == b'.' && self.full_stop(start, start, end, true) == Sign::Outer
    }

    /// Appends a token without a capital and returns its end.
    pub(super) fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        self.push_word(start, end, kind, false)
    }

    #[inline]
    pub(super) fn push_word(
        &mut self,
        start: usize,
        end: usize,
        kind: TokenKind,
        capital: bool,
    ) -> usize {
        let key = match kind {
            TokenKind::Punctuation | TokenKind::Mark => 0,
            _ if SKIM => 0,
            _ => key::of_token(self.bytes, start, end),
        };
        // No word has the key 0.
        let word = match kind {
            TokenKind::Word if !SKIM => self.vocabulary.number(key),
            _ => UNKNOWN,
        };
        self.tokens.push(Token {
            span: Span::ordered(start, end),
            kind,
            capital,
            key,
            word,
        });
        end
    }

    /// A word of ASCII letters and digits alone, none of which follow it.
    #[inline(always)] // Most words come here.
    pub(super) fn push_plain(&mut self, start: usize, end: usize, capital: bool) {
        let (key, word) = match SKIM {
            true => (0, UNKNOWN),
            false => {
                let key = key::of_plain(self.bytes, start, end);
                (key, self.vocabulary.number(key))
            }
        };
        self.tokens.push(Token {
            span: Span::ordered(start, end),
            kind: TokenKind::Word,
            capital,
            key,
            word,
        });
    }

    /// The next token may end a sentence.
    pub(super) fn note_stop(&mut self) {
        self.stops.push(self.tokens.len() - self.base);
        self.calm = self.tokens.len() + 1;
    }

    pub(super) fn stop(&mut self, start: usize, end: usize) -> usize {
        self.note_stop();
        self.push(start, end, TokenKind::Punctuation)
    }

    /// The character at `at`, within the paragraph.
    #[inline]
    pub(super) fn peek(&self, at: usize) -> Option<char> {
        if at >= self.end {
            return None;
        }
        match self.bytes[at] {
            byte @ 0..=0x7F => Some(char::from(byte)),
            _ => self.peek_beyond_ascii(at),
        }
    }

    /// Apart, so that the common case stays small enough to be inlined.
    fn peek_beyond_ascii(&self, at: usize) -> Option<char> {
        self.text[at..self.end].chars().next()
    }

    #[inline]
    pub(super) fn is_alphanumeric_at(&self, at: usize) -> bool {
        self.peek(at).is_some_and(is_alphanumeric)
    }

    /// The character before `at` belongs to no word: a mark here opens.
    fn opens(&self, at: usize, end: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        let after = self.peek(end);
        before.is_none_or(|before| {
            is_blank(before) || matches!(before, '(' | '[' | '{' | '"' | '“' | '—' | '–' | '-')
        }) && after.is_some_and(|after| !is_blank(after))
    }

    /// `"`, `'` or a grave accent, alone or doubled; or an elided word.
    fn quote(&mut self, at: usize, byte: u8) -> usize {
        let run = self.bytes[at..self.end].iter().take(3);
        let run = run.take_while(|next| **next == byte).count();
        // ,''' ends the inner quotation first, then the outer one.
        let doubled = run == 2 || run == 3 && self.opens(at, at + 3);
        if doubled && byte != b'"' {
            return self.push(at, at + 2, TokenKind::Mark);
        }
        if byte == b'\'' {
            return self.single(at, at + 1);
        }
        self.push(at, at + 1, TokenKind::Mark)
    }

    /// ' or ’ that follows no letter of a word in hand.
    fn single(&mut self, at: usize, end: usize) -> usize {
        if let Some(word) = self.elision(at, end) {
            return self.push(at, word, TokenKind::Word);
        }
        self.single_open = self.opens(at, end);
        self.push(at, end, TokenKind::Mark)
    }

    /// The end of an elided word (’em, ’90s) whose apostrophe is at `at`.
    fn elision(&self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.bytes[end..self.end];
        let length = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let next = end + length;
        // ‘n’ and 'em' in marks of their own are not elided.
        let closes = self
            .peek(next)
            .is_some_and(|next| is_apostrophe(next) || next == '-');
        if self.is_alphanumeric_at(next) || (closes && rest[0] != b'n') {
            return None;
        }
        let word = &self.text[end..next];
        let is_decade = matches!(word.as_bytes(), [tens, b'0', b's'] if tens.is_ascii_digit())
            || (word.len() == 2
                && self.bytes[at] != b'\''
                && word.bytes().all(|byte| byte.is_ascii_digit()));
        (is_decade || lexicon::is_elision(word)).then_some(next)
    }

    fn handle(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while let Some(next) = self
            .peek(end)
            .filter(|next| is_alphanumeric(*next) || *next == '_')
        {
            end += next.len_utf8();
        }
        if end == at + 1 {
            return self.push(at, end, TokenKind::Punctuation);
        }
        self.push(at, end, TokenKind::Word)
    }

    fn beyond_ascii(&mut self, at: usize) -> usize {
        let Some(character) = self.peek(at) else {
            return self.end;
        };
        let end = at + character.len_utf8();
        if is_mark(character) {
            return self.high_mark(at, end, character);
        }
        if is_blank(character) {
            return end;
        }
        if is_alphanumeric(character) {
            return self.high_word(at, character);
        }
        if is_stop(character) {
            return self.stop(at, end);
        }
        self.push(at, end, TokenKind::Punctuation)
    }

    fn high_mark(&mut self, at: usize, end: usize, character: char) -> usize {
        match character {
            '’' if self.peek(end) != Some('’') => return self.single(at, end),
            '‘' if self.peek(end) != Some('‘') => {
                if let Some(word) = self.elision(at, end) {
                    return self.push(at, word, TokenKind::Word);
                }
                self.single_open = true;
            }
            '‘' | '’' => return self.push(at, end + character.len_utf8(), TokenKind::Mark),
            _ => {}
        }
        self.push(at, end, TokenKind::Mark)
    }

    fn high_word(&mut self, at: usize, character: char) -> usize {
        if is_eastern(character) {
            let rest = &self.text[at..self.end];
            let length = rest
                .split_word_bounds()
                .next()
                .map_or(character.len_utf8(), without_blanks);
            return self.push(at, at + length, TokenKind::Word);
        }
        if character.is_numeric() {
            return self.number(at);
        }
        self.word(at, at, character.is_uppercase())
    }
}
