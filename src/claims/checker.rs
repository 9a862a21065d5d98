//! [`ClaimChecker`]: rules and figures compiled once; each article in one pass.
//!
//! The triggers are looked up in the text; a sentence is cut into words and its
//! quantities read only when some rule has all its triggers there.

use std::collections::HashMap;

use super::article::Article;
use super::compute::{Computation, Context, Fact};
use super::draft::{Draft, Found};
use super::echo::echoes;
use super::error::RuleError;
use super::figure::{Figure, Figures};
use super::firing::Firing;
use super::link::{self, Linker};
use super::rule::{Judgement, Rule, RuleSet};
use super::trigger::Triggers;
use super::{Claim, Verdict};
use crate::attribution::Quotation;
use crate::document::Document;
use crate::resolution::Resolution;
use crate::segmentation::Segmentation;
use crate::span::Span;

/// The rules that come with dixit: file and text.
const RULES: &[(&str, &str)] = &[
    ("rules/classes.toml", include_str!("rules/classes.toml")),
    ("rules/denials.toml", include_str!("rules/denials.toml")),
    (
        "rules/equivalence.toml",
        include_str!("rules/equivalence.toml"),
    ),
    ("rules/reference.toml", include_str!("rules/reference.toml")),
    ("rules/calendar.toml", include_str!("rules/calendar.toml")),
    ("rules/numbers.toml", include_str!("rules/numbers.toml")),
    ("rules/changes.toml", include_str!("rules/changes.toml")),
    ("rules/twice.toml", include_str!("rules/twice.toml")),
    ("rules/checkable.toml", include_str!("rules/checkable.toml")),
    (
        "rules/uncheckable.toml",
        include_str!("rules/uncheckable.toml"),
    ),
    ("rules/rebuttal.toml", include_str!("rules/rebuttal.toml")),
];

/// Claims of one rule that are held against each other in one article: more are not read.
const MAX_FACTS: usize = 300;

/// Rules and reference figures, compiled once a process.
#[derive(Debug)]
pub struct ClaimChecker {
    pub(super) set: RuleSet,
    pub(super) figures: Figures,
    pub(super) triggers: Triggers,
    pub(super) firing: Firing,
    /// Of each rule that holds its claims against each other, whether the two must be of different triggers: an
    /// article with less has nothing for it.
    pub(super) pairs: Vec<Option<bool>>,
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
        let pairs: Vec<Option<bool>> = set
            .rules
            .iter()
            .map(|rule| match rule.judgement {
                Judgement::Compute(Computation::TwoValues) => Some(false),
                Judgement::Compute(Computation::TwoTerms) => Some(true),
                _ => None,
            })
            .collect();
        let needs_context: Vec<bool> = set
            .triggers
            .iter()
            .zip(&pairs)
            .map(|(triggers, pair)| pair.is_some() || !triggers.context.is_empty())
            .collect();
        let firing = Firing::new(&set, &needs_context);
        let triggers = Triggers::new(&set, &figures, &firing);
        Ok(Self {
            set,
            figures,
            triggers,
            firing,
            pairs,
        })
    }

    /// The names and texts of the embedded rule files: a user's own may stand beside them.
    pub fn embedded_rules() -> &'static [(&'static str, &'static str)] {
        RULES
    }

    pub fn rules(&self) -> &[Rule] {
        &self.set.rules
    }

    /// The figures that a rule may use: those its formulas name, and the rows of its tables.
    pub fn figures_of(&self, rule: &Rule) -> Vec<&Figure> {
        let named = rule
            .figure_names()
            .filter_map(|name| self.figures.get(name));
        let tables = rule.tables().flat_map(|table| self.figures.rows_of(table));
        named.chain(tables).collect()
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
        let article = Article::new(self, document, segmentation, quotations);
        let mut drafts = article.drafts();
        drafts.extend(self.echoes(document, segmentation, quotations, resolution));
        if drafts.is_empty() {
            return Vec::new();
        }
        let series = self.series(&drafts);
        let facts = self.facts(&document.text, &drafts, resolution);
        let date = article.date();
        let judged = drafts.into_iter().filter_map(|draft| {
            let context = Context {
                date,
                series: &series,
                facts: facts.get(&draft.rule).map_or(&[], Vec::as_slice),
            };
            self.judge(&document.text, draft, &context)
        });
        let mut found: Vec<Found> = judged.collect();
        found.sort_by_key(|found| (found.claim.span, found.draft.rule));
        self.give_way(&mut found);
        keep_from_checkers(&self.set.rules, &mut found);
        let linker = Linker {
            rules: &self.set.rules,
            segmentation,
            voices: article.voices(),
            text: &document.text,
            resolution,
        };
        linker.concerns(&mut found);
        link::hearsay(&self.set.rules, &mut found, article.voices());
        found.into_iter().map(|found| found.claim).collect()
    }

    /// The claims of each rule that holds its claims against each other.
    fn facts(
        &self,
        text: &str,
        drafts: &[Draft],
        resolution: &Resolution,
    ) -> HashMap<usize, Vec<Fact>> {
        let mut facts: HashMap<usize, Vec<Fact>> = HashMap::new();
        for draft in drafts {
            let rule = &self.set.rules[draft.rule];
            if !rule.pairs() {
                continue;
            }
            let known = facts.entry(draft.rule).or_default();
            if known.len() < MAX_FACTS {
                known.extend(draft.fact(rule, text, resolution));
            }
        }
        facts
    }

    /// What a rule of [`Computation::QuotedTwice`] finds.
    fn echoes(
        &self,
        document: &Document,
        segmentation: &Segmentation,
        quotations: &[Quotation],
        resolution: &Resolution,
    ) -> Vec<Draft> {
        let compares =
            |rule: &Rule| matches!(rule.judgement, Judgement::Compute(Computation::QuotedTwice));
        let Some(rule) = self.set.rules.iter().position(compares) else {
            return Vec::new();
        };
        let echoes = echoes(document, segmentation, quotations, &resolution.of_quotation);
        let sentence = |span: Span| segmentation.sentence_at(span.start()).unwrap_or_default();
        let drafts = echoes.into_iter().map(|echo| Draft {
            rule,
            sentence: sentence(echo.span),
            span: echo.span,
            quotation: Some(echo.quotation),
            bindings: Vec::new(),
            lacking: None,
            quantities: Vec::new(),
            denial: None,
            reckoned: false,
            twin: Some((echo.first, sentence(echo.first) + 1)),
        });
        drafts.collect()
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
    fn give_way(&self, found: &mut Vec<Found>) {
        let computed: Vec<(usize, Span)> = found
            .iter()
            .filter(|Found { claim, draft, .. }| {
                self.set.rules[draft.rule].computes() && claim.verdict != Verdict::Incomplete
            })
            .map(|Found { claim, draft, .. }| (draft.sentence, claim.span))
            .collect();
        found.retain(|Found { claim, draft, .. }| {
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

/// Drops what a prediction, promise or opinion holds that would else be sent to a checker. A rule of the user's own
/// gives way to such rules of theirs alone.
fn keep_from_checkers(rules: &[Rule], found: &mut Vec<Found>) {
    let own = |found: &Found| rules[found.draft.rule].own;
    let of_all = reaches(found, |_| true);
    let of_own = reaches(found, own);
    found.retain(|found| {
        let span = found.claim.span;
        let reaches = if own(found) { &of_own } else { &of_all };
        let before = reaches.partition_point(|(start, _)| *start <= span.start());
        let farthest = before.checked_sub(1).map(|at| reaches[at].1);
        found.claim.verdict != Verdict::Check || farthest.is_none_or(|end| end < span.end())
    });
}

/// Where what cannot be checked begins, and how far that and all before it reaches: a shorter one may lie between.
fn reaches(found: &[Found], of: impl Fn(&Found) -> bool) -> Vec<(usize, usize)> {
    let uncheckable = found
        .iter()
        .filter(|found| found.claim.verdict == Verdict::NotCheckable && of(found));
    // They come in text order.
    let mut reach = 0;
    uncheckable
        .map(|found| {
            reach = reach.max(found.claim.span.end());
            (found.claim.span.start(), reach)
        })
        .collect()
}
