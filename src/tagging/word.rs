//! [`Word`]: what the features ask of one token, as small integers; no string is made.

use super::lexicon::{self, Entry, Form, Lexicon};
use super::tag::Tag;
use crate::segmentation::key::{SMALL, fold, mix};
use crate::segmentation::{Token, TokenKind};

/// One token as the features see it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// Hash of its lower-case form, if the lexicon knows it.
    pub(super) hash: u32,
    /// Its last four bytes in lower case, the last one highest; zeros before a shorter word.
    pub(super) end: u32,
    /// Its first four bytes in lower case, the first one lowest.
    pub(super) start: u32,
    /// The tags it can have, a bit each; 0 where the lexicon does not know it.
    pub(super) tags: u32,
    /// What it is to its neighbours: see [`SURE`].
    pub(super) id: u16,
    /// See [`shape`].
    pub(super) shape: u8,
    /// Its tag, if no context changes it, and else what was decided.
    pub(super) tag: Option<Tag>,
}

/// Numbers of the lexicon's words follow upon this in [`Word::id`]; below it, 0 is any word the
/// lexicon does not know, and the others are those whose tag their signs tell.
pub(super) const SURE: u16 = SIGNS + Tag::ALL.len() as u16;
/// Behind the numbers of ASCII's characters, those of other signs by their tags.
const SIGNS: u16 = 129;
/// In place of control characters, which are no tokens: a mark, a possessive ending, numbers by their lengths.
const MARK: u16 = 1;
const POSSESSIVE: u16 = 2;
const NUMBER: u16 = 3;
/// What stands before a sentence and after it.
const EDGE: u16 = 12;

/// Bits of [`Word::shape`].
pub(super) mod shape {
    pub(crate) const CAPITAL: u8 = 1;
    /// First of its sentence, or after a mark, bracket or colon: a capital says little.
    pub(crate) const INITIAL: u8 = 2;
    /// No small letter, and more than one letter.
    pub(crate) const UPPER: u8 = 4;
    pub(crate) const DIGIT: u8 = 8;
    pub(crate) const HYPHEN: u8 = 16;
    /// The lexicon knows only its lower-case form.
    pub(crate) const RAISED: u8 = 32;
}

/// What the bytes of a long word beyond the first sixteen are hashed with.
const REST: u64 = 0xD6E8_FEB8_6659_FD93;

/// The first sixteen bytes and what follows from them.
struct Bytes {
    low: u64,
    high: u64,
    hash: u64,
    end: u32,
}

impl Bytes {
    #[inline]
    fn of(text: &[u8], start: usize, end: usize) -> Bytes {
        let length = end - start;
        if let Some(both) = text.get(start..start + 16)
            && length <= 16
        {
            let (low, high) = (load(both, 0), load(both, 8));
            let (low, high) = if length <= 8 {
                (low & (u64::MAX >> (64 - 8 * length.max(1))), 0)
            } else {
                (low, high & (u64::MAX >> (128 - 8 * length)))
            };
            if (low | high) & 0x8080_8080_8080_8080 == 0 {
                return Bytes::short(low, high, length);
            }
        }
        Bytes::slow(&text[start..end])
    }

    /// `low` and `high` hold all `length` bytes, zeros after them.
    #[inline]
    fn short(low: u64, high: u64, length: usize) -> Bytes {
        // The zeros get the bit too: no letter, and the same for every word.
        let (a, b) = (low | SMALL, high | SMALL);
        let end = match length {
            0..=3 => a << (32 - 8 * length),
            4..=8 => a >> (8 * length - 32),
            9..=11 => (a >> (8 * length - 32)) | (b << (96 - 8 * length)),
            _ => b >> (8 * length - 96),
        };
        Bytes {
            low,
            high,
            hash: mix(low, high),
            end: end as u32,
        }
    }

    /// Long words, the last ones of a text, and those beyond ASCII, whose ’ becomes '.
    #[cold]
    fn slow(word: &[u8]) -> Bytes {
        let mut buffer = [0; 48];
        let mut length = 0;
        let mut at = 0;
        while at < word.len() && length < buffer.len() {
            let curly = word[at..].starts_with("’".as_bytes());
            buffer[length] = if curly { b'\'' } else { word[at] };
            at += if curly { 3 } else { 1 };
            length += 1;
        }
        let mut bytes = Bytes::short(load(&buffer, 0), load(&buffer, 8), length.min(16));
        for at in (16..length).step_by(8) {
            bytes.hash = fold(bytes.hash ^ (load(&buffer, at) | SMALL), REST);
        }
        if length > 16 {
            let tail = &buffer[length - 4..length];
            bytes.end = u32::from_le_bytes([tail[0], tail[1], tail[2], tail[3]]) | SMALL as u32;
        }
        bytes
    }
}

/// ASCII's small letters alone have both of the bits 32 and 64.
fn small_letters(bytes: u64) -> u64 {
    bytes & (bytes << 1) & (SMALL << 1)
}

#[inline]
fn load(bytes: &[u8], at: usize) -> u64 {
    bytes[at..at + 8].try_into().map_or(0, u64::from_le_bytes)
}

/// [`Word::id`] of a word by its number.
#[inline]
fn id_of(number: u32, form: Form) -> u16 {
    match form.is_known() {
        // Numbers are those of a vocabulary that has far fewer.
        true => u16::try_from(u32::from(SURE) + number).unwrap_or_default(),
        false => 0,
    }
}

/// The hash of a word's lower-case form, as [`Word::hash`] has it.
pub(super) fn hash(word: &str) -> u32 {
    (Bytes::of(word.as_bytes(), 0, word.len()).hash >> 32) as u32
}

/// The first and the last four bytes of a word, as [`Form`] has them.
pub(super) fn ends(word: &str) -> (u32, u32) {
    let bytes = Bytes::of(word.as_bytes(), 0, word.len());
    (bytes.low as u32 | SMALL as u32, bytes.end)
}

impl Word {
    pub(super) const UNKNOWN: Word = Word {
        hash: 0,
        end: 0,
        start: 0,
        tags: 0,
        id: 0,
        shape: 0,
        tag: None,
    };

    pub(super) const EDGE: Word = Word {
        id: EDGE,
        tag: Some(Tag::Stop),
        ..Word::UNKNOWN
    };

    /// The tags to choose from, a bit each: a word in small letters is no name unless the lexicon knows it as one.
    #[inline]
    pub(super) fn choices(&self) -> u32 {
        const NAME: u32 = 1 << Tag::ProperNoun as u32;
        let all = lexicon::choices(self.tags);
        match self.shape & (shape::CAPITAL | shape::DIGIT | shape::HYPHEN) {
            0 => all & (!NAME | self.tags),
            _ => all,
        }
    }

    /// A word in small letters; `number` and `hash` are the lexicon's.
    pub(super) fn small(number: u32, hash: u32, form: Form) -> Word {
        Word {
            hash,
            end: form.end,
            start: form.start,
            tags: form.small.tags(),
            id: id_of(number, form),
            shape: 0,
            tag: form.small.tag(),
        }
    }

    /// A quotation mark of any style.
    pub(super) fn mark() -> Word {
        Word::sure(Tag::Quote, MARK)
    }

    /// A sign of one byte; unknown if it is more.
    pub(super) fn sign(byte: u8) -> Word {
        match byte.is_ascii() {
            true => Word::sure(Tag::of_character(char::from(byte)), u16::from(byte) + 1),
            false => Word::UNKNOWN,
        }
    }

    fn sure(tag: Tag, id: u16) -> Word {
        Word {
            tags: 1 << (tag as u32 % 32),
            id,
            tag: Some(tag),
            ..Word::default()
        }
    }

    /// It is in no lexicon, and no sign either.
    #[inline]
    pub(super) fn is_unknown(&self) -> bool {
        self.id == 0
    }

    /// Makes it the word of a token, in place: what is copied so soon after it was written is waited for.
    ///
    /// `initial`: nothing of its sentence stands before it but marks.
    #[inline(never)]
    pub(super) fn read(&mut self, text: &str, token: Token, initial: bool, lexicon: &Lexicon) {
        match token.kind {
            TokenKind::Mark => *self = Word::mark(),
            TokenKind::Punctuation => self.set_sign(token.span.of(text)),
            TokenKind::Number => self.set_number(text, token, initial, lexicon),
            TokenKind::Clitic if token.span.len() != 2 && token.span.of(text) == "’" => {
                *self = Word::sure(Tag::PossessiveEnding, POSSESSIVE);
            }
            TokenKind::Word | TokenKind::Clitic => {
                self.set_letters(text, token, initial, lexicon);
            }
        }
    }

    /// What the features take for it where it stands before another word.
    #[inline]
    pub(super) fn value(&self) -> u32 {
        if self.id < SURE {
            u32::from(self.id)
        } else {
            self.hash
        }
    }

    fn set_sign(&mut self, sign: &str) {
        let character = sign.chars().next().unwrap_or(' ');
        *self = match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() => Word::sign(byte),
            _ => {
                let tag = Tag::of_character(character);
                Word::sure(tag, SIGNS + tag as u16)
            }
        };
    }

    /// 1,000.5 is a number; 3rd, 1990s and 20-year-old may be something else.
    fn set_number(&mut self, text: &str, token: Token, initial: bool, lexicon: &Lexicon) {
        let bytes = token.span.of(text).as_bytes();
        let digits = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b',' | b':' | b'/');
        if bytes.iter().all(digits) {
            *self = Word::sure(Tag::Number, NUMBER + bytes.len().min(8) as u16);
            return;
        }
        self.set_letters(text, token, initial, lexicon);
        self.shape |= shape::DIGIT;
    }

    fn set_letters(&mut self, text: &str, token: Token, initial: bool, lexicon: &Lexicon) {
        let (start, end) = (token.span.start(), token.span.end());
        let plain = token.key != 0;
        let (hash, number) = if plain {
            (token.key, lexicon.number_of(token))
        } else {
            let hash = (Bytes::of(text.as_bytes(), start, end).hash >> 32) as u32;
            (hash, lexicon.number(hash))
        };
        let form = lexicon.form(number);
        let known = form.is_known();
        *self = Word {
            hash: if known { hash } else { 0 },
            end: form.end,
            start: form.start,
            id: id_of(number, form),
            ..Word::default()
        };
        if token.capital {
            self.set_capital(form, initial);
        } else {
            self.set(form.small);
        }
        if self.tag.is_some() {
            return;
        }
        // Of a word that is known, its capitals alone are asked; of most the first two letters tell.
        let second = text.as_bytes()[start + 1..end].first();
        let is_small = plain && second.is_none_or(u8::is_ascii_lowercase);
        if known && (!token.capital || is_small) {
            return;
        }
        let bytes = Bytes::of(text.as_bytes(), start, end);
        self.end = bytes.end;
        self.start = bytes.low as u32 | SMALL as u32;
        let small = small_letters(bytes.low) | small_letters(bytes.high);
        if token.capital && end - start > 1 && small == 0 {
            self.shape |= shape::UPPER;
        }
        // A hyphen says something of words that the lexicon does not know.
        if !plain && self.tags == 0 && text.as_bytes()[start..end].contains(&b'-') {
            self.shape |= shape::HYPHEN;
        }
    }

    #[inline]
    fn set(&mut self, entry: Entry) {
        self.tags = entry.tags();
        self.tag = entry.tag();
    }

    fn set_capital(&mut self, form: Form, initial: bool) {
        self.shape = shape::CAPITAL;
        let (first, second) = if initial {
            self.shape |= shape::INITIAL;
            (form.small, form.capital)
        } else {
            (form.capital, form.small)
        };
        self.set(first);
        if self.tags == 0 {
            self.set(second);
            self.shape |= shape::RAISED;
            // The lower-case word's tag is a hint, no more: House, Post.
            self.tag = None;
        }
    }
}
