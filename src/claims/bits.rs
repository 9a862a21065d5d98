//! [`Bits`]: which hashes a table may hold.

/// One bit for each of many hashes: what has none is not there.
#[derive(Clone, Debug)]
pub(super) struct Bits(Box<[u64; Bits::WORDS]>);

impl Bits {
    const WORDS: usize = 512;

    pub(super) fn new() -> Self {
        Self(Box::new([0; Self::WORDS]))
    }

    /// The hash's upper bits: the lower choose its slot.
    #[inline]
    fn place(hash: u32) -> (usize, u32) {
        ((hash >> 23) as usize % Self::WORDS, (hash >> 17) % 64)
    }

    pub(super) fn add(&mut self, hash: u32) {
        let (word, bit) = Self::place(hash);
        self.0[word] |= 1 << bit;
    }

    #[inline]
    pub(super) fn may_hold(&self, hash: u32) -> bool {
        let (word, bit) = Self::place(hash);
        self.0[word] >> bit & 1 == 1
    }
}
