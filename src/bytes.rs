//! Bytes looked at many at a time, without a branch for each of them.

/// Bytes that are looked at together: a bit for each fits a number.
pub(crate) const BLOCK: usize = 64;

/// Eight times the same byte.
#[inline(always)]
pub(crate) const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// A bit for each byte of a block of which something holds, the first one lowest.
#[inline(always)]
pub(crate) fn bits(block: &[u8; BLOCK], holds: impl Fn(u8) -> bool) -> u64 {
    // Byte by byte, which the compiler makes a few comparisons of many bytes.
    let mut held = [0; BLOCK];
    for (held, byte) in held.iter_mut().zip(block) {
        *held = u8::from(holds(*byte));
    }
    let (eights, _) = held.as_chunks::<8>();
    eights.iter().rev().fold(0, |bits, eight| {
        bits << 8 | u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56
    })
}

/// The same for a block or less; zeros fill it up.
#[inline(always)]
pub(crate) fn some_bits(bytes: &[u8], holds: impl Fn(u8) -> bool) -> u64 {
    let mut filled = [0; BLOCK];
    let block = bytes.try_into().unwrap_or_else(|_| {
        filled[..bytes.len()].copy_from_slice(bytes);
        &filled
    });
    bits(block, holds)
}

/// The places of the bits that are set, the lowest first.
#[inline]
pub(crate) fn ones(bits: u64) -> impl Iterator<Item = usize> {
    let left = |bits: u64| (bits != 0).then_some(bits);
    let rest = std::iter::successors(left(bits), move |bits| left(bits & (bits - 1)));
    rest.map(|bits| bits.trailing_zeros() as usize)
}

/// An ASCII letter or digit.
#[inline(always)]
pub(crate) fn is_letter_or_digit(byte: u8) -> bool {
    // Without a branch between the three, as `u8::is_ascii_alphanumeric` is not where many are compared.
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_its_bit() {
        for byte in 0..=u8::MAX {
            for place in 0..BLOCK {
                let mut block = [b'x'; BLOCK];
                block[place] = byte;
                let wanted = if byte == b'x' { 0 } else { 1 << place };
                assert_eq!(bits(&block, |byte| byte != b'x'), wanted);
                assert_eq!(is_letter_or_digit(byte), byte.is_ascii_alphanumeric());
            }
        }
    }

    #[test]
    fn zeros_fill_a_block_up() {
        for length in 0..=BLOCK {
            let zeros = some_bits(&[b'x'; BLOCK][..length], |byte| byte == 0);
            assert_eq!(zeros.count_ones() as usize, BLOCK - length);
        }
    }

    #[test]
    fn ones_are_told_in_order() {
        assert_eq!(ones(0).count(), 0);
        assert_eq!(ones(1 << 63 | 0b101).collect::<Vec<_>>(), [0, 2, 63]);
    }
}
