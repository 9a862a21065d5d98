//! [`Weights`]: the learned weight of each feature, in a table that the processor's caches hold.
//!
//! Hundreds of places are looked up for a candidate, and they look random: what counts is how many
//! bytes they lie in. So a weight is one byte, and several features share a place: the byte names,
//! by its upper bits, the one whose weight it is, the heaviest of them; the others weigh nothing. Most
//! features that come up in new text were never seen in training: few of them get another's weight.

use std::borrow::Cow;

use super::features::{FEATURES, Taker};

/// One unit of a sum of weights is this much.
const SCALE: f32 = 1.0 / 1024.0;
/// How many features share a place, as a power of two: a byte has so many bits for the owner's number.
const OWNER: u32 = 2;
/// The other bits say which of the levels the weight has.
const LEVEL: u32 = u8::BITS - OWNER;
/// How many places the table has.
pub const PLACES: usize = FEATURES >> OWNER;

/// The weights by level, in units of [`SCALE`]; those beyond are of bytes that another feature owns.
///
/// The greater a weight, the farther it lies from the next.
const LEVELS: [i32; 1 << u8::BITS] = {
    /// The first step of a weight, and what each next one is longer by.
    const STEP: [i32; 2] = [10, 2];
    let mut levels = [0; 1 << u8::BITS];
    let half = 1 << (LEVEL - 1);
    let mut at = 1;
    while at < half {
        let steps = at as i32;
        levels[at] = STEP[0] * steps + STEP[1] * steps * (steps - 1) / 2;
        levels[half + at] = -levels[at];
        at += 1;
    }
    levels
};

type Table = [u8; PLACES];

/// A table of weights.
#[derive(Debug)]
pub(super) struct Weights {
    /// Those of a [`Table`].
    bytes: Cow<'static, [u8]>,
}

impl Weights {
    /// What `bytes` lacks weighs nothing.
    pub(super) fn new(mut bytes: Cow<'static, [u8]>) -> Self {
        if bytes.len() < PLACES {
            bytes.to_mut().resize(PLACES, 0);
        }
        Self { bytes }
    }

    /// The sum of no weights; none without a whole table, which [`Self::new`] sees to.
    pub(super) fn nothing(&self) -> Option<Sum<'_>> {
        let table = self.bytes.first_chunk()?;
        Some(Sum { table, sum: 0 })
    }

    /// The sum of the weights of these features.
    pub(super) fn sum(&self, features: &[u32]) -> f32 {
        let Some(mut sum) = self.nothing() else {
            return 0.0;
        };
        features.iter().for_each(|feature| sum.take(*feature));
        sum.total()
    }
}

/// Adds up the weights of the features it takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sum<'m> {
    table: &'m Table,
    sum: i32,
}

impl Sum<'_> {
    pub(super) fn total(self) -> f32 {
        self.sum as f32 * SCALE
    }
}

impl Taker for Sum<'_> {
    #[inline(always)] // Hundreds of times a candidate.
    fn take(&mut self, feature: u32) {
        // Another's byte becomes one beyond the levels.
        let owner = (feature << LEVEL) as u8;
        let level = self.table[(feature >> OWNER) as usize] ^ owner;
        self.sum += LEVELS[usize::from(level)];
    }
}

/// A table of the weights of all [`FEATURES`], as [`super::Model::new`] reads it.
pub fn encode(weights: &[f32]) -> Vec<u8> {
    let places = weights.chunks(1 << OWNER);
    places
        .map(|sharers| {
            let heaviest = |a: &(usize, &f32), b: &(usize, &f32)| a.1.abs().total_cmp(&b.1.abs());
            let (owner, weight) = sharers
                .iter()
                .enumerate()
                .max_by(heaviest)
                .unwrap_or((0, &0.0));
            (owner << LEVEL) as u8 | level(weight / SCALE)
        })
        .collect()
}

/// The level nearest to a weight.
fn level(weight: f32) -> u8 {
    let distance = |level: u8| (LEVELS[usize::from(level)] as f32 - weight).abs();
    let levels = 0..1 << LEVEL;
    let nearest = levels.min_by(|a, b| distance(*a).total_cmp(&distance(*b)));
    nearest.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_features_of_a_place_the_heaviest_weighs_and_the_others_weigh_nothing() {
        let mut weights = vec![0.0; FEATURES];
        (weights[4], weights[5], weights[6]) = (0.25, -1.0, 0.5);
        weights[FEATURES - 1] = 0.125;
        let table = Weights::new(encode(&weights).into());
        let near = |feature: usize, weight: f32| {
            let found = table.sum(&[feature as u32]);
            assert!(
                (found - weight).abs() <= weight.abs() / 10.0,
                "{feature}: {found}"
            );
        };
        near(5, -1.0);
        near(FEATURES - 1, 0.125);
        for lighter in [4, 6, 7, 8, FEATURES - 2] {
            near(lighter, 0.0);
        }
    }

    #[test]
    fn a_level_is_the_nearest_one_and_what_is_beyond_the_greatest_is_the_greatest() {
        let of = |weight: f32| LEVELS[usize::from(level(weight))];
        let greatest = *LEVELS.iter().max().unwrap();
        assert_eq!(of(0.0), 0);
        for (weight, wanted) in [
            (9.0, 10),
            (-9.0, -10),
            (4.0, 0),
            (1e6, greatest),
            (-1e6, -greatest),
        ] {
            assert_eq!(of(weight), wanted, "{weight}");
        }
    }

    #[test]
    fn a_table_that_is_too_short_weighs_nothing_where_it_ends() {
        assert_eq!(
            Weights::new(Vec::new().into()).sum(&[0, FEATURES as u32 - 1]),
            0.0
        );
    }
}
