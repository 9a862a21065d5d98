//! [`Asked`]: the words with a capital of which it matters whether the article has them small too.
//!
//! Most words of an article are small and none of these: a bit tells it without a look at the keys.

use crate::bytes::ones;
use crate::resolution::bits::{Bits, WIDTH};
use crate::resolution::key::{self, Key, KeyMap};
use crate::segmentation::Token;

/// The numbers of a word that the article has with a capital alone, and of one that it has small too.
const LARGE: usize = 0;
const SMALL: usize = 1;

/// Of so many bits one is set for each word; enough that in most articles few of other words are.
const SIEVE: usize = 1 << 12;

/// Its memory serves one article after the other.
#[derive(Debug, Default)]
pub(in crate::resolution) struct Asked {
    words: KeyMap,
    /// A bit by the key of the token: those that have none share one.
    sieve: Sieve,
}

/// Its bits; as many as there are, so that no place lies beyond.
#[derive(Debug)]
struct Sieve([u64; SIEVE / WIDTH]);

impl Default for Sieve {
    fn default() -> Self {
        Self([0; SIEVE / WIDTH])
    }
}

impl Sieve {
    #[inline]
    fn get(&self, token: &Token) -> u64 {
        let place = token.key as usize % SIEVE;
        self.0[place / WIDTH] >> (place % WIDTH) & 1
    }

    #[inline]
    fn set(&mut self, token: &Token) {
        let place = token.key as usize % SIEVE;
        self.0[place / WIDTH] |= 1 << (place % WIDTH);
    }
}

impl Asked {
    /// None is asked about.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.sieve = Sieve::default();
    }

    /// The word of the token may be asked about.
    pub(in crate::resolution) fn ask(&mut self, text: &str, token: &Token) {
        self.words.insert(key::of(text, token), LARGE);
        self.sieve.set(token);
    }

    /// Notes which of them are among the `small` words.
    pub(super) fn tell(&mut self, text: &str, tokens: &[Token], small: &Bits) {
        for (number, tokens) in tokens.chunks(WIDTH).enumerate() {
            // No branches: which word is which cannot be guessed.
            let mut perhaps = 0;
            for bit in ones(small.word(number)) {
                perhaps |= self.sieve.get(&tokens[bit]) << bit;
            }
            for bit in ones(perhaps) {
                self.words.change(key::of(text, &tokens[bit]), SMALL);
            }
        }
    }

    /// It is asked about, and the article has it small.
    pub(super) fn is_small(&self, word: Key) -> bool {
        self.words.get(word) == Some(SMALL)
    }
}
