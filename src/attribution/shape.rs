//! Shapes: what a token looks like to the learned models, as small numbers.

use crate::scan::class::Class;
use crate::tagging::Tag;

use super::words::sign_of;

/// The hash of a word with ASCII upper case and the curly apostrophe folded (FNV-1a); never 0.
pub(super) fn word(bytes: &[u8]) -> u32 {
    bytes.iter().copied().fold(SEED, add) | 1
}

/// The hash of no letters.
const SEED: u32 = 0x811C_9DC5;

#[inline(always)]
const fn add(hash: u32, byte: u8) -> u32 {
    (hash ^ byte.to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193)
}

/// The hash of the sign of that number; 0 of those of words.
pub(super) fn word_of_sign(number: u8) -> u32 {
    SIGN_WORDS[usize::from(number % 128)]
}

/// The hash of each sign, by its number; 0 of those of words.
const SIGN_WORDS: [u32; 128] = {
    let mut words = [0; 128];
    let mut number = 0;
    while number < words.len() {
        let bytes = sign_of(number as u8).as_bytes();
        let (mut hash, mut at) = (SEED, 0);
        while at < bytes.len() {
            hash = add(hash, bytes[at]);
            at += 1;
        }
        if at > 0 {
            words[number] = hash | 1;
        }
        number += 1;
    }
    words
};

/// The shape of all that stands between quotation marks.
pub(super) const QUOTED: u8 = 203;
/// Shapes of punctuation begin here, behind four for each tag.
const SIGNS: u8 = 140;

/// The shape of what is no sign: a number for its tag, divided by what the lexicons say of the word.
///
/// `division`: that of the tag.
#[inline(always)] // Once a token.
pub(super) fn divided(tag: Tag, division: u8, divisions: u16) -> u8 {
    tag as u8 * 4 + (divisions >> (division % 16) & 3) as u8
}

/// For each group of tags, in two bits, the number of the first of its three classes that a word is in; 0 if it is in none.
pub(super) fn divisions(classes: Class) -> u16 {
    let groups = CLASSES.iter().enumerate();
    let divisions = groups.map(|(group, its)| {
        let first = its.iter().position(|class| classes.intersects(*class));
        first.map_or(0, |first| (first as u16 + 1) << (2 * group))
    });
    divisions.fold(0, |all, one| all | one)
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

/// Where those of a tag's group stand among [`divisions`].
pub(super) const fn division(tag: Tag) -> u8 {
    2 * group_of(tag)
}

/// Which of [`CLASSES`] divide a tag.
const fn group_of(tag: Tag) -> u8 {
    match tag {
        Tag::Noun | Tag::Plural | Tag::ProperNoun => 0,
        Tag::Adjective => 1,
        Tag::Adverb => 2,
        Tag::Pronoun => 3,
        Tag::Preposition => 4,
        _ if tag.is_verb() => 5,
        _ => 6,
    }
}

/// The classes that divide each group of tags.
const CLASSES: [[Class; 3]; 7] = [
    [
        Class::HUMAN,
        Class::ORGANISATION.union(Class::DOCUMENT),
        Class::CUE_NOUN.union(Class::TIME),
    ],
    [Class::CUE_ADJECTIVE, Class::TIME, Class::NUMBER_WORD],
    [Class::TIME, Class::NEGATION, Class::SUBORDINATOR],
    [
        Class::REFLEXIVE,
        Class::SUBJECT_PRONOUN,
        Class::OBJECT_PRONOUN,
    ],
    [Class::SUBORDINATOR, Class::CONJUNCTION, Class::RELATIVE],
    [Class::BE, Class::AUXILIARY, Class::CUE_VERB],
    [Class::empty(); 3],
];
