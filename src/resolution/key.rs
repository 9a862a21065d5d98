//! [`Key`]: a word without its case, as a number.
//!
//! Two tokens are one word if their keys are equal. Most have one from the
//! segmentation, whose 32 bits tell an article's names apart; longer words and
//! those with signs or letters beyond ASCII are hashed here, with the highest bit
//! set. Curly apostrophes count as straight ones. No string is made but for words
//! beyond ASCII.

use std::mem::take;

use smallvec::SmallVec;

use crate::segmentation::{Token, key};
use crate::span::Span;

pub(super) type Key = u64;

const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
const HIGH: u64 = 0x8080_8080_8080_8080;
const HASHED: u64 = 1 << 63;

/// The key of a token of the text.
#[inline]
pub(super) fn of(text: &str, token: &Token) -> Key {
    match token.key {
        0 => of_span(text, token.span),
        key => u64::from(key),
    }
}

/// What [`of_word`] is, where the text around the word is at hand.
#[inline(never)] // Of few words.
fn of_span(text: &str, span: Span) -> Key {
    let bytes = text.as_bytes();
    let (start, end) = (span.start(), span.end());
    // A word of letters and digits alone has no key for its token where more of them follow it.
    let is_cut = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    if is_cut && key::at(bytes, start).1 >= span.len() {
        return u64::from(key::plain(bytes, start, end).hash());
    }
    // "Mr.", "U.S.": most are short, and hashed as [`hashed`] does it.
    let eight = bytes.get(start..).and_then(<[u8]>::first_chunk);
    let short = eight.filter(|_| span.len() < 8);
    let chunk = short.map(|eight| u64::from_le_bytes(*eight) & !(u64::MAX << (8 * span.len())));
    match chunk {
        Some(chunk) if chunk & HIGH == 0 => step(span.len() as u64, lower(chunk)) | HASHED,
        _ => hashed(span.of(text)),
    }
}

/// Whether it is the key of a word that the segmentation has none for.
pub(super) fn is_hashed(key: Key) -> bool {
    key & HASHED != 0
}

/// The hash that the segmentation has for the key's word, if it has one.
pub(super) fn plain(key: Key) -> Option<u32> {
    u32::try_from(key).ok()
}

/// The key of a word, which is that of a token with the word.
pub(super) fn of_word(word: &str) -> Key {
    let (key, length) = key::at(word.as_bytes(), 0);
    match length == word.len() {
        true => u64::from(key.hash()),
        false => hashed(word),
    }
}

fn hashed(word: &str) -> Key {
    let (eights, rest) = word.as_bytes().as_chunks::<8>();
    let last = match word.as_bytes().last_chunk::<8>() {
        // In two steps, as no number can be shifted by its whole width.
        Some(eight) => u64::from_le_bytes(*eight) >> 8 >> (8 * (7 - rest.len())),
        None => rest
            .iter()
            .rev()
            .fold(0, |last, byte| last << 8 | u64::from(*byte)),
    };
    let eights = eights.iter().map(|eight| u64::from_le_bytes(*eight));
    let mut hash = word.len() as u64;
    for chunk in eights.chain([last]) {
        if chunk & HIGH != 0 {
            return beyond_ascii(word);
        }
        hash = step(hash, lower(chunk));
    }
    hash | HASHED
}

/// The key of two keys in their order.
#[inline]
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
    let mut folded: SmallVec<[u8; 32]> = SmallVec::new();
    for letter in word.chars() {
        match letter {
            '’' => folded.push(b'\''),
            _ if letter.is_ascii() => folded.push(letter.to_ascii_lowercase() as u8),
            _ => letter.to_lowercase().for_each(|small| {
                folded.extend_from_slice(small.encode_utf8(&mut [0; 4]).as_bytes());
            }),
        }
    }
    match str::from_utf8(&folded) {
        Ok(folded) if folded.is_ascii() => of_word(folded),
        _ => {
            let bytes = folded.iter();
            let hash = bytes.fold(folded.len() as u64, |key, byte| step(key, u64::from(*byte)));
            hash | HASHED
        }
    }
}

/// Numbers by keys. A look costs a probe or two, and room is for as many keys as there are:
/// an article names many more times than it has names.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyMap {
    /// Keys, and their numbers plus one; 0 is free. At most half are taken.
    slots: Vec<(Key, usize)>,
    taken: usize,
}

/// Enough slots for most articles.
const SLOTS: usize = 128;

impl KeyMap {
    /// Forgets all keys.
    pub(super) fn clear(&mut self) {
        self.slots.clear();
        self.taken = 0;
    }

    /// Gives the key a number, unless it has one.
    #[inline]
    pub(super) fn insert(&mut self, key: Key, number: usize) {
        if self.taken * 2 >= self.slots.len() {
            self.grow();
        }
        if let Some(slot) = self.slot(key)
            && self.slots[slot].1 == 0
        {
            self.slots[slot] = (key, number + 1);
            self.taken += 1;
        }
    }

    #[inline(never)] // Seldom called; but not cold, for then its loops are made to be small.
    fn grow(&mut self) {
        let slots = (self.slots.len() * 2).max(SLOTS);
        let mut before = take(&mut self.slots);
        // The first room is that of the article before.
        if before.is_empty() {
            self.slots = take(&mut before);
        }
        self.slots.resize(slots, (0, 0));
        for (key, number) in before.into_iter().filter(|(_, number)| *number > 0) {
            if let Some(slot) = self.slot(key) {
                self.slots[slot] = (key, number);
            }
        }
    }

    /// Changes the number of a key that has one.
    #[inline]
    pub(super) fn change(&mut self, key: Key, number: usize) {
        if let Some(slot) = self.slot(key)
            && self.slots[slot].1 != 0
        {
            self.slots[slot].1 = number + 1;
        }
    }

    /// The key's number; it gets the next one, from 0 on, if it has none.
    #[inline]
    pub(super) fn number(&mut self, key: Key) -> usize {
        let next = self.taken;
        self.insert(key, next);
        match self.taken == next {
            true => self.get(key).unwrap_or_default(),
            false => next,
        }
    }

    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.taken
    }

    #[inline]
    pub(super) fn get(&self, key: Key) -> Option<usize> {
        let (_, number) = self.slots[self.slot(key)?];
        number.checked_sub(1)
    }

    /// Changes every number.
    pub(super) fn renumber(&mut self, to: impl Fn(usize) -> usize) {
        for (_, number) in self.slots.iter_mut().filter(|(_, number)| *number > 0) {
            *number = to(*number - 1) + 1;
        }
    }

    /// Where the key stands or would stand; nowhere without room.
    #[inline]
    fn slot(&self, key: Key) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = key as usize & mask;
        loop {
            let (other, number) = self.slots[at];
            if other == key || number == 0 {
                return Some(at);
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::segmentation::segment;

    #[test]
    fn case_and_the_shape_of_the_apostrophe_are_folded_and_nothing_else() {
        let same = [
            ("The", "the"),
            ("O’Neill", "o'neill"),
            ("ÉTAT", "état"),
            ("COMMUNICATIONS", "communications"),
            ("[Zz@", "[zZ@"),
            ("Counterrevolutionaries", "counterrevolutionarieS"),
        ];
        for (one, other) in same {
            assert_eq!(of_word(one), of_word(other), "{one} {other}");
        }
        for (one, other) in [("a", "b"), ("{", "["), ("ab", "abc"), ("`a", "@a")] {
            assert_ne!(of_word(one), of_word(other), "{one} {other}");
        }
    }

    #[test]
    fn a_token_has_the_key_of_its_word() {
        let text = "He is Ann’s counterrevolutionary al-Masri, 3rd É. U.S. No. 1,000";
        let document = Document::from_text("", text);
        for token in segment(&document).tokens {
            let word = token.span.of(text);
            assert_eq!(of(text, &token), of_word(word), "{word}");
        }
    }

    #[test]
    fn a_map_holds_what_was_put_in() {
        let mut map = KeyMap::default();
        for most in [300, 40] {
            map.clear();
            assert_eq!(map.get(0), None);
            for key in 0..most {
                map.insert(key * 64, key as usize);
                map.insert(key * 64, 7);
                map.change(key * 64 + 1, 7);
            }
            assert!((0..most).all(|key| map.get(key * 64) == Some(key as usize)));
            assert_eq!(map.len(), most as usize);
            assert_eq!(map.get(63), None);
        }
        map.renumber(|number| number / 2);
        assert_eq!(map.get(64 * 39), Some(19));
        map.change(64 * 39, 20);
        assert_eq!(map.get(64 * 39), Some(20));
        assert_eq!(KeyMap::default().get(1), None);
    }
}
