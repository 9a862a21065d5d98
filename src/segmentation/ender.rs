//! [`Ender`]: a stop that may end a sentence.

use super::class::is_caseless_stop;
use super::lexicon::Ending;

/// A stop with everything that closes with it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ender {
    /// The last token.
    pub(super) last: usize,
    /// How many single dots; an ellipsis character counts as three.
    pub(super) dots: usize,
    /// ! or ? is among the stops.
    pub(super) strong: bool,
    pub(super) caseless: bool,
    /// A quotation mark or bracket closes after the stop.
    pub(super) closed: bool,
    pub(super) abbreviation: Option<Ending>,
}

impl Ender {
    pub(super) fn count(&mut self, sign: Option<char>) {
        match sign {
            Some('.') => self.dots += 1,
            Some('…') => self.dots += 3,
            Some(sign) => {
                self.strong = true;
                self.caseless |= is_caseless_stop(sign);
            }
            None => {}
        }
    }

    /// A single full stop that is no abbreviation's.
    pub(super) fn is_plain(self) -> bool {
        self.dots == 1 && !self.strong && self.abbreviation.is_none()
    }

    /// Three dots may stand within a sentence; a fourth is its end.
    pub(super) fn is_ellipsis(self) -> bool {
        self.dots == 3 && !self.strong
    }
}
