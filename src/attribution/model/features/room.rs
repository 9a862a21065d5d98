//! [`Family`]: which features are asked together, and where among all features they stand.
//!
//! A step asks for the features of few families, hundreds of times a candidate: each
//! step's own have room enough, and stand together in the table of weights.

/// Features of one decision, or of one part of it. The numbers are the weights'.
#[derive(Clone, Copy, Debug)]
pub(super) enum Family {
    Start = 1,
    End,
    Pair,
    Source,
    Candidate,
    Proposal,
    /// Of the choice that nobody is the source.
    Nobody,
    Rivals,
}

/// Two to the power of `bits` numbers from `first` on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    first: u32,
    bits: u32,
}

const READINGS: Room = Room { first: 0, bits: 20 };
const SOURCES: Room = READINGS.next(19);
const PROPOSALS: Room = SOURCES.next(19);
const CANDIDATES: Room = PROPOSALS.next(18);
const RIVALS: Room = CANDIDATES.next(16);

/// How many features are told apart.
pub const FEATURES: usize = RIVALS.next(0).first as usize;

impl Room {
    const fn next(self, bits: u32) -> Self {
        Self {
            first: self.first + (1 << self.bits),
            bits,
        }
    }

    /// The number of a feature: the upper bits of its hash.
    #[inline(always)] // Which room it is is a constant.
    pub(super) fn number(self, hash: u32) -> u32 {
        self.first + (hash >> (u32::BITS - self.bits))
    }
}

impl Family {
    #[inline(always)] // As above.
    pub(super) const fn room(self) -> Room {
        match self {
            Self::Start | Self::End | Self::Pair => READINGS,
            Self::Source | Self::Nobody => SOURCES,
            Self::Proposal => PROPOSALS,
            Self::Candidate => CANDIDATES,
            Self::Rivals => RIVALS,
        }
    }
}
