//! [`Offsets`]: byte offsets of one text as code points, the only such conversion in the crate.

use crate::span::Span;

/// Bytes between two remembered places.
const BLOCK: usize = 64;

/// Built by one pass over the text; each look-up then counts less than a block.
#[derive(Debug)]
pub(crate) struct Offsets<'t> {
    text: &'t [u8],
    /// Code points before each block; empty if the text is ASCII, where bytes are code points.
    before: Vec<u32>,
}

impl<'t> Offsets<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut before = Vec::new();
        if !bytes.is_ascii() {
            let mut count = 0;
            for block in bytes.chunks(BLOCK) {
                before.push(count);
                count += starts(block);
            }
            before.push(count);
        }
        Self {
            text: bytes,
            before,
        }
    }

    /// Code points before byte `at`; an offset past the end is the end's.
    pub(crate) fn at(&self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        let block = at / BLOCK;
        match self.before.get(block) {
            Some(before) => before + starts(&self.text[block * BLOCK..at]),
            // A document is at most 4 GiB long.
            None => at as u32,
        }
    }

    /// The whole text's length in code points.
    pub(crate) fn total(&self) -> u32 {
        self.at(self.text.len())
    }

    pub(crate) fn span(&self, span: Span) -> [u32; 2] {
        [self.at(span.start()), self.at(span.end())]
    }

    pub(crate) fn spans(&self, spans: &[Span]) -> Vec<[u32; 2]> {
        spans.iter().map(|span| self.span(*span)).collect()
    }
}

/// Bytes that begin a character.
fn starts(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .map(|byte| u32::from(byte & 0xC0 != 0x80))
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn counts_as_chars_does(text in "(\\PC|[“”é\n😀]){0,600}") {
            let offsets = Offsets::new(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.at(at) as usize, count);
            }
            prop_assert_eq!(offsets.total() as usize, text.chars().count());
        }
    }

    #[test]
    fn holds_at_the_ends_of_blocks() {
        for length in [0, BLOCK - 1, BLOCK, 2 * BLOCK] {
            let text = "é".repeat(length);
            assert_eq!(Offsets::new(&text).total() as usize, length);
            assert_eq!(Offsets::new(&text).at(usize::MAX) as usize, length);
            assert_eq!(Offsets::new(&"e".repeat(length)).total() as usize, length);
        }
    }
}
