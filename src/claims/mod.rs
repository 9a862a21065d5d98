//! Claims: sentences and quotations that can be checked, and what arithmetic says of them.

mod error;
mod formula;
mod interval;
mod quantity;
mod vocabulary;
mod words;

pub use error::RuleError;
pub use formula::Formula;
pub use interval::Interval;
pub use quantity::{Dimension, Quantity, QuantityReader};

use crate::attribution::Quotation;
use crate::document::Document;
use crate::resolution::Resolution;
use crate::segmentation::Segmentation;
use crate::span::Span;

/// A claim that a rule recognised, with its flag.
#[derive(Clone, Debug)]
pub struct Claim {
    pub span: Span,
    /// The rule's id.
    pub rule: String,
    pub verdict: Verdict,
    /// How the verdict came about, in words and numbers that anyone can redo.
    pub working: String,
    /// Index of the quotation that holds it: its speaker makes the claim. `None`: the author's.
    pub quotation: Option<usize>,
    /// Index of the claim this one speaks of: a rebuttal's target.
    pub concerns: Option<usize>,
    /// Ids of the reference figures behind the verdict.
    pub figures: Vec<String>,
}

/// What a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

/// Rules and reference figures, compiled once a process.
#[derive(Debug, Default)]
pub struct ClaimChecker {}

impl ClaimChecker {
    /// The claims of one document, in text order.
    pub fn check(
        &self,
        document: &Document,
        segmentation: &Segmentation,
        quotations: &[Quotation],
        resolution: &Resolution,
    ) -> Vec<Claim> {
        let _ = (document, segmentation, quotations, resolution);
        Vec::new()
    }
}
