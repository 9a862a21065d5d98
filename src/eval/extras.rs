//! [`Extras`]: what the quotation measure leaves out: marks that are no speech,
//! and claims with their verdicts. Counted where the gold tells of them.

use std::fmt;

use serde_json::{Value, json};

use super::article::Text;
use super::figures::share;
use super::gold::{Chars, EvalError, FlaggedClaim, GoldArticle, Predicted};
use super::matching::common;
use super::report::shown;

/// Counts over all articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Gold stretches between marks that are no speech, and those predicted as such.
    pub apart_gold: usize,
    pub apart: usize,
    pub claims_gold: usize,
    /// Gold claims that a predicted one of the same rule overlaps by half of the shorter.
    pub claims: usize,
    /// Those whose verdict is the gold's too.
    pub verdicts: usize,
    pub claims_predicted: usize,
    /// Predicted claims that overlap a gold one of the same rule so.
    pub claims_right: usize,
}

impl Extras {
    pub(super) fn add(
        &mut self,
        text: &Text,
        gold: &GoldArticle,
        predicted: &Predicted,
    ) -> Result<(), EvalError> {
        let tokens = |spans: &[Chars]| text.tokens(spans).map_err(|span| gold.outside(span, text));
        let mut not_speech = Vec::new();
        for quote in predicted.quotes.iter().filter(|quote| !quote.is_speech) {
            not_speech.push(tokens(&quote.content)?);
        }
        for stretch in &gold.not_speech {
            let wanted = tokens(&[stretch.span])?;
            self.apart_gold += 1;
            self.apart += usize::from(not_speech.iter().any(|found| {
                let both = common(&wanted, found);
                both > 0 && 2 * both >= wanted.len() + found.len() - both
            }));
        }
        let Some(claims) = &gold.claims else {
            return Ok(());
        };
        self.claims_gold += claims.len();
        self.claims_predicted += predicted.claims.len();
        for claim in claims {
            let same = predicted
                .claims
                .iter()
                .filter(|other| claim.is_met_by(other));
            let verdict = same.clone().any(|other| other.verdict == claim.verdict);
            self.claims += usize::from(same.count() > 0);
            self.verdicts += usize::from(verdict);
        }
        let right = predicted.claims.iter();
        let right = right.filter(|found| claims.iter().any(|claim| claim.is_met_by(found)));
        self.claims_right += right.count();
        Ok(())
    }

    pub(super) fn to_json(self) -> Value {
        json!({
            "not_speech": {"gold": self.apart_gold, "recall": share(self.apart, self.apart_gold)},
            "claims": {
                "gold": self.claims_gold,
                "predicted": self.claims_predicted,
                "precision": share(self.claims_right, self.claims_predicted),
                "recall": share(self.claims, self.claims_gold),
                "verdict": share(self.verdicts, self.claims_gold),
            },
        })
    }
}

impl FlaggedClaim {
    /// The same rule, and an overlap of half of the shorter at least.
    fn is_met_by(&self, other: &Self) -> bool {
        let start = self.span[0].max(other.span[0]);
        let end = self.span[1].min(other.span[1]);
        let length = |[start, end]: Chars| end.saturating_sub(start);
        let shorter = length(self.span).min(length(other.span));
        self.rule == other.rule && end > start && 2 * (end - start) >= shorter
    }
}

impl fmt::Display for Extras {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.apart_gold > 0 {
            let recall = shown(share(self.apart, self.apart_gold));
            writeln!(
                f,
                "\nnot speech gold {:5}  kept apart {recall}",
                self.apart_gold
            )?;
        }
        if self.claims_gold > 0 {
            writeln!(
                f,
                "\nclaims gold {:5}  predicted {:5}  P {}  R {}  with the right verdict {}",
                self.claims_gold,
                self.claims_predicted,
                shown(share(self.claims_right, self.claims_predicted)),
                shown(share(self.claims, self.claims_gold)),
                shown(share(self.verdicts, self.claims_gold)),
            )?;
        }
        Ok(())
    }
}
