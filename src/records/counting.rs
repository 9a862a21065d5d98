//! How many words stretches of text have, counted by blocks of bytes without cutting a word out.

use crate::bytes::{BLOCK, bits, is_letter_or_digit};
use crate::span::Span;

/// How many words the spans hold: stretches without white space that have a letter or a digit.
pub(crate) fn count_words(text: &str, spans: &[Span]) -> u32 {
    spans.iter().map(|span| count_in(span.of(text))).sum()
}

fn count_in(text: &str) -> u32 {
    // Whether the word in hand has been counted, from the block before: 0 or 1.
    let (mut count, mut counted) = (0, 0);
    for (number, block) in text.as_bytes().chunks(BLOCK).enumerate() {
        let (letters, spaces) = match block.try_into() {
            Ok(whole) => kinds(whole, text, number * BLOCK),
            Err(_) => {
                let mut padded = [0; BLOCK];
                padded[..block.len()].copy_from_slice(block);
                kinds(&padded, text, number * BLOCK)
            }
        };
        // A letter makes a carry that runs on to the next space, as in a sum: where one comes
        // in, the word has been counted.
        let (sum, over) = (!spaces).overflowing_add(letters);
        let (sum, over_again) = sum.overflowing_add(counted);
        let counted_before = sum ^ !spaces ^ letters;
        count += (letters & !counted_before).count_ones();
        counted = u64::from(over | over_again);
    }
    count
}

/// A bit for each byte of a block that is, or begins, a letter or a digit, and for each that is
/// white space, the first byte lowest. The block begins at byte `start` of the text.
fn kinds(block: &[u8; BLOCK], text: &str, start: usize) -> (u64, u64) {
    let mut letters = bits(block, is_letter_or_digit);
    let mut spaces = bits(block, |byte| byte == b' ' || byte.wrapping_sub(b'\t') < 5);
    if !block.is_ascii() {
        let mut beyond = bits(block, |byte| byte >= 0xC0);
        while beyond != 0 {
            let at = beyond.trailing_zeros();
            beyond &= beyond - 1;
            let rest = text.get(start + at as usize..).unwrap_or_default();
            // Dashes, curly marks, dots: most that is beyond ASCII is neither.
            if let [0xE2, 0x80, 0x90..=0xA7, ..] = rest.as_bytes() {
                continue;
            }
            let found = rest.chars().next();
            letters |= u64::from(found.is_some_and(char::is_alphanumeric)) << at;
            spaces |= u64::from(found.is_some_and(char::is_whitespace)) << at;
        }
    }
    (letters, spaces)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counts_words_the_same_in_any_script() {
        for (text, words) in [
            ("", 0),
            (" - ", 0),
            ("a\u{b}b-c d.", 3),
            ("“a - b”\u{a0}c", 3),
        ] {
            assert_eq!(
                count_words(text, &[Span::new(0, text.len())]),
                words,
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn counts_stretches_that_have_a_letter_or_a_digit(text in "([a-z0-9]|[ \n\u{a0}]|[é“’.-]|\\PC){0,200}") {
            let has_letter = |word: &&str| word.contains(char::is_alphanumeric);
            let wanted = text.split_whitespace().filter(has_letter).count();
            prop_assert_eq!(count_in(&text) as usize, wanted);
        }
    }
}
