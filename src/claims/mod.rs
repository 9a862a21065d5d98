//! Claims: sentences and quotations that can be checked, and what arithmetic says of them.
//!
//! ```text
//! rules/*.toml ─┐                                    ┌─ words, quantities, mentions
//! figures.toml ─┴─ triggers ─ hits ─ sentences ─ View ─ patterns ─ slots ─ Draft
//!                                                                            │
//!                           Claim ─ links ─ verdict, working ─ judge, compute
//! ```
//!
//! All knowledge is data: the rules with their words, the figures with their
//! sources, the words of quantities. Code knows only what a rule may ask for.
//! Silence is the default; `consistent` says that the text agrees with a
//! reference or with itself, never that it is true.

mod account;
mod alternatives;
mod article;
mod binding;
mod bits;
mod checker;
mod compact;
mod compute;
mod cutter;
mod deciding;
mod denial;
mod draft;
mod error;
mod echo;
mod examples;
mod figure;
mod files;
mod firing;
mod formula;
mod heads;
mod interval;
mod judge;
mod link;
mod otherwise;
mod pattern;
mod places;
mod quantity;
mod rule;
mod sentence;
mod trigger;
mod unless;
mod vocabulary;
mod words;
mod working;
#[doc(hidden)]
pub mod worth;

use serde::{Deserialize, Serialize};

pub use checker::ClaimChecker;
pub use error::RuleError;
pub use figure::{Figure, Figures, Reference};
pub use files::RuleFileError;
pub use formula::Formula;
pub use interval::Interval;
pub use quantity::{Dimension, Quantity, QuantityReader};
pub use rule::{Example, Origin, Rule};

use crate::span::Span;

/// A claim that a rule recognised, with its flag.
#[derive(Clone, Debug)]
pub struct Claim {
    pub span: Span,
    /// The rule's id.
    pub rule: String,
    /// The rule's title: what kind of claim this is.
    pub title: String,
    /// The rule's domain: "security", "calendar".
    pub domain: String,
    pub verdict: Verdict,
    /// How the verdict came about, in words and numbers that anyone can redo.
    pub working: String,
    /// What was claimed over what the reference says, at its lowest and highest.
    pub ratio: Option<Interval>,
    /// Index of the innermost speech quotation that holds it: its speaker makes the claim. `None`: the author's.
    pub quotation: Option<usize>,
    /// In no quotation, and still not the author's: "by her count".
    pub reckoned: bool,
    /// Index of the claim this one speaks of: a rebuttal's target.
    pub concerns: Option<usize>,
    /// Index of the quotation it speaks of, where that holds no claim.
    pub disputes: Option<usize>,
    /// Ids of the reference figures behind the verdict.
    pub figures: Vec<String>,
    /// Where those are published: publisher, title, year, address.
    pub sources: Vec<String>,
    /// How many tell it on: 0 is the author's own, 1 a speaker's, 2 what a speaker has from another.
    pub hearsay: usize,
    /// The numbers in it, read.
    pub quantities: Vec<Quantity>,
}

/// What a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    Contradicted,
    Doubtful,
    /// Agrees with the reference or the text; never "true".
    Consistent,
    /// The range decides nothing.
    Undetermined,
    /// A slot is missing.
    Incomplete,
    /// Worth a check; nothing to compute.
    Check,
    /// A prediction, opinion, invective or testimony.
    NotCheckable,
}

impl Verdict {
    pub(crate) const NAMES: [(Self, &'static str); 7] = [
        (Self::Contradicted, "contradicted"),
        (Self::Doubtful, "doubtful"),
        (Self::Consistent, "consistent"),
        (Self::Undetermined, "undetermined"),
        (Self::Incomplete, "incomplete"),
        (Self::Check, "check"),
        (Self::NotCheckable, "not_checkable"),
    ];

    /// As it stands in rule files and outputs.
    pub fn name(self) -> &'static str {
        let found = Self::NAMES.iter().find(|(verdict, _)| *verdict == self);
        found.map_or("", |(_, name)| name)
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(_, own)| *own == name);
        found.map(|(verdict, _)| *verdict)
    }
}
