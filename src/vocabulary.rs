//! [`Vocabulary`]: a number for every word that a lexicon of some stage knows.
//!
//! The tokenizer looks each word up once; the stages after it have tables by that
//! number, and touch no other. Frequent words have small numbers, so that what is
//! asked most lies together.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::perfect::Perfect;
use crate::{resolution, scan, tagging};

/// The number of a word that is in no lexicon.
pub(crate) const UNKNOWN: u16 = 0;

/// The words of the lexicons in the binary, by the hash of their letters; see [`crate::segmentation::key`].
#[derive(Debug)]
pub(crate) struct Vocabulary {
    slot_of: Perfect<BITS>,
    /// A word's hash in the upper half, its number in the lower: read together.
    slots: Box<[u64; 1 << BITS]>,
    /// By number.
    hashes: Vec<u32>,
    /// How many there are that the scan knows, [`UNKNOWN`] among them: they come first.
    scanned: usize,
}

const BITS: u32 = 14;
const MOST: usize = Perfect::<BITS>::MOST;

impl Vocabulary {
    /// Built at the first document.
    pub(crate) fn shared() -> &'static Self {
        static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
            let (scanned, tagged) = (scan::lexicon::heads(), tagging::words());
            Vocabulary::of(scanned, tagged, resolution::words())
        });
        &VOCABULARY
    }

    /// `scanned`: the hashes of words the scan knows; `tagged`: of those the tagger knows, the most frequent first;
    /// `others`: of all others.
    fn of(scanned: Vec<u32>, tagged: Vec<u32>, others: Vec<u32>) -> Self {
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
        let last = last.into_iter().chain(others);
        hashes.extend(last.filter(|hash| seen.insert(*hash)));
        hashes.truncate(MOST);
        let slot_of = Perfect::of(hashes[1..].to_vec());
        let mut slots = Box::new([0; 1 << BITS]);
        for (hash, number) in hashes.iter().zip(0..).skip(1) {
            slots[slot_of.slot(*hash)] = u64::from(*hash) << 32 | number;
        }
        Self {
            slot_of,
            slots,
            hashes,
            scanned,
        }
    }

    /// The number of a word, by its hash.
    #[inline]
    pub(crate) fn number(&self, hash: u32) -> u16 {
        let slot = self.slots[self.slot_of.slot(hash)];
        // All bits of the number, or none: a branch could not guess whether a word is known.
        let is_other = (slot >> 32) as u32 != hash;
        slot as u16 & u16::from(is_other).wrapping_sub(1)
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
        let wanted = [
            scan::lexicon::heads(),
            tagging::words(),
            resolution::words(),
        ]
        .concat();
        for hash in wanted {
            assert_ne!(vocabulary.number(hash), UNKNOWN, "{hash:#x}");
        }
    }
}
