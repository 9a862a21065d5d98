//! [`Draft`]: a match of a rule with its values, and the [`Claim`] it becomes when judged.

use super::binding::Binding;
use super::checker::ClaimChecker;
use super::compute::{Context, Outcome};
use super::figure::Figure;
use super::interval::Interval;
use super::rule::{Judgement, Rule};
use super::{Claim, Verdict, working};
use crate::span::Span;

/// A claim found and not yet judged.
#[derive(Debug)]
pub(crate) struct Draft {
    /// Index of the rule.
    pub(crate) rule: usize,
    pub(crate) sentence: usize,
    pub(crate) span: Span,
    pub(crate) quotation: Option<usize>,
    pub(crate) bindings: Vec<Binding>,
    /// Index of the slot that has no value.
    pub(crate) lacking: Option<usize>,
}

/// One rule with the values of one draft.
struct Judge<'a> {
    checker: &'a ClaimChecker,
    text: &'a str,
    rule: &'a Rule,
    draft: &'a Draft,
}

impl ClaimChecker {
    /// The claim a draft becomes, or `None` if its rule would rather say nothing.
    pub(crate) fn judge(&self, text: &str, draft: &Draft, context: &Context<'_>) -> Option<Claim> {
        let rule = self.rules().get(draft.rule)?;
        let judge = Judge {
            checker: self,
            text,
            rule,
            draft,
        };
        let outcome = judge.outcome(context)?;
        let verdict = match rule
            .verdicts
            .iter()
            .find(|(from, _)| *from == outcome.verdict)
        {
            Some((_, to)) => (*to)?,
            None => outcome.verdict,
        };
        let figures = judge.figures();
        Some(Claim {
            span: draft.span,
            rule: rule.id.clone(),
            title: rule.title.clone(),
            domain: rule.domain.clone(),
            verdict,
            working: judge.working(&outcome, &figures),
            ratio: outcome
                .left
                .zip(outcome.right)
                .map(|(left, right)| left / right),
            quotation: draft.quotation,
            concerns: None,
            figures: figures
                .iter()
                .map(|(figure, _)| figure.id.clone())
                .collect(),
        })
    }
}

impl Judge<'_> {
    fn outcome(&self, context: &Context<'_>) -> Option<Outcome> {
        let plain = |verdict| Outcome {
            verdict,
            result: String::new(),
            left: None,
            right: None,
        };
        if self.draft.lacking.is_some() {
            return Some(plain(Verdict::Incomplete));
        }
        match &self.rule.judgement {
            Judgement::Fixed(verdict) => Some(plain(*verdict)),
            Judgement::Compute(compute) => compute.run(|name| self.value(name), context),
            Judgement::Compare(comparison) => {
                let compared = comparison.judge(|name| self.value(name))?;
                Some(Outcome {
                    verdict: compared.verdict,
                    result: String::new(),
                    left: Some(compared.left),
                    right: Some(compared.right),
                })
            }
        }
    }

    /// A slot's value, or a figure's.
    fn value(&self, name: &str) -> Option<Interval> {
        match self.rule.slot(name) {
            Some(slot) => self.binding(slot).map(|binding| binding.value),
            None => self.checker.figures().get(name).map(|figure| figure.value),
        }
    }

    fn binding(&self, slot: usize) -> Option<&Binding> {
        self.draft
            .bindings
            .iter()
            .find(|binding| binding.slot == slot)
    }

    /// The figures behind the verdict, each with the reason for its choice.
    fn figures(&self) -> Vec<(&Figure, &str)> {
        let all = &self.checker.figures().figures;
        let mut used: Vec<(&Figure, &str)> = Vec::new();
        let Judgement::Compare(comparison) = &self.rule.judgement else {
            return used;
        };
        let names = comparison
            .left
            .names()
            .into_iter()
            .chain(comparison.right.names());
        for name in names {
            let found = match self.rule.slot(name).map(|slot| self.binding(slot)) {
                Some(Some(binding)) => binding
                    .figure
                    .and_then(|at| all.get(at))
                    .map(|figure| (figure, binding.note.as_str())),
                Some(None) => None,
                None => self.checker.figures().get(name).map(|figure| (figure, "")),
            };
            used.extend(
                found.filter(|(figure, _)| !used.iter().any(|(other, _)| other.id == figure.id)),
            );
        }
        used
    }

    fn working(&self, outcome: &Outcome, figures: &[(&Figure, &str)]) -> String {
        if let Some(slot) = self
            .draft
            .lacking
            .and_then(|slot| self.rule.slots.get(slot))
        {
            let known: Vec<String> = self
                .draft
                .bindings
                .iter()
                .filter_map(|binding| self.known(binding))
                .collect();
            let known = if known.is_empty() {
                String::new()
            } else {
                format!(" Known: {}.", known.join("; "))
            };
            return format!(
                "{}: the text does not say `{}`, so nothing can be computed.{known}",
                self.rule.title, slot.name
            );
        }
        let mut working = working::fill(&self.rule.message, |name| self.named(name, outcome));
        let read = self
            .draft
            .bindings
            .iter()
            .filter(|binding| binding.span.is_some() && binding.figure.is_none());
        let read: Vec<String> = read.filter_map(|binding| self.known(binding)).collect();
        if self.rule.computes() && !read.is_empty() {
            working += &format!(" Read: {}.", read.join("; "));
        }
        if !figures.is_empty() {
            let listed: Vec<String> = figures
                .iter()
                .map(|(figure, note)| working::figure(figure, note))
                .collect();
            working += &format!(" Figures: {}.", listed.join("; "));
        }
        for caveat in &self.rule.caveats {
            working += &format!(" Note: {caveat}.");
        }
        working
    }

    fn known(&self, binding: &Binding) -> Option<String> {
        let slot = self.rule.slots.get(binding.slot)?;
        let words = match binding.span {
            Some(span) => format!(" (“{}”)", span.of(self.text)),
            None => String::new(),
        };
        Some(format!(
            "{} = {}{words}",
            slot.name,
            working::interval(binding.value)
        ))
    }

    fn named(&self, name: &str, outcome: &Outcome) -> Option<String> {
        let side = |value: Option<Interval>| value.map(working::interval);
        match name {
            "claim" => Some(self.draft.span.of(self.text).to_owned()),
            "result" => Some(outcome.result.clone()),
            "left" => side(outcome.left),
            "right" => side(outcome.right),
            "ratio" => side(
                outcome
                    .left
                    .zip(outcome.right)
                    .map(|(left, right)| left / right),
            ),
            _ => self.value(name).map(working::interval),
        }
    }
}
