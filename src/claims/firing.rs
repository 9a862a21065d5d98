//! [`Firing`]: which rules a sentence fires, as bits: a rule has one in each row of its conditions.
//!
//! The rows: one for each trigger set, then what blocks. A row is one word of 64 bits or, with more
//! rules, several.

use super::rule::{Concerns, RuleSet};

/// The conditions of all rules.
#[derive(Debug)]
pub(crate) struct Firing {
    /// Words of a row.
    width: usize,
    /// Trigger sets of the rule that has most.
    sets: usize,
    /// By set: the rules that have fewer, but have some.
    fewer: Vec<u64>,
    /// The rules of which more is asked than their first set.
    further: Vec<u64>,
    /// The rules that need nothing of the article.
    free: Vec<u64>,
    /// The rules that only speak of another claim beside theirs.
    beside: Vec<u64>,
}

/// What one sentence has met.
#[derive(Debug)]
pub(crate) struct Met {
    rows: Vec<u64>,
    /// It has met something.
    some: bool,
}

/// What meets conditions: of one word of the rows, these bits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bits {
    word: u32,
    bits: u64,
}

impl Bits {
    /// Those of one word become one.
    pub(crate) fn merge(all: Vec<Self>) -> Vec<Self> {
        let mut merged: Vec<Self> = Vec::new();
        for Self { word, bits } in all {
            match merged.iter_mut().find(|other| other.word == word) {
                Some(other) => other.bits |= bits,
                None => merged.push(Self { word, bits }),
            }
        }
        merged
    }
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
            further: vec![0; width],
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
            if own > 1 || !triggers.block.is_empty() {
                firing.further[word] |= bit;
            }
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

    /// What a phrase of a rule's trigger set meets.
    pub(crate) fn of_set(&self, rule: usize, set: usize) -> Bits {
        Bits {
            word: (set * self.width + rule / 64) as u32,
            bits: 1 << (rule % 64),
        }
    }

    /// What a phrase that blocks a rule meets.
    pub(crate) fn of_block(&self, rule: usize) -> Bits {
        self.of_set(rule, self.sets)
    }

    /// Whether one of a rule's sets is met.
    pub(crate) fn is_set_of(&self, Bits { word, bits }: Bits, rule: usize) -> bool {
        let word = word as usize;
        word < self.sets * self.width
            && word % self.width == rule / 64
            && bits >> (rule % 64) & 1 == 1
    }

    /// Nothing met.
    pub(crate) fn begin(&self) -> Met {
        Met {
            rows: vec![0; (self.sets + 1) * self.width],
            some: false,
        }
    }

    /// Whether a sentence that has met first sets may yet meet others that matter.
    #[inline]
    pub(crate) fn goes_further(&self, met: &Met) -> bool {
        let mut further = met.rows.iter().zip(&self.further);
        met.some && further.any(|(met, further)| met & further != 0)
    }

    /// Calls `fired` with a sentence's rules that have all their sets met and none of their blocks, 64 at a time
    /// with their place; what it has met is forgotten.
    #[inline]
    pub(crate) fn finish(&self, met: &mut Met, mut fired: impl FnMut(usize, u64)) {
        if !met.some {
            return;
        }
        met.some = false;
        let rows = &met.rows;
        for word in 0..self.width {
            let own =
                |set: usize| rows[set * self.width + word] | self.fewer[set * self.width + word];
            let all = (0..self.sets).fold(u64::MAX, |all, set| all & own(set));
            let blocked = rows[self.sets * self.width + word];
            if all & !blocked != 0 {
                fired(word, all & !blocked);
            }
        }
        met.rows.fill(0);
    }

    /// Of 64 rules that a sentence has fired, those that need nothing of the article or have it. `about`: a bit a rule.
    pub(crate) fn in_context<'a>(
        &self,
        word: usize,
        fired: u64,
        about: impl FnOnce() -> &'a [u64],
    ) -> u64 {
        match fired & !self.free[word] {
            0 => fired,
            _ => fired & (self.free[word] | about()[word]),
        }
    }

    /// Whether one of 64 rules does more than speak of another claim.
    pub(crate) fn stands_alone(&self, word: usize, fired: u64) -> bool {
        fired & !self.beside[word] != 0
    }
}

impl Met {
    #[inline]
    pub(crate) fn add(&mut self, Bits { word, bits }: Bits) {
        self.rows[word as usize] |= bits;
        self.some = true;
    }
}
