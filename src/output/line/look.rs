//! What a text holds that needs quotes, many bytes at once.

/// Whether the delimiter stands in a text, and whether a quote or a line break does.
pub(super) fn held(text: &[u8], delimiter: u8) -> (bool, bool) {
    let (blocks, rest) = text.as_chunks();
    let blocks = blocks
        .iter()
        .fold(0, |held, block| held | in_block(block, delimiter));
    let rest = match text.last_chunk() {
        _ if rest.is_empty() => 0,
        // The end of a long text overlaps the block before.
        Some(last) => in_block(last, delimiter),
        None => {
            let mut last = [0; BLOCK];
            last[..rest.len()].copy_from_slice(rest);
            in_block(&last, delimiter)
        }
    };
    let held = blocks | rest;
    (held & 1 != 0, held & 2 != 0)
}

/// 1 if the delimiter stands in it, and 2 if a quote or a line break does.
#[inline(always)]
fn in_block(block: &[u8; BLOCK], delimiter: u8) -> u8 {
    // Byte by byte and without branches, which the compiler makes comparisons of many bytes.
    let mut held = [0; BLOCK];
    for (held, byte) in held.iter_mut().zip(block) {
        let is = |wanted: u8| u8::from(*byte == wanted);
        *held = is(delimiter) | ((is(b'"') | is(b'\n') | is(b'\r')) << 1);
    }
    held.iter().fold(0, |all, held| all | held)
}

/// Bytes that are looked at together.
const BLOCK: usize = 64;
