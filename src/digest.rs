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
        let id: [u8; 18] = std::array::from_fn(|at| match at {
            0 | 1 => prefix[at],
            _ => b"0123456789abcdef"[(value >> (68 - 4 * at)) as usize & 15],
        });
        // All are ASCII.
        std::str::from_utf8(&id).map_or_else(|_| SmolStr::default(), SmolStr::new)
    }

    fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }
}
