//! [`Article`]: one annotated article, its candidates, and what the gold says of them.

use std::collections::BTreeSet;
use std::ops::Range;

use dixit::attribution::Parts;
use dixit::attribution::model::learn::{Chosen, Instance};
use dixit::document::Document;
use dixit::quotation::Quoted;
use dixit::scan::Scan;
use dixit::segmentation::{Segmentation, TokenKind};
use dixit::tagging::Tags;
use serde_json::Value;

/// Indices of word tokens.
pub(crate) type Tokens = BTreeSet<usize>;

pub(crate) struct Article {
    pub(crate) document: Document,
    pub(crate) segmentation: Segmentation,
    pub(crate) tags: Tags,
    pub(crate) scan: Scan,
    pub(crate) quoted: Vec<Quoted>,
    pub(crate) gold: Vec<Answer>,
    pub(crate) discard: Tokens,
    pub(crate) instances: Vec<Instance>,
    /// For each instance its gold quotation.
    pub(crate) matched: Vec<Option<usize>>,
}

pub(crate) struct Answer {
    pub(crate) content: Tokens,
    pub(crate) source: Tokens,
    pub(crate) cue: Tokens,
}

impl Article {
    pub(crate) fn words(&self, ranges: &[Range<usize>]) -> Tokens {
        words(ranges, &self.segmentation)
    }

    pub(crate) fn discarded(&self, contents: &[Range<usize>]) -> bool {
        let words = self.words(contents);
        2 * words.intersection(&self.discard).count() >= words.len().max(1)
    }

    /// The gold quotation that one of the readings is nearest to, if they agree by half.
    pub(crate) fn nearest(&self, readings: &[(Parts, Vec<u32>)]) -> Option<usize> {
        let mut nearest = (None, 0.0);
        for (contents, _) in readings {
            let words = self.words(contents);
            for (number, gold) in self.gold.iter().enumerate() {
                let agreement = jaccard(&words, &gold.content);
                if agreement >= 0.5 && agreement > nearest.1 {
                    nearest = (Some(number), agreement);
                }
            }
        }
        nearest.0
    }

    /// Whether each chosen content and source is right; `None` where the gold does not tell.
    pub(crate) fn judged(&self, chosen: &[Chosen]) -> Vec<Option<bool>> {
        let judge = |(contents, source, _): &Chosen| {
            let counts = !self.discarded(contents);
            counts.then(|| self.right(contents, source.as_ref()))
        };
        chosen.iter().map(judge).collect()
    }

    /// How much of a gold quotation a chosen content is, 0 if the source is wrong; `None` where the gold does not tell.
    pub(crate) fn worth(&self, (contents, source, _): &Chosen) -> Option<f32> {
        if self.discarded(contents) {
            return None;
        }
        let words = self.words(contents);
        let worth = self.gold.iter().map(|gold| {
            let agreement = jaccard(&words, &gold.content) as f32;
            let right = agreement >= 0.5 && self.source_agrees(source.as_ref(), &gold.source) > 0.0;
            if right { agreement } else { 0.0 }
        });
        Some(worth.fold(0.0, f32::max))
    }

    pub(crate) fn right(&self, contents: &[Range<usize>], source: Option<&Range<usize>>) -> bool {
        let words = self.words(contents);
        self.gold.iter().any(|gold| {
            jaccard(&words, &gold.content) >= 0.5 && self.source_agrees(source, &gold.source) > 0.0
        })
    }

    /// 0 if the source is wrong, else how much of it is shared.
    pub(crate) fn source_agrees(&self, source: Option<&Range<usize>>, gold: &Tokens) -> f32 {
        let Some(source) = source else {
            return if gold.is_empty() { 1.0 } else { 0.0 };
        };
        let ours = self.words(std::slice::from_ref(source));
        let text = &self.document.text;
        let content = |at: usize| {
            let word = self.segmentation.tokens[at].span.of(text).to_lowercase();
            !STOP.contains(&word.as_str())
        };
        let both: Vec<usize> = ours.intersection(gold).copied().collect();
        let named = both.iter().any(|&at| content(at));
        let agrees = named || !both.is_empty() && !gold.iter().any(|&at| content(at));
        if agrees {
            jaccard(&ours, gold) as f32 + 0.01
        } else {
            0.0
        }
    }
}

pub(crate) fn jaccard(a: &Tokens, b: &Tokens) -> f64 {
    let both = a.intersection(b).count();
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}

fn words(ranges: &[Range<usize>], segmentation: &Segmentation) -> Tokens {
    let word = |at: &usize| {
        let token = segmentation.tokens.get(*at);
        token.is_some_and(|token| {
            matches!(
                token.kind,
                TokenKind::Word | TokenKind::Number | TokenKind::Clitic
            )
        })
    };
    ranges.iter().cloned().flatten().filter(word).collect()
}

/// The gold quotations of one record, and the words where predictions do not count.
pub(crate) fn answers(
    record: &Value,
    text: &str,
    segmentation: &Segmentation,
) -> (Vec<Answer>, Tokens) {
    let bytes: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let at = |value: &Value| {
        let point = value.as_u64().and_then(|point| bytes.get(point as usize));
        point.copied().unwrap_or(0)
    };
    let tokens = |spans: &Value, all: bool| -> Tokens {
        let spans = spans.as_array().map(Vec::as_slice).unwrap_or_default();
        let ranges: Vec<Range<usize>> = spans
            .iter()
            .map(|span| segmentation.tokens_in((at(&span[0])..at(&span[1])).into()))
            .collect();
        match all {
            true => ranges.into_iter().flatten().collect(),
            false => words(&ranges, segmentation),
        }
    };
    let quotes = record["quotes"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let answers = quotes.iter().map(|quote| Answer {
        content: tokens(&quote["content"], false),
        source: tokens(&quote["source"], false),
        cue: tokens(&quote["cue"], true),
    });
    (answers.collect(), tokens(&record["discard"], false))
}

/// Words that make no source right by being shared: those of the reference scorer.
const STOP: [&str; 59] = [
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or",
    "its", "his", "her", "their", "our", "my", "your", "this", "that", "these", "those", "who",
    "whom", "which", "as", "is", "was", "were", "be", "been", "are", "have", "has", "had", "not",
    "no", "one", "some", "many", "other", "others", "another", "mr", "mrs", "ms", "dr", "’s", "'s",
    "s", "mr.", "mrs.", "ms.", "dr.", "’", "'",
];
