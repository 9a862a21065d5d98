//! [`ClaimChecker`]: rules and figures compiled once; each article in one pass.
//!
//! The triggers are looked up in the text; a sentence is cut into words and its
//! quantities read only when some rule has all its triggers there.

use std::collections::HashMap;

use super::article::Article;
use super::compute::{Computation, Context};
use super::draft::Draft;
use super::error::RuleError;
use super::figure::Figures;
use super::link;
use super::rule::{Judgement, Rule, RuleSet};
use super::trigger::{Builder, TriggerIndex, Use};
use super::{Claim, Verdict};
use crate::attribution::Quotation;
use crate::document::Document;
use crate::resolution::Resolution;
use crate::segmentation::Segmentation;
use crate::span::Span;

/// The rules that come with dixit: file and text.
const RULES: &[(&str, &str)] = &[
    ("rules/classes.toml", include_str!("rules/classes.toml")),
    (
        "rules/equivalence.toml",
        include_str!("rules/equivalence.toml"),
    ),
    ("rules/reference.toml", include_str!("rules/reference.toml")),
    ("rules/calendar.toml", include_str!("rules/calendar.toml")),
    ("rules/checkable.toml", include_str!("rules/checkable.toml")),
    (
        "rules/uncheckable.toml",
        include_str!("rules/uncheckable.toml"),
    ),
    ("rules/rebuttal.toml", include_str!("rules/rebuttal.toml")),
];

/// Rules and reference figures, compiled once a process.
#[derive(Debug)]
pub struct ClaimChecker {
    pub(super) set: RuleSet,
    pub(super) figures: Figures,
    pub(super) triggers: TriggerIndex,
    /// For each rule how many of its sets a sentence must meet, as bits.
    pub(super) wanted: Vec<u8>,
    pub(super) needs_context: Vec<bool>,
}

impl Default for ClaimChecker {
    /// With the embedded rules and figures.
    #[allow(clippy::expect_used)] // Embedded at compile time, loaded by every test: cannot fail in the field.
    fn default() -> Self {
        Self::embedded().expect("embedded rules and figures are valid")
    }
}

impl ClaimChecker {
    /// The rules and figures that come with dixit.
    pub fn embedded() -> Result<Self, RuleError> {
        Self::new(RULES, Figures::embedded()?)
    }

    /// Compiles rule files, given as name and text, over figures.
    pub fn new(rules: &[(&str, &str)], figures: Figures) -> Result<Self, RuleError> {
        let set = RuleSet::load(rules, &figures)?;
        let triggers = compile(&set, &figures);
        let wanted = set
            .triggers
            .iter()
            .map(|triggers| full(triggers.all.len()))
            .collect();
        let needs_context = set
            .triggers
            .iter()
            .map(|triggers| !triggers.context.is_empty())
            .collect();
        Ok(Self {
            set,
            figures,
            triggers,
            wanted,
            needs_context,
        })
    }

    /// The names and texts of the embedded rule files: a user's own may stand beside them.
    pub fn embedded_rules() -> &'static [(&'static str, &'static str)] {
        RULES
    }

    pub fn rules(&self) -> &[Rule] {
        &self.set.rules
    }

    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The claims of one document, in text order.
    pub fn check(
        &self,
        document: &Document,
        segmentation: &Segmentation,
        quotations: &[Quotation],
        resolution: &Resolution,
    ) -> Vec<Claim> {
        // Speakers reach a claim through its quotation.
        let _ = resolution;
        let article = Article::new(self, document, segmentation, quotations);
        let drafts = article.drafts();
        let series = self.series(&drafts);
        let context = Context {
            date: article.date(),
            series: &series,
        };
        let judged = drafts.into_iter().filter_map(|draft| {
            let claim = self.judge(&document.text, &draft, &context)?;
            Some((claim, draft))
        });
        let mut claims: Vec<(Claim, Draft)> = judged.collect();
        claims.sort_by_key(|(claim, draft)| (claim.span, draft.rule));
        self.give_way(&mut claims);
        keep_from_checkers(&mut claims);
        link::concerns(&self.set.rules, &mut claims);
        claims.into_iter().map(|(claim, _)| claim).collect()
    }

    /// The yearly series among the drafts: the last year with the first.
    fn series(&self, drafts: &[Draft]) -> HashMap<i64, f64> {
        let years = |draft: &Draft| {
            let rule = self.set.rules.get(draft.rule)?;
            matches!(rule.judgement, Judgement::Compute(Computation::Series)).then_some(())?;
            let value = |name| {
                let slot = rule.slot(name)?;
                draft
                    .bindings
                    .iter()
                    .find(|binding| binding.slot == slot)
                    .map(|binding| binding.value.low())
            };
            Some((value("to")? as i64, value("from")?))
        };
        drafts.iter().filter_map(years).collect()
    }

    /// Drops claims of rules that yield where a computing rule found something.
    fn give_way(&self, claims: &mut Vec<(Claim, Draft)>) {
        let computed: Vec<(usize, Span)> = claims
            .iter()
            .filter(|(claim, draft)| {
                self.set.rules[draft.rule].computes() && claim.verdict != Verdict::Incomplete
            })
            .map(|(claim, draft)| (draft.sentence, claim.span))
            .collect();
        claims.retain(|(claim, draft)| {
            let first = computed.partition_point(|(sentence, _)| *sentence < draft.sentence);
            let here = computed
                .iter()
                .skip(first)
                .take_while(|(sentence, _)| *sentence == draft.sentence);
            !self.set.rules[draft.rule].yields
                || !here.into_iter().any(|(_, span)| span.overlaps(claim.span))
        });
    }
}

/// Drops what a prediction, promise or opinion holds that would else be sent to a checker.
fn keep_from_checkers(claims: &mut Vec<(Claim, Draft)>) {
    let is = |claim: &Claim, verdict| claim.verdict == verdict;
    let uncheckable: Vec<Span> = claims
        .iter()
        .filter(|(claim, _)| is(claim, Verdict::NotCheckable))
        .map(|(claim, _)| claim.span)
        .collect();
    claims.retain(|(claim, _)| {
        // They come in text order.
        let before = uncheckable.partition_point(|span| span.start() <= claim.span.start());
        let nearest = before.checked_sub(1).map(|at| uncheckable[at]);
        !is(claim, Verdict::Check) || !nearest.is_some_and(|span| span.contains(claim.span))
    });
}

fn full(sets: usize) -> u8 {
    ((1u16 << sets.min(8)) - 1) as u8
}

fn compile(set: &RuleSet, figures: &Figures) -> TriggerIndex {
    let mut builder = Builder::default();
    for (rule, triggers) in set.triggers.iter().enumerate() {
        for (set, phrases) in triggers.all.iter().enumerate() {
            phrases
                .iter()
                .for_each(|phrase| builder.add(phrase, Use::Set { rule, set }));
        }
        triggers
            .block
            .iter()
            .for_each(|phrase| builder.add(phrase, Use::Block { rule }));
        triggers
            .context
            .iter()
            .for_each(|phrase| builder.add(phrase, Use::Context { rule }));
    }
    for (table, rows) in figures.tables.iter().enumerate() {
        for (row, named) in rows.rows.iter().enumerate() {
            for (names, noun) in [(&named.names, true), (&named.adjectives, false)] {
                names
                    .iter()
                    .for_each(|name| builder.add(name, Use::Row { table, row, noun }));
            }
        }
    }
    builder.build()
}
