//! [`Triggers`]: the trigger phrases of all rules and the names of all figures, each kind looked for only when it is
//! needed.
//!
//! Of few sentences is more asked than the phrases of each rule's first set; what the article is about, and which rows
//! it names, only where a sentence fires a rule that asks it.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::figure::Figures;
use super::firing::{Bits, Firing};
use super::heads::{Heads, Phrase};
use super::rule::RuleSet;
use crate::segmentation::Token;
use crate::span::Span;

/// The phrases by what they are looked for.
#[derive(Debug)]
pub(crate) struct Triggers {
    /// Those of the first set of each rule.
    pub(crate) first: TriggerIndex<Bits>,
    /// Those of the other sets, and what blocks.
    pub(crate) further: TriggerIndex<Bits>,
    /// Those that say that the article is about what a rule is about, with the rule.
    pub(crate) context: TriggerIndex<usize>,
    pub(crate) rows: TriggerIndex<RowName>,
}

/// A row of a table of figures is meant; `noun` if the phrase names it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowName {
    pub(crate) table: usize,
    pub(crate) row: usize,
    pub(crate) noun: bool,
}

impl Triggers {
    pub(crate) fn new(set: &RuleSet, figures: &Figures, firing: &Firing) -> Self {
        let (mut first, mut further) = (Builder::default(), Builder::default());
        let mut context = Builder::default();
        for (rule, triggers) in set.triggers.iter().enumerate() {
            for (set, phrases) in triggers.all.iter().enumerate() {
                let index = if set == 0 { &mut first } else { &mut further };
                index.add(phrases, firing.of_set(rule, set));
            }
            further.add(&triggers.block, firing.of_block(rule));
            context.add(&triggers.context, rule);
        }
        let mut rows = Builder::default();
        for (table, named) in figures.tables.iter().enumerate() {
            for (row, named) in named.rows.iter().enumerate() {
                for (names, noun) in [(&named.names, true), (&named.adjectives, false)] {
                    rows.add(names, RowName { table, row, noun });
                }
            }
        }
        Self {
            first: first.build(Bits::merge),
            further: further.build(Bits::merge),
            context: context.build(|rules| rules),
            rows: rows.build(|rows| rows),
        }
    }
}

/// A phrase found in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit<'a, U> {
    pub(crate) phrase: u32,
    pub(crate) span: Span,
    pub(crate) uses: &'a [U],
}

/// Phrases under collection; equal ones are kept once.
#[derive(Debug)]
struct Builder<U> {
    phrases: Vec<Phrase>,
    uses: Vec<Vec<U>>,
    index: FxHashMap<String, u32>,
}

impl<U> Default for Builder<U> {
    fn default() -> Self {
        Self {
            phrases: Vec::new(),
            uses: Vec::new(),
            index: FxHashMap::default(),
        }
    }
}

impl<U: Copy> Builder<U> {
    /// Adds phrases of one use.
    fn add(&mut self, phrases: &[String], of: U) {
        let phrases = phrases.iter().filter(|phrase| !phrase.is_empty());
        phrases.for_each(|phrase| self.add_one(phrase, of));
    }

    /// With capitals in it, a phrase is found only so written. Both apostrophes are meant by either.
    fn add_one(&mut self, phrase: &str, of: U) {
        let next = self.uses.len() as u32;
        // `replace` copies even where there is none.
        let straight = phrase.contains('’').then(|| phrase.replace('’', "'"));
        let text = straight.as_deref().unwrap_or(phrase);
        if let Some(at) = self.index.get(text) {
            self.uses[*at as usize].push(of);
            return;
        }
        self.index.insert(text.to_owned(), next);
        self.phrases.push(Phrase {
            cased: text.chars().any(char::is_uppercase),
            text: text.to_owned(),
        });
        self.uses.push(vec![of]);
    }

    /// `merge`: makes the uses of one phrase fewer.
    fn build(self, merge: impl Fn(Vec<U>) -> Vec<U>) -> TriggerIndex<U> {
        let mut index = TriggerIndex {
            heads: Heads::new(&self.phrases),
            places: Vec::with_capacity(self.uses.len()),
            uses: Vec::new(),
        };
        for uses in self.uses {
            let first = index.uses.len();
            index.uses.extend(merge(uses));
            index.places.push((first as u32, index.uses.len() as u32));
        }
        index
    }
}

/// Phrases of one kind, with what each is used for.
#[derive(Debug)]
pub(crate) struct TriggerIndex<U> {
    heads: Heads,
    /// Of each phrase, where its uses begin and end.
    places: Vec<(u32, u32)>,
    uses: Vec<U>,
}

impl<U> TriggerIndex<U> {
    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Every phrase that begins with one of these tokens and stands between word bounds, in the order of their
    /// starts, then of their ends. `tokens` are all of the text.
    #[inline]
    pub(crate) fn each<'a>(
        &'a self,
        text: &str,
        tokens: &[Token],
        of: Range<usize>,
        mut hit: impl FnMut(Hit<'a, U>),
    ) {
        self.heads.each(text, tokens, of, |phrase, span| {
            let (first, end) = self.places[phrase as usize];
            let uses = &self.uses[first as usize..end as usize];
            hit(Hit { phrase, span, uses });
        });
    }
}
