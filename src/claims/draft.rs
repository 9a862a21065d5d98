//! [`Draft`]: a match of a rule with its values, and the [`Claim`] it becomes when judged.

use super::binding::Binding;
use super::checker::ClaimChecker;
use super::compute::{Context, Fact, Outcome, Person, Values};
use super::denial::Denial;
use super::figure::Figure;
use super::interval::Interval;
use super::judge::Test;
use super::otherwise::{are_unlike, is_foreign, is_otherwise};
use super::quantity::Quantity;
use super::rule::{Judgement, Rule, SlotKind};
use super::{Claim, Verdict};
use crate::resolution::Resolution;
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
    /// The numbers of its sentence that stand in it.
    pub(crate) quantities: Vec<Quantity>,
    /// An earlier wording of the same words, and the number of its sentence.
    pub(crate) twin: Option<(Span, usize)>,
    pub(crate) denial: Option<Denial>,
    /// The author tells whose reckoning it is: "by her count".
    pub(crate) reckoned: bool,
}

impl Draft {
    fn bound(&self, rule: &Rule, name: &str) -> Option<&Binding> {
        let slot = rule.slot(name)?;
        self.bindings.iter().find(|binding| binding.slot == slot)
    }

    /// What a rule that holds its claims against each other knows of this one as what it is about.
    pub(crate) fn of(&self, rule: &Rule, text: &str) -> Option<String> {
        let of = self.bound(rule, "of")?;
        // A single word with a capital may be anything.
        let words = || {
            let words = of.span?.of(text);
            words.contains(' ').then(|| words.to_owned())
        };
        of.key.clone().or_else(words)
    }

    /// What a rule that holds its claims against each other knows of this one: its slots `of` and `value`.
    pub(crate) fn fact(&self, rule: &Rule, text: &str, resolution: &Resolution) -> Option<Fact> {
        let (of, value) = (self.bound(rule, "of")?, self.bound(rule, "value")?);
        let speaker = |quotation: usize| {
            let speaker = *resolution.of_quotation.get(quotation)?;
            Some(resolution.speakers.get(speaker?)?.name.clone())
        };
        let of_what = self.of(rule, text)?;
        let name = match self.quotation {
            None => "the author".to_owned(),
            Some(quotation) => speaker(quotation).unwrap_or_else(|| "a speaker".to_owned()),
        };
        Some(Fact {
            person: Person::named(&of_what),
            of: of_what,
            called: of
                .span
                .map(|span| span.of(text))
                .unwrap_or_default()
                .to_owned(),
            value: Interval::new(
                value.value.low() - rule.slack,
                value.value.high() + rule.slack,
            ),
            term: value.key.clone(),
            unit: value.unit.clone(),
            span: self.span,
            sentence: self.sentence + 1,
            voice: name,
        })
    }
}

/// A draft with the claim it became.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) claim: Claim,
    pub(crate) draft: Draft,
    /// The claim of the same rule that it was held against.
    pub(crate) peer: Option<Span>,
}

/// One rule with the values of one draft.
pub(super) struct Judge<'a> {
    pub(super) checker: &'a ClaimChecker,
    pub(super) text: &'a str,
    pub(super) rule: &'a Rule,
    pub(super) draft: &'a Draft,
}

impl ClaimChecker {
    /// The claim a draft becomes, or `None` if its rule would rather say nothing.
    pub(crate) fn judge(&self, text: &str, draft: Draft, context: &Context<'_>) -> Option<Found> {
        let rule = self.rules().get(draft.rule)?;
        let judge = Judge {
            checker: self,
            text,
            rule,
            draft: &draft,
        };
        let mut outcome = judge.outcome(context)?;
        let figures = judge.figures();
        // What was so years before the first figure is not told by it.
        if matches!(outcome.verdict, Verdict::Contradicted | Verdict::Doubtful)
            && figures
                .iter()
                .any(|(figure, _)| judge.early(figure, context.date).is_some())
        {
            outcome.verdict = Verdict::Undetermined;
        }
        let verdict = match rule
            .verdicts
            .iter()
            .find(|(from, _)| *from == outcome.verdict)
        {
            Some((_, to)) => (*to)?,
            None => outcome.verdict,
        };
        let turned = match &draft.denial {
            Some(denial) => denial.turn(verdict, rule.test()),
            None => verdict,
        };
        let told = draft
            .denial
            .map(|denial| denial.told(text, verdict, turned));
        let working = judge.working(&outcome, &figures, context.date);
        let claim = Claim {
            span: draft.span,
            rule: rule.id.clone(),
            title: rule.title.clone(),
            domain: rule.domain.clone(),
            verdict: turned,
            working: told.unwrap_or_default() + &working,
            ratio: outcome
                .left
                .zip(outcome.right)
                .map(|(left, right)| left / right),
            quotation: draft.quotation,
            reckoned: draft.reckoned,
            concerns: None,
            disputes: None,
            figures: figures
                .iter()
                .map(|(figure, _)| figure.id.clone())
                .collect(),
            sources: sources(&figures),
            hearsay: 0,
            quantities: draft.quantities.clone(),
        };
        Some(Found {
            claim,
            peer: outcome.peer,
            draft,
        })
    }
}

/// The sources of figures, each once.
fn sources(figures: &[(&Figure, &str)]) -> Vec<String> {
    let mut sources: Vec<String> = Vec::new();
    for (figure, _) in figures {
        let source = figure.source.to_string();
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

impl Values for Judge<'_> {
    /// A slot's value, or a figure's.
    fn value(&self, name: &str) -> Option<Interval> {
        match self.rule.slot(name) {
            Some(slot) => self.binding(slot).map(|binding| self.claimed(binding)),
            None => self.checker.figures().get(name).map(|figure| figure.value),
        }
    }

    fn key(&self, name: &str) -> Option<String> {
        let binding = self.binding(self.rule.slot(name)?)?;
        let words = || Some(binding.span?.of(self.text).to_owned());
        binding.key.clone().or_else(words)
    }

    fn place(&self) -> Span {
        self.draft.span
    }
}

impl Judge<'_> {
    /// As [`Values::value`], as wide as it is rounded where its slot asks for that; also of an end (`x.low`).
    pub(super) fn rounded(&self, name: &str) -> Option<Interval> {
        let (whole, end) = match name.split_once('.') {
            Some((whole, end)) if self.rule.slot(whole).is_some() => (whole, Some(end)),
            _ => (name, None),
        };
        match self.rule.slot(whole) {
            Some(slot) => {
                let binding = self.binding(slot)?;
                Some(binding.rounded(self.claimed(binding), end))
            }
            None => self.value(whole),
        }
    }

    /// What is claimed: of "up to 3 million" no more than that, but no less where it is said to suffice or to fit, or
    /// where a share is told of it ("at least 40 of the 200, or 20 percent").
    pub(super) fn claimed(&self, binding: &Binding) -> Interval {
        let most = matches!(self.rule.test(), Some(Test::AtMost | Test::Enough));
        let slot = self.rule.slots.get(binding.slot).map(|slot| &slot.kind);
        let bound = matches!(slot, Some(SlotKind::Quantity { bound: true, .. }))
            && (binding.value.high().is_infinite() || binding.value.low() == 0.0);
        match most && binding.reaches || bound {
            true => binding.stated,
            false => binding.value,
        }
    }

    /// A slot's value without its hedge, or a figure's.
    fn stated(&self, name: &str) -> Option<Interval> {
        let stated = |slot| self.binding(slot).map(|binding| binding.stated);
        self.rule
            .slot(name)
            .map_or_else(|| self.value(name), stated)
    }

    fn outcome(&self, context: &Context<'_>) -> Option<Outcome> {
        let plain = |verdict| Outcome::new(verdict, "");
        if self.draft.lacking.is_some() {
            return Some(plain(Verdict::Incomplete));
        }
        if let Some((first, sentence)) = self.draft.twin {
            let words = |span: Span| span.of(self.text);
            let result = format!(
                "Sentence {sentence} has “{}”, sentence {} “{}”",
                words(first),
                self.draft.sentence + 1,
                words(self.draft.span)
            );
            return Some(Outcome::new(Verdict::Doubtful, result));
        }
        match &self.rule.judgement {
            Judgement::Fixed(verdict) => Some(plain(*verdict)),
            Judgement::Compute(compute) => compute.run(self, context),
            Judgement::Compare(comparison) => {
                if are_unlike(self.rule, &self.draft.bindings, self.text)
                    || is_foreign(&self.draft.bindings, &self.figures())
                {
                    return None;
                }
                let mut compared =
                    comparison.judge(|name| self.value(name), |name| self.rounded(name))?;
                // "At least 20 times" is said of 20 times.
                if compared.verdict == Verdict::Undetermined
                    && matches!(comparison.test, Test::Equality | Test::Agrees)
                    && let Some(stated) =
                        comparison.judge(|name| self.stated(name), |name| self.stated(name))
                    && stated.verdict == Verdict::Consistent
                {
                    compared = stated;
                }
                if compared.verdict != Verdict::Consistent
                    && is_otherwise(self.rule, &|name| self.value(name))
                {
                    return None;
                }
                Some(Outcome {
                    left: Some(compared.left),
                    right: Some(compared.right),
                    ..plain(compared.verdict)
                })
            }
        }
    }

    pub(super) fn binding(&self, slot: usize) -> Option<&Binding> {
        self.draft
            .bindings
            .iter()
            .find(|binding| binding.slot == slot)
    }
}
