//! [`Vocabulary`]: the words that rules, units and figures know, each with a number.
//!
//! A sentence is looked up once, word by word; after that patterns, units and
//! hedges compare numbers, not letters. Words nobody asked for share [`UNKNOWN`].

use rustc_hash::FxHashMap;

use crate::segmentation::key::Key;

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

#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    plain: FxHashMap<Key, WordId>,
    others: FxHashMap<Box<str>, WordId>,
}

impl Vocabulary {
    /// The number of a word, given to it now if it is new.
    fn intern(&mut self, form: Form<'_>) -> WordId {
        let next = self.len() as WordId + 1;
        match form {
            Form::Plain(key) => *self.plain.entry(key).or_insert(next),
            Form::Folded(word) => match self.others.get(word) {
                Some(id) => *id,
                None => *self.others.entry(word.into()).or_insert(next),
            },
        }
    }

    /// The largest number given.
    pub(crate) fn len(&self) -> usize {
        self.plain.len() + self.others.len()
    }

    #[inline]
    pub(crate) fn id(&self, form: Form<'_>) -> WordId {
        let id = match form {
            Form::Plain(key) => self.plain.get(&key),
            Form::Folded(word) => self.others.get(word),
        };
        id.copied().unwrap_or(UNKNOWN)
    }

    /// The numbers of a phrase, split as a sentence would be.
    pub(crate) fn phrase(&mut self, phrase: &str) -> Box<[WordId]> {
        let mut ids = Vec::new();
        super::words::split(phrase, |piece| ids.push(self.intern(piece.form)));
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
