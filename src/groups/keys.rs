//! [`keys`]: what forms of one quotation are likely to share, so that each is compared with few.
//!
//! - MinHash of word pairs in bands (Broder 1997; Leskovec, Rajaraman and Ullman, "Mining of
//!   Massive Datasets", 3.4): of two forms that share 64 % of their pairs (a word changed in ten),
//!   97 in 100 have a key in common, of two that share 1 % one in 80,000.
//! - Winnowed shingles (Schleimer, Wilkerson and Aiken 2003) for short forms of long ones, which
//!   share few of their pairs: two forms with a run of [`RUN`] words in common always have a key
//!   in common.

const BANDS: usize = 12;
const ROWS: usize = 3;

/// Words of a shingle, and shingles of which the least is kept.
const SHINGLE: usize = 4;
const WINDOW: usize = 4;
/// A common run of so many words is never missed.
pub(super) const RUN: usize = SHINGLE + WINDOW - 1;

/// An odd factor for each row.
const FACTORS: [u64; BANDS * ROWS] = {
    let mut factors = [0; BANDS * ROWS];
    let mut at = 0;
    while at < factors.len() {
        factors[at] = mix(at as u64 + 1) | 1;
        at += 1;
    }
    factors
};

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
const fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// A pair of words as one number.
pub(super) fn pair(first: u32, second: u32) -> u64 {
    mix(u64::from(first) << 32 | u64::from(second))
}

/// The keys of a form, each once, in order.
pub(super) fn keys(words: &[u32]) -> Vec<u32> {
    let mut keys = Vec::with_capacity(BANDS + words.len());
    bands(words, &mut keys);
    winnowed(words, &mut keys);
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn bands(words: &[u32], keys: &mut Vec<u32>) {
    let mut least = [u64::MAX; BANDS * ROWS];
    for two in words.windows(2) {
        let pair = pair(two[0], two[1]);
        for (least, factor) in least.iter_mut().zip(FACTORS) {
            *least = (*least).min(pair.wrapping_mul(factor));
        }
    }
    for (band, rows) in (0..).zip(least.chunks(ROWS)) {
        let key = rows.iter().fold(band, |key, least| mix(key ^ least));
        keys.push(key as u32);
    }
}

fn winnowed(words: &[u32], keys: &mut Vec<u32>) {
    let shingles = words.windows(SHINGLE);
    let shingles: Vec<u64> = shingles
        .map(|words| {
            words
                .iter()
                .fold(0, |key, word| mix(key ^ u64::from(*word)))
        })
        .collect();
    let windows = shingles.windows(WINDOW.min(shingles.len()).max(1));
    let chosen = windows.filter_map(|window| window.iter().min());
    keys.extend(chosen.map(|key| *key as u32));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_common_run_has_a_common_key(
            run in prop::collection::vec(any::<u32>(), RUN),
            before in prop::collection::vec(prop::collection::vec(any::<u32>(), 0..9), 2),
            after in prop::collection::vec(prop::collection::vec(any::<u32>(), 0..9), 2),
        ) {
            let form = |at: usize| [&before[at][..], &run, &after[at]].concat();
            let other = keys(&form(1));
            prop_assert!(keys(&form(0)).iter().any(|key| other.contains(key)));
        }
    }

    #[test]
    fn unlike_forms_have_none() {
        let form = |from: u32| (from..from + 40).collect::<Vec<u32>>();
        let other = keys(&form(1000));
        assert!(keys(&form(0)).iter().all(|key| !other.contains(key)));
        assert!(keys(&[1]).len() <= BANDS);
    }
}
