//! The account of a verdict: the sum, what was read, the figures with their sources, what is old or decides.

use super::binding::Binding;
use super::compute::{Outcome, Values, days_of};
use super::deciding::Weighed;
use super::draft::Judge;
use super::figure::Figure;
use super::interval::Interval;
use super::judge::Test;
use super::quantity::{Dimension, year_of};
use super::rule::{Judgement, SlotKind};
use super::working;

/// So many years before its figures an article's number may be another.
const EARLY: f64 = 1.0;

impl Judge<'_> {
    /// The figures behind the verdict, each with the reason for its choice.
    pub(super) fn figures(&self) -> Vec<(&Figure, &str)> {
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

    /// The working: the sum, what was read, the figures, what is old or decides, the caveats.
    pub(super) fn working(
        &self,
        outcome: &Outcome,
        figures: &[(&Figure, &str)],
        date: Option<Interval>,
    ) -> String {
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
                "{}: nothing can be computed without “{}”. The text does not say it in a form that this rule reads, or names a place or thing of which there is no figure.{known}",
                self.rule.title,
                self.called(&slot.name)
            );
        }
        let mut working = working::fill(&self.rule.message, |name| self.named(name, outcome));
        let read = self
            .draft
            .bindings
            .iter()
            .filter(|binding| binding.span.is_some() && binding.figure.is_none())
            // What two values are of, they tell themselves.
            .filter(|binding| !self.rule.pairs() || self.rule.slot("of") != Some(binding.slot));
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
        for (figure, _) in figures {
            let aged = self.old(figure, date).or(self.early(figure, date));
            working += &aged.map_or(String::new(), |aged| format!(" {aged}."));
        }
        for told in self.rounded_off().into_iter().chain(self.leeway(outcome)) {
            working += &format!(" {told}.");
        }
        for caveat in &self.rule.caveats {
            working += &format!(" Note: {caveat}.");
        }
        working
    }

    /// How wide its rounded numbers are read.
    fn rounded_off(&self) -> Option<String> {
        let rounded = self
            .draft
            .bindings
            .iter()
            .filter(|binding| binding.off() != [0.0, 0.0]);
        let told = rounded.map(|binding| {
            let value = self.claimed(binding);
            let (low, high) = (
                binding.rounded(value, Some("low")),
                binding.rounded(value, Some("high")),
            );
            let ends = match value.is_exact() {
                true => working::interval(low),
                false => format!("{} and {}", working::interval(low), working::interval(high)),
            };
            let told = working::interval(value);
            (ends != told).then(|| format!("{told} as {ends}"))
        });
        let told: Vec<String> = told.flatten().collect();
        (!told.is_empty()).then(|| format!("Read as rounded: {}", told.join(", ")))
    }

    /// What decides, and how far the number may be off.
    fn leeway(&self, outcome: &Outcome) -> Vec<String> {
        let Judgement::Compare(comparison) = &self.rule.judgement else {
            return Vec::new();
        };
        let weighed = Weighed {
            comparison,
            verdict: outcome.verdict,
            value_of: &|name| self.value(name),
            rounded: &|name| self.rounded(name),
            called: &|name| self.called(name),
        };
        // Of a slot alone, which rounding is its own.
        let stated = match comparison.left.names()[..] {
            [name] => self.rule.slot(name).and_then(|slot| self.binding(slot)),
            _ => None,
        };
        let rounding = stated.map_or([0.0, 0.0], Binding::off);
        let tolerance = outcome
            .right
            .and_then(|right| weighed.tolerance(right, rounding));
        weighed.deciding().into_iter().chain(tolerance).collect()
    }

    /// That a figure is older than its rule allows, by the article's date.
    fn old(&self, figure: &Figure, date: Option<Interval>) -> Option<String> {
        let most = self.rule.figures_last?;
        let last = days_of(figure.last_year()?)?;
        let age = (date?.low() - last.high()) / 365.25;
        (age > most).then(|| {
            let Figure { title, as_of, .. } = figure;
            let article = year_of(date.map_or(0.0, Interval::low)).unwrap_or_default();
            format!("Old: {title} is as of {as_of}, the article of {article}; this rule allows {most} years")
        })
    }

    /// That a number of its own year is held against a figure of later ones.
    pub(super) fn early(&self, figure: &Figure, date: Option<Interval>) -> Option<String> {
        self.rule.figures_last?;
        let first = days_of(figure.first_year()?)?;
        let before = (first.low() - date?.high()) / 365.25;
        (before > EARLY && self.rule.test() == Some(Test::Agrees)).then(|| {
            let Figure { title, as_of, .. } = figure;
            let article = year_of(date.map_or(0.0, Interval::low)).unwrap_or_default();
            format!("Early: {title} is as of {as_of}, the article of {article}")
        })
    }

    fn known(&self, binding: &Binding) -> Option<String> {
        let slot = self.rule.slots.get(binding.slot)?;
        let words = match binding.span {
            Some(span) => format!(" (“{}”)", span.of(self.text)),
            None => String::new(),
        };
        let value = match slot.kind {
            // The words say it.
            SlotKind::Term { .. } | SlotKind::Name => String::new(),
            SlotKind::Quantity {
                dimension: Dimension::Date,
                ..
            } => working::days(binding.value),
            SlotKind::Quantity {
                dimension: Dimension::Day,
                ..
            } => working::day(binding.value.low()),
            _ => working::interval(self.claimed(binding)),
        };
        let name = self.called(&slot.name);
        Some(match value.is_empty() {
            true => format!("{name}{words}"),
            false => format!("{name} = {value}{words}"),
        })
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
            _ => match self.rule.slot(name).map(|slot| &self.rule.slots[slot].kind) {
                Some(SlotKind::Term { .. } | SlotKind::Name) => self.key(name),
                Some(
                    SlotKind::Quantity { measured: true, .. }
                    | SlotKind::Quantity {
                        dimension: Dimension::Money,
                        ..
                    },
                ) => {
                    let unit = &self.binding(self.rule.slot(name)?)?.unit;
                    let value = working::interval(self.value(name)?);
                    Some(format!("{value} {unit}").trim_end().to_owned())
                }
                _ => self.value(name).map(working::interval),
            },
        }
    }

    /// A slot or figure as a reader may call it.
    fn called(&self, name: &str) -> String {
        let row = |slot| {
            let figure = self.binding(slot)?.figure?;
            self.checker.figures().figures.get(figure)
        };
        let figure = match self.rule.slot(name) {
            Some(slot) => row(slot),
            None => self.checker.figures().get(name),
        };
        figure.map_or_else(|| name.replace('_', " "), |figure| figure.title.clone())
    }
}
