//! [`Small`]: which words the article also writes without a capital.
//!
//! A word that opens a sentence has a capital whether it is a name or not. Only the words that
//! are asked about are noted first, and then the article is gone through once; those without a
//! key are few, and listed.

use super::bits::Bits;
use crate::segmentation::Token;

/// The words that are asked about, by the lowest bits of their tokens' keys, which all forms of a
/// word have in common, and whether the article has them small.
#[derive(Debug, Default)]
pub(super) struct Small {
    /// None where no word is asked about: 0, which is the key of none.
    keys: Vec<u32>,
    /// Where in `keys` some word was asked about.
    asked: Vec<usize>,
    found: [u64; ROOM / 64],
    /// The words without a capital that have no key.
    pub(super) keyless: Vec<u32>,
}

const ROOM: usize = 1 << 10;

fn place(token: &Token) -> usize {
    token.key as usize % ROOM
}

impl Small {
    /// No word is asked about, but words may be.
    pub(super) fn clear(&mut self) {
        for place in self.asked.drain(..) {
            self.keys[place] = 0;
        }
        self.keys.resize(ROOM, 0);
        self.keyless.clear();
        self.found = [0; ROOM / 64];
    }

    /// Asks about the word: if another was at its place, that one is asked about no more.
    #[inline]
    pub(super) fn ask(&mut self, token: &Token) {
        if let Some(key) = self.keys.get_mut(place(token))
            && token.key != 0
        {
            *key = token.key;
            self.asked.push(place(token));
        }
    }

    /// Looks for the words; `small` has those without a capital that may be one with it elsewhere.
    pub(super) fn find(&mut self, tokens: &[Token], small: &Bits) {
        small.each(|at| {
            if let Some(token) = tokens.get(at) {
                if token.key == 0 {
                    self.keyless.push(at as u32);
                }
                let place = place(token);
                let is_asked = self.keys.get(place) == Some(&token.key);
                self.found[place / 64] |= u64::from(is_asked) << (place % 64);
            }
        });
    }

    /// Whether the article has the token's word small; unknown if that was not asked.
    pub(super) fn has(&self, token: &Token) -> Option<bool> {
        let place = place(token);
        let is_asked = token.key != 0 && self.keys.get(place) == Some(&token.key);
        is_asked.then_some(self.found[place / 64] >> (place % 64) & 1 != 0)
    }
}
