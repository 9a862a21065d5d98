//! [`Landmarks`]: where the tokens stand that a walk through a sentence stops at.
//!
//! A walk asks for the next token of some kinds, or how many there are, and steps
//! over all others sixty-four at a time.

use std::ops::Range;

use bitflags::bitflags;

use super::seen::Seen;
#[cfg(doc)]
use super::seen::Trait;

bitflags! {
    /// What a token is to those who look for one of its kind, as a set. Between quotation marks a token is none of them
    /// but IF, THAT, LEAD, QUOTED and LOUD.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) struct Landmark: u16 {
        /// A word that by itself says that somebody spoke.
        const CUE = 1 << 0;
        /// A relative, a question word or a subordinator.
        const LINK = 1 << 1;
        const CONJUNCTION = 1 << 2;
        /// A content may end here because another report begins.
        const BREAK = 1 << 3;
        /// A content may end before it.
        const BOUNDARY = 1 << 4;
        /// A clause may have its verb here.
        const CLAUSE = 1 << 5;
        /// What stands between a cue and its content may end before it.
        const ADJUNCT = 1 << 6;
        /// "by", "from" or "among"
        const BY = 1 << 7;
        /// "if" or "whether"
        const IF = 1 << 8;
        /// "that", or a colon
        const THAT = 1 << 9;
        /// It stands between quotation marks, or is one.
        const QUOTED = 1 << 10;
        /// A pattern may begin with it.
        const OPENING = 1 << 11;
        /// Not [`Trait::QUIET`]: a noun phrase may end with it or before it.
        const LOUD = 1 << 12;
        /// "once" or "since": a clause may begin with it, or it stands beside a verb
        const LEAD = 1 << 13;
        /// A finite verb, by its tag; these are only counted, see [`super::tallies`].
        const VERB = 1 << 14;
        const COMMA = 1 << 15;
    }
}

/// Those that quotation marks do not hide.
const INSIDE: Landmark = Landmark::IF.union(Landmark::THAT).union(Landmark::LEAD);
/// Those that are looked for.
const KINDS: usize = 14;
/// How many tokens a word has bits for.
const TOKENS: usize = 64;

impl Landmark {
    #[inline(always)]
    pub(super) fn only_if(self, is_it: bool) -> Self {
        Self::from_bits_retain(self.bits() * u16::from(is_it))
    }

    /// Those that are counted, a bit each: [`Self::VERB`] and [`Self::COMMA`].
    #[inline]
    pub(super) fn counted(self) -> u8 {
        (self.bits() >> KINDS) as u8
    }

    /// What is left of them between quotation marks.
    #[inline]
    pub(super) fn quoted(self) -> Self {
        self.intersection(INSIDE)
            .union(Self::QUOTED)
            .union(Self::LOUD)
    }
}

/// For each 64 tokens a bit a token and kind, and an empty block behind the last.
#[derive(Debug)]
pub(super) struct Landmarks(Vec<[u64; KINDS]>);

impl Landmarks {
    pub(super) fn of(tokens: &[Seen]) -> Self {
        Self::collect(tokens, |token| token.landmarks())
    }

    #[inline]
    fn collect<T>(tokens: &[T], landmarks: impl Fn(&T) -> Landmark) -> Self {
        let blocks = tokens.chunks(TOKENS).map(|tokens| {
            let mut block = [0; KINDS];
            // A byte a token: the lower eight kinds, and the others.
            let (mut low, mut high) = ([0; TOKENS], [0; TOKENS]);
            for ((token, low), high) in tokens.iter().zip(&mut low).zip(&mut high) {
                [*low, *high] = landmarks(token).bits().to_le_bytes();
            }
            let kinds = columns(&low).into_iter().chain(columns(&high));
            for (word, bits) in block.iter_mut().zip(kinds) {
                *word = bits;
            }
            block
        });
        Self(blocks.chain([[0; KINDS]]).collect())
    }

    /// The token is of these kinds no longer.
    pub(super) fn remove(&mut self, kinds: Landmark, token: usize) {
        if let Some(block) = self.0.get_mut(token / TOKENS) {
            for (kind, bits) in block.iter_mut().enumerate() {
                let its = u64::from(kinds.bits() >> kind & 1);
                *bits &= !(its << (token % TOKENS));
            }
        }
    }

    /// The first token of `range` that is of one of these kinds.
    #[inline(always)] // The kinds are constants.
    pub(super) fn next(&self, kinds: Landmark, range: Range<usize>) -> Option<usize> {
        let mut start = range.start;
        while start < range.end {
            let token = start + self.from(kinds, start).trailing_zeros() as usize;
            // One question, whether none is left or it lies beyond: few can be guessed.
            if token < range.end.min(start + TOKENS) {
                return Some(token);
            }
            start += TOKENS;
        }
        None
    }

    /// Those tokens of `range` that are of one of these kinds.
    #[inline(always)] // As above.
    pub(super) fn all(&self, kinds: Landmark, range: Range<usize>) -> All<'_> {
        All {
            landmarks: self,
            kinds,
            bits: 0,
            left: range,
        }
    }

    /// Whether one of these tokens is of one of these kinds.
    #[inline(always)] // As above.
    pub(super) fn any(&self, kinds: Landmark, range: Range<usize>) -> bool {
        let length = range.end.saturating_sub(range.start);
        if length > TOKENS {
            return self.next(kinds, range).is_some();
        }
        // One question whatever the length: which ranges are empty cannot be guessed.
        let half = length / 2;
        let within = !(u64::MAX << half << (length - half));
        self.from(kinds, range.start) & within != 0
    }

    /// The tokens of `range`, to ask them more than once; none if they are more than sixty-four.
    #[inline(always)] // As above.
    pub(super) fn within(&self, range: Range<usize>) -> Option<Within<'_>> {
        let length = range.end.saturating_sub(range.start);
        if length > TOKENS {
            return None;
        }
        let (at, shift) = (range.start / TOKENS, range.start % TOKENS);
        let bits = !(u64::MAX << (length / 2) << (length - length / 2));
        Some(Within {
            blocks: self.0.get(at..at + 2)?.first_chunk()?,
            bits: [bits << shift, bits >> 1 >> (TOKENS - 1 - shift)],
        })
    }

    /// A bit for each of the sixty-four tokens from `start` on, the first the lowest.
    #[inline(always)] // As above.
    fn from(&self, kinds: Landmark, start: usize) -> u64 {
        let (at, shift) = (start / TOKENS, start % TOKENS);
        match self.0.get(at..at + 2) {
            Some([low, high]) => {
                united(low, kinds) >> shift | united(high, kinds) << 1 << (TOKENS - 1 - shift)
            }
            _ => 0,
        }
    }

    /// The last token of `range` that is of one of these kinds.
    #[inline(always)] // As above.
    pub(super) fn last(&self, kinds: Landmark, range: Range<usize>) -> Option<usize> {
        let mut end = range.end;
        while end > range.start {
            let bits = match end.checked_sub(TOKENS) {
                Some(start) => self.from(kinds, start),
                None => self.from(kinds, 0) << (TOKENS - end),
            };
            // So many before the end are of other kinds.
            let others = bits.leading_zeros() as usize;
            if others < TOKENS.min(end - range.start) {
                return Some(end - 1 - others);
            }
            end = end.saturating_sub(TOKENS);
        }
        None
    }

    /// Those tokens of `range` that are of one of these kinds, the last first.
    #[inline(always)] // As above.
    pub(super) fn backwards(
        &self,
        kinds: Landmark,
        range: Range<usize>,
    ) -> impl Iterator<Item = usize> {
        let mut end = range.end;
        std::iter::from_fn(move || {
            end = self.last(kinds, range.start..end)?;
            Some(end)
        })
    }

    /// How many tokens of `range` are of one of these kinds.
    #[inline(always)] // As above.
    pub(super) fn count(&self, kinds: Landmark, range: Range<usize>) -> u32 {
        let mut count = 0;
        let mut start = range.start;
        while start < range.end {
            let at = start / TOKENS;
            let Some(block) = self.0.get(at) else {
                break;
            };
            let beyond = (at + 1) * TOKENS;
            let mut found = united(block, kinds) & u64::MAX << (start % TOKENS);
            if range.end < beyond {
                found &= u64::MAX >> (beyond - range.end);
            }
            count += found.count_ones();
            start = beyond;
        }
        count
    }
}

/// See [`Landmarks::all`].
#[derive(Debug)]
pub(super) struct All<'l> {
    landmarks: &'l Landmarks,
    kinds: Landmark,
    /// Those of the sixty-four tokens before `left` that were not yet given.
    bits: u64,
    left: Range<usize>,
}

impl Iterator for All<'_> {
    type Item = usize;

    #[inline(always)] // The kinds are constants.
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            let Range { start, end } = self.left;
            if start >= end {
                return None;
            }
            let beyond = TOKENS.saturating_sub(end - start);
            self.bits = self.landmarks.from(self.kinds, start) & u64::MAX >> beyond;
            self.left.start += TOKENS;
        }
        let token = self.left.start - TOKENS + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(token)
    }
}

/// A few tokens, a bit each, of the block that they begin in, and of the next one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Within<'l> {
    blocks: &'l [[u64; KINDS]; 2],
    bits: [u64; 2],
}

impl Within<'_> {
    /// Whether one of them is of one of these kinds.
    #[inline(always)] // The kinds are constants.
    pub(super) fn any(self, kinds: Landmark) -> bool {
        let [here, next] = self.blocks;
        united(here, kinds) & self.bits[0] | united(next, kinds) & self.bits[1] != 0
    }
}

/// The lowest bits of all bytes, the next ones, and so on: a word each.
#[inline(always)]
fn columns(bytes: &[u8; TOKENS]) -> [u64; 8] {
    let mut rows = [0; 8];
    for (row, bytes) in rows.iter_mut().zip(bytes.as_chunks().0) {
        *row = turned(u64::from_le_bytes(*bytes));
    }
    // The same with bytes for bits: those of each row become a column.
    exchange::<32>(&mut rows, 0xFFFF_FFFF);
    exchange::<16>(&mut rows, 0xFFFF_0000_FFFF);
    exchange::<8>(&mut rows, 0xFF_00FF_00FF_00FF);
    rows
}

/// Squares of bytes change places over the diagonal, so many bits wide.
#[inline(always)]
fn exchange<const SHIFT: usize>(rows: &mut [u64; 8], mask: u64) {
    let step = SHIFT / 8;
    for pair in rows.chunks_exact_mut(2 * step) {
        let (upper, lower) = pair.split_at_mut(step);
        for (upper, lower) in upper.iter_mut().zip(lower) {
            let differs = (*upper >> SHIFT ^ *lower) & mask;
            *upper ^= differs << SHIFT;
            *lower ^= differs;
        }
    }
}

/// The bits of each byte become a column: squares of them change places over the diagonal (Warren, Hacker's Delight, 7-3).
#[inline(always)]
fn turned(bits: u64) -> u64 {
    let exchanged = |bits: u64, shift: u32, mask: u64| {
        let differs = (bits >> shift ^ bits) & mask;
        bits ^ differs ^ differs << shift
    };
    let pairs = exchanged(bits, 7, 0x00AA_00AA_00AA_00AA);
    exchanged(exchanged(pairs, 14, 0xCCCC_0000_CCCC), 28, 0xF0F0_F0F0)
}

#[inline(always)]
fn united(block: &[u64; KINDS], kinds: Landmark) -> u64 {
    let mut found = 0;
    for (kind, bits) in block.iter().enumerate() {
        if kinds.bits() & 1 << kind != 0 {
            found |= bits;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn landmarks(sets: &[Landmark]) -> Landmarks {
        Landmarks::collect(sets, |set| *set)
    }

    #[test]
    fn what_is_asked_for_is_found_and_nothing_else() {
        let mut sets = vec![Landmark::empty(); 200];
        let cues = [0, 7, 8, 63, 64, 130, 199];
        for at in cues {
            sets[at] = Landmark::CUE | Landmark::BREAK;
        }
        sets[65] = Landmark::QUOTED;
        let landmarks = landmarks(&sets);
        for start in 0..=200_usize {
            for end in start.saturating_sub(2)..=200 {
                let within = |at: &&usize| (start..end).contains(*at);
                let found: Vec<usize> = cues.iter().filter(within).copied().collect();
                let kinds = Landmark::CUE;
                assert_eq!(landmarks.next(kinds, start..end), found.first().copied());
                assert_eq!(landmarks.count(kinds, start..end), found.len() as u32);
                assert_eq!(landmarks.any(kinds, start..end), !found.is_empty());
                let mut back: Vec<usize> = landmarks.backwards(kinds, start..end).collect();
                back.reverse();
                assert_eq!(back, found, "{start}..{end}");
                assert_eq!(landmarks.last(kinds, start..end), found.last().copied());
                assert!(landmarks.all(kinds, start..end).eq(found.iter().copied()));
                if let Some(within) = landmarks.within(start..end) {
                    assert_eq!(within.any(kinds), !found.is_empty());
                    assert!(!within.any(Landmark::IF));
                }
            }
        }
        let either = Landmark::CUE | Landmark::QUOTED;
        assert_eq!(landmarks.next(either, 65..200), Some(65));
        assert_eq!(landmarks.count(either, 60..70), 3);
        assert_eq!(landmarks.next(either, 200..900), None);
        assert_eq!(landmarks.count(either, 150..900), 1);
    }

    #[test]
    fn every_kind_keeps_its_own_column() {
        let sets: Vec<Landmark> = (0..KINDS)
            .map(|kind| Landmark::from_bits_retain(1 << kind))
            .collect();
        let landmarks = landmarks(&sets);
        for (at, kind) in sets.iter().enumerate() {
            assert_eq!(landmarks.next(*kind, 0..KINDS), Some(at));
            assert_eq!(landmarks.count(*kind, 0..KINDS), 1);
        }
        assert_eq!(Landmark::VERB.bits(), 1 << KINDS);
    }
}
