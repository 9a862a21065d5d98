//! What stands behind a word, and whether phrases that begin with it may go on there.

use crate::segmentation::key;
use crate::segmentation::{Token, TokenKind};

/// Which bytes, by five of their bits, stand at the second and the third place behind a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sieve {
    second: u32,
    third: u32,
}

impl Sieve {
    const ALL: Self = Self {
        second: u32::MAX,
        third: u32::MAX,
    };

    /// Those of one phrase; of less than three bytes, or with an apostrophe, which may be of either kind, all.
    pub(super) fn of(rest: &str) -> Self {
        match *rest.as_bytes() {
            [b'\'', ..] | [_, b'\'', ..] | [_, _, b'\'', ..] => Self::ALL,
            [_, second, third, ..] => Self {
                second: bit(second),
                third: bit(third),
            },
            _ => Self::ALL,
        }
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self {
            second: self.second | other.second,
            third: self.third | other.third,
        }
    }

    #[inline]
    pub(super) fn lets_pass(self, bytes: &[u8], at: usize) -> bool {
        match bytes.get(at..at + 3) {
            Some([_, second, third]) => {
                self.second & bit(*second) != 0 && self.third & bit(*third) != 0
            }
            // Near the text's end.
            _ => self.second != 0,
        }
    }
}

/// What may stand behind a word where phrases begin with it: this tells more of them apart than the sieve does.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Next {
    /// After a space: words, by six bits of their hashes.
    words: u64,
    /// Signs, by five of their bits.
    signs: u32,
    /// The word itself is a phrase, without and with a capital.
    itself: [bool; 2],
}

/// The bit of words without a key.
const KEYLESS: u64 = 1;
/// The bit of a sign after a space.
const SIGN: u64 = 2;

impl Next {
    /// Of one phrase, by what follows its first word; `cased` is all of it, if only those capitals are meant.
    pub(super) fn of(rest: &str, cased: Option<&str>) -> Self {
        let mut next = Self::default();
        match rest.as_bytes() {
            [] => {
                let is_raised = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase());
                next.itself = [!cased.is_some_and(is_raised), true];
            }
            [b' ', word @ ..] => {
                let (key, length) = key::at(word, 0);
                next.words = match length {
                    0 => u64::MAX,
                    _ => of_hash(key.hash()) | KEYLESS,
                };
            }
            // Either apostrophe.
            [b'\'', ..] => next.signs = bit(b'\'') | bit("’".as_bytes()[0]),
            [sign, ..] => next.signs = bit(*sign),
        }
        next
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self {
            words: self.words | other.words,
            signs: self.signs | other.signs,
            itself: [0, 1].map(|at| self.itself[at] | other.itself[at]),
        }
    }

    /// The word that is `token` may begin a phrase; `next` is the token after it.
    pub(super) fn may_follow(self, text: &str, token: &Token, next: Option<&Token>) -> bool {
        let after = text.as_bytes().get(token.span.end());
        let goes_on = after.is_some_and(|after| match after {
            b' ' => self.words & next.map_or(0, of_token) != 0,
            sign => self.signs & bit(*sign) != 0,
        });
        goes_on || self.itself[usize::from(token.capital)]
    }
}

/// The bit of a token after a space.
fn of_token(token: &Token) -> u64 {
    match token.kind {
        TokenKind::Mark | TokenKind::Punctuation => SIGN,
        _ => of_hash(token.key),
    }
}

fn of_hash(hash: u32) -> u64 {
    1 << (hash >> 26)
}

/// The same for a letter and its capital.
#[inline]
fn bit(byte: u8) -> u32 {
    1 << (byte & 31)
}
