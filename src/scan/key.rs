//! [`Key`]: the first letters and digits of a word as two integers.

/// Letters that a key holds; what a longer word has beyond is not in it.
pub(crate) const LONGEST: usize = 2 * HALF;
const HALF: usize = 8;

/// Up to sixteen ASCII letters and digits in lower case, zeros after them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

    pub(crate) fn hash(self) -> usize {
        let mixed = (self.low ^ self.high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed ^ (mixed >> 32)) as usize
    }
}

/// The key of what begins at byte `at`, and its length; empty if that is neither letter nor digit.
#[inline(always)] // Once a word: a call costs as much as the work.
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
    let folded = word | u64::from_ne_bytes([0x20; HALF]);
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
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
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
    use super::*;

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
    fn case_is_folded_and_ends_are_safe() {
        assert_eq!(at(b"U2 said", 0), at(b"u2", 0));
        assert_eq!(at(b"said", 4).1, 0);
        assert_eq!(at(b"said", 9).1, 0);
        assert_ne!(at(b"said", 0), at(b"saids", 0));
        assert_eq!(at(b"Counterrevolutionary", 0), at(b"COUNTERREVOLUTIO", 0));
    }
}
