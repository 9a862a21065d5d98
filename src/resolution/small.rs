//! [`Small`]: which words the article also writes without a capital.
//!
//! A word that opens a sentence has a capital whether it is a name or not. Only the words that
//! are asked about are noted first, and then the article is gone through once.

use super::bits::Bits;
use crate::segmentation::Token;

/// The words that are asked about, by the lowest bits of their tokens' keys, which all forms of a
/// word have in common, and whether the article has them small.
#[derive(Debug)]
pub(super) struct Small {
    keys: [u32; ROOM],
    found: [bool; ROOM],
}

const ROOM: usize = 1 << 11;

impl Small {
    pub(super) fn nothing() -> Self {
        Self {
            // The key of no word that may stand first.
            keys: [u32::MAX; ROOM],
            found: [false; ROOM],
        }
    }

    /// Asks about the word if `asks`: if another was at its place, that one is asked about no more.
    #[inline]
    pub(super) fn ask(&mut self, token: &Token, asks: bool) {
        let key = &mut self.keys[token.key as usize % ROOM];
        // Not a branch: whether a word is asked about cannot be guessed.
        *key = if asks & (token.key != 0) {
            token.key
        } else {
            *key
        };
    }

    /// Looks for the words; `small` has those without a capital that may be one with it elsewhere.
    pub(super) fn find(&mut self, tokens: &[Token], small: &Bits) {
        small.each(|at| {
            if let Some(token) = tokens.get(at) {
                let place = token.key as usize % ROOM;
                self.found[place] |= self.keys[place] == token.key;
            }
        });
    }

    /// Whether the article has the token's word small; unknown if that was not asked.
    pub(super) fn has(&self, token: &Token) -> Option<bool> {
        let place = token.key as usize % ROOM;
        (self.keys[place] == token.key).then_some(self.found[place])
    }
}
