//! [`Triggers`]: the trigger phrases of all rules and the names of all figures, each kind looked for only when it is
//! needed.
//!
//! Of few sentences is more asked than the phrases of each rule's first set; what the article is about, and which rows
//! it names, only where a sentence fires a rule that asks it.

use std::hash::Hash;
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
    pub(crate) context: TriggerIndex<Context>,
    pub(crate) rows: TriggerIndex<RowName>,
}

/// What a phrase says of the whole article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Context {
    /// It is about what the rule is about.
    About { rule: usize },
    /// A rule that holds its claims against each other has it in a set; once a set.
    Paired { rule: usize },
}

/// A row of a table of figures is meant; `noun` if the phrase names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct RowName {
    pub(crate) table: usize,
    pub(crate) row: usize,
    pub(crate) noun: bool,
}

impl Triggers {
    /// `is_paired`: whether a rule holds its claims against each other.
    pub(crate) fn new(
        set: &RuleSet,
        figures: &Figures,
        firing: &Firing,
        is_paired: impl Fn(usize) -> bool,
    ) -> Self {
        let (mut first, mut further) = (Builder::default(), Builder::default());
        let mut context = Builder::default();
        for (rule, triggers) in set.triggers.iter().enumerate() {
            for (set, phrases) in triggers.all.iter().enumerate() {
                let index = if set == 0 { &mut first } else { &mut further };
                index.add(phrases, firing.of_set(rule, set));
                if is_paired(rule) {
                    context.add(phrases, Context::Paired { rule });
                }
            }
            further.add(&triggers.block, firing.of_block(rule));
            context.add(&triggers.context, Context::About { rule });
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
            context: context.build(|uses| uses),
            rows: rows.build(|uses| uses),
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

impl<U: Copy + Eq + Hash> Builder<U> {
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
        let mut places: FxHashMap<Vec<U>, u32> = FxHashMap::default();
        let mut index = TriggerIndex {
            heads: Heads::new(&self.phrases),
            meaning_of: Vec::with_capacity(self.uses.len()),
            meanings: Vec::new(),
            uses: Vec::new(),
        };
        for uses in self.uses {
            let place = *places
                .entry(merge(uses))
                .or_insert_with_key(|uses| index.add(uses));
            index.meaning_of.push(place);
        }
        index
    }
}

/// Phrases of one kind, with what each is used for.
#[derive(Debug)]
pub(crate) struct TriggerIndex<U> {
    heads: Heads,
    /// Of each phrase, its place among the meanings: most share one with others.
    meaning_of: Vec<u32>,
    /// Of each meaning the place of its uses and how many they are.
    meanings: Vec<(u32, u32)>,
    uses: Vec<U>,
}

impl<U: Copy> TriggerIndex<U> {
    /// The place of a new meaning.
    fn add(&mut self, uses: &[U]) -> u32 {
        let first = self.uses.len() as u32;
        self.meanings.push((first, uses.len() as u32));
        self.uses.extend_from_slice(uses);
        self.meanings.len() as u32 - 1
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
            let meaning = self.meaning_of[phrase as usize];
            let (first, count) = self.meanings[meaning as usize];
            let uses = &self.uses[first as usize..][..count as usize];
            hit(Hit { phrase, span, uses });
        });
    }
}
