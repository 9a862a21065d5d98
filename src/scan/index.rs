//! [`Index`]: words and phrases, found by hashing the word they begin with.
//!
//! A lexicon of some thousand words makes an automaton that falls out of the
//! cache; a word's first sixteen letters are two integers, and one look-up
//! says whether anything begins with them. ASCII case is folded, and ’ is '.

use crate::segmentation::key::{self, Key, LONGEST};
use crate::segmentation::{Token, TokenKind};

/// Phrases with what each stands for.
#[derive(Clone, Debug)]
pub(crate) struct Index<T> {
    /// Open addressing, at most half are taken: hashes, and places in `heads` plus one; 0 is free.
    slots: Box<[(u32, u32)]>,
    heads: Vec<Head<T>>,
    /// In the order of their heads; of one head the shorter first, then as they were added.
    entries: Vec<Entry<T>>,
    /// First bytes of the phrases that begin with neither an ASCII letter nor a digit.
    odd: [bool; 256],
}

/// The place of no head.
const NOWHERE: u32 = u32::MAX;

/// All phrases that begin with the same letters and digits.
#[derive(Clone, Debug)]
struct Head<T> {
    key: Key,
    /// What these letters alone stand for, whatever their case.
    word: Option<T>,
    first: u32,
    count: u32,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    /// What follows the head, folded.
    rest: Box<str>,
    /// All of it, if only these capitals are meant: "US".
    cased: Option<Box<str>>,
    value: T,
}

/// A phrase that is to be found.
#[derive(Clone, Debug)]
pub(crate) struct Phrase<T> {
    pub(crate) text: String,
    /// Only with these capitals.
    pub(crate) cased: bool,
    pub(crate) value: T,
}

/// A phrase that was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<T> {
    pub(crate) value: T,
    /// Its end in the text, in bytes.
    pub(crate) end: usize,
}

impl<T: Copy> Index<T> {
    pub(crate) fn new(phrases: impl IntoIterator<Item = Phrase<T>>) -> Self {
        let keyed = phrases.into_iter().filter(|phrase| !phrase.text.is_empty());
        let mut keyed: Vec<(Key, Phrase<T>)> = keyed
            .map(|mut phrase| {
                // `replace` copies: most have none.
                if phrase.text.contains('’') {
                    phrase.text = phrase.text.replace('’', "'");
                }
                (key::at(phrase.text.as_bytes(), 0).0, phrase)
            })
            .collect();
        keyed.sort_by_key(|(key, phrase)| (*key, phrase.text.len()));
        let mut index = Self {
            slots: vec![(0, 0); (keyed.len() * 2).next_power_of_two().max(2)].into(),
            heads: Vec::new(),
            entries: Vec::with_capacity(keyed.len()),
            odd: [false; 256],
        };
        for (key, phrase) in keyed {
            index.add(key, phrase);
        }
        index
    }

    /// Keys come in order.
    fn add(&mut self, key: Key, phrase: Phrase<T>) {
        let Phrase { text, cased, value } = phrase;
        let length = key.len();
        if length == 0 {
            let first = text.as_bytes()[0];
            self.odd[usize::from(first)] = true;
            if first == b'\'' {
                self.odd[usize::from("’".as_bytes()[0])] = true;
            }
        }
        if self.heads.last().is_none_or(|last| last.key != key) {
            self.begin(key);
        }
        let Some(head) = self.heads.last_mut() else {
            return;
        };
        if text.len() == length && !cased && head.word.is_none() {
            head.word = Some(value);
            return;
        }
        head.count += 1;
        self.entries.push(Entry {
            rest: text[length..].to_ascii_lowercase().into(),
            cased: cased.then(|| text.into()),
            value,
        });
    }

    fn begin(&mut self, key: Key) {
        self.heads.push(Head {
            key,
            word: None,
            first: self.entries.len() as u32,
            count: 0,
        });
        let mask = self.slots.len() - 1;
        let mut slot = key.hash() as usize & mask;
        while self.slots[slot].1 != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (key.hash(), self.heads.len() as u32);
    }

    #[inline]
    fn head(&self, hash: u32, key: impl Fn() -> Key) -> Option<&Head<T>> {
        self.place(hash, key).map(|at| &self.heads[at as usize])
    }

    /// The place of a head. `key` is asked for only if the hash is known.
    #[inline]
    fn place(&self, hash: u32, key: impl Fn() -> Key) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let (found, place) = self.slots[slot];
            let at = place.checked_sub(1)?;
            if found == hash && self.heads[at as usize].key == key() {
                return Some(at);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// For each token, where the phrases that begin with it are; numbers and signs begin none.
    ///
    /// In passes over all of them, so that no look-up waits for the memory of the one before.
    pub(crate) fn places(&self, text: &str, tokens: &[Token]) -> Vec<u32> {
        let (bytes, mask) = (text.as_bytes(), self.slots.len() - 1);
        let slots = tokens
            .iter()
            .map(|token| self.slots[token.key as usize & mask]);
        let slots: Vec<(u32, u32)> = slots.collect();
        let place = |(token, (hash, head)): (&Token, (u32, u32))| {
            if matches!(token.kind, TokenKind::Word | TokenKind::Clitic) {
                let (start, end) = (token.span.start(), token.span.end());
                if token.key == 0 {
                    let (key, _) = key::at(bytes, start);
                    return self.place(key.hash(), || key).unwrap_or(NOWHERE);
                }
                if head != 0 {
                    let key = key::plain(bytes, start, end);
                    if hash == token.key && self.heads[head as usize - 1].key == key {
                        return head - 1;
                    }
                    return self.place(token.key, || key).unwrap_or(NOWHERE);
                }
            }
            NOWHERE
        };
        tokens.iter().zip(slots).map(place).collect()
    }

    /// The phrases at `place` that begin at byte `start` and end with a word, the shortest first.
    ///
    /// Letters before it are not looked at.
    #[inline]
    pub(crate) fn starting(
        &self,
        text: &str,
        start: usize,
        place: u32,
        found: impl FnMut(Found<T>),
    ) {
        if let Some(head) = self.heads.get(place as usize) {
            self.ending(text, start, start + head.key.len(), head, found);
        }
    }

    /// Those of one head, which ends at byte `end`.
    #[inline]
    fn ending(
        &self,
        text: &str,
        start: usize,
        end: usize,
        head: &Head<T>,
        mut found: impl FnMut(Found<T>),
    ) {
        if let Some(value) = head.word.filter(|_| ends_word(text, end)) {
            found(Found { value, end });
        }
        let first = head.first as usize;
        for entry in &self.entries[first..first + head.count as usize] {
            let Some(end) = follows(text.as_bytes(), end, &entry.rest) else {
                continue;
            };
            let cased = || match &entry.cased {
                Some(cased) => same_letters(&text[start..end], cased),
                None => true,
            };
            if ends_word(text, end) && cased() {
                let value = entry.value;
                found(Found { value, end });
            }
        }
    }

    /// Every phrase of `text` that begins and ends with a word, with its start, in the
    /// order of the starts; of one start the shortest first. `tokens` are the text's.
    pub(crate) fn each(
        &self,
        text: &str,
        tokens: &[Token],
        mut found: impl FnMut(usize, Found<T>),
    ) {
        for token in tokens {
            let start = token.span.start();
            if token.key == 0 {
                self.within(text, start, token.span.end(), &mut found);
            } else if let Some(head) = self.head(token.key, || {
                key::plain(text.as_bytes(), start, token.span.end())
            }) {
                let end = token.span.end();
                self.ending(text, start, end, head, |phrase| {
                    if starts_word(text, start) {
                        found(start, phrase);
                    }
                });
            }
        }
    }

    /// Those that begin at the words between two bytes.
    fn within(
        &self,
        text: &str,
        start: usize,
        end: usize,
        found: &mut impl FnMut(usize, Found<T>),
    ) {
        let bytes = text.as_bytes();
        let mut at = start;
        while at < end {
            if !bytes[at].is_ascii_alphanumeric() {
                if self.odd[usize::from(bytes[at])] && starts_word(text, at) {
                    let (key, length) = key::at(bytes, at);
                    if let Some(head) = self.head(key.hash(), || key) {
                        self.ending(text, at, at + length, head, |phrase| found(at, phrase));
                    }
                }
                at += 1;
                continue;
            }
            let (key, length) = key::at(bytes, at);
            if let Some(head) = self.head(key.hash(), || key)
                && starts_word(text, at)
            {
                self.ending(text, at, at + length, head, |phrase| found(at, phrase));
            }
            at += length;
            if length == LONGEST {
                let rest = bytes[at..].iter();
                at += rest.take_while(|byte| byte.is_ascii_alphanumeric()).count();
            }
        }
    }
}

/// Where `rest`, which is folded, ends, if it stands at byte `at`.
#[inline]
fn follows(bytes: &[u8], at: usize, rest: &str) -> Option<usize> {
    let mut next = at;
    for wanted in rest.bytes() {
        let byte = *bytes.get(next)?;
        if byte.to_ascii_lowercase() == wanted {
            next += 1;
        } else if wanted == b'\'' && bytes[next..].starts_with("’".as_bytes()) {
            next += "’".len();
        } else {
            return None;
        }
    }
    Some(next)
}

fn same_letters(text: &str, wanted: &str) -> bool {
    text == wanted || text.contains('’') && text.replace('’', "'") == wanted
}

/// No letter or digit stands on both sides of byte `at`.
#[inline(always)] // The first look decides nearly always.
fn is_bound(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let is_no_word = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    bytes.get(at).is_none_or(is_no_word)
        || at == 0
        || is_no_word(&bytes[at - 1])
        || is_bound_beyond_ascii(text, at)
}

#[cold]
fn is_bound_beyond_ascii(text: &str, at: usize) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // Inside a character no word begins or ends.
    text.is_char_boundary(at)
        && !(is_word(text[..at].chars().next_back()) && is_word(text[at..].chars().next()))
}

#[inline]
fn ends_word(text: &str, end: usize) -> bool {
    is_bound(text, end)
}

#[inline]
fn starts_word(text: &str, start: usize) -> bool {
    is_bound(text, start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::segmentation::segment;

    fn index<'p>(phrases: &[&'p str]) -> Index<&'p str> {
        Index::new(phrases.iter().map(|text| Phrase {
            text: (*text).to_owned(),
            cased: text.chars().any(char::is_uppercase),
            value: *text,
        }))
    }

    fn found(phrases: &[&str], text: &str) -> Vec<(usize, String)> {
        let index = index(phrases);
        let mut found = Vec::new();
        let document = Document::from_text("", text);
        index.each(text, &segment(&document).tokens, |start, phrase| {
            assert!(text.get(start..phrase.end).is_some());
            found.push((start, phrase.value.to_owned()));
        });
        found
    }

    #[test]
    fn finds_whole_words_and_phrases_the_shortest_first() {
        let phrases = ["year", "year by year", "US", "o'clock", "'s been", "mr."];
        let cases: &[(&str, &[(usize, &str)])] = &[
            (
                "Year by year.",
                &[(0, "year"), (0, "year by year"), (8, "year")],
            ),
            ("years, midyear, éyear, yearé", &[]),
            ("anti-US, us, USA", &[(5, "US")]),
            ("ten O’Clock", &[(4, "o'clock")]),
            ("it’s been; it's been", &[(2, "'s been"), (15, "'s been")]),
            ("Mr. Mr", &[(0, "mr.")]),
            ("year", &[(0, "year")]),
            ("", &[]),
        ];
        for (text, wanted) in cases {
            let wanted: Vec<(usize, String)> = wanted
                .iter()
                .map(|(start, phrase)| (*start, (*phrase).to_owned()))
                .collect();
            assert_eq!(found(&phrases, text), wanted, "{text}");
        }
    }

    #[test]
    fn words_longer_than_a_key_are_told_apart() {
        let phrases = [
            "counterrevolutionary",
            "counterrevolutionaries",
            "counterrevolutio",
        ];
        assert_eq!(
            found(&phrases, "Counterrevolutionaries"),
            [(0, phrases[1].to_owned())]
        );
        assert_eq!(found(&phrases, "counterrevolution"), []);
        assert_eq!(
            found(&phrases, "counterrevolutio n"),
            [(0, phrases[2].to_owned())]
        );
    }

    #[test]
    fn other_scripts_are_words_too() {
        let phrases = ["élan", "naïve", "café au lait"];
        assert_eq!(
            found(&phrases, "naïve élan, naïveté; mélange; Café au lait"),
            [
                (0, "naïve".to_owned()),
                (7, "élan".to_owned()),
                (35, "café au lait".to_owned())
            ]
        );
    }
}
