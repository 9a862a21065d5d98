//! [`Words`]: sets of the words and signs that the patterns ask for by name.
//!
//! Each of them has a number. A token's number is looked up once; whether it is
//! one of some words is then one bit of a set that is built at compile time.

use std::sync::LazyLock;

use crate::segmentation::{Token, TokenKind, key};
use crate::vocabulary::{UNKNOWN, Vocabulary};

/// Every word that a pattern names, in small letters; clitics first.
#[rustfmt::skip] // One a line would hide what stands below.
const WORDS: [&str; 75] = [
    "'s", "’s", "a", "about", "according", "after", "against", "ago", "all", "almost", "among",
    "an", "and", "as", "at", "before", "both", "but", "by", "despite", "during", "early", "few",
    "for", "former", "from", "half", "help", "i", "if", "in", "into", "it", "last", "late", "less",
    "let", "like", "many", "more", "most", "nearly", "now", "of", "on", "one", "or", "others",
    "out", "over", "people", "police", "several", "since", "so", "some", "than", "that", "the",
    "there", "these", "they", "this", "those", "to", "until", "we", "what", "whether", "which",
    "while", "who", "with", "words", "you",
];
/// How many of them are clitics.
const CLITICS: usize = 2;
/// Every sign, the commonest first.
const SIGNS: [&str; 21] = [
    ",", ".", "-", ":", "(", ")", "—", "?", "/", "$", "–", "’", "'", "!", ";", "&", "…", "―", "[",
    "]", "%",
];

/// The number of a token that no pattern names.
pub(super) const OTHER: u8 = 0;
/// Numbers of words begin here, those of signs behind them.
const FIRST: usize = 1;

/// Words and signs, as a set of their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    /// Numbers below 64, a bit each ...
    low: u64,
    /// ... and those from there on.
    high: u64,
}

/// The set of these words and signs; one that is not listed above does not compile.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {
        const { $crate::attribution::words::Words::of(&[$($word),+]) }
    };
}
pub(super) use words;

impl Words {
    pub(super) const fn of(words: &[&str]) -> Self {
        let (mut low, mut high) = (0, 0);
        let mut at = 0;
        while at < words.len() {
            match number(words[at]) {
                number @ 0..64 => low |= 1 << number,
                number => high |= 1 << (number - 64),
            }
            at += 1;
        }
        Self { low, high }
    }

    #[inline]
    pub(super) const fn hold(self, number: u8) -> bool {
        let half = if number < 64 { self.low } else { self.high };
        half >> (number % 64) & 1 != 0
    }
}

const fn number(word: &str) -> usize {
    let mut at = 0;
    while at < WORDS.len() + SIGNS.len() {
        let listed = match at < WORDS.len() {
            true => WORDS[at],
            false => SIGNS[at - WORDS.len()],
        };
        if same(listed.as_bytes(), word.as_bytes()) {
            return FIRST + at;
        }
        at += 1;
    }
    panic!("no such word is listed")
}

const fn same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The sign of that number; nothing of those of words.
pub(super) const fn sign_of(number: u8) -> &'static str {
    match (number as usize).checked_sub(FIRST + WORDS.len()) {
        Some(at) if at < SIGNS.len() => SIGNS[at],
        _ => "",
    }
}

/// The word of that number.
pub(super) fn named(number: u8) -> Option<&'static str> {
    WORDS.get(usize::from(number).checked_sub(FIRST)?).copied()
}

/// The listed words by their numbers in the vocabulary.
pub(super) struct Numbers(Vec<u8>);

impl Numbers {
    /// Built at the first document.
    pub(super) fn shared() -> &'static Self {
        static NUMBERS: LazyLock<Numbers> = LazyLock::new(Numbers::new);
        &NUMBERS
    }

    fn new() -> Self {
        let vocabulary = Vocabulary::shared();
        let mut numbers = vec![OTHER; vocabulary.len()];
        for (at, word) in WORDS.iter().enumerate() {
            let key = key::at(word.as_bytes(), 0).0.hash();
            numbers[usize::from(vocabulary.number(key))] = (FIRST + at) as u8;
        }
        numbers[usize::from(UNKNOWN)] = OTHER;
        Self(numbers)
    }

    /// The number of a token's word or sign, case aside.
    #[inline]
    pub(super) fn of(&self, token: Token, bytes: &[u8]) -> u8 {
        match token.kind {
            TokenKind::Word if token.key != 0 => self
                .0
                .get(usize::from(token.word))
                .copied()
                .unwrap_or(OTHER),
            TokenKind::Punctuation => sign(bytes),
            TokenKind::Clitic => clitic(bytes),
            TokenKind::Mark | TokenKind::Word | TokenKind::Number => OTHER,
        }
    }
}

fn clitic(bytes: &[u8]) -> u8 {
    let found = WORDS[..CLITICS]
        .iter()
        .position(|clitic| bytes.eq_ignore_ascii_case(clitic.as_bytes()));
    found.map_or(OTHER, |at| (FIRST + at) as u8)
}

#[inline]
fn sign(bytes: &[u8]) -> u8 {
    match *bytes {
        [byte] => ASCII_SIGNS.get(usize::from(byte)).copied().unwrap_or(OTHER),
        _ => {
            let found = SIGNS.iter().position(|sign| bytes == sign.as_bytes());
            found.map_or(OTHER, |at| (FIRST + WORDS.len() + at) as u8)
        }
    }
}

/// The numbers of the signs of one byte.
const ASCII_SIGNS: [u8; 128] = {
    let mut numbers = [OTHER; 128];
    let mut at = 0;
    while at < SIGNS.len() {
        if let [byte] = *SIGNS[at].as_bytes() {
            numbers[byte as usize] = (FIRST + WORDS.len() + at) as u8;
        }
        at += 1;
    }
    numbers
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::segmentation::segment;

    /// The numbers of a text's tokens that are listed, as words and signs.
    fn listed(text: &str) -> Vec<&'static str> {
        let document = Document::from_text("", text);
        let bytes = document.text.as_bytes();
        let numbers = segment(&document)
            .tokens
            .into_iter()
            .map(|token| Numbers::shared().of(token, &bytes[token.span.range()]));
        let all: Vec<&str> = WORDS.into_iter().chain(SIGNS).collect();
        let found = numbers.filter(|&number| number != OTHER);
        found
            .map(|number| all[usize::from(number) - FIRST])
            .collect()
    }

    #[test]
    fn the_vocabulary_has_every_listed_word() {
        for word in WORDS.into_iter().filter(|word| !word.contains(['\'', '’'])) {
            let key = key::at(word.as_bytes(), 0).0.hash();
            assert_ne!(Vocabulary::shared().number(key), UNKNOWN, "{word}");
        }
    }

    #[test]
    fn every_listed_word_is_known_in_any_case() {
        for word in WORDS.into_iter().filter(|word| !word.contains(['\'', '’'])) {
            assert_eq!(listed(word), [word]);
            assert_eq!(listed(&word.to_uppercase()), [word]);
        }
    }

    #[test]
    fn words_signs_and_clitics_are_told_apart() {
        let cases: [(&str, &[&str]); 6] = [
            ("Ann’s dog", &["’s"]),
            ("Ann's dog", &["'s"]),
            ("thatch, onto; Thatcher", &[",", ";"]),
            (
                "That — and those: $5 (or so)!",
                &[
                    "that", "—", "and", "those", ":", "$", "(", "or", "so", ")", "!",
                ],
            ),
            ("“I”", &["i"]),
            ("a b ] +", &["a", "]"]),
        ];
        for (text, wanted) in cases {
            assert_eq!(listed(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_set_holds_its_words_and_no_others() {
        let set = words!["and", "—"];
        for (at, word) in WORDS.into_iter().chain(SIGNS).enumerate() {
            assert_eq!(
                set.hold((FIRST + at) as u8),
                ["and", "—"].contains(&word),
                "{word}"
            );
        }
        assert!(!set.hold(OTHER));
    }
}
