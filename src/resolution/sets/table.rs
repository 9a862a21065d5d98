//! [`Words`]: all words of the files, and what those say of each.

use std::collections::HashMap;

use super::{Entry, WORDS};
use crate::resolution::key::{self, Key, KeyMap};
use crate::segmentation::{Token, TokenKind};
use crate::vocabulary::{UNKNOWN, Vocabulary};

/// Found by keys and by the numbers of the vocabulary.
#[derive(Debug)]
pub(in crate::resolution) struct Words {
    /// A bit for the lowest [`BITS`] of a key: most words are told apart by it.
    sieve: [u64; 1 << (BITS - 6)],
    places: KeyMap,
    /// By number in the crate's vocabulary, the place of a word's entry; 0: the files say nothing of it.
    numbered: Vec<u16>,
    entries: Vec<Entry>,
}

const BITS: u32 = 12;

impl Words {
    /// Read at the first article.
    pub(in crate::resolution) fn shared() -> &'static Self {
        &WORDS
    }

    pub(super) fn of(words: HashMap<Key, Entry>) -> Self {
        let vocabulary = Vocabulary::shared();
        let mut all = Self {
            sieve: [0; 1 << (BITS - 6)],
            places: KeyMap::default(),
            numbered: vec![0; vocabulary.len()],
            entries: vec![Entry::default()],
        };
        for (key, entry) in words {
            let (word, bit) = sieve(key);
            all.sieve[word] |= bit;
            all.places.insert(key, all.entries.len());
            if let Some(plain) = key::plain(key) {
                let number = vocabulary.number(plain);
                all.numbered[usize::from(number)] = all.entries.len() as u16;
            }
            all.entries.push(entry);
        }
        all
    }

    /// What the files say of the word; nothing of most.
    #[inline]
    pub(super) fn of_key(&self, word: Key) -> &Entry {
        let (at, bit) = sieve(word);
        let place = match self.sieve[at] & bit {
            0 => 0,
            _ => self.places.get(word).unwrap_or_default(),
        };
        &self.entries[place]
    }

    /// What they say of a token; nothing of signs, which none of them has, and nothing of none.
    #[inline]
    pub(in crate::resolution) fn of_token(&self, text: &str, token: Option<&Token>) -> &Entry {
        let number = match token {
            // A sign has the number of an unknown word.
            Some(token) if (token.key == 0) & (token.kind == TokenKind::Word) => {
                return self.of_keyless(text, token);
            }
            Some(token) => token.word,
            None => UNKNOWN,
        };
        let place = self.numbered.get(usize::from(number));
        &self.entries[usize::from(place.copied().unwrap_or_default())]
    }

    #[inline(never)] // Of few words, so that the others need no call.
    fn of_keyless(&self, text: &str, token: &Token) -> &Entry {
        self.of_key(key::of(text, token))
    }
}

#[inline]
fn sieve(key: Key) -> (usize, u64) {
    let low = key as usize & ((1 << BITS) - 1);
    (low >> 6, 1 << (low & 63))
}
