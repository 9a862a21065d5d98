//! [`Small`]: which words the article also writes without a capital.
//!
//! A word that opens a sentence has a capital whether it is a name or not. Only the words that
//! are asked about are noted first, and then the article is gone through once.

use super::key::{Key, KeyMap};
use super::view::CLOSED;
use crate::scan::Word;
use crate::segmentation::{Token, TokenKind};

/// Whether a word was asked about, by the lowest bits of its token's key, which all forms of a
/// word have in common.
#[derive(Debug)]
pub(super) struct Asked([bool; ROOM]);

const ROOM: usize = 1 << 11;

impl Asked {
    pub(super) fn nothing() -> Self {
        Self([false; ROOM])
    }

    /// Words without a key are few: they are looked for one by one.
    pub(super) fn note(&mut self, token: &Token) {
        self.0[token.key as usize % ROOM] |= token.key != 0;
    }

    #[inline]
    fn has(&self, token: &Token) -> bool {
        self.0[token.key as usize % ROOM]
    }
}

/// The words that were asked about and perhaps some more, as far as the article has them small.
#[derive(Debug)]
pub(super) struct Small {
    asked: Asked,
    words: KeyMap,
}

impl Small {
    pub(super) fn collect(asked: Asked, tokens: &[Token], words: &[Word]) -> Self {
        let mut keys: Vec<u32> = Vec::with_capacity(64);
        for (at, token) in tokens.iter().enumerate() {
            if asked.has(token) && words.get(at).is_some_and(|word| is_small(token, *word)) {
                keys.push(token.key);
            }
        }
        let mut words = KeyMap::with_room(keys.len());
        for key in keys {
            words.insert(Key::from(key), 0);
        }
        Self { asked, words }
    }

    /// Whether the article has the token's word small; unknown if that was not asked.
    pub(super) fn has(&self, token: &Token) -> Option<bool> {
        let is_known = self.asked.has(token) && token.key != 0;
        is_known.then(|| self.words.contains(Key::from(token.key)))
    }
}

/// A word without a capital that may be one with it elsewhere.
#[inline]
pub(super) fn is_small(token: &Token, word: Word) -> bool {
    (token.kind == TokenKind::Word) & !token.capital & !word.is(CLOSED)
}
