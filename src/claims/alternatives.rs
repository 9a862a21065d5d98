//! [`Alternatives`]: the phrases that one part of a pattern may be.

use rustc_hash::FxHashMap;

use super::vocabulary::{Sieve, WordId};

/// Phrases that one part may be.
const MAX_ALTERNATIVES: usize = 2000;

/// Phrases by their first word, the longest first: "the whole" before "the".
#[derive(Clone, Debug, Default)]
pub(crate) struct Alternatives {
    by_first: FxHashMap<WordId, Vec<Box<[WordId]>>>,
    /// Of the words they begin with.
    sieve: Sieve,
    count: usize,
}

impl Alternatives {
    pub(crate) fn insert(&mut self, phrase: Box<[WordId]>) -> Result<(), String> {
        let first = *phrase.first().ok_or("it has an empty alternative")?;
        self.count += 1;
        if self.count > MAX_ALTERNATIVES {
            return Err(format!("it has more than {MAX_ALTERNATIVES} alternatives"));
        }
        self.sieve.add(first);
        let known = self.by_first.entry(first).or_default();
        let at = known.partition_point(|other| other.len() >= phrase.len());
        known.insert(at, phrase);
        Ok(())
    }

    /// The words that they begin with.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = WordId> {
        self.by_first.keys().copied()
    }

    /// Whether one begins with the word.
    #[inline]
    pub(crate) fn may_begin(&self, id: WordId) -> bool {
        self.sieve.may_hold(id) && self.by_first.contains_key(&id)
    }

    /// The lengths of those that begin `rest`.
    pub(crate) fn lengths<'a>(&'a self, rest: &'a [WordId]) -> impl Iterator<Item = usize> + 'a {
        let first = rest.first().filter(|id| self.sieve.may_hold(**id));
        let known = first.and_then(|first| self.by_first.get(first));
        let fitting = known.into_iter().flatten();
        fitting
            .filter(|phrase| rest.starts_with(phrase))
            .map(|phrase| phrase.len())
    }
}
