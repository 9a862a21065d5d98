//! [`Features`]: what the model sees of one sentence, each a place in the table of weights.
//!
//! A token gives its form, its form with its tag, its first five letters, its form after the
//! one before, its tag after the one before; a sentence gives its length, its tense and how many
//! numbers and names it has. What occurs twice counts once. Quotation marks are passed over, so
//! that a sentence scores the same with and without them.

use crate::attribution::model::bucket;
use crate::segmentation::key::{SMALL, fold};
use crate::segmentation::{Token, TokenKind};
use crate::tagging::{Tag, lexicon_key};

/// Features are below two to this power.
pub const BITS: u32 = 18;

/// What of a sentence is read, in tokens: a text without sentence ends stays cheap.
const LONGEST: usize = 256;
/// Places remembered as seen; a repeated one that has been overwritten counts again, which is rare.
const MEMORY: usize = 2048;
/// Features of a token.
const OF_TOKEN: usize = 5;
/// Letters of a word's beginning: unemployed, unemployment.
const PREFIX: usize = 5;

/// A feature's place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Of a token: shared among as many as there are.
    Token(u32),
    /// Of the whole sentence.
    Sentence(u32),
}

impl Feature {
    /// Its index in the table.
    pub fn place(self) -> usize {
        match self {
            Self::Token(place) | Self::Sentence(place) => place as usize,
        }
    }
}

/// What one sentence after the other is read with: its memory is used again.
#[derive(Debug)]
pub struct Features {
    /// The sentence's number above the place, by the place's low bits.
    seen: Box<[u32; MEMORY]>,
    /// The sentence's number, above the bits of a place.
    sentence: u32,
    /// The places of each token.
    places: Box<[[u32; OF_TOKEN]; LONGEST]>,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            seen: Box::new([0; MEMORY]),
            sentence: 0,
            places: Box::new([[0; OF_TOKEN]; LONGEST]),
        }
    }
}

/// What was read of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    /// How many tokens.
    pub(super) tokens: usize,
    /// The places of the sentence's own features.
    pub(super) places: [u32; 6],
}

impl Features {
    /// Hands each feature of a sentence to `take`; returns the number of tokens read. `tags` has one a token.
    pub fn each(
        &mut self,
        text: &str,
        tokens: &[Token],
        tags: &[Tag],
        mut take: impl FnMut(Feature),
    ) -> usize {
        let read = self.read(text, tokens, tags);
        self.of_tokens(read, |place, is_new| {
            if is_new {
                take(Feature::Token(place));
            }
        });
        let own = read.places.into_iter();
        own.for_each(|place| take(Feature::Sentence(place)));
        read.tokens
    }

    /// Finds the places of a sentence's features.
    #[inline]
    pub(super) fn read(&mut self, text: &str, tokens: &[Token], tags: &[Tag]) -> Read {
        let mut counts = Counts::default();
        let (mut last, mut last_tag) = (START, START);
        let mut read = 0;
        for (token, tag) in tokens.iter().zip(tags).take(LONGEST) {
            if token.kind == TokenKind::Mark {
                continue;
            }
            if read == 0 {
                counts.first = *tag;
            }
            counts.add(token, *tag);
            let (form, tag) = (form(text, token), *tag as u32);
            let start = match token.kind {
                TokenKind::Word => prefix(text.as_bytes(), token),
                _ => 0,
            };
            self.places[read % LONGEST] = [
                place(0, form, 0),
                place(1, form, tag),
                place(2, start, 0),
                place(3, last, form),
                place(4, last_tag, tag),
            ];
            read += 1;
            (last, last_tag) = (form, tag);
        }
        Read {
            tokens: read,
            places: counts.places(),
        }
    }

    /// Calls `take` with each place that tokens have, and whether the sentence has not had it before.
    ///
    /// A pass of its own: in it nothing waits and nothing branches.
    #[inline]
    pub(super) fn of_tokens(&mut self, read: Read, mut take: impl FnMut(u32, bool)) {
        self.begin();
        for place in self.places[..read.tokens.min(LONGEST)].as_flattened() {
            let own = self.sentence | place;
            let seen = &mut self.seen[*place as usize % MEMORY];
            let is_new = *seen != own;
            *seen = own;
            take(*place, is_new);
        }
    }

    /// The next sentence. When their numbers are used up, all is forgotten.
    #[inline]
    fn begin(&mut self) {
        self.sentence = self.sentence.wrapping_add(1 << BITS);
        if self.sentence == 0 {
            self.seen.fill(0);
            self.sentence = 1 << BITS;
        }
    }
}

/// What is counted over a sentence.
#[derive(Default)]
struct Counts {
    words: u32,
    /// Sums of [`COUNTED`].
    tags: u64,
    first: Tag,
    /// The first verb that can have a subject.
    verb: Option<Tag>,
}

/// What a tag adds to the counts: 16 bits each for numbers, names, past forms and modals, from the lowest. No
/// sentence has so many as to run over: it is read up to [`LONGEST`].
const COUNTED: [u64; Tag::ALL.len()] = {
    let mut counted = [0; Tag::ALL.len()];
    counted[Tag::Number as usize] = 1;
    counted[Tag::ProperNoun as usize] = 1 << 16;
    counted[Tag::Past as usize] = 1 << 32;
    counted[Tag::Modal as usize] = 1 << 48;
    counted
};

impl Counts {
    #[inline]
    fn add(&mut self, token: &Token, tag: Tag) {
        self.words += u32::from(token.kind != TokenKind::Punctuation);
        self.tags += COUNTED[tag as usize];
        if tag.is_finite() {
            self.verb.get_or_insert(tag);
        }
    }

    fn places(&self) -> [u32; 6] {
        let count = |number: u32| (self.tags >> (16 * number)) as u32 & 0xFFFF;
        let numbers = count(0);
        // What begins a sentence has a capital, be it a name or not.
        let names = count(1) - u32::from(self.first == Tag::ProperNoun);
        let tense = u32::from(count(2) > 0) | u32::from(count(3) > 0) << 1;
        [
            place(8, bucket(self.words as usize), 0),
            place(9, numbers.min(4), 0),
            place(10, names.min(5), 0),
            place(11, self.verb.map_or(START, |tag| tag as u32), 0),
            place(12, numbers.min(2), tense),
            place(13, numbers.min(2), names.min(3)),
        ]
    }
}

/// What stands before the first token.
const START: u32 = 99;

#[inline]
fn place(template: u64, a: u32, b: u32) -> u32 {
    let salt = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(template * 2 + 1);
    let values = u64::from(a) | u64::from(b) << 32;
    (fold(values ^ salt, 0xE703_7ED1_A0B4_28DB) >> (64 - BITS)) as u32
}

/// A word's own number; numbers are told by their kind, all else by its character.
#[inline]
fn form(text: &str, token: &Token) -> u32 {
    match token.kind {
        TokenKind::Number => number_kind(token.span.of(text).as_bytes()),
        TokenKind::Word | TokenKind::Clitic if token.key != 0 => token.key,
        TokenKind::Word | TokenKind::Clitic => lexicon_key(token.span.of(text)),
        TokenKind::Mark | TokenKind::Punctuation => {
            let character = token.span.of(text).chars().next();
            character.map_or(0, u32::from)
        }
    }
}

/// 1990s by its last letter; 3.5; 1,000; 2016; others by how many digits they have.
fn number_kind(number: &[u8]) -> u32 {
    const KINDS: u32 = 0x4E00_0000;
    let digits = number.iter().filter(|byte| byte.is_ascii_digit()).count();
    let others = |byte: &u8| !byte.is_ascii_digit() && !matches!(byte, b'.' | b',');
    KINDS
        + match number {
            [.., end] if number.iter().any(others) => 256 + u32::from(*end),
            _ if number.contains(&b'.') => 16,
            _ if number.contains(&b',') => 17,
            [b'1', ..] | [b'2', b'0', ..] if digits == 4 => 18,
            _ => digits.min(4) as u32,
        }
}

/// The hash of a word's first letters in lower case.
#[inline]
fn prefix(text: &[u8], token: &Token) -> u32 {
    let (start, length) = (token.span.start(), token.span.len().min(PREFIX));
    let letters = match text.get(start..start + 8) {
        Some(bytes) => bytes.try_into().map_or(0, u64::from_le_bytes),
        None => {
            let mut bytes = [0; 8];
            let rest = text.get(start..start + length).unwrap_or_default();
            bytes[..rest.len()].copy_from_slice(rest);
            u64::from_le_bytes(bytes)
        }
    };
    let letters = (letters | SMALL) & ((1 << (8 * length)) - 1);
    (fold(letters, 0xD6E8_FEB8_6659_FD93) >> 32) as u32
}
