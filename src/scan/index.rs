//! [`Index`]: words and phrases, found by hashing the word they begin with.
//!
//! A lexicon of some thousand words makes an automaton that falls out of the
//! cache; a word's first sixteen letters are two integers, and one look-up
//! says whether anything begins with them. ASCII case is folded, and ’ is '.

use smallvec::SmallVec;

use super::behind::{Next, Sieve};
use crate::segmentation::key::{self, Key};

/// Phrases with what each stands for.
#[derive(Clone, Debug)]
pub(crate) struct Index<T> {
    /// Open addressing, at most half are taken: hashes, and places in `heads` plus one; 0 is free.
    slots: Box<[(u32, u32)]>,
    heads: Vec<Head<T>>,
    /// In the order of their heads; of one head the shorter first, then as they were added.
    entries: Vec<Entry<T>>,
}

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

/// What begins with a word: its own entry, and by what stands behind it whether there may be phrases.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beginning<T> {
    sieve: Sieve,
    pub(crate) word: T,
}

impl<T> Beginning<T> {
    /// A phrase may begin with the word, which ends at byte `end`; mostly this says that none does.
    #[inline]
    pub(crate) fn may_go_on(&self, text: &str, end: usize) -> bool {
        self.sieve.lets_pass(text.as_bytes(), end)
    }
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
        let mut phrases: Vec<Phrase<T>> = phrases.into_iter().collect();
        phrases.retain(|phrase| !phrase.text.is_empty());
        for phrase in &mut phrases {
            // `replace` copies: most have none.
            if phrase.text.contains('’') {
                phrase.text = phrase.text.replace('’', "'");
            }
        }
        let mut index = Self {
            slots: vec![(0, 0); (phrases.len() * 2).next_power_of_two().max(2)].into(),
            heads: Vec::new(),
            entries: Vec::with_capacity(phrases.len()),
        };
        let mut groups: Vec<SmallVec<[u32; 4]>> = Vec::new();
        for (number, phrase) in phrases.iter().enumerate() {
            let (key, _) = key::at(phrase.text.as_bytes(), 0);
            let at = match index.place(key.hash(), || key) {
                Some(at) => at as usize,
                None => index.begin(key),
            };
            groups.resize(index.heads.len(), SmallVec::new());
            groups[at].push(number as u32);
        }
        for (head, mut group) in groups.into_iter().enumerate() {
            group.sort_by_key(|number| phrases[*number as usize].text.len());
            index.heads[head].first = index.entries.len() as u32;
            for number in group {
                index.add(head, &phrases[number as usize]);
            }
        }
        index
    }

    /// The phrases of one head come the shorter first, those of the next after them.
    fn add(&mut self, head: usize, phrase: &Phrase<T>) {
        let Phrase { text, cased, value } = phrase;
        let head = &mut self.heads[head];
        let length = head.key.len();
        if text.len() == length && !cased && head.word.is_none() {
            head.word = Some(*value);
            return;
        }
        head.count += 1;
        self.entries.push(Entry {
            rest: text[length..].to_ascii_lowercase().into(),
            cased: cased.then(|| text.as_str().into()),
            value: *value,
        });
    }

    /// A head without phrases; its place.
    fn begin(&mut self, key: Key) -> usize {
        self.heads.push(Head {
            key,
            word: None,
            first: 0,
            count: 0,
        });
        let mask = self.slots.len() - 1;
        let mut slot = key.hash() as usize & mask;
        while self.slots[slot].1 != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (key.hash(), self.heads.len() as u32);
        self.heads.len() - 1
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

    /// The hash of each head, and what begins with it.
    pub(crate) fn beginnings(&self) -> impl Iterator<Item = (u32, Beginning<T>)>
    where
        T: Default,
    {
        self.heads.iter().map(|head| {
            let first = head.first as usize;
            let entries = &self.entries[first..first + head.count as usize];
            let beginning = Beginning {
                sieve: entries.iter().fold(Sieve::default(), |sieve, entry| {
                    sieve.or(Sieve::of(&entry.rest))
                }),
                word: head.word.unwrap_or_default(),
            };
            (head.key.hash(), beginning)
        })
    }

    /// The hash of each head, and what may stand behind it.
    pub(super) fn nexts(&self) -> impl Iterator<Item = (u32, Next)> {
        self.heads.iter().map(|head| {
            let first = head.first as usize;
            let entries = self.entries[first..first + head.count as usize].iter();
            let next = entries.fold(Next::default(), |next, entry| {
                next.or(Next::of(&entry.rest, entry.cased.as_deref()))
            });
            (head.key.hash(), next)
        })
    }

    /// The phrases that begin at byte `start` with the letters and digits there and end with a word, the shortest first.
    ///
    /// Letters before it are not looked at.
    pub(crate) fn starting(&self, text: &str, start: usize, found: impl FnMut(Found<T>)) {
        let (key, length) = key::at(text.as_bytes(), start);
        if let Some(head) = self.head(key.hash(), || key) {
            self.ending(text, start, start + length, head, found);
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
}

/// Where `rest`, which is folded, ends, if it stands at byte `at`.
#[inline]
pub(crate) fn follows(bytes: &[u8], at: usize, rest: &str) -> Option<usize> {
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

pub(crate) fn same_letters(text: &str, wanted: &str) -> bool {
    text == wanted || text.contains('’') && text.replace('’', "'") == wanted
}

/// No letter or digit stands on both sides of byte `at`.
#[inline(always)] // The first look decides nearly always.
pub(crate) fn is_bound(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let is_no_word = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    bytes.get(at).is_none_or(is_no_word)
        || at == 0
        || is_no_word(&bytes[at - 1])
        || is_bound_beyond_ascii(text, at)
}

/// General punctuation, U+2000 to U+203F: the curly marks and dashes of news, known without its tables.
#[inline]
pub(super) fn begins_with_mark(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xE2, 0x80])
}

#[cold]
fn is_bound_beyond_ascii(text: &str, at: usize) -> bool {
    if begins_with_mark(&text.as_bytes()[at..]) {
        return true;
    }
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // Inside a character no word begins or ends.
    text.is_char_boundary(at)
        && !(is_word(text[..at].chars().next_back()) && is_word(text[at..].chars().next()))
}

#[inline]
fn ends_word(text: &str, end: usize) -> bool {
    is_bound(text, end)
}
