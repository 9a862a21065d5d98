//! [`Key`]: a word without its case, as a number.
//!
//! Two tokens are one word if their keys are equal: 64 bits make a chance
//! collision in one article less likely than a misprint. Curly apostrophes
//! count as straight ones. No string is made but for words beyond ASCII.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

pub(super) type Key = u64;

/// A map by [`Key`], which needs no second hashing.
pub(super) type ByKey<V> = HashMap<Key, V, BuildHasherDefault<Identity>>;

const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The key of the word that is `text[start..end]`.
#[inline]
pub(super) fn of(text: &str, start: usize, end: usize) -> Key {
    let bytes = text.as_bytes();
    let length = end - start;
    // Most words are of eight letters or fewer, and text follows them.
    if let Some(chunk) = bytes.get(start..).and_then(<[u8]>::first_chunk::<8>)
        && (1..=8).contains(&length)
    {
        let chunk = u64::from_le_bytes(*chunk) & (u64::MAX >> (64 - 8 * length));
        return match chunk & HIGH {
            0 => step(length as u64, lower(chunk)),
            _ => beyond_ascii(&text[start..end]),
        };
    }
    long(text, start, end)
}

fn long(text: &str, start: usize, end: usize) -> Key {
    let bytes = text.as_bytes();
    let length = end - start;
    let mut key = length as u64;
    let mut at = start;
    while at < end {
        let chunk = match bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => bytes[at..end]
                .iter()
                .rev()
                .fold(0, |chunk, byte| chunk << 8 | u64::from(*byte)),
        };
        let left = end - at;
        let chunk = if left < 8 {
            chunk & ((1 << (8 * left)) - 1)
        } else {
            chunk
        };
        if chunk & HIGH != 0 {
            return beyond_ascii(&text[start..end]);
        }
        key = step(key, lower(chunk));
        at += 8;
    }
    key
}

pub(super) fn of_word(word: &str) -> Key {
    of(word, 0, word.len())
}

/// The key of two keys in their order.
pub(super) fn pair(one: Key, other: Key) -> Key {
    step(step(2, one), other)
}

#[inline]
fn step(key: u64, chunk: u64) -> u64 {
    let mixed = (key ^ chunk).wrapping_mul(SPREAD);
    mixed ^ (mixed >> 29)
}

/// Eight ASCII bytes at a time in lower case.
#[inline]
fn lower(chunk: u64) -> u64 {
    let ones = 0x0101_0101_0101_0101;
    let from_a = chunk + ones * (0x80 - 0x41);
    let beyond_z = chunk + ones * (0x80 - 0x5B);
    let upper = (from_a & !beyond_z) & HIGH;
    chunk | (upper >> 2)
}

#[cold]
fn beyond_ascii(word: &str) -> Key {
    let folded = word.replace('’', "'").to_lowercase();
    if folded.is_ascii() {
        return of_word(&folded);
    }
    folded
        .bytes()
        .fold(folded.len() as u64, |key, byte| step(key, u64::from(byte)))
}

/// Passes a key through as its own hash.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Identity(u64);

impl Hasher for Identity {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = step(self.0, u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A set of keys that only grows; of fixed room, so that adding costs a probe or two.
#[derive(Debug, Default)]
pub(super) struct KeySet {
    slots: Vec<Key>,
}

impl KeySet {
    /// For at most `most` keys.
    pub(super) fn with_room(most: usize) -> Self {
        Self {
            slots: vec![0; (most * 2).next_power_of_two().max(16)],
        }
    }

    pub(super) fn insert(&mut self, key: Key) {
        let at = self.slot(key);
        self.slots[at] = key;
    }

    pub(super) fn contains(&self, key: Key) -> bool {
        key != 0 && !self.slots.is_empty() && self.slots[self.slot(key)] == key
    }

    /// Where the key stands or would stand.
    fn slot(&self, key: Key) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at] != 0 && self.slots[at] != key {
            at = (at + 1) & mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_the_shape_of_the_apostrophe_are_folded_and_nothing_else() {
        let same = [
            ("The", "the"),
            ("O’Neill", "o'neill"),
            ("ÉTAT", "état"),
            ("COMMUNICATIONS", "communications"),
            ("[Zz@", "[zZ@"),
        ];
        for (one, other) in same {
            assert_eq!(of_word(one), of_word(other), "{one} {other}");
        }
        for (one, other) in [("a", "b"), ("{", "["), ("ab", "abc"), ("`a", "@a")] {
            assert_ne!(of_word(one), of_word(other), "{one} {other}");
        }
        let text = "He is Ann";
        assert_eq!(of(text, 6, 9), of_word("ann"));
        assert_eq!(of(text, 0, 2), of_word("HE"));
    }

    #[test]
    fn a_set_holds_what_was_put_in() {
        let mut set = KeySet::with_room(40);
        for key in 1..=40 {
            set.insert(key * 64);
        }
        assert!((1..=40).all(|key| set.contains(key * 64)));
        assert!(!set.contains(0) && !set.contains(63));
    }
}
