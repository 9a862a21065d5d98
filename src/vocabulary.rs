//! [`Vocabulary`]: a number for every word that a lexicon of some stage knows.
//!
//! The tokenizer looks each word up once; the stages after it have tables by that
//! number, and touch no other. Frequent words have small numbers, so that what is
//! asked most lies together.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::{scan, tagging};

/// The number of a word that is in no lexicon.
pub(crate) const UNKNOWN: u16 = 0;

/// The words of the lexicons in the binary, by the hash of their letters; see [`crate::segmentation::key`].
#[derive(Debug)]
pub(crate) struct Vocabulary {
    buckets: Box<[Bucket; BUCKETS]>,
    /// By which hashes are scattered so that no bucket runs over.
    factor: u32,
    /// By number.
    hashes: Vec<u32>,
    /// How many there are that the scan knows, [`UNKNOWN`] among them: they come first.
    scanned: usize,
}

/// Words whose hashes fall together: the lower bits of each hash, no two alike, and its number.
///
/// All are compared at once, without a branch: whether a word is known cannot be guessed.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Bucket {
    prints: [u16; PLACES],
    numbers: [u16; PLACES],
}

const PLACES: usize = 8;
const BITS: u32 = 12;
const BUCKETS: usize = 1 << BITS;
/// More words than this hardly fit.
const MOST: usize = BUCKETS * 3;
/// Odd numbers that are tried as factors; about one in a hundred fits.
const FACTORS: u32 = 10_000;

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
        let factors = (0..FACTORS).map(|number| number.wrapping_mul(0x9E37_79B2) | 1);
        let factors = factors.filter(|factor| fits(*factor, &hashes));
        let mut filled = factors.filter_map(|factor| Some((factor, fill(factor, &hashes)?)));
        // That some factor does is a test's business; without one no word is known.
        let (factor, buckets) = filled
            .next()
            .unwrap_or_else(|| (1, Box::new([Bucket::default(); BUCKETS])));
        Self {
            buckets,
            factor,
            hashes,
            scanned,
        }
    }

    /// The number of a word, by its hash.
    #[inline]
    pub(crate) fn number(&self, hash: u32) -> u16 {
        let Bucket { prints, numbers } = &self.buckets[bucket(self.factor, hash)];
        let places = prints.iter().zip(numbers);
        let number = places.fold(UNKNOWN, |found, (print, number)| {
            let is_it = *print == hash as u16;
            found | if is_it { *number } else { UNKNOWN }
        });
        let is_it = self.hashes[usize::from(number)] == hash;
        if is_it { number } else { UNKNOWN }
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

/// No bucket runs over: a look that is done with most factors soon.
fn fits(factor: u32, hashes: &[u32]) -> bool {
    let mut counts = [0_u8; BUCKETS];
    hashes.iter().skip(1).all(|hash| {
        let count = &mut counts[bucket(factor, *hash)];
        *count += 1;
        usize::from(*count) <= PLACES
    })
}

/// The words in their buckets, unless one runs over.
fn fill(factor: u32, hashes: &[u32]) -> Option<Box<[Bucket; BUCKETS]>> {
    let mut buckets = Box::new([Bucket::default(); BUCKETS]);
    for (number, hash) in hashes.iter().enumerate().skip(1) {
        let Bucket { prints, numbers } = &mut buckets[bucket(factor, *hash)];
        let place = numbers.iter().position(|number| *number == UNKNOWN)?;
        if prints[..place].contains(&(*hash as u16)) {
            return None;
        }
        prints[place] = *hash as u16;
        numbers[place] = number as u16;
    }
    Some(buckets)
}

#[inline]
fn bucket(factor: u32, hash: u32) -> usize {
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
