//! [`Places`]: a few tokens, each once, in the order in which they were found.

/// Places in the text, each once; no more than `N`.
///
/// What is added, and what there is already, cannot be guessed: no branch asks for it.
#[derive(Clone, Debug)]
pub(super) struct Places<const N: usize> {
    /// Behind those that are taken, [`UNTAKEN`].
    tokens: [u32; N],
    count: usize,
}

const UNTAKEN: u32 = u32::MAX;

impl<const N: usize> Places<N> {
    pub(super) fn of(first: usize) -> Self {
        let mut tokens = [UNTAKEN; N];
        tokens[0] = first as u32;
        Self { tokens, count: 1 }
    }

    /// Takes a token if it is apt and no such place is taken yet.
    #[inline(always)] // Many times a candidate.
    pub(super) fn add_if(&mut self, apt: bool, token: usize) {
        let token = token as u32;
        let same = |same, its: &u32| same | (*its == token);
        let adds = apt & !self.tokens.iter().fold(false, same);
        if let Some(next) = self.tokens.get_mut(self.count) {
            *next = if adds { token } else { UNTAKEN };
            self.count += usize::from(adds);
        }
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn get(&self, place: usize) -> usize {
        self.tokens[place] as usize
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.tokens[..self.count]
            .iter()
            .map(|token| *token as usize)
    }

    /// A bit for each of the places that are taken.
    pub(super) fn taken(&self) -> u32 {
        !(u32::MAX << self.count)
    }
}
