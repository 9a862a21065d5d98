//! Shapes: what a token looks like to the learned models, as small numbers.

use crate::scan::Word;
use crate::scan::class::Class;
use crate::segmentation::{Token, TokenKind};

/// The hash of a word with ASCII upper case and the curly apostrophe folded (FNV-1a); never 0.
pub(super) fn word(text: &str) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for byte in text.bytes() {
        hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    }
    hash | 1
}

/// Lexicon classes by priority: the first that a word is in is its shape.
const CLASSES: [Class; 22] = [
    Class::SUBJECT_PRONOUN,
    Class::OBJECT_PRONOUN,
    Class::POSSESSIVE,
    Class::DETERMINER,
    Class::BE,
    Class::MODAL,
    Class::AUXILIARY,
    Class::NEGATION,
    Class::WH,
    Class::RELATIVE,
    Class::SUBORDINATOR,
    Class::CONJUNCTION,
    Class::PREPOSITION,
    Class::REFLEXIVE,
    Class::TIME,
    Class::NUMBER_WORD,
    Class::ADVERB,
    Class::TITLE,
    Class::ROLE,
    Class::GROUP,
    Class::ORGANISATION,
    Class::CUE_NOUN,
];
const PUNCTUATION: &[u8] = b",.;:!?-()[]/&$%";

/// A number below 100 for the token's coarse kind.
pub(super) fn shape(token: Token, word: Word, text: &str) -> u8 {
    let words = token.span.of(text);
    match token.kind {
        TokenKind::Punctuation => PUNCTUATION
            .iter()
            .position(|&sign| words.as_bytes() == [sign])
            .map_or(if matches!(words, "–" | "—" | "―") { 8 } else { 1 }, |at| 2 + at as u8),
        TokenKind::Mark => 20,
        TokenKind::Clitic => 21,
        TokenKind::Number => 22,
        TokenKind::Word => word_shape(token, word, words),
    }
}

fn word_shape(token: Token, word: Word, text: &str) -> u8 {
    if token.capital && !word.is(Class::SUBJECT_PRONOUN | Class::DETERMINER) {
        return match () {
            () if word.is(Class::TITLE) => 30,
            () if word.is(Class::ROLE | Class::GROUP) => 31,
            () if word.is(Class::ORGANISATION | Class::DOCUMENT) => 32,
            () if word.is(Class::TIME) => 33,
            () if word.is(Class::FUNCTION | Class::ADVERB) => 34,
            () => 35,
        };
    }
    if let Some(verb) = word.verb {
        return match () {
            () if verb.gerund => 40,
            () if verb.third => 41,
            () if verb.past && verb.participle => 42,
            () if verb.past => 43,
            () if verb.participle => 44,
            () => 45,
        };
    }
    if let Some(at) = CLASSES.iter().position(|class| word.is(*class)) {
        return 50 + at as u8;
    }
    match () {
        () if word.is(Class::COMMON_VERB) => 80,
        () if text.ends_with("ing") => 81,
        () if text.ends_with("ed") => 82,
        () if text.ends_with("ly") => 83,
        () if text.ends_with("ion") || text.ends_with("ment") || text.ends_with("ness") => 84,
        () if text.ends_with("al") || text.ends_with("ic") || text.ends_with("ive") => 85,
        () if text.ends_with('s') => 86,
        () => 87,
    }
}
