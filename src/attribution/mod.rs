//! Attribution: which words were said, by the words of whom, under which cue.

mod addressee;
mod agent;
mod candidate;
mod circumstance;
mod content;
mod decide;
mod embedded;
mod explain;
mod frame;
mod groups;
mod halves;
mod headings;
mod hearers;
mod hedge;
mod known;
mod landmarks;
mod lexical;
mod leftover;
mod lists;
mod marked;
mod marks;
mod matrix;
#[doc(hidden)]
pub mod model;
mod narrator;
mod nominal;
mod noun_form;
mod parenthesis;
mod polarity;
mod proposal;
mod relay;
mod rivalry;
#[doc(hidden)]
pub mod score;
mod seen;
mod shape;
mod silence;
mod so_far;
mod source;
mod stretch;
mod subjects;
mod tallies;
mod transcript;
mod verb_group;
mod verbal;
mod view;
mod viewpoint;
mod words;
mod works;

use std::sync::OnceLock;

use smallvec::smallvec;

use crate::document::Document;
use crate::quotation::Quoted;
use crate::scan::Scan;
use crate::scan::class::Class;
use crate::scan::lexicon::Lexicon;
use crate::segmentation::Segmentation;
use crate::span::{self, Span, SpanList};
use crate::tagging::Tag;
pub use candidate::{Candidate, Parts};
pub use explain::{Considered, Fate, pattern};
use known::Known;
use model::Model;
pub use polarity::Polarity;
use proposal::Proposal;
use score::Scores;
use view::View;

/// One quotation: its content, and the words that attribute it.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// What was said, in text order; parts between marks and parts without stand as spans of their own.
    pub contents: SpanList,
    pub kind: QuotationKind,
    pub function: Function,
    /// The reporting words; empty if there are none.
    pub cue: SpanList,
    /// The words that name the speaker; empty if none do.
    pub source: SpanList,
    /// Whether the reporting words say that this was not said, or deny it.
    pub polarity: Polarity,
    /// Index of the quotation whose speaker carries over to this one, where it names none itself.
    pub carried_from: Option<usize>,
    /// The named pattern that decided.
    pub evidence: &'static str,
    /// Between 0 and 1.
    pub confidence: f32,
    /// Index of the quotation this one stands in.
    pub nested_in: Option<usize>,
    /// The marks were never closed: it ends with its paragraph.
    pub unclosed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotationKind {
    /// All between marks.
    Direct,
    /// Partly between marks.
    Mixed,
    /// A reported clause without marks.
    Indirect,
}

/// What the marks are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Function {
    Speech,
    /// Distance from a word: the “cannibal regime”.
    Scare,
    /// A work, a newspaper, a ship.
    Title,
    Nickname,
    /// Speech that a quotation or a report tells in its turn.
    Nested,
}

impl Quotation {
    /// From the first content to the end of the last.
    pub fn extent(&self) -> Span {
        span::extent(&self.contents)
    }

    pub fn is_speech(&self) -> bool {
        self.function == Function::Speech
    }
}

/// What the stages before found in one document.
#[derive(Clone, Copy, Debug)]
pub struct Stages<'a> {
    pub document: &'a Document,
    pub segmentation: &'a Segmentation,
    pub tags: &'a [Tag],
    pub scan: &'a Scan,
    pub quoted: &'a [Quoted],
    pub lexicon: &'a Lexicon,
}

/// Cue counts and the model's weights, read once a process.
#[derive(Debug)]
pub struct Attributor {
    judge: Judge,
    /// What the words of the lexicon are, read at the first document.
    known: OnceLock<Known>,
}

/// What decides among the candidates.
#[derive(Debug)]
enum Judge {
    Model(Model),
    /// The patterns' own choices stand, scored by counts.
    Counts(Scores),
}

impl Default for Attributor {
    fn default() -> Self {
        Self::new(Some(Model::embedded()))
    }
}

impl Attributor {
    /// With a model, or by rules and counts alone.
    pub fn new(model: Option<Model>) -> Self {
        Self {
            judge: match model {
                Some(model) => Judge::Model(model),
                None => Judge::Counts(Scores::default()),
            },
            known: OnceLock::new(),
        }
    }

    fn view<'a>(&self, stages: Stages<'a>) -> View<'a> {
        let known = self.known.get_or_init(|| Known::of(stages.lexicon));
        View::new(stages, known)
    }

    /// Decides the quotations of one document, in text order; what is no speech stands among them.
    pub fn attribute(&self, stages: Stages) -> Vec<Quotation> {
        self.together(&[stages]).pop().unwrap_or_default()
    }

    /// The quotations of each document, as [`Attributor::attribute`] decides them.
    pub fn attribute_all(&self, stages: &[Stages]) -> Vec<Vec<Quotation>> {
        /// More code goes over a document than the processor's nearest cache holds, and in that
        /// cache it is asked of so many documents, step by step.
        const TOGETHER: usize = 8;
        let parts = stages.chunks(TOGETHER);
        parts.flat_map(|stages| self.together(stages)).collect()
    }

    /// One step after the other, each over all documents.
    fn together<'a>(&self, stages: &[Stages<'a>]) -> Vec<Vec<Quotation>> {
        let mut found = self.weighed(stages);
        let decide = |Found { view, candidates }: &mut Found<'a>| {
            decide::decide(view, self.model(), candidates)
        };
        let passed: Vec<Vec<Candidate>> = found.iter_mut().map(decide).collect();
        let with_leftovers =
            |(Found { view, candidates }, passed): (Found<'a>, Vec<Candidate<'a>>)| {
                let chosen = candidates.into_iter().map(Proposal::from).collect();
                let proposals = leftover::with_leftovers(&view, chosen, &passed);
                (view, proposals, passed)
            };
        let found = found.into_iter().zip(passed);
        let decided: Vec<(View, Vec<Proposal>, Vec<Candidate>)> =
            found.map(with_leftovers).collect();
        let decided = decided.into_iter();
        decided
            .map(|(view, proposals, passed)| finish(&view, proposals, &passed))
            .collect()
    }

    /// Every candidate of one document before the decision, with its source's kind: for counting and explaining.
    #[doc(hidden)]
    pub fn candidates<'a>(&self, stages: Stages<'a>) -> Vec<(Candidate<'a>, &'static str)> {
        let mut kinds = Vec::new();
        for Found { view, candidates } in self.weighed(&[stages]) {
            kinds.extend(candidates.into_iter().map(|candidate| {
                let kind = score::source_kind(&view, candidate.source.as_ref()).name();
                (candidate, kind)
            }));
        }
        kinds
    }

    /// The candidates of one document for training; see [`model::learn`].
    #[doc(hidden)]
    pub fn instances(&self, stages: Stages) -> Vec<model::learn::Instance> {
        let view = self.view(stages);
        let candidates = candidate::candidates(&view, |verb| stages.lexicon.lemma(verb));
        model::learn::instances(&view, &candidates)
    }

    /// Their features once content and source are chosen; see [`model::learn`].
    #[doc(hidden)]
    pub fn wholes(
        &self,
        stages: Stages,
        choices: &[model::learn::Chosen],
        estimates: &[f32],
    ) -> Vec<Option<Vec<u32>>> {
        let view = self.view(stages);
        let candidates = candidate::candidates(&view, |verb| stages.lexicon.lemma(verb));
        model::learn::wholes(&view, candidates, choices, estimates)
    }

    /// The pairs of candidates that cannot both stand; see [`model::learn`].
    #[doc(hidden)]
    pub fn rivals(
        &self,
        stages: Stages,
        choices: &[model::learn::Chosen],
        scores: &[Option<f32>],
    ) -> Vec<model::learn::Rivals> {
        let view = self.view(stages);
        let candidates = candidate::candidates(&view, |verb| stages.lexicon.lemma(verb));
        model::learn::rivals(&view, candidates, choices, scores)
    }

    fn model(&self) -> Option<&Model> {
        match &self.judge {
            Judge::Model(model) => Some(model),
            Judge::Counts(_) => None,
        }
    }

    /// The candidates of each document with their contents and sources decided, and the probability of each.
    fn weighed<'a>(&self, stages: &[Stages<'a>]) -> Vec<Found<'a>> {
        let views: Vec<View> = stages.iter().map(|stages| self.view(*stages)).collect();
        let found = views.into_iter().zip(stages);
        let mut found: Vec<Found> = found
            .map(|(view, stages)| Found {
                candidates: candidate::candidates(&view, |verb| stages.lexicon.lemma(verb)),
                view,
            })
            .collect();
        match &self.judge {
            Judge::Model(model) => model.weigh(&mut found),
            Judge::Counts(scores) => {
                for Found { view, candidates } in &mut found {
                    for candidate in candidates {
                        let kind = score::source_kind(view, candidate.source.as_ref()).name();
                        candidate.score = scores.score(candidate, kind);
                    }
                }
            }
        }
        found
    }
}

/// A document and its candidates.
struct Found<'a> {
    view: View<'a>,
    candidates: Vec<Candidate<'a>>,
}

/// Proposals become quotations; nested stretches and carried-over speakers are linked.
fn finish(view: &View, proposals: Vec<Proposal>, passed: &[Candidate]) -> Vec<Quotation> {
    let mut quotations: Vec<Quotation> = Vec::with_capacity(proposals.len());
    // What became of each proposal: its quotation, unless nothing is left of it.
    let mut places: Vec<Option<usize>> = Vec::with_capacity(proposals.len());
    let mut inner = Vec::new();
    for proposal in proposals {
        let carried = proposal.carried.and_then(|place| places[place]);
        let reports = match proposal.is_speech() {
            true => embedded::reports(view, &proposal.contents, passed),
            false => Vec::new(),
        };
        let mut quotation = proposal.into_quotation(view);
        if quotation.contents.is_empty() {
            places.push(None);
            continue;
        }
        if let Some(from) = carried {
            quotation.carried_from = Some(from);
            // The words that name the speaker are those of the quotation it carries on.
            quotation.source = quotations[from].source.clone();
        }
        let outer = quotations.len();
        places.push(Some(outer));
        inner.extend(reports.into_iter().map(|report| Quotation {
            nested_in: Some(outer),
            ..report.into_quotation(view)
        }));
        nested(view, &quotation, outer, &mut inner);
        quotations.push(quotation);
        quotations.append(&mut inner);
    }
    quotations
}

/// The marked words inside a quotation: what it quotes in its turn, and scare quotes, there or in a report. Marked words
/// that are the report's own have no row.
fn nested(view: &View, outer: &Quotation, index: usize, inner: &mut Vec<Quotation>) {
    let spoken = || {
        let cues = outer.cue.iter();
        let mut cues = cues.flat_map(|cue| view.segmentation.tokens_in(*cue));
        cues.any(|at| view.is(at, Class::STRONG_CUE))
    };
    for (at, quoted) in view.quoted_in(outer.extent()) {
        let within = outer
            .contents
            .iter()
            .any(|piece| piece.contains(quoted.inner));
        let function = match quoted.parent {
            Some(_) if within => Some(leftover::inside(view, at)),
            None if within && outer.kind != QuotationKind::Direct => {
                leftover::aside(view, at, spoken())
            }
            _ => None,
        };
        if let Some(function) = function {
            let words = quoted.inner.trim(&view.document.text);
            // Words that a report inside it has are told of with that one.
            let told = |report: &Quotation| report.contents.iter().any(|part| part.contains(words));
            let letters = || {
                words
                    .of(&view.document.text)
                    .contains(char::is_alphanumeric)
            };
            if letters() && !inner.iter().any(told) {
                inner.push(Quotation {
                    contents: smallvec![words],
                    kind: QuotationKind::Direct,
                    function,
                    cue: SpanList::new(),
                    source: SpanList::new(),
                    polarity: Polarity::default(),
                    carried_from: None,
                    evidence: "nested",
                    confidence: proposal::NO_SPEECH,
                    nested_in: Some(index),
                    unclosed: !quoted.closed,
                });
            }
        }
    }
}
