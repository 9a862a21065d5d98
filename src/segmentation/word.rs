//! Words and numbers: how far they reach, and which signs inside them belong to
//! them. Stops are [`super::stop`]'s, addresses [`super::link`]'s.

use unicode_segmentation::UnicodeSegmentation;

use super::TokenKind;
use super::class::{is_alphanumeric, is_apostrophe, is_blank, is_eastern, is_hyphen};
use super::token::Tokenizer;

/// What the sign after some letters does to their word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// It belongs to the word, which goes on at this byte.
    Inner(usize),
    /// It belongs to the word, which ends at this byte.
    Last(usize),
    /// It begins a clitic that ends at this byte.
    Clitic(usize),
    /// It does not belong to the word.
    Outer,
}

impl<const SKIM: bool> Tokenizer<'_, SKIM> {
    /// The word at `start`, and its clitic if it has one; returns their end.
    ///
    /// Its letters up to `end` are known to be plain.
    pub(super) fn word(&mut self, start: usize, end: usize, capital: bool) -> usize {
        // Where the letters after the last stop begin, and whether there were only single letters so far.
        let mut part = start;
        let mut dotted = true;
        let mut at = end;
        loop {
            at = self.outer.next(at);
            let byte = if at < self.end { self.bytes[at] } else { b' ' };
            let sign = match byte {
                b',' if self.parts_thousands(at) => Sign::Inner(at + 1),
                b' ' | b',' => Sign::Outer,
                b'.' => self.full_stop(start, part, at, dotted),
                _ => self.sign(start, at, byte),
            };
            match sign {
                Sign::Inner(next) => {
                    if byte == b'.' {
                        part = next;
                    } else if byte.is_ascii() {
                        dotted = false;
                    }
                    at = next;
                }
                Sign::Last(end) => return self.end_word(start, end, TokenKind::Word, capital),
                Sign::Clitic(end) => {
                    self.end_word(start, at, TokenKind::Word, capital);
                    return self.push(at, end, TokenKind::Clitic);
                }
                Sign::Outer if at == end && end > start => {
                    self.push_plain(start, end, capital);
                    return end;
                }
                Sign::Outer => return self.end_word(start, at, TokenKind::Word, capital),
            }
        }
    }

    /// The number at `start`, with what is glued to it: 1,000.5  3rd  20-year-old  2014–17.
    pub(super) fn number(&mut self, start: usize) -> usize {
        let mut at = start;
        loop {
            at = self.outer.next(at);
            let sign = match self.peek(at) {
                None | Some(' ') => Sign::Outer,
                Some('.' | ',' | ':' | '/' | '–') if self.is_between_digits(at) => {
                    Sign::Inner(at + self.peek(at).map_or(1, char::len_utf8))
                }
                Some(sign) if is_hyphen(sign) || is_apostrophe(sign) || !sign.is_ascii() => {
                    self.sign(start, at, self.bytes[at])
                }
                Some(_) => Sign::Outer,
            };
            match sign {
                Sign::Inner(next) => at = next,
                Sign::Last(end) => return self.push(start, end, TokenKind::Number),
                Sign::Clitic(end) => {
                    self.push(start, at, TokenKind::Number);
                    return self.push(at, end, TokenKind::Clitic);
                }
                Sign::Outer => return self.push(start, at, TokenKind::Number),
            }
        }
    }

    /// A word that ends in its own stop may end its sentence too.
    fn end_word(&mut self, start: usize, end: usize, kind: TokenKind, capital: bool) -> usize {
        if self.bytes[end - 1] == b'.' {
            self.note_stop();
        }
        self.push_word(start, end, kind, capital)
    }

    /// Any sign but a stop, at `at` after letters or digits.
    fn sign(&self, start: usize, at: usize, byte: u8) -> Sign {
        match byte {
            b'\'' => self.apostrophe(at, 1),
            b'-' | b'&' if self.is_alphanumeric_at(at + 1) => Sign::Inner(at + 1),
            b'_' => Sign::Inner(at + 1),
            b'@' if self.is_alphanumeric_at(at + 1) => Sign::Last(self.mail_end(at)),
            b':' if self.bytes[at..self.end].starts_with(b"://") => {
                Sign::Last(self.link_end(start))
            }
            0x80.. => self.high_sign(start, at),
            _ => Sign::Outer,
        }
    }

    fn high_sign(&self, start: usize, at: usize) -> Sign {
        let Some(character) = self.peek(at) else {
            return Sign::Outer;
        };
        let next = at + character.len_utf8();
        // What a word begins with is its own, even the apostrophe that is a letter (ʼ).
        if at == start {
            return Sign::Inner(next);
        }
        if character == '’' || is_apostrophe(character) {
            return self.apostrophe(at, character.len_utf8());
        }
        if is_hyphen(character) {
            return if self.is_alphanumeric_at(next) {
                Sign::Inner(next)
            } else {
                Sign::Outer
            };
        }
        if is_alphanumeric(character) {
            // Han and kana have no spaces: their words are cut by Unicode's rules, apart.
            return if is_eastern(character) {
                Sign::Outer
            } else {
                Sign::Inner(next)
            };
        }
        // The degree sign of 20°C and N°; the soft hyphen.
        if matches!(character, '°' | '\u{AD}') {
            return Sign::Inner(next);
        }
        self.combining(start, at, character)
    }

    /// Accents and joiners beyond the tables: Unicode's word bounds say whether the word goes on over them.
    fn combining(&self, start: usize, at: usize, character: char) -> Sign {
        // General punctuation parts words, and is too common here to be asked about.
        if matches!(character, '\u{A0}'..='\u{BF}' | '\u{2000}'..='\u{200B}' | '\u{200E}'..='\u{206F}')
        {
            return Sign::Outer;
        }
        let Some(before) = self.text[start..at].chars().next_back() else {
            return Sign::Outer;
        };
        let from = at - before.len_utf8();
        let reach = self.text[from..self.end]
            .split_word_bounds()
            .next()
            .map_or(0, without_blanks);
        if from + reach > at && !is_eastern(before) {
            Sign::Inner(from + reach)
        } else {
            Sign::Outer
        }
    }

    /// ' or ’ after letters: inside a word (O'Neill), before a clitic (’s), or a mark.
    fn apostrophe(&self, at: usize, length: usize) -> Sign {
        let next = at + length;
        match self.peek(next) {
            Some(letter @ ('s' | 'S')) if !self.goes_on(next + letter.len_utf8()) => {
                Sign::Clitic(next + letter.len_utf8())
            }
            Some(letter) if is_alphanumeric(letter) => Sign::Inner(next),
            after => self.last_apostrophe(at, next, after),
        }
    }

    /// The word goes on at `at`, so that an s before it is no clitic.
    fn goes_on(&self, at: usize) -> bool {
        self.is_alphanumeric_at(at)
    }

    /// The ’ of "the miners’ union" and "goin’ home": a mark wherever one might be open.
    fn last_apostrophe(&self, at: usize, next: usize, after: Option<char>) -> Sign {
        let goes_on = after == Some(' ') && self.is_alphanumeric_at(next + 1);
        if self.single_open || !goes_on {
            return Sign::Outer;
        }
        let word = &self.bytes[..at];
        if word.ends_with(b"s") || word.ends_with(b"S") {
            Sign::Clitic(next)
        } else if word.ends_with(b"in") {
            Sign::Last(next)
        } else {
            Sign::Outer
        }
    }

    /// "Ksh720,000", "N10,000": the comma at `at` stands before three digits of a sum.
    pub(super) fn parts_thousands(&self, at: usize) -> bool {
        let after = &self.bytes[at + 1..self.end];
        let digits = after.iter().take_while(|byte| byte.is_ascii_digit());
        at > 0 && self.bytes[at - 1].is_ascii_digit() && digits.take(4).count() == 3
    }

    fn is_between_digits(&self, at: usize) -> bool {
        let next = at + self.peek(at).map_or(1, char::len_utf8);
        at > 0
            && self.bytes[at - 1].is_ascii_digit()
            && self.peek(next).is_some_and(|after| after.is_ascii_digit())
    }
}

/// How far what Unicode takes for one word reaches; to it a narrow space (U+202F) may be a part of one.
pub(super) fn without_blanks(word: &str) -> usize {
    word.find(is_blank).unwrap_or(word.len())
}
