//! Shapes: what a token looks like to the learned models, as small numbers.

use crate::scan::class::Class;
use crate::segmentation::Token;
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

/// The shape of what is no sign: a number for its tag, divided by what the lexicons say of the word.
#[inline(always)] // Once a token.
pub(super) fn word_shape(tag: Tag, classes: Class) -> u8 {
    /// The first of three classes that a word is in, by a bit for each; 0 if it is in none.
    const FIRST: [u8; 8] = [0, 1, 2, 1, 3, 1, 2, 1];
    let [first, second, third] = CLASSES[tag as usize];
    let is = |class, bit: u8| u8::from(classes.intersects(class)) << bit;
    let bits = is(first, 0) | is(second, 1) | is(third, 2);
    tag as u8 * 4 + FIRST[usize::from(bits & 7)]
}

/// The shape of the sign of that number.
#[inline]
pub(super) fn sign(number: u8) -> u8 {
    SIGNS + SIGN_SHAPES[usize::from(number % 128)]
}

/// The shape of each sign, by its number.
const SIGN_SHAPES: [u8; 128] = {
    let mut shapes = [0; 128];
    let mut number = 0;
    while number < shapes.len() {
        shapes[number] = group(sign_of(number as u8).as_bytes());
        number += 1;
    }
    shapes
};

const fn group(bytes: &[u8]) -> u8 {
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
