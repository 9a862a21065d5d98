//! [`Small`]: which words the article also writes without a capital.
//!
//! A word that opens a sentence has a capital whether it is a name or not. Only the words that
//! are asked about are noted first, and then the article is gone through once.

use super::key::{self, Key, KeyMap};
use super::view::CLOSED;
use crate::scan::Word;
use crate::segmentation::{Token, TokenKind};

/// Whether a word was asked about, by the lowest ten bits of its token's key, which all forms of
/// a word have in common.
#[derive(Debug)]
pub(super) struct Asked([bool; ROOM]);

const ROOM: usize = 1 << 10;

impl Asked {
    pub(super) fn nothing() -> Self {
        Self([false; ROOM])
    }

    pub(super) fn note(&mut self, token: &Token) {
        self.0[token.key as usize % ROOM] = true;
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
    pub(super) fn nothing() -> Self {
        Self {
            asked: Asked::nothing(),
            words: KeyMap::default(),
        }
    }

    pub(super) fn collect(asked: Asked, text: &str, tokens: &[Token], words: &[Word]) -> Self {
        let mut keys: Vec<Key> = Vec::with_capacity(64);
        for (at, token) in tokens.iter().enumerate() {
            if asked.has(token) && words.get(at).is_some_and(|word| is_small(token, *word)) {
                keys.push(key::of(text, token));
            }
        }
        let mut words = KeyMap::with_room(keys.len());
        for key in keys {
            words.insert(key, 0);
        }
        Self { asked, words }
    }

    /// Whether the article has the token's word small; unknown if that was not asked.
    pub(super) fn has(&self, text: &str, token: &Token) -> Option<bool> {
        let is_known = self.asked.has(token);
        is_known.then(|| self.words.contains(key::of(text, token)))
    }
}

/// A word without a capital that may be one with it elsewhere.
#[inline]
pub(super) fn is_small(token: &Token, word: Word) -> bool {
    token.kind == TokenKind::Word && !token.capital && !word.is(CLOSED)
}
