//! [`Tallies`]: how many verbs and commas stand between two tokens.

use std::ops::Range;

use super::seen::Seen;

/// How many finite verbs and commas there are, outside quotation marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) verbs: u32,
    pub(super) commas: u32,
}

/// What stands before each token, and before the end: verbs in the lower half, commas in the upper one.
#[derive(Debug)]
pub(super) struct Tallies(Vec<u64>);

impl Tallies {
    pub(super) fn of(tokens: &[Seen]) -> Self {
        /// By a token's last two landmarks.
        const ONE: [u64; 4] = [0, 1, 1 << u32::BITS, 1 << u32::BITS | 1];
        let mut tallies = Vec::with_capacity(tokens.len() + 1);
        let mut sum = 0;
        tallies.push(sum);
        tallies.extend(tokens.iter().map(|token| {
            sum += ONE[usize::from(token.landmarks().counted())];
            sum
        }));
        Self(tallies)
    }

    /// The verbs and commas among these tokens; none of an inverted range.
    #[inline]
    pub(super) fn among(&self, tokens: Range<usize>) -> Tally {
        let end = tokens.end.min(self.0.len() - 1);
        let start = tokens.start.min(end);
        let found = self.0[end] - self.0[start];
        Tally {
            verbs: found as u32,
            commas: (found >> u32::BITS) as u32,
        }
    }
}
