//! [`Perfect`]: for each of many keys a slot of its own, found without a look at any other.
//!
//! Hash, displace and compress (Belazzougui, Botelho and Dietzfelbinger 2009): the lower bits of a
//! key name a factor, which scatters the few keys that have these bits to slots that are free.

use std::cmp::Reverse;

use smallvec::SmallVec;

/// Scatters keys over `1 << BITS` slots.
#[derive(Clone, Debug)]
pub(crate) struct Perfect<const BITS: u32> {
    /// Half of each factor: they are odd.
    factors: Box<[u16; FACTORS]>,
}

const FACTORS: usize = 1 << 12;

impl<const BITS: u32> Perfect<BITS> {
    /// With more keys than this, factors that fit are hard to find.
    pub(crate) const MOST: usize = (1 << BITS) / 8 * 7;

    /// Of different keys, which have different slots.
    pub(crate) fn of(mut keys: Vec<u32>) -> Self {
        let own = |key: &u32| *key as usize % FACTORS;
        keys.sort_unstable_by_key(own);
        let mut groups: Vec<&[u32]> = keys.chunk_by(|a, b| own(a) == own(b)).collect();
        // The more keys have one factor together, the harder it is found.
        groups.sort_by_key(|group| Reverse(group.len()));
        let mut factors = Box::new([0; FACTORS]);
        let mut taken = vec![false; 1 << BITS];
        let mut slots: SmallVec<[usize; 16]> = SmallVec::new();
        for group in groups {
            let fits = |factor: &u16| {
                slots.clear();
                group.iter().all(|key| {
                    let slot = Self::scatter(*key, *factor);
                    let is_free = !taken[slot] && !slots.contains(&slot);
                    slots.push(slot);
                    is_free
                })
            };
            // That one fits is a test's business; without one keys share a slot.
            let factor = (0..=u16::MAX).find(fits).unwrap_or_default();
            slots.iter().for_each(|slot| taken[*slot] = true);
            factors[own(&group[0])] = factor;
        }
        Self { factors }
    }

    /// The slot of a key; of one that is not known, any.
    #[inline]
    pub(crate) fn slot(&self, key: u32) -> usize {
        Self::scatter(key, self.factors[key as usize % FACTORS])
    }

    #[inline]
    fn scatter(key: u32, factor: u16) -> usize {
        let factor = u32::from(factor) << 1 | 1;
        (key.wrapping_mul(factor) >> (u32::BITS - BITS)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_a_slot_of_its_own() {
        let keys = (1..=Perfect::<12>::MOST as u32).map(|key| key.wrapping_mul(0x9E37_79B1));
        let keys: Vec<u32> = keys.collect();
        let perfect = Perfect::<12>::of(keys.clone());
        let mut slots: Vec<usize> = keys.iter().map(|key| perfect.slot(*key)).collect();
        slots.sort_unstable();
        slots.dedup();
        assert_eq!(slots.len(), keys.len());
    }
}
