//! [`Index`]: words and phrases, found by hashing the word they begin with.
//!
//! A lexicon of some thousand words makes an automaton that falls out of the
//! cache; a word's first sixteen letters are two integers, and one look-up
//! says whether anything begins with them. ASCII case is folded, and ’ is '.

use super::key::{self, Key, LONGEST};

/// Phrases with what each stands for.
#[derive(Clone, Debug)]
pub(crate) struct Index<T> {
    /// Open addressing: places in `heads` plus one; 0 is free. At most half are taken.
    slots: Box<[u32]>,
    heads: Vec<Head>,
    /// In the order of their heads; of one head the shorter first, then as they were added.
    entries: Vec<Entry<T>>,
    /// First bytes of the phrases that begin with neither an ASCII letter nor a digit.
    odd: [bool; 256],
}

/// All phrases that begin with the same letters and digits.
#[derive(Clone, Debug)]
struct Head {
    key: Key,
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
pub(crate) struct Found<'i, T> {
    pub(crate) value: &'i T,
    /// Its end in the text, in bytes.
    pub(crate) end: usize,
}

impl<T> Index<T> {
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
            slots: vec![0; (keyed.len() * 2).next_power_of_two().max(2)].into(),
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
        let head = key.len();
        if head == 0 {
            let first = text.as_bytes()[0];
            self.odd[usize::from(first)] = true;
            if first == b'\'' {
                self.odd[usize::from("’".as_bytes()[0])] = true;
            }
        }
        match self.heads.last_mut() {
            Some(last) if last.key == key => last.count += 1,
            _ => {
                self.heads.push(Head {
                    key,
                    first: self.entries.len() as u32,
                    count: 1,
                });
                let mut slot = self.slot(key);
                while self.slots[slot] != 0 {
                    slot = (slot + 1) & (self.slots.len() - 1);
                }
                self.slots[slot] = self.heads.len() as u32;
            }
        }
        self.entries.push(Entry {
            rest: text[head..].to_ascii_lowercase().into(),
            cased: cased.then(|| text.into()),
            value,
        });
    }

    #[inline]
    fn slot(&self, key: Key) -> usize {
        key.hash() & (self.slots.len() - 1)
    }

    #[inline]
    fn entries(&self, key: Key) -> &[Entry<T>] {
        let mut slot = self.slot(key);
        while let Some(at) = self.slots[slot].checked_sub(1) {
            let head = &self.heads[at as usize];
            if head.key == key {
                let first = head.first as usize;
                return &self.entries[first..first + head.count as usize];
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        &[]
    }

    /// The phrases that begin at byte `at` of `text` and end with a word, the shortest first.
    ///
    /// `at` must be where a word begins: letters before it are not looked at.
    #[inline]
    pub(crate) fn starting<'i>(
        &'i self,
        text: &'i str,
        at: usize,
    ) -> impl Iterator<Item = Found<'i, T>> {
        let (key, head) = key::at(text.as_bytes(), at);
        self.ending(text, at, at + head, self.entries(key))
    }

    #[inline]
    fn ending<'i>(
        &'i self,
        text: &'i str,
        start: usize,
        head: usize,
        entries: &'i [Entry<T>],
    ) -> impl Iterator<Item = Found<'i, T>> {
        entries.iter().filter_map(move |entry| {
            let end = follows(text.as_bytes(), head, &entry.rest)?;
            let cased = || match &entry.cased {
                Some(cased) => same_letters(&text[start..end], cased),
                None => true,
            };
            (ends_word(text, end) && cased()).then_some(Found {
                value: &entry.value,
                end,
            })
        })
    }

    /// Every phrase of `text` that begins and ends with a word, with its start, in the
    /// order of the starts; of one start the shortest first.
    pub(crate) fn each<'i>(&'i self, text: &'i str, mut found: impl FnMut(usize, Found<'i, T>)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if !byte.is_ascii_alphanumeric() {
                if self.odd[usize::from(*byte)] && starts_word(text, at) {
                    self.starting(text, at).for_each(|phrase| found(at, phrase));
                }
                at += 1;
                continue;
            }
            let (key, head) = key::at(bytes, at);
            let entries = self.entries(key);
            for phrase in self.ending(text, at, at + head, entries) {
                if starts_word(text, at) {
                    found(at, phrase);
                }
            }
            at += head;
            if head == LONGEST {
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
#[inline]
fn is_bound(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let is_no_word = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    if bytes.get(at).is_none_or(is_no_word) || at == 0 || is_no_word(&bytes[at - 1]) {
        return true;
    }
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // Inside a character no word begins or ends.
    text.is_char_boundary(at)
        && !(is_word(text[..at].chars().next_back()) && is_word(text[at..].chars().next()))
}

fn ends_word(text: &str, end: usize) -> bool {
    is_bound(text, end)
}

fn starts_word(text: &str, start: usize) -> bool {
    is_bound(text, start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(phrases: &[&str]) -> Index<String> {
        Index::new(phrases.iter().map(|text| Phrase {
            text: (*text).to_owned(),
            cased: text.chars().any(char::is_uppercase),
            value: (*text).to_owned(),
        }))
    }

    fn found(phrases: &[&str], text: &str) -> Vec<(usize, String)> {
        let index = index(phrases);
        let mut found = Vec::new();
        index.each(text, |start, phrase| {
            assert!(text.get(start..phrase.end).is_some());
            found.push((start, phrase.value.clone()));
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
