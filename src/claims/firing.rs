//! [`Firing`]: which rules a sentence fires, as bits: a rule has one in each row of its conditions.
//!
//! The rows: one for each trigger set, then what blocks, then what the article must be about. A
//! row is one word of 64 bits or, with more rules, several.

use super::rule::{Concerns, RuleSet};
use super::trigger::Use;

/// The conditions of all rules.
#[derive(Debug)]
pub(crate) struct Firing {
    /// Words of a row.
    width: usize,
    /// Trigger sets of the rule that has most.
    sets: usize,
    /// By set: the rules that have fewer, but have some.
    fewer: Vec<u64>,
    /// The rules that need nothing of the article.
    free: Vec<u64>,
    /// The rules that only speak of another claim beside theirs.
    beside: Vec<u64>,
}

/// What one sentence, and the article up to it, has met.
#[derive(Debug)]
pub(crate) struct Met {
    rows: Vec<u64>,
    /// The sentence has met something.
    some: bool,
}

impl Firing {
    /// `needs_context`: of each rule.
    pub(crate) fn new(set: &RuleSet, needs_context: &[bool]) -> Self {
        let sets = set.triggers.iter().map(|triggers| triggers.all.len());
        let sets = sets.max().unwrap_or_default().max(1);
        let width = set.rules.len().div_ceil(64);
        let mut firing = Self {
            width,
            sets,
            fewer: vec![0; sets * width],
            free: vec![0; width],
            beside: vec![0; width],
        };
        for (rule, triggers) in set.triggers.iter().enumerate() {
            let (word, bit) = (rule / 64, 1 << (rule % 64));
            let own = triggers.all.len();
            // Without any it is no matter of words.
            (own..sets)
                .filter(|_| own > 0)
                .for_each(|set| firing.fewer[set * width + word] |= bit);
            if !needs_context[rule] {
                firing.free[word] |= bit;
            }
            let known = &set.rules[rule];
            if known.needs_claim && known.concerns == Some(Concerns::Beside) {
                firing.beside[word] |= bit;
            }
        }
        firing
    }

    /// The word and the bit that a phrase of this use sets.
    pub(crate) fn bit(&self, of: Use) -> Option<(u32, u64)> {
        let (row, rule) = match of {
            Use::Set { rule, set } => (set, rule),
            Use::Block { rule } => (self.sets, rule),
            Use::Context { rule } => (self.sets + 1, rule),
            Use::Row { .. } => return None,
        };
        let word = row * self.width + rule / 64;
        Some((word as u32, 1 << (rule % 64)))
    }

    pub(crate) fn is_set_of(&self, (word, bits): (u32, u64), rule: usize) -> bool {
        let word = word as usize;
        word < self.sets * self.width
            && word % self.width == rule / 64
            && bits >> (rule % 64) & 1 == 1
    }

    /// Nothing met.
    pub(crate) fn begin(&self) -> Met {
        Met {
            rows: vec![0; (self.sets + 2) * self.width],
            some: false,
        }
    }

    /// Calls `fired` with a sentence's rules that have all their sets met and none of their blocks, 64 at a time
    /// with their place; those of the sentence are forgotten.
    #[inline]
    pub(crate) fn finish(&self, met: &mut Met, mut fired: impl FnMut(usize, u64)) {
        if !met.some {
            return;
        }
        met.some = false;
        let (rows, _) = met.rows.split_at_mut((self.sets + 1) * self.width);
        for word in 0..self.width {
            let own =
                |set: usize| rows[set * self.width + word] | self.fewer[set * self.width + word];
            let all = (0..self.sets).fold(u64::MAX, |all, set| all & own(set));
            let blocked = rows[self.sets * self.width + word];
            if all & !blocked != 0 {
                fired(word, all & !blocked);
            }
        }
        rows.fill(0);
    }

    /// Of 64 rules that a sentence has fired, those whose article is about what they are about.
    pub(crate) fn in_context(&self, met: &Met, word: usize, fired: u64) -> u64 {
        fired & (self.free[word] | met.rows[(self.sets + 1) * self.width + word])
    }

    /// Whether one of 64 rules does more than speak of another claim.
    pub(crate) fn stands_alone(&self, word: usize, fired: u64) -> bool {
        fired & !self.beside[word] != 0
    }
}

impl Met {
    #[inline]
    pub(crate) fn add(&mut self, (word, bits): (u32, u64)) {
        self.rows[word as usize] |= bits;
        self.some = true;
    }
}
