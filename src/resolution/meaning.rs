//! [`Meaning`]: what a source comes down to, and whom the pronouns before it mean.

use std::ops::Range;

use super::antecedent::Guess;

/// What a source means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Entity(usize),
    /// Several named together.
    Several(Vec<usize>),
    /// A noun phrase that nothing names.
    Phrase(Range<usize>),
    /// "I" and "we": whoever speaks or writes here.
    First {
        plural: bool,
    },
    /// A pronoun without an antecedent.
    Open(Range<usize>),
}

/// What a source says by itself.
#[derive(Clone, Debug)]
pub(super) enum Reading {
    Means(Meaning),
    /// Whom the pronoun at a token means.
    Pronoun(usize),
    /// Whom a description means.
    Description(Range<usize>),
    /// "his logic": whom the pronoun before it means, and else what it says.
    Owned(Range<usize>, Option<Meaning>),
}

/// Each pronoun and whom it means, in text order.
#[derive(Debug)]
pub(super) struct Antecedents(pub(super) Vec<(usize, Guess)>);

impl Antecedents {
    pub(super) fn push(&mut self, at: usize, guess: Guess) {
        self.0.push((at, guess));
    }

    pub(super) fn of(&self, at: usize) -> Option<Guess> {
        let found = self.0.binary_search_by_key(&at, |(pronoun, _)| *pronoun);
        found.ok().map(|found| self.0[found].1)
    }
}
