//! Rules' inline examples, run as articles of their own.
//!
//! What stands between quotation marks in an example is speech of one unnamed
//! speaker: examples try rules, not attribution.

use smallvec::smallvec;

use super::error::RuleError;
use super::rule::{Example, Origin, Rule};
use super::{Claim, ClaimChecker, Verdict};
use crate::attribution::{Function, Quotation, QuotationKind};
use crate::document::Document;
use crate::quotation::{self, Quoted};
use crate::resolution::{Resolution, Speaker, SpeakerKind};
use crate::segmentation;
use crate::span::SpanList;

impl ClaimChecker {
    /// Runs every example of every rule; each fault says where the example is and what came of it.
    pub fn failing_examples(&self) -> Vec<RuleError> {
        let rules = self.rules().iter();
        rules.flat_map(|rule| self.failing_of(rule)).collect()
    }

    /// The faults of one rule's examples.
    pub fn failing_of(&self, rule: &Rule) -> Vec<RuleError> {
        let examples = rule.examples.iter();
        examples
            .filter_map(|example| self.failure(rule, example))
            .collect()
    }

    fn failure(&self, rule: &Rule, example: &Example) -> Option<RuleError> {
        let mut document = Document::from_text("example", example.text.as_str());
        document.metadata.date.clone_from(&example.date);
        let claims = self.claims_of(&document);
        let own = || claims.iter().filter(|claim| claim.rule == rule.id);
        let complaint = |what: String| {
            let Origin { file, line } = example.origin.clone();
            let cause = format!("rule `{}`: example {:?}: {what}", rule.id, example.text);
            Some(RuleError { file, line, cause })
        };
        let Some(verdict) = example.verdict else {
            let claim = own().next()?;
            let (verdict, working) = (claim.verdict.name(), &claim.working);
            return complaint(format!("must be passed, was flagged {verdict}: {working}"));
        };
        let span = |claim: &Claim| claim.span.of(&document.text).to_owned();
        let target = |claim: &Claim| Some(claims.get(claim.concerns?)?.rule.clone());
        let right = |claim: &Claim| {
            claim.verdict == verdict
                && (example.span.is_none() || example.span == Some(span(claim)))
                && (example.concerns.is_none() || example.concerns == target(claim))
        };
        if own().any(right) {
            return None;
        }
        let told = |verdict: Verdict, span: &str, target: &str| match target {
            "" => format!("{} on {span:?}", verdict.name()),
            _ => format!("{} on {span:?} of `{target}`", verdict.name()),
        };
        let found: Vec<String> = own()
            .map(|claim| {
                let target = target(claim).unwrap_or_default();
                let found = told(claim.verdict, &span(claim), &target);
                format!("{found}: {}", claim.working)
            })
            .collect();
        let wanted = told(
            verdict,
            example.span.as_deref().unwrap_or("…"),
            example.concerns.as_deref().unwrap_or_default(),
        );
        complaint(match found.is_empty() {
            true => format!("must be {wanted}, was not flagged"),
            false => format!("must be {wanted}, was {}", found.join("; ")),
        })
    }

    pub(super) fn claims_of(&self, document: &Document) -> Vec<Claim> {
        let segmentation = segmentation::segment(document);
        let quoted = quotation::find(document, &segmentation);
        let quotations: Vec<Quotation> = quoted.iter().map(speech).collect();
        let resolution = Resolution {
            of_quotation: vec![Some(0); quotations.len()],
            speakers: vec![Speaker {
                name: "a speaker".to_owned(),
                id: None,
                role: None,
                affiliation: None,
                kind: SpeakerKind::Unnamed,
                mentions: Vec::new(),
            }],
            ..Resolution::default()
        };
        self.check(document, &segmentation, &quotations, &resolution)
    }
}

fn speech(quoted: &Quoted) -> Quotation {
    Quotation {
        contents: smallvec![quoted.inner],
        kind: QuotationKind::Direct,
        function: Function::Speech,
        cue: SpanList::new(),
        source: SpanList::new(),
        polarity: Default::default(),
        carried_from: None,
        evidence: "example",
        confidence: 1.0,
        nested_in: quoted.parent,
        unclosed: !quoted.closed,
    }
}
