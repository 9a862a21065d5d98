//! [`ClaimChecker`]: rules and figures compiled once; each article in one pass.
//!
//! The automaton runs over the text; a sentence is cut into words and its
//! quantities read only when some rule has all its triggers there.

use super::automaton::{Automaton, Builder, Hit, Use};
use super::binding::{Bound, Sources};
use super::compute::{Computation, Context};
use super::draft::Draft;
use super::error::RuleError;
use super::figure::Figures;
use super::interval::Interval;
use super::link::{self, Voices};
use super::pattern::Match;
use super::places::Places;
use super::quantity::{Dimension, day_number};
use super::rule::{Judgement, Rule, RuleSet, SpanPolicy, Voice};
use super::sentence::{Filling, Mention, View};
use super::words::{WordKind, Words};
use super::{Claim, Verdict};
use crate::attribution::Quotation;
use crate::document::Document;
use crate::resolution::Resolution;
use crate::segmentation::{ParagraphKind, Segmentation};
use crate::span::Span;

/// The rules that come with dixit: file and text.
const RULES: &[(&str, &str)] = &[
    ("rules/classes.toml", include_str!("rules/classes.toml")),
    ("rules/equivalence.toml", include_str!("rules/equivalence.toml")),
    ("rules/reference.toml", include_str!("rules/reference.toml")),
    ("rules/calendar.toml", include_str!("rules/calendar.toml")),
    ("rules/checkable.toml", include_str!("rules/checkable.toml")),
    ("rules/uncheckable.toml", include_str!("rules/uncheckable.toml")),
    ("rules/rebuttal.toml", include_str!("rules/rebuttal.toml")),
];

/// Rules and reference figures, compiled once a process.
#[derive(Debug)]
pub struct ClaimChecker {
    set: RuleSet,
    figures: Figures,
    automaton: Automaton,
    /// For each rule how many of its sets a sentence must meet, as bits.
    wanted: Vec<u8>,
    needs_context: Vec<bool>,
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
        let automaton = compile(&set, &figures)?;
        let wanted = set.triggers.iter().map(|triggers| full(triggers.all.len())).collect();
        let needs_context = set.triggers.iter().map(|triggers| !triggers.context.is_empty()).collect();
        Ok(Self { set, figures, automaton, wanted, needs_context })
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
        let context = Context { date: article.date(), series: &series };
        let judged = drafts.into_iter().filter_map(|draft| {
            let claim = self.judge(&document.text, &draft, &context)?;
            Some((claim, draft))
        });
        let mut claims: Vec<(Claim, Draft)> = judged.collect();
        claims.sort_by_key(|(claim, draft)| (claim.span, draft.rule));
        self.give_way(&mut claims);
        link::concerns(&self.set.rules, &mut claims);
        claims.into_iter().map(|(claim, _)| claim).collect()
    }

    /// The yearly series among the drafts, as first and last year.
    fn series(&self, drafts: &[Draft]) -> Vec<(f64, f64)> {
        let years = |draft: &Draft| {
            let rule = self.set.rules.get(draft.rule)?;
            matches!(rule.judgement, Judgement::Compute(Computation::Series)).then_some(())?;
            let value = |name| {
                let slot = rule.slot(name)?;
                draft.bindings.iter().find(|binding| binding.slot == slot).map(|binding| binding.value.low())
            };
            Some((value("from")?, value("to")?))
        };
        drafts.iter().filter_map(years).collect()
    }

    /// Drops claims of rules that yield where a computing rule found something.
    fn give_way(&self, claims: &mut Vec<(Claim, Draft)>) {
        let computed: Vec<(usize, Span)> = claims
            .iter()
            .filter(|(claim, draft)| self.set.rules[draft.rule].computes() && claim.verdict != Verdict::Incomplete)
            .map(|(claim, draft)| (draft.sentence, claim.span))
            .collect();
        claims.retain(|(claim, draft)| {
            let first = computed.partition_point(|(sentence, _)| *sentence < draft.sentence);
            let here = computed.iter().skip(first).take_while(|(sentence, _)| *sentence == draft.sentence);
            !self.set.rules[draft.rule].yields || !here.into_iter().any(|(_, span)| span.overlaps(claim.span))
        });
    }
}

fn full(sets: usize) -> u8 {
    ((1u16 << sets.min(8)) - 1) as u8
}

fn compile(set: &RuleSet, figures: &Figures) -> Result<Automaton, RuleError> {
    let mut builder = Builder::default();
    for (rule, triggers) in set.triggers.iter().enumerate() {
        for (set, phrases) in triggers.all.iter().enumerate() {
            phrases.iter().for_each(|phrase| builder.add(phrase, Use::Set { rule, set }));
        }
        triggers.block.iter().for_each(|phrase| builder.add(phrase, Use::Block { rule }));
        triggers.context.iter().for_each(|phrase| builder.add(phrase, Use::Context { rule }));
    }
    for (table, rows) in figures.tables.iter().enumerate() {
        for (row, named) in rows.rows.iter().enumerate() {
            for (names, noun) in [(&named.names, true), (&named.adjectives, false)] {
                names.iter().for_each(|name| builder.add(name, Use::Row { table, row, noun }));
            }
        }
    }
    builder.build()
}

/// One document under reading.
struct Article<'a> {
    checker: &'a ClaimChecker,
    document: &'a Document,
    segmentation: &'a Segmentation,
    voices: Voices<'a>,
    hits: Vec<Hit>,
    places: Places,
    /// For each rule, whether the article is about what it is about.
    in_context: Vec<bool>,
}

impl<'a> Article<'a> {
    fn new(checker: &'a ClaimChecker, document: &'a Document, segmentation: &'a Segmentation, quotations: &'a [Quotation]) -> Self {
        let mut in_context: Vec<bool> = checker.needs_context.iter().map(|needed| !needed).collect();
        let mut mentions = Vec::new();
        let mut hits: Vec<Hit> = Vec::new();
        for hit in checker.automaton.hits(&document.text) {
            let mut triggers = false;
            for meaning in checker.automaton.uses(hit.phrase) {
                match *meaning {
                    Use::Context { rule } => in_context[rule] = true,
                    Use::Row { table, row, noun } => {
                        let span = Span::new(hit.start, hit.end);
                        mentions.push(Mention { table, row, noun, span });
                    }
                    Use::Set { .. } | Use::Block { .. } => triggers = true,
                }
            }
            if triggers {
                hits.push(hit);
            }
        }
        hits.sort_by_key(|hit| hit.start);
        Self {
            checker,
            document,
            segmentation,
            voices: Voices::new(quotations),
            hits,
            places: Places::new(mentions.into_iter()),
            in_context,
        }
    }

    /// The article's date as days: of its record, or else of its furniture.
    fn date(&self) -> Option<Interval> {
        let furniture = self.segmentation.furniture.date.map(|span| span.of(&self.document.text));
        let words = [self.document.metadata.date.as_deref(), furniture];
        words.into_iter().flatten().find_map(|words| self.read_date(words))
    }

    fn read_date(&self, text: &str) -> Option<Interval> {
        // "2023-09-06T10:00:00Z": the time says nothing more.
        let day = text.split_once('T').map_or(text, |(day, _)| if day.len() == 10 { day } else { text });
        let words = Words::cut(day, Span::new(0, day.len()), &self.checker.set.vocabulary);
        let quantities = self.checker.set.lexicon.quantities(day, &words);
        let date = quantities.iter().find(|quantity| quantity.dimension == Dimension::Date);
        let year = || {
            let year = quantities.iter().find(|quantity| quantity.dimension == Dimension::Year)?;
            let first = jiff::civil::Date::new(year.value.low() as i16, 1, 1).ok()?;
            Some(Interval::new(day_number(first), day_number(first.last_of_year())))
        };
        date.map(|date| date.value).or_else(year)
    }

    /// Every match of every rule, sentence by sentence.
    fn drafts(&self) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let mut masks = vec![0u8; self.checker.wanted.len()];
        let mut hits = self.hits.as_slice();
        for (index, sentence) in self.segmentation.sentences.iter().enumerate() {
            let skipped = hits.partition_point(|hit| hit.start < sentence.span.start());
            let here = hits.partition_point(|hit| hit.start < sentence.span.end());
            let inside = &hits[skipped..here];
            hits = &hits[here..];
            if inside.is_empty() || self.is_furniture(sentence.paragraph) {
                continue;
            }
            let rules = self.triggered(inside, &mut masks);
            if !rules.is_empty() {
                self.read(index, inside, &rules, &mut drafts);
            }
        }
        drafts
    }

    fn is_furniture(&self, paragraph: usize) -> bool {
        let paragraph = self.segmentation.paragraphs.get(paragraph);
        paragraph.is_some_and(|paragraph| !matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::Title | ParagraphKind::Heading))
    }

    /// The rules with all their sets met and none of their blocks, in their order.
    fn triggered(&self, hits: &[Hit], masks: &mut [u8]) -> Vec<usize> {
        let uses = || hits.iter().flat_map(|hit| self.checker.automaton.uses(hit.phrase));
        let mut touched = Vec::new();
        for meaning in uses() {
            if let Use::Set { rule, set } = *meaning {
                if masks[rule] == 0 {
                    touched.push(rule);
                }
                masks[rule] |= 1 << set;
            }
        }
        for meaning in uses() {
            if let Use::Block { rule } = *meaning {
                masks[rule] = 0;
            }
        }
        let mut rules = Vec::new();
        touched.sort_unstable();
        for rule in touched {
            if masks[rule] == self.checker.wanted[rule] && self.in_context[rule] {
                rules.push(rule);
            }
            masks[rule] = 0;
        }
        rules
    }

    /// Looks for the triggered rules' claims in one sentence.
    fn read(&self, index: usize, hits: &[Hit], rules: &[usize], drafts: &mut Vec<Draft>) {
        let sentence = &self.segmentation.sentences[index];
        let set = &self.checker.set;
        let mentions = self.places.within(sentence.span);
        let view = View::new(&self.document.text, sentence.span, mentions, &set.vocabulary, &set.lexicon);
        let paragraph = self.segmentation.paragraphs.get(sentence.paragraph);
        let sources = Sources {
            view: &view,
            places: &self.places,
            paragraph: paragraph.map_or(sentence.span, |paragraph| paragraph.span),
            figures: &self.checker.figures,
        };
        for &rule in rules {
            let first = drafts.len();
            for found in self.matches(rule, hits, &view) {
                if let Some(draft) = self.draft(rule, index, &found, &sources)
                    && !drafts[first..].iter().any(|other| other.span.overlaps(draft.span))
                {
                    drafts.push(draft);
                }
            }
        }
    }

    fn matches(&self, rule: usize, hits: &[Hit], view: &View) -> Vec<Match> {
        let known = &self.checker.set.rules[rule];
        if known.patterns.is_empty() {
            return self.between_triggers(rule, hits, view);
        }
        let filling = Filling { view, slots: &known.slots };
        known.patterns.iter().flat_map(|pattern| pattern.matches(&view.words, &filling)).collect()
    }

    /// From the first trigger of a rule without patterns to the last.
    fn between_triggers(&self, rule: usize, hits: &[Hit], view: &View) -> Vec<Match> {
        let own = |hit: &&Hit| {
            let uses = self.checker.automaton.uses(hit.phrase);
            uses.iter().any(|meaning| matches!(meaning, Use::Set { rule: of, .. } if *of == rule))
        };
        let spans = hits.iter().filter(own).map(|hit| Span::new(hit.start, hit.end));
        let Some(cover) = spans.reduce(Span::cover) else {
            return Vec::new();
        };
        let words = view.words.at_byte(cover.start())..view.words.at_byte(cover.end());
        vec![Match { span: words.clone(), words, captures: Vec::new() }]
    }

    fn draft(&self, rule: usize, sentence: usize, found: &Match, sources: &Sources<'_>) -> Option<Draft> {
        let known = &self.checker.set.rules[rule];
        let (bindings, lacking) = match sources.bind(known, found) {
            Bound::Full(bindings) => (bindings, None),
            Bound::Incomplete(bindings, slot) => (bindings, Some(slot)),
            Bound::Silent => return None,
        };
        let span = self.claim_span(known, found, sources.view);
        let quotation = self.voices.of(span);
        let heard = match known.voice {
            Voice::Any => true,
            Voice::Author => quotation.is_none(),
            Voice::Quoted => quotation.is_some(),
        };
        (heard && !span.is_empty()).then_some(Draft { rule, sentence, span, quotation, bindings, lacking })
    }

    fn claim_span(&self, rule: &Rule, found: &Match, view: &View) -> Span {
        let (mut start, mut end) = (found.span.start, found.span.end);
        match rule.span {
            SpanPolicy::Sentence => return view.span,
            SpanPolicy::Match => {}
            SpanPolicy::Clause => {
                let goes_on = |at: usize| !matches!(view.words.kind(at), None | Some(WordKind::Comma | WordKind::Break | WordKind::Mark));
                while start > 0 && goes_on(start - 1) {
                    start -= 1;
                }
                while goes_on(end) {
                    end += 1;
                }
                if let Some((_, length)) = self.checker.set.openers.starting(&view.words.ids, start)
                    && start + length < end.min(found.span.start + 1)
                {
                    start += length;
                }
            }
        }
        view.words.span(start, end)
    }
}
