//! Check-worthiness: how likely a fact-checker would want to check a sentence, from 0 to 1.
//!
//! One logistic regression over words, their tags and how many numbers and names a sentence
//! has; `weights.md` says what it learned from and how well. It ranks, it judges nothing: rules
//! decide what is flagged. A token's key and tag are used as they are; no string is made.

mod features;
mod weights;

pub use features::{BITS, Feature, Features};
pub use weights::{WorthError, value, write};

use std::ops::Range;

use super::Claim;
use crate::attribution::Quotation;
use crate::document::Document;
use crate::segmentation::{Segmentation, Token, TokenKind};
use crate::span::Span;
use crate::tagging::Tag;
use weights::Weights;

/// Which sentences are scored.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'a> {
    Every,
    /// Those that a quotation holds whole or one of these claims begins in; the others score 0.
    Shown(&'a [Claim]),
}

/// The scores of one document, from 0 to 1: one a sentence, one a quotation, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worth {
    pub sentences: Vec<f32>,
    pub quotations: Vec<f32>,
}

/// The learned weights: read once a process, shared by all workers.
#[derive(Clone, Debug)]
pub struct WorthModel(Weights);

impl Default for WorthModel {
    /// With the weights in the binary.
    fn default() -> Self {
        // That they can be read is a test's business; without them every sentence scores one half.
        Self::from_bytes(include_bytes!("weights.bin")).unwrap_or(Self(Weights::default()))
    }
}

impl WorthModel {
    /// With the weights of a file that `examples/train_worth` wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WorthError> {
        Weights::read(bytes).map(Self)
    }

    /// From this score on a sentence counts as check-worthy: where F1 was best on held-out parts of train.
    pub fn bar(&self) -> f32 {
        self.0.bar
    }

    /// One score a sentence and a quotation. A quotation's is the greatest of what it takes from each sentence.
    /// `features` is memory to be used again.
    pub fn score(
        &self,
        features: &mut Features,
        document: &Document,
        segmentation: &Segmentation,
        tags: &[Tag],
        quotations: &[Quotation],
        asked: Asked<'_>,
    ) -> Worth {
        let mut scorer = Scorer {
            model: self,
            features,
            text: &document.text,
            segmentation,
            tags,
            sentences: vec![NOT_ASKED; segmentation.sentences.len()],
            last: None,
            at: 0,
        };
        match asked {
            Asked::Every => (0..segmentation.sentences.len()).for_each(|at| {
                scorer.sentence(at);
            }),
            Asked::Shown(claims) => {
                for claim in claims {
                    if let Some(at) = scorer.sentence_at(claim.span.start()) {
                        scorer.sentence(at);
                    }
                }
            }
        }
        let quotations = quotations.iter();
        let quotations = quotations.map(|quotation| {
            let spans = quotation.contents.iter();
            let scores = spans.map(|span| scorer.span(*span));
            scores.fold(0.0, f32::max)
        });
        let quotations = quotations.collect();
        let mut sentences = scorer.sentences;
        for score in &mut sentences {
            *score = score.max(0.0);
        }
        Worth {
            sentences,
            quotations,
        }
    }

    /// The score of a text as one sentence, however many it holds.
    pub fn score_text(
        &self,
        document: &Document,
        segmentation: &Segmentation,
        tags: &[Tag],
    ) -> f32 {
        let mut features = Features::default();
        let tokens = &segmentation.tokens;
        self.0.score(&mut features, &document.text, tokens, tags)
    }
}

/// The score of a sentence that was not asked for.
const NOT_ASKED: f32 = -1.0;

/// One document's scoring.
struct Scorer<'d> {
    model: &'d WorthModel,
    features: &'d mut Features,
    text: &'d str,
    segmentation: &'d Segmentation,
    tags: &'d [Tag],
    sentences: Vec<f32>,
    /// A sentence and its tokens without the marks at its ends.
    last: Option<(usize, Range<usize>)>,
    /// The sentence that was sought last.
    at: usize,
}

impl Scorer<'_> {
    /// The sentence that holds a byte, or the nearest before it, or else the first. Mostly it is not far behind the
    /// one sought last.
    fn sentence_at(&mut self, byte: usize) -> Option<usize> {
        let found = self.segmentation.sentence_near(self.at, byte);
        self.at = found.unwrap_or(0);
        (self.at < self.sentences.len()).then_some(self.at)
    }

    fn sentence(&mut self, at: usize) -> f32 {
        if self.sentences[at] == NOT_ASKED {
            self.sentences[at] = self.tokens(self.segmentation.sentences[at].tokens.clone());
        }
        self.sentences[at]
    }

    fn tokens(&mut self, range: Range<usize>) -> f32 {
        let tokens = self.segmentation.tokens.get(range.clone());
        let (Some(tokens), Some(tags)) = (tokens, self.tags.get(range)) else {
            return 0.0;
        };
        let Self { model, text, .. } = self;
        model.0.score(self.features, text, tokens, tags)
    }

    /// The greatest score of the parts that a span takes from its sentences.
    fn span(&mut self, span: Span) -> f32 {
        let segmentation = self.segmentation;
        let first = self.sentence_at(span.start()).unwrap_or(0);
        let inside = self.unmarked(self.tokens_of(first, span));
        let mut greatest = 0.0_f32;
        for at in first..segmentation.sentences.len() {
            if segmentation.sentences[at].tokens.start >= inside.end {
                break;
            }
            let whole = self.whole(at);
            let part = whole.start.max(inside.start)..whole.end.min(inside.end);
            let score = match part == whole {
                true => self.sentence(at),
                false => self.tokens(part.start..part.end.max(part.start)),
            };
            greatest = greatest.max(score);
        }
        greatest
    }

    /// As [`Segmentation::tokens_in`], given the sentence in which the span begins: most end there too.
    fn tokens_of(&self, sentence: usize, span: Span) -> Range<usize> {
        let tokens = &self.segmentation.tokens;
        let range = |at: usize| Some(self.segmentation.sentences.get(at)?.tokens.clone());
        let Some(own) = range(sentence) else {
            return self.segmentation.tokens_in(span);
        };
        let before = |token: &Token| token.span.start() < span.start();
        let start = own.start + leading(&tokens[own], before);
        let until = |token: &Token| token.span.end() <= span.end();
        start..start + leading(&tokens[start..], until)
    }

    /// A sentence without the quotation marks at its ends. The one asked for last is asked for again, mostly.
    fn whole(&mut self, sentence: usize) -> Range<usize> {
        match &self.last {
            Some((at, whole)) if *at == sentence => whole.clone(),
            _ => {
                let whole = self.unmarked(self.segmentation.sentences[sentence].tokens.clone());
                self.last = Some((sentence, whole.clone()));
                whole
            }
        }
    }

    /// A range without the quotation marks at its ends.
    fn unmarked(&self, range: Range<usize>) -> Range<usize> {
        let tokens = self
            .segmentation
            .tokens
            .get(range.clone())
            .unwrap_or_default();
        let is_word = |at: &usize| tokens[*at].kind != TokenKind::Mark;
        let start = (0..tokens.len()).find(is_word).unwrap_or(tokens.len());
        let end = (start..tokens.len())
            .rfind(is_word)
            .map_or(start, |at| at + 1);
        range.start + start..range.start + end
    }
}

/// So many tokens are looked at one after the other.
const NEAR: usize = 64;

/// As `partition_point`, of which the leaps cost more than the few tokens between: those are read next anyway.
fn leading(tokens: &[Token], is_before: impl Fn(&Token) -> bool) -> usize {
    let (near, far) = tokens.split_at(tokens.len().min(NEAR));
    match near.iter().position(|token| !is_before(token)) {
        Some(at) => at,
        None => near.len() + far.partition_point(is_before),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::pipeline::Pipeline;
    use crate::segmentation::segment;
    use crate::tagging::Tagger;

    fn score(text: &str) -> f32 {
        let document = Document::from_text("", text);
        let segmentation = segment(&document);
        let tags = Tagger::default().tag(&document, &segmentation);
        WorthModel::default().score_text(&document, &segmentation, &tags)
    }

    /// Each row: what a checker would rather look into, and what rather not.
    const PAIRS: &[(&str, &str, &str)] = &[
        (
            "a figure over a greeting",
            "Unemployment in the valley rose by 4 percent last year.",
            "Thank you all for coming tonight.",
        ),
        (
            "a record over a wish",
            "She voted against the harbour bill in 2009.",
            "I hope that we can all be friends.",
        ),
        (
            "money spent over a plan",
            "They spent $40 million on the bridge.",
            "We are going to work on the bridge.",
        ),
        (
            "a count over a question",
            "More than 3,000 people lost their jobs in the mill.",
            "What would you say to the people?",
        ),
        (
            "a fact over an opinion",
            "The senator cut taxes for the mill owners twice.",
            "I think that is the right thing to do.",
        ),
    ];

    #[test]
    fn facts_are_worth_more_than_talk() {
        for (name, more, less) in PAIRS {
            let (more, less) = (score(more), score(less));
            assert!(more > 0.4 && less < 0.25, "{name}: {more} and {less}");
        }
    }

    #[test]
    fn a_quotation_is_worth_its_best_sentence() {
        let text = "“Thank you. They spent $40 million on the bridge,” said Ann Lee.";
        let document = Document::from_text("", text);
        let annotation = Pipeline::default().annotate(&document);
        let worth = &annotation.worth;
        assert_eq!(
            worth.sentences.len(),
            annotation.segmentation.sentences.len()
        );
        assert_eq!(worth.quotations.len(), 1);
        assert!(worth.quotations[0] > 0.4, "{worth:?}");
    }

    #[test]
    fn what_is_shown_has_the_score_it_has_among_all() {
        let text = "It rained. “Thank you. They spent $40 million on the bridge,” said Ann Lee. \
                    Some 40 countries agreed. Nobody came.";
        let document = Document::from_text("", text);
        let every = Pipeline::default().annotate(&document);
        let shown = Pipeline::default().only_shown_worth().annotate(&document);
        assert_eq!(every.worth.quotations, shown.worth.quotations);
        assert!(every.worth.sentences.iter().all(|score| *score > 0.0));
        assert_eq!(shown.worth.sentences[0], 0.0);
        for claim in &every.claims {
            let at = every.segmentation.sentence_at(claim.span.start()).unwrap();
            assert_eq!(every.worth.sentences[at], shown.worth.sentences[at]);
        }
    }

    #[test]
    fn marks_around_a_sentence_change_nothing() {
        let plain = score("They spent $40 million on the bridge.");
        assert_eq!(plain, score("“They spent $40 million on the bridge.”"));
    }

    proptest! {
        #[test]
        fn any_text_has_scores_from_0_to_1(text in "([A-Za-z]{0,20}|[0-9,.$%]|[-’'_é“” \n]|said){0,60}") {
            let document = Document::from_text("", text);
            let annotation = Pipeline::default().annotate(&document);
            prop_assert_eq!(annotation.worth.quotations.len(), annotation.quotations.len());
            for score in annotation.worth.sentences.iter().chain(&annotation.worth.quotations) {
                prop_assert!((0.0..=1.0).contains(score));
            }
        }
    }
}
