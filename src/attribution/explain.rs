//! Explain: every candidate of a document with its scores, and what became of it.
//!
//! For whoever adds a cue or a pattern. The decision is that of the run, made once
//! more; what is told beside it is what the run throws away.

use std::ops::Range;

use crate::span::{self, Span};

use super::candidate::{self, Candidate};
use super::decide::{self, Refusal};
use super::model::Model;
use super::model::explain::Weighing;
use super::proposal::with_preposition;
use super::score::source_kind;
use super::view::View;
use super::{Attributor, Judge, Stages};

/// What each named pattern is: evidence, meaning.
const PATTERNS: &str = include_str!("patterns.tsv");

/// A candidate that was considered; spans are in bytes of the text.
#[derive(Clone, Debug)]
pub struct Considered {
    pub cue: Span,
    /// As the pattern proposed it, or as the model chose it where it was weighed.
    pub source: Option<Span>,
    /// What the source is: `name`, `pronoun`, `human`, `none` …
    pub source_kind: &'static str,
    pub contents: Vec<Span>,
    /// The cue's base form, or the pattern's own word.
    pub lemma: String,
    /// The cue's class: speech, thought, naming, stance …
    pub class: &'static str,
    /// The cue's mode: finite, passive, noun …
    pub mode: &'static str,
    /// What follows the cue.
    pub frame: &'static str,
    /// The named pattern that proposed it; [`pattern`] tells what it is.
    pub evidence: &'static str,
    /// How likely it is right, between 0 and 1: once weighed, else as proposed.
    pub score: f32,
    pub fate: Fate,
    /// The contents it could have, each with its share of the probability, the likeliest first;
    /// empty without a model.
    pub readings: Vec<(Vec<Span>, f32)>,
    /// So its sources.
    pub sources: Vec<(Option<Span>, f32)>,
}

/// What became of a candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fate {
    /// It is a quotation; were it less likely than `bar`, it would be none.
    Stands { bar: f32 },
    /// As proposed it is less likely than `bar`: it was not weighed.
    Hopeless { bar: f32 },
    /// It is less likely than `bar`.
    Unlikely { bar: f32 },
    /// What it governs is a name between marks.
    Name,
    /// What it governs is one word that points to what was said.
    Pronoun,
    /// It tells where another's report is from, and is part of that.
    PartOfReport,
    /// Another that stands has some of its words, and wins by `margin`: log odds of the model, or by rank without
    /// one. `by` is its place among the considered.
    Outranked { by: Option<usize>, margin: f32 },
}

impl Considered {
    /// From the first content's start to the last one's end.
    pub fn extent(&self) -> Span {
        span::extent(&self.contents)
    }
}

/// What a named pattern is, in a phrase; `None` if there is none of the name.
pub fn pattern(evidence: &str) -> Option<&'static str> {
    let lines = PATTERNS.lines().filter(|line| !line.starts_with('#'));
    let mut pairs = lines.filter_map(|line| line.split_once('\t'));
    pairs.find_map(|(name, meaning)| (name == evidence).then_some(meaning))
}

impl Attributor {
    /// Every candidate of one document, by the place of its cue, and what became of it.
    pub fn explain(&self, stages: Stages) -> Vec<Considered> {
        let view = self.view(stages);
        let proposed = candidate::candidates(&view, |verb| stages.lexicon.lemma(verb));
        let weighings = match &self.judge {
            Judge::Model(model) => model.weighings(&view, &proposed),
            Judge::Counts(_) => Vec::new(),
        };
        let weighed = self.weighed(&[stages]).pop();
        let weighed = weighed.map(|found| found.candidates).unwrap_or_default();
        let mut judged = judge(&view, self.model(), weighed).into_iter();
        let mut found = Vec::with_capacity(proposed.len());
        // Where each weighed candidate stands among all.
        let mut places = Vec::new();
        let mut weighings = weighings.into_iter();
        for mut candidate in proposed {
            let weighing = weighings.next();
            let hopeless = weighing.as_ref().filter(|told| told.estimate < told.bar);
            let fate = match hopeless {
                Some(told) => {
                    candidate.score = told.estimate;
                    Fate::Hopeless { bar: told.bar }
                }
                None => {
                    let Some((weighed, fate)) = judged.next() else {
                        break;
                    };
                    candidate = weighed;
                    places.push(found.len());
                    fate
                }
            };
            found.push(considered(&view, candidate, fate, weighing));
        }
        for candidate in &mut found {
            if let Fate::Outranked { by, .. } = &mut candidate.fate {
                *by = by.and_then(|at| places.get(at).copied());
            }
        }
        found
    }
}

/// What [`decide`] makes of each candidate; places are among these.
fn judge<'a>(
    view: &View,
    model: Option<&Model>,
    weighed: Vec<Candidate<'a>>,
) -> Vec<(Candidate<'a>, Fate)> {
    let before: Vec<f32> = weighed.iter().map(|candidate| candidate.score).collect();
    let (mut chosen, mut settled) = (weighed.clone(), weighed);
    decide::decide(view, model, &mut chosen);
    decide::reports_over_their_sources(view, &mut settled);
    let refusals: Vec<Option<Refusal>> = settled
        .iter()
        .map(|candidate| decide::refusal(view, candidate))
        .collect();
    let places: Vec<usize> = (0..settled.len())
        .filter(|&at| refusals[at].is_none())
        .collect();
    let standing: Vec<Candidate> = places.iter().map(|&at| settled[at].clone()).collect();
    let pairs = decide::contest(view, model, &standing);
    let stands: Vec<bool> = settled
        .iter()
        .map(|candidate| chosen.iter().any(|other| same(candidate, other)))
        .collect();
    // Of those that stand the one that wins over this by most.
    let beaten = |at: usize| {
        let own = places.binary_search(&at).ok()?;
        let rivals = pairs.iter().filter_map(|pair| pair.against(own));
        let rivals = rivals.map(|(other, margin)| (places[other], margin));
        rivals
            .filter(|(other, _)| stands[*other])
            .max_by(|(_, a), (_, b)| a.total_cmp(b))
    };
    let fates: Vec<Fate> = (0..settled.len())
        .map(|at| {
            let bar = decide::bar(view, &settled[at]);
            match refusals[at] {
                _ if stands[at] => Fate::Stands { bar },
                _ if settled[at].score == 0.0 && before[at] > 0.0 => Fate::PartOfReport,
                Some(Refusal::Unlikely) => Fate::Unlikely { bar },
                Some(Refusal::Pronoun) => Fate::Pronoun,
                Some(Refusal::Name) => Fate::Name,
                None => {
                    let (by, margin) = beaten(at).unzip();
                    Fate::Outranked {
                        by,
                        margin: margin.unwrap_or_default(),
                    }
                }
            }
        })
        .collect();
    settled.into_iter().zip(fates).collect()
}

/// The chosen one is this candidate, or what another left of it.
fn same(candidate: &Candidate, chosen: &Candidate) -> bool {
    let within = |part: &Range<usize>| candidate.contents.contains(part);
    candidate.cue == chosen.cue
        && (candidate.evidence, candidate.frame, candidate.mode)
            == (chosen.evidence, chosen.frame, chosen.mode)
        && chosen.contents.iter().all(within)
}

fn considered(
    view: &View,
    candidate: Candidate,
    fate: Fate,
    weighing: Option<Weighing>,
) -> Considered {
    let span = |range: &Range<usize>| view.span(range.clone());
    let spans = |ranges: &[Range<usize>]| ranges.iter().map(span).collect::<Vec<Span>>();
    let (readings, sources) = weighing.map_or_else(Default::default, |weighing| {
        let readings = weighing.readings.iter();
        let sources = weighing.sources.iter();
        (
            readings
                .map(|(contents, share)| (spans(contents), *share))
                .collect(),
            sources
                .map(|(source, share)| (source.as_ref().map(span), *share))
                .collect(),
        )
    });
    Considered {
        cue: span(&with_preposition(
            view,
            candidate.cue.clone(),
            &candidate.contents,
        )),
        source: candidate.source.as_ref().map(span),
        source_kind: source_kind(view, candidate.source.as_ref()).name(),
        contents: spans(&candidate.contents),
        lemma: candidate.lemma.into_owned(),
        class: candidate.class,
        mode: candidate.mode,
        frame: candidate.frame,
        evidence: candidate.evidence,
        score: candidate.score,
        fate,
        readings,
        sources,
    }
}
