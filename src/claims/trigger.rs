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
    /// What is met by each meaning, one after the other.
    bits: Vec<(u32, u64)>,
    /// What more is to be done with it than meeting conditions, by meaning; most have nothing.
    more: Vec<More>,
}

/// What phrases mean to the rules.
#[derive(Clone, Copy, Debug)]
struct Meaning {
    /// Its place among the bits, and how many of them are its.
    bits: u32,
    count: u16,
    has_more: bool,
}

/// What a phrase means beside conditions.
#[derive(Debug, Default)]
pub(crate) struct More {
    /// The rows it names, as table and row, and whether it is their noun.
    pub(crate) rows: Vec<(usize, usize, bool)>,
    /// Rules that hold their claims against each other and have it in a set, once a set.
    pub(crate) paired: Vec<usize>,
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
        let mut index = TriggerIndex {
            heads: Heads::new(&self.phrases),
            meaning_of: Vec::with_capacity(self.uses.len()),
            meanings: Vec::new(),
            bits: Vec::new(),
            more: Vec::new(),
        };
        for uses in self.uses {
            let place = *places
                .entry(uses)
                .or_insert_with_key(|uses| index.add(uses, firing, &is_paired));
            index.meaning_of.push(place);
        }
        index
    }
}

impl TriggerIndex {
    /// The place of a new meaning.
    fn add(&mut self, uses: &[Use], firing: &Firing, is_paired: &impl Fn(usize) -> bool) -> u32 {
        let (mut own, mut more): (Vec<(u32, u64)>, More) = Default::default();
        for known in uses {
            match *known {
                Use::Row { table, row, noun } => more.rows.push((table, row, noun)),
                Use::Set { rule, .. } if is_paired(rule) => more.paired.push(rule),
                _ => {}
            }
            let Some((word, bit)) = firing.bit(*known) else {
                continue;
            };
            match own.iter_mut().find(|(other, _)| *other == word) {
                Some((_, bits)) => *bits |= bit,
                None => own.push((word, bit)),
            }
        }
        self.meanings.push(Meaning {
            bits: self.bits.len() as u32,
            // One a word of the rows: there are few.
            count: own.len() as u16,
            has_more: !more.rows.is_empty() || !more.paired.is_empty(),
        });
        self.bits.extend(own);
        self.more.push(more);
        self.meanings.len() as u32 - 1
    }

    #[inline]
    fn bits(&self, hit: Hit) -> &[(u32, u64)] {
        let Meaning { bits, count, .. } = self.meanings[hit.meaning as usize];
        let first = bits as usize;
        &self.bits[first..first + usize::from(count)]
    }

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
        self.bits(hit).iter().for_each(|bits| met.add(*bits));
    }

    /// What is to be done with it beside that.
    #[inline]
    pub(crate) fn more(&self, hit: Hit) -> Option<&More> {
        let place = hit.meaning as usize;
        let has_more = self.meanings[place].has_more;
        has_more.then(|| &self.more[place])
    }

    /// Whether it is in one of a rule's sets.
    pub(crate) fn triggers(&self, hit: Hit, rule: usize, firing: &Firing) -> bool {
        let mut bits = self.bits(hit).iter();
        bits.any(|bits| firing.is_set_of(*bits, rule))
    }
}
