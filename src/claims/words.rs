//! [`Words`]: one sentence cut for the rules: finer than the segmentation's tokens.
//!
//! The segmentation keeps "37-acre", "1.9bn" and "2014–2017" whole, as a reader
//! of names wants them; quantities and patterns need their parts. Only
//! sentences that some rule was triggered in are cut, and only their first
//! [`MAX_WORDS`] words, so that a text without sentence ends stays cheap.

use super::vocabulary::{Form, Vocabulary, WordId};
use crate::segmentation::{Token, TokenKind, key};
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
            cutter.go_on(at, |piece| self.push(start, piece, vocabulary));
            if cutter.at == at && is_plain(token, bytes, at) {
                let length = token.span.len();
                let id = vocabulary.of_key(token.key, || key::plain(bytes, at, at + length));
                cutter.take(length, |piece| {
                    self.push_word(start, piece, id, WordKind::Word, token.capital);
                });
            } else if cutter.at == at
                && let Some((sign, kind)) = sign(token, bytes, at)
            {
                let id = vocabulary.sign(sign);
                cutter.take(1, |piece| self.push_word(start, piece, id, kind, false));
            } else {
                let end = token.span.end().saturating_sub(start);
                cutter.go_on(end, |piece| self.push(start, piece, vocabulary));
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
            span: Span::new(start, start + place.length),
            kind,
            glued: place.glued,
            hyphen: place.hyphen,
            capital,
        });
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether the word is anywhere in the sentence.
    pub(crate) fn holds(&self, id: WordId) -> bool {
        let bits = self.held.get(id as usize / 64);
        bits.is_some_and(|bits| bits >> (id % 64) & 1 == 1)
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

/// A piece of a text, before it has a place in a document.
pub(crate) struct Piece<'a> {
    place: Place,
    pub(crate) form: Form<'a>,
    kind: WordKind,
    capital: bool,
}

/// Where a piece is, and what binds it to the one before: as in [`Word`].
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    length: usize,
    glued: bool,
    hyphen: bool,
}

/// Cuts a text into pieces, at most [`MAX_WORDS`].
pub(crate) fn split(text: &str, each: impl FnMut(Piece<'_>)) {
    Cutter::new(text).go_on(text.len(), each);
}

/// A text that is being cut.
struct Cutter<'t> {
    text: &'t str,
    at: usize,
    /// Pieces so far.
    count: usize,
    glued: bool,
    hyphen: bool,
    folded: String,
}

impl<'t> Cutter<'t> {
    fn new(text: &'t str) -> Self {
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
    fn go_on(&mut self, end: usize, mut each: impl FnMut(Piece<'_>)) {
        while self.at < end {
            if self.text.as_bytes()[self.at] == b' ' {
                self.at += 1;
                (self.glued, self.hyphen) = (false, false);
            } else {
                self.piece(&mut each);
            }
        }
    }

    /// The next so many bytes are a piece.
    #[inline]
    fn take(&mut self, length: usize, each: impl FnOnce(Place)) {
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

/// The sign of a token that is a piece as it stands, whatever is around it, and its kind: as [`measure`] says.
#[inline]
fn sign(token: &Token, sentence: &[u8], at: usize) -> Option<(u8, WordKind)> {
    let sign = *sentence.get(at).filter(|_| token.span.len() == 1)?;
    let kind = match sign {
        b',' => WordKind::Comma,
        b'"' => WordKind::Mark,
        b';' | b':' | b'(' | b')' | b'[' | b']' | b'!' | b'?' => WordKind::Break,
        b'.' if at + 1 == sentence.len() => WordKind::Break,
        _ => return None,
    };
    Some((sign, kind))
}

/// Whether a token is a piece as it stands, at byte `at` of its sentence: as [`plain_word`] says, which it spares.
#[inline]
fn is_plain(token: &Token, sentence: &[u8], at: usize) -> bool {
    let length = token.span.len();
    token.key != 0
        && token.kind == TokenKind::Word
        && sentence.get(at).is_some_and(u8::is_ascii_alphabetic)
        && ends_plainly(sentence, at, length)
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
    match bytes.get(at + length) {
        // "don't", "U.S."
        Some(b'\'') => false,
        Some(b'.') => length > 1,
        Some(next) => next.is_ascii() && length < key::LONGEST,
        None => length < key::LONGEST,
    }
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

/// Digits; a comma only before groups of three, a point only before a digit.
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
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        let mut pieces = Vec::new();
        let mut folded = String::new();
        split(text, |piece| {
            let Place { start, length, .. } = piece.place;
            fold(&text[start..start + length], &mut folded);
            pieces.push(folded.clone());
        });
        pieces
    }

    #[test]
    fn cuts() {
        assert_eq!(
            pieces("The 37-acre lot, $1.9bn"),
            ["the", "37", "acre", "lot", ",", "$", "1.9", "bn"]
        );
        assert_eq!(
            pieces("Norway’s U.S. envoy don't"),
            ["norway", "'s", "u.s.", "envoy", "don't"]
        );
        assert_eq!(
            pieces("1,000,500 and 2014–2017."),
            ["1,000,500", "and", "2014", "2017", "."]
        );
        assert_eq!(pieces("“one” — two"), ["“", "one", "”", "—", "two"]);
    }

    #[test]
    fn offsets_slice_the_text() {
        let text = "İstanbul’s 5% — ‘ok’ 7,5 10.";
        split(text, |piece| {
            let Place { start, length, .. } = piece.place;
            assert!(text.get(start..start + length).is_some());
        });
    }
}
