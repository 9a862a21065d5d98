//! [`Vocabulary`]: the words that rules, units and figures know, each with a number.
//!
//! A sentence is looked up once, word by word; after that patterns, units and
//! hedges compare numbers, not letters. Words nobody asked for share [`UNKNOWN`].

use rustc_hash::FxHashMap;

use super::bits::Bits;
use super::cutter::FREQUENT;
use crate::segmentation::Token;
use crate::segmentation::key::Key;
use crate::vocabulary::{self, Vocabulary as Shared};

/// The number of a word.
pub(crate) type WordId = u32;

/// The number of every word outside the vocabulary.
pub(crate) const UNKNOWN: WordId = 0;

/// What a word is looked up by.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form<'a> {
    /// ASCII letters and digits, few enough for a key, as most are.
    Plain(Key),
    /// Any other in lower case, curly apostrophes made straight.
    Folded(&'a str),
}

#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    /// Words that have a key: open addressing by its hash, at most half are taken; the number 0 is free.
    plain: Vec<(u32, WordId)>,
    /// Of their hashes: most other words are told by them.
    hashes: Bits,
    /// Of words that have a number in the crate's vocabulary, by that.
    numbered: Vec<WordId>,
    /// Of all words.
    numbers: usize,
    /// Of the other words, those that are one ASCII sign.
    signs: [WordId; 128],
    /// And those that are one of [`FREQUENT`].
    frequent: [WordId; FREQUENT.len()],
    others: FxHashMap<Box<str>, WordId>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            plain: vec![(0, UNKNOWN); 64],
            hashes: Bits::new(),
            numbered: Vec::new(),
            numbers: 0,
            signs: [UNKNOWN; 128],
            frequent: [UNKNOWN; FREQUENT.len()],
            others: FxHashMap::default(),
        }
    }
}

impl Vocabulary {
    /// The number of a word, given to it now if it is new.
    fn intern(&mut self, form: Form<'_>) -> WordId {
        let known = self.id(form);
        if known != UNKNOWN {
            return known;
        }
        self.numbers += 1;
        let next = self.numbers as WordId;
        match form {
            Form::Plain(key) => {
                self.put(key.hash(), next);
                if self.numbers * 2 > self.plain.len() {
                    self.grow();
                }
            }
            Form::Folded(word) => {
                if let [sign @ ..128] = word.as_bytes() {
                    self.signs[usize::from(*sign)] = next;
                }
                if let Some(place) = FREQUENT.iter().position(|own| *own == word) {
                    self.frequent[place] = next;
                }
                self.others.insert(word.into(), next);
            }
        }
        next
    }

    fn put(&mut self, hash: u32, id: WordId) {
        self.hashes.add(hash);
        let mask = self.plain.len() - 1;
        let mut at = hash as usize & mask;
        while self.plain[at].1 != UNKNOWN {
            at = (at + 1) & mask;
        }
        self.plain[at] = (hash, id);
    }

    fn grow(&mut self) {
        let twice = vec![(0, UNKNOWN); self.plain.len() * 2];
        for (hash, id) in std::mem::replace(&mut self.plain, twice) {
            if id != UNKNOWN {
                self.put(hash, id);
            }
        }
    }

    /// The largest number given.
    pub(crate) fn len(&self) -> usize {
        self.numbers
    }

    /// Once all words are there: makes those of the crate's vocabulary known by their numbers in it.
    pub(crate) fn complete(&mut self) {
        let hashes = Shared::shared().hashes().iter();
        self.numbered = hashes.map(|hash| self.of_hash(*hash)).collect();
    }

    #[inline]
    pub(crate) fn id(&self, form: Form<'_>) -> WordId {
        match form {
            Form::Plain(key) => self.of_hash(key.hash()),
            Form::Folded(word) => match word.as_bytes() {
                [sign @ ..128] => self.signs[usize::from(*sign)],
                _ => self.others.get(word).copied().unwrap_or(UNKNOWN),
            },
        }
    }

    /// The number of an ASCII sign.
    #[inline]
    pub(crate) fn sign(&self, sign: u8) -> WordId {
        self.signs
            .get(usize::from(sign))
            .copied()
            .unwrap_or(UNKNOWN)
    }

    /// The number of one of [`FREQUENT`], by its place.
    #[inline]
    pub(crate) fn frequent(&self, place: usize) -> WordId {
        self.frequent.get(place).copied().unwrap_or(UNKNOWN)
    }

    /// The number of a token that has a key.
    #[inline]
    pub(crate) fn of_token(&self, token: &Token) -> WordId {
        match token.word {
            vocabulary::UNKNOWN => self.of_hash(token.key),
            word => {
                let known = self.numbered.get(usize::from(word));
                known.copied().unwrap_or_else(|| self.of_hash(token.key))
            }
        }
    }

    /// The number of a word by its key's hash, by which all stages know words.
    #[inline]
    fn of_hash(&self, hash: u32) -> WordId {
        if !self.hashes.may_hold(hash) {
            return UNKNOWN;
        }
        let mask = self.plain.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (found, id) = self.plain[at];
            if id == UNKNOWN || found == hash {
                return id;
            }
            at = (at + 1) & mask;
        }
    }

    /// The numbers of a phrase, split as a sentence would be.
    pub(crate) fn phrase(&mut self, phrase: &str) -> Box<[WordId]> {
        let mut ids = Vec::new();
        super::cutter::split(phrase, |piece| ids.push(self.intern(piece.form)));
        ids.into()
    }
}

/// Which words a table may hold: most that it does not are told by one bit.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sieve([u64; Sieve::WIDTH]);

impl Sieve {
    const WIDTH: usize = 4;

    pub(crate) fn add(&mut self, id: WordId) {
        self.0[id as usize / 64 % Self::WIDTH] |= 1 << (id % 64);
    }

    #[inline]
    pub(crate) fn may_hold(&self, id: WordId) -> bool {
        self.0[id as usize / 64 % Self::WIDTH] >> (id % 64) & 1 == 1
    }
}

/// Phrases that share a word, the longest first, with what each stands for.
type Entries<T> = Vec<(Box<[WordId]>, T)>;

/// Phrases with what they stand for, found at a place in a sentence, longest first.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    by_first: FxHashMap<WordId, Entries<T>>,
    by_last: FxHashMap<WordId, Entries<T>>,
    /// Of the words they begin and end with.
    firsts: Sieve,
    lasts: Sieve,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: FxHashMap::default(),
            by_last: FxHashMap::default(),
            firsts: Sieve::default(),
            lasts: Sieve::default(),
        }
    }
}

impl<T: Clone> Phrases<T> {
    pub(crate) fn insert(&mut self, phrase: Box<[WordId]>, value: T) {
        let (Some(first), Some(last)) = (phrase.first().copied(), phrase.last().copied()) else {
            return;
        };
        self.firsts.add(first);
        self.lasts.add(last);
        add(self.by_first.entry(first).or_default(), &phrase, &value);
        add(self.by_last.entry(last).or_default(), &phrase, &value);
    }

    /// The words that phrases begin with.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = WordId> {
        self.by_first.keys().copied()
    }

    /// The longest phrase that begins at `at`, with its length in words.
    pub(crate) fn starting(&self, ids: &[WordId], at: usize) -> Option<(&T, usize)> {
        let rest = ids.get(at..)?;
        let first = rest.first().filter(|id| self.firsts.may_hold(**id))?;
        let entries = self.by_first.get(first)?;
        let (phrase, value) = entries
            .iter()
            .find(|(phrase, _)| rest.starts_with(phrase))?;
        Some((value, phrase.len()))
    }

    /// The longest phrase that ends just before `end`, with its length in words.
    pub(crate) fn ending(&self, ids: &[WordId], end: usize) -> Option<(&T, usize)> {
        let before = ids.get(..end)?;
        let last = before.last().filter(|id| self.lasts.may_hold(**id))?;
        let entries = self.by_last.get(last)?;
        let (phrase, value) = entries
            .iter()
            .find(|(phrase, _)| before.ends_with(phrase))?;
        Some((value, phrase.len()))
    }
}

fn add<T: Clone>(entries: &mut Entries<T>, phrase: &[WordId], value: &T) {
    let at = entries.partition_point(|(other, _)| other.len() >= phrase.len());
    entries.insert(at, (phrase.into(), value.clone()));
}
