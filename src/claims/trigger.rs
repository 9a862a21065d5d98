//! [`TriggerIndex`]: every trigger of every rule and every name of every figure, found in one pass.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::firing::{Firing, Met};
use super::heads::{Heads, Phrase};
use crate::segmentation::Token;
use crate::span::Span;

/// What a found phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Use {
    /// One of the rule's trigger sets is met in this sentence.
    Set { rule: usize, set: usize },
    /// The rule stays silent in this sentence.
    Block { rule: usize },
    /// The article is about what the rule is about.
    Context { rule: usize },
    /// A row of a table of figures is meant; `noun` if the phrase names it.
    Row {
        table: usize,
        row: usize,
        noun: bool,
    },
}

/// A phrase found in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) phrase: u32,
    pub(crate) span: Span,
    /// Its place among the meanings.
    meaning: u32,
}

/// Phrases under collection; equal ones are kept once.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    phrases: Vec<Phrase>,
    uses: Vec<Vec<Use>>,
    index: FxHashMap<String, u32>,
}

#[derive(Debug)]
pub(crate) struct TriggerIndex {
    heads: Heads,
    /// Of each phrase, its place among the meanings: most share one with others.
    meaning_of: Vec<u32>,
    meanings: Vec<Meaning>,
}

/// What phrases mean to the rules.
#[derive(Debug)]
struct Meaning {
    /// What is met by it.
    bits: Vec<(u32, u64)>,
    /// What more is to be done with it than meeting conditions.
    rows: Vec<(usize, usize, bool)>,
    /// Rules that hold their claims against each other and have it in a set, once a set.
    paired: Vec<usize>,
}

impl Builder {
    /// Adds a phrase; with capitals in it, it is found only so written. Both apostrophes are meant by either.
    pub(crate) fn add(&mut self, phrase: &str, meaning: Use) {
        if phrase.is_empty() {
            return;
        }
        let next = self.uses.len() as u32;
        // `replace` copies even where there is none.
        let straight = phrase.contains('’').then(|| phrase.replace('’', "'"));
        let text = straight.as_deref().unwrap_or(phrase);
        if let Some(at) = self.index.get(text) {
            self.uses[*at as usize].push(meaning);
            return;
        }
        self.index.insert(text.to_owned(), next);
        self.phrases.push(Phrase {
            cased: text.chars().any(char::is_uppercase),
            text: text.to_owned(),
        });
        self.uses.push(vec![meaning]);
    }

    /// `is_paired`: whether a rule holds its claims against each other.
    pub(crate) fn build(self, firing: &Firing, is_paired: impl Fn(usize) -> bool) -> TriggerIndex {
        let mut places: FxHashMap<Vec<Use>, u32> = FxHashMap::default();
        let mut meanings = Vec::new();
        let mut meaning_of = Vec::with_capacity(self.uses.len());
        for uses in self.uses {
            let place = *places.entry(uses).or_insert_with_key(|uses| {
                meanings.push(Meaning::of(uses, firing, &is_paired));
                meanings.len() as u32 - 1
            });
            meaning_of.push(place);
        }
        TriggerIndex {
            heads: Heads::new(&self.phrases),
            meaning_of,
            meanings,
        }
    }
}

impl Meaning {
    fn of(uses: &[Use], firing: &Firing, is_paired: &impl Fn(usize) -> bool) -> Self {
        let mut meaning = Self {
            bits: Vec::new(),
            rows: Vec::new(),
            paired: Vec::new(),
        };
        for known in uses {
            match *known {
                Use::Row { table, row, noun } => meaning.rows.push((table, row, noun)),
                Use::Set { rule, .. } if is_paired(rule) => meaning.paired.push(rule),
                _ => {}
            }
            let Some((word, bit)) = firing.bit(*known) else {
                continue;
            };
            match meaning.bits.iter_mut().find(|(other, _)| *other == word) {
                Some((_, bits)) => *bits |= bit,
                None => meaning.bits.push((word, bit)),
            }
        }
        meaning
    }
}

impl TriggerIndex {
    /// Every phrase that begins with one of these tokens and stands between word bounds, in the order of their
    /// starts, then of their ends. `tokens` are all of the text.
    #[inline]
    pub(crate) fn each(
        &self,
        text: &str,
        tokens: &[Token],
        of: Range<usize>,
        mut hit: impl FnMut(Hit),
    ) {
        self.heads.each(text, tokens, of, |phrase, span| {
            let meaning = self.meaning_of[phrase as usize];
            hit(Hit {
                phrase,
                span,
                meaning,
            });
        });
    }

    /// Meets what it is a condition of.
    #[inline]
    pub(crate) fn meet(&self, hit: Hit, met: &mut Met) {
        let meaning = &self.meanings[hit.meaning as usize];
        meaning.bits.iter().for_each(|bits| met.add(*bits));
    }

    /// The rows it names, as table and row, and whether it is their noun.
    #[inline]
    pub(crate) fn rows(&self, hit: Hit) -> &[(usize, usize, bool)] {
        &self.meanings[hit.meaning as usize].rows
    }

    /// The rules that hold their claims against each other and are triggered by it.
    #[inline]
    pub(crate) fn paired(&self, hit: Hit) -> &[usize] {
        &self.meanings[hit.meaning as usize].paired
    }

    /// Whether it is in one of a rule's sets.
    pub(crate) fn triggers(&self, hit: Hit, rule: usize, firing: &Firing) -> bool {
        let bits = &self.meanings[hit.meaning as usize].bits;
        bits.iter().any(|bits| firing.is_set_of(*bits, rule))
    }
}
