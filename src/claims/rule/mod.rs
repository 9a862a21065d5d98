//! [`RuleSet`]: the rules, read from TOML and checked, their words numbered.
//!
//! A rule says when it looks at a sentence (`all`, `context`, `block`), what it
//! looks for (`patterns`, slots) and how it judges (a formula with a test, a
//! named computation, or a verdict outright).

mod build;
mod denials;
mod judgement;
mod limits;
mod raw;
mod slots;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Verdict;
use super::compute::Computation;
use super::denial::{Denials, Negation};
use super::error::{RuleError, Source};
use super::figure::Figures;
use super::interval::Interval;
use super::judge::{Comparison, Test};
use super::otherwise::Otherwise;
use super::pattern::Pattern;
use super::quantity::{Dimension, Lexicon};
use super::vocabulary::{Phrases, Vocabulary};
use super::words::AnyOf;

pub(crate) use build::Triggers;
pub(crate) use raw::{Missing, Pick};

/// Checked rules with the vocabulary their words are numbered in.
#[derive(Debug)]
pub(crate) struct RuleSet {
    pub(crate) rules: Vec<Rule>,
    /// For each rule its trigger phrases.
    pub(crate) triggers: Vec<Triggers>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) lexicon: Lexicon,
    /// Words that open a clause and are no part of its claim: "which", "and".
    pub(crate) openers: Phrases<()>,
    /// Words that make another name of a name: "Northern", "New".
    pub(crate) name_parts: Phrases<()>,
    pub(crate) denials: Denials,
}

/// Where a rule or an example is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file as it was named to the loader.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
}

impl Origin {
    fn of(source: Source<'_>, span: &Range<usize>) -> Self {
        let RuleError { file, line, .. } = source.error(span, "");
        Self { file, line }
    }
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    pub origin: Origin,
    /// Of a user's own file: what comes with dixit does not hide what it finds.
    pub own: bool,
    pub id: String,
    pub title: String,
    pub why: String,
    pub domain: String,
    pub message: String,
    pub caveats: Vec<String>,
    pub examples: Vec<Example>,
    pub(crate) patterns: Vec<Pattern>,
    /// A claim that one of these overlaps is none.
    pub(crate) unless: Vec<Pattern>,
    pub(crate) slots: Vec<Slot>,
    pub(crate) judgement: Judgement,
    /// Where one of these comes out, another sum than its own may be meant.
    pub(crate) otherwise: Vec<Otherwise>,
    /// Slots whose numbers must be in one unit.
    pub(crate) alike: Vec<usize>,
    /// What the test's verdict becomes; `None` is silence.
    pub(crate) verdicts: Vec<(Verdict, Option<Verdict>)>,
    pub(crate) span: SpanPolicy,
    pub(crate) voice: Voice,
    pub(crate) yields: bool,
    pub(crate) concerns: Option<Concerns>,
    pub(crate) needs_claim: bool,
    pub(crate) deepens: bool,
    /// What two values may be apart and still be one, in the slot's unit.
    pub(crate) slack: f64,
    pub(crate) figures_last: Option<f64>,
}

/// A text a rule must flag, or must leave alone.
#[derive(Clone, Debug)]
pub struct Example {
    pub origin: Origin,
    pub text: String,
    /// The article's date, if the example needs one.
    pub date: Option<String>,
    /// The verdict it must get; `None`: the rule must say nothing.
    pub verdict: Option<Verdict>,
    /// The words the claim must span.
    pub span: Option<String>,
    /// The rule of the claim that it must speak of.
    pub concerns: Option<String>,
}

#[derive(Debug)]
pub(crate) enum Judgement {
    Fixed(Verdict),
    Compare(Comparison),
    Compute(Computation),
}

/// A value the rule needs.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) name: String,
    pub(crate) kind: SlotKind,
    pub(crate) default: Option<f64>,
    /// Index of an earlier slot, and the words that call for it; no words: always.
    pub(crate) instead: Option<(usize, Phrases<()>, bool)>,
    /// Words that call for it right before its row's name.
    pub(crate) before_row: Phrases<()>,
    pub(crate) missing: Missing,
}

#[derive(Debug)]
pub(crate) enum SlotKind {
    Quantity {
        dimension: Dimension,
        also: Option<Dimension>,
        /// Base units in one of the slot's.
        scale: Interval,
        /// The currency or base it must be in.
        unit: Option<String>,
        nouns: Option<Phrases<()>>,
        pick: Pick,
        rate: bool,
        hedged: bool,
        /// An open bound counts as the number it names.
        bound: bool,
        /// Any amount that has a unit.
        measured: bool,
        /// Read as wide as it is rounded: "4.5 billion" is 4.45 to 4.55 billion.
        rounded: bool,
        /// No noun stands behind the number but one of `nouns`.
        alone: bool,
        pattern: bool,
        range: bool,
        min: f64,
        max: f64,
    },
    /// A phrase, as the index of the name of what it means.
    Term {
        phrases: Phrases<usize>,
        /// The words they begin with.
        firsts: AnyOf,
        names: Vec<String>,
    },
    /// A run of words with capitals.
    Name,
    Row {
        table: usize,
        from: Vec<Scope>,
        /// Where none is named.
        unnamed: Option<usize>,
    },
}

/// How far around a claim a table's row may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Scope {
    /// Only as a pattern's part.
    Pattern,
    Sentence,
    Paragraph,
    /// The row that the article names most, by far.
    Article,
    /// Unnamed: the row that holds at the place of an earlier slot, or everywhere.
    Place,
}

/// Which words are the claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SpanPolicy {
    /// What the pattern matched, or all of it from the first trigger to the last.
    Match,
    /// That, and on to the commas, stops and quotation marks around it.
    #[default]
    Clause,
    Sentence,
}

/// Where the claim stands that another speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Concerns {
    /// In the sentences before.
    Before,
    /// In the sentences before, made by somebody else.
    Others,
    /// In its own sentence.
    Beside,
}

/// Whose words a rule hears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Voice {
    #[default]
    Any,
    /// Outside quotations.
    Author,
    /// Inside quotations.
    Quoted,
}

impl RuleSet {
    /// Reads rule files, given as name and text, over the figures their formulas use.
    pub(crate) fn load(files: &[(&str, &str)], figures: &Figures) -> Result<Self, RuleError> {
        build::load(files, figures)
    }
}

impl Rule {
    pub(crate) fn slot(&self, name: &str) -> Option<usize> {
        self.slots.iter().position(|slot| slot.name == name)
    }

    /// How it comes to a verdict, in words.
    pub fn judges(&self) -> String {
        match &self.judgement {
            Judgement::Fixed(verdict) => format!("always `{}`", verdict.name()),
            Judgement::Compute(compute) => format!("by the computation `{}`", as_written(compute)),
            Judgement::Compare(comparison) => comparison.described.clone(),
        }
    }

    /// The names in its formulas: slots and figures.
    pub(crate) fn figure_names(&self) -> impl Iterator<Item = &str> {
        let names = match &self.judgement {
            Judgement::Compare(comparison) => Some(comparison.names()),
            _ => None,
        };
        names.into_iter().flatten()
    }

    /// The tables whose figures it may compute with; a row may also only say which row of another table holds.
    pub(crate) fn tables(&self) -> impl Iterator<Item = usize> {
        let stands_in = |index: usize| {
            let mut slots = self.slots.iter().filter_map(|slot| slot.instead.as_ref());
            slots.any(|(other, ..)| *other == index)
        };
        let computes = move |index: usize, slot: &Slot| {
            !matches!(self.judgement, Judgement::Compare(_))
                || stands_in(index)
                || self.figure_names().any(|name| name == slot.name)
        };
        let slots = self.slots.iter().enumerate();
        slots.filter_map(move |(index, slot)| match slot.kind {
            SlotKind::Row { table, .. } if computes(index, slot) => Some(table),
            _ => None,
        })
    }

    /// Whether it holds what is said against figures; else against what else is said.
    pub(crate) fn weighs_figures(&self) -> bool {
        self.figure_names().any(|name| {
            let slot = self.slot(name).and_then(|slot| self.slots.get(slot));
            slot.is_none_or(|slot| matches!(slot.kind, SlotKind::Row { .. }))
        })
    }

    /// What a negated verb does to its claims.
    pub(crate) fn negation(&self) -> Negation {
        match &self.judgement {
            _ if self.weighs_figures() => Negation::Denies,
            _ => Negation::Withholds,
        }
    }

    pub(crate) fn test(&self) -> Option<Test> {
        match &self.judgement {
            Judgement::Compare(comparison) => Some(comparison.test),
            _ => None,
        }
    }

    /// Whether it holds its claims against each other.
    pub(crate) fn pairs(&self) -> bool {
        matches!(&self.judgement, Judgement::Compute(compute) if compute.pairs())
    }

    /// It computes, so its verdict counts for more than "check".
    pub(crate) fn computes(&self) -> bool {
        !matches!(self.judgement, Judgement::Fixed(_))
    }
}

/// A name of the code as rule files have it: `at_most` of `AtMost`.
fn as_written(name: &impl std::fmt::Debug) -> String {
    let name = format!("{name:?}");
    let parted = name.char_indices().flat_map(|(at, letter)| {
        let part = (at > 0 && letter.is_uppercase()).then_some('_');
        part.into_iter().chain(letter.to_lowercase())
    });
    parted.collect()
}
