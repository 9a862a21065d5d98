//! What a byte or a character is to the tokenizer: the tables and sets that
//! every other part asks. No rule about words or sentences is made here.

use crate::bytes::{BLOCK, is_letter_or_digit, some_bits};

/// The class of a byte, from [`class`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Lower,
    Upper,
    Digit,
    /// `"`, `'` and the grave accent.
    Quote,
    /// `.`, `!` and `?`.
    Stop,
    /// `@` and `#`.
    Sigil,
    /// The first byte of a character beyond ASCII.
    High,
    /// Any other character of ASCII.
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            // The separators 0x1C to 0x1F count as white space nowhere else, so not here.
            b' ' | 0x09..=0x0D => Class::Space,
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            b'"' | b'\'' | b'`' => Class::Quote,
            b'.' | b'!' | b'?' => Class::Stop,
            b'@' | b'#' => Class::Sigil,
            0x80.. => Class::High,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

#[inline]
pub(super) fn class(byte: u8) -> Class {
    CLASSES[usize::from(byte)]
}

/// Whether a word surely ends before the byte: any of ASCII but those that [`super::word`] asks about.
#[inline]
pub(super) fn parts_words(byte: u8) -> bool {
    const PARTING: [bool; 256] = {
        let mut parting = [false; 256];
        let mut byte = 0;
        while byte < 128 {
            let asked = matches!(byte, b'.' | b'\'' | b'-' | b'&' | b'_' | b'@' | b':');
            parting[byte as usize] = !asked && !byte.is_ascii_alphanumeric();
            byte += 1;
        }
        parting
    };
    PARTING[usize::from(byte)]
}

/// Where a text has bytes of some kind, a bit each.
///
/// Told beforehand for all bytes alike, so that finding a word's end neither
/// waits for the word before it nor makes the processor guess its length.
#[derive(Debug, Default)]
pub(super) struct Places {
    blocks: Vec<u64>,
}

impl Places {
    /// Of the bytes that are no ASCII letter or digit.
    pub(super) fn outer(bytes: &[u8]) -> Self {
        Self::of(bytes, |byte| !is_letter_or_digit(byte))
    }

    /// Of all that are not [`is_calm`].
    pub(super) fn loud(bytes: &[u8]) -> Self {
        Self::of(bytes, |byte| !is_calm(byte))
    }

    #[inline(always)]
    fn of(bytes: &[u8], holds: impl Fn(u8) -> bool) -> Self {
        let mut blocks = Vec::with_capacity(bytes.len() / BLOCK + 2);
        let chunks = bytes.chunks(BLOCK);
        blocks.extend(chunks.map(|chunk| some_bits(chunk, &holds)));
        // What follows the text counts as such.
        blocks.push(u64::MAX);
        Self { blocks }
    }

    /// The first of them from `at` on, which is within the text or its end.
    #[inline]
    pub(super) fn next(&self, at: usize) -> usize {
        let mut index = at / BLOCK;
        let here = self.blocks[index] >> (at % BLOCK);
        if here != 0 {
            return at + here.trailing_zeros() as usize;
        }
        loop {
            index += 1;
            if self.blocks[index] != 0 {
                return index * BLOCK + self.blocks[index].trailing_zeros() as usize;
            }
        }
    }
}

/// What cannot tell where a sentence ends: ASCII's letters, digits, spaces, commas and hyphens.
#[inline(always)]
pub(super) fn is_calm(byte: u8) -> bool {
    is_letter_or_digit(byte) | (byte == b' ') | (byte.wrapping_sub(b',') < 2)
}

/// White space, and the zero-width characters that stand for nothing.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{FEFF}')
}

/// As the standard library has it, with the curly marks and dashes of news told at once.
#[inline]
pub(super) fn is_alphanumeric(character: char) -> bool {
    match character {
        '\0'..='\x7F' => character.is_ascii_alphanumeric(),
        '\u{80}'..='\u{A9}' | '\u{2000}'..='\u{206F}' => false,
        _ => character.is_alphanumeric(),
    }
}

/// Quotation marks beyond ASCII, whichever way they turn.
pub(super) fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{2018}'..='\u{201F}'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'..='』'
            | '〝'..='〟'
            | '＂'
            | '＇'
    )
}

/// Marks that can only open in English print. „ and “ close in German, so a
/// mark's place decides before this does.
pub(super) fn is_opening_mark(character: char) -> bool {
    matches!(
        character,
        '“' | '‘' | '„' | '‚' | '‟' | '‛' | '«' | '‹' | '「' | '『' | '〝'
    )
}

pub(super) fn is_closing_mark(character: char) -> bool {
    matches!(character, '”' | '’' | '»' | '›' | '」' | '』' | '〞' | '〟')
}

/// Characters beyond ASCII that end a sentence (a part of Unicode's `Sentence_Terminal`).
pub(super) fn is_stop(character: char) -> bool {
    matches!(character, '…' | '‼' | '⁇' | '⁈' | '⁉') || is_caseless_stop(character)
}

/// Stops of scripts without capitals, where white space need not follow.
pub(super) fn is_caseless_stop(character: char) -> bool {
    matches!(
        character,
        '。' | '！'
            | '？'
            | '．'
            | '｡'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '၊'
            | '။'
            | '។'
            | '៕'
    )
}

/// Letters of scripts without spaces, which Unicode's own word bounds cut: kana and Han.
pub(super) fn is_eastern(character: char) -> bool {
    matches!(
        character,
        '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}'
    )
}

/// Hyphens that join a word; dashes part words and are not here.
pub(super) fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

/// ’ and its ASCII stand-in, which may also be marks.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

/// Characters that begin a list item.
pub(super) fn is_bullet(character: char) -> bool {
    matches!(
        character,
        '•' | '⁃' | '‣' | '◦' | '▪' | '●' | '·' | '∙' | '■'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bytes_are_told_apart_as_one_is() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut eight = [b'x'; 8];
                eight[place] = byte;
                let end = if byte.is_ascii_alphanumeric() {
                    8
                } else {
                    place
                };
                assert_eq!(Places::outer(&eight).next(0), end, "{byte:#x} at {place}");
            }
        }
    }

    #[test]
    fn words_end_across_blocks() {
        for before in 0..130 {
            for length in [1, 5, 63, 64, 65, 200] {
                let text = [" ".repeat(before), "x".repeat(length), " y".to_owned()].concat();
                assert_eq!(Places::outer(text.as_bytes()).next(before), before + length);
                let text = text.trim_end_matches(" y");
                assert_eq!(Places::outer(text.as_bytes()).next(before), before + length);
            }
        }
    }
}
