//! [`Digest`]: a hash that is the same in every run, on every platform.

use smol_str::SmolStr;

/// FNV-1a over the parts, finished by a mix: stable over releases and platforms,
/// which the standard library's hashers do not promise.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Digest(u64);

impl Digest {
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) fn bytes(mut self, bytes: &[u8]) -> Self {
        for byte in bytes {
            self = self.byte(*byte);
        }
        self
    }

    pub(crate) fn text(self, text: &str) -> Self {
        // A byte that no UTF-8 text holds, so that "ab","c" and "a","bc" differ.
        self.bytes(text.as_bytes()).byte(0xFF)
    }

    pub(crate) fn spans(mut self, spans: &[[u32; 2]]) -> Self {
        for end in spans.iter().flatten() {
            for byte in end.to_le_bytes() {
                self = self.byte(byte);
            }
        }
        self
    }

    pub(crate) fn value(self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    }

    /// The prefix and sixteen digits.
    pub(crate) fn id(self, prefix: [u8; 2]) -> SmolStr {
        let value = self.value();
        let mut id = [0; 18];
        id[..2].copy_from_slice(&prefix);
        id[2..10].copy_from_slice(&digits((value >> 32) as u32));
        id[10..].copy_from_slice(&digits(value as u32));
        // All are ASCII.
        std::str::from_utf8(&id).map_or_else(|_| SmolStr::default(), SmolStr::new)
    }

    fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }
}

/// Eight digits of base 16: the number's fours of bits each in a byte, the highest first, and then all as ASCII.
fn digits(number: u32) -> [u8; 8] {
    let mut fours = u64::from(number);
    fours = (fours | fours << 16) & 0x0000_FFFF_0000_FFFF;
    fours = (fours | fours << 8) & 0x00FF_00FF_00FF_00FF;
    fours = (fours | fours << 4) & 0x0F0F_0F0F_0F0F_0F0F;
    let letters = (fours + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101;
    let ascii = fours + 0x3030_3030_3030_3030 + letters * u64::from(b'a' - b'9' - 1);
    ascii.to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_its_prefix_and_sixteen_digits() {
        for text in ["", "a", "b", "news/row"] {
            let digest = Digest::new().text(text);
            let wanted = format!("q_{:016x}", digest.value());
            assert_eq!(digest.id(*b"q_"), wanted);
        }
    }
}
