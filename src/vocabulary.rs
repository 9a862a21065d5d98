//! [`Vocabulary`]: a number for every word that a lexicon of some stage knows.
//!
//! The tokenizer looks each word up once; the stages after it have tables by that
//! number, and touch no other. Frequent words have small numbers, so that what is
//! asked most lies together.

use std::cmp::Reverse;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use crate::{scan, tagging};

/// The number of a word that is in no lexicon.
pub(crate) const UNKNOWN: u16 = 0;

/// The words of the lexicons in the binary, by the hash of their letters; see [`crate::segmentation::key`].
///
/// A perfect hash ("hash, displace and compress"): the lower bits of a word's hash name a factor
/// that scatters the few words which have these bits to slots of their own. Whether a word is
/// known cannot be guessed, so nothing branches on it.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Half of each factor, which are odd.
    factors: Box<[u16; FACTORS]>,
    slots: Box<[Slot; SLOTS]>,
    /// By number.
    hashes: Vec<u32>,
    /// How many there are that the scan knows, [`UNKNOWN`] among them: they come first.
    scanned: usize,
}

/// A word's whole hash, and its number; one that is free has zeros.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u32,
    number: u16,
}

const BITS: u32 = 14;
const SLOTS: usize = 1 << BITS;
const FACTORS: usize = SLOTS / 4;
/// With more words than this, factors that fit are hard to find.
const MOST: usize = SLOTS / 8 * 7;

impl Vocabulary {
    /// Built at the first document.
    pub(crate) fn shared() -> &'static Self {
        static VOCABULARY: LazyLock<Vocabulary> =
            LazyLock::new(|| Vocabulary::of(scan::lexicon::heads(), tagging::words()));
        &VOCABULARY
    }

    /// `scanned`: the hashes of words the scan knows; `tagged`: of those the tagger knows, the most frequent first.
    fn of(scanned: Vec<u32>, tagged: Vec<u32>) -> Self {
        let known: FxHashSet<u32> = scanned.iter().copied().collect();
        let (first, last): (Vec<u32>, Vec<u32>) =
            tagged.into_iter().partition(|hash| known.contains(hash));
        let mut hashes = vec![0];
        let mut seen = FxHashSet::default();
        hashes.extend(
            first
                .into_iter()
                .chain(scanned)
                .filter(|hash| seen.insert(*hash)),
        );
        let scanned = hashes.len();
        hashes.extend(last.into_iter().filter(|hash| seen.insert(*hash)));
        hashes.truncate(MOST);
        let mut vocabulary = Self {
            factors: Box::new([0; FACTORS]),
            slots: Box::new([Slot::default(); SLOTS]),
            hashes,
            scanned,
        };
        vocabulary.fill();
        vocabulary
    }

    /// Finds the factors: the more words have one together, the sooner.
    fn fill(&mut self) {
        let mut groups: Vec<SmallVec<[u16; 8]>> = vec![SmallVec::new(); FACTORS];
        for (hash, number) in self.hashes.iter().zip(0..).skip(1) {
            groups[*hash as usize % FACTORS].push(number);
        }
        let mut order: Vec<usize> = (0..FACTORS).collect();
        order.sort_by_key(|at| Reverse(groups[*at].len()));
        for at in order {
            let words = groups[at].iter().map(|number| Slot {
                hash: self.hashes[usize::from(*number)],
                number: *number,
            });
            let words: SmallVec<[Slot; 8]> = words.collect();
            // That some factor fits is a test's business; without one these words are not known.
            let fits = |factor: &u16| self.places(&words, *factor).is_some();
            self.factors[at] = (0..=u16::MAX).find(fits).unwrap_or_default();
            let places = self.places(&words, self.factors[at]).unwrap_or_default();
            for (place, word) in places.into_iter().zip(words) {
                self.slots[place] = word;
            }
        }
    }

    /// Where a factor scatters words, if all those slots are free.
    fn places(&self, words: &[Slot], factor: u16) -> Option<SmallVec<[usize; 8]>> {
        let mut places = SmallVec::new();
        for word in words {
            let place = slot(word.hash, factor);
            if self.slots[place].number != UNKNOWN || places.contains(&place) {
                return None;
            }
            places.push(place);
        }
        Some(places)
    }

    /// The number of a word, by its hash.
    #[inline]
    pub(crate) fn number(&self, hash: u32) -> u16 {
        let factor = self.factors[hash as usize % FACTORS];
        let found = self.slots[slot(hash, factor)];
        // All bits of the number, or none.
        u16::from(found.hash == hash).wrapping_neg() & found.number
    }

    /// How many numbers there are, [`UNKNOWN`] among them.
    pub(crate) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Of each word, by number.
    pub(crate) fn hashes(&self) -> &[u32] {
        &self.hashes
    }

    /// Of the words that the scan knows; all others have greater numbers.
    pub(crate) fn scanned(&self) -> usize {
        self.scanned
    }
}

#[inline]
fn slot(hash: u32, factor: u16) -> usize {
    let factor = u32::from(factor) << 1 | 1;
    (hash.wrapping_mul(factor) >> (u32::BITS - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_number_of_its_own() {
        let vocabulary = Vocabulary::shared();
        assert!(vocabulary.len() < MOST, "{}", vocabulary.len());
        for (number, hash) in vocabulary.hashes.iter().enumerate().skip(1) {
            assert_eq!(usize::from(vocabulary.number(*hash)), number);
        }
        let wanted = [scan::lexicon::heads(), tagging::words()].concat();
        for hash in wanted {
            assert_ne!(vocabulary.number(hash), UNKNOWN, "{hash:#x}");
        }
    }
}
