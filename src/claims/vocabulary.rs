//! [`Vocabulary`]: the words that rules, units and figures know, each with a number.
//!
//! A sentence is looked up once, word by word; after that patterns, units and
//! hedges compare numbers, not letters. Words nobody asked for share [`UNKNOWN`].

use rustc_hash::FxHashMap;

/// The number of a word.
pub(crate) type WordId = u32;

/// The number of every word outside the vocabulary.
pub(crate) const UNKNOWN: WordId = 0;

#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    ids: FxHashMap<Box<str>, WordId>,
}

impl Vocabulary {
    /// The number of a word in folded form, given to it now if it is new.
    fn intern(&mut self, folded: &str) -> WordId {
        if let Some(id) = self.ids.get(folded) {
            return *id;
        }
        let id = self.ids.len() as WordId + 1;
        self.ids.insert(folded.into(), id);
        id
    }

    /// The largest number given.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(crate) fn id(&self, folded: &str) -> WordId {
        self.ids.get(folded).copied().unwrap_or(UNKNOWN)
    }

    /// The numbers of a phrase, split as a sentence would be.
    pub(crate) fn phrase(&mut self, phrase: &str) -> Box<[WordId]> {
        let mut pieces = Vec::new();
        super::words::split(phrase, |piece| pieces.push(piece.folded.to_owned()));
        pieces.iter().map(|piece| self.intern(piece)).collect()
    }
}

/// Phrases that share a word, the longest first, with what each stands for.
type Entries<T> = Vec<(Box<[WordId]>, T)>;

/// Phrases with what they stand for, found at a place in a sentence, longest first.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    by_first: FxHashMap<WordId, Entries<T>>,
    by_last: FxHashMap<WordId, Entries<T>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: FxHashMap::default(),
            by_last: FxHashMap::default(),
        }
    }
}

impl<T: Clone> Phrases<T> {
    pub(crate) fn insert(&mut self, phrase: Box<[WordId]>, value: T) {
        let (Some(first), Some(last)) = (phrase.first().copied(), phrase.last().copied()) else {
            return;
        };
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
        let entries = self.by_first.get(rest.first()?)?;
        let (phrase, value) = entries
            .iter()
            .find(|(phrase, _)| rest.starts_with(phrase))?;
        Some((value, phrase.len()))
    }

    /// The longest phrase that ends just before `end`, with its length in words.
    pub(crate) fn ending(&self, ids: &[WordId], end: usize) -> Option<(&T, usize)> {
        let before = ids.get(..end)?;
        let entries = self.by_last.get(before.last()?)?;
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
