//! [`Cutter`]: a text cut into the pieces that rules look at.

use super::vocabulary::Form;
use super::words::{MAX_WORDS, WordKind};
use crate::segmentation::{Token, TokenKind, is_apostrophe_s, key};

/// A piece of a text, before it has a place in a document.
pub(super) struct Piece<'a> {
    pub(super) place: Place,
    pub(super) form: Form<'a>,
    pub(super) kind: WordKind,
    pub(super) capital: bool,
}

/// Where a piece is, and what binds it to the one before: as in [`Word`].
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) length: usize,
    pub(super) glued: bool,
    pub(super) hyphen: bool,
}

/// Cuts a text into pieces, at most [`MAX_WORDS`].
pub(super) fn split(text: &str, each: impl FnMut(Piece<'_>)) {
    Cutter::new(text).go_on(text.len(), each);
}

/// A text that is being cut.
pub(super) struct Cutter<'t> {
    text: &'t str,
    pub(super) at: usize,
    /// Pieces so far.
    count: usize,
    glued: bool,
    hyphen: bool,
    folded: String,
}

impl<'t> Cutter<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            count: 0,
            glued: false,
            hyphen: false,
            folded: String::new(),
        }
    }

    /// Cuts up to byte `end`, or beyond if a piece ends there.
    #[inline]
    pub(super) fn go_on(&mut self, end: usize, mut each: impl FnMut(Piece<'_>)) {
        while self.at < end {
            if self.text.as_bytes()[self.at] == b' ' {
                self.at += 1;
                (self.glued, self.hyphen) = (false, false);
            } else {
                self.piece(&mut each);
            }
        }
    }

    /// Goes on to byte `at` if no more than a space is before it, and says whether so; else, and where the so many
    /// letters and digits there are no word with a space behind it, does nothing.
    #[inline]
    pub(super) fn meets_word(&mut self, at: usize, length: usize) -> bool {
        let bytes = self.text.as_bytes();
        if bytes.get(at + length) != Some(&b' ') || !bytes[at].is_ascii_alphabetic() {
            return false;
        }
        if self.at + 1 == at && bytes[self.at] == b' ' {
            self.at = at;
            (self.glued, self.hyphen) = (false, false);
        }
        self.at == at
    }

    /// The next so many bytes are a piece.
    #[inline]
    pub(super) fn take(&mut self, length: usize, each: impl FnOnce(Place)) {
        if self.count == MAX_WORDS {
            self.at = self.text.len();
            return;
        }
        each(Place {
            start: self.at,
            length,
            glued: self.glued,
            hyphen: self.hyphen,
        });
        self.at += length;
        self.count += 1;
        (self.glued, self.hyphen) = (true, false);
    }

    /// The piece, white space or joint at hand.
    fn piece(&mut self, each: &mut impl FnMut(Piece<'_>)) {
        let (text, at) = (self.text, self.at);
        let bytes = text.as_bytes();
        if let Some((key, length)) = plain_word(bytes, at) {
            let (form, kind) = (Form::Plain(key), WordKind::Word);
            let capital = bytes[at].is_ascii_uppercase();
            return self.take(length, |place| {
                each(Piece {
                    place,
                    form,
                    kind,
                    capital,
                });
            });
        }
        let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            self.at = text.len();
            return;
        };
        if first.is_whitespace() {
            self.at += first.len_utf8();
            (self.glued, self.hyphen) = (false, false);
            return;
        }
        if self.glued && is_joint(text, at, first) {
            self.at += first.len_utf8();
            self.hyphen = true;
            return;
        }
        let (length, kind) = measure(&text[at..], first);
        let capital = kind == WordKind::Word && first.is_uppercase();
        let mut folded = std::mem::take(&mut self.folded);
        self.take(length, |place| {
            each(Piece {
                place,
                form: form(text, at, at + length, &mut folded),
                kind,
                capital,
            });
        });
        self.folded = folded;
    }
}

/// What a token is that is a piece as it stands, as [`measure`] says.
#[derive(Clone, Copy)]
pub(super) enum Whole {
    /// A word or a number that has a key.
    Keyed(WordKind),
    Sign(u8, WordKind),
    /// The place of one of [`FREQUENT`].
    Frequent(usize, WordKind),
}

/// Pieces that are neither words of ASCII letters nor its signs, and frequent all the same, folded.
pub(super) const FREQUENT: [&str; 3] = ["'s", "“", "”"];

/// Of a token at byte `at` of its sentence; most are pieces as they stand, and need no second look.
#[inline]
pub(super) fn whole(token: &Token, sentence: &[u8], at: usize) -> Option<Whole> {
    let (first, length) = (*sentence.get(at)?, token.span.len());
    match token.kind {
        TokenKind::Word => {
            let is_plain =
                token.key != 0 && first.is_ascii_alphabetic() && ends_plainly(sentence, at, length);
            is_plain.then_some(Whole::Keyed(WordKind::Word))
        }
        TokenKind::Number => {
            let digits = &sentence[at..(at + length).min(sentence.len())];
            let is_plain = token.key != 0
                && digits.iter().all(u8::is_ascii_digit)
                && !matches!(sentence.get(at + length), Some(b',' | b'.'));
            is_plain.then_some(Whole::Keyed(WordKind::Number))
        }
        TokenKind::Clitic => {
            let is_possessive = is_apostrophe_s(&sentence[at..(at + length).min(sentence.len())]);
            let ends = !may_be_letter(sentence.get(at + length));
            (is_possessive && ends).then_some(Whole::Frequent(0, WordKind::Word))
        }
        TokenKind::Mark if length == 3 => match &sentence[at..(at + 3).min(sentence.len())] {
            [0xE2, 0x80, 0x9C] => Some(Whole::Frequent(1, WordKind::Mark)),
            [0xE2, 0x80, 0x9D] => Some(Whole::Frequent(2, WordKind::Mark)),
            _ => None,
        },
        TokenKind::Mark | TokenKind::Punctuation if length == 1 => {
            let kind = match first {
                b',' => WordKind::Comma,
                b'"' => WordKind::Mark,
                b';' | b':' | b'(' | b')' | b'[' | b']' | b'!' | b'?' => WordKind::Break,
                b'.' if at + 1 == sentence.len() => WordKind::Break,
                b'$' | b'%' => WordKind::Symbol,
                _ => return None,
            };
            Some(Whole::Sign(first, kind))
        }
        _ => None,
    }
}

/// The key and length of a word of ASCII letters and digits that ends for sure where they do, as most are.
#[inline]
fn plain_word(bytes: &[u8], at: usize) -> Option<(key::Key, usize)> {
    if !bytes[at].is_ascii_alphabetic() {
        return None;
    }
    let (key, length) = key::at(bytes, at);
    ends_plainly(bytes, at, length).then_some((key, length))
}

/// Whether a word ends for sure where its ASCII letters and digits do.
#[inline]
fn ends_plainly(bytes: &[u8], at: usize, length: usize) -> bool {
    let is_whole = length < key::LONGEST;
    match bytes.get(at + length..).unwrap_or_default() {
        // "U.S."
        [b'.', ..] => length > 1,
        [b'\'', after @ ..] | [0xE2, 0x80, 0x99, after @ ..] => {
            is_whole && ends_at_apostrophe(after)
        }
        // A dash, a double mark or an ellipsis.
        [0xE2, 0x80, 0x93 | 0x94 | 0x9C | 0x9D | 0xA6, ..] => is_whole,
        [next, ..] => is_whole && next.is_ascii(),
        [] => is_whole,
    }
}

/// Whether a word ends before an apostrophe that this follows: as in "Ann's" and "voters'", not in "don't".
fn ends_at_apostrophe(after: &[u8]) -> bool {
    match after {
        [b's' | b'S', rest @ ..] => !may_be_letter(rest.first()),
        _ => !may_be_letter(after.first()),
    }
}

/// A letter or digit, or the first byte of what may be one.
fn may_be_letter(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
}

/// How any other piece is looked up.
fn form<'a>(text: &'a str, start: usize, end: usize, folded: &'a mut String) -> Form<'a> {
    let piece = &text[start..end];
    if piece.len() <= key::LONGEST && piece.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Form::Plain(key::plain(text.as_bytes(), start, end));
    }
    let small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if piece.bytes().all(small) {
        return Form::Folded(piece);
    }
    fold(piece, folded);
    Form::Folded(folded)
}

/// A hyphen or short dash between two letters or digits.
fn is_joint(text: &str, at: usize, found: char) -> bool {
    matches!(found, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '–')
        && text[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
        && text[at + found.len_utf8()..]
            .chars()
            .next()
            .is_some_and(|next| next.is_alphanumeric() || next == '$')
}

/// Length in bytes and kind of the piece that begins `rest`.
fn measure(rest: &str, first: char) -> (usize, WordKind) {
    if first.is_ascii_digit() {
        return (number_length(rest), WordKind::Number);
    }
    if let Some(length) = possessive_length(rest) {
        return (length, WordKind::Word);
    }
    let kind = match first {
        // A stop within a sentence is an abbreviation's: "Rexford G. Tell".
        '.' if rest[1..].chars().take(3).any(char::is_alphanumeric) => WordKind::Symbol,
        ',' => WordKind::Comma,
        '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '‹' | '›' => {
            WordKind::Mark
        }
        ';' | ':' | '—' | '–' | '-' | '(' | ')' | '[' | ']' | '.' | '!' | '?' | '…' => {
            WordKind::Break
        }
        _ if first.is_alphanumeric() => return (word_length(rest), WordKind::Word),
        _ => WordKind::Symbol,
    };
    (first.len_utf8(), kind)
}

/// Digits; a comma only before groups of three, or of two with three at the end ("12,50,000"), a point only before a
/// digit.
fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digits = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let mut end = digits(0);
    // Lakhs and crores.
    let pairs = |from: usize| bytes.get(from) == Some(&b',') && digits(from + 1) == 2;
    let mut lakhs = end;
    while end < 3 && pairs(lakhs) {
        lakhs += 3;
    }
    if bytes.get(lakhs) == Some(&b',') && digits(lakhs + 1) == 3 {
        end = lakhs;
    }
    while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
        end += 4;
    }
    if bytes.get(end) == Some(&b'.') {
        let decimals = digits(end + 1);
        end += if decimals > 0 { decimals + 1 } else { 0 };
    }
    end
}

/// "'s" or "’s" at the end of a word.
fn possessive_length(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let mark = chars.next().filter(|mark| is_apostrophe(*mark))?;
    chars.next().filter(|letter| matches!(letter, 's' | 'S'))?;
    let ends = chars.next().is_none_or(|next| !next.is_alphanumeric());
    ends.then(|| mark.len_utf8() + 1)
}

/// Letters and digits, apostrophes and stops between them ("U.S." keeps its last stop).
fn word_length(rest: &str) -> usize {
    let letters = rest.bytes().take_while(u8::is_ascii_alphanumeric);
    let letters = letters.count();
    let mut end = letters;
    let mut stops = false;
    for (at, found) in rest[letters..].char_indices() {
        let at = letters + at;
        let after = &rest[at + found.len_utf8()..];
        let inner = after.chars().next().is_some_and(char::is_alphanumeric);
        if found.is_alphanumeric() {
            end = at + found.len_utf8();
        } else if found == '.' && (stops || single_letters(&rest[..at])) && (inner || stops) {
            stops = true;
            end = at + 1;
        } else if is_apostrophe(found) && inner && possessive_length(&rest[at..]).is_none() {
            end = at + found.len_utf8();
        } else {
            break;
        }
    }
    end
}

fn single_letters(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn is_apostrophe(found: char) -> bool {
    matches!(found, '\'' | '’')
}

fn fold(piece: &str, folded: &mut String) {
    folded.clear();
    if piece.is_ascii() {
        folded.push_str(piece);
        folded.make_ascii_lowercase();
        return;
    }
    for found in piece.chars() {
        match found {
            '’' => folded.push('\''),
            _ => folded.extend(found.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests;
