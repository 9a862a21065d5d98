//! [`Marks`]: the traits of a token and its landmarks side by side, and what its tag adds to them.

use crate::tagging::Tag;

use super::landmarks::Landmark;
use super::seen::Trait;
use super::shape;

/// Traits in the lower half, landmarks in the upper one: worked out together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks(u32);

impl Marks {
    pub(super) const fn of(traits: Trait, landmarks: Landmark) -> Self {
        Self(traits.bits() as u32 | (landmarks.bits() as u32) << u16::BITS)
    }

    /// Those of a word that has such a tag.
    #[inline(always)] // Once a token.
    pub(super) fn tagged(self, tag: &ByTag) -> Self {
        let all = (self.0 | tag.adds.0) & tag.leaves.0;
        // No clause has a word in -ing alone for its verb.
        const NEVER: Marks = Marks::of(Trait::empty(), Landmark::CLAUSE);
        let is_ing = u32::from(self.traits().contains(Trait::ING));
        Self(all & !(NEVER.0 * is_ing))
    }

    #[inline]
    pub(super) fn traits(self) -> Trait {
        Trait::from_bits_retain(self.0 as u16)
    }

    #[inline]
    pub(super) fn landmarks(self) -> Landmark {
        Landmark::from_bits_retain((self.0 >> u16::BITS) as u16)
    }
}

/// What a tag says of a token, whatever its word.
#[derive(Clone, Copy)]
pub(super) struct ByTag {
    pub(super) adds: Marks,
    /// The word's marks that stand beside it.
    pub(super) leaves: Marks,
    /// See [`shape::division`].
    pub(super) division: u8,
}

pub(super) const OF_TAGS: [ByTag; Tag::ALL.len()] = {
    let mut tags = [ByTag {
        adds: Marks(0),
        leaves: Marks(u32::MAX),
        division: 0,
    }; Tag::ALL.len()];
    let mut at = 0;
    while at < tags.len() {
        let its = &mut tags[at];
        its.division = shape::division(Tag::ALL[at]);
        let (mut traits, mut landmarks) = (Trait::empty(), Landmark::empty());
        if Tag::ALL[at].is_finite() {
            traits = traits.union(Trait::FINITE);
            landmarks = landmarks.union(Landmark::VERB).union(Landmark::CLAUSE);
        }
        if Tag::ALL[at].is_verb() {
            traits = traits.union(Trait::VERB);
            landmarks = landmarks.union(Landmark::OPENING);
        }
        if !traits.is_empty() {
            landmarks = landmarks.union(Landmark::LOUD);
            its.leaves = Marks::of(Trait::all().difference(Trait::QUIET), Landmark::all());
        }
        its.adds = Marks::of(traits, landmarks);
        at += 1;
    }
    tags
};
