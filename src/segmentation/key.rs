//! [`Key`]: the first letters and digits of a word as two integers, and their hash.
//!
//! Every stage that looks words up (tagging, scan, claims) does so by this
//! hash: the token has it, and it is computed once.

use crate::bytes::each;

/// Letters that a key holds; what a longer word has beyond is not in it.
pub(crate) const LONGEST: usize = 2 * HALF;
const HALF: usize = 8;

/// Up to sixteen ASCII letters and digits in lower case, zeros after them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key {
    low: u64,
    high: u64,
}

impl Key {
    /// How many letters and digits it holds.
    pub(crate) fn len(self) -> usize {
        let zeros = match self.high {
            0 => 8 + self.low.leading_zeros() / 8,
            high => high.leading_zeros() / 8,
        };
        LONGEST - zeros as usize
    }

    /// Of the word in small letters.
    #[inline]
    pub(crate) fn hash(self) -> u32 {
        (mix(self.low, self.high) >> 32) as u32
    }
}

/// Sets the bit by which ASCII's small letters differ from its capitals; Latin-1's too, in UTF-8.
pub(crate) const SMALL: u64 = u64::from_ne_bytes([0x20; HALF]);
const K0: u64 = 0x9E37_79B9_7F4A_7C15;
const K1: u64 = 0xD6E8_FEB8_6659_FD93;

/// The hash of sixteen bytes, of which those beyond the word are zeros; case is folded.
#[inline]
pub(crate) fn mix(low: u64, high: u64) -> u64 {
    // The zeros get the bit too: no letter, and the same for every word.
    fold((low | SMALL) ^ K0, (high | SMALL) ^ K1)
}

/// Multiplies to 128 bits and folds the halves: every bit of the input reaches every bit of the output.
#[inline]
pub(crate) fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

/// The key of a word that is all ASCII letters and digits, at most [`LONGEST`].
#[inline(always)] // Once a word: a call costs as much as the work.
pub(crate) fn plain(bytes: &[u8], start: usize, end: usize) -> Key {
    let sixteen = bytes.get(start..start + LONGEST);
    let Some(sixteen) = sixteen.and_then(<[u8]>::first_chunk) else {
        return near_end(bytes, start, end);
    };
    let sixteen = u128::from_le_bytes(*sixteen);
    let [low, high] = MASKS[(end - start).min(LONGEST)];
    Key {
        low: (sixteen as u64 | SMALL) & low,
        high: ((sixteen >> 64) as u64 | SMALL) & high,
    }
}

/// The same where less than [`LONGEST`] bytes are left.
#[cold]
#[inline(never)]
fn near_end(bytes: &[u8], start: usize, end: usize) -> Key {
    at(&bytes[..end], start).0
}

/// What [`of_token`] gives for a word that is all ASCII letters and digits, none of which follow it.
#[inline(always)] // As above.
pub(super) fn of_plain(bytes: &[u8], start: usize, end: usize) -> u32 {
    match end - start {
        ..=LONGEST => plain(bytes, start, end).hash(),
        _ => 0,
    }
}

/// By a word's length, its bytes among sixteen.
const MASKS: [[u64; 2]; LONGEST + 1] = {
    let mut masks = [[0; 2]; LONGEST + 1];
    let mut length = 0;
    while length < LONGEST {
        let [low, high] = masks[length];
        length += 1;
        masks[length] = match length <= HALF {
            true => [low << 8 | 0xFF, 0],
            false => [low, high << 8 | 0xFF],
        };
    }
    masks
};

/// The hash of the word at `start..end` if it is all ASCII letters and digits, of which
/// none follow it, and no longer than a key; else 0.
pub(super) fn of_token(bytes: &[u8], start: usize, end: usize) -> u32 {
    let (key, length) = at(bytes, start);
    let whole = length == end - start && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    if whole { key.hash() } else { 0 }
}

/// The key of what begins at byte `at`, and its length; empty if that is neither letter nor digit.
#[inline(always)] // As above.
pub(crate) fn at(bytes: &[u8], at: usize) -> (Key, usize) {
    let rest = bytes.get(at..).unwrap_or_default();
    if let Some((low, rest)) = rest.split_first_chunk::<HALF>()
        && let Some(high) = rest.first_chunk::<HALF>()
    {
        return of(*low, *high);
    }
    let mut window = [[0; HALF]; 2];
    window.as_flattened_mut()[..rest.len()].copy_from_slice(rest);
    of(window[0], window[1])
}

#[inline(always)]
fn of(low: [u8; HALF], high: [u8; HALF]) -> (Key, usize) {
    let (low, len) = head(u64::from_le_bytes(low));
    if len < HALF {
        return (Key { low, high: 0 }, len);
    }
    let (high, len) = head(u64::from_le_bytes(high));
    (Key { low, high }, HALF + len)
}

/// The letters and digits that `word` begins with, folded, and how many they are.
#[inline(always)]
fn head(word: u64) -> (u64, usize) {
    // The bit folds letters and is set in digits.
    let folded = word | SMALL;
    match outside(word) {
        0 => (folded, HALF),
        outside => {
            let bits = outside.trailing_zeros() & !7;
            (folded & ((1 << bits) - 1), bits as usize / 8)
        }
    }
}

/// The high bit of each byte that is no ASCII letter or digit, eight bytes at once.
#[inline(always)]
fn outside(word: u64) -> u64 {
    const HIGH: u64 = each(0x80);
    // Without their high bits no sum below carries into the next byte.
    let low = word & !HIGH;
    let folded = low | each(0x20);
    let letter = (folded + each(0x80 - b'a')) & !(folded + each(0x7F - b'z'));
    let digit = (low + each(0x80 - b'0')) & !(low + each(0x7F - b'9'));
    (!(letter | digit) | word) & HIGH
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Document;
    use crate::segmentation::{TokenKind, segment};

    proptest! {
        #[test]
        fn every_token_has_the_key_of_its_text(text in "([A-Za-z]{0,20}|[0-9]|[-’'.,_@é“” \n]){0,40}") {
            let document = Document::from_text("", text);
            let bytes = document.text.as_bytes();
            for token in segment(&document).tokens {
                let (start, end) = (token.span.start(), token.span.end());
                let wanted = match token.kind {
                    TokenKind::Punctuation | TokenKind::Mark => 0,
                    _ => of_token(bytes, start, end),
                };
                prop_assert_eq!(token.key, wanted, "{}", &document.text[start..end]);
            }
        }
    }

    #[test]
    fn every_byte_is_told_as_the_standard_library_does() {
        for byte in 0..=u8::MAX {
            for place in 0..LONGEST {
                let mut word = [b'a'; LONGEST];
                word[place] = byte;
                let (key, len) = at(&word, 0);
                let wanted = if byte.is_ascii_alphanumeric() {
                    LONGEST
                } else {
                    place
                };
                assert_eq!((len, key.len()), (wanted, wanted), "{byte} at {place}");
            }
        }
    }

    #[test]
    fn a_plain_word_has_the_same_key_either_way() {
        let text = b"a Counterrevolution 12 words1 Said Inextinguishable x";
        for start in 0..text.len() {
            let rest = &text[start..];
            let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric());
            let end = start + length.count();
            if end > start {
                let key = of_plain(text, start, end);
                assert_eq!(key, of_token(text, start, end), "{start}");
            }
        }
        assert_eq!(of_token(text, 0, 1), at(b"A", 0).0.hash());
        assert_eq!(of_token(text, 2, 19), 0);
        assert_eq!(of_token(text, 20, 21), 0);
        assert_ne!(of_token(text, 35, 51), 0);
    }

    #[test]
    fn case_is_folded_and_ends_are_safe() {
        assert_eq!(at(b"U2 said", 0), at(b"u2", 0));
        assert_eq!(at(b"said", 4).1, 0);
        assert_eq!(at(b"said", 9).1, 0);
        assert_ne!(at(b"said", 0), at(b"saids", 0));
        assert_eq!(at(b"Counterrevolutionary", 0), at(b"COUNTERREVOLUTIO", 0));
    }
}
