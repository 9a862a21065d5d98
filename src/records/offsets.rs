//! [`Offsets`]: byte offsets of one text as code points, the only such conversion in the crate.

use super::article::Parts;
use crate::span::Span;

/// Bytes between two remembered places: a bit for each fits a number.
const BLOCK: usize = 64;

/// Built by one pass over the text.
#[derive(Debug)]
pub(crate) struct Offsets<'t> {
    text: &'t [u8],
    /// Empty if the text is ASCII, where bytes are code points.
    blocks: Vec<Block>,
}

#[derive(Clone, Copy, Debug)]
struct Block {
    /// Code points before it.
    before: u32,
    /// A bit for each of its bytes that begins a character, the first one lowest.
    starts: u64,
}

impl<'t> Offsets<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let text = text.as_bytes();
        let mut blocks = Vec::new();
        if !text.is_ascii() {
            blocks.reserve_exact(text.len() / BLOCK + 1);
            let mut before = 0;
            for start in (0..=text.len()).step_by(BLOCK) {
                let starts = starts(&text[start..text.len().min(start + BLOCK)]);
                blocks.push(Block { before, starts });
                before += starts.count_ones();
            }
        }
        Self { text, blocks }
    }

    /// Code points before byte `at`; an offset past the end is the end's.
    pub(crate) fn at(&self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        match self.blocks.get(at / BLOCK) {
            Some(block) => {
                let within = at % BLOCK;
                let below = (1 << within) - 1;
                // Most blocks are ASCII up to there; without an instruction for it, counting takes longer.
                match !block.starts & below {
                    0 => block.before + within as u32,
                    _ => block.before + (block.starts & below).count_ones(),
                }
            }
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

    pub(crate) fn spans(&self, spans: &[Span]) -> Parts {
        let mut parts = Parts::new();
        spans.iter().for_each(|span| parts.push(self.span(*span)));
        parts
    }
}

/// The bytes of one block that begin a character.
fn starts(block: &[u8]) -> u64 {
    if let Ok(whole) = block.try_into() {
        return starts_of(whole);
    }
    let mut padded = [0x80; BLOCK];
    padded[..block.len()].copy_from_slice(block);
    starts_of(&padded)
}

#[inline]
fn starts_of(block: &[u8; BLOCK]) -> u64 {
    if block.is_ascii() {
        return u64::MAX;
    }
    let (eights, _) = block.as_chunks::<8>();
    eights.iter().rev().fold(0, |starts, eight| {
        let word = u64::from_le_bytes(*eight);
        // The high bit of each byte that is not 10xxxxxx; then all eight of them side by side.
        let high = (!word | word << 1) & 0x8080_8080_8080_8080;
        starts << 8 | (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    })
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
