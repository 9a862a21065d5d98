//! Shapes: what a token looks like to the learned models, as small numbers.

use crate::scan::Word;
use crate::scan::class::Class;
use crate::segmentation::{Token, TokenKind};
use crate::tagging::Tag;

/// The hash of a word with ASCII upper case and the curly apostrophe folded (FNV-1a); never 0.
pub(super) fn word(text: &str) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for byte in text.bytes() {
        hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    }
    hash | 1
}

/// The token's key, which most words have already, or else the hash of its text.
pub(super) fn word_of(token: Token, text: &str) -> u32 {
    match token.key {
        0 => word(token.span.of(text)),
        key => key,
    }
}

const PUNCTUATION: &[u8] = b",.;:!?-()[]/&$%";
/// Shapes of punctuation begin here, behind four for each tag.
const SIGNS: u8 = 140;

/// A number for what the token is: its tag, divided by what the lexicons say of the word.
pub(super) fn shape(tag: Tag, word: Word, token: Token, text: &str) -> u8 {
    if matches!(token.kind, TokenKind::Punctuation) {
        let sign = token.span.of(text);
        let known = PUNCTUATION
            .iter()
            .position(|&known| sign.as_bytes() == [known]);
        return SIGNS
            + match known {
                Some(at) => 2 + at as u8,
                None if matches!(sign, "–" | "—" | "―") => 8,
                None => 1,
            };
    }
    tag as u8 * 4 + word_class(tag, word)
}

fn word_class(tag: Tag, word: Word) -> u8 {
    let first = |classes: [Class; 3]| {
        let found = classes.iter().position(|class| word.is(*class));
        found.map_or(0, |at| at as u8 + 1)
    };
    match tag {
        Tag::Noun | Tag::Plural | Tag::ProperNoun => first([
            Class::TITLE.union(Class::ROLE).union(Class::GROUP),
            Class::ORGANISATION.union(Class::DOCUMENT),
            Class::CUE_NOUN.union(Class::TIME),
        ]),
        Tag::Adjective => first([Class::CUE_ADJECTIVE, Class::TIME, Class::NUMBER_WORD]),
        Tag::Adverb => first([Class::TIME, Class::NEGATION, Class::SUBORDINATOR]),
        Tag::Pronoun => first([
            Class::REFLEXIVE,
            Class::SUBJECT_PRONOUN,
            Class::OBJECT_PRONOUN,
        ]),
        Tag::Preposition => first([Class::SUBORDINATOR, Class::CONJUNCTION, Class::RELATIVE]),
        _ if tag.is_verb() => first([Class::BE, Class::AUXILIARY, Class::CUE_VERB]),
        _ => 0,
    }
}
