//! The words the stage must know, from the data files beside it: abbreviations,
//! sentence starters, reporting verbs and elided words. Looked up as they stand, without a copy.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

static ABBREVIATIONS: LazyLock<Abbreviations> =
    LazyLock::new(|| Abbreviations::of(abbreviations(include_str!("abbreviations.txt"))));
static STARTERS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| words(include_str!("starters.txt")));
static REPORTING: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("reporting.txt")));
static LABELS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| words(include_str!("labels.txt")));
static ELISIONS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| words(include_str!("elisions.txt")));

/// The longest entry of abbreviations.txt is shorter: a longer word is not looked up.
const LONGEST: usize = 10;

/// What an abbreviation's stop can be besides a part of the abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Nothing: `Mr.`
    Never,
    /// The end of a sentence as well: `Inc.`
    Maybe,
    /// The end of a sentence before any capital: `etc.`
    Likely,
    /// The word is an abbreviation before a number only: `No. 5`.
    Number,
}

/// The class of `word`, which stands before a stop.
pub(super) fn abbreviation(word: &str) -> Option<Ending> {
    if word.len() > LONGEST {
        return None;
    }
    let abbreviations = &*ABBREVIATIONS;
    if !abbreviations.may_know(word) {
        return None;
    }
    abbreviations.known.get(word).copied()
}

/// A table with a sieve before it: nearly every word before a stop is no
/// abbreviation, and its length and ends are enough to say so.
#[derive(Debug)]
struct Abbreviations {
    known: FxHashMap<String, Ending>,
    sieve: [u64; SIEVE / 64],
}

const SIEVE: usize = 8192;

impl Abbreviations {
    fn of(known: FxHashMap<String, Ending>) -> Self {
        let mut sieve = [0; SIEVE / 64];
        for place in known.keys().map(|word| sieve_place(word)) {
            sieve[place / 64] |= 1 << (place % 64);
        }
        Self { known, sieve }
    }

    fn may_know(&self, word: &str) -> bool {
        let place = sieve_place(word);
        self.sieve[place / 64] >> (place % 64) & 1 == 1
    }
}

fn sieve_place(word: &str) -> usize {
    let ends = |byte: Option<&u8>| usize::from(byte.copied().unwrap_or_default());
    let bytes = word.as_bytes();
    (ends(bytes.first()) * 67 + ends(bytes.last()) * 31 + ends(bytes.get(1)) * 7 + bytes.len())
        % SIEVE
}

/// A capitalised word that seldom stands inside a sentence.
pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.contains(word)
}

/// A verb that follows a quotation: said, asked.
pub(super) fn is_reporting(word: &str) -> bool {
    REPORTING.contains(word)
}

/// A word that makes a label with the number after it: Figure 1.
pub(super) fn is_label(word: &str) -> bool {
    LABELS.contains(word)
}

/// A word that has lost its beginning: ’em, ’tis (given without the apostrophe).
pub(super) fn is_elision(word: &str) -> bool {
    ELISIONS.contains(word)
}

fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words(data: &'static str) -> FxHashSet<&'static str> {
    lines(data).flat_map(str::split_whitespace).collect()
}

fn abbreviations(data: &'static str) -> FxHashMap<String, Ending> {
    let mut known = FxHashMap::default();
    for (ending, entry) in lines(data).filter_map(entry) {
        let mut letters = entry.chars();
        let first = letters
            .next()
            .map_or(String::new(), |first| first.to_uppercase().collect());
        let capital = first + letters.as_str();
        // An entry's own writing wins over a variant of another entry.
        known.insert(entry.to_owned(), ending);
        // "ed." is an abbreviation and "Ed." a man: only before a number are all writings one.
        if ending == Ending::Number {
            known.entry(capital.clone()).or_insert(ending);
        }
        if ending == Ending::Number || capital == entry {
            known.entry(entry.to_uppercase()).or_insert(ending);
        }
    }
    known
}

fn entry(line: &'static str) -> Option<(Ending, &'static str)> {
    let (class, entry) = line.split_once(' ')?;
    let ending = match class {
        "never" => Ending::Never,
        "maybe" => Ending::Maybe,
        "likely" => Ending::Likely,
        "number" => Ending::Number,
        _ => return None,
    };
    Some((ending, entry.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_abbreviation_line_is_read_once_and_short_enough() {
        let mut seen = FxHashSet::default();
        for line in lines(include_str!("abbreviations.txt")) {
            let (_, entry) = entry(line).unwrap_or_else(|| panic!("unreadable: {line}"));
            assert!(seen.insert(entry), "twice: {entry}");
            assert!(entry.len() <= LONGEST, "longer than LONGEST: {entry}");
            assert!(
                !entry.ends_with('.'),
                "the last stop is understood: {entry}"
            );
        }
    }

    #[test]
    fn an_entry_stands_for_its_capitals() {
        assert_eq!(abbreviation("Mr"), Some(Ending::Never));
        assert_eq!(abbreviation("MR"), Some(Ending::Never));
        assert_eq!(abbreviation("mr"), None);
        assert_eq!(abbreviation("vol"), Some(Ending::Number));
        assert_eq!(abbreviation("Vol"), Some(Ending::Number));
    }
}
