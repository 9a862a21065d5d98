//! [`Bits`]: a yes or no for each token, sixty-four to a word.

use std::ops::Range;

use crate::bytes::ones;

/// How many tokens share a word.
pub(super) const WIDTH: usize = u64::BITS as usize;

/// A bit for each token of a document; beyond the last all are clear.
#[derive(Debug, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// None is set of so many, whatever was before.
    pub(super) fn renew(&mut self, tokens: usize) {
        self.0.clear();
        self.0.resize(tokens.div_ceil(WIDTH), 0);
    }

    /// Adds those of sixty-four more tokens, the lowest that of the first.
    #[inline]
    pub(super) fn push_word(&mut self, word: u64) {
        self.0.push(word);
    }

    /// Those of sixty-four tokens, the lowest that of the first.
    #[inline]
    pub(super) fn word(&self, number: usize) -> u64 {
        self.0.get(number).copied().unwrap_or_default()
    }

    /// Those of all tokens, sixty-four at a time.
    pub(super) fn words(&self) -> impl Iterator<Item = u64> {
        self.0.iter().copied()
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> bool {
        self.word(at / WIDTH) >> (at % WIDTH) & 1 != 0
    }

    /// Sets a bit; beyond the last nothing happens.
    #[inline]
    pub(super) fn set(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / WIDTH) {
            *word |= 1 << (at % WIDTH);
        }
    }

    /// Clears those of the range; beyond the last nothing happens.
    pub(super) fn clear(&mut self, range: Range<usize>) {
        for at in range {
            if let Some(word) = self.0.get_mut(at / WIDTH) {
                *word &= !(1 << (at % WIDTH));
            }
        }
    }

    pub(super) fn fill(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let count = (WIDTH - at % WIDTH).min(range.end - at);
            if let Some(word) = self.0.get_mut(at / WIDTH) {
                *word |= lowest(count) << (at % WIDTH);
            }
            at += count;
        }
    }

    /// The bits of sixty-four tokens from `at` on, its own the lowest.
    #[inline]
    pub(super) fn window(&self, at: usize) -> u64 {
        let (first, shift) = (at / WIDTH, at % WIDTH);
        // In two steps, as no word can be shifted by its whole width.
        self.word(first) >> shift | self.word(first + 1) << 1 << (WIDTH - 1 - shift)
    }

    /// Whether any is set in the range.
    #[inline]
    pub(super) fn any(&self, range: Range<usize>) -> bool {
        parts(range).any(|(at, mask)| self.window(at) & mask != 0)
    }

    /// Whether all are set in the range.
    #[inline]
    pub(super) fn all(&self, range: Range<usize>) -> bool {
        parts(range).all(|(at, mask)| !self.window(at) & mask == 0)
    }

    /// Those that are set, in order.
    #[inline]
    pub(super) fn all_set(&self) -> impl Iterator<Item = usize> {
        let words = self.0.iter().enumerate();
        words.flat_map(|(number, word)| ones(*word).map(move |bit| number * WIDTH + bit))
    }

    /// How many are set in the range.
    pub(super) fn count(&self, range: Range<usize>) -> usize {
        let counts = parts(range).map(|(at, mask)| (self.window(at) & mask).count_ones());
        counts.sum::<u32>() as usize
    }

    /// The first that is set at `at` or after it.
    #[inline]
    pub(super) fn next(&self, at: usize) -> Option<usize> {
        let first = at / WIDTH;
        let word = self.0.get(first)? >> (at % WIDTH);
        if word != 0 {
            return Some(at + word.trailing_zeros() as usize);
        }
        let rest = self.0.get(first + 1..)?;
        let skipped = rest.iter().position(|word| *word != 0)?;
        let bit = rest[skipped].trailing_zeros() as usize;
        Some((first + 1 + skipped) * WIDTH + bit)
    }
}

/// A range as places and masks of a window's bits.
#[inline]
fn parts(range: Range<usize>) -> impl Iterator<Item = (usize, u64)> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let left = range.end.saturating_sub(at);
        let here = at;
        at += WIDTH;
        (left > 0).then(|| (here, lowest(left)))
    })
}

/// So many of the lowest bits, one at least.
#[inline]
fn lowest(count: usize) -> u64 {
    u64::MAX >> (WIDTH - count.min(WIDTH))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bits_are_a_list_of_yes_and_no(
            set in proptest::collection::vec(0_usize..300, 0..40),
            filled in (0_usize..300, 0_usize..150),
            asked in (0_usize..320, 0_usize..150),
        ) {
            let mut bits = Bits::default();
            bits.renew(300);
            let mut list = vec![false; 600];
            for at in &set {
                bits.set(*at);
                list[*at] = true;
            }
            let filled = filled.0..(filled.0 + filled.1).min(300);
            bits.fill(filled.clone());
            list[filled].fill(true);
            let range = asked.0..asked.0 + asked.1;
            prop_assert_eq!(bits.any(range.clone()), list[range.clone()].contains(&true));
            prop_assert_eq!(bits.all(range.clone()), !list[range.clone()].contains(&false));
            let count = list[range.clone()].iter().filter(|set| **set).count();
            prop_assert_eq!(bits.count(range.clone()), count);
            let all: Vec<usize> = bits.all_set().collect();
            prop_assert_eq!(all, (0..600).filter(|at| list[*at]).collect::<Vec<_>>());
            prop_assert_eq!(bits.get(asked.0), list[asked.0]);
            prop_assert_eq!(bits.window(asked.0) & 1 != 0, list[asked.0]);
            prop_assert_eq!(bits.window(asked.0) >> 63 != 0, list[asked.0 + 63]);
            let next = (asked.0..600).find(|at| list[*at]);
            prop_assert_eq!(bits.next(asked.0), next);
            let word = (0..64).fold(0, |word, at| word | u64::from(list[64 + at]) << at);
            prop_assert_eq!(bits.word(1), word);
        }
    }
}
