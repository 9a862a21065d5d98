//! Rules' inline examples, run as articles of their own.

use super::rule::{Example, Rule};
use super::{Claim, ClaimChecker};
use crate::document::Document;
use crate::resolution::Resolution;
use crate::segmentation;

impl ClaimChecker {
    /// Runs every example of every rule; each line says which failed and how.
    pub fn failing_examples(&self) -> Vec<String> {
        let of_rule = |rule: &Rule| -> Vec<String> {
            rule.examples
                .iter()
                .filter_map(|example| self.failure(rule, example))
                .collect()
        };
        self.rules().iter().flat_map(of_rule).collect()
    }

    fn failure(&self, rule: &Rule, example: &Example) -> Option<String> {
        let mut document = Document::from_text("example", example.text.as_str());
        document.metadata.date.clone_from(&example.date);
        let segmentation = segmentation::segment(&document);
        let claims = self.check(&document, &segmentation, &[], &Resolution::default());
        let own: Vec<&Claim> = claims
            .iter()
            .filter(|claim| claim.rule == rule.id)
            .collect();
        let complaint = |what: String| Some(format!("{}: {:?}: {what}", rule.id, example.text));
        let Some(verdict) = example.verdict else {
            let claim = own.first()?;
            return complaint(format!(
                "must be passed, was flagged {:?}: {}",
                claim.verdict, claim.working
            ));
        };
        let span = |claim: &Claim| claim.span.of(&document.text).to_owned();
        let right = |claim: &&&Claim| {
            claim.verdict == verdict
                && example
                    .span
                    .as_ref()
                    .is_none_or(|wanted| *wanted == span(claim))
        };
        if own.iter().any(|claim| right(&claim)) {
            return None;
        }
        let found: Vec<String> = own
            .iter()
            .map(|claim| {
                format!(
                    "{:?} on {:?}: {}",
                    claim.verdict,
                    span(claim),
                    claim.working
                )
            })
            .collect();
        complaint(format!(
            "wanted {verdict:?} {}, found {found:?}",
            example.span.as_deref().unwrap_or_default()
        ))
    }
}
