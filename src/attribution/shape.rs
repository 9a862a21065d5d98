//! Shapes: what a token looks like to the learned models, as small numbers.

use crate::scan::Word;
use crate::scan::class::Class;
use crate::segmentation::{Token, TokenKind};
use crate::tagging::Tag;

use super::words::sign_of;

/// The hash of a word with ASCII upper case and the curly apostrophe folded (FNV-1a); never 0.
pub(super) fn word(bytes: &[u8]) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for byte in bytes {
        hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    }
    hash | 1
}

/// The token's key, which most words have already, or else the hash of its bytes.
pub(super) fn word_of(token: Token, bytes: &[u8]) -> u32 {
    match token.key {
        0 => word(bytes),
        key => key,
    }
}

/// The shape of all that stands between quotation marks.
pub(super) const QUOTED: u8 = 203;
/// Shapes of punctuation begin here, behind four for each tag.
const SIGNS: u8 = 140;

/// A number for what the token is: its tag, divided by what the lexicons say of the word. `number` is the sign's, of a sign.
#[inline]
pub(super) fn shape(tag: Tag, word: Word, kind: TokenKind, number: u8) -> u8 {
    match kind {
        TokenKind::Punctuation => SIGNS + SIGN_SHAPES[usize::from(number % 128)],
        _ => tag as u8 * 4 + word_class(tag, word),
    }
}

/// The shape of each sign, by its number.
const SIGN_SHAPES: [u8; 128] = {
    let mut shapes = [0; 128];
    let mut number = 0;
    while number < shapes.len() {
        shapes[number] = sign(sign_of(number as u8).as_bytes());
        number += 1;
    }
    shapes
};

const fn sign(bytes: &[u8]) -> u8 {
    match bytes {
        b"," => 2,
        b"." => 3,
        b";" => 4,
        b":" => 5,
        b"!" => 6,
        b"?" => 7,
        b"-" | [0xE2, 0x80, 0x93..=0x95] => 8, // – — ―
        b"(" => 9,
        b")" => 10,
        b"[" => 11,
        b"]" => 12,
        b"/" => 13,
        b"&" => 14,
        b"$" => 15,
        b"%" => 16,
        _ => 1,
    }
}

/// The number of the first of its tag's classes that the word is in; 0 if it is in none.
#[inline]
fn word_class(tag: Tag, word: Word) -> u8 {
    let [first, second, third] = CLASSES[tag as usize];
    match () {
        () if word.is(first) => 1,
        () if word.is(second) => 2,
        () if word.is(third) => 3,
        () => 0,
    }
}

/// The classes that divide a tag.
const CLASSES: [[Class; 3]; Tag::ALL.len()] = {
    let mut classes = [[Class::empty(); 3]; Tag::ALL.len()];
    let mut at = 0;
    while at < classes.len() {
        classes[at] = of_tag(Tag::ALL[at]);
        at += 1;
    }
    classes
};

const fn of_tag(tag: Tag) -> [Class; 3] {
    match tag {
        Tag::Noun | Tag::Plural | Tag::ProperNoun => [
            Class::TITLE.union(Class::ROLE).union(Class::GROUP),
            Class::ORGANISATION.union(Class::DOCUMENT),
            Class::CUE_NOUN.union(Class::TIME),
        ],
        Tag::Adjective => [Class::CUE_ADJECTIVE, Class::TIME, Class::NUMBER_WORD],
        Tag::Adverb => [Class::TIME, Class::NEGATION, Class::SUBORDINATOR],
        Tag::Pronoun => [
            Class::REFLEXIVE,
            Class::SUBJECT_PRONOUN,
            Class::OBJECT_PRONOUN,
        ],
        Tag::Preposition => [Class::SUBORDINATOR, Class::CONJUNCTION, Class::RELATIVE],
        _ if tag.is_verb() => [Class::BE, Class::AUXILIARY, Class::CUE_VERB],
        _ => [Class::empty(); 3],
    }
}
