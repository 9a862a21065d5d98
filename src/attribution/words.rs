//! [`Words`]: sets of the words and signs that the patterns ask for by name.
//!
//! Each of them has a number. A token's number is looked up once; whether it is
//! one of some words is then one bit of a set that is built at compile time.

use std::ops::Range;

/// Every word that a pattern names, in small letters; clitics first.
#[rustfmt::skip] // One a line would hide what stands below.
const WORDS: [&str; 106] = [
    "'s", "’s", "a", "about", "according", "accused", "after", "against", "ago", "all", "almost", "although", "amid", "among",
    "an", "and", "as", "asked", "at", "back", "before", "both", "but", "by", "cited", "cites", "citing", "despite",
    "during", "early", "few", "fired", "for", "former", "from", "half", "heard", "held", "help", "hit", "i", "if",
    "in", "into", "it", "last", "late", "less", "let", "like", "long", "many", "more", "most", "nearly", "nor", "now", "of",
    "on", "once", "one", "or", "others", "out", "over", "people", "per", "police", "quoted", "quotes", "quoting",
    "seen", "several", "shot", "since", "snapped", "so", "some", "spoke", "spoken", "talked", "than", "that", "the",
    "there", "these", "they", "this", "those", "though", "times", "to", "until", "verified", "verify", "we", "what",
    "when", "whether", "which", "while", "who", "with", "without", "words", "you",
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
    /// The number of the only one: most sets have one, and a comparison is all that is left of the question.
    only: Option<u8>,
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
            match place(words[at]) {
                place @ 0..64 => low |= 1 << place,
                place => high |= 1 << (place - 64),
            }
            at += 1;
        }
        let only = match words {
            [word] => Some(place(word) as u8),
            _ => None,
        };
        Self { low, high, only }
    }

    #[inline(always)] // The set is a constant.
    pub(super) const fn hold(self, number: u8) -> bool {
        if let Some(only) = self.only {
            return number == only;
        }
        let half = if number < 64 { self.low } else { self.high };
        half >> (number % 64) & 1 != 0
    }
}

const fn place(word: &str) -> usize {
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

/// The word or sign of that number.
pub(super) fn name(number: u8) -> Option<&'static str> {
    let at = usize::from(number).checked_sub(FIRST)?;
    let sign = || SIGNS.get(at - WORDS.len());
    WORDS.get(at).or_else(sign).copied()
}

/// The numbers of ’s, with either apostrophe.
pub(super) fn clitics() -> Range<u8> {
    FIRST as u8..(FIRST + CLITICS) as u8
}

/// Every word, no clitic, with its number.
pub(super) fn numbered() -> impl Iterator<Item = (&'static str, u8)> {
    let words = WORDS.into_iter().zip(FIRST as u8..);
    words.skip(CLITICS)
}

/// The number of a sign.
pub(super) fn sign(bytes: &[u8]) -> u8 {
    let found = SIGNS.iter().position(|sign| bytes == sign.as_bytes());
    found.map_or(OTHER, |at| (FIRST + WORDS.len() + at) as u8)
}

/// The number of a clitic.
pub(super) fn clitic(bytes: &[u8]) -> u8 {
    let found = WORDS[..CLITICS]
        .iter()
        .position(|clitic| bytes.eq_ignore_ascii_case(clitic.as_bytes()));
    found.map_or(OTHER, |at| (FIRST + at) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

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
